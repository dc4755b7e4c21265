"""Writes agencies: typical ones from the shipped facts, others as given."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from tracker.errors import RefusedError
from tracker.gazetteer import names as gazetteer
from tracker.i18n import _
from tracker.models import Agency, AgencyVersion, Alias, Province, shared_uid
from tracker.queries.names import LONGEST_NAME, Standard, find_agency
from tracker.text import key, one_line


@dataclass(frozen=True, slots=True)
class Spell:
    """A span of days under one name (both inclusive; None: open)."""

    name: str
    short_name: str
    first: date | None
    last: date | None


def obtain(unit: Session, text: str, day: date) -> Agency:
    """The agency meant on the day; a typical one is written down from the shipped facts and reported as added."""
    found = find_agency(unit, text, day)
    if isinstance(found, Agency):
        return found
    agency = add_standard(unit, found)
    report_added(unit, version_on(unit, agency.key, day).name)
    return agency


def report_added(unit: Session, name: str) -> None:
    """Remembers what an operation wrote down beside what was asked for, so that the command can say so."""
    unit.info.setdefault("added", []).append(name)


def add_standard(unit: Session, standard: Standard) -> Agency:
    """Writes a typical department with its versions: its own time cut by the times of its province."""
    kind = standard.department
    agency = Agency(uid=shared_uid("agency", standard.slug), standard=standard.slug, source=kind.source)
    unit.add(agency)
    unit.flush()
    province_id = None
    if standard.province:
        province_id = unit.exec(select(Province.id).where(Province.slug == standard.province)).one()
    spells = _spells(standard)
    for spell in spells:
        unit.add(
            AgencyVersion(
                agency_id=agency.key,
                name=spell.name,
                short_name=spell.short_name,
                province_id=province_id,
                level=kind.level,
                sector=kind.sector or None,
                valid_from=spell.first,
                valid_to=spell.last,
            )
        )
    _add_aliases(unit, agency, [name for spell in spells for name in (spell.name, spell.short_name)])
    unit.flush()
    return agency


def _spells(standard: Standard) -> list[Spell]:
    kind = standard.department
    if standard.province is None:
        return [Spell(kind.name, kind.short_name, kind.valid_from, kind.valid_to)]
    spells: list[Spell] = []
    for row in gazetteer.province_versions(standard.province):
        first = max((d for d in (row.valid_from, kind.valid_from) if d), default=None)
        last = min((d for d in (row.valid_to, kind.valid_to) if d), default=None)
        if first and last and first > last:
            continue
        spell = Spell(kind.full_name(row), kind.short(row), first, last)
        if spells and spells[-1].name == spell.name:
            spells[-1] = replace(spells[-1], last=last)
        else:
            spells.append(spell)
    return spells


def add_agency(
    unit: Session,
    name: str,
    *,
    source: str,
    short_name: str | None = None,
    province: Province | None = None,
    level: str | None = None,
    parent: Agency | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Agency:
    """Writes an agency that is not among the typical ones. Refuses a name that is taken in the same time."""
    name, source = _checked(name), one_line(source)
    if not source:
        raise RefusedError(reason=_("Say where it is known from with --source: a deed or an address."))
    if valid_from and valid_to and valid_to < valid_from:
        raise RefusedError(reason=_("The agency ends before it begins; look at --since and --until."))
    folded = gazetteer.agency_key(name)
    taken = unit.exec(select(Alias.agency_id).where(Alias.folded == folded).limit(1)).first()
    if taken is not None:
        raise RefusedError(
            reason=_("“{name}” is already in the register as agency {id}; see “tracker agency show {id}”.").format(
                name=name, id=taken
            )
        )
    agency = Agency(source=source)
    unit.add(agency)
    unit.flush()
    unit.add(
        AgencyVersion(
            agency_id=agency.key,
            name=name,
            short_name=_checked(short_name) if short_name else None,
            province_id=province.id if province else None,
            parent_id=parent.id if parent else None,
            level=level or gazetteer.level_of(name) or ("province" if province else "central"),
            valid_from=valid_from,
            valid_to=valid_to,
        )
    )
    _add_aliases(unit, agency, [name, short_name])
    unit.flush()
    return agency


def add_alias(unit: Session, agency: Agency, name: str) -> None:
    """Another way to write the agency's name."""
    name = _checked(name)
    if not key(name):
        raise RefusedError(reason=_("“{name}” has no letter or digit to be found by.").format(name=name))
    _add_aliases(unit, agency, [name])
    unit.flush()


def remove_alias(unit: Session, agency: Agency, name: str) -> None:
    """Takes a spelling back. Refuses one that the agency does not have."""
    rows = unit.exec(select(Alias).where(Alias.agency_id == agency.key)).all()
    wanted = [row for row in rows if key(row.name) == key(name)]
    if not wanted:
        raise RefusedError(reason=_("Agency {id} is not written “{name}”.").format(id=agency.key, name=one_line(name)))
    for row in wanted:
        unit.delete(row)
    unit.flush()


def _checked(name: str) -> str:
    """The name on one line; refused when there is no word in it or when it is too long for a name."""
    name = one_line(name)
    if not any(map(str.isalnum, name)) or len(name) > LONGEST_NAME:
        raise RefusedError(reason=_("An agency needs a name of at most {most} letters.").format(most=LONGEST_NAME))
    return name


def _add_aliases(unit: Session, agency: Agency, names: list[str | None]) -> None:
    have = set(unit.exec(select(Alias.folded).where(Alias.agency_id == agency.key)))
    for name in names:
        if not name:
            continue
        for folded in (gazetteer.agency_key(name), key(name.replace("&", ""))):
            if folded and folded not in have:
                have.add(folded)
                unit.add(Alias(folded=folded, name=one_line(name), agency_id=agency.key))


def version_on(unit: Session, agency_id: int, day: date | None) -> AgencyVersion:
    """The agency's version of the day, or the nearest one."""
    rows = unit.exec(
        select(AgencyVersion).where(AgencyVersion.agency_id == agency_id).order_by(col(AgencyVersion.id))
    ).all()
    return next((row for row in rows if day and in_force(row, day)), rows[-1])


def in_force(version: AgencyVersion, day: date) -> bool:
    """Whether the agency was there under this name on the day."""
    first, last = version.valid_from, version.valid_to
    return (first is None or first <= day) and (last is None or day <= last)
