"""`tracker history` and `tracker undo`."""

from typing import Annotated

import typer

from tracker.cli.app import command, single
from tracker.cli.output import AsCsv, AsJson, emit
from tracker.cli.settings import reading, writing
from tracker.i18n import N_, _

history = single()
undo = single()


@command(history, "history", example="tracker history")
def show_history(
    ctx: typer.Context,
    most: Annotated[int, typer.Option(min=1, max=10000, help=N_("How many operations at the most."))] = 20,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show what was written, by whom and with which command, newest first."""
    from tracker.queries.registry import history as read
    from tracker.queries.registry import plain

    with reading(ctx) as session:
        rows = read(session, most=most)
    changes = [", ".join(f"{table} {n}" for table, n in row.changes.items()) for row in rows]
    emit(
        [plain(row) for row in rows],
        [_("When"), _("Who"), _("Command"), _("Rows"), ""],
        [
            (
                row.at.astimezone().strftime("%d/%m/%Y %H:%M"),
                row.actor,
                row.command,
                said,
                _("undone") if row.undone else "",
            )
            for row, said in zip(rows, changes, strict=True)
        ],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=["id", "at", "actor", "command", "changes", "undone"],
        csv_rows=[
            (row.id, row.at.isoformat(), row.actor, row.command, said, row.undone)
            for row, said in zip(rows, changes, strict=True)
        ],
    )


@command(undo, "undo", example="tracker undo")
def take_back(ctx: typer.Context) -> None:
    """Take the last operation back as if it had not been; the history keeps both."""
    from tracker import operations

    with writing(ctx) as unit:
        last = operations.undo(unit)
        said = _("Undone: “{command}” of {time} by {actor}.").format(
            command=last.command, time=last.at.astimezone().strftime("%d/%m/%Y %H:%M"), actor=last.actor
        )
    typer.echo(said)
