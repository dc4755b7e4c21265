"""Bad input gets one clear sentence and an exit code of 1 or 2; nothing is written, and nothing is a traceback."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Tracker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"
LOG = ["visit", "log", "--on", "22/2/2024"]


def refused(tracker: Tracker, *words: str) -> str:
    """The one sentence of a refusal, after which the register is as it was."""
    before = Path(tracker.db).read_bytes() if Path(tracker.db).is_file() else None
    run = tracker(*words, code=None)
    assert run.code in (1, 2), run
    lines = run.err.strip().splitlines()
    assert len(lines) == 1, run.err
    assert "Traceback" not in run.err
    assert before is None or Path(tracker.db).read_bytes() == before
    return lines[0]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.txt", None, "no such file"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "not text"),
        ("empty.txt", b"", "no text"),
        ("blank.txt", b" \n\n ", "no text"),
        ("sheet.xlsx", b"PK\x03\x04", "xlsx"),
        ("nothing.txt", "Trời hôm nay đẹp, lúa đang trổ bông ngoài đồng.".encode(), "does not say"),
    ],
)
def test_notes_that_cannot_be_logged(
    tracker: Tracker, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    """Missing, binary, empty, foreign and empty-handed notes each get their own sentence."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert said in refused(tracker, "visit", "log", "--from", str(tmp_path / name), "--yes")


def test_a_note_about_nothing_drafts_nothing(tracker: Tracker, tmp_path: Path) -> None:
    """A text without a visit gives an empty draft that says so."""
    (tmp_path / "n.txt").write_text("Trời hôm nay đẹp, lúa đang trổ bông ngoài đồng.", encoding="utf-8")
    found = tracker("visit", "draft", str(tmp_path / "n.txt"), "--json").json
    assert (found["host"], found["visitors"], found["officials"], found["commitments"]) == (None, [], [], [])
    assert found["unresolved"]


@pytest.mark.parametrize(
    "words",
    [
        [*LOG[:3], "31/2/2024", "--visitor", PT, "--host", BN],
        [*LOG, "--visitor", "x" * 10_000, "--host", BN],
        [*LOG, "--visitor", PT],
        [*LOG, "--visitor", PT, "--host", PT],
        [*LOG, "--until", "1/1/2024", "--visitor", PT, "--host", BN],
        [*LOG, "--visitor", PT, "--host", BN, "--topic", "không có"],
        [*LOG, "--visitor", PT, "--host", BN, "--direction", "up"],
        [*LOG, "--visitor", PT, "--host", BN, "--status", "maybe"],
        [*LOG, "--visitor", PT, "--host", BN, "--headcount", "0"],
        [*LOG, "--visitor", PT, "--host", BN, "--official", ";;;"],
        [*LOG, "--visitor", PT, "--host", BN, "--official", "A; b; c; d; e"],
        [*LOG, "--visitor", "\x00", "--host", BN],
        ["visit", "show", "99"],
        ["visit", "show", "99999999999999999999"],
        ["visit", "show", "deadbeef"],
        ["visit", "show", "x"],
        ["visit", "edit", "1"],
        ["visit", "list", "--json", "--csv"],
        ["visit", "list", "--since", "x" * 10_000],
        ["visit", "list", "--nonsense"],
        ["visit", "nonsense"],
        ["nonsense"],
        ["undo"],
        ["report", "nonsense"],
        ["report", "network", "--format", "docx"],
        ["report", "network", "--format", "md", "--out", "/proc/nowhere/x.md"],
        ["network", "show", "--units", "never"],
        ["agency", "show", "99"],
        ["agency", "add", "", "--source", "x"],
        ["topic", "add", "?"],
        ["db", "nonsense"],
    ],
    ids=lambda words: " ".join(words)[:60].replace("\x00", "NUL"),
)
def test_refusals_are_one_sentence(tracker: Tracker, words: list[str]) -> None:
    """Wrong words, impossible values and unknown things: one line, and the file does not change by a byte."""
    refused(tracker, *words)


def test_unknown_language(tracker: Tracker) -> None:
    """A language that is not spoken is refused."""
    assert "vi" in tracker("visit", "list", lang="fr", code=2).err


def test_databases_that_are_none(tmp_path: Path) -> None:
    """A file that is no database, a folder, and a place below a file are told apart from a register."""
    (tmp_path / "broken.db").write_bytes(b"not a database at all" * 100)
    assert "not a register" in refused(Tracker(str(tmp_path / "broken.db")), "visit", "list")
    assert "not a register" in refused(Tracker(str(tmp_path)), "visit", "list")
    refused(Tracker(str(tmp_path / "broken.db" / "x.db")), "init")
    refused(Tracker("postgresql://nobody@127.0.0.1:1/none"), "visit", "list")
    assert not list(tmp_path.glob("*-journal"))


def test_a_torn_register_is_not_worked_on(tracker: Tracker) -> None:
    """A register whose file was cut short is refused as damaged."""
    path = Path(tracker.db)
    path.write_bytes(path.read_bytes()[:20_000])
    refused(tracker, "visit", "list")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_reports_on_a_full_disk(tracker: Tracker) -> None:
    """A report that cannot be written says where and why."""
    assert "/dev/full" in refused(tracker, "report", "network", "--format", "csv", "--out", "/dev/full")


def test_register_on_a_full_disk(tracker: Tracker) -> None:
    """When the register's file cannot grow, the command is refused and the register stays whole."""
    size = Path(tracker.db).stat().st_size

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    words = ["--db", tracker.db, "--lang", "en", *LOG, "--visitor", PT, "--host", BN, "--title"]
    script = (
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"from tracker.cli import app\napp([*{words!r}, 'x' * 200_000])"
    )
    surroundings = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        preexec_fn=no_room,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "cannot be written" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert tracker("visit", "list", "--json").json == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.lists(st.text(max_size=30), min_size=1, max_size=3))
def test_any_words_end_in_an_answer_or_a_refusal(tracker: Tracker, words: list[str]) -> None:
    """Whatever is typed as names and dates, the program answers or refuses; it never breaks."""
    visitor, on, topic = (words * 3)[:3]
    run = tracker("visit", "log", f"--on={on}", f"--visitor={visitor}", f"--host={BN}", f"--topic={topic}", code=None)
    assert run.code in (0, 1, 2)
    run = tracker("search", "--", words[0], code=None)
    assert run.code in (0, 1, 2)
