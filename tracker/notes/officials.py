"""The persons who took part: every mention of a name put together, with side, role and agency."""

from dataclasses import dataclass, field, replace
from datetime import date

from tracker.i18n import N_
from tracker.notes.agencies import Agency
from tracker.notes.draft import Official
from tracker.notes.events import Read
from tracker.notes.lines import BODY
from tracker.notes.naming import full_name
from tracker.notes.parties import HOST, VISITOR
from tracker.notes.people import Person
from tracker.notes.resolve import Parties
from tracker.notes.sides import ATTENDS, Hint
from tracker.notes.spans import Page
from tracker.notes.told import of_another_time

# Heads of the centre are quoted more often than met: they count only where the note lists who was there.
_QUOTED = ("thủ tướng", "phó thủ tướng", "bộ trưởng", "chủ tịch nước", "tổng bí thư", "chủ tịch quốc hội", "thứ trưởng")


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

    def speak_for(self, side: str, weight: float, why: str) -> None:
        """Adds a reason to think that the person was on the side."""
        self.scores[side] += weight
        self.grounds[side].append(why)

    @property
    def titled(self) -> Person | None:
        """The mention with the post: the first in the body text, or else any."""
        posts = [p for p in self.mentions if p.post is not None]
        return next((p for p in posts if p.sentence.kind == BODY), posts[0] if posts else None)


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
    for read in (r for r in reads if not of_another_time(r)):
        for person in read.persons:
            one = known.setdefault(person.key, Known())
            one.mentions.append(person)
            _weigh(one, person, found.get(id(person), []), parties)
    return known


def sided(known: dict[str, Known], parties: Parties) -> tuple[list[Person], list[Person]]:
    """The mentions of those whose side is clear: (hosts, guests)."""
    sides = {name: _side(one, parties) for name, one in known.items()}
    hosts = [p for name, one in known.items() if sides[name][0] == HOST for p in one.mentions]
    guests = [p for name, one in known.items() if sides[name][0] == VISITOR for p in one.mentions]
    return hosts, guests


def officials(page: Page, known: dict[str, Known], parties: Parties, day: date | None) -> list[Official]:
    """The officials in the order the note first names them."""
    lead = _host_lead(known)
    head = next((one for one in known.values() if one.leads), None)
    found = (_official(page, one, parties, day, is_head=one is head, is_lead=one is lead) for one in known.values())
    return [official for official in found if official is not None]


def _weigh(one: Known, person: Person, hints: list[Hint], parties: Parties) -> None:
    for hint in hints:
        if hint.item is not None:
            side = parties.side_of(hint.item)
            if side is not None:
                one.speak_for(side, hint.weight, hint.why)
            else:
                one.speak_for(HOST, 0.6 * hint.weight, hint.why)  # "về phía huyện có": not the guests, so of the house
        elif hint.side == ATTENDS:
            one.attends = True
            one.received = one.received or hint.weight > 0.6
        else:
            one.speak_for(hint.side, hint.weight, hint.why)
            one.received = one.received or (hint.side == HOST and hint.weight >= 2.0)
    if person.comes:
        one.speak_for(VISITOR, 2.0, N_("came with the delegation"))
    if person.leads:
        one.leads = True
        one.speak_for(VISITOR, 5.0, N_("leads the delegation"))
    side = _side_of_post(person, parties)
    if side == "foreign":
        one.foreign = True
    elif side is not None:
        one.speak_for(side, 3.0, N_("the post is of this side"))
        one.placed = True


def _side_of_post(person: Person, parties: Parties) -> str | None:
    """The side of the body in the post; "foreign" when it is a third party's, None when the post does not say."""
    items = [i for i in person.items if isinstance(i, Agency) or i.name]
    if any(isinstance(i, Agency) and i.business for i in items):
        return "foreign"
    sides = {parties.side_of(i) for i in items}
    if len(sides - {None}) == 1:
        return (sides - {None}).pop()
    placed = [i for i in items if (i.placed if isinstance(i, Agency) else True)]
    central = [i for i in items if isinstance(i, Agency) and i.name.startswith(("Bộ ", "Vụ ", "Cục ", "Tổng cục"))]
    return "foreign" if not (sides - {None}) and (placed or (central and not parties.side_of(central[0]))) else None


def _host_lead(known: dict[str, Known]) -> Known | None:
    hosts = [one for one in known.values() if one.scores[HOST] > one.scores[VISITOR]]
    return next((one for one in hosts if one.received), None)


def _official(
    page: Page, one: Known, parties: Parties, day: date | None, *, is_head: bool, is_lead: bool
) -> Official | None:
    side, confidence = _side(one, parties)
    titled = one.titled
    if side is None:
        return None
    title = titled.title(page.text) if titled is not None else None
    shown = titled or one.mentions[0]
    role = "head" if is_head and side == VISITOR else "host_lead" if is_lead and side == HOST else "member"
    evidence = [page.evidence(*shown.chars())]
    first = one.mentions[0]
    reason = next((p for p in one.mentions if p.leads), shown)
    evidence.append(page.evidence_of(reason.sentence))
    return Official(
        shown.name if shown else first.name,
        title,
        side,
        role,
        _agency(titled, side, parties, day),
        tuple(dict.fromkeys(evidence)),
        confidence,
        tuple(dict.fromkeys(one.grounds.get(side, ()))) or (N_("attended; no word on the side"),),
    )


def _side(one: Known, parties: Parties) -> tuple[str | None, float]:
    """The side with most reasons, and how sure; None for someone who is only spoken of."""
    host, guest = one.scores[HOST], one.scores[VISITOR]
    titled = one.titled
    if titled is None and not one.leads and max(host, guest) < 2.0:
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
    post = " ".join(t.low for t in titled.sentence.tokens[titled.begin : titled.end])
    if one.foreign:
        return ("other", 0.5) if one.attends else (None, 0.0)
    if any(word in post for word in _QUOTED) and not one.attends:
        return None, 0.0
    if parties.host is None and not parties.visitors:
        return "other", 0.3
    if not one.attends and not any(isinstance(i, Agency) for i in titled.items) and " sở" not in post:
        return None, 0.0
    return HOST, 0.4


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
