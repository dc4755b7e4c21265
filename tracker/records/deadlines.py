"""Reads deadlines with the register's own working days, and remembers where those are not known."""

from datetime import date

from sqlmodel import Session

from tracker.calendar import COUNTED_RULES, Due, read_due
from tracker.queries.calendar import working_days


def read(unit: Session, text: str, given_on: date) -> Due:
    """The deadline that a text sets for a promise of the day. Raises DateError for what cannot be read."""
    days = working_days(unit)
    due = read_due(text, given_on, days)
    if due.on is not None and due.rule in COUNTED_RULES:
        since = min(given_on, due.on) if due.rule.startswith("working") else due.on
        report_unlisted(unit, days.unlisted(since, due.on))
    return due


def report_unlisted(unit: Session, years: tuple[int, ...]) -> None:
    """Remembers years whose days off are not listed, so that the command can say so."""
    unit.info.setdefault("unlisted", set()).update(years)
