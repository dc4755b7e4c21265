"""Whose post it is: of the bodies in a person's post, the one that the person stands for at a visit."""

from tracker.notes.agencies import Agency, body_at
from tracker.notes.people import Person
from tracker.notes.places import Place, place_at
from tracker.notes.spans import Phrases, Token, phrases

_PARTS = frozenset({",", ";", "-", "và", "kiêm", "đồng", "("})
_MEMBER: Phrases[str] = phrases("ủy viên|uv|uvbtv|uvtv|uvbch|tỉnh ủy viên|thành ủy viên|huyện ủy viên|tuv|thành viên")
_GOVERNOR: Phrases[str] = phrases(
    """
    tỉnh trưởng | phó tỉnh trưởng | đô trưởng | phó đô trưởng | thị trưởng | phó thị trưởng | huyện trưởng |
    phó huyện trưởng | chủ tịch ủy ban chính quyền | phó chủ tịch ủy ban chính quyền
    """
)
_COUNCIL = "Ủy ban nhân dân"
_DELEGATES = "Đoàn đại biểu Quốc hội"
# How much a part of the post says of whom its holder stands for.
_MEMBERSHIP, _DELEGATE, _DEPUTY_SECRETARY, _HEAD, _SECRETARY, _OF_GOVERNMENT = range(6)


def body_of_post(person: Person) -> Agency | None:
    """The body that the person stands for.

    Of "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh" the People's Committee, of "Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh" or "Phó
    Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh" the Party's; of several equals the one whose unit
    is printed, or the first.
    """
    ranked = bodies_of_post(person)
    best = max((rank for rank, _ in ranked), default=-1)
    equals = [agency for rank, agency in ranked if rank == best]
    return next((agency for agency in equals if agency.placed), equals[0] if equals else None)


def bodies_of_post(person: Person) -> list[tuple[int, Agency]]:
    """Every body of the post in order, each with how much it says of whom the person stands for."""
    if person.post is None:
        return []
    tokens = person.sentence.tokens
    found: list[tuple[int, Agency]] = []
    start = index = person.post[0]
    while index < person.post[1]:
        if tokens[index].low in _PARTS:
            start = index + 1
        governor = _GOVERNOR.at(tokens, index)
        if governor is not None:
            place = place_at(tokens, governor[0]) or Place(index, index, "tỉnh", "", None)
            found.append((_OF_GOVERNMENT, Agency(index, governor[0] - 1, _COUNCIL, _COUNCIL, "", place)))
            index = governor[0]
            continue
        agency = body_at(tokens, index) or _committee(tokens, index)
        if agency is None or agency.business or agency.first >= person.post[1]:
            index += 1
            continue
        found.append((_rank(tokens, start, index, agency), agency))
        index = agency.last + 1
    return found


def _committee(tokens: list[Token], index: int) -> Agency | None:
    """As in "Bí thư Đảng ủy": the Party's committee of a commune or an office, named without its unit."""
    if [t.low for t in tokens[index : index + 2]] != ["đảng", "ủy"]:
        return None
    place = place_at(tokens, index + 2) if index + 2 < len(tokens) else None
    return Agency(index, place.last if place else index + 1, "Đảng ủy", "", "", place)


def _rank(tokens: list[Token], start: int, index: int, agency: Agency) -> int:
    words = " ".join(t.low for t in tokens[start:index])
    if _MEMBER.at(tokens, start) is not None or words.startswith("nguyên "):
        return _MEMBERSHIP
    if agency.name == _DELEGATES or agency.department == _DELEGATES:
        return _DELEGATE
    if agency.name.endswith(" ủy") and "bí thư" in words:
        return _DEPUTY_SECRETARY if "phó" in words and "thường trực" not in words else _SECRETARY
    return _HEAD
