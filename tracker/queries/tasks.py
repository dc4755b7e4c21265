"""What the import and the export of task sheets ask of the register."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from tracker.gazetteer.names import province_key, read_agency
from tracker.models import Citation, Commitment, CommitmentEvent, Party, Source, Visit
from tracker.queries.naming import Names
from tracker.queries.parts import batches


@dataclass(frozen=True, slots=True)
class Guest:
    """An agency at a visit: its number, the departments that its name may mean, and its province as `province_key`."""

    agency_id: int
    departments: frozenset[str]
    name: str
    province: str | None


@dataclass(frozen=True, slots=True)
class Met:
    """A visit and who was at it."""

    id: int
    started_on: date | None
    ended_on: date | None
    guests: tuple[Guest, ...]


def visits_on(session: Session, day: date) -> list[Met]:
    """The visits that the day belongs to, cancelled ones left out."""
    last = func.coalesce(col(Visit.ended_on), col(Visit.started_on))
    rows = session.exec(
        select(Visit)
        .where(col(Visit.started_on) <= day, last >= day, Visit.status != "cancelled")
        .order_by(col(Visit.id))
    ).all()
    return _met(session, rows)


def met(session: Session, visit: Visit) -> Met:
    """Who was at a visit."""
    return _met(session, [visit])[0]


def _met(session: Session, visits: Sequence[Visit]) -> list[Met]:
    parties = [
        row
        for part in batches([visit.key for visit in visits])
        for row in session.exec(select(Party).where(col(Party.visit_id).in_(part)).order_by(col(Party.position)))
    ]
    names = Names(session, (row.agency_id for row in parties)) if parties else None
    days = {visit.key: visit.started_on for visit in visits}
    guests: dict[int, list[Guest]] = defaultdict(list)
    for row in parties:
        assert names is not None
        name = names.agency(row.agency_id, days[row.visit_id]) or row.printed_name
        place = names.unit(row.province_id, days[row.visit_id]) if row.province_id else None
        departments = frozenset(read_agency(name).department_names)
        guests[row.visit_id].append(Guest(row.agency_id, departments, name, province_key(place) if place else None))
    return [Met(visit.key, visit.started_on, visit.ended_on, tuple(guests[visit.key])) for visit in visits]


def by_uid(session: Session, uid: str) -> Commitment | None:
    """The commitment of a whole uid."""
    try:
        wanted = uuid.UUID(uid)
    except ValueError:
        return None
    return session.exec(select(Commitment).where(Commitment.uid == wanted)).first()


def by_sheet_key(session: Session, sheet_key: str) -> Commitment | None:
    """The commitment that was imported from the row of that key."""
    return session.exec(select(Commitment).where(Commitment.sheet_key == sheet_key)).first()


def source_numbered(session: Session, number: str) -> Source | None:
    """The first paper of that number."""
    return session.exec(select(Source).where(Source.number == number).order_by(col(Source.id)).limit(1)).first()


def papers_of(session: Session, uids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """The numbers of the papers by which each commitment was given."""
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    for part in batches(list(uids)):
        for uid, number in session.exec(
            select(Citation.record_uid, Source.number)
            .join(Source, col(Source.id) == col(Citation.source_id))
            .where(
                col(Citation.record_uid).in_(part),
                Citation.record_table == "commitment",
                col(Citation.field).is_(None),
                col(Source.number).is_not(None),
            )
            .order_by(col(Citation.id))
        ):
            found[uid].append(number or "")
    return found


def events_by(session: Session, ids: Iterable[int], as_of: date) -> dict[int, list[CommitmentEvent]]:
    """What had happened to each commitment by the day, oldest first."""
    found: dict[int, list[CommitmentEvent]] = defaultdict(list)
    for part in batches(list(ids)):
        for event in session.exec(
            select(CommitmentEvent)
            .where(col(CommitmentEvent.commitment_id).in_(part), col(CommitmentEvent.happened_on) <= as_of)
            .order_by(col(CommitmentEvent.happened_on), col(CommitmentEvent.id))
        ):
            found[event.commitment_id].append(event)
    return found


def days_of(session: Session, ids: Iterable[int]) -> dict[int, date | None]:
    """The first day of each visit."""
    found: dict[int, date | None] = {}
    for part in batches(sorted(set(ids))):
        for id_, day in session.exec(select(col(Visit.id), col(Visit.started_on)).where(col(Visit.id).in_(part))):
            if id_ is not None:
                found[id_] = day
    return found
