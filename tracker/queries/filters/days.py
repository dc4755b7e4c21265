"""The days that a date in a filter names, counted from the day that the list is drawn for."""

import re
from datetime import date, timedelta

from tracker.calendar import Span, add_months, period, read_date
from tracker.errors import DateError
from tracker.text import fold, one_line

_COUNT = re.compile(r"(?P<n>\d{1,4}) ?(?P<unit>d|w|m|y|ngay|tuan|thang|nam)")
_DAYS = {"d": 1, "ngay": 1, "w": 7, "tuan": 7}
_MONTHS = {"m": 1, "thang": 1, "y": 12, "nam": 12}
AHEAD = ("due", "original")
"""Keys of which "7d" means the seven days to come; of the others it means those that were."""


def span(key: str, text: str, today: date) -> Span:
    """First and last day, both included: of a day, a month, quarter or year, "1/1/2024..31/3/2024", or "7d"."""
    if found := _COUNT.fullmatch(fold(one_line(text))):
        return _counted(key, int(found["n"]), found["unit"], today, text)
    if ".." in text:
        first, _dots, last = (part.strip() for part in text.partition(".."))
        days = (_one(first, today)[0] if first else date.min, _one(last, today)[1] if last else date.max)
        if days[0] > days[1]:
            raise DateError(text=text)
        return days
    return _one(text, today)


def _one(text: str, today: date) -> Span:
    """A day such as "30/6/2024", "hôm nay" and "-6m", else a stretch of days such as "quý II"."""
    try:
        return (day := read_date(text, today)), day
    except DateError:
        return period(text, today)


def _counted(key: str, n: int, unit: str, today: date, text: str) -> Span:
    try:
        away = n if key in AHEAD else -n
        other = add_months(today, away * _MONTHS[unit]) if unit in _MONTHS else today + timedelta(away * _DAYS[unit])
    except (ValueError, OverflowError):
        raise DateError(text=text) from None
    return (today, other) if key in AHEAD else (other, today)
