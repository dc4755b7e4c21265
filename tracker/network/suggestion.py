"""Whom to learn from next on a topic, and why: each reason with the records that it rests on.

The score is a plain sum that a reader can redo: `WEIGHTS` times what is counted, each count with its bound. It orders
the reasons; it proves nothing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tracker.queries.exchanges import Pair, Place

Kind = Literal["hosted", "adopted", "rank", "region", "introduced", "known", "never_visited"]

WEIGHTS: Mapping[Kind, float] = {
    "hosted": 1.0,
    "adopted": 3.0,
    "rank": 2.0,
    "region": 0.5,
    "introduced": 0.5,
    "known": 0.5,
    "never_visited": 0.5,
}
_MOST: Mapping[Kind, int] = {"hosted": 5, "adopted": 3, "introduced": 2, "known": 2}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: how many times, the visits behind it, the units meant (who introduces), and the ranks (theirs, ours)."""

    kind: Kind
    count: int
    visit_ids: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    ranks: tuple[int, int] | None = None

    @property
    def points(self) -> float:
        """What it adds to the score."""
        return WEIGHTS[self.kind] * min(self.count, _MOST.get(self.kind, 1))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit to learn from, with the reasons that add most first."""

    id: str
    name: str
    score: float
    reasons: tuple[Reason, ...]

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "id": self.id,
            "name": self.name,
            "score": self.score,
            "reasons": [
                {
                    "kind": reason.kind,
                    "count": reason.count,
                    "points": reason.points,
                    "visit_ids": list(reason.visit_ids),
                    "units": list(reason.units),
                    "ranks": list(reason.ranks) if reason.ranks else None,
                }
                for reason in self.reasons
            ],
        }


def suggest(
    unit: Place,
    topic: str,
    pairs: Sequence[Pair],
    places: Sequence[Place],
    *,
    ranks: Mapping[str, int],
    adopted: Mapping[int, int],
) -> tuple[Suggestion, ...]:
    """Units that hosted visits on the topic or rank before ours, the best reasons first; ours is not among them.

    `pairs`: all exchanges, whatever their topic; `ranks`: id -> rank in one edition; `adopted`: visit -> how many
    decisions on the topic it led to.
    """
    hosted: dict[str, set[int]] = defaultdict(set)
    guests: dict[str, set[str]] = defaultdict(set)
    ours: dict[str, set[int]] = defaultdict(set)
    for pair in pairs:
        if pair.host is None or pair.visitor is None or pair.host == pair.visitor:
            continue
        if topic in pair.topics:
            hosted[pair.host].add(pair.visit)
        guests[pair.host].add(pair.visitor)
        if unit.id in (pair.visitor, pair.host):
            ours[pair.host if pair.visitor == unit.id else pair.visitor].add(pair.visit)
    found = []
    for place in places:
        if place.id == unit.id:
            continue
        reasons = list(_experience(place.id, hosted, adopted))
        if place.id in ranks and unit.id in ranks and ranks[place.id] < ranks[unit.id]:
            reasons.append(Reason("rank", 1, ranks=(ranks[place.id], ranks[unit.id])))
        if reasons:
            reasons += _nearness(unit, place, ours, guests)
            reasons.sort(key=lambda reason: (-reason.points, reason.kind))
            score = round(sum(reason.points for reason in reasons), 2)
            found.append(Suggestion(place.id, place.name, score, tuple(reasons)))
    return tuple(sorted(found, key=lambda one: (-one.score, one.id)))


def _experience(place: str, hosted: Mapping[str, set[int]], adopted: Mapping[int, int]) -> Sequence[Reason]:
    visits = tuple(sorted(hosted.get(place, ())))
    led = tuple(visit for visit in visits if adopted.get(visit))
    reasons = [Reason("hosted", len(visits), visits)] if visits else []
    return [*reasons, Reason("adopted", sum(adopted[visit] for visit in led), led)] if led else reasons


def _nearness(
    unit: Place, place: Place, ours: Mapping[str, set[int]], guests: Mapping[str, set[str]]
) -> Sequence[Reason]:
    found = []
    if unit.region and unit.region == place.region:
        found.append(Reason("region", 1))
    if ours.get(place.id):
        found.append(Reason("known", len(ours[place.id]), tuple(sorted(ours[place.id]))))
        return found
    found.append(Reason("never_visited", 1))
    friends = tuple(sorted(friend for friend in guests.get(place.id, ()) if ours.get(friend)))
    if friends:
        found.append(Reason("introduced", len(friends), units=friends))
    return found
