"""`tracker followup …`."""

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.calendar import short_date
from tracker.cli.app import command, group
from tracker.cli.output import AsCsv, AsJson, emit, print_pairs, to_json, write
from tracker.cli.settings import day, reading, today, writing
from tracker.cli.words import word
from tracker.i18n import N_, _

if TYPE_CHECKING:
    from tracker.models import Commitment
    from tracker.operations import RegisterSession

app = group(N_("What was promised: who leads, when it is due, what became of it."))

Number = Annotated[str, typer.Argument(metavar="ID", help=N_("Number or uid of the commitment."))]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=N_("As things stood on that day; today."))]


@command(
    app,
    "add",
    example='tracker followup add 1 "Gửi tài liệu vận hành IOC" --lead "Sở TT&TT Bắc Ninh" --due "cuối quý II" '
    "--grade agreed",
)
def add(
    ctx: typer.Context,
    visit: Annotated[str, typer.Argument(metavar="VISIT", help=N_("Number or uid of the visit."))],
    text: Annotated[str, typer.Argument(metavar="TEXT", help=N_("What was promised."))],
    lead: Annotated[str, typer.Option(help=N_("The one agency that leads."))],
    with_: Annotated[list[str], typer.Option("--with", help=N_("An agency that coordinates; may be repeated."))] = [],  # noqa: B006
    counterpart: Annotated[str | None, typer.Option(help=N_("The agency that it was promised to."))] = None,
    due: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help=N_("When it is due: 30/6, “trong 10 ngày làm việc”, “cuối quý II”.")),
    ] = None,
    grade: Annotated[str, typer.Option(help=N_("intention, agreed, assigned or signed."))] = "agreed",
) -> None:
    """Write down a promise made at a visit."""
    from tracker.models import Visit
    from tracker.queries.names import by_number
    from tracker.records import commitments

    new = commitments.NewCommitment(text, grade, lead, with_, counterpart, due)
    with writing(ctx) as unit:
        found = by_number(unit, Visit, visit)
        row = commitments.add(unit, found, new)
        number, due_on = row.key, row.due_on
    if due_on:
        typer.echo(_("Written down as {id}, due {day}.").format(id=number, day=short_date(due_on)))
    else:
        typer.echo(_("Written down as {id}, without a due date.").format(id=number))


@command(app, "list", example="tracker followup list --overdue --as-of 1/7/2024")
def list_(
    ctx: typer.Context,
    as_of: AsOf = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=N_("Only what is late."))] = False,
    lead: Annotated[str | None, typer.Option(help=N_("The agency that leads."))] = None,
    province: Annotated[str | None, typer.Option(help=N_("A province at the visit."))] = None,
    topic: Annotated[str | None, typer.Option(help=N_("A topic of the visit."))] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits from this day on."))] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits up to this day."))] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what was promised: what is most overdue first, what is done last."""
    from tracker.queries.followups import COLUMNS, followups
    from tracker.queries.scope import Scope

    scope = Scope(since=day(since), until=day(until), province=province, topic=topic)
    with reading(ctx) as session:
        rows = followups(session, scope, as_of=day(as_of) or today(), lead=lead, overdue=overdue)
    shapes = [row.as_json() for row in rows]
    emit(
        shapes,
        [_("No."), _("What"), _("Lead"), _("Grade"), _("Due"), _("State"), _("Visit")],
        [
            (
                row.id,
                row.text,
                row.lead or "; ".join(row.coordinating),
                word(row.grade),
                short_date(row.due_on) if row.due_on else "",
                _state(row.timeliness, row.days_late),
                row.visit,
            )
            for row in rows
        ],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=COLUMNS,
        csv_rows=[[shape[column] for column in COLUMNS] for shape in shapes],
        empty=_("Nothing is overdue in this scope.") if overdue else _("Nothing was promised in this scope."),
    )


def _state(timeliness: str, days_late: int) -> str:
    return word(timeliness) + (" " + _("({n} days)").format(n=days_late) if days_late else "")


@command(app, "show", example="tracker followup show 1")
def show(ctx: typer.Context, commitment: Number, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Show one promise with everything that happened to it."""
    from tracker.queries.followups import followup

    with reading(ctx) as session:
        row = followup(session, commitment, day(as_of) or today())
    if as_json:
        events = [
            {"kind": e.kind, "happened_on": e.happened_on.isoformat(), "note": e.note, "evidence": e.evidence}
            | {"due_on": e.due_on.isoformat() if e.due_on else None}
            for e in row.events
        ]
        write(to_json(row.as_json() | {"events": events}))
        return
    print_pairs(
        [
            (_("Commitment"), f"{row.id}  {row.uid}"),
            (_("What"), row.text),
            (_("Visit"), row.visit),
            (_("Lead"), row.lead),
            (_("Coordinating"), "; ".join(row.coordinating)),
            (_("Counterpart"), row.counterpart),
            (_("Grade"), word(row.grade)),
            (_("Given"), short_date(row.given_on) if row.given_on else None),
            (_("Due"), short_date(row.due_on) if row.due_on else None),
            (_("Due as said"), row.due_text),
            (
                _("Originally due"),
                short_date(row.original_due_on) if row.original_due_on != row.due_on and row.original_due_on else None,
            ),
            (_("Stage"), word(row.stage)),
            (_("State"), _state(row.timeliness, row.days_late)),
        ]
    )
    for event in row.events:
        said = " · ".join(filter(None, [event.note, event.evidence]))
        until = f" → {short_date(event.due_on)}" if event.due_on else ""
        typer.echo(f"  {short_date(event.happened_on)}  {word(event.kind)}{until}" + (f": {said}" if said else ""))


@command(app, "done", example='tracker followup done 1 --on 28/6/2024 --evidence "12/CV-STTTT"')
def done(
    ctx: typer.Context,
    commitment: Number,
    on: Annotated[str | None, typer.Option(metavar="DATE", help=N_("The day it was done; today."))] = None,
    evidence: Annotated[str | None, typer.Option(help=N_("The paper or link that shows it."))] = None,
) -> None:
    """Mark a promise as kept."""
    from tracker.records import commitments

    with writing(ctx) as unit:
        row = _find(unit, commitment)
        commitments.done(unit, row, on=day(on) or today(), evidence=evidence, today=today())
        number = row.key
    typer.echo(_("Commitment {id} is done.").format(id=number))


@command(app, "extend", example='tracker followup extend 1 --to 30/9/2024 --reason "Chờ nâng cấp hệ thống"')
def extend(
    ctx: typer.Context,
    commitment: Number,
    to: Annotated[str, typer.Option(metavar="DATE", help=N_("The new due date."))],
    reason: Annotated[str, typer.Option(help=N_("Why."))],
    on: Annotated[str | None, typer.Option(metavar="DATE", help=N_("The day it was agreed; today."))] = None,
    agreed_by: Annotated[str | None, typer.Option(help=N_("Who agreed."))] = None,
) -> None:
    """Give a promise more time. The original due date stays."""
    from tracker.records import commitments

    later = day(to)
    assert later is not None
    with writing(ctx) as unit:
        row = _find(unit, commitment)
        commitments.extend(
            unit, row, to=later, reason=reason, on=day(on) or today(), today=today(), agreed_by=agreed_by
        )
        number = row.key
    typer.echo(_("Commitment {id} is now due {day}.").format(id=number, day=short_date(later)))


@command(app, "note", example='tracker followup note 1 "Đã gửi bản thảo"')
def note(
    ctx: typer.Context,
    commitment: Number,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=N_("What was done so far."))],
    on: Annotated[str | None, typer.Option(metavar="DATE", help=N_("The day; today."))] = None,
) -> None:
    """Write down progress."""
    from tracker.records import commitments

    with writing(ctx) as unit:
        row = _find(unit, commitment)
        commitments.note(unit, row, text=text, on=day(on) or today(), today=today())
        number = row.key
    typer.echo(_("Noted at commitment {id}.").format(id=number))


@command(app, "reopen", example='tracker followup reopen 1 --reason "Tài liệu chưa đủ"')
def reopen(
    ctx: typer.Context,
    commitment: Number,
    reason: Annotated[str, typer.Option(help=N_("Why."))],
    on: Annotated[str | None, typer.Option(metavar="DATE", help=N_("The day; today."))] = None,
) -> None:
    """Open a promise again that was marked as kept."""
    from tracker.records import commitments

    with writing(ctx) as unit:
        row = _find(unit, commitment)
        commitments.reopen(unit, row, on=day(on) or today(), reason=reason, today=today())
        number = row.key
    typer.echo(_("Commitment {id} is open again.").format(id=number))


def _find(unit: "RegisterSession", text: str) -> "Commitment":
    from tracker.models import Commitment
    from tracker.queries.names import by_number

    return by_number(unit, Commitment, text)
