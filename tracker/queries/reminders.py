"""What reminders are made of: what is due by a day under each lead, and what a calendar shows, moves or takes away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, or_
from sqlmodel import Session, col, select

from tracker.models import (
    Agency,
    AgencyVersion,
    Change,
    Commitment,
    CommitmentEvent,
    Operation,
    Visit,
)
from tracker.models.standing import PAUSED
from tracker.queries.followups import FollowupRow, chosen
from tracker.queries.names import agencies_matching, find_official
from tracker.queries.naming import Names
from tracker.queries.parts import batches
from tracker.queries.scope import COUNTED
from tracker.queries.standing import Columns, columns_on
from tracker.queries.visits import VisitRow, numbered

KEPT = timedelta(days=365)
"""How long after its last change a calendar is still told that an entry is to go."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose commitments, as they stand on the day `as_of`; no lead and no official means everyone's."""

    as_of: date
    today: date
    leads: tuple[str, ...] = ()
    official: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """An agency under its name of the day that is asked about; `ended_on`: its last day, if that has passed."""

    id: int
    uid: UUID
    name: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """A commitment to be reminded of, with its lead (None: no one leads) and the visit it comes from."""

    row: FollowupRow
    lead: Body | None
    visit: VisitRow


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar holds for a commitment. `version` grows with each change of it, `changed` is the last change.

    `row` and `visit` are None for one that is no longer in the register; that and each other one that does not (or no
    longer) belong into the calendar is `gone`.
    """

    uid: UUID
    text: str
    due_on: date
    version: int
    changed: datetime
    gone: bool
    row: FollowupRow | None = None
    visit: VisitRow | None = None


def due(session: Session, asked: Asked, until: date, *, waiting: bool = False) -> list[Due]:
    """What is late or falls due by the day `until`, and (`waiting`) what waits for confirmation, by due date.

    What is suspended is in neither.
    """
    columns = columns_on(asked.as_of, asked.today)
    pressing = and_(columns.stage.not_in(PAUSED), columns.due_on <= until)
    wanted = or_(pressing, columns.stage == "awaiting_confirmation") if waiting else pressing
    return _found(session, asked, columns, [wanted, col(Visit.status).in_(COUNTED)])


def charged(session: Session, asked: Asked) -> list[Due]:
    """Everything open that is asked about, of visits to come too: by due date, what has none last."""
    return _found(session, asked, columns_on(asked.as_of, asked.today), [col(Visit.status) != "cancelled"])


def _found(session: Session, asked: Asked, columns: Columns, wanted: Sequence[ColumnElement[bool]]) -> list[Due]:
    statement = (
        select(col(Commitment.id), columns.lead_id)
        .join(Visit)
        .where(columns.open, columns.given, *wanted, *_whose(session, asked, columns))
        .order_by(case((columns.due_on.is_(None), 1), else_=0), columns.due_on, col(Commitment.id))
    )
    found: dict[int, int | None] = dict(session.execute(statement).all())
    rows = _rows(session, list(found), asked.as_of)
    visits = numbered(session, (row.visit for row in rows.values()))
    leads = bodies(session, found.values(), asked.as_of)
    return [Due(rows[number], leads.get(lead or 0), visits[rows[number].visit]) for number, lead in found.items()]


def _rows(session: Session, ids: Sequence[int], as_of: date) -> dict[int, FollowupRow]:
    parts = (chosen(session, col(Commitment.id).in_(part), as_of) for part in batches(ids))
    return {row.id: row for rows in parts for row in rows}


def bodies(session: Session, ids: Iterable[int | None], day: date) -> dict[int, Body]:
    """Agencies by number."""
    wanted = sorted({id_ for id_ in ids if id_ is not None})
    names = Names(session, wanted)
    found: dict[int, Body] = {}
    for part in batches(wanted):
        uids = {row.key: row.uid for row in session.exec(select(Agency).where(col(Agency.id).in_(part)))}
        versions = select(AgencyVersion).where(col(AgencyVersion.agency_id).in_(part)).order_by(col(AgencyVersion.id))
        ends = {row.agency_id: row.valid_to for row in session.exec(versions)}
        for number, uid in uids.items():
            end = ends.get(number)
            name = names.agency(number, day) or str(uid)
            found[number] = Body(number, uid, name, end if end and end < day else None)
    return found


def _whose(session: Session, asked: Asked, columns: Columns) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.leads:
        found.append(columns.lead_id.in_(_lead_ids(session, asked)))
    if asked.official:
        found.append(columns.official_id == find_official(session, asked.official).key)
    return found


def _lead_ids(session: Session, asked: Asked) -> list[int]:
    return sorted({id_ for name in asked.leads for id_ in agencies_matching(session, name)})


def entries(session: Session, asked: Asked, *, overdue: bool = False, old: bool = False) -> list[Entry]:
    """What a calendar holds, by day: every open commitment with a due date, and as `gone` what was closed, handed to
    others, or taken out of the register, as long as `KEPT` after that (`old`: however long ago). `overdue`: of what is
    open only what is late."""
    columns = columns_on(asked.as_of, asked.today)
    statement = select(
        col(Commitment.id),
        case((and_(col(Visit.status).in_(COUNTED), columns.open, *_whose(session, asked, columns)), 1), else_=0),
    ).join(Visit)
    wanted = [columns.due_on.is_not(None), columns.given, col(Visit.status).in_((*COUNTED, "cancelled"))]
    found: dict[int, int] = dict(session.execute(statement.where(*wanted, *_once(session, asked))).all())
    rows = _rows(session, sorted(found), asked.as_of)
    visits = numbered(session, (row.visit for row in rows.values()))
    removed = _removed(session, asked)
    uids = [*(row.uid for row in rows.values()), *(visit.uid for visit in visits.values()), *removed]
    history = _history(session, uids)
    listed = []
    for number, row in rows.items():
        own, its_visit = history.get(row.uid, _NEVER), history.get(visits[row.visit].uid, _NEVER)
        moves = sum(any((e.due_on, e.grade, e.lead, e.official, e.kind in _STAGED)) for e in row.events)
        version = max(own[0], moves) + its_visit[0]
        assert row.due_on is not None
        changed = max(own[1], its_visit[1] if its_visit[0] else own[1])
        entry = Entry(row.uid, row.text, row.due_on, version, changed, not found[number], row, visits[row.visit])
        if entry.gone or not overdue or row.timeliness == "overdue":
            listed.append(entry)
    listed += [Entry(uid, text, day, *history.get(uid, _NEVER), gone=True) for uid, (text, day) in removed.items()]
    since = datetime.combine(asked.as_of - KEPT, datetime.min.time(), UTC)
    kept = [entry for entry in listed if not entry.gone or old or entry.changed >= since]
    return sorted(kept, key=lambda entry: (entry.due_on, entry.uid))


_STAGED = ("submitted", "returned", "done", "reopened", "suspended", "resumed", "cancelled")
_NEVER = (0, datetime(1970, 1, 1, tzinfo=UTC))


def _once(session: Session, asked: Asked) -> list[ColumnElement[bool]]:
    """That a commitment is or once was in the hands that are asked about."""
    found: list[ColumnElement[bool]] = []
    its = col(CommitmentEvent.commitment_id) == col(Commitment.id)
    if asked.leads:
        ids = _lead_ids(session, asked)
        given = exists().where(
            its, or_(col(CommitmentEvent.lead_id).in_(ids), col(CommitmentEvent.from_lead_id).in_(ids))
        )
        found.append(or_(col(Commitment.lead_id).in_(ids), col(Commitment.current_lead_id).in_(ids), given))
    if asked.official:
        person = find_official(session, asked.official).key
        event = CommitmentEvent
        given = exists().where(its, or_(col(event.official_id) == person, col(event.from_official_id) == person))
        found.append(or_(col(Commitment.official_id) == person, col(Commitment.current_official_id) == person, given))
    return found


def _removed(session: Session, asked: Asked) -> dict[UUID, tuple[str, date]]:
    """The commitments that an undo took out of the register, with their last words and due date."""
    leads = _lead_ids(session, asked)
    person = find_official(session, asked.official).key if asked.official else None
    rows = session.exec(
        select(Change)
        .join(Operation)
        .where(
            col(Operation.undoes).is_not(None),
            Change.table_name == Commitment.__tablename__,
            Change.kind == "delete",
        )
    )
    found = {}
    for change in rows:
        was = change.before or {}
        if asked.leads and was.get("current_lead_id") not in leads:
            continue
        if was.get("current_due_on") and person in (None, was.get("current_official_id")):
            found[change.row_uid] = (str(was["text"]), date.fromisoformat(was["current_due_on"]))
    return found


def _history(session: Session, uids: Sequence[UUID]) -> dict[UUID, tuple[int, datetime]]:
    """How often each row was altered since it was first written, and when it last was, to the second."""
    found: dict[UUID, tuple[int, datetime]] = {}
    altered = func.sum(case((col(Change.kind) != "insert", 1), else_=0))
    for part in batches(uids):
        statement = (
            select(col(Change.row_uid), altered, func.max(Operation.at))
            .join(Operation)
            .where(col(Change.row_uid).in_(part))
            .group_by(col(Change.row_uid))
        )
        for uid, times, at in session.execute(statement):
            moment = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
            found[uid] = (int(times), moment.replace(microsecond=0))
    return found
