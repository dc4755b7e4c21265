"""Officials and the posts they held. Only what is published: name, post, agency, work contact."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from tracker.models.base import Args, Record, not_empty, one_of, ordered


class Official(Record, table=True):
    """A person. `sort_key` files him or her (given name first) and may be edited; the same name may occur twice."""

    __tablename__ = "official"
    __table_args__: ClassVar[Args] = (not_empty("full_name"), Index(None, "folded"))
    searched: ClassVar[tuple[str, ...]] = ("full_name",)
    leads_to: ClassVar[tuple[str, str]] = ("official", "id")

    full_name: str
    folded: str
    sort_key: str
    honorific: str | None = None
    academic_title: str | None = None
    work_contact: str | None = None


class Appointment(Record, table=True):
    """A post held at an agency from one day to another (both inclusive; None: not known)."""

    __tablename__ = "appointment"
    __table_args__: ClassVar[Args] = (
        not_empty("post"),
        one_of("branch", ("party", "state")),
        ordered("valid_from", "valid_to"),
        Index(None, "official_id", "agency_id"),
    )
    searched: ClassVar[tuple[str, ...]] = ("post",)
    leads_to: ClassVar[tuple[str, str]] = ("official", "official_id")

    official_id: int = Field(foreign_key="official.id")
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    post: str
    branch: str = "state"
    rank: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    end_reason: str | None = None
