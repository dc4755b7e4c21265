"""A filter as a condition on `commitment`, on whatever day its columns stand for. It never reads a commitment.

Every leaf is one expression of which what is not known counts as not so, so that "not" lets through all the rest.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any as Anything

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, false, func, not_, or_, true
from sqlmodel import Session, col, select

from tracker.errors import AmbiguousNameError, RefusedError, UnknownNameError
from tracker.gazetteer.names import read_agency
from tracker.i18n import _
from tracker.models import Agency, AgencyVersion, Commitment, Coordination, Discussion, Party, SearchEntry, Visit
from tracker.models.commitment import GRADES
from tracker.models.standing import PAUSED
from tracker.queries.filters.days import span
from tracker.queries.filters.terms import All, Any, Expr, Flag, Not, Term
from tracker.queries.filters.vocabulary import KEYS
from tracker.queries.home import lineage
from tracker.queries.names import agencies_matching, by_number, find_official, provinces_matching, topic_id
from tracker.queries.standing import Columns
from tracker.text import key

Condition = ColumnElement[bool]
SOON = 7
"""Within how many days what is due is due soon."""
_CANDIDATES = 8


@dataclass(frozen=True)
class Asking:
    """What a filter is asked with: the register, the day's columns, and our own agency by name."""

    session: Session
    columns: Columns
    home: str | None = None

    def condition(self, expr: Expr) -> Condition:
        """The tree as one condition. Refuses names that mean nothing or too much."""
        match expr:
            case All(parts):
                return and_(true(), *map(self.condition, parts))
            case Any(parts):
                return or_(*map(self.condition, parts))
            case Not(part):
                return not_(func.coalesce(self.condition(part), false()))
            case Flag(name):
                return FLAG_CONDITIONS[name](self)
            case Term(name, op, value):
                return _TERMS[KEYS[name].kind](self, name, op, value)

    @property
    def as_of(self) -> date:
        """The day that the list is drawn for."""
        return self.columns.as_of

    @cached_property
    def ours(self) -> Sequence[int]:
        """Our own agency and those it came from. Refuses when none is set."""
        if not self.home:
            raise RefusedError(
                reason=_(
                    'Which agency is yours is not set; write home = "…" with its name into config.toml, '
                    "or set TRACKER_HOME."
                )
            )
        return lineage(self.session, self.home)

    def led_by(self, ids: Sequence[int]) -> Condition:
        """Whether one of the agencies leads."""
        return self.columns.lead_id.in_(ids) if ids else false()

    @cached_property
    def took_part(self) -> Condition:
        """Whether our own agency coordinates, is the counterpart or was at the visit."""
        if not self.ours:
            return false()
        at_visit = exists().where(col(Party.visit_id) == col(Commitment.visit_id), col(Party.agency_id).in_(self.ours))
        return or_(_coordinates(self.ours), col(Commitment.counterpart_id).in_(self.ours), at_visit)


def _coordinates(ids: Sequence[int]) -> Condition:
    return exists().where(col(Coordination.commitment_id) == col(Commitment.id), col(Coordination.agency_id).in_(ids))


def agencies_named(session: Session, text: str) -> list[int]:
    """The agencies of a name, as `agencies_matching`; a department without its province is the only one there is."""
    try:
        return agencies_matching(session, text)
    except UnknownNameError:
        name = read_agency(text)
        if not name.complete or name.province:
            raise
        found: dict[int, str] = {}
        for kind in name.department_names:
            rows = session.exec(
                select(AgencyVersion.agency_id, AgencyVersion.name)
                .join(Agency, col(Agency.id) == col(AgencyVersion.agency_id))
                .where(col(Agency.standard).startswith(f"{kind}@", autoescape=True))
                .order_by(col(AgencyVersion.agency_id), col(AgencyVersion.id))
            ).all()
            found |= dict(rows)
        if not found:
            raise
        if len(found) > 1:
            names = [f"{name} (#{id_})" for id_, name in sorted(found.items())]
            more = ["…"] if len(names) > _CANDIDATES else []
            raise AmbiguousNameError(what=_("agency"), name=text, candidates=[*names[:_CANDIDATES], *more]) from None
        return list(found)


def _agency(asking: Asking, name: str, _op: str, value: str) -> Condition:
    ids = agencies_named(asking.session, value)
    if not ids:
        return false()
    parts: Mapping[str, Callable[[], Condition]] = {
        "lead": lambda: asking.led_by(ids),
        "with": lambda: _coordinates(ids),
        "counterpart": lambda: col(Commitment.counterpart_id).in_(ids),
    }
    return parts[name]() if name in parts else or_(*(part() for part in parts.values()))


def _province(asking: Asking, _name: str, _op: str, value: str) -> Condition:
    units = provinces_matching(asking.session, value)
    return exists().where(col(Party.visit_id) == col(Commitment.visit_id), col(Party.province_id).in_(units))


def _topic(asking: Asking, _name: str, _op: str, value: str) -> Condition:
    topic = topic_id(asking.session, value)
    return exists().where(col(Discussion.visit_id) == col(Commitment.visit_id), col(Discussion.topic_id) == topic)


def _official(asking: Asking, _name: str, _op: str, value: str) -> Condition:
    return asking.columns.official_id == find_official(asking.session, value).key


def _visit(asking: Asking, _name: str, _op: str, value: str) -> Condition:
    return col(Commitment.visit_id) == by_number(asking.session, Visit, value).key


def _commitment(asking: Asking, _name: str, _op: str, value: str) -> Condition:
    return col(Commitment.id) == by_number(asking.session, Commitment, value).key


def _text(_asking: Asking, _name: str, _op: str, value: str) -> Condition:
    return exists().where(
        col(SearchEntry.row_uid) == col(Commitment.uid),
        col(SearchEntry.folded).contains(" " + key(value), autoescape=True),
    )


def _grade(asking: Asking, _name: str, op: str, value: str) -> Condition:
    at = GRADES.index(value)
    below, upto = GRADES[:at], GRADES[: at + 1]
    chosen = {":": (value,), "<": below, "<=": upto, ">": GRADES[at + 1 :], ">=": GRADES[at:]}[op]
    return asking.columns.grade.in_(chosen) if chosen else false()


def _stage(asking: Asking, _name: str, _op: str, value: str) -> Condition:
    return asking.columns.stage == value


def _timeliness(asking: Asking, _name: str, _op: str, value: str) -> Condition:
    return asking.columns.timeliness == value


def _date(asking: Asking, name: str, op: str, value: str) -> Condition:
    first, last = span(name, value, asking.as_of)
    if name == "visited":
        started: SQLColumnExpression[Anything] = col(Visit.started_on)
        return exists().where(col(Visit.id) == col(Commitment.visit_id), _compared(started, op, first, last))
    columns: Mapping[str, SQLColumnExpression[Anything]] = {
        "due": asking.columns.due_on,
        "original": col(Commitment.due_on),
        "given": col(Commitment.given_on),
        "done": asking.columns.done_on,
    }
    return _compared(columns[name], op, first, last)


def _compared(column: SQLColumnExpression[Anything], op: str, first: date, last: date) -> Condition:
    match op:
        case "<":
            return column < first
        case "<=":
            return column <= last
        case ">":
            return column > last
        case ">=":
            return column >= first
        case _:
            return and_(column >= first, column <= last)


def _days(asking: Asking, _name: str, op: str, value: str) -> Condition:
    """Overdue by so many days: the more days, the earlier it was due."""
    try:
        day = asking.as_of - timedelta(days=int(value))
    except OverflowError:
        return false() if op in (":", ">", ">=") else asking.columns.overdue
    due = asking.columns.due_on
    by = {":": due == day, "<": due > day, "<=": due >= day, ">": due < day, ">=": due <= day}[op]
    return and_(asking.columns.overdue, by)


_TERMS: Mapping[str, Callable[[Asking, str, str, str], Condition]] = {
    "agency": _agency,
    "province": _province,
    "topic": _topic,
    "official": _official,
    "visit": _visit,
    "commitment": _commitment,
    "text": _text,
    "grade": _grade,
    "stage": _stage,
    "timeliness": _timeliness,
    "date": _date,
    "days": _days,
}


def _due_soon(asking: Asking) -> Condition:
    due, last = asking.columns.due_on, asking.as_of + timedelta(days=SOON)
    return and_(asking.columns.open, asking.columns.stage.not_in(PAUSED), due >= asking.as_of, due <= last)


def _ours(asking: Asking) -> Condition:
    return or_(asking.led_by(asking.ours), and_(asking.columns.lead_id.is_(None), asking.took_part))


def _theirs(asking: Asking) -> Condition:
    lead = asking.columns.lead_id
    return and_(lead.is_not(None), not_(func.coalesce(asking.led_by(asking.ours), false())), asking.took_part)


def _late(asking: Asking) -> Condition:
    return or_(asking.columns.overdue, and_(asking.columns.stage == "done", asking.columns.timeliness == "done_late"))


FLAG_CONDITIONS: Mapping[str, Callable[[Asking], Condition]] = {
    "open": lambda asking: asking.columns.open,
    "closed": lambda asking: not_(asking.columns.open),
    "done": lambda asking: asking.columns.stage == "done",
    "cancelled": lambda asking: asking.columns.stage == "cancelled",
    "suspended": lambda asking: asking.columns.stage == "suspended",
    "waiting": lambda asking: asking.columns.stage == "awaiting_confirmation",
    "overdue": lambda asking: asking.columns.overdue,
    "late": _late,
    "due-soon": _due_soon,
    "ours": _ours,
    "theirs": _theirs,
    "no-lead": lambda asking: asking.columns.lead_id.is_(None),
    "no-due": lambda asking: asking.columns.due_on.is_(None),
    "no-official": lambda asking: asking.columns.official_id.is_(None),
    "no-counterpart": lambda _asking: col(Commitment.counterpart_id).is_(None),
    "extended": lambda asking: and_(
        asking.columns.due_on.is_not(None),
        or_(col(Commitment.due_on).is_(None), asking.columns.due_on != col(Commitment.due_on)),
    ),
    "firmed": lambda asking: asking.columns.grade != col(Commitment.grade),
    "recurring": lambda _asking: col(Commitment.series_uid).is_not(None),
    "all": lambda _asking: true(),
}
