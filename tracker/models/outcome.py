"""What stands around a visit: agreements, indicators claimed or published, and decisions that it led to."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from tracker.models.base import Args, Record, not_empty, ordered


class Agreement(Record, table=True):
    """A signed paper between agencies."""

    __tablename__ = "agreement"
    __table_args__: ClassVar[Args] = (ordered("signed_on", "valid_until"),)
    searched: ClassVar[tuple[str, ...]] = ("number", "title")
    leads_to: ClassVar[tuple[str, str]] = ("visit", "visit_id")

    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    number: str | None = None
    title: str
    signed_on: date | None = None
    valid_until: date | None = None


class AgreementParty(Record, table=True):
    """An agency that signed an agreement."""

    __tablename__ = "agreement_party"
    __table_args__: ClassVar[Args] = (UniqueConstraint("agreement_id", "agency_id"), Index(None, "agency_id"))

    agreement_id: int = Field(foreign_key="agreement.id")
    agency_id: int = Field(foreign_key="agency.id")


class Indicator(Record, table=True):
    """A figure of a province: published (no visit) or claimed at a visit. `rank` is of `rank_of` units ranked."""

    __tablename__ = "indicator"
    __table_args__: ClassVar[Args] = (
        not_empty("name"),
        CheckConstraint('"rank" IS NULL OR "rank" > 0', name="rank_positive"),
        CheckConstraint('rank_of IS NULL OR "rank" IS NULL OR "rank" <= rank_of', name="rank_within"),
        Index(None, "province_id", "name"),
    )

    name: str
    edition: str | None = None
    year: int | None = None
    province_id: int | None = Field(default=None, foreign_key="province.id")
    value: float | None = None
    unit: str | None = None
    rank: int | None = None
    rank_of: int | None = None
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    note: str | None = None
    source: str


class Adoption(Record, table=True):
    """What a visit led to later: a decision with its number and day, or why nothing was adopted. `source`: where that
    is known from; `commitment_id`: the promise of the visit that it fulfils, where it fulfils one."""

    __tablename__ = "adoption"
    __table_args__: ClassVar[Args] = (
        CheckConstraint("(decision IS NULL) <> (not_adopted_because IS NULL)", name="one_outcome"),
        Index(None, "visit_id"),
    )
    searched: ClassVar[tuple[str, ...]] = ("title", "decision", "not_adopted_because")
    leads_to: ClassVar[tuple[str, str]] = ("visit", "visit_id")

    visit_id: int = Field(foreign_key="visit.id")
    topic_id: int | None = Field(default=None, foreign_key="topic.id")
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    commitment_id: int | None = Field(default=None, foreign_key="commitment.id", index=True)
    title: str | None = None
    decision: str | None = None
    decided_on: date | None = None
    not_adopted_because: str | None = None
    source: str | None = None
