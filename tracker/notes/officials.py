"""The persons who took part: every mention of a name put together, with side, role and agency."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from tracker.i18n import N_
from tracker.notes.agencies import Agency
from tracker.notes.ballot import HOST, VISITOR
from tracker.notes.bodies import key_of
from tracker.notes.deeds import ABROAD, ATTENDS, HOME, OPPOSITE, OTHER, Hint
from tracker.notes.draft import Official
from tracker.notes.events import Read
from tracker.notes.lines import BODY
from tracker.notes.naming import full_name
from tracker.notes.people import Person
from tracker.notes.resolve import Parties
from tracker.notes.spans import Page, Phrases, phrases
from tracker.notes.told import of_another_time
from tracker.notes.words import AFTER_POST

# Heads of the centre are quoted more often than met: they count only where the note lists who was there.
_QUOTED = ("thủ tướng", "phó thủ tướng", "bộ trưởng", "chủ tịch nước", "tổng bí thư", "chủ tịch quốc hội", "thứ trưởng")
# Posts of a third party: neither of two provinces' offices has them.
_CENTRAL = ("Bộ ", "Vụ ", "Cục ", "Tổng cục")
_THIRD = ("quân khu", "lãnh sự", "đại sứ", "tham tán", "công sứ", "bộ trưởng", "thứ trưởng", "trung ương")
_RANK = re.compile(r"ủy viên[^,;]{0,60}? trung ương|ủy viên bộ chính trị")  # a rank that people of a province have too
# Posts that only units abroad have.
_ABROAD = ("tỉnh trưởng", "phó tỉnh trưởng", "thị trưởng", "phó thị trưởng", "huyện trưởng", "phó huyện trưởng")
_IN_A_LIST = frozenset({",", ";", "các", "đồng", "chí", "ông", "bà", "đ", "/", "c", "-"})
_AT_ANOTHER_TIME: Phrases[str] = phrases("mới đây|trước đó|trước đây|từng|khi đó|lúc đó")


@dataclass(slots=True)
class Known:
    """One person over all mentions."""

    mentions: list[Person] = field(default_factory=list)
    scores: dict[str, float] = field(default_factory=lambda: {HOST: 0.0, VISITOR: 0.0})
    grounds: dict[str, list[str]] = field(default_factory=lambda: {HOST: [], VISITOR: []})
    attends: bool = False
    leads: bool = False
    received: bool = False
    placed: bool = False
    foreign: bool = False
    other: bool = False
    speaks: bool = False

    def speak_for(self, side: str, weight: float, why: str) -> None:
        """Adds a reason to think that the person was on the side."""
        self.scores[side] += weight
        self.grounds[side].append(why)

    @property
    def titled(self) -> Person | None:
        """The mention with most posts, of equals the first in the text itself; one said for several counts last."""
        posts = [p for p in self.mentions if p.post is not None]
        return max(posts, key=lambda p: (not p.shared, p.fullness[0], p.sentence.kind == BODY), default=None)


def early_sides(reads: list[Read], found: dict[int, list[Hint]]) -> tuple[list[Person], list[Person]]:
    """Those whom the sentence itself puts on a side, before it is known who the parties are: (hosts, guests)."""
    hosts, guests = [], []
    for read in reads:
        for person in read.persons:
            sides = [h.side for h in found.get(id(person), []) if h.weight >= 2.0 and h.item is None]
            if person.leads or sides[-1:] == [VISITOR]:
                guests.append(person)
            elif HOST in sides:
                hosts.append(person)
    return hosts, guests


def know(reads: list[Read], found: dict[int, list[Hint]], parties: Parties) -> dict[str, Known]:
    """Every person of the note by name, with what speaks for each side."""
    known: dict[str, Known] = {}
    led = _led_lists(reads, found)
    _spell_in_full(reads)
    for read in (r for r in reads if not of_another_time(r)):
        for person in read.persons:
            if _AT_ANOTHER_TIME.at(read.sentence.tokens, person.end) is not None:
                continue
            one = known.setdefault(person.key, Known())
            one.mentions.append(person)
            _weigh(one, person, found.get(id(person), []), parties, led)
            one.speaks = one.speaks or (read.sentence.kind == BODY and _speaks(person))
    for read in reads:
        _side_of_neighbours(read, known)
    return known


def _side_of_neighbours(read: Read, known: dict[str, Known]) -> None:
    """Of whom nothing else is said stands with those in the same list."""
    for before, person in pairwise(read.persons):
        between = {t.low for t in read.sentence.tokens[before.end : person.begin]}
        first, second = known.get(before.key), known.get(person.key)
        if first is None or second is None or not between <= _IN_A_LIST:
            continue
        for one, other in ((first, second), (second, first)):
            host, guest = other.scores[HOST], other.scores[VISITOR]
            if not one.foreign and one.scores[HOST] == one.scores[VISITOR] == 0 and abs(host - guest) >= 1:
                one.speak_for(HOST if host > guest else VISITOR, 1.0, N_("stands in a list with people of this side"))


def _spell_in_full(reads: list[Read]) -> None:
    """A name of which only the end was read is the longer one that the note has elsewhere, if its words stand there."""
    persons = [p for r in reads for p in r.persons]
    full = {p.key for p in persons}
    for person in persons:
        for first in range(max(0, person.first - 4), person.first):
            if " ".join(t.low for t in person.sentence.tokens[first : person.last + 1]) in full:
                person.begin_with(first)
                break


def _led_lists(reads: list[Read], found: dict[int, list[Hint]]) -> set[tuple[str, str]]:
    """The bodies "về phía" whom the leader of the guests is named."""
    leaders = [p for r in reads for p in r.persons if p.leads]
    return {key_of(h.item) for p in leaders for h in found.get(id(p), []) if h.item is not None}


def _speaks(person: Person) -> bool:
    """Whether a verb of saying or doing follows at once."""
    tokens = person.sentence.tokens
    after = person.end + (person.end < len(tokens) and tokens[person.end].text in ",)")
    return after < len(tokens) and AFTER_POST.at(tokens, after) is not None


def sided(known: dict[str, Known], parties: Parties) -> tuple[list[Person], list[Person]]:
    """The mentions of those whose side is clear: (hosts, guests)."""
    sides = {name: _side(one, parties) for name, one in known.items()}
    hosts = [p for name, one in known.items() if sides[name][0] == HOST for p in one.mentions]
    guests = [p for name, one in known.items() if sides[name][0] == VISITOR for p in one.mentions]
    return hosts, guests


def officials(page: Page, known: dict[str, Known], parties: Parties, day: date | None) -> list[Official]:
    """The officials in the order the note first names them."""
    sides = {name: _side(one, parties) for name, one in known.items()}
    first = next((one for name, one in known.items() if sides[name][0] == VISITOR), None)
    heads = [one for name, one in known.items() if one.leads and sides[name][0] == VISITOR]
    hosts = [one for name, one in known.items() if sides[name][0] == HOST]
    lead = _lead(hosts)
    found = []
    for name, one in known.items():
        side, confidence = sides[name]
        if side is not None:
            head = side == VISITOR and (one in heads if heads else one is first)
            role = "head" if head else "host_lead" if one is lead and side == HOST else "member"
            found.append(_official(page, one, parties, day, side, role, confidence))
    return found


def _lead(hosts: list[Known]) -> Known | None:
    """The first of those who received, or who is named before that one in the same sentence; else the first host."""
    received = next((one for one in hosts if one.received), None)
    if received is None:
        return next(iter(hosts), None)
    said = {id(p.sentence) for p in received.mentions}
    return next(one for one in hosts if one is received or any(id(p.sentence) in said for p in one.mentions))


def attendants(page: Page, reads: list[Read], found: dict[int, list[Hint]], day: date | None) -> list[Official]:
    """Those with a post in a note that tells of no visit: there were no sides."""
    known = [one for one in know(reads, found, Parties()).values() if one.titled is not None]
    return [_official(page, one, Parties(), day, "other", "member", 0.6) for one in known]


def _weigh(one: Known, person: Person, hints: list[Hint], parties: Parties, led: set[tuple[str, str]]) -> None:
    for hint in hints:
        if hint.item is not None:
            side = parties.side_of(hint.item)
            if hint.side == OPPOSITE:
                if side is not None:
                    one.speak_for(VISITOR if side == HOST else HOST, hint.weight, hint.why)
                continue
            if side is None and led:
                side = VISITOR if key_of(hint.item) in led else HOST
            if side is not None:
                one.speak_for(side, hint.weight, hint.why)
            elif _of_the_centre(hint.item) and parties.host is not None and parties.host.province:
                one.attends = one.other = True
            else:
                one.speak_for(HOST, 0.6 * hint.weight, hint.why)  # "về phía huyện có": not the guests, so of the house
        elif hint.side in (ABROAD, HOME):
            abroad = _side_abroad(parties)
            side = abroad if hint.side == ABROAD or abroad is None else HOST if abroad == VISITOR else VISITOR
            if side is not None:
                one.speak_for(side, hint.weight, hint.why)
        elif hint.side in (ATTENDS, OTHER):
            one.attends = True
            one.other = one.other or hint.side == OTHER
            one.received = one.received or (hint.side == ATTENDS and hint.weight > 0.6)
        else:
            one.speak_for(hint.side, hint.weight, hint.why)
            one.received = one.received or (hint.side == HOST and hint.weight >= 2.0)
    if person.comes and not any(h.side == HOST and h.weight >= 2.0 for h in hints):  # not "A cùng đoàn đã tiếp đón"
        one.speak_for(VISITOR, 2.0, N_("came with the delegation"))
    if person.leads:
        one.leads = True
        host = len(led) > 1 and any(h.item is not None and parties.side_of(h.item) == HOST for h in hints)
        one.speak_for(HOST if host else VISITOR, 5.0, N_("leads the delegation"))  # both sides may have a head
    side, weight = _side_of_post(person, parties)
    if side == "foreign":
        one.foreign = True
    elif side is not None:
        one.speak_for(side, weight, N_("the post is of this side"))
        one.placed = one.placed or weight > 2


def _side_of_post(person: Person, parties: Parties) -> tuple[str | None, float]:
    """The side of the body in the post; "foreign" when it is a third party's, None when the post does not say.

    A body whose unit is named weighs more than one that only bears the same name ("Tỉnh ủy").
    """
    items = [i for i in person.items if isinstance(i, Agency) or i.name]
    if any(isinstance(i, Agency) and i.business for i in items):
        return "foreign", 0.0
    placed = [i for i in items if (i.placed if isinstance(i, Agency) else True)]
    for named, weight in ((placed, 3.0), (items, 1.2)):
        sides = {parties.side_of(i) for i in named} - {None}
        if len(sides) == 1:
            return sides.pop(), weight
        if sides:
            return None, 0.0
    if placed or any(isinstance(i, Agency) and i.name.startswith(_CENTRAL) for i in items):
        return "foreign", 0.0
    post = _post(person)
    if any(word in _RANK.sub("", post) for word in _THIRD):
        return "foreign", 0.0
    if post.startswith(_ABROAD):
        return _side_abroad(parties), 1.2
    return None, 0.0


def _of_the_centre(item: object) -> bool:
    """A bureau or ministry that only comes along: neither of the two that met."""
    return isinstance(item, Agency) and not item.placed and item.name.startswith(_CENTRAL)


def _post(person: Person) -> str:
    first, end = person.post or (0, 0)
    return " ".join(t.low for t in person.sentence.tokens[first:end])


def _side_abroad(parties: Parties) -> str | None:
    """The side that came from abroad, or received there, if it is one."""
    hosts = [b for b in (parties.host, *parties.other_hosts) if b]
    sides = {
        side
        for side, bodies in ((HOST, hosts), (VISITOR, parties.visitors))
        for b in bodies
        if b.place and b.place.country
    }
    return sides.pop() if len(sides) == 1 else None


def _official(
    page: Page, one: Known, parties: Parties, day: date | None, side: str, role: str, confidence: float
) -> Official:
    titled = one.titled
    shown = titled or one.mentions[0]
    reason = next((p for p in one.mentions if p.leads), shown)
    evidence = [page.evidence(*shown.chars()), page.evidence_of(reason.sentence)]
    if titled is not None and titled.shared:
        evidence.insert(1, page.evidence(*titled.post_chars()))
    addressed = next((p.honorific for p in [shown, *one.mentions] if p.honorific), None)
    return Official(
        shown.name,
        titled.title(page.text) if titled is not None else None,
        side,
        role,
        _agency(titled, side, parties, day),
        tuple(dict.fromkeys(evidence)),
        confidence,
        tuple(dict.fromkeys(one.grounds.get(side, ()))) or (N_("attended; no word on the side"),),
        honorific=addressed,
        academic_title=next((p.academic_title for p in [shown, *one.mentions] if p.academic_title), None),
    )


def _side(one: Known, parties: Parties) -> tuple[str | None, float]:
    """The side with most reasons, and how sure; None for someone who is only spoken of."""
    host, guest = one.scores[HOST], one.scores[VISITOR]
    titled = one.titled
    if titled is None and not one.leads and max(host, guest) < 1.5:
        return None, 0.0
    if host == guest == 0:
        return _unsaid_side(one, titled, parties)
    if one.foreign and not one.placed and not one.attends and abs(host - guest) < 1.4:
        return None, 0.0
    side = HOST if host >= guest else VISITOR
    return side, round(min(0.95, 0.5 + abs(host - guest) / 8), 2)


def _unsaid_side(one: Known, titled: Person | None, parties: Parties) -> tuple[str | None, float]:
    """No reason for either side: someone who attended is of the house, unless the post is a third party's."""
    if titled is None:
        return None, 0.0
    post = _post(titled)
    if one.other or (one.foreign and one.attends):
        return "other", 0.7
    if any(word in post for word in _QUOTED) and not one.attends:
        return None, 0.0
    if one.foreign:
        return _answering_side(one, parties)
    if parties.host is None and not parties.visitors:
        return "other", 0.3
    if post.startswith("nguyên") and not one.attends:  # "ông A, nguyên Bí thư Tỉnh ủy, là người khởi xướng"
        return None, 0.0
    own = bool(titled.items) or " sở" in post
    return (HOST, 0.4) if one.attends or own or one.speaks else (None, 0.0)


def _answering_side(one: Known, parties: Parties) -> tuple[str | None, float]:
    """Who speaks with a post elsewhere, where the note names one party only, is of the other."""
    if not one.speaks or bool(parties.host) == bool(parties.visitors):
        return None, 0.0
    return (VISITOR if parties.host else HOST), 0.4


def _agency(titled: Person | None, side: str, parties: Parties, day: date | None) -> str | None:
    """The body of the post in full; "Giám đốc Sở" takes the party's."""
    party = parties.host if side == HOST else next(iter(parties.visitors), None) if side == VISITOR else None
    agencies = [i for i in titled.items if isinstance(i, Agency)] if titled else []
    for agency in reversed(agencies):
        if agency.placed:
            return full_name(agency, day, parties.unit_words)
    if party is not None and (side == HOST or len(parties.visitors) <= 1):
        place = party.place
        if not agencies or agencies[-1].kind_key == party.key[0] or agencies[-1].name.endswith(" Sở") or place is None:
            return parties.name(party, day)
        return full_name(replace(agencies[-1], place=place), day, parties.unit_words)
    return full_name(agencies[-1], day, parties.unit_words) if agencies else None
