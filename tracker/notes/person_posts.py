"""Where a post ends: several posts in a row, the body of each, its unit; and where it stops being one."""

from collections.abc import Mapping, Sequence

from tracker.notes.agencies import Agency
from tracker.notes.person_names import Names
from tracker.notes.places import Place
from tracker.notes.spans import Phrases, Token, phrases
from tracker.notes.words import ACADEMIC, AFTER_POST, COUNTRIES, HONORIFICS, IN_A_NAME, POSTS, WEAK_HONORIFICS

LEADS: Phrases[str] = phrases(
    """
    làm trưởng đoàn | là trưởng đoàn | trưởng đoàn | dẫn đầu | làm trưởng đoàn công tác | làm trưởng |
    dẫn đoàn | làm đoàn trưởng
    """
)
DEPUTY: Phrases[str] = phrases("làm phó trưởng đoàn|phó trưởng đoàn|phó đoàn|làm phó đoàn")
_PARTS = ("Phòng", "Vụ", "Văn phòng", "Trung tâm", "Chi cục", "Ban", "Khoa", "Thanh tra")
_WHOLES = ("Sở", "Bộ", "Tổng cục", "Cục", "Ủy ban", "Viện", "Trường")
_LONGEST = 40
_ABROAD = frozenset({"sứ", "sự"})  # Đại sứ, Tổng lãnh sự, Đại sứ quán … tại
# Second syllables that look like a verb: "Liên hiệp các Hội", "Đăng ký đất đai", "Tổ đại biểu".
_COMPOUNDS = frozenset({("hiệp", "các"), ("lý", "các"), ("đăng", "ký"), ("tổ", "đại"), ("đoàn", "đại")})
_UNIT_WORDS = frozenset({"ủy", "tỉnh", "phố", "huyện", "quận", "xã", "phường", "bang", "châu"})
_SHORT_UNITS = frozenset({"tp", "tx", "tt", "ub"})
_LOCAL = frozenset({"sở", "tỉnh", "huyện", "xã", "phường", "phố", "quận"})


class Posts:
    """The posts in the words of a sentence."""

    def __init__(
        self, tokens: list[Token], items: Sequence[Agency | Place], inside: Mapping[int, Agency | Place], names: Names
    ) -> None:
        self.tokens = tokens
        self.items = items
        self.inside = inside
        self.names = names
        self._ends: dict[tuple[int, bool], int] = {}

    def end(self, index: int, *, named: bool) -> int:
        """Where the post that begins at the word ends. `named`: the name stood before it, so another may follow."""
        known = self._ends.get((index, named))
        if known is None:
            known = self._ends[index, named] = self._walk(index, named=named)
        return known

    def leads(self, index: int) -> bool:
        """Whether "làm trưởng đoàn" or "dẫn đầu" follows."""
        at = index
        while at < len(self.tokens) and at - index < 2 and self.tokens[at].text in ",-–—()":
            at += 1
        if at >= len(self.tokens) or DEPUTY.at(self.tokens, at) is not None:
            return False
        found = LEADS.at(self.tokens, at)
        return found is not None and not (
            found[1] == "trưởng đoàn" and found[0] < len(self.tokens) and self.tokens[found[0]].low in ("đại", "đbqh")
        )

    def rank_end(self, at: int) -> int | None:
        """The first word of the known post after a rank in no list: "Thẩm phán tối cao, Chánh án …"."""
        tokens = self.tokens
        if at >= len(tokens) or not tokens[at].capital or at in self.inside or HONORIFICS.at(tokens, at):
            return None
        for n in range(at + 1, min(len(tokens) - 1, at + 8)):
            if tokens[n].text == ",":
                return n + 1 if POSTS.at(tokens, n + 1) is not None and not self.leads(n + 1) else None
            if not tokens[n].text.isalpha() or self._acts(n) or self.names.end(n, sure=False) is not None:
                return None
        return None

    def past_degrees(self, start: int) -> int:
        """The word after "TS.", "BS. CKII", "Đại tá"."""
        while start < len(self.tokens) and (degree := ACADEMIC.at(self.tokens, start)) is not None:
            start = degree[0]
            while start < len(self.tokens) and self.tokens[start].text in ".,":
                start += 1
        return start

    def _walk(self, index: int, *, named: bool) -> int:
        post = POSTS.at(self.tokens, index)
        at = post[0] if post else index
        while at < len(self.tokens) and at - index < _LONGEST:
            step = self._step(at, index, named)
            if step is None:
                break
            at = step
        while at > index + 1 and self.tokens[at - 1].low in ("và", ",", "của", "-", "(", ".", "các", "cùng"):
            at -= 1
        return at

    def _step(self, at: int, index: int, named: bool) -> int | None:
        """The word after the next piece of a post, or None where it stops."""
        token = self.tokens[at]
        item = self.inside.get(at)
        if item is not None:
            return item.last + 1
        if HONORIFICS.at(self.tokens, at) is not None and token.low not in WEAK_HONORIFICS:
            return None
        if token.text in ",;" or token.low in ("-", "và", "kiêm"):
            return self._joint(at, index, named)
        if token.text == "(":
            return self._short_form(at)
        if token.low == "tại" and self._posted_abroad(at, index):
            return self._seat(at)
        if token.text in ':;!?…"“”()/' or self._acts(at) or self.leads(at):
            return None
        if token.text == ".":
            single = len(self.tokens[at - 1].text) == 1 or self.tokens[at - 1].low in _SHORT_UNITS
            return at + 1 if single and at + 1 < len(self.tokens) else None
        if self._name_begins(at):
            return self._unit_end(at) if named else None
        return at + 1

    def _unit_end(self, at: int) -> int | None:
        """As in "ông A, Bí thư Châu ủy Văn Sơn": the name was said, so this is the unit's."""
        end = at
        while end < len(self.tokens) and end - at < 4 and self.tokens[end].proper:
            end += 1
        return end if self.tokens[at - 1].low in _UNIT_WORDS else None

    def _name_begins(self, at: int) -> bool:
        """Whether a name begins at the word, perhaps with a degree before it."""
        if ACADEMIC.at(self.tokens, at) is not None and self.names.end(self.past_degrees(at), sure=False) is not None:
            return True
        return self.names.end(at, sure=False) is not None

    def _short_form(self, at: int) -> int | None:
        """Goes over "(ĐBQH)" behind the long form, where the post goes on after it."""
        tokens = self.tokens
        if at + 3 >= len(tokens) or tokens[at + 2].text != ")" or not tokens[at + 1].text.isupper():
            return None
        goes_on = tokens[at + 3].low in _LOCAL or at + 3 in self.inside
        return at + 3 if goes_on or self.names.end(at + 3, sure=False) is not None else None

    def _posted_abroad(self, at: int, index: int) -> bool:
        """As in "Tổng lãnh sự Việt Nam tại Nam Ninh", "Tòa án nhân dân cấp cao tại Đà Nẵng"."""
        words = {t.low for t in self.tokens[index:at]}
        return bool(words & _ABROAD) or self.tokens[at - 1].low == "cao"

    def _seat(self, at: int) -> int | None:
        """The word after the place that "tại" names."""
        end = at + 1
        item = self.inside.get(end)
        if item is not None:
            return item.last + 1
        country = COUNTRIES.at(self.tokens, end)
        if country is not None:
            return country[0]
        while end < len(self.tokens) and self.tokens[end].proper:
            end += 1
        return end if end > at + 1 else None

    def _acts(self, at: int) -> bool:
        """Whether the word tells what a person does; "chuyển đổi số", "dự án" belong to the name of a body."""
        if self.tokens[at].capital or AFTER_POST.at(self.tokens, at) is None:
            return False
        if at and (self.tokens[at - 1].low, self.tokens[at].low) in _COMPOUNDS:
            return False
        inner = IN_A_NAME.at(self.tokens, at)
        return inner is None or (
            inner[1] == "làm việc" and inner[0] < len(self.tokens) and self.tokens[inner[0]].low in ("với", "tại")
        )

    def _joint(self, at: int, index: int, named: bool) -> int | None:
        """Goes over a comma, a dash or "và" inside a post, if a further post or its body follows."""
        mark = self.tokens[at]
        after = at + 1
        if mark.text == ";" or after >= len(self.tokens):
            return None
        post = POSTS.at(self.tokens, after)
        if mark.low == "kiêm":
            return post[0] if post else after
        if (
            post is not None
            and post[1] == "thư ký"
            and (post[0] == len(self.tokens) or self.tokens[post[0]].text in ".;")
        ):
            return None  # who keeps the minutes, not a post
        if post is not None and mark.low != "và" and post[1] != "lãnh đạo" and not self.leads(after):
            if named and self._before_name(after):
                return None
            return post[0]
        item = self.inside.get(after)
        if item is not None and item.first == after and mark.low != "và":
            had = [i for i in self.items if isinstance(i, Agency) and i.first >= index and i.last < at]
            unit = isinstance(item, Place) and bool(item.level and item.name)
            return item.last + 1 if unit or not had or self._parent(had[-1], item) else None
        if named and mark.text == "," and (country := COUNTRIES.at(self.tokens, after)) is not None:
            return country[0] if self.tokens[after].capital else None
        if mark.low == "-" and (self.tokens[at - 1].end == mark.start or self._one_body(at)):
            return after
        following = self.tokens[after]
        person = self.names.end(after, sure=False) is not None or HONORIFICS.at(self.tokens, after) is not None
        if mark.low == "và" and following.capital and post is None and not person:
            return after + 1
        return None

    def _parent(self, part: Agency, item: Agency | Place) -> bool:
        """As in "Trưởng phòng … Phòng A, Sở B", "Vụ trưởng Vụ A, Bộ B": the body to which the first belongs."""
        return isinstance(item, Agency) and part.name.startswith(_PARTS) and item.name.startswith(_WHOLES)

    def _one_body(self, at: int) -> bool:
        """Whether a spaced dash stands inside a body's name: "Phòng Quy hoạch - Kiến trúc"."""
        before, after = self.tokens[at - 1], self.tokens[at + 1]
        if not after.proper or before.low in _LOCAL or not before.text.isalpha() or self.leads(at + 1):
            return False
        item = self.inside.get(at - 1)
        if item is not None and (isinstance(item, Place) or item.place is not None):
            return False
        person = self.names.end(at + 1, sure=False) is not None or HONORIFICS.at(self.tokens, at + 1) is not None
        return not person and AFTER_POST.at(self.tokens, at + 1) is None

    def _before_name(self, index: int) -> bool:
        """Whether the post at the word belongs to a name after it: "…, Phó Giám đốc Nguyễn Văn B"."""
        return self.names.end(self.end(index, named=False), sure=False) is not None
