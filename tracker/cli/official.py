"""`tracker official …`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.app import command, group
from tracker.cli.output import AsCsv, AsJson, emit, print_pairs, save, to_json, write
from tracker.cli.settings import reading, writing
from tracker.cli.words import word
from tracker.errors import UsageError
from tracker.i18n import N_, _

if TYPE_CHECKING:
    from tracker.queries.handover import Pack
    from tracker.reminders.handover import Handover

app = group(N_("Officials: list, show, add, appoint, hand over."))

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("Name, number or uid."))]
OfAgency = Annotated[str | None, typer.Option("--agency", help=N_("The agency where the post is."))]


@command(app, "list", example="tracker official list")
def list_(ctx: typer.Context, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List officials by given name, in Vietnamese order."""
    from tracker.queries.registry import officials, plain

    with reading(ctx) as session:
        rows = officials(session)
    emit(
        [plain(row) for row in rows],
        [_("No."), _("Name"), _("Post"), _("Agency"), _("Visits")],
        [
            (
                row.id,
                row.name,
                "\n".join(post.post for post in row.posts),
                "\n".join(post.agency or "" for post in row.posts),
                row.visits,
            )
            for row in rows
        ],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=["id", "uid", "name", "posts", "agencies", "visits"],
        csv_rows=[
            (row.id, row.uid, row.name, [p.post for p in row.posts], [p.agency or "" for p in row.posts], row.visits)
            for row in rows
        ],
        empty=_("The register knows no official yet."),
    )


@command(app, "show", example='tracker official show "Nguyễn Minh Tường"')
def show(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Show an official with the posts known."""
    from tracker.queries.names import find_official
    from tracker.queries.registry import officials, plain

    with reading(ctx) as session:
        (row,) = officials(session, [find_official(session, name).key])
    if as_json:
        write(to_json(plain(row)))
        return
    print_pairs(
        [
            (_("Official"), f"{row.id}  {row.uid}"),
            (_("Name"), row.name),
            (_("Form of address"), row.honorific),
            (_("Academic title"), row.academic_title),
            (_("Visits"), row.visits),
        ]
    )
    for post in row.posts:
        typer.echo(f"  {post.post}" + (f", {post.agency}" if post.agency else "") + f" ({word(post.branch)})")


@command(app, "add", example='tracker official add "Trần Văn Mẫu" --post "Phó Giám đốc Sở" --agency "Sở KH&CN Phú Thọ"')
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("The full name."))],
    post: Annotated[str | None, typer.Option(help=N_("The post as published."))] = None,
    agency: OfAgency = None,
    contact: Annotated[str | None, typer.Option(help=N_("Contact at work; nothing private."))] = None,
) -> None:
    """Add an official: name, published post, agency, contact at work; nothing else is kept of a person."""
    from tracker.cli.settings import today
    from tracker.records import agencies, officials

    with writing(ctx) as unit:
        where = agencies.obtain(unit, agency, today()) if agency else None
        row = officials.add(unit, name, contact=contact)
        if post:
            officials.appoint(unit, row, post, where)
        number = row.key
    typer.echo(_("Added as official {id}.").format(id=number))


@command(app, "appoint", example='tracker official appoint 1 --post "Giám đốc Sở" --agency "Sở KH&CN Phú Thọ"')
def appoint(
    ctx: typer.Context,
    name: Name,
    post: Annotated[str, typer.Option(help=N_("The post as published."))],
    agency: OfAgency = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help=N_("From this day on."))] = None,
) -> None:
    """Write down a post of an official."""
    from tracker.cli.settings import day, today
    from tracker.queries.names import find_official
    from tracker.records import agencies, officials

    first = day(on)
    with writing(ctx) as unit:
        row = find_official(unit, name)
        where = agencies.obtain(unit, agency, first or today()) if agency else None
        held = officials.appoint(unit, row, post, where)
        if first:
            held.valid_from = first
            unit.add(held)
        said = row.full_name
    typer.echo(_("{name}: {post}.").format(name=said, post=post))


@command(app, "handover", example='tracker official handover "Trần Văn Mẫu" "Lê Thị Thử" --reason "Chuyển công tác"')
def handover(
    ctx: typer.Context,
    given: Annotated[str, typer.Argument(metavar="FROM", help=N_("Who hands over: name, number or uid."))],
    heir: Annotated[str, typer.Argument(metavar="TO", help=N_("Who takes over: name, number or uid."))],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why; --show does without."))] = "",
    agency: Annotated[
        list[str], typer.Option("--agency", help=N_("Only what this agency leads; may be repeated."))
    ] = [],  # noqa: B006
    on: Annotated[str | None, typer.Option(metavar="DATE", help=N_("The day of the handover; today."))] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help=N_("The pack as a file: .docx or .md; else it is printed."))
    ] = None,
    show: Annotated[bool, typer.Option("--show", help=N_("Only show the pack; nothing is handed over."))] = False,
) -> None:
    """Hand all open promises that one official is in charge of to another, in one operation, with the pack to go with
    it."""
    from tracker.cli.followups.group import when
    from tracker.queries.handover import pack
    from tracker.queries.names import find_official
    from tracker.queries.reminders import Asked
    from tracker.records.handover import hand_over, two_people
    from tracker.reminders.handover import Handover

    if out is not None and out.suffix.lower() not in (".docx", ".md"):
        raise UsageError(reason=_("The pack is written as .docx or .md; “{name}” is neither.").format(name=out.name))
    if not show and not reason.strip():
        raise UsageError(reason=_("Say with --reason why it is handed over; --show only shows the pack."))
    moment = when(on)
    with reading(ctx) if show else writing(ctx) as unit:
        before, after = find_official(unit, given), find_official(unit, heir)
        two_people(before, after)
        found = pack(unit, Asked(moment.today, moment.today, tuple(agency), str(before.key)))
        told = Handover(before.full_name, after.full_name, moment.on, reason)
        if found.open and not show:
            hand_over(unit, [one.row.id for one in found.open], after, moment, reason=reason)
        if found.open:
            _hand_out(told, found, out)
    if not found.open:
        typer.echo(_("{name} is in charge of nothing that is open here.").format(name=told.given), err=True)
    elif show:
        typer.echo(_("Nothing was handed over: --show only shows."), err=True)
    else:
        typer.echo(
            _("{n} commitments went from {given} to {heir}; “tracker undo” gives them back.").format(
                n=len(found.open), given=told.given, heir=told.heir
            ),
            err=True,
        )


def _hand_out(told: "Handover", found: "Pack", out: Path | None) -> None:
    """The pack to standard output or into a file."""
    from tracker.reminders.handover import page
    from tracker.reminders.page import as_markdown, as_text

    read = page(told, found)
    if out is None:
        write(as_text(read))
        return
    if out.suffix.lower() == ".docx":
        from tracker.reminders.paper import as_docx

        save(out, as_docx(read, told.on))
    else:
        save(out, as_markdown(read))
    typer.echo(_("Written: {place}.").format(place=out), err=True)
