"""A visit: a dated fact about parties, people and topics. Nothing in it changes when the world is reorganised later."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from tracker.models.base import Args, Record, one_of, only_where, ordered

STATUSES = ("draft", "planned", "held", "cancelled")
DIRECTIONS = ("visitor_learns", "host_learns", "mutual", "unknown")
PRECISIONS = ("day", "half_day", "month", "year", "unknown")
ROLES = ("head", "host_lead", "member", "secretary")
PARTY_ROLES = ("host", "visitor", "co_host", "observer")
MODES = ("in_person", "online", "hybrid")


class Visit(Record, table=True):
    """Days are inclusive; `ended_on` is None for a visit of one day."""

    __tablename__ = "visit"
    __table_args__: ClassVar[Args] = (
        one_of("status", STATUSES),
        one_of("direction", DIRECTIONS),
        one_of("date_precision", PRECISIONS),
        one_of("mode", MODES),
        ordered("started_on", "ended_on"),
        CheckConstraint("headcount IS NULL OR headcount > 0", name="headcount"),
        Index(None, "started_on", "id"),
    )
    searched: ClassVar[tuple[str, ...]] = ("title", "purpose", "place")
    leads_to: ClassVar[tuple[str, str]] = ("visit", "id")

    started_on: date | None = None
    ended_on: date | None = None
    date_precision: str = "day"
    title: str | None = None
    place: str | None = None
    mode: str = "in_person"
    purpose: str | None = None
    direction: str = "unknown"
    headcount: int | None = None
    status: str = "held"


class Party(Record, table=True):
    """An agency at a visit, under the name printed that day. `province_id` is its unit of that day."""

    __tablename__ = "party"
    __table_args__: ClassVar[Args] = (
        one_of("role", PARTY_ROLES),
        UniqueConstraint("visit_id", "agency_id"),
        Index(None, "visit_id", "role", "province_id", "agency_id"),
        Index(None, "agency_id", "visit_id"),
    )
    searched: ClassVar[tuple[str, ...]] = ("printed_name",)
    leads_to: ClassVar[tuple[str, str]] = ("visit", "visit_id")

    visit_id: int = Field(foreign_key="visit.id")
    agency_id: int = Field(foreign_key="agency.id")
    province_id: int | None = Field(default=None, foreign_key="province.id", index=True)
    role: str
    printed_name: str
    position: int = 0


class Participation(Record, table=True):
    """A person at a visit, with the post printed that day and the order of protocol."""

    __tablename__ = "participation"
    __table_args__: ClassVar[Args] = (
        one_of("side", ("host", "visitor", "other")),
        one_of("role", ROLES),
        UniqueConstraint("visit_id", "official_id"),
        Index(None, "official_id"),
    )
    searched: ClassVar[tuple[str, ...]] = ("printed_post",)
    leads_to: ClassVar[tuple[str, str]] = ("visit", "visit_id")

    visit_id: int = Field(foreign_key="visit.id")
    official_id: int = Field(foreign_key="official.id")
    party_id: int | None = Field(default=None, foreign_key="party.id", index=True)
    side: str = "other"
    role: str = "member"
    printed_post: str | None = None
    protocol_order: int = 0


class Discussion(Record, table=True):
    """A topic exchanged on at a visit; who shared and who learned where that is known."""

    __tablename__ = "discussion"
    __table_args__: ClassVar[Args] = (
        UniqueConstraint("visit_id", "topic_id", "sharer_id", "learner_id"),
        Index(
            "uq_discussion_undirected",
            "visit_id",
            "topic_id",
            unique=True,
            **only_where("sharer_id IS NULL AND learner_id IS NULL"),
        ),
        Index(None, "topic_id", "visit_id"),
    )
    searched: ClassVar[tuple[str, ...]] = ("note", "outcome")
    leads_to: ClassVar[tuple[str, str]] = ("visit", "visit_id")

    visit_id: int = Field(foreign_key="visit.id")
    topic_id: int = Field(foreign_key="topic.id")
    sharer_id: int | None = Field(default=None, foreign_key="agency.id")
    learner_id: int | None = Field(default=None, foreign_key="agency.id")
    note: str | None = None
    outcome: str | None = None
