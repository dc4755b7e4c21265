"""Where the register is, who acts and what day it is: options first, then the environment, then the configuration."""

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tracker.calendar import read_date
from tracker.errors import DateError, RefusedError
from tracker.i18n import _

if TYPE_CHECKING:
    from sqlalchemy import URL
    from sqlmodel import Session

    from tracker.operations import RegisterSession


@dataclass(frozen=True, slots=True)
class Settings:
    """`db`: a path or URL; `actor`: who is written into the history."""

    db: str
    actor: str

    @property
    def url(self) -> "URL":
        """The database."""
        from tracker.database import url_of

        return url_of(self.db)


def config_folder() -> Path:
    """The user's configuration folder: `config.toml`, and reports of the office's own."""
    import platformdirs

    return Path(os.environ.get("TRACKER_CONFIG") or platformdirs.user_config_path("tracker"))


def data_folder() -> Path:
    """The user's data folder: the register unless another is named, and drafts that are not logged yet."""
    import platformdirs

    return Path(os.environ.get("TRACKER_DATA") or platformdirs.user_data_path("tracker"))


@lru_cache(maxsize=8)
def _configuration(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RefusedError(
            reason=_("The configuration {name} cannot be read: {reason}.").format(name=path, reason=error)
        ) from None


def configured() -> dict[str, Any]:
    """The configuration: `db`, `lang`, `actor`; empty when there is no file."""
    return _configuration(config_folder() / "config.toml")


def settle(db: str | None) -> Settings:
    """The settings of this run."""
    place = db or os.environ.get("TRACKER_DB") or configured().get("db") or data_folder() / "tracker.db"
    actor = os.environ.get("TRACKER_ACTOR") or configured().get("actor") or _user()
    return Settings(db=str(place), actor=str(actor))


def home() -> str | None:
    """Our own agency, as TRACKER_HOME or the configuration names it."""
    return os.environ.get("TRACKER_HOME") or configured().get("home")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def today() -> date:
    """The day it is; TRACKER_TODAY sets another, for rehearsing."""
    given = os.environ.get("TRACKER_TODAY")
    try:
        return date.fromisoformat(given) if given else date.today()  # noqa: DTZ011 -- the user's own day is meant
    except ValueError:
        raise DateError(text=f"TRACKER_TODAY={given}") from None


def day(text: str | None) -> date | None:
    """A day as the user wrote it, None for nothing."""
    return read_date(text, today()) if text is not None else None


def at_terminal() -> bool:
    """Whether a person sits before standard input and output."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def settings(ctx: typer.Context) -> Settings:
    """The settings that the root put into the context."""
    found = ctx.find_root().obj
    assert isinstance(found, Settings)
    return found


@contextmanager
def reading(ctx: typer.Context) -> Iterator["Session"]:
    """The register, to read."""
    from tracker import operations

    with operations.reading(settings(ctx).url) as session:
        yield session


@contextmanager
def writing(ctx: typer.Context) -> Iterator["RegisterSession"]:
    """The register, for one operation under the command's name; says at the end what else was written down."""
    from tracker import operations

    chosen = settings(ctx)
    command = ctx.command_path.removeprefix(ctx.find_root().command_path).strip()
    with operations.writing(chosen.url, actor=chosen.actor, command=command) as unit:
        yield unit
        added = list(unit.info.get("added", ()))
    for name in added:
        typer.echo(_("Added to the register: {name}.").format(name=name), err=True)
