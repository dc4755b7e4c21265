"""Provinces, districts and communes as they are named in a note."""

from dataclasses import dataclass, replace
from functools import lru_cache

from tracker.gazetteer.facts import foreign_units, provinces
from tracker.gazetteer.local_units import COMMUNE_KINDS, is_local_unit
from tracker.notes.spans import Phrases, Token, phrases
from tracker.notes.words import COMMON_SURNAMES, COUNTRIES, SURNAMES
from tracker.text import fold, key, old_tone

PROVINCE_WORDS = phrases("tỉnh|thành phố|tp|tp.|t.p|t.p.")
_LEVELS: Phrases[str] = Phrases()
for _spelling, _level in (
    ("tỉnh", "tỉnh"),
    ("thành phố", "thành phố"),
    ("tp", "thành phố"),
    ("tp.", "thành phố"),
    ("t.p", "thành phố"),
    ("t.p.", "thành phố"),
    ("huyện", "huyện"),
    ("quận", "quận"),
    ("thị xã", "thị xã"),
    ("tx", "thị xã"),
    ("tx.", "thị xã"),
    ("xã", "xã"),
    ("phường", "phường"),
    ("thị trấn", "thị trấn"),
    ("đặc khu", "đặc khu"),
    ("khu tự trị", "khu tự trị"),
    ("khu tự trị dân tộc choang", "khu tự trị dân tộc Choang"),
    ("khu tự trị dân tộc choang,", "khu tự trị dân tộc Choang"),
    ("thủ đô", "thủ đô"),
    ("châu", "châu"),
):
    _LEVELS.add(_spelling, _level)
_MODIFIERS: Phrases[str] = phrases("kết nghĩa|bạn|miền núi|biên giới|đảo|anh em|láng giềng|giáp ranh|vùng cao")
# Parts of a country after "các tỉnh": no unit.
_REGIONS: Phrases[str] = phrases(
    """
    bắc lào | nam lào | trung lào | hạ lào | thượng lào | nam trung bộ | bắc trung bộ | nam trung | trung bộ |
    nam bộ | bắc bộ | tây bắc | đông bắc | tây nguyên | tây nam bộ | đông nam bộ | đồng bằng | miền trung |
    miền bắc | miền nam | miền tây | miền đông | phía bắc | phía nam | duyên hải | việt bắc
    """
)
_PLURAL_LEVELS: Phrases[str] = phrases(
    """
    các tỉnh | các tỉnh, thành phố | các tỉnh thành | các thành phố | các địa phương | hai tỉnh | 2 tỉnh |
    ba tỉnh | bốn tỉnh | 3 tỉnh | 4 tỉnh | 5 tỉnh | 02 tỉnh | 03 tỉnh | 04 tỉnh | 05 tỉnh | 6 tỉnh | 06 tỉnh |
    hai tỉnh, thành phố | 2 tỉnh, thành phố | ba tỉnh, thành phố | 3 tỉnh, thành phố | 4 tỉnh, thành phố |
    hai thành phố | 2 thành phố | hai địa phương | 2 địa phương
    """
)
_BELOW_PROVINCE = frozenset({"huyện", "quận", "thị xã", "xã", "phường", "thị trấn"})
_MIDDLE_NAMES = frozenset({"văn", "thị", "a", "mí"})  # "UBND tỉnh Lò Văn Hặc"
_SHORT = {
    "TPHCM": "Hồ Chí Minh",
    "TP.HCM": "Hồ Chí Minh",
    "TP HCM": "Hồ Chí Minh",
    "TP. HCM": "Hồ Chí Minh",
    "T.P HCM": "Hồ Chí Minh",
    "HCM": "Hồ Chí Minh",
    "Thừa Thiên-Huế": "Thừa Thiên Huế",
    "Thừa Thiên - Huế": "Thừa Thiên Huế",
    "TT-Huế": "Thừa Thiên Huế",
    "TT Huế": "Thừa Thiên Huế",
    "BR-VT": "Bà Rịa - Vũng Tàu",
    "Bà Rịa Vũng Tàu": "Bà Rịa - Vũng Tàu",
    "Đắc Lắc": "Đắk Lắk",
    "Đăk Lăk": "Đắk Lắk",
    "Đắk Lắc": "Đắk Lắk",
    "Daklak": "Đắk Lắk",
    "Đắc Nông": "Đắk Nông",
    "Đăk Nông": "Đắk Nông",
    "Bắc Cạn": "Bắc Kạn",
    "Kontum": "Kon Tum",
}


_PLURAL_UNITS: Phrases[str] = Phrases()
for _number in ("các", "hai", "ba", "bốn", "2", "3", "4"):
    for _level in ("huyện", "quận", "thị xã", "xã", "phường"):
        _PLURAL_UNITS.add(f"{_number} {_level}", _level)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit named in words first..last (indices into the sentence). `province` is its province's name, if said.

    `level` is "tỉnh", "thành phố", "huyện", … or "" when no unit word stands before it; `name` is empty when the note
    says only "tỉnh" or "huyện" and leaves the reader to know which.
    """

    first: int
    last: int
    level: str
    name: str
    province: str | None
    country: str = ""

    @property
    def is_province(self) -> bool:
        """Whether the unit is a province or a city of that rank; "huyện Điện Biên" is none."""
        below = self.level in _BELOW_PROVINCE
        return bool(self.province) and self.name == self.province and not self.country and not below

    @property
    def key(self) -> str:
        """Equal for two mentions of one unit."""
        return province_id(self.province or "") if self.is_province else key(self.name)

    @property
    def label(self) -> str:
        """As a party's name: "huyện Như Xuân"."""
        return f"{self.level} {self.name}".strip()


@lru_cache(maxsize=1)
def _province_phrases() -> Phrases[str]:
    found: Phrases[str] = Phrases()
    for row in provinces():
        for spelling in {row.name, old_tone(row.name)}:
            found.add(spelling, row.name)
    for spelling, name in _SHORT.items():
        found.add(spelling, name)
    return found


@lru_cache(maxsize=1)
def city_names() -> frozenset[str]:
    """Names of provinces that are or were a city of provincial rank."""
    return frozenset(row.name for row in provinces() if row.kind != "tỉnh")


@lru_cache(maxsize=1024)
def province_id(name: str) -> str:
    """One key for the names a province has borne ("Huế", "Thừa Thiên Huế")."""
    wanted = key(name)
    return next((row.slug.removesuffix("-2025") for row in provinces() if key(row.name) == wanted), wanted)


def province_at(tokens: list[Token], index: int) -> tuple[int, str] | None:
    """A province's name at the word, without a unit word: (index after it, name). Small slips of case are let pass."""
    found = _province_phrases().at(tokens, index)
    if found is None or not (tokens[found[0] - 1].capital or _slip_of_case(tokens, index, found)):
        return None
    if found[1] == "Hồ Chí Minh" and tokens[index].low == "hồ" and not _unit_word_before(tokens, index):
        return None  # the person, the Youth Union, a road
    return found


def _slip_of_case(tokens: list[Token], index: int, found: tuple[int, str]) -> bool:
    """As in "Đài PT-TH Hải phòng": a small last syllable inside a sentence, unless the words are common ones too."""
    return index > 0 and tokens[index].proper and found[1] not in ("Hòa Bình", "Thái Bình", "Lai Châu")


@lru_cache(maxsize=1)
def _foreign_phrases() -> Phrases[tuple[str, str]]:
    found: Phrases[tuple[str, str]] = Phrases()
    for name, spelling, country in foreign_units():
        for written in {spelling, spelling.replace(" ", "-"), spelling.replace("-", " ")}:
            found.add(written, (name, country))
    return found


def _foreign(tokens: list[Token], first: int, start: int, level: str = "") -> Place | None:
    """A province of a neighbouring country, with the country in brackets after it where the note says it."""
    found = _foreign_phrases().at(tokens, start)
    if found is None or not tokens[start].capital:
        return None
    end, (name, country) = found
    last, said = _country(tokens, end)
    return Place(first, last, level or "tỉnh", name, name, said or country)


def _unit_word_before(tokens: list[Token], index: int) -> bool:
    before = [t.low for t in tokens[max(0, index - 3) : index]]
    return before[-1:] == ["phố"] or "tp" in before or before[-1:] in (["ủy"], ["đoàn"])


def place_at(tokens: list[Token], index: int) -> Place | None:
    """A unit at the word: with its unit word ("huyện Như Xuân (Thanh Hóa)"), or a province's bare name."""
    direct = province_at(tokens, index)
    if direct is not None:
        return Place(index, direct[0] - 1, "", direct[1], direct[1])
    found = _LEVELS.at(tokens, index)
    if found is None:
        return _foreign(tokens, index, index)
    start, level = found
    abroad = _foreign(tokens, index, start, level)
    if abroad is not None and level not in COMMUNE_KINDS:
        return abroad
    modifier = _MODIFIERS.at(tokens, start) if start < len(tokens) else None
    if modifier is not None and modifier[0] < len(tokens) and tokens[modifier[0]].proper:
        start = modifier[0]
    if level == "xã" and start < len(tokens) and tokens[start].low in ("hội", "viên", "luận", "việt"):
        return None  # also "Thông tấn xã Việt Nam"
    if start >= len(tokens):
        return Place(index, start - 1, level, "", None)
    named = province_at(tokens, start)
    if named is not None and level == "tỉnh" and (abroad_end := _country(tokens, named[0]))[1]:
        whole = f"{named[1]} ({abroad_end[1]})"  # "tỉnh Hà Nam (Trung Quốc)" is not the Hà Nam of Vietnam
        return Place(index, abroad_end[0], level, whole, whole, abroad_end[1])
    if named is not None and (level == "tỉnh" or (level == "thành phố" and named[1] in city_names())):
        return Place(index, named[0] - 1, level, named[1], named[1])
    if named is not None and level == "thành phố":  # the town of that name in the province
        last, _, _ = province_after(tokens, named[0])
        return Place(index, last, level, named[1] + " ", named[1])
    end = start if _person_follows(tokens, start, level) else _name_end(tokens, start, level)
    if end == start:
        return (
            Place(index, start - 1, level, "", None) if level in ("tỉnh", "huyện", "thành phố", "quận", "xã") else None
        )
    name = " ".join(t.text for t in tokens[start:end])
    if level == "tỉnh":
        if _REGIONS.at(tokens, start) is not None:
            return None
        last, country = _country(tokens, end)
        if not country and index and (tokens[index - 1].low == "các" or tokens[index - 1].text.isdigit()):
            return None  # "các tỉnh Nam Sông Hậu": a region
        return Place(index, last, level, name, name, country)
    last, province, country = province_after(tokens, end)
    if level == "châu" and not country:
        return None  # "châu Âu"
    return Place(index, last, level, name, province, country)


def _person_follows(tokens: list[Token], start: int, level: str) -> bool:
    """As in "Chủ tịch UBND huyện Nguyễn Văn A": after the unit word comes a person, not the unit's name."""
    run = 0
    while start + run < len(tokens) and tokens[start + run].proper and run < 6:
        run += 1
    if not 3 <= run <= 5 or _known_end(tokens, start, run, level):
        return False
    middle = tokens[start].low in SURNAMES and tokens[start + 1].low in _MIDDLE_NAMES
    return tokens[start].low in COMMON_SURNAMES or middle


def _name_end(tokens: list[Token], start: int, level: str) -> int:
    """Where a unit's name ends: a few capital syllables without the person's name after them, or a number."""
    if level in ("quận", "phường") and start < len(tokens) and tokens[start].text.isdigit():
        return start + 1
    end = unit_name_end(tokens, start, level)
    if end - start == 1 and end + 1 < len(tokens) and tokens[end].text in "'’" and tokens[end + 1].text.isalpha():
        end += 2  # "Cư M'gar"
    return end


def _known_end(tokens: list[Token], start: int, run: int, level: str) -> int:
    """Where a name ends that the tables of districts and communes know; 0 when they know none."""
    commune = level in COMMUNE_KINDS
    sizes = (size for size in range(min(run, 4), 1, -1))
    names = ((size, " ".join(t.text for t in tokens[start : start + size])) for size in sizes)
    return next((start + size for size, name in names if is_local_unit(name, commune=commune)), 0)


def unit_name_end(tokens: list[Token], start: int, level: str) -> int:
    """Parts a run of capital syllables: "Bắc Quang | Hà Việt Hưng", "Thạch Cảnh Sơn | Ngô Khắc Thụy", "Yên Châu".

    A name of the tables is known; else units mostly have two syllables, persons three that begin with a family name; a
    common family name weighs most.
    """
    run = 0
    while start + run < len(tokens) and tokens[start + run].proper and run < 9:
        run += 1
    known = _known_end(tokens, start, run, level)
    if known:
        return known
    best, best_score = min(run, 4), 2.0 if run <= 4 else 0.0
    for size in range(1 if run > 3 else 2, min(run, 4) + 1):
        rest = run - size
        if not 2 <= rest <= 5 or tokens[start + size].low not in SURNAMES:
            continue
        score = 3.0 if tokens[start + size].low in COMMON_SURNAMES else 1.0
        score += (size == 2) + {3: 1.0, 2: -0.5}.get(rest, 0.5)
        if score > best_score:
            best, best_score = size, score
    return start + best


def _country(tokens: list[Token], end: int) -> tuple[int, str]:
    """A country right after a unit: "(Lào)", ", nước CHDCND Lào": (last word taken, country)."""
    index = end
    opened = False
    if index < len(tokens) and tokens[index].text in "(,":
        opened = tokens[index].text == "("
        index += 1
    if index < len(tokens):
        found = COUNTRIES.at(tokens, index)
        if found is not None and tokens[found[0] - 1].capital:
            last = found[0] if opened and found[0] < len(tokens) and tokens[found[0]].text == ")" else found[0] - 1
            words = [t.text for t in tokens[index : found[0]]]
            return last, words[-1] if words[-1] == "Lào" else " ".join(words)
    return end - 1, ""


def province_after(tokens: list[Token], end: int) -> tuple[int, str | None, str]:
    """The province said after a district: ", tỉnh X", "(X)", " - X", and a country: (last word, province, country)."""
    index = end
    opened = False
    while index < len(tokens) and tokens[index].low in ("(", ",", "-", "của") and index - end < 2:
        opened = opened or tokens[index].text == "("
        index += 1
    if index == end or index >= len(tokens):
        unit = PROVINCE_WORDS.at(tokens, index) if index < len(tokens) else None
        if unit is None:
            return end - 1, None, ""
    district = _LEVELS.at(tokens, index)
    if district is not None and district[1] in ("huyện", "quận", "thị xã") and district[0] < len(tokens):
        stop = _name_end(tokens, district[0], district[1])  # "xã A, huyện B, tỉnh C", "xã A (huyện B, tỉnh C)"
        last, province, country = province_after(tokens, stop)
        if stop > district[0] and (province or country):
            closes = opened and last + 1 < len(tokens) and tokens[last + 1].text == ")"
            return last + closes, province, country
    comma = tokens[end].text == ","
    unit = PROVINCE_WORDS.at(tokens, index)
    after = unit[0] if unit else index
    if after >= len(tokens):
        return end - 1, None, ""
    named = province_at(tokens, after) or province_at(tokens, index)
    if named is not None:
        last = named[0] - 1
        if opened and named[0] < len(tokens) and tokens[named[0]].text == ")":
            last += 1
        return last, named[1], ""
    if not (unit or comma):
        return end - 1, None, ""
    stop = _name_end(tokens, after, "tỉnh")
    last, country = _country(tokens, stop)
    if stop > after and country:
        return last, " ".join(t.text for t in tokens[after:stop]), country
    last, country = _country(tokens, end)
    return (last, None, country) if country else (end - 1, None, "")


def place_list(tokens: list[Token], index: int) -> list[Place]:
    """Provinces in a row: "Bình Dương, Long An và Thành phố Hồ Chí Minh"; "các tỉnh: …" may stand before them.

    Between the two a region may be named: "các tỉnh Nam Sông Hậu gồm Cà Mau, …", "3 tỉnh Bắc Lào: Bokeo, …".
    """
    plural = _PLURAL_LEVELS.at(tokens, index)
    at = plural[0] if plural else index
    if plural:
        opens = next((n for n in range(at, min(len(tokens), at + 6)) if tokens[n].low in (":", "gồm")), None)
        at = at if opens is None or "," in (t.text for t in tokens[at:opens]) else opens + 1
    elif at < len(tokens) and tokens[at].text == ":":
        at += 1
    found: list[Place] = []
    while at < len(tokens):
        place = place_at(tokens, at)
        if place is None or not (place.is_province or (place.country and place.name == place.province)):
            break
        found.append(place)
        at = place.last + 1
        if at < len(tokens) and tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].low == "và":
            at += 2
        elif (at < len(tokens) and tokens[at].low in (",", "và", "-", ";")) or (
            at < len(tokens) and tokens[at].start == tokens[at - 1].end and tokens[at].capital
        ):
            at += 0 if tokens[at].capital else 1
        else:
            break
    return found


def unit_list(tokens: list[Token], index: int) -> list[Place]:
    """Districts or communes in a row, each with the province said next; empty when there are not two.

    As in "các xã Đồng Lộc (Hà Tĩnh), Kim Liên và An Châu (Nghệ An)".
    """
    plural = _PLURAL_UNITS.at(tokens, index)
    found: list[Place] = []
    at = plural[0] if plural else len(tokens)
    at += at < len(tokens) and tokens[at].text == ":"
    while plural and at < len(tokens) and tokens[at].proper:
        last, province, country = province_after(tokens, _name_end(tokens, at, plural[1]))
        name = " ".join(t.text for t in tokens[at : _name_end(tokens, at, plural[1])])
        found.append(Place(at, last, plural[1], name, province, country))
        at = last + 2 if last + 1 < len(tokens) and tokens[last + 1].low in (",", "và", "-") else len(tokens)
    for n in range(len(found) - 2, -1, -1):
        if found[n].province is None:
            found[n] = replace(found[n], province=found[n + 1].province, country=found[n + 1].country)
    return [replace(place, first=index) if n == 0 else place for n, place in enumerate(found)] if len(found) > 1 else []


def shown_province(name: str | None) -> str | None:
    """A province's name as it is written alone; without its unit word one city would be a person's name."""
    return "Thành phố Hồ Chí Minh" if name == "Hồ Chí Minh" else name


def folded(name: str) -> str:
    """A name for comparing without case, accents and marks."""
    return key(fold(name))
