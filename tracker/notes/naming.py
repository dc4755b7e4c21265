"""The official name of a body with its unit, as the table of departments writes it on that day."""

from datetime import date
from functools import lru_cache

from tracker.gazetteer.facts import Department, departments
from tracker.gazetteer.names import province_on, provinces_named
from tracker.notes.agencies import Agency
from tracker.notes.agency_tables import COMMITTEE_OF_UNIT, written_out
from tracker.notes.places import Place, province_id, shown_province


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Department]:
    return {row.name: row for row in reversed(departments())}


def full_name(agency: Agency, day: date | None, unit_words: dict[str, str]) -> str:
    """The official name with its unit: "Sở Thông tin và Truyền thông tỉnh Phú Thọ".

    `unit_words`: what the note itself prints before a province's name (province id -> "tỉnh" or "thành phố").
    """
    if agency.official:
        return agency.official
    name = f"{agency.committee} {written_out(agency.name)}".strip()
    place = agency.place
    if place is None or not place.name:
        return name
    if not place.is_province:
        label = place.label if agency.name.casefold() not in COMMITTEE_OF_UNIT else place.name
        if place.country and place.country not in label:
            label += f" ({place.country})"
        return f"{name} {label.strip()}"
    return f"{agency.committee} {_placed_name(agency, place, day, unit_words)}".strip()


def _placed_name(agency: Agency, place: Place, day: date | None, unit_words: dict[str, str]) -> str:
    """The pattern of the table ("Báo {place}", "{name} {unit}") with the province's kind of that day."""
    slug = next(iter(provinces_named(place.name)), None)
    kind = place.level or unit_words.get(province_id(place.name), "")
    if not kind and slug:
        version = province_on(slug, day) if day else province_on(slug, date(2025, 6, 30))
        kind = version.kind
    kind = kind or "tỉnh"
    unit = f"{kind} {place.name}"
    row = _by_name().get(agency.department)
    if row is None:
        return f"{written_out(agency.name)} {unit}"
    if "{unit}" in row.pattern:
        return row.pattern.format(name=agency.name, unit=unit, place=place.name)
    alone = shown_province(place.name)
    pattern = row.pattern_city if row.pattern_city and kind == "thành phố" else row.pattern
    return pattern.format(name=agency.name, unit=unit, place=alone)
