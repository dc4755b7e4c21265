"""How urgent an open promise is: a sum of terms, each a weight of which a share counts. Nothing of it is stored.

A promise that is done or cancelled has no urgency. The weights are the office's (`[urgency]` in config.toml).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.errors import RefusedError
from tracker.i18n import N_, _
from tracker.models.commitment import CLOSED
from tracker.models.standing import PAUSED

WEIGHTS: Mapping[str, tuple[float, str]] = {
    "overdue": (12.0, N_("overdue: half of it at once, the rest day by day up to overdue_days")),
    "due_soon": (6.0, N_("due within due_soon_days: the nearer, the more")),
    "intention": (0.0, N_("an intention")),
    "agreed": (2.0, N_("agreed")),
    "assigned": (4.0, N_("assigned")),
    "signed": (5.0, N_("signed")),
    "ours": (3.0, N_("our own agency leads")),
    "waiting": (-3.0, N_("awaits confirmation: the work is said to be done")),
    "suspended": (-6.0, N_("suspended")),
    "idle": (3.0, N_("nothing happened: day by day up to idle_days")),
    "no_lead": (2.0, N_("no agency leads")),
    "no_due": (1.0, N_("no due date")),
    "overdue_days": (60.0, N_("days after which being overdue counts in full")),
    "due_soon_days": (14.0, N_("days ahead that count as soon")),
    "idle_days": (180.0, N_("days without an event that count in full")),
}
"""The shipped weights, and what each is for. The last three are numbers of days."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What urgency looks at, as it stood on the day. `moved_on`: the day of the last event, else that it was given."""

    id: int
    stage: str
    grade: str
    due_on: date | None
    moved_on: date | None
    led: bool
    ours: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One term: its weight, the share of it that counts, the days that the share comes from."""

    name: str
    weight: float
    share: float = 1.0
    days: int | None = None

    @property
    def points(self) -> float:
        """What it adds."""
        return round(self.weight * self.share, 2)

    def as_json(self) -> dict[str, Any]:
        """For outside programs."""
        return {"term": self.name, "points": self.points, "weight": self.weight, "days": self.days}


def weights(own: object) -> dict[str, float]:
    """The shipped weights with an office's own in their place. Refuses unknown names and what is no number."""
    found = {name: weight for name, (weight, _meaning) in WEIGHTS.items()}
    if not isinstance(own, Mapping):
        raise RefusedError(reason=_("[urgency] in config.toml holds weights: a name and a number in each line."))
    for name, value in own.items():
        if name not in found:
            raise RefusedError(
                reason=_("[urgency] in config.toml knows no “{name}”; it knows: {all}.").format(
                    name=name, all=", ".join(found)
                )
            )
        number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6
        if not number or (name.endswith("_days") and value < 1):
            raise RefusedError(
                reason=_("{name} in [urgency] of config.toml is no number that can be used.").format(name=name)
            )
        found[name] = float(value)
    return found


def parts(facts: Facts, weight: Mapping[str, float], as_of: date) -> tuple[Part, ...]:
    """The terms that count, in the order of the weights; what adds nothing is left out."""
    if facts.stage in CLOSED:
        return ()
    return tuple(part for part in _parts(facts, weight, as_of) if part.points)


def _parts(facts: Facts, weight: Mapping[str, float], as_of: date) -> Iterator[Part]:
    if facts.due_on is None:
        yield Part("no_due", weight["no_due"])
    elif facts.stage not in PAUSED:
        late = (as_of - facts.due_on).days
        if late > 0:
            yield Part("overdue", weight["overdue"], 0.5 + 0.5 * min(1.0, late / weight["overdue_days"]), late)
        elif -late <= weight["due_soon_days"]:
            yield Part("due_soon", weight["due_soon"], 1 + late / (weight["due_soon_days"] + 1), -late)
    yield Part(facts.grade, weight[facts.grade])
    if facts.ours:
        yield Part("ours", weight["ours"])
    if facts.stage == "awaiting_confirmation":
        yield Part("waiting", weight["waiting"])
    if facts.stage == "suspended":
        yield Part("suspended", weight["suspended"])
    if facts.moved_on is not None and (idle := (as_of - facts.moved_on).days) > 0:
        yield Part("idle", weight["idle"], min(1.0, idle / weight["idle_days"]), idle)
    if not facts.led:
        yield Part("no_lead", weight["no_lead"])


def total(found: Iterable[Part]) -> float:
    """The urgency: the sum of its terms as they are shown."""
    return round(sum(part.points for part in found), 2)
