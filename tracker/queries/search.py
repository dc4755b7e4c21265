"""Everything that holds the words, with or without accents; what holds them exactly as typed comes first."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from tracker.models import Citation, SearchEntry, Source, Visit
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

    Words with the very accents typed come first, then the whole phrase, then newest first.
    """
    text = one_line(text)[:200]
    words = key(text).split()
    if not words:
        return []
    conditions = [col(SearchEntry.folded).contains(" " + word, autoescape=True) for word in words]
    rows = session.exec(
        select(SearchEntry).where(*conditions).order_by(col(SearchEntry.id).desc()).limit(max(most * 20, _RANKED))
    ).all()
    visits = _visits_of_sources(session, [row.row_uid for row in rows if row.kind == "source"])
    typed, phrase = _typed_words(text), " " + " ".join(words)
    found: dict[tuple[str, int], tuple[tuple[bool, bool], Hit]] = {}
    for row in rows:
        kind, target = row.kind, row.target_id
        if kind == "source":
            if row.row_uid not in visits:
                continue
            kind, target = "visit", visits[row.row_uid]
        exact = typed <= _typed_words(row.words)
        rank = (not exact, phrase not in row.folded)
        if (kind, target) not in found or rank < found[kind, target][0]:
            found[kind, target] = rank, Hit(kind, target, _around(row.words, words[0]), exact)
    return [hit for _rank, hit in sorted(found.values(), key=lambda item: item[0])][:most]


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


def _around(words: str, word: str) -> str:
    """The words on both sides of the first hit, cut at spaces."""
    if len(words) <= 2 * _WINDOW:
        return words
    found = re.search(rf"\b{word}", fold(words))
    at = found.start() if found else 0
    start = words.rfind(" ", 0, at - _WINDOW) + 1 if at > _WINDOW else 0
    end = words.find(" ", at + _WINDOW)
    return ("…" if start else "") + words[start : end if end > 0 else None] + ("…" if end > 0 else "")
