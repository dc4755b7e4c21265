"""`tracker followup import · export`: an office's task sheet into the register, and the register as such a sheet."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.app import command
from tracker.cli.followups import mappings
from tracker.cli.followups.group import AsOf, app
from tracker.cli.output import AsJson, print_table, progress, save, to_json, write
from tracker.cli.settings import at_terminal, day, reading, today, writing
from tracker.cli.words import word
from tracker.errors import RefusedError, UsageError
from tracker.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from tracker.exchange.tasks.headers import Column, Table
    from tracker.exchange.tasks.importing import Outcome
    from tracker.exchange.tasks.rows import PassedOver

SHOWN = 60
"""Problems, differences and rows that are printed at most."""
_FIELDS = {
    "text": N_("what was promised"),
    "lead": N_("who leads"),
    "with": N_("who coordinates"),
    "counterpart": N_("to whom it was promised"),
    "official": N_("who is in charge"),
    "grade": N_("how firm it is"),
    "given": N_("when it was given"),
    "source": N_("the paper that gave it"),
    "due": N_("when it is due"),
    "extended": N_("until when it was extended"),
    "state": N_("how it stands"),
    "done": N_("when it was done"),
    "evidence": N_("what shows it"),
    "result": N_("how far it is"),
    "note": N_("remarks"),
    "visit": N_("the visit"),
    "visit_day": N_("the day of the visit"),
    "code": N_("its number in the sheet"),
    "uid": N_("its uid here"),
}


class _TakenBack(Exception):  # noqa: N818 -- no error: it takes the operation back
    """Leaves the operation without keeping what it wrote."""


@command(
    app,
    "import",
    example="tracker followup import theo-doi.xlsx --dry-run\n"
    'tracker followup import theo-doi.xlsx --visit 1 --map "Thời gian=due" --yes',
)
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="SHEET", help=N_("An .xlsx or .csv file."))],
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help=N_("The sheet of the workbook."))] = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help=N_("A TOML file that says what each column means."))
    ] = None,
    map_: Annotated[
        list[str],
        typer.Option(
            "--map", metavar="COLUMN=FIELD", help=N_("What a column means; - leaves it out. May be repeated.")
        ),
    ] = [],  # noqa: B006
    visit: Annotated[
        str | None, typer.Option(metavar="VISIT", help=N_("The visit of all rows that name none."))
    ] = None,
    province: Annotated[
        str | None, typer.Option(metavar="NAME", help=N_("The province of agencies named without one."))
    ] = None,
    done_on: Annotated[
        str | None, typer.Option(metavar="DATE", help=N_("When what is called done without a day was done."))
    ] = None,
    without_evidence: Annotated[
        str | None, typer.Option(metavar="REASON", help=N_("Why what is called done without evidence has none."))
    ] = None,
    new_names: Annotated[
        bool, typer.Option("--new-names", help=N_("Write down agencies and people that are not known."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("Take the columns as they were guessed."))] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Say what would be written, and write nothing."))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import an existing task sheet: all of it or, where a row is wrong, nothing.

    What each column means is guessed, shown, confirmed and kept for the next sheet with this header. What is known
    already is not written twice: progress, closings and later due dates are added to it as events.
    """
    from tracker.exchange.tasks.files import read_grids
    from tracker.exchange.tasks.finding import Options
    from tracker.exchange.tasks.headers import find_table
    from tracker.exchange.tasks.importing import Outcome, import_rows
    from tracker.exchange.tasks.rows import task_rows

    said = {**(mappings.from_file(mapping) if mapping else {}), **mappings.from_words(map_)}
    options = Options(today(), file.name, visit, province, day(done_on), without_evidence, new_names)
    table = find_table(read_grids(file, sheet), said, mappings.headers())
    table = _confirmed(table, said, file.name, yes=yes, dry_run=dry_run, quiet=as_json)
    rows, passed = task_rows(table)
    outcome, added = Outcome(), []
    try:
        with progress(_("Rows"), len(rows)) as step, writing(ctx) as unit:
            outcome = import_rows(unit, rows, options, step)
            if outcome.problems or dry_run:
                added = list(unit.info.get("added", ()))
                raise _TakenBack
    except _TakenBack:
        pass
    kept = not outcome.problems and not dry_run
    if as_json:
        write(to_json(_as_json(table, outcome, passed, added, kept=kept)))
    else:
        _print(outcome, passed, added, kept=kept)
    if outcome.problems:
        n = len({problem.row for problem in outcome.problems})
        raise RefusedError(
            reason=ngettext(
                "{n} row cannot be imported; nothing was written.",
                "{n} rows cannot be imported; nothing was written.",
                n,
            ).format(n=n)
        )


def _confirmed(table: "Table", said: Mapping[str, str], name: str, *, yes: bool, dry_run: bool, quiet: bool) -> "Table":
    """The table with the meaning of its columns as it was confirmed: earlier, by --yes, or now at the terminal."""
    earlier = mappings.saved(table)
    table = table.mapped(earlier or {}).mapped(said)
    own = table.field("uid") is not None and all(column.sure for column in table.columns)
    settled = yes or dry_run or (own and not said) or (earlier is not None and not said)
    if not quiet and (earlier is None or said) and not own:
        _print_mapping(table)
    if not settled:
        if not at_terminal():
            raise UsageError(
                reason=_(
                    "What the columns mean was not confirmed yet: look at it with --dry-run, correct it with --map, "
                    "and confirm it with --yes."
                )
            )
        table = _asked(table)
    missing = [field for field in ("text", "lead") if table.field(field) is None]
    if missing and not (missing == ["lead"] and table.field("uid")):
        raise UsageError(
            reason=_("No column says {what}; name it with --map “Column={field}”.").format(
                what=_(_FIELDS[missing[0]]), field=missing[0]
            )
        )
    if not dry_run and not own and (earlier is None or said or table != table.mapped(earlier)):
        mappings.keep(table, name)
    return table


def _asked(table: "Table") -> "Table":
    """Asks until the columns are right: an empty answer says so, “Column=field” corrects one."""
    while True:
        answer = typer.prompt(
            _("Enter if the columns are right, or correct one (“Column=field”, q to stop)"),
            default="",
            show_default=False,
        )
        if answer.strip().lower() in ("q", "n"):
            raise typer.Abort
        if not answer.strip():
            return table
        try:
            table = table.mapped(mappings.from_words([answer]))
        except (RefusedError, UsageError) as error:
            typer.echo(str(error), err=True)
        else:
            _print_mapping(table)


def _print_mapping(table: "Table") -> None:
    where = table.grid.name or _("the file")
    typer.echo(_("Header in row {row} of {sheet}:").format(row=table.header_row, sheet=where))
    print_table(
        ["", _("Column"), _("Field"), _("Sample values"), ""],
        [
            (
                _letter(column),
                column.header,
                f"{column.field}: {_(_FIELDS[column.field])}" if column.field else "–",
                " | ".join(sample[:40] for sample in column.samples),
                _("sure") if column.sure else _("unsure"),
            )
            for column in table.columns
        ],
    )


def _letter(column: "Column") -> str:
    from tracker.exchange.tasks.headers import letter

    return letter(column.position)


def _as_json(
    table: "Table", outcome: "Outcome", passed: "list[PassedOver]", added: list[str], *, kept: bool
) -> dict[str, Any]:
    return {
        "kept": kept,
        "sheet": table.grid.name,
        "header_row": table.header_row,
        "columns": [
            {"column": _letter(column), "header": column.header, "field": column.field, "sure": column.sure}
            | {"samples": list(column.samples)}
            for column in table.columns
        ],
        "written": [
            asdict(one) | {"id": one.id if kept or not one.new else None, "events": list(one.events)}
            for one in outcome.written
            if one.new or one.events
        ],
        "unchanged": sum(not one.new and not one.events for one in outcome.written),
        "differing": [asdict(one) for one in outcome.differing],
        "left_out": [asdict(one) for one in outcome.left_out],
        "passed_over": [asdict(one) for one in passed],
        "new_names": added,
        "problems": [asdict(one) for one in outcome.problems],
    }


def _print(outcome: "Outcome", passed: "list[PassedOver]", added: list[str], *, kept: bool) -> None:
    for problem in outcome.problems[:SHOWN]:
        typer.echo(_place(problem.row, problem.column) + problem.reason)
    if len(outcome.problems) > SHOWN:
        typer.echo(_("… and {n} more.").format(n=len(outcome.problems) - SHOWN))
    for row in passed[:SHOWN]:
        typer.echo(_place(row.row, "") + _("passed over, no promise: {text}").format(text=row.text), err=True)
    for words in outcome.left_out[:SHOWN]:
        text = _("not kept, it names no one agency or one too many: {text}").format(text=words.text)
        typer.echo(_place(words.row, words.column) + text, err=True)
    if outcome.problems:
        return
    if outcome.differing:
        typer.echo(_("The sheet says something else than the register, which stays as it is:"))
        print_table(
            [_("Line"), _("No."), _("Column"), _("Sheet"), _("Register")],
            [(one.row, one.id, one.column, one.sheet, word(one.register)) for one in outcome.differing[:SHOWN]],
        )
    for name in added:
        typer.echo(_("Would be added to the register: {name}.").format(name=name), err=True)
    new = [one for one in outcome.written if one.new]
    events = sum(len(one.events) for one in outcome.written)
    known = len(outcome.written) - len(new)
    said = (
        _("{new} new promises, {events} events; {known} promises were known.")
        if kept
        else _("This would be written: {new} new promises, {events} events; {known} promises are known.")
    )
    typer.echo(said.format(new=len(new), events=events, known=known))


def _place(row: int, column: str) -> str:
    if not column:
        return _("Row {row}: ").format(row=row)
    return _("Row {row}, “{column}”: ").format(row=row, column=column)


@command(app, "export", example="tracker followup export qua-han.xlsx --overdue --as-of 1/7/2024")
def export(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="SHEET", help=N_("The .xlsx or .csv file to write."))],
    as_of: AsOf = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=N_("Only what is late."))] = False,
    lead: Annotated[str | None, typer.Option(help=N_("The agency that leads."))] = None,
    province: Annotated[str | None, typer.Option(help=N_("A province at the visit."))] = None,
    topic: Annotated[str | None, typer.Option(help=N_("A topic of the visit."))] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits from this day on."))] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits up to this day."))] = None,
) -> None:
    """Write promises into a task sheet, which can be edited and imported again."""
    from tracker.exchange.tasks import exporting
    from tracker.queries.followups import Question, followups
    from tracker.queries.scope import Scope

    kind = file.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise UsageError(
            reason=_("The name of the sheet ends in .xlsx or .csv, not in “{name}”.").format(name=kind[:20])
        )
    moment = day(as_of) or today()
    scope = Scope(since=day(since), until=day(until), province=province, topic=topic)
    with reading(ctx) as session:
        found = followups(session, Question(moment, today(), scope, lead=lead, overdue=overdue))
        rows = exporting.sheet_rows(session, found, moment, word)
    save(file, exporting.as_csv(rows) if kind == ".csv" else exporting.as_workbook(rows, moment))
    typer.echo(
        ngettext("{n} promise written to {name}.", "{n} promises written to {name}.", len(rows)).format(
            n=len(rows), name=file
        )
    )
