"""`tracker db …`."""

from pathlib import Path

import typer

from tracker.cli.app import command, group
from tracker.cli.output import print_pairs
from tracker.cli.settings import settings
from tracker.errors import OutputError, RefusedError
from tracker.i18n import N_, _

app = group(N_("The database: status, upgrade, backup."))


@command(app, "status", example="tracker db status")
def status(ctx: typer.Context) -> None:
    """Show where the register is, its schema, and how much is in it."""
    from sqlmodel import select

    from tracker import operations, schema
    from tracker.database import shown, sqlite_path
    from tracker.models import Register
    from tracker.queries.registry import counts

    url = settings(ctx).url
    with operations.reading(url) as session:
        register = session.exec(select(Register)).one()
        numbers = counts(session)
    path = sqlite_path(url)
    print_pairs(
        [
            (_("Register"), register.name),
            (_("Place"), shown(url)),
            (_("Schema"), schema.HEAD),
            (_("Size"), f"{path.stat().st_size / 1024:.0f} kB" if path else None),
            *((name, number) for name, number in numbers.items()),
        ]
    )


@command(app, "upgrade", example="tracker db upgrade")
def upgrade(ctx: typer.Context) -> None:
    """Bring the schema to this version of the program; a SQLite file is copied beside itself first."""
    from tracker import schema
    from tracker.database import explained, open_engine, shown, sqlite_path
    from tracker.errors import NewerRegisterError, NoRegisterError

    url = settings(ctx).url
    with explained(url):
        engine = open_engine(url, write=False)
        with engine.connect() as connection:
            found = schema.current(connection)
        if found is None:
            raise NoRegisterError(where=shown(url))
        if found == schema.HEAD:
            typer.echo(_("The schema is up to date ({revision}).").format(revision=found))
            return
        if found not in schema.revisions():
            raise NewerRegisterError(where=shown(url), found=found)
        path = sqlite_path(url)
        if path:
            typer.echo(_("Copied to {place} first.").format(place=_backup(path)), err=True)
        with open_engine(url, write=True).begin() as connection:
            schema.upgrade(connection)
    typer.echo(_("The schema went from {old} to {new}.").format(old=found, new=schema.HEAD))


@command(app, "backup", example="tracker db backup")
def backup(ctx: typer.Context) -> None:
    """Copy a SQLite register beside itself, consistently even while it is in use."""
    from tracker.database import session, sqlite_path

    url = settings(ctx).url
    path = sqlite_path(url)
    if path is None:
        raise RefusedError(reason=_("A PostgreSQL register is backed up with the server's own tools (pg_dump)."))
    with session(url):
        pass
    typer.echo(_("Copied to {place}.").format(place=_backup(path)))


def _backup(path: Path) -> Path:
    import sqlite3

    from tracker import schema

    try:
        return schema.backup_beside(path)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(name=path.parent, reason=str(error)) from None
