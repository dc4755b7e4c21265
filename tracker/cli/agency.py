"""`tracker agency …`."""

from typing import Annotated

import typer

from tracker.cli.app import command, group
from tracker.cli.output import AsCsv, AsJson, emit, print_pairs, to_json, write
from tracker.cli.settings import day, reading, writing
from tracker.cli.words import days, word
from tracker.errors import UsageError
from tracker.i18n import N_, _

app = group(N_("Agencies: list, show, add."))


@command(app, "list", example="tracker agency list")
def list_(
    ctx: typer.Context,
    province: Annotated[str | None, typer.Option(help=N_("Only of this province."))] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the agencies that the register knows, a line for each name they bore.

    Typical departments of a province need not be added: naming one at a visit writes it down.
    """
    from tracker.queries.names import provinces_matching
    from tracker.queries.registry import agencies, plain

    with reading(ctx) as session:
        rows = agencies(session, provinces=provinces_matching(session, province) if province else None)
    shapes = [plain(row) for row in rows]
    columns = ["id", "uid", "name", "short_name", "province", "level", "sector", "valid_from", "valid_to", "visits"]
    emit(
        shapes,
        [_("No."), _("Name"), _("Short"), _("Province"), _("In force"), _("Visits")],
        [
            (
                row.id,
                row.name,
                row.short_name,
                row.province,
                days(row.valid_from) + "–" + days(row.valid_to),
                row.visits,
            )
            for row in rows
        ],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=columns,
        csv_rows=[[shape[column] for column in columns] for shape in shapes],
        empty=_("The register knows no agency yet; log a visit, or add one with “tracker agency add”."),
    )


@command(app, "show", example='tracker agency show "so tttt phu tho"')
def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("Name, short name, number or uid."))],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help=N_("The agency that bore the name on that day."))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show an agency: its names over time, its other spellings, where it is known from."""
    from tracker.models import Agency
    from tracker.queries.names import find_agency
    from tracker.queries.registry import agencies, aliases, plain

    with reading(ctx) as session:
        found = find_agency(session, name, day(on))
        if not isinstance(found, Agency):
            raise UsageError(
                reason=_(
                    "“{name}” is a typical department that no visit has named yet; nothing is known of it."
                ).format(name=found.full_name(day(on)))
            )
        rows = agencies(session, [found.key])
        others = aliases(session, found.key)
    if as_json:
        write(to_json({"versions": [plain(row) for row in rows], "aliases": others}))
        return
    for row in rows:
        print_pairs(
            [
                (_("Agency"), f"{row.id}  {row.uid}"),
                (_("Name"), row.name),
                (_("Short"), row.short_name),
                (_("Province"), row.province),
                (_("Level"), word(row.level)),
                (_("In force"), f"{days(row.valid_from) or '…'}–{days(row.valid_to) or '…'}"),
                (_("Visits"), row.visits),
            ]
        )
    print_pairs([(_("Also written"), "; ".join(others)), (_("Source"), rows[0].source)])


@command(app, "add", example='tracker agency add "Viện Nghiên cứu Hợp tác vùng" --source "QĐ 12/QĐ-UBND"')
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("The official name."))],
    source: Annotated[str, typer.Option(help=N_("Where it is known from: a deed or an address."))],
    short: Annotated[str | None, typer.Option(help=N_("The usual short name."))] = None,
    province: Annotated[str | None, typer.Option(help=N_("Its province."))] = None,
    level: Annotated[str | None, typer.Option(help=N_("central, province, district, commune or foreign."))] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help=N_("In force from this day on."))] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help=N_("In force up to this day."))] = None,
) -> None:
    """Add an agency that is not one of the typical departments."""
    from tracker.models.agency import LEVELS
    from tracker.queries.names import find_province
    from tracker.records import agencies

    if level and level not in LEVELS:
        raise UsageError(
            reason=_("The level “{value}” is not one of: {all}.").format(value=level, all=", ".join(LEVELS))
        )
    first, last = day(since), day(until)
    with writing(ctx) as unit:
        row = agencies.add_agency(
            unit,
            name,
            source=source,
            short_name=short,
            province=find_province(unit, province, first) if province else None,
            level=level,
            valid_from=first,
            valid_to=last,
        )
        number = row.key
    typer.echo(_("Added as agency {id}.").format(id=number))


@command(app, "alias", example='tracker agency alias 1 "Sở 4T Phú Thọ"')
def alias(
    ctx: typer.Context,
    agency: Annotated[str, typer.Argument(metavar="AGENCY", help=N_("Name, short name, number or uid."))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("Another way to write it."))],
    remove: Annotated[bool, typer.Option("--remove", help=N_("Take it back."))] = False,
) -> None:
    """Give an agency another spelling, under which it is found and read in notes."""
    from tracker.models import Agency
    from tracker.queries.names import find_agency
    from tracker.records import agencies

    with writing(ctx) as unit:
        found = find_agency(unit, agency, None)
        assert isinstance(found, Agency)
        (agencies.remove_alias if remove else agencies.add_alias)(unit, found, name)
        number = found.key
    if remove:
        typer.echo(_("Agency {id} is no longer found as “{name}”.").format(id=number, name=name))
    else:
        typer.echo(_("Agency {id} is now also found as “{name}”.").format(id=number, name=name))
