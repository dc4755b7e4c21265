"""README is true: every console example is run in order, and prints what README says. `--snapshot-update` renews it."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tracker.cli import app

README = Path(__file__).parent.parent / "README.md"
_FILE = re.compile(r"<!-- file: (\S+) -->\n```\w*\n(.*?)```\n", re.DOTALL)
_CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```\n)", re.DOTALL)
_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME = re.compile(r"\d\d/\d\d/\d{4} \d\d:\d\d")


def run(line: str) -> str:
    """What one example line prints; uids and times, new in each run, are dots, the folder is ~."""
    words = shlex.split(line)
    assert words[0] == "tracker", line
    result = CliRunner().invoke(app, words[1:], prog_name="tracker", catch_exceptions=False)
    output = result.output.replace(str(Path.cwd()), "~")
    lines = [line.rstrip() for line in _TIME.sub("…", _UID.sub("…", output)).strip("\n").splitlines()]
    return "\n".join(line for line in lines if line) + "\n"


def test_examples_print_what_readme_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Run one after the other on a fresh register, the examples print exactly what stands below them."""
    text = README.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRACKER_DB", "so.db")
    monkeypatch.setenv("COLUMNS", "118")
    for name, content in _FILE.findall(text):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(content, encoding="utf-8")
    printed = _CONSOLE.sub(_played, text)
    if request.config.getoption("update_snapshots"):
        README.write_text(printed, encoding="utf-8")
        return
    assert _CONSOLE.findall(text)
    assert printed == text


def _played(block: re.Match[str]) -> str:
    lines = [line for line in block[1].splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{run(line[2:])}" for line in lines)
