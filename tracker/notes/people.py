"""Persons with their posts: "đồng chí Nguyễn Văn A, Tỉnh ủy viên, Giám đốc Sở", "Tổng biên tập Báo X Nguyễn Văn A"."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.notes.agencies import Agency
from tracker.notes.person_names import Names
from tracker.notes.person_posts import DEPUTY, LEADS, Posts
from tracker.notes.places import Place
from tracker.notes.spans import Phrases, Sentence, Token, phrases
from tracker.notes.words import (
    ACADEMIC,
    AFTER_POST,
    BARE_POSTS,
    COMMON_SURNAMES,
    HONORIFICS,
    PLURAL_HONORIFICS,
    POSTS,
    WEAK_HONORIFICS,
)

# A name after these is a grave, a monument, a road, a school, a prize: not someone present.
_MEMORY: Phrases[str] = phrases(
    """
    mộ | tượng | tượng đài | đền thờ | nhà lưu niệm | khu lưu niệm | quê | cố | liệt sĩ | anh hùng liệt sĩ |
    đường | phố | trường | giải thưởng | lăng | viếng | danh nhân | nhà thờ | đền | cầu | khu tưởng niệm |
    công viên | quảng trường | nghĩa trang | vua | chúa
    """
)
_LED_BY = re.compile(
    r"(?<!phó )trưởng đoàn(?: công tác)?(?: là| :| -| gồm)?(?: đồng chí| ông| bà)?$|"
    r"(?<!phó )(?<!làm )(?<!là )trưởng đoàn(?: công tác)?(?: (?:của )?(?:tỉnh|thành phố|tp|huyện|sở|ban)[^,;.:]{0,50})?"
    r" , (?:đồng chí|ông|bà)$"  # "Trưởng đoàn công tác tỉnh A, đồng chí B"
)
_LISTS = frozenset({":", ";", "có", "gồm", "là", "và", "cùng"})
_UNITS = frozenset({"tỉnh", "phố", "huyện", "quận", "xã", "phường"})
_SEVERAL = frozenset({"các", "hai", "ba", "2", "3", "4"})


@dataclass(slots=True)
class Person:
    """A person named in words first..last of a sentence; the post, if any, in words post[0]..post[1]-1.

    `shared`: the post stands once for several ("các Phó Chủ tịch A, B"), not beside this name.
    """

    name: str
    first: int
    last: int
    post: tuple[int, int] | None
    sentence: Sentence
    leads: bool = False
    comes: bool = False  # named as coming together with the delegation
    receives: bool = False  # heads those whom the delegation came to
    items: list[Agency | Place] = field(default_factory=list)
    shared: bool = False
    honorific: str | None = None
    academic_title: str | None = None

    @property
    def begin(self) -> int:
        """The first word of name or post."""
        return min(self.first, self.post[0]) if self.post and not self.shared else self.first

    @property
    def end(self) -> int:
        """The word after name and post."""
        return max(self.last + 1, self.post[1]) if self.post and not self.shared else self.last + 1

    @property
    def key(self) -> str:
        """Equal for two mentions of one name."""
        return " ".join(t.low for t in self.sentence.tokens[self.first : self.last + 1])

    def title(self, text: str) -> str | None:
        """The post as printed."""
        if self.post is None:
            return None
        tokens = self.sentence.tokens
        return " ".join(text[tokens[self.post[0]].start : tokens[self.post[1] - 1].end].split())

    @property
    def fullness(self) -> tuple[int, int]:
        """How much the post says: posts in it, then words."""
        first, end = self.post or (0, 0)
        tokens = self.sentence.tokens
        joined = sum(
            tokens[n].low in (",", "-", "kiêm") and POSTS.at(tokens, n + 1) is not None for n in range(first, end)
        )
        return joined, end - first

    def post_chars(self) -> tuple[int, int]:
        """Where the post stands in the text."""
        first, end = self.post or (self.first, self.last + 1)
        return self.sentence.tokens[first].start, self.sentence.tokens[end - 1].end

    def begin_with(self, first: int) -> None:
        """Lets the name begin at an earlier word, and the post before it end there."""
        tokens = self.sentence.tokens
        self.name = _text([*tokens[first : self.first]]) + " " + self.name
        self.first = first
        if self.post is not None and self.post[0] < first < self.post[1]:
            self.post = (self.post[0], first)

    def chars(self) -> tuple[int, int]:
        """Where name and post stand in the text."""
        tokens = self.sentence.tokens
        return tokens[self.begin].start, tokens[self.end - 1].end


class Reader:
    """Finds the persons of one sentence."""

    def __init__(self, sentence: Sentence, items: list[Agency | Place]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.items = items
        self._no_name_before = 0
        self._address: tuple[str | None, str | None] = (None, None)  # honorific and degrees of the name being read
        self._common: tuple[int, int] | None = None  # a post said once for all those listed after it
        inside = {n: item for item in items for n in range(item.first, item.last + 1)}
        self.names = Names(self.tokens, inside)
        self.posts = Posts(self.tokens, items, inside, self.names)

    def persons(self) -> list[Person]:
        """Every person of the sentence in order."""
        found: list[Person] = []
        index = 0
        while index < len(self.tokens):
            self._address = (None, None)
            self._hear_common(index)
            person = self._person_at(index, found)
            if person is None:
                index += 1
                continue
            found.append(person)
            if person.post is not None and not self._of_common(person):
                self._common = None
            index = max(person.end, index + 1)
        self._share(found)
        return found

    def _hear_common(self, index: int) -> None:
        """As in "các Phó Chủ tịch UBND tỉnh: A, B": the post stands for all of the list."""
        if POSTS.at(self.tokens, index) is None or (self._common and index < self._common[1]):
            return
        several = index and self.tokens[index - 1].low in _SEVERAL | {"chí", "ông"}
        if several and {t.low for t in self.tokens[max(0, index - 3) : index]} & _SEVERAL:
            self._common = (index, self.posts.end(index, named=False))
            return
        end = self.posts.end(index, named=False)
        if end < len(self.tokens) and self.tokens[end].text == ":" and self.names.end(end + 1, sure=False) is not None:
            self._common = (index, end)

    def _of_common(self, person: Person) -> bool:
        return self._common is not None and person.post is not None and person.post[0] == self._common[0]

    def _share(self, found: list[Person]) -> None:
        """A post said once: before the list of those who hold it, or behind the last ("đồng chí A, đồng chí B - …")."""
        for before, person in pairwise(found):
            between = {t.low for t in self.tokens[before.end : person.first]}
            side_by_side = between <= {",", "và", "đồng", "chí", "các", "ông", "bà", "đ", "/", "c"}
            if before.post is None and person.post and person.post[0] > person.first and side_by_side:
                before.post, before.items, before.shared = person.post, person.items, True

    def _person_at(self, index: int, before: list[Person]) -> Person | None:
        honorific = HONORIFICS.at(self.tokens, index)
        if honorific is not None:
            return self._after_honorific(index, honorific)
        if ACADEMIC.at(self.tokens, index) is not None and self.tokens[index].capital:
            return self._after_honorific(index, (index, ""))
        led = LEADS.at(self.tokens, index)
        if led is not None and (end := self.names.end(led[0], sure=False)) is not None:  # "Trưởng đoàn Phạm Văn A"
            return self._with_post(led[0], end)
        post = POSTS.at(self.tokens, index)
        if post is not None and post[1] not in BARE_POSTS and index >= self._no_name_before:
            person = self._post_first(index)
            if person is None:  # nor does a post further on in the same row of posts lead to a name
                self._no_name_before = self.posts.end(index, named=False)
            return person
        return self._listed(index, before)

    def _listed(self, index: int, before: list[Person]) -> Person | None:
        """A bare name in a list of persons, with its post or with one that stands for all."""
        previous = self.tokens[index - 1].low if index else ":"
        follows = bool(before) and before[-1].end == index - 1
        if not (previous in _LISTS or self.sentence.bullet or (previous == "," and follows)):
            return None
        end = self.names.end(index, sure=False)
        known = end is not None
        if end is None and (previous in (";", ":") or (self.sentence.bullet and index <= 2) or follows):
            end = self.names.unknown(index)
        if end is None:
            return None
        person = self._with_post(index, end)
        if person.post is not None and (known or person.post[0] - end == 1):
            return person
        if known and self._common and (follows or self._common[1] == index - 1):
            return self._made(index, end, self._common, shared=True)
        return None

    def _after_honorific(self, index: int, honorific: tuple[int, str]) -> Person | None:
        """As in "đồng chí" and a name, or "đồng chí" and a post and a name."""
        start, word = honorific
        if word in PLURAL_HONORIFICS:
            self._hear_common(start)
        if any(
            t.low == "khi" and after.low in ("đó", "ấy")
            for t, after in pairwise(self.tokens[max(0, index - 8) : index])
        ):
            return None  # "do Giám đốc khi đó là ông A dẫn đầu" tells of another time
        if start < len(self.tokens) and self.tokens[start].text == ":":
            start += 1
        named = self.posts.past_degrees(start)
        rank = index if ACADEMIC.at(self.tokens, index) is not None else start  # "Đại tá A" is no form of address
        self._address = (self._said(index, honorific[0], word), self._degrees(rank, named))
        start = named
        if start >= len(self.tokens) or self._honoured(index):
            return None
        end = self.names.end(start, sure=word not in WEAK_HONORIFICS or self._starts_clause(index))
        if end is not None:
            return self._with_post(start, end, addressed=True)
        if POSTS.at(self.tokens, start) is not None:
            return self._post_first(start)
        return None

    def _said(self, index: int, end: int, word: str) -> str | None:
        """The form of address as printed; of "các đồng chí" what each is called."""
        either = index > 1 and self.tokens[index - 2].low == "ông" and self.tokens[index - 1].text in ",/("
        if not word or ACADEMIC.at(self.tokens, index) is not None or word == "ông bà" or either:
            return None
        first = index + 1 if word in PLURAL_HONORIFICS else index
        return _text(self.tokens[first:end]) or None

    def _degrees(self, start: int, end: int) -> str | None:
        """The degrees and ranks as printed: "PGS.TS", "Đại tá"; "bác sĩ A" is one too."""
        words = self.tokens[start:end]
        while words and words[-1].text in ".,":
            words = words[:-1]
        return _text(words) or None

    def _starts_clause(self, index: int) -> bool:
        return (
            index == 0
            or self.tokens[index].capital
            or self.tokens[index - 1].low in (",", "có", "do", "và", "theo", ";")
        )

    def _honoured(self, index: int) -> bool:
        """Whether a grave, a road or a prize goes by the name: "mộ của đồng chí …", not "thành phố; bà …"."""
        for n in range(max(0, index - 5), index):
            found = _MEMORY.at(self.tokens, n)
            if found is None or (n and self.tokens[n - 1].low == "thành"):
                continue
            between = {t.low for t in self.tokens[found[0] : index]}
            if between <= {"của", "cố", "các", "đồng", "chí", "anh", "hùng", "liệt", "sĩ", "tổng", "bí", "thư"}:
                return True
        return False

    def _with_post(self, start: int, end: int, *, addressed: bool = False) -> Person:
        """The person whose name is in words start..end-1, with the post after it."""
        at = self._past_remark(end)
        marked = at < len(self.tokens) and self.tokens[at].text in ",-(–—:" and at + 1 < len(self.tokens)
        if marked or (at < len(self.tokens) and self.tokens[at].low == "là"):
            at += 1
        post = None
        if at < len(self.tokens) and POSTS.at(self.tokens, at) is not None and not self.posts.leads(at):
            post = (at, self.posts.end(at, named=True))
        elif addressed and marked and (known := self.posts.rank_end(at)) is not None:
            post = (at, self.posts.end(known, named=True))
        return self._made(start, end, post)

    def _past_remark(self, at: int) -> int:
        """The word after "(thứ 2 từ trái sang)"."""
        tokens = self.tokens
        if at + 1 < len(tokens) and tokens[at].text == "(" and POSTS.at(tokens, at + 1) is None:
            closing = next((n for n in range(at, min(len(tokens), at + 10)) if tokens[n].text == ")"), None)
            return closing + 1 if closing is not None else at
        return at

    def _post_first(self, index: int) -> Person | None:
        """As in "Bí thư Thành ủy Hà Nội Hoàng Trung Hải": the post, then at once the name."""
        if self._honoured(index):
            return None
        end = self.posts.end(index, named=False)
        start = end
        if start + 1 < len(self.tokens) and self.tokens[start].low == "-":  # "Phó Chủ tịch UBND huyện - Lê Văn Ngọt"
            start += 1
        address = HONORIFICS.at(self.tokens, start)
        if address is not None and address[1] not in PLURAL_HONORIFICS | WEAK_HONORIFICS and start == end:
            self._address = (self._said(start, address[0], address[1]), None)
            start = address[0]
        elif start == end and (start := self._past_address(end)) > end:
            address = HONORIFICS.at(self.tokens, end + 1)
        named = self.posts.past_degrees(start)
        self._address = (self._address[0], self._degrees(start, named) or self._address[1])
        name_end = self.names.end(named, sure=address is not None)
        if name_end is not None:
            return self._made(named, name_end, (index, end))
        split = self._name_inside(index, end) or self._name_after_comma(end)
        return self._made(split[0], split[1], (index, min(split[0], end))) if split else None

    def _name_after_comma(self, end: int) -> tuple[int, int] | None:
        """As in "Bí thư Tỉnh ủy Đồng Tháp, Lê Quốc Phong cảm ơn …": a full name, and then what the person did."""
        start = end + 1
        if start >= len(self.tokens) or self.tokens[end].text != ",":
            return None
        name_end = self.names.end(start, sure=False)
        if name_end is None or name_end - start < 3 or self.tokens[start].low not in COMMON_SURNAMES:
            return None
        does = name_end < len(self.tokens) and self.tokens[name_end].text.islower()
        return (start, name_end) if does else None

    def _past_address(self, end: int) -> int:
        """As in "Phó Giám đốc Sở, ông A cho biết": the word after ", ông", if A has no post of his own; else `end`."""
        address = HONORIFICS.at(self.tokens, end + 1) if end + 1 < len(self.tokens) else None
        if address is None or self.tokens[end].text != "," or address[1] in PLURAL_HONORIFICS | WEAK_HONORIFICS:
            return end
        name_end = self.names.end(self.posts.past_degrees(address[0]), sure=True)
        if name_end is None or self._with_post(address[0], name_end).post is not None:
            return end
        after = name_end + (name_end < len(self.tokens) and self.tokens[name_end].text == ",")
        if AFTER_POST.at(self.tokens, after) is None:
            return end
        self._address = (self._said(end + 1, address[0], address[1]), None)
        return address[0]

    def _name_inside(self, index: int, end: int) -> tuple[int, int] | None:
        """A name that the post's last unit or body swallowed ("Tổng biên tập Nguyễn Quý Trọng"), or one from abroad."""
        post = POSTS.at(self.tokens, index)
        if post is None or post[0] >= end:
            return None
        name_end = self.names.end(post[0], sure=False)
        if name_end is not None:
            return post[0], name_end
        if (start := self._name_as_unit(end)) is not None:
            return start, end
        last = max((i.last + 1 for i in self.items if i.last < end and i.first >= index), default=post[0])
        start = self.names.tail(max(last, post[0]), end)
        return (start, end) if start is not None else None

    def _name_as_unit(self, end: int) -> int | None:
        """As in "Chủ tịch HĐND thành phố Trần Ánh làm trưởng đoàn": a unit that no table knows is the person."""
        item = next((i for i in self.items if i.last + 1 == end), None)
        if item is None or item.province or (end < len(self.tokens) and AFTER_POST.at(self.tokens, end) is None):
            return None
        for n in range(item.first, end - 2):
            if self.tokens[n].low in _UNITS and self.tokens[n + 1].low in COMMON_SURNAMES:
                return n + 1 if 2 <= end - n - 1 <= 4 and all(t.proper for t in self.tokens[n + 1 : end]) else None
        return None

    def _made(self, start: int, end: int, post: tuple[int, int] | None, *, shared: bool = False) -> Person:
        name = ""
        for n, token in enumerate(self.tokens[start:end], start):
            word = token.text.capitalize() if token.text.isupper() and len(token.text) > 1 else token.text
            name += word if n == start or self.tokens[n - 1].end == token.start else " " + word
        person = Person(name, start, end - 1, post, self.sentence, shared=shared)
        person.honorific, person.academic_title = self._address
        person.items = [i for i in self.items if post and i.last >= post[0] and i.first < post[1]]
        before = " ".join(t.low for t in self.tokens[max(0, person.begin - 14) : person.begin])
        deputy = any(DEPUTY.at(self.tokens, n) for n in range(person.end, min(len(self.tokens), person.end + 3)))
        person.leads = not deputy and (self.posts.leads(person.end) or bool(_LED_BY.search(before)))
        return person


def _text(tokens: list[Token]) -> str:
    """The words as printed."""
    shown = ""
    for n, token in enumerate(tokens):
        shown += token.text if n == 0 or tokens[n - 1].end == token.start else " " + token.text
    return shown
