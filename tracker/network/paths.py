"""The nearest way from one unit to another over those who exchanged: who could introduce us."""

import itertools
from dataclasses import dataclass

import networkx as nx

from tracker.network.graph import Network
from tracker.network.measures import collapsed, directed


@dataclass(frozen=True, slots=True)
class Step:
    """Two neighbours on the way, and the visits between them, either way."""

    source: str
    target: str
    visit_ids: tuple[int, ...]


def path(network: Network, source: str, target: str) -> tuple[Step, ...] | None:
    """The way with the least distance (1 / visits for each tie); of equal ones the first by id; None where there is
    none. Raises KeyError for a unit that is not in the network."""
    tied = collapsed(directed(network))
    for unit in (source, target):
        if unit not in tied:
            raise KeyError(unit)
    if source == target or not nx.has_path(tied, source, target):
        return None
    ways = nx.all_shortest_paths(tied, source, target, weight="distance")
    way = min(ways)
    ids = {(edge.source, edge.target): edge.visit_ids for edge in network.edges}
    return tuple(
        Step(a, b, tuple(sorted((*ids.get((a, b), ()), *ids.get((b, a), ()))))) for a, b in itertools.pairwise(way)
    )
