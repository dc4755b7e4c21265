"""The exchange network as plain values: nodes are units, an edge runs from the visitor to the host."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """A province or an agency with what it did in the scope (numbers of visits)."""

    id: str
    name: str
    hosted: int
    made: int
    partners: int
    region: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """All visits of `source` to `target`: how many, on which topics (slug -> visits), which (local ids) and when."""

    source: str
    target: str
    visits: int
    topics: Mapping[str, int]
    visit_ids: tuple[int, ...]
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges sorted by id, so that the same register gives the same bytes.

    `internal`: visits between agencies of one unit; `unplaced`: visits of which a side has no province (a central or
    foreign body). A visit of one visitor and one host is counted once: in an edge, as internal or as unplaced.
    """

    scope: Mapping[str, object]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    internal: int
    visits: int = 0
    unplaced: int = 0

    def as_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        return {
            "scope": dict(self.scope),
            "nodes": [
                {"id": n.id, "name": n.name, "hosted": n.hosted, "made": n.made, "partners": n.partners}
                for n in self.nodes
            ],
            "edges": [
                {
                    "source": e.source,
                    "target": e.target,
                    "visits": e.visits,
                    "topics": dict(e.topics),
                    "visit_ids": list(e.visit_ids),
                }
                for e in self.edges
            ],
            "internal": self.internal,
            "visits": self.visits,
            "unplaced": self.unplaced,
        }
