"""`tracker network compare · path · suggest`."""

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.app import command
from tracker.cli.networks.scoping import Asked, Level, Province, Since, Topic, Units, Until, app, network_of
from tracker.cli.output import AsJson, emit, to_json, write
from tracker.cli.settings import day, reading, today
from tracker.cli.words import days, word
from tracker.errors import NotFoundError, UsageError
from tracker.i18n import N_, _, decimal, ngettext

if TYPE_CHECKING:
    from tracker.network.graph import Network
    from tracker.network.suggestion import Reason

Unit = Annotated[str, typer.Argument(metavar="UNIT", help=N_("A province; with --level agency, an agency."))]


@command(app, "compare", example="tracker network compare --before 2023 --after 2024")
def compare(
    ctx: typer.Context,
    before: Annotated[str, typer.Option(metavar="PERIOD", help=N_("The first period: 2023, “quý I/2024”."))],
    after: Annotated[str, typer.Option(metavar="PERIOD", help=N_("The second period."))],
    level: Level = "province",
    topic: Topic = None,
    province: Province = None,
    units: Units = "today",
    as_json: AsJson = False,
) -> None:
    """Compare two periods: which ties are new, lost, stronger, weaker, and which units moved."""
    from tracker.calendar import iso, period
    from tracker.network.comparison import compare as compared

    spans = [period(text, today()) for text in (before, after)]
    networks = [
        network_of(ctx, Asked(level, iso(first), iso(last), topic, province, units))[0] for first, last in spans
    ]
    found = compared(*networks)
    names = {node.id: node.name for network in networks for node in network.nodes}
    if not as_json:
        counts = [f"{word(f'tie_{kind}')}: {found.count(kind)}" for kind in ("new", "lost", "stronger", "weaker")]
        typer.echo(f"{days(*spans[0])} → {days(*spans[1])}: " + " · ".join(counts))
    emit(
        {"before": dict(networks[0].scope), "after": dict(networks[1].scope)} | found.as_json(),
        [_("Change"), _("Visitor"), _("Host"), _("Before"), _("After")],
        [
            (word(f"tie_{tie.change}"), names[tie.source], names[tie.target], tie.before, tie.after)
            for tie in found.ties
            if tie.change != "same"
        ],
        as_json=as_json,
        as_csv=False,
        empty=_("Nothing changed between the two periods."),
    )
    if not as_json and found.units:
        emit(
            {},
            [_("Unit"), _("Visits made"), _("Visits hosted"), _("Place among the hosts")],
            [
                (unit.name, *(f"{a} → {b}" for a, b in (unit.made, unit.hosted)), _places(unit.place))
                for unit in found.units
                if unit.made[0] != unit.made[1] or unit.hosted[0] != unit.hosted[1]
            ],
            as_json=False,
            as_csv=False,
            empty=_("No unit moved."),
        )


def _places(places: tuple[int | None, int | None]) -> str:
    return " → ".join("–" if place is None else str(place) for place in places)


@command(app, "path", example='tracker network path "Phú Thọ" "Đà Nẵng"')
def path(
    ctx: typer.Context,
    source: Unit,
    target: Unit,
    level: Level = "province",
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    units: Units = "today",
    as_json: AsJson = False,
) -> None:
    """Show the nearest way from one unit to another over those who exchanged: who could introduce us."""
    from tracker.network.paths import path as way_of

    network, _rows = network_of(ctx, Asked(level, since, until, topic, None, units))
    ends = [_unit(network, name) for name in (source, target)]
    if ends[0] == ends[1]:
        raise UsageError(reason=_("Both names mean the same unit; name two."))
    steps = way_of(network, *ends)
    names = {node.id: node.name for node in network.nodes}
    emit(
        [{"source": s.source, "target": s.target, "visit_ids": list(s.visit_ids)} for s in steps or ()],
        [_("From"), _("To"), _("Visits"), _("Visit numbers")],
        [(names[s.source], names[s.target], len(s.visit_ids), ", ".join(map(str, s.visit_ids))) for s in steps or ()],
        as_json=as_json,
        as_csv=False,
        empty=_("No chain of exchanges leads from one to the other in this scope."),
    )


def _unit(network: "Network", name: str) -> str:
    """The node that a name means: its id, or its name with or without accents. Lists the nearest otherwise."""
    from tracker.text import key

    wanted = key(name)
    found = [node.id for node in network.nodes if name == node.id or key(node.name) == wanted]
    found = found or [node.id for node in network.nodes if wanted and wanted in key(node.name)]
    if len(found) == 1:
        return found[0]
    if found:
        from tracker.errors import AmbiguousNameError

        names = [node.name for node in network.nodes if node.id in found]
        raise AmbiguousNameError(what=_("unit"), name=name, candidates=names)
    raise NotFoundError(what=_("unit"), name=name, command="tracker network show")


@command(app, "suggest", example='tracker network suggest "Phú Thọ" --topic ioc')
def suggest(
    ctx: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="PROVINCE", help=N_("The province that wants to learn."))],
    topic: Annotated[str, typer.Option(help=N_("What it wants to learn about."))],
    since: Since = None,
    until: Until = None,
    most: Annotated[int, typer.Option("--most", min=1, help=N_("How many at most."))] = 5,
    as_json: AsJson = False,
) -> None:
    """Suggest whom to learn from next on a topic, each reason with the visits it rests on."""
    from tracker.gazetteer.names import province_of_day
    from tracker.network.suggestion import suggest as suggested
    from tracker.queries.adoptions import decisions_by_visit
    from tracker.queries.exchanges import exchanges
    from tracker.queries.indicators import newest_ranks
    from tracker.queries.names import find_topic, provinces_matching
    from tracker.queries.scope import Scope

    scope = Scope(since=day(since), until=day(until))
    with reading(ctx) as session:
        provinces_matching(session, unit)
        about = find_topic(session, topic)
        rows = exchanges(session, scope, level="province", units=today(), today=today())
        ranks = newest_ranks(session, today())
        adopted = decisions_by_visit(session, about.key)
    bearer = province_of_day(unit, today())
    mine = next((place for place in rows.country if bearer and place.id == bearer.slug), None)
    if mine is None:
        raise NotFoundError(what=_("province"), name=unit, command="tracker province list")
    found = suggested(mine, about.slug, rows.pairs, rows.country, ranks=ranks.of if ranks else {}, adopted=adopted)[
        :most
    ]
    if as_json:
        shape = {"province": mine.id, "topic": about.slug, "rank_edition": ranks.edition if ranks else None}
        write(to_json(shape | {"suggestions": [one.as_json() for one in found]}))
        return
    names = {place.id: place.name for place in rows.country}
    if not found:
        typer.echo(_("No other province is known to have experience on this topic."), err=True)
    for number, one in enumerate(found, start=1):
        typer.echo(f"{number}. {one.name}  ({decimal(one.score, 1)})")
        for reason in one.reasons:
            typer.echo(f"   +{decimal(reason.points, 1)}  {_reason(reason, names, ranks.edition if ranks else '')}")


def _reason(reason: "Reason", names: dict[str, str], edition: str) -> str:
    """A reason in words."""
    listed = ", ".join(map(str, reason.visit_ids))
    match reason.kind:
        case "hosted":
            said = ngettext("hosted {n} visit on it: {ids}", "hosted {n} visits on it: {ids}", reason.count)
        case "adopted":
            said = ngettext(
                "{n} decision came of it: visit {ids}", "{n} decisions came of it: visits {ids}", reason.count
            )
        case "known":
            said = ngettext("we exchanged {n} time: {ids}", "we exchanged {n} times: {ids}", reason.count)
        case "rank":
            theirs, ours = reason.ranks or (0, 0)
            return _("rank {theirs} in {edition}, ours is {ours}").format(theirs=theirs, ours=ours, edition=edition)
        case "introduced":
            return _("could be introduced by: {names}").format(names=", ".join(names[u] for u in reason.units))
        case "region":
            return _("of our region")
        case _:
            return _("no visit between us yet")
    return said.format(n=reason.count, ids=listed)
