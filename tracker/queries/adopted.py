"""How many decisions each visit led to, for the suggestions of the network."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from tracker.models import Adoption


def decisions_by_visit(session: Session, topic_id: int) -> dict[int, int]:
    """Visit -> adopted decisions on the topic, or on none in particular."""
    rows = session.exec(
        select(Adoption.visit_id, func.count())
        .where(
            col(Adoption.decision).is_not(None), (col(Adoption.topic_id) == topic_id) | col(Adoption.topic_id).is_(None)
        )
        .group_by(col(Adoption.visit_id))
    )
    return dict(rows.all())
