"""Months, quarters and weeks as days, and the three ways a day is written. Reads no text and no file."""

from calendar import monthrange
from datetime import date, timedelta
from typing import TypeAlias

Span: TypeAlias = tuple[date, date]
"""The first and the last day of a stretch of the calendar, both included."""


def month_end(year: int, month: int) -> date:
    """The last day of a month (1 to 12); another month is a ValueError."""
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> Span:
    """The months `first` to `last` (1 to 12) of one year."""
    return date(year, first, 1), month_end(year, last)


def quarter(day: date) -> Span:
    """The quarter of the year that holds the day."""
    first = (day.month - 1) // 3 * 3 + 1
    return months(day.year, first, first + 2)


def week(day: date) -> Span:
    """Monday to Sunday of the week that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def add_months(day: date, n: int) -> date:
    """The corresponding day `n` months later (earlier if negative), or that month's last day where there is none.

    So a period in months ends by the Civil Code 2015, article 148: 31/1 and one month is 28/2 or 29/2.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    last = month_end(year, month + 1)
    return last.replace(day=min(day.day, last.day))


def iso(day: date) -> str:
    """2024-02-22: for files and scripts."""
    return day.isoformat()


def short_date(day: date) -> str:
    """22/02/2024: for tables and the terminal."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def long_date(day: date) -> str:
    """The date line of an official document: "ngày 05 tháng 3 năm 2024".

    Decree 30/2020, Appendix I: days below 10 and only months 1 and 2 take a leading zero.
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
