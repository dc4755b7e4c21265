"""The group that the commands of `tracker followup` belong to, and what they share."""

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.app import group
from tracker.cli.settings import day, today
from tracker.i18n import N_

if TYPE_CHECKING:
    from tracker.models import Commitment
    from tracker.operations import RegisterSession
    from tracker.records.following import When

app = group(N_("What was promised: who leads, when it is due, what became of it."))

Number = Annotated[str, typer.Argument(metavar="ID", help=N_("Number or uid of the commitment."))]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=N_("As things stood on that day; today."))]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The day it happened; today."))]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why."))]


def find(unit: "RegisterSession", text: str) -> "Commitment":
    """The commitment of a number or uid."""
    from tracker.models import Commitment
    from tracker.queries.names import by_number

    return by_number(unit, Commitment, text)


def when(on: str | None) -> "When":
    """The day that something happened, by default today."""
    from tracker.records.following import When

    return When(day(on) or today(), today())
