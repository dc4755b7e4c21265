"""Which days this register's offices work: the shipped list with the register's own days over it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from tracker.calendar import WorkingDays, listed
from tracker.models import CalendarDay


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day off, or a day worked in exchange. `origin`: shipped or register; `instead_of`: what the shipped list says
    of a day on which the register differs."""

    day: date
    kind: str
    name: str
    source: str
    origin: str
    instead_of: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        return {"date": self.day.isoformat(), **{name: getattr(self, name) for name in COLUMNS[1:]}}


COLUMNS = ("date", "kind", "name", "source", "origin", "instead_of")
"""The names in `DayRow.as_json`, in its order."""


def working_days(session: Session) -> WorkingDays:
    """The working days of the register."""
    own = session.exec(select(CalendarDay)).all()
    if not own:
        return WorkingDays.shipped()
    return WorkingDays.shipped().with_overrides(
        off=[row.day for row in own if row.kind == "off"], work=[row.day for row in own if row.kind == "work"]
    )


def calendar_days(session: Session, year: int | None = None) -> list[DayRow]:
    """The days that differ from Monday to Friday, in order: of one year or of all."""
    rows = {row.day: DayRow(row.day, row.kind, row.name, row.source, "shipped") for row in listed()}
    for own in session.exec(select(CalendarDay).order_by(col(CalendarDay.day))):
        before = rows.get(own.day)
        rows[own.day] = DayRow(
            own.day, own.kind, own.name, own.source, "register", f"{before.kind}: {before.name}" if before else None
        )
    return [rows[day] for day in sorted(rows) if year in (None, day.year)]
