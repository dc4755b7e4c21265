"""Writes the rows of a task sheet: new promises, and what happened to known ones. All that is wrong is found at once.

A row is known by its uid, by the key of an earlier import, or as a promise of the same visit in the same words. What
the sheet says happened to it is written as events; where it differs otherwise it is reported and left.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from sqlmodel import Session

from tracker.errors import RefusedError, TrackerError
from tracker.exchange.tasks import events, known
from tracker.exchange.tasks.cells import GRADE_WORDS, day_of, is_vague, names_in
from tracker.exchange.tasks.finding import Finder, Options
from tracker.exchange.tasks.known import Differing
from tracker.exchange.tasks.rows import TaskRow
from tracker.gazetteer.names import agency_key
from tracker.i18n import _
from tracker.models import Agency, Citation, Commitment, Source, Visit
from tracker.queries.followups import FollowupRow, of_visit
from tracker.queries.tasks import by_sheet_key, by_uid, source_numbered
from tracker.records import agencies, commitments
from tracker.records.commitments import NewCommitment
from tracker.text import key


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: its number in the sheet, the column, and a sentence with the way out."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """A promise of the sheet in the register. `events`: what was written of it beside the promise itself."""

    row: int
    id: int
    text: str
    new: bool
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of a row that are kept nowhere: "các đơn vị liên quan" is no agency."""

    row: int
    column: str
    text: str


@dataclass
class Outcome:
    """What came of a sheet. With problems nothing may be kept: whoever opened the operation must take it back."""

    written: list[Written] = field(default_factory=list)
    differing: list[Differing] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _RowError(Exception):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column, reason)
        self.column, self.reason = column, reason


def import_rows(
    unit: Session, rows: Sequence[TaskRow], options: Options, step: Callable[[], None] = lambda: None
) -> Outcome:
    """Writes every row, or finds what is wrong with each; `step` is called after each row."""
    return _Import(unit, options, Finder(unit, options)).run(rows, step)


@dataclass
class _Import:
    unit: Session
    options: Options
    find: Finder
    outcome: Outcome = field(default_factory=Outcome)
    _seen: dict[int, int] = field(default_factory=dict)
    _promises: dict[int, list[FollowupRow]] = field(default_factory=dict)
    _now: TaskRow | None = None

    def run(self, rows: Sequence[TaskRow], step: Callable[[], None]) -> Outcome:
        for row in rows:
            self._now = row
            try:
                self._row(row)
            except _RowError as error:
                self.outcome.problems.append(Problem(row.number, error.column, error.reason))
            step()
        return self.outcome

    @contextmanager
    def _column(self, name: str) -> Iterator[None]:
        """What is refused within is a problem of this column."""
        try:
            yield
        except TrackerError as error:
            assert self._now is not None
            raise _RowError(self._now.headers.get(name, ""), str(error)) from None

    def _row(self, row: TaskRow) -> None:
        with self._column("uid"):
            found = self._by_uid(row)
        if found is not None:
            self._update(row, found)
            return
        with self._column("text"):
            text = row.text("text")
            if not key(text):
                raise RefusedError(reason=_("It does not say what was promised; write it, or empty the row."))
            if text.startswith("#") and text.rstrip("!?/0A").isupper() and len(text) < 9:
                raise RefusedError(reason=_("The cell holds an error of the spreadsheet, {text}.").format(text=text))
        with self._column("given"):
            given = day_of(row.cells.get("given"), self.options.today)
        with self._column("lead"):
            name = _lead(row)
        with self._column("visit" if "visit" in row.headers else "visit_day"):
            try:
                visit = self.find.visit(row, given)
            except RefusedError:
                with self._column("lead"):
                    self.find.refuse_unknown(name)
                raise
        given = given or visit.ended_on or visit.started_on
        day = given or self.options.today
        with self._column("lead"):
            lead = self.find.agency(name, visit, day)
        sheet_key = self._key(text, lead, given, row.text("code"))
        found = by_sheet_key(self.unit, sheet_key) or self._told_alike(row, visit, lead, day)
        if found is not None:
            self._update(row, found)
        else:
            self._add(row, visit, NewCommitment(text, lead=str(lead), given_on=given, sheet_key=sheet_key), day)

    def _by_uid(self, row: TaskRow) -> Commitment | None:
        uid = row.text("uid")
        if not uid:
            return None
        found = by_uid(self.unit, uid)
        if found is None:
            raise RefusedError(
                reason=_(
                    "No promise of this register has the uid {uid}; empty the cell to add the row as a new one, or "
                    "leave the column out with --map “{column}=-”."
                ).format(uid=uid[:40], column=row.headers.get("uid", "uid"))
            )
        return found

    def _key(self, text: str, lead: int, given: date | None, number: str) -> str:
        """The identity of the row in every register: its folded words, the lead, the day, its number in the sheet."""
        agency = self.unit.get_one(Agency, lead)
        name = agency.standard or agency_key(agencies.version_on(self.unit, lead, given).name)
        parts = (key(text), name, given.isoformat() if given else "", key(number))
        return sha256("\n".join(parts).encode()).hexdigest()

    def _told_alike(self, row: TaskRow, visit: Visit, lead: int, day: date) -> Commitment | None:
        """A promise of the visit in the same words with the same lead (or none), from wherever it came; not one of
        another sheet row where the row has a number of its own."""
        name = agency_key(agencies.version_on(self.unit, lead, day).name)
        for one in self._of_visit(visit.key):
            leads = {agency_key(its) for its in (one.lead, one.original_lead) if its}
            if key(one.text) == key(row.text("text")) and (not leads or name in leads):
                found = self.unit.get_one(Commitment, one.id)
                if not row.text("code") or (found.sheet_key is None and found.key not in self._seen):
                    return found
        return None

    def _of_visit(self, visit_id: int) -> list[FollowupRow]:
        """The promises of a visit as they were before the import."""
        if visit_id not in self._promises:
            self._promises[visit_id] = of_visit(self.unit, visit_id, self.options.today)
        return self._promises[visit_id]

    def _once(self, row: TaskRow, commitment: Commitment) -> None:
        first = self._seen.setdefault(commitment.key, row.number)
        if first != row.number:
            raise _RowError(
                row.headers.get("text", ""),
                _(
                    "Rows {first} and {row} are the same promise; leave one out, or give the sheet a column with a "
                    "number of its own for each."
                ).format(first=first, row=row.number),
            )

    def _add(self, row: TaskRow, visit: Visit, new: NewCommitment, day: date) -> None:
        lead = int(new.lead or 0)
        with self._column("grade"):
            grade = _grade(row.text("grade"))
        with self._column("with"):
            coordinating = [id_ for id_ in self._several(row, "with", visit, day) if id_ != lead]
        with self._column("counterpart"):
            others = self._several(row, "counterpart", visit, day)
        with self._column("official"):
            person = row.text("official")
            official = self.find.official(person, self.unit.get_one(Agency, lead)) if person else None
        due = row.cells.get("due")
        with self._column("due"):
            due_on = day_of(due, day) if not isinstance(due, str) else None
            commitment = commitments.add(
                self.unit,
                visit,
                NewCommitment(
                    new.text,
                    grade,
                    new.lead,
                    list(map(str, coordinating)),
                    str(others[0]) if others else None,
                    due=row.text("due") if isinstance(due, str) and row.text("due") not in ("-", "–") else None,
                    due_on=due_on,
                    given_on=new.given_on,
                    official=str(official.key) if official else None,
                    sheet_key=new.sheet_key,
                ),
            )
        for name in others[1:]:
            version = agencies.version_on(self.unit, name, day)
            self.outcome.left_out.append(LeftOut(row.number, row.headers["counterpart"], version.name))
        self._cite(row, commitment)
        self._once(row, commitment)
        self._happened(row, commitment, None)

    def _several(self, row: TaskRow, column: str, visit: Visit, day: date) -> list[int]:
        """The agencies of a cell; words that name no one agency are left out and reported."""
        found = []
        for name in names_in(str(row.cells.get(column) or "")):
            if is_vague(name):
                self.outcome.left_out.append(LeftOut(row.number, row.headers[column], name))
            elif key(name):
                found.append(self.find.agency(name, visit, day))
        return list(dict.fromkeys(found))

    def _cite(self, row: TaskRow, commitment: Commitment) -> None:
        number = row.text("source")[:300]
        if not key(number):
            return
        source = source_numbered(self.unit, number)
        if source is None:
            source = Source(kind=_paper_kind(number), number=number)
            self.unit.add(source)
            self.unit.flush()
        self.unit.add(Citation(record_table="commitment", record_uid=commitment.uid, source_id=source.key))
        self.unit.flush()

    def _update(self, row: TaskRow, commitment: Commitment) -> None:
        self._once(row, commitment)
        shown = next(one for one in self._of_visit(commitment.visit_id) if one.id == commitment.key)
        self.outcome.differing += known.differing(self.unit, row, commitment, shown, self.options.today)
        self._happened(row, commitment, shown)

    def _happened(self, row: TaskRow, commitment: Commitment, before: FollowupRow | None) -> None:
        new = before is None
        written: list[str] = []
        steps = events.told(self.unit, row, commitment, self.options, self.outcome.differing, known=not new)
        for column, write in steps:
            with self._column(column):
                written += write()
        self.outcome.written.append(Written(row.number, commitment.key, commitment.text, new, tuple(written)))


def _lead(row: TaskRow) -> str:
    """The one name of the lead's cell. Refuses none and several."""
    names = names_in(str(row.cells.get("lead") or ""))
    if not names:
        raise RefusedError(reason=_("It does not say who leads; a promise has one lead."))
    if len(names) > 1:
        raise RefusedError(
            reason=_("{n} agencies lead: {names}. A promise has one lead; let the others coordinate.").format(
                n=len(names), names="; ".join(names)[:200]
            )
        )
    return names[0]


def _grade(text: str) -> str:
    if not text:
        return "agreed"
    found = GRADE_WORDS.get(key(text))
    if found is None:
        raise RefusedError(
            reason=_("“{text}” is no grade; write intention, agreed, assigned or signed.").format(text=text[:60])
        )
    return found


def _paper_kind(number: str) -> str:
    """What sort of paper it is, told by the letters of its number."""
    letters = {"qd": "decision", "nq": "decision", "kh": "plan", "bb": "minutes", "bc": "report"}
    words = key(number).split()
    return next((letters[word] for word in words if word in letters), "dispatch")
