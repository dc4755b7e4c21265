"""Promises that recur: a row for each period and never two, written when one is closed or when the day has come."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import Tracker
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import Session, col, select

from tracker.calendar import WorkingDays
from tracker.calendar.recurring import EVERY, first_period, period_named, period_of, read_every, read_pattern
from tracker.database import open_engine, url_of
from tracker.errors import DateError, TrackerError
from tracker.models import Commitment, Operation, Visit
from tracker.models.commitment import CLOSED, RECURRENCES
from tracker.operations import RegisterSession, begin, undo
from tracker.records import commitments, following, series
from tracker.records.following import When

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"
THURSDAY = date(2024, 2, 22)
SHIPPED = WorkingDays.shipped()


@pytest.fixture
def meeting(tracker: Tracker) -> Tracker:
    """A register with a quarterly meeting promised on 22/2/2024."""
    tracker.log(PT, BN, "22/2/2024")
    tracker("followup", "add", "1", "Họp giao ban", "--lead", BN, "--with", PT, "--every", "quý")
    return tracker


def listed(tracker: Tracker) -> list[tuple[str, str, str]]:
    """Period, due date and stage of every occurrence."""
    rows = tracker("followup", "list", "--json").json
    return sorted((row["period"], row["due_on"], row["stage"]) for row in rows)


def test_the_first_occurrence_is_that_of_the_period(meeting: Tracker) -> None:
    """It is due at the end of the quarter of the visit; its identity is that of its series and period."""
    assert listed(meeting) == [("2024-Q1", "2024-03-31", "not_started")]
    with Session(open_engine(url_of(meeting.db), write=False)) as session:
        row = session.exec(select(Commitment)).one()
        assert row.series_uid is not None
        assert (row.every, row.uid, row.due_rule) == (
            "quarter",
            series.uid_of(row.series_uid, "2024-Q1"),
            "recurring-end",
        )


def test_closing_one_writes_the_next_in_the_same_operation(meeting: Tracker) -> None:
    """Done or cancelled, the next period is there with lead and coordinating agencies of now; undo takes both back."""
    meeting("followup", "transfer", "1", "--to", PT, "--reason", "x", "--on", "1/3/2024")
    meeting("followup", "firm", "1", "--grade", "signed", "--source", "1/BB", "--on", "1/3/2024")
    said = meeting("followup", "done", "1", "--evidence", "2/BB", "--on", "20/3/2024").err
    assert "2024-Q2" in said
    row = meeting("followup", "show", "2", "--json").json
    assert (row["lead"], row["grade"], row["given_on"]) == (
        "Sở Thông tin và Truyền thông tỉnh Phú Thọ",
        "signed",
        "2024-03-20",
    )
    assert row["coordinating"] == ["Sở Thông tin và Truyền thông tỉnh Phú Thọ"]
    meeting("undo")
    assert [row[2] for row in listed(meeting)] == ["not_started"]
    meeting("followup", "cancel", "1", "--reason", "Quý này nghỉ", "--on", "20/3/2024")
    assert listed(meeting) == [("2024-Q1", "2024-03-31", "cancelled"), ("2024-Q2", "2024-06-30", "not_started")]


def test_past_days_know_nothing_of_periods_to_come(meeting: Tracker) -> None:
    """An occurrence is listed from the day on which it arose, not before."""
    meeting("followup", "recur", "--as-of", "31/12/2024")
    assert len(meeting("followup", "list", "--as-of", "31/3/2024", "--json").json) == 1
    assert len(meeting("followup", "list", "--as-of", "1/4/2024", "--json").json) == 2


def test_recur_writes_what_is_missing_and_then_nothing(meeting: Tracker) -> None:
    """Up to the period of the day, each once; a second run is no operation; undo takes all of one run back."""
    written = meeting("followup", "recur", "--as-of", "15/10/2024", "--json").json
    assert [row["period"] for row in written] == ["2024-Q2", "2024-Q3", "2024-Q4"]
    before = len(meeting("history", "--json").json)
    again = meeting("followup", "recur", "--as-of", "15/10/2024")
    assert (again.out, again.err) == ("", "")
    assert len(meeting("history", "--json").json) == before
    meeting("undo")
    assert len(listed(meeting)) == 1
    meeting("followup", "recur")
    assert len(listed(meeting)) == 12


def test_reopening_and_closing_again_writes_no_second(meeting: Tracker) -> None:
    """The next one is there already."""
    meeting("followup", "done", "1", "--evidence", "x", "--on", "20/3/2024")
    meeting("followup", "reopen", "1", "--reason", "x", "--on", "21/3/2024")
    meeting("followup", "done", "1", "--evidence", "x", "--on", "22/3/2024")
    assert [row[0] for row in listed(meeting)] == ["2024-Q1", "2024-Q2"]


def test_a_series_ends(meeting: Tracker) -> None:
    """Cancelled with --series all that is open is closed and nothing follows; --until bounds the due dates."""
    meeting("followup", "recur", "--as-of", "1/8/2024")
    meeting("followup", "done", "1", "--evidence", "x", "--on", "2/8/2024")
    meeting("followup", "cancel", "2", "--series", "--reason", "Thôi", "--on", "3/8/2024")
    assert [row[2] for row in listed(meeting)] == ["done", "cancelled", "cancelled"]
    meeting("followup", "recur")
    meeting("followup", "reopen", "3", "--reason", "x", "--on", "4/8/2024")
    meeting("followup", "done", "3", "--evidence", "x", "--on", "5/8/2024")
    assert len(listed(meeting)) == 3
    for _step in range(3):
        meeting("undo")
    meeting("followup", "recur", "--as-of", "1/10/2024")
    assert len(listed(meeting)) == 4
    meeting("followup", "add", "1", "Báo cáo", "--lead", BN, "--every", "month", "--until", "30/4/2024")
    meeting("followup", "recur")
    months = [row for row in listed(meeting) if "Q" not in row[0]]
    assert [row[1] for row in months] == ["2024-02-29", "2024-03-31", "2024-04-30"]


def test_what_recurs_of_a_cancelled_visit_is_left(meeting: Tracker) -> None:
    """Nothing is written for a visit that was cancelled."""
    meeting("visit", "cancel", "1")
    assert meeting("followup", "recur", "--json").json == []


@pytest.mark.parametrize(
    "words",
    [
        ["add", "1", "x", "--lead", BN, "--every", "đôi khi"],
        ["add", "1", "x", "--lead", BN, "--every", ""],
        ["add", "1", "x", "--lead", BN, "--until", "1/1/2026"],
        ["add", "1", "x", "--lead", BN, "--every", "year", "--until", "1/3/2024"],
        ["add", "1", "x", "--lead", BN, "--every", "week", "--due", "ngày 25"],
        ["add", "1", "x", "--lead", BN, "--every", "month", "--due", "ngày 32"],
        ["add", "1", "x", "--lead", BN, "--every", "month", "--due", "x" * 10_000],
        ["cancel", "2", "--series", "--reason", "x"],
        ["recur", "--as-of", "1/1/2090"],
        ["recur", "--as-of", "x"],
    ],
)
def test_impossible_series_are_refused(tracker: Tracker, words: list[str]) -> None:
    """One sentence, and nothing is written."""
    tracker.log(PT, BN)
    tracker("followup", "add", "1", "Họp", "--lead", BN, "--every", "year")
    tracker("followup", "add", "1", "Gửi", "--lead", BN)
    before = tracker("followup", "list", "--json").out
    run = tracker("followup", *words, code=None)
    assert run.code in (1, 2)
    assert len(run.err.strip().splitlines()) == 1
    assert tracker("followup", "list", "--json").out == before


# (every, the day in each period, its rule, the days of the first three), promised on Thursday 22 February 2024.
PATTERNS = [
    ("week", None, "recurring-end", "2024-02-25 2024-03-03 2024-03-10"),
    ("week", "thứ Sáu", "recurring-weekday", "2024-02-23 2024-03-01 2024-03-08"),
    ("week", "thứ Tư hằng tuần", "recurring-weekday", "2024-02-28 2024-03-06 2024-03-13"),
    ("week", "trước thứ Sáu", "recurring-weekday", "2024-02-22 2024-02-29 2024-03-07"),
    ("week", "thứ Sáu tuần tới", "recurring-weekday", "2024-03-01 2024-03-08 2024-03-15"),
    ("month", "ngày 25", "recurring-day", "2024-02-25 2024-03-25 2024-04-25"),
    ("month", "ngày 15 hằng tháng", "recurring-day", "2024-03-15 2024-04-15 2024-05-15"),
    ("month", "trước ngày 25 hằng tháng", "recurring-day", "2024-02-24 2024-03-24 2024-04-24"),
    ("month", "chậm nhất ngày 05", "recurring-day", "2024-03-05 2024-04-05 2024-05-05"),
    ("month", "ngày 31", "recurring-day", "2024-02-29 2024-03-31 2024-04-30"),
    ("month", "30/1/2025", "recurring-day", "2025-01-30 2025-02-28 2025-03-30"),
    ("month", "ngày làm việc cuối cùng của tháng", "recurring-working-days", "2024-02-29 2024-03-29 2024-04-26"),
    ("month", "trong 5 ngày đầu tháng", "recurring-days", "2024-03-05 2024-04-05 2024-05-06"),
    ("quarter", "cuối quý", "recurring-end", "2024-03-31 2024-06-30 2024-09-30"),
    ("quarter", "cuối quý II", "recurring-end", "2024-06-30 2024-09-30 2024-12-31"),
    ("quarter", "ngày 25", "recurring-day", "2024-03-25 2024-06-25 2024-09-25"),
    ("quarter", "trước ngày 15 của tháng cuối quý", "recurring-day", "2024-03-14 2024-06-14 2024-09-14"),
    ("quarter", "NGAY 10 THANG DAU QUY", "recurring-day", "2024-04-10 2024-07-10 2024-10-10"),
    ("quarter", "ngày 10 tháng thứ hai", "recurring-day", "2024-05-10 2024-08-10 2024-11-10"),
    ("quarter", "trong 10 ngày làm việc đầu quý", "recurring-working-days", "2024-04-12 2024-07-12 2024-10-14"),
    ("quarter", "định kỳ hằng quý", "recurring-end", "2024-03-31 2024-06-30 2024-09-30"),
    ("half_year", None, "recurring-end", "2024-06-30 2024-12-31 2025-06-30"),
    ("half_year", "ngày 15 tháng cuối", "recurring-day", "2024-06-15 2024-12-15 2025-06-15"),
    ("year", "15/12", "recurring-day", "2024-12-15 2025-12-15 2026-12-15"),
    ("year", "trước ngày 15/12 hằng năm", "recurring-day", "2024-12-14 2025-12-14 2026-12-14"),
    ("year", "29/2", "recurring-day", "2024-02-29 2025-02-28 2026-02-28"),
    ("year", "cuối năm", "recurring-end", "2024-12-31 2025-12-31 2026-12-31"),
]


@pytest.mark.parametrize(("every", "words", "rule_id", "expected"), PATTERNS)
def test_the_day_in_each_period(every: str, words: str | None, rule_id: str, expected: str) -> None:
    """A named day stays, one that a month lacks is its last; what is counted in days rolls; the first is not past."""
    pattern = read_pattern(words, every, THURSDAY, SHIPPED)
    period = first_period(pattern, every, THURSDAY)
    days = []
    for _turn in range(3):
        days.append(pattern.within(period).isoformat())
        period = period.next()
    assert (pattern.rule, " ".join(days)) == (rule_id, expected)


@pytest.mark.parametrize(
    ("every", "words"), [("week", "ngày 25"), ("month", "ngày 32"), ("year", "31/2"), ("month", "sớm"), ("year", "x/y")]
)
def test_a_pattern_that_is_none(every: str, words: str) -> None:
    """What names no day of the period is refused."""
    with pytest.raises(DateError):
        read_pattern(words, every, THURSDAY, SHIPPED)


def test_how_often_in_words() -> None:
    """The codes of the tables, their Vietnamese words, with and without accents."""
    assert EVERY == RECURRENCES
    for every, words in {
        "week": "week tuần hằng-tuần",
        "month": "tháng MONTH thang",
        "quarter": "quý quy 3-tháng",
        "half_year": "6-tháng half_year half-year nửa-năm",
        "year": "năm hằng-năm mỗi-năm",
    }.items():
        assert {read_every(word.replace("-", " ")) for word in words.split()} == {every}
    assert read_every("đôi khi") is None


@pytest.mark.parametrize("every", EVERY)
def test_periods_follow_one_another(every: str) -> None:
    """Each day is in one period, whose name leads back to it and sorts as the days do."""
    period = period_of(every, date(2019, 12, 25))
    for _turn in range(200):
        later = period.next()
        assert later.first == period.last + timedelta(days=1)
        assert period_of(every, period.first) == period_of(every, period.last) == period_named(every, period.name)
        assert later.name > period.name
        period = later
    with pytest.raises(ValueError, match="2024-X9"):
        period_named(every, "2024-X9")


LAST = date(2025, 6, 30)
DAYS = st.dates(THURSDAY, LAST)


class Series(RuleBasedStateMachine):
    """Closing, reopening, filling, ending and undoing in any order, each an operation of its own."""

    empty: Path
    place: Path

    @initialize(
        every=st.sampled_from(EVERY), due=st.sampled_from([None, "trong 3 ngày làm việc"]), until=st.none() | DAYS
    )
    def promise(self, every: str, due: str | None, until: date | None) -> None:
        """One series, with an end or not."""
        shutil.copy(self.empty, self.place)
        self.engine = open_engine(url_of(self.place), write=True)
        self.there: list[Any] = []

        def add(unit: Any) -> None:
            visit = unit.exec(select(Visit)).one()
            try:
                new = commitments.NewCommitment("Họp", lead=BN, due=due, every=every, until=until)
                commitments.add(unit, visit, new)
            except TrackerError:  # the end is before the first one
                commitments.add(unit, visit, commitments.NewCommitment("Họp", lead=BN, due=due, every=every))

        self._do(add)

    def _do(self, act: Callable[[Any], Any]) -> None:
        try:
            with RegisterSession(self.engine) as unit:
                begin(unit, actor="Lan", command="test")
                act(unit)
                unit.commit()
        except TrackerError:
            assert self._rows() == self.there
        self.there = self._rows()

    def _rows(self) -> list[Any]:
        with Session(self.engine) as session:
            rows = session.exec(select(Commitment).order_by(col(Commitment.period))).all()
            return [row.model_dump() for row in rows]

    def _one(self, unit: Any, which: int) -> Commitment:
        rows = unit.exec(select(Commitment).order_by(col(Commitment.period))).all()
        found: Commitment = rows[which % len(rows)]
        return found

    @rule(which=st.integers(0, 50), on=DAYS, step=st.sampled_from(["done", "cancel", "reopen"]))
    def step(self, which: int, on: date, step: str) -> None:
        """Closes one or opens it again."""
        facts = {"without_evidence": "x"} if step == "done" else {"reason": "x"}
        self._do(lambda unit: getattr(following, step)(unit, self._one(unit, which), When(on, LAST), **facts))

    @rule(as_of=DAYS)
    def fill(self, as_of: date) -> None:
        """What is missing is written, and then nothing is."""
        self._do(lambda unit: series.fill(unit, as_of))
        before = self._rows()
        operations = self._operations()
        self._do(lambda unit: series.fill(unit, as_of))
        assert (self._rows(), self._operations()) == (before, operations)

    def _operations(self) -> int:
        with Session(self.engine) as session:
            return len(session.exec(select(Operation)).all())

    @rule(which=st.integers(0, 50), on=DAYS)
    def end(self, which: int, on: date) -> None:
        """The series is ended: nothing follows it."""
        before = len(self.there)

        def cancel(unit: Any) -> None:
            following.cancel(unit, self._one(unit, which), When(on, LAST), reason="x", whole_series=True)

        self._do(cancel)
        assert len(self.there) == before

    @rule(on=DAYS)
    def taken_back(self, on: date) -> None:
        """A step that is undone leaves the rows as they were."""
        before = self.there
        operations = self._operations()
        self._do(lambda unit: series.fill(unit, on))
        if self._operations() > operations:
            self._do(undo)
        assert self.there == before

    @invariant()
    def each_period_is_there_once_without_a_gap(self) -> None:
        """Its identity follows from series and period; due dates never fall behind those before, nor pass the end."""
        rows = self.there
        assert len({row["series_uid"] for row in rows}) == 1
        period = period_named(rows[0]["every"], rows[0]["period"])
        for row in rows:
            assert (row["period"], row["uid"]) == (period.name, series.uid_of(row["series_uid"], period.name))
            assert row["given_on"] <= row["due_on"]
            assert row["every_until"] is None or row["due_on"] <= row["every_until"]
            period = period.next()
        assert [row["due_on"] for row in rows] == sorted(row["due_on"] for row in rows)

    @invariant()
    def a_closed_one_is_followed_unless_the_series_ended(self) -> None:
        """While the series lives its last occurrence is open."""
        last = self.there[-1]
        if last["stage"] in CLOSED:
            assert last["every_until"] is not None


def test_no_order_of_steps_writes_a_period_twice(tracker: Tracker, tmp_path: Path) -> None:
    """Whatever is closed, filled, ended and undone in whatever order: one row for each period."""
    tracker.log(PT, BN)
    machine = type("Machine", (Series,), {"empty": Path(tracker.db), "place": tmp_path / "series.db"})
    run_state_machine_as_test(machine, settings=settings(max_examples=12, stateful_step_count=8, deadline=None))
