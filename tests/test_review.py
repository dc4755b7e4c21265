"""A note's draft is reviewed at the terminal before anything is logged: key by key, through the command line."""

import os
import re
import stat
from pathlib import Path

import pytest
from conftest import Tracker
from desk import BN, CTRL_C, CTRL_D, END, ENTER, ESCAPE, NO_YEAR, NOTE, PLAIN, PT, TAB, Desk, drafts, whole


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


def test_a_fact_is_read_in_its_sentence(desk: Desk, note: str) -> None:
    """A cue word alone says little: at the cursor it stands in its sentence."""
    desk([("The visit", "nnnn"), (" Topics\n\n", "q")], "--from", note, code=1)
    assert "nghiệm tại Sở Thông tin và Truyền thông tỉnh Bắc Ninh về chuyển đổi số.”" in " ".join(
        desk.screens[-1].split()
    )


def test_the_keys_stay_in_sight(desk: Desk, note: str) -> None:
    """Whatever is done, the last lines say which keys go on: also while names are offered."""
    desk(
        [
            ("[End] log", "n"),
            (" Hosts\n\n", "cso tttt bac"),
            ("Sở TT&TT Bắc Ninh", ESCAPE),
            ("[u]ndo\n", "?"),
            ("[any key] back", " "),
            ("[u]ndo\n", END),
            ("[g] log as it is", "q"),
        ],
        *("--from", note),
        code=1,
    )
    offered = next(screen for screen in desk.screens if "Sở TT&TT Bắc Ninh" in screen)
    assert offered.splitlines()[-1].startswith(" [Enter] take")


def test_what_is_there_is_not_added_twice(desk: Desk, note: str) -> None:
    """A topic that is added although it is there, even as dropped, is taken up again."""
    desk(
        [
            ("The visit", "nnnn"),
            (" Topics\n\n", "x"),
            ("✗ Digital transformation", f"achuyen doi so{ENTER}"),
            ("there already", "q"),
        ],
        *("--from", note),
        code=1,
    )
    assert desk.screens[-1].count("Digital transformation") == 1
    assert "✓ Digital transformation" in desk.screens[-1]


def test_an_agency_waits_for_the_day(desk: Desk, tmp_path: Path) -> None:
    """While the day is not known no agency is called unknown: it may be one of another time."""
    path = tmp_path / "note.txt"
    path.write_text(NO_YEAR, encoding="utf-8")
    desk(
        [
            ("The visit", "n"),
            ("the day of the visit decides", f"bc2024{ENTER}"),
            ("✓ Day: 22/02/2024", "n"),
            ("not in the register yet", "q"),
        ],
        *("--from", str(path)),
        code=1,
    )
    assert not any("known nowhere" in screen for screen in desk.screens)


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


def test_a_promise_shows_its_day_and_its_lead_to_the_end(desk: Desk, tmp_path: Path) -> None:
    """A deadline is written dd/mm/yyyy wherever it is shown, left as it was by Enter, and is part of the summary."""
    path = tmp_path / "note.txt"
    path.write_text(PLAIN + "Sở TT&TT tỉnh Bắc Ninh sẽ gửi tài liệu cho Phú Thọ trong quý II/2024.\n", encoding="utf-8")
    desk(
        [
            ("The visit", "nnnnn"),
            ("30/06/2024", "c"),
            ("[5] Due: 30/06/2024", "5"),
            ("\n Due: 30/06/2024", ENTER),
            ("This would be logged", "g"),
        ],
        *("--from", str(path)),
    )
    summary = " ".join(desk.screens[-1].partition("This would be logged")[2].split())
    assert f"cho Phú Thọ trong quý II/2024. · Lead: {BN} · Counterpart: {PT} · Due: 30/06/2024" in summary
    assert not any(re.search(r"\d{4}-\d\d", screen) for screen in desk.screens)
    (promise,) = desk.tracker("followup", "list", "--json").json
    assert promise["due_on"] == "2024-06-30"


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
