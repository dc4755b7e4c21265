"""PageRank by the power method on plain dictionaries, to a stated tolerance.

Page, Brin, Motwani and Winograd, "The PageRank citation ranking: bringing order to the web", 1999. networkx computes it
with numpy and stops early on large graphs; this needs no array library and goes on to the tolerance.
"""

import networkx as nx


def pagerank(
    graph: "nx.DiGraph[str]", *, damping: float = 0.85, tolerance: float = 1e-12, most: int = 1000
) -> dict[str, float]:
    """The share of each node (they sum to 1): a surfer follows edges by `weight`, and jumps with 1 - `damping`.

    `tolerance`: the greatest sum of changes at the end; after `most` rounds a RuntimeError.
    """
    if not graph:
        return {}
    nodes = sorted(graph)
    out = {node: sum(data["weight"] for _node, _to, data in graph.out_edges(node, data=True)) for node in nodes}
    into = {
        node: [(a, data["weight"] / out[a]) for a, _node, data in graph.in_edges(node, data=True)] for node in nodes
    }
    rank = dict.fromkeys(nodes, 1 / len(nodes))
    for _round in range(most):
        idle = sum(rank[node] for node in nodes if not out[node])
        base = (1 - damping + damping * idle) / len(nodes)
        new = {node: base + damping * sum(rank[a] * share for a, share in into[node]) for node in nodes}
        if sum(abs(new[node] - rank[node]) for node in nodes) < tolerance:
            return new
        rank = new
    raise RuntimeError(f"PageRank did not settle in {most} rounds")
