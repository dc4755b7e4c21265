"""Where a person's name ends: capital syllables after a family name, a form of address or a post; names from abroad."""

from collections.abc import Mapping

from tracker.notes.agencies import Agency
from tracker.notes.papers.syllables import is_syllable
from tracker.notes.places import Place
from tracker.notes.spans import Token, phrases
from tracker.notes.words import AFTER_POST, BODY_OPENERS, COMMON_SURNAMES, COUNTRIES, HONORIFICS, POSTS, SURNAMES

# Named to honour them, never taking part.
_NEVER = frozenset(
    {"hồ chí minh", "võ nguyên giáp", "tôn đức thắng", "nguyễn ái quốc", "nguyễn tất thành", "trường chinh"}
)
_LONGEST = 12  # syllables and hyphens
_AS_A_NAME = frozenset({"nguyên", "quyền", "trưởng", "phó", "chánh"})  # posts that are also the last syllable of a name
_MINISTRY = frozenset({"bộ", "vụ"})  # "Bộ Công Thương" is no person of that name
_NEEDS_NAME = frozenset({"ủy", "tỉnh", "phố", "huyện", "bang", "châu"})  # the next word is that of the unit
_HOME = phrases("việt nam")


class Names:
    """The names in the words of a sentence. `inside`: the body or unit in which a word stands."""

    def __init__(self, tokens: list[Token], inside: Mapping[int, Agency | Place]) -> None:
        self.tokens = tokens
        self.inside = inside
        self._ends: dict[tuple[int, bool], int | None] = {}

    def end(self, start: int, *, sure: bool) -> int | None:
        """The word after the name that begins at the word; `sure`: a form of address stands before it."""
        if (start, sure) not in self._ends:
            self._ends[start, sure] = self._read(start, sure=sure)
        return self._ends[start, sure]

    def _read(self, start: int, *, sure: bool) -> int | None:
        tokens = self.tokens
        if start >= len(tokens) or POSTS.at(tokens, start) is not None or self._country(start):
            return None
        if isinstance(self.inside.get(start), Agency):
            return None
        if not sure and (tokens[start].low not in SURNAMES or (start and tokens[start - 1].low in _MINISTRY)):
            return None
        end = self._run(start, sure=sure)
        if not sure and self._of_the_unit_before(start, end):
            return None
        if sure and end - start == 1 and self._small_half(end):
            end += 1
        if sure and end - start >= 1:
            end = self._second_half(start, end)
        if end - start < 2 or " ".join(t.low for t in tokens[start:end]) in _NEVER or self._unit(start, end):
            return None
        return end

    def _of_the_unit_before(self, start: int, end: int) -> bool:
        """As in "Huyện ủy Bù Đăng Lê Văn Ngọc": the name begins at the frequent family name, not inside the unit's."""
        tokens = self.tokens
        inside = start > 0 and tokens[start - 1].proper and tokens[start].low not in COMMON_SURNAMES
        return inside and end - start >= 4 and tokens[start + 1].low in COMMON_SURNAMES

    def _small_half(self, end: int) -> bool:
        """As in "ông Sôk koloyan, Chánh án": the second half of a name from abroad printed small."""
        word, mark = self.tokens[end : end + 2] if end + 2 <= len(self.tokens) else (None, None)
        if word is None or mark is None or not word.text.isalpha() or not word.text.islower():
            return False
        return len(word.text) > 4 and not is_syllable(word.text) and mark.text in ",-–("

    def _unit(self, start: int, end: int) -> bool:
        """Whether the words are no person but a province or this country: "văn nghệ sĩ Đà Nẵng"."""
        home = _HOME.at(self.tokens, start)
        place = self.inside.get(start)
        named = isinstance(place, Place) and place.is_province and not place.level
        return (named and place is not None and place.last + 1 == end) or (home is not None and home[0] == end)

    def unknown(self, start: int) -> int | None:
        """The word after a name whose family name is in no list, where a list of persons lets a name be expected."""
        if start in self.inside or start >= len(self.tokens) or self.tokens[start].low in BODY_OPENERS:
            return None
        end = self.end(start, sure=True)
        return None if end is None or HONORIFICS.at(self.tokens, start) else end

    def tail(self, floor: int, end: int) -> int | None:
        """Where a name from abroad begins that closes the words floor..end-1 of a post ("Tỉnh trưởng Prach Chan")."""
        start = end
        while start > floor and start - 1 not in self.inside and self._part(start - 1):
            start -= 1
        while start < end and (country := COUNTRIES.at(self.tokens, start) or _HOME.at(self.tokens, start)):
            start = country[0]
        while start < end and not self.tokens[start].proper:
            start += 1
        unit = start < end and start > 0 and self.tokens[start - 1].low in _NEEDS_NAME
        if unit and end - start > 2 and not is_syllable(self.tokens[start].text):  # "Tỉnh ủy Salavane Daovong P."
            start += 1
        words = [t for t in self.tokens[start:end] if t.text.isalpha()]
        if " ".join(t.low for t in words) in _NEVER:
            return None
        if not words or words[0].low in BODY_OPENERS or POSTS.at(self.tokens, start) is not None:
            return None
        strange = any(not is_syllable(t.text) for t in words)
        hyphens = sum(t.text == "-" for t in self.tokens[start:end])
        spelled = hyphens > 0 or len(words) >= 3 or (len(words) == 2 and strange)
        return start if len(words) >= 2 and spelled and self._closes(end) else None

    def _closes(self, end: int) -> bool:
        """Whether what follows lets a name end here: a mark, a joint, a verb."""
        if end >= len(self.tokens):
            return True
        token = self.tokens[end]
        return not token.text.isalpha() or token.low in ("và", "cùng") or AFTER_POST.at(self.tokens, end) is not None

    def _part(self, index: int) -> bool:
        """A capital syllable, or a hyphen or small syllable inside a name from abroad."""
        token = self.tokens[index]
        if token.proper:
            return True
        if index == 0 or index + 1 >= len(self.tokens):
            return token.text.isalpha() and index > 0 and self._touches(index - 1)
        if token.text == "-":
            return self._touches(index)
        return token.text.isalpha() and token.text.islower() and self._touches(index - 1)

    def _touches(self, index: int) -> bool:
        """Whether the word is a hyphen without a space before and after it."""
        if index < 1 or index + 1 >= len(self.tokens) or self.tokens[index].text != "-":
            return False
        before, mark, after = self.tokens[index - 1 : index + 2]
        return before.end == mark.start and mark.end == after.start

    def _run(self, start: int, *, sure: bool) -> int:
        tokens, end = self.tokens, start
        shouted = sure and self._shouted(start)
        while end < len(tokens) and end - start < _LONGEST and self._syllable(end, start, sure=sure, shouted=shouted):
            end += 1
            while end + 1 < len(tokens) and tokens[end].text in "-'’" and self._inner_hyphen(end):
                end += 2
        return end

    def _shouted(self, start: int) -> bool:
        """Whether after a form of address two words or more are capitals throughout: "Bà LIPAYIA BOUAPAO"."""
        words = self.tokens[start : start + 2]
        return len(words) == 2 and all(t.text.isupper() and t.text.isalpha() and len(t.text) >= 4 for t in words)

    def _syllable(self, index: int, start: int, *, sure: bool, shouted: bool) -> bool:
        token = self.tokens[index]
        known = SURNAMES if sure else COMMON_SURNAMES
        capitals = token.text.isupper() and token.text.isalpha()
        loud = capitals and ((self.tokens[start].low in known and 2 <= len(token.text) <= 7) or shouted)
        if not (token.proper or loud):
            return False
        if loud and not token.proper and not self.tokens[start].text.isupper():
            return False
        if index > start + 1 and (self._post_begins(index) or self._agency_begins(index)):
            return False
        return index == start or token.start - self.tokens[index - 1].end <= 2

    def _post_begins(self, index: int) -> bool:
        """Whether a post begins at the word; "Nguyên", "Quyền" and "Trưởng" are also given names."""
        post = POSTS.at(self.tokens, index)
        if post is None or post[1] not in _AS_A_NAME:
            return post is not None
        after = self.tokens[post[0]] if post[0] < len(self.tokens) else None
        if post[1] in ("trưởng", "phó", "chánh"):  # "Ma Quốc Trưởng, Phó Chủ tịch"
            return after is not None and after.text.isalpha() and self.tokens[index].text[0].isupper() and after.capital
        return POSTS.at(self.tokens, post[0]) is not None

    def _agency_begins(self, index: int) -> bool:
        item = self.inside.get(index)
        if item is None or item.first != index:
            return False
        if isinstance(item, Place):
            return bool(item.level and (item.name or not self.tokens[index].capital))  # "Trần Đức Quận" is a name
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        only_a_word = not item.department and not item.committee and item.place is None and not item.official
        return not (only_a_word and self.tokens[index].proper and after is not None and after.proper)  # "Trường Sinh"

    def _country(self, start: int) -> bool:
        """As in "Hàn Quốc", whose first word is also a family name."""
        found = COUNTRIES.at(self.tokens, start)
        return found is not None and found[0] - start >= 2 and self.tokens[start].capital

    def _inner_hyphen(self, index: int) -> bool:
        """As in "Khăm Sinh-Cay": a hyphen without spaces, and no post after it."""
        before, mark, after = self.tokens[index - 1 : index + 2]
        foreign = before.end == mark.start and mark.end == after.start and after.text.isalpha()
        spaced = mark.text != "-" and before.end == mark.start and len(before.text) == 1 and after.proper  # "K' Mák"
        broken = (  # "Phiêng-thả-lăng- sý"
            mark.text == "-" and before.end == mark.start and after.text.islower() and self._touches(index - 2)
        )
        return (foreign or spaced or broken) and POSTS.at(self.tokens, index + 1) is None

    def _second_half(self, start: int, end: int) -> int:
        """As in "Sẻng Phết - Kẹo Phôm Ma": a Lao name is also written in two halves with a dash between them."""
        tokens = self.tokens
        if end + 2 >= len(tokens) or tokens[end].low != "-" or tokens[start].low in COMMON_SURNAMES:
            return end
        after = end + 1
        if tokens[after].low in COMMON_SURNAMES | BODY_OPENERS or after in self.inside or POSTS.at(tokens, after):
            return end
        last = self._run(after, sure=True)
        if last - after < 2 or (last < len(tokens) and tokens[last].text not in ",;.(-–"):
            return end
        return last
