"""What a person does in a sentence, and what that says of the side: receives, came, thanks, praises, presides."""

from dataclasses import dataclass

from tracker.i18n import N_
from tracker.notes.ballot import HOST, VISITOR
from tracker.notes.events import Event, Item, Read
from tracker.notes.people import Person

ATTENDS, OTHER, ABROAD, HOME, OPPOSITE = "attends", "other", "abroad", "home", "opposite"

RECEIVED = N_("received the guests")
PRESENT = N_("was present")
_JOURNEY = N_("the journey is that of its official")
_OF_OWN = N_("speaks for or of this side")
_PRAISED = N_("praises or thanks the other side")
_GOES_THERE = N_("went there to work")


@dataclass(frozen=True, slots=True)
class Hint:
    """What the sentence says of a person's side: HOST, VISITOR, ATTENDS, or "the side of this body" ("of").

    OPPOSITE: of the side that faces this body.
    OTHER: of a party that is neither; ABROAD, HOME: of the party from abroad, or of the one from this country.
    """

    side: str
    weight: float
    item: Item | None = None
    why: str = ""


def meets_person(read: Read, events: list[Event], word: str = "") -> bool:
    """As in "đã đón tiếp và hội đàm với đồng chí A": whom the verb governs, with no list or clause between.

    `word`: one that must stand between.
    """
    after = next((e for e in events[1:] if e.kind != "meets"), None)
    if after is None or after.kind != "person" or after.first - events[0].last > 10:
        return False
    between = [t.low for t in read.sentence.tokens[events[0].last + 1 : after.first]]
    if between[-2:] == ["chí", ":"]:
        between.pop()
    return not set(between) & {",", ";", ":", "có", "gồm", "là", "do", "đoàn", "phía"} and (not word or word in between)


def _past_joined(read: Read, person: Person, events: list[Event]) -> list[Event]:
    """The events after the person and those named in one breath with it: "A và B tiếp đoàn"."""
    end, left = person.end, [e for e in events if e.person is not person]
    while left and left[0].kind == "person":
        between = {t.low for t in read.sentence.tokens[end : left[0].first]}
        if not between <= {",", "và", "cùng", "ông", "bà", "đồng", "chí", "các"}:
            break
        end, left = left[0].last + 1, left[1:]
    return left


def _with_colleagues(read: Read, events: list[Event], verb: Event) -> list[Event]:
    """Before the verb: persons, and bodies that stand for more of them ("và các đồng chí trong Ban Thường vụ …")."""
    found: list[Event] = []
    between = [e for e in events if e.last < verb.first]
    for n, event in enumerate(between):
        start = between[n - 1].last + 1 if n else event.first - 4
        gap = {t.low for t in read.sentence.tokens[max(0, start) : event.first]}
        if event.person or (event.kind == "item" and gap & {"và", "cùng"} and "," not in gap):
            found.append(event)
    return found


_PRESIDES_WITH = tuple(
    f"{verb} {meeting} {who}"
    for verb in ("chủ trì", "đã chủ trì")
    for meeting in ("buổi làm việc", "buổi tiếp", "cuộc làm việc", "buổi tiếp và làm việc", "tiếp", "tiếp và làm việc")
    for who in ("với đoàn", "đoàn", "cùng đoàn")
)
_WENT = ("làm việc tại", "đến thăm", "sang thăm", "tới thăm", "đến làm việc", "đã đến", "thăm và làm")
_PRAISES = frozenset({"chúc mừng", "đánh giá", "cảm ơn", "cám ơn", "ấn tượng", "ngưỡng mộ", "biểu dương", "bày tỏ"})
_TELLS = frozenset({"giới", "thông", "báo", "trình", "chia", "nêu", "khái"})


def _is_received(read: Read, person: Person) -> bool:
    """As in "Đoàn được A, B; C tiếp thân mật": everyone between "được" and the verb receives."""
    passive = next((e for e in read.events if e.kind == "passive"), None)
    came = any(e.kind == "delegation" and passive is not None and e.last < passive.first for e in read.events)
    verb = next((e for e in read.events if e.kind in ("goes", "meets") and e.first > person.end), None)
    later = next((e for e in read.events if e.kind == "receives" and e.first > person.end), None)
    return came and later is not None and (verb is None or later.first < verb.first)


def _told_of_own(read: Read, person: Person, events: list[Event]) -> list[Hint]:
    """As in "ông A, đại diện cho Sở B, …", "ông A giới thiệu … của tỉnh B": he is of it; not who praises it."""
    tokens = read.sentence.tokens
    item = next((e for e in events if e.kind in ("item", "person", "break", "delegation")), None)
    if item is None or item.kind != "item" or item.item is None:
        return []
    after = [t.low for t in tokens[person.end : item.first]]
    start = 1 if after[:1] in ([","], ["-"]) else 0
    if after[start : start + 2] in (["đại", "diện"], ["thay", "mặt"]) and len(after) <= start + 5:
        return [Hint("of", 2.0, item.item, _OF_OWN)]
    if " ".join(after[:2]) in _PRAISES and not {",", ";"} & set(after):
        return [Hint(OPPOSITE, 1.0, item.item, _PRAISED)]
    if after[:1] and after[0] in _TELLS and after[-1:] == ["của"] and not {",", ";"} & set(after):
        return [Hint("of", 1.0, item.item, _OF_OWN)]
    return []


def by_verb(read: Read, person: Person) -> list[Hint]:
    """What the person does: receives the delegation, thanks for the welcome, presides."""
    found: list[Hint] = []
    events = [e for e in read.events if e.first > person.begin]
    verb = next((e for e in events if e.kind in ("receives", "goes", "meets", "break")), None)
    later_person = next((e for e in _past_joined(read, person, events) if e.kind == "person"), None)
    subject = not any(e.kind in ("receives", "delegation", "goes") for e in read.events if e.first < person.begin)
    passive = any(e.kind == "passive" for e in read.events if e.first < person.begin)
    if verb is not None and verb.kind == "receives" and (later_person is None or later_person.first > verb.first):
        near = verb.first - max([person.end, *(e.last for e in _with_colleagues(read, events, verb))]) <= 6
        guests = any(e.kind == "delegation" for e in read.events) or meets_person(read, events[events.index(verb) :])
        if near and (subject or passive) and guests:
            found.append(Hint(HOST, 2.0, why=RECEIVED))
    elif passive and subject and any(e.kind == "receives" for e in events) and _is_received(read, person):
        found.append(Hint(HOST, 2.0, why=RECEIVED))
    found += _told_of_own(read, person, events)
    if subject and " ".join(t.low for t in read.sentence.tokens[person.end : person.end + 3]).startswith(_WENT):
        found.append(Hint(VISITOR, 1.5, why=_GOES_THERE))
    before = [t.low for t in read.sentence.tokens[max(0, person.begin - 10) : person.begin]]
    if "chuyến" in before and "của" in before[-3:]:  # "chuyến khảo sát … của ông A"
        found.append(Hint(VISITOR, 2.0, why=_JOURNEY))
    after = " ".join(t.low for t in read.sentence.tokens[person.end : person.end + 40])
    if "cảm ơn" in after[:60] and any(
        w in after for w in ("đón tiếp", "tiếp đón", "sự tiếp", "chia sẻ", "giúp đỡ", "phối hợp")
    ):
        found.append(Hint(VISITOR, 1.0, why=N_("thanks for the welcome")))
    if after.startswith(_PRESIDES_WITH):
        found.append(Hint(HOST, 2.0, why=RECEIVED))
    elif after.startswith(("chủ trì", "đã chủ trì", ", chủ trì")):
        found += [Hint(ATTENDS, 0.8, why=PRESENT), Hint(HOST, 0.9, why=N_("presided"))]
    elif after.startswith(("đồng chủ trì", "tiếp", "trao quà")):
        found.append(Hint(ATTENDS, 0.8, why=PRESENT))
    if any(w in after[:50] for w in ("chào mừng đoàn", "chào mừng các", "vui mừng được đón", "vui mừng đón")):
        found.append(Hint(HOST, 1.0, why=N_("welcomes the guests")))
    return found
