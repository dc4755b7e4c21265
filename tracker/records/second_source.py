"""Another account of a visit that the register has: its note becomes a further source, what is new in it is added."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlmodel import Session, col, func, select

from tracker.errors import AmbiguousNameError, RefusedError, UnknownNameError
from tracker.i18n import _
from tracker.models import Agency, Citation, Discussion, Participation, Party, Visit
from tracker.queries.comparing import Difference, Facts, FigureFact, OfficialFact, PromiseFact, compare
from tracker.queries.names import find_agency, find_topic
from tracker.queries.same_visit import facts_of, like_visits
from tracker.queries.visits import logged_as
from tracker.records import agencies, commitments, visits
from tracker.records.commitments import NewCommitment
from tracker.records.known import digest, sought
from tracker.records.learning import keep_corrections
from tracker.records.visits import NewVisit

T = TypeVar("T")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")

ADDED = ("official", "topic", "promise", "figure")
"""The facts that a further source may add; days and parties of a logged visit stay as they are."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of the note: how many facts of each kind were added, and the facts in which it differs."""

    added: dict[str, int]
    differing: tuple[Difference, ...]
    sources: int


def facts(session: Session, new: NewVisit) -> Facts:
    """What a visit to be logged tells, with agencies under their official names, to be compared."""

    def named(name: str) -> str:
        try:
            found = find_agency(session, name, new.started_on)
        except (UnknownNameError, AmbiguousNameError):
            return name
        if isinstance(found, Agency):
            return agencies.version_on(session, found.key, new.started_on).name
        return found.full_name(new.started_on)

    def topic(name: str) -> str:
        try:
            return find_topic(session, name).slug
        except UnknownNameError:
            return name

    return Facts(
        first=new.started_on,
        last=new.ended_on,
        place=new.place,
        direction=new.direction,
        visitors=tuple(map(named, new.visitors)),
        hosts=tuple(map(named, new.hosts)),
        officials=tuple(OfficialFact(one.name, one.post, one.side) for one in new.officials),
        topics=tuple(map(topic, new.topics)),
        promises=tuple(
            PromiseFact(one.text, one.grade, named(one.lead) if one.lead else None, _due(one))
            for one in new.commitments
        ),
        figures=tuple(FigureFact(one.name, one.province, one.value, one.rank, one.rank_of) for one in new.indicators),
    )


def _due(promise: NewCommitment) -> str | None:
    """The day in ISO, where it is told as a day."""
    due = promise.due_on.isoformat() if promise.due_on else promise.due
    return due if due and _ISO.fullmatch(due) else None


def turned(new: NewVisit) -> NewVisit:
    """The same visit told from the other end: visitors as hosts, and everybody on the other side."""
    other = {"host": "visitor", "visitor": "host"}
    return replace(
        new,
        visitors=new.hosts,
        hosts=new.visitors,
        direction={"visitor_learns": "host_learns", "host_learns": "visitor_learns"}.get(new.direction, new.direction),
        officials=[replace(one, side=other.get(one.side, one.side), role="member") for one in new.officials],
    )


def side_by_side(session: Session, number: int, new: NewVisit) -> tuple[Difference, ...]:
    """The facts of the register's visit beside those of the note."""
    return compare(facts_of(session, number), facts(session, new))


def join(unit: Session, visit: Visit, new: NewVisit) -> Joined:
    """Adds the note to the visit as a further source, with the officials, topics, promises and figures that are new.

    Where both tell of something the register's word stands; a place or a direction that it lacks is taken from the
    note. Refuses a note that is a source already, and a visit that was cancelled.
    """
    _refuse(unit, visit, new)
    if any(like.turned for like in like_visits(unit, sought(new)) if like.id == visit.key):
        new = turned(new)
    rows = side_by_side(unit, visit.key, new)
    fresh = {name: [r.position for r in rows if r.field == name and r.verdict == "only_note"] for name in ADDED}
    parties = unit.exec(select(Party).where(Party.visit_id == visit.key).order_by(col(Party.position))).all()
    _fill(unit, visit, new, parties)
    part = replace(
        new,
        officials=_chosen(new.officials, fresh["official"]),
        topics=_chosen(new.topics, fresh["topic"]),
        commitments=_chosen(new.commitments, fresh["promise"]),
        indicators=_chosen(new.indicators, fresh["figure"]),
    )
    orders = select(func.count()).select_from(Participation).where(Participation.visit_id == visit.key)
    visits.people(unit, visit, part, parties, first=unit.exec(orders).one())
    visits.discussions(unit, visit, part, parties)
    for promise in part.commitments:
        commitments.add(unit, visit, promise)
    for figure in part.indicators:
        visits.indicator(unit, visit, figure, new.source)
    visits.cite(unit, visit, new)
    keep_corrections(unit, new.corrections, new.started_on)
    papers = select(func.count()).select_from(Citation)
    papers = papers.where(Citation.record_uid == visit.uid, col(Citation.field).is_(None))
    differing = tuple(
        row
        for row in rows
        if row.verdict == "differs" or (row.verdict == "only_note" and row.field in ("visitor", "host"))
    )
    return Joined({name: len(fresh[name]) for name in ADDED}, differing, unit.exec(papers).one())


def _chosen(rows: Sequence[T], positions: Sequence[int | None]) -> list[T]:
    return [row for position, row in enumerate(rows) if position in positions]


def _refuse(unit: Session, visit: Visit, new: NewVisit) -> None:
    if visit.status == "cancelled":
        raise RefusedError(reason=_("Visit {id} is cancelled; a note cannot be added to it.").format(id=visit.key))
    sha256 = digest(new.source)
    known = logged_as(unit, sha256) if sha256 else None
    if known is not None:
        raise RefusedError(
            reason=_("This note is a source of visit {id} already; nothing was changed.").format(id=known)
        )


def _fill(unit: Session, visit: Visit, new: NewVisit, parties: Sequence[Party]) -> None:
    """Takes from the note what the register does not know of the visit, and who learned from whom with it."""
    if not visit.place and new.place:
        visits.edit(unit, visit, place=new.place)
    if visit.direction == "unknown" != new.direction:
        visits.edit(unit, visit, direction=new.direction)
        for row in unit.exec(select(Discussion).where(Discussion.visit_id == visit.key)).all():
            row.sharer_id, row.learner_id = visits.who_learns(visit, parties)
            unit.add(row)
        unit.flush()
