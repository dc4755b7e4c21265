"""Published figures of provinces: ranks of one edition, never mixed with another."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from tracker.models import Indicator, Province

WHOLE = 2 / 3
"""The share of the ranked units that an edition must have here, to be compared by."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """`edition` of an index with the rank of each province (slug -> rank)."""

    edition: str
    of: dict[str, int]


def newest_ranks(session: Session, day: date, name: str = "DTI") -> Ranks | None:
    """The newest edition of an index about a year before the day whose ranks are nearly all known; None if none is.

    Editions are not comparable with one another, and an edition speaks of the units of its time.
    """
    rows = session.exec(
        select(Indicator, Province.slug)
        .join(Province)
        .where(
            Indicator.name == name,
            col(Indicator.rank).is_not(None),
            col(Indicator.visit_id).is_(None),
            col(Indicator.year) < day.year,
        )
        .order_by(col(Indicator.year).desc(), col(Indicator.id))
    ).all()
    editions: dict[str, dict[str, int]] = defaultdict(dict)
    ranked: dict[str, int] = {}
    for row, slug in rows:
        edition = row.edition or str(row.year)
        if row.rank is not None:
            editions[edition].setdefault(slug, row.rank)
        ranked[edition] = row.rank_of or 0
    for edition, of in editions.items():
        if len(of) >= WHOLE * max(ranked[edition], 1):
            return Ranks(edition, of)
    return None
