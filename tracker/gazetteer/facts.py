"""The fact tables of `tracker/data`, read once: provinces, departments, topics. Every row names its source.

Days of validity are inclusive at both ends; None means "not known" at the start and "still so" at the end.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from tracker.text import nfc

DATA = Path(__file__).parent.parent / "data"


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one fact table in NFC."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {column: nfc(value) for column, value in row.items()}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Province:
    """One version of a unit: `slug` names the legal unit, one row each time its name, kind, code or region changed."""

    slug: str
    name: str
    full_name: str
    kind: str
    code: str
    region: str
    seat: str
    lat: float
    lon: float
    valid_from: date | None
    valid_to: date | None
    source: str

    def holds(self, day: date) -> bool:
        """Whether this version was in force on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def unit(self) -> str:
        """As it stands inside an agency's name: "tỉnh Phú Thọ", "thành phố Hà Nội"."""
        return self.full_name[0].lower() + self.full_name[1:]


@dataclass(frozen=True, slots=True)
class ProvinceSuccession:
    """One unit going into another on a day, by a deed."""

    predecessor: str
    successor: str
    kind: str
    effective_on: date
    deed: str
    source: str


@dataclass(frozen=True, slots=True)
class Department:
    """A kind of agency that every province (or the centre) typically has, with its names and its time."""

    slug: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    sector: str
    level: str
    pattern: str
    pattern_city: str
    valid_from: date | None
    valid_to: date | None
    merged_into: str | None
    function: str
    source: str

    def full_name(self, province: Province | None) -> str:
        """The official name in a province: "Sở Thông tin và Truyền thông tỉnh Phú Thọ"."""
        if province is None:
            return self.name
        pattern = self.pattern_city if self.pattern_city and province.kind != "tỉnh" else self.pattern
        return pattern.format(name=self.name, unit=province.unit, place=province.name)

    def short(self, province: Province | None) -> str:
        """The usual short name in a province: "Sở TT&TT Phú Thọ"."""
        if province is None or "{unit}" not in self.pattern:
            return self.full_name(province) if province is not None else self.short_name
        return f"{self.short_name} {province.name}"


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of exchange with the words that give it away."""

    slug: str
    name_vi: str
    name_en: str
    cues: tuple[str, ...]
    source: str


@lru_cache(maxsize=1)
def provinces() -> tuple[Province, ...]:
    """Every version of every province-level unit of both eras."""
    return tuple(
        Province(
            **{name: row[name] for name in ("slug", "name", "full_name", "kind", "code", "region", "seat", "source")},
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in table("provinces")
    )


@lru_cache(maxsize=1)
def province_successions() -> tuple[ProvinceSuccession, ...]:
    """The mergers of 2025-07-01: 52 units into 23."""
    return tuple(
        ProvinceSuccession(**{**row, "effective_on": date.fromisoformat(row["effective_on"])})  # type: ignore[arg-type]
        for row in table("province_successions")
    )


@lru_cache(maxsize=1)
def departments() -> tuple[Department, ...]:
    """The typical agencies before and after 2025-03-01, of provinces and of the centre."""
    plain = ("slug", "name", "short_name", "sector", "level", "pattern", "pattern_city", "function", "source")
    return tuple(
        Department(
            **{name: row[name] for name in plain},
            aliases=tuple(a for a in row["aliases"].split(";") if a),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            merged_into=row["merged_into"] or None,
        )
        for row in table("departments")
    )


@lru_cache(maxsize=1)
def foreign_units() -> tuple[tuple[str, str, str], ...]:
    """(name, spelling, country) of the provinces of neighbouring countries, each spelling of a name in turn."""
    return tuple(
        (row["name"], spelling, row["country"])
        for row in table("foreign_units")
        for spelling in (row["name"], *row["aliases"].split(";"))
        if spelling
    )


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """The topics shipped; an office adds its own to its register."""
    return tuple(
        Topic(
            **{name: row[name] for name in ("slug", "name_vi", "name_en", "source")},
            cues=tuple(c for c in row["cues"].split(";") if c),
        )
        for row in table("topics")
    )
