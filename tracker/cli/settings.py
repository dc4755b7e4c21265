"""Where the register is, who acts and what day it is: options first, then the environment, then the configuration."""

import getpass
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import typer

from tracker.calendar import WorkingDays, counts_working_days, read_date
from tracker.errors import DateError, RefusedError, TrackerError
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
    """The configuration: `db`, `lang`, `actor`, `home`, `[urgency]`; empty when there is no file."""
    return _configuration(config_folder() / "config.toml")


_settled: ContextVar[Settings | None] = ContextVar("settings", default=None)


def settle(db: str | None) -> Settings:
    """The settings of this run."""
    place = db or os.environ.get("TRACKER_DB") or configured().get("db") or data_folder() / "tracker.db"
    actor = os.environ.get("TRACKER_ACTOR") or configured().get("actor") or _user()
    chosen = Settings(db=str(place), actor=str(actor))
    _settled.set(chosen)
    return chosen


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
    """A day as the user wrote it, None for nothing; “+10 ngày làm việc” counts the working days of the register."""
    if text is None:
        return None
    if not counts_working_days(text):
        return read_date(text, today())
    days = _working_days()
    found = read_date(text, today(), days)
    warn_unlisted(days.unlisted(min(found, today()), max(found, today())))
    return found


def _working_days() -> WorkingDays:
    """Those of the register; the shipped ones where it cannot be read, which the command itself will say."""
    from tracker import operations
    from tracker.queries.calendar import working_days

    chosen = _settled.get()
    try:
        if chosen is not None:
            with operations.reading(chosen.url) as session:
                return working_days(session)
    except TrackerError:
        pass
    return WorkingDays.shipped()


def warn_unlisted(years: Iterable[int]) -> None:
    """Says of which years only the week-ends were counted."""
    listed = ", ".join(str(year) for year in sorted(years))
    if listed:
        typer.echo(
            _(
                "The days off of {years} are not listed: only week-ends were counted. “tracker calendar import” adds "
                "them, and “tracker check deadlines” then says which dates would move."
            ).format(years=listed),
            err=True,
        )


def program() -> str:
    """The program as it was called, so that it can be typed again: its name where the shell finds it, else its path."""
    called = sys.argv[0]
    if Path(called).stem != "tracker":
        return "tracker"
    found = shutil.which("tracker")
    return "tracker" if found and Path(found).resolve() == Path(called).resolve() else quote(called)


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
        added, unlisted = list(unit.info.get("added", ())), set(unit.info.get("unlisted", ()))
    warn_unlisted(unlisted)
    for name in added:
        typer.echo(_("Added to the register: {name}.").format(name=name), err=True)
