"""Every command that writes is one operation with the changes it made: the one mechanism of history and undo."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, DateTime, Index
from sqlmodel import Field, SQLModel

from tracker.models.base import Args, new_uid, one_of


class Register(SQLModel, table=True):
    """This register: one row, written when it is created."""

    __tablename__ = "register"

    uid: uuid.UUID = Field(default_factory=new_uid, primary_key=True)
    name: str
    created_at: datetime = Field(sa_type=DateTime(timezone=True))


class Operation(SQLModel, table=True):
    """One command by one person. `undoes` is the operation that this one took back."""

    __tablename__ = "operation"
    __table_args__: ClassVar[Args] = (Index(None, "at"),)

    id: uuid.UUID = Field(default_factory=new_uid, primary_key=True)
    at: datetime = Field(sa_type=DateTime(timezone=True))
    actor: str
    command: str
    register_uid: uuid.UUID | None = None
    undoes: uuid.UUID | None = Field(default=None, foreign_key="operation.id", unique=True)


class Change(SQLModel, table=True):
    """One row made, altered or removed: its columns before and after (None: it did not exist)."""

    __tablename__ = "change"
    __table_args__: ClassVar[Args] = (
        one_of("kind", ("insert", "update", "delete")),
        Index(None, "operation_id"),
        Index(None, "row_uid"),
    )

    id: int | None = Field(default=None, primary_key=True)
    operation_id: uuid.UUID = Field(foreign_key="operation.id")
    table_name: str
    row_uid: uuid.UUID
    row_id: int
    kind: str
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class SearchEntry(SQLModel, table=True):
    """Words of one row and their `key` after a space, so that each word begins with one.

    Derived from the row in the same transaction, never edited.
    """

    __tablename__ = "search_entry"
    __table_args__: ClassVar[Args] = (Index(None, "row_uid"), Index(None, "kind", "target_id"))

    id: int | None = Field(default=None, primary_key=True)
    row_uid: uuid.UUID
    kind: str
    target_id: int
    words: str
    folded: str
