"""From votes to parties: mentions of one body are put together, then it is decided who was host and who came."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.i18n import N_
from tracker.notes.agencies import Agency
from tracker.notes.bodies import Body, Key, key_of
from tracker.notes.events import Item, Read
from tracker.notes.naming import full_name
from tracker.notes.parties import EITHER, HOST, SITES, VISITOR, Vote
from tracker.notes.people import Person
from tracker.notes.places import Place, folded, province_id

_EVERYWHERE = (
    "Sở",
    "Công an",
    "Tòa án",
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Tỉnh ủy",
    "Thành ủy",
    "Cục Thi",
    "Ban ",
)
_PARTS = ("Văn phòng", "Phòng", "Trung tâm", "Ban Thường vụ", "Ban Chấp hành", "Chi cục", "Đảng ủy", "Công đoàn")
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
    agencies = [i for p in persons for i in p.items if isinstance(i, Agency) and i.department and not i.business]
    own = [a for a in agencies if not a.placed or a.province == body.province]
    if place is not None and own and not body.label:
        secretary = next((p for p in persons if p.is_secretary), None)
        first = next((a for a in own if secretary and a in secretary.items and a.name.endswith("ủy")), own[-1])
        body.items.insert(0, replace(first, place=place))


def _same_body(body: Body, item: Item) -> bool:
    return body.key == key_of(item) and bool(body.key[1])


def _same_unit(body: Body, item: Item) -> bool:
    names = {folded(i.name if isinstance(i, Place) else i.district or "") for i in body.items}
    name = folded(item.name if isinstance(item, Place) else item.district or "")
    return bool(name) and name in names


def _same_province(body: Body, item: Item) -> bool:
    return bool(item.province and body.province) and province_id(item.province or "") == province_id(
        body.province or ""
    )


def _same_kind(body: Body, item: Item) -> bool:
    return isinstance(item, Agency) and not item.placed and not item.local and body.key[0] == item.kind_key


def resolve(found: list[Vote], reads: list[Read], hosts: list[Person], guests: list[Person]) -> Parties:
    """Weighs the votes. `hosts`, `guests`: persons whose sentence says so; their posts name bodies of that side."""
    parties = Parties(unit_words=_unit_words(reads))
    bodies = _gather(found + _post_votes(hosts, HOST) + _post_votes(guests, VISITOR))
    _place_unplaced(bodies)
    _place_provinces(bodies, reads, hosts, guests)
    _place_venues(bodies)
    _decide(parties, bodies)
    return parties


def complete(parties: Parties, reads: list[Read], hosts: list[Person], guests: list[Person]) -> None:
    """Once every person's side is known: the committees that stand for a district, and the district's province."""
    for side, persons in ((HOST, hosts), (VISITOR, guests)):
        own = [b for b in (parties.host, *parties.other_hosts) if b] if side == HOST else parties.visitors
        others = parties.visitors if side == HOST else [b for b in (parties.host,) if b]
        for body in own:
            if body.is_bare_province:
                _body_of_leader(body, [p for p in persons if p.leads or side == HOST])
            if body.is_unit:
                _province_of_unit(body, reads, persons, others)
                _unit_bodies(body, reads, persons)


def _post_votes(persons: list[Person], side: str) -> list[Vote]:
    """A leader's or receiver's post names a body of the side: "Giám đốc Sở TT&TT tỉnh Bắc Ninh"."""
    found = []
    for person in persons[:6]:
        items = [i for i in person.items if isinstance(i, Agency) and not i.business and i.placed]
        found += [
            Vote(item, side, 0.8, person.sentence, why=N_("it stands in the post of one of them")) for item in items[:2]
        ]
    return found


def _gather(found: list[Vote]) -> dict[Key, Body]:
    bodies: dict[Key, Body] = {}
    for vote in found:
        key = key_of(vote.item)
        body = bodies.setdefault(key, Body(key))
        body.items.append(vote.item)
        body.scores[vote.side] += vote.weight
        body.reasons[vote.side].append(vote.sentence)
        body.rules[vote.side].append(vote.why)
        body.province = body.province or vote.item.province
        if vote.own_name:
            body.label = body.label or vote.label
    return bodies


def _agrees(body: Body, other: Body) -> float:
    """How well two mentions go together: positive when both speak for one side."""
    if body.host * other.host < 0:
        return -1.0
    return 1.0 + abs(other.host) + other.scores[EITHER] / 10


def _place_unplaced(bodies: dict[Key, Body]) -> None:
    """As in "Ban Dân tộc tỉnh" is the Ban Dân tộc of the province that the note names on the same side."""
    for key in [k for k in bodies if k[1] == "" and k[0] not in ("", "unit")]:
        body = bodies[key]
        same = [b for k, b in bodies.items() if k[0] == key[0] and k[1]]
        same = [b for b in same if _agrees(body, b) > 0]
        if len(same) == 1 or (same and body.host):
            max(same, key=lambda b: _agrees(body, b)).take(bodies.pop(key))
        elif same:
            bodies.pop(key)
            continue
        elif _within(body) and any(k[1] and b.host * body.host > 0 for k, b in bodies.items()):
            bodies.pop(key)
        elif any(isinstance(i, Agency) and i.local for i in body.items):
            near = [b for k, b in bodies.items() if k[0] == "" and k[1] and body.host * b.host > 0]
            body.province = max(near, key=lambda b: abs(b.host)).province if near else None


def _within(body: Body) -> bool:
    """Whether it is a part of another body, named without it: "Văn phòng Sở", "Ban Thường vụ Hội"."""
    last = body.key[0].split()[-1]
    return body.is_agency_of(_PARTS) or last in ("so", "hoi", "ban", "cuc", "vien", "truong")


def _place_provinces(bodies: dict[Key, Body], reads: list[Read], hosts: list[Person], guests: list[Person]) -> None:
    """“tại Bắc Ninh” speaks for the body of Bắc Ninh that takes part; without one, a body is sought in the posts."""
    for key in [k for k in bodies if k[0] == ""]:
        body = bodies[key]
        same = [b for k, b in bodies.items() if k[0] and b.province and province_id(b.province) == key[1]]
        same = [b for b in same if _agrees(body, b) > 0 and (b.host >= 1.0 or b.host <= 0 or body.host <= 0)]
        if body.label and body.host < 0:  # "Đoàn đại biểu Người có uy tín tỉnh A", led by a man of A's Ban Dân tộc
            for led in [
                k for k, b in bodies.items() if b in same and k != key and -1.0 < b.host < 0 and not b.scores[EITHER]
            ]:
                body.take(bodies.pop(led))
        elif same:
            max(same, key=lambda b: (_agrees(body, b), -abs(b.is_unit))).take(bodies.pop(key))
        else:
            _name_province(body, reads, hosts if body.host > 0 else guests)


def _place_venues(bodies: dict[Key, Body]) -> None:
    """As in "tại TP. A": a town that only gave the room speaks for the one of those who met that is of its province."""
    for key in [k for k, b in bodies.items() if b.is_unit and b.is_mere_place and 0 < b.host <= 1.0 and b.province]:
        body = bodies[key]
        same = [b for b in bodies.values() if b is not body and b.scores[EITHER] and _same_province(b, body.items[0])]
        if len(same) == 1:
            same[0].take(bodies.pop(key))


def _name_province(body: Body, reads: list[Read], persons: list[Person]) -> None:
    """A province took part: the body of it that the note names most, or else its people's committee."""
    named: dict[Key, list[Agency]] = {}
    for read in reads:
        for item in read.items:
            plain = isinstance(item, Agency) and not item.business and not item.district
            if (
                isinstance(item, Agency)
                and plain
                and not item.name.startswith(SITES)
                and key_of(item)[1] == body.key[1]
            ):
                named.setdefault(key_of(item), []).append(item)
    own = {key_of(i) for p in persons for i in p.items if isinstance(i, Agency)}
    if named:
        best = max(named, key=lambda k: (k in own, len(named[k])))
        body.items = [*named[best], *body.items]
        body.key = best


def _province_of_unit(body: Body, reads: list[Read], persons: list[Person], others: list[Body]) -> None:
    """A district's province: said with any mention of it, or by the posts of its own side."""
    if body.province:
        return
    mentions = [i for r in reads for i in r.items if key_of(i) == body.key and i.province]
    strange = {province_id(b.province) for b in others if b.province}
    posts = [i.province for p in persons for i in p.items if i.province]
    said = next((i.province for i in mentions), None)
    body.province = said or next((p for p in posts if province_id(p) not in strange), None)


def _decide(parties: Parties, bodies: dict[Key, Body]) -> None:
    """Host: who most speaks for it. Bodies that met without a word on who went are parted by the venue or left."""
    hosts = sorted((b for b in bodies.values() if b.host > 0 and not _nowhere(b)), key=lambda b: -b.host)
    guests = [b for b in bodies.values() if b.host < 0]
    either = [b for b in bodies.values() if not _nowhere(b) and b.host == 0 and b.scores[EITHER] > 0]
    if len({b.province or b.key for b in hosts if b.is_mere_place}) > 1:
        hosts = [b for b in hosts if not b.is_mere_place]  # several places were only passed through
    hosts = [b for b in hosts if not (b.is_mere_place and b.host < 1.0 and not b.scores[EITHER])]
    if hosts:
        sure = [b for b in hosts if b.host >= 0.7 * hosts[0].host and b.is_mere_place == hosts[0].is_mere_place]
        parties.host = min(sure, key=lambda b: b.first_told)  # of several legs the first
        parties.other_hosts = [b for b in hosts if b is not parties.host and b.host >= 1.5 and not b.is_mere_place]
        guests += either if not guests or _list_of_equals(either, guests) else []
    elif either and guests:
        parties.host = either[0] if len(either) == 1 else None
        guests += either if len(either) > 1 else []
    else:
        guests += either
    guests = [b for b in guests if not _nowhere(b)]
    parties.visitors = sorted(guests, key=lambda b: min((s.start for s in b.why(VISITOR)), default=0))


def _nowhere(body: Body) -> bool:
    """A body that every province has, of which the note does not say which: "Công an", "Sở Thông tin"."""
    return body.key[1] == "" and body.province is None and body.is_agency_of(_EVERYWHERE)


def _list_of_equals(either: list[Body], guests: list[Body]) -> bool:
    return bool(either) and all(b.key[0] == guests[0].key[0] for b in either)


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
    secretary = next((p for p in persons if p.is_secretary), None)
    if secretary is not None and persons and (secretary.leads or secretary is persons[0]):
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
        name = full_name(shown, day, unit_words)
        if not shown.placed and body.province:
            unit = unit_words.get(province_id(body.province), "tỉnh")
            name += f" {unit} {body.province}"
        return name
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
    if len(body.bodies) == 1 and body.bodies[0].casefold() in ("huyện ủy", "quận ủy", "thị ủy", "thành ủy"):
        return f"{body.bodies[0]} {place.name}".strip()
    return f"{' - '.join(body.bodies)} {label}"
