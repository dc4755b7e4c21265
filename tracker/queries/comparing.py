"""What two accounts of one visit have in common and where they differ: rows side by side, no session needed."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from tracker.gazetteer.names import agency_key, province_key, read_agency
from tracker.text import key, unify_tone

Verdict = Literal["same", "differs", "only_register", "only_note"]
Field = Literal["day", "place", "direction", "visitor", "host", "official", "topic", "promise", "figure"]
T = TypeVar("T")

_BODY_WORDS = frozenset(
    "so ubnd uy hdnd cuc vu bo vien trung van bao dai ban hoi phong".split()  # noqa: SIM905 -- words, no list
)
SAME_WORDS = 85
"""How much (of 100) of the shorter of two promises stands in the longer when it is one promise told twice: in notes of
one visit such pairs have over 90, two promises of one note under 70."""


@dataclass(frozen=True, slots=True)
class OfficialFact:
    """A person who took part, with the post as worded."""

    name: str
    post: str | None
    side: str


@dataclass(frozen=True, slots=True)
class PromiseFact:
    """A promise in its words; `lead` where it is known who has to do it, `due` (ISO) until when."""

    text: str
    grade: str
    lead: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class FigureFact:
    """An indicator claimed."""

    name: str
    province: str | None
    value: float | None
    rank: int | None
    rank_of: int | None

    def __str__(self) -> str:
        said = [f"{self.value:g}".replace(".", ",")] if self.value is not None else []
        said += [f"#{self.rank}" + (f"/{self.rank_of}" if self.rank_of else "")] if self.rank is not None else []
        return f"{self.name}: {', '.join(said) or '–'}" + (f" ({self.province})" if self.province else "")


@dataclass(frozen=True, slots=True)
class Facts:
    """One account of a visit. What it does not tell is None, "unknown" (direction) or empty."""

    first: date | None = None
    last: date | None = None
    place: str | None = None
    direction: str = "unknown"
    visitors: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    officials: tuple[OfficialFact, ...] = ()
    topics: tuple[str, ...] = ()
    promises: tuple[PromiseFact, ...] = ()
    figures: tuple[FigureFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact side by side: days in ISO ("2024-03-14/2024-03-15"), topics as slugs, officials as "Name; post; side".

    `position`: where the note's own fact stands in its list.
    """

    field: Field
    register: str | None
    note: str | None
    verdict: Verdict
    position: int | None = None

    def as_json(self) -> dict[str, str | None]:
        """The shape that scripts rely on."""
        return {"field": self.field, "register": self.register, "note": self.note, "verdict": self.verdict}


def compare(register: Facts, note: Facts) -> tuple[Difference, ...]:
    """Every fact of either account, in the order of a visit's page; lists in the register's order, then the note's."""
    return (
        *_one("day", _days(register), _days(note)),
        *_one("place", register.place, note.place, same=lambda a, b: province_key(a) == province_key(b)),
        *_one("direction", _known(register.direction), _known(note.direction)),
        *_many("visitor", register.visitors, note.visitors, match=_same_agency),
        *_many("host", register.hosts, note.hosts, match=_same_agency),
        *_many("official", register.officials, note.officials, match=_same_person, same=_same_post, shown=_official),
        *_many("topic", register.topics, note.topics),
        *_many("promise", register.promises, note.promises, match=_same_promise, same=_same_terms, shown=_promise),
        *_many("figure", register.figures, note.figures, match=_same_figure, same=_same_number),
    )


def _one(
    field: Field, register: str | None, note: str | None, *, same: Callable[[str, str], bool] = str.__eq__
) -> Iterator[Difference]:
    if register and note:
        yield Difference(field, register, note, "same" if same(register, note) else "differs")
    elif register:
        yield Difference(field, register, None, "only_register")
    elif note:
        yield Difference(field, None, note, "only_note")


def _equal(one: T, other: T) -> bool:
    return one == other


def _always(_one: T, _other: T) -> bool:
    return True


def _many(
    field: Field,
    register: Sequence[T],
    note: Sequence[T],
    *,
    match: Callable[[T, T], bool] = _equal,
    same: Callable[[T, T], bool] = _always,
    shown: Callable[[T], str] = str,
) -> Iterator[Difference]:
    """Each fact of the register beside the first of the note that it matches, then what only the note has."""
    left = dict(enumerate(note))
    for one in register:
        found = next((n for n, other in left.items() if match(one, other)), None)
        if found is None:
            yield Difference(field, shown(one), None, "only_register")
        else:
            other = left.pop(found)
            yield Difference(field, shown(one), shown(other), "same" if same(one, other) else "differs", found)
    for position, other in left.items():
        yield Difference(field, None, shown(other), "only_note", position)


def _days(facts: Facts) -> str | None:
    if facts.first is None:
        return None
    last = facts.last if facts.last and facts.last != facts.first else None
    return facts.first.isoformat() + (f"/{last.isoformat()}" if last else "")


def _known(direction: str) -> str | None:
    return None if direction == "unknown" else direction


def _same_agency(one: str, other: str) -> bool:
    return agency_key(one) == agency_key(other)


def _same_person(one: OfficialFact, other: OfficialFact) -> bool:
    return key(one.name) == key(other.name)


def _same_post(one: OfficialFact, other: OfficialFact) -> bool:
    """One name to the letter, one side, and a post that both tell, however long they write the body's name."""
    if unify_tone(one.name).casefold() != unify_tone(other.name).casefold() or one.side != other.side:
        return False
    posts, others = (_posts(fact.post or "") for fact in (one, other))
    fewer, more = sorted((posts, others), key=len)
    return all(any(_agree(post, its) for its in more) for post in fewer)


def _posts(text: str) -> list[tuple[str, frozenset[str]]]:
    """The posts of a line, each as its own words and its body's: "Giám đốc Sở TT&TT" -> ("giam doc", {"so-tttt"})."""
    found = []
    for part in re.split(r"[,;]| - ", text):
        words = agency_key(part).split()
        cut = next((n for n in range(1, len(words)) if words[n] in _BODY_WORDS), len(words))
        body = read_agency(" ".join(words[cut:]))
        if words:
            found.append((" ".join(words[:cut]), frozenset(body.department_names or words[cut + 1 :])))
    return found


def _agree(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> bool:
    bodies = (one[1], other[1])
    return one[0] == other[0] and (not all(bodies) or bool(one[1] & other[1]))


def _official(fact: OfficialFact) -> str:
    """As `visit log --official` takes it: "Name; post; side"."""
    return f"{fact.name}; {fact.post or ''}; {fact.side}"


def _same_promise(one: PromiseFact, other: PromiseFact) -> bool:
    from rapidfuzz import fuzz

    leads = {agency_key(fact.lead) for fact in (one, other) if fact.lead}
    return len(leads) < 2 and fuzz.token_set_ratio(key(one.text), key(other.text)) >= SAME_WORDS


def _same_terms(one: PromiseFact, other: PromiseFact) -> bool:
    """Equally firm, and no other day by which it is due; an account may leave the day out."""
    return one.grade == other.grade and other.due in (None, one.due)


def _promise(fact: PromiseFact) -> str:
    return fact.text + (f" [{fact.due}]" if fact.due else "")


def _same_figure(one: FigureFact, other: FigureFact) -> bool:
    places = {province_key(fact.province) for fact in (one, other) if fact.province}
    return key(one.name) == key(other.name) and len(places) < 2


def _same_number(one: FigureFact, other: FigureFact) -> bool:
    return (one.value, one.rank) == (other.value, other.rank)
