"""Who may import whom, what a start may load, and how long a file may be: read from the source itself."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
PACKAGE = CHECKOUT / "tracker"

# What each part of the package may import of ours, besides itself.
MAY = {
    "bundled": set(),
    "i18n": set(),
    "text": set(),
    "sheets": set(),
    "errors": {"i18n"},
    "calendar": {"errors", "i18n", "text"},
    "gazetteer": {"text"},
    "models": {"text"},
    "schema": {"bundled", "errors", "models"},
    "database": {"errors", "i18n", "schema"},
    "operations": {"database", "errors", "i18n", "models", "text"},
    "queries": {"calendar", "errors", "gazetteer", "i18n", "models", "text"},
    "records": {
        *("calendar", "database", "errors", "gazetteer", "i18n", "models", "operations", "queries", "schema", "text"),
    },
    "notes": {"calendar", "errors", "gazetteer", "i18n", "text"},
    "network": {"i18n", "queries", "sheets", "text"},
    "exchange": {
        *("calendar", "errors", "gazetteer", "i18n", "models", "notes", "queries", "records", "sheets", "text"),
    },
    "reminders": {"calendar", "i18n", "queries", "reporting", "text"},
    "reporting": {"bundled", "calendar", "errors", "i18n", "queries", "sheets"},
}
REPORTS_MAY = {"calendar", "i18n", "network", "queries", "reporting", "text"}
SOURCES = sorted(PACKAGE.rglob("*.py"))


@cache
def imported(path: Path) -> set[str]:
    """The full names of the modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def parts(names: set[str]) -> set[str]:
    """The parts of the package among imported names: "tracker.queries.visits" -> "queries"."""
    known = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    return {name.split(".")[1] for name in names if name.startswith("tracker.")} & known


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_layers_import_downwards_only(path: Path) -> None:
    """Each part imports what the design allows; nothing but the command line imports the command line."""
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if part in MAY:
        assert parts(imported(path)) - {part} <= MAY[part]
    else:
        assert part in {"__init__", "cli"}


def test_reports_stand_on_queries_and_network() -> None:
    """A report imports neither records nor models nor the command line."""
    for path in (CHECKOUT / "reports").glob("*.py"):
        assert parts(imported(path)) <= REPORTS_MAY


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("networkx", "network"),
        ("alembic", "schema.py"),
        ("vl_convert", "network"),
        ("icalendar", "reminders"),
        ("docx", "reminders"),
        ("rich", "cli"),
        ("prompt_toolkit", "cli"),
        ("openpyxl", "exchange"),
        ("xlsxwriter", "exchange"),
        ("tomli_w", "cli"),
    ],
)
def test_a_library_has_one_home(library: str, home: str) -> None:
    """One part alone knows each of these libraries."""
    users = {p.relative_to(PACKAGE).parts[0] for p in SOURCES if library in {n.split(".")[0] for n in imported(p)}}
    assert users == {home}


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["visit", "--help"], ["report", "--help"]])
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    """Help and version come at once, since no heavy library is loaded for them."""
    heavy = ["sqlmodel", "sqlalchemy", "networkx", "alembic", "vl_convert", "rapidfuzz", "rich", "lxml", "pypdf"]
    heavy += ["prompt_toolkit", "openpyxl", "xlsxwriter", "docx", "icalendar"]
    heavy += [] if words[0] == "report" else ["jinja2"]
    script = (
        "import sys\nfrom tracker.cli import app\n"
        f"try:\n    app({words!r}, prog_name='tracker')\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    loaded = ast.literal_eval(done.stderr.strip().splitlines()[-1])
    if words[0] == "report":  # the titles of reports stand in their modules, which read the register
        loaded = [name for name in loaded if name not in ("sqlmodel", "sqlalchemy", "networkx")]
    assert loaded == []


def test_files_and_functions_stay_readable() -> None:
    """No file passes 410 lines, no function a long screen (commands declare their options, so they may be longer)."""
    for path in [*SOURCES, *(CHECKOUT / "reports").glob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 410, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and "cli" not in path.parts:
                assert (node.end_lineno or 0) - node.lineno <= 75, f"{path}: {node.name}"
