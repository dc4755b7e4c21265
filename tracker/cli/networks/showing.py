"""`tracker network show`."""

import typer

from tracker.cli.app import command
from tracker.cli.networks.scoping import Asked, Level, Province, Since, Topic, Units, Until, app, network_of
from tracker.cli.output import AsCsv, AsJson, emit
from tracker.i18n import _


@command(app, "show", example="tracker network show --since 1/1/2023 --topic chuyen-doi-so")
def show(
    ctx: typer.Context,
    level: Level = "province",
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    province: Province = None,
    units: Units = "as-of-visit",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show who visited whom and how often, as the visits of the scope tell it.

    Visits between units that have since become one are counted apart, as internal.
    """
    network, _rows = network_of(ctx, Asked(level, since, until, topic, province, units))
    names = {node.id: node.name for node in network.nodes}
    edges = sorted(network.edges, key=lambda edge: -edge.visits)
    emit(
        network.as_json(),
        [_("Visitor"), _("Host"), _("Visits"), _("Topics")],
        [
            (
                names[edge.source],
                names[edge.target],
                edge.visits,
                ", ".join(f"{topic} {n}" if n > 1 else topic for topic, n in edge.topics.items()),
            )
            for edge in edges
        ],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=["source", "target", "visitor", "host", "visits", "topics", "visit_ids"],
        csv_rows=[
            (e.source, e.target, names[e.source], names[e.target], e.visits, list(e.topics), list(e.visit_ids))
            for e in network.edges
        ],
        empty=_("No exchange in this scope."),
    )
    if not as_json and not as_csv:
        typer.echo(
            _("{visits} visits: {edges} pairs of units, {internal} internal, {unplaced} without a province.").format(
                visits=network.visits, edges=len(edges), internal=network.internal, unplaced=network.unplaced
            ),
            err=True,
        )
