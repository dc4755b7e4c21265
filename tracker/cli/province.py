"""`tracker province …`."""

from typing import Annotated

import typer

from tracker.cli.app import command, group
from tracker.cli.output import AsCsv, AsJson, emit, print_pairs, to_json, write
from tracker.cli.settings import day, reading, today, writing
from tracker.cli.words import days
from tracker.i18n import N_, _

app = group(N_("Provinces of any time: list, show."))

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("Name or slug."))]
_COLUMNS = ("slug", "name", "full_name", "kind", "code", "region", "seat", "valid_from", "valid_to", "source")


@command(app, "list", example="tracker province list --on 1/1/2024")
def list_(
    ctx: typer.Context,
    on: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Those of that day; today."))] = None,
    every: Annotated[bool, typer.Option("--all", help=N_("Every version of every time."))] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the provinces of a day: 63 before 1/7/2025, 34 since."""
    from tracker.queries.registry import plain
    from tracker.queries.units import alive, versions
    from tracker.text import sort_key

    with reading(ctx) as session:
        found = versions(session)
    rows = sorted(found if every else alive(found, day(on) or today()), key=lambda row: sort_key(row.name))
    emit(
        [plain(row) for row in rows],
        [_("Name"), _("Code"), _("Region"), _("In force")],
        [
            (row.full_name, row.code, row.region, f"{days(row.valid_from) or '…'}–{days(row.valid_to) or '…'}")
            for row in rows
        ],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=_COLUMNS,
        csv_rows=[[getattr(row, column) for column in _COLUMNS] for row in rows],
    )


@command(app, "show", example='tracker province show "Bắc Ninh"')
def show(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Show the units that bear or bore a name: kinds, codes, regions, what they came from and went into."""
    from tracker.queries.names import provinces_matching
    from tracker.queries.registry import plain
    from tracker.queries.units import mergers, versions

    with reading(ctx) as session:
        ids = provinces_matching(session, name)
        rows = [row for row in versions(session) if row.id in ids]
        merged = mergers(session)
    names = {row.slug: [m for m in merged if row.slug in (m.predecessor, m.successor)] for row in rows}
    if as_json:
        shapes = [plain(row) for row in rows]
        write(to_json([s | {"mergers": [plain(m) for m in names[s["slug"]]]} for s in shapes]))
        return
    for row in rows:
        print_pairs(
            [
                (_("Unit"), row.slug),
                (_("Name"), row.full_name),
                (_("Code"), row.code),
                (_("Region"), row.region),
                (_("Seat"), row.seat),
                (_("In force"), f"{days(row.valid_from) or '…'}–{days(row.valid_to) or '…'}"),
                (_("Source"), row.source),
            ]
        )
        typer.echo("")
    for merger in dict.fromkeys(m for found in names.values() for m in found):
        typer.echo(f"{days(merger.effective_on)}  {merger.predecessor} → {merger.successor}  ({merger.deed})")


@command(app, "add", example='tracker province add "Hủa Phăn" --source "https://example.gov.vn/tin"')
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("The name without “tỉnh” or “thành phố”."))],
    source: Annotated[str, typer.Option(help=N_("Where it is known from: a deed or an address."))],
    city: Annotated[bool, typer.Option("--city", help=N_("A city under the centre."))] = False,
    code: Annotated[str, typer.Option(help=N_("Its official code."))] = "",
    region: Annotated[str, typer.Option(help=N_("Its region."))] = "",
    since: Annotated[str | None, typer.Option(metavar="DATE", help=N_("In force from this day on."))] = None,
) -> None:
    """Add a province-level unit that the shipped facts do not know: a new one, or one of another country."""
    from tracker.records.provinces import add as add_province

    with writing(ctx) as unit:
        slug = add_province(unit, name, source=source, city=city, code=code, region=region, valid_from=day(since)).slug
    typer.echo(_("Added as province {slug}.").format(slug=slug))
