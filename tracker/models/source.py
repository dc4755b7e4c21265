"""Where a fact was read. Nothing is believed without its source."""

import uuid
from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from tracker.models.base import Args, Record, one_of, only_where

SOURCES = ("press", "minutes", "plan", "agreement", "dispatch", "report", "decision", "memory", "other")


class Source(Record, table=True):
    """A paper or page. `sha256` is of its NFC text, so that the same note is known when it comes again."""

    __tablename__ = "source"
    __table_args__: ClassVar[Args] = (
        one_of("kind", SOURCES),
        Index(None, "sha256"),
        Index(None, "url"),
    )
    searched: ClassVar[tuple[str, ...]] = ("title", "number", "text")
    leads_to: ClassVar[tuple[str, str]] = ("source", "id")

    kind: str = "press"
    title: str | None = None
    number: str | None = None
    issued_on: date | None = None
    url: str | None = None
    text: str | None = None
    sha256: str | None = None


class Citation(Record, table=True):
    """The place in a source that a field of a record rests on: character offsets and the words themselves."""

    __tablename__ = "citation"
    __table_args__: ClassVar[Args] = (
        CheckConstraint("quote_end IS NULL OR quote_start IS NULL OR quote_end >= quote_start", name="quote_order"),
        Index(None, "record_uid"),
        Index(None, "source_id"),
        Index(
            "uq_citation_whole",
            "record_uid",
            "source_id",
            unique=True,
            **only_where("field IS NULL"),
        ),
    )

    record_table: str
    record_uid: uuid.UUID
    field: str | None = None
    source_id: int = Field(foreign_key="source.id")
    quote_start: int | None = None
    quote_end: int | None = None
    quote: str | None = None
