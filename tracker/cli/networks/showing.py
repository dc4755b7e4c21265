"""`tracker network …`."""

from datetime import date
from typing import Annotated, Literal, cast

import typer

from tracker.cli.app import command, group
from tracker.cli.output import AsCsv, AsJson, emit
from tracker.cli.settings import day, reading, today
from tracker.errors import UsageError
from tracker.i18n import N_, _

app = group(N_("Who visits whom, on what."))

Since = Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits from this day on."))]
Until = Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits up to this day."))]
Topic = Annotated[str | None, typer.Option(help=N_("Visits that exchanged on this topic."))]
Province = Annotated[str | None, typer.Option(help=N_("Visits with this province on either side."))]
Units = Annotated[
    str, typer.Option(metavar="as-of-visit|today|DATE", help=N_("Provinces as at the visit, of today, or of a day."))
]


@command(app, "show", example="tracker network show --since 1/1/2023 --topic chuyen-doi-so")
def show(
    ctx: typer.Context,
    level: Annotated[str, typer.Option(help=N_("province or agency."))] = "province",
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
    from tracker.network.build import build
    from tracker.queries.exchanges import exchanges
    from tracker.queries.scope import Scope

    if level not in ("province", "agency"):
        raise UsageError(reason=_("The level is province or agency, not “{value}”.").format(value=level))
    chosen = units_of(units)
    scope = Scope(since=day(since), until=day(until), topic=topic, province=province)
    with reading(ctx) as session:
        rows = exchanges(session, scope, level=cast(Literal["province", "agency"], level), units=chosen, today=today())
    network = build(rows, scope.as_json() | {"level": level, "units": str(chosen)})
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


def units_of(text: str) -> str | date:
    """What --units says: "as-of-visit", or the day whose provinces are meant."""
    if text == "as-of-visit":
        return text
    if text == "today":
        return today()
    found = day(text)
    assert found is not None
    return found
