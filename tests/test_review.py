"""A note's draft is reviewed at the terminal or in an editor before anything is logged, through the command line."""

import asyncio
import json
import os
import re
import shlex
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Tracker
from prompt_toolkit.application import Application, create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

NOTE = Path(__file__).parent / "notes" / "01-department-visit.txt"
PT, BN = "Sở Thông tin và Truyền thông tỉnh Phú Thọ", "Sở Thông tin và Truyền thông tỉnh Bắc Ninh"
PLAIN = (
    "Sở Thông tin và Truyền thông Phú Thọ làm việc tại Bắc Ninh\n\n"
    "Ngày 22/2/2024, đoàn công tác Sở Thông tin và Truyền thông tỉnh Phú Thọ do ông Lê Văn Mẫu, Giám đốc Sở làm "
    "trưởng đoàn đến thăm và trao đổi kinh nghiệm tại Sở Thông tin và Truyền thông tỉnh Bắc Ninh về chuyển đổi số. "
    "Tiếp đoàn có bà Trần Thị Thử, Phó Giám đốc Sở Thông tin và Truyền thông tỉnh Bắc Ninh.\n"
    "Hai bên nói về chuyển đổi số ở cấp xã và chuyển đổi số ở cấp tỉnh.\n"
)
NO_YEAR = PLAIN.replace("22/2/2024", "22/2")
WIDTH = 80
"""Columns of the terminal that prompt_toolkit plays."""
ENTER, TAB, ESCAPE, CTRL_C, CTRL_D = "\r", "\t", "\x1b", "\x03", "\x04"
END = "\x1b[F"

Script = Sequence[tuple[str, str]]


def shown(application: Application[Any]) -> str:
    """What stands on the screen, line by line."""
    screen = application.renderer.last_rendered_screen
    if screen is None:
        return ""
    rows = [screen.data_buffer[y] for y in range(screen.height)]
    return "\n".join("".join(row[x].char for x in range(WIDTH)).rstrip() for row in rows)


class Desk:
    """A person at a terminal: waits until the screen shows something, then presses keys."""

    def __init__(self, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tracker = tracker
        self.screens: list[str] = []
        monkeypatch.setattr("tracker.cli.noting.at_terminal", lambda: True)
        monkeypatch.setattr("tracker.cli.editing.at_terminal", lambda: True)
        self._monkeypatch = monkeypatch

    def __call__(self, script: Script, *words: str, code: int = 0, lang: str = "en") -> Run:
        """Runs `visit log` with the words and plays the script; fails with the screen where it waits in vain."""
        left = list(script)
        self.screens.clear()
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):

            class Scripted(Application[bool]):
                async def run_async(self, *args: Any, **options: Any) -> bool:
                    def give_up() -> None:
                        wanted = left[0][0] if left else "the end"
                        self.exit(exception=AssertionError(f"no “{wanted}” in:\n{shown(self)}"))

                    asyncio.get_running_loop().call_later(20, give_up)
                    return await super().run_async(*args, **options)

            def press(application: Application[Any]) -> None:
                screen = shown(application)
                self.screens += [screen] if screen else []
                if left and left[0][0] in screen:
                    pipe.send_text(left.pop(0)[1])

            def made(**options: Any) -> Application[bool]:
                return Scripted(after_render=press, **options)

            self._monkeypatch.setattr("tracker.cli.review.Application", made)
            run = self.tracker("visit", "log", *words, code=code, lang=lang)
        assert left == []
        return run


@pytest.fixture
def desk(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A person at a terminal, on a fresh register."""
    return Desk(tracker, monkeypatch)


@pytest.fixture
def note(tmp_path: Path) -> str:
    """A plain note in a file."""
    path = tmp_path / "note.txt"
    path.write_text(PLAIN, encoding="utf-8")
    return str(path)


def whole(tracker: Tracker, number: str = "1") -> dict[str, Any]:
    """A visit without what is new in every register."""
    found: dict[str, Any] = tracker("visit", "show", number, "--json").json
    return {name: value for name, value in found.items() if name not in ("uid", "promises")}


def drafts(tracker: Tracker) -> list[dict[str, Any]]:
    """The drafts that are kept."""
    rows: list[dict[str, Any]] = tracker("visit", "drafts", "--json").json
    return rows


def test_accepting_everything_logs_what_was_read(desk: Desk, tmp_path: Path, empty_register: Path) -> None:
    """Accepting section by section and logging gives the same visit as --yes, in one operation, and keeps no draft."""
    other = Tracker(str(tmp_path / "other.db"))
    Path(other.db).write_bytes(empty_register.read_bytes())
    other("visit", "log", "--from", str(NOTE), "--yes")
    pages = ["The visit", "Hosts", "Visitors", "Officials", "Topics", "Promises", "Figures claimed"]
    run = desk([*((f" {page}\n\n", " ") for page in pages), ("This would be logged", "g")], "--from", str(NOTE))
    assert "Logged as visit 1" in run.out
    assert whole(desk.tracker) == whole(other)
    assert [row["command"] for row in desk.tracker("history", "--json").json][:1] == ["visit log"]
    assert drafts(desk.tracker) == []


def test_draft_stands_beside_its_evidence(desk: Desk, note: str) -> None:
    """Each fact shows the words it was read from and how sure the reading is; what is new in the register is marked."""
    desk([("Ngày 22/2/2024", "n"), ("Hosts", "n"), ("Visitors", "q")], "--from", note, code=1)
    last = desk.screens[-1]
    assert PT in last
    assert "“Ngày 22/2/2024, đoàn công tác" in last
    assert re.search(r"tỉnh Phú Thọ +\d\d%\n", last)
    assert "not in the register yet" in last


@pytest.mark.parametrize("keys", ["q", CTRL_C, CTRL_D])
def test_leaving_writes_nothing_and_keeps_the_draft(desk: Desk, note: str, keys: str) -> None:
    """Leaving midway leaves the register as it was to the byte, keeps what was decided, and says how to go on."""
    before = Path(desk.tracker.db).read_bytes()
    run = desk([("The visit", " n"), ("Visitors", f"x{keys}")], "--from", note, code=1)
    assert Path(desk.tracker.db).read_bytes() == before
    (row,) = drafts(desk.tracker)
    assert f"tracker visit log --from {row['id']}" in run.err
    assert row["visitors"] == []
    file = next((Path(os.environ["TRACKER_DATA"]) / "drafts").iterdir())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    desk(
        [("reviewed in part", ENTER), ("✗ Sở Thông tin", "x"), ("✓ Sở Thông tin", END), ("This would be", "g")],
        *("--from", row["id"]),
    )
    assert whole(desk.tracker)["visitors"] == [{"agency": PT, "province": "Phú Thọ"}]
    assert drafts(desk.tracker) == []


def test_a_kept_review_may_be_begun_anew(desk: Desk, note: str) -> None:
    """Instead of going on, the note can be read again: decisions are gone, and the first page is shown."""
    desk([("The visit", " n"), ("Visitors", "xq")], "--from", note, code=1)
    desk([("reviewed in part", "2"), ("? Day: 22/02/2024", "q")], "--from", note, code=1)
    assert drafts(desk.tracker)[0]["visitors"] == [PT]


def test_a_name_is_completed_without_accents(desk: Desk, note: str) -> None:
    """Typing the beginnings of words without accents offers the official name; the fact keeps its evidence."""
    desk(
        [
            ("The visit", " n"),
            (" Visitors", "c"),
            ("Agency:", "so tttt vinh ph"),
            ("Sở Thông tin và Truyền thông tỉnh Vĩnh Phúc", TAB),
            ("Agency: Sở Thông tin và Truyền thông tỉnh Vĩnh Phúc", ENTER),
            (" Officials\n\n", END),
            ("This would be logged", "g"),
        ],
        *("--from", note),
    )
    found = whole(desk.tracker)
    assert found["visitors"] == [{"agency": "Sở Thông tin và Truyền thông tỉnh Vĩnh Phúc", "province": "Vĩnh Phúc"}]
    assert {one["agency"] for one in desk.tracker("official", "list", "--json").json[0]["posts"]} <= {
        "Sở Thông tin và Truyền thông tỉnh Vĩnh Phúc",
        BN,
    }
    assert [one for one in found["quotes"] if one["field"].startswith("visitors")]


def test_half_a_name_offers_those_it_begins(desk: Desk, note: str) -> None:
    """A name that is not whole is answered with numbered ones, also when it is mistyped; Esc leaves all as it was."""
    desk(
        [
            ("The visit", " n"),
            (" Visitors", f"cso tttt phu{ENTER}"),
            ("[1] Sở Thông tin và Truyền thông tỉnh Phú Thọ", ESCAPE),
            ("[Enter] accept", f"cso tttt qung tri{ENTER}"),
            ("[1] Sở Thông tin và Truyền thông tỉnh Quảng Trị", "1"),
            (" Officials\n\n", "q"),
        ],
        *("--from", note),
        code=1,
    )
    assert drafts(desk.tracker)[0]["visitors"] == ["Sở Thông tin và Truyền thông tỉnh Quảng Trị"]


def test_facts_are_changed_dropped_added_and_taken_back(desk: Desk, note: str) -> None:
    """Direction by number, a topic dropped, another added by a cue word, a promise with its deadline; u takes back."""
    desk(
        [
            ("? Day", ENTER),
            ("▸ ? Place", f"cĐền Đô{ENTER}"),
            ("▸ ? Direction", "c2"),
            (" Hosts\n\n", "nnn"),
            (" Topics\n\n", "x"),
            ("✗ Digital transformation", "u"),
            ("? Digital transformation", "x"),
            ("✗ Digital transformation", f"aioc{ENTER}"),
            ("✓ Intelligent operations centre", "n"),
            (" Promises\n\n", f"aGửi tài liệu{ENTER}"),
            ("[2] agreed", "2"),
            ("Lead:", f"so tttt bac ninh{ENTER}"),
            ("Due:", f"mai kia{ENTER}"),
            ("no deadline", f"\x15cuối quý II{ENTER}"),
            ("✓ [agreed] Gửi tài liệu", END),
            ("This would be logged", "g"),
        ],
        *("--from", note),
    )
    found = whole(desk.tracker)
    assert (found["place"], found["direction"], found["topics"]) == ("Đền Đô", "host_learns", ["ioc"])
    (promise,) = desk.tracker("followup", "list", "--json").json
    assert (promise["text"], promise["lead"], promise["due_on"]) == ("Gửi tài liệu", BN, "2024-06-30")


def test_a_person_is_added_with_post_and_side(desk: Desk, note: str) -> None:
    """Adding asks for name, post, side and role; changing asks which of them."""
    desk(
        [
            ("The visit", " nn"),
            (" Officials\n\n", f"aPhạm Văn Thêm{ENTER}"),
            ("Post:", f"Trưởng phòng{ENTER}"),
            ("[1] visitor", "1"),
            ("[1] head of delegation", "3"),
            ("✓ Phạm Văn Thêm", "c"),
            ("Change what?", "2"),
            ("Post:", f", Văn phòng{ENTER}"),
            (" Topics\n\n", END),
            ("This would be logged", "g"),
        ],
        *("--from", note),
    )
    people = {one["name"]: one["post"] for one in whole(desk.tracker)["participants"]}
    assert people["Phạm Văn Thêm"] == "Trưởng phòng, Văn phòng"


def test_a_known_person_is_chosen_in_place_of_a_new_one(desk: Desk, note: str) -> None:
    """A person who is known elsewhere under the same name is offered; choosing writes no second person."""
    desk.tracker.log("Sở Y tế Phú Thọ", "Sở Y tế Bắc Ninh", "1/2/2023", "--official", "Lê Văn Mẫu;Trưởng phòng;visitor")
    run = desk(
        [
            ("The visit", " nn"),
            ("[1] Lê Văn Mẫu – Trưởng phòng, Sở Y tế tỉnh Phú Thọ", "1"),
            ("▸ ✓ Lê Văn Mẫu", END),
            ("This would be logged", "g"),
        ],
        *("--from", note),
    )
    assert "Lê Văn Mẫu" not in run.err
    rows = [row for row in desk.tracker("official", "list", "--json").json if row["name"] == "Lê Văn Mẫu"]
    assert [row["visits"] for row in rows] == [2]


STRANGE = PLAIN.replace("làm việc tại Bắc Ninh", "trao đổi kinh nghiệm").replace(
    BN, "Trung tâm Công nghệ thông tin tỉnh Bắc Ninh"
)


def test_a_printed_name_put_right_is_known_the_next_time(desk: Desk, tmp_path: Path) -> None:
    """A new agency is never written silently: the known one chosen for it is, and remembers how it was printed."""
    desk.tracker(
        "agency", "add", "Trung tâm Công nghệ số tỉnh Bắc Ninh", "--source", "12/QĐ-UBND", "--province", "Bắc Ninh"
    )
    path = tmp_path / "strange.txt"
    path.write_text(STRANGE, encoding="utf-8")
    printed = desk.tracker("visit", "draft", str(path), "--json").json["host"]["agency"]
    run = desk(
        [
            ("The visit", " "),
            ("an agency that is known nowhere; or is it:\n         [1]", "2"),
            (f"read as “{printed}”", END),
            ("This would be logged", "g"),
        ],
        *("--from", str(path)),
    )
    assert printed in run.err
    assert whole(desk.tracker)["hosts"][0]["agency"] == "Trung tâm Công nghệ số tỉnh Bắc Ninh"
    desk.tracker.log("Sở Y tế Phú Thọ", printed, "1/3/2024")
    assert whole(desk.tracker, "2")["hosts"][0]["agency"] == "Trung tâm Công nghệ số tỉnh Bắc Ninh"


def test_a_known_agency_lends_its_name_to_no_other(desk: Desk, note: str) -> None:
    """A wrong reading put right teaches nothing when the wrong name means another agency, of whatever time."""
    desk(
        [
            ("The visit", " n"),
            (" Visitors\n\n", f"cso khcn vinh phuc{ENTER}"),
            (" Officials\n\n", END),
            ("This would be logged", "g"),
        ],
        *("--from", note),
    )
    desk.tracker.log(PT, BN, "3/3/2024")
    assert whole(desk.tracker, "2")["visitors"][0]["agency"] == PT


def test_a_year_is_asked_and_the_question_is_answered_by_it(desk: Desk, tmp_path: Path) -> None:
    """Days without a year ask for it at once, take the year alone, and close the reader's own question."""
    path = tmp_path / "note.txt"
    path.write_text(NO_YEAR.replace("Ngày 22/2", "Trong 2 ngày 22-23/2"), encoding="utf-8")
    desk(
        [
            ("▸ ? Day: 22/02/…", ENTER),
            ("Day (22/02/…):", f"hôm nọ{ENTER}"),
            ("is not a day", f"2024{ENTER}"),
            ("✓ Day: 22/02/2024", " "),
            (" Hosts\n\n", END),
            ("This would be logged", "g"),
        ],
        *("--from", str(path)),
    )
    (row,) = desk.tracker("visit", "list", "--json").json
    assert (row["started_on"], row["ended_on"]) == ("2024-02-22", "2024-02-23")


def test_a_visit_lacking_a_party_is_not_logged(desk: Desk, note: str) -> None:
    """Without a host the summary says so, and Enter goes to where it is missing."""
    desk(
        [
            ("The visit", " "),
            (" Hosts\n\n", "xnnnnnn"),
            ("A host is missing", "g"),
            ("A host is missing", ENTER),
            (" Hosts\n\n", "q"),
        ],
        *("--from", note),
        code=1,
    )


def test_a_refusal_comes_back_to_the_review(desk: Desk, tmp_path: Path) -> None:
    """What the register refuses is said on the summary, where it can be put right; nothing of the review is lost."""
    desk.tracker.log(PT, BN)
    before = Path(desk.tracker.db).read_bytes()
    path = tmp_path / "note.txt"
    path.write_text(NO_YEAR, encoding="utf-8")
    desk(
        [
            ("? Day: 22/02/…", f"c2024{ENTER}"),
            ("✓ Day: 22/02/2024", END),
            ("This would be logged", "g"),
            ("in the register already as number 1", "q"),
        ],
        *("--from", str(path)),
        code=1,
    )
    assert Path(desk.tracker.db).read_bytes() == before
    assert len(drafts(desk.tracker)) == 1
    desk([("reviewed in part", "1"), ("This would be logged", "g")], "--from", str(path), "--anyway")


def test_a_logged_note_is_refused_before_the_review(desk: Desk, note: str) -> None:
    """Nobody reviews a note for nothing: one that was logged is refused at once."""
    desk.tracker("visit", "log", "--from", note, "--yes")
    assert "already logged as visit 1" in desk([], "--from", note, code=1).err


def test_review_speaks_vietnamese(desk: Desk, note: str) -> None:
    """Headings, keys and help are in the user's language, and its letters are the keys."""
    desk(
        [
            ("[Enter] nhận", "?"),
            ("Enter      nhận mục đang chọn", " "),
            ("Chuyến công tác", " nn"),
            (" Cán bộ\n", f"s1{'x' * 3}{ESCAPE}"),
            (" Cán bộ\n", "x"),
            ("✗ Lê Văn Mẫu", "q"),
        ],
        *("--from", note),
        code=1,
        lang="vi",
    )


def test_without_a_terminal_one_sentence_tells_the_way_out(tracker: Tracker, note: str) -> None:
    """Where no person sits, the command says how to log the draft as it was read, and writes nothing."""
    before = Path(tracker.db).read_bytes()
    run = tracker("visit", "log", "--from", note, code=2)
    assert "--yes" in run.err
    assert len(run.err.strip().splitlines()) == 1
    assert Path(tracker.db).read_bytes() == before


# In an editor.

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


# Many at once.


def test_a_folder_becomes_drafts_and_a_table(desk: Desk, tmp_path: Path) -> None:
    """Every note of a folder is kept as a draft to review, with what needs a look; unreadable ones say why."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_text(PLAIN, encoding="utf-8")
    (folder / "b.txt").write_text(NO_YEAR, encoding="utf-8")
    (folder / "c.txt").write_bytes(b"\x00\x01\x02")
    (folder / "d.pdf").write_bytes(b"%PDF")
    (folder / "e.json").write_text("{}", encoding="utf-8")
    before = Path(desk.tracker.db).read_bytes()
    rows = desk.tracker("visit", "draft", "--batch", str(folder), "--json").json
    assert Path(desk.tracker.db).read_bytes() == before
    assert [row["file"] for row in rows] == ["a.txt", "b.txt", "c.txt", "d.pdf"]
    first, second, *bad = rows
    assert (first["day"], first["host"], first["visitors"], first["officials"]) == ("2024-02-22", BN, [PT], 2)
    assert first["questions"] == 0
    assert first["open"] >= 3  # a press note's day, place and direction are always looked at
    assert (second["day"], second["questions"]) == ("--02-22", 1)
    assert all(row["error"] and row["id"] is None for row in bad)
    assert {row["id"] for row in drafts(desk.tracker)} == {first["id"], second["id"]}

    desk([("? Day: 22/02/2024", END), ("This would be logged", "g")], "--from", first["id"])
    again = desk.tracker("visit", "draft", "--batch", str(folder), "--json").json
    assert [row["visit"] for row in again] == [1, None, None, None]
    assert [row["id"] for row in drafts(desk.tracker)] == [second["id"]]
    table = desk.tracker("visit", "draft", "--batch", str(folder)).out
    assert "already logged" in table
    assert "1 question" in table
    assert desk.tracker("visit", "draft", "--batch", str(folder), "--csv").out.count("\n") == 5


def test_reading_a_folder_again_keeps_what_was_reviewed(desk: Desk, tmp_path: Path) -> None:
    """A second run over the folder overwrites no draft that a person has begun with."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_text(PLAIN, encoding="utf-8")
    desk([("The visit", " n"), (" Visitors\n", "xq")], "--from", str(folder / "a.txt"), code=1)
    (row,) = desk.tracker("visit", "draft", "--batch", str(folder), "--json").json
    assert row["visitors"] == []


@pytest.mark.parametrize(("words", "code"), [(["--batch", "{empty}"], 1), (["--batch", "{none}"], 2), ([], 2)])
def test_a_folder_without_notes_is_told(tracker: Tracker, tmp_path: Path, words: list[str], code: int) -> None:
    """A folder in which nothing can be read ends with 1, what is no folder (or nothing at all) with 2."""
    places = {"empty": str(tmp_path), "none": str(tmp_path / "none")}
    run = tracker("visit", "draft", *(word.format(**places) for word in words), code=code)
    assert len(run.err.strip().splitlines()) == 1


def test_a_draft_is_dropped_by_its_id(desk: Desk, note: str) -> None:
    """Drafts are listed in words too, and forgotten by the beginning of their id; an unknown id is refused."""
    desk([("The visit", "q")], "--from", note, code=1)
    (row,) = drafts(desk.tracker)
    assert row["id"] in desk.tracker("visit", "drafts").out
    assert "no draft" in desk.tracker("visit", "drafts", "--drop", "zzzz", code=1).err
    desk.tracker("visit", "drafts", "--drop", row["id"][:4])
    assert drafts(desk.tracker) == []
    assert "No draft" in desk.tracker("visit", "drafts").err


def test_a_damaged_draft_is_refused_with_its_file(tracker: Tracker) -> None:
    """A kept draft that is no longer readable is named, with the way out."""
    folder = Path(os.environ["TRACKER_DATA"]) / "drafts"
    folder.mkdir(parents=True)
    (folder / f"{'0' * 64}.json").write_text(json.dumps([1]), encoding="utf-8")
    assert "delete the file" in tracker("visit", "drafts", code=1).err


def test_a_folder_that_takes_no_draft_is_told(
    desk: Desk, note: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the data folder cannot be written the command says so, with the way out; nothing is logged."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    monkeypatch.setenv("TRACKER_DATA", str(tmp_path / "taken"))
    run = desk([("The visit", "n"), ("cannot be kept", "q")], "--from", note, code=1)
    assert "TRACKER_DATA" in run.err
    assert desk.tracker("visit", "list", "--json").json == []
