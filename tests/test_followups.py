"""Promises: deadlines, timeliness on any day, extensions, closing and opening again."""

from datetime import date, timedelta

import pytest
from conftest import Tracker
from hypothesis import given
from hypothesis import strategies as st

from tracker.models import Commitment, CommitmentEvent
from tracker.queries.followups import state_on

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"


@pytest.fixture
def promised(anywhere: Tracker) -> Tracker:
    """A register with one promise of 22/2/2024, due on 30/6/2024."""
    anywhere.log(PT, BN, "22/2/2024", "--topic", "ioc")
    anywhere("followup", "add", "1", "Gửi tài liệu", "--lead", BN, "--with", PT, "--due", "cuối quý II")
    return anywhere


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
        ["done", "1", "--on", "1/1/2030"],
        ["done", "1", "--on", "1/1/2024"],
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


DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))
EVENTS = st.builds(
    lambda kind, day, due: CommitmentEvent(
        commitment_id=1, kind=kind, happened_on=day, due_on=due if kind == "extension" else None
    ),
    st.sampled_from(["extension", "progress", "done", "reopened", "suspended", "cancelled"]),
    DAYS,
    DAYS,
)


@given(st.lists(EVENTS, max_size=8), st.none() | DAYS, DAYS)
def test_no_order_of_events_breaks_the_derivation(events: list[CommitmentEvent], due: date | None, as_of: date) -> None:
    """Whatever happens in whatever order, the original date stays, and days late go with lateness alone."""
    row = Commitment(visit_id=1, text="x", grade="agreed", due_on=due)
    state = state_on(row, events, as_of)
    assert row.due_on == due
    assert (state.days_late > 0) == (state.timeliness in ("overdue", "done_late"))
    assert (state.timeliness == "no_due_date") == (state.due_on is None)
    assert state_on(row, [e for e in events if e.happened_on <= as_of], as_of) == state
    if state.timeliness == "overdue":
        assert state.due_on
        assert as_of - state.due_on == timedelta(days=state.days_late)
