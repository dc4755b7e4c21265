"""Who came and who received: every clause that says so gives the bodies it names a vote, with the sentence as reason."""

from dataclasses import dataclass, field

from tracker.notes.agencies import Agency, scan
from tracker.notes.people import Person, Reader
from tracker.notes.places import Place
from tracker.notes.spans import BODY, CAPTION, TAIL, TITLE, Page, Phrases, Sentence
from tracker.notes.words import (
    AT,
    DELEGATIONS,
    GOES,
    MEETS,
    NO_VERBS,
    NOT_DELEGATIONS,
    ORGANISES,
    RECEIVES,
)

Item = Agency | Place
WEAK_LABEL = "?"  # before a delegation's name that says only its unit: used when no body of the unit is named
HOST, VISITOR, EITHER = "host", "visitor", "either"

_TRUST = {BODY: 1.0, TITLE: 0.8, CAPTION: 0.5, TAIL: 0.0}
_VERBS: tuple[tuple[str, Phrases[str]], ...] = (
    ("organises", ORGANISES),
    ("receives", RECEIVES),
    ("goes", GOES),
    ("meets", MEETS),
    ("at", AT),
)
_SITES = ("Trung tâm", "Bảo tàng", "Thư viện", "Viện", "Trường", "Khu")
_JOINTS = frozenset({",", "và", "-", "với", "cùng", "giữa"})
_EMPTY_LABEL = frozenset(
    "của do lãnh đạo các tỉnh thành phố tp . huyện cán bộ gồm có là ngành và , đến từ sở ban".split()
)


@dataclass(frozen=True, slots=True)
class Vote:
    """A reason to think that a body was host, visitor, or one of the two."""

    item: Item
    side: str
    weight: float
    sentence: Sentence
    label: str = ""  # a delegation's own name, where it is more than its unit's


@dataclass(slots=True)
class Event:
    """What stands at a word of a sentence: a body, a delegation, a person, a verb, the end of a clause."""

    kind: str
    first: int
    last: int
    item: Item | None = None
    person: Person | None = None


@dataclass(slots=True)
class Read:
    """A sentence with all that was recognised in it."""

    sentence: Sentence
    items: list[Item]
    persons: list[Person]
    events: list[Event] = field(default_factory=list)

    @property
    def clauses(self) -> list[list[Event]]:
        """The events between semicolons."""
        found: list[list[Event]] = [[]]
        for event in self.events:
            if event.kind == "break":
                found.append([])
            else:
                found[-1].append(event)
        return [clause for clause in found if clause]


def read_sentences(page: Page) -> list[Read]:
    """Every sentence of the page with its bodies, persons and verbs."""
    found = []
    for sentence in page.sentences:
        items = scan(sentence.tokens)
        read = Read(sentence, items, Reader(sentence, items).persons() if sentence.kind != TAIL else [])
        read.events = _events(read)
        found.append(read)
    return found


def _events(read: Read) -> list[Event]:
    tokens = read.sentence.tokens
    persons = {p.begin: p for p in read.persons}
    items: dict[int, list[Item]] = {}
    for item in read.items:
        items.setdefault(item.first, []).append(item)
    found: list[Event] = []
    index = 0
    while index < len(tokens):
        event = _event_at(read, index, persons, items)
        if event is None:
            index += 1
            continue
        found.append(event)
        index = event.last + 1
    return found


def _event_at(read: Read, index: int, persons: dict[int, Person], items: dict[int, list[Item]]) -> Event | None:
    tokens = read.sentence.tokens
    if index in persons:
        return Event("person", index, persons[index].end - 1, person=persons[index])
    if index in items:
        item = items[index][0]
        if isinstance(item, Place) and not item.name:
            return Event("local", index, item.last, item=item)
        return Event("item", index, item.last, item=item)
    if tokens[index].text == ";":
        return Event("break", index, index)
    if NOT_DELEGATIONS.at(tokens, index):
        return Event("word", index, (NOT_DELEGATIONS.at(tokens, index) or (index + 1, ""))[0] - 1)
    delegation = DELEGATIONS.at(tokens, index)
    if delegation is not None:
        return Event("delegation", index, delegation[0] - 1)
    return _verb_at(read, index)


def _verb_at(read: Read, index: int) -> Event | None:
    tokens = read.sentence.tokens
    never = NO_VERBS.at(tokens, index)
    best: Event | None = None
    for kind, table in _VERBS:
        found = table.at(tokens, index)
        if found is not None and (best is None or found[0] - 1 > best.last):
            best = Event(kind, index, found[0] - 1)
    if never is not None and (best is None or never[0] - 1 >= best.last):
        return Event("word", index, never[0] - 1)
    if best is None and tokens[index].low == "được":
        return Event("passive", index, index)
    if best is not None and best.kind in ("goes", "receives") and tokens[best.last].low == "đoàn":
        best = Event(best.kind, best.first, best.last - 1) if best.last > best.first else best
    return best


def votes(reads: list[Read]) -> list[Vote]:
    """The votes of all sentences."""
    found: list[Vote] = []
    for read in reads:
        trust = _TRUST.get(read.sentence.kind, 0.0)
        if not trust:
            continue
        for clause in read.clauses:
            for vote in _ClauseVotes(read, clause).votes():
                found.append(Vote(vote.item, vote.side, vote.weight * trust, vote.sentence, vote.label))
    return found


class _ClauseVotes:
    """The votes of one clause."""

    def __init__(self, read: Read, clause: list[Event]) -> None:
        self.read = read
        self.tokens = read.sentence.tokens
        self.clause = clause
        self.found: list[Vote] = []
        self.guests: set[int] = set()  # clause positions of items that belong to a delegation
        self.subject: tuple[str, list[int]] = ("none", [])
        self.organiser = False

    def votes(self) -> list[Vote]:
        """Delegations first, then subject, verbs and what they govern."""
        for position, event in enumerate(self.clause):
            if event.kind == "delegation":
                self._delegation(position)
        self._journeys()
        verb = next(
            (n for n, e in enumerate(self.clause) if e.kind in ("goes", "meets", "receives", "organises")), None
        )
        if verb is None:
            self._only_named()
            return self.found
        self._find_subject(verb)
        self._judge_subject(verb)
        self._objects(verb)
        return self.found

    def _vote(self, position: int, side: str, weight: float, label: str = "") -> None:
        item = self.clause[position].item
        if item is not None and not (isinstance(item, Agency) and item.business):
            self.found.append(Vote(item, side, weight, self.read.sentence, label))

    def _gap(self, position: int) -> list[str]:
        """The words between an event of the clause and the one before it."""
        start = self.clause[position - 1].last + 1 if position else 0
        return [t.low for t in self.tokens[start : self.clause[position].first]]

    def _group(self, position: int) -> list[int]:
        """The bodies joined to the one at the position: "A, B và C"."""
        found = [position]
        while position + 1 < len(self.clause) and self.clause[position + 1].kind == "item":
            gap = self._gap(position + 1)
            if not set(gap) <= {",", "và", "cùng", "các", "báo", "với", "-", "sở", "đoàn"} or len(gap) > 3:
                break
            position += 1
            found.append(position)
        return found

    def _delegation(self, position: int) -> None:
        """ "Đoàn công tác của A": A is a guest, unless "Tiếp … đoàn, phía A có ông B" names the host's own men."""
        after = position + 1
        while after < len(self.clause) and self.clause[after].kind in ("local", "word"):
            after += 1
        if after >= len(self.clause) or self.clause[after].kind != "item":
            return
        start, end = self.clause[position].last + 1, self.clause[after].first
        gap = [t.low for t in self.tokens[start:end]]
        if len(gap) > 22 or {":", "do"} & set(gap) or ("," in gap and not {"gồm", "là"} & set(gap)):
            return
        if "phía" in gap or self._host_list(position, after):
            return
        label = self._label(position, after, gap)
        for member in self._group(after):
            self._vote(member, VISITOR, 3.0, label)
            self.guests.add(member)

    def _host_list(self, position: int, after: int) -> bool:
        """ "Tiếp và làm việc với Đoàn công tác tỉnh A có ông B, Trưởng ban … tỉnh A": A is the host."""
        if not any(e.kind == "receives" for e in self.clause[:position]):
            return False
        following = self.clause[after + 1 :]
        item = self.clause[after].item
        if not following or self.tokens[self.clause[after].last + 1].low not in ("có", ",", "gồm") or item is None:
            return False
        own = [e.item for e in following if e.kind == "item" and e.item] + [
            i for e in following if e.person for i in e.person.items
        ]
        provinces = [i.province for i in own if i.province]
        if item.province and item.province in provinces:
            self._vote(after, HOST, 2.0)
            return True
        return False

    def _label(self, position: int, after: int, gap: list[str]) -> str:
        """The delegation's printed name, when it says more than whose it is ("Đoàn đại biểu Người có uy tín tỉnh A")."""
        item = self.clause[after].item
        if not isinstance(item, Place) or sum(w not in _EMPTY_LABEL and w.isalpha() for w in gap) < 2:
            return ""
        words = self.tokens[self.clause[position].first : item.last + 1]
        if words[-1].end - words[0].start > 120:
            return ""
        return "".join(("" if n == 0 or t.start == words[n - 1].end else " ") + t.text for n, t in enumerate(words))

    def _find_subject(self, verb: int) -> None:
        """What stands before the first verb: a delegation, bodies, a person, or nothing."""
        head = self.clause[:verb]
        if head and head[-1].kind == "passive":
            head = head[:-1]
        if any(e.kind == "delegation" for e in head):
            self.subject = ("delegation", [n for n in range(len(head)) if n in self.guests])
            return
        named = [n for n, e in enumerate(head) if e.kind == "item" and not self._is_venue(n)]
        if named:
            self.subject = ("bodies", named)
        elif any(e.kind == "person" for e in head):
            self.subject = ("person", [n for n, e in enumerate(head) if e.kind == "person"])

    def _journeys(self) -> None:
        """"Chuyến khảo sát … của ông X, Phó Bí thư Tỉnh ủy A": A came."""
        for n, event in enumerate(self.clause):
            start = self.clause[n - 1].first if n else self.read.sentence.tokens and 0
            before = [t.low for t in self.tokens[max(start, event.first - 12) : event.first]]
            if "chuyến" not in before or "của" not in before[before.index("chuyến") :]:
                continue
            items = event.person.items if event.kind == "person" and event.person else [event.item] if event.item else []
            for item in items:
                if isinstance(item, Agency) and not item.business:
                    self.found.append(Vote(item, VISITOR, 2.5, self.read.sentence))

    def _is_venue(self, position: int) -> bool:
        before = self.clause[position - 1] if position else None
        gap = self._gap(position)
        return before is not None and before.kind == "at" and len(gap) <= 4

    def _is_hired(self, position: int) -> bool:
        """A hall or hotel that only lends its room."""
        return bool({"trường", "khách", "nhà"} & set(self._gap(position))) and "trụ" not in self._gap(position)

    def _judge_subject(self, verb: int) -> None:
        kind, positions = self.subject
        event = self.clause[verb]
        passive = verb > 0 and any(e.kind == "passive" for e in self.clause[:verb])
        rest = self.clause[verb + 1 :]
        if kind == "bodies":
            self._judge_bodies(event.kind, positions, rest, passive=passive)
        elif kind == "person" and event.kind == "receives" and any(e.kind == "delegation" for e in rest):
            for n in positions:
                for item in (self.clause[n].person or _NOBODY).items:
                    self.found.append(Vote(item, HOST, 3.0, self.read.sentence))
        elif kind == "delegation" and passive and event.kind == "receives":
            for n in range(verb):
                if self.clause[n].kind == "item" and n not in self.guests:
                    self._vote(n, HOST, 3.0)

    def _judge_bodies(self, verb: str, positions: list[int], rest: list[Event], *, passive: bool) -> None:
        """ "A đến thăm", "A tiếp đoàn", "A và B ký kết", "A làm việc với đoàn", "A làm việc tại B"."""
        delegation_follows = any(e.kind == "delegation" for e in rest)
        if verb == "receives":
            side, weight = (VISITOR, 2.0) if passive and not delegation_follows else (HOST, 3.0)
        elif verb == "goes":
            side, weight = (VISITOR, 3.0) if len(positions) == 1 else (EITHER, 1.0)
        elif verb == "organises" and len(positions) == 1:
            side, weight, self.organiser = HOST, 2.0, True
        elif delegation_follows and len(positions) == 1:
            side, weight = HOST, 3.0
        elif len(positions) == 1 and self._place_follows(rest):
            side, weight = VISITOR, 2.0
        elif len(positions) == 1 and self._goes_later(rest):
            side, weight = VISITOR, 1.5
        else:
            side, weight = EITHER, 1.0
        for n in positions:
            self._vote(n, side, weight)

    def _place_follows(self, rest: list[Event]) -> bool:
        """ "làm việc tại B"."""
        for n, event in enumerate(rest[:-1]):
            if event.kind == "at" and rest[n + 1].kind == "item":
                return True
            if event.kind == "item":
                return False
        return False

    def _goes_later(self, rest: list[Event]) -> bool:
        return bool(rest) and rest[0].kind == "goes"

    def _objects(self, verb: int) -> None:
        """Bodies after the verb, by the word that governs them."""
        kind, subjects = self.subject
        guest_subject = kind == "delegation" or (
            kind == "bodies" and any(v.side == VISITOR and v.weight > 1 for v in self.found)
        )
        full = True
        for n in range(len(self.clause)):
            event = self.clause[n]
            if event.kind != "item" or n in self.guests or n in subjects:
                continue
            if n < verb:
                if self._is_venue(n) and not self._is_hired(n):
                    self._vote(n, HOST, 1.0 if isinstance(event.item, Agency) else 0.6)
                continue
            full = self._object(n, guest_subject=guest_subject, full=full)

    def _object(self, n: int, *, guest_subject: bool, full: bool) -> bool:
        """Votes for one body after the verb; returns whether a later one still counts in full."""
        gap = self._gap(n)
        before = self.clause[n - 1]
        near = len(gap) <= 6
        joined = n - 1 not in self.guests and before.kind == "item" and set(gap) <= _JOINTS
        if joined:  # the second body of a list is what the first was
            last = next((v for v in reversed(self.found) if v.item == before.item), None)
            if last is not None:
                self._vote(n, last.side, last.weight)
            return full
        if gap[-1:] == ["của"] or "của" in gap[-3:]:
            if guest_subject:
                self._vote(n, HOST, 0.5)
            return full
        if before.kind == "at" and near:
            if not self._is_hired(n):
                self._at(n, sure=full and (guest_subject or self.subject[0] == "none" and self._someone_goes()))
            return False
        if guest_subject and near and (before.kind == "goes" or "với" in gap):
            self._vote(n, HOST, 0.7 if self._is_site(n) and before.kind == "goes" else 3.0 if full else 1.0)
            return False
        if "với" in gap or "giữa" in gap or ("các" in gap and self.organiser):
            self._with(n)
            return full
        if before.kind == "receives" and near and self.subject[0] == "bodies":
            self._vote(n, VISITOR, 2.0)
        return full

    def _at(self, n: int, *, sure: bool) -> None:
        """"tại B": where guests are, there is the host; else it is only where something was held."""
        agency = isinstance(self.clause[n].item, Agency)
        self._vote(n, HOST, (2.5 if agency else 1.5) if sure else (1.0 if agency else 0.6))

    def _someone_goes(self) -> bool:
        return any(e.kind in ("goes", "delegation") for e in self.clause)

    def _is_site(self, n: int) -> bool:
        """A centre, a museum: mostly something that was shown, not who received."""
        item = self.clause[n].item
        return isinstance(item, Agency) and item.name.startswith(_SITES)

    def _with(self, n: int) -> None:
        """ "A làm việc với B", "giữa A và B": one of them received the other; the rest of the note says which."""
        side = VISITOR if self.organiser else EITHER
        kind, subjects = self.subject
        signs = any(t.low == "ký" for t in self.tokens[: self.clause[n].first])
        if signs and kind == "bodies" and len(subjects) == 1 and "với" in self._gap(n):
            self._vote(subjects[0], HOST, 0.6)  # who tells of the signing names itself first
            self._vote(n, VISITOR, 0.6)
            return
        for member in self._group(n):
            self._vote(member, side, 1.0)

    def _only_named(self) -> None:
        """No verb of meeting: only "giữa A và B" says anything."""
        for n, event in enumerate(self.clause):
            if event.kind == "item" and "giữa" in self._gap(n):
                for member in self._group(n):
                    self._vote(member, EITHER, 1.0)


_NOBODY = Person("", 0, 0, None, Sentence(0, 0, BODY))
