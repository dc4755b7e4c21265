"""What every table shares: a short local number, an identity for life, and the register it came from."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, MetaData, text
from sqlmodel import Field, SQLModel
from uuid6 import uuid7

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata
_SHARED = uuid.UUID("5e0f6f2c-6a51-5c0e-9d6e-747261636b65")


def new_uid() -> uuid.UUID:
    """A UUIDv7: unique among registers, and later ones sort later."""
    return uuid.UUID(int=uuid7().int)


def shared_uid(kind: str, slug: str) -> uuid.UUID:
    """The identity of a shipped fact (a province, a topic, a typical department): the same in every register."""
    return uuid.uuid5(_SHARED, f"{kind}:{slug}")


class Record(SQLModel):
    """A row of the register. `uid` is its identity everywhere, `id` only here; `origin` is the register that first
    wrote it, None for this one."""

    model_config = {"defer_build": True}  # what checks and writes out a row is built when first used

    id: int | None = Field(default=None, primary_key=True)
    uid: uuid.UUID = Field(default_factory=new_uid, unique=True, nullable=False)
    origin: uuid.UUID | None = Field(default=None)

    # Columns whose words `tracker search` finds; the kind and column of the record that a hit leads to.
    searched: ClassVar[tuple[str, ...]] = ()
    leads_to: ClassVar[tuple[str, str]] = ("", "id")

    @property
    def key(self) -> int:
        """The local number of a row that has been written."""
        assert self.id is not None, f"{type(self).__name__} has not been written yet"
        return self.id


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """A CHECK that the column holds one of the values (or NULL)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def ordered(first: str, last: str) -> CheckConstraint:
    """A CHECK that one day is not after the other (either may be NULL)."""
    return CheckConstraint(f"{last} IS NULL OR {first} IS NULL OR {last} >= {first}", name=f"{last}_after_{first}")


def not_empty(column: str) -> CheckConstraint:
    """A CHECK that the text is not empty."""
    return CheckConstraint(f"length({column}) > 0", name=f"{column}_not_empty")


def only_where(condition: str) -> dict[str, Any]:
    """The arguments that make an index partial. The migrations make it so on PostgreSQL too: to say it here again would
    load that dialect at every start, for a tenth of its time."""
    return {"sqlite_where": text(condition)}


Args = tuple[Any, ...]
