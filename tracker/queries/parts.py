"""What several queries read in the same way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlmodel import Session, col, select

from tracker.models import Discussion, Topic

T = TypeVar("T")


def batches(values: Sequence[T], size: int = 500) -> Iterator[Sequence[T]]:
    """The values in parts: database engines bound how many one statement may hold."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def topics_of(session: Session, visits: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The slugs of the topics of each visit, in the order they were written."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for part in batches(sorted(set(visits))):
        for visit_id, slug in session.exec(
            select(Discussion.visit_id, Topic.slug)
            .join(Topic)
            .where(col(Discussion.visit_id).in_(part))
            .order_by(col(Discussion.id))
        ):
            found[visit_id][slug] = None
    return {visit_id: tuple(slugs) for visit_id, slugs in found.items()}
