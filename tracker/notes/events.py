"""A sentence with all that was recognised in it: bodies, persons, delegations and the verbs of a visit, in order."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tracker.notes.agencies import Agency, agency_at, scan
from tracker.notes.lines import TAIL, TITLE
from tracker.notes.people import Person, Reader
from tracker.notes.places import Place
from tracker.notes.spans import Page, Phrases, Sentence, Token
from tracker.notes.words import AT, DELEGATIONS, GOES, MEETS, NO_VERBS, NOT_DELEGATIONS, ORGANISES, RECEIVES

Item = Agency | Place

_VERBS: tuple[tuple[str, Phrases[str]], ...] = (
    ("organises", ORGANISES),
    ("receives", RECEIVES),
    ("goes", GOES),
    ("meets", MEETS),
    ("at", AT),
)


_ALSO_VERBS = frozenset({"đoàn khảo sát", "đoàn học tập", "đoàn tham quan", "đoàn nghiên cứu"})
_AFTER_DELEGATION = frozenset({"của", "gồm", "do", ",", ".", "-", "(", "tỉnh", "thành", "đã", "có"})


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


def read_sentences(page: Page, body_at: Callable[[list[Token], int], list[Agency]] = agency_at) -> list[Read]:
    """Every sentence of the page with its bodies (found by `body_at`), persons and verbs."""
    found = []
    for sentence in page.sentences:
        items = scan(sentence.tokens, body_at)
        shouted = sentence.kind == TITLE and page.text[sentence.start : sentence.end].isupper()
        read = Read(sentence, items, [] if sentence.kind == TAIL or shouted else Reader(sentence, items).persons())
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
        if event is not None and event.kind != "word":  # a word that only looks like a verb is passed over
            found.append(event)
        index = index + 1 if event is None else event.last + 1
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
        end = index + 1 if _does_something(read, index, delegation, items) else delegation[0]
        return Event("delegation", index, end - 1)
    return _verb_at(read, index)


def _does_something(read: Read, index: int, found: tuple[int, str], items: dict[int, list[Item]]) -> bool:
    """Whether "đoàn tham quan …", "đoàn khảo sát …" is what the delegation did, not what it is called."""
    tokens, end = read.sentence.tokens, found[0]
    if found[1] not in _ALSO_VERBS or tokens[index].capital or end >= len(tokens):
        return False
    following = items.get(end, [None])[0]
    return not (following is not None and following.province) and tokens[end].low not in _AFTER_DELEGATION


def _verb_at(read: Read, index: int) -> Event | None:
    tokens = read.sentence.tokens
    never = NO_VERBS.at(tokens, index)
    best: Event | None = None
    for kind, table in _VERBS:
        found = table.at(tokens, index)
        if found is not None and (best is None or found[0] - 1 > best.last):
            best = Event(kind, index, found[0] - 1)
    if best is not None and best.last > best.first:  # "đã tiếp nhận"
        inner = NO_VERBS.at(tokens, best.last)
        if inner is not None and inner[0] - 1 > best.last:
            return Event("word", index, inner[0] - 1)
    if never is not None and (best is None or never[0] - 1 >= best.last):
        return Event("word", index, never[0] - 1)
    if best is None and tokens[index].low == "được":
        return Event("passive", index, index)
    if best is not None and best.kind in ("goes", "receives") and tokens[best.last].low == "đoàn":
        best = Event(best.kind, best.first, best.last - 1) if best.last > best.first else best
    return best
