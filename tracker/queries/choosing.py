"""Which commitments a question is about, and in which order: conditions, sorting and the limit, all in SQL."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, not_, select
from sqlmodel import Session, col

from tracker.models import Commitment, CommitmentEvent
from tracker.models.standing import Standing
from tracker.queries import urgency
from tracker.queries.filters import EVERYTHING, Expr, Flag, Term, all_of
from tracker.queries.filters.conditions import Asking
from tracker.queries.filters.terms import demands
from tracker.queries.naming import Names
from tracker.queries.parts import batches
from tracker.queries.scope import Scope, commitment_conditions
from tracker.queries.standing import columns_on
from tracker.text import sort_key

Chosen = tuple[Commitment, Standing]
_OPEN = ("open", "waiting", "suspended")
_OPEN_WITH_DAY = ("overdue", "due-soon")
_CLOSED = ("closed", "done", "cancelled")


@dataclass(frozen=True, slots=True)
class Question:
    """Which commitments, as they stood on the day `as_of`; `today` tells whether that day is past.

    `lead` and `overdue` say in short what `where` can say too. `home`: our own agency. `sort`: one of `sorts`, a "-" in
    front turns it round; empty: open ones by due date, those without one next, closed ones last. `weights`: of urgency.
    """

    as_of: date
    today: date
    scope: Scope = field(default_factory=Scope)
    lead: str | None = None
    overdue: bool = False
    where: Expr = EVERYTHING
    home: str | None = None
    sort: str = ""
    limit: int | None = None
    weights: Mapping[str, float] = field(default_factory=lambda: urgency.weights({}))

    @property
    def filter(self) -> Expr:
        """All that is asked of a commitment, as one filter."""
        overdue = (Flag("overdue"),) if self.overdue else ()
        lead = (Term("lead", ":", self.lead),) if self.lead else ()
        return all_of(*overdue, *lead, self.where)


class Choice:
    """A question put to a register: what it chooses, counts and groups is one and the same set."""

    def __init__(self, session: Session, question: Question) -> None:
        self.session = session
        self.question = question
        self.columns = columns_on(question.as_of, question.today)
        self.asking = Asking(session, self.columns, question.home)
        filter_ = question.filter
        self.conditions: list[ColumnElement[bool]] = [
            self.columns.given,
            *commitment_conditions(session, question.scope),
            self.asking.condition(filter_),
        ]
        self._filter = filter_

    def count(self, most: int) -> int:
        """How many there are, whatever the limit; counting ends at `most`, since a big register takes seconds."""
        some = select(col(Commitment.id)).where(*self.conditions).limit(most).subquery()
        return int(self.session.execute(select(func.count()).select_from(some)).scalar_one())

    def rows(self) -> list[Chosen]:
        """The commitments in the order asked for, up to the limit."""
        name, turned = self.question.sort.removeprefix("-"), self.question.sort.startswith("-")
        if not name:
            return self._in_classes(self.question.limit)
        if name == "urgency":
            return self._by_urgency(turned=turned)
        if name == "lead":
            return self._by_lead(turned=turned)
        column = {"due": self.columns.due_on, "given": col(Commitment.given_on), "id": col(Commitment.id)}[name]
        missing = case((column.is_(None), 1), else_=0)
        order = (missing, column.desc(), col(Commitment.id).desc()) if turned else (missing, column, col(Commitment.id))
        return self._read(order, self.question.limit)

    def _read(self, order: Sequence[Any], limit: int | None, *more: ColumnElement[bool]) -> list[Chosen]:
        c = self.columns
        stood = (c.stage, c.grade, c.due_on, c.done_on, c.lead_id, c.official_id)
        statement = select(Commitment, *stood).where(*self.conditions, *more).order_by(*order).limit(limit)
        return [(row, Standing(*facts)) for row, *facts in self.session.execute(statement)]

    def _in_classes(self, limit: int | None) -> list[Chosen]:
        """Class by class, each in the order of an index, so that a limit need not look at the rest."""
        found: list[Chosen] = []
        for condition in self._classes():
            left = None if limit is None else limit - len(found)
            if left is None or left > 0:
                missing = case((self.columns.due_on.is_(None), 1), else_=0)
                closed = condition is self._shut
                order = (*((missing,) if closed else ()), self.columns.due_on, col(Commitment.id))
                found += self._read(order, left, condition)
        return found

    def _classes(self) -> Iterator[ColumnElement[bool]]:
        """Open ones with a day, open ones without, closed ones; without those that the filter rules out."""
        opened, due = self.columns.open, self.columns.due_on
        self._shut = not_(opened)
        dated = demands(self._filter, *_OPEN_WITH_DAY)
        if not demands(self._filter, *_CLOSED):
            if not demands(self._filter, "no-due"):
                yield and_(opened, due.is_not(None))
            if not dated:
                yield and_(opened, due.is_(None))
        if not dated and not demands(self._filter, *_OPEN):
            yield self._shut

    def _by_lead(self, *, turned: bool) -> list[Chosen]:
        """By the name that the lead has on the day, in Vietnamese order; those without one last."""
        c = self.columns
        statement = select(col(Commitment.id), c.lead_id, c.due_on).where(*self.conditions)
        found = self.session.execute(statement).all()
        names = Names(self.session, {lead for _id, lead, _due in found})
        keys = {
            lead: sort_key(name) if (name := names.agency(lead, self.question.as_of)) else None
            for lead in {lead for _id, lead, _due in found}
        }
        led = [(keys[lead], due or date.max, id_) for id_, lead, due in found if keys[lead] is not None]
        rest = sorted((due or date.max, id_) for id_, lead, due in found if keys[lead] is None)
        led.sort(reverse=turned)
        return self._of([*(id_ for _key, _due, id_ in led), *(id_ for _due, id_ in rest)][: self.question.limit])

    def _by_urgency(self, *, turned: bool) -> list[Chosen]:
        """The most urgent first; what is done or cancelled has no urgency and comes last."""
        question = self.question
        ranked = sorted(
            (-urgency.total(urgency.parts(facts, question.weights, question.as_of)), facts.due_on or date.max, facts.id)
            for facts in self.facts(self.columns.open)
        )
        if turned:
            ranked.reverse()
        found = self._of([id_ for _points, _due, id_ in ranked][: question.limit])
        left = None if question.limit is None else question.limit - len(found)
        if left is None or left > 0:
            found += self._read((self.columns.due_on, col(Commitment.id)), left, not_(self.columns.open))
        return found

    def facts(self, *more: ColumnElement[bool]) -> Iterator[urgency.Facts]:
        """What urgency looks at, of those chosen."""
        c, event = self.columns, CommitmentEvent
        newest = (
            select(func.max(col(event.happened_on)))
            .where(col(event.commitment_id) == col(Commitment.id), col(event.happened_on) <= self.question.as_of)
            .correlate(Commitment)
            .scalar_subquery()
        )
        ours = self.asking.led_by(self.asking.ours) if self.question.home else false()
        statement = select(
            *(col(Commitment.id), c.stage, c.grade, c.due_on, newest, col(Commitment.given_on), c.lead_id, ours)
        ).where(*self.conditions, *more)
        for id_, stage, grade, due_on, moved_on, given_on, lead_id, own in self.session.execute(statement):
            yield urgency.Facts(id_, stage, grade, due_on, moved_on or given_on, lead_id is not None, bool(own))

    def explained(self, ids: Sequence[int]) -> dict[int, tuple[urgency.Part, ...]]:
        """The terms of the urgency of some of them."""
        question = self.question
        return {
            facts.id: urgency.parts(facts, question.weights, question.as_of)
            for part in batches(ids)
            for facts in self.facts(col(Commitment.id).in_(part))
        }

    def _of(self, ids: Sequence[int]) -> list[Chosen]:
        found: dict[int, Chosen] = {}
        for part in batches(ids):
            for row, stood in self._read((col(Commitment.id),), None, col(Commitment.id).in_(part)):
                found[row.key] = row, stood
        return [found[id_] for id_ in ids]
