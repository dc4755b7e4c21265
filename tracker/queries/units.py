"""Which unit a province of one day is on another: forward along the mergers."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from tracker.models import Province, ProvinceSuccession, ProvinceVersion

AS_OF_VISIT = "as-of-visit"


@dataclass(frozen=True, slots=True)
class Unit:
    """A province-level unit under one of its names. Days inclusive; None: open."""

    id: int
    slug: str
    name: str
    full_name: str
    kind: str
    code: str
    region: str
    seat: str | None
    lat: float | None
    lon: float | None
    valid_from: date | None
    valid_to: date | None
    source: str


def versions(session: Session) -> list[Unit]:
    """Every version of every unit, by slug and time."""
    rows = session.exec(select(Province, ProvinceVersion).join(ProvinceVersion)).all()
    units = [
        Unit(
            id=province.key,
            slug=province.slug,
            **{name: getattr(version, name) for name in Unit.__slots__ if name not in ("id", "slug")},
        )
        for province, version in rows
    ]
    return sorted(units, key=lambda unit: (unit.slug, unit.valid_from or date.min))


def on(units: list[Unit], day: date | None) -> dict[int, Unit]:
    """The version of each unit in force on the day, else its last one before or first one after (None: its last)."""
    found: dict[int, Unit] = {}
    for unit in units:
        if unit.id not in found or day is None or unit.valid_from is None or unit.valid_from <= day:
            found[unit.id] = unit
    return found


def alive(units: list[Unit], day: date) -> list[Unit]:
    """The units of the day: 63 before 2025-07-01, 34 since."""
    return [
        unit
        for unit in units
        if (unit.valid_from is None or unit.valid_from <= day) and (unit.valid_to is None or day <= unit.valid_to)
    ]


def successors(session: Session, day: date) -> dict[int, int]:
    """For every unit that had gone over into another by the day: into which (followed to the end)."""
    rows = session.exec(
        select(ProvinceSuccession.predecessor_id, ProvinceSuccession.successor_id).where(
            col(ProvinceSuccession.effective_on) <= day
        )
    ).all()
    step = dict(rows)
    found = {}
    for start in step:
        end = start
        while end in step:
            end = step[end]
        found[start] = end
    return found


@dataclass(frozen=True, slots=True)
class Merger:
    """One unit going into another, by slugs."""

    predecessor: str
    successor: str
    effective_on: date
    deed: str


def mergers(session: Session) -> list[Merger]:
    """All of them, by day and names."""
    slugs = {row.key: row.slug for row in session.exec(select(Province))}
    rows = [
        Merger(slugs[row.predecessor_id], slugs[row.successor_id], row.effective_on, row.deed)
        for row in session.exec(select(ProvinceSuccession))
    ]
    return sorted(rows, key=lambda row: (row.effective_on, row.successor, row.predecessor))
