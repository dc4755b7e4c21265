"""Creates and upgrades the schema of a register; a SQLite file is copied beside itself first. Only user of alembic."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from tracker.bundled import bundled
from tracker.errors import NewerRegisterError, NoRegisterError, OldRegisterError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0002"
"""The revision this program works with; a test holds it equal to the newest script. Kept here so that opening a
register does not import alembic."""


def current(connection: Connection) -> str | None:
    """The revision of the register behind the connection, None when there is no register."""
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def require_current(connection: Connection, where: str) -> None:
    """Refuses a missing, older or newer register, each with the command that helps."""
    found = current(connection)
    if found is None:
        raise NoRegisterError(where=where)
    if found == HEAD:
        return
    if found in revisions():
        raise OldRegisterError(where=where, found=found, wanted=HEAD)
    raise NewerRegisterError(where=where, found=found)


def revisions() -> tuple[str, ...]:
    """All revisions known here, newest first."""
    from alembic.script import ScriptDirectory

    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Brings the schema to the revision inside the connection's transaction."""
    from alembic import command

    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str = "-1") -> None:
    """Takes the schema back to the revision inside the connection's transaction."""
    from alembic import command

    command.downgrade(_config(connection), revision)


def differences(connection: Connection) -> list[object]:
    """Where the models and the schema of the connection differ: empty when they agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from tracker.models import metadata

    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


def backup_beside(path: Path) -> Path:
    """A consistent copy of a SQLite file beside it, named by the moment: `tracker.db.20261124-101500.bak`."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    copy = path.with_name(f"{path.name}.{stamp}.bak")
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    return copy


def _config(connection: Connection | None = None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(bundled("migrations")).replace("%", "%%"))
    if connection is not None:
        config.attributes["connection"] = connection
    return config
