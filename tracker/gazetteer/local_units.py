"""Districts until 30/6/2025 and communes since: a unit's name says its province where only one has a unit so called."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tracker.gazetteer.facts import provinces, table
from tracker.text import key

TWO_LEVELS_SINCE = date(2025, 7, 1)
COMMUNE_KINDS = frozenset({"xã", "phường", "thị trấn", "đặc khu"})


@dataclass(frozen=True, slots=True)
class LocalUnit:
    """A unit below the province. `kinds`: the unit words it has borne; `province`: the name of its province then."""

    name: str
    kinds: tuple[str, ...]
    province: str


def local_units(kind: str, name: str, day: date | None) -> list[LocalUnit]:
    """Those so called on the day, of the kind if any is: districts before 1/7/2025, communes from then on.

    Without a day the kind decides: a "huyện" is of the time of districts. Communes of that time are not known, nor all
    the kinds that a district has had, so that a "huyện" may be found that is now a "thị xã".
    """
    recent = day >= TWO_LEVELS_SINCE if day else kind in COMMUNE_KINDS
    named = _by_name("communes" if recent else "districts").get(key(name), [])
    return [unit for unit in named if kind in unit.kinds] or ([] if recent else named)


@lru_cache(maxsize=4096)
def is_local_unit(name: str, *, commune: bool) -> bool:
    """Whether a district (or commune) of the tables bears the name, whatever the accents."""
    return key(name) in _by_name("communes" if commune else "districts")


@lru_cache(maxsize=2)
def _by_name(name: str) -> dict[str, list[LocalUnit]]:
    shown = {row.slug: row.name for row in reversed(provinces())}
    found: dict[str, list[LocalUnit]] = {}
    for row in table(name):
        unit = LocalUnit(row["name"], tuple(row["kind"].split(";")), shown[row["province"]])
        found.setdefault(key(unit.name), []).append(unit)
    return found
