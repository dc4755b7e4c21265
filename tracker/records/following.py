"""Writes what happens to a commitment. What was given is never altered; each step is an event with its day.

A step that changes the stage cannot be dated before the last one that did, an extension not before the last extension,
and so on: so the state of any past day follows from the events, and no later step rewrites it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from tracker.calendar import short_date
from tracker.errors import RefusedError
from tracker.i18n import _
from tracker.models import Agency, Commitment, CommitmentEvent, Coordination, Official
from tracker.models.commitment import CLOSED, GRADES
from tracker.models.standing import in_order, settle
from tracker.records import deadlines, series
from tracker.records import evidence as proof
from tracker.text import one_line

OPEN = ("not_started", "in_progress", "awaiting_confirmation", "suspended")

STEPS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "progress": ((*OPEN, *CLOSED), None),
    "submitted": (("not_started", "in_progress"), "awaiting_confirmation"),
    "returned": (("awaiting_confirmation",), "in_progress"),
    "done": (OPEN, "done"),
    "reopened": (CLOSED, "in_progress"),
    "suspended": (("not_started", "in_progress", "awaiting_confirmation"), "suspended"),
    "resumed": (("suspended",), "in_progress"),
    "cancelled": (OPEN, "cancelled"),
    "extension": (OPEN, None),
    "firmed": (OPEN, None),
    "transferred": (OPEN, None),
    "evidence": ((*OPEN, *CLOSED), None),
}
"""From which stages each step may be taken, and the stage that it leads to."""


@dataclass(frozen=True, slots=True)
class When:
    """The day that something happened, and the day it is written down on."""

    on: date
    today: date


def note(unit: Session, row: Commitment, when: When, *, text: str, begins: bool = True) -> None:
    """Writes progress down; the first begins the work, unless it is a mere remark."""
    began = {"stage": "in_progress"} if begins and row.stage == "not_started" else {}
    _step(unit, row, "progress", when, note=_said(text, _("A note needs a text.")), **began)


def submit(unit: Session, row: Commitment, when: When, *, text: str | None = None, evidence: str | None = None) -> None:
    """The lead says that it is done, and waits for that to be confirmed."""
    _step(unit, row, "submitted", when, note=text, **proof.read(evidence))


def give_back(unit: Session, row: Commitment, when: When, *, reason: str) -> None:
    """What was submitted is not enough yet."""
    _step(unit, row, "returned", when, note=_said(reason, _("Giving it back needs a reason (--reason).")))


def done(
    unit: Session, row: Commitment, when: When, *, evidence: str | None = None, without_evidence: str | None = None
) -> None:
    """Closes a commitment as fulfilled: with evidence, or with the reason why there is none."""
    _refuse_stage(row, "done")
    shown = proof.read(evidence) or proof.read(_newest_evidence(unit, row))
    why = one_line(without_evidence or "")
    if not shown and not why:
        raise RefusedError(
            reason=_(
                "Closing commitment {id} needs evidence: --evidence with the number of a paper, a link or a file, "
                "or --without-evidence with the reason."
            ).format(id=row.key)
        )
    _step(unit, row, "done", when, without_evidence=None if shown else why, **shown)


def add_evidence(unit: Session, row: Commitment, when: When, *, evidence: str, text: str | None = None) -> None:
    """Adds evidence without changing the stage."""
    shown = proof.read(evidence)
    if not shown:
        raise RefusedError(reason=_("Evidence is the number of a paper, a link or a file."))
    _step(unit, row, "evidence", when, note=text, **shown)


def reopen(unit: Session, row: Commitment, when: When, *, reason: str) -> None:
    """Takes "done" or "cancelled" back, with a reason."""
    _step(unit, row, "reopened", when, note=_said(reason, _("Opening it again needs a reason (--reason).")))


def suspend(unit: Session, row: Commitment, when: When, *, reason: str) -> None:
    """Pauses it: nothing is overdue until it is resumed."""
    _step(unit, row, "suspended", when, note=_said(reason, _("Suspending it needs a reason (--reason).")))


def resume(unit: Session, row: Commitment, when: When, *, text: str | None = None) -> None:
    """Takes up again what was suspended."""
    _step(unit, row, "resumed", when, note=text)


def cancel(unit: Session, row: Commitment, when: When, *, reason: str, whole_series: bool = False) -> None:
    """Closes it without fulfilment; with the whole series what is open of it, and nothing follows."""
    why = _said(reason, _("Cancelling it needs a reason (--reason)."))
    others = series.stop(unit, row) if whole_series else []
    for one in (row, *others):
        _step(unit, one, "cancelled", when, note=why)


def extend(
    unit: Session,
    row: Commitment,
    when: When,
    *,
    to: str,
    reason: str,
    agreed_by: str | None = None,
) -> date:
    """A new due date, in the words it was agreed in, with its reason; the original stays. Returns the date."""
    due = deadlines.read(unit, to, when.on)
    if due.on is None:
        raise RefusedError(reason=_("“{text}” names no day to extend to.").format(text=due.text))
    why = _said(reason, _("An extension needs a reason (--reason)."))
    if row.current_due_on and due.on <= row.current_due_on:
        raise RefusedError(
            reason=_("The new date {to} is not after the one in force, {current}.").format(
                to=short_date(due.on), current=short_date(row.current_due_on)
            )
        )
    _step(unit, row, "extension", when, due_on=due.on, due_text=due.text, note=why, agreed_by=agreed_by)
    return due.on


def firm(unit: Session, row: Commitment, when: When, *, grade: str, source: str) -> None:
    """Raises the grade, with the paper that says so."""
    if grade not in GRADES:
        raise RefusedError(
            reason=_("“{value}” is no grade; it is one of: {all}.").format(value=grade, all=", ".join(GRADES))
        )
    if GRADES.index(grade) <= GRADES.index(row.current_grade):
        raise RefusedError(
            reason=_("Commitment {id} is “{grade}” already; a firmer grade is one of: {all}.").format(
                id=row.key,
                grade=row.current_grade,
                all=", ".join(GRADES[GRADES.index(row.current_grade) + 1 :]) or "–",
            )
        )
    shown = proof.read(source)
    if not shown:
        raise RefusedError(reason=_("A firmer grade needs its source (--source): a paper, a link or a file."))
    _step(unit, row, "firmed", when, grade=grade, **shown)


def transfer(
    unit: Session,
    row: Commitment,
    when: When,
    *,
    lead: Agency | None = None,
    official: Official | None = None,
    reason: str,
) -> None:
    """Hands it to another lead, to another official, or both; who had it before stays in the event."""
    why = _said(reason, _("A transfer needs a reason (--reason)."))
    moved: dict[str, Any] = {}
    if lead and lead.key != row.current_lead_id:
        moved |= {"lead_id": lead.key, "from_lead_id": row.current_lead_id}
    if official and official.key != row.current_official_id:
        moved |= {"official_id": official.key, "from_official_id": row.current_official_id}
    if not moved:
        raise RefusedError(
            reason=_("Commitment {id} is theirs already; name another with --to or --official.").format(id=row.key)
        )
    _step(unit, row, "transferred", when, note=why, **moved)


def correct(
    unit: Session,
    row: Commitment,
    *,
    text: str | None = None,
    counterpart: Agency | None = None,
    joined: Sequence[Agency] = (),
    left: Sequence[Agency] = (),
) -> None:
    """Puts right what was written down wrongly: the words, the counterpart, who coordinates.

    Days and lead have steps of their own. Refuses an empty text, one who coordinates already, one who does not, and
    nothing to correct.
    """
    if text is not None:
        row.text = one_line(_said(text, _("A commitment needs a text that says what was promised.")))
    if counterpart:
        row.counterpart_id = counterpart.key
    listed = unit.exec(select(Coordination).where(Coordination.commitment_id == row.key)).all()
    held = {coordination.agency_id: coordination for coordination in listed}
    for agency in left:
        if agency.key not in held:
            raise RefusedError(
                reason=_("The agency of --without does not coordinate in commitment {id}.").format(id=row.key)
            )
        unit.delete(held[agency.key])
    for agency in joined:
        if agency.key in held:
            raise RefusedError(
                reason=_("The agency of --with coordinates in commitment {id} already.").format(id=row.key)
            )
        unit.add(Coordination(commitment_id=row.key, agency_id=agency.key))
    if not (text or counterpart or joined or left):
        raise RefusedError(reason=_("Say what is to be corrected: --text, --counterpart, --with or --without."))
    unit.add(row)
    unit.flush()


def events_of(unit: Session, row: Commitment) -> list[CommitmentEvent]:
    """Everything that happened to it, as it was written down."""
    return list(unit.exec(select(CommitmentEvent).where(CommitmentEvent.commitment_id == row.key)))


def _newest_evidence(unit: Session, row: Commitment) -> str | None:
    """Evidence that was written down before the closing serves for it, unless it was given back or reopened since."""
    for event in reversed(in_order(events_of(unit, row))):
        if event.kind in ("returned", "reopened"):
            return None
        if event.kind in ("submitted", "evidence") and event.evidence:
            return event.evidence
    return None


def _said(text: str, otherwise: str) -> str:
    if not one_line(text):
        raise RefusedError(reason=otherwise)
    return text


def _step(unit: Session, row: Commitment, kind: str, when: When, **facts: Any) -> None:
    """Writes the event down and settles what stands for now. Refuses a step that the stage or its day forbids."""
    _refuse_stage(row, kind)
    events = events_of(unit, row)
    stage = facts.pop("stage", STEPS[kind][1])
    _refuse_day(row, when, [e for e in events if e.kind == kind or (stage and e.stage)])
    words: dict[str, Any] = {
        name: one_line(value) if isinstance(value, str) else value for name, value in facts.items()
    }
    event = CommitmentEvent(
        commitment_id=row.key,
        kind=kind,
        happened_on=when.on,
        stage=stage,
        **{name: value for name, value in words.items() if value not in (None, "")},
    )
    unit.add(event)
    unit.flush()
    settle(row, [*events, event])
    unit.add(row)
    unit.flush()
    if row.stage in CLOSED and kind in CLOSED and row.every:
        series.follow(unit, row, when.on)


def _refuse_stage(row: Commitment, kind: str) -> None:
    if row.stage in STEPS[kind][0]:
        return
    if row.stage in CLOSED:
        raise RefusedError(
            reason=_("Commitment {id} is closed; “tracker followup reopen {id}” opens it again.").format(id=row.key)
        )
    if kind == "reopened":
        raise RefusedError(reason=_("Commitment {id} is open already.").format(id=row.key))
    if kind == "resumed":
        raise RefusedError(reason=_("Commitment {id} is not suspended.").format(id=row.key))
    if kind == "returned":
        raise RefusedError(reason=_("Commitment {id} does not wait for confirmation.").format(id=row.key))
    if row.stage == "suspended":
        raise RefusedError(
            reason=_("Commitment {id} is suspended; “tracker followup resume {id}” takes it up again.").format(
                id=row.key
            )
        )
    raise RefusedError(reason=_("Commitment {id} waits for confirmation already.").format(id=row.key))


def _refuse_day(row: Commitment, when: When, before: Sequence[CommitmentEvent]) -> None:
    """Refuses a day that has not come, one before the promise, and one before what the step follows."""
    if when.on > when.today:
        raise RefusedError(
            reason=_("{day} is in the future; write down what happened on a day that has come.").format(
                day=short_date(when.on)
            )
        )
    if row.given_on and when.on < row.given_on:
        raise RefusedError(
            reason=_("{day} is before the promise was given, {given}.").format(
                day=short_date(when.on), given=short_date(row.given_on)
            )
        )
    last = max((event.happened_on for event in before), default=when.on)
    if when.on < last:
        raise RefusedError(
            reason=_("{day} is before what it follows, of {last}.").format(
                day=short_date(when.on), last=short_date(last)
            )
        )
