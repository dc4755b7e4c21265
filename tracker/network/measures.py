"""Measures of the exchange network, of each unit and of the whole: a pure function of the network.

Two graphs stand behind them: the directed one, from visitor to host with the number of visits as weight, and the
collapsed one, in which two units are tied when either visited the other. Sorted input and a fixed seed: the same
network gives the same numbers.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from tracker.network.brokerage import Brokerage, brokerage
from tracker.network.graph import Network
from tracker.network.ranking import pagerank

SEED = 2024
"""Of the community search, so that it finds the same communities again."""


@dataclass(frozen=True, slots=True)
class UnitMeasures:
    """What is said of one unit. Shares are from 0 to 1; None where it is not defined."""

    id: str
    name: str
    region: str | None
    made: int
    hosted: int
    strength: int
    partners: int
    reciprocity: float | None
    pagerank: float
    betweenness: float
    core: int
    community: int
    brokerage: Brokerage


@dataclass(frozen=True, slots=True)
class Whole:
    """What is said of the network as a whole. None where it is not defined (no tie, one region, too few ranks)."""

    units: int
    ties: int
    visits: int
    density: float | None
    reciprocity: float | None
    communities: int
    modularity: float | None
    core: int
    concentration: float | None
    assortativity_region: float | None
    assortativity_rank: float | None
    isolates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measures:
    """The units by id, and the whole."""

    units: tuple[UnitMeasures, ...]
    whole: Whole

    def as_json(self) -> dict[str, Any]:
        """For programs: flat rows, brokerage roles as columns."""
        return {"units": [row(unit) for unit in self.units], "whole": _plain(self.whole)}


def row(unit: UnitMeasures) -> dict[str, Any]:
    """One unit as a flat row."""
    flat = _plain(unit)
    roles = flat.pop("brokerage")
    return flat | _plain(roles) | {"brokerage": roles.total}


def _plain(value: Any) -> dict[str, Any]:
    found = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {name: list(one) if isinstance(one, tuple) else one for name, one in found.items()}


def measures(network: Network, *, country: Mapping[str, str] = {}, ranks: Mapping[str, int] = {}) -> Measures:
    """All measures. `country`: id -> name of every unit there is, to name those without any exchange; `ranks`: id ->
    rank of the unit in a published index, for the assortativity by rank."""
    graph = directed(network)
    tied = collapsed(graph)
    regions = {node.id: node.region for node in network.nodes}
    roles = brokerage(graph, regions)
    between = nx.betweenness_centrality(tied, weight="distance") if len(tied) else {}
    cores = nx.core_number(tied)
    groups = communities(tied)
    member = {node: number for number, group in enumerate(groups, start=1) for node in group}
    ranked = pagerank(graph)
    units = tuple(
        UnitMeasures(
            id=node.id,
            name=node.name,
            region=node.region,
            made=node.made,
            hosted=node.hosted,
            strength=sum(data["weight"] for _a, _b, data in tied.edges(node.id, data=True)),
            partners=node.partners,
            reciprocity=_mutual(graph, node.id),
            pagerank=ranked[node.id],
            betweenness=between[node.id],
            core=cores[node.id],
            community=member[node.id],
            brokerage=roles[node.id],
        )
        for node in network.nodes
    )
    return Measures(units, _whole(network, graph, tied, groups, cores, country, ranks, regions))


def directed(network: Network) -> "nx.DiGraph[str]":
    """From visitor to host; `weight`: visits."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.id for node in network.nodes)
    graph.add_weighted_edges_from(sorted((edge.source, edge.target, edge.visits) for edge in network.edges))
    return graph


def collapsed(graph: "nx.DiGraph[str]") -> "nx.Graph[str]":
    """Tied when either visited the other. `weight`: visits both ways; `distance`: 1 / visits, so that much exchange is
    near (Newman, "Scientific collaboration networks II", Physical Review E 64, 2001)."""
    tied: nx.Graph[str] = nx.Graph()
    tied.add_nodes_from(sorted(graph))
    for source, target in sorted({(min(a, b), max(a, b)) for a, b in graph.edges}):
        visits = sum(
            graph.edges[pair]["weight"] for pair in ((source, target), (target, source)) if graph.has_edge(*pair)
        )
        tied.add_edge(source, target, weight=visits, distance=1 / visits)
    return tied


def communities(tied: "nx.Graph[str]") -> list[list[str]]:
    """Groups that exchange more within than across (Louvain: Blondel et al., Journal of Statistical Mechanics P10008,
    2008), the largest first, each sorted; a unit without a tie is a group of its own."""
    if not len(tied):
        return []
    found = nx.community.louvain_communities(tied, weight="weight", seed=SEED)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def _mutual(graph: "nx.DiGraph[str]", node: str) -> float | None:
    """The share of its partners with whom it exchanged both ways."""
    out, into = set(graph.successors(node)), set(graph.predecessors(node))
    return len(out & into) / len(out | into) if out | into else None


def _whole(
    network: Network,
    graph: "nx.DiGraph[str]",
    tied: "nx.Graph[str]",
    groups: list[list[str]],
    cores: Mapping[str, int],
    country: Mapping[str, str],
    ranks: Mapping[str, int],
    regions: Mapping[str, str | None],
) -> Whole:
    ties = tied.number_of_edges()
    mutual = sum(1 for a, b in tied.edges if graph.has_edge(a, b) and graph.has_edge(b, a))
    hosted = [node.hosted for node in network.nodes if node.hosted]
    active = {node for node in tied if tied.degree(node)}
    deepest = max(cores.values(), default=0)
    return Whole(
        units=len(network.nodes),
        ties=ties,
        visits=sum(edge.visits for edge in network.edges),
        density=nx.density(tied) if len(tied) > 1 else None,
        reciprocity=mutual / ties if ties else None,
        communities=len([group for group in groups if len(group) > 1]),
        modularity=nx.community.modularity(tied, map(set, groups), weight="weight") if ties else None,
        core=sum(1 for node in active if cores[node] == deepest),
        concentration=sum((n / sum(hosted)) ** 2 for n in hosted) if hosted else None,
        assortativity_region=_by_region(tied, regions),
        assortativity_rank=_by_rank(tied, ranks),
        isolates=tuple(sorted(name for id_, name in country.items() if id_ not in active)),
    )


def _by_region(tied: "nx.Graph[str]", regions: Mapping[str, str | None]) -> float | None:
    """Newman's coefficient of a category ("Mixing patterns in networks", Physical Review E 67, 2003)."""
    ends = [(regions[a], regions[b]) for a, b in tied.edges if regions.get(a) and regions.get(b)]
    shares = Counter(region for pair in ends for region in pair)
    if len(shares) < 2:
        return None
    within = sum(a == b for a, b in ends) / len(ends)
    by_chance = sum((n / (2 * len(ends))) ** 2 for n in shares.values())
    return (within - by_chance) / (1 - by_chance)


def _by_rank(tied: "nx.Graph[str]", ranks: Mapping[str, int]) -> float | None:
    """The correlation of the ranks at the two ends of a tie, each tie read both ways."""
    ends = [(ranks[a], ranks[b]) for a, b in tied.edges if a in ranks and b in ranks]
    both = [*ends, *((b, a) for a, b in ends)]
    if not both:
        return None
    mean = sum(a for a, _b in both) / len(both)
    spread = sum((a - mean) ** 2 for a, _b in both)
    return sum((a - mean) * (b - mean) for a, b in both) / spread if spread else None
