"""What a row says happened to its promise, as steps to be written in their order, each with the column that says it."""

from collections.abc import Callable, Iterator
from datetime import date

from sqlmodel import Session

from tracker.calendar import short_date
from tracker.errors import RefusedError
from tracker.exchange.tasks.cells import (
    OPEN,
    beyond_stage,
    day_in,
    day_of,
    paper_in,
    stage_of,
)
from tracker.exchange.tasks.finding import Options
from tracker.exchange.tasks.known import Differing
from tracker.exchange.tasks.rows import TaskRow
from tracker.i18n import _
from tracker.models import Commitment
from tracker.models.commitment import CLOSED
from tracker.records import deadlines, following
from tracker.records.following import When
from tracker.text import key

Step = tuple[str, Callable[[], list[str]]]
"""A column, and what writes its events; gives their kinds."""


def told(
    unit: Session, row: TaskRow, commitment: Commitment, options: Options, report: list[Differing], *, known: bool
) -> Iterator[Step]:
    """The steps of the row, in the order in which they can be taken; what no event can tell goes into `report`."""
    happened = _Happened(unit, row, commitment, options, report, known=known)
    yield "extended" if "extended" in row.headers else "due", happened.more_time
    yield "done", happened.look
    yield "result" if "result" in row.headers else "state", happened.progress
    yield "note", happened.remark
    yield "evidence", happened.evidence
    yield "done" if "done" in row.headers else "state", happened.stage


class _Happened:
    def __init__(
        self,
        unit: Session,
        row: TaskRow,
        commitment: Commitment,
        options: Options,
        report: list[Differing],
        *,
        known: bool,
    ) -> None:
        self.unit, self.row, self.commitment, self.options, self.report = unit, row, commitment, options, report
        self.known = known
        self.said = _("as the sheet says: {name}").format(name=options.name)
        told = [row.text("state"), row.text("result")]
        stages = [found for text in told if text and (found := stage_of(text))]
        self.wanted = next((stage for stage in stages if stage != OPEN), stages[0] if stages else None)
        self.words = [text for text in told if text]
        self.was = commitment.stage
        self.done_on: date | None = None

    @property
    def _when(self) -> When:
        """What has no day of its own happened when it was done, else today, when it was written down."""
        return When(self.done_on or self.options.today, self.options.today)

    def look(self) -> list[str]:
        """Reads when it was done, which all other events of the row are dated by."""
        day = day_of(self.row.cells.get("done"), self.options.today)
        unchanged = self.known and (self.was == "done" or (self.wanted == self.was and self.was not in CLOSED))
        if day and self.wanted not in (None, "done") and not unchanged:
            raise RefusedError(
                reason=_(
                    "It has a day on which it was done, {day}, and yet says “{text}”; correct one of them."
                ).format(day=short_date(day), text=self.words[0][:60])
            )
        if day or self.wanted == "done":
            self.wanted = "done"
            if self.was not in CLOSED:
                self.done_on = day or self._day_in_words() or self.options.done_on
                if self.done_on is None:
                    raise RefusedError(
                        reason=_("It is called done without a day; write the day, or give one for all with --done-on.")
                    )
            elif day and self.known:
                self._compare_done(day)
        return []

    def _day_in_words(self) -> date | None:
        return next((day for text in self.words if (day := day_in(text, self.options.today))), None)

    def _compare_done(self, day: date) -> None:
        events = following.events_of(self.unit, self.commitment)
        last = max((event.happened_on for event in events if event.stage == self.was), default=None)
        if self.was == "done" and last != day:
            self.differs("done", short_date(last) if last else "")

    def differs(self, column: str, register: str) -> None:
        """Remembers that the sheet says something else, which no event can tell."""
        header, text = self.row.headers.get(column, ""), self.row.text(column)
        self.report.append(Differing(self.row.number, self.commitment.key, header, text, register))

    def more_time(self) -> list[str]:
        """A later day than the one in force is an extension; an earlier one differs."""
        column = "extended" if self._day("extended") else "due"
        if column == "extended" and self.known and self._day("due") not in (None, self.commitment.due_on):
            self.differs("due", short_date(self.commitment.due_on) if self.commitment.due_on else "")
        current, on = self.commitment.current_due_on, self._day(column)
        if on in (None, current) or (column == "due" and (not self.known or on == self.commitment.due_on)):
            return []
        assert on is not None
        if self.known and (self.was in CLOSED or (current and on < current)):
            self.differs(column, short_date(current) if current else "")
            return []
        following.extend(self.unit, self.commitment, self._dated(), to=short_date(on), reason=self.said)
        return ["extension"]

    def _day(self, column: str) -> date | None:
        """The day of a deadline, however it is written; that of the promise where it is in the promise's words."""
        cell, text = self.row.cells.get(column), self.row.text(column)
        if not text or text in ("-", "–"):
            return None
        if not isinstance(cell, str):
            return day_of(cell, self.options.today)
        if column == "due" and key(text) == key(self.commitment.due_text or ""):
            return self.commitment.due_on
        return deadlines.read(self.unit, text, self.commitment.given_on or self.options.today).on

    def _dated(self) -> When:
        """The day of an extension: not after what was done was done."""
        day = day_of(self.row.cells.get("done"), self.options.today) or self._day_in_words()
        done = self.wanted == "done" and day is not None
        return When(day if done and day else self.options.today, self.options.today)

    def progress(self) -> list[str]:
        """What is told beside the word for the stage is a note of progress, once."""
        written = []
        for text in dict.fromkeys(filter(None, map(beyond_stage, self.words))):
            written += self._note(text, begins=self.wanted in (None, "in_progress", "done"))
        if self.wanted == "in_progress" and self.commitment.stage == "not_started":
            written += self._note(self.words[0], begins=True)
        return written

    def remark(self) -> list[str]:
        """A remark is noted too; it begins no work."""
        return self._note(self.row.text("note"), begins=False) if self.row.text("note") else []

    def _note(self, text: str, *, begins: bool) -> list[str]:
        notes = {key(event.note or "") for event in following.events_of(self.unit, self.commitment)}
        if not key(text) or key(text) in notes:
            return []
        following.note(self.unit, self.commitment, self._when, text=text, begins=begins)
        return ["progress"]

    def evidence(self) -> list[str]:
        """What shows it while it is not called done; with a closed one it is only compared."""
        text = self.row.text("evidence")
        shown = {key(event.evidence or "") for event in following.events_of(self.unit, self.commitment)}
        if not key(text) or key(text) in shown or (self.wanted == "done" and self.was not in CLOSED):
            return []
        if self.was in CLOSED:
            self.differs("evidence", "")
            return []
        following.add_evidence(self.unit, self.commitment, self._when, evidence=_as_said(text))
        return ["evidence"]

    def stage(self) -> list[str]:
        """The stage that the row tells, where a step leads to it; another one differs."""
        now = self.commitment.stage
        if self.wanted in (None, now) or (self.wanted == OPEN and now not in CLOSED):
            return []
        steps = {"done": self._close, "suspended": self._pause, "cancelled": self._drop}
        if now in CLOSED or self.wanted not in (*steps, "awaiting_confirmation"):
            self.differs("state" if self.row.text("state") else "result", now)
            return []
        if self.wanted == "awaiting_confirmation":
            following.submit(self.unit, self.commitment, self._when)
        else:
            steps[str(self.wanted)]()
        return [str(self.wanted)]

    def _close(self) -> None:
        shown = self.row.text("evidence") or next((paper for text in self.words if (paper := paper_in(text))), None)
        earlier = any(event.evidence for event in following.events_of(self.unit, self.commitment))
        if not shown and not earlier and not self.options.without_evidence:
            raise RefusedError(
                reason=_(
                    "It is called done and nothing shows it; write the number of a paper or a link into the sheet, or "
                    "give the reason for all such rows with --without-evidence."
                )
            )
        following.done(
            self.unit,
            self.commitment,
            self._when,
            evidence=_as_said(shown) if shown else None,
            without_evidence=self.options.without_evidence,
        )

    def _pause(self) -> None:
        following.suspend(self.unit, self.commitment, self._when, reason=self._reason())

    def _drop(self) -> None:
        following.cancel(self.unit, self.commitment, self._when, reason=self._reason())

    def _reason(self) -> str:
        told = (beyond_stage(text) for text in self.words)
        return next(filter(None, told), None) or self.row.text("note") or self.said


def _as_said(text: str) -> str:
    """Evidence as words: a sheet from elsewhere names no file of this machine."""
    return text.removeprefix("file:") or text
