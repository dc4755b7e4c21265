"""What agencies and provinces were called on a day, read once for many rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, select

from tracker.models import AgencyVersion
from tracker.queries.parts import batches
from tracker.queries.units import Unit, on, versions


class Names:
    """The names over time of some agencies, and of all provinces."""

    def __init__(self, session: Session, ids: Iterable[int | None]) -> None:
        self._versions: dict[int, list[AgencyVersion]] = defaultdict(list)
        for part in batches(sorted({id_ for id_ in ids if id_ is not None})):
            for row in session.exec(
                select(AgencyVersion).where(col(AgencyVersion.agency_id).in_(part)).order_by(col(AgencyVersion.id))
            ):
                self._versions[row.agency_id].append(row)
        self._units: dict[int, list[Unit]] = defaultdict(list)
        for unit in versions(session):
            self._units[unit.id].append(unit)

    def _on(self, agency_id: int | None, day: date | None) -> AgencyVersion | None:
        found = self._versions.get(agency_id or 0, [])
        for row in found:
            if (
                day
                and (row.valid_from is None or row.valid_from <= day)
                and (row.valid_to is None or day <= row.valid_to)
            ):
                return row
        return found[-1] if found else None

    def agency(self, agency_id: int | None, day: date | None) -> str | None:
        """The official name of the day, None for no agency."""
        row = self._on(agency_id, day)
        return row.name if row else None

    def province(self, agency_id: int | None, day: date | None) -> str | None:
        """The name of its province on the day, None for none."""
        row = self._on(agency_id, day)
        if row is None or row.province_id is None:
            return None
        return self.unit(row.province_id, day)

    def unit(self, province_id: int, day: date | None) -> str:
        """The name of a unit on the day."""
        return on(self._units[province_id], day)[province_id].name
