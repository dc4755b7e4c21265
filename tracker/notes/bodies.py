"""A body of the note with all its mentions and what speaks for its side."""

from dataclasses import dataclass, field

from tracker.notes.agencies import Agency
from tracker.notes.ballot import EITHER, HOST, VISITOR
from tracker.notes.events import Item
from tracker.notes.lines import BODY
from tracker.notes.places import Place, folded, province_id
from tracker.notes.spans import Sentence

Key = tuple[str, str]


@dataclass(slots=True)
class Body:
    """One party with all that speaks for its side."""

    key: Key
    items: list[Item] = field(default_factory=list)
    scores: dict[str, float] = field(default_factory=lambda: {HOST: 0.0, VISITOR: 0.0, EITHER: 0.0})
    reasons: dict[str, list[Sentence]] = field(default_factory=lambda: {HOST: [], VISITOR: [], EITHER: []})
    rules: dict[str, list[str]] = field(default_factory=lambda: {HOST: [], VISITOR: [], EITHER: []})
    label: str = ""
    told: bool = False  # whether a clause says that it took part, not only the post of someone
    province: str | None = None
    bodies: list[str] = field(default_factory=list)
    also: set[Key] = field(default_factory=set)  # keys of its other spellings

    @property
    def host(self) -> float:
        """How much more speaks for host than for visitor."""
        return self.scores[HOST] - self.scores[VISITOR]

    @property
    def is_unit(self) -> bool:
        """Whether it is a district or commune."""
        return self.key[0] == "unit"

    @property
    def is_mere_place(self) -> bool:
        """Whether only a place is known, no body there."""
        return not any(isinstance(i, Agency) for i in self.items)

    def is_agency_of(self, kinds: tuple[str, ...]) -> bool:
        """Whether every mention begins with one of the words."""
        return all(isinstance(i, Agency) and i.name.startswith(kinds) for i in self.items)

    @property
    def is_bare_province(self) -> bool:
        """Whether only the province is known, no body of it."""
        return self.key[0] == ""

    @property
    def place(self) -> Place | None:
        """The unit it belongs to, if named."""
        places = [i if isinstance(i, Place) else i.place for i in self.items]
        return next((p for p in places if p is not None and p.name), None)

    @property
    def first_told(self) -> tuple[int, int]:
        """Where the text first says it received."""
        starts = [s.start for s in self.reasons[HOST] if s.kind == BODY] or [s.start for s in self.reasons[HOST]]
        return min(starts, default=0), min((i.first for i in self.items), default=0)

    def take(self, other: "Body") -> None:
        """Adds what another mention of the same body says."""
        self.items += other.items
        self.also |= {other.key} | other.also
        for side in self.scores:
            self.scores[side] += other.scores[side]
            self.reasons[side] += other.reasons[side]
            self.rules[side] += other.rules[side]
        self.label = self.label or other.label
        self.told = self.told or other.told
        self.province = self.province or other.province

    def named_with(self, others: "list[Body]", side: str | None = None) -> bool:
        """Whether one sentence tells of it and of one of the others (that both are of the side)."""
        sides = list(self.reasons) if side is None else [side]
        own = {s.start for name in sides for s in self.reasons[name]}
        return any(s.start in own for b in others for name in sides for s in b.reasons[name])

    def grounds(self, side: str) -> list[str]:
        """The rules that put it on the side, each once, in the words of `tracker.notes.parties`."""
        return list(dict.fromkeys(self.rules[side] or self.rules[EITHER]))

    def why(self, side: str) -> list[Sentence]:
        """The sentences that speak for the side, body text first, the note's own order kept."""
        found: list[Sentence] = []
        for sentence in self.reasons[side] or self.reasons[EITHER] or self.reasons[HOST] + self.reasons[VISITOR]:
            if sentence not in found:
                found.append(sentence)
        return sorted(found, key=lambda s: (s.kind != BODY, s.start))[:2]


def key_of(item: Item) -> Key:
    """Equal for mentions of one body."""
    if isinstance(item, Place):
        whole = item.is_province or item.level == "tỉnh" or (item.country and item.name == item.province)
        return ("", item.key) if whole else ("unit", folded(item.name))
    if item.district is not None and item.place is not None and key_of(item.place)[0]:
        return "unit", folded(item.district)
    return item.kind_key, province_id(item.province) if item.province else ""


def has_own_name(agency: Agency) -> bool:
    """As in "Ban Quản lý Vườn quốc gia A", "Tòa án nhân dân cấp cao tại B": not a body that every province has."""
    low = agency.name.casefold()
    if agency.department:
        return False
    return " cấp cao" in low or " miền " in low or (low.startswith(("ban quản lý ", "bql ")) and len(low.split()) > 3)
