"""What someone who takes over from another has to know: what is open, the visits it comes from, whom they met there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from tracker.models import Official
from tracker.queries.parts import batches
from tracker.queries.reminders import Asked, Due, charged
from tracker.queries.visits import VisitWhole, visit


@dataclass(frozen=True, slots=True)
class Pack:
    """`open`: what is handed over, by due date; `visits`: where it was promised, newest first; `contacts`: how to reach
    the people met there, by their numbers."""

    asked: Asked
    open: Sequence[Due]
    visits: Sequence[VisitWhole]
    contacts: dict[int, str]


def pack(session: Session, asked: Asked) -> Pack:
    """Everything open that is asked about, with what stands behind it."""
    found = charged(session, asked)
    visits = {one.visit.id: one.visit for one in found}.values()
    newest = sorted(visits, key=lambda row: (row.started_on is not None, row.started_on, row.id), reverse=True)
    whole = [visit(session, str(row.id)) for row in newest]
    people = sorted({person.official_id for one in whole for person in one.participants})
    contacts = {
        row.key: row.work_contact
        for part in batches(people)
        for row in session.exec(select(Official).where(col(Official.id).in_(part)))
        if row.work_contact
    }
    return Pack(asked, found, whole, contacts)
