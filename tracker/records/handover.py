"""Hands all that one official is in charge of to another."""

from collections.abc import Iterable

from sqlmodel import Session

from tracker.errors import RefusedError
from tracker.i18n import _
from tracker.models import Commitment, Official
from tracker.records import following
from tracker.records.following import When


def hand_over(unit: Session, ids: Iterable[int], heir: Official, when: When, *, reason: str) -> None:
    """Transfers the commitments, each with its event. Refuses as a whole, and names the one that stands against it."""
    for number in ids:
        row = unit.get_one(Commitment, number)
        try:
            following.transfer(unit, row, when, official=heir, reason=reason)
        except RefusedError as error:
            raise RefusedError(reason=_("Commitment {id}: {reason}").format(id=number, reason=error)) from None


def two_people(given: Official, heir: Official) -> None:
    """Refuses to hand over to the same person."""
    if given.key == heir.key:
        raise RefusedError(
            reason=_("{name} cannot take over from the same person; name another.").format(name=given.full_name)
        )
