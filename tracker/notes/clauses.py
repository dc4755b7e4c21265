"""A clause of a sentence: what stands between two of its events, what belongs together, and the votes it gives."""

from tracker.notes.agencies import Agency
from tracker.notes.ballot import SITES, Vote
from tracker.notes.events import Event, Item, Read
from tracker.notes.places import Place

_OCCASION = frozenset({"khổ", "dự", "tại", "nhân", "sau"})
_PAPERS = frozenset({"thỏa", "trình", "biên", "kế", "bản", "quan", "nghĩa", "nghị"})
_MEETINGS = frozenset({"hội", "buổi", "cuộc", "lễ", "ký", "gặp", "tọa"})
_PREPOSITIONS = frozenset({"đến", "tới", "đi", "sang"})
_SAID_TOGETHER = frozenset({",", "và", "cùng", "các", "báo", "với", "-", "sở", "đoàn"})


class Clause:
    """The events of one clause, with the words between them."""

    def __init__(self, read: Read, events: list[Event]) -> None:
        self.read = read
        self.tokens = read.sentence.tokens
        self.events = events

    def gap(self, position: int) -> list[str]:
        """The words between an event of the clause and the one before it."""
        start = self.events[position - 1].last + 1 if position else 0
        return [t.low for t in self.tokens[start : self.events[position].first]]

    def group(self, position: int) -> list[int]:
        """The bodies joined to the one at the position: "A, B và C"."""
        found = [position]
        while position + 1 < len(self.events) and self.events[position + 1].kind == "item":
            gap = self.gap(position + 1)
            if not set(gap) <= _SAID_TOGETHER or len(gap) > 3:
                break
            position += 1
            found.append(position)
        return found

    def is_venue(self, position: int) -> bool:
        """As in "tại trụ sở A", "tại khu du lịch B xã C huyện D"."""
        before = self.events[position - 1] if position else None
        gap = self.gap(position)
        if before is None or "," in gap:
            return False
        if before.kind == "item" and not gap and isinstance(self.events[position].item, Place):
            return isinstance(before.item, Place) and self.is_venue(position - 1)
        return before.kind == "at" and len(gap) <= (4 if isinstance(self.events[position].item, Agency) else 8)

    def is_hired(self, position: int) -> bool:
        """A hall or hotel that only lends its room."""
        return bool({"trường", "khách", "nhà"} & set(self.gap(position))) and "trụ" not in self.gap(position)

    def is_noun(self, position: int) -> bool:
        """As in "trong khuôn khổ hội nghị, A và B ký kết": the occasion, not what A and B did."""
        first = self.events[position].first
        return self.tokens[first].low == "hội" and first > 0 and self.tokens[first - 1].low in _OCCASION

    def is_site(self, n: int) -> bool:
        """A centre, a museum: mostly something that was shown, not who received."""
        item = self.events[n].item
        return isinstance(item, Agency) and item.name.startswith(SITES)

    def is_worked_at(self, n: int) -> bool:
        """As in "đến thăm và làm việc tại Bảo tàng A": it received the guests, it was not only shown to them."""
        verb = next((e for e in reversed(self.events[:n]) if e.kind in ("goes", "meets", "receives")), None)
        if verb is None or self.events[n].first - verb.last > 4:
            return False
        return [t.low for t in self.tokens[verb.last - 1 : verb.last + 1]] == ["làm", "việc"]

    def is_helped(self, n: int) -> bool:
        """As in "A phối hợp với B tổ chức …" (B at the position): A called the meeting."""
        gap, after = self.gap(n), self.events[n + 1] if n + 1 < len(self.events) else None
        helped = self.tokens[self.events[n - 1].first].low == "phối" and gap == ["với"]
        return helped and after is not None and self.tokens[after.first].low in ("tổ", "mở")

    def is_address(self, n: int) -> bool:
        """As in "với Công ty A, huyện B": where the other is that the text names first."""
        start = self.events[n - 1].last + 1 if n else 0
        between = self.tokens[start : self.events[n].first]
        with_ = next((k for k, t in enumerate(between) if t.low == "với"), len(between))
        named = any(t.capital for t in between[with_ + 1 :])
        return isinstance(self.events[n].item, Place) and named and between[-1].text == ","

    def is_parent(self, n: int) -> bool:
        """As in "Cục A, Bộ B": the ministry to which the body before it belongs."""
        item, before = self.events[n].item, self.events[n - 1].item
        ministry = isinstance(item, Agency) and item.name.startswith("Bộ ")
        return ministry and isinstance(before, Agency) and not before.name.startswith("Bộ ")

    def only_together(self, subject: int, rest: list[Event]) -> bool:
        """As in "A phối hợp với B tổ chức, công bố …": what two did together is no meeting of the two."""
        verbs = [e for e in self.events[subject + 1 :] if e.kind in ("meets", "goes", "receives", "delegation")]
        words = {self.tokens[e.first].low for e in verbs}
        return "phối" in words and words <= {"phối", "tổ", "hội"} and not any(e.kind == "delegation" for e in rest)

    def moves(self, subject: int) -> bool:
        """Whether the verb after the subject is one of motion, not "giới thiệu … từ xã đến huyện"."""
        verb = next(e for e in self.events[subject + 1 :] if e.kind == "goes")
        if verb.last > verb.first or self.tokens[verb.first].low not in _PREPOSITIONS:
            return True
        between = [t for t in self.tokens[self.events[subject].last + 1 : verb.first] if t.text.isalpha()]
        if any(t.low in ("về", "từ", "thiệu") for t in between):
            return False
        return len(between) <= 4 or any(t.low in ("đoàn", "ngày") for t in between)

    def place_follows(self, rest: list[Event]) -> bool:
        """As in "làm việc tại B"."""
        for n, event in enumerate(rest[:-1]):
            if event.kind == "at" and rest[n + 1].kind == "item":
                return True
            if event.kind == "item":
                return False
        return False

    def goes_later(self, rest: list[Event]) -> bool:
        return bool(rest) and rest[0].kind == "goes"

    def someone_goes(self) -> bool:
        return any(e.kind in ("goes", "delegation") for e in self.events)

    def of_a_paper(self, n: int) -> bool:
        """As in "thỏa thuận hợp tác giữa A và B": whose paper or friendship it is, not who met."""
        start = self.events[n].first
        before = [t.low for t in self.tokens[max(0, start - 14) : start]]
        if "giữa" not in before[-4:]:
            return False
        return bool(_PAPERS & set(before)) and not _MEETINGS & set(before)


class Ballot:
    """The votes that one clause gives."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.votes: list[Vote] = []

    def cast(self, position: int, side: str, weight: float, why: str, label: tuple[str, bool] = ("", False)) -> None:
        """A vote for the body or unit at a position of the clause."""
        item = self.clause.events[position].item
        if item is not None and not (isinstance(item, Agency) and item.business):
            self.votes.append(Vote(item, side, weight, self.clause.read.sentence, label[0], why, label[1]))

    def cast_for(self, item: Item, side: str, weight: float, why: str) -> None:
        """A vote for the body of someone's post."""
        if not (isinstance(item, Agency) and item.business):
            self.votes.append(Vote(item, side, weight, self.clause.read.sentence, why=why, posted=True))
