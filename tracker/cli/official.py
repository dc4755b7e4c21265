"""`tracker official …`."""

from typing import Annotated

import typer

from tracker.cli.app import command, group
from tracker.cli.output import AsCsv, AsJson, emit, print_pairs, to_json, write
from tracker.cli.settings import reading, writing
from tracker.cli.words import word
from tracker.i18n import N_, _

app = group(N_("Officials: list, show, add, appoint."))

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
