"""Who leads what was promised, and to whom or with whom it was promised."""

import re
from collections.abc import Iterable
from dataclasses import replace

from tracker.notes.agencies import Agency
from tracker.notes.ballot import HOST, VISITOR
from tracker.notes.bodies import Body
from tracker.notes.events import Item, Read
from tracker.notes.naming import full_name
from tracker.notes.resolve import Parties
from tracker.notes.wording import TOGETHER

_GIVES = (
    r"(?:duy trì|hỗ trợ|gửi|cử|cung cấp|giúp|tiếp nhận|nhận đào tạo|đào tạo|thu thập|tạo điều kiện|chia sẻ|bố trí|dành|"
    r"trao|chuyển giao|đáp ứng)"
)
_WILL_GIVE = re.compile(rf"(?i)(?<!\w)sẽ(?: \w+){{0,3}}? {_GIVES}(?!\w)")
_GIVES_NOW = re.compile(rf"(?i)(?<!\w){_GIVES}(?!\w)")
_SIDES = re.compile(rf"(?i)(?<!\w){TOGETHER}(?!\w)")
# Before whom something is asked for; after which it is said for whom or with whom.
_ASKED = frozenset({"nghị", "mong", "muốn", "được", "kết", "nhất", ":"})
_DOES = frozenset({"sẽ", "gửi", "cử", "cung", "hỗ", "giúp", "cam", "nhận", "tạo", "tiếp", "chia", "đề", "xem", "duy"})
_TO = frozenset({"cho", "với", "giúp", "trợ", "gửi"})


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
    return any(_differ(giver, taker) for giver in givers[-2:] for taker in takers)


def _is_named(item: Item) -> bool:
    return isinstance(item, Agency) or bool(item.name)


def _differ(one: Item, other: Item) -> bool:
    if one.province and other.province and one.province != other.province:
        return True
    return isinstance(one, Agency) and isinstance(other, Agency) and one.kind_key != other.kind_key


def who(text: str, read: Read, span: tuple[str, int, int], parties: Parties) -> tuple[str | None, str | None]:
    """(lead, counterpart) of what the clause promises, by their full names; None where the words leave it open.

    Where both sides agree or sign, no one of them leads; of a paper the counterpart is who stands after "với".
    """
    grade, start, end = span
    tokens = read.sentence.tokens
    items = [i for i in read.items if _is_named(i) and start <= tokens[i.first].start < end]
    if grade == "assigned":
        lead = _one(item for item in items if isinstance(item, Agency) and _is_given_a_task(read, item))
    elif grade == "signed":
        lead = None
    else:
        lead = next((i for i in items if _acts(read, i) and _alone(text, read, i, start)), None)
    if lead is None and grade != "signed":
        return None, None
    name = _name(read, lead, parties) if lead is not None else None
    after = lead.last if lead is not None else -1
    to = _one(item for item in items if item.first > after and _is_to(read, item))
    if to is not None:
        return name, _name(read, to, parties)
    if lead is not None and grade != "assigned":
        return name, _other_side(lead, parties)
    return name, _guests(read, after, parties)


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


def _acts(read: Read, item: Item) -> bool:
    """As in "đề nghị Sở A giúp …", "thống nhất: Sở A gửi …", "Sở A sẽ …", and "Sở A gửi …" at the beginning."""
    after = _after(read, item, 4)
    asked = item.first == 0 or bool(_ASKED.intersection(_before(read, item, 1)))
    return (asked and bool(_DOES.intersection(after))) or after[:1] in (["sẽ"], ["cam"], ["nhận"])


def _alone(text: str, read: Read, item: Item, start: int) -> bool:
    """Whether no one acts together with it: not "hai bên …", not "A và B sẽ …"."""
    before = _before(read, item, 1)
    if before and before[0] in ("và", ","):
        near = [other for other in read.items if _is_named(other) and 0 < item.first - other.last <= 2]
        if near:
            return False
    at = read.sentence.tokens[item.first].start
    return before == [":"] or _SIDES.search(text, start, at) is None


def _is_to(read: Read, item: Item) -> bool:
    before = _before(read, item, 3)
    return bool(_TO.intersection(before[-2:])) and "phối" not in before


def _name(read: Read, item: Item, parties: Parties) -> str:
    """The full name; a place stands for the one party that it is, a body without its unit for the party so named."""
    if not isinstance(item, Agency):
        body = next(
            (i for i in read.items if isinstance(i, Agency) and i.place is None and i.last + 1 == item.first), None
        )
        if body is not None:
            return full_name(replace(body, place=item), None, parties.unit_words)
        side = parties.side_of(item)
        sides = _bodies(parties, side) if side else []
        return parties.name(sides[0], None) if len(sides) == 1 else item.label.strip()
    met = [*_bodies(parties, HOST), *parties.visitors]
    same = [body for body in met if body.key[0] == item.kind_key] if item.province is None else []
    return parties.name(same[0], None) if len(same) == 1 else full_name(item, None, parties.unit_words)


def _bodies(parties: Parties, side: str) -> list[Body]:
    hosts = [body for body in (parties.host, *parties.other_hosts) if body is not None]
    return hosts if side == HOST else parties.visitors


def _other_side(lead: Item, parties: Parties) -> str | None:
    """Of a meeting of two: the one who is not the lead."""
    side = parties.side_of(lead)
    if side is None:
        return None
    others = _bodies(parties, VISITOR if side == HOST else HOST)
    if len(others) != 1 or (others[0].province == lead.province and not others[0].is_unit):
        return None
    return parties.name(others[0], None)


def _guests(read: Read, after: int, parties: Parties) -> str | None:
    """The one guest, where something is to be sent to "đoàn"."""
    given = any(
        event.kind == "delegation" and event.first > after and read.sentence.tokens[event.first - 1].low in _TO
        for event in read.events
    )
    return parties.name(parties.visitors[0], None) if given and len(parties.visitors) == 1 else None
