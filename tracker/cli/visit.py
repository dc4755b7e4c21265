"""`tracker visit …`."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.adopting import adopt, adoption_text
from tracker.cli.app import command, group
from tracker.cli.output import AsCsv, AsJson, emit, print_pairs, to_json, write
from tracker.cli.settings import day, reading, today, writing
from tracker.cli.showing import figure_text
from tracker.cli.words import days, fact_word, word
from tracker.errors import UsageError
from tracker.i18n import N_, _
from tracker.text import one_line

app = group(N_("Visits: draft from a note, log, list, show, edit, cancel."))

Visitors = Annotated[list[str], typer.Option("--visitor", help=N_("A visiting agency; may be repeated."))]
Hosts = Annotated[list[str], typer.Option("--host", help=N_("A hosting agency; may be repeated."))]
Topics = Annotated[list[str], typer.Option("--topic", help=N_("A topic exchanged on; may be repeated."))]
Officials = Annotated[
    list[str],
    typer.Option("--official", help=N_("“Name; post; side; role”, side: host or visitor; may be repeated.")),
]
Number = Annotated[str, typer.Argument(metavar="VISIT", help=N_("Number or uid of the visit."))]

_NOTE = N_("A .txt, .md, .html, .docx or .pdf file, or - for standard input.")
Note = Annotated[str, typer.Argument(metavar="NOTE", help=_NOTE)]


@command(app, "draft", example="tracker visit draft note.txt --json\ntracker visit draft --batch notes")
def draft(
    ctx: typer.Context,
    note: Annotated[str | None, typer.Argument(metavar="[NOTE]", help=_NOTE)] = None,
    batch: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help=N_("Read every note of a folder into drafts kept to be reviewed.")),
    ] = None,
    why: Annotated[bool, typer.Option("--why", help=N_("Say beside each fact by which rules it was drafted."))] = False,
    as_text: Annotated[
        bool, typer.Option("--text", help=N_("Print the text as it is read; offsets of the draft count in it."))
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Read a press note or minutes into a draft, each fact with the words it was read from. Writes nothing.

    What the register and the office's notes.toml know helps the reading; a visit of the register that is likely the
    same is named. With --batch the drafts of a folder are kept outside the register; a table says what needs a
    look.
    """
    from tracker.cli import comparing, drafts
    from tracker.cli.showing import print_draft
    from tracker.cli.vocabulary import register

    if (note is None) == (batch is None):
        raise UsageError(reason=_("Name one note, or a folder with --batch."))
    if batch is not None:
        from tracker.cli.batch import read_folder

        read_folder(ctx, batch, as_json=as_json, as_csv=as_csv)
        return
    if as_csv:
        raise UsageError(reason=_("The draft of one note has no --csv; there is --json."))
    if as_text and as_json:
        raise UsageError(reason=_("Choose either --json or --text."))
    text, _name = drafts.read(str(note))
    if as_text:
        write(text)
        return
    with register(ctx) as session:
        found = drafts.found_in(session, text)
        if session is not None:
            found["same_visit"] = comparing.same_visit(session, text, found)
    if as_json:
        write(to_json(found))
        return
    print_draft(found, why=why)
    if found.get("same_visit"):
        comparing.print_same_visit(found["same_visit"], str(note))


@command(app, "compare", example="tracker visit compare note.txt 1")
def compare(
    ctx: typer.Context,
    note: Note,
    visit: Annotated[
        str | None,
        typer.Argument(metavar="VISIT", help=N_("Number or uid of the visit; else the one that is likely the same.")),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show a note and a visit of the register side by side. Writes nothing."""
    from tracker.cli import comparing, drafts

    with reading(ctx) as session:
        text, _name = drafts.read(note)
        found = drafts.found_in(session, text)
        there, rows = comparing.side_by_side(session, text, found, visit)
    emit(
        there | {"facts": [row.as_json() for row in rows]},
        [_("Fact"), _("Visit {id}").format(id=there["id"]), _("Note"), ""],
        comparing.shown(rows),
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=["field", "register", "note", "verdict"],
        csv_rows=[tuple(row.as_json().values()) for row in rows],
    )


@command(app, "drafts", example="tracker visit drafts")
def drafts_(
    ctx: typer.Context,
    drop: Annotated[str | None, typer.Option(metavar="ID", help=N_("Forget this draft."))] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the drafts that are kept to be reviewed, the last touched first."""
    from tracker.cli import batch, kept

    if drop is None:
        batch.list_drafts(ctx, as_json=as_json, as_csv=as_csv)
        return
    found = kept.named(drop)
    kept.drop(found)
    typer.echo(_("The draft {id} is forgotten ({note}).").format(id=found.id, note=found.called), err=True)


@command(
    app,
    "log",
    example='tracker visit log --on 22/2/2024 --visitor "Sở TT&TT Phú Thọ" --host "Sở TT&TT Bắc Ninh" '
    "--topic chuyen-doi-so\ntracker visit log --from note.txt\ntracker visit log --from note.txt --into 1",
)
def log(
    ctx: typer.Context,
    note: Annotated[
        str | None,
        typer.Option("--from", metavar="NOTE", help=N_("Review the draft of this note, or a kept draft, and log it.")),
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help=N_("The (first) day."))] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help=N_("The last day."))] = None,
    visitors: Visitors = [],  # noqa: B006
    hosts: Hosts = [],  # noqa: B006
    topics: Topics = [],  # noqa: B006
    officials: Officials = [],  # noqa: B006
    title: Annotated[str | None, typer.Option(help=N_("A short title."))] = None,
    place: Annotated[str | None, typer.Option(help=N_("Where it was."))] = None,
    direction: Annotated[
        str | None, typer.Option(help=N_("Who learned: visitor_learns, host_learns, mutual or unknown."))
    ] = None,
    headcount: Annotated[int | None, typer.Option(min=1, max=100_000, help=N_("How many people came."))] = None,
    status: Annotated[str, typer.Option(help=N_("held, planned or draft."))] = "held",
    url: Annotated[str | None, typer.Option(help=N_("Where it was published."))] = None,
    into: Annotated[
        str | None,
        typer.Option(metavar="VISIT", help=N_("Add the note to this visit as another source, with what is new in it.")),
    ] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help=N_("Log it although it seems to be there already."))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("Do not ask: log the draft as it was read."))] = False,
    in_editor: Annotated[bool, typer.Option("--edit", help=N_("Review the draft in your editor."))] = False,
    as_json: AsJson = False,
) -> None:
    """Log a visit, from options, from a note, or by asking when neither is given.

    With --from the draft is reviewed first, item by item; options given beside it go before what the note says.
    """
    from tracker.cli import comparing, drafts, noting
    from tracker.records.visits import NewSource, NewVisit

    if into is not None and (note is None or anyway):
        raise UsageError(reason=_("--into adds a note to a visit: it goes with --from and not with --anyway."))
    first, last = day(on), day(until)
    people = tuple(drafts.official(text) for text in officials)
    if note is not None:
        said = drafts.Wanted(
            *(first, last, visitors, hosts, topics, people, title, place, direction, headcount, status, url)
        )
        if into is not None:
            comparing.join(ctx, into, noting.for_visit(ctx, note, said, into), yes=yes, as_json=as_json)
            return
        number, uid = noting.log_note(ctx, note, said, anyway=anyway, yes=yes, edit=in_editor)
    else:
        if in_editor:
            raise UsageError(reason=_("--edit opens the draft of a note; name the note with --from."))
        if first is None and not visitors and not hosts:
            first, visitors, hosts, topics = drafts.asked(ctx)
        if first is None:
            raise UsageError(reason=_("Say when it was with --on, or read a note with --from."))
        new = NewVisit(
            started_on=first,
            ended_on=last,
            visitors=visitors,
            hosts=hosts,
            title=title,
            place=place,
            direction=direction or "unknown",
            headcount=headcount,
            status=status,
            topics=topics,
            officials=people,
            source=NewSource(kind="press", url=url) if url else None,
        )
        number, uid = noting.write(ctx, new, anyway=anyway)
    if as_json:
        write(to_json({"id": number, "uid": uid}))
    else:
        typer.echo(_("Logged as visit {id}.").format(id=number))


@command(app, "list", example='tracker visit list --since 1/1/2024 --province "Phú Thọ"')
def list_(
    ctx: typer.Context,
    since: Annotated[str | None, typer.Option(metavar="DATE", help=N_("From this day on."))] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Up to this day."))] = None,
    province: Annotated[str | None, typer.Option(help=N_("A province on either side."))] = None,
    agency: Annotated[str | None, typer.Option(help=N_("An agency on either side."))] = None,
    topic: Annotated[str | None, typer.Option(help=N_("A topic exchanged on."))] = None,
    every: Annotated[bool, typer.Option("--all", help=N_("Planned, draft and cancelled ones too."))] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List visits, newest first."""
    from tracker.queries.scope import COUNTED, Scope
    from tracker.queries.visits import visits

    scope = Scope(day(since), day(until), province, agency, topic, None if every else COUNTED)
    with reading(ctx) as session:
        rows = visits(session, scope)
    emit(
        [row.as_json() for row in rows],
        [_("No."), _("Day"), _("Visitor"), _("Host"), _("Topics"), _("Promises")],
        [
            (
                row.id,
                days(row.started_on, row.ended_on) + ("" if row.status == "held" else f" ({word(row.status)})"),
                "\n".join(party.agency for party in row.visitors),
                "\n".join(party.agency for party in row.hosts),
                ", ".join(row.topics),
                row.commitments or "",
            )
            for row in rows
        ],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=[
            *("id", "uid", "started_on", "ended_on", "status", "title", "visitors", "visitor_provinces", "hosts"),
            *("host_provinces", "topics", "officials", "commitments"),
        ],
        csv_rows=[
            (
                *(row.id, row.uid, row.started_on, row.ended_on, row.status, row.title),
                [party.agency for party in row.visitors],
                [party.province or "" for party in row.visitors],
                [party.agency for party in row.hosts],
                [party.province or "" for party in row.hosts],
                *(row.topics, row.officials, row.commitments),
            )
            for row in rows
        ],
        empty=_("No visit in this scope."),
    )


@command(app, "show", example="tracker visit show 1")
def show(ctx: typer.Context, visit: Number, as_json: AsJson = False) -> None:
    """Show one visit whole: parties, people, topics, promises, figures, sources and the words they rest on."""
    from tracker.queries import adoptions, followups
    from tracker.queries.visits import visit as find

    with reading(ctx) as session:
        found = find(session, visit)
        promises = followups.of_visit(session, found.row.id, today())
        adopted = adoptions.of_visit(session, found.row.id)
    if as_json:
        more = {"promises": [row.as_json() for row in promises], "adoptions": [row.as_json() for row in adopted]}
        write(to_json(found.as_json() | more))
        return
    row = found.row
    print_pairs(
        [
            (_("Visit"), f"{row.id}  {row.uid}"),
            (_("Title"), row.title),
            (_("Day"), days(row.started_on, row.ended_on)),
            (_("Status"), word(row.status)),
            (_("Place"), found.place),
            *((_("Visitor"), party.agency) for party in row.visitors),
            *((_("Host"), party.agency) for party in row.hosts),
            (_("Direction"), word(found.direction)),
            (_("Topics"), ", ".join(row.topics)),
        ]
    )
    _section(
        _("Officials"),
        [
            f"{p.name}" + (f", {p.post}" if p.post else "") + f" ({word(p.role)}, {word(p.side)})"
            for p in found.participants
        ],
    )
    _section(_("Promises"), [f"#{p.id} [{word(p.grade)}; {word(p.timeliness)}] {p.text}" for p in promises])
    _section(_("What came of it"), [adoption_text(row) for row in adopted])
    _section(
        _("Figures claimed"),
        [figure_text(f.name, f.province, f.value, f.unit, f.rank, f.rank_of) for f in found.figures],
    )
    papers = [" · ".join(filter(None, [word(s.kind), s.title, s.url])) for s in found.sources]
    several = len(papers) > 1
    _section(_("Sources"), [f"[{n}] {paper}" if several else paper for n, paper in enumerate(papers, start=1)])
    _section(
        _("Read from"),
        [f"{fact_word(q.field)}: “{one_line(q.quote)}”" + (f" [{q.source}]" if several else "") for q in found.quotes],
    )


def _section(title: str, lines: list[str]) -> None:
    if lines:
        typer.echo(f"\n{title}")
        for line in lines:
            typer.echo(f"  {line}")


@command(app, "edit", example='tracker visit edit 1 --place "Bắc Ninh" --topic ioc')
def edit(
    ctx: typer.Context,
    visit: Number,
    on: Annotated[str | None, typer.Option(metavar="DATE", help=N_("The (first) day."))] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help=N_("The last day."))] = None,
    title: Annotated[str | None, typer.Option(help=N_("A short title."))] = None,
    place: Annotated[str | None, typer.Option(help=N_("Where it was."))] = None,
    purpose: Annotated[str | None, typer.Option(help=N_("What it was for."))] = None,
    direction: Annotated[
        str | None, typer.Option(help=N_("Who learned: visitor_learns, host_learns, mutual or unknown."))
    ] = None,
    headcount: Annotated[int | None, typer.Option(min=1, max=100_000, help=N_("How many people came."))] = None,
    status: Annotated[str | None, typer.Option(help=N_("held, planned or draft."))] = None,
    topics: Topics = [],  # noqa: B006
) -> None:
    """Alter a visit. What is not named stays; topics are added."""
    from tracker.models import Visit
    from tracker.queries.names import by_number
    from tracker.records import visits

    changes = {
        "started_on": day(on),
        "ended_on": day(until),
        "title": title,
        "place": place,
        "purpose": purpose,
        "direction": direction,
        "headcount": headcount,
        "status": status,
    }
    if not topics and all(value is None for value in changes.values()):
        raise UsageError(reason=_("Say what to alter; “{command} --help” lists it.").format(command=ctx.command_path))
    with writing(ctx) as unit:
        found = by_number(unit, Visit, visit)
        visits.edit(unit, found, topics=topics, **changes)
        number = found.key
    typer.echo(_("Visit {id} was altered.").format(id=number))


@command(app, "cancel", example="tracker visit cancel 1")
def cancel(ctx: typer.Context, visit: Number) -> None:
    """Mark a visit as cancelled; it stays in the register and out of every count."""
    from tracker.models import Visit
    from tracker.queries.names import by_number
    from tracker.records import visits

    with writing(ctx) as unit:
        found = by_number(unit, Visit, visit)
        visits.cancel(unit, found)
        number = found.key
    typer.echo(_("Visit {id} is cancelled.").format(id=number))


command(
    app,
    "adopt",
    example='tracker visit adopt 1 --topic ioc --decision "123/QĐ-UBND" --on 30/6/2024 --source "Công báo số 12"\n'
    'tracker visit adopt 1 --topic ioc --not-adopted "Chưa bố trí được kinh phí" --source "45/BC-STTTT"',
)(adopt)
