"""Bad input gets one clear sentence and an exit code of 1 or 2; nothing is written, and nothing is a traceback."""

import os
import resource
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from conftest import Tracker, commands
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from tracker.cli import app

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"
LOG = ["visit", "log", "--on", "22/2/2024"]


def refused(tracker: Tracker, *words: str) -> str:
    """The one sentence of a refusal, after which the register is as it was."""
    before = Path(tracker.db).read_bytes() if Path(tracker.db).is_file() else None
    run = tracker(*words, code=None)
    assert run.code in (1, 2), run
    lines = run.err.strip().splitlines()
    assert len(lines) == 1, run.err
    assert len(run.err) < 1000
    assert "\x1b" not in run.err
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
        ["report", "network", "--format", "csv", "--out", "/proc/nowhere/x.csv"],
        ["network", "show", "--units", "never"],
        ["agency", "show", "99"],
        ["agency", "add", "", "--source", "x"],
        ["topic", "add", "?"],
        ["db", "nonsense"],
        ["--nonsense"],
        ["visit", "show"],
        ["visit", "show", "1", "2"],
        ["visit", "show", "²"],
        ["visit", "show", "0123456789abcdef" * 3],
        ["visit", "show", "\udcff"],
        ["history", "--most", "many"],
        ["history", "--most", "0"],
        ["history", "--most"],
        [*LOG, "--visitor", PT, "--host", BN, "--headcount", "9" * 30],
        [*LOG, "--visitor", PT, "--host", BN, "--url", "https://x.vn/" + "y" * 10_000],
        [*LOG, "--visitor", PT, "--host", BN, "--official", "x" * 10_000],
        [*LOG, "--visitor", PT, "--host", BN, "--official", "A;;host", "--official", "A;;host"],
        [*LOG, "--host", BN, "--visitor", "Sở\nNội\x1b[31m vụ"],
        ["agency", "add", "Viện", "--source", " "],
        ["agency", "add", "Viện", "--source", "x", "--since", "2/2/2024", "--until", "1/2/2024"],
        ["agency", "add", "Viện", "--source", "x", "--level", "planet"],
        ["agency", "add", "Viện", "--source", "x", "--province", "Atlantis"],
        ["agency", "add", "x" * 10_000, "--source", "x"],
        ["agency", "list", "--province", "Atlantis"],
        ["official", "add", " "],
        ["official", "add", "x " * 10_000],
        ["official", "appoint", "Không Ai", "--post", "x"],
        ["topic", "add", "x" * 10_000],
        ["province", "add", "x" * 10_000, "--source", "x"],
        ["province", "add", "Hủa Phăn", "--source", ""],
        ["province", "show", "x" * 10_000],
        ["followup", "show", "1"],
        ["followup", "add", "1", "x", "--lead", BN],
        ["followup", "list", "--as-of", "31/4/2024"],
        ["search", "x", "--most", "0"],
        ["network", "show", "--level", "x" * 10_000],
        ["report", "network", "--format", "csv", "--out", "x" * 10_000],
        ["report", "network", "--format", "csv", "--out", ""],
        ["report", "network", "--format", "csv", "--out", "/"],
        ["visit", "draft", "x" * 10_000],
        ["visit", "draft", "/"],
        ["init"],
        ["demo", "x" * 10_000],
        ["x" * 10_000],
    ],
    ids=lambda words: ascii(" ".join(words)[:60]),
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
    refused(Tracker(str(tmp_path / "broken.db" / "x.db")), "init")
    refused(Tracker("postgresql://nobody@127.0.0.1:1/none"), "visit", "list")
    assert not list(tmp_path.glob("*-journal"))


@pytest.mark.parametrize("words", [["visit", "list"], ["init"], ["db", "upgrade"], ["db", "status"], ["undo"]])
def test_a_folder_is_no_register(tmp_path: Path, words: list[str]) -> None:
    """Whoever names a folder is told to name a file in it, and with what option; nothing is made there."""
    folder = tmp_path / "of ours"
    folder.mkdir()
    said = refused(Tracker(str(folder)), *words)
    assert f"{folder} is a folder" in said
    assert f"--db '{folder / 'tracker.db'}'" in said
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("words", [["visit", "draft", "-"], ["visit", "log", "--from", "-", "--yes"]])
def test_empty_standard_input_is_called_so(tracker: Tracker, words: list[str]) -> None:
    """Nothing on standard input is told of standard input, not of a file named "-"."""
    assert tracker(*words, stdin=" \n", code=1).err == (
        "The note on standard input cannot be read: there is no text in it.\n"
    )
    assert "bài từ đầu vào chuẩn" in tracker(*words, stdin="", lang="vi", code=1).err


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


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("x" * 10_000, "tracker init"),
        ("sqlite://", "is a file"),
        ("mysql://h/x", "is a file"),
        ("postgresql://h:port/x", "cannot be read"),
        ("postgresql://127.0.0.1:1/x?colour=red", "colour"),
        ("://", "cannot be read"),
    ],
    ids=lambda text: text[:30],
)
def test_places_that_are_no_register(place: str, said: str) -> None:
    """A place that is too long, of another kind or not written as an address is told so."""
    run = Tracker(place)("visit", "list", code=1)
    assert said in run.err
    assert len(run.err.strip().splitlines()) == 1
    assert len(run.err) < 500


def test_passwords_are_not_repeated() -> None:
    """A server that does not answer is named without the password that was given for it."""
    run = Tracker("postgresql://lan:geheim@127.0.0.1:1/so")("visit", "list", code=1)
    assert "geheim" not in run.err
    assert "127.0.0.1" in run.err


def test_registers_with_odd_names_work(empty_register: Path, tmp_path: Path) -> None:
    """Blanks, signs that mean something in an address, and Vietnamese letters in a file's name are just letters."""
    for name in ("sổ đoàn.db", "so #1?mode=ro.db", "100%25.db", "a;b&c.db"):
        place = Tracker(str(shutil.copy(empty_register, tmp_path / name)))
        assert place.log(PT, BN) == 1
        assert len(place("visit", "list", "--json").json) == 1
    assert not list(tmp_path.glob("*-journal"))


@pytest.mark.skipif(os.geteuid() == 0, reason="for root every folder can be written")
def test_a_folder_that_may_not_be_written(tracker: Tracker, tmp_path: Path) -> None:
    """In a folder and a file that may only be read, reading works and writing is refused with the reason."""
    Path(tracker.db).chmod(0o400)
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    assert "cannot be written" in refused(tracker, *LOG, "--visitor", PT, "--host", BN)
    assert tracker("visit", "list", "--json").json == []
    refused(Tracker(str(folder / "new.db")), "init")
    refused(tracker, "report", "network", "--format", "csv", "--out", str(folder / "n.csv"))
    refused(Tracker("unused.db"), "demo", str(folder / "demo"))


@pytest.mark.parametrize(
    "words", [["init"], ["demo", "{}/demo"], ["report", "network", "--format", "csv", "--out", "{}/n.csv"]]
)
def test_below_a_file_there_is_no_folder(tracker: Tracker, tmp_path: Path, words: list[str]) -> None:
    """What is to be made below a file is refused, and nothing is made."""
    (tmp_path / "file").write_text("x")
    place = Tracker(str(tmp_path / "file" / "x.db")) if words == ["init"] else tracker
    before = sorted(tmp_path.rglob("*"))
    refused(place, *(word.format(tmp_path / "file") for word in words))
    assert sorted(tmp_path.rglob("*")) == before


def test_a_failed_init_leaves_no_file(tmp_path: Path) -> None:
    """When a new register cannot be filled, no half of it stays, nor its journal."""

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    done = program("--db", str(tmp_path / "new.db"), "init", preexec_fn=no_room)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["visit", "list", "--json"], ["visit", "list"]])
def test_standard_output_on_a_full_disk(tracker: Tracker, words: list[str]) -> None:
    """When standard output takes no more, one sentence says so, whatever was being printed."""
    tracker.log(PT, BN)
    with Path("/dev/full").open("w") as full:
        done = program("--db", tracker.db, *words, stdout=full)
    assert done.returncode == 1
    assert done.stderr.strip() == "The system refuses: No space left on device."


def test_a_reader_that_stops_reading_is_no_error(tracker: Tracker) -> None:
    """`tracker … | head` ends quietly."""
    tracker.log(PT, BN)
    reader, writer = os.pipe()
    os.close(reader)
    done = program("--db", tracker.db, "visit", "list", "--json", stdout=writer)
    os.close(writer)
    assert done.stderr == ""


def program(*words: str, **more: Any) -> "subprocess.CompletedProcess[str]":
    """The program in a process of its own, in English."""
    script = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nfrom tracker.cli import main\nmain()"
    surroundings = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent), "TRACKER_LANG": "en"}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    return subprocess.run([sys.executable, "-c", script, *words], env=surroundings, text=True, check=False, **streams)


def test_terminals_of_another_encoding_get_utf8(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A locale that knows no Vietnamese letters breaks no listing and no refusal."""
    tracker.log(PT, BN)
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = program("--db", tracker.db, "visit", "list")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Sở Thông tin" in done.stdout
    done = program("--db", tracker.db, "visit", "list", "--province", "Hà Lội")
    assert done.returncode == 1
    assert "Hà Nội" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [("TRACKER_TODAY", "mai", 2), ("TRACKER_LANG", "fr", 2), ("COLUMNS", "rộng", 0), ("COLUMNS", "", 0)],
)
def test_odd_surroundings(tracker: Tracker, monkeypatch: pytest.MonkeyPatch, name: str, value: str, code: int) -> None:
    """Environment variables that hold nonsense are refused or passed over."""
    tracker.log(PT, BN)
    monkeypatch.setenv(name, value)
    result = CliRunner().invoke(
        app, ["--db", tracker.db, "visit", "list", "--until", "hôm nay"], catch_exceptions=False
    )
    assert result.exit_code == code
    assert code == 0 or len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("content", [b"lang = [", b"\xff\xfe", b"lang = 5\n", b"actor = 5\ndb = 7\n", None])
def test_odd_configurations(tracker: Tracker, tmp_path: Path, content: bytes | None) -> None:
    """A configuration that is broken, binary or a folder is refused by name; values of another kind do no harm."""
    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir()
    path.mkdir() if content is None else path.write_bytes(content)
    result = CliRunner().invoke(app, ["--db", tracker.db, "history"], catch_exceptions=False)
    assert result.exit_code in (0, 1, 2)
    assert result.exit_code == 0 or len(result.stderr.strip().splitlines()) == 1


NASTY = st.sampled_from(
    [
        "",
        " ",
        "0",
        "-1",
        "²",
        "١",
        "9" * 20,
        "x" * 10_000,
        "a\nb",
        "\u202e\u200b",
        "\x1b[31m",
        "%",
        "_",
        "{x}",
        "%s",
        "31/2",
        "1/1/0001",
        "31/12/9999",
        "+9999999 ngày",
        "deadbeef",
        "/",
        "/nonexistent/x",
        ".",
        "-",
        "--",
        "😀",
        "nan",
        "'; DROP TABLE visit; --",
        "A;B;C",
        "A B;x;host;head",
        "held;",
        "\ud800",
        "Sở TT&TT Phú Thọ",
        "ioc",
        "1",
        "hôm nay",
    ]
)
COMMANDS = {tuple(path): command for path, command in commands()}
PLACES = [
    (path, parameter)
    for path, command in COMMANDS.items()
    if not hasattr(command, "list_commands") and path[0] not in ("demo", "init")
    for parameter in command.params
    if not getattr(parameter, "is_flag", False) and parameter.name not in ("help", "out")
]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.sampled_from(PLACES), words=st.lists(NASTY, min_size=4, max_size=4))
def test_nasty_words_in_any_place(
    tracker: Tracker, tmp_path: Path, place: tuple[tuple[str, ...], Any], words: list[str]
) -> None:
    """Whatever stands where a command wants a value, it answers, or refuses in one sentence of bearable length."""
    path, parameter = place
    given_words = iter(words)
    options, arguments = [], []
    for one in COMMANDS[path].params:
        if one is parameter or one.name == parameter.name or one.required:
            value = next(given_words, "x")
            (options.append(f"{one.opts[0]}={value}") if one.param_type_name == "option" else arguments.append(value))
    with chdir(tmp_path):  # a report without --out is written where one stands
        run = tracker(*path, *options, "--", *arguments, code=None)
    assert run.code in (0, 1, 2)
    if run.code:
        assert len(run.err.strip().splitlines()) == 1
        assert len(run.err) < 1500
