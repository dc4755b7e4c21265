"""Persons with their posts: "đồng chí Nguyễn Văn A, Tỉnh ủy viên, Giám đốc Sở", "Tổng biên tập Báo X Nguyễn Văn A"."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.notes.agencies import Agency
from tracker.notes.places import Place
from tracker.notes.spans import Phrases, Sentence, phrases
from tracker.notes.words import (
    ACADEMIC,
    AFTER_POST,
    BARE_POSTS,
    COMMON_SURNAMES,
    HONORIFICS,
    IN_A_NAME,
    PLURAL_HONORIFICS,
    POSTS,
    SURNAMES,
    WEAK_HONORIFICS,
)

# Named to honour them, never taking part.
_NEVER = frozenset(
    {"hồ chí minh", "võ nguyên giáp", "tôn đức thắng", "nguyễn ái quốc", "nguyễn tất thành", "trường chinh"}
)
# A name after these is a grave, a monument, a road, a school, a prize: not someone present.
_MEMORY: Phrases[str] = phrases(
    """
    mộ | tượng | tượng đài | đền thờ | nhà lưu niệm | khu lưu niệm | quê | cố | liệt sĩ | anh hùng liệt sĩ |
    đường | phố | trường | giải thưởng | lăng | viếng | danh nhân | lưu niệm | nhà thờ | đền | cầu |
    công viên | quảng trường | nghĩa trang | vua | chúa
    """
)
_LEADS: Phrases[str] = phrases(
    """
    làm trưởng đoàn | là trưởng đoàn | trưởng đoàn | dẫn đầu | làm trưởng đoàn công tác | làm trưởng |
    dẫn đoàn | làm đoàn trưởng
    """
)
_LED_BY = re.compile(r"(?<!phó )trưởng đoàn(?: công tác)?(?: là| :| -| gồm)?(?: đồng chí| ông| bà)?$")
_DEPUTY: Phrases[str] = phrases("làm phó trưởng đoàn|phó trưởng đoàn|phó đoàn|làm phó đoàn")
_LISTS = frozenset({":", ";", "có", "gồm", "là", "và", "cùng"})
_LONGEST_POST = 40


@dataclass(slots=True)
class Person:
    """A person named in words first..last of a sentence; the post, if any, in words post[0]..post[1]-1."""

    name: str
    first: int
    last: int
    post: tuple[int, int] | None
    sentence: Sentence
    leads: bool = False
    comes: bool = False  # named as coming together with the delegation
    items: list[Agency | Place] = field(default_factory=list)

    @property
    def begin(self) -> int:
        """The first word of name or post."""
        return min(self.first, self.post[0]) if self.post else self.first

    @property
    def end(self) -> int:
        """The word after name and post."""
        return max(self.last + 1, self.post[1]) if self.post else self.last + 1

    @property
    def is_secretary(self) -> bool:
        """Whether the person is the secretary of a committee of the Party, which then goes before other posts."""
        first, end = self.post or (0, 0)
        words = " ".join(t.low for t in self.sentence.tokens[first:end])
        return re.search(r"(?<!phó )bí thư (?:tỉnh|thành|huyện|quận|thị|đảng) ủy", words) is not None

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
        self._post_ends: dict[tuple[int, bool], int] = {}
        self.inside = {n: item for item in items for n in range(item.first, item.last + 1)}

    def persons(self) -> list[Person]:
        """Every person of the sentence in order."""
        found: list[Person] = []
        index = 0
        while index < len(self.tokens):
            person = self._person_at(index, found)
            if person is None:
                index += 1
                continue
            found.append(person)
            index = max(person.end, index + 1)
        return found

    def _person_at(self, index: int, before: list[Person]) -> Person | None:
        honorific = HONORIFICS.at(self.tokens, index)
        if honorific is not None:
            return self._after_honorific(index, honorific)
        if ACADEMIC.at(self.tokens, index) is not None and self.tokens[index].capital:
            return self._after_honorific(index, (index, ""))
        post = POSTS.at(self.tokens, index)
        if post is not None and post[1] not in BARE_POSTS and index >= self._no_name_before:
            person = self._post_first(index)
            if person is None:  # nor does a post further on in the same row of posts lead to a name
                self._no_name_before = self.post_end(index, names=False)
            return person
        previous = self.tokens[index - 1].low if index else ":"
        listed = (
            previous in _LISTS or self.sentence.bullet or (previous == "," and before and before[-1].end == index - 1)
        )
        if listed and self.tokens[index].low in SURNAMES:
            end = self.name_end(index, sure=False)
            if end is not None:
                person = self._with_post(index, end)
                return person if person.post is not None else None
        return None

    def _after_honorific(self, index: int, honorific: tuple[int, str]) -> Person | None:
        """As in "đồng chí" and a name, or "đồng chí" and a post and a name."""
        start, word = honorific
        if any(
            t.low == "khi" and after.low in ("đó", "ấy")
            for t, after in pairwise(self.tokens[max(0, index - 8) : index])
        ):
            return None  # "do Giám đốc khi đó là ông A dẫn đầu" tells of another time
        start = self._past_degrees(start)
        if start >= len(self.tokens) or self._honoured(index):
            return None
        if word in PLURAL_HONORIFICS and self.tokens[start].text == ":":
            start += 1
        end = self.name_end(start, sure=word not in WEAK_HONORIFICS or self._starts_clause(index))
        if end is not None:
            return self._with_post(start, end)
        if start < len(self.tokens) and POSTS.at(self.tokens, start) is not None:
            return self._post_first(start)
        return None

    def _past_degrees(self, start: int) -> int:
        """The word after "TS.", "BS. CKII", "Đại tá"."""
        while (degree := ACADEMIC.at(self.tokens, start)) is not None:
            start = degree[0]
            while start < len(self.tokens) and self.tokens[start].text in ".,":
                start += 1
        return start

    def _starts_clause(self, index: int) -> bool:
        return (
            index == 0
            or self.tokens[index].capital
            or self.tokens[index - 1].low in (",", "có", "do", "và", "theo", ";")
        )

    def _honoured(self, index: int) -> bool:
        return any(_MEMORY.at(self.tokens, n) is not None for n in range(max(0, index - 3), index))

    def name_end(self, start: int, *, sure: bool) -> int | None:
        """Where the name of a person that begins at the word ends; `sure`: a form of address stands before it."""
        tokens = self.tokens
        if start >= len(tokens) or POSTS.at(tokens, start) is not None:
            return None
        if start in self.inside and isinstance(self.inside[start], Agency):
            return None
        if not sure and tokens[start].low not in SURNAMES:
            return None
        end = start
        while end < len(tokens) and end - start < 12 and self._syllable(end, start, sure=sure):
            end += 1
            while end + 1 < len(tokens) and tokens[end].text in "-'’" and self._inner_hyphen(end):
                end += 2
        if end - start < 2 or " ".join(t.low for t in tokens[start:end]) in _NEVER:
            return None
        return end

    def _syllable(self, index: int, start: int, *, sure: bool) -> bool:
        token = self.tokens[index]
        known = SURNAMES if sure else COMMON_SURNAMES
        shouted = token.text.isupper() and token.text.isalpha() and self.tokens[start].low in known
        if not (token.proper or (shouted and 2 <= len(token.text) <= 7)):
            return False
        if shouted and not token.proper and not self.tokens[start].text.isupper():
            return False
        if index > start + 1 and (self._post_begins(index) or self._agency_begins(index)):
            return False
        return index == start or token.start - self.tokens[index - 1].end <= 2

    def _post_begins(self, index: int) -> bool:
        """Whether a post begins at the word; "Nguyên" and "Quyền" are also given names."""
        post = POSTS.at(self.tokens, index)
        if post is None or post[1] not in ("nguyên", "quyền"):
            return post is not None
        return POSTS.at(self.tokens, post[0]) is not None

    def _agency_begins(self, index: int) -> bool:
        item = self.inside.get(index)
        return item is not None and item.first == index and (isinstance(item, Agency) or bool(item.level))

    def _inner_hyphen(self, index: int) -> bool:
        """As in "Khăm Sinh-Cay": a hyphen without spaces, and no post after it."""
        before, mark, after = self.tokens[index - 1 : index + 2]
        touching = before.end == mark.start and mark.end == after.start
        foreign = touching and after.text.isalpha()
        spaced = mark.text != "-" and before.end == mark.start and len(before.text) == 1 and after.proper  # "K' Mák"
        return (foreign or spaced) and POSTS.at(self.tokens, index + 1) is None

    def _with_post(self, start: int, end: int) -> Person:
        """The person whose name is in words start..end-1, with the post after it."""
        at = self._past_remark(end)
        if (at < len(self.tokens) and self.tokens[at].text in ",-(–—:" and at + 1 < len(self.tokens)) or (
            at < len(self.tokens) and self.tokens[at].low == "là"
        ):
            at += 1
        post = None
        if at < len(self.tokens) and POSTS.at(self.tokens, at) is not None and not self._leads(at):
            post = (at, self.post_end(at, names=True))
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
        end = self.post_end(index, names=False)
        name_end = self.name_end(end, sure=False)
        if name_end is None:
            split = self._name_inside(index, end)
            if split is None:
                return None
            end, name_end = split
        return self._made(end, name_end, (index, end))

    def _name_inside(self, index: int, end: int) -> tuple[int, int] | None:
        """A name that the post's last unit or body swallowed ("Tổng biên tập Nguyễn Quý Trọng" has none)."""
        post = POSTS.at(self.tokens, index)
        if post is None or post[0] >= end:
            return None
        name_end = self.name_end(post[0], sure=False)
        return (post[0], name_end) if name_end is not None else None

    def _made(self, start: int, end: int, post: tuple[int, int] | None) -> Person:
        name = ""
        for n, token in enumerate(self.tokens[start:end], start):
            word = token.text.capitalize() if token.text.isupper() and len(token.text) > 1 else token.text
            name += word if n == start or self.tokens[n - 1].end == token.start else " " + word
        person = Person(name, start, end - 1, post, self.sentence)
        person.items = [i for i in self.items if post and i.last >= post[0] and i.first < post[1]]
        before = " ".join(t.low for t in self.tokens[max(0, person.begin - 7) : person.begin])
        deputy = any(_DEPUTY.at(self.tokens, n) for n in range(person.end, min(len(self.tokens), person.end + 3)))
        person.leads = not deputy and (self._leads(person.end) or bool(_LED_BY.search(before)))
        return person

    def _leads(self, index: int) -> bool:
        """Whether "làm trưởng đoàn" or "dẫn đầu" follows."""
        at = index
        while at < len(self.tokens) and at - index < 2 and self.tokens[at].text in ",-–—()":
            at += 1
        if at >= len(self.tokens) or _DEPUTY.at(self.tokens, at) is not None:
            return False
        found = _LEADS.at(self.tokens, at)
        return found is not None and not (
            found[1] == "trưởng đoàn" and found[0] < len(self.tokens) and self.tokens[found[0]].low in ("đại", "đbqh")
        )

    def post_end(self, index: int, *, names: bool) -> int:
        """Where the post that begins at the word ends. `names`: the name stood before it, so another may follow."""
        known = self._post_ends.get((index, names))
        if known is None:
            known = self._post_ends[index, names] = self._walk_post(index, names=names)
        return known

    def _walk_post(self, index: int, *, names: bool) -> int:
        post = POSTS.at(self.tokens, index)
        at = post[0] if post else index
        while at < len(self.tokens) and at - index < _LONGEST_POST:
            step = self._post_step(at, index, names)
            if step is None:
                break
            at = step
        while at > index + 1 and self.tokens[at - 1].low in ("và", ",", "của", "-", "(", ".", "các", "cùng"):
            at -= 1
        return at

    def _post_step(self, at: int, index: int, names: bool) -> int | None:
        """The word after the next piece of a post, or None where it stops."""
        token = self.tokens[at]
        item = self.inside.get(at)
        if item is not None:
            return item.last + 1
        if HONORIFICS.at(self.tokens, at) is not None and token.low not in WEAK_HONORIFICS:
            return None
        if token.text in ",;" or token.low in ("-", "và", "kiêm"):
            return self._joint(at, index, names)
        if token.text in ':;!?…"“”()/' or self._acts(at):
            return None
        if self._leads(at):
            return None
        if token.text == ".":
            single = len(self.tokens[at - 1].text) <= 2 and self.tokens[at - 1].text.isupper()
            return at + 1 if single and at + 1 < len(self.tokens) else None
        if self.name_end(at, sure=False) is not None:
            return None
        return at + 1

    def _acts(self, at: int) -> bool:
        """Whether the word tells what a person does; "chuyển đổi số", "dự án" belong to the name of a body."""
        if self.tokens[at].capital or AFTER_POST.at(self.tokens, at) is None:
            return False
        return IN_A_NAME.at(self.tokens, at) is None

    def _joint(self, at: int, index: int, names: bool) -> int | None:
        """Goes over a comma, a dash or "và" inside a post, if a further post or its body follows."""
        mark = self.tokens[at]
        after = at + 1
        if mark.text == ";" or after >= len(self.tokens):
            return None
        post = POSTS.at(self.tokens, after)
        if mark.low == "kiêm":
            return post[0] if post else after
        if post is not None and mark.low != "và" and post[1] != "lãnh đạo" and not self._leads(after):
            if names and self._post_before_name(after):
                return None
            return post[0]
        item = self.inside.get(after)
        if item is not None and item.first == after and mark.text != ";" and mark.low != "và":
            had = any(i.first >= index and i.last < at for i in self.items if isinstance(i, Agency))
            return item.last + 1 if (isinstance(item, Place) and item.level and item.name) or not had else None
        if mark.low == "-" and self.tokens[at - 1].end == mark.start:
            return after
        following = self.tokens[after]
        named = self.name_end(after, sure=False) is not None or HONORIFICS.at(self.tokens, after) is not None
        if mark.low == "và" and following.capital and post is None and not named:
            return after + 1
        return None

    def _post_before_name(self, index: int) -> bool:
        """Whether the post at the word belongs to a name after it: "…, Phó Giám đốc Nguyễn Văn B"."""
        end = self.post_end(index, names=False)
        return self.name_end(end, sure=False) is not None
