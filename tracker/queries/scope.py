"""Which visits a question is about. The same scope gives the same visits in every list, network and report."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session, col

from tracker.calendar import short_date
from tracker.errors import RefusedError
from tracker.i18n import _
from tracker.models import Commitment, Discussion, Party, Visit
from tracker.queries.names import agencies_matching, provinces_matching, topic_id

COUNTED = ("held",)


@dataclass(frozen=True, slots=True)
class Scope:
    """None means no limit. Days are inclusive and compared with the visit's first day."""

    since: date | None = None
    until: date | None = None
    province: str | None = None
    agency: str | None = None
    topic: str | None = None
    statuses: tuple[str, ...] | None = COUNTED

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise RefusedError(
                reason=_("No day is from {since} on and up to {until} too; look at --since and --until.").format(
                    since=short_date(self.since), until=short_date(self.until)
                )
            )

    def as_json(self) -> dict[str, Any]:
        """The scope as outside programs see it."""
        return {
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "province": self.province,
            "agency": self.agency,
            "topic": self.topic,
        }


def conditions(session: Session, scope: Scope) -> list[ColumnElement[bool]]:
    """The scope as conditions on `visit`. Refuses names that mean nothing, listing the nearest."""
    found: list[ColumnElement[bool]] = []
    if scope.since:
        found.append(col(Visit.started_on) >= scope.since)
    if scope.until:
        found.append(col(Visit.started_on) <= scope.until)
    if scope.statuses is not None:
        found.append(col(Visit.status).in_(scope.statuses))
    if scope.topic:
        topic = topic_id(session, scope.topic)
        found.append(exists().where(col(Discussion.visit_id) == col(Visit.id), col(Discussion.topic_id) == topic))
    if scope.province:
        units = provinces_matching(session, scope.province)
        found.append(exists().where(col(Party.visit_id) == col(Visit.id), col(Party.province_id).in_(units)))
    if scope.agency:
        agencies = agencies_matching(session, scope.agency)
        found.append(exists().where(col(Party.visit_id) == col(Visit.id), col(Party.agency_id).in_(agencies)))
    return found


def commitment_conditions(session: Session, scope: Scope) -> list[ColumnElement[bool]]:
    """The scope as conditions on `commitment`: that its visit is one of the scope."""
    of_visit = conditions(session, scope)
    return [exists().where(col(Visit.id) == col(Commitment.visit_id), *of_visit)] if of_visit else []
