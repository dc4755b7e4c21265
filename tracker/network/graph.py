"""The exchange network as plain values: nodes are units, an edge runs from the visitor to the host."""

from collections.abc import Mapping
from dataclasses import dataclass


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
    """All visits of `source` to `target`: how many, on which topics (slug -> visits), and which (local ids)."""

    source: str
    target: str
    visits: int
    topics: Mapping[str, int]
    visit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges sorted by id, so that the same register gives the same bytes. `internal`: visits within one unit."""

    scope: Mapping[str, object]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    internal: int
