"""Writes visits: one `NewVisit` in, whatever it came from (options, a note, a sheet), one logged visit out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from tracker.calendar import short_date
from tracker.errors import RefusedError, UnknownNameError
from tracker.gazetteer.corrections import Correction
from tracker.gazetteer.names import province_of_day
from tracker.i18n import _
from tracker.models import (
    Agency,
    Citation,
    Discussion,
    Indicator,
    Participation,
    Party,
    Province,
    Source,
    Visit,
)
from tracker.models.visit import DIRECTIONS, STATUSES
from tracker.queries.names import topic_id
from tracker.records import agencies, commitments, officials
from tracker.records.commitments import NewCommitment
from tracker.records.known import digest, refuse_known, refuse_known_visit
from tracker.records.learning import keep_corrections
from tracker.text import nfc, one_line


@dataclass(frozen=True, slots=True)
class Quote:
    """Where in the source a fact was read: the field it bears on, character offsets and the words."""

    field: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class NewSource:
    """The paper that a visit was read from."""

    kind: str = "press"
    title: str | None = None
    url: str | None = None
    issued_on: date | None = None
    number: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class NewOfficial:
    """A participant: `agency` only when it is not the first agency of the side."""

    name: str
    post: str | None = None
    side: str = "other"
    role: str = "member"
    agency: str | None = None
    known_as: str | None = None
    """The number or uid of the person meant, where a person chose one of those known."""
    honorific: str | None = None
    academic_title: str | None = None


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """A figure claimed at the visit for a province."""

    name: str
    province: str | None
    value: float | None = None
    unit: str | None = None
    rank: int | None = None
    rank_of: int | None = None


@dataclass(frozen=True, slots=True)
class NewVisit:
    """What is to be logged. Agencies are names as written; the day decides which unit they mean."""

    started_on: date
    visitors: Sequence[str]
    hosts: Sequence[str]
    ended_on: date | None = None
    title: str | None = None
    place: str | None = None
    purpose: str | None = None
    direction: str = "unknown"
    headcount: int | None = None
    status: str = "held"
    topics: Sequence[str] = ()
    officials: Sequence[NewOfficial] = ()
    commitments: Sequence[NewCommitment] = ()
    indicators: Sequence[NewIndicator] = ()
    source: NewSource | None = None
    quotes: Sequence[Quote] = ()
    new_agencies: bool = False
    """Whether agencies that neither the register nor the shipped facts know are written down as printed."""
    provinces: dict[str, str | None] = field(default_factory=dict)
    """The province of an agency as the source says it, for agencies that are new."""
    corrections: Sequence[Correction] = ()
    """Known names that a person put in place of printed ones; what is safe to keep of them helps the next reading."""


def log(unit: Session, new: NewVisit, *, anyway: bool = False) -> Visit:
    """Writes the visit with everything in it. Refuses what is unknown, ambiguous, impossible or already there."""
    _check(new)
    if not anyway:
        refuse_known(unit, new)
    parties: list[tuple[Agency, str, str]] = []
    for role, names in (("visitor", new.visitors), ("host", new.hosts)):
        for name in names:
            agency = _agency(unit, new, name)
            if any(other.key == agency.key for other, _role, _name in parties):
                raise RefusedError(reason=_("“{name}” is named twice among visitors and hosts.").format(name=name))
            parties.append((agency, role, one_line(name)))
    if not anyway:
        refuse_known_visit(unit, new.started_on, parties)
    visit = Visit(
        started_on=new.started_on,
        ended_on=new.ended_on,
        title=_text(new.title),
        place=_text(new.place),
        purpose=_text(new.purpose),
        direction=new.direction,
        headcount=new.headcount,
        status=new.status,
    )
    unit.add(visit)
    unit.flush()
    written = _parties(unit, visit, parties)
    people(unit, visit, new, written)
    discussions(unit, visit, new, written)
    for commitment in new.commitments:
        commitments.add(unit, visit, commitment)
    for figure in new.indicators:
        indicator(unit, visit, figure, new.source)
    cite(unit, visit, new)
    keep_corrections(unit, new.corrections, new.started_on)
    return visit


def _check(new: NewVisit) -> None:
    if not new.visitors or not new.hosts:
        raise RefusedError(reason=_("A visit needs at least one visitor (--visitor) and one host (--host)."))
    if new.ended_on and new.ended_on < new.started_on:
        raise RefusedError(reason=_("The visit ends before it begins; look at --on and --until."))
    _check_words(new.direction, new.status)


def _check_words(direction: str, status: str) -> None:
    if direction not in DIRECTIONS:
        raise RefusedError(
            reason=_("“{value}” is no direction; it is one of: {all}.").format(
                value=direction, all=", ".join(DIRECTIONS)
            )
        )
    if status not in STATUSES:
        raise RefusedError(
            reason=_("“{value}” is no status; it is one of: {all}.").format(value=status, all=", ".join(STATUSES))
        )


def _agency(unit: Session, new: NewVisit, name: str) -> Agency:
    try:
        return agencies.obtain(unit, name, new.started_on)
    except UnknownNameError:
        if not new.new_agencies:
            raise
    province = province_on(unit, new.provinces.get(name), new.started_on)
    source = (new.source.url or new.source.title if new.source else None) or _("as printed at the visit")
    agencies.report_added(unit, name)
    return agencies.add_agency(unit, name, source=source, province=province)


def province_on(unit: Session, name: str | None, day: date) -> Province | None:
    """The unit that bore the name on the day; None for no name or a name of no province."""
    found = province_of_day(name, day) if name else None
    return unit.exec(select(Province).where(Province.slug == found.slug)).first() if found else None


def _parties(unit: Session, visit: Visit, parties: Sequence[tuple[Agency, str, str]]) -> list[Party]:
    rows = []
    for position, (agency, role, printed) in enumerate(parties):
        version = agencies.version_on(unit, agency.key, visit.started_on)
        row = Party(
            visit_id=visit.key,
            agency_id=agency.key,
            province_id=version.province_id,
            role=role,
            printed_name=version.name if printed.isascii() else printed,
            position=position,
        )
        rows.append(row)
    unit.add_all(rows)
    unit.flush()
    return rows


def people(unit: Session, visit: Visit, new: NewVisit, parties: Sequence[Party], *, first: int = 0) -> None:
    """Writes who took part; `first`: the place of the first of them in the order of protocol."""
    seen: set[int] = set()
    for order, person in enumerate(new.officials, start=first):
        party = next((p for p in parties if p.role == person.side), None)
        agency = unit.get(Agency, party.agency_id) if party else None
        if person.agency:
            agency = _agency(unit, new, person.agency)
            party = next((p for p in parties if p.agency_id == agency.key), party)
        official = officials.obtain(
            unit,
            person.name,
            person.post,
            agency,
            known_as=person.known_as,
            honorific=person.honorific,
            academic_title=person.academic_title,
        )
        if official.key in seen:
            raise RefusedError(reason=_("“{name}” is named twice among the officials.").format(name=person.name))
        seen.add(official.key)
        unit.add(
            Participation(
                visit_id=visit.key,
                official_id=official.key,
                party_id=party.id if party else None,
                side=person.side,
                role=person.role,
                printed_post=_text(person.post),
                protocol_order=order,
            )
        )
    unit.flush()


def discussions(unit: Session, visit: Visit, new: NewVisit, parties: Sequence[Party]) -> None:
    """Writes the topics, with who shared and who learned."""
    sharer, learner = who_learns(visit, parties)
    for topic in dict.fromkeys(topic_id(unit, name) for name in new.topics):
        unit.add(Discussion(visit_id=visit.key, topic_id=topic, sharer_id=sharer, learner_id=learner))
    unit.flush()


def who_learns(visit: Visit, parties: Sequence[Party]) -> tuple[int | None, int | None]:
    """(who shares, who learns): it follows from the direction where each side is one agency."""
    sides = {role: [p.agency_id for p in parties if p.role == role] for role in ("visitor", "host")}
    if all(len(ids) == 1 for ids in sides.values()):
        if visit.direction == "visitor_learns":
            return sides["host"][0], sides["visitor"][0]
        if visit.direction == "host_learns":
            return sides["visitor"][0], sides["host"][0]
    return None, None


def indicator(unit: Session, visit: Visit, figure: NewIndicator, source: NewSource | None) -> None:
    """Writes a figure claimed at the visit."""
    assert visit.started_on is not None
    province = province_on(unit, figure.province, visit.started_on)
    unit.add(
        Indicator(
            name=one_line(figure.name),
            province_id=province.id if province else None,
            value=figure.value,
            unit=figure.unit,
            rank=figure.rank,
            rank_of=figure.rank_of,
            visit_id=visit.key,
            source=(source.url or source.title if source else None) or _("as printed at the visit"),
        )
    )
    unit.flush()


def cite(unit: Session, visit: Visit, new: NewVisit) -> None:
    """Writes the source, and the words in it that the facts rest on."""
    if new.source is None:
        return
    source = Source(
        kind=new.source.kind,
        title=_text(new.source.title),
        number=_text(new.source.number),
        issued_on=new.source.issued_on,
        url=_address(new.source.url),
        text=nfc(new.source.text) if new.source.text else None,
        sha256=digest(new.source),
    )
    unit.add(source)
    unit.flush()
    unit.add(Citation(record_table="visit", record_uid=visit.uid, source_id=source.key))
    for quote in new.quotes:
        unit.add(
            Citation(
                record_table="visit",
                record_uid=visit.uid,
                field=quote.field,
                source_id=source.key,
                quote_start=quote.start,
                quote_end=quote.end,
                quote=quote.words,
            )
        )
    unit.flush()


def _address(url: str | None) -> str | None:
    """The address on one line; refused when it is longer than any that a browser takes."""
    if url and len(url) > 2000:
        raise RefusedError(reason=_("An address has at most 2000 letters (--url)."))
    return _text(url)


def _text(text: str | None) -> str | None:
    return one_line(text) or None if text else None


def edit(unit: Session, visit: Visit, *, topics: Sequence[str] = (), **changes: object) -> None:
    """Alters columns of a visit (None: leave as it is) and adds topics."""
    given = {name: value for name, value in changes.items() if value is not None}
    _check_words(str(given.get("direction", visit.direction)), str(given.get("status", visit.status)))
    for name, value in given.items():
        setattr(visit, name, _text(value) if isinstance(value, str) else value)
    if visit.ended_on and visit.started_on and visit.ended_on < visit.started_on:
        raise RefusedError(reason=_("The visit ends before it begins; look at --on and --until."))
    if "started_on" in given and visit.started_on:
        _refuse_other_time(unit, visit, visit.started_on)
    unit.add(visit)
    have = set(unit.exec(select(Discussion.topic_id).where(Discussion.visit_id == visit.key)))
    for topic in dict.fromkeys(topic_id(unit, name) for name in topics):
        if topic not in have:
            unit.add(Discussion(visit_id=visit.key, topic_id=topic))
    unit.flush()


def _refuse_other_time(unit: Session, visit: Visit, day: date) -> None:
    """Refuses a day on which an agency of the visit was not there: another unit bore its name, or none."""
    parties = select(Party.agency_id).where(Party.visit_id == visit.key).order_by(col(Party.position))
    for agency_id in unit.exec(parties):
        version = agencies.version_on(unit, agency_id, day)
        if not agencies.in_force(version, day):
            raise RefusedError(
                reason=_("{name} was not there on {day}; cancel the visit and log it again.").format(
                    name=version.name, day=short_date(day)
                )
            )


def cancel(unit: Session, visit: Visit) -> None:
    """Marks a visit as cancelled; it stays in the register and out of every count."""
    if visit.status == "cancelled":
        raise RefusedError(reason=_("Visit {id} is already cancelled.").format(id=visit.key))
    visit.status = "cancelled"
    unit.add(visit)
    unit.flush()
