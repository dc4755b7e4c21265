"""From votes to parties: mentions of one body are put together, then it is decided who was host and who came."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.notes.agencies import Agency
from tracker.notes.agency_tables import COMMITTEE_OF_UNIT
from tracker.notes.ballot import EITHER, HOST, VISITOR, Vote
from tracker.notes.bodies import Body, has_own_name, key_of
from tracker.notes.events import Item, Read
from tracker.notes.gather import EVERYWHERE, Told, gather
from tracker.notes.naming import full_name
from tracker.notes.people import Person
from tracker.notes.places import Place, folded, province_id
from tracker.notes.posts import body_of_post

_MEETING = frozenset({"đoàn", "ký"})  # words of a delegation or of an agreement with someone
_PARTY_BODIES = {"huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy"}
_UNIT_KINDS = ("tinh uy", "thanh uy", "uy ban nhan dan", "hoi dong nhan dan")
_UNIT_BODIES = ("Huyện ủy", "Quận ủy", "Thị ủy", "Thành ủy", "Đảng ủy", "Hội đồng nhân dân", "Ủy ban nhân dân")


@dataclass(slots=True)
class Parties:
    """Who was host (and on further legs), who came."""

    host: Body | None = None
    other_hosts: list[Body] = field(default_factory=list)
    visitors: list[Body] = field(default_factory=list)
    unit_words: dict[str, str] = field(default_factory=dict)

    @property
    def of_one_kind(self) -> bool:
        """Whether the host and one of the guests are bodies of one kind: two Sở, two provinces, two associations."""
        return self.host is not None and any(_kind(self.host) == _kind(guest) for guest in self.visitors)

    def leave_sides(self) -> None:
        """Of a text that tells of no visit: those who met or signed are named, none as host, and one alone is none."""
        found = [b for b in (self.host, *self.other_hosts, *self.visitors) if b]
        self.host, self.other_hosts, self.visitors = None, [], found if len(found) > 1 else []

    def side_of(self, item: Item) -> str | None:
        """The side of a body or unit, if it belongs to exactly one."""
        hosts = [b for b in (self.host, *self.other_hosts) if b]
        for match in (_same_body, _same_unit, _same_province, _same_kind):
            sides = {
                side
                for side, bodies in ((HOST, hosts), (VISITOR, self.visitors))
                if any(match(b, item) for b in bodies)
            }
            if len(sides) == 1:
                return sides.pop()
        return None

    def name(self, body: Body, day: date | None) -> str:
        """The party's official name."""
        return _name(body, day, self.unit_words)


def _kind(body: Body) -> str:
    """What the body is wherever it stands; a unit and its committees are one."""
    return "unit" if body.is_bare_province or body.key[0].startswith(_UNIT_KINDS) else body.key[0]


def _body_of_leader(body: Body, persons: list[Person]) -> None:
    """As in "Đoàn công tác tỉnh A, do ông B, Phó Chủ tịch UBND tỉnh làm trưởng đoàn": the party is A's UBND."""
    place = body.place
    agencies = [a for p in persons if (a := body_of_post(p))]
    own = [a for a in agencies if not a.placed or a.province == body.province]
    if place is not None and own and not body.label:
        body.items.insert(0, replace(own[0], place=place))


def _same_body(body: Body, item: Item) -> bool:
    key = key_of(item)
    return bool(key[1]) and (body.key == key or key in body.also)


def _same_unit(body: Body, item: Item) -> bool:
    names = {folded(i.name if isinstance(i, Place) else i.district or "") for i in body.items}
    name = folded(item.name if isinstance(item, Place) else item.district or "")
    return bool(name) and name in names


def _same_province(body: Body, item: Item) -> bool:
    return bool(item.province and body.province) and province_id(item.province or "") == province_id(
        body.province or ""
    )


def _same_kind(body: Body, item: Item) -> bool:
    return (
        isinstance(item, Agency)
        and not item.placed
        and not item.local
        and item.kind_key in {key[0] for key in (body.key, *body.also)}
    )


def resolve(found: list[Vote], told: Told) -> Parties:
    """Weighs the votes and decides."""
    parties = Parties(unit_words=_unit_words(told.reads))
    _decide(parties, gather(found, told))
    return parties


def complete(parties: Parties, reads: list[Read], hosts: list[Person], guests: list[Person]) -> None:
    """Once every person's side is known: the committees that stand for a district, and the district's province."""
    for side, persons in ((HOST, hosts), (VISITOR, sorted(guests, key=lambda p: not p.leads))):
        own = [b for b in (parties.host, *parties.other_hosts) if b] if side == HOST else parties.visitors
        others = parties.visitors if side == HOST else [b for b in (parties.host,) if b]
        for body in own:
            if body.is_bare_province:
                _body_of_leader(body, [p for p in persons if p.leads or side == HOST])
            if body.is_unit:
                _province_of_unit(body, reads, persons, others)
                _unit_bodies(body, reads, persons)
    _peers(parties)


def _peers(parties: Parties) -> None:
    """Where guests of one department went to a province and no more is said, its own department received them."""
    kinds = {(b.key[0], i.name) for b in parties.visitors for i in b.items if isinstance(i, Agency) and i.department}
    agency = next((i for b in parties.visitors for i in b.items if isinstance(i, Agency) and i.department), None)
    if agency is None or len({kind for kind, _ in kinds}) != 1 or any(b.is_unit for b in parties.visitors):
        return
    for body in [b for b in (parties.host, *parties.other_hosts) if b and b.is_bare_province and b.is_mere_place]:
        if body.place is not None and not body.place.country:
            body.items.insert(0, replace(agency, place=body.place, committee=""))


def _province_of_unit(body: Body, reads: list[Read], persons: list[Person], others: list[Body]) -> None:
    """A district's province: said with any mention of it, or by the posts of its own side."""
    if body.province:
        return
    mentions = [i for r in reads for i in r.items if key_of(i) == body.key and i.province]
    strange = {province_id(b.province) for b in others if b.province}
    posts = [i.province for p in persons for i in p.items if i.province]
    said = next((i.province for i in mentions), None)
    body.province = said or next((p for p in posts if province_id(p) not in strange), None)


def _decide(parties: Parties, bodies: list[Body]) -> None:
    """Host: who most speaks for it. Bodies that met without a word on who went are parted by the venue or left."""
    hosts = sorted((b for b in bodies if b.host > 0), key=lambda b: -b.host)
    hosts = [b for b in hosts if not _nowhere(b)] or [b for b in hosts if b.host >= 2.5][:1]
    guests = [b for b in bodies if b.host < 0]
    either = [b for b in bodies if not _nowhere(b) and b.host == 0 and b.scores[EITHER] >= 0.5]
    places = [b for b in hosts if b.is_mere_place]
    if len({b.key for b in places}) > 1:
        first, second = sorted((b.host for b in places), reverse=True)[:2]
        if not _named_together(places) or (first > 1.6 * second and not places[0].is_bare_province):
            top = next(b for b in places if b.host == first)
            row = [b for b in places if top.is_unit and b.is_unit and b.host >= 2.5 and b.named_with([top], HOST)]
            surest = row if len(row) > 1 else [top] if first > 1.6 * second else []  # others were only passed through
            hosts = [b for b in hosts if not b.is_mere_place or b in surest]
    received = {province_id(b.province) for b in hosts if b.province and not b.is_mere_place}
    hosts = [b for b in hosts if not (b.is_mere_place and b.is_unit and province_id(b.province or "") in received)]
    hosts = [b for b in hosts if not (b.is_mere_place and b.host < 1.0 and not b.scores[EITHER])]
    if hosts and _one_of_many(hosts[0], bodies):
        hosts, guests = [], [*guests, hosts[0]]
    if hosts:
        sure = [b for b in hosts if b.host >= 0.7 * hosts[0].host and b.is_mere_place == hosts[0].is_mere_place]
        parties.host = min(sure, key=lambda b: b.first_told)  # of several legs the first
        joint = parties.host.is_mere_place
        parties.other_hosts = [
            b for b in hosts if b is not parties.host and b.host >= (1.0 if joint else 1.5) and b.is_mere_place == joint
        ]
        parties.other_hosts = [b for b in parties.other_hosts if not _of_one_house(parties.host, b)]
        parties.other_hosts += _legs_of_list(parties, bodies)
        others = [b for b in either if b.is_unit or not _same_unit_of_country(b, parties.host)]
        guests += [b for b in others if not guests or _is_equal_of(guests, b)]
    elif either and guests:
        parties.host = either[0] if len(either) == 1 else None
        guests += either if len(either) > 1 else []
    elif len(either) > 1 or any(_MEETING & {t.low for t in s.tokens} for b in either for s in b.reasons[EITHER]):
        guests += either  # else one body alone: it meets no one
    guests = [b for b in guests if not _nowhere(b)] or [b for b in guests if b.host <= -2.0]
    parties.visitors = sorted(guests, key=lambda b: min((s.start for s in b.why(VISITOR)), default=0))


def _one_of_many(host: Body, bodies: list[Body]) -> bool:
    """Whether bodies of three provinces or more met as equals: where it was, or who is named first, says no more."""
    if host.host >= 1.0 or not host.scores[EITHER] + host.host > 0.5 or any(b.host <= -1.5 for b in bodies):
        return False
    equals = [host, *(b for b in bodies if b.scores[EITHER] >= 0.5 or 0 > b.host > -1.5)]
    return len({province_id(b.province) for b in equals if b.province}) > 2


def _of_one_house(host: Body, other: Body) -> bool:
    """Whether the same sentences name both, of one province, as those who received: one visit, one leg."""
    if host.is_unit or other.is_unit or not host.province or host.province != other.province:
        return False
    return {s.start for s in other.reasons[HOST]} <= {s.start for s in host.reasons[HOST]}


def _legs_of_list(parties: Parties, bodies: list[Body]) -> list[Body]:
    """As in "thăm và làm việc tại tỉnh A và B", when A is the host: B too, with its body of that kind."""
    host = parties.host
    if host is None or host.is_mere_place or host.is_unit:
        return []
    agency = next(i for i in host.items if isinstance(i, Agency))
    met = {province_id(b.province) for b in bodies if b.province and (b.host < 0 or not b.is_bare_province)}
    legs = [b for b in bodies if b.is_bare_province and b.host >= 1.0 and b.place and b.key[1] not in met]
    legs = [b for b in legs if b not in parties.other_hosts and b.named_with([host], HOST)]
    for body in legs:
        body.items.insert(0, replace(agency, place=body.place))
    return legs


def _nowhere(body: Body) -> bool:
    """A body that every province has, of which the note does not say which: "Công an", "Sở Thông tin"."""
    own = any(isinstance(i, Agency) and has_own_name(i) for i in body.items)
    return body.key[1] == "" and body.province is None and body.is_agency_of(EVERYWHERE) and not own


def _same_unit_of_country(body: Body, host: Body) -> bool:
    """Whether both are of one province: who met the host is of another, unless the note says that it came."""
    return bool(body.province and host.province) and province_id(body.province or "") == province_id(
        host.province or ""
    )


def _is_equal_of(guests: list[Body], body: Body) -> bool:
    """Whether it is of the same kind as a guest and told of with it: "Sở Tư pháp các tỉnh A, B"."""
    equals = [guest for guest in guests if guest.key[0] == body.key[0]]
    return body.named_with(equals)


def _named_together(places: list[Body]) -> bool:
    """As in "sang thăm các tỉnh A, B và C", or each surely visited in its own sentence: one leg after the other."""
    sentences = [{s.start for s in b.reasons[HOST]} for b in places]
    surely = all(b.host >= 1.5 for b in places)
    provinces = all(b.is_bare_province and b.host >= 1.0 for b in places)
    at_once = bool(set.intersection(*sentences))
    return (provinces and (surely or at_once)) or (surely and at_once)


def _unit_words(reads: list[Read]) -> dict[str, str]:
    """How the note itself calls each province: "tỉnh" or "thành phố"."""
    found: dict[str, str] = {}
    for read in reads:
        for item in read.items:
            place = item if isinstance(item, Place) else item.place
            if place is not None and place.is_province and place.level:
                found.setdefault(province_id(place.name), place.level)
    return found


def _unit_bodies(body: Body, reads: list[Read], persons: list[Person]) -> None:
    """The committees that stand for a district: those named with it, and those of its people's posts."""
    own = [i.name for i in body.items if isinstance(i, Agency)]
    if own and body.told and not set(own) & set(_UNIT_BODIES):
        body.bodies = own[:1]  # an office of the district, told of by its own name
        return
    levels = {p.level for i in body.items if (p := i if isinstance(i, Place) else i.place) is not None and p.level}
    named = list(own)
    for person in persons:
        items = [i for i in person.items if isinstance(i, Agency)]
        if all(key_of(i) == body.key or _own_level(i, levels) for i in items):
            named += [i.name for i in items]
            if named:
                break  # the first of a side speaks for it
    for read in reads:  # "phía huyện A có Thường trực Huyện ủy, HĐND, UBND huyện"
        said = [n for n, i in enumerate(read.items) if key_of(i) == body.key and isinstance(i, Place)]
        if said and "phía" in {t.low for t in read.sentence.tokens[: read.items[said[0]].first]}:
            named += [
                i.name for i in read.items[said[0] :] if isinstance(i, Agency) and not i.placed and not i.business
            ]
    first = body_of_post(persons[0]) if persons else None
    if first is not None and first.name.endswith("ủy"):
        named = [next((_PARTY_BODIES[level] for level in levels if level in _PARTY_BODIES), "Đảng ủy")]
    body.bodies = [n for n in _UNIT_BODIES if n in named] or list(dict.fromkeys(own))[:1]


def _own_level(agency: Agency, levels: set[str]) -> bool:
    """As in "Chủ tịch UBND huyện", "Bí thư Huyện ủy" without a name: of the unit, if it is of that level."""
    if agency.placed:
        return False
    words = (agency.place.level if agency.place else agency.name.split()[0].casefold()).replace("thành", "thành phố")
    return not levels or words.removesuffix(" phố phố") in levels or agency.place is None


def _name(body: Body, day: date | None, unit_words: dict[str, str]) -> str:
    if body.label and body.host <= 0:
        return body.label
    if body.is_unit:
        return _unit_name(body)
    agencies = [i for i in body.items if isinstance(i, Agency)]
    if agencies:
        placed = [a for a in agencies if a.placed] or agencies
        forms = Counter(a.committee for a in placed)
        shown = max(placed, key=lambda a: (forms[a.committee], len(a.committee)))
        if not shown.placed and body.province:
            shown = replace(shown, place=Place(shown.first, shown.last, "", body.province, body.province))
        return full_name(shown, day, unit_words)
    place = next(i for i in body.items if isinstance(i, Place))
    if place.country:
        label = f"{place.label} ({place.country})"
        return label[:1].upper() + label[1:]
    council = Agency(0, 0, "Ủy ban nhân dân", "Ủy ban nhân dân", "", place)
    return full_name(council, day, unit_words)


def _unit_name(body: Body) -> str:
    places = [i if isinstance(i, Place) else i.place for i in body.items]
    levelled = [p for p in places if p is not None and p.level and p.name] or [p for p in places if p is not None]
    place = levelled[0]
    label = place.label.strip()
    if place.country:
        label += f" ({place.country})"
    if not body.bodies:
        return label[:1].upper() + label[1:]
    if len(body.bodies) == 1 and body.bodies[0].casefold() in COMMITTEE_OF_UNIT:
        return f"{body.bodies[0]} {place.name}".strip()
    return f"{' - '.join(body.bodies)} {label}"
