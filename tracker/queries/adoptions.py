"""What visits led to: the decisions of one visit, and how much came of visits by host, topic or visitor."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import product
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from tracker.models import Adoption, Party, Topic, Visit
from tracker.queries.names import find_topic
from tracker.queries.naming import Names
from tracker.queries.parts import batches, topics_of
from tracker.queries.scope import Scope, conditions
from tracker.text import sort_key

BY = ("host", "topic", "visitor")


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    """A decision with its day, or why nothing was adopted; the agency under its name of that day."""

    id: int
    uid: UUID
    topic: str | None
    agency: str | None
    commitment: int | None
    title: str | None
    decision: str | None
    decided_on: date | None
    not_adopted_because: str | None
    source: str | None

    def as_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        return asdict(self) | {
            "uid": str(self.uid),
            "decided_on": self.decided_on.isoformat() if self.decided_on else None,
        }


def of_visit(session: Session, visit_id: int) -> list[AdoptionRow]:
    """What came of a visit, in the order it was written down."""
    rows = session.exec(select(Adoption).where(Adoption.visit_id == visit_id).order_by(col(Adoption.id))).all()
    names = Names(session, (row.agency_id for row in rows)) if rows else None
    slugs = _slugs(session) if rows else {}
    return [
        AdoptionRow(
            id=row.key,
            uid=row.uid,
            topic=slugs.get(row.topic_id),
            agency=names.agency(row.agency_id, row.decided_on) if names else None,
            commitment=row.commitment_id,
            title=row.title,
            decision=row.decision,
            decided_on=row.decided_on,
            not_adopted_because=row.not_adopted_because,
            source=row.source,
        )
        for row in rows
    ]


def _slugs(session: Session) -> dict[int | None, str]:
    return {row.id: row.slug for row in session.exec(select(Topic))}


@dataclass(frozen=True, slots=True)
class Named:
    """What visits are counted by: a topic's slug, or an agency (with its number) under its last name."""

    name: str
    agency_id: int | None = None


NONE = Named("")
"""A visit without a topic."""


@dataclass(slots=True)
class YieldRow:
    """Visits of one host, topic or visitor (or of a pair of them), and what came of them."""

    key: tuple[Named, ...]
    visits: set[int] = field(default_factory=set)
    adopted: set[int] = field(default_factory=set)
    not_adopted: set[int] = field(default_factory=set)
    decisions: int = 0

    @property
    def share(self) -> float:
        """The share of the visits that something came of."""
        return round(len(self.adopted) / len(self.visits), 4)

    def count(self, visit: int, outcomes: Sequence[Adoption]) -> None:
        """Counts a visit with what came of it."""
        decided = sum(one.decision is not None for one in outcomes)
        self.visits.add(visit)
        self.decisions += decided
        if outcomes:
            (self.adopted if decided else self.not_adopted).add(visit)

    def as_json(self, by: Sequence[str]) -> dict[str, Any]:
        """The shape that scripts rely on."""
        named: dict[str, Any] = {}
        for name, value in zip(by, self.key, strict=True):
            named |= {name: value.name} | ({} if name == "topic" else {f"{name}_id": value.agency_id})
        return named | {
            "visits": len(self.visits),
            "adopted": len(self.adopted),
            "decisions": self.decisions,
            "not_adopted": len(self.not_adopted),
            "share": self.share,
            "visit_ids": sorted(self.visits),
            "adopted_ids": sorted(self.adopted),
            "not_adopted_ids": sorted(self.not_adopted),
        }


def yields(session: Session, scope: Scope, by: Sequence[str]) -> list[YieldRow]:
    """A row for each of what it is counted by, the most visited first. A topic's row counts only what came of that
    topic; a visit counts as not adopted where that was said and nothing was adopted."""
    ids = [id_ for id_ in session.exec(select(col(Visit.id)).where(*conditions(session, scope))) if id_ is not None]
    only = find_topic(session, scope.topic).slug if scope.topic else None
    slugs = _slugs(session)
    topics = {visit: [slug for slug in its if only in (None, slug)] for visit, its in topics_of(session, ids).items()}
    outcomes: dict[int, list[Adoption]] = defaultdict(list)
    parties: dict[int, list[Party]] = defaultdict(list)
    for part in batches(ids):
        for adoption in session.exec(select(Adoption).where(col(Adoption.visit_id).in_(part))):
            if only in (None, slugs.get(adoption.topic_id)):
                outcomes[adoption.visit_id].append(adoption)
        for party in session.exec(select(Party).where(col(Party.visit_id).in_(part)).order_by(col(Party.position))):
            parties[party.visit_id].append(party)
    names = Names(session, (party.agency_id for listed in parties.values() for party in listed))
    rows: dict[tuple[Named, ...], YieldRow] = {}
    for visit in ids:
        named = {
            "host": _named(names, parties[visit], ("host", "co_host")),
            "visitor": _named(names, parties[visit], ("visitor",)),
            "topic": [Named(slug) for slug in topics.get(visit, ())],
        }
        for key in product(*(named[name] or [NONE] for name in by)):
            topic = dict(zip(by, key, strict=True)).get("topic")
            its = [one for one in outcomes[visit] if topic is None or slugs.get(one.topic_id, "") == topic.name]
            rows.setdefault(key, YieldRow(key)).count(visit, its)
    return sorted(rows.values(), key=lambda row: (-len(row.visits), *(sort_key(its.name) for its in row.key)))


def _named(names: Names, parties: Sequence[Party], roles: Sequence[str]) -> list[Named]:
    return [
        Named(names.agency(party.agency_id, None) or party.printed_name, party.agency_id)
        for party in parties
        if party.role in roles
    ]


def decisions_by_visit(session: Session, topic_id: int) -> dict[int, int]:
    """Visit -> adopted decisions on the topic, or on none in particular."""
    rows = session.exec(
        select(Adoption.visit_id, func.count())
        .where(
            col(Adoption.decision).is_not(None), (col(Adoption.topic_id) == topic_id) | col(Adoption.topic_id).is_(None)
        )
        .group_by(col(Adoption.visit_id))
    )
    return dict(rows.all())
