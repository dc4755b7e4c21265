"""A note's draft is reviewed as a commented file in an editor; a fault is shown with its line, nothing is lost."""

import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Tracker
from desk import BN, ENTER, NOTE, PLAIN, PT, Desk, drafts, whole

Edit = Callable[[str], None]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Sets $EDITOR to a program that runs a Python expression on the `text` of the file."""

    def use(expression: str) -> None:
        program = tmp_path / "editor.py"
        program.write_text(
            "import pathlib, re, sys\n"
            "path = pathlib.Path(sys.argv[1])\n"
            "text = path.read_text(encoding='utf-8')\n"
            f"path.write_text({expression}, encoding='utf-8')\n",
            encoding="utf-8",
        )
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(program)]))

    return use


def test_saving_unchanged_logs_what_was_read(
    tracker: Tracker, editor: Edit, tmp_path: Path, empty_register: Path
) -> None:
    """A file that is saved as it was opened empties nothing: the visit is the one that --yes logs."""
    other = Tracker(str(tmp_path / "other.db"))
    Path(other.db).write_bytes(empty_register.read_bytes())
    other("visit", "log", "--from", str(NOTE), "--yes")
    editor("text")
    tracker("visit", "log", "--from", str(NOTE), "--edit", "--yes")
    assert whole(tracker) == whole(other)
    assert drafts(tracker) == []


def test_an_edit_changes_drops_and_adds(tracker: Tracker, editor: Edit, note: str) -> None:
    """What is altered is altered, what is deleted is dropped, a new table is a new fact; evidence is in comments."""
    editor(
        "(open(sys.argv[1] + '.seen', 'w', encoding='utf-8').write(text), "
        r"re.sub(r'\[officials\.2\].*?(?=\n#)', '', text, flags=re.S)"
        ".replace('day = \"22/02/2024\"', 'day = \"22-23/2/2024\"').replace('topics = [', 'topics = [ \"IOC\",')"
        ' + \'\\n[visitors.a]\\nagency = "so y te phu tho"\\n'
        '[indicators.a]\\nname = "DTI"\\nrank = 7\\nvalue = 0.7\\n\')[1]'
    )
    run = tracker("visit", "log", "--from", note, "--edit", stdin="y\n")
    assert "Log this visit?" in run.out
    assert "Sở Y tế tỉnh Phú Thọ" in run.out
    found = whole(tracker)
    assert (found["started_on"], found["ended_on"]) == ("2024-02-22", "2024-02-23")
    assert [party["agency"] for party in found["visitors"]] == [PT, "Sở Y tế tỉnh Phú Thọ"]
    assert set(found["topics"]) == {"chuyen-doi-so", "ioc"}
    assert [one["name"] for one in found["participants"]] == ["Lê Văn Mẫu"]
    (figure,) = found["indicators"]
    assert (figure["name"], figure["rank"], figure["value"]) == ("DTI", 7, 0.7)
    seen = next((Path(os.environ["TRACKER_DATA"]) / "drafts").glob("*.seen")).read_text(encoding="utf-8")
    assert "% “Ngày 22/2/2024, đoàn công tác" in seen


def test_a_deadline_is_edited_as_people_write_it(tracker: Tracker, editor: Edit, tmp_path: Path) -> None:
    """The file and the summary write it dd/mm/yyyy beside its lead; unaltered it stays the day that was read."""
    path = tmp_path / "note.txt"
    path.write_text(PLAIN + "Sở TT&TT tỉnh Bắc Ninh sẽ gửi tài liệu cho Phú Thọ trong quý II/2024.\n", encoding="utf-8")
    editor("text.replace('due = \"30/06/2024\"', 'due = \"30/06/2024\"  # seen') if 'due = \"30/06' in text else ''")
    run = tracker("visit", "log", "--from", str(path), "--edit", stdin="y\n")
    assert f"· Lead: {BN} · Counterpart: {PT} · Due: 30/06/2024" in run.out
    (promise,) = tracker("followup", "list", "--json").json
    assert (promise["due_on"], promise["due_text"]) == ("2024-06-30", "trong quý II/2024")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('day = "22/02/2024"', "day = 22/02", "day = 22/02", "this cannot be read"),
        ('day = "22/02/2024"', 'day = "31/2/2024"', 'day = "31/2/2024"', "is not a day"),
        ('day = "22/02/2024"', 'day = ""', 'day = ""', "The day of the visit is missing"),
        ('side = "visitor"', 'side = "left"', 'side = "left"', "is not one of"),
        ('name = "Lê Văn Mẫu"', 'name = ""', 'name = ""', "must not be empty"),
        ('name = "Lê Văn Mẫu"', "name = 7", "name = 7", "a text between quotation marks"),
        ('name = "Lê Văn Mẫu"', 'nam = "Lê Văn Mẫu"', 'nam = "Lê Văn Mẫu"', "there is no “nam”"),
        ('"chuyen-doi-so"', '"may-bay"', '"may-bay"', "No topic is called"),
        ("place =", "spot =", "spot =", "there is no “spot”"),
        ("[visitors.1]", "[hosts.2]", "", "A visitor is missing"),
    ],
)
def test_a_fault_is_shown_with_its_line_and_nothing_is_lost(
    tracker: Tracker, editor: Edit, note: str, old: str, new: str, line: str, said: str
) -> None:
    """A file that cannot be taken is kept as it was typed; the line and the reason are said; --edit opens it again."""
    before = Path(tracker.db).read_bytes()
    editor(f"text.replace({old!r}, {new!r})")
    run = tracker("visit", "log", "--from", note, "--edit", "--yes", code=1)
    assert said in run.err
    kept = next((Path(os.environ["TRACKER_DATA"]) / "drafts").glob("*.toml"))
    text = kept.read_text(encoding="utf-8")
    assert str(kept) in run.err
    assert new in text
    if line:
        number = next(n for n, one in enumerate(text.splitlines(), start=1) if line in one)
        assert f"Line {number} (" in run.err
    assert Path(tracker.db).read_bytes() == before
    editor(f"text.replace({new!r}, {old!r})")
    tracker("visit", "log", "--from", note, "--edit", "--yes")
    assert whole(tracker)["visitors"][0]["agency"] == PT
    assert not kept.exists()


def test_at_a_terminal_a_broken_edit_is_opened_again(desk: Desk, editor: Edit, note: str) -> None:
    """Where a person sits she is asked to go on editing, and her text is what she finds."""
    editor("text.replace('direction = \"mutual\"', 'direction = \"') if 'mutual' in text else text + 'mutual\"'")
    editor("text + '\\n[visitors.1]\\n' if text.count('[visitors.1]') == 1 else text.rsplit('[visitors.1]', 1)[0]")
    run = desk.tracker("visit", "log", "--from", note, "--edit", stdin="y\ny\n")
    assert "Edit it again?" in run.err
    assert len(desk.tracker("visit", "list", "--json").json) == 1


def test_a_later_review_goes_before_a_broken_edit(desk: Desk, editor: Edit, note: str) -> None:
    """What was decided at the terminal after a broken edit is what the editor opens; the broken text lies beside it."""
    editor("text.replace('day = \"22/02/2024\"', 'day = ')")
    desk.tracker("visit", "log", "--from", note, "--edit", stdin="n\n", code=1)
    (kept,) = (Path(os.environ["TRACKER_DATA"]) / "drafts").glob("*.toml")
    os.utime(kept, (0, 0))
    desk(
        [("The visit", "nn"), (" Visitors\n\n", f"cso y te phu tho{ENTER}"), (" Officials", "q")],
        "--from",
        note,
        code=1,
    )
    editor("text")
    run = desk.tracker("visit", "log", "--from", note, "--edit", stdin="n\n", code=1)
    assert "Sở Y tế tỉnh Phú Thọ" in run.out
    assert f"{kept}.bak" in run.err
    assert "day = \n" in Path(f"{kept}.bak").read_text(encoding="utf-8")
    desk.tracker("visit", "log", "--from", note, "--edit", "--yes")
    assert list(kept.parent.iterdir()) == []


def test_declining_after_an_edit_keeps_it(desk: Desk, editor: Edit, note: str) -> None:
    """No to the last question logs nothing; the edit is found again at the terminal and in the editor."""
    editor("text.replace('place = \"Bắc Ninh\"', 'place = \"Từ Sơn\"')")
    run = desk.tracker("visit", "log", "--from", note, "--edit", stdin="n\n", code=1)
    assert "the draft is kept" in run.err
    desk([("reviewed in part", "1"), ("Place          Từ Sơn", "q")], "--from", note, code=1)
    editor("text")
    desk.tracker("visit", "log", "--from", note, "--edit", "--yes")
    assert whole(desk.tracker)["place"] == "Từ Sơn"


@pytest.mark.parametrize(
    ("command", "said"), [("", "set EDITOR"), ("false", "ended with an error"), ("no-such-program-here", "ended with")]
)
def test_an_editor_that_fails_is_told(
    tracker: Tracker, note: str, monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    """No editor, or one that ends badly: a sentence, and nothing is logged."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    assert said in tracker("visit", "log", "--from", note, "--edit", "--yes", code=1).err
    assert tracker("visit", "list", "--json").json == []


def test_an_emptied_file_changes_nothing(tracker: Tracker, editor: Edit, note: str) -> None:
    """An editor that leaves nothing behind is taken for a slip: the draft stays as it was."""
    editor("''")
    assert "as it was" in tracker("visit", "log", "--from", note, "--edit", "--yes", code=1).err
    editor("text")
    tracker("visit", "log", "--from", note, "--edit", "--yes")
    assert whole(tracker)["visitors"][0]["agency"] == PT


def test_edit_needs_a_note(tracker: Tracker) -> None:
    """--edit without --from is wrong usage."""
    assert "--from" in tracker("visit", "log", "--edit", code=2).err
