"""Working days of Vietnamese offices: Monday to Friday without the listed days off, and listed make-up Saturdays."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[1] / "data" / "holidays.csv"
_DAY = timedelta(days=1)


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
        return any(day.year == year for day in self.off)

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
def _shipped() -> WorkingDays:
    days: dict[str, set[date]] = {"off": set(), "work": set()}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            days[row["kind"]].add(date.fromisoformat(row["date"]))
    return WorkingDays(frozenset(days["off"]), frozenset(days["work"]))
