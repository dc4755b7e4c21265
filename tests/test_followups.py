"""Promises: deadlines, timeliness on any day, extensions, closing and opening again."""

from pathlib import Path

import pytest
from conftest import Tracker

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"


@pytest.fixture
def promised(anywhere: Tracker) -> Tracker:
    """A register on each database with one promise of 22/2/2024, due on 30/6/2024."""
    return promise(anywhere)


def promise(tracker: Tracker) -> Tracker:
    """Writes the promise."""
    tracker.log(PT, BN, "22/2/2024", "--topic", "ioc")
    tracker("followup", "add", "1", "Gửi tài liệu", "--lead", BN, "--with", PT, "--due", "cuối quý II")
    return tracker


def at(tracker: Tracker, day: str) -> tuple[str, int, str | None]:
    """Timeliness, days late and due date of promise 1 on a day."""
    row = tracker("followup", "show", "1", "--as-of", day, "--json").json
    return row["timeliness"], row["days_late"], row["due_on"]


def test_promise_has_the_shape_that_scripts_rely_on(promised: Tracker) -> None:
    """`followup list --json` says what, who, when and how late."""
    (row,) = promised("followup", "list", "--as-of", "1/7/2024", "--json").json
    assert row.pop("uid")
    assert row == {
        "id": 1,
        "visit": 1,
        "text": "Gửi tài liệu",
        "lead": "Sở Thông tin và Truyền thông tỉnh Bắc Ninh",
        "lead_province": "Bắc Ninh",
        "coordinating": ["Sở Thông tin và Truyền thông tỉnh Phú Thọ"],
        "counterpart": None,
        "grade": "agreed",
        "given_on": "2024-02-22",
        "due_text": "cuối quý II",
        "due_on": "2024-06-30",
        "original_due_on": "2024-06-30",
        "done_on": None,
        "stage": "not_started",
        "timeliness": "overdue",
        "days_late": 1,
        "topics": ["ioc"],
        "official": None,
        "original_lead": "Sở Thông tin và Truyền thông tỉnh Bắc Ninh",
        "period": None,
    }


def test_timeliness_is_that_of_the_day_asked_for(promised: Tracker) -> None:
    """In time up to the due date, overdue from the day after; past days are told as they were."""
    assert at(promised, "30/6/2024") == ("in_time", 0, "2024-06-30")
    assert at(promised, "2/7/2024") == ("overdue", 2, "2024-06-30")
    promised("followup", "extend", "1", "--to", "30/9/2024", "--reason", "Chờ nâng cấp", "--on", "5/7/2024")
    assert at(promised, "4/7/2024") == ("overdue", 4, "2024-06-30")
    assert at(promised, "5/7/2024") == ("in_time", 0, "2024-09-30")
    promised("followup", "done", "1", "--on", "2/10/2024", "--evidence", "12/CV")
    assert at(promised, "1/12/2024") == ("done_late", 2, "2024-09-30")
    row = promised("followup", "show", "1", "--json").json
    assert row["original_due_on"] == "2024-06-30"
    promised("followup", "reopen", "1", "--reason", "Chưa đủ", "--on", "3/10/2024")
    assert at(promised, "4/10/2024") == ("overdue", 4, "2024-09-30")
    assert at(promised, "2/10/2024")[0] == "done_late"


@pytest.mark.parametrize(
    "words",
    [
        ["done", "1", "--on", "1/1/2030", "--evidence", "x"],
        ["done", "1", "--on", "1/1/2024", "--evidence", "x"],
        ["extend", "1", "--to", "1/6/2024", "--reason", "x", "--on", "1/5/2024"],
        ["extend", "1", "--to", "1/9/2024", "--reason", " ", "--on", "1/5/2024"],
        ["reopen", "1", "--reason", "x"],
        ["add", "1", "Việc khác", "--lead", BN, "--due", "một ngày đẹp trời"],
        ["add", "1", "Việc khác", "--lead", BN, "--due", "1/1/2024"],
        ["add", "1", "Việc khác", "--lead", BN, "--grade", "maybe"],
        ["add", "99", "Việc khác", "--lead", BN],
    ],
)
def test_impossible_steps_are_refused(tracker: Tracker, words: list[str]) -> None:
    """What cannot be is refused with a sentence, and the promise stays as it was."""
    tracker.log(PT, BN)
    tracker("followup", "add", "1", "Gửi tài liệu", "--lead", BN, "--due", "30/6/2024")
    before = tracker("followup", "list", "--json").out
    run = tracker("followup", *words, code=None)
    assert run.code in (1, 2)
    assert len(run.err.strip().splitlines()) == 1
    assert tracker("followup", "list", "--json").out == before


def test_list_filters_and_order(tracker: Tracker) -> None:
    """Most overdue first, what has no date after what has, what is done last; filters choose."""
    tracker.log(PT, BN)
    for text, lead, due in (("a", BN, "30/6/2024"), ("b", PT, "31/3/2024"), ("c", PT, None)):
        tracker("followup", "add", "1", text, "--lead", lead, *(["--due", due] if due else []))
    tracker("followup", "add", "1", "d", "--lead", PT, "--due", "1/3/2024")
    tracker("followup", "done", "4", "--on", "1/3/2024", "--evidence", "x")

    def texts(*words: str) -> str:
        return "".join(row["text"] for row in tracker("followup", "list", "--as-of", "1/5/2024", "--json", *words).json)

    assert texts() == "bacd"
    assert texts("--overdue") == "b"
    assert texts("--lead", "so tttt phu tho") == "bcd"
    assert texts("--province", "Hà Nội") == ""
    assert "Nothing is overdue" in tracker("followup", "list", "--overdue", "--as-of", "1/3/2024").err


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ("29/6/2024", ("done_on_time", 0)),
        ("30/6/2024", ("done_on_time", 0)),
        ("1/7/2024", ("done_late", 1)),
        ("30/6/2025", ("done_late", 365)),
        (None, ("overdue", 877)),
    ],
)
def test_the_due_day_itself_is_in_time(tracker: Tracker, done: str | None, said: tuple[str, int]) -> None:
    """What is done on the due day is on time, a day later late; a day of grace is nowhere hidden."""
    tracker.log(PT, BN)
    tracker("followup", "add", "1", "Gửi tài liệu", "--lead", BN, "--due", "30/6/2024")
    if done:
        tracker("followup", "done", "1", "--on", done, "--evidence", "12/CV")
    row = tracker("followup", "show", "1", "--json").json
    assert (row["timeliness"], row["days_late"]) == said


def test_a_promise_without_a_day_is_never_late(tracker: Tracker) -> None:
    """Without a due date there is nothing to be late for, open or done; the words of a deadline stay as said."""
    tracker.log(PT, BN)
    tracker("followup", "add", "1", "Tiếp tục trao đổi", "--lead", BN, "--grade", "intention")
    assert at(tracker, "1/1/2026") == ("no_due_date", 0, None)
    tracker("followup", "done", "1", "--on", "1/3/2024", "--without-evidence", "Đã trao đổi qua điện thoại")
    assert at(tracker, "1/1/2026") == ("no_due_date", 0, None)
    assert tracker("followup", "list", "--overdue", "--json").json == []
    tracker("followup", "reopen", "1", "--reason", "Chưa đủ", "--on", "2/3/2024")
    tracker("followup", "extend", "1", "--to", "1/6/2024", "--reason", "Nay có hạn", "--on", "3/3/2024")
    assert at(tracker, "2/6/2024") == ("overdue", 1, "2024-06-01")
    assert tracker("followup", "show", "1", "--json").json["original_due_on"] is None


def test_what_is_done_is_closed_until_it_is_opened_again(tracker: Tracker) -> None:
    """Done is said once; extending needs it open; a note on it does not open it; opening it again is said."""
    promise(tracker)
    tracker("followup", "done", "1", "--on", "1/3/2024", "--evidence", "12/CV")
    assert "reopen 1" in tracker("followup", "done", "1", "--on", "2/3/2024", code=1).err
    assert "reopen 1" in tracker("followup", "extend", "1", "--to", "1/9/2024", "--reason", "x", code=1).err
    tracker("followup", "note", "1", "Đã nhận đủ", "--on", "5/3/2024")
    row = tracker("followup", "show", "1", "--json").json
    assert (row["stage"], row["timeliness"], row["done_on"]) == ("done", "done_on_time", "2024-03-01")
    tracker("followup", "reopen", "1", "--reason", "Thiếu phụ lục", "--on", "6/3/2024")
    assert "open already" in tracker("followup", "reopen", "1", "--reason", "x", code=1).err
    assert tracker("followup", "list", "--json").json[0]["stage"] == "in_progress"


@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        ([["done", "--on", "1/5/2024", "--evidence", "x"]], ["reopen", "--reason", "x", "--on", "30/4/2024"]),
        ([["done", "--on", "1/5/2024", "--evidence", "x"]], ["reopen", "--reason", "x", "--on", "1/1/2030"]),
        ([["done", "--on", "1/5/2024", "--evidence", "x"]], ["reopen", "--reason", " ", "--on", "2/5/2024"]),
        (
            [["done", "--on", "1/5/2024", "--evidence", "x"], ["reopen", "--reason", "x", "--on", "9/5/2024"]],
            ["done", "--on", "8/5/2024", "--evidence", "y"],
        ),
        (
            [["extend", "--to", "1/8/2024", "--reason", "x", "--on", "5/6/2024"]],
            ["extend", "--to", "1/9/2024", "--reason", "x", "--on", "4/6/2024"],
        ),
        ([], ["extend", "--to", "1/8/2024", "--reason", "x", "--on", "1/1/2030"]),
        ([], ["extend", "--to", "30/6/2024", "--reason", "x"]),
        ([], ["note", "--on", "1/1/2024", "--", "x"]),
    ],
)
def test_what_the_register_says_is_what_the_list_shows(
    tracker: Tracker, steps: list[list[str]], refused: list[str]
) -> None:
    """A step dated before what it follows, before the promise or in the future would be told and not shown: refused."""
    tracker.log(PT, BN)
    tracker("followup", "add", "1", "Gửi tài liệu", "--lead", BN, "--due", "30/6/2024")
    for verb, *words in steps:
        tracker("followup", verb, "1", *words)
    before = tracker("followup", "show", "1", "--json").out
    verb, *words = refused
    place = words.index("--") + 1 if "--" in words else 0
    run = tracker("followup", verb, *words[:place], "1", *words[place:], code=1)
    assert len(run.err.strip().splitlines()) == 1
    assert tracker("followup", "show", "1", "--json").out == before


def test_past_days_know_nothing_of_what_came_later(tracker: Tracker) -> None:
    """A promise is not listed before it was given; on a past day its stage is that of the day."""
    promise(tracker)
    tracker("followup", "note", "1", "Đã gửi bản thảo", "--on", "1/4/2024")
    tracker("followup", "done", "1", "--on", "1/6/2024", "--evidence", "12/CV")

    def stages(day: str) -> list[str]:
        return [row["stage"] for row in tracker("followup", "list", "--as-of", day, "--json").json]

    assert stages("21/2/2024") == []
    assert stages("22/2/2024") == ["not_started"]
    assert stages("1/4/2024") == ["in_progress"]
    assert stages("31/5/2024") == ["in_progress"]
    assert stages("1/6/2024") == ["done"]


def test_promises_follow_their_visit(promised: Tracker) -> None:
    """Topics, days and provinces of the visit choose its promises; of a visit cancelled none is listed; undo works."""
    for words in (["--topic", "ioc"], ["--since", "22/2/2024"], ["--until", "22/2/2024"], ["--province", "phu tho"]):
        assert len(promised("followup", "list", "--json", *words).json) == 1
    for words in (["--topic", "du-lich"], ["--since", "23/2/2024"], ["--until", "21/2/2024"]):
        assert promised("followup", "list", "--json", *words).json == []
    assert promised("visit", "list", "--json").json[0]["commitments"] == 1
    (promise,) = promised("visit", "show", "1", "--json").json["promises"]
    assert promise["text"] == "Gửi tài liệu"
    promised("visit", "cancel", "1")
    assert promised("followup", "list", "--json").json == []
    promised("undo")
    promised("undo")
    assert promised("followup", "list", "--json").json == []
    assert promised("visit", "list", "--json").json[0]["commitments"] == 0


def test_a_deadline_keeps_the_notes_own_words(tracker: Tracker, tmp_path: Path) -> None:
    """What a note promises "trong quý II/2024" is due on the quarter's last day and still says so in its words."""
    note = tmp_path / "note.txt"
    note.write_text(
        "Ngày 14/3/2024, đoàn công tác Sở Tư pháp tỉnh Kon Tum đến làm việc tại Sở Tư pháp tỉnh Phú Yên. Hai Sở "
        "thống nhất tổ chức tập huấn chung trong quý II/2024.\n",
        encoding="utf-8",
    )
    tracker("visit", "log", "--from", str(note), "--yes")
    shown = tracker("followup", "show", "1", lang="vi").out
    assert "trong quý II/2024" in shown.split("Hạn theo lời văn")[1].splitlines()[0]
    assert "30/06/2024" in shown
