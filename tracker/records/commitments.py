"""Writes commitments and what happens to them. The original due date is never overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from tracker.calendar import WorkingDays, read_due, short_date
from tracker.errors import DateError, RefusedError
from tracker.i18n import _
from tracker.models import Commitment, CommitmentEvent, Coordination, Visit
from tracker.models.commitment import GRADES
from tracker.records import agencies
from tracker.text import one_line


@dataclass(frozen=True, slots=True)
class NewCommitment:
    """A promise. `due`: the deadline as people say it; `due_on`: its day where that is already known.

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
    )
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


def extend(
    unit: Session, row: Commitment, *, to: date, reason: str, on: date, today: date, agreed_by: str | None = None
) -> None:
    """A new due date with its reason; the original stays."""
    _refuse_closed(row)
    _refuse_day(unit, row, on, today, after=("extension",))
    if not one_line(reason):
        raise RefusedError(reason=_("An extension needs a reason (--reason)."))
    current = current_due(unit, row)
    if current and to <= current:
        raise RefusedError(
            reason=_("The new date {to} is not after the one in force, {current}.").format(
                to=short_date(to), current=short_date(current)
            )
        )
    _event(unit, row, "extension", on, due_on=to, note=reason, agreed_by=agreed_by)


def current_due(unit: Session, row: Commitment) -> date | None:
    """The due date in force: of the last extension, else the original."""
    latest = unit.exec(
        select(CommitmentEvent)
        .where(CommitmentEvent.commitment_id == row.key, CommitmentEvent.kind == "extension")
        .order_by(col(CommitmentEvent.happened_on).desc(), col(CommitmentEvent.id).desc())
        .limit(1)
    ).first()
    return latest.due_on if latest else row.due_on


def done(unit: Session, row: Commitment, *, on: date, evidence: str | None, today: date) -> None:
    """Marks a commitment as fulfilled on a day that is not in the future and not before it was given."""
    _refuse_closed(row)
    _refuse_day(unit, row, on, today, after=("reopened",))
    _event(unit, row, "done", on, evidence=evidence)
    row.stage = "done"
    unit.add(row)
    unit.flush()


def reopen(unit: Session, row: Commitment, *, on: date, reason: str, today: date) -> None:
    """Takes "done" or "cancelled" back, with a reason."""
    if row.stage not in ("done", "cancelled"):
        raise RefusedError(reason=_("Commitment {id} is open already.").format(id=row.key))
    if not one_line(reason):
        raise RefusedError(reason=_("Opening it again needs a reason (--reason)."))
    _refuse_day(unit, row, on, today, after=("done", "cancelled"))
    _event(unit, row, "reopened", on, note=reason)
    row.stage = "in_progress"
    unit.add(row)
    unit.flush()


def note(unit: Session, row: Commitment, *, text: str, on: date, today: date) -> None:
    """Writes progress down."""
    if not one_line(text):
        raise RefusedError(reason=_("A note needs a text."))
    _refuse_day(unit, row, on, today)
    _event(unit, row, "progress", on, note=text)
    if row.stage == "not_started":
        row.stage = "in_progress"
        unit.add(row)
    unit.flush()


def _refuse_closed(row: Commitment) -> None:
    if row.stage in ("done", "cancelled"):
        raise RefusedError(
            reason=_("Commitment {id} is closed; “tracker followup reopen {id}” opens it again.").format(id=row.key)
        )


def _refuse_day(unit: Session, row: Commitment, on: date, today: date, *, after: Sequence[str] = ()) -> None:
    """Refuses a day that has not come, one before the promise, and one before what it follows (kinds of events)."""
    if on > today:
        raise RefusedError(
            reason=_("{day} is in the future; write down what happened on a day that has come.").format(
                day=short_date(on)
            )
        )
    if row.given_on and on < row.given_on:
        raise RefusedError(
            reason=_("{day} is before the promise was given, {given}.").format(
                day=short_date(on), given=short_date(row.given_on)
            )
        )
    events = select(col(CommitmentEvent.happened_on)).where(
        CommitmentEvent.commitment_id == row.key, col(CommitmentEvent.kind).in_(after)
    )
    last = max(unit.exec(events), default=on)
    if on < last:
        raise RefusedError(
            reason=_("{day} is before what it follows, of {last}.").format(day=short_date(on), last=short_date(last))
        )


def _event(
    unit: Session,
    row: Commitment,
    kind: str,
    on: date,
    *,
    due_on: date | None = None,
    note: str | None = None,
    evidence: str | None = None,
    agreed_by: str | None = None,
) -> None:
    unit.add(
        CommitmentEvent(
            commitment_id=row.key,
            kind=kind,
            happened_on=on,
            due_on=due_on,
            note=one_line(note) if note else None,
            evidence=one_line(evidence) if evidence else None,
            agreed_by=one_line(agreed_by) if agreed_by else None,
        )
    )
    unit.flush()
