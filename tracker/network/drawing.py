"""The network of exchanges on the schematic of the country: one Vega-Lite specification, no borders, no outside data.

All rows of the specification are in pixels of the picture (x to the right, y down), computed here from the em of
`places`; nothing is left to a scale, so that what is tested here is what is seen.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.i18n import _, ngettext
from tracker.network.graph import Edge, Network, Node
from tracker.network.places import (
    DOT,
    HOANG_SA,
    TRUONG_SA,
    Arc,
    Archipelago,
    Box,
    Place,
    Unit,
    arc,
    archipelagos,
    by_province,
    overlap,
    spread,
    straight,
    text_width,
    wrap,
)

FONT = "Be Vietnam Pro"
LINKS = 60  # more links than this make a hairball: the busiest are drawn, and the caption says so
LEGEND = 26.0  # em: width of the legend
SEA = "Biển Đông"

Row = dict[str, Any]
_Places = dict[str, Place]
_Links = Sequence[tuple[Edge, Arc]]

_COLOURS = ("paper", "ink", "faint", "dot", "sea", "shore", "link", "hosts", "visits", "both")
_THEMES = {  # told apart by the colour-blind, and by lightness in print
    "light": "#ffffff #1b2733 #667380 #aab4be #eaf3f8 #a9c4d4 #43586c #0072b2 #d55e00 #00805a",
    "dark": "#14202b #f2f5f7 #9fb0bf #5c6f80 #1b2d3c #3d5c78 #a9bfd2 #56b4e9 #f0975a #4fc3a1",
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """From em to pixels: `em` pixels make one em; `west` and `north` are the em at the picture's upper left corner."""

    em: float
    west: float
    north: float

    def x(self, x: float) -> float:
        return round((x - self.west) * self.em, 2)

    def y(self, y: float) -> float:
        return round((self.north - y) * self.em, 2)


def _role(node: Node) -> str | None:
    """hosts, visits or both, as two thirds of its visits decide; None without any."""
    total = node.hosted + node.made
    if node.hosted * 3 >= total * 2:
        return "hosts" if total else None
    return "visits" if node.made * 3 >= total * 2 else "both"


def _radius(visits: int, most: int) -> float:
    """The radius of a dot whose area grows with its visits; 0.2 em without any."""
    return max(0.44, DOT * math.sqrt(visits / max(most, 6))) if visits else 0.2


def _thickness(visits: int, most: int, crowd: int) -> float:
    """The thickness of a link at the visitor's end; thinner in a crowd of links."""
    return 0.16 + 0.64 * min(1.0, math.sqrt(24 / max(crowd, 1))) * (visits - 1) / max(most - 1, 4)


def _links(network: Network, places: _Places, radii: dict[str, float]) -> _Links:
    """The busiest links between two placed units, thick ones first so that thin ones lie on top."""
    edges = [e for e in network.edges if e.source in places and e.target in places and e.source != e.target]
    edges = sorted(edges, key=lambda e: (-e.visits, e.source, e.target))[:LINKS]
    thick = {e.visits: _thickness(e.visits, edges[0].visits, len(edges)) for e in edges}
    ends = [(e, places[e.source], places[e.target]) for e in edges]
    return [(e, arc(a, b, (radii[a.id], radii[b.id]), thick[e.visits])) for e, a, b in ends]


def _numbers(links: _Links, taken: list[Box]) -> Iterator[tuple[Edge, float, float]]:
    """Where there is room for the number of visits on each link of several: the edge, x, y in em."""
    for edge, way in links:
        half, count = text_width(str(edge.visits)) * 0.45, len(way.points)
        for share in (0.5, 0.4, 0.6, 0.3, 0.7) if edge.visits > 1 else ():
            x, y = way.points[min(int(count * share), count - 1)]
            box = (x - half, y - 0.5, x + half, y + 0.5)
            if not any(overlap(box, other) for other in taken):
                taken.append(box)
                yield edge, x, y
                break


class _Canvas:
    """Collects the rows of the picture; every method takes em and writes pixels."""

    def __init__(self, frame: _Frame, colours: dict[str, str]) -> None:
        self.frame, self.colours = frame, colours
        self.rows: dict[str, list[Row]] = {name: [] for name in ("boxes", "links", "heads", "dots", "cores", "words")}

    def words(self, text: str, x: float, y: float, size: float = 1.0, /, **style: str) -> None:
        """One line of text; `style` may give colour, ground, align, weight, slope and kind ("label", "legend" …)."""
        style = {"colour": "ink", "ground": "paper", "align": "left", "weight": "normal", "slope": "normal"} | style
        style |= {"colour": self.colours[style["colour"]], "ground": self.colours[style["ground"]]}
        row = {"text": text, "x": self.frame.x(x), "y": self.frame.y(y), "size": round(size * self.frame.em, 2)}
        self.rows["words"].append(row | style)

    def dot(self, x: float, y: float, radius: float, role: str | None, **facts: Any) -> None:
        """A dot; its role is told by colour and by form: full hosts, a ring visits, a ring with a core does both."""
        colours, em = self.colours, self.frame.em
        ring = 0.26 if role in ("visits", "both") else 0.0
        row: Row = {"x": self.frame.x(x), "y": self.frame.y(y), "size": round((2 * (radius - ring / 2) * em) ** 2, 2)}
        edge = colours[role or "dot"]
        row |= {"fill": colours["paper"] if ring else edge, "edge": edge, "line": round(ring * em, 2)}
        self.rows["dots"].append(row | facts)
        if role == "both":
            core = {"x": row["x"], "y": row["y"], "size": round((0.9 * radius * em) ** 2, 2), "fill": edge}
            self.rows["cores"].append(core)

    def link(self, name: str, way: Arc, **facts: Any) -> None:
        """The way as the rows of a trail, and its arrow head."""
        em = self.frame.em
        for step, ((x, y), width) in enumerate(zip(way.points, way.widths, strict=True)):
            row = {"link": name, "x": self.frame.x(x), "y": self.frame.y(y), "step": step}
            self.rows["links"].append({**row, "width": round(width * em, 2), **facts})
        place: Row = {"x": self.frame.x(way.tip[0]), "y": self.frame.y(way.tip[1]), "course": way.course}
        self.rows["heads"].append({"link": name, **place, "size": round((2 * way.head * em) ** 2, 2), **facts})

    def archipelagos(self, groups: Sequence[Archipelago]) -> None:
        """Frames in the sea, islets as dots, and the names, which are Vietnamese in every language."""
        x, y = self.frame.x, self.frame.y
        style = {"align": "center", "weight": "bold", "ground": "sea", "kind": "archipelago"}
        for group in groups:
            west, south, east, north = group.box
            self.rows["boxes"].append({"name": group.name, "x": x(west), "y": y(north), "x2": x(east), "y2": y(south)})
            islet = {"size": round((0.25 * self.frame.em) ** 2, 2), "fill": self.colours["ink"]}
            islets = [{"x": x(a), "y": y(b), **islet} for a, b in group.islets]
            self.rows["cores"].extend(islets)
            self.words(group.name, (west + east) / 2, north - 1.2, **style)
        middle = [(g.box[0] + g.box[2]) / 2 for g in groups], [(g.box[1] + g.box[3]) / 2 for g in groups]
        style = {"colour": "shore", "align": "center", "slope": "italic", "kind": "sea"}
        self.words(SEA, sum(middle[0]) / len(groups), sum(middle[1]) / len(groups), 1.4, **style)


def _visits(number: int) -> str:
    return ngettext("{count} visit", "{count} visits", number).format(count=number)


def _legend(canvas: _Canvas, x: float, y: float, most: int, links: _Links) -> None:
    """The legend in words, its upper left corner at (x, y) em, drawn with the very marks of the picture."""
    roles = {"hosts": _("mostly hosts visits"), "visits": _("mostly visits others"), "both": _("hosts and visits")}
    canvas.words(_("How to read this picture"), x, y - 0.8, weight="bold", kind="legend")
    for role, words in (*roles.items(), (None, _("no exchange in this scope"))):
        y -= 1.9
        canvas.dot(x + 0.8, y - 0.8, 0.7 if role else 0.2, role)
        canvas.words(words, x + 2.4, y - 0.8, kind="legend")
    y -= 2.3
    column = text_width(_visits(1), bold=False) + 1.4
    for shift, number in enumerate(sorted({1, most})):
        left = x + (2.4 + column) * shift
        canvas.dot(left + 0.8, y - 0.8, _radius(number, most), "hosts")
        canvas.words(_visits(number), left + 2.4, y - 0.8, kind="legend")
    y -= 2.8
    canvas.words(_("visitor"), x, y - 0.8, kind="legend")
    start = x + text_width(_("visitor")) + 0.6
    canvas.link("visitor>host", straight(start, y - 0.8, 6.0, 0.8))
    canvas.words(_("host"), start + 6.6, y - 0.8, kind="legend")
    for line in wrap(_("The thick end is the visitor, the arrow points to the host."), LEGEND):
        y -= 1.5
        canvas.words(line, x, y - 0.8, colour="faint", kind="legend")
    y -= 2.1
    busiest = links[0][0].visits
    for shift, number in enumerate(sorted({1, busiest})):
        left = x + (4.6 + column) * shift
        canvas.link(f"{number}", straight(left, y - 0.8, 4.0, _thickness(number, busiest, len(links))))
        canvas.words(_visits(number), left + 4.6, y - 0.8, kind="legend")


def _legend_box(boxes: Sequence[Box]) -> Box:
    """Where the legend goes: to the upper right, clear of all boxes there."""
    north, deep = max(b[3] for b in boxes), 23.0
    shore = max(b[2] for b in boxes if b[3] > north - deep)
    west = max(shore + 2, max(b[2] for b in boxes) - LEGEND)
    return west, north - deep, west + LEGEND, north


def _nothing(canvas: _Canvas, x: float, y: float) -> None:
    """In the legend's place when there is nothing to draw: what is missing and what may help."""
    lines = wrap(_("No exchange between provinces in this scope yet"), LEGEND, bold=True)
    advice = wrap(_("Try longer dates or more topics, or log the first visit."), LEGEND)
    for line in lines:
        y -= 1.5
        canvas.words(line, x, y, weight="bold", kind="legend")
    for line in advice:
        y -= 1.5
        canvas.words(line, x, y, colour="faint", kind="legend")


def _notes(network: Network, places: _Places, drawn: int) -> list[str]:
    """What the reader must know about the picture, a sentence each."""
    notes = [_("A schematic: provinces are moved apart so that their names can be read; no borders are drawn.")]
    links = sum(1 for e in network.edges if e.source in places and e.target in places and e.source != e.target)
    if drawn < links:
        notes.append(_("The {drawn} busiest of {links} links are drawn.").format(drawn=drawn, links=links))
    if network.internal:
        notes.append(_("Not drawn: {visits} within one unit.").format(visits=_visits(network.internal)))
    if network.unplaced:
        notes.append(_("Not drawn: {visits} of bodies without a province.").format(visits=_visits(network.unplaced)))
    lost = [n.name for n in network.nodes if n.id not in places]
    if lost:
        notes.append(_("Without a place on this picture: {names}.").format(names=", ".join(lost)))
    return notes


def _at(*more: str) -> Row:
    """Encoding of the position (pixels) and of further fields taken as they are: channel=field."""
    channels: Row = {axis: {"field": axis, "type": "quantitative", "scale": None, "axis": None} for axis in ("x", "y")}
    for pair in more:
        channel, field = pair.split("=")
        kind = "nominal" if channel in ("fill", "stroke", "color", "text") else "quantitative"
        channels[channel] = {"field": field, "type": kind}
        if channel != "text":
            channels[channel] |= {"scale": None, "legend": None}
    return channels


def _layer(data: str, mark: Row, encoding: Row) -> Row:
    return {"data": {"name": data}, "mark": {"aria": False, **mark}, "encoding": encoding}


def _tips(**titles: str) -> Row:
    return {"tooltip": [{"field": field, "title": title} for field, title in titles.items()]}


# Pointing at a province (its dot or name) leaves only its own links in sight; the samples of the legend stay.
_NEAR = "!near.id || !near.id[0] || !datum.source || near.id[0] == datum.source || near.id[0] == datum.target"
_POINTING = {"type": "point", "on": "pointerover", "clear": "pointerout", "fields": ["id"]}
_ARROW = "M0,0L0.5,1L0,0.78L-0.5,1Z"


def _seen(opacity: float) -> Row:
    return {"opacity": {"condition": {"test": _NEAR, "value": opacity}, "value": 0.06}}


def _link_layers(prefix: str, colour: str, tips: Row) -> list[Row]:
    """Trails and arrow heads."""
    trail = _at("size=width") | {"order": {"field": "step"}, "detail": {"field": "link"}} | _seen(0.66) | tips
    arrow = {"type": "point", "filled": True, "shape": _ARROW, "color": colour, "strokeWidth": 0}
    head = _layer(f"{prefix}heads", arrow, _at("size=size", "angle=course") | _seen(0.66) | tips)
    return [_layer(f"{prefix}links", {"type": "trail", "color": colour}, trail), head]


def _dot_layers(prefix: str, tips: Row) -> list[Row]:
    """Dots, and the cores of rings and the islets upon them."""
    ring = {"type": "point", "filled": True, "opacity": 1, "strokeWidth": {"expr": "datum.line"}}
    core = {"type": "point", "filled": True, "opacity": 1, "tooltip": None}
    dots = _layer(f"{prefix}dots", ring, _at("size=size", "fill=fill", "stroke=edge") | tips)
    pointing = {"params": [{"name": "near", "select": _POINTING}]} if tips else {}
    return [dots | pointing, _layer(f"{prefix}cores", core, _at("size=size", "fill=fill"))]


def _word_layers(prefix: str) -> list[Row]:
    """Every text twice: a halo in the colour of its ground, then the letters."""
    fields = {"align": "align", "fontWeight": "weight", "fontStyle": "slope"}
    style: Row = {name: {"expr": f"datum.{field}"} for name, field in fields.items()}
    letters: Row = {"type": "text", "baseline": "middle", "font": FONT, "tooltip": None, **style}
    halo = {**letters, "strokeWidth": 3.5, "strokeJoin": "round"}
    return [
        _layer(f"{prefix}words", halo, _at("text=text", "size=size", "color=ground", "stroke=ground") | _seen(0.85)),
        _layer(f"{prefix}words", letters, _at("text=text", "size=size", "color=colour") | _seen(1)),
    ]


def _fill(canvas: _Canvas, network: Network, places: _Places, radii: dict[str, float], links: _Links) -> None:
    """Provinces, names and links onto the canvas."""
    nodes = {n.id: n for n in network.nodes}
    taken: list[Box] = []
    for place in places.values():
        node, radius = nodes.get(place.id) or Node(place.id, place.name, 0, 0, 0), radii[place.id]
        role = _role(node)
        facts = {"id": place.id, "name": place.name, "hosted": node.hosted, "made": node.made}
        canvas.dot(place.x, place.y, radius, role, partners=node.partners, **facts)
        left, _south, right, _north = box = place.label(radius, bold=bool(role))
        x, align = (right, "right") if place.west else (left, "left")
        colour, weight = ("ink", "bold") if role else ("faint", "normal")
        canvas.words(place.name, x, place.y, colour=colour, align=align, weight=weight, kind="label", id=place.id)
        taken += [box, (place.x - radius, place.y - radius, place.x + radius, place.y + radius)]
    for edge, way in links:
        facts = {"source": edge.source, "target": edge.target, "visits": edge.visits}
        route = f"{places[edge.source].name} → {places[edge.target].name}"
        canvas.link(f"{edge.source}>{edge.target}", way, route=route, **facts)
    style = {"colour": "link", "align": "center", "weight": "bold", "kind": "number"}
    for edge, x, y in _numbers(links, taken):
        canvas.words(str(edge.visits), x, y, 0.85, source=edge.source, target=edge.target, **style)


def _joined(network: Network, units: Sequence[Unit]) -> list[Unit]:
    """The units of the map and the nodes of the network that are none of them but have a place."""
    nodes = {n.id: n for n in network.nodes if n.lat is not None and n.lon is not None}
    return [*(u for u in units if u.id not in nodes), *nodes.values()]


def _frame(boxes: Sequence[Box], width: float, height: float | None) -> tuple[_Frame, float]:
    """The frame that fits all boxes into the width (and height), and the height in pixels."""
    west, south = min(b[0] for b in boxes) - 1, min(b[1] for b in boxes) - 1
    east, north = max(b[2] for b in boxes) + 1, max(b[3] for b in boxes) + 1
    em = min(width / (east - west), height / (north - south) if height else math.inf)
    return _Frame(em, west - (width / em - (east - west)) / 2, north), round(height or (north - south) * em, 2)


def country_spec(
    network: Network,
    units: Sequence[Unit],
    *,
    title: str,
    caption: str,
    width: float = 860,
    height: float | None = None,
    theme: str = "light",
) -> dict[str, Any]:
    """A Vega-Lite 5 specification of the network on the country, `width` pixels wide without the title.

    `units` are the provinces of the map; a node that is none of them is added at its own place, and a network of
    agencies is folded into provinces first. Without a height the picture takes what it needs.
    """
    colours = dict(zip(_COLOURS, _THEMES[theme].split(), strict=True))
    if network.scope.get("level") == "agency":
        network = by_province(network, units)
    places = {p.id: p for p in spread(_joined(network, units))}
    busy = {n.id: n.hosted + n.made for n in network.nodes if n.id in places}
    most = max(busy.values(), default=0)
    radii = {id_: _radius(busy.get(id_, 0), most) for id_ in places}
    links = _links(network, places, radii)
    groups = archipelagos(tuple(places.values()))
    boxes = [p.label(radii[p.id]) for p in places.values()] + [g.box for g in groups]
    boxes += [(x, y, x, y) for _edge, way in links for x, y in way.points]
    boxes.append(_legend_box(boxes))
    west, south, east = min(b[0] for b in boxes), min(b[1] for b in boxes) - 1.5, max(b[2] for b in boxes)
    sentences = (caption, *_notes(network, places, len(links)))
    notes = [line for sentence in sentences for line in wrap(sentence, (east - west + 2) / 0.95)]
    frame, tall = _frame([*boxes, (west, south - 1.4 * len(notes), west, south)], width, height)
    canvas, key = _Canvas(frame, colours), _Canvas(frame, colours)
    canvas.archipelagos(groups)
    _fill(canvas, network, places, radii, links)
    corner = boxes[-1][0], boxes[-1][3]
    if links:
        _legend(key, *corner, most, links)
    else:
        _nothing(key, *corner)
    for line, note in enumerate(notes):
        key.words(note, frame.west, south - 1.4 * line - 0.7, 0.92, colour="faint")
    return _specification(canvas, key, (title, caption), (width, tall))


def _specification(canvas: _Canvas, key: _Canvas, words: tuple[str, str], size: tuple[float, float]) -> dict[str, Any]:
    """The rows as data sets of one layered specification; those of the legend are named key_…"""
    colours, em, (title, caption) = canvas.colours, canvas.frame.em, words
    province = _tips(name=_("Province"), hosted=_("Visits hosted"), made=_("Visits made"), partners=_("Partners"))
    frame: Row = {"type": "rect", "fill": colours["sea"], "stroke": colours["shore"], "cornerRadius": 0.6 * em}
    corners = _at() | {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    letters: Row = {"font": FONT, "labelFont": FONT, "titleFont": FONT}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": " · ".join(part for part in (title, caption, HOANG_SA, TRUONG_SA) if part),
        "title": {
            "text": wrap(title, size[0] / em / 1.6, bold=True) or "",
            "anchor": "start",
            "offset": 14,
            "font": FONT,
            "fontSize": round(1.55 * em, 1),
            "lineHeight": round(2 * em, 1),
            "color": colours["ink"],
        },
        "width": size[0],
        "height": size[1],
        "padding": round(em, 1),
        "background": colours["paper"],
        "config": {"font": FONT, "view": {"stroke": None}, "axis": letters, "legend": letters, "text": {"font": FONT}},
        "datasets": canvas.rows | {f"key_{name}": rows for name, rows in key.rows.items()},
        "layer": [
            _layer("boxes", frame, corners),
            *_link_layers("", colours["link"], _tips(route=_("Exchange"), visits=_("Visits"))),
            *_dot_layers("", province),
            *_word_layers(""),
            *_link_layers("key_", colours["link"], {}),
            *_dot_layers("key_", {}),
            *_word_layers("key_"),
        ],
    }
