"""Days that this register's offices are closed or open on, against the list that the program ships."""

from datetime import date
from typing import ClassVar

from sqlmodel import Field

from tracker.models.base import Args, Record, not_empty, one_of

KINDS = ("off", "work")


class CalendarDay(Record, table=True):
    """A local override: a day off, or a day worked in exchange. It wins over the shipped list."""

    __tablename__ = "calendar_day"
    __table_args__: ClassVar[Args] = (one_of("kind", KINDS), not_empty("name"), not_empty("source"))

    day: date = Field(unique=True)
    kind: str
    name: str
    source: str
