"""What the register and the shipped facts know, asked while a draft is reviewed: each question once, in short readings.

No reading stays open while a person thinks, so that others may write meanwhile.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from tracker.cli.settings import reading, today
from tracker.notes.review import has_day, kept

if TYPE_CHECKING:
    from tracker.queries.choices import Choice, Recognised

T = TypeVar("T")


class Lookup:
    """The names known on the day of the draft (while it has none, on that of its publication, else today)."""

    def __init__(self, ctx: typer.Context, draft: dict[str, Any]) -> None:
        self._ctx = ctx
        self.draft = draft
        self._remembered = lru_cache(maxsize=4096)(self._asked)

    @property
    def day(self) -> date:
        """The day that decides which agency a name means."""
        if has_day(self.draft):
            return date.fromisoformat(self.draft["visit_start"])
        return date.fromisoformat(self.draft["published"]) if self.draft["published"] else today()

    def _asked(self, question: Callable[..., Any], *words: Any) -> Any:
        with reading(self._ctx) as session:
            return question(session, *words)

    def _ask(self, question: Callable[..., T], *words: Any) -> T:
        found: T = self._remembered(question, *words)
        return found

    def agencies(self) -> "Sequence[Choice]":
        """The agencies of the day."""
        from tracker.queries import choices

        return self._ask(choices.agencies, self.day)

    def officials(self) -> "Sequence[Choice]":
        """The people of the register."""
        from tracker.queries import choices

        return self._ask(choices.officials)

    def topics(self) -> "Sequence[Choice]":
        """The topics in use."""
        from tracker.queries import choices

        return self._ask(choices.topics)

    def places(self) -> "Sequence[Choice]":
        """The provinces of the day."""
        from tracker.queries import choices

        return choices.places(self.day)

    def topic(self, slug: str) -> str:
        """A topic's name."""
        return next((choice.text for choice in self.topics() if choice.note == slug), slug)

    def agency(self, name: str) -> "Recognised":
        """What an agency's name means on the day."""
        from tracker.queries import choices

        return self._ask(choices.agency, name, self.day)

    def official(self, row: dict[str, Any]) -> "Recognised":
        """What a person of the draft means: known at the agency, or new with the nearest names."""
        from tracker.queries import choices
        from tracker.queries.choices import Recognised

        if row.get("known_as"):
            return Recognised("known", row["name"])
        return self._ask(choices.official, row["name"], row["agency"] or self._side(row["side"]), self.day)

    def _side(self, side: str) -> str | None:
        parties = kept(self.draft, side + "s") if side in ("host", "visitor") else []
        return parties[0]["agency"] if parties else None

    def of(self, section: str, row: dict[str, Any]) -> "Recognised | None":
        """What the fact's name (of a promise: its lead) means, None for facts without a name to know.

        An agency that is not found while the day is not known is "undated": it may be one of another time.
        """
        if section == "officials":
            return self.official(row)
        name = row["agency"] if section in ("hosts", "visitors") else row["lead"] if section == "commitments" else None
        found = self.agency(name) if name else None
        if found is not None and found.state == "new" and not has_day(self.draft):
            return replace(found, state="undated", candidates=())
        return found

    def new_names(self) -> list[str]:
        """What logging the draft would write down beside the visit: agencies first, then people."""
        parties = [row["agency"] for section in ("visitors", "hosts") for row in kept(self.draft, section)]
        people = kept(self.draft, "officials")
        leads = [row.get(name) for row in kept(self.draft, "commitments") for name in ("lead", "counterpart")]
        named = [*parties, *(row["agency"] for row in people), *leads]
        agencies = [self.agency(name) for name in dict.fromkeys(named) if name]
        found = [one.name for one in agencies if one.state != "known"]
        return [*dict.fromkeys(found), *(row["name"] for row in people if self.official(row).state == "new")]

    def doubt(self) -> None:
        """Takes back what was accepted beforehand where a name is new and may be a known one: a person looks at it.

        Not before the day is known, which decides what a name means.
        """
        if not has_day(self.draft):
            return
        for section in ("hosts", "visitors", "officials", "commitments"):
            for row in kept(self.draft, section):
                found = self.of(section, row)
                if found is not None and found.state == "new" and (found.candidates or section != "officials"):
                    row["state"] = None
