"""Everything that holds the words, with or without accents; what holds them exactly as typed comes first."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from tracker.models import Citation, SearchEntry, Source, Visit
from tracker.text import fold, one_line, unify_tone

MOST = 50
_WINDOW = 60


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
    """The records that hold every word of the text, exact accents first, then newest first; one hit per record."""
    text = one_line(text)[:200]
    words = fold(text).split()
    if not words:
        return []
    conditions = [col(SearchEntry.folded).contains(word, autoescape=True) for word in words]
    rows = session.exec(
        select(SearchEntry).where(*conditions).order_by(col(SearchEntry.id).desc()).limit(most * 20)
    ).all()
    visits = _visits_of_sources(session, [row.row_uid for row in rows if row.kind == "source"])
    hits: dict[tuple[str, int], Hit] = {}
    wanted = unify_tone(text).casefold()
    for row in rows:
        kind, target = row.kind, row.target_id
        if kind == "source":
            if row.row_uid not in visits:
                continue
            kind, target = "visit", visits[row.row_uid]
        exact = wanted in unify_tone(row.words).casefold()
        if (kind, target) not in hits or exact > hits[kind, target].exact:
            hits[kind, target] = Hit(kind, target, _around(row.words, words[0]), exact)
    return sorted(hits.values(), key=lambda hit: not hit.exact)[:most]


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
    at = max(fold(words).find(word), 0)
    start = words.rfind(" ", 0, at - _WINDOW) + 1 if at > _WINDOW else 0
    end = words.find(" ", at + _WINDOW)
    return ("…" if start else "") + words[start : end if end > 0 else None] + ("…" if end > 0 else "")
