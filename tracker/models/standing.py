"""How a commitment stood on a day: derived from what was given and from its events, and from nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tracker.models.commitment import Commitment, CommitmentEvent

Timeliness = Literal["in_time", "overdue", "done_on_time", "done_late", "no_due_date"]
"""The Government's 2 x 2, and what has no due date."""
PAUSED = ("suspended", "cancelled")
"""Stages in which nothing can be overdue."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A commitment as it stood: `due_on` is the date in force, `done_on` None while it was open."""

    stage: str
    grade: str
    due_on: date | None
    done_on: date | None
    lead_id: int | None
    official_id: int | None


def in_order(events: Iterable[CommitmentEvent]) -> list[CommitmentEvent]:
    """By the day they happened, those of one day as they were written down."""
    return sorted(events, key=lambda event: (event.happened_on, event.id or 0))


def standing_on(row: Commitment, events: Iterable[CommitmentEvent], as_of: date | None = None) -> Standing:
    """How it stood at the end of the day; after all its events when no day is given."""
    stage, grade, due_on, done_on = "not_started", row.grade, row.due_on, None
    lead_id, official_id = row.lead_id, row.official_id
    for event in in_order(events):
        if as_of and event.happened_on > as_of:
            break
        if event.stage:
            stage, done_on = event.stage, event.happened_on if event.stage == "done" else None
        due_on = event.due_on or due_on
        grade = event.grade or grade
        lead_id = event.lead_id or lead_id
        official_id = event.official_id or official_id
    return Standing(stage, grade, due_on, done_on, lead_id, official_id)


def timeliness(stage: str, due_on: date | None, done_on: date | None, as_of: date) -> tuple[Timeliness, int]:
    """In time or late, and by how many calendar days."""
    if due_on is None:
        return "no_due_date", 0
    if done_on is not None:
        late = (done_on - due_on).days
        return ("done_late", late) if late > 0 else ("done_on_time", 0)
    late = 0 if stage in PAUSED else (as_of - due_on).days
    return ("overdue", late) if late > 0 else ("in_time", 0)


def settle(row: Commitment, events: Iterable[CommitmentEvent]) -> None:
    """Puts what the events made of it into the columns that stand for now."""
    now = standing_on(row, events)
    row.stage, row.current_grade, row.current_due_on = now.stage, now.grade, now.due_on
    row.current_lead_id, row.current_official_id = now.lead_id, now.official_id
