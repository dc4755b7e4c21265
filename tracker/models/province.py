"""Provinces of any time. A unit is a legal person for its life; its names, kinds, codes and regions are versions."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from tracker.models.base import Args, Record, not_empty, one_of, ordered


class Province(Record, table=True):
    """A province-level unit. Its key is the slug: names and codes are reused (24 was Bắc Giang, is Bắc Ninh)."""

    __tablename__ = "province"
    __table_args__: ClassVar[Args] = (not_empty("slug"),)

    slug: str = Field(unique=True)


class ProvinceVersion(Record, table=True):
    """How a unit was called, coded and placed from one day to another (both inclusive; None: open)."""

    __tablename__ = "province_version"
    __table_args__: ClassVar[Args] = (
        one_of("kind", ("tỉnh", "thành phố")),
        ordered("valid_from", "valid_to"),
        UniqueConstraint("province_id", "valid_from"),
        Index(None, "code"),
    )
    searched: ClassVar[tuple[str, ...]] = ("full_name",)
    leads_to: ClassVar[tuple[str, str]] = ("province", "province_id")

    province_id: int = Field(foreign_key="province.id", index=True)
    name: str
    full_name: str
    kind: str
    code: str
    region: str
    seat: str | None = None
    lat: float | None = None
    lon: float | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    source: str


class ProvinceSuccession(Record, table=True):
    """One unit going into another on a day, by a deed."""

    __tablename__ = "province_succession"
    __table_args__: ClassVar[Args] = (
        one_of("kind", ("merge", "split", "rename", "transfer", "dissolve")),
        UniqueConstraint("predecessor_id", "successor_id"),
    )

    predecessor_id: int = Field(foreign_key="province.id")
    successor_id: int = Field(foreign_key="province.id", index=True)
    kind: str
    effective_on: date
    deed: str
    source: str
