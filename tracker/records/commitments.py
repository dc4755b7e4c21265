"""Writes commitments. What happens to them later is written by `following`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from tracker.calendar import WorkingDays, read_due, short_date
from tracker.errors import DateError, RefusedError
from tracker.i18n import _
from tracker.models import Commitment, Coordination, Visit
from tracker.models.commitment import GRADES
from tracker.models.standing import settle
from tracker.queries.names import find_official
from tracker.records import agencies
from tracker.text import one_line


@dataclass(frozen=True, slots=True)
class NewCommitment:
    """A promise. `due`: the deadline as people say it; `due_on`: its day where that is already known; `official`: who
    is in charge of it; `sheet_key`: the identity of the row of a sheet it comes from.

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
    due_on, rule = _due(new, given_on)
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
        due_on=due_on,
        due_rule=rule,
        official_id=find_official(unit, new.official).key if new.official else None,
        sheet_key=new.sheet_key,
    )
    settle(row, ())
    unit.add(row)
    unit.flush()
    coordinating = dict.fromkeys(_agency_id(unit, name, given_on) for name in new.coordinating)
    unit.add_all(Coordination(commitment_id=row.key, agency_id=id_) for id_ in coordinating if id_ is not None)
    unit.flush()
    return row


def _due(new: NewCommitment, given_on: date | None) -> tuple[date | None, str | None]:
    """The due date and the rule that it was read by."""
    if new.due_on is not None or not new.due:
        return new.due_on, None
    try:
        due = read_due(new.due, given_on or date.today(), WorkingDays.shipped())  # noqa: DTZ011 -- a local day is meant
    except DateError:
        if new.as_printed:
            return None, None
        raise
    return due.on, due.rule


def _agency_id(unit: Session, name: str | None, day: date | None) -> int | None:
    if not name:
        return None
    return agencies.obtain(unit, name, day or date.today()).key  # noqa: DTZ011 -- a local day is meant
