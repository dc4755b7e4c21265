"""Agencies live in time: an agency has versions (name, parent, province) and goes over into others."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from tracker.models.base import Args, Record, not_empty, one_of, ordered

LEVELS = ("central", "province", "district", "commune", "foreign")
SUCCESSIONS = ("merge", "split", "rename", "transfer", "dissolve")


class Agency(Record, table=True):
    """An agency for its whole life. `standard` names a typical department of a province ("so-tttt@phu-tho"), once."""

    __tablename__ = "agency"

    standard: str | None = Field(default=None, unique=True)
    source: str


class AgencyVersion(Record, table=True):
    """How an agency was called and placed from one day to another (both inclusive; None: open)."""

    __tablename__ = "agency_version"
    __table_args__: ClassVar[Args] = (
        not_empty("name"),
        one_of("level", LEVELS),
        ordered("valid_from", "valid_to"),
        UniqueConstraint("agency_id", "valid_from"),
        CheckConstraint("parent_id IS NULL OR parent_id <> agency_id", name="parent_is_another"),
    )
    searched: ClassVar[tuple[str, ...]] = ("name", "short_name")
    leads_to: ClassVar[tuple[str, str]] = ("agency", "agency_id")

    agency_id: int = Field(foreign_key="agency.id", index=True)
    name: str
    short_name: str | None = None
    parent_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    province_id: int | None = Field(default=None, foreign_key="province.id", index=True)
    level: str = "province"
    sector: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class Succession(Record, table=True):
    """An agency, or one function of it, going over to another on a day, by a deed."""

    __tablename__ = "succession"
    __table_args__: ClassVar[Args] = (
        one_of("kind", SUCCESSIONS),
        CheckConstraint("predecessor_id <> successor_id", name="two_agencies"),
        UniqueConstraint("predecessor_id", "successor_id", "effective_on"),
    )

    predecessor_id: int = Field(foreign_key="agency.id")
    successor_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    kind: str
    function: str | None = None
    effective_on: date
    deed: str | None = None
    source: str


class Alias(Record, table=True):
    """Another way to write an agency's name, folded for looking up."""

    __tablename__ = "alias"
    __table_args__: ClassVar[Args] = (UniqueConstraint("folded", "agency_id"), Index(None, "agency_id"))

    folded: str
    name: str
    agency_id: int = Field(foreign_key="agency.id")
