"""Visits as frozen rows: the list, and one visit whole."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from tracker.models import (
    Citation,
    Commitment,
    Indicator,
    Official,
    Participation,
    Party,
    Source,
    Visit,
)
from tracker.queries.names import by_number
from tracker.queries.naming import Names
from tracker.queries.parts import batches, topics_of
from tracker.queries.scope import Scope, conditions
from tracker.queries.units import on, versions


@dataclass(frozen=True, slots=True)
class PartyRow:
    """An agency under its official name of the day, and as printed, with its province of that day."""

    agency_id: int
    agency: str
    printed: str
    province: str | None
    role: str

    def as_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        return {"agency": self.agency, "province": self.province}


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A line of the list of visits."""

    id: int
    uid: UUID
    started_on: date | None
    ended_on: date | None
    status: str
    title: str | None
    visitors: tuple[PartyRow, ...]
    hosts: tuple[PartyRow, ...]
    topics: tuple[str, ...]
    officials: int
    commitments: int

    def as_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        return {
            "id": self.id,
            "uid": str(self.uid),
            "started_on": self.started_on.isoformat() if self.started_on else None,
            "ended_on": self.ended_on.isoformat() if self.ended_on else None,
            "status": self.status,
            "title": self.title,
            "visitors": [party.as_json() for party in self.visitors],
            "hosts": [party.as_json() for party in self.hosts],
            "topics": list(self.topics),
            "officials": self.officials,
            "commitments": self.commitments,
        }


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A person at a visit, in the order of protocol."""

    official_id: int
    name: str
    post: str | None
    side: Literal["host", "visitor", "other"]
    role: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A paper that a visit rests on."""

    kind: str
    title: str | None
    url: str | None
    issued_on: date | None
    number: str | None


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """The words that a field was read from. `source`: which of the visit's papers they stand in, the first being 1."""

    field: str
    quote: str
    start: int | None
    end: int | None
    source: int


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure claimed at the visit."""

    name: str
    province: str | None
    value: float | None
    unit: str | None
    rank: int | None
    rank_of: int | None


@dataclass(frozen=True, slots=True)
class VisitWhole:
    """One visit with everything in it."""

    row: VisitRow
    place: str | None
    purpose: str | None
    mode: str
    direction: str
    headcount: int | None
    participants: tuple[ParticipantRow, ...]
    figures: tuple[FigureRow, ...]
    sources: tuple[SourceRow, ...]
    quotes: tuple[QuoteRow, ...]

    def as_json(self) -> dict[str, Any]:
        """The list's shape and what is more."""

        def plain(row: Any) -> dict[str, Any]:
            return {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(row).items()}

        return self.row.as_json() | {
            "place": self.place,
            "purpose": self.purpose,
            "mode": self.mode,
            "direction": self.direction,
            "headcount": self.headcount,
            "participants": [plain(row) for row in self.participants],
            "indicators": [plain(row) for row in self.figures],
            "sources": [plain(row) for row in self.sources],
            "quotes": [plain(row) for row in self.quotes],
        }


def visits(session: Session, scope: Scope) -> list[VisitRow]:
    """The visits of the scope, newest first."""
    found = session.exec(
        select(Visit).where(*conditions(session, scope)).order_by(col(Visit.started_on).desc(), col(Visit.id).desc())
    ).all()
    return _rows(session, found)


def numbered(session: Session, ids: Iterable[int]) -> dict[int, VisitRow]:
    """The visits of these numbers, by number."""
    found: dict[int, VisitRow] = {}
    for part in batches(sorted(set(ids))):
        rows = session.exec(select(Visit).where(col(Visit.id).in_(part))).all()
        found |= {row.id: row for row in _rows(session, rows)}
    return found


def visit(session: Session, text: str) -> VisitWhole:
    """One visit by its number or uid."""
    found = by_number(session, Visit, text)
    (row,) = _rows(session, [found])
    return VisitWhole(
        row=row,
        place=found.place,
        purpose=found.purpose,
        mode=found.mode,
        direction=found.direction,
        headcount=found.headcount,
        participants=_participants(session, found.key),
        figures=_figures(session, found),
        sources=sources_of(session, [found.uid]).get(found.key, ()),
        quotes=_quotes(session, found.uid),
    )


def _rows(session: Session, found: Sequence[Visit]) -> list[VisitRow]:
    ids = [row.key for row in found]
    parties = _parties(session, found)
    topics = topics_of(session, ids)
    people = _counts(session, Participation.visit_id, ids)
    promises = _counts(session, Commitment.visit_id, ids)
    return [
        VisitRow(
            id=row.key,
            uid=row.uid,
            started_on=row.started_on,
            ended_on=row.ended_on,
            status=row.status,
            title=row.title,
            visitors=tuple(p for p in parties[row.key] if p.role in ("visitor", "observer")),
            hosts=tuple(p for p in parties[row.key] if p.role in ("host", "co_host")),
            topics=topics.get(row.key, ()),
            officials=people.get(row.key, 0),
            commitments=promises.get(row.key, 0),
        )
        for row in found
    ]


def _parties(session: Session, found: Sequence[Visit]) -> dict[int, list[PartyRow]]:
    days = {row.key: row.started_on for row in found}
    rows = [
        row
        for part in batches(list(days))
        for row in session.exec(select(Party).where(col(Party.visit_id).in_(part)).order_by(col(Party.position)))
    ]
    names = Names(session, (row.agency_id for row in rows))
    parties: dict[int, list[PartyRow]] = defaultdict(list)
    for row in rows:
        day = days[row.visit_id]
        province = names.unit(row.province_id, day) if row.province_id is not None else None
        name = names.agency(row.agency_id, day) or row.printed_name
        parties[row.visit_id].append(PartyRow(row.agency_id, name, row.printed_name, province, row.role))
    return parties


def _counts(session: Session, column: Any, ids: list[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for part in batches(ids):
        found.update(session.exec(select(column, func.count()).where(column.in_(part)).group_by(column)).all())
    return found


def _participants(session: Session, visit_id: int) -> tuple[ParticipantRow, ...]:
    rows = session.exec(
        select(Participation, Official)
        .join(Official)
        .where(Participation.visit_id == visit_id)
        .order_by(col(Participation.protocol_order))
    ).all()
    return tuple(
        ParticipantRow(person.key, person.full_name, row.printed_post, row.side, row.role)  # type: ignore[arg-type]
        for row, person in rows
    )


def _figures(session: Session, found: Visit) -> tuple[FigureRow, ...]:
    units = on(versions(session), found.started_on)
    rows = session.exec(select(Indicator).where(Indicator.visit_id == found.key).order_by(col(Indicator.id)))
    return tuple(
        FigureRow(
            row.name,
            units[row.province_id].name if row.province_id else None,
            row.value,
            row.unit,
            row.rank,
            row.rank_of,
        )
        for row in rows
    )


def sources_of(session: Session, uids: Sequence[UUID]) -> dict[int, tuple[SourceRow, ...]]:
    """The papers that each visit rests on, by the visit's number."""
    found: dict[int, list[SourceRow]] = defaultdict(list)
    for part in batches(uids):
        rows = session.exec(
            select(col(Visit.id), Source)
            .join(Citation, col(Citation.record_uid) == col(Visit.uid))
            .join(Source, col(Source.id) == col(Citation.source_id))
            .where(col(Visit.uid).in_(part), col(Citation.field).is_(None))
            .order_by(col(Source.id))
        )
        for visit, row in rows:
            if visit is not None:
                found[visit].append(SourceRow(row.kind, row.title, row.url, row.issued_on, row.number))
    return {visit: tuple(rows) for visit, rows in found.items()}


def _quotes(session: Session, uid: UUID) -> tuple[QuoteRow, ...]:
    rows = session.exec(
        select(Citation).where(Citation.record_uid == uid, col(Citation.field).is_not(None)).order_by(col(Citation.id))
    ).all()
    papers = {source: n for n, source in enumerate(sorted({row.source_id for row in rows}), start=1)}
    return tuple(
        QuoteRow(row.field or "", row.quote or "", row.quote_start, row.quote_end, papers[row.source_id])
        for row in rows
    )


def logged_as(session: Session, known_by: str) -> int | None:
    """The number of the visit that was read from the note of this digest; a cancelled one does not count."""
    return session.exec(
        select(Visit.id)
        .join(Citation, col(Citation.record_uid) == col(Visit.uid))
        .join(Source, col(Source.id) == col(Citation.source_id))
        .where(Source.sha256 == known_by, Visit.status != "cancelled")
        .limit(1)
    ).first()
