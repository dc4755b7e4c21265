"""Dates, deadlines and periods as an officer types them. What cannot be read is a DateError, never a guess."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from tracker.calendar.arithmetic import Span, add_months
from tracker.calendar.phrases import (
    LONGEST,
    Match,
    Stretch,
    fits,
    number,
    plain,
    read_stretch,
    this_one,
    weekday_number,
)
from tracker.calendar.working import WorkingDays
from tracker.errors import DateError
from tracker.text import fold, one_line

FIRST_YEAR, LAST_YEAR = 1945, 2100
COUNTED_RULES = (
    *("working-days", "working-hours", "calendar-period", "hours"),
    *("recurring-working-days", "recurring-days"),
)
"""The rules whose day depends on which days are worked."""
WORKING_HOURS = 8
"""Hours of a working day (Labour Code 2019, article 105)."""
SHOWN = 60
"""Characters of an unreadable text that the error repeats."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline. `text`: as it was said, on one line; `on`: its last day, None for one that has none.

    `rule`: the ASCII id of the rule that read it: no-time-limit, regularly, recurring, working-days, calendar-period,
    hours, working-hours, by-hour, by-weekday, before-weekday, or by-… and before-… with what is named: day, week,
    month, half-of-month, quarter, part-of-year, year, years, range, start-of-…, middle-of-…, end-of-….
    """

    text: str
    on: date | None
    rule: str


def read_date(text: str, today: date, days: WorkingDays | None = None) -> date:
    """The day that a text names, seen from `today`; `days` counts "+10 ngày làm việc" (by default the shipped list).

    A day, month or quarter without a year is the one in this year, past or to come. Two digits are a year from 2000.
    Raises DateError for what is no single day, does not exist, or lies outside 1945 to 2100.
    """

    def read(phrase: str) -> date:
        if match := fits(_SHIFT, phrase):
            n = number(match["n"])
            return _shift(today, -n if phrase.startswith("-") else n, match["unit"] or "d", days)
        first, last = read_stretch(phrase, today).span(today.year)
        if first != last:
            raise ValueError(phrase)
        return _supported(first)

    return _refusing(text, read)


def counts_working_days(text: str) -> bool:
    """Whether a text speaks of working days, so that reading it needs to know them."""
    return len(text) <= LONGEST and "lam viec" in fold(one_line(text))


def read_due(text: str, given_on: date, days: WorkingDays) -> Due:
    """The deadline that a text sets, for a promise given on a day.

    A day or period without a year is the next whose deadline is on or after `given_on`; 29/2 must be in that year or
    the next one. A counted period does not count its first day (Civil Code 2015, article 147), and in calendar units it
    rolls from a day off to the next working day (article 148, clause 5). A date that is said, and the end of a month,
    quarter or year, is kept as said even on a day off: it is no counted period. Hours count from the end of the day of
    the promise, whose hour nobody wrote down: 24 are a day (article 146), 8 of work a working day. A period
    counted from an event that has no date ("kể từ ngày ký") is a DateError, as is all that cannot be read.
    """

    def read(phrase: str) -> Due:
        if labelled := fits(LABELS, phrase):
            phrase = labelled["rest"]
        for name, form, reader in DUE_RULES:
            if match := fits(form, phrase):
                on, kind = reader(match, given_on, days)
                if on is not None:
                    _supported(on)
                return Due(one_line(text), on, "-".join(filter(None, (name, kind))))
        raise ValueError(phrase)

    return _refusing(text, read)


def period(text: str, today: date) -> Span:
    """The first and last day that a text names, both included: a month, quarter, part of a year, year, range or day.

    Without a year it is the one in this year. Raises DateError for what cannot be read.
    """

    def read(phrase: str) -> Span:
        first, last = read_stretch(phrase, today).span(today.year)
        return _supported(first), _supported(last)

    return _refusing(text, read)


def _refusing(text: str, read: Callable[[str], T]) -> T:
    try:
        return read(plain(text))
    except (ValueError, OverflowError):
        shown = one_line(text[: 2 * SHOWN])
        raise DateError(text=shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…") from None


def _supported(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day)
    return day


def _coming(stretch: Stretch, given_on: date, deadline: Callable[[Span], date]) -> date:
    """The deadline in the year that is said, otherwise the first on or after `given_on`, at most a year ahead."""
    if stretch.year is not None:
        return deadline(stretch.span(stretch.year))
    for year in (given_on.year, given_on.year + 1):
        try:
            on = deadline(stretch.within(year))
        except ValueError:  # 29/2, or a weekday that is not the date's
            continue
        if on >= given_on:
            return on
    raise ValueError(stretch.kind)


_SHIFT = "(+|-)<n>[ ?<unit>]"


def _shift(day: date, n: int, unit: str, days: WorkingDays | None) -> date:
    if unit == "ngay lam viec":
        return _supported((days or WorkingDays.shipped()).add(day, n))
    if unit in ("gio", "h") or unit.endswith("lam viec"):
        raise ValueError(unit)
    if unit in ("thang", "m", "nam", "y"):
        return _supported(add_months(day, n * (12 if unit in ("nam", "y") else 1)))
    return _supported(day + timedelta(days=n * (7 if unit in ("tuan", "w") else 1)))


LABELS = (
    "(([trong ]thoi (han|gian)|han chot|han cuoi|han|hoan (thanh|tat)|thuc hien|xong|gui|nop|trinh|bao cao"
    "|(cham|muon|tre) nhat|khong qua|khong (cham|muon|tre) hon)[ la][ ?:] )*<rest>"
)
DueReader = Callable[[Match, date, WorkingDays], tuple[date | None, str]]


def _no_day(_: Match, __: date, ___: WorkingDays) -> tuple[None, str]:
    return None, ""


def _working_days(match: Match, given_on: date, days: WorkingDays) -> tuple[date, str]:
    return days.add(_start(match, given_on), _count(match)), ""


def _calendar_period(match: Match, given_on: date, days: WorkingDays) -> tuple[date, str]:
    return days.roll(_shift(_start(match, given_on), _count(match), match["unit"], days)), ""


def _half(match: Match, given_on: date, days: WorkingDays) -> tuple[date, str]:
    """Half a month is 15 days, half a year 6 months (Civil Code 2015, article 146)."""
    n, unit = (15, "d") if match["half"] == "thang" else (6, "m")
    return days.roll(_shift(_start(match, given_on), n, unit, days)), ""


def _hours(match: Match, given_on: date, days: WorkingDays) -> tuple[date, str]:
    return days.roll(_shift(_start(match, given_on), -(-_count(match) // 24), "d", days)), ""


def _working_hours(match: Match, given_on: date, days: WorkingDays) -> tuple[date, str]:
    return days.add(_start(match, given_on), -(-_count(match) // WORKING_HOURS)), ""


def _weekday_to_come(match: Match, given_on: date, _: WorkingDays) -> tuple[date, str]:
    """The first such day of the week whose deadline is not past."""
    before = timedelta(days=1 if match["before"] else 0)
    first = given_on + before
    return first + timedelta(
        days=(weekday_number(match["weekday"]) - first.weekday()) % 7
    ) - before, "before-weekday" if match["before"] else "by-weekday"


def _plus_days(match: Match, given_on: date, days: WorkingDays) -> tuple[date, str]:
    return days.roll(_shift(given_on, _count(match), "d", days)), ""


def _count(match: Match) -> int:
    n = number(match["n"])
    if n < 1:
        raise ValueError(n)
    return n


def _start(match: Match, given_on: date) -> date:
    """The day a period is counted from: the one said (without a year, in the promise's), or the day of the promise."""
    if match["rest"] is None:
        return given_on
    first, last = read_stretch(match["rest"], given_on).span(given_on.year)
    if first != last:
        raise ValueError(match["rest"])
    return first


def _by_hour(match: Match, given_on: date, _: WorkingDays) -> tuple[date, str]:
    """An hour is on its day, except the midnight that begins it."""
    hour = int(match["hour"])
    if hour > 24:
        raise ValueError(hour)
    stretch = read_stretch(match["rest"], given_on)
    if stretch.kind != "day":
        raise ValueError(stretch.kind)
    return _coming(stretch, given_on, lambda span: span[0] if hour else _eve(span)), ""


def _before(match: Match, given_on: date, _: WorkingDays) -> tuple[date, str]:
    stretch = read_stretch(match["rest"], given_on)
    return _coming(stretch, given_on, _eve), stretch.kind


def _by(match: Match, given_on: date, _: WorkingDays) -> tuple[date, str]:
    stretch = read_stretch(this_one(match["rest"]) if match["by"] else match["rest"], given_on)
    return _coming(stretch, given_on, lambda span: span[1]), stretch.kind


def _eve(span: Span) -> date:
    return span[0] - timedelta(days=1)


_IN = "[trong vong |trong |sau |+]"
_SINCE = "[ nua| toi| sau][ (ke tu|tinh tu|tu) <rest>]"
DUE_RULES: tuple[tuple[str, str, DueReader], ...] = (
    ("no-time-limit", "(khong (co |xac dinh |quy dinh )?(thoi han|han dinh|han)|vo thoi han)", _no_day),
    ("regularly", "thuong xuyen[( va)? lien tuc]", _no_day),
    ("recurring", "[dinh ky |thuong xuyen ]hang (nam|quy|thang|tuan|ngay)", _no_day),
    ("working-days", f"{_IN}<n> ngay lam viec{_SINCE}", _working_days),
    ("working-hours", f"{_IN}<n> ?(gio|h) lam viec{_SINCE}", _working_hours),
    ("hours", f"{_IN}<n> ?(gio|h){_SINCE}", _hours),
    ("calendar-period", f"{_IN}<n> ?<unit>{_SINCE}", _calendar_period),
    ("calendar-period", f"{_IN}nua <half>{_SINCE}", _half),
    ("calendar-period", "+<n>", _plus_days),
    ("by-hour", "[truoc |den |vao ][luc ]<hour> <rest>", _by_hour),
    ("by", "<before the end><rest>", _by),
    ("by", "truoc (hoac|va) <by><rest>", _by),
    ("", "<weekday to come>", _weekday_to_come),
    ("before", "truoc <rest>", _before),
    ("by", "<by><rest>", _by),
)
