"""Bodies as they are named in a note: a department of the table, or a body known by its kind of word, and its unit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product

from tracker.gazetteer.facts import Department, departments
from tracker.notes.places import PROVINCE_WORDS, Place, place_at, place_list, province_after, unit_name_end
from tracker.notes.spans import Phrases, Token, phrases, tokens_of
from tracker.notes.words import COMMON_SURNAMES, SURNAMES, body_words
from tracker.text import key, nfc

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
# Words that begin the name of a body not in the table. Business and places that are visited are known, but no party.
_KINDS: Phrases[str] = phrases(
    """
    sở | ban | cục | chi cục | tổng cục | vụ | trung tâm | viện | học viện | hội | hiệp hội | liên hiệp |
    liên minh | liên đoàn | văn phòng | vp | phòng | trường | đài | tạp chí | bộ | kho bạc | ban quản lý |
    bql | thư viện | bảo tàng | đảng ủy | ủy ban | quỹ | nhà xuất bản | ban chỉ đạo | ban chỉ huy |
    bộ tư lệnh | hải quan | trường đại học | đại học | trường cao đẳng | cơ quan | tổng liên đoàn | ban quản trị
    """
)
_BUSINESS: Phrases[str] = phrases(
    """
    công ty | tập đoàn | hợp tác xã | htx | doanh nghiệp | ngân hàng | tổng công ty | bệnh viện | khách sạn |
    nhà máy | khu công nghiệp | viettel | vnpt | fpt | mobifone | bưu điện | trường thpt | trường thcs |
    ban biên tập | ban giám hiệu | ban thư ký | ban tổ chức hội nghị |
    trường tiểu học | trường mầm non | siêu thị | nhà hàng | khu di tích | trường trung học | công an phường
    """
)
COMMITTEE_OF_UNIT = {
    "tỉnh ủy": "tỉnh",
    "thành ủy": "thành phố",
    "huyện ủy": "huyện",
    "quận ủy": "quận",
    "thị ủy": "thị xã",
}
_UNIT_COMMITTEES: Phrases[str] = phrases("|".join(COMMITTEE_OF_UNIT), "tỉnh đoàn|thành đoàn|huyện đoàn|quận đoàn")
_SHORT_WORDS = {
    "văn phòng": "VP",
    "nông thôn mới": "NTM",
    "công nghệ thông tin": "CNTT",
    "quản lý thị trường": "QLTT",
    "ủy ban nhân dân": "UBND",
    "hội đồng nhân dân": "HĐND",
    "khoa học và kỹ thuật": "KHKT",
    "trung tâm": "TT",
    "thông tin và truyền thông": "TT&TT",
    "khoa học và công nghệ": "KH&CN",
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
        return key(self.department or self.name)


def _drops(spelling: str) -> set[str]:
    """A name as people write it: with and without "và", commas and dashes."""
    found = {spelling}
    for marks in ((",",), (" và", "&"), (" -", "-"), (",", " và", "&", " -", "-")):
        shorter = spelling
        for mark in marks:
            shorter = shorter.replace(mark, " " if mark in "&-," else "")
        found.add(shorter)
    found.add(spelling.replace(" -", ",").replace(", ", " - "))
    return found


def _spellings(row: Department) -> set[str]:
    written = {row.name, row.short_name, *row.aliases}
    found: set[str] = set()
    for name in written:
        low = nfc(name)
        parts = [(long, short) for long, short in _SHORT_WORDS.items() if long in low.casefold()]
        for chosen in product((False, True), repeat=len(parts)):
            spelling = low.casefold()
            for (long, short), short_form in zip(parts, chosen, strict=True):
                spelling = spelling.replace(long, short) if short_form else spelling
            found |= _drops(spelling)
    return found


@lru_cache(maxsize=1)
def _department_phrases() -> Phrases[str]:
    found: Phrases[str] = Phrases()
    for row in departments():
        for spelling in _spellings(row):
            first = spelling.casefold().split()[0]
            if not spelling.casefold().startswith(("thường trực ", "ban thường vụ ", "tt hđnd")) and first != "btv":
                found.add(spelling, row.name)
    return found


@lru_cache(maxsize=1)
def _squeezed() -> dict[tuple[str, str], str]:
    """("sở", "ldtbxh") -> the department's name: every way to join the letters of an abbreviation."""
    found: dict[tuple[str, str], str] = {}
    for row in departments():
        for name in (row.short_name, *row.aliases):
            words = tokens_of(name)
            letters = "".join(t.text for t in words[1:] if t.text.isalpha() and t.low != "và")
            if len(words) > 1 and letters.isupper():
                found.setdefault((words[0].low, letters.casefold()), row.name)
    return found


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
    head = _head(tokens, index)
    if prefix is not None and prefix[0] < len(tokens):
        inner = _head(tokens, prefix[0])
        if inner is not None and (head is None or inner[0] > head[0]) and prefix[1] in _SHOWN_COMMITTEES:
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


def _head(tokens: list[Token], index: int) -> tuple[int, str, str, bool] | None:
    """The name of a body at the word without its unit: (index after it, name, department, is a business)."""
    if index >= len(tokens):
        return None
    found = _department_phrases().at(tokens, index)
    squeezed = _abbreviation(tokens, index)
    if squeezed is not None and (found is None or squeezed[0] > found[0]):
        return squeezed[0], _department_name(tokens, index, squeezed), squeezed[1], False
    business = _BUSINESS.at(tokens, index)
    if business is not None and (found is None or business[0] > found[0]):
        end = _extend(tokens, business[0])
        return end, _shown(tokens, index, end), "", True
    generic = _generic(tokens, index)
    if found is not None and (generic is None or not generic[2] or not _says_more(tokens, found[0], generic[0])):
        return found[0], _department_name(tokens, index, found), found[1], False
    if generic is not None:
        return generic[0], generic[1], "", False
    return None


def _says_more(tokens: list[Token], end: int, longer: int) -> bool:
    """Whether the words that go beyond a department's name are part of another name ("Hội Nhà báo Việt Nam")."""
    return any(t.capital for t in tokens[end:longer])


def _department_name(tokens: list[Token], index: int, found: tuple[int, str]) -> str:
    """The table's name; a party committee keeps the word that was printed ("Thành ủy")."""
    if tokens[index].low in ("tỉnh", "thành") and found[0] - index == 2:
        return tokens[index].text.capitalize() + " " + ("đoàn" if tokens[index + 1].low == "đoàn" else "ủy")
    return found[1]


def _abbreviation(tokens: list[Token], index: int) -> tuple[int, str] | None:
    """As in "Sở LĐ - TB&XH": capitals joined anyhow after the first word."""
    if tokens[index].low not in ("sở", "bộ", "đài", "trung tâm", "trung", "ban", "cục"):
        return None
    best: tuple[int, str] | None = None
    letters = ""
    for end in range(index + 1, min(len(tokens), index + 9)):
        token = tokens[end]
        if token.text.isalpha() and token.text.isupper():
            letters += token.low
            name = _squeezed().get((tokens[index].low, letters.casefold()))
            best = (end + 1, name) if name else best
        elif token.low not in ("và", "-", ",", "."):
            break
    return best


def _generic(tokens: list[Token], index: int) -> tuple[int, str, bool] | None:
    """A body by its kind of word and the words after it; the third value: it says more than the kind alone."""
    unit = _UNIT_COMMITTEES.at(tokens, index)
    if unit is not None:
        return unit[0], " ".join(t.low for t in tokens[index : unit[0]]).capitalize(), False
    kind = _KINDS.at(tokens, index)
    if kind is None or (not tokens[index].capital and tokens[index].low not in ("trung", "phòng", "văn")):
        return None
    end = _extend(tokens, kind[0])
    if end == kind[0]:
        return None
    return end, _shown(tokens, index, end), True


def _extend(tokens: list[Token], start: int) -> int:
    """Where the name of a body that is in no table ends."""
    small = body_words()
    end = start
    while end < len(tokens) and end - start < 12:
        token = tokens[end]
        if place_at(tokens, end) is not None or _person_begins(tokens, end):
            break
        if (
            token.capital
            or token.text.isdigit()
            or (token.low in small and end > start and (token.low != "và" or _goes_on(tokens, end, small)))
            or (
                token.low in ("và", "-", ",")
                and end > start
                and end + 1 < len(tokens)
                and tokens[end + 1].capital
                and token.text != ","
                and _KINDS.at(tokens, end + 1) is None
                and not _person_begins(tokens, end + 1)
            )
        ):
            end += 1
        else:
            break
    while end > start and tokens[end - 1].low in ("và", "-", "các", "hành" if end - start == 1 else "và"):
        end -= 1
    return end


def _goes_on(tokens: list[Token], end: int, small: frozenset[str]) -> bool:
    """Whether after "và" comes more of the same name, not another body."""
    after = tokens[end + 1] if end + 1 < len(tokens) else None
    return after is not None and after.low in small and _KINDS.at(tokens, end + 1) is None


def _person_begins(tokens: list[Token], index: int, *, common: bool = False) -> bool:
    """Whether a person's name begins at the word; `common`: a frequent family name and three syllables or more."""
    run = 0
    while index + run < len(tokens) and run < 6 and tokens[index + run].proper:
        run += 1
    return (
        index < len(tokens)
        and tokens[index].low in (COMMON_SURNAMES if common else SURNAMES)
        and 2 + common <= run <= 5
    )


def _shown(tokens: list[Token], index: int, end: int) -> str:
    words = tokens[index:end]
    shown = words[0].text
    for before, token in pairwise(words):
        shown += token.text if token.start == before.end else " " + token.text
    return shown[0].upper() + shown[1:]


def _with_place(tokens: list[Token], bare: Agency) -> list[Agency]:
    """The body with the unit after it; with several provinces in a row, one body for each."""
    after = bare.last + 1
    if after < len(tokens) and tokens[after].text == "(":
        closing = next((n for n in range(after, min(len(tokens), after + 9)) if tokens[n].text == ")"), None)
        after = closing + 1 if closing is not None and _place_after(tokens, closing + 1) else after
    if after < len(tokens) and tokens[after].low in ("của", "ở", "tại") and tokens[after].low == "của":
        after += 1
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


def _place_after(tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and place_at(tokens, index) is not None


def _is_list(tokens: list[Token], bare: Agency, places: list[Place]) -> bool:
    """Whether the provinces after a body each have one: "các báo A, B và C", "Sở X tỉnh A và tỉnh B"."""
    before = [t.low for t in tokens[max(0, bare.first - 2) : bare.first]]
    if {"các", "hai", "ba", "2", "3", "4", "5", "những", "05", "03", "02"} & set(before):
        return True
    if tokens[places[0].first - 1].low in (":", "tỉnh", "các"):
        return True
    return tokens[places[-1].first - 1].low == "và" and len(places) == 2 and places[0].key != places[1].key


def _committee_place(tokens: list[Token], after: int, bare: Agency) -> Agency | None:
    """As in "Huyện ủy Bắc Quang": the unit's name stands without its unit word."""
    level = COMMITTEE_OF_UNIT[bare.name.casefold()]
    place = place_at(tokens, after)
    if place is not None and (place.name and place.level in ("", level)):
        return replace(bare, last=place.last, place=place)
    if place is not None:
        return None
    end = after if _person_begins(tokens, after, common=True) else unit_name_end(tokens, after, level)
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
        if place is not None:
            found.append(place)
            index = place.last + 1
        else:
            index += 1
    return _inherited(tokens, found)


def _inherited(tokens: list[Token], found: list[Agency | Place]) -> list[Agency | Place]:
    """As in "Huyện ủy, HĐND, UBND huyện Yên Châu": the unit said once stands for all."""
    for n in range(len(found) - 2, -1, -1):
        one, other = found[n], found[n + 1]
        if not (isinstance(one, Agency) and isinstance(other, Agency) and one.place is None and other.placed):
            continue
        if one.official:
            continue
        between = [t.low for t in tokens[one.last + 1 : other.first]]
        if between in ([","], ["-"], ["và"], [",", "và"], ["cùng"]) and not one.business:
            found[n] = replace(one, place=other.place)
    return found
