"""What became of a typical department: the one that it went into, in the unit that its province went into."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.gazetteer.facts import Department, province_successions
from tracker.gazetteer.names import department, province_on, province_versions


@dataclass(frozen=True, slots=True)
class Ended:
    """A department under its last name and its last day, with its heir's name and since when that is borne so."""

    name: str
    last: date
    heir: str
    since: date


def ended(kind: Department, province: str | None, day: date) -> Ended | None:
    """The end of a department before the day and its heir on the day; None where either is not known."""
    first, last = _span(kind, province)
    if last is None or last >= day or (first and first > last):
        return None
    line = [(_name(kind, province, last), last)]
    for kind_, province_, since in _heirs(kind, province):
        line.append((_name(kind_, province_, since), since))
        first, last_ = _span(kind_, province_)
        if first is not None and first <= day and (last_ is None or day <= last_):
            heir = _name(kind_, province_, day)
            since = next((begun for name, begun in line[1:] if name == heir), since)
            return Ended(line[0][0], last, heir, since)
    return None


def _heirs(kind: Department, province: str | None) -> Iterator[tuple[Department, str | None, date]]:
    """The departments that it went into one after the other, each with its first day."""
    while (last := _span(kind, province)[1]) is not None:
        since = last + timedelta(days=1)
        if kind.valid_to == last:
            if kind.merged_into is None:
                return
            kind = department(kind.merged_into)
        if province is not None and province_versions(province)[-1].valid_to == last:
            into = next((row.successor for row in province_successions() if row.predecessor == province), None)
            if into is None:
                return
            province = into
        yield kind, province, since


def _span(kind: Department, province: str | None) -> tuple[date | None, date | None]:
    """Its first and last day: its own time within that of its province."""
    unit = province_versions(province) if province else ()
    begins = [kind.valid_from, unit[0].valid_from if unit else None]
    ends = [kind.valid_to, unit[-1].valid_to if unit else None]
    return max((d for d in begins if d), default=None), min((d for d in ends if d), default=None)


def _name(kind: Department, province: str | None, day: date) -> str:
    return kind.full_name(province_on(province, day) if province else None)
