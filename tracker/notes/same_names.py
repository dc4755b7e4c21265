"""Two spellings of one body's name: capitals that are the initials of the other's words, and who manages a place."""

from tracker.notes.agencies import Agency
from tracker.notes.agency_tables import written_out
from tracker.notes.bodies import Body, Key
from tracker.notes.places import folded

_MANAGERS = ("ban quản lý ", "ban ql ", "khu ", "đoàn ")


def merge_spellings(bodies: dict[Key, Body]) -> None:
    """As in "BQL Khu BTTN A" and "Ban quản lý Khu bảo tồn thiên nhiên A": bodies of one side under two spellings."""
    keys = [k for k in bodies if k[0] not in ("", "unit")]
    for n, key in enumerate(keys):
        for other in keys[n + 1 :]:
            if key not in bodies or other not in bodies or key[0] == other[0] or not _one_place(key, other):
                continue
            one, two = bodies[key], bodies[other]
            if one.host * two.host >= 0 and _one_name(one, two):
                kept, dropped = (
                    (key, other) if (bool(key[1]), len(key[0])) >= (bool(other[1]), len(other[0])) else (other, key)
                )
                bodies[kept].take(bodies.pop(dropped))


def _one_place(key: Key, other: Key) -> bool:
    return key[1] == other[1] or not key[1] or not other[1]


def _one_name(one: Body, two: Body) -> bool:
    names, others = ({_bare(i.name) for i in b.items if isinstance(i, Agency)} for b in (one, two))
    return any(same_name(a, b) for a in names for b in others)


def _bare(name: str) -> str:
    """Without "Ban quản lý": who manages a park is the park's own body."""
    full = written_out(name)
    return next((full[len(m) :] for m in _MANAGERS if full.casefold().startswith(m) and " " in full[len(m) :]), full)


def same_name(one: str, other: str) -> bool:
    """Whether the names are equal once the capitals of each are read as initials of the other's words."""
    left, right = one.replace("-", " ").split(), other.replace("-", " ").split()
    a = b = 0
    while a < len(left) and b < len(right):
        if folded(left[a]) == folded(right[b]):
            a, b = a + 1, b + 1
        elif (end := _initials(left[a], right, b)) > b:
            a, b = a + 1, end
        elif (end := _initials(right[b], left, a)) > a:
            a, b = end, b + 1
        else:
            return False
    return a == len(left) and b == len(right)


def _initials(short: str, words: list[str], start: int) -> int:
    """Where the words end whose initials the capitals are; `start` when they are not."""
    if len(short) < 2 or not short.isupper():
        return start
    at = start
    for letter in short:
        if at < len(words) and folded(words[at]) == "va" and folded(letter) != "v":
            at += 1
        if at >= len(words) or folded(words[at])[:1] != folded(letter):
            return start
        at += 1
    return at
