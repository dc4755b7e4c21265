"""What `followup list` and `followup totals` are asked with: options, a filter and a view become one question."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.followups.kept_views import view_named
from tracker.cli.settings import configured, home, today
from tracker.i18n import N_

if TYPE_CHECKING:
    from tracker.queries.choosing import Question
    from tracker.queries.filters import Expr
    from tracker.queries.scope import Scope

Filter = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILTER",
        help=N_("Conditions with and, or, not and brackets; “tracker followup filters” shows the language."),
    ),
]
View = Annotated[
    str | None, typer.Option("--view", metavar="NAME", help=N_("A saved view; what else is asked narrows it."))
]
Term = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the words of the command say: `terms` are keys with operators and values, `flags` what is so or not."""

    as_of: date
    terms: Sequence[Term] = ()
    flags: Sequence[str] = ()
    words: Sequence[str] | None = None
    view: str | None = None
    sort: str | None = None
    scope: "Scope | None" = field(default=None)
    limit: int | None = None

    def filter(self) -> "Expr":
        """All of it as one filter: the view, the flags, the options, the words."""
        from tracker.queries.filters import Flag, all_of, parse, term

        view = parse(view_named(self.view).filter, self.as_of) if self.view else all_of()
        flags = [Flag(name) for name in self.flags]
        terms = [term(key, op, value, self.as_of) for key, op, value in self.terms if value is not None]
        return all_of(*flags, *terms, view, parse(self.words or (), self.as_of))

    def question(self) -> "Question":
        """The question for the register."""
        from tracker.queries import urgency
        from tracker.queries.choosing import Question
        from tracker.queries.scope import Scope
        from tracker.queries.sorts import checked_sort

        sort = self.sort or (view_named(self.view).sort if self.view else "")
        return Question(
            self.as_of,
            today(),
            self.scope or Scope(),
            where=self.filter(),
            home=home(),
            sort=checked_sort(sort) if sort else "",
            limit=self.limit,
            weights=urgency.weights(configured().get("urgency", {})),
        )
