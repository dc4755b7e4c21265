"""Whether a visit that someone tells of is in the register already: by its days and by who met whom."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from tracker.errors import AmbiguousNameError, UnknownNameError
from tracker.gazetteer.names import province_of_day, read_agency
from tracker.models import Agency, Official, Participation, Party, Province, Visit
from tracker.queries import followups
from tracker.queries.comparing import Facts, FigureFact, OfficialFact, PromiseFact
from tracker.queries.names import find_agency
from tracker.queries.visits import visit
from tracker.text import key

# How near two sides are: the same agency; one of the same kind in the same province; only the same province.
_AGENCY, _KIND, _PROVINCE, _NOTHING = 3, 2, 1, 0
_SURE = {(3, 3): 0.95, (2, 3): 0.85, (2, 2): 0.75, (1, 3): 0.6}
_REASONS = {(3, 3): "same_agencies", (2, 3): "same_kinds", (2, 2): "same_kinds", (1, 3): "same_provinces"}


@dataclass(frozen=True, slots=True)
class Sought:
    """A visit as someone tells of it. Parties are (name as written, its province if that is said)."""

    first: date
    last: date | None
    visitors: tuple[tuple[str, str | None], ...]
    hosts: tuple[tuple[str, str | None], ...]
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LikeVisit:
    """A visit of the register that is likely the one sought. `reasons`: short codes; `sure`: from 0 to 1.

    `turned`: the register has the visitors of the one sought as hosts.
    """

    id: int
    uid: UUID
    started_on: date
    reasons: tuple[str, ...]
    sure: float
    turned: bool

    def as_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        return {"id": self.id, "uid": str(self.uid), "reasons": list(self.reasons), "sure": self.sure}


@dataclass(frozen=True, slots=True)
class _Body:
    """A party to be matched. `agency`: its number in the register; `kind`: what sort of body it is, folded."""

    agency: int | None
    kind: frozenset[str]
    province: str | None


def like_visits(session: Session, sought: Sought) -> tuple[LikeVisit, ...]:
    """The visits of the same days, or of the day before or after, between the same two; the surest first."""
    last = sought.last or sought.first
    ended = func.coalesce(Visit.ended_on, Visit.started_on)
    near = session.exec(
        select(Visit).where(
            Visit.status != "cancelled",
            col(Visit.started_on) <= _shifted(last, 1),
            ended >= _shifted(sought.first, -1),
        )
    ).all()
    guests = [_written(session, *one, sought.first) for one in sought.visitors]
    home = [_written(session, *one, sought.first) for one in sought.hosts]
    bodies = _bodies(session, [row.key for row in near])
    people = _people(session, [row.key for row in near])
    names = {key(name) for name in sought.people}
    found = [
        like
        for row in near
        if (like := _like(row, sought, guests, home, bodies[row.key], len(names & people[row.key]))) is not None
    ]
    return tuple(sorted(found, key=lambda one: (-one.sure, abs(one.started_on - sought.first), one.id)))


def facts_of(session: Session, number: int) -> Facts:
    """What the register has of a visit, to be compared."""
    whole = visit(session, str(number))
    promises = followups.of_visit(session, number, whole.row.started_on or date.min)
    return Facts(
        first=whole.row.started_on,
        last=whole.row.ended_on,
        place=whole.place,
        direction=whole.direction,
        visitors=tuple(party.agency for party in whole.row.visitors),
        hosts=tuple(party.agency for party in whole.row.hosts),
        officials=tuple(OfficialFact(one.name, one.post, one.side) for one in whole.participants),
        topics=whole.row.topics,
        promises=tuple(
            PromiseFact(one.text, one.grade, one.lead, one.original_due_on.isoformat() if one.original_due_on else None)
            for one in promises
        ),
        figures=tuple(FigureFact(one.name, one.province, one.value, one.rank, one.rank_of) for one in whole.figures),
    )


def _shifted(day: date, by: int) -> date:
    return day + timedelta(by) if date.min < day < date.max else day


def _written(session: Session, name: str, province: str | None, day: date) -> _Body:
    """A party by its name as written, resolved to an agency of the register where it means just one."""
    read = read_agency(name)
    unit = province_of_day(read.province or province or "", day) if read.province or province else None
    try:
        agency = find_agency(session, name, day)
    except (UnknownNameError, AmbiguousNameError):
        agency = None
    number = agency.id if isinstance(agency, Agency) else None
    return _Body(number, _kind(name), unit.slug if unit else None)


def _kind(name: str) -> frozenset[str]:
    """Equal for two bodies of one sort in different places: the department, else the words before the province."""
    read = read_agency(name)
    if read.rest:
        return frozenset({" ".join((*read.department_names[:1], read.rest))})
    return frozenset(read.department_names)


def _bodies(session: Session, visits: Sequence[int]) -> dict[int, dict[str, list[_Body]]]:
    """The parties of the visits by side."""
    found: dict[int, dict[str, list[_Body]]] = defaultdict(lambda: defaultdict(list))
    rows = session.exec(
        select(Party, Agency.standard, Province.slug)
        .join(Agency, col(Agency.id) == col(Party.agency_id))
        .join(Province, col(Province.id) == col(Party.province_id), isouter=True)
        .where(col(Party.visit_id).in_(visits))
    )
    for party, standard, slug in rows:
        kind = frozenset({standard.partition("@")[0]}) if standard else _kind(party.printed_name)
        side = "visitor" if party.role in ("visitor", "observer") else "host"
        found[party.visit_id][side].append(_Body(party.agency_id, kind, slug))
    return found


def _people(session: Session, visits: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = session.exec(
        select(Participation.visit_id, Official.folded).join(Official).where(col(Participation.visit_id).in_(visits))
    )
    for number, folded in rows:
        found[number].add(folded)
    return found


def _like(
    row: Visit, sought: Sought, guests: list[_Body], home: list[_Body], sides: dict[str, list[_Body]], common: int
) -> LikeVisit | None:
    straight = _pair(guests, home, sides["visitor"], sides["host"])
    turned = _pair(guests, home, sides["host"], sides["visitor"])
    near = max(straight, turned, key=sum)
    sure = _SURE.get(near, 0.6 if min(near) >= _PROVINCE and common else 0.0)
    assert row.started_on is not None
    day = _day_reason(row.started_on, row.ended_on or row.started_on, sought)
    if not sure or (day == "adjacent_day" and min(near) < _KIND):
        return None
    reasons = [day, _REASONS.get(near, "same_provinces")]
    if turned > straight and sum(turned) > sum(straight):
        reasons.append("sides_turned")
        sure -= 0.1
    if common:
        reasons.append("officials_in_common")
        sure = min(0.98, sure + 0.1)
    sure -= {"same_day": 0.0, "overlapping_days": 0.05, "adjacent_day": 0.2}[day]
    return LikeVisit(row.key, row.uid, row.started_on, tuple(reasons), round(sure, 2), "sides_turned" in reasons)


def _day_reason(first: date, last: date, sought: Sought) -> str:
    if first == sought.first:
        return "same_day"
    return "overlapping_days" if first <= (sought.last or sought.first) and last >= sought.first else "adjacent_day"


def _pair(guests: list[_Body], home: list[_Body], visitors: list[_Body], hosts: list[_Body]) -> tuple[int, int]:
    """How near the two sides are, the less near first."""
    one, other = sorted((_nearness(guests, visitors), _nearness(home, hosts)))
    return one, other


def _nearness(some: Iterable[_Body], others: Sequence[_Body]) -> int:
    best = _NOTHING
    for one in some:
        for other in others:
            if one.agency is not None and one.agency == other.agency:
                return _AGENCY
            if one.province and one.province == other.province:
                best = max(best, _KIND if one.kind & other.kind else _PROVINCE)
    return best
