"""Dates: read from Vietnamese words, counted in working days, written as offices write them. Knows no table of ours.

`arithmetic` counts and writes, `working` knows the days off, `phrases` reads one phrase, `reading` is what others call.
"""

from tracker.calendar.arithmetic import Span, add_months, iso, long_date, month_end, quarter, short_date
from tracker.calendar.reading import Due, period, read_date, read_due
from tracker.calendar.working import WorkingDays

__all__ = [
    "Due",
    "Span",
    "WorkingDays",
    "add_months",
    "iso",
    "long_date",
    "month_end",
    "period",
    "quarter",
    "read_date",
    "read_due",
    "short_date",
]
