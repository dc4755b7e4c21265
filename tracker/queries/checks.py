"""Named checks of the register's truth: each gives what it found, nothing where all is well. They write nothing.

A new check is a function that gives findings and an entry in `CHECKS`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, and_, col, or_, select

from tracker.calendar import COUNTED_RULES, WorkingDays, read_due, short_date
from tracker.calendar.recurring import period_named, read_pattern
from tracker.errors import DateError, UsageError
from tracker.i18n import N_, _
from tracker.models import Commitment, CommitmentEvent, Visit
from tracker.models.commitment import CLOSED
from tracker.queries.calendar import working_days
from tracker.queries.standing import columns_on

_LAST_DAY = date(9999, 12, 30)
"""A day by which every event has happened; as a past day it is answered from the events."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found at a record: its kind and number, what is wrong in a sentence, and the facts for scripts."""

    record: str
    id: int
    uid: UUID | None
    said: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline in force that its words would set to another day now; None: they can no longer be read."""

    row: Commitment
    text: str
    said_on: date
    before: date
    now: date | None


def moved_deadlines(session: Session, *, counted: bool = False) -> Iterator[Moved]:
    """The dates in force of open commitments that would move if their words were read again with the working days of
    now; `counted`: only those counted in days, which alone depend on the calendar."""
    again = _Reader(working_days(session))
    for row, extension in _worded(session, counted=counted):
        text, said_on = (row.due_text, row.given_on)
        before = row.due_on
        if extension is not None:
            text, said_on, before = extension.due_text, extension.happened_on, extension.due_on
        if text is None or said_on is None or before is None:
            continue
        now = again.recurring(row, text, said_on) if extension is None and row.every else again.read(text, said_on)
        if now != before:
            yield Moved(row, text, said_on, before, now)


def _worded(session: Session, *, counted: bool) -> Iterable[tuple[Commitment, CommitmentEvent | None]]:
    """Open commitments whose date in force was read from words, with the extension that set it."""
    newest = (
        select(CommitmentEvent.id)
        .where(CommitmentEvent.commitment_id == col(Commitment.id), CommitmentEvent.kind == "extension")
        .order_by(col(CommitmentEvent.happened_on).desc(), col(CommitmentEvent.id).desc())
        .limit(1)
        .correlate(Commitment)
        .scalar_subquery()
    )
    rule = col(Commitment.due_rule)
    statement = (
        select(Commitment, CommitmentEvent)
        .join(Visit)
        .outerjoin(CommitmentEvent, col(CommitmentEvent.id) == newest)
        .where(
            col(Commitment.stage).not_in(CLOSED),
            col(Visit.status) != "cancelled",
            or_(
                col(CommitmentEvent.due_text).is_not(None),
                and_(
                    col(CommitmentEvent.id).is_(None),
                    col(Commitment.due_text).is_not(None),
                    rule.in_(COUNTED_RULES) if counted else rule.is_not(None),
                ),
            ),
        )
        .order_by(col(Commitment.id))
    )
    yield from session.exec(statement.execution_options(yield_per=500))


class _Reader:
    """Reads deadlines with one calendar; what was said of one day is read once."""

    def __init__(self, days: WorkingDays) -> None:
        self._days = days
        self._read: dict[tuple[str, date], date | None] = {}

    def read(self, text: str, said_on: date) -> date | None:
        """The day that the words set, None where they set none."""
        if (text, said_on) not in self._read:
            try:
                self._read[text, said_on] = read_due(text, said_on, self._days).on
            except DateError:
                self._read[text, said_on] = None
        return self._read[text, said_on]

    def recurring(self, row: Commitment, text: str, said_on: date) -> date | None:
        """The same for an occurrence of a series, whose words are the day of each period."""
        if row.due_rule not in COUNTED_RULES or not row.every or not row.period:
            return row.due_on
        try:
            return read_pattern(text, row.every, said_on, self._days).within(period_named(row.every, row.period))
        except (DateError, ValueError):
            return None


def _deadlines(session: Session, _today: date) -> Iterator[Finding]:
    for moved in moved_deadlines(session):
        before, now = short_date(moved.before), short_date(moved.now) if moved.now else None
        words = {"text": moved.text, "day": short_date(moved.said_on), "before": before, "now": now}
        said = (
            _("“{text}” of {day} would be due {now} now, not {before}.")
            if now
            else _("“{text}” of {day}, due {before}, can no longer be read as a deadline.")
        ).format(**words)
        facts = {
            "due_text": moved.text,
            "said_on": moved.said_on.isoformat(),
            "from": moved.before.isoformat(),
            "to": moved.now.isoformat() if moved.now else None,
        }
        yield Finding("commitment", moved.row.key, moved.row.uid, said, facts)


_STANDING = (
    ("stage", "stage"),
    ("current_grade", "grade"),
    ("current_due_on", "due_on"),
    ("current_lead_id", "lead_id"),
    ("current_official_id", "official_id"),
)


def _standing(session: Session, _today: date) -> Iterator[Finding]:
    told = columns_on(_LAST_DAY, date.max)
    statement = (
        select(Commitment)
        .add_columns(*(getattr(told, name) for _column, name in _STANDING))
        .where(
            or_(*(col(getattr(Commitment, column)).is_distinct_from(getattr(told, name)) for column, name in _STANDING))
        )
        .order_by(col(Commitment.id))
    )
    for row, *facts in session.execute(statement):
        for (column, _name), by_events in zip(_STANDING, facts, strict=True):
            stored = getattr(row, column)
            if stored != by_events:
                said = _("{column} is {stored}, but its events say {told}.").format(
                    column=column, stored=stored, told=by_events
                )
                plain = {"column": column, "stored": _plain(stored), "events": _plain(by_events)}
                yield Finding("commitment", row.key, row.uid, said, plain)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _leads(session: Session, _today: date) -> Iterator[Finding]:
    statement = (
        select(Commitment)
        .join(Visit)
        .where(
            col(Commitment.current_lead_id).is_(None),
            col(Commitment.stage).not_in(CLOSED),
            col(Visit.status) != "cancelled",
        )
        .order_by(col(Commitment.id))
    )
    for row in session.exec(statement):
        said = _("No agency leads “{text}”; “tracker followup transfer {id} --to AGENCY --reason …” names one.").format(
            text=row.text if len(row.text) <= 60 else row.text[:59] + "…", id=row.key
        )
        yield Finding("commitment", row.key, row.uid, said)


def _years(session: Session, today: date) -> Iterator[Finding]:
    days = working_days(session)
    statement = (
        select(Commitment)
        .join(Visit)
        .where(
            col(Commitment.due_rule).in_(COUNTED_RULES),
            col(Commitment.stage).not_in(CLOSED),
            col(Visit.status) != "cancelled",
            col(Commitment.current_due_on) >= today.replace(month=1, day=1),
        )
    )
    counts: dict[int, int] = {}
    for row in session.exec(statement):
        if row.current_due_on and not days.known(row.current_due_on.year):
            counts[row.current_due_on.year] = counts.get(row.current_due_on.year, 0) + 1
    for year, n in sorted(counts.items()):
        said = _("The days off of {year} are not listed; deadlines counted in days that fall in it: {n}.").format(
            year=year, n=n
        )
        yield Finding("calendar", year, None, said, {"year": year, "commitments": n})


@dataclass(frozen=True, slots=True)
class Check:
    """What is checked, in a sentence, and how."""

    title: str
    find: Callable[[Session, date], Iterator[Finding]]


CHECKS: dict[str, Check] = {
    "deadlines": Check(
        N_("Dates in force are still those that their words set, with the working days of now."), _deadlines
    ),
    "standing": Check(N_("What stands for now follows from the events."), _standing),
    "leads": Check(N_("Each open promise has an agency that leads."), _leads),
    "years": Check(N_("The days off are listed for each year in which a deadline counted in days falls."), _years),
}


def findings(session: Session, names: Iterable[str], today: date) -> Iterator[tuple[str, Finding]]:
    """What the named checks find, all of them where none is named. Refuses a name that is none."""
    chosen = list(dict.fromkeys(names)) or list(CHECKS)
    for name in chosen:
        if name not in CHECKS:
            raise UsageError(
                reason=_("There is no check “{name}”; there are: {all}.").format(name=name[:40], all=", ".join(CHECKS))
            )
    for name in chosen:
        for finding in CHECKS[name].find(session, today):
            yield name, finding
