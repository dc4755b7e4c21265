"""Sides told by lists of people: "về phía A có …, làm trưởng đoàn", "A do ông B làm trưởng đoàn" say that A came."""

from tracker.i18n import N_
from tracker.notes.agencies import Agency
from tracker.notes.ballot import HOST, VISITOR, Vote
from tracker.notes.bodies import Key, key_of
from tracker.notes.deeds import Hint
from tracker.notes.events import Event, Item, Read
from tracker.notes.lines import TAIL
from tracker.notes.posts import body_of_post
from tracker.notes.spans import Phrases, Token, phrases

_LEADS: Phrases[str] = phrases("làm trưởng đoàn|là trưởng đoàn|làm trưởng")
_LED = N_("its official leads the delegation")
_NOT_LED = N_("its people met the delegation of another")


def listed_votes(reads: list[Read], hints: dict[int, list[Hint]]) -> list[Vote]:
    """The votes of lists and of leaders."""
    return [vote for read in reads for vote in _led_by(read)] + _sides(reads, hints)


def _led_by(read: Read) -> list[Vote]:
    """As in "Sở A do đồng chí B, Giám đốc Sở làm trưởng đoàn"."""
    if read.sentence.kind == TAIL:
        return []
    tokens = read.sentence.tokens
    found = []
    for event, after in zip(read.events, read.events[1:], strict=False):
        between = [t.low for t in tokens[event.last + 1 : after.first]]
        if event.item is not None and _leads(after) and "do" in between[:4] and len(between) <= 6:
            own = body_of_post(after.person) if after.person else None
            item = own if own is not None and own.placed and not _same_home(own, event.item) else event.item
            if not item.local if isinstance(item, Agency) else item.name:
                found.append(Vote(item, VISITOR, 2.5, read.sentence, why=_LED))
    return found


def _same_home(one: Agency, other: Item) -> bool:
    """Whether the body before the leader is of the province of the leader's own: then it is the one that came."""
    return bool(isinstance(other, Agency) and one.province and one.province == other.province)


def leaders(tokens: list[Token]) -> int:
    """How many of a sentence are said to lead a delegation, whether or not their names could be read."""
    return sum(_LEADS.at(tokens, n) is not None for n in range(len(tokens)))


def _leads(event: Event) -> bool:
    return event.person is not None and event.person.leads


def _sides(reads: list[Read], hints: dict[int, list[Hint]]) -> list[Vote]:
    """As in "Về phía A có …; về phía B có ông C làm trưởng đoàn": B came and A received, unless both have a leader."""
    items: dict[Key, tuple[Item, Read]] = {}
    led: set[Key] = set()
    for read in reads:
        for person in read.persons:
            for item in [hint.item for hint in hints.get(id(person), []) if hint.item is not None]:
                items.setdefault(key_of(item), (item, read))
                led |= {key_of(item)} if person.leads else set()
    lists = {id(read): read for _, read in items.values()}
    if len(items) < 2 or len(led) != 1 or sum(leaders(read.sentence.tokens) for read in lists.values()) > 1:
        return []
    return [
        Vote(
            item, *((VISITOR, 2.0) if key in led else (HOST, 1.5)), read.sentence, why=_LED if key in led else _NOT_LED
        )
        for key, (item, read) in items.items()
    ]
