"""Two periods of the network beside each other: which ties are new, lost, stronger, weaker, and which units moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tracker.network.graph import Edge, Network

Change = Literal["new", "lost", "stronger", "weaker", "same"]


@dataclass(frozen=True, slots=True)
class Tie:
    """From visitor to host: visits before and after, and which they were."""

    source: str
    target: str
    before: int
    after: int
    change: Change
    before_ids: tuple[int, ...]
    after_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A unit's visits, made and hosted, and its place among the hosts (1: hosted most; None: hosted none)."""

    id: str
    name: str
    made: tuple[int, int]
    hosted: tuple[int, int]
    place: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ties by change and then by how much, units by how much they changed."""

    ties: tuple[Tie, ...]
    units: tuple[Move, ...]

    def count(self, change: Change) -> int:
        """How many ties changed so."""
        return sum(tie.change == change for tie in self.ties)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "ties": [
                {
                    "source": tie.source,
                    "target": tie.target,
                    "change": tie.change,
                    "before": tie.before,
                    "after": tie.after,
                    "before_ids": list(tie.before_ids),
                    "after_ids": list(tie.after_ids),
                }
                for tie in self.ties
            ],
            "units": [
                {
                    "id": unit.id,
                    "name": unit.name,
                    "made": list(unit.made),
                    "hosted": list(unit.hosted),
                    "place": list(unit.place),
                }
                for unit in self.units
            ],
        }


_ORDER: Mapping[Change, int] = {"new": 0, "lost": 1, "stronger": 2, "weaker": 3, "same": 4}


def compare(before: Network, after: Network) -> Comparison:
    """What changed from one network to the other, which must be drawn in the same units."""
    old, new = ({(edge.source, edge.target): edge for edge in network.edges} for network in (before, after))
    ties = [_tie(pair, old.get(pair), new.get(pair)) for pair in sorted(old.keys() | new.keys())]
    names = {node.id: node.name for network in (before, after) for node in network.nodes}
    counts = [{node.id: (node.made, node.hosted) for node in network.nodes} for network in (before, after)]
    places = [_places(network) for network in (before, after)]
    moves = []
    for unit, name in sorted(names.items()):
        (made, hosted) = zip(*(count.get(unit, (0, 0)) for count in counts), strict=True)
        moves.append(Move(unit, name, made, hosted, (places[0].get(unit), places[1].get(unit))))
    ties.sort(key=lambda tie: (_ORDER[tie.change], -abs(tie.after - tie.before), tie.source, tie.target))
    moves.sort(key=lambda move: (-sum(abs(b - a) for a, b in (move.made, move.hosted)), move.id))
    return Comparison(tuple(ties), tuple(moves))


def _tie(pair: tuple[str, str], old: Edge | None, new: Edge | None) -> Tie:
    before, after = old.visits if old else 0, new.visits if new else 0
    change: Change = "same"
    if before != after:
        change = "stronger" if after > before else "weaker"
    if not before or not after:
        change = "new" if after else "lost"
    return Tie(*pair, before, after, change, old.visit_ids if old else (), new.visit_ids if new else ())


def _places(network: Network) -> dict[str, int]:
    """The place of each host; hosts of as many visits share the better place."""
    hosted = sorted((node.hosted for node in network.nodes if node.hosted), reverse=True)
    return {node.id: hosted.index(node.hosted) + 1 for node in network.nodes if node.hosted}
