"""The network as a file: what other programs open holds the counts of the register, and the same bytes each time."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import igraph  # type: ignore[import-untyped]
import networkx as nx
import pytest
from conftest import Tracker

PT, BN, DN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh", "Sở TT&TT Đà Nẵng"


@pytest.fixture
def exchanged(tracker: Tracker) -> Tracker:
    """Four visits between three provinces and one of a ministry, which has no place."""
    for visitor, host, on in ((PT, BN, "22/2/2024"), (PT, BN, "1/3/2024"), (BN, DN, "5/4/2024"), (DN, PT, "6/2/2025")):
        tracker.log(visitor, host, on, "--topic", "ioc", "--anyway")
    tracker.log("Bộ Khoa học và Công nghệ", PT, "1/6/2024")
    return tracker


def read(path: Path) -> dict[tuple[str, str], Any]:
    """The edges of a written file with their numbers of visits, read by another program or library."""
    if path.suffix == ".gexf":
        return {(a, b): data["visits"] for a, b, data in nx.read_gexf(path).edges(data=True)}
    if path.suffix == ".graphml":
        graph = igraph.Graph.Read_GraphML(str(path))
        return {(graph.vs[e.source]["id"], graph.vs[e.target]["id"]): int(e["visits"]) for e in graph.es}
    if path.suffix == ".json":
        graph = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
        return {(a, b): data["visits"] for a, b, data in graph.edges(data=True)}
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    return {(row["source"], row["target"]): int(row["visits"]) for row in rows}


@pytest.mark.parametrize("ending", [".gexf", ".graphml", ".json", ".csv"])
@pytest.mark.parametrize("level", ["province", "agency"])
def test_files_hold_what_the_network_shows(exchanged: Tracker, tmp_path: Path, ending: str, level: str) -> None:
    """Each format, opened elsewhere, has the edges of `network show`; nothing is None; two runs give the same bytes."""
    place = tmp_path / f"network{ending}"
    exchanged("network", "export", str(place), "--level", level)
    shown = exchanged("network", "show", "--level", level, "--json").json
    assert read(place) == {(edge["source"], edge["target"]): edge["visits"] for edge in shown["edges"]}
    first = place.read_bytes()
    assert b"None" not in first
    assert b"NaN" not in first
    exchanged("network", "export", str(place), "--level", level)
    assert place.read_bytes() == first


def test_the_timeline_has_a_spell_for_each_visit(exchanged: Tracker, tmp_path: Path) -> None:
    """Gephi's timeline shows an edge on the days of its visits."""
    exchanged("network", "export", str(tmp_path / "n.gexf"))
    edges = nx.read_gexf(tmp_path / "n.gexf").edges
    assert edges["phu-tho", "bac-ninh"]["spells"] == [("2024-02-22", "2024-02-22"), ("2024-03-01", "2024-03-01")]
    assert 'timeformat="date"' in (tmp_path / "n.gexf").read_text(encoding="utf-8")


def test_an_unknown_ending_is_refused(tracker: Tracker, tmp_path: Path) -> None:
    """The refusal lists the formats there are; an empty register gives an empty, whole file."""
    refused = tracker("network", "export", str(tmp_path / "n.xls"), code=2)
    assert ".graphml" in refused.err
    for ending in (".gexf", ".graphml", ".json", ".csv"):
        tracker("network", "export", str(tmp_path / f"n{ending}"))
        assert read(tmp_path / f"n{ending}") == {}
