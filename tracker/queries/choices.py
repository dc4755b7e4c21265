"""What a person may mean while typing, and what the register makes of a name: for reviewing a draft.

A choice is found by the beginnings of its words, without accents and in any of its spellings: "so tttt phu" finds
"Sở Thông tin và Truyền thông tỉnh Phú Thọ".
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from tracker.errors import AmbiguousNameError, UnknownNameError
from tracker.gazetteer import names as gazetteer
from tracker.gazetteer.facts import departments, provinces
from tracker.i18n import language
from tracker.models import Agency, AgencyVersion, Alias, Official
from tracker.queries import registry
from tracker.queries.names import Standard, bearers, find_agency
from tracker.text import key, one_line, sort_key

NEAR = 82
"""How alike two names of people are, of 100, to be taken for one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`text`: what is written when it is chosen; `words`: its folded words; `note`: what is said beside it."""

    text: str
    words: frozenset[str]
    note: str = ""
    known: bool = True
    """Whether the register already holds it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known name that an unknown one may mean; `uid` for a person."""

    name: str
    note: str = ""
    uid: str | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a name means: one that the register holds ("known"), a typical agency not yet in it ("shipped"), or "new".

    `name`: the official name where it is known; `candidates`: what a new name may mean, best first.
    """

    state: str
    name: str
    candidates: tuple[Candidate, ...] = ()


def matching(choices: Iterable[Choice], typed: str, *, most: int = 50) -> list[Choice]:
    """The choices with a word beginning with each typed word: those with the most whole words first."""
    words = key(typed.replace("&", "")).split()
    found = [
        (sum(word not in choice.words for word in words), choice)
        for choice in (choices if words else ())
        if all(any(its.startswith(word) for its in choice.words) for word in words)
    ]
    return [choice for _begun, choice in sorted(found, key=lambda row: row[0])][:most]


def nearest(choices: Iterable[Choice], typed: str, *, most: int) -> list[Choice]:
    """The choices that are written most alike, by their name or by their short one, best first."""
    from rapidfuzz import fuzz, process

    rows = list(choices)
    wanted = key(typed.replace("&", ""))
    scores: dict[int, float] = {}
    for texts in ([key(row.text) for row in rows], [key(row.note.replace("&", "")) for row in rows]):
        for _text, score, place in process.extract(wanted, texts, scorer=fuzz.ratio, limit=most, score_cutoff=70):
            scores[place] = max(score, scores.get(place, 0))
    return [rows[place] for place in sorted(scores, key=lambda place: (-scores[place], place))[:most]]


def _words(*texts: str) -> frozenset[str]:
    """The folded words of all spellings, abbreviations both apart and joined: "tt tt" and "tttt"."""
    return frozenset(word for text in texts for way in (text, text.replace("&", "")) for word in key(way).split())


def agencies(session: Session, day: date) -> list[Choice]:
    """The agencies that were there on the day: those of the register, then the typical ones of every province."""
    spellings: dict[int, list[str]] = {}
    for alias in session.exec(select(Alias)):
        spellings.setdefault(alias.agency_id, []).append(alias.name)
    rows = session.exec(
        select(AgencyVersion).where(
            col(AgencyVersion.valid_from).is_(None) | (col(AgencyVersion.valid_from) <= day),
            col(AgencyVersion.valid_to).is_(None) | (col(AgencyVersion.valid_to) >= day),
        )
    )
    found = {row.name: Choice(row.name, _words(row.name, *spellings.get(row.agency_id, ()))) for row in rows}
    return [*sorted(found.values(), key=_order), *_typical(day, found)]


def _typical(day: date, known: Iterable[str]) -> list[Choice]:
    units = [unit for unit in provinces() if unit.holds(day)]
    found = {}
    for kind in gazetteer.departments_on((row.slug for row in departments()), day):
        for unit in units if kind.level != "central" else (None,):
            name = kind.full_name(unit)
            if name not in known:
                ways = (kind.name, kind.short_name, *kind.aliases, unit.name if unit else "")
                found[name] = Choice(name, _words(name, *ways), kind.short(unit) if unit else kind.short_name, False)
    return sorted(found.values(), key=_order)


def _order(choice: Choice) -> tuple[object, ...]:
    return sort_key(choice.text)


def officials(session: Session) -> list[Choice]:
    """The people of the register, each with a post."""
    return [Choice(row.name, _words(row.name), _post(row)) for row in registry.officials(session)]


def _post(row: registry.OfficialRow) -> str:
    return next((", ".join(filter(None, [post.post, post.agency])) for post in reversed(row.posts)), "")


def topics(session: Session) -> list[Choice]:
    """The topics in use by their names in the language in use; the note is the slug. Found by their cue words too."""
    return [
        Choice(
            row.name_en if language() == "en" else row.name_vi,
            _words(row.slug, row.name_vi, row.name_en, *row.cue_words),
            row.slug,
        )
        for row in registry.topics(session)
        if row.retired_on is None
    ]


def places(day: date) -> list[Choice]:
    """The provinces of the day."""
    rows = [Choice(unit.name, _words(unit.name, unit.full_name)) for unit in provinces() if unit.holds(day)]
    return sorted(rows, key=_order)


def agency(session: Session, name: str, day: date) -> Recognised:
    """What an agency's name means on the day."""
    try:
        found = find_agency(session, name, day)
    except (UnknownNameError, AmbiguousNameError) as error:
        return Recognised("new", one_line(name), tuple(Candidate(_plain(one)) for one in error.candidates))
    if not isinstance(found, Agency):
        return Recognised("shipped", found.full_name(day))
    rows = session.exec(
        select(AgencyVersion).where(AgencyVersion.agency_id == found.key).order_by(col(AgencyVersion.id))
    ).all()
    version = next((r for r in rows if (r.valid_from or date.min) <= day <= (r.valid_to or date.max)), rows[-1])
    return Recognised("known", version.name)


def _plain(candidate: str) -> str:
    """The name of a candidate without the number and the time that a message shows behind it."""
    return candidate.partition(" (#")[0]


def official(session: Session, name: str, agency_name: str | None, day: date) -> Recognised:
    """What a person's name means at an agency; candidates bear the same name elsewhere or nearly the same one."""
    from rapidfuzz import fuzz, process

    place: Agency | Standard | None = None
    with suppress(UnknownNameError, AmbiguousNameError):
        place = find_agency(session, agency_name, day) if agency_name else None
    everyone, here = bearers(session, name, place.key if isinstance(place, Agency) else None)
    if len(here) == 1 and (isinstance(place, Agency) or not agency_name):
        return Recognised("known", here[0].full_name)
    rows = {row.id: row for row in registry.officials(session)}
    folded = {row.key: row.folded for row in session.exec(select(Official))}
    near = [
        key_
        for _name, _score, key_ in process.extract(key(name), folded, scorer=fuzz.ratio, limit=4, score_cutoff=NEAR)
    ]
    ids: Sequence[int] = [*dict.fromkeys([*(row.key for row in everyone), *near])][:4]
    return Recognised(
        "new", one_line(name), tuple(Candidate(rows[id_].name, _post(rows[id_]), str(rows[id_].uid)) for id_ in ids)
    )
