"""Working days of Vietnamese offices: Monday to Friday without the listed days off, and listed make-up Saturdays."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[1] / "data" / "holidays.csv"
LISTED_FROM = 8
"""Days off from which on a year counts as listed. The Labour Code 2019, article 112, gives 11, 12 from 2026 on; a day
or two that an office adds are not the year's list."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A day of the shipped list. `kind`: off or work."""

    day: date
    kind: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """`off`: days off that are announced for a year; `work`: days worked in exchange. A day in both is worked."""

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()

    @classmethod
    def shipped(cls) -> "WorkingDays":
        """The days listed in data/holidays.csv; the file is read at the first call and kept."""
        return _shipped()

    def with_overrides(self, off: Iterable[date] = (), work: Iterable[date] = ()) -> "WorkingDays":
        """A copy in which an office's own days win over those already listed."""
        closed, open_ = frozenset(off), frozenset(work)
        return WorkingDays((self.off | closed) - open_, (self.work - closed) | open_)

    def is_working(self, day: date) -> bool:
        """Whether offices are open on the day."""
        return day in self.work or (day.weekday() < 5 and day not in self.off)

    def known(self, year: int) -> bool:
        """Whether the days off of the year are listed; where not, only week-ends are counted as days off."""
        return sum(day.year == year for day in self.off) >= LISTED_FROM

    def unlisted(self, first: date, last: date) -> tuple[int, ...]:
        """The years from one day to the other whose days off are not listed."""
        return tuple(year for year in range(first.year, last.year + 1) if not self.known(year))

    def add(self, day: date, n: int) -> date:
        """The n-th working day after the day, itself not counted; before it if `n` is negative. 0 gives the day."""
        step = _DAY if n > 0 else -_DAY
        for _ in range(abs(n)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def roll(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the next one."""
        return day if self.is_working(day) else self.add(day, 1)


@cache
def listed() -> tuple[ListedDay, ...]:
    """The shipped list, with names and sources, in its order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            ListedDay(date.fromisoformat(row["date"]), row["kind"], row["name"], row["source"])
            for row in csv.DictReader(file)
        )


@cache
def _shipped() -> WorkingDays:
    return WorkingDays(*(frozenset(row.day for row in listed() if row.kind == kind) for kind in ("off", "work")))
