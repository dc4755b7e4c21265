"""What was promised. Timeliness is never stored: it is derived from these rows at an as-of date."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from tracker.models.base import Args, Record, not_empty, one_of

GRADES = ("intention", "agreed", "assigned", "signed")
STAGES = ("not_started", "in_progress", "awaiting_confirmation", "done", "suspended", "cancelled")
EVENTS = ("extension", "progress", "done", "reopened", "evidence", "firmed", "suspended", "cancelled")
_OPEN = text("stage NOT IN ('done', 'cancelled')")


class Commitment(Record, table=True):
    """A promise with one lead. `due_on` is the original due date and is never overwritten."""

    __tablename__ = "commitment"
    __table_args__: ClassVar[Args] = (
        not_empty("text"),
        one_of("grade", GRADES),
        one_of("stage", STAGES),
        Index("ix_commitment_open_due", "lead_id", "due_on", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(None, "visit_id"),
    )
    searched: ClassVar[tuple[str, ...]] = ("text", "due_text")
    leads_to: ClassVar[tuple[str, str]] = ("commitment", "id")

    visit_id: int = Field(foreign_key="visit.id")
    text: str
    lead_id: int | None = Field(default=None, foreign_key="agency.id")
    counterpart_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    grade: str
    given_on: date | None = None
    due_text: str | None = None
    due_on: date | None = None
    due_rule: str | None = None
    stage: str = "not_started"


class Coordination(Record, table=True):
    """An agency that coordinates (phối hợp) in a commitment."""

    __tablename__ = "coordination"
    __table_args__: ClassVar[Args] = (UniqueConstraint("commitment_id", "agency_id"), Index(None, "agency_id"))

    commitment_id: int = Field(foreign_key="commitment.id")
    agency_id: int = Field(foreign_key="agency.id")


class CommitmentEvent(Record, table=True):
    """What happened to a commitment on a day; `due_on` is the new due date of an extension, `grade` of a firming."""

    __tablename__ = "commitment_event"
    __table_args__: ClassVar[Args] = (
        one_of("kind", EVENTS),
        one_of("grade", GRADES),
        CheckConstraint("(kind = 'extension') = (due_on IS NOT NULL)", name="extension_has_date"),
        CheckConstraint("(kind = 'firmed') = (grade IS NOT NULL)", name="firmed_has_grade"),
        Index(None, "commitment_id", "happened_on"),
    )
    searched: ClassVar[tuple[str, ...]] = ("note", "evidence")
    leads_to: ClassVar[tuple[str, str]] = ("commitment", "commitment_id")

    commitment_id: int = Field(foreign_key="commitment.id")
    kind: str
    happened_on: date
    due_on: date | None = None
    grade: str | None = None
    note: str | None = None
    evidence: str | None = None
    agreed_by: str | None = None
