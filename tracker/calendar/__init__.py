"""Dates: read from Vietnamese words, counted in working days, written as offices write them. Knows no table of ours.

`arithmetic` counts and writes, `working` knows the days off, `phrases` reads one phrase, `reading` is what others call.
"""

from tracker.calendar.arithmetic import Span, add_months, iso, long_date, month_end, quarter, short_date
from tracker.calendar.reading import COUNTED_RULES, Due, counts_working_days, period, read_date, read_due
from tracker.calendar.working import ListedDay, WorkingDays, listed

__all__ = [
    "COUNTED_RULES",
    "Due",
    "ListedDay",
    "Span",
    "WorkingDays",
    "add_months",
    "counts_working_days",
    "iso",
    "listed",
    "long_date",
    "month_end",
    "period",
    "quarter",
    "read_date",
    "read_due",
    "short_date",
]
