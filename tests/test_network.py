"""The network says what the list of visits says, in the provinces of any day."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import Tracker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker import operations
from tracker.database import url_of
from tracker.network.build import build
from tracker.queries.exchanges import Exchanges, Pair, Place
from tracker.records import visits

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


_BEARERS = ("Bắc Giang", "Bắc Ninh", "Phú Thọ", "Vĩnh Phúc", "Hà Nội", "Huế")
_VISIT = st.tuples(
    st.sampled_from([*_BEARERS, None]),
    st.sampled_from(_BEARERS),
    st.sampled_from([date(2024, 3, 1), date(2024, 9, 2), date(2025, 6, 30), date(2025, 7, 1), date(2026, 10, 1)]),
    st.sampled_from([(), ("ioc",), ("ioc", "du-lich")]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(_VISIT, min_size=1, max_size=6),
    st.sampled_from([[], ["--topic", "ioc"], ["--since", "1/7/2025"], ["--province", "Bắc Ninh"]]),
)
def test_any_register_conserves_its_visits(
    empty_register: Path,
    tmp_path: Path,
    logged: list[tuple[str | None, str, date, tuple[str, ...]]],
    scope: list[str],
) -> None:
    """Whatever was logged in either era, the network of each day's units counts each visit of the list once."""
    tracker = Tracker(str(shutil.copy(empty_register, tmp_path / "any.db")))
    with operations.writing(url_of(tracker.db), actor="Lan", command="test") as unit:
        for visitor, host, day, topics in logged:
            guest = f"UBND {visitor}" if visitor and bears(visitor, day) else "Văn phòng Chính phủ"
            home = f"Sở Y tế {host}" if bears(host, day) else "Bộ Y tế"
            visits.log(unit, visits.NewVisit(day, [guest], [home], topics=topics), anyway=True)
    numbers = {row["id"] for row in tracker("visit", "list", "--json", *scope).json}
    for units in ("as-of-visit", "today", "30/6/2025"):
        found = tracker("network", "show", "--units", units, "--json", *scope).json
        drawn = [number for edge in found["edges"] for number in edge["visit_ids"]]
        assert len(drawn) + found["internal"] + found["unplaced"] == found["visits"] == len(numbers)
        assert len(drawn) == len(set(drawn)) == sum(node["made"] for node in found["nodes"])
        assert set(drawn) <= numbers


def bears(name: str, day: date) -> bool:
    """Whether a province bore the name on the day: Bắc Giang and Vĩnh Phúc went over on 1/7/2025."""
    return day < date(2025, 7, 1) or name not in ("Bắc Giang", "Vĩnh Phúc")


def test_network_has_the_shape_that_scripts_rely_on(tracker: Tracker) -> None:
    """`network show --json` tells scope, sorted nodes and edges, and gives the same bytes again."""
    tracker.log("Sở KH&CN Phú Thọ", "Sở KH&CN Bắc Ninh", "2/2/2024", "--topic", "ioc", "--topic", "du-lich")
    tracker.log("UBND tỉnh Phú Thọ", "UBND tỉnh Bắc Ninh", "3/2/2024", "--topic", "ioc")
    tracker.log("Sở KH&CN Bắc Ninh", "Sở KH&CN Phú Thọ", "4/2/2024")
    tracker.log("Sở KH&CN Phú Thọ", "UBND tỉnh Phú Thọ", "5/2/2024")
    tracker.log("Bộ Nội vụ", "UBND tỉnh Phú Thọ", "6/2/2024")
    run = tracker("network", "show", "--json", "--since", "1/1/2024")
    assert run.json == {
        "scope": {
            "since": "2024-01-01",
            "until": None,
            "province": None,
            "agency": None,
            "topic": None,
            "level": "province",
            "units": "as-of-visit",
        },
        "nodes": [
            {"id": "bac-ninh", "name": "Bắc Ninh", "hosted": 2, "made": 1, "partners": 1},
            {"id": "phu-tho", "name": "Phú Thọ", "hosted": 1, "made": 2, "partners": 1},
        ],
        "edges": [
            {"source": "bac-ninh", "target": "phu-tho", "visits": 1, "topics": {}, "visit_ids": [3]},
            {
                "source": "phu-tho",
                "target": "bac-ninh",
                "visits": 2,
                "topics": {"du-lich": 1, "ioc": 2},
                "visit_ids": [1, 2],
            },
        ],
        "internal": 1,
        "visits": 5,
        "unplaced": 1,
    }
    assert tracker("network", "show", "--json", "--since", "1/1/2024").out == run.out
    (edge,) = tracker("network", "show", "--json", "--topic", "du-lich").json["edges"]
    assert edge["visit_ids"] == [1]


def test_a_visit_of_two_hosts_is_an_edge_to_each(tracker: Tracker) -> None:
    """A delegation that called at two provinces made one visit, hosted by both; planned visits are no edge."""
    tracker.log("Sở KH&CN Phú Thọ", "Sở KH&CN Bắc Ninh", "2/2/2024", "--host", "Sở KH&CN Hà Nội")
    tracker.log("Sở KH&CN Phú Thọ", "Sở KH&CN Huế", "3/2/2027", "--status", "planned")
    found = tracker("network", "show", "--json").json
    assert [(edge["target"], edge["visit_ids"]) for edge in found["edges"]] == [("bac-ninh", [1]), ("ha-noi", [1])]
    assert {node["id"]: (node["made"], node["hosted"]) for node in found["nodes"]} == {
        "bac-ninh": (0, 1),
        "ha-noi": (0, 1),
        "phu-tho": (1, 0),
    }
    assert found["visits"] == 1


def test_two_units_of_one_name_are_told_apart(tracker: Tracker) -> None:
    """Over both eras the old and the new Bắc Ninh are two nodes whose names say when; of today there is one."""
    tracker.log("Sở KH&CN Huế", "Sở KH&CN Bắc Ninh", "2/2/2024")
    tracker.log("Sở KH&CN Huế", "Sở KH&CN Bắc Ninh", "2/2/2026")
    names = [node["name"] for node in tracker("network", "show", "--json").json["nodes"]]
    assert names == ["Bắc Ninh (until 6/2025)", "Bắc Ninh (from 7/2025)", "Huế"]
    (edge,) = tracker("network", "show", "--units", "today", "--json").json["edges"]
    assert (edge["target"], edge["visits"]) == ("bac-ninh-2025", 2)


@pytest.mark.parametrize(("name", "begins"), [("x.md", b"# "), ("x.csv", b"\xef\xbb\xbf"), ("x.html", b"<!DOCTYPE")])
def test_the_files_name_says_the_format(tracker: Tracker, tmp_path: Path, name: str, begins: bytes) -> None:
    """Without --format a report is written as its file's name ends."""
    tracker("report", "network", "--out", str(tmp_path / name))
    assert (tmp_path / name).read_bytes().lstrip().startswith(begins)


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (["--out", "x.pdf"], "html, md, csv, json"),
        (["--out", "x.html", "--format", "csv"], "csv"),
        (["--since", "1/1/2026", "--until", "1/1/2025"], "--until"),
    ],
)
def test_a_report_that_cannot_be_is_refused(
    tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: list[str], word: str
) -> None:
    """A format that no report has, one against the file's name, days that exclude each other: one sentence, no file."""
    monkeypatch.chdir(tmp_path)
    refused = tracker("report", "network", *given, code=None)
    assert refused.code in (1, 2)
    assert word in refused.err
    assert not (tmp_path / given[1]).exists()
