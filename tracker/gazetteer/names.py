"""An agency's name as people write it, taken apart: which kind of department, of which province.

"Sở TT&TT Phú Thọ", "so tttt phu tho" and "Sở Thông tin và Truyền thông tỉnh Phú Thọ" all come out the same.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tracker.gazetteer.facts import Department, Province, departments, provinces
from tracker.text import key, one_line

# Other ways to write a province, folded.
PROVINCE_ALIASES = {
    "hcm": "ho chi minh",
    "tphcm": "ho chi minh",
    "tp hcm": "ho chi minh",
    "sai gon": "ho chi minh",
    "brvt": "ba ria vung tau",
    "br vt": "ba ria vung tau",
    "vung tau": "ba ria vung tau",
    "tt hue": "thua thien hue",
    "thua thien - hue": "thua thien hue",
    "dac lac": "dak lak",
    "dac lak": "dak lak",
    "daklak": "dak lak",
    "dac nong": "dak nong",
    "bac can": "bac kan",
}
_UNIT_WORDS = ("tinh", "thanh pho", "tp", "t", "cua")
_AND = re.compile(r"\s*&\s*|\s+(?:va|và)\s+", re.IGNORECASE)


_COMMUNE = re.compile(r"(?<!tấn )\b(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu) (?=[A-ZĐÀ-Ỹ\d])")
_DISTRICT = re.compile(r"\b(?:[Hh]uyện|[Qq]uận|[Tt]hị xã) (?=[A-ZĐÀ-Ỹ\d])|^(?:Huyện|Quận|Thị) (?:ủy|đoàn)\b")
_TOWN = re.compile(r"\bthành phố (?P<name>[A-ZĐÀ-Ỹ][^,(]*)")
_IN_BRACKETS = re.compile(r"\((?P<country>[^()]+)\)$")


@dataclass(frozen=True, slots=True)
class AgencyName:
    """What a written name says. `rest`: folded words that were understood neither as department nor as province."""

    department_names: tuple[str, ...]
    province: str | None
    rest: str

    @property
    def complete(self) -> bool:
        """Whether every word was understood and a department is named."""
        return bool(self.department_names) and not self.rest


def agency_key(text: str) -> str:
    """The folded words of an agency's name without "và", "&", hyphens: equal for the spellings of one name."""
    return key(_AND.sub(" ", one_line(text)))


def province_key(text: str) -> str:
    """The folded name of a province without "tỉnh", "thành phố", "TP."; its aliases resolved."""
    words = key(text)
    if words in PROVINCE_ALIASES:
        return PROVINCE_ALIASES[words]
    for prefix in _UNIT_WORDS:
        if words.startswith(prefix + " "):
            return province_key(words[len(prefix) + 1 :])
    return words


@lru_cache(maxsize=1)
def _province_names() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for row in provinces():
        found.setdefault(key(row.name), {})[row.slug] = None
    return {name: tuple(slugs) for name, slugs in found.items()}


@lru_cache(maxsize=1)
def _department_names() -> dict[str, tuple[str, ...]]:
    """Every spelling (as `agency_key`) of every department -> the slugs it may mean."""
    found: dict[str, dict[str, None]] = {}
    for row in departments():
        for name in (row.name, row.short_name, *row.aliases):
            for spelling in _spellings(name):
                found.setdefault(spelling, {})[row.slug] = None
    return {name: tuple(slugs) for name, slugs in found.items()}


def _spellings(name: str) -> Iterable[str]:
    """`agency_key` of the name, and with abbreviations joined: "so tt tt" and "so tttt"."""
    yield agency_key(name)
    yield key(name.replace("&", "").replace("-", ""))


def department(slug: str) -> Department:
    """The department of that slug."""
    return next(row for row in departments() if row.slug == slug)


def province_versions(slug: str) -> tuple[Province, ...]:
    """All versions of a unit, oldest first."""
    return tuple(row for row in provinces() if row.slug == slug)


def provinces_named(text: str) -> tuple[str, ...]:
    """The slugs of all units, of any time, that bear this name; an old or new slug names itself."""
    if any(row.slug == text for row in provinces()):
        return (text,)
    return _province_names().get(province_key(text), ())


def province_on(slug: str, day: date | None) -> Province:
    """The version of a unit in force on the day, or its nearest one."""
    versions = province_versions(slug)
    if day is None:
        return versions[-1]
    for row in versions:
        if row.holds(day):
            return row
    return versions[0] if versions[0].valid_from and day < versions[0].valid_from else versions[-1]


def province_of_day(text: str, day: date) -> Province | None:
    """The unit that bore this name on the day: "Bắc Ninh" of 2024 is not that of 2026. None if there was none."""
    for slug in provinces_named(text):
        for row in province_versions(slug):
            if row.holds(day):
                return row
    return None


def read_agency(text: str) -> AgencyName:
    """Takes a written name apart: the longest department name at its start, a province at its end, what is left."""
    words = agency_key(text).split()
    names = _department_names()
    for end in range(len(words), 0, -1):
        found = names.get(" ".join(words[:end]))
        if not found:
            continue
        rest = " ".join(words[end:])
        if not rest:
            return AgencyName(found, None, "")
        place = province_key(rest)
        if place in _province_names():
            return AgencyName(found, place, "")
        return AgencyName(found, *_trailing_province(rest))
    return AgencyName((), *_trailing_province(" ".join(words)))


def _trailing_province(words: str) -> tuple[str | None, str]:
    """A province at the end of the words, and the words before it: ("phu tho", "phong noi vu")."""
    parts = words.split()
    for start in range(len(parts)):
        place = province_key(" ".join(parts[start:]))
        if place in _province_names():
            return place, " ".join(parts[:start])
    return None, words


def departments_on(slugs: Iterable[str], day: date | None) -> tuple[Department, ...]:
    """Those of the departments that existed on the day (all of them when no day is given)."""
    found = tuple(department(slug) for slug in slugs)
    if day is None:
        return found
    return tuple(
        row
        for row in found
        if (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or day <= row.valid_to)
    )


def level_of(name: str) -> str | None:
    """The level that an agency's full name tells: "foreign", "commune", "district"; None when it tells none of them.

    As in "UBND huyện Yên Châu", "Đảng ủy xã Hoành Bồ", "Sở Tư pháp tỉnh Savannakhet (Lào)".
    """
    abroad = _IN_BRACKETS.search(name)
    if abroad and province_key(abroad["country"]) not in _province_names():
        return "foreign"
    town = _TOWN.search(name)
    if _COMMUNE.search(name):
        return "commune"
    if _DISTRICT.search(name) or (town and province_key(town["name"]) not in _province_names()):
        return "district"
    return None
