"""`tracker demo`."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from tracker.cli.app import command, single
from tracker.cli.output import progress, save
from tracker.cli.settings import program, settings, today
from tracker.errors import OutputError, RegisterExistsError
from tracker.i18n import N_, _

app = single()


@command(app, "demo", example="tracker demo demo")
def demo(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=N_("A folder to build it in."))],
) -> None:
    """Build a register of real, published exchanges in a folder, with every report drawn.

    Every visit in it names the page it was read from.
    """
    from tracker import operations, reporting
    from tracker.database import url_of
    from tracker.exchange.demo import exchanges
    from tracker.queries.scope import Scope
    from tracker.records import register, visits

    place = folder / "tracker.db"
    try:
        if place.exists():
            raise RegisterExistsError(where=place)
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(name=folder, reason=error.strerror or str(error)) from None
    url, actor = url_of(place), settings(ctx).actor
    register.create(url, name=_("Published exchanges between provinces"), actor=actor)
    with operations.writing(url, actor=actor, command="demo") as unit:
        rows = list(exchanges())
        with progress(_("Visits"), len(rows)) as step:
            for row in rows:
                visits.log(unit, row, anyway=True)
                step()
    request = reporting.Request(scope=Scope(), units=today(), today=today())
    names = list(reporting.names())
    with operations.reading(url) as session, progress(_("Reports"), len(names) * len(reporting.FORMATS)) as step:
        for name in names:
            module = reporting.load(name)
            gathered = reporting.gather(module, session, request)
            for kind in reporting.FORMATS:
                target = folder / "reports" / f"{name}.{kind}"
                rendered = reporting.render(module, gathered, kind, stem=name)
                for ending, content in rendered.beside.items():
                    save(target.with_suffix(ending), content)
                save(target, rendered.content)
                step()
    typer.echo(_("{n} visits are in {place}.").format(n=len(rows), place=place))
    typer.echo(_("Open {page} in a browser.").format(page=folder / "reports" / "network.html"))
    ask = f"{program()} --db {quote(str(place))} followup list --overdue"
    typer.echo(_("Ask it: {command}").format(command=ask))
