"""Agencies, officials, topics and operations as frozen rows."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from tracker.i18n import _
from tracker.models import (
    Agency,
    AgencyVersion,
    Alias,
    Appointment,
    Change,
    Commitment,
    Discussion,
    Official,
    Operation,
    Participation,
    Party,
    Source,
    Topic,
    Visit,
)
from tracker.queries.units import versions
from tracker.text import sort_key


def plain(row: Any) -> dict[str, Any]:
    """A frozen row as outside programs see it: days in ISO, uids as text, tuples as lists."""

    def value(item: Any) -> Any:
        if isinstance(item, date | datetime):
            return item.isoformat()
        if isinstance(item, tuple | list):
            return [value(one) for one in item]
        if isinstance(item, dict):
            return {name: value(one) for name, one in item.items()}
        return str(item) if isinstance(item, UUID) else item

    return {name: value(item) for name, item in asdict(row).items()}


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One version of an agency. Days inclusive; None: open."""

    id: int
    uid: UUID
    name: str
    short_name: str | None
    province: str | None
    level: str
    sector: str | None
    valid_from: date | None
    valid_to: date | None
    visits: int
    source: str


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """A post held."""

    post: str
    agency: str | None
    branch: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """A person with the posts known."""

    id: int
    uid: UUID
    name: str
    sort_key: str
    visits: int
    posts: tuple[AppointmentRow, ...]
    honorific: str | None
    academic_title: str | None


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic and how many visits exchanged on it."""

    id: int
    slug: str
    name_vi: str
    name_en: str
    cue_words: tuple[str, ...]
    visits: int
    retired_on: date | None


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One command that wrote. `changes`: rows by table."""

    id: UUID
    at: datetime
    actor: str
    command: str
    changes: dict[str, int]
    undone: bool


def agencies(session: Session, ids: list[int] | None = None, provinces: list[int] | None = None) -> list[AgencyRow]:
    """Every version of every agency (or of some, or of some provinces), in Vietnamese order of names, then by time."""
    units = {}
    for unit in versions(session):
        units[unit.id] = unit.name
    visits = dict(session.exec(select(Party.agency_id, func.count()).group_by(col(Party.agency_id))).all())
    query = select(Agency, AgencyVersion).join(AgencyVersion, col(AgencyVersion.agency_id) == col(Agency.id))
    if ids is not None:
        query = query.where(col(Agency.id).in_(ids))
    if provinces is not None:
        query = query.where(col(AgencyVersion.province_id).in_(provinces))
    rows = [
        AgencyRow(
            id=agency.key,
            uid=agency.uid,
            name=version.name,
            short_name=version.short_name,
            province=units.get(version.province_id or 0),
            level=version.level,
            sector=version.sector,
            valid_from=version.valid_from,
            valid_to=version.valid_to,
            visits=visits.get(agency.key, 0),
            source=agency.source,
        )
        for agency, version in session.exec(query)
    ]
    return sorted(rows, key=lambda row: (sort_key(row.name), row.valid_from or date.min, row.id))


def aliases(session: Session, agency_id: int) -> list[str]:
    """The other ways to write an agency's name."""
    rows = session.exec(select(Alias.name).where(Alias.agency_id == agency_id))
    return sorted(set(rows), key=sort_key)


def officials(session: Session, ids: list[int] | None = None) -> list[OfficialRow]:
    """Every person (or some), by given name in Vietnamese order."""
    names: dict[int, str] = {}
    for version in session.exec(select(AgencyVersion).order_by(col(AgencyVersion.id))):
        names[version.agency_id] = version.name
    posts: dict[int, list[AppointmentRow]] = defaultdict(list)
    for row in session.exec(select(Appointment).order_by(col(Appointment.id))):
        agency = names.get(row.agency_id or 0)
        posts[row.official_id].append(AppointmentRow(row.post, agency, row.branch, row.valid_from, row.valid_to))
    counts = select(Participation.official_id, func.count()).group_by(col(Participation.official_id))
    visits = dict(session.exec(counts).all())
    query = select(Official)
    if ids is not None:
        query = query.where(col(Official.id).in_(ids))
    rows = [
        OfficialRow(
            *(row.key, row.uid, row.full_name, row.sort_key, visits.get(row.key, 0), tuple(posts.get(row.key, ()))),
            honorific=row.honorific,
            academic_title=row.academic_title,
        )
        for row in session.exec(query)
    ]
    return sorted(rows, key=lambda row: (sort_key(row.sort_key), row.id))


def topics(session: Session) -> list[TopicRow]:
    """Every topic in Vietnamese order."""
    counts = select(Discussion.topic_id, func.count(func.distinct(Discussion.visit_id)))
    visits = dict(session.exec(counts.group_by(col(Discussion.topic_id))).all())
    rows = [
        TopicRow(
            row.key,
            row.slug,
            row.name_vi,
            row.name_en,
            tuple(row.cue_words),
            visits.get(row.key, 0),
            row.retired_on,
        )
        for row in session.exec(select(Topic))
    ]
    return sorted(rows, key=lambda row: sort_key(row.name_vi))


def history(session: Session, *, most: int = 20) -> list[OperationRow]:
    """The last operations, newest first."""
    found = session.exec(
        select(Operation).order_by(col(Operation.at).desc(), col(Operation.id).desc()).limit(most)
    ).all()
    ids = [row.id for row in found]
    changes: dict[UUID, dict[str, int]] = defaultdict(dict)
    counts = select(Change.operation_id, Change.table_name, func.count()).where(col(Change.operation_id).in_(ids))
    counts = counts.group_by(col(Change.operation_id), col(Change.table_name)).order_by(col(Change.table_name))
    for operation, table, number in session.exec(counts):
        changes[operation][table] = number
    undone = set(session.exec(select(Operation.undoes).where(col(Operation.undoes).is_not(None))))
    return [OperationRow(row.id, row.at, row.actor, row.command, changes[row.id], row.id in undone) for row in found]


def counts(session: Session) -> dict[str, int]:
    """How many rows of each kind the register holds."""
    tables = {
        _("Visits"): Visit,
        _("Agencies"): Agency,
        _("Officials"): Official,
        _("Commitments"): Commitment,
        _("Sources"): Source,
        _("Operations"): Operation,
    }
    return {name: session.exec(select(func.count()).select_from(table)).one() for name, table in tables.items()}
