"""Measures of the network: agreement with an independent implementation, and with what can be counted by hand."""

import igraph  # type: ignore[import-untyped]
import networkx as nx
import pytest
from conftest import Tracker
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.network.brokerage import brokerage
from tracker.network.graph import Edge, Network, Node
from tracker.network.meanings import OF_THE_WHOLE, OF_UNITS
from tracker.network.measures import UnitMeasures, Whole, collapsed, directed, measures
from tracker.network.ranking import pagerank

REGIONS = ("north", "south", "west", None)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Networks of up to twelve units in up to three regions."""
    size = draw(st.integers(1, 12))
    pairs = draw(
        st.dictionaries(
            st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda pair: pair[0] != pair[1]),
            st.integers(1, 5),
            max_size=30,
        )
    )
    regions = draw(st.lists(st.sampled_from(REGIONS), min_size=size, max_size=size))
    return network({(f"u{a:02}", f"u{b:02}"): n for (a, b), n in pairs.items()}, dict(enumerate(regions)), size)


def network(pairs: dict[tuple[str, str], int], regions: dict[int, str | None], size: int) -> Network:
    """The network of some pairs with their numbers of visits."""
    names = [f"u{number:02}" for number in range(size)]
    nodes = tuple(
        Node(
            name,
            name.upper(),
            hosted=sum(n for (_a, b), n in pairs.items() if b == name),
            made=sum(n for (a, _b), n in pairs.items() if a == name),
            partners=len({b for a, b in pairs if a == name} | {a for a, b in pairs if b == name}),
            region=regions.get(position),
        )
        for position, name in enumerate(names)
    )
    edges = tuple(Edge(a, b, n, {}, ()) for (a, b), n in sorted(pairs.items()))
    return Network({}, nodes, edges, internal=0)


def as_igraph(graph: "nx.Graph[str]") -> igraph.Graph:
    """The same graph for the other implementation."""
    nodes = sorted(graph)
    other = igraph.Graph(directed=graph.is_directed())
    other.add_vertices(nodes)
    other.add_edges([(a, b) for a, b in graph.edges])
    other.es["weight"] = [data["weight"] for _a, _b, data in graph.edges(data=True)]
    other.es["distance"] = [1 / weight for weight in other.es["weight"]]
    return other


@settings(max_examples=60, deadline=None)
@given(networks())
def test_measures_agree_with_another_implementation(drawn: Network) -> None:
    """PageRank, betweenness, cores, density, reciprocity, modularity and assortativity are those that igraph finds."""
    found = measures(drawn)
    graph = directed(drawn)
    tied = collapsed(graph)
    ours, other, one_way = {unit.id: unit for unit in found.units}, as_igraph(tied), as_igraph(graph)
    names = sorted(graph)
    ranks = one_way.pagerank(weights="weight")
    assert [ours[name].pagerank for name in names] == pytest.approx(ranks, abs=1e-9)
    pairs = (len(names) - 1) * (len(names) - 2) / 2 or 1.0
    between = [value / pairs for value in other.betweenness(weights="distance")]
    assert [ours[name].betweenness for name in names] == pytest.approx(between, abs=1e-9)
    assert [ours[name].core for name in names] == other.coreness()
    assert [ours[name].strength for name in names] == other.strength(weights="weight")
    if found.whole.ties:
        members = [ours[name].community - 1 for name in names]
        assert found.whole.modularity == pytest.approx(other.modularity(members, weights="weight"), abs=1e-9)
        assert found.whole.density == pytest.approx(other.density())
    regions = [unit.region for unit in found.units]
    if found.whole.assortativity_region is not None and all(regions):
        kinds = [REGIONS.index(region) for region in regions]
        assert found.whole.assortativity_region == pytest.approx(other.assortativity_nominal(kinds, directed=False))


@settings(max_examples=60, deadline=None)
@given(networks(), st.data())
def test_rank_assortativity_agrees(drawn: Network, data: st.DataObject) -> None:
    """The correlation of ranks over the ties is that of igraph."""
    ranks = {node.id: data.draw(st.integers(1, 63)) for node in drawn.nodes}
    found = measures(drawn, ranks=ranks).whole.assortativity_rank
    if found is not None:
        other = as_igraph(collapsed(directed(drawn)))
        assert found == pytest.approx(other.assortativity([ranks[name] for name in sorted(ranks)], directed=False))


@settings(max_examples=60, deadline=None)
@given(networks())
def test_each_mediated_pair_is_counted_once(drawn: Network) -> None:
    """The roles of all brokers together are all the pairs a visits b visits c without a visiting c."""
    graph = directed(drawn)
    regions = {node.id: node.region for node in drawn.nodes}
    found = brokerage(graph, regions)
    by_hand = [
        (regions[a], regions[b], regions[c])
        for b in graph
        for a in graph.predecessors(b)
        for c in graph.successors(b)
        if a != c and not graph.has_edge(a, c) and None not in (regions[a], regions[b], regions[c])
    ]
    assert sum(roles.total for roles in found.values()) == len(by_hand)
    assert sum(roles.coordinator for roles in found.values()) == sum(a == b == c for a, b, c in by_hand)
    assert sum(roles.itinerant for roles in found.values()) == sum(a == c != b for a, b, c in by_hand)
    assert sum(roles.gatekeeper for roles in found.values()) == sum(a != b == c for a, b, c in by_hand)
    assert sum(roles.representative for roles in found.values()) == sum(a == b != c for a, b, c in by_hand)
    assert sum(roles.liaison for roles in found.values()) == sum(len({a, b, c}) == 3 for a, b, c in by_hand)


@settings(max_examples=40, deadline=None)
@given(networks(), st.randoms())
def test_the_order_of_rows_changes_nothing(drawn: Network, chance: "object") -> None:
    """The same network in another order gives the same numbers, communities among them."""
    shuffled = list(drawn.edges)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert measures(drawn) == measures(Network({}, drawn.nodes, tuple(shuffled), internal=0))


def test_a_known_network() -> None:
    """Zachary's karate club, published and measured many times: two to four communities, modularity above 0.4."""
    club = nx.karate_club_graph()
    pairs = {(f"u{a:02}", f"u{b:02}"): 1 for a, b in club.edges}
    found = measures(network(pairs, {}, 34))
    assert 0.40 < (found.whole.modularity or 0) < 0.43
    assert found.whole.density == pytest.approx(0.139, abs=1e-3)
    top = sorted(found.units, key=lambda unit: -unit.betweenness)[:3]
    assert [unit.id for unit in top] == ["u00", "u33", "u32"]
    assert sum(unit.pagerank for unit in found.units) == pytest.approx(1.0)
    assert max(unit.core for unit in found.units) == 4


def test_nothing_to_measure() -> None:
    """An empty network has no measures and no error."""
    found = measures(Network({}, (), (), internal=0), country={"x": "X"})
    assert (found.units, found.whole.isolates, found.whole.density) == ((), ("X",), None)
    assert pagerank(nx.DiGraph()) == {}


PT, BN, DN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh", "Sở TT&TT Đà Nẵng"


def test_the_command_measures_the_register(tracker: Tracker) -> None:
    """`network measure` gives the same units and visits as `network show`, in words, JSON and CSV."""
    for visitor, host in ((PT, BN), (PT, BN), (BN, DN), (PT, DN), (DN, PT)):
        tracker.log(visitor, host, "22/2/2024", "--topic", "ioc", "--anyway")
    shape = tracker("network", "measure", "--json").json
    shown = tracker("network", "show", "--json").json
    assert [unit["id"] for unit in shape["units"]] == [node["id"] for node in shown["nodes"]]
    assert shape["whole"]["visits"] == sum(edge["visits"] for edge in shown["edges"]) == 5
    assert shape["rank_edition"] == "DTI 2022"
    units = {unit["id"]: unit for unit in shape["units"]}
    assert (units["phu-tho"]["reciprocity"], units["bac-ninh"]["reciprocity"]) == (0.5, 0.0)
    assert sum(unit["pagerank"] for unit in units.values()) == pytest.approx(1)
    assert len(shape["whole"]["isolates"]) == 60
    said = tracker("network", "measure", lang="vi").out
    assert "Tính hai chiều" in said
    assert "33,3%" in said
    assert tracker("network", "measure", "--csv").out.startswith("\ufeffid,name,region,made,hosted")
    assert "no exchange" in tracker("network", "measure", "--topic", "du-lich").err


def test_every_measure_is_explained(tracker: Tracker) -> None:
    """`--explain` says in both languages what a measure means, with its source; an unknown one lists all."""
    for lang in ("vi", "en"):
        told = tracker("network", "measure", "--explain", "all", lang=lang).out
        assert len(told.splitlines()) == 3 * (len(OF_UNITS) + len(OF_THE_WHOLE))
    assert "Page, Brin" in tracker("network", "measure", "--explain", "pagerank").out
    assert "betweenness" in tracker("network", "measure", "--explain", "x", code=2).err
    fields = set(UnitMeasures.__dataclass_fields__) - {"id", "name", "region"}
    assert {meaning.name for meaning in OF_UNITS} == fields
    assert {meaning.name for meaning in OF_THE_WHOLE} <= set(Whole.__dataclass_fields__)
