"""What comes again every week, month, quarter, half-year or year: its periods, and the day in each by which it is due.

A period has a name that sorts: 2024-W09, 2024-02, 2024-Q1, 2024-H1, 2024.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.calendar.arithmetic import add_months, month_end, week
from tracker.calendar.phrases import Match, fits, number, plain, weekday_number
from tracker.calendar.reading import LABELS, read_due
from tracker.calendar.working import WorkingDays
from tracker.errors import DateError
from tracker.text import key

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
EVERY = ("week", *MONTHS)
_WORDS = {
    "week": ("week", "weekly", "tuan"),
    "month": ("month", "monthly", "thang"),
    "quarter": ("quarter", "quarterly", "quy", "qui", "3 thang", "ba thang"),
    "half_year": ("half year", "half yearly", "6 thang", "sau thang", "nua nam", "ban nien"),
    "year": ("year", "yearly", "nam", "12 thang"),
}
_NAME = re.compile(r"(?P<year>\d{4})(?:-(?P<kind>[WQH]?)(?P<n>\d{1,2}))?")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """One turn: its name, and its first and last day."""

    every: str
    name: str
    first: date
    last: date

    def next(self) -> "Period":
        """The turn after it."""
        return period_of(self.every, self.last + _DAY)


@dataclass(frozen=True, slots=True)
class Pattern:
    """By which day of each period it is due. `rule`: recurring-end, recurring-day, recurring-weekday,
    recurring-working-days or recurring-days; only the last two depend on which days are worked. `since`: the day of
    the first one, where the words name it."""

    rule: str
    within: Callable[[Period], date]
    since: date | None = None


def read_every(text: str) -> str | None:
    """week, month, quarter, half_year or year, also in Vietnamese ("quý", "hằng quý", "6 tháng"); None for another."""
    said = re.sub("^(hang|moi|dinh ky) ", "", key(text))
    return next((every for every, words in _WORDS.items() if said in words), None)


def period_of(every: str, day: date) -> Period:
    """The period that holds the day."""
    if every == "week":
        first, last = week(day)
        year, n, _ = first.isocalendar()
        return Period(every, f"{year:04}-W{n:02}", first, last)
    size = MONTHS[every]
    month = (day.month - 1) // size * size + 1
    n = (month - 1) // size + 1
    name = {"month": f"-{n:02}", "quarter": f"-Q{n}", "half_year": f"-H{n}", "year": ""}[every]
    return Period(every, f"{day.year:04}{name}", date(day.year, month, 1), month_end(day.year, month + size - 1))


def period_named(every: str, name: str) -> Period:
    """The period of a name; a ValueError where it is none of that kind."""
    if (match := _NAME.fullmatch(name)) is None:
        raise ValueError(name)
    year, n = int(match["year"]), int(match["n"] or 1)
    first = date.fromisocalendar(year, n, 1) if every == "week" else date(year, MONTHS[every] * (n - 1) + 1, 1)
    found = period_of(every, first)
    if found.name != name:
        raise ValueError(name)
    return found


def read_pattern(text: str | None, every: str, given_on: date, days: WorkingDays) -> Pattern:
    """The day of each period: "ngày 25", "thứ Sáu", "trước ngày 15 tháng cuối quý", "15/12", "ngày làm việc cuối
    cùng", "trong 10 ngày làm việc đầu quý", or the place in its period of a deadline such as 25/3/2024.

    Nothing, or "cuối quý", is the period's last day. A named day stays on a day off; one that a month lacks is the
    month's last. Raises DateError for what cannot be read.
    """
    if text is None or not key(text):
        return _END
    try:
        phrase = plain(text)
    except ValueError:
        raise DateError(text=text[:60]) from None
    if labelled := fits(LABELS, phrase):
        phrase = labelled["rest"]
    phrase = re.sub(r"(?:^dinh ky |(?:^| )(?:cua )?(?:hang|moi) (?:tuan|thang|quy|6 thang|nam|ky))", "", phrase).strip()
    if not phrase:
        return _END
    for form, allowed, read in _FORMS:
        if every in allowed and (match := fits(form, phrase)):
            try:
                return read(match, days)
            except ValueError:
                raise DateError(text=text[:60]) from None
    return _placed(text, every, given_on, days)


def _placed(text: str, every: str, given_on: date, days: WorkingDays) -> Pattern:
    """The place of a deadline in its own period, in every other."""
    on = read_due(text, given_on, days).on
    if on is None:
        return _END
    period = period_of(every, on)
    if on == period.last:
        return replace(_END, since=on)
    if every == "week":
        return Pattern("recurring-weekday", lambda p: p.first + timedelta(days=on.weekday()), on)
    return replace(_day_of(on.month - period.first.month, on.day), since=on)


def _day_of(month: int, day: int, before: bool = False) -> Pattern:
    """A day of a month of the period, counted from the first (0) or from the last (-1)."""
    if not 1 <= day <= 31:
        raise ValueError(day)

    def within(period: Period) -> date:
        first = add_months(period.first, month) if month >= 0 else period.last.replace(day=1)
        last = month_end(first.year, first.month)
        return first.replace(day=min(day, last.day)) - (_DAY if before else timedelta())

    return Pattern("recurring-day", within)


def _weekday(match: Match, _: WorkingDays) -> Pattern:
    offset = timedelta(days=weekday_number(match["weekday"]))
    before = _DAY if match["before"] else timedelta()
    return Pattern("recurring-weekday", lambda period: period.first + offset - before)


def _day_of_last_month(match: Match, _: WorkingDays) -> Pattern:
    return _day_of(-1, int(match["day"]), bool(match["before"]))


_NTH = {"dau": 0, "dau tien": 0, "thu nhat": 0, "thu hai": 1, "thu 2": 1, "thu ba": 2, "thu 3": 2}


def _day_of_nth_month(match: Match, _: WorkingDays) -> Pattern:
    return _day_of(_NTH.get(match["nth"], -1), int(match["day"]), bool(match["before"]))


def _day_of_year(match: Match, _: WorkingDays) -> Pattern:
    month = number(match["month"])
    if not 1 <= month <= 12 or int(match["day"]) > month_end(2024, month).day:
        raise ValueError(month)
    return _day_of(month - 1, int(match["day"]), bool(match["before"]))


def _last_working_day(_: Match, days: WorkingDays) -> Pattern:
    return Pattern("recurring-working-days", lambda period: days.add(period.last + _DAY, -1))


def _counted(match: Match, days: WorkingDays) -> Pattern:
    """So many days from the period's beginning, its first day counted."""
    n = number(match["n"])
    if n < 1:
        raise ValueError(n)
    if match["working"]:
        return Pattern("recurring-working-days", lambda period: days.add(period.first - _DAY, n))
    return Pattern("recurring-days", lambda period: days.roll(period.first + timedelta(days=n - 1)))


def _end(_: Match, __: WorkingDays) -> Pattern:
    return _END


_END = Pattern("recurring-end", lambda period: period.last)
_BY = "<before>[vao |den |trong |het ]"
_MONTHLY = tuple(MONTHS)
_FORMS: tuple[tuple[str, tuple[str, ...], Callable[[Match, WorkingDays], Pattern]], ...] = (
    (f"{_BY}<weekday>", ("week",), _weekday),
    (f"{_BY}[ngay ]<day>[ cua thang]", _MONTHLY, _day_of_last_month),
    (f"{_BY}[ngay ]<day> [cua ]thang <nth>[ [cua ](quy|ky|nam)]", ("quarter", "half_year", "year"), _day_of_nth_month),
    (f"{_BY}[ngay ]<day>(<sep>| thang )<month>", ("year",), _day_of_year),
    ("[vao |trong ]ngay lam viec cuoi cung[ [cua ](tuan|thang|quy|ky|nam)]", EVERY, _last_working_day),
    ("[trong |trong vong ]<n> ngay<working>[ dau][ [cua ](tuan|thang|quy|ky|nam)]", EVERY, _counted),
    ("[vao |den ](cuoi|het|ngay cuoi cung)[ [cua ](ky|6 thang)]", EVERY, _end),
    ("[vao |den ](cuoi|het|ngay cuoi cung) [cua ]tuan", ("week",), _end),
    ("[vao |den ](cuoi|het|ngay cuoi cung) [cua ]thang", ("month",), _end),
    ("[vao |den ](cuoi|het|ngay cuoi cung) [cua ]quy", ("quarter",), _end),
    ("[vao |den ](cuoi|het|ngay cuoi cung) [cua ]nam", ("year",), _end),
)


def first_period(pattern: Pattern, every: str, given_on: date) -> Period:
    """The first period whose day is not past on the day of the promise, nor before the first one that is named."""
    since = max(given_on, pattern.since or given_on)
    period = period_of(every, since)
    while pattern.within(period) < since:
        period = period.next()
    return period
