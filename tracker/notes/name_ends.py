"""Where the name of a body ends that is in no table: how far its words go on, and what can never be one of them."""

from tracker.gazetteer.local_units import is_local_unit
from tracker.notes.agency_tables import BUSINESS, KINDS, department_phrases
from tracker.notes.places import place_at
from tracker.notes.spans import Token
from tracker.notes.words import (
    AFTER_POST,
    COMMON_SURNAMES,
    DEEDS,
    DELEGATIONS,
    FIELDS_OF_WORK,
    GOES,
    IN_A_NAME,
    MEETS,
    ORGANISES,
    POSTS,
    RECEIVES,
    SURNAMES,
    body_words,
)

_LONGEST, _FARTHEST = 18, 7  # words of a name; small words on to its next capital or to the unit
# Words that never stand within a name.
_LINKS = frozenset(
    {"của", "và", "do", "là", "các", "những", "trong", "trên", "theo", "cùng", "gồm", "nhằm", "thuộc", "nói", "biết"}
    | {"hai", "ba", "đồng", "ông", "bà", "lãnh", "đại", "giữa", "như", "nay", "này", "đó", "vào", "khi", "hướng"}
    | {"nhất", "trí", "cũng", "phía", "dự", "chủ", "trì", "giao", "yêu", "mời", "phối", "đề", "nghị", "thống"}
    | {"tỉnh", "huyện", "xã", "phường", "quận", "thành", "phố"}
)
_ORGANISED = frozenset({"hữu", "cán", "bộ", "phi", "chính", "nhà", "nhân"})  # "các tổ chức hữu nghị", "tổ chức cán bộ"


def name_end(tokens: list[Token], start: int) -> int:
    """The index after the name's last word; `start` itself where no word of a name stands there."""
    small = body_words()
    end = start
    while end < len(tokens) and end - start < _LONGEST:
        if place_at(tokens, end) is not None or (person_begins(tokens, end) and not _town_at(tokens, end)):
            break
        after = _step(tokens, start, end, small)
        if after == end:
            break
        end = after
    while end > start and tokens[end - 1].low in ("và", "-", "các", "hành" if end - start == 1 else "và"):
        end -= 1
    return end


def _step(tokens: list[Token], start: int, end: int, small: frozenset[str]) -> int:
    """Where the next word or pair of words of the name ends; `end` itself when it goes on no further."""
    token = tokens[end]
    field = FIELDS_OF_WORK.at(tokens, end)
    if field is not None and (end > start or token.capital):
        return field[0]
    if token.capital or token.text.isdigit():
        return end + 1
    if end == start:
        return end
    if token.low == "tổ" and _organises(tokens, end):
        return end
    if token.low == "khu" and end + 2 < len(tokens) and tokens[end + 1].low == "vực":
        return end + 3 if tokens[end + 2].text.isdigit() else end
    if token.low == "và":
        return end + 1 if _goes_on(tokens, end, small) else end
    if token.low in small or _completes(tokens, end):
        return end + 1
    if token.low == "-" and end + 1 < len(tokens) and tokens[end + 1].capital:
        return end + 1 if not (_another_begins(tokens, end + 1) or person_begins(tokens, end + 1)) else end
    return end


def _organises(tokens: list[Token], index: int) -> bool:
    """Whether "tổ chức" is what the body does, not a word of its name ("các tổ chức hữu nghị")."""
    words = [t.low for t in tokens[index - 1 : index + 3]]
    return words[1:3] == ["tổ", "chức"] and words[0] != "các" and (len(words) < 4 or words[3] not in _ORGANISED)


def _completes(tokens: list[Token], start: int) -> bool:
    """Whether a few small words go on with the name, since it ends in a capital or a unit ("vật cảnh tỉnh A")."""
    end = start
    while end < len(tokens) and end - start <= _FARTHEST:
        token = tokens[end]
        if end > start and (place_at(tokens, end) is not None or (token.proper and not person_begins(tokens, end))):
            return True
        field = FIELDS_OF_WORK.at(tokens, end)
        if field is not None:
            end = field[0]
            continue
        if not token.text.isalpha() or not token.text.islower() or _stops(tokens, end):
            return False
        end += 1
    return False


def _stops(tokens: list[Token], index: int) -> bool:
    """Whether the word is no part of a name: it links, or says what someone does."""
    if tokens[index].low in DEEDS | _LINKS:
        return True
    if any(table.at(tokens, index) is not None for table in (GOES, MEETS, RECEIVES, ORGANISES, DELEGATIONS, POSTS)):
        return True
    return AFTER_POST.at(tokens, index) is not None and IN_A_NAME.at(tokens, index) is None


def _town_at(tokens: list[Token], index: int) -> bool:
    """As in "Bệnh viện Việt Nam - Cuba Đồng Hới": two syllables that are a town's name, and no third of a person's."""
    words = tokens[index : index + 3]
    alone = len(words) < 3 or not words[2].proper
    return alone and is_local_unit(" ".join(t.text for t in words[:2]), commune=False)


def _another_begins(tokens: list[Token], index: int) -> bool:
    """Whether the name of another body begins at the word."""
    return any(table.at(tokens, index) is not None for table in (KINDS, BUSINESS, department_phrases()))


def _goes_on(tokens: list[Token], end: int, small: frozenset[str]) -> bool:
    """Whether after "và" comes more of the same name, not another body or a person."""
    if end + 1 >= len(tokens) or _another_begins(tokens, end + 1) or person_begins(tokens, end + 1):
        return False
    after = tokens[end + 1]
    return after.low in small or after.capital or FIELDS_OF_WORK.at(tokens, end + 1) is not None


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
