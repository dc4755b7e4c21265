"""Bodies as they are named in a note: a department of the table, or a body known by its kind of word, and its unit."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tracker.notes.agency_names import head_at
from tracker.notes.agency_tables import COMMITTEE_OF_UNIT, written_out
from tracker.notes.name_ends import person_begins
from tracker.notes.places import PROVINCE_WORDS, Place, place_at, place_list, province_after, unit_list, unit_name_end
from tracker.notes.spans import Phrases, Token, phrases
from tracker.text import key

# Committees of a body: they are part of the printed name, and the body's name follows.
_COMMITTEES: Phrases[str] = phrases(
    """
    thường trực | ban thường vụ | btv | ban chấp hành | bch | tt | đảng ủy | văn phòng | ban lãnh đạo |
    ban giám đốc | đại diện
    """
)
_POST_ENDS = frozenset({"thư", "tịch", "đốc", "bt", "pbt", "ban"})  # "Phó Bí thư Thường trực Tỉnh ủy": a person's post
_SHOWN_COMMITTEES = {
    "thường trực": "Thường trực",
    "tt": "Thường trực",
    "ban thường vụ": "Ban Thường vụ",
    "btv": "Ban Thường vụ",
    "ban chấp hành": "Ban Chấp hành",
    "bch": "Ban Chấp hành",
}


@dataclass(frozen=True, slots=True)
class Agency:
    """A body named in words first..last. `name`: official name without the unit; `place`: the unit, if said.

    `place.name` empty means "of this tỉnh/huyện", `place` None that no unit was said at all. `official`: the whole name
    of a body that is known from elsewhere.
    """

    first: int
    last: int
    name: str
    department: str
    committee: str
    place: Place | None
    business: bool = False
    official: str = ""

    @property
    def local(self) -> bool:
        """Whether it says "of the province" without the name: the writer's own."""
        return self.place is not None and not self.place.name

    @property
    def placed(self) -> bool:
        """Whether the unit is named."""
        return self.place is not None and bool(self.place.name)

    @property
    def province(self) -> str | None:
        """The province's name, if said."""
        return self.place.province if self.place else None

    @property
    def district(self) -> str | None:
        """The district's or commune's name, for a body below the province."""
        return self.place.name if self.place and self.place.name and not self.place.is_province else None

    @property
    def kind_key(self) -> str:
        """Equal for two spellings of one kind of body."""
        return key(self.department or written_out(self.name))


def agency_at(tokens: list[Token], index: int) -> list[Agency]:
    """The body (or, with a list of provinces, the bodies) named at the word."""
    found = _named(tokens, index)
    if found and not found[0].place and not _stands_alone(tokens, index, found[0]):
        return []
    return found


def body_at(tokens: list[Token], index: int) -> Agency | None:
    """The body named at the word of a post, where "Tỉnh ủy" or "Công an" alone names one too."""
    return next(iter(_named(tokens, index)), None)


def _named(tokens: list[Token], index: int) -> list[Agency]:
    if not tokens[index].text[0].isalpha():
        return []
    committee = ""
    prefix = None if index and tokens[index - 1].low in _POST_ENDS else _COMMITTEES.at(tokens, index)
    head = head_at(tokens, index)
    if prefix is not None and prefix[0] < len(tokens):
        inner = head_at(tokens, prefix[0])
        if inner is not None and (head is None or inner[0] >= head[0]) and prefix[1] in _SHOWN_COMMITTEES:
            head, committee = inner, _SHOWN_COMMITTEES[prefix[1]]
    if head is None:
        return []
    end, name, department, business = head
    return _with_place(tokens, Agency(index, end - 1, name, department, committee, None, business))


def _stands_alone(tokens: list[Token], index: int, agency: Agency) -> bool:
    """Whether the name counts without a unit: not "báo", "thanh tra", "công an" in a sentence."""
    if agency.committee:
        return True
    department, words = agency.department, tokens[index : agency.last + 1]
    if len(words) == 1:
        return words[0].text.isupper() and len(words[0].text) > 2
    return words[0].capital and (len(words) > 2 or not department or words[-1].capital or words[-1].text.isupper())


def _with_place(tokens: list[Token], bare: Agency) -> list[Agency]:
    """The body with the unit after it; with several provinces in a row, one body for each."""
    after = bare.last + 1
    if after < len(tokens) and tokens[after].text == "(":
        closing = next((n for n in range(after, min(len(tokens), after + 9)) if tokens[n].text == ")"), None)
        after = closing + 1 if closing is not None and _place_after(tokens, closing + 1) else after
    after = _to_place(tokens, after, bare)
    if after >= len(tokens):
        return [bare]
    if (unit_committee := bare.name.casefold() in COMMITTEE_OF_UNIT) and (
        named := _committee_place(tokens, after, bare)
    ):
        return [named]
    if bare.business:
        return [bare]
    colon = next((n for n in range(after, min(len(tokens), after + 4)) if tokens[n].text == ":"), after)
    places = place_list(tokens, colon + 1 if colon > after else after)
    if len(places) > 1 and (colon > after or _is_list(tokens, bare, places)):
        return [
            replace(bare, first=bare.first if n == 0 else p.first, last=p.last, place=p) for n, p in enumerate(places)
        ]
    place = place_at(tokens, after)
    if place is None or (unit_committee and place.level not in ("", "tỉnh", "thành phố")):
        return [bare]
    return [replace(bare, last=place.last, place=place)]


def _to_place(tokens: list[Token], after: int, bare: Agency) -> int:
    """Where the unit's name begins: after "của", "thuộc"; after a dash or comma for a body of its own name.

    As in "Viện KSND khu vực 8 - Gia Lai", "Vườn quốc gia A, tỉnh B", "Bệnh viện A (B)": a department of every province
    has no name of its own, and what is joined to it so is another.
    """
    if after + 1 >= len(tokens):
        return after
    low = tokens[after].low
    if low == "của" or (low == "thuộc" and PROVINCE_WORDS.at(tokens, after + 1) is not None):
        return after + 1
    if bare.business or (bare.department and not tokens[bare.last].text.isdigit()) or bare.committee:
        return after
    place = place_at(tokens, after + 1)
    if place is None or not place.name:
        return after
    in_brackets = low == "(" and place.last + 1 < len(tokens) and tokens[place.last + 1].text == ")"
    dashed = low == "-" and place.is_province and tokens[after].start > tokens[after - 1].end
    return after + 1 if in_brackets or dashed or (low == "," and place.level == "tỉnh") else after


def _place_after(tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and place_at(tokens, index) is not None


def _is_list(tokens: list[Token], bare: Agency, places: list[Place]) -> bool:
    """Whether the provinces after a body each have one: "các báo A, B và C", "Sở X tỉnh A và tỉnh B"."""
    if tokens[places[0].first - 1].low == "gồm":
        return True
    before = [t.low for t in tokens[max(0, bare.first - 2) : bare.first]]
    if {"các", "hai", "ba", "2", "3", "4", "5", "những", "05", "03", "02"} & set(before):
        return True
    if tokens[places[0].first - 1].low in (":", "tỉnh", "các"):
        return True
    return tokens[places[-1].first - 1].low == "và" and len({place.key for place in places}) == len(places)


def _committee_place(tokens: list[Token], after: int, bare: Agency) -> Agency | None:
    """As in "Huyện ủy Bắc Quang": the unit's name stands without its unit word."""
    level = COMMITTEE_OF_UNIT[bare.name.casefold()]
    place = place_at(tokens, after)
    if place is not None and (place.name and place.level in ("", level)):
        return replace(bare, last=place.last, place=place)
    if place is not None:
        return None
    end = after if person_begins(tokens, after, common=True) else unit_name_end(tokens, after, level)
    if level == "tỉnh" and end - after > 2:
        return None  # a person: every province is known
    if end == after or (PROVINCE_WORDS.at(tokens, after) is not None):
        return None
    name = " ".join(t.text for t in tokens[after:end])
    last, province, country = province_after(tokens, end)
    return replace(bare, last=last, place=Place(after, last, level, name, province, country))


def scan(tokens: list[Token], body_at: Callable[[list[Token], int], list[Agency]] = agency_at) -> list[Agency | Place]:
    """Every body and unit of a sentence in order; a body without a unit takes that of the next one in its list."""
    found: list[Agency | Place] = []
    index = 0
    while index < len(tokens):
        agencies = body_at(tokens, index)
        if agencies:
            found.extend(agencies)
            index = max(a.last for a in agencies) + 1
            continue
        place = place_at(tokens, index)
        places = unit_list(tokens, index) or ([place] if place else [])
        if places:
            found.extend(places)
            index = places[-1].last + 1
        else:
            index += 1
    return _inherited(tokens, found)


def _inherited(tokens: list[Token], found: list[Agency | Place]) -> list[Agency | Place]:
    """As in "Huyện ủy, HĐND, UBND huyện Yên Châu": the unit said once stands for all."""
    for n in range(len(found) - 1):
        one, other = found[n], found[n + 1]
        if isinstance(one, Agency) and isinstance(other, Agency) and _is_of_same(one, other, tokens):
            found[n + 1] = replace(other, place=one.place)
    for n in range(len(found) - 2, -1, -1):
        one, other = found[n], found[n + 1]
        if not (isinstance(one, Agency) and isinstance(other, Agency) and one.place is None and other.placed):
            continue
        if one.official or (one.name.startswith("Sở") and other.district):
            continue
        if _joined(tokens, one, other) and not one.business:
            found[n] = replace(one, place=other.place)
    return found


def _is_of_same(one: Agency, other: Agency, tokens: list[Token]) -> bool:
    """As in "Liên đoàn Lao động tỉnh A, Công đoàn Viên chức tỉnh": the second is of the first one's province."""
    if one.place is None or other.place is None or not one.place.is_province or not other.local:
        return False
    return one.place.level == other.place.level and _joined(tokens, one, other)


def _joined(tokens: list[Token], one: Agency, other: Agency) -> bool:
    between = [t.low for t in tokens[one.last + 1 : other.first]]
    return between in ([","], ["-"], ["và"], [",", "và"], ["cùng"])
