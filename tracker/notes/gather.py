"""Votes put together: mentions of one body become one, each with its unit, before it is decided who was host."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from tracker.gazetteer.facts import departments
from tracker.gazetteer.local_units import local_units
from tracker.i18n import N_
from tracker.notes.agencies import Agency
from tracker.notes.ballot import EITHER, HOST, SITES, VISITOR, Vote
from tracker.notes.bodies import Body, Key, has_own_name, key_of
from tracker.notes.events import Read
from tracker.notes.lines import BODY, CAPTION, TITLE
from tracker.notes.listed import leaders
from tracker.notes.people import Person
from tracker.notes.places import province_id
from tracker.notes.posts import body_of_post
from tracker.notes.same_names import merge_spellings

EVERYWHERE = (
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


@dataclass(frozen=True, slots=True)
class Told:
    """What the note tells beside the votes: its sentences, those whose sentence says their side, and when it was."""

    reads: list[Read]
    hosts: list[Person]
    guests: list[Person]
    day: date | None

    def persons(self, body: Body) -> list[Person]:
        """Those of the body's side."""
        return self.hosts if body.host > 0 else self.guests


def gather(found: list[Vote], told: Told) -> list[Body]:
    """The bodies of the votes, each once, with unit and province as far as the note or the tables tell them."""
    if not any(vote.side == VISITOR for vote in found):
        found = found + [vote for p in told.guests if p.leads for vote in _leaders_vote(p)]
    if not any(vote.side == HOST for vote in found) and told.hosts:
        found = found + _receivers_vote(told.hosts[0])
    bodies = _by_key(found + _post_votes(told.hosts, HOST) + _post_votes(told.guests, VISITOR))
    for body in bodies.values():
        if body.is_unit and not body.province:
            _find_province(body, told)
    merge_spellings(bodies)
    _spread(bodies)
    _place_unplaced(bodies, told)
    _headline_yields(bodies)
    _posts_yield(bodies)
    _place_provinces(bodies, told)
    _place_venues(bodies)
    _parts_yield(bodies)
    _unplaced_yield(bodies)
    return list(bodies.values())


def _post_votes(persons: list[Person], side: str) -> list[Vote]:
    """A leader's or receiver's post names a body of the side: "Giám đốc Sở TT&TT tỉnh Bắc Ninh"."""
    found = []
    for person in persons[:6]:
        item = body_of_post(person)
        if item is not None and item.placed:
            why = N_("it stands in the post of one of them")
            found.append(Vote(item, side, 0.8, person.sentence, why=why, posted=True))
    return found


def _leaders_vote(leader: Person) -> list[Vote]:
    """As in "đoàn do ông A, Giám đốc Sở Nội vụ làm trưởng đoàn", where no one is named of whom the delegation is."""
    item = body_of_post(leader) if leaders(leader.sentence.tokens) == 1 else None
    return [Vote(item, VISITOR, 2.0, leader.sentence, why=N_("its official leads the delegation"))] if item else []


def _receivers_vote(receiver: Person) -> list[Vote]:
    """As in "Tiếp đoàn có ông A, Phó Bí thư Tỉnh ủy", where nothing else says who received."""
    item = body_of_post(receiver)
    if item is None or item.placed:
        return []
    return [Vote(item, HOST, 1.5, receiver.sentence, why=N_("its official received the guests"))]


def _by_key(found: list[Vote]) -> dict[Key, Body]:
    bodies: dict[Key, Body] = {}
    for vote in found:
        key = key_of(vote.item)
        body = bodies.setdefault(key, Body(key))
        body.items.append(vote.item)
        body.scores[vote.side] += vote.weight
        body.reasons[vote.side].append(vote.sentence)
        body.rules[vote.side].append(vote.why)
        body.province = body.province or vote.item.province
        body.told = body.told or not vote.posted
        if vote.own_name:
            body.label = body.label or vote.label
    return bodies


def _find_province(body: Body, told: Told) -> None:
    """A district's or commune's province: said with any mention of it, or the only one that has a unit so called."""
    items = [i for r in told.reads for i in r.items]
    said = next((i.province for i in items if key_of(i) == body.key and i.province), None)
    place = body.place
    if said or place is None or place.country:
        body.province = said
        return
    homes = {unit.province for unit in local_units(place.level, place.name.strip(), told.day)}
    if len(homes) > 1:
        named = {province_id(i.province) for i in items if i.province}
        homes = {home for home in homes if province_id(home) in named}
    if len(homes) == 1:
        body.province = homes.pop()
        for side in body.rules:
            if body.rules[side]:
                body.rules[side].append(N_("its province is the only one that has a unit so called"))


def _agrees(body: Body, other: Body) -> float:
    """How well two mentions go together: positive when both speak for one side; a caption's words do not count."""
    if body.host * other.host < 0 and not (_only_pictured(body) or _only_pictured(other)):
        return -1.0
    return 1.0 + abs(other.host) + other.scores[EITHER] / 10


def _outweighs(other: Body, body: Body) -> bool:
    return other.host * body.host > 0 and abs(other.host) >= 0.6 * abs(body.host)


def _only_pictured(body: Body) -> bool:
    return all(s.kind == CAPTION for side in (HOST, VISITOR) for s in body.reasons[side])


def _place_unplaced(bodies: dict[Key, Body], told: Told) -> None:
    """As in "Ban Dân tộc tỉnh" is the Ban Dân tộc of the province that the note names on the same side."""
    for key in [k for k in bodies if k[1] == "" and k[0] not in ("", "unit")]:
        body = bodies[key]
        same = [b for k, b in bodies.items() if (k[1] or len(k[0]) > len(key[0])) and _is_short_for(key[0], k[0], b)]
        same = [b for b in same if _agrees(body, b) > 0]
        if len(same) == 1 or (same and body.host):
            max(same, key=lambda b: _agrees(body, b)).take(bodies.pop(key))
        elif same or (_within(body) and any(k[1] and _outweighs(b, body) for k, b in bodies.items())):
            bodies.pop(key)
        elif all(_is_of_some_province(i) for i in body.items if isinstance(i, Agency)):
            body.province = _home(body, bodies, told)


def _is_of_some_province(agency: Agency) -> bool:
    """Whether it says "of the province", or every province has one: "Tỉnh đoàn", "Hội Nông dân", "Sở Xây dựng"."""
    if has_own_name(agency):
        return False
    return agency.local or agency.name.startswith(EVERYWHERE) or agency.department in _of_provinces()


@lru_cache(maxsize=1)
def _of_provinces() -> frozenset[str]:
    return frozenset(row.name for row in departments() if row.level == "province")


def _home(body: Body, bodies: dict[Key, Body], told: Told) -> str | None:
    """The province of a side: of a place on that side, of a post there, or the only one besides the other side's."""
    near = [b for k, b in bodies.items() if k[0] in ("", "unit") and b.province and body.host * b.host > 0]
    if near:
        return max(near, key=lambda b: abs(b.host)).province
    strange = {province_id(b.province) for b in bodies.values() if b.province and b.host * body.host < 0}
    posts = [i.province for p in told.persons(body) for i in p.items if i.province and body.host]
    own = [p for p in posts if province_id(p) not in strange]
    if own:
        return own[0]
    named = {province_id(i.province): i.province for r in told.reads for i in r.items if i.province}
    left = [province for slug, province in named.items() if slug not in strange]
    return left[0] if len(left) == 1 and strange and body.host else None


def _is_short_for(short: str, whole: str, body: Body) -> bool:
    """As in "Sở Thông tin" (the line was cut), or "Đài Truyền thanh A" of huyện A."""
    units = [f"{i.kind_key} {body.key[1]}" for i in body.items if isinstance(i, Agency) and body.is_unit]
    return short == whole or whole.startswith(short + " ") or short in units


def _within(body: Body) -> bool:
    """Whether it is a part of another body, named without it: "Văn phòng Sở", "Ban Thường vụ Hội"."""
    last = body.key[0].split()[-1]
    if any(isinstance(i, Agency) and i.local and i.department for i in body.items):
        return False  # "Văn phòng UBND tỉnh"
    return body.is_agency_of(_PARTS) or last in ("so", "hoi", "ban", "cuc", "vien", "truong")


def _spread(bodies: dict[Key, Body]) -> None:
    """As in "làm việc với hai tỉnh A và B để trao đổi với Chi cục X các tỉnh": each has its own X."""
    for key in [k for k, b in bodies.items() if k[1] == "" and k[0] not in ("", "unit") and b.host >= 1.0]:
        agency = next((i for i in bodies[key].items if isinstance(i, Agency) and not i.local), None)
        received = [b for k, b in bodies.items() if k[0] == "" and b.host >= 1.0 and b.place is not None]
        if agency is None or len(received) < 2 or any((key[0], b.key[1]) in bodies for b in received):
            continue
        for body in received:
            bodies.pop(body.key)
            body.items.insert(0, replace(agency, place=body.place))
            body.key = key_of(body.items[0])
            bodies[body.key] = body
        bodies.pop(key)


def _headline_yields(bodies: dict[Key, Body]) -> None:
    """A body that only the headline names yields to the one of its province that the text tells of instead."""
    for key in [k for k, b in bodies.items() if k[0] not in ("", "unit") and _kinds(b) == {TITLE}]:
        body = bodies[key]
        near = [b for b in bodies.values() if b.key[0] not in ("", "unit") and BODY in _kinds(b) and not b.is_unit]
        near = [b for b in near if b.host * body.host > 0 and b.province and b.province == body.province]
        if len(near) == 1:
            bodies.pop(key)


def _kinds(body: Body) -> set[str]:
    """Of what kind the sentences are that speak for it."""
    return {s.kind for sentences in body.reasons.values() for s in sentences}


def _posts_yield(bodies: dict[Key, Body]) -> None:
    """A body that only stands in posts yields to one of its province that is said to have taken part, or to a likelier.

    The officials of a province who come or receive are one party, whatever the offices they hold there.
    """
    for key in reversed([k for k, b in bodies.items() if not b.told and b.province and not b.is_unit]):
        body = bodies[key]
        near = [b for b in bodies.values() if b is not body and b.province and not b.is_bare_province]
        near = [b for b in near if not b.is_unit or (b.told and b.host < 0)]
        near = [b for b in near if b.host * body.host > 0 and (b.told or abs(b.host) >= abs(body.host))]
        near = [b for b in near if abs(b.host) >= 0.4 * abs(body.host)]
        near += [b for b in bodies.values() if b.told and b.host * body.host < 0]  # a province stands on one side
        if any(province_id(b.province or "") == province_id(body.province or "") for b in near):
            bodies.pop(key)


def _parts_yield(bodies: dict[Key, Body]) -> None:
    """A division of a body ("Phòng A, Đài B") yields to the bodies of its province on that side."""
    for key in [k for k, b in bodies.items() if b.province and b.is_agency_of(_PARTS) and not b.is_unit]:
        body = bodies[key]
        near = [b for b in bodies.values() if b is not body and b.host * body.host > 0 and abs(b.host) > abs(body.host)]
        if any(b.province and province_id(b.province) == province_id(body.province or "") for b in near):
            bodies.pop(key)


def _unplaced_yield(bodies: dict[Key, Body]) -> None:
    """As in "Hội A hai tỉnh B, C": once both are known by their provinces, the name alone is no third."""
    for key in [k for k, b in bodies.items() if b.key[1] == "" and b.key[0] not in ("", "unit") and not b.province]:
        body = bodies[key]
        same = [b for b in bodies.values() if b is not body and b.key[0] == body.key[0] and b.province]
        if len(same) > 1 and all(b.host * body.host >= 0 for b in same):
            bodies.pop(key)


def _place_provinces(bodies: dict[Key, Body], told: Told) -> None:
    """“tại Bắc Ninh” speaks for the body of Bắc Ninh that takes part; without one, a body is sought in the posts."""
    for key in [k for k in bodies if k[0] == ""]:
        body = bodies[key]
        same = [b for k, b in bodies.items() if k[0] and b.province and province_id(b.province) == key[1]]
        if any(b.host * body.host < 0 and abs(b.host) >= abs(body.host) and not b.is_unit for b in same):
            bodies.pop(key)  # what is said of its body weighs more
            continue
        same = [b for b in same if _agrees(body, b) > 0 and (b.host >= 1.0 or b.host <= 0 or body.host <= 0)]
        if body.host >= 1.5:  # the province itself received; what was seen in a district of it is another matter
            same = [b for b in same if not b.is_unit]
        if body.label and body.host < 0:
            _place_label(body, same, bodies)
        elif same:
            max(same, key=lambda b: (_agrees(body, b), -abs(b.is_unit))).take(bodies.pop(key))
        else:
            rivals = [b for k, b in bodies.items() if k[0] == "" and b.host * body.host > 0]
            _name_province(body, told, of_leader=abs(body.host) >= max((abs(b.host) for b in rivals), default=0))


def _place_label(body: Body, same: list[Body], bodies: dict[Key, Body]) -> None:
    """ "Đoàn đại biểu Người có uy tín tỉnh A" is named so, unless a body of A is told to have come itself."""
    came = next((b for b in same if b.host <= -1.5), None)
    if came is not None:
        body.label = ""
        came.take(bodies.pop(body.key))
        return
    for led in [k for k, b in bodies.items() if b in same and -1.0 < b.host < 0 and not b.scores[EITHER]]:
        body.take(bodies.pop(led))


def _name_province(body: Body, told: Told, *, of_leader: bool) -> None:
    """A province took part: the body in the post of who led or received, or else the one that the note names most."""
    own = [a for p in told.persons(body) if of_leader and (p.leads or body.host > 0) and (a := body_of_post(p))]
    own = [a for a in own if not a.placed or (a.province and province_id(a.province) == body.key[1])]
    if own and body.place is not None:
        body.items.insert(0, replace(own[0], place=body.place))
        body.key = key_of(body.items[0])
        return
    named: dict[Key, list[Agency]] = {}
    for read in told.reads:
        for item in read.items:
            if (
                isinstance(item, Agency)
                and not item.business
                and not item.district
                and not item.name.startswith(SITES)
                and key_of(item)[1] == body.key[1]
            ):
                named.setdefault(key_of(item), []).append(item)
    posts = {key_of(i) for p in told.persons(body) for i in p.items if isinstance(i, Agency)}
    if named:
        best = max(named, key=lambda k: (k in posts, len(named[k])))
        body.items = [*named[best], *body.items]
        body.key = best


def _place_venues(bodies: dict[Key, Body]) -> None:
    """As in "tại TP. A": a town that only gave the room speaks for the one of those who met that is of its province."""
    if sum(bool(b.scores[EITHER] and not b.host) for b in bodies.values()) > 2:
        return  # many met in a town of one of them: that does not make it the host
    for key in [k for k, b in bodies.items() if b.is_unit and b.is_mere_place and 0 < b.host <= 1.0 and b.province]:
        body = bodies[key]
        same = [b for b in bodies.values() if b is not body and not b.is_unit and b.province and b.host >= 0]
        same = [b for b in same if province_id(b.province or "") == province_id(body.province or "")]
        if len(same) == 1:
            same[0].take(bodies.pop(key))
