"""Brokerage roles between groups: who stands between two units that do not visit each other directly.

Gould and Fernandez, "Structures of mediation: a formal approach to brokerage in transaction networks", Sociological
Methodology 19, 1989. A unit b brokers where a visits b, b visits c, and a does not visit c; the groups of the three
tell the role.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True, slots=True)
class Brokerage:
    """How often a unit brokers in each role."""

    coordinator: int = 0
    """All three of one group."""
    itinerant: int = 0
    """The two ends of one group, the broker of another."""
    gatekeeper: int = 0
    """The broker and whom it visits of one group: it lets the others in."""
    representative: int = 0
    """The broker and who visits it of one group: it goes out for its group."""
    liaison: int = 0
    """All three of different groups."""

    @property
    def total(self) -> int:
        """In any role."""
        return self.coordinator + self.itinerant + self.gatekeeper + self.representative + self.liaison


def brokerage(graph: "nx.DiGraph[str]", groups: Mapping[str, Hashable]) -> dict[str, Brokerage]:
    """The roles of each unit, raw counts; a unit without a group neither brokers nor is brokered between."""
    placed = {node for node in graph if groups.get(node) is not None}
    return {node: _roles(graph, groups, placed, node) if node in placed else Brokerage() for node in graph}


def _roles(graph: "nx.DiGraph[str]", groups: Mapping[str, Hashable], placed: set[str], broker: str) -> Brokerage:
    counts = dict.fromkeys(("coordinator", "itinerant", "gatekeeper", "representative", "liaison"), 0)
    own = groups[broker]
    ends = placed - {broker}
    targets = ends & set(graph.successors(broker))
    for source in ends & set(graph.predecessors(broker)):
        for target in targets - {source} - set(graph.successors(source)):
            counts[_role(groups[source], own, groups[target])] += 1
    return Brokerage(**counts)


def _role(source: Hashable, broker: Hashable, target: Hashable) -> str:
    if source == target:
        return "coordinator" if broker == source else "itinerant"
    if broker == target:
        return "gatekeeper"
    return "representative" if broker == source else "liaison"
