"""Reviewing a draft at the terminal: one section after another, one key for each decision.

Nothing is written into the register here. Every decision is saved in the kept draft at once, so that a review survives
a closed window. The terminal library is loaded with this module and by nothing else.
"""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import FormattedTextControl
from prompt_toolkit.styles import Style

from tracker.cli import asking, keyboard, screen
from tracker.cli.asking import Ask, Dialogue, Pick
from tracker.cli.kept import Kept, save
from tracker.cli.lookup import Lookup
from tracker.cli.screen import PAGES, SUMMARY, Line
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.notes import review
from tracker.notes.review import ACCEPTED, DROPPED, Item
from tracker.queries.choices import matching

MOST_UNDONE = 50


class _Register(Completer):
    """Completes the line with the choices of the question that is asked."""

    def __init__(self, asked: Callable[[], Ask | Pick | None]) -> None:
        self._asked = asked

    def get_completions(self, document: Any, _event: Any) -> Any:
        """The choices whose words begin as those typed."""
        asked = self._asked()
        if not isinstance(asked, Ask) or asked.choices is None:
            return
        for choice in matching(asked.choices(), document.text):
            yield Completion(
                choice.text, start_position=-len(document.text), display=choice.text, display_meta=choice.note
            )


class Review:
    """The state of one sitting: the page, the fact at the cursor, and the question that is asked, if any."""

    def __init__(self, kept: Kept, lookup: Lookup) -> None:
        self.kept = kept
        self.lookup = lookup
        self.page = kept.page if kept.page in PAGES else PAGES[0]
        self.row = 0
        self.refusal = ""
        self.message = ""
        self.help = False
        self.untouched = False
        self._dialogue: Dialogue | None = None
        self._after: Callable[[], None] = self._onwards
        self._asked: Ask | Pick | None = None
        self._picked = 0
        self._undone: list[tuple[dict[str, Any], str, int]] = []
        self.buffer = Buffer(completer=_Register(lambda: self._asked), complete_while_typing=True, multiline=False)
        self.body_control = FormattedTextControl(
            self.body, focusable=True, show_cursor=False, get_cursor_position=self.cursor
        )
        self._layout = keyboard.layout(self)
        self._first_open()

    @property
    def draft(self) -> dict[str, Any]:
        """The draft as it stands."""
        return self.kept.draft

    def offer_anew(self, fresh: dict[str, Any]) -> None:
        """Asks first whether to go on with what was kept or to begin with the note as it is read now."""
        when = datetime.fromisoformat(self.kept.saved).strftime("%H:%M, %d/%m/%Y")
        self._begin(self._anew(fresh, when), self._first_open)

    def _anew(self, fresh: dict[str, Any], when: str) -> Dialogue:
        options = [(_("Go on with it"), False), (_("Begin anew with the note"), True)]
        if (yield Pick(_("This note was reviewed in part ({when}).").format(when=when), options)):
            self.draft.clear()
            self.draft.update(fresh)
            self.page = PAGES[0]

    def run(self, refusal: str = "") -> bool:
        """Shows the review until it is to be logged (True) or left for later (False).

        `refusal`: why it could not be logged the last time.
        """
        self.refusal = refusal
        application: Application[bool] = Application(
            layout=self._layout,
            key_bindings=keyboard.keys(self),
            style=Style.from_dict(screen.STYLES),
            full_screen=True,
            mouse_support=False,
        )
        application.ttimeoutlen = application.timeoutlen = 0.05
        try:
            return application.run()
        except (EOFError, KeyboardInterrupt):
            return False
        finally:
            save(self.kept)

    # What is at the cursor, and moving it.

    def items(self) -> list[Item]:
        """What the page shows."""
        return [] if self.page == SUMMARY else review.items(self.draft, self.page)

    def item(self) -> Item | None:
        """The fact at the cursor."""
        found = self.items()
        return found[min(self.row, len(found) - 1)] if found else None

    def move(self, steps: int) -> None:
        """The cursor up or down."""
        last = len(self._summary()) if self.page == SUMMARY else len(self.items())
        self.row = max(0, min(last - 1, self.row + steps))

    def turn(self, steps: int) -> None:
        """Goes to a page further on or back."""
        place = PAGES.index(self.page) + steps
        while 0 < place < len(PAGES) - 1 and screen.passed_by(self.draft, PAGES[place]):
            place += steps
        self._go(PAGES[max(0, min(len(PAGES) - 1, place))])

    def _go(self, page: str) -> None:
        self.page, self.row = page, 0
        self._first_open()
        self._save()

    def _first_open(self) -> None:
        """The cursor on the first fact of the page that needs a look."""
        self.row = next((n for n, item in enumerate(self.items()) if item.state is None), 0)

    def next_doubt(self) -> None:
        """Goes to the next thing that needs a look, in this section after the cursor or in a later one, else to the
        summary."""
        later = [n for n, item in enumerate(self.items()) if item.state is None and n > self.row]
        if later:
            self.row = later[0]
            return
        ahead = PAGES[PAGES.index(self.page) + 1 :] if self.page != SUMMARY else PAGES
        found = [item.section for item in review.unsettled(self.draft)]
        self._go(next((page for page in ahead if page in found), next(iter(found), SUMMARY)))

    # Decisions.

    def _remember(self) -> None:
        self._undone.append((deepcopy(self.draft), self.page, self.row))
        del self._undone[:-MOST_UNDONE]
        self.message = self.refusal = ""

    def _save(self) -> None:
        self.kept.page = self.page
        try:
            save(self.kept)
        except TrackerError as error:  # it is tried again with the next key, and told on leaving
            self.message = str(error)

    def undo(self) -> None:
        """Takes the last decision back."""
        if self._undone:
            draft, self.page, self.row = self._undone.pop()
            self.draft.clear()
            self.draft.update(draft)
            self._save()
        else:
            self.message = _("There is nothing to take back.")

    def accept(self) -> None:
        """Accepts the fact at the cursor and goes to the next open one; where none is open, to the next section."""
        item = self.item()
        if item is not None and item.state is None:
            if item.section == "visit" and item.place == "visit_start" and not review.has_day(self.draft):
                self.change()
                return
            self._remember()
            review.mark(self.draft, item, ACCEPTED)
        self._onwards()

    def _onwards(self) -> None:
        later = [n for n, item in enumerate(self.items()) if item.state is None]
        if later:
            self.row = next((n for n in later if n > self.row), later[0])
            self._save()
        else:
            self.turn(1)

    def accept_all(self) -> None:
        """Accepts all that is open in the section, and goes on."""
        self._remember()
        for item in self.items():
            if item.state is None and (item.place != "visit_start" or review.has_day(self.draft)):
                review.mark(self.draft, item, ACCEPTED)
        self._onwards()

    def drop(self) -> None:
        """Drops the fact at the cursor, or takes a dropped one up again."""
        item = self.item()
        if item is not None:
            self._remember()
            review.mark(self.draft, item, ACCEPTED if item.state == DROPPED else DROPPED)
            if item.state != DROPPED:
                self.row = min(self.row + 1, len(self.items()) - 1)
            self._save()

    def choose(self, number: int) -> None:
        """Takes the known name of that number in place of the new one at the cursor."""
        item = self.item()
        found = self.lookup.of(item.section, item.value) if item is not None else None
        if item is None or found is None or number > len(found.candidates):
            return
        one = found.candidates[number - 1]
        self._remember()
        if item.section == "officials":
            review.change(self.draft, item, known=True, name=one.name, known_as=one.uid)
        elif item.section == "commitments":
            review.change(self.draft, item, lead=one.name)
        else:
            review.change(self.draft, item, known=True, agency=one.name, province=None)
        self._save()

    def enter_summary(self) -> None:
        """On the summary: logs, or goes to what still stands in the way."""
        gaps = review.missing(self.draft)
        if gaps:
            self._go(gaps[0][0])
        elif next(review.unsettled(self.draft), None) is not None:
            self.next_doubt()
        else:
            self.log()

    def log(self) -> None:
        """Ends the review; the draft is to be logged. Not while the day or a party is missing."""
        gaps = review.missing(self.draft)
        if gaps:
            self.message = gaps[0][1]
        else:
            get_app().exit(result=True)

    # Questions.

    def change(self) -> None:
        """Asks for what is to stand in place of the fact at the cursor."""
        item = self.item()
        if item is None or item.section == "unresolved":
            self.message = _("A question is answered where its answer stands; [Enter] says that it is settled.")
        else:
            self._begin(asking.change(self.draft, item, self.lookup), self._onwards)

    def add(self) -> None:
        """Asks for a fact more."""
        if self.page in ("visit", "unresolved", SUMMARY):
            self.message = _("Nothing is added here; [b] goes back to the sections.")
        else:
            before = len(self.items())
            self._begin(asking.add(self.draft, self.page, self.lookup), lambda: self._to_added(before))

    def _to_added(self, before: int) -> None:
        if len(self.items()) > before:
            self.row = len(self.items()) - 1
        else:
            self.message = _("This is there already.")

    def _begin(self, dialogue: Dialogue, after: Callable[[], None]) -> None:
        self._remember()
        self._dialogue, self._after = dialogue, after
        self.answer(None)

    def answer(self, value: Any) -> None:
        """The next question of the dialogue, given the answer to the last one."""
        assert self._dialogue is not None
        try:
            self._show(self._dialogue.send(value))
        except StopIteration:
            self._show(None)
            self._after()
            self._save()

    def leave_question(self) -> None:
        """Drops the question; nothing of it was written."""
        if self._dialogue is not None:
            self._dialogue.close()
            self._undone.pop()
        self._show(None)

    def _show(self, asked: Ask | Pick | None) -> None:
        self._asked, self._picked = asked, 0
        if asked is None:
            self._dialogue = None
        default = asked.default if isinstance(asked, Ask) else ""
        self.buffer.reset()
        self.buffer.insert_text(default, fire_event=False)
        self.untouched = isinstance(asked, Ask) and asked.whole and bool(default)
        self._layout.focus(self.buffer if isinstance(asked, Ask) else self.body_control)

    @property
    def talking(self) -> bool:
        """Whether something is said or offered above the keys."""
        return self._asked.problem != "" if isinstance(self._asked, Ask) else bool(self._asked or self.message)

    @property
    def asked(self) -> Ask | Pick | None:
        """The question on the screen."""
        return self._asked

    def touch(self, data: str) -> None:
        """The first key on a line that held a value: a letter takes its place, any other key begins to edit it."""
        self.untouched = False
        if data.isprintable():
            self.buffer.text = ""
            self.buffer.insert_text(data)

    def typed(self) -> None:
        """The line was ended."""
        self.answer(self.buffer.text)

    def pick(self, number: int | None = None) -> None:
        """An option of the question was taken, by its number or where the mark stands."""
        assert isinstance(self._asked, Pick)
        place = self._picked if number is None else number - 1
        if 0 <= place < len(self._asked.options):
            self.answer(self._asked.options[place][1])

    def shift(self, steps: int) -> None:
        """The mark among the options."""
        assert isinstance(self._asked, Pick)
        self._picked = (self._picked + steps) % len(self._asked.options)

    # What is shown.

    def heading(self) -> StyleAndTextTuples:
        """The two lines at the top."""
        return _joined(screen.heading(self.kept.called, self.draft, self.page, _width()))

    def body(self) -> StyleAndTextTuples:
        """The page, with a mark where the cursor is."""
        if self.help:
            return _joined([[("", f" {line}")] for line in screen.help_text().splitlines()])
        if self.page == SUMMARY:
            return _joined(self._summary())
        return _joined(screen.section_page(self.kept, self.page, self.row, self.lookup, _width() - 1)[0])

    def _summary(self) -> list[Line]:
        return screen.summary_page(self.draft, self.lookup, self.refusal, _width() - 1)

    def cursor(self) -> Point:
        """The line that must be seen."""
        if self.help or self.page == SUMMARY:
            return Point(0, self.row if self.page == SUMMARY else 0)
        return Point(0, screen.section_page(self.kept, self.page, self.row, self.lookup, _width() - 1)[1])

    def question(self) -> StyleAndTextTuples:
        """The question, the options of it, or the last message."""
        asked = self._asked
        if isinstance(asked, Pick):
            lines: list[Line] = [[("class:now", f" {asked.label}")]]
            for number, (text, _value) in enumerate(asked.options, start=1):
                style = "reverse" if number - 1 == self._picked else ""
                lines.append([("class:key", f"   [{number}] "), (style, text[: _width() - 9])])
            return _joined(lines)
        if isinstance(asked, Ask):
            return [("class:wrong", f" {asked.problem}")]
        return [("class:doubt", f" {self.message}")]

    def prompt(self) -> StyleAndTextTuples:
        """What stands before the line to type."""
        return [("class:now", f" {self._asked.label}: ")] if isinstance(self._asked, Ask) else []


def _joined(lines: list[Line]) -> StyleAndTextTuples:
    pieces: StyleAndTextTuples = [piece for line in lines for piece in (*line, ("", "\n"))]
    return pieces[:-1]


def _width() -> int:
    return get_app().output.get_size().columns
