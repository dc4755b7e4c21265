"""The network of a scope: a pure function of the query's rows."""

from collections import defaultdict
from collections.abc import Mapping

import networkx as nx

from tracker.network.graph import Edge, Network, Node
from tracker.queries.exchanges import Exchanges


def build(rows: Exchanges, scope: Mapping[str, object]) -> Network:
    """Edges from visitor to host with the visits behind them; visits within a unit or without a place are apart."""
    graph, apart = _graph(rows)
    days = {pair.visit: pair.day for pair in rows.pairs}
    made, hosted = _visits(graph, out=True), _visits(graph, out=False)
    nodes = tuple(
        Node(
            id=place.id,
            name=place.name,
            hosted=len(hosted[place.id]),
            made=len(made[place.id]),
            partners=len(set(graph.predecessors(place.id)) | set(graph.successors(place.id))),
            region=place.region,
            lat=place.lat,
            lon=place.lon,
        )
        for place in sorted(rows.places, key=lambda place: place.id)
    )
    edges = tuple(
        Edge(
            source=source,
            target=target,
            visits=len(data["visits"]),
            topics=_topics(data["visits"]),
            visit_ids=tuple(sorted(data["visits"])),
            days=tuple(sorted(day for visit in data["visits"] if (day := days.get(visit)))),
        )
        for source, target, data in sorted(graph.edges(data=True), key=lambda edge: edge[:2])
    )
    return Network(
        scope=scope,
        nodes=nodes,
        edges=edges,
        internal=len(apart["internal"]),
        visits=len({pair.visit for pair in rows.pairs}),
        unplaced=len(apart["unplaced"]),
    )


def _graph(rows: Exchanges) -> "tuple[nx.DiGraph[str], dict[str, set[int]]]":
    """A directed graph whose edges hold {visit: topics}, and the visits that are no edge."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(place.id for place in rows.places)
    apart: dict[str, set[int]] = {"internal": set(), "unplaced": set()}
    for pair in rows.pairs:
        if pair.visitor is None or pair.host is None:
            apart["unplaced"].add(pair.visit)
        elif pair.visitor == pair.host:
            apart["internal"].add(pair.visit)
        else:
            if not graph.has_edge(pair.visitor, pair.host):
                graph.add_edge(pair.visitor, pair.host, visits={})
            graph.edges[pair.visitor, pair.host]["visits"][pair.visit] = pair.topics
    return graph, apart


def _visits(graph: "nx.DiGraph[str]", *, out: bool) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for source, target, data in graph.edges(data=True):
        found[source if out else target].update(data["visits"])
    return found


def _topics(visits: Mapping[int, tuple[str, ...]]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for topics in visits.values():
        for topic in topics:
            counts[topic] += 1
    return dict(sorted(counts.items()))
