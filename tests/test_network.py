"""The network says what the list of visits says, in the provinces of any day."""

from datetime import date

from conftest import Tracker
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.network.build import build
from tracker.queries.exchanges import Exchanges, Pair, Place

_UNITS = "abcdef"


def test_visits_between_later_merged_provinces_become_internal(anywhere: Tracker) -> None:
    """A visit of Bắc Giang to Bắc Ninh is an exchange in 2024 and internal in the provinces of today."""
    anywhere.log("Sở KH&CN Bắc Giang", "Sở KH&CN Bắc Ninh", "1/2/2024", "--topic", "khoa-hoc-cong-nghe")
    anywhere.log("Sở KH&CN Phú Thọ", "Sở KH&CN Bắc Ninh", "2/2/2024")
    then = anywhere("network", "show", "--json").json
    assert [(e["source"], e["target"], e["visits"]) for e in then["edges"]] == [
        ("bac-giang", "bac-ninh", 1),
        ("phu-tho", "bac-ninh", 1),
    ]
    assert then["edges"][0]["topics"] == {"khoa-hoc-cong-nghe": 1}
    now = anywhere("network", "show", "--units", "today", "--json").json
    assert [(e["source"], e["target"]) for e in now["edges"]] == [("phu-tho-2025", "bac-ninh-2025")]
    assert (then["internal"], now["internal"]) == (0, 1)
    assert anywhere("network", "show", "--units", "1/1/2025", "--json").json["edges"] == then["edges"]


def test_counts_agree_with_the_list_for_every_scope(demo: object) -> None:
    """Edges, internal and unplaced visits are the visits of `visit list`, whatever the scope and the units."""
    tracker = Tracker(str(demo) + "/tracker.db")
    for scope in (
        [],
        ["--since", "1/7/2025"],
        ["--until", "31/12/2022"],
        ["--topic", "du-lich"],
        ["--province", "Hà Nội"],
    ):
        listed = {row["id"] for row in tracker("visit", "list", "--json", *scope).json}
        for units in ("as-of-visit", "today", "1/1/2024"):
            for level in ("province", "agency"):
                words = ["--units", units, "--level", level, *scope]
                found = tracker("network", "show", "--json", *words).json
                assert found["visits"] == len(listed)
                drawn = {number for edge in found["edges"] for number in edge["visit_ids"]}
                assert drawn <= listed
                assert len(listed - drawn) <= found["internal"] + found["unplaced"]
                assert tracker("network", "show", "--json", *words).json == found


def test_agencies_are_nodes_too(tracker: Tracker) -> None:
    """At agency level an edge joins the agencies themselves; an unknown level is refused."""
    tracker.log("Sở KH&CN Bắc Giang", "Sở KH&CN Bắc Ninh", "1/2/2024")
    found = tracker("network", "show", "--level", "agency", "--json").json
    assert {node["name"] for node in found["nodes"]} == {
        "Sở Khoa học và Công nghệ tỉnh Bắc Giang",
        "Sở Khoa học và Công nghệ tỉnh Bắc Ninh",
    }
    tracker("network", "show", "--level", "planet", code=2)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from([*_UNITS, None]), st.sampled_from([*_UNITS, None])), max_size=30))
def test_every_visit_is_counted_once(sides: list[tuple[str | None, str | None]]) -> None:
    """With one visitor and one host each visit is in one edge, internal, or without a place; none is lost."""
    pairs = tuple(Pair(n, visitor, host, ()) for n, (visitor, host) in enumerate(sides))
    places = tuple(Place(unit, unit, None, None, None) for unit in _UNITS)
    network = build(Exchanges(pairs, places, (), date(2024, 1, 1), date(2024, 1, 1)), {})
    assert sum(edge.visits for edge in network.edges) + network.internal + network.unplaced == len(sides)
    assert sum(node.made for node in network.nodes) == sum(node.hosted for node in network.nodes)
    assert list(network.edges) == sorted(network.edges, key=lambda edge: (edge.source, edge.target))
