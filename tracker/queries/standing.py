"""How commitments stand on a day, as SQL expressions beside `commitment`: the same facts as `models.standing`.

Today the columns that stand for now answer, with their indexes; a past day is worked out from the events.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, literal_column, not_, null, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from tracker.models import Commitment, CommitmentEvent
from tracker.models.commitment import CLOSED
from tracker.models.standing import PAUSED


@dataclass(frozen=True)
class Columns:
    """What a question may ask of a commitment on the day `as_of`."""

    as_of: date
    stage: SQLColumnExpression[Any]
    grade: SQLColumnExpression[Any]
    due_on: SQLColumnExpression[Any]
    done_on: SQLColumnExpression[Any]
    lead_id: SQLColumnExpression[Any]
    official_id: SQLColumnExpression[Any]

    @property
    def given(self) -> ColumnElement[bool]:
        """Whether it had been promised by then."""
        return or_(col(Commitment.given_on).is_(None), col(Commitment.given_on) <= self.as_of)

    @property
    def open(self) -> ColumnElement[bool]:
        """Whether it was neither done nor cancelled: in the words of the partial indexes, which so can serve it."""
        return self.stage.not_in([literal_column(f"'{stage}'") for stage in CLOSED])

    @property
    def overdue(self) -> ColumnElement[bool]:
        """Open, not suspended, and past its day."""
        return and_(self.open, self.stage.not_in(PAUSED), self.due_on < self.as_of)

    @property
    def timeliness(self) -> ColumnElement[str]:
        """The word of `models.standing.timeliness`."""
        done = self.stage == "done"
        return case(
            (self.due_on.is_(None), "no_due_date"),
            (and_(done, self.done_on > self.due_on), "done_late"),
            (done, "done_on_time"),
            (and_(not_(self.stage.in_(PAUSED)), self.due_on < self.as_of), "overdue"),
            else_="in_time",
        )


def columns_on(as_of: date, today: date) -> Columns:
    """The expressions for a day; from today on those of now."""
    stage: SQLColumnExpression[Any]
    if as_of >= today:
        stage = col(Commitment.stage)
        return Columns(
            as_of=as_of,
            stage=stage,
            grade=col(Commitment.current_grade),
            due_on=col(Commitment.current_due_on),
            done_on=case((stage == "done", _newest("happened_on", "stage", None)), else_=null()),
            lead_id=col(Commitment.current_lead_id),
            official_id=col(Commitment.current_official_id),
        )
    stage = func.coalesce(_newest("stage", "stage", as_of), "not_started")
    return Columns(
        as_of=as_of,
        stage=stage,
        grade=func.coalesce(_newest("grade", "grade", as_of), col(Commitment.grade)),
        due_on=func.coalesce(_newest("due_on", "due_on", as_of), col(Commitment.due_on)),
        done_on=case((stage == "done", _newest("happened_on", "stage", as_of)), else_=null()),
        lead_id=func.coalesce(_newest("lead_id", "lead_id", as_of), col(Commitment.lead_id)),
        official_id=func.coalesce(_newest("official_id", "official_id", as_of), col(Commitment.official_id)),
    )


def _newest(wanted: str, having: str, as_of: date | None) -> ColumnElement[Any]:
    """A column of the newest event by then that has a value in another."""
    event = aliased(CommitmentEvent)
    found = select(getattr(event, wanted)).where(
        event.commitment_id == col(Commitment.id), getattr(event, having).is_not(None)
    )
    if as_of is not None:
        found = found.where(col(event.happened_on) <= as_of)
    return (
        found.order_by(col(event.happened_on).desc(), col(event.id).desc())
        .limit(1)
        .correlate(Commitment)
        .scalar_subquery()
    )
