"""Opens a register: a SQLite file by default, PostgreSQL by URL. One unit of work: commit on success, else roll back.

Knows no table. The schema must be the one this program was made for; `tracker.schema` says so.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote as quoted
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError
from sqlmodel import Session

from tracker import schema
from tracker.errors import (
    DriverMissingError,
    FolderNotRegisterError,
    NoRegisterError,
    NotARegisterError,
    RegisterUnreachableError,
    RegisterUnwritableError,
    TrackerError,
)
from tracker.i18n import _

BUSY_SECONDS = 10.0


def url_of(place: str | Path) -> URL:
    """The database URL of what a user wrote: a path, or a URL (postgresql:// means the psycopg driver)."""
    text = str(place)
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser().absolute()))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise RegisterUnreachableError(where=text.split("@")[-1], reason=_("the address cannot be read")) from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    kind = url.get_backend_name()
    if kind not in ("sqlite", "postgresql") or (kind == "sqlite" and url.database in (None, "", ":memory:")):
        raise RegisterUnreachableError(where=shown(url), reason=_("a register is a file or a PostgreSQL database"))
    return url


def shown(url: URL) -> str:
    """The place as messages name it: the path of a file, a URL without its password."""
    return str(url.database or url) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def sqlite_path(url: URL) -> Path | None:
    """The file of a SQLite register, None for a server."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def open_engine(url: URL, *, write: bool, create: bool = False) -> Engine:
    """An engine with one connection per use. SQLite: foreign keys on, writers take their turn from the first moment."""
    path = sqlite_path(url)
    if path is None:
        try:
            return create_engine(url, poolclass=NullPool)
        except (ModuleNotFoundError, NoSuchModuleError):
            raise DriverMissingError(where=shown(url)) from None
    if os.path.isdir(path):  # noqa: PTH112 -- answers for a name that is too long, too
        raise FolderNotRegisterError(where=shown(url), file=quoted(str(path / "tracker.db")))
    if not create and not os.path.isfile(path):  # noqa: PTH113
        raise NoRegisterError(where=shown(url))
    mode = "rwc" if create else "rw" if os.access(path, os.W_OK) else "ro"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            f"file:{quote(str(path))}?mode={mode}", uri=True, isolation_level=None, timeout=BUSY_SECONDS
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _foreign_keys_on(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


@contextmanager
def session(url: URL, *, write: bool = False, factory: type[Session] = Session) -> Iterator[Session]:
    """A session on a register of the right schema. Commits when the block ends well, rolls back when it raises."""
    with explained(url):
        engine = open_engine(url, write=write)
        try:
            with factory(engine) as unit:
                schema.require_current(unit.connection(), shown(url))
                yield unit
                if write:
                    unit.commit()
        finally:
            engine.dispose()


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turns what a user can mend in the database's refusals into one sentence; anything else stays a bug."""
    try:
        yield
    except DatabaseError as error:
        known = _explanation(url, error)
        if known is None:
            raise
        raise known from None


def _explanation(url: URL, error: DatabaseError) -> TrackerError | None:
    reason = str(error.orig).strip().split("\n")[0]
    where = shown(url)
    if sqlite_path(url) is None:
        refused = isinstance(error, OperationalError) or error.statement is None
        return RegisterUnreachableError(where=where, reason=reason) if refused else None
    if any(words in reason for words in ("not a database", "malformed", "no such table", "no such column")):
        return NotARegisterError(where=where)
    if any(words in reason for words in ("readonly", "read-only", "full", "disk I/O", "locked")):
        return RegisterUnwritableError(where=where, reason=reason)
    if "unable to open" in reason:
        return RegisterUnreachableError(where=where, reason=reason)
    return None
