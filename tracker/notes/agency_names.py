"""Names of bodies without their unit: a department of the table, an abbreviation, or a kind of word with more."""

from functools import lru_cache
from itertools import pairwise, product

from tracker.gazetteer.facts import Department, departments
from tracker.gazetteer.local_units import is_local_unit
from tracker.notes.places import place_at
from tracker.notes.spans import Phrases, Token, phrases, tokens_of
from tracker.notes.words import (
    COMMON_SURNAMES,
    DEEDS,
    DELEGATIONS,
    GOES,
    MEETS,
    ORGANISES,
    POSTS,
    RECEIVES,
    SURNAMES,
    body_words,
)
from tracker.text import nfc

# Words that never stand within a name.
_LINKS = frozenset(
    {
        "của",
        "có",
        "và",
        "do",
        "là",
        "các",
        "những",
        "trong",
        "trên",
        "theo",
        "cùng",
        "gồm",
        "nhằm",
        "thuộc",
        "nói",
        "biết",
    }
    | {"hai", "ba", "đồng", "ông", "bà", "lãnh", "đại", "giữa", "như", "nay", "này", "đó", "vào", "khi", "hướng"}
    | {"nhất", "trí", "cũng", "phía", "dự", "chủ", "trì", "giao", "yêu", "mời", "phối", "đề", "nghị", "thống"}
    | {"tỉnh", "huyện", "xã", "phường", "quận", "thành", "phố"}
)
# Words that begin the name of a body not in the table. Business and places that are visited are known, but no party.
_KINDS: Phrases[str] = phrases(
    """
    sở | ban | cục | chi cục | tổng cục | vụ | trung tâm | viện | học viện | hội | hiệp hội | liên hiệp |
    liên minh | liên đoàn | văn phòng | vp | phòng | trường | đài | tạp chí | bộ | kho bạc | ban quản lý |
    bql | thư viện | bảo tàng | đảng ủy | ủy ban | quỹ | nhà xuất bản | ban chỉ đạo | ban chỉ huy |
    bộ tư lệnh | vườn quốc gia | vqg | khu bảo tồn | khu di tích | công đoàn |
    hải quan | trường đại học | đại học | trường cao đẳng | cơ quan | tổng liên đoàn |
    ban quản trị |
    bệnh viện
    """
)

_BUSINESS: Phrases[str] = phrases(
    """
    công ty | tập đoàn | hợp tác xã | htx | doanh nghiệp | ngân hàng | tổng công ty | khách sạn |
    nhà máy | khu công nghiệp | viettel | vnpt | fpt | mobifone | trường thpt | trường thcs |
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


_LONG = {
    "BQL": "Ban Quản lý",
    "KKT": "Khu kinh tế",
    "KCN": "các khu công nghiệp",
    "VP": "Văn phòng",
    "TT": "Trung tâm",
    "VQG": "Vườn quốc gia",
}


def written_out(name: str) -> str:
    """As in "BQL KKT": the usual short words in full."""
    return " ".join(_LONG.get(word, word) for word in name.split(" "))


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


def head_at(tokens: list[Token], index: int) -> tuple[int, str, str, bool] | None:
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
    numbered = _numbered(tokens, found[0]) if found is not None else 0
    if found is not None and numbered:
        return numbered, _shown_after(found[1], tokens, found[0], numbered), "", False
    if found is not None and (generic is None or not generic[2] or not _says_more(tokens, found[0], generic[0])):
        return found[0], _department_name(tokens, index, found), found[1], False
    if generic is not None:
        return generic[0], generic[1], "", False
    return None


def _numbered(tokens: list[Token], end: int) -> int:
    """As in "TAND khu vực 3": where the number of a regional court or procuracy ends, else 0."""
    words = [t.low for t in tokens[end : end + 3]]
    return end + 3 if words[:2] == ["khu", "vực"] and len(words) == 3 and words[2].isdigit() else 0


def _shown_after(name: str, tokens: list[Token], start: int, end: int) -> str:
    """The department's name and the words that follow."""
    return " ".join([name, *(t.text for t in tokens[start:end])])


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
    if end == kind[0] or is_local_unit(" ".join(t.text for t in tokens[index:end]), commune=False):
        return None  # the kind alone, or "Hội An"
    return end, _shown(tokens, index, end), True


def _extend(tokens: list[Token], start: int) -> int:
    """Where the name of a body that is in no table ends."""
    small = body_words()
    end = start
    while end < len(tokens) and end - start < 12:
        token = tokens[end]
        if place_at(tokens, end) is not None or person_begins(tokens, end):
            break
        if (
            token.capital
            or token.text.isdigit()
            or (token.low in small and end > start and (token.low != "và" or _goes_on(tokens, end, small)))
            or (end > start and _completes(tokens, end))
            or (
                token.low in ("và", "-", ",")
                and end > start
                and end + 1 < len(tokens)
                and tokens[end + 1].capital
                and token.text != ","
                and not _another_begins(tokens, end + 1)
                and not person_begins(tokens, end + 1)
            )
        ):
            end += 1
        else:
            break
    while end > start and tokens[end - 1].low in ("và", "-", "các", "hành" if end - start == 1 else "và"):
        end -= 1
    return end


def _completes(tokens: list[Token], start: int) -> bool:
    """Whether up to three small words go on with the name, since it ends in a capital or a unit ("vật cảnh tỉnh A")."""
    for end in range(start, min(len(tokens), start + 4)):
        token = tokens[end]
        if end > start and (place_at(tokens, end) is not None or (token.proper and not person_begins(tokens, end))):
            return True
        if not token.text.isalpha() or not token.text.islower() or token.low in DEEDS | _LINKS:
            return False
        if any(table.at(tokens, end) is not None for table in (GOES, MEETS, RECEIVES, ORGANISES, DELEGATIONS, POSTS)):
            return False
    return False


def _another_begins(tokens: list[Token], index: int) -> bool:
    """Whether the name of another body begins at the word."""
    return any(table.at(tokens, index) is not None for table in (_KINDS, _BUSINESS, _department_phrases()))


def _goes_on(tokens: list[Token], end: int, small: frozenset[str]) -> bool:
    """Whether after "và" comes more of the same name, not another body."""
    after = tokens[end + 1] if end + 1 < len(tokens) else None
    return after is not None and after.low in small and not _another_begins(tokens, end + 1)


def person_begins(tokens: list[Token], index: int, *, common: bool = False) -> bool:
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
