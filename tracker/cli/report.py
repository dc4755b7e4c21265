"""`tracker report …`: every report that is found is a command."""

from pathlib import Path
from typing import Annotated, Any

import typer

from tracker.cli.app import Group, command, group, single
from tracker.cli.output import AsCsv, AsJson, emit, progress, save
from tracker.cli.settings import config_folder, day, reading, today
from tracker.i18n import N_, _


class Reports(Group):
    """`list`, and one command for each report."""

    def list_commands(self, ctx: Any) -> list[str]:
        from tracker.reporting import names

        return [*super().list_commands(ctx), *names(own_folder())]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        from tracker.reporting import load, names, title

        if cmd_name not in names(own_folder()):
            return super().get_command(ctx, cmd_name)
        found = typer.main.get_command(one)
        found.name = cmd_name
        found.help = title(load(cmd_name, own_folder())) + "."
        found.epilog = f"tracker report {cmd_name} --format html --out {cmd_name}.html"
        return found


def own_folder() -> Path:
    """Where an office keeps reports of its own."""
    return config_folder() / "reports"


app = group(N_("Reports to read, print and hand on."), cls=Reports)
one = single()


@command(app, "list", example="tracker report list")
def list_(as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the reports that can be drawn."""
    from tracker.reporting import FORMATS, load, names, title

    rows = [(name, title(load(name, own_folder())), ", ".join(FORMATS)) for name in names(own_folder())]
    emit(
        [{"name": name, "title": said, "formats": list(FORMATS)} for name, said, _formats in rows],
        [_("Report"), _("Title"), _("Formats")],
        rows,
        as_json=as_json,
        as_csv=as_csv,
    )


@command(one, "one", example="tracker report network --format html --out network.html")
def draw(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Option("--format", metavar="html|md|csv|json", help=N_("The format; else as the file's name ends.")),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help=N_("The file to write; - for standard output."))
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits from this day on."))] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits up to this day."))] = None,
    province: Annotated[str | None, typer.Option(help=N_("Visits with this province on either side."))] = None,
    topic: Annotated[str | None, typer.Option(help=N_("Visits that exchanged on this topic."))] = None,
    units: Annotated[
        str,
        typer.Option(metavar="as-of-visit|today|DATE", help=N_("Provinces as at the visit, of today, or of a day.")),
    ] = "as-of-visit",
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help=N_("As things stood on that day; today."))
    ] = None,
) -> None:
    """Draw the report."""
    from tracker import reporting
    from tracker.cli.networks.scoping import units_of
    from tracker.queries.scope import Scope

    assert ctx.info_name is not None
    module = reporting.load(ctx.info_name, own_folder())
    request = reporting.Request(
        scope=Scope(since=day(since), until=day(until), province=province, topic=topic),
        units=units_of(units),
        today=day(as_of) or today(),
    )
    kind = reporting.format_of(kind, None if str(out) == "-" else out)
    alone = str(out) == "-" or (out is None and kind != "html")
    target = out or Path(f"{ctx.info_name}.{kind}")
    with progress(_("Report"), 2) as step:
        with reading(ctx) as session:
            gathered = reporting.gather(module, session, request)
        step()
        rendered = reporting.render(module, gathered, kind, stem=None if alone else target.stem)
        step()
    if alone:
        typer.get_binary_stream("stdout").write(rendered.content)
        return
    for ending, content in rendered.beside.items():
        save(target.parent / (target.stem + ending), content)
    save(target, rendered.content)
    typer.echo(_("Written: {place}.").format(place=target), err=True)
