"""Logging, listing, showing, altering and cancelling visits, through the command line."""

import csv
import io
import re
from pathlib import Path

import pytest
from conftest import Tracker

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"
NOTE = Path(__file__).parent / "notes" / "01-department-visit.txt"


def test_visit_is_logged_listed_and_shown(anywhere: Tracker) -> None:
    """A visit logged from options comes back whole, under the official names of its day, on either database."""
    number = anywhere.log(
        "so tttt phu tho", BN, "22/2/2024", "--topic", "ioc", "--official", "Trần Văn Thử; Giám đốc Sở; visitor; head"
    )
    (row,) = anywhere("visit", "list", "--json").json
    assert row.pop("uid")
    assert row == {
        "id": number,
        "started_on": "2024-02-22",
        "ended_on": None,
        "status": "held",
        "title": None,
        "visitors": [{"agency": "Sở Thông tin và Truyền thông tỉnh Phú Thọ", "province": "Phú Thọ"}],
        "hosts": [{"agency": "Sở Thông tin và Truyền thông tỉnh Bắc Ninh", "province": "Bắc Ninh"}],
        "topics": ["ioc"],
        "officials": 1,
        "commitments": 0,
    }
    whole = anywhere("visit", "show", str(number), "--json").json
    assert whole["participants"][0]["name"] == "Trần Văn Thử"
    assert anywhere("search", "tran van thu", "--json").json[0]["kind"] == "official"


def test_same_visit_is_refused_with_its_number(tracker: Tracker) -> None:
    """The same day and parties again are refused and point to the first, unless one insists."""
    number = tracker.log(PT, BN)
    run = tracker("visit", "log", "--on", "22/2/2024", "--visitor", PT, "--host", BN, code=1)
    assert f"number {number}" in run.err
    assert tracker.log(PT, BN, "22/2/2024", "--anyway") != number
    assert tracker.log(PT, BN, "23/2/2024")


def test_note_is_logged_once(tracker: Tracker) -> None:
    """A note becomes a visit with its people, topics and source; the same note again is refused."""
    tracker("visit", "log", "--from", str(NOTE), "--yes")
    whole = tracker("visit", "show", "1", "--json").json
    assert whole["participants"]
    assert whole["topics"]
    assert whole["sources"]
    assert whole["quotes"]
    assert "visit 1" in tracker("visit", "log", "--from", str(NOTE), "--yes", code=1).err
    assert len(tracker("visit", "list", "--json").json) == 1


def test_what_a_visit_was_read_from_is_told_in_the_language_in_use(tracker: Tracker) -> None:
    """Each fact stands under the word people use for it, its quote on one line; the JSON keeps the names of fields."""
    note = (
        "Ngày 22/2/2024, đoàn công tác Sở TT&TT tỉnh Phú Thọ do ông Lê Văn Mẫu, Giám đốc\nSở làm trưởng đoàn đến làm "
        "việc với Sở TT&TT tỉnh Bắc Ninh. Hai bên trao đổi về chuyển đổi số và thống nhất tổ chức tập huấn trong quý "
        "II/2024. Phú Thọ xếp thứ 6 về chỉ số DTI."
    )
    tracker("visit", "log", "--from", "-", "--yes", stdin=note.encode())
    kinds = {row["field"].partition(":")[0] for row in tracker("visit", "show", "1", "--json").json["quotes"]}
    assert kinds == {"host", "visitors", "officials", "topics", "commitments", "indicators"}
    for lang, words in (
        ("vi", {"bên tiếp", "bên đến", "cán bộ", "chủ đề", "cam kết", "số liệu"}),
        ("en", {"host", "visitor", "official", "topic", "promise", "figure"}),
    ):
        lines = tracker("visit", "show", "1", lang=lang).out.rpartition("\n\n")[2].splitlines()[1:]
        assert {line.strip().partition(":")[0] for line in lines} == words
        assert all(line.endswith("”") for line in lines)


def test_asking_logs_a_visit(tracker: Tracker) -> None:
    """Without options the command asks for day, visitors, hosts and topics."""
    tracker("visit", "log", stdin=f"22/2/2024\n{PT}\n{BN}\nioc; chuyen-doi-so\n")
    (row,) = tracker("visit", "list", "--json").json
    assert row["topics"] == ["ioc", "chuyen-doi-so"]


def test_what_is_typed_wrong_is_asked_again_at_once(tracker: Tracker) -> None:
    """A day, an agency or a topic that means nothing is told with the nearest names, and only it is asked again."""
    answers = [
        *("mai kia", "22/2/2024"),
        *(" ; ", f"{PT}; Sở TTT Vĩnh Phúc", "so tttt vinh phuc"),
        *(BN, "ioc; chuyển đổi xố; kinh te so", "chuyen-doi-so"),
    ]
    run = tracker("visit", "log", stdin="".join(f"{answer}\n" for answer in answers))
    assert "“mai kia” is not a date" in run.err
    assert "The nearest: Sở Thông tin và Truyền thông tỉnh Vĩnh Phúc" in run.err
    assert re.search("No topic is known as “chuyển đổi xố”. The nearest: .*chuyen-doi-so", run.err)
    assert run.out.count("In place of “Sở TTT Vĩnh Phúc”") == 1
    assert run.out.count("Visiting agencies") == 2
    (row,) = tracker("visit", "list", "--json").json
    assert [party["province"] for party in row["visitors"]] == ["Phú Thọ", "Vĩnh Phúc"]
    assert row["topics"] == ["ioc", "chuyen-doi-so", "kinh-te-so"]


def test_a_wrong_name_may_be_left_out_and_leaving_writes_nothing(tracker: Tracker) -> None:
    """Enter leaves a wrong name out; a question that needs a name is asked until it has one; end of input ends it."""
    before = Path(tracker.db).read_bytes()
    run = tracker("visit", "log", stdin="22/2/2024\nSở Không Có\n\n", code=1)
    assert run.out.count("Visiting agencies") == 2
    assert "nothing was changed" in run.err
    assert Path(tracker.db).read_bytes() == before
    tracker("visit", "log", stdin=f"22/2/2024\n{PT}\nSở Không Có; {BN}\n\n\n")
    (row,) = tracker("visit", "list", "--json").json
    assert [party["province"] for party in row["hosts"]] == ["Bắc Ninh"]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["--since", "1/1/2025"], [2]),
        (["--until", "31/12/2024"], [1]),
        (["--province", "bac ninh"], [1]),
        (["--province", "Đà Nẵng"], [2]),
        (["--topic", "ioc"], [1]),
        (["--agency", "Sở KH&CN Phú Thọ"], [2]),
        ([], [2, 1]),
    ],
)
def test_scope_limits_the_list(tracker: Tracker, words: list[str], numbers: list[int]) -> None:
    """Days, provinces, agencies and topics choose the visits of the list."""
    tracker.log(PT, BN, "22/2/2024", "--topic", "ioc")
    tracker.log("Sở KH&CN Phú Thọ", "Sở KH&CN Đà Nẵng", "10/9/2025", "--topic", "chuyen-doi-so")
    assert [row["id"] for row in tracker("visit", "list", "--json", *words).json] == numbers


def test_cells_never_become_formulas(tracker: Tracker) -> None:
    """CSV opens in a spreadsheet as UTF-8, and a title that looks like a formula stays text."""
    tracker.log(PT, BN, "22/2/2024", "--title", "=1+1")
    text = tracker("visit", "list", "--csv").out
    assert text.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert row["title"] == "'=1+1"


def test_edit_cancel_and_undo(anywhere: Tracker) -> None:
    """Altering and cancelling are one operation each, and the last can be taken back again and again."""
    anywhere.log(PT, BN)
    anywhere("visit", "edit", "1", "--place", "Từ Sơn", "--topic", "ioc")
    assert anywhere("visit", "show", "1", "--json").json["place"] == "Từ Sơn"
    anywhere("visit", "cancel", "1")
    assert anywhere("visit", "list", "--json").json == []
    assert anywhere("visit", "list", "--all", "--json").json[0]["status"] == "cancelled"
    anywhere("undo")
    anywhere("undo")
    (row,) = anywhere("visit", "list", "--json").json
    assert row["topics"] == []
    anywhere("undo")
    assert anywhere("visit", "list", "--all", "--json").json == []
    assert anywhere("agency", "list", "--json").json == []
    assert anywhere("search", "phu tho sở", "--json").json == []
    commands = [row["command"] for row in anywhere("history", "--json").json]
    assert commands == ["undo", "undo", "undo", "visit cancel", "visit edit", "visit log", "init"]
    assert "nothing to undo" in anywhere("undo", code=1).err


def test_visit_of_several_hosts_and_days(anywhere: Tracker) -> None:
    """Several visitors and hosts, a span of days and officials of each side are one visit and one operation."""
    anywhere(
        *("visit", "log", "--on", "22/2/2024", "--until", "2024-02-23", "--visitor", PT, "--host", BN),
        *("--host", "UBND tỉnh Bắc Ninh", "--topic", "ioc", "--topic", "du-lich", "--topic", "ioc"),
        *("--official", "Trần Văn Thử; Giám đốc; host; host_lead", "--official", "Lê Thị Mẫu;;visitor"),
        *("--headcount", "12", "--place", "Từ Sơn", "--direction", "visitor_learns", "--url", "https://x.vn/1"),
    )
    (row,) = anywhere("visit", "list", "--json").json
    assert [party["agency"] for party in row["hosts"]] == [
        "Sở Thông tin và Truyền thông tỉnh Bắc Ninh",
        "Ủy ban nhân dân tỉnh Bắc Ninh",
    ]
    assert (row["started_on"], row["ended_on"], row["topics"]) == ("2024-02-22", "2024-02-23", ["ioc", "du-lich"])
    whole = anywhere("visit", "show", row["uid"], "--json").json
    assert (whole["headcount"], whole["place"], whole["direction"]) == (12, "Từ Sơn", "visitor_learns")
    assert [(one["name"], one["post"], one["side"], one["role"]) for one in whole["participants"]] == [
        ("Trần Văn Thử", "Giám đốc", "host", "host_lead"),
        ("Lê Thị Mẫu", None, "visitor", "member"),
    ]
    assert whole["sources"][0]["url"] == "https://x.vn/1"
    first, init = anywhere("history", "--json").json
    assert (first["command"], first["actor"], first["undone"], init["command"]) == ("visit log", "Lan", False, "init")
    assert first["changes"]["party"] == 3
    assert first["changes"]["discussion"] == 2


def test_history_and_undo_tell_who_did_what(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The history names person and command; what was undone is marked, and reading leaves no trace."""
    tracker.log(PT, BN)
    monkeypatch.setenv("TRACKER_ACTOR", "Hoà")
    tracker("visit", "edit", "1", "--title", "Thăm IOC")
    tracker("visit", "list")
    assert "Hoà" in tracker("undo").out
    rows = tracker("history", "--json").json
    assert [(row["command"], row["actor"], row["undone"]) for row in rows] == [
        ("undo", "Hoà", False),
        ("visit edit", "Hoà", True),
        ("visit log", "Lan", False),
        ("init", "Lan", False),
    ]
    assert tracker("visit", "list", "--json").json[0]["title"] is None
    assert len(tracker("history", "--json", "--most", "2").json) == 2


def test_printed_names_are_kept_as_written(tracker: Tracker) -> None:
    """The name as printed is kept and found beside the official one; the list shows the official one."""
    tracker.log("Sở TT-TT tỉnh Phú Thọ", BN)
    (hit,) = [row for row in tracker("search", "TT-TT Phú Thọ", "--json").json if row["kind"] == "visit"]
    assert hit["words"] == "Sở TT-TT tỉnh Phú Thọ"
    (row,) = tracker("visit", "list", "--json").json
    assert row["visitors"][0]["agency"] == "Sở Thông tin và Truyền thông tỉnh Phú Thọ"


NO_YEAR = (
    "Sở TT&TT tỉnh Phú Thọ làm việc tại Bắc Ninh\n\n"
    "Ngày 22/2, đoàn công tác Sở Thông tin và Truyền thông tỉnh Phú Thọ đến thăm và trao đổi kinh nghiệm tại "
    "Sở Thông tin và Truyền thông tỉnh Bắc Ninh về chuyển đổi số.\n"
)


def test_note_without_a_year_says_the_way_out(tracker: Tracker, tmp_path: Path) -> None:
    """A note that says no year is refused with the option that gives it, and logged with it."""
    note = tmp_path / "note.txt"
    note.write_text(NO_YEAR, encoding="utf-8")
    before = tracker("history", "--json").out
    run = tracker("visit", "log", "--from", str(note), "--yes", code=1)
    assert "22/2" in run.err or "22/02" in run.err
    assert "--on" in run.err
    assert tracker("history", "--json").out == before
    tracker("visit", "log", "--from", str(note), "--on", "22/2/2024", "--yes")
    (row,) = tracker("visit", "list", "--json").json
    assert row["started_on"] == "2024-02-22"
    assert row["visitors"][0]["agency"] == "Sở Thông tin và Truyền thông tỉnh Phú Thọ"
    assert row["hosts"][0]["province"] == "Bắc Ninh"
    assert "chuyen-doi-so" in row["topics"]


def test_options_go_before_the_note(tracker: Tracker, tmp_path: Path) -> None:
    """What is given beside the note wins over what the note says; the note stays the source."""
    note = tmp_path / "note.txt"
    note.write_text(NO_YEAR, encoding="utf-8")
    tracker(
        *("visit", "log", "--from", str(note), "--yes", "--on", "1/3/2024", "--visitor", "Sở Y tế Phú Thọ"),
        *("--topic", "y-te", "--title", "Thăm Bắc Ninh"),
    )
    (row,) = tracker("visit", "list", "--json").json
    assert row["visitors"] == [{"agency": "Sở Y tế tỉnh Phú Thọ", "province": "Phú Thọ"}]
    assert (row["topics"], row["title"], row["started_on"]) == (["y-te"], "Thăm Bắc Ninh", "2024-03-01")
    assert tracker("search", "doan cong tac", "--json").json[0]["kind"] == "visit"


def test_note_from_standard_input(tracker: Tracker) -> None:
    """A dash reads the note from standard input, for the draft and for the log; the log then needs --yes."""
    found = tracker("visit", "draft", "-", "--json", stdin=NO_YEAR.encode()).json
    assert found["visit_start"] == "--02-22"
    before = tracker("history", "--json").out
    assert "--yes" in tracker("visit", "log", "--from", "-", "--on", "22/2/2024", stdin=NO_YEAR.encode(), code=2).err
    assert tracker("history", "--json").out == before
    tracker("visit", "log", "--from", "-", "--on", "22/2/2024", "--yes", stdin=NO_YEAR.encode())
    assert len(tracker("visit", "list", "--json").json) == 1


def test_a_visit_undone_may_be_logged_again(anywhere: Tracker) -> None:
    """What was taken back or cancelled stands in the way of no later visit; what stands is not logged twice."""
    number = anywhere.log(PT, BN)
    anywhere("visit", "cancel", str(number))
    assert "already cancelled" in anywhere("visit", "cancel", str(number), code=1).err
    again = anywhere.log(PT, BN)
    anywhere("undo")
    assert anywhere.log(PT, BN) >= again


def test_visit_is_moved_only_to_a_day_its_agencies_knew(tracker: Tracker) -> None:
    """A visit of a department that is no more is not moved to a day after its end; within its life it is."""
    tracker.log(PT, BN)
    before = tracker("visit", "show", "1", "--json").out
    run = tracker("visit", "edit", "1", "--on", "1/1/2026", code=1)
    assert "Sở Thông tin và Truyền thông tỉnh Phú Thọ" in run.err
    assert tracker("visit", "show", "1", "--json").out == before
    tracker("visit", "edit", "1", "--on", "28/2/2025")
    assert tracker("visit", "list", "--json").json[0]["started_on"] == "2025-02-28"


@pytest.mark.parametrize("name", ["-Viện trừ", "+Viện cộng", "@Viện", "=HYPERLINK(1)"])
def test_no_listing_has_a_cell_that_is_a_formula(tracker: Tracker, name: str) -> None:
    """Agencies, officials, topics, promises and hits that begin like a formula stay text in every CSV."""
    tracker("agency", "add", "--source", name, "--short", name, "--", name)
    tracker("topic", "add", "--", f"{name}x")
    words = ["--title", name, "--official", f"{name}; {name}; host"]
    tracker("visit", "log", "--on", "1/2/2024", f"--visitor={name}", "--host", BN, *words)
    tracker("followup", "add", "--lead", BN, f"--with={name}", "--", "1", name)
    for command in ("visit list", "agency list", "official list", "topic list", "followup list", "history"):
        cells(tracker(*command.split(), "--csv").out, name if command != "history" else None)
    cells(tracker("search", "--csv", "--", name).out, name)
    cells(tracker("network", "show", "--level", "agency", "--csv").out, None)


def cells(text: str, name: str | None) -> None:
    """CSV in which no cell begins like a formula and, where a name is given, the name stands behind an apostrophe."""
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len({len(row) for row in rows}) == 1
    found = [cell for row in rows for cell in row]
    assert not [cell for cell in found if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert name is None or any(cell.startswith("'" + name) for cell in found)


@pytest.mark.parametrize(
    "command", ["visit list", "followup list", "agency list", "official list", "search xyz", "network show"]
)
def test_empty_listings_keep_their_shape(tracker: Tracker, command: str) -> None:
    """Nothing found is an empty list in JSON, a header alone in CSV, and a sentence on standard error otherwise."""
    found = tracker(*command.split(), "--json").json
    assert (found["edges"] if isinstance(found, dict) else found) == []
    header = tracker(*command.split(), "--csv").out
    assert header.count("\n") == 1
    assert header.count(",") >= 3
    run = tracker(*command.split())
    assert run.out == ""
    assert run.err


def test_a_person_without_a_post_is_known_again(tracker: Tracker) -> None:
    """Who came for an agency is the same person when coming for it again, printed post or not; and is named once."""
    for day in ("1/2/2024", "2/2/2024"):
        tracker.log(PT, BN, day, "--official", "Lê Thị Mẫu;;visitor")
    assert [(row["name"], row["visits"]) for row in tracker("official", "list", "--json").json] == [("Lê Thị Mẫu", 2)]
    words = ["visit", "log", "--on", "3/2/2024", "--visitor", PT, "--host", BN]
    run = tracker(*words, "--official", "Lê Thị Mẫu;;visitor", "--official", "lê thị mẫu;;visitor", code=1)
    assert "named twice" in run.err


def test_what_has_not_come_is_not_held(tracker: Tracker) -> None:
    """A visit on a day to come is refused as held, with the way out, and taken as planned."""
    words = ("visit", "log", "--on", "1/1/2027", "--visitor", "Sở KH&CN Phú Thọ", "--host", "Sở KH&CN Bắc Ninh")
    assert "--status planned" in tracker(*words, code=1).err
    assert tracker("visit", "list", "--json").json == []
    tracker(*words, "--status", "planned")
