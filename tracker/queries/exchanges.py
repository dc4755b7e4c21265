"""Who visited whom, as rows for the network: each pair of a visitor and a host at each visit of the scope."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session, col, select

from tracker.i18n import _
from tracker.models import AgencyVersion, Party, Succession, Visit
from tracker.queries.parts import batches, topics_of
from tracker.queries.scope import Scope, conditions
from tracker.queries.units import AS_OF_VISIT, Unit, alive, on, successors, versions

Level = Literal["province", "agency"]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that may be a node: a province, or an agency at its province's seat."""

    id: str
    name: str
    region: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """One visitor and one host at one visit, as ids of places; None: a side without a province, or no known day."""

    visit: int
    visitor: str | None
    host: str | None
    topics: tuple[str, ...]
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Exchanges:
    """The pairs of a scope, the places they name, and the places of the country on the day of the units."""

    pairs: tuple[Pair, ...]
    places: tuple[Place, ...]
    country: tuple[Place, ...]
    first: date | None
    last: date | None


def exchanges(session: Session, scope: Scope, *, level: Level, units: str | date, today: date) -> Exchanges:
    """The pairs of the scope in the units of the visits' days ("as-of-visit") or of another day."""
    day = None if units == AS_OF_VISIT else units if isinstance(units, date) else today
    found = session.exec(
        select(col(Visit.id), col(Visit.started_on)).where(*conditions(session, scope)).order_by(col(Visit.id))
    )
    days = {id_: started for id_, started in found if id_ is not None}
    topics = topics_of(session, days)
    parties: dict[int, list[Party]] = defaultdict(list)
    for part in batches(list(days)):
        for row in session.exec(select(Party).where(col(Party.visit_id).in_(part)).order_by(col(Party.position))):
            parties[row.visit_id].append(row)
    last = max((started for started in days.values() if started), default=today)
    naming = _Provinces(session, day, last) if level == "province" else _Agencies(session, day, last)
    pairs = [
        Pair(visit, naming.place(visitor), naming.place(host), topics.get(visit, ()), days[visit])
        for visit in days
        for visitor in parties[visit]
        if visitor.role == "visitor"
        for host in parties[visit]
        if host.role in ("host", "co_host")
    ]
    country = tuple(
        Place(unit.slug, unit.name, unit.region, unit.lat, unit.lon) for unit in alive(versions(session), day or last)
    )
    first = min((started for started in days.values() if started), default=None)
    return Exchanges(tuple(pairs), naming.named(), country, first, last if days else None)


class _Provinces:
    """Parties as provinces, followed along the mergers to the day (None: as they were)."""

    def __init__(self, session: Session, day: date | None, last: date) -> None:
        self._moved = successors(session, day) if day else {}
        rows = versions(session)
        self._units = on(rows, day or last)
        self._ends = {unit.id: unit.valid_to for unit in rows}
        self._starts = {unit.id: unit.valid_from for unit in reversed(rows)}
        self._used: set[int] = set()

    def place(self, party: Party) -> str | None:
        if party.province_id is None:
            return None
        unit = self._moved.get(party.province_id, party.province_id)
        self._used.add(unit)
        return self._units[unit].slug

    def named(self) -> tuple[Place, ...]:
        units = [self._units[id_] for id_ in self._used]
        names = [unit.name for unit in units]
        places = [
            Place(
                unit.slug,
                self._timed(unit) if names.count(unit.name) > 1 else unit.name,
                unit.region,
                unit.lat,
                unit.lon,
            )
            for unit in units
        ]
        return tuple(sorted(places, key=lambda place: place.id))

    def _timed(self, unit: Unit) -> str:
        """Two units of one name are told apart by their lives."""
        first, last = self._starts[unit.id], self._ends[unit.id]
        if last:
            return _("{name} (until {month})").format(name=unit.name, month=f"{last.month}/{last.year}")
        if first:
            return _("{name} (from {month})").format(name=unit.name, month=f"{first.month}/{first.year}")
        return unit.name


class _Agencies:
    """Parties as agencies, followed along the successions that the register knows."""

    def __init__(self, session: Session, day: date | None, last: date) -> None:
        self._day = day or last
        self._moved: dict[int, int] = {}
        if day:
            rows = session.exec(
                select(Succession.predecessor_id, Succession.successor_id).where(
                    col(Succession.effective_on) <= day,
                    col(Succession.function).is_(None),
                    col(Succession.successor_id).is_not(None),
                )
            ).all()
            self._moved = {old: new for old, new in rows if new is not None}
        self._versions: dict[int, list[AgencyVersion]] = defaultdict(list)
        for row in session.exec(select(AgencyVersion).order_by(col(AgencyVersion.id))):
            self._versions[row.agency_id].append(row)
        self._units = on(versions(session), self._day)
        self._used: dict[str, int] = {}

    def place(self, party: Party) -> str | None:
        agency = party.agency_id
        while agency in self._moved:
            agency = self._moved[agency]
        self._used[f"agency-{agency}"] = agency
        return f"agency-{agency}"

    def named(self) -> tuple[Place, ...]:
        return tuple(self._place(slug, agency) for slug, agency in sorted(self._used.items(), key=lambda i: i[1]))

    def _place(self, slug: str, agency: int) -> Place:
        rows = [row for row in self._versions[agency] if row.valid_from is None or row.valid_from <= self._day]
        row = rows[-1] if rows else self._versions[agency][0]
        unit = self._units.get(row.province_id or 0)
        return Place(
            slug, row.name, unit.region if unit else None, unit.lat if unit else None, unit.lon if unit else None
        )
