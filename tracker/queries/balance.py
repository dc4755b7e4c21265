"""Who owes whom between two units, agencies or provinces: visits each way, promises open on both sides, what stuck."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from tracker.calendar import add_months
from tracker.errors import RefusedError, UnknownNameError
from tracker.i18n import _
from tracker.models import AgencyVersion, Citation, Commitment, Party, Source, Visit
from tracker.models.commitment import CLOSED
from tracker.queries.comparing import SAME_WORDS
from tracker.queries.followups import FollowupRow, of_visit
from tracker.queries.names import agencies_matching, provinces_matching
from tracker.queries.parts import batches, topics_of
from tracker.queries.scope import Scope, conditions
from tracker.text import key, one_line

PROVINCE, AGENCY = "province", "agency"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two. `agencies`: those that act for it; `provinces`: its units where it is a province."""

    name: str
    kind: str
    agencies: frozenset[int]
    provinces: frozenset[int] = frozenset()

    def at(self, party: Party) -> bool:
        """Whether the party is of this side."""
        if self.kind == PROVINCE:
            return party.province_id in self.provinces
        return party.agency_id in self.agencies

    def parties(self) -> ColumnElement[bool]:
        """The same as a condition on `party`."""
        if self.kind == PROVINCE:
            return col(Party.province_id).in_(self.provinces)
        return col(Party.agency_id).in_(self.agencies)


@dataclass(frozen=True, slots=True)
class Call:
    """A visit between the two."""

    id: int
    started_on: date | None
    topics: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        return {"id": self.id, "started_on": _iso(self.started_on), "topics": list(self.topics)}


@dataclass(frozen=True, slots=True)
class OneSided:
    """A promise that one of a visit's sources tells and the others, which were read too, do not."""

    visit: int
    commitment: int
    text: str
    told_by: str
    not_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """What stands between A and B. Promises are open; `by_others` are led by neither side, or by nobody yet."""

    a: Side
    b: Side
    as_of: date
    months: int
    scope: Scope
    a_to_b: tuple[Call, ...]
    b_to_a: tuple[Call, ...]
    together: tuple[Call, ...]
    by_a: tuple[FollowupRow, ...]
    by_b: tuple[FollowupRow, ...]
    by_others: tuple[FollowupRow, ...]
    never_firmed: tuple[FollowupRow, ...]
    one_sided: tuple[OneSided, ...]

    def unreturned(self, made: Sequence[Call], other: Sequence[Call]) -> tuple[Call, ...]:
        """The visits made that none the other way followed."""
        last = max((call.started_on for call in other if call.started_on), default=None)
        return tuple(call for call in made if call.started_on and (last is None or call.started_on >= last))

    def as_json(self) -> dict[str, Any]:
        """The shape that scripts rely on: record ids everywhere."""
        return {
            "a": {"name": self.a.name, "kind": self.a.kind},
            "b": {"name": self.b.name, "kind": self.b.kind},
            "as_of": self.as_of.isoformat(),
            "since": _iso(self.scope.since),
            "until": _iso(self.scope.until),
            "visits": {
                name: [call.as_json() for call in calls]
                for name, calls in (("a_to_b", self.a_to_b), ("b_to_a", self.b_to_a), ("together", self.together))
            },
            "unreturned": {
                "a_to_b": [call.id for call in self.unreturned(self.a_to_b, self.b_to_a)],
                "b_to_a": [call.id for call in self.unreturned(self.b_to_a, self.a_to_b)],
            },
            "owed": {
                name: {"ids": [row.id for row in rows], "topics": by_topic(rows)}
                for name, rows in (("by_a", self.by_a), ("by_b", self.by_b), ("by_others", self.by_others))
            },
            "months": self.months,
            "never_firmed": [
                {"id": row.id, "visit": row.visit, "text": row.text, "given_on": _iso(row.given_on)}
                for row in self.never_firmed
            ],
            "one_sided": [
                {
                    "visit": one.visit,
                    "commitment": one.commitment,
                    "text": one.text,
                    "told_by": one.told_by,
                    "not_by": list(one.not_by),
                }
                for one in self.one_sided
            ],
        }


def by_topic(rows: Sequence[FollowupRow]) -> dict[str, list[int]]:
    """The numbers of the promises by the topics of their visits; "" for visits without one."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for topic in row.topics or ("",):
            found[topic].append(row.id)
    return dict(sorted(found.items(), key=lambda pair: (pair[0] == "", pair[0])))


def side(session: Session, text: str) -> Side:
    """The province of the name, of any time, else the agencies that bear it. Refuses a name that means nothing."""
    name = one_line(text)
    try:
        units = provinces_matching(session, name)
    except UnknownNameError:
        return Side(name, AGENCY, frozenset(agencies_matching(session, name)))
    its = session.exec(select(AgencyVersion.agency_id).where(col(AgencyVersion.province_id).in_(units)))
    return Side(name, PROVINCE, frozenset(its), frozenset(units))


def balance(session: Session, one: str, other: str, scope: Scope, *, as_of: date, months: int) -> Balance:
    """What stands between the two at the end of the day, from the visits of the scope."""
    a, b = side(session, one), side(session, other)
    if (a.provinces & b.provinces) or (a.kind == b.kind == AGENCY and a.agencies & b.agencies):
        raise RefusedError(reason=_("“{a}” and “{b}” are the same; name two units.").format(a=a.name, b=b.name))
    seen = replace(scope, until=min(scope.until or as_of, as_of))
    there, back, together = _calls(session, a, b, seen)
    between = {call.id for call in (*there, *back, *together)}
    promises = _promises(session, a, b, seen, between, as_of)
    still = [row for row in promises if row.stage not in CLOSED]
    leads = _leads(session, [row.id for row in still])
    owed: dict[str, list[FollowupRow]] = {"a": [], "b": [], "others": []}
    for row in still:
        owed[_owner(a, b, leads[row.id])].append(row)
    stuck = [
        row for row in still if row.grade == "intention" and row.given_on and add_months(row.given_on, months) <= as_of
    ]
    return Balance(
        a=a,
        b=b,
        as_of=as_of,
        months=months,
        scope=scope,
        a_to_b=tuple(there),
        b_to_a=tuple(back),
        together=tuple(together),
        by_a=tuple(owed["a"]),
        by_b=tuple(owed["b"]),
        by_others=tuple(owed["others"]),
        never_firmed=tuple(stuck),
        one_sided=_one_sided(session, [row for row in promises if row.visit in between]),
    )


def _calls(session: Session, a: Side, b: Side, scope: Scope) -> tuple[list[Call], list[Call], list[Call]]:
    """The visits of A to B, of B to A, and those where both were on one side, by day."""
    visits = session.exec(
        select(Visit)
        .where(
            *conditions(session, scope),
            *(col(Visit.id).in_(select(Party.visit_id).where(its.parties())) for its in (a, b)),
        )
        .order_by(col(Visit.started_on), col(Visit.id))
    ).all()
    parties: dict[int, list[Party]] = defaultdict(list)
    for part in batches([visit.key for visit in visits]):
        for row in session.exec(select(Party).where(col(Party.visit_id).in_(part))):
            parties[row.visit_id].append(row)
    topics = topics_of(session, parties)
    there: list[Call] = []
    back: list[Call] = []
    together: list[Call] = []
    for visit in visits:
        call = Call(visit.key, visit.started_on, topics.get(visit.key, ()))
        came = [its for its in (a, b) if any(its.at(p) for p in parties[visit.key] if p.role == "visitor")]
        hosted = [its for its in (a, b) if any(its.at(p) for p in parties[visit.key] if p.role in ("host", "co_host"))]
        made, returned = a in came and b in hosted, b in came and a in hosted
        there += [call] * made
        back += [call] * returned
        together += [call] * (not made and not returned)
    return there, back, together


def _promises(
    session: Session, a: Side, b: Side, scope: Scope, between: Collection[int], as_of: date
) -> list[FollowupRow]:
    """The promises of the visits between the two, and those that one made to the other at any visit of the scope."""
    found: dict[int, set[int] | None] = dict.fromkeys(between)
    for debtor, creditor in ((a, b), (b, a)):
        for id_, visit in session.exec(
            select(col(Commitment.id), col(Commitment.visit_id))
            .join(Visit)
            .where(
                *conditions(session, scope),
                col(Commitment.current_lead_id).in_(debtor.agencies),
                col(Commitment.counterpart_id).in_(creditor.agencies),
            )
        ):
            if id_ is not None and (chosen := found.setdefault(visit, set())) is not None:
                chosen.add(id_)
    rows = []
    for visit, chosen in sorted(found.items()):
        for row in of_visit(session, visit, as_of):
            if (chosen is None or row.id in chosen) and (row.given_on is None or row.given_on <= as_of):
                rows.append(row)
    return sorted(rows, key=lambda row: (row.due_on is None, row.due_on or date.max, row.id))


def _leads(session: Session, ids: Sequence[int]) -> dict[int, tuple[int | None, int | None]]:
    """The lead now and the first lead of each promise."""
    found: dict[int, tuple[int | None, int | None]] = {}
    for part in batches(ids):
        for row in session.exec(select(Commitment).where(col(Commitment.id).in_(part))):
            found[row.key] = (row.current_lead_id, row.lead_id)
    return found


def _owner(a: Side, b: Side, leads: tuple[int | None, int | None]) -> str:
    """The side of the lead; of the first lead where it was handed to an agency of neither side."""
    for lead in leads:
        if lead in a.agencies and lead not in b.agencies:
            return "a"
        if lead in b.agencies and lead not in a.agencies:
            return "b"
    return "others"


def _one_sided(session: Session, rows: Sequence[FollowupRow]) -> tuple[OneSided, ...]:
    """The promises that just one of a visit's sources tells, where two or more of them were read."""
    papers = _papers(session, {row.visit for row in rows})
    found = []
    for row in rows:
        read = papers.get(row.visit, [])
        telling = [paper for paper in read if paper.tells(row.text)]
        if len(read) > 1 and len(telling) == 1:
            others = tuple(paper.name for paper in read if paper is not telling[0])
            found.append(OneSided(row.visit, row.id, row.text, telling[0].name, others))
    return tuple(sorted(found, key=lambda one: (one.visit, one.commitment)))


@dataclass(frozen=True, slots=True)
class _Paper:
    """A source that was read: its words, folded, and those that were read as promises."""

    name: str
    words: str
    promises: tuple[str, ...]

    def tells(self, promise: str) -> bool:
        from rapidfuzz import fuzz

        wanted = key(promise)
        if wanted in self.words:
            return True
        return any(fuzz.token_set_ratio(wanted, quote) >= SAME_WORDS for quote in self.promises)


def _papers(session: Session, visits: set[int]) -> dict[int, list[_Paper]]:
    """The sources of each visit that have a text or quotations."""
    found: dict[int, list[_Paper]] = defaultdict(list)
    for part in batches(sorted(visits)):
        rows = session.exec(
            select(col(Visit.id), Citation, Source)
            .join(Citation, col(Citation.record_uid) == col(Visit.uid))
            .join(Source, col(Source.id) == col(Citation.source_id))
            .where(col(Visit.id).in_(part))
            .order_by(col(Source.id), col(Citation.id))
        ).all()
        sources = {(visit, source.key): source for visit, _citation, source in rows if visit is not None}
        quotes: dict[tuple[int, int], list[str]] = defaultdict(list)
        for visit, citation, source in rows:
            if visit is not None and (citation.field or "").startswith("commitments"):
                quotes[visit, source.key].append(key(citation.quote or ""))
        for (visit, number), source in sources.items():
            if source.text or quotes[visit, number]:
                name = source.title or source.number or source.url or _("source {id}").format(id=source.key)
                found[visit].append(_Paper(name, key(source.text or ""), tuple(quotes[visit, number])))
    return found
