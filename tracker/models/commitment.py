"""What was promised, and what became of it.

A commitment holds two sets of columns. What was given stays for ever: `text`, `lead_id`, `grade`, `due_on` … . The
`current_*` columns and `stage` are what its events made of it up to now: they follow from the events (`standing`) and
stand here so that an index can answer. Timeliness is never stored: it is derived at an as-of date.
"""

import uuid
from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from tracker.models.base import Args, Record, not_empty, one_of, only_where

GRADES = ("intention", "agreed", "assigned", "signed")
"""From the softest wording to the firmest."""
STAGES = ("not_started", "in_progress", "awaiting_confirmation", "done", "suspended", "cancelled")
CLOSED = ("done", "cancelled")
EVENTS = (
    *("extension", "progress", "submitted", "returned", "done", "reopened", "evidence", "firmed", "suspended"),
    *("resumed", "cancelled", "transferred"),
)
EVIDENCE = ("document", "link", "file")
"""What shows that a promise was kept: the number of a paper, an address, or the hash of a file."""
RECURRENCES = ("week", "month", "quarter", "half_year", "year")
_OPEN = "stage NOT IN ('done', 'cancelled')"


class Commitment(Record, table=True):
    """A promise with one lead. `due_on` is the original due date and is never overwritten.

    One that recurs has a row for each `period` ("2024-Q2"); its rows share `series_uid`. `sheet_key` is the identity of
    the row of a task sheet that it was imported from.
    """

    __tablename__ = "commitment"
    __table_args__: ClassVar[Args] = (
        not_empty("text"),
        one_of("grade", GRADES),
        one_of("stage", STAGES),
        one_of("current_grade", GRADES),
        one_of("every", RECURRENCES),
        Index("ix_commitment_open_due", "current_lead_id", "current_due_on", **only_where(_OPEN)),
        Index("ix_commitment_due", "current_due_on", **only_where(_OPEN)),
        Index(None, "visit_id"),
        Index("uq_commitment_series_period", "series_uid", "period", unique=True),
        Index("uq_commitment_sheet_key", "sheet_key", unique=True),
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
    official_id: int | None = Field(default=None, foreign_key="official.id")
    current_lead_id: int | None = Field(default=None, foreign_key="agency.id")
    current_official_id: int | None = Field(default=None, foreign_key="official.id", index=True)
    current_grade: str = Field(default="agreed", sa_column_kwargs={"server_default": "agreed"})
    current_due_on: date | None = None
    every: str | None = None
    every_until: date | None = None
    series_uid: uuid.UUID | None = None
    period: str | None = None
    sheet_key: str | None = None


class Coordination(Record, table=True):
    """An agency that coordinates (phối hợp) in a commitment."""

    __tablename__ = "coordination"
    __table_args__: ClassVar[Args] = (UniqueConstraint("commitment_id", "agency_id"), Index(None, "agency_id"))

    commitment_id: int = Field(foreign_key="commitment.id")
    agency_id: int = Field(foreign_key="agency.id")


class CommitmentEvent(Record, table=True):
    """What happened to a commitment on a day.

    `stage`: the stage that it led to, None where it changed none. An extension has the new `due_on` (and `due_text`,
    its words), a firming the new `grade`, a transfer the new `lead_id` or `official_id` beside the one before
    (`from_…`). A closing has its evidence, or why it has none.
    """

    __tablename__ = "commitment_event"
    __table_args__: ClassVar[Args] = (
        one_of("kind", EVENTS),
        one_of("grade", GRADES),
        one_of("stage", STAGES),
        one_of("evidence_kind", EVIDENCE),
        CheckConstraint("(kind = 'extension') = (due_on IS NOT NULL)", name="extension_has_date"),
        CheckConstraint("(kind = 'firmed') = (grade IS NOT NULL)", name="firmed_has_grade"),
        CheckConstraint(
            "(kind = 'transferred') = (lead_id IS NOT NULL OR official_id IS NOT NULL)", name="transfer_has_heir"
        ),
        CheckConstraint(
            "kind <> 'done' OR evidence IS NOT NULL OR without_evidence IS NOT NULL", name="done_has_evidence"
        ),
        Index(None, "commitment_id", "happened_on"),
    )
    searched: ClassVar[tuple[str, ...]] = ("note", "evidence")
    leads_to: ClassVar[tuple[str, str]] = ("commitment", "commitment_id")

    commitment_id: int = Field(foreign_key="commitment.id")
    kind: str
    happened_on: date
    due_on: date | None = None
    due_text: str | None = None
    grade: str | None = None
    stage: str | None = None
    note: str | None = None
    evidence: str | None = None
    evidence_kind: str | None = None
    without_evidence: str | None = None
    agreed_by: str | None = None
    from_lead_id: int | None = Field(default=None, foreign_key="agency.id")
    lead_id: int | None = Field(default=None, foreign_key="agency.id")
    from_official_id: int | None = Field(default=None, foreign_key="official.id")
    official_id: int | None = Field(default=None, foreign_key="official.id")
