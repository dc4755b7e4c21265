"""Which days are worked: the shipped list, an office's own days, counting on and back."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.calendar import WorkingDays, read_date, read_due

THURSDAY = date(2024, 2, 22)
SHIPPED = WorkingDays.shipped()

near_days = st.dates(date(2023, 12, 1), date(2027, 1, 31))


@given(near_days, st.integers(-60, 60))
def test_working_days_add_back(day: date, n: int) -> None:
    """From a working day, n working days on and n back is the same day; between them lie exactly n working days."""
    start = SHIPPED.roll(day)
    end = SHIPPED.add(start, n)
    assert SHIPPED.add(end, -n) == start
    first, last = min(start, end), max(start, end)
    between = [first + timedelta(days=i) for i in range((last - first).days)]
    assert sum(map(SHIPPED.is_working, between)) == abs(n)


@given(near_days)
def test_roll_goes_to_the_next_working_day(day: date) -> None:
    """Rolling never goes back, skips no working day, and rolling twice is rolling once."""
    rolled = SHIPPED.roll(day)
    assert rolled >= day
    assert SHIPPED.is_working(rolled)
    assert not any(SHIPPED.is_working(day + timedelta(days=i)) for i in range((rolled - day).days))
    assert SHIPPED.roll(rolled) == rolled


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2024, 2, 22), True),
        (date(2024, 2, 24), False),
        (date(2024, 2, 12), False),
        (date(2024, 4, 29), False),
        (date(2024, 5, 4), True),
        (date(2025, 4, 26), True),
        (date(2026, 4, 27), False),
        (date(2026, 8, 22), True),
        (date(2026, 11, 24), False),
    ],
)
def test_shipped_days(day: date, working: bool) -> None:
    """The shipped list knows the week-ends, the announced days off and the Saturdays worked in exchange."""
    assert SHIPPED.is_working(day) is working


def test_which_years_are_known() -> None:
    """2024 to 2026 are listed; for another year only week-ends are known, and `known` says so."""
    assert [SHIPPED.known(year) for year in range(2023, 2028)] == [False, True, True, True, False]


def test_an_office_overrides_the_list() -> None:
    """An office's own days win over the shipped ones, in both directions, and the shipped list stays as it was."""
    office = SHIPPED.with_overrides(off=[date(2024, 5, 4), date(2024, 2, 23)], work=[date(2024, 4, 29)])
    assert not office.is_working(date(2024, 5, 4))
    assert office.is_working(date(2024, 4, 29))
    assert SHIPPED.is_working(date(2024, 5, 4))
    assert read_date("+1 ngày làm việc", THURSDAY, office) == date(2024, 2, 26)
    assert read_due("trong 1 ngày làm việc", THURSDAY, office).on == date(2024, 2, 26)


def test_importing_reads_no_table() -> None:
    """Importing the calendar opens no list of days off; the first question does, once."""
    script = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" and "holidays" in str(args[0]) else None)
from tracker.calendar import WorkingDays
before = len(opened)
assert WorkingDays.shipped() is WorkingDays.shipped()
print(before, len(opened))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]
