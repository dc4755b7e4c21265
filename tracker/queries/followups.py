"""Commitments with what is derived from them at an as-of date. Timeliness is computed here and stored nowhere."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from tracker.models import Commitment, CommitmentEvent, Coordination, Official
from tracker.models.standing import Standing, Timeliness, in_order, standing_on, timeliness
from tracker.queries.choosing import Choice
from tracker.queries.choosing import Question as Question
from tracker.queries.names import by_number
from tracker.queries.naming import Names
from tracker.queries.parts import batches, topics_of
from tracker.queries.urgency import Part


@dataclass(frozen=True, slots=True)
class EventRow:
    """What happened on a day; agencies and officials by name."""

    kind: str
    happened_on: date
    due_on: date | None
    grade: str | None
    note: str | None
    evidence: str | None
    without_evidence: str | None
    agreed_by: str | None
    lead: str | None
    from_lead: str | None
    official: str | None
    from_official: str | None


@dataclass(frozen=True, slots=True)
class FollowupRow:
    """A commitment at an as-of date. The lead is under its name of the day the promise was given; after a transfer, of
    the as-of date."""

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
    official: str | None
    original_lead: str | None
    period: str | None
    events: tuple[EventRow, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        shape: dict[str, Any] = asdict(self)
        del shape["events"]
        shape["uid"] = str(self.uid)
        for name in ("given_on", "due_on", "original_due_on", "done_on"):
            shape[name] = shape[name].isoformat() if shape[name] else None
        return shape | {"coordinating": list(self.coordinating), "topics": list(self.topics)}


COLUMNS = tuple(column.name for column in fields(FollowupRow) if column.name != "events")
"""The names in `FollowupRow.as_json`, in its order."""


COUNTED = 10_000
"""Up to how many more than are shown a list counts."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows that are shown, how many there are in all (counted up to COUNTED beyond them), and the terms of each
    one's urgency where they were asked for, by number."""

    rows: list[FollowupRow]
    total: int
    urgency: dict[int, tuple[Part, ...]] = field(default_factory=dict)


def followups(session: Session, question: Question) -> list[FollowupRow]:
    """The commitments given by the as-of date: open ones by due date, those without one next, closed ones last."""
    return _rows(session, Choice(session, question).rows(), question.as_of)


def listing(session: Session, question: Question, *, explain: bool = False) -> Listing:
    """The same with what a limit left out, and with the urgency of each when it is explained or sorted by."""
    choice = Choice(session, question)
    rows = _rows(session, choice.rows(), question.as_of)
    full = question.limit is not None and len(rows) >= question.limit
    total = choice.count(len(rows) + COUNTED) if full else len(rows)
    wanted = explain or question.sort.endswith("urgency")
    return Listing(rows, total, choice.explained([row.id for row in rows]) if wanted else {})


def followup(session: Session, text: str, as_of: date) -> FollowupRow:
    """One commitment by its number or uid, with its events."""
    row = by_number(session, Commitment, text)
    events = in_order(session.exec(select(CommitmentEvent).where(CommitmentEvent.commitment_id == row.key)))
    return _rows(session, [(row, standing_on(row, events, as_of))], as_of, {row.key: events})[0]


def of_visit(session: Session, visit_id: int, as_of: date) -> list[FollowupRow]:
    """The commitments of one visit in the order they were written."""
    return chosen(session, col(Commitment.visit_id) == visit_id, as_of)


def chosen(session: Session, wanted: ColumnElement[bool], as_of: date) -> list[FollowupRow]:
    """The commitments that a condition on `commitment` chooses, with their events, in the order they were written."""
    rows = session.exec(select(Commitment).where(wanted).order_by(col(Commitment.id))).all()
    events: dict[int, list[CommitmentEvent]] = defaultdict(list)
    for part in batches([row.key for row in rows]):
        for event in session.exec(select(CommitmentEvent).where(col(CommitmentEvent.commitment_id).in_(part))):
            events[event.commitment_id].append(event)
    happened = {number: in_order(listed) for number, listed in events.items()}
    stood = [(row, standing_on(row, happened.get(row.key, ()), as_of)) for row in rows]
    return _rows(session, stood, as_of, happened)


def _rows(
    session: Session,
    found: Sequence[tuple[Commitment, Standing]],
    as_of: date,
    events: dict[int, list[CommitmentEvent]] | None = None,
) -> list[FollowupRow]:
    events = events or {}
    coordinating: dict[int, list[int]] = defaultdict(list)
    for part in batches([row.key for row, _stood in found]):
        for row in session.exec(select(Coordination).where(col(Coordination.commitment_id).in_(part))):
            coordinating[row.commitment_id].append(row.agency_id)
    topics = topics_of(session, (row.visit_id for row, _stood in found))
    happened = [event for listed in events.values() for event in listed]
    agencies = {id_ for row, stood in found for id_ in (row.lead_id, row.counterpart_id, stood.lead_id)}
    agencies |= {id_ for event in happened for id_ in (event.lead_id, event.from_lead_id)}
    officials = {stood.official_id for _row, stood in found}
    officials |= {id_ for event in happened for id_ in (event.official_id, event.from_official_id)}
    said = _Said(
        Names(session, agencies | {id_ for ids in coordinating.values() for id_ in ids}),
        _people(session, officials),
        as_of,
    )
    return [
        said.row(row, stood, coordinating[row.key], topics.get(row.visit_id, ()), events.get(row.key, ()))
        for row, stood in found
    ]


def _people(session: Session, ids: set[int | None]) -> dict[int | None, str]:
    found: dict[int | None, str] = {}
    for part in batches(sorted(id_ for id_ in ids if id_ is not None)):
        for row in session.exec(select(Official).where(col(Official.id).in_(part))):
            found[row.id] = row.full_name
    return found


@dataclass(frozen=True, slots=True)
class _Said:
    """Turns rows into what is shown, with the names that were read for all of them."""

    names: Names
    people: dict[int | None, str]
    as_of: date

    def row(
        self,
        row: Commitment,
        stood: Standing,
        coordinating: Sequence[int],
        topics: tuple[str, ...],
        events: Sequence[CommitmentEvent],
    ) -> FollowupRow:
        day = row.given_on or self.as_of
        lead_day = day if stood.lead_id == row.lead_id else self.as_of
        late, days = timeliness(stood.stage, stood.due_on, stood.done_on, self.as_of)
        return FollowupRow(
            id=row.key,
            uid=row.uid,
            visit=row.visit_id,
            text=row.text,
            lead=self.names.agency(stood.lead_id, lead_day),
            lead_province=self.names.province(stood.lead_id, lead_day),
            coordinating=tuple(name for id_ in coordinating if (name := self.names.agency(id_, day))),
            counterpart=self.names.agency(row.counterpart_id, day),
            grade=stood.grade,
            given_on=row.given_on,
            due_text=row.due_text,
            due_on=stood.due_on,
            original_due_on=row.due_on,
            done_on=stood.done_on,
            stage=stood.stage,
            timeliness=late,
            days_late=days,
            topics=topics,
            official=self.people.get(stood.official_id),
            original_lead=self.names.agency(row.lead_id, day),
            period=row.period,
            events=tuple(self._event(event) for event in events),
        )

    def _event(self, event: CommitmentEvent) -> EventRow:
        day = event.happened_on
        return EventRow(
            kind=event.kind,
            happened_on=day,
            due_on=event.due_on,
            grade=event.grade,
            note=event.note,
            evidence=event.evidence,
            without_evidence=event.without_evidence,
            agreed_by=event.agreed_by,
            lead=self.names.agency(event.lead_id, day),
            from_lead=self.names.agency(event.from_lead_id, day),
            official=self.people.get(event.official_id),
            from_official=self.people.get(event.from_official_id),
        )
