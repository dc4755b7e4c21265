"""Everything that holds the words, with or without accents; what holds them exactly as typed comes first.

Abbreviations of the shipped tables and spellings of the register's agencies stand for each other: "so tttt" finds
"Sở Thông tin và Truyền thông", "Sở TT&TT" and the other way round.
"""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from tracker.gazetteer.short_forms import folded_forms, other_forms, parts, runs
from tracker.models import Alias, Citation, SearchEntry, Source, Visit
from tracker.text import fold, key, one_line, unify_tone

MOST = 50
_RANKED = 2000
"""How many entries are ranked at the least: what holds the words as typed may be an old one."""
_WINDOW = 60
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds the words: what it is, its number, and the words around them."""

    kind: str
    id: int
    words: str
    exact: bool

    def as_json(self) -> dict[str, Any]:
        """For outside programs."""
        return {"kind": self.kind, "id": self.id, "words": self.words, "exact": self.exact}


def search(session: Session, text: str, *, most: int = MOST) -> list[Hit]:
    """The records that hold a word beginning with each word of the text, one hit per record.

    Words with the very accents typed come first, then the whole phrase, then the words themselves rather than another
    form of them, then newest first.
    """
    text = one_line(text)[:200]
    words = key(text).split()
    if not words:
        return []
    ways = [parts(words, other_forms()), parts(words, _spellings(session, words))]
    rows = session.exec(
        select(SearchEntry)
        .where(or_(*(and_(*map(_holds, way)) for way in ways)))
        .order_by(col(SearchEntry.id).desc())
        .limit(max(most * 20, _RANKED))
    ).all()
    visits = _visits_of_sources(session, [row.row_uid for row in rows if row.kind == "source"])
    typed, phrase = _typed_words(text), " " + " ".join(words)
    shown = [words[0], *dict.fromkeys(form for way in ways for part in way for form in part)]
    found: dict[tuple[str, int], tuple[tuple[bool, bool, bool], Hit]] = {}
    for row in rows:
        kind, target = row.kind, row.target_id
        if kind == "source":
            if row.row_uid not in visits:
                continue
            kind, target = "visit", visits[row.row_uid]
        exact = typed <= _typed_words(row.words)
        rank = (not exact, phrase not in row.folded, any(" " + word not in row.folded for word in words))
        if (kind, target) not in found or rank < found[kind, target][0]:
            found[kind, target] = rank, Hit(kind, target, _around(row.words, shown), exact)
    return [hit for _rank, hit in sorted(found.values(), key=lambda item: item[0])][:most]


def _holds(part: tuple[str, ...]) -> ColumnElement[bool]:
    """The words of the part wherever they stand, or one of its other forms as a phrase."""
    folded = col(SearchEntry.folded)
    words, *forms = part
    phrases = [folded.contains(" " + form, autoescape=True) for form in forms]
    return or_(and_(*(folded.contains(" " + word, autoescape=True) for word in words.split())), *phrases)


def _spellings(session: Session, words: list[str]) -> dict[str, set[str]]:
    """The runs of the words that are a spelling of an agency in the register, with its other spellings."""
    one, other = Alias, aliased(Alias)
    rows = session.exec(
        select(one.folded, other.name)
        .join(other, col(other.agency_id) == col(one.agency_id))
        .where(col(one.folded).in_(set(runs(words))))
    )
    found: dict[str, set[str]] = {}
    for run, name in rows:
        found.setdefault(run, set()).update(folded_forms(name))
    return found


def _typed_words(text: str) -> set[str]:
    """The words with their accents, in one tone placement and lower case."""
    return set(_WORD.findall(unify_tone(text).casefold()))


def _visits_of_sources(session: Session, uids: list[UUID]) -> dict[UUID, int]:
    rows = session.exec(
        select(Source.uid, Visit.id)
        .join(Citation, col(Citation.source_id) == col(Source.id))
        .join(Visit, col(Visit.uid) == col(Citation.record_uid))
        .where(col(Source.uid).in_(uids), col(Citation.field).is_(None))
    )
    return {uid: id_ for uid, id_ in rows if id_ is not None}


def _around(words: str, wanted: list[str]) -> str:
    """The words on both sides of the first hit, cut at spaces. `wanted`: what may be the hit, best first."""
    if len(words) <= 2 * _WINDOW:
        return words
    folded = fold(words)
    hits = (re.search(r"\b" + form.replace(" ", r"\W+"), folded) for form in wanted)
    at = next((hit.start() for hit in hits if hit), 0)
    start = words.rfind(" ", 0, at - _WINDOW) + 1 if at > _WINDOW else 0
    end = words.find(" ", at + _WINDOW)
    return ("…" if start else "") + words[start : end if end > 0 else None] + ("…" if end > 0 else "")
