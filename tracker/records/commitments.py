"""Writes commitments. What happens to them later is written by `following`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from tracker.calendar import short_date
from tracker.errors import DateError, RefusedError, UsageError
from tracker.i18n import _
from tracker.models import Commitment, Coordination, Visit
from tracker.models.commitment import GRADES
from tracker.models.standing import settle
from tracker.queries.names import find_official
from tracker.records import agencies, deadlines, series
from tracker.text import one_line


@dataclass(frozen=True, slots=True)
class NewCommitment:
    """A promise. `due`: the deadline as people say it; `due_on`: its day where that is already known; `official`: who
    is in charge of it; `sheet_key`: the identity of the row of a sheet it comes from. `every`: it comes again each
    week, month, quarter, half_year or year, `until` a day; then `due` is its day in each period.

    `as_printed`: the words come from a source, so that a deadline that cannot be read is kept without a day.
    """

    text: str
    grade: str = "agreed"
    lead: str | None = None
    coordinating: Sequence[str] = ()
    counterpart: str | None = None
    due: str | None = None
    due_on: date | None = None
    given_on: date | None = None
    official: str | None = None
    sheet_key: str | None = None
    every: str | None = None
    until: date | None = None
    as_printed: bool = False


def add(unit: Session, visit: Visit, new: NewCommitment) -> Commitment:
    """Writes a commitment of the visit; the day it was given is the visit's unless said otherwise."""
    text = one_line(new.text)
    if not text:
        raise RefusedError(reason=_("A commitment needs a text that says what was promised."))
    if new.grade not in GRADES:
        raise RefusedError(
            reason=_("“{value}” is no grade; it is one of: {all}.").format(value=new.grade, all=", ".join(GRADES))
        )
    given_on = new.given_on or visit.ended_on or visit.started_on
    dated = _dated(unit, new, given_on)
    due_on = dated["due_on"]
    if due_on and given_on and due_on < given_on:
        raise RefusedError(
            reason=_("The due date {due} is before the day it was promised, {given}.").format(
                due=short_date(due_on), given=short_date(given_on)
            )
        )
    row = Commitment(
        visit_id=visit.key,
        text=text,
        lead_id=_agency_id(unit, new.lead, given_on),
        counterpart_id=_agency_id(unit, new.counterpart, given_on),
        grade=new.grade,
        given_on=given_on,
        due_text=one_line(new.due) if new.due else None,
        official_id=find_official(unit, new.official).key if new.official else None,
        sheet_key=new.sheet_key,
        **dated,
    )
    settle(row, ())
    unit.add(row)
    unit.flush()
    coordinating = dict.fromkeys(_agency_id(unit, name, given_on) for name in new.coordinating)
    unit.add_all(Coordination(commitment_id=row.key, agency_id=id_) for id_ in coordinating if id_ is not None)
    unit.flush()
    return row


def _dated(unit: Session, new: NewCommitment, given_on: date | None) -> dict[str, Any]:
    """The columns that say when it is due, and how it comes again."""
    if new.every is not None:
        return series.start(unit, every=new.every, until=new.until, due=new.due, given_on=given_on)
    if new.until:
        raise UsageError(reason=_("--until ends what recurs; say how often with --every."))
    due_on, rule = _due(unit, new, given_on)
    return {"due_on": due_on, "due_rule": rule}


def _due(unit: Session, new: NewCommitment, given_on: date | None) -> tuple[date | None, str | None]:
    """The due date and the rule that it was read by; a day that was known keeps the rule only where both agree."""
    if not new.due:
        return new.due_on, None
    try:
        due = deadlines.read(unit, new.due, given_on or date.today())  # noqa: DTZ011 -- a local day is meant
    except DateError:
        if new.as_printed or new.due_on:
            return new.due_on, None
        raise
    if new.due_on is not None:
        return new.due_on, due.rule if due.on == new.due_on else None
    return due.on, due.rule


def _agency_id(unit: Session, name: str | None, day: date | None) -> int | None:
    if not name:
        return None
    return agencies.obtain(unit, name, day or date.today()).key  # noqa: DTZ011 -- a local day is meant
