"""Who writes a letter: the home agency, the body above it, and the place of its date line."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from tracker.errors import UnknownNameError
from tracker.models import AgencyVersion
from tracker.queries.names import Standard, find_agency
from tracker.queries.naming import Names
from tracker.queries.units import on, versions


@dataclass(frozen=True, slots=True)
class Sender:
    """As the head of a letter says it; what is not known stays empty."""

    name: str = ""
    above: str = ""
    place: str = ""


def sender(session: Session, name: str | None, day: date) -> Sender:
    """The agency of that name on the day. A department of a province stands under its people's committee.

    A name that the register does not know is the sender's all the same; an ambiguous one is refused.
    """
    if not name:
        return Sender()
    try:
        found = find_agency(session, name, day)
    except UnknownNameError:
        return Sender(name)
    units = on(versions(session), day)
    if isinstance(found, Standard):
        unit = next((unit for unit in units.values() if unit.slug == found.province), None)
        return Sender(found.full_name(day), *((_committee(unit.full_name), unit.name) if unit else ()))
    rows = session.exec(
        select(AgencyVersion).where(AgencyVersion.agency_id == found.key).order_by(col(AgencyVersion.id))
    ).all()
    version = next((row for row in reversed(rows) if row.valid_from is None or row.valid_from <= day), rows[0])
    names = Names(session, [found.key, version.parent_id])
    unit = units[version.province_id] if version.province_id is not None else None
    above = names.agency(version.parent_id, day) or (
        _committee(unit.full_name) if unit and version.level == "province" else ""
    )
    return Sender(names.agency(found.key, day) or name, above, unit.name if unit else "")


def _committee(unit: str) -> str:
    """ "Tỉnh Phú Thọ" -> "UBND tỉnh Phú Thọ"."""
    return f"UBND {unit[:1].lower()}{unit[1:]}"
