"""Whose side a person was on, as the sentence builds it: received, came along, "về phía … có", led, presided."""

from dataclasses import dataclass

from tracker.i18n import N_
from tracker.notes.ballot import HOST, VISITOR
from tracker.notes.deeds import ABROAD, ATTENDS, HOME, OTHER, PRESENT, RECEIVED, Hint, by_verb, meets_person
from tracker.notes.events import Event, Read
from tracker.notes.lines import TITLE
from tracker.notes.people import Person
from tracker.notes.spans import ROMAN, Phrases, phrases
from tracker.notes.words import COUNTRIES

_WITH_LEADER = N_("is named after the leader of the delegation")
_IN_DELEGATION = N_("is named with the delegation")
_LISTED = N_("is listed for this side")
_GUEST = N_("was received or spoken with")
_CALLED_ON = N_("the guests paid a call on this person")
_HEADS_HOSTS = N_("heads those whom the guests came to")

_COMES_ALONG: Phrases[str] = phrases(
    """
    cùng đi | đi cùng | tháp tùng | tham gia đoàn | cùng tham gia đoàn | thành viên đoàn | thành phần đoàn |
    trong đoàn | thành viên trong đoàn | các thành viên đoàn | cùng đoàn | tham gia đoàn công tác |
    thành viên của đoàn
    """
)
_RECEIVES_TOO: Phrases[str] = phrases(
    """
    cùng tiếp | tham gia tiếp | dự tiếp | cùng dự tiếp | tham gia buổi tiếp | tham dự buổi tiếp |
    dự buổi tiếp | cùng đón | cùng đón tiếp | tham gia đón | chủ trì tiếp | chủ trì đón | tham gia đón tiếp |
    tiếp đoàn | đón đoàn | chủ trì buổi tiếp | buổi tiếp có
    """
)
_ATTENDS: Phrases[str] = phrases(
    """
    cùng dự | tham dự | dự | tham gia | cùng tham dự | cùng tham gia | có mặt | chứng kiến | chủ trì |
    đồng chủ trì | dự và chủ trì | dự hội nghị | dự buổi | tới dự | đến dự | về dự | có sự tham dự |
    có sự tham gia
    """
)
_OPENS_LIST = frozenset({"có", "gồm", ":", "là", "gồm:", "do"})
_OWN_WORDS = frozenset(
    {"chủ", "nhà", "sở", "tỉnh", "đơn", "vị", "địa", "phương", "huyện", "xã", "thành", "phố", "quận"}
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """From this word on, the persons of the sentence are introduced so."""

    at: int
    hint: Hint


def hints(reads: list[Read]) -> dict[int, list[Hint]]:
    """For every person (by `id`) what its sentence says of the side. A list may run on over the next lines."""
    found: dict[int, list[Hint]] = {}
    carried: Hint | None = None
    led = False
    for read in reads:
        for person in [p for p in read.persons if p.leads]:
            if led and _heads_hosts(read, person):
                person.leads, person.receives = False, True
            led = True
        frames = _frames(read)
        runs_on = carried is not None and (read.sentence.bullet or _starts_with_person(read))
        for person in read.persons:
            own = [f.hint for f in frames if f.at < person.begin]
            given = own[-1] if own else (carried if runs_on and read.sentence.kind != TITLE else None)
            found[id(person)] = ([given] if given else []) + by_verb(read, person)
        last = read.sentence.tokens[-1].text
        heads = bool(frames) and not read.persons and len(read.sentence.tokens) <= 20 and _is_heading(read)
        if heads or (frames and last in ":;") or (frames and read.sentence.bullet and read.persons):
            carried = frames[-1].hint
        elif not runs_on or not (read.sentence.bullet or last in ";:,") or _is_new_section(read):
            carried = None
    return found


def _called_on(read: Read, person: Person) -> bool:
    """As in "đến chào xã giao đồng chí A"."""
    before = [t.low for t in read.sentence.tokens[max(0, person.begin - 6) : person.begin]]
    return "chào" in before and not {"mừng", ",", "lời"} & set(before[before.index("chào") :])


def _is_heading(read: Read) -> bool:
    """As in "Phía Ban Dân tộc tỉnh A", "2. Đại diện Sở B", on a line of its own above a list."""
    words = [t.low for t in read.sentence.tokens if t.text.isalpha() and t.text not in ROMAN][:2]
    return bool(words) and (words[0] in ("phía", "đoàn") or words in (["về", "phía"], ["đại", "diện"]))


def _is_new_section(read: Read) -> bool:
    """As in "II. NỘI DUNG", "3. Đại diện doanh nghiệp: …": a numbered line without a person ends the list before it."""
    mark = read.sentence.tokens[0].text
    return not read.persons and (mark.isdigit() or mark in ROMAN)


def _starts_with_person(read: Read) -> bool:
    return bool(read.persons) and read.persons[0].begin <= 4


def _frames(read: Read) -> list[_Frame]:
    found: list[_Frame] = []
    events = read.events
    for n in range(len(events)):
        frame = _frame_of_event(read, events, n)
        if frame is not None:
            found.append(frame)
    found += _frames_of_words(read)
    found += [_Frame(p.end - 1, Hint(VISITOR, 2.0, why=_WITH_LEADER)) for p in read.persons if p.leads]
    found += [_Frame(p.begin - 1, Hint(HOST, 2.5, why=_HEADS_HOSTS)) for p in read.persons if p.receives]
    found += [_Frame(p.begin - 1, Hint(HOST, 2.5, why=_CALLED_ON)) for p in read.persons if _called_on(read, p)]
    return sorted(found, key=lambda f: f.at)


def _frame_of_event(read: Read, events: list[Event], n: int) -> _Frame | None:
    """As in "Tiếp … đoàn có", "Đoàn … gồm có", "Huyện A có đồng chí"."""
    event = events[n]
    before = [e for e in events[:n] if e.kind in ("person", "item", "delegation")]
    clause_before = _since_break(events, n)
    if event.kind == "receives":
        if _begins_anew(read, event):
            return _Frame(event.last, Hint(HOST, 2.0, why=RECEIVED))
        if any(e.kind == "person" or e.kind == "item" for e in clause_before):
            passive = any(e.kind == "passive" for e in clause_before)
            meets = not passive and meets_person(read, events[n:])
            return _Frame(event.last, Hint(VISITOR, 2.0, why=_GUEST)) if meets else None
        return _Frame(event.last, Hint(HOST, 2.0, why=RECEIVED))
    if event.kind == "meets" and clause_before and meets_person(read, events[n:], word="với"):
        came = any(e.kind in ("delegation", "goes") for e in clause_before)
        return _Frame(event.last, Hint(HOST if came else VISITOR, 2.0, why=_GUEST))
    if event.kind == "delegation" and "phía" not in {t.low for t in read.sentence.tokens[: event.first][-4:]}:
        if not before and any(e.kind == "meets" for e in clause_before):  # "Làm việc với đoàn có …"
            return _Frame(event.last, Hint(HOST, 2.0, why=RECEIVED))
        opened = _opens(read, event.last + 1, events[n + 1 :])
        if any(e.kind == "receives" for e in clause_before):
            named = any(e.kind == "item" for e in clause_before)
            if "phía" in {t.low for t in read.sentence.tokens[: event.first]}:
                return None  # "Về phía huyện A, tiếp đón đoàn có …"
            opens_with_it = clause_before[0].kind == "receives" and opened is not None
            if not named or (opens_with_it and read.sentence.tokens[opened or 0].low == "có"):
                return None
        return _Frame(opened, Hint(VISITOR, 2.0, why=_IN_DELEGATION)) if opened is not None else None
    if event.kind == "item" and event.item is not None:
        tokens = read.sentence.tokens
        after = event.last + 1
        while after < len(tokens) and tokens[after].text in ",:":
            after += 1
        named = n + 1 < len(events) and events[n + 1].kind == "person" and events[n + 1].first - after <= 2
        opens = event.first == 0 or tokens[event.first - 1].text in ".;:-,"
        if (
            named and opens and after == event.last + 2 and tokens[after - 1].text == ":"
        ):  # "Sở A: ông B, Giám đốc Sở; …"
            return _Frame(event.last, Hint("of", 2.5, event.item, _LISTED))
        if after == len(tokens) and tokens[-1].text == ":":  # a heading of the list of those present
            return _Frame(event.last, Hint("of", 2.5, event.item, _LISTED))
        starts = not [e for e in before if e.kind == "item"] or not clause_before
        if after < len(tokens) and tokens[after].low in ("có", "gồm") and starts and _no_receiver(clause_before):
            return _Frame(after, Hint("of", 2.5, event.item, _LISTED))
    return None


def _heads_hosts(read: Read, person: Person) -> bool:
    """As in "đoàn do … dẫn đầu đã làm việc với Sở B do ông A dẫn đầu": the guests have their head, A is the other's."""
    tokens = read.sentence.tokens
    led = next((k for k in range(person.begin - 1, max(-1, person.begin - 4), -1) if tokens[k].low == "do"), None)
    before = [e for e in read.events if led is not None and e.last < led]
    if led is None or not before or before[-1].kind not in ("item", "delegation", "local"):
        return False
    start = before[-1].first
    while len(before) > 1 and before[-2].kind in ("item", "delegation") and start - before[-2].last <= 3:
        before.pop()
        start = before[-1].first
    return "với" in {t.low for t in tokens[max(0, start - 5) : start]}


def _no_receiver(events: list[Event]) -> bool:
    return not any(e.kind in ("receives", "delegation", "at") for e in events)


def _since_break(events: list[Event], n: int) -> list[Event]:
    start = max((k for k in range(n) if events[k].kind == "break"), default=-1)
    return events[start + 1 : n]


def _begins_anew(read: Read, event: Event) -> bool:
    """As in "…, Tiếp đoàn có", "… Sở TT&TT. Tiếp đoàn có": a new sentence whose full stop was lost or not seen."""
    tokens = read.sentence.tokens
    return event.first > 0 and tokens[event.first].capital and tokens[event.first - 1].text in ",."


def _opens(read: Read, start: int, following: list[Event]) -> int | None:
    """Where a list of persons opens after "đoàn …": at "có", "gồm", "do" before the first person."""
    person = next((e for e in following if e.kind == "person"), None)
    if person is None:
        return None
    between = [e.kind for e in following[: following.index(person)]]
    if "receives" in between:
        return None
    tokens = read.sentence.tokens
    for k in range(start, person.first):
        if tokens[k].low == "phía" or (tokens[k].low == "cùng" and _ATTENDS.at(tokens, k) is not None):
            return None
        if tokens[k].low in _OPENS_LIST and person.first - k <= 12:
            return k
    return None


def _frames_of_words(read: Read) -> list[_Frame]:
    """As in "Về phía …", "Cùng đi …", "Cùng dự …", "Thay mặt …"."""
    tokens = read.sentence.tokens
    found: list[_Frame] = []
    for k, token in enumerate(tokens):
        if token.low == "phía" or (
            token.low in ("bên", "đại", "thay") and k + 1 < len(tokens) and _speaks_for(read, k)
        ):
            hint = _side_said(read, k + (1 if token.low == "phía" else 2), speaks=token.low != "phía")
            if hint is not None:
                found.append(_Frame(k, hint))
            continue
        along, too, there = _COMES_ALONG.at(tokens, k), _RECEIVES_TOO.at(tokens, k), _ATTENDS.at(tokens, k)
        if along is not None and any(e.kind == "receives" and 0 < e.first - along[0] <= 3 for e in read.events):
            continue  # "ông A cùng đoàn đã tiếp đón": those with him
        if along is not None and not _received_before(read, k):
            found.append(_Frame(k, Hint(VISITOR, 2.0, why=_IN_DELEGATION)))
        elif too is not None and (token.low == "cùng" or not any(p.begin < k for p in read.persons)):
            found.append(_Frame(k, Hint(HOST, 2.0, why=RECEIVED)))
        elif there is not None and not _person_in_clause(read, k):
            found.append(_Frame(k, Hint(ATTENDS, 0.5, why=PRESENT)))
        elif there is not None and token.low == "cùng" and _was_reception(read, k):
            found.append(_Frame(k, Hint(HOST, 2.0, why=RECEIVED)))
    return found


def _received_before(read: Read, k: int) -> bool:
    """As in "Lãnh đạo huyện tiếp và đi cùng đoàn có …": who goes along is of the house."""
    received = any(e.kind == "receives" and e.first < k for e in read.events[:1])
    near = any(e.kind == "receives" and 0 < k - e.last <= 4 for e in read.events)
    return received or near


def _was_reception(read: Read, k: int) -> bool:
    """As in "Ông A tiếp đoàn …, cùng dự có ông B": the reception was told of before the word."""
    verbs = [e for e in read.events if e.last < k and e.kind in ("receives", "goes", "passive")]
    return bool(verbs) and verbs[0].kind == "receives"


def _person_in_clause(read: Read, k: int) -> bool:
    """Whether a person stands between the last semicolon and the word."""
    start = max((e.last for e in read.events if e.kind == "break" and e.first < k), default=-1)
    return any(start < p.begin < k for p in read.persons)


def _speaks_for(read: Read, k: int) -> bool:
    """As in "Thay mặt đoàn", "Đại diện Sở A" (before the person who does so)."""
    pair = (read.sentence.tokens[k].low, read.sentence.tokens[k + 1].low)
    return pair in (("thay", "mặt"), ("đại", "diện"))


def _side_said(read: Read, start: int, *, speaks: bool) -> Hint | None:
    """Whose side "phía …" or "thay mặt …" names."""
    weight = 1.5 if speaks else 2.5
    for event in read.events:
        if event.first < start:
            continue
        if event.first - start > 8 or event.kind in ("person", "break"):
            break
        if event.kind == "delegation":
            return Hint(VISITOR, weight, why=_LISTED)
        if event.kind == "item" and event.item is not None:
            return Hint("of", weight, event.item, _LISTED)
        if event.kind == "local":
            return Hint(HOST, weight, why=_LISTED)
    words = {t.low for t in read.sentence.tokens[start : start + 4]}
    if "đoàn" in words or "khách" in words or "bạn" in words:
        return Hint(VISITOR, weight, why=_LISTED)
    if words & _OWN_WORDS and not speaks:
        return Hint(HOST, weight, why=_LISTED)
    if not speaks and {"có", "gồm"} & {t.low for t in read.sentence.tokens[start : start + 14]}:
        return _country_said(read, start) or Hint(OTHER, weight, why=_LISTED)
    return None


def _country_said(read: Read, start: int) -> Hint | None:
    """As in "Phía Lào có …", "phía Việt Nam có …"."""
    tokens = read.sentence.tokens
    if [t.low for t in tokens[start : start + 2]] == ["việt", "nam"]:
        return Hint(HOME, 2.0, why=_LISTED)
    return Hint(ABROAD, 2.0, why=_LISTED) if COUNTRIES.at(tokens, start) else None
