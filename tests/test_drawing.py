"""The picture of the network: what the law asks of it, what the eye asks of it, and that it asks nothing of the net."""

import csv
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tracker.network import render
from tracker.network.drawing import LINKS, country_spec
from tracker.network.graph import Edge, Network, Node
from tracker.network.places import Box, Place, archipelagos, by_province, overlap, spread, text_width

ARCHIPELAGOS = ["Quần đảo Hoàng Sa (Đà Nẵng)", "Quần đảo Trường Sa (Khánh Hòa)"]
PROVINCES = Path(__file__).parents[1] / "tracker" / "data" / "provinces.csv"
ERAS = ["today", "before", "mixed"]


@dataclass(frozen=True)
class Province:
    id: str
    name: str
    lat: float
    lon: float
    region: str


@cache
def provinces(era: str) -> tuple[Province, ...]:
    """The 34 of today, the 63 before 2025-07-01, or every unit of both eras."""
    with PROVINCES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wanted: dict[str, Callable[[str], bool]] = {"today": lambda end: not end, "before": lambda end: end == "2025-06-30"}
    chosen = [row for row in rows if wanted.get(era, bool)(row["valid_to"]) or era == "mixed"]
    units = [Province(r["slug"], r["name"], float(r["lat"]), float(r["lon"]), r["region"]) for r in chosen]
    return tuple({unit.id: unit for unit in units}.values())


def network(units: tuple[Province, ...], pairs: int = 30, **scope: object) -> Network:
    """As many links of one to four visits, in both directions and of every length."""
    step = len(units)
    found = {(k % step, (k + 1 + k * 17 % (step - 1)) % step): 1 + k % 4 for k in range(pairs)}
    edges, visit = [], 0
    for (a, b), count in sorted(found.items()):
        edges.append(Edge(units[a].id, units[b].id, count, {"ioc": count}, tuple(range(visit, visit + count))))
        visit += count
    nodes = [_node(unit, edges) for unit in units if any(unit.id in (e.source, e.target) for e in edges)]
    return Network({"level": "province", **scope}, tuple(sorted(nodes, key=lambda n: n.id)), tuple(edges), 0)


def _node(unit: Province, edges: list[Edge]) -> Node:
    came, went = [e for e in edges if e.target == unit.id], [e for e in edges if e.source == unit.id]
    partners = {e.source for e in came} | {e.target for e in went}
    hosted, made = sum(e.visits for e in came), sum(e.visits for e in went)
    return Node(unit.id, unit.name, hosted, made, len(partners), unit.region, unit.lat, unit.lon)


def draw(net: Network, units: tuple[Province, ...], **options: Any) -> dict[str, Any]:
    return country_spec(net, units, title="Mạng lưới trao đổi", caption="Năm 2024", **options)


@cache
def picture(era: str, pairs: int = 30) -> dict[str, Any]:
    return draw(network(provinces(era), pairs), provinces(era))


@cache
def picture_svg(era: str, pairs: int = 30) -> str:
    return render.svg(picture(era, pairs))


def words(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    rows = spec["datasets"]["words"] + spec["datasets"]["key_words"]
    return [row for row in rows if row.get("kind") == kind]


def dot(place: Place, radius: float = 0.95) -> Box:
    return place.x - radius, place.y - radius, place.x + radius, place.y + radius


@pytest.mark.parametrize(("era", "pairs"), [("today", 30), ("before", 30), ("mixed", 30), ("today", 0)])
def test_both_archipelagos_are_shown_and_named(era: str, pairs: int) -> None:
    """Every drawing shows Hoàng Sa and Trường Sa with islets in a frame and names them as the law has them."""
    spec = picture(era, pairs)
    assert [row["text"] for row in words(spec, "archipelago")] == ARCHIPELAGOS
    for box in spec["datasets"]["boxes"]:
        inside = [c for c in spec["datasets"]["cores"] if box["x"] < c["x"] < box["x2"]]
        assert sum(box["y"] < islet["y"] < box["y2"] for islet in inside) >= 10
        assert 0 <= box["x"] < box["x2"] <= spec["width"]
        assert 0 <= box["y"] < box["y2"] <= spec["height"]
    for name in ARCHIPELAGOS:
        assert f">{name}</text>" in picture_svg(era, pairs)
        assert name in spec["description"]


def test_archipelagos_keep_their_names_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The language of the program does not change the names of the archipelagos."""
    monkeypatch.setattr("tracker.i18n._current", "en")
    spec = draw(network(provinces("today")), provinces("today"))
    assert [row["text"] for row in words(spec, "archipelago")] == ARCHIPELAGOS


@pytest.mark.parametrize("era", ERAS)
def test_archipelagos_lie_east_of_the_coast_at_their_latitude(era: str) -> None:
    """Hoàng Sa lies east of Đà Nẵng, Trường Sa south of it and east of Khánh Hòa."""
    places = {p.name: p for p in spread(provinces(era))}
    north, south = archipelagos(tuple(places.values()))
    assert north.box[0] > places["Đà Nẵng"].x
    assert north.box[1] < places["Đà Nẵng"].y < north.box[3]
    assert south.box[0] > places["Khánh Hòa"].x
    assert places["Cà Mau"].y - 8 < south.box[1] < south.box[3] < north.box[1]
    assert south.box[3] < places["Khánh Hòa"].y


@pytest.mark.parametrize("era", ERAS)
def test_no_label_touches_another_or_a_dot(era: str) -> None:
    """With the largest dots and bold names, no two names overlap, no dot lies under a name, no two dots overlap."""
    places = spread(provinces(era))
    boxes = [group.box for group in archipelagos(places)]
    assert not any(overlap(place.label(), box) for place in places for box in boxes)
    for a, b in combinations(places, 2):
        assert not overlap(a.label(), b.label()), (a.name, b.name)
        assert not overlap(a.label(), dot(b)), (a.name, b.name)
        assert not overlap(dot(a), b.label()), (a.name, b.name)
        assert not overlap(dot(a), dot(b)), (a.name, b.name)


@pytest.mark.parametrize("era", ERAS)
def test_the_shape_of_the_country_is_kept(era: str) -> None:
    """Provinces more than 1.2 degrees apart keep their order from north to south, more than 1.8 from west to east."""
    for a, b in combinations(spread(provinces(era)), 2):
        if abs(a.lat - b.lat) > 1.2:
            assert (a.lat > b.lat) == (a.y > b.y), (a.name, b.name)
        if abs(a.lon - b.lon) > 1.8:
            assert (a.lon > b.lon) == (a.x > b.x), (a.name, b.name)


def test_far_ends_of_the_country() -> None:
    """Hà Giang is north of Cà Mau, Điện Biên west of Quảng Ninh, Hà Nội between Lào Cai and Hải Phòng."""
    places = {p.id: p for p in spread(provinces("before"))}
    assert places["ha-giang"].y > places["hue"].y > places["ca-mau"].y
    assert places["dien-bien"].x < places["quang-ninh"].x
    assert places["lao-cai"].x < places["ha-noi"].x < places["hai-phong"].x
    assert places["kien-giang"].x < places["can-tho"].x < places["tra-vinh"].x


def test_units_of_one_name_are_told_apart() -> None:
    """Where both eras are drawn, the later unit of a name carries its year."""
    names = [p.name for p in spread(provinces("mixed"))]
    assert len(set(names)) == len(names) == 86
    assert {"Bắc Ninh", "Bắc Ninh (2025)"} <= set(names)
    assert "Bắc Ninh" in [p.name for p in spread(provinces("today"))]


def test_the_order_of_the_units_does_not_matter() -> None:
    """The schematic depends on which units there are, not on how they come."""
    units = provinces("mixed")
    assert spread(units) == spread(tuple(reversed(units)))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_same_network_gives_the_same_bytes(theme: str) -> None:
    """Drawn twice, the specification, the PNG and the fragment are the same byte by byte."""
    units = provinces("today")
    once, twice = (draw(network(units, 8), units, theme=theme) for _ in range(2))
    assert json.dumps(once) == json.dumps(twice)
    assert render.png(once, scale=1) == render.png(twice, scale=1)
    assert render.fragment(once, element_id="net") == render.fragment(twice, element_id="net")


def test_links_run_from_the_visitor_to_the_host() -> None:
    """A link is thick at the visitor, thins out, ends in an arrow at the host, and two ways are two curves."""
    units = provinces("today")
    pair = (Edge("ha-noi", "ca-mau-2025", 3, {}, (1, 2, 3)), Edge("ca-mau-2025", "ha-noi", 1, {}, (4,)))
    nodes = tuple(_node(u, list(pair)) for u in units if u.id in ("ha-noi", "ca-mau-2025"))
    spec = draw(Network({"level": "province"}, nodes, pair, 0), units)
    spots = {row["id"]: row for row in spec["datasets"]["dots"]}
    there = [row for row in spec["datasets"]["links"] if row["link"] == "ha-noi>ca-mau-2025"]
    back = [row for row in spec["datasets"]["links"] if row["link"] == "ca-mau-2025>ha-noi"]
    assert [row["width"] for row in there] == sorted((row["width"] for row in there), reverse=True)
    assert there[0]["width"] > 3 * there[-1]["width"]
    assert abs(there[0]["y"] - spots["ha-noi"]["y"]) < 15
    head = next(row for row in spec["datasets"]["heads"] if row["link"] == "ha-noi>ca-mau-2025")
    assert abs(head["y"] - spots["ca-mau-2025"]["y"]) < 15
    assert 90 < head["course"] < 270
    assert there[10]["x"] < back[10]["x"] - 20
    assert there[0]["width"] > back[0]["width"]
    assert there[0]["route"] == "Hà Nội → Cà Mau"


def test_roles_differ_in_form_as_well_as_in_colour() -> None:
    """A host is a full dot, a visitor a ring, one that does both a ring with a core: legible in grey."""
    units = provinces("today")
    went = [Edge("hue", "ha-noi", 2, {}, (1, 2)), Edge("hue", "son-la", 1, {}, (3,))]
    edges = [*went, Edge("son-la", "hue", 1, {}, (4,))]
    nodes = tuple(_node(u, edges) for u in units if u.id in ("hue", "ha-noi", "son-la"))
    data = draw(Network({}, nodes, tuple(edges), 0), units)["datasets"]
    spots = {row["id"]: row for row in data["dots"]}
    assert spots["ha-noi"]["line"] == 0
    assert spots["hue"]["line"] > 0
    assert spots["ha-noi"]["size"] > spots["ca-mau-2025"]["size"]
    cores = [(row["x"], row["y"]) for row in data["cores"]]
    assert (spots["son-la"]["x"], spots["son-la"]["y"]) in cores
    assert (spots["hue"]["x"], spots["hue"]["y"]) not in cores


def test_the_legend_stays_legible_with_longer_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a language whose words are longer, no two lines of the legend overlap, and all lie within the picture."""
    monkeypatch.setattr("tracker.network.drawing.ngettext", lambda *_: "{count} chuyến thăm")
    spec = draw(network(provinces("before")), provinces("before"))
    boxes = []
    for row in words(spec, "legend"):
        width = text_width(row["text"], bold=row["weight"] == "bold") * row["size"]
        boxes.append((row["x"], row["y"] - row["size"] / 2, row["x"] + width, row["y"] + row["size"] / 2))
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    assert max(box[2] for box in boxes) <= spec["width"]


def test_an_empty_network_draws_the_country_and_says_so() -> None:
    """Without an exchange every province is still there, and a sentence says that there is none."""
    spec = picture("today", 0)
    assert len(words(spec, "label")) == 34
    assert len(spec["datasets"]["links"]) == 0
    assert len(words(spec, "legend")) >= 2


def test_a_crowd_of_links_is_cut_and_the_cut_is_told() -> None:
    """Of very many links the busiest are drawn, and the caption says how many of how many."""
    net = network(provinces("before"), 200)
    spec = draw(net, provinces("before"))
    assert len(spec["datasets"]["heads"]) == LINKS < len(net.edges)
    notes = " ".join(row["text"] for row in spec["datasets"]["key_words"])
    assert str(LINKS) in notes
    assert str(len(net.edges)) in notes


def test_agencies_are_folded_into_their_provinces() -> None:
    """A network of agencies is drawn by province: a joint visit counts once, a visit within a province is internal."""
    units = provinces("today")
    home = {u.id: u for u in units}
    at = {"a1": "hue", "a2": "hue", "b": "ha-noi", "c": "ha-noi"}
    nodes = [Node(k, k, 0, 0, 0, home[v].region, home[v].lat, home[v].lon) for k, v in at.items()]
    nodes.append(Node("ministry", "Bộ Khoa học và Công nghệ", 0, 1, 1))
    edges = (
        Edge("a1", "b", 1, {"ioc": 1}, (1,)),
        Edge("a2", "b", 2, {"ioc": 1}, (1, 2)),
        Edge("b", "c", 1, {}, (3,)),
        Edge("ministry", "b", 1, {}, (4,)),
    )
    net = Network({"level": "agency"}, tuple(nodes), edges, 0)
    folded = by_province(net, units)
    assert [(e.source, e.target, e.visit_ids) for e in folded.edges] == [
        ("hue", "ha-noi", (1, 2)),
        ("ministry", "ha-noi", (4,)),
    ]
    assert folded.internal == 1
    notes = " ".join(row["text"] for row in draw(net, units)["datasets"]["key_words"])
    assert "Bộ Khoa học và Công nghệ" in notes


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []
        self.script = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "xlink:href", "srcset")]

    def handle_data(self, data: str) -> None:
        if self.names and self.names[-1] == "script":
            self.script += data


def test_no_name_breaks_out_of_the_fragment() -> None:
    """A province named like markup stays text, in the drawn picture and in the script."""
    evil = '</script><b>&"'
    units = (*provinces("today")[:5], Province("evil", evil, 16.0, 107.0, ""))
    html = render.fragment(draw(network(units, 6), units), element_id="net")
    page = _Tags()
    page.feed(html)
    assert "b" not in page.names
    assert page.names.count("script") == 1
    data = page.script[page.script.index("{") : page.script.rindex(",{mode")]
    assert evil in [row["text"] for row in json.loads(data)["datasets"]["words"]]
    with pytest.raises(ValueError, match="element id"):
        render.fragment({}, element_id='x"><script>')


def test_the_svg_holds_vietnamese_letters_composed() -> None:
    """Text stays text in the SVG, in NFC and in the family whose letters are complete."""
    svg = picture_svg("before")
    assert unicodedata.is_normalized("NFC", svg)
    for name in ("Đắk Lắk", "Huế", "Quảng Ngãi", "Biển Đông"):
        assert f">{name}</text>" in svg
    assert set(re.findall(r'font-family="([^"]*)"', svg)) == {"Be Vietnam Pro"}


def test_nothing_is_fetched_from_outside() -> None:
    """Neither the figure nor the script nor the style names a source outside the page; the specification has no URL."""
    spec = picture("today")
    fragment, script, css = render.fragment(spec, element_id="net"), render.page_script(), render.font_css()
    page = _Tags()
    page.feed(fragment)
    assert not [link for link in page.links if not link.startswith(("#", "data:"))]
    assert not re.findall(r"""(?:\bsrc|\bhref)\s*=\s*["'`]?\s*(?:https?:)?//""", fragment + script)
    assert not re.findall(r"""(?:url\(|@import)\s*["']?(?:https?:)?//""", fragment + script + css)
    assert set(re.findall(r"url\(.{6}", css)) == {'url("data:'}
    assert "@import" not in css
    assert "</script" not in script
    assert '"url"' not in json.dumps(spec)


def test_the_page_needs_no_evaluation_of_strings() -> None:
    """The figure is drawn by Vega's interpreter, so that a page may forbid eval."""
    assert "ast:true" in render.fragment(picture("today"), element_id="net")
    assert "vegaEmbed" in render.page_script()[-200:]
