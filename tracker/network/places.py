"""A schematic of the country: provinces near their true place, spread so that every name can be read, and the arcs
between them. No borders.

The plane is measured in em, the height of a label's letters: x grows to the east, y to the north. Nothing here knows
how large an em is drawn. Both archipelagos are part of every schematic.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from tracker.network.graph import Edge, Network, Node

HOANG_SA = "Quần đảo Hoàng Sa (Đà Nẵng)"
TRUONG_SA = "Quần đảo Trường Sa (Khánh Hòa)"

DOT = 0.95  # em: the largest radius of a province's dot that `spread` leaves room for
GAP = 0.3  # em: between a dot's rim and its label
LINE = 1.3  # em: the height of a label's box

Box = tuple[float, float, float, float]  # west, south, east, north


class Unit(Protocol):
    """What a province needs to be placed. Coordinates are degrees of its seat; a unit without them is not placed."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...
    @property
    def region(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Place:
    """A province on the schematic: `lat`, `lon` in degrees; `x`, `y` of its dot in em; on which side its name stands.

    `name` is what the label says: two units of one name and different eras get the year ("Bắc Ninh (2025)").
    """

    id: str
    name: str
    lat: float
    lon: float
    x: float
    y: float
    region: str | None = None
    west: bool = False

    def label(self, dot: float = DOT, *, bold: bool = True) -> Box:
        """The box of the name in em when the dot has radius `dot`."""
        width, near = text_width(self.name, bold=bold), dot + GAP
        left = self.x - near - width if self.west else self.x + near
        return left, self.y - LINE / 2, left + width, self.y + LINE / 2


@dataclass(frozen=True, slots=True)
class Archipelago:
    """A labelled box in the sea: its name, its frame in em and its islets as (x, y) in em."""

    name: str
    box: Box
    islets: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """A way between two dots in em: its points, the thickness at each, the arrow's tip and course.

    The course is in degrees clockwise from north. The thickness falls towards the arrow, whose length is `head`.
    """

    points: tuple[tuple[float, float], ...]
    widths: tuple[float, ...]
    tip: tuple[float, float]
    course: float
    head: float


# Rough features of each archipelago (lat, lon), for a recognisable scatter of dots, not for measuring.
_ISLETS = {
    HOANG_SA: (
        (16.83, 112.34), (16.98, 112.27), (16.96, 112.32), (16.67, 112.73), (16.53, 111.61), (16.45, 111.72),
        (16.45, 111.51), (16.23, 111.68), (16.05, 111.77), (15.78, 111.20), (17.08, 111.50), (16.04, 112.52),
    ),
    TRUONG_SA: (
        (8.64, 111.92), (8.67, 111.67), (8.87, 112.24), (8.93, 112.35), (8.97, 113.68), (8.81, 113.98), (8.71, 114.18),
        (8.86, 114.65), (8.18, 113.30), (7.89, 112.92), (9.72, 114.28), (9.78, 114.37), (9.89, 114.33), (9.90, 114.56),
        (10.05, 113.85), (10.18, 114.36), (10.38, 114.42), (10.41, 114.58), (10.67, 114.42), (10.73, 115.80),
        (11.05, 114.28), (11.08, 115.02), (11.43, 114.33),
    ),
}  # fmt: skip

_WIDTHS = {  # advance widths of Be Vietnam Pro Bold in em, a little rounded up; any other letter is 0.68
    **dict.fromkeys("iljI.,'’:;|! ", 0.3),
    **dict.fromkeys("frt1()[]/", 0.47),
    **dict.fromkeys("Jzsvuxnkhyc7-", 0.6),
    **dict.fromkeys("CDGHNOQUVAXđĐ&", 0.79),
    **dict.fromkeys("mwMW–—", 0.95),
}


@lru_cache(maxsize=4096)
def text_width(text: str, *, bold: bool = True) -> float:
    """About how wide the text is in em, set in Be Vietnam Pro."""
    letters = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return sum(_WIDTHS.get(letter, 0.68) for letter in letters) * (1.0 if bold else 0.97)


def wrap(text: str, width: float, *, bold: bool = False) -> list[str]:
    """The text broken at spaces into lines of at most `width` em (a longer word stands alone)."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


# The country is drawn taller and wider where provinces crowd (the deltas, the north), shorter along the narrow middle.
_TALLER = ((-90.0, 1.5), (12.2, 0.82), (19.6, 1.55))  # from this latitude on, stretched by
_WIDER = ((9.0, 1.5), (10.5, 1.5), (12.0, 1.0), (18.0, 1.0), (20.5, 1.4))  # at this latitude, stretched about 106° E by


def _north(lat: float) -> float:
    """Latitude to stretched degrees north of 8° N."""
    total, below = 0.0, 8.0
    for (start, factor), (end, _) in zip(_TALLER, (*_TALLER[1:], (90.0, 0.0)), strict=True):
        low, high = max(below, start), min(lat, end)
        if high > low:
            total += (high - low) * factor
    return total if lat >= below else (lat - below) * _TALLER[0][1]


def _east(lat: float, lon: float) -> float:
    """Longitude to stretched degrees east of 106° E."""
    factor = _WIDER[0][1] if lat < _WIDER[0][0] else _WIDER[-1][1]
    for (south, low), (north, high) in pairwise(_WIDER):
        if south <= lat < north:
            factor = low + (high - low) * (lat - south) / (north - south)
    return (lon - 106.0) * factor


def _scale(count: int) -> float:
    """Em per degree: the more provinces, the larger the schematic against its letters."""
    return 3.4 + 0.024 * count


def _home(lat: float, lon: float, scale: float) -> tuple[float, float]:
    return _east(lat, lon) * scale, _north(lat) * scale


def distinct(units: Iterable[Unit]) -> list[Unit]:
    """The units that have a place, one of each id (the last given), sorted by id."""
    return [u for _, u in sorted({u.id: u for u in units if u.lat is not None and u.lon is not None}.items())]


def _label_names(units: Sequence[Unit]) -> list[str]:
    """The names, with the year at the end of the id where two units share one."""
    common = Counter(u.name for u in units)
    names = []
    for unit in units:
        year = re.search(r"-(\d{4})$", unit.id)
        names.append(f"{unit.name} ({year[1]})" if year and common[unit.name] > 1 else unit.name)
    return names


def _faces_west(place: Place, others: Sequence[Place]) -> bool:
    """Whether the name stands on the dot's western side: nobody is near to the west, somebody near to the east."""
    level = [o for o in others if o.id != place.id and abs(o.y - place.y) < 2.2 and abs(o.x - place.x) < 14]
    return bool(level) and all(o.x > place.x + 0.5 for o in level)


def _separate(
    homes: Sequence[tuple[float, float]], spans: Sequence[tuple[float, float]], height: float
) -> list[list[float]]:
    """Dots moved as little as needed until no two footprints (west, east reach in em; one height) overlap.

    Two footprints are pushed apart along the axis on which their true places differ more for the room that is missing,
    and always in their true order, so that north stays north of south.
    """
    count, spots = len(homes), [[x, y] for x, y in homes]
    rounds = 400
    for turn in range(rounds):
        pull = 0.1 * max(0.0, 1 - turn / (rounds * 0.5))
        for spot, home in zip(spots, homes, strict=True):
            spot[0] += (home[0] - spot[0]) * pull
            spot[1] += (home[1] - spot[1]) * pull
        order = sorted(range(count), key=lambda k: (spots[k][1], k))
        calm = True
        for rank, i in enumerate(order):
            for j in order[rank + 1 :]:
                if spots[j][1] - spots[i][1] >= height:
                    break
                calm &= not _push(i, j, spots, homes, spans, height)
        if calm and pull == 0:
            break
    return spots


def _push(
    i: int,
    j: int,
    spots: list[list[float]],
    homes: Sequence[tuple[float, float]],
    spans: Sequence[tuple[float, float]],
    height: float,
) -> bool:
    """Moves two overlapping footprints apart, each by half of what is missing; says whether they overlapped."""
    (west_i, east_i), (west_j, east_j) = spans[i], spans[j]
    east = homes[j][0] - homes[i][0]  # how far j truly lies to the east and to the north of i
    north = homes[j][1] - homes[i][1]
    miss_x = spots[i][0] + east_i + west_j - spots[j][0] if east >= 0 else spots[j][0] + east_j + west_i - spots[i][0]
    other = spots[j][0] + east_j + west_i - spots[i][0] if east >= 0 else spots[i][0] + east_i + west_j - spots[j][0]
    gap_y = spots[j][1] - spots[i][1]
    miss_y = height - gap_y if north >= 0 else height + gap_y
    if min(miss_x, other) <= 0 or abs(gap_y) >= height:
        return False
    if miss_x / (abs(east) + 0.3) < miss_y / (abs(north) + 0.3):
        move = (miss_x + 0.01) / 2 * (1 if east >= 0 else -1)
        spots[i][0] -= move
        spots[j][0] += move
    else:
        move = (miss_y + 0.01) / 2 * (1 if north >= 0 else -1)
        spots[i][1] -= move
        spots[j][1] += move
    return True


def spread(units: Iterable[Unit]) -> tuple[Place, ...]:
    """The units on the schematic, sorted by id; no two dots (radius up to `DOT`) and labels overlap.

    The same units give the same places, in whatever order they come.
    """
    rows = distinct(units)
    scale = _scale(len(rows))
    start = []
    for row, name in zip(rows, _label_names(rows), strict=True):
        lat, lon = float(row.lat or 0), float(row.lon or 0)
        start.append(Place(row.id, name, lat, lon, *_home(lat, lon, scale), row.region))
    start = [replace(p, west=_faces_west(p, start)) for p in start]
    reach = [DOT + GAP + text_width(p.name) + 0.35 for p in start]
    spans = [(r, DOT + 0.35) if p.west else (DOT + 0.35, r) for p, r in zip(start, reach, strict=True)]
    spots = _separate([(p.x, p.y) for p in start], spans, 2 * DOT + 0.1)
    return tuple(replace(p, x=round(x, 3), y=round(y, 3)) for p, (x, y) in zip(start, spots, strict=True))


def archipelagos(places: Sequence[Place]) -> tuple[Archipelago, ...]:
    """Hoàng Sa and Trường Sa as boxes to the east of the coast, at their latitude, whatever provinces there are."""
    scale = _scale(len(places))
    return tuple(_inset(name, islets, scale, places) for name, islets in _ISLETS.items())


def _inset(name: str, islets: Sequence[tuple[float, float]], scale: float, places: Sequence[Place]) -> Archipelago:
    """One box: the islets at about half the scale of the mainland under their name, clear of every province's label."""
    each, width = 0.5 * scale, text_width(name) + 1.6
    lats, lons = [lat for lat, _ in islets], [lon for _, lon in islets]
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    width = max(width, (max(lons) - min(lons)) * each + 2.4)
    height = (max(lats) - min(lats)) * each * 1.1 + 4.4
    x = (109.3 - 106 + 0.75 * (middle_lon - 109.3)) * scale  # the sea is drawn a little narrower than it is
    y = _north(middle_lat) * scale
    shore = max((p.label()[2] for p in places if abs(p.y - y) < height / 2 + 3), default=0.0)
    x = max(x, shore + 2 + width / 2)
    box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    centre = y - 0.8  # the name takes the upper part
    dots = tuple(
        (round(x + (lon - middle_lon) * each, 3), round(centre + (lat - middle_lat) * each * 1.1, 3))
        for lat, lon in islets
    )
    west, south, east, north = (round(edge, 3) for edge in box)
    return Archipelago(name, (west, south, east, north), dots)


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes have more than an edge in common."""
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])


def _taper(points: Sequence[tuple[float, float]], tip: tuple[float, float], thick: float, head: float) -> Arc:
    last = len(points) - 1
    back = min(points, key=lambda p: abs(math.dist(p, tip) - head))
    course = math.degrees(math.atan2(tip[0] - back[0], tip[1] - back[1])) % 360
    widths = tuple(thick * (1 - 0.72 * k / last) for k in range(last + 1))
    return Arc(tuple(points), widths, tip, round(course, 1), head)


def arc(a: Place, b: Place, dots: tuple[float, float], thick: float) -> Arc:
    """The way from a to b, from rim to rim of dots with these radii (em), `thick` at a.

    It bends to the right, so that the way back is another arc, and ends in an arrow at b.
    """
    dx, dy = b.x - a.x, b.y - a.y
    length = math.hypot(dx, dy) or 1.0
    bend = 2 * min(max(0.15 * length, 1.2), 6.5)  # of the control point: the arc itself bends half as far
    cx, cy = (a.x + b.x) / 2 + dy / length * bend, (a.y + b.y) / 2 - dx / length * bend

    def at(t: float) -> tuple[float, float]:
        near, middle, far = (1 - t) ** 2, 2 * t * (1 - t), t * t
        return near * a.x + middle * cx + far * b.x, near * a.y + middle * cy + far * b.y

    def leaves(end: Place, t: float, reach: float) -> float:
        """The t at which the way is `reach` from the end that lies at t, at most half way off."""
        inside, outside = t, 0.5
        for _step in range(24):
            t = (inside + outside) / 2
            inside, outside = (t, outside) if math.dist(at(t), (end.x, end.y)) < reach else (inside, t)
        return outside

    head = min(0.55 + 0.75 * thick, 0.3 * length)
    start, neck = leaves(a, 0.0, dots[0] * 0.9), leaves(b, 1.0, dots[1] + 0.1 + head * 0.8)
    tip = at(leaves(b, 1.0, dots[1] + 0.1))
    return _taper([at(start + (max(neck, start + 0.02) - start) * k / 20) for k in range(21)], tip, thick, head)


def straight(x: float, y: float, length: float, thick: float) -> Arc:
    """A way of this length to the east from (x, y), as `arc` draws it: for a legend."""
    head = 0.55 + 0.75 * thick
    return _taper([(x + (length - head * 0.8) * k / 8, y) for k in range(9)], (x + length, y), thick, head)


def by_province(network: Network, units: Sequence[Unit]) -> Network:
    """The network with every node that is no unit of the map (an agency) folded into the unit at its place.

    A node farther than 0.05 degrees from every unit stays as it is. Visits inside one province become internal.
    """
    rows = distinct(units)
    known = {unit.id for unit in rows}
    home = {node.id: node.id if node.id in known else _unit_of(node, rows) for node in network.nodes}
    visits: dict[tuple[str, str], set[int]] = {}
    topics: dict[tuple[str, str], dict[str, int]] = {}
    inside: set[int] = set()
    for edge in network.edges:
        pair = home.get(edge.source, edge.source), home.get(edge.target, edge.target)
        if pair[0] == pair[1]:
            inside.update(edge.visit_ids)
            continue
        visits.setdefault(pair, set()).update(edge.visit_ids)
        counts = topics.setdefault(pair, {})
        for slug, number in edge.topics.items():
            counts[slug] = max(counts.get(slug, 0), number)
    edges = tuple(Edge(a, b, len(ids), topics[a, b], tuple(sorted(ids))) for (a, b), ids in sorted(visits.items()))
    named = {unit.id: Node(unit.id, unit.name, 0, 0, 0, unit.region, unit.lat, unit.lon) for unit in rows}
    named |= {node.id: node for node in network.nodes if home[node.id] == node.id and node.id not in named}
    nodes = tuple(_recount(named[unit], edges) for unit in sorted(set(home.values())))
    return replace(network, nodes=nodes, edges=edges, internal=network.internal + len(inside))


def _unit_of(node: Node, units: Sequence[Unit]) -> str:
    """The id of the unit at the node's place, its own id when there is none; the same region breaks a tie."""
    if node.lat is None or node.lon is None:
        return node.id
    lat, lon = node.lat, node.lon
    near = [(abs((u.lat or 0) - lat) + abs((u.lon or 0) - lon), u.region != node.region, u.id) for u in units]
    distance, _other, unit = min(near, default=(1.0, True, node.id))
    return unit if distance <= 0.05 else node.id


def _recount(node: Node, edges: Iterable[Edge]) -> Node:
    """The node with its visits and partners counted from the edges; a visit of two agencies counts once."""
    came: set[int] = set()
    went: set[int] = set()
    partners: set[str] = set()
    for edge in edges:
        if edge.target == node.id:
            came.update(edge.visit_ids)
            partners.add(edge.source)
        elif edge.source == node.id:
            went.update(edge.visit_ids)
            partners.add(edge.target)
    return replace(node, hosted=len(came), made=len(went), partners=len(partners))
