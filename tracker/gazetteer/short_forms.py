"""Abbreviations beside what they stand for, as the table of departments has them: "TT&TT", "thong tin va truyen thong".

Taken from the spellings of one department: what "Sở TT&TT" and "Sở Thông tin và Truyền thông" have not in common.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import permutations, takewhile

from tracker.gazetteer.facts import departments
from tracker.gazetteer.names import PROVINCE_ALIASES, agency_key
from tracker.text import key

_SHORTEST = 3
"""Letters of an abbreviation: a shorter one ("TT", "CA") stands for too much."""
_LONGEST = 12
"""Words of a form at the most; what is longer is no abbreviation and hardly a name."""


@lru_cache(maxsize=1)
def other_forms() -> Mapping[str, tuple[str, ...]]:
    """Folded words -> the other ways to write them: "tttt" -> ("thong tin truyen thong", "tt tt", …)."""
    groups: dict[str, set[str]] = {}
    for row in departments():
        names = (row.name, row.short_name, *row.aliases)
        for one, other in permutations(names, 2):
            short, long = _different(one, other)
            if _is_abbreviation(short) and not any(map(_is_abbreviation, long.split())):
                whole = names if short == one else (short, long)
                forms = {form for name in whole for form in folded_forms(name)}
                groups.setdefault(key(short).replace(" ", ""), set()).update(forms)
    for alias, name in PROVINCE_ALIASES.items():
        groups.setdefault(name, {name}).add(key(alias))
    found: dict[str, set[str]] = {}
    for forms in groups.values():
        for form in forms:
            found.setdefault(form, set()).update(forms)
    return {form: tuple(sorted(forms - {form})) for form, forms in found.items()}


def _different(one: str, other: str) -> tuple[str, str]:
    """The words of each without those that both begin or end with."""
    words = one.split(), other.split()
    first = _alike(*words)
    rest = [part[first:] for part in words]
    last = _alike(*([*reversed(part)] for part in rest))
    left, right = (" ".join(part[: len(part) - last]) for part in rest)
    return left, right


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words are the same from the beginning on."""
    return sum(1 for _same in takewhile(lambda pair: key(pair[0]) == key(pair[1]), zip(one, other, strict=False)))


def _is_abbreviation(words: str) -> bool:
    """Capitals, at most one small letter among them ("SNgV")."""
    letters = [letter for letter in words if letter.isalpha()]
    return len(letters) >= _SHORTEST and sum(map(str.islower, letters)) <= 1


def folded_forms(name: str) -> Iterator[str]:
    """The name as the register's search sees it: with and without "và", an abbreviation apart and joined."""
    for form in (key(name), agency_key(name), key(name.replace("&", "").replace("-", ""))):
        yield form.removeprefix("va ")


def runs(words: Sequence[str]) -> Iterator[str]:
    """Every run of neighbouring words that may be a name or an abbreviation."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            yield " ".join(words[start:end])


def parts(words: Sequence[str], forms: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """The folded words cut into the longest runs that have other forms: each run, then its forms.

    A word without other forms stands alone: ["tttt", "hue"] -> [("tttt", "thong tin truyen thong", …), ("hue",)].
    """
    found = []
    start = 0
    while start < len(words):
        ends = range(min(len(words), start + _LONGEST), start, -1)
        end = next((n for n in ends if " ".join(words[start:n]) in forms), start + 1)
        run = " ".join(words[start:end])
        found.append((run, *forms.get(run, ())))
        start = end
    return found
