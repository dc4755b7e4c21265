"""Names of bodies without their unit: a department of the table, an abbreviation, or a kind of word with more."""

from itertools import pairwise

from tracker.gazetteer.local_units import is_local_unit
from tracker.notes.agency_tables import BUSINESS, KINDS, UNIT_COMMITTEES, department_phrases, squeezed_names
from tracker.notes.name_ends import name_end
from tracker.notes.places import place_at
from tracker.notes.spans import Token


def head_at(tokens: list[Token], index: int) -> tuple[int, str, str, bool] | None:
    """The name of a body at the word without its unit: (index after it, name, department, is a business)."""
    if index >= len(tokens):
        return None
    found = department_phrases().at(tokens, index)
    squeezed = _abbreviation(tokens, index)
    if squeezed is not None and (found is None or squeezed[0] > found[0]):
        return squeezed[0], _department_name(tokens, index, squeezed), squeezed[1], False
    business = BUSINESS.at(tokens, index)
    if business is not None and (found is None or business[0] > found[0]):
        end = name_end(tokens, business[0])
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
    """As in "TAND khu vực 3", "VKSND cấp cao tại Đà Nẵng", "TAND miền Trung Lào": where that ends, or 0."""
    words = [t.low for t in tokens[end : end + 3]]
    if words[:2] == ["khu", "vực"] and len(words) == 3 and words[2].isdigit():
        return end + 3
    if words[:1] == ["miền"] and words[2:] == ["lào"]:
        return end + 3
    if words[:2] == ["cấp", "cao"]:
        seat = place_at(tokens, end + 3) if words[2:] == ["tại"] and end + 3 < len(tokens) else None
        return seat.last + 1 if seat is not None else end + 2
    return 0


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
            name = squeezed_names().get((tokens[index].low, letters.casefold()))
            best = (end + 1, name) if name else best
        elif token.low not in ("và", "-", ",", "."):
            break
    return best


def _generic(tokens: list[Token], index: int) -> tuple[int, str, bool] | None:
    """A body by its kind of word and the words after it; the third value: it says more than the kind alone."""
    unit = UNIT_COMMITTEES.at(tokens, index)
    if unit is not None:
        return unit[0], " ".join(t.low for t in tokens[index : unit[0]]).capitalize(), False
    kind = KINDS.at(tokens, index)
    if kind is None or (not tokens[index].capital and tokens[index].low not in ("trung", "phòng", "văn")):
        return None
    end = name_end(tokens, kind[0])
    end = _numbered(tokens, end) or end
    if end == kind[0] or is_local_unit(" ".join(t.text for t in tokens[index:end]), commune=False):
        return None  # the kind alone, or "Hội An"
    return end, _shown(tokens, index, end), True


def _shown(tokens: list[Token], index: int, end: int) -> str:
    words = tokens[index:end]
    shown = words[0].text
    for before, token in pairwise(words):
        shown += token.text if token.start == before.end else " " + token.text
    return shown[0].upper() + shown[1:]
