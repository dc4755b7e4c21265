"""Commitments with what is derived from them at an as-of date. Timeliness is computed here and stored nowhere."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlmodel import Session, col, select

from tracker.models import Commitment, CommitmentEvent, Coordination, Visit
from tracker.queries.names import by_number
from tracker.queries.naming import Names
from tracker.queries.parts import batches, topics_of
from tracker.queries.scope import Scope, commitment_conditions

Timeliness = Literal["in_time", "overdue", "done_on_time", "done_late", "no_due_date"]
_NOT_DUE = frozenset({"cancelled", "suspended"})


@dataclass(frozen=True, slots=True)
class State:
    """A commitment as it stood on a day: `due_on` is the date in force then, `done_on` None while it was open."""

    stage: str
    grade: str
    due_on: date | None
    done_on: date | None
    timeliness: Timeliness
    days_late: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """What happened on a day."""

    kind: str
    happened_on: date
    due_on: date | None
    note: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class FollowupRow:
    """A commitment at an as-of date; agencies under their names of the day it was given."""

    id: int
    uid: UUID
    visit: int
    text: str
    lead: str | None
    lead_province: str | None
    coordinating: tuple[str, ...]
    counterpart: str | None
    grade: str
    given_on: date | None
    due_text: str | None
    due_on: date | None
    original_due_on: date | None
    done_on: date | None
    stage: str
    timeliness: Timeliness
    days_late: int
    topics: tuple[str, ...]
    events: tuple[EventRow, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        shape: dict[str, Any] = asdict(self)
        del shape["events"]
        shape["uid"] = str(self.uid)
        for name in ("given_on", "due_on", "original_due_on", "done_on"):
            shape[name] = shape[name].isoformat() if shape[name] else None
        return shape | {"coordinating": list(self.coordinating), "topics": list(self.topics)}


COLUMNS = tuple(field.name for field in fields(FollowupRow) if field.name != "events")
"""The names in `FollowupRow.as_json`, in its order."""


def state_on(row: Commitment, events: Iterable[CommitmentEvent], as_of: date) -> State:
    """How the commitment stood at the end of the day, from its original facts and the events up to then."""
    stage, grade, due_on, done_on = "not_started", row.grade, row.due_on, None
    for event in sorted(events, key=lambda e: (e.happened_on, e.id or 0)):
        if event.happened_on > as_of:
            break
        if event.kind == "extension":
            due_on = event.due_on
        elif event.kind == "firmed" and event.grade:
            grade = event.grade
        elif event.kind == "done":
            stage, done_on = "done", event.happened_on
        elif event.kind in ("suspended", "cancelled"):
            stage = event.kind
        elif event.kind == "reopened" or (event.kind == "progress" and stage == "not_started"):
            stage, done_on = "in_progress", None
    timeliness, days_late = _timeliness(stage, due_on, done_on, as_of)
    return State(stage, grade, due_on, done_on, timeliness, days_late)


def _timeliness(stage: str, due_on: date | None, done_on: date | None, as_of: date) -> tuple[Timeliness, int]:
    if due_on is None:
        return "no_due_date", 0
    if done_on is not None:
        late = (done_on - due_on).days
        return ("done_late", late) if late > 0 else ("done_on_time", 0)
    late = 0 if stage in _NOT_DUE else (as_of - due_on).days
    return ("overdue", late) if late > 0 else ("in_time", 0)


def followups(
    session: Session, scope: Scope, *, as_of: date, lead: str | None = None, overdue: bool = False
) -> list[FollowupRow]:
    """The commitments given by the as-of date: the most overdue first, then by due date, those without one last."""
    conditions = commitment_conditions(session, scope, lead=lead)
    found = session.exec(
        select(Commitment)
        .join(Visit)
        .where(*conditions, col(Commitment.given_on).is_(None) | (col(Commitment.given_on) <= as_of))
        .order_by(col(Commitment.id))
    ).all()
    rows = _rows(session, found, as_of)
    if overdue:
        rows = [row for row in rows if row.timeliness == "overdue"]
    return sorted(rows, key=lambda row: (row.stage in ("done", "cancelled"), row.due_on or date.max, row.id))


def followup(session: Session, text: str, as_of: date) -> FollowupRow:
    """One commitment by its number or uid, with its events."""
    found = by_number(session, Commitment, text)
    return _rows(session, [found], as_of)[0]


def of_visit(session: Session, visit_id: int, as_of: date) -> list[FollowupRow]:
    """The commitments of one visit in the order they were written."""
    found = session.exec(select(Commitment).where(Commitment.visit_id == visit_id).order_by(col(Commitment.id))).all()
    return _rows(session, found, as_of)


def _rows(session: Session, found: Sequence[Commitment], as_of: date) -> list[FollowupRow]:
    ids = [row.key for row in found]
    events: dict[int, list[CommitmentEvent]] = defaultdict(list)
    coordinating: dict[int, list[int]] = defaultdict(list)
    for part in batches(ids):
        for event in session.exec(select(CommitmentEvent).where(col(CommitmentEvent.commitment_id).in_(part))):
            events[event.commitment_id].append(event)
        for row in session.exec(select(Coordination).where(col(Coordination.commitment_id).in_(part))):
            coordinating[row.commitment_id].append(row.agency_id)
    topics = topics_of(session, (row.visit_id for row in found))
    agencies = {row.lead_id for row in found} | {row.counterpart_id for row in found}
    names = Names(session, agencies | {id_ for ids_ in coordinating.values() for id_ in ids_})
    return [
        _row(row, events[row.key], coordinating[row.key], topics.get(row.visit_id, ()), names, as_of) for row in found
    ]


def _row(
    row: Commitment,
    events: list[CommitmentEvent],
    coordinating: list[int],
    topics: tuple[str, ...],
    names: Names,
    as_of: date,
) -> FollowupRow:
    state = state_on(row, events, as_of)
    day = row.given_on or as_of
    return FollowupRow(
        id=row.key,
        uid=row.uid,
        visit=row.visit_id,
        text=row.text,
        lead=names.agency(row.lead_id, day),
        lead_province=names.province(row.lead_id, day),
        coordinating=tuple(name for id_ in coordinating if (name := names.agency(id_, day))),
        counterpart=names.agency(row.counterpart_id, day),
        grade=state.grade,
        given_on=row.given_on,
        due_text=row.due_text,
        due_on=state.due_on,
        original_due_on=row.due_on,
        done_on=state.done_on,
        stage=state.stage,
        timeliness=state.timeliness,
        days_late=state.days_late,
        topics=topics,
        events=tuple(
            EventRow(event.kind, event.happened_on, event.due_on, event.note, event.evidence)
            for event in sorted(events, key=lambda e: (e.happened_on, e.id or 0))
        ),
    )
