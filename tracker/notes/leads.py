"""Who leads what was promised, and to whom or with whom it was promised."""

import re
from collections.abc import Iterable

from tracker.notes.agencies import Agency
from tracker.notes.ballot import HOST, VISITOR
from tracker.notes.bodies import Body
from tracker.notes.events import Item, Read
from tracker.notes.naming import full_name
from tracker.notes.resolve import Parties
from tracker.notes.wording import TOGETHER

_GIVES = (
    r"(?:duy trì|hỗ trợ|gửi|cử|cung cấp|giúp|tiếp nhận|nhận đào tạo|đào tạo|thu thập|tạo điều kiện|chia sẻ|bố trí|dành|"
    r"trao|chuyển giao)"
)
_WILL_GIVE = re.compile(rf"(?i)(?<!\w)sẽ(?: \w+){{0,3}}? {_GIVES}(?!\w)")
_GIVES_NOW = re.compile(rf"(?i)(?<!\w){_GIVES}(?!\w)")
_SIDES = re.compile(rf"(?i)(?<!\w){TOGETHER}(?!\w)")
# Before whom something is asked for; after which it is said for whom or with whom.
_ASKED = frozenset({"nghị", "mong", "muốn", "được", "kết", "nhất", ":"})
_DOES = frozenset({"sẽ", "gửi", "cử", "cung", "hỗ", "giúp", "cam", "nhận", "tạo", "tiếp", "chia", "đề", "xem", "duy"})
_TO = frozenset({"cho", "với", "giúp", "trợ", "cùng", "của"})


def one_for_another(text: str, read: Read, *, said_as_agreed: bool) -> bool:
    """Whether one body will do something for another: "Sở A sẽ cung cấp … cho Sở B".

    `said_as_agreed`: in the conclusion of minutes it needs no "sẽ".
    """
    sentence = read.sentence
    verb = (_GIVES_NOW if said_as_agreed else _WILL_GIVE).search(text, sentence.start, sentence.end)
    if verb is None:
        return False
    tokens = read.sentence.tokens
    named = [item for item in read.items if _is_named(item)]
    givers = [item for item in named if tokens[item.last].end <= verb.start()]
    takers = [item for item in named if tokens[item.first].start >= verb.end()]
    return any(_differ(giver, taker) for giver in givers[-1:] for taker in takers)


def _is_named(item: Item) -> bool:
    return isinstance(item, Agency) or bool(item.name)


def _differ(one: Item, other: Item) -> bool:
    if one.province and other.province and one.province != other.province:
        return True
    return isinstance(one, Agency) and isinstance(other, Agency) and one.kind_key != other.kind_key


def who(text: str, read: Read, span: tuple[str, int, int], parties: Parties) -> tuple[str | None, str | None]:
    """(lead, counterpart) of what the clause promises, by their full names; None where the words leave it open.

    Where both sides agree or sign, no one of them leads and the counterpart is who stands after "với".
    """
    grade, start, end = span
    tokens = read.sentence.tokens
    items = [i for i in read.items if _is_named(i) and start <= tokens[i.first].start < end]
    bodies = [i for i in items if isinstance(i, Agency)]
    if grade == "assigned":
        lead = _one(item for item in bodies if _is_given_a_task(read, item))
    elif grade == "signed" or _SIDES.search(text, start, end):
        lead = None
    else:
        lead = next((item for item in items if _is_asked(read, item) or _does(read, item)), None)
    counterpart = None
    if lead is not None or grade == "signed":
        after = lead.last if lead is not None else -1
        counterpart = _one(i for i in items if i is not lead and i.first > after and _is_to(read, i))
    name = _name(lead, parties) if lead is not None else None
    if counterpart is not None:
        return name, _name(counterpart, parties)
    return name, _other_side(lead, parties) if lead is not None else None


def _one(found: Iterable[Item]) -> Item | None:
    rows = list(found)
    return rows[0] if len(rows) == 1 else None


def _before(read: Read, item: Item, words: int) -> list[str]:
    return [t.low for t in read.sentence.tokens[max(0, item.first - words) : item.first]]


def _after(read: Read, item: Item, words: int) -> list[str]:
    return [t.low for t in read.sentence.tokens[item.last + 1 : item.last + 1 + words]]


def _is_given_a_task(read: Read, item: Item) -> bool:
    """As in "giao Sở A", "yêu cầu Sở A", "Sở A chủ trì"."""
    before = _before(read, item, 2)
    asked = before[-1:] == ["giao"] or before == ["giao", "cho"] or before == ["yêu", "cầu"]
    return asked or _after(read, item, 2) == ["chủ", "trì"]


def _is_asked(read: Read, item: Item) -> bool:
    return bool(_ASKED.intersection(_before(read, item, 1))) and bool(_DOES.intersection(_after(read, item, 4)))


def _does(read: Read, item: Item) -> bool:
    return _after(read, item, 1) in (["sẽ"], ["cam"], ["nhận"]) or _after(read, item, 2) == ["cũng", "sẽ"]


def _is_to(read: Read, item: Item) -> bool:
    return bool(_TO.intersection(_before(read, item, 2)))


def _name(item: Item, parties: Parties) -> str:
    """The full name; a place stands for the one party that it is."""
    if isinstance(item, Agency):
        return full_name(item, None, parties.unit_words)
    side = parties.side_of(item)
    sides = _bodies(parties, side) if side else []
    return parties.name(sides[0], None) if len(sides) == 1 else item.label.strip()


def _bodies(parties: Parties, side: str) -> list[Body]:
    hosts = [body for body in (parties.host, *parties.other_hosts) if body is not None]
    return hosts if side == HOST else parties.visitors


def _other_side(lead: Item, parties: Parties) -> str | None:
    """Of a meeting of two: the one who is not the lead."""
    side = parties.side_of(lead)
    if side is None:
        return None
    others = _bodies(parties, VISITOR if side == HOST else HOST)
    return parties.name(others[0], None) if len(others) == 1 else None
