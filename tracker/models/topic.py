"""What is exchanged on."""

from datetime import date
from typing import ClassVar

from sqlalchemy import JSON, Column
from sqlmodel import Field

from tracker.models.base import Args, Record, not_empty


class Topic(Record, table=True):
    """A subject; `cue_words` are the phrases that give it away in a note."""

    __tablename__ = "topic"
    __table_args__: ClassVar[Args] = (not_empty("slug"),)
    searched: ClassVar[tuple[str, ...]] = ("name_vi", "name_en")
    leads_to: ClassVar[tuple[str, str]] = ("topic", "id")

    slug: str = Field(unique=True)
    name_vi: str
    name_en: str
    parent_id: int | None = Field(default=None, foreign_key="topic.id")
    cue_words: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    retired_on: date | None = None
