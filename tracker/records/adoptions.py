"""Writes what came of a visit: a decision that followed its lessons, or why none did."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from tracker.calendar import short_date
from tracker.errors import RefusedError
from tracker.i18n import _
from tracker.models import Adoption, Commitment, Discussion, Visit
from tracker.queries.names import find_topic
from tracker.records import agencies
from tracker.text import key, one_line


@dataclass(frozen=True, slots=True)
class NewAdoption:
    """`decision` with its day, or `not_adopted`: why nothing was. `source`: where that is known from; `commitment`: the
    promise of the visit that it fulfils."""

    topic: str
    source: str
    decision: str | None = None
    decided_on: date | None = None
    not_adopted: str | None = None
    title: str | None = None
    agency: str | None = None
    commitment: Commitment | None = None


def adopt(unit: Session, visit: Visit, new: NewAdoption, today: date) -> Adoption:
    """Writes it down. Refuses what contradicts itself, the visit, or what is written already."""
    decision, reason = one_line(new.decision or ""), one_line(new.not_adopted or "")
    _check(visit, new, decision, reason, today)
    topic = find_topic(unit, new.topic)
    topics = select(Discussion.topic_id).where(Discussion.visit_id == visit.key)
    if topic.key not in set(unit.exec(topics)):
        raise RefusedError(
            reason=_(
                "Visit {id} was not about {topic}; “tracker visit edit {id} --topic {topic}” adds the topic first."
            ).format(id=visit.key, topic=topic.slug)
        )
    if new.commitment is not None and new.commitment.visit_id != visit.key:
        raise RefusedError(
            reason=_("Commitment {id} is of visit {other}, not of visit {visit}.").format(
                id=new.commitment.key, other=new.commitment.visit_id, visit=visit.key
            )
        )
    agency = agencies.obtain(unit, new.agency, new.decided_on or today).key if new.agency else None
    _refuse_known(unit, visit, topic.key, agency, decision)
    row = Adoption(
        visit_id=visit.key,
        topic_id=topic.key,
        agency_id=agency,
        commitment_id=new.commitment.key if new.commitment else None,
        title=one_line(new.title or "") or None,
        decision=decision or None,
        decided_on=new.decided_on,
        not_adopted_because=reason or None,
        source=one_line(new.source),
    )
    unit.add(row)
    unit.flush()
    return row


def _check(visit: Visit, new: NewAdoption, decision: str, reason: str, today: date) -> None:
    if bool(decision) == bool(reason):
        raise RefusedError(
            reason=_("Say either what was decided (--decision with --on) or why nothing was (--not-adopted).")
        )
    if bool(decision) != bool(new.decided_on):
        raise RefusedError(reason=_("A decision has its day (--on), what was not adopted has none."))
    if not one_line(new.source):
        raise RefusedError(reason=_("Say where it is known from with --source: a paper or an address."))
    if visit.status != "held":
        raise RefusedError(reason=_("Visit {id} was not held; nothing can have come of it yet.").format(id=visit.key))
    if new.decided_on is None:
        return
    if visit.started_on and new.decided_on < visit.started_on:
        raise RefusedError(
            reason=_("The decision of {day} is older than the visit of {visit}.").format(
                day=short_date(new.decided_on), visit=short_date(visit.started_on)
            )
        )
    if new.decided_on > today:
        raise RefusedError(
            reason=_("{day} is in the future; write down what happened on a day that has come.").format(
                day=short_date(new.decided_on)
            )
        )


def _refuse_known(unit: Session, visit: Visit, topic: int, agency: int | None, decision: str) -> None:
    """Refuses the same decision twice, and "not adopted" beside what was adopted or beside another reason."""
    rows = unit.exec(
        select(Adoption)
        .where(Adoption.visit_id == visit.key, Adoption.topic_id == topic, col(Adoption.agency_id) == agency)
        .order_by(col(Adoption.id))
    ).all()
    for row in rows:
        if decision and key(row.decision or "") == key(decision):
            raise RefusedError(
                reason=_("{decision} is written down for visit {id} already.").format(
                    decision=row.decision, id=visit.key
                )
            )
        if not decision:
            said = row.decision or row.not_adopted_because or ""
            raise RefusedError(
                reason=_("For visit {id} and this topic there is already: {said}.").format(
                    id=visit.key, said=said[:200]
                )
            )
