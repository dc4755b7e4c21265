"""`tracker check`: named checks, silent when all is well."""

from typing import Annotated

import typer

from tracker.cli.app import command, single
from tracker.cli.output import AsCsv, AsJson, emit
from tracker.cli.settings import reading, today
from tracker.cli.words import kind_word
from tracker.i18n import N_, _

check = single()
FOUND = 3
"""The exit code when something was found."""


@command(check, "check", example="tracker check deadlines")
def run(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]…", help=N_("Only these checks; all when none is named."))
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help=N_("Say which checks there are, and check nothing."))] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Check that the register is true to itself: deadlines, what stands for now, leads.

    Says nothing and returns 0 when all is well; lists what was found and returns 3. Nothing is changed.
    """
    from tracker.queries.checks import CHECKS, findings

    if listed:
        emit(
            [{"check": name, "title": one.title} for name, one in CHECKS.items()],
            [_("Check"), _("What it proves")],
            [(name, _(one.title)) for name, one in CHECKS.items()],
            as_json=as_json,
            as_csv=as_csv,
            csv_columns=["check", "title"],
        )
        return
    with reading(ctx) as session:
        found = list(findings(session, names or (), today()))
    shapes = [
        {
            "check": name,
            "record": one.record,
            "id": one.id,
            "uid": str(one.uid) if one.uid else None,
            "message": one.said,
            "facts": one.facts,
        }
        for name, one in found
    ]
    columns = ["check", "record", "id", "uid", "message"]
    if found or as_json or as_csv:
        emit(
            shapes,
            [_("Check"), _("Record"), _("What was found")],
            [(name, f"{kind_word(one.record)} {one.id}", one.said) for name, one in found],
            as_json=as_json,
            as_csv=as_csv,
            csv_columns=columns,
            csv_rows=[[shape[column] for column in columns] for shape in shapes],
        )
    if found:
        raise typer.Exit(FOUND)
