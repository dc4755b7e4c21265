"""Whether a visit is in the register already: from this very note, from another account, or logged by hand."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from tracker import text
from tracker.calendar import short_date
from tracker.errors import DuplicateNoteError, DuplicateVisitError, LikeVisitError
from tracker.models import Agency, Party, Visit
from tracker.queries.same_visit import Sought, like_visits
from tracker.queries.visits import logged_as

if TYPE_CHECKING:
    from tracker.records.visits import NewSource, NewVisit


def digest(source: "NewSource | None") -> str | None:
    """What knows the text of the source when it comes again; None for a source without its text."""
    return text.digest(source.text) if source and source.text else None


def sought(new: "NewVisit") -> Sought:
    """The visit to be looked for in the register."""
    return Sought(
        first=new.started_on,
        last=new.ended_on,
        visitors=tuple((name, new.provinces.get(name)) for name in new.visitors),
        hosts=tuple((name, new.provinces.get(name)) for name in new.hosts),
        people=tuple(person.name for person in new.officials),
    )


def refuse_known(unit: Session, new: "NewVisit") -> None:
    """Refuses a note that was logged already, and one of a visit that the register has from elsewhere."""
    sha256 = digest(new.source)
    if sha256 is None:
        return
    refuse_known_note(unit, sha256)
    like = next(iter(like_visits(unit, sought(new))), None)
    if like is not None:
        raise LikeVisitError(id=like.id, on=short_date(like.started_on))


def refuse_known_note(session: Session, sha256: str) -> None:
    """Refuses a note, by the digest of its text, that a visit was already read from."""
    known = logged_as(session, sha256)
    if known is not None:
        raise DuplicateNoteError(id=known)


def refuse_known_visit(unit: Session, day: date, parties: Sequence[tuple[Agency, str, str]]) -> None:
    """The same visit: the same first day, a visitor and a host in common."""
    sides = {
        role: [agency.key for agency, its_role, _name in parties if its_role == role] for role in ("visitor", "host")
    }
    visits = select(Visit.id).where(Visit.started_on == day, Visit.status != "cancelled")
    for role, ids in sides.items():
        party = select(Party.visit_id).where(Party.role == role, col(Party.agency_id).in_(ids))
        visits = visits.where(col(Visit.id).in_(party))
    found = unit.exec(visits.order_by(col(Visit.id)).limit(1)).first()
    if found is not None:
        raise DuplicateVisitError(id=found, on=short_date(day))
