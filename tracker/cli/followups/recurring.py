"""`tracker followup recur`: writes what is missing of promises that recur, for a scheduler that runs it every day."""

from datetime import timedelta
from typing import Annotated

import typer

from tracker.calendar import short_date
from tracker.cli.app import command
from tracker.cli.followups.group import app
from tracker.cli.output import AsJson, to_json, write
from tracker.cli.settings import day, today, writing
from tracker.errors import RefusedError
from tracker.i18n import N_, _

AHEAD = timedelta(days=366)
"""How far ahead occurrences may be written."""


@command(app, "recur", example="tracker followup recur")
def recur(
    ctx: typer.Context,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help=N_("Up to the period that holds this day; today."))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write down what is missing of the promises that recur. A second time it writes nothing."""
    from tracker.records import series

    until = day(as_of) or today()
    if until > today() + AHEAD:
        raise RefusedError(reason=_("{day} is more than a year ahead.").format(day=short_date(until)))
    with writing(ctx) as unit:
        written = series.fill(unit, until)
        shapes = [
            {
                "id": row.key,
                "uid": str(row.uid),
                "text": row.text,
                "period": row.period,
                "due_on": row.due_on.isoformat() if row.due_on else None,
            }
            for row in written
        ]
    if as_json:
        write(to_json(shapes))
