"""Deadlines in words: every phrase of deadline_table.py, and days without a year."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from deadline_table import CASES, Case, nfd
from hypothesis import given
from hypothesis import strategies as st

from tracker.calendar import WorkingDays, read_due
from tracker.errors import DateError
from tracker.text import one_line

SHIPPED = WorkingDays.shipped()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.phrase} @{case.given}")
def test_a_deadline_names_its_day_and_its_rule(case: Case) -> None:
    """Every wording gives the last day on which the promise is kept in time, and the id of the rule that read it."""
    given_on = date.fromisoformat(case.given)
    if not case.rule:
        with pytest.raises(DateError):
            read_due(case.phrase, given_on, SHIPPED)
        return
    due = read_due(case.phrase, given_on, SHIPPED)
    assert (due.on.isoformat() if due.on else None, due.rule) == (case.due, case.rule)
    assert due.text == one_line(case.phrase)
    assert due.rule.isascii()
    assert read_due(nfd(case.phrase), given_on, SHIPPED) == due


def test_the_table_is_what_it_promises() -> None:
    """At least 120 phrases, none twice for one day, and the command for developers prints each."""
    assert len({(case.phrase, case.given) for case in CASES}) == len(CASES) >= 120
    script = Path(__file__).with_name("deadline_table.py")
    surroundings = os.environ | {"PYTHONIOENCODING": "utf-8"}
    printed = subprocess.run(
        [sys.executable, script], capture_output=True, check=True, env=surroundings
    ).stdout.decode()
    assert all(case.phrase.strip() in printed and case.why in printed for case in CASES)


@given(st.dates(date(1945, 1, 1), date(2100, 12, 31)), st.dates(date(2023, 12, 1), date(2027, 1, 31)))
def test_a_deadline_without_a_year_is_the_next(day: date, given_on: date) -> None:
    """A day and month without a year fall on or after the promise and within a year of it, or are refused (29/2)."""
    try:
        due = read_due(f"{day.day}/{day.month}", given_on, SHIPPED).on
    except DateError:
        assert (day.month, day.day) == (2, 29)
        return
    assert due is not None
    assert (due.month, due.day) == (day.month, day.day)
    assert given_on <= due < given_on + timedelta(days=731 if (day.month, day.day) == (2, 29) else 366)
