"""Runs the revisions on the connection that the program hands over, or on the register that TRACKER_DB names."""

import os
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlmodel import AutoString

from tracker.database import open_engine, url_of
from tracker.models import metadata


def render(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Revisions stay free of sqlmodel: its string type is written as SQLAlchemy's."""
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


def run(connection: Connection) -> None:
    """All pending revisions on one connection; batch mode, since SQLite alters a table by copying it."""
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, render_item=render)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with open_engine(url_of(os.environ["TRACKER_DB"]), write=True, create=True).begin() as own:
        run(own)
