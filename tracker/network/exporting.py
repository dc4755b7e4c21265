"""The network as files that Gephi, igraph and spreadsheets open: typed attributes, nothing empty, the same bytes again.

A missing region or place is left out of its node. Days are of the visits, so that Gephi's timeline moves.
"""

import io
import json
import re
from collections.abc import Callable
from typing import Any

import networkx as nx

from tracker.network.graph import Edge, Network, Node
from tracker.sheets import to_csv

_LAST_MODIFIED = re.compile(r' lastmodifieddate="[^"]*"')


def _node(node: Node) -> dict[str, Any]:
    facts = {"label": node.name, "hosted": node.hosted, "made": node.made, "partners": node.partners}
    facts |= {"region": node.region, "latitude": node.lat, "longitude": node.lon}
    return {name: value for name, value in facts.items() if value is not None}


def _edge(edge: Edge) -> dict[str, Any]:
    facts: dict[str, Any] = {"weight": edge.visits, "visits": edge.visits}
    facts |= {"visit_ids": " ".join(map(str, edge.visit_ids)), "topics": " ".join(sorted(edge.topics))}
    if edge.days:
        facts |= {"first": edge.days[0].isoformat(), "last": edge.days[-1].isoformat()}
    return facts


def graph_of(network: Network) -> "nx.DiGraph[str]":
    """The network as a networkx graph with plain attributes."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for node in network.nodes:
        graph.add_node(node.id, **_node(node))
    for edge in network.edges:
        graph.add_edge(edge.source, edge.target, **_edge(edge))
    return graph


def gexf(network: Network) -> bytes:
    """GEXF 1.2 (Gephi): each visit is a day in the life of its edge."""
    graph = graph_of(network)
    for edge in network.edges:
        if edge.days:
            spells = [(day.isoformat(), day.isoformat()) for day in dict.fromkeys(edge.days)]
            graph.edges[edge.source, edge.target]["spells"] = spells
    text = "\n".join(nx.generate_gexf(graph, version="1.2draft"))
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + _LAST_MODIFIED.sub("", text) + "\n").encode()


def graphml(network: Network) -> bytes:
    """GraphML (igraph, yEd, Gephi)."""
    out = io.BytesIO()
    nx.write_graphml_xml(graph_of(network), out, named_key_ids=True)
    return out.getvalue() + b"\n"


def node_link(network: Network) -> bytes:
    """The node-link JSON that networkx and d3 read, with the scope."""
    data = nx.node_link_data(graph_of(network), edges="edges")
    data["graph"] = dict(network.scope)
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def edge_list(network: Network) -> bytes:
    """An edge list as CSV: ids, names, visits and the rest, a line an edge."""
    names = {node.id: node.name for node in network.nodes}
    more = ("visits", "first", "last", "topics", "visit_ids")
    rows = [
        (edge.source, edge.target, names[edge.source], names[edge.target], *(_edge(edge).get(name) for name in more))
        for edge in network.edges
    ]
    return to_csv(["source", "target", "source_name", "target_name", *more], rows).encode()


FORMATS: dict[str, Callable[[Network], bytes]] = {
    ".gexf": gexf,
    ".graphml": graphml,
    ".json": node_link,
    ".csv": edge_list,
}
"""By the ending of the file's name."""
