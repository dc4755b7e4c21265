"""`tracker network measure`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.app import command
from tracker.cli.networks.scoping import Asked, Level, Province, Since, Topic, Units, Until, app, network_of
from tracker.cli.output import AsCsv, AsJson, emit, print_pairs, to_json, write
from tracker.cli.settings import reading, today
from tracker.errors import UsageError
from tracker.i18n import N_, _, decimal

if TYPE_CHECKING:
    from tracker.network.meanings import Meaning
    from tracker.network.measures import UnitMeasures, Whole


@command(app, "measure", example="tracker network measure --since 1/1/2023")
def measure(
    ctx: typer.Context,
    level: Level = "province",
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    province: Province = None,
    units: Units = "as-of-visit",
    explain: Annotated[
        str | None, typer.Option(metavar="NAME|all", help=N_("Say what a measure means and where it comes from."))
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Measure the network: who is sought, who stands between, who belongs together; --explain says what each means."""
    if explain is not None:
        _explain(explain)
        return
    from tracker.network.measures import measures, row
    from tracker.queries.indicators import newest_ranks

    network, rows = network_of(ctx, Asked(level, since, until, topic, province, units))
    with reading(ctx) as session:
        ranks = newest_ranks(session, rows.last or today()) if level == "province" else None
    country = {place.id: place.name for place in rows.country} if level == "province" else {}
    found = measures(network, country=country, ranks=ranks.of if ranks else {})
    edition = ranks.edition if ranks else None
    shape = {"scope": dict(network.scope), "rank_edition": edition} | found.as_json()
    if as_json:
        write(to_json(shape))
        return
    if not as_csv:
        print_pairs(_whole(found.whole, edition))
        typer.echo()
    flat = [row(unit) for unit in found.units]
    emit(
        shape,
        [_("Unit"), *(_(meaning.title) for meaning in _shown())],
        [_cells(unit) for unit in sorted(found.units, key=lambda unit: (-unit.pagerank, unit.id))],
        as_json=False,
        as_csv=as_csv,
        csv_columns=list(flat[0]) if flat else ["id"],
        csv_rows=[list(one.values()) for one in flat],
        empty=_("There is no exchange in this scope."),
    )


def _shown() -> "tuple[Meaning, ...]":
    from tracker.network.meanings import OF_UNITS

    return OF_UNITS


def _cells(unit: "UnitMeasures") -> list[Any]:
    """The measures of one unit as a table shows them, in the order of their meanings."""
    shares = {"reciprocity": unit.reciprocity, "pagerank": unit.pagerank, "betweenness": unit.betweenness}
    cells: list[Any] = [unit.name]
    for meaning in _shown():
        if meaning.name in shares:
            cells.append(_share(shares[meaning.name]))
        elif meaning.name == "brokerage":
            cells.append(unit.brokerage.total)
        else:
            cells.append(getattr(unit, meaning.name))
    return cells


def _whole(whole: "Whole", edition: str | None) -> list[tuple[str, Any]]:
    from tracker.network.meanings import OF_THE_WHOLE

    pairs: list[tuple[str, Any]] = [(_("Units, pairs, visits"), f"{whole.units} · {whole.ties} · {whole.visits}")]
    for meaning in OF_THE_WHOLE:
        value = getattr(whole, meaning.name)
        if meaning.name in ("density", "reciprocity"):
            said: Any = _share(value)
        elif meaning.name == "isolates":
            said = f"{len(value)}"
        else:
            said = _number(value)
        if meaning.name == "assortativity_rank" and edition and value is not None:
            said = f"{said} ({edition})"
        pairs.append((_(meaning.title), said))
    return pairs


def _share(value: float | None) -> str:
    return "" if value is None else f"{decimal(100 * value, 1)}%"


def _number(value: float | None) -> str:
    return "" if value is None else decimal(value, 2) if isinstance(value, float) else str(value)


def _explain(name: str) -> None:
    """What the measure of that name means; of "all", every one."""
    from tracker.network.meanings import OF_THE_WHOLE, OF_UNITS

    known = (*OF_UNITS, *OF_THE_WHOLE)
    chosen = [meaning for meaning in known if name in ("all", meaning.name)]
    if not chosen:
        names = ", ".join(dict.fromkeys(meaning.name for meaning in known))
        raise UsageError(reason=_("There is no measure “{name}”; there are: {names}.").format(name=name, names=names))
    for meaning in chosen:
        typer.echo(f"{_(meaning.title)} ({meaning.name})\n  {_(meaning.sentence)}\n  {meaning.source}")
