"""The votes of delegations: "đoàn công tác của A", whoever comes with it, and "chuyến thăm của ông B"."""

from itertools import pairwise

from tracker.i18n import N_
from tracker.notes.agencies import Agency
from tracker.notes.ballot import HOST, VISITOR
from tracker.notes.clauses import Ballot, Clause
from tracker.notes.events import Event
from tracker.notes.places import Place
from tracker.notes.posts import body_of_post
from tracker.notes.words import DEEDS, DELEGATION_WORDS, EMPTY_LABEL


class Delegations:
    """The delegations of a clause; what they say of the bodies goes into the ballot."""

    def __init__(self, clause: Clause, ballot: Ballot) -> None:
        self.clause = clause
        self.tokens = clause.tokens
        self.events = clause.events
        self.ballot = ballot
        self.guests: set[int] = set()  # positions of items that belong to a delegation

    def read(self) -> None:
        """Votes for every delegation and every journey of the clause."""
        for position, event in enumerate(self.events):
            if event.kind == "delegation":
                self._delegation(position)
        self._journeys()

    def _delegation(self, position: int) -> None:
        """As in "Đoàn công tác của A": A is a guest, unless "Tiếp … đoàn, phía A có ông B" names the host's own men."""
        after = position + 1
        while after < len(self.events) and self.events[after].kind == "local":
            after += 1
        called = self.events[after : after + 2]
        if [e.kind for e in called] == ["goes", "item"] and called[0].first == self.events[position].last + 1:
            after += self._goes_then(after + 1)
        if after >= len(self.events) or self.events[after].kind != "item":
            return
        start, end = self.events[position].last + 1, self.events[after].first
        gap = [t.low for t in self.tokens[start:end]]
        if len(gap) > 22 or {":", "do"} & set(gap) or ("," in gap and not {"gồm", "là"} & set(gap)):
            return
        learners = gap[-2:] == ["kinh", "nghiệm"] and self._goes_then(after)
        if learners:
            gap = gap[:-2]  # "Đoàn học tập kinh nghiệm xã A tham quan …": what it is called
        strange = [w for w in gap if w not in DELEGATION_WORDS and not w.isdigit()]
        named = len(strange) <= 3 and not any(t.capital for t in self.tokens[start:end] if t.low in strange)
        if not named or DEEDS & set(strange) or "phía" in gap or self._host_list(position, after):
            return
        label = ("", False) if learners else self._label(position, after, gap)
        for member in self.clause.group(after):
            self.ballot.cast(member, VISITOR, 3.0, N_("a delegation of its own is named"), label)
            self.guests.add(member)

    def _goes_then(self, item: int) -> bool:
        """Whether right after the body stands what the delegation did: then the body is whose it is."""
        verb = self.events[item + 1] if item + 1 < len(self.events) else None
        between = verb.first - self.events[item].last - 1 if verb is not None else 9
        return verb is not None and verb.kind in ("goes", "meets") and between <= 2

    def _host_list(self, position: int, after: int) -> bool:
        """As in "Tiếp và làm việc với Đoàn công tác tỉnh A có ông B, Trưởng ban … tỉnh A": A is the host."""
        if not any(e.kind == "receives" for e in self.events[:position]):
            return False
        following = self.events[after + 1 :]
        item = self.events[after].item
        opening = [t.low for t in self.tokens[self.events[after].last + 1 : self.events[after].last + 3]]
        if (
            item is None
            or not opening
            or (opening[0] not in ("có", "gồm") and opening not in ([",", "có"], [",", "gồm"]))
        ):
            return False
        own = [e.item for e in following if e.kind == "item" and e.item] + [
            i for e in following if e.person for i in e.person.items
        ]
        provinces = [i.province for i in own if i.province]
        if item.province and item.province in provinces:
            self.ballot.cast(after, HOST, 2.0, N_("its people stand in the list of those who received"))
            return True
        return False

    def _label(self, position: int, after: int, gap: list[str]) -> tuple[str, bool]:
        """The delegation as printed, and whether that says more than whose it is."""
        item = self.events[after].item
        if not isinstance(item, Place):
            return "", False
        own = sum(w not in EMPTY_LABEL and w.isalpha() for w in gap) >= 2
        words = self.tokens[self.events[position].first : item.last + 1]
        if words[-1].end - words[0].start > 120 or any(t.text.isdigit() or t.text == "," for t in words):
            return "", False
        shown = "".join(("" if n == 0 or t.start == words[n - 1].end else " ") + t.text for n, t in enumerate(words))
        shown = shown.replace(f" của {item.level}", f" {item.level}") if item.level else shown
        return shown[0].upper() + shown[1:], own

    def _journeys(self) -> None:
        """As in "Chuyến khảo sát … của ông X, Phó Bí thư Tỉnh ủy A": A came."""
        for n, event in enumerate(self.events):
            start = self.events[n - 1].first if n else 0
            before = [t.low for t in self.tokens[max(start, event.first - 12) : event.first]]
            if "chuyến" not in before or "của" not in before[before.index("chuyến") :]:
                continue
            item = body_of_post(event.person) if event.kind == "person" and event.person else event.item
            if isinstance(item, Agency):
                self.ballot.cast_for(item, VISITOR, 2.5, N_("the journey is that of its official"))

    def companions(self, head: list[Event]) -> None:
        """As in "Chủ tịch UBND tỉnh A cùng đoàn công tác": whoever comes with the delegation is a guest."""
        for event, after in pairwise(head):
            between = [t.low for t in self.tokens[event.last + 1 : after.first]]
            if (
                event.kind == "person"
                and event.person
                and after.kind == "delegation"
                and {"cùng", "và", "với"} & set(between)
            ):
                event.person.comes = True
                item = body_of_post(event.person)
                if item is not None and item.placed:
                    self.ballot.cast_for(item, VISITOR, 2.5, N_("its official came with the delegation"))
