"""`tracker network export`."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.app import command
from tracker.cli.networks.scoping import Asked, Level, Province, Since, Topic, Units, Until, app, network_of
from tracker.cli.output import save
from tracker.errors import UsageError
from tracker.i18n import N_, _


@command(app, "export", example="tracker network export network.gexf --units today")
def export(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=N_("Its ending tells the format: .gexf, .graphml, .json or .csv."))
    ],
    level: Level = "province",
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    province: Province = None,
    units: Units = "as-of-visit",
) -> None:
    """Write the network for Gephi (.gexf, with its timeline), igraph (.graphml), programs (.json) or sheets (.csv)."""
    from tracker.network.exporting import FORMATS

    write = FORMATS.get(file.suffix.lower())
    if write is None:
        raise UsageError(
            reason=_("No network can be written as “{name}”; the name may end in: {all}.").format(
                name=file.name, all=", ".join(FORMATS)
            )
        )
    network, _rows = network_of(ctx, Asked(level, since, until, topic, province, units))
    save(file, write(network))
    typer.echo(_("Written: {place}.").format(place=file), err=True)
