"""`tracker followup add · list · show`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.calendar import short_date
from tracker.cli.app import command
from tracker.cli.followups.asked import Asked, Filter, View
from tracker.cli.followups.group import AsOf, Number, app
from tracker.cli.followups.shown import PAGE, print_listing, state
from tracker.cli.output import AsCsv, AsJson, print_pairs, to_json, write
from tracker.cli.settings import day, reading, today, writing
from tracker.cli.words import word
from tracker.i18n import N_, _

if TYPE_CHECKING:
    from tracker.queries.followups import EventRow


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
    official: Annotated[str | None, typer.Option(metavar="NAME", help=N_("The official in charge of it."))] = None,
    every: Annotated[
        str | None,
        typer.Option(
            metavar="PERIOD", help=N_("It comes again every week, month, quarter, half_year or year; --due is its day.")
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help=N_("What recurs is due for the last time by this day."))
    ] = None,
) -> None:
    """Write down a promise made at a visit."""
    from tracker.models import Visit
    from tracker.queries.names import by_number
    from tracker.records import commitments

    new = commitments.NewCommitment(
        text, grade, lead, with_, counterpart, due, official=official, every=every, until=day(until)
    )
    with writing(ctx) as unit:
        found = by_number(unit, Visit, visit)
        row = commitments.add(unit, found, new)
        number, due_on = row.key, row.due_on
    if due_on:
        typer.echo(_("Written down as {id}, due {day}.").format(id=number, day=short_date(due_on)))
    else:
        typer.echo(_("Written down as {id}, without a due date.").format(id=number))


@command(
    app,
    "list",
    example="tracker followup list --overdue --as-of 1/7/2024\n"
    'tracker followup list "overdue and (theirs or topic:ioc) and not grade:intention"\n'
    "tracker followup list --view overdue-theirs --sort urgency --explain",
)
def list_(
    ctx: typer.Context,
    words: Filter = None,
    as_of: AsOf = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=N_("Only what is late."))] = False,
    open_: Annotated[bool, typer.Option("--open/--all", help=N_("Only what is open, or all of it."))] = False,
    ours: Annotated[bool, typer.Option("--ours", help=N_("Only what our own agency promised."))] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help=N_("Only what others promised to us."))] = False,
    lead: Annotated[str | None, typer.Option(help=N_("The agency that leads."))] = None,
    with_: Annotated[str | None, typer.Option("--with", help=N_("An agency that coordinates."))] = None,
    counterpart: Annotated[str | None, typer.Option(help=N_("The agency that it was promised to."))] = None,
    province: Annotated[str | None, typer.Option(help=N_("A province at the visit."))] = None,
    topic: Annotated[str | None, typer.Option(help=N_("A topic of the visit."))] = None,
    visit: Annotated[str | None, typer.Option(metavar="ID", help=N_("Number or uid of the visit."))] = None,
    official: Annotated[str | None, typer.Option(metavar="NAME", help=N_("The official in charge of it."))] = None,
    grade: Annotated[str | None, typer.Option(help=N_("intention, agreed, assigned or signed."))] = None,
    stage: Annotated[str | None, typer.Option(help=N_("not_started, in_progress, done and so on."))] = None,
    timeliness: Annotated[str | None, typer.Option(help=N_("in_time, overdue, done_on_time and so on."))] = None,
    due_before: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Due before this day."))] = None,
    due_after: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Due after this day."))] = None,
    due_by: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Due up to this day."))] = None,
    due_between: Annotated[
        str | None, typer.Option(metavar="PERIOD", help=N_("Due in “quý II”, or 1/1/2024..31/3/2024."))
    ] = None,
    text: Annotated[str | None, typer.Option(help=N_("Words of it, with or without accents."))] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits from this day on."))] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits up to this day."))] = None,
    view: View = None,
    sort: Annotated[str | None, typer.Option(help=N_("due, given, lead, id or urgency; - turns it round."))] = None,
    explain: Annotated[bool, typer.Option("--explain", help=N_("Show what each urgency is the sum of."))] = False,
    limit: Annotated[
        int | None, typer.Option(min=0, help=N_("How many at most; 0 for all. A table shows 100 unless told."))
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what was promised: what is most overdue first, what is done last.

    “tracker followup filters” shows the language of FILTER.
    """
    from tracker.queries.followups import listing
    from tracker.queries.scope import Scope

    flags = {"overdue": overdue, "open": open_, "ours": ours, "theirs": theirs}
    shown = (None if as_json or as_csv else PAGE) if limit is None else limit or None
    asked = Asked(
        day(as_of) or today(),
        terms=[
            *(
                ("lead", ":", lead),
                ("with", ":", with_),
                ("counterpart", ":", counterpart),
                ("province", ":", province),
            ),
            *(("topic", ":", topic), ("visit", ":", visit), ("official", ":", official), ("grade", ":", grade)),
            *(("stage", ":", stage), ("timeliness", ":", timeliness), ("text", ":", text), ("due", "<", due_before)),
            *(("due", ">", due_after), ("due", "<=", due_by), ("due", ":", due_between)),
        ],
        flags=[name for name, wanted in flags.items() if wanted],
        words=words,
        view=view,
        sort=sort,
        scope=Scope(since=day(since), until=day(until)),
        limit=shown,
    )
    question = asked.question()
    with reading(ctx) as session:
        found = listing(session, question, explain=explain)
    print_listing(found, explain=explain, as_json=as_json, as_csv=as_csv, overdue=overdue)


@command(app, "show", example="tracker followup show 1")
def show(ctx: typer.Context, commitment: Number, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Show one promise with everything that happened to it."""
    from tracker.queries.followups import followup

    with reading(ctx) as session:
        row = followup(session, commitment, day(as_of) or today())
    if as_json:
        write(to_json(row.as_json() | {"events": [_event_json(event) for event in row.events]}))
        return
    print_pairs(
        [
            (_("Commitment"), f"{row.id}  {row.uid}"),
            (_("What"), row.text),
            (_("Visit"), row.visit),
            (_("Lead"), row.lead),
            (_("Led at first by"), row.original_lead if row.original_lead != row.lead else None),
            (_("Coordinating"), "; ".join(row.coordinating)),
            (_("Counterpart"), row.counterpart),
            (_("Official in charge"), row.official),
            (_("Grade"), word(row.grade)),
            (_("Given"), short_date(row.given_on) if row.given_on else None),
            (_("Period"), row.period),
            (_("Due"), short_date(row.due_on) if row.due_on else None),
            (_("Due as said"), row.due_text),
            (
                _("Originally due"),
                short_date(row.original_due_on) if row.original_due_on != row.due_on and row.original_due_on else None,
            ),
            (_("Stage"), word(row.stage)),
            (_("State"), state(row.timeliness, row.days_late)),
        ]
    )
    for event in row.events:
        typer.echo(_event_line(event))


def _event_json(event: "EventRow") -> dict[str, Any]:
    from dataclasses import asdict

    days = {"happened_on": event.happened_on.isoformat(), "due_on": event.due_on.isoformat() if event.due_on else None}
    return asdict(event) | days


def _event_line(event: "EventRow") -> str:
    """What happened, in one line: the day, the step, what it led to, and what was said and shown."""
    led_to = (
        short_date(event.due_on) if event.due_on else None,
        word(event.grade) if event.grade else None,
        event.lead,
        event.official,
    )
    head = f"  {short_date(event.happened_on)}  {word(event.kind)}"
    head += "".join(f" → {what}" for what in led_to if what)
    before = "; ".join(filter(None, (event.from_lead, event.from_official)))
    without = _("without evidence: {reason}").format(reason=event.without_evidence) if event.without_evidence else None
    agreed = _("agreed by {who}").format(who=event.agreed_by) if event.agreed_by else None
    said = [_("before: {who}").format(who=before) if before else None, event.note, event.evidence, without, agreed]
    return head + (": " + " · ".join(filter(None, said)) if any(said) else "")
