"""From a name as people write it to the one record it means. Never guesses: what is ambiguous lists its candidates."""

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlmodel import Session, col, select

from tracker.calendar import short_date
from tracker.errors import AmbiguousNameError, EndedAgencyError, NotFoundError, UnknownNameError
from tracker.gazetteer import names as gazetteer
from tracker.gazetteer.facts import Department, departments, provinces
from tracker.gazetteer.succession import Ended, ended
from tracker.i18n import N_, _
from tracker.models import (
    Agency,
    AgencyVersion,
    Alias,
    Appointment,
    Commitment,
    Official,
    Participation,
    Party,
    Province,
    ProvinceVersion,
    Record,
    Topic,
    Visit,
)
from tracker.text import key, one_line, slug

LONGEST_NAME = 300
_NUMBER = re.compile(r"[0-9]{1,9}")
_UID = re.compile(r"(?=(?:-*[0-9a-f]){8,32}-*$)[0-9a-f]{8}[0-9a-f-]*")

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Standard:
    """A typical department of a province that the register has not written down yet."""

    department: Department
    province: str | None

    @property
    def slug(self) -> str:
        """Its name among all registers: "so-tttt@phu-tho"."""
        return f"{self.department.slug}@{self.province}" if self.province else self.department.slug

    def full_name(self, day: date | None) -> str:
        """Its official name on the day."""
        return self.department.full_name(gazetteer.province_on(self.province, day) if self.province else None)


_KINDS: dict[type[Record], tuple[str, str]] = {
    Agency: (N_("agency"), "tracker agency list"),
    Commitment: (N_("commitment"), "tracker followup list"),
    Official: (N_("official"), "tracker official list"),
    Visit: (N_("visit"), "tracker visit list --all"),
}


def by_number(session: Session, model: type[R], text: str) -> R:
    """The record of a local number, a uid or the beginning of one (8 characters or more)."""
    what, command = _KINDS[model]
    text = one_line(text)
    row: R | None = None
    if _NUMBER.fullmatch(text):
        row = session.get(model, int(text))
    elif _UID.fullmatch(text.lower()):
        row = _by_uid(session, model, text.lower(), _(what))
    if row is None:
        raise NotFoundError(what=_(what), name=text if len(text) < 60 else text[:59] + "…", command=command)
    return row


def _is_number(text: str) -> bool:
    """Whether a local number or the beginning of a uid is meant, not a name."""
    return bool(_NUMBER.fullmatch(text) or _UID.fullmatch(text.lower()))


def _by_uid(session: Session, model: type[R], text: str, what: str) -> R | None:
    """By the range of uids that begin so, which the unique index answers."""
    digits = text.replace("-", "")
    low, high = uuid.UUID(digits.ljust(32, "0")), uuid.UUID(digits.ljust(32, "f"))
    rows = session.exec(select(model).where(col(model.uid) >= low, col(model.uid) <= high).limit(2)).all()
    if len(rows) > 1:
        raise AmbiguousNameError(what=what, name=text, candidates=[str(row.uid) for row in rows])
    return rows[0] if rows else None


def find_agency(session: Session, text: str, day: date | None) -> Agency | Standard:
    """The agency meant on that day (any day when None): one of the register, or a typical one not yet in it."""
    text = one_line(text)
    if _is_number(text):
        return by_number(session, Agency, text)
    found = _agency_ids(session, text, day)
    if len(found) == 1:
        return session.get_one(Agency, found[0])
    if found:
        raise AmbiguousNameError(what=_("agency"), name=text, candidates=[_described(session, id_) for id_ in found])
    standards = _standards(text, day) if day else ()
    if len(standards) == 1:
        return standards[0]
    if standards:
        names = [one.full_name(day) for one in standards]
        raise AmbiguousNameError(what=_("agency"), name=text, candidates=names)
    if day and (gone := _ended(text, day)):
        raise EndedAgencyError(
            name=text,
            ended=gone.name,
            last=short_date(gone.last),
            heir=gone.heir,
            since=short_date(gone.since),
        )
    raise UnknownNameError(
        what=_("agency"), name=text, candidates=nearest_agencies(session, text, day), command="tracker agency add"
    )


def _ended(text: str, day: date) -> Ended | None:
    """What became of the typical department of that name that ended last before the day."""
    found = (ended(one.department, one.province, day) for one in _standards(text, None))
    return max((one for one in found if one), key=lambda one: one.last, default=None)


def agencies_matching(session: Session, text: str) -> list[int]:
    """All agencies of the register that bear the name at some time: for filters. Refuses a name that means none."""
    text = one_line(text)
    if _is_number(text):
        return [by_number(session, Agency, text).key]
    found = _agency_ids(session, text, None)
    if not found:
        if _standards(text, None):
            return []
        raise UnknownNameError(
            what=_("agency"), name=text, candidates=nearest_agencies(session, text, None), command="tracker agency add"
        )
    return found


def _agency_ids(session: Session, text: str, day: date | None) -> list[int]:
    if len(text) > LONGEST_NAME:
        return []
    standards = [one.slug for one in _standards(text, day)]
    by_alias = select(Alias.agency_id).where(col(Alias.folded).in_([gazetteer.agency_key(text), key(text)]))
    by_standard = select(Agency.id).where(col(Agency.standard).in_(standards))
    ids = sorted({*session.exec(by_alias), *(i for i in session.exec(by_standard) if i is not None)})
    if day is None or not ids:
        return ids
    rows = session.exec(
        select(AgencyVersion.agency_id).where(
            col(AgencyVersion.agency_id).in_(ids),
            col(AgencyVersion.valid_from).is_(None) | (col(AgencyVersion.valid_from) <= day),
            col(AgencyVersion.valid_to).is_(None) | (col(AgencyVersion.valid_to) >= day),
        )
    )
    return sorted(set(rows))


def standards_named(text: str) -> list[str]:
    """The slugs of the typical departments, of any time, that a written name can mean, in the register or not."""
    return [one.slug for one in _standards(one_line(text), None)]


def _standards(text: str, day: date | None) -> tuple[Standard, ...]:
    """The typical departments that a written name can mean on the day."""
    if len(text) > LONGEST_NAME:
        return ()
    name = gazetteer.read_agency(text)
    if not name.complete:
        return ()
    kinds = gazetteer.departments_on(name.department_names, day)
    if name.province is None:
        return tuple(Standard(kind, None) for kind in kinds if kind.level == "central")
    slugs: Iterable[str] = gazetteer.provinces_named(name.province)
    if day is not None:
        unit = gazetteer.province_of_day(name.province, day)
        slugs = (unit.slug,) if unit else ()
    return tuple(Standard(kind, slug) for slug in slugs for kind in kinds if kind.level != "central")


def nearest_agencies(session: Session, text: str, day: date | None, *, most: int = 5) -> list[str]:
    """The names nearest to what was written, best first: those of the register and the typical ones of the province."""
    from rapidfuzz import fuzz, process

    text = text[:LONGEST_NAME]
    choices = {row.name: gazetteer.agency_key(row.name) for row in session.exec(select(AgencyVersion))}
    name = gazetteer.read_agency(text)
    for bearer in gazetteer.provinces_named(name.province) if name.province else ():
        unit = gazetteer.province_on(bearer, day)
        if day is not None and not unit.holds(day):
            continue
        for kind in gazetteer.departments_on((row.slug for row in departments()), day):
            if kind.level != "central":
                choices.setdefault(kind.full_name(unit), gazetteer.agency_key(kind.full_name(unit)))
    wanted = gazetteer.agency_key(text)
    found = process.extract(wanted, choices, scorer=fuzz.token_set_ratio, limit=most, score_cutoff=60)
    return [str(name) for _key, _score, name in found]


def _described(session: Session, agency_id: int) -> str:
    """A candidate as a message shows it: name, number and time."""
    rows = session.exec(
        select(AgencyVersion).where(AgencyVersion.agency_id == agency_id).order_by(col(AgencyVersion.id))
    ).all()
    first, last = rows[0].valid_from, rows[-1].valid_to
    time = f"{first:%d/%m/%Y}" if first else "…"
    time += f"–{last:%d/%m/%Y}" if last else "–…"
    return f"{rows[-1].name} (#{agency_id}, {time})"


def provinces_matching(session: Session, text: str) -> list[int]:
    """The units, of any time, that bear the name; a slug means just its unit. Refuses a name that means none."""
    text = one_line(text)[:LONGEST_NAME]
    slugs = gazetteer.provinces_named(text) or _provinces_added(session, text)
    rows = session.exec(select(Province.id).where(col(Province.slug).in_(slugs))).all()
    if not rows:
        known = {row.name: key(row.name) for row in provinces()}
        raise UnknownNameError(
            what=_("province"), name=text, candidates=_nearest(text, known), command="tracker province add"
        )
    return sorted(row for row in rows if row is not None)


def _provinces_added(session: Session, text: str) -> list[str]:
    """The slugs of the units, unknown to the shipped facts, that bear the name or the slug."""
    rows = session.exec(select(Province.slug, ProvinceVersion.name).join(ProvinceVersion)).all()
    wanted = gazetteer.province_key(text)
    return [its for its, name in rows if its == slug(text) or gazetteer.province_key(name) == wanted]


def find_province(session: Session, text: str, day: date | None) -> Province:
    """The unit of a name on the day (today's bearer of the name when None); refuses a name that means none."""
    rows = session.exec(select(Province).where(col(Province.id).in_(provinces_matching(session, text)))).all()
    if len(rows) == 1:
        return rows[0]
    now = gazetteer.province_of_day(text, day or date.today())  # noqa: DTZ011 -- a local day is meant
    for row in rows:
        if now and row.slug == now.slug:
            return row
    raise AmbiguousNameError(what=_("province"), name=text, candidates=[row.slug for row in rows])


def find_topic(session: Session, text: str) -> Topic:
    """The topic of a slug or a name in either language, with or without accents."""
    wanted = key(text[:LONGEST_NAME])
    rows = session.exec(select(Topic)).all()
    for row in rows:
        if wanted in (key(row.slug), key(row.name_vi), key(row.name_en)):
            return row
    known = {row.slug: f"{key(row.slug)} {key(row.name_vi)}" for row in rows}
    raise UnknownNameError(what=_("topic"), name=text, candidates=_nearest(text, known), command="tracker topic add")


def topic_id(session: Session, text: str) -> int:
    """The local number of `find_topic`."""
    return find_topic(session, text).key


def find_official(session: Session, text: str) -> Official:
    """The person of a number, a uid or a name; of several with one name the candidates are listed."""
    text = one_line(text)
    if _is_number(text):
        return by_number(session, Official, text)
    rows = session.exec(select(Official).where(Official.folded == key(text[:LONGEST_NAME]))).all()
    if len(rows) == 1:
        return rows[0]
    if rows:
        names = [f"{row.full_name} (#{row.id})" for row in rows]
        raise AmbiguousNameError(what=_("official"), name=text, candidates=names)
    known = {row.full_name: row.folded for row in session.exec(select(Official))}
    raise UnknownNameError(
        what=_("official"), name=text, candidates=_nearest(text, known), command="tracker official add"
    )


def bearers(session: Session, name: str, agency_id: int | None) -> tuple[list[Official], list[Official]]:
    """All who bear the name, oldest first, and those of them who held a post at the agency or came for it."""
    everyone = session.exec(select(Official).where(Official.folded == key(name)).order_by(col(Official.id))).all()
    here = []
    for row in everyone:
        held = select(Appointment.agency_id).where(Appointment.official_id == row.key)
        came = select(Party.agency_id).join(Participation).where(Participation.official_id == row.key)
        if agency_id in {*session.exec(held), *session.exec(came)}:
            here.append(row)
    return list(everyone), here


def _nearest(text: str, known: dict[str, str]) -> Sequence[str]:
    from rapidfuzz import fuzz, process

    found = process.extract(key(text[:LONGEST_NAME]), known, scorer=fuzz.WRatio, limit=5, score_cutoff=60)
    return [str(name) for _key, _score, name in found]
