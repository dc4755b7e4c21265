"""Cooperation network: who visited whom, on what.

The drawing, the pairs, the topics and the visits behind them, all from the same scope as `visit list`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from tracker.calendar import short_date
from tracker.i18n import _, language, ngettext
from tracker.network.build import build
from tracker.network.graph import Network
from tracker.queries.exchanges import Place, exchanges
from tracker.queries.registry import topics
from tracker.queries.visits import SourceRow, VisitRow, sources_of, visits
from tracker.reporting import Request
from tracker.text import sort_key


@dataclass(frozen=True, slots=True)
class PairRow:
    """One edge in words, with the visits that it stands for."""

    visitor: str
    host: str
    visits: int
    topics: tuple[str, ...]
    visit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic and in how many visits of the scope it was exchanged on."""

    slug: str
    name: str
    visits: int


@dataclass(frozen=True, slots=True)
class CooperationNetwork:
    """What the report says, the same for every format."""

    network: Network
    country: tuple[Place, ...]
    pairs: tuple[PairRow, ...]
    topics: tuple[TopicRow, ...]
    visits: tuple[VisitRow, ...]
    sources: Mapping[int, tuple[SourceRow, ...]]
    caption: str
    findings: tuple[str, ...]
    names: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """The network's shape, what is said of it, and the visits it rests on."""
        return self.network.as_json() | {
            "caption": self.caption,
            "findings": list(self.findings),
            "visit_list": [row.as_json() for row in self.visits],
        }

    def table(self) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
        """The pairs."""
        columns = [_("Visitor"), _("Host"), _("Visits"), _("Topics"), _("Visit numbers")]
        return columns, [(row.visitor, row.host, row.visits, row.topics, row.visit_ids) for row in self.pairs]


def gather(session: Session, request: Request) -> CooperationNetwork:
    """Everything in the report, from the scope of the request."""
    rows = exchanges(session, request.scope, level="province", units=request.units, today=request.today)
    scope = request.scope.as_json() | {"level": "province", "units": str(request.units)}
    network = build(rows, scope)
    listed = visits(session, request.scope)
    names = {row.slug: row.name_vi if language() == "vi" else row.name_en for row in topics(session)}
    counts = {slug: sum(slug in row.topics for row in listed) for slug in names}
    return CooperationNetwork(
        network=network,
        country=rows.country,
        pairs=_pairs(network, names),
        topics=tuple(
            TopicRow(slug, names[slug], n)
            for slug, n in sorted(counts.items(), key=lambda item: (-item[1], sort_key(names[item[0]])))
            if n
        ),
        visits=tuple(listed),
        sources=sources_of(session, [row.uid for row in listed]),
        caption=_caption(request, network, rows.first, rows.last, names),
        findings=_findings(network),
        names=names,
    )


def page(gathered: CooperationNetwork) -> dict[str, Any]:
    """The drawing for the page, light; scripts and letters inside."""
    from tracker.network.render import font_css, fragment, page_script

    return {
        "figure": fragment(_drawing(gathered), element_id="country"),
        "script": page_script(),
        "fonts": font_css(),
    }


def picture(gathered: CooperationNetwork) -> bytes:
    """The same drawing as a PNG."""
    from tracker.network.render import png

    return png(_drawing(gathered))


def _drawing(gathered: CooperationNetwork) -> dict[str, Any]:
    from tracker.network.drawing import country_spec

    return country_spec(gathered.network, gathered.country, title=_("Who visited whom"), caption=gathered.caption)


def _pairs(network: Network, names: Mapping[str, str]) -> tuple[PairRow, ...]:
    units = {node.id: node.name for node in network.nodes}
    rows = [
        PairRow(
            units[edge.source],
            units[edge.target],
            edge.visits,
            tuple(names[slug] for slug in sorted(edge.topics, key=lambda slug: (-edge.topics[slug], slug))),
            edge.visit_ids,
        )
        for edge in network.edges
    ]
    return tuple(sorted(rows, key=lambda row: (-row.visits, sort_key(row.visitor), sort_key(row.host))))


def _caption(
    request: Request, network: Network, first: date | None, last: date | None, names: Mapping[str, str]
) -> str:
    """The scope, the units and the day in words, so that the picture can stand alone."""
    since, until = request.scope.since or first, request.scope.until or last
    parts = []
    if since and until:
        parts.append(_("Visits from {first} to {last}").format(first=short_date(since), last=short_date(until)))
    if request.scope.topic:
        parts.append(_("on {topic}").format(topic=names.get(request.scope.topic, request.scope.topic)))
    if request.scope.province:
        parts.append(_("with {province}").format(province=request.scope.province))
    if isinstance(request.units, date):
        parts.append(_("in the provinces of {day}").format(day=short_date(request.units)))
    else:
        parts.append(_("in the provinces of each visit's day"))
    counts = _("{visits} visits, {internal} of them within one province, {unplaced} with a side outside the provinces")
    return (
        ", ".join(parts)
        + ". "
        + counts.format(visits=network.visits, internal=network.internal, unplaced=network.unplaced)
        + ". "
        + _("From the register as of {day}.").format(day=short_date(request.today))
    )


def _findings(network: Network) -> tuple[str, ...]:
    """What stands out, each with its figure."""
    found = []
    hosts = sorted(network.nodes, key=lambda node: (-node.hosted, sort_key(node.name)))
    guests = sorted(network.nodes, key=lambda node: (-node.made, sort_key(node.name)))
    if hosts and hosts[0].hosted:
        found.append(_leaders(hosts, "hosted"))
    if guests and guests[0].made:
        found.append(_leaders(guests, "made"))
    pairs = {(edge.source, edge.target) for edge in network.edges}
    mutual = sum(1 for source, target in pairs if source < target and (target, source) in pairs)
    ties = len({frozenset(pair) for pair in pairs})
    if ties:
        found.append(
            ngettext(
                "{mutual} of {ties} pair of provinces visited each other both ways.",
                "{mutual} of {ties} pairs of provinces visited each other both ways.",
                ties,
            ).format(mutual=mutual, ties=ties)
        )
    return tuple(found)


def _leaders(nodes: Sequence[Any], field: str) -> str:
    """Who leads in a count, all of them where several tie."""
    most = getattr(nodes[0], field)
    names = ", ".join(node.name for node in nodes if getattr(node, field) == most)
    if field == "hosted":
        return ngettext("Hosted most: {names} ({n} visit).", "Hosted most: {names} ({n} visits each).", most).format(
            names=names, n=most
        )
    return ngettext("Travelled most: {names} ({n} visit).", "Travelled most: {names} ({n} visits each).", most).format(
        names=names, n=most
    )
