"""One operation per command: who, when, which command, and every row it changed. The mechanism of history and undo.

`RegisterSession` notes what each flush does; records code only adds, alters and deletes rows. Derived rows (the search
index) follow in the same transaction and are not history.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import URL, delete, event, insert, inspect
from sqlalchemy.orm import InstanceState, UOWTransaction
from sqlmodel import Session, col, select

from tracker.database import session
from tracker.errors import RefusedError
from tracker.i18n import _
from tracker.models import Change, Operation, Record, Register, SearchEntry, metadata
from tracker.text import key, one_line


class RegisterSession(Session):
    """A session whose flushes are written down as the changes of one operation."""

    operation: Operation | None = None


@contextmanager
def writing(url: URL, *, actor: str, command: str) -> Iterator[RegisterSession]:
    """One operation on the register: committed when the block ends well, as if it had never been when it raises."""
    with session(url, write=True, factory=RegisterSession) as unit:
        assert isinstance(unit, RegisterSession)
        begin(unit, actor=actor, command=command)
        yield unit


@contextmanager
def reading(url: URL) -> Iterator[Session]:
    """A session that writes nothing."""
    with session(url) as unit:
        yield unit


def begin(unit: RegisterSession, *, actor: str, command: str) -> Operation:
    """Starts the operation that all later flushes of the session belong to; it is written with its first change."""
    register = unit.exec(select(Register.uid)).first()
    unit.operation = Operation(at=datetime.now(UTC), actor=one_line(actor), command=command, register_uid=register)
    return unit.operation


@event.listens_for(RegisterSession, "after_flush")
def _write_down(unit: RegisterSession, _context: UOWTransaction) -> None:
    changes = [
        change
        for kind, rows in (("insert", unit.new), ("update", unit.dirty), ("delete", unit.deleted))
        for row in rows
        if isinstance(row, Record) and (change := _change(kind, row)) is not None
    ]
    if not changes:
        return
    operation = unit.operation
    assert operation is not None, "a RegisterSession writes only after begin()"
    connection = unit.connection()
    if not unit.info.get("operation_written"):
        connection.execute(insert(Operation).values(operation.model_dump()))
        unit.info["operation_written"] = True
    for change in changes:
        change["operation_id"] = operation.id
    connection.execute(insert(Change), changes)
    _index(unit)


def _change(kind: str, row: Record) -> dict[str, Any] | None:
    before = after = None
    if kind == "insert":
        after = _columns(row)
    elif kind == "delete":
        before = _columns(row)
    else:
        before, after = _altered(row)
        if not after:
            return None
    return {
        "table_name": row.__tablename__,
        "row_uid": row.uid,
        "row_id": row.id,
        "kind": kind,
        "before": before,
        "after": after,
    }


def _columns(row: Record) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.model_dump().items()}


def _altered(row: Record) -> tuple[dict[str, Any], dict[str, Any]]:
    state: InstanceState[Any] = inspect(row)
    before, after = {}, {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if history.has_changes():
            before[attribute.key] = _plain(history.deleted[0] if history.deleted else None)
            after[attribute.key] = _plain(getattr(row, attribute.key))
    return before, after


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def _index(unit: RegisterSession) -> None:
    """Renews the search entries of the flushed rows."""
    touched = [row for row in (*unit.new, *unit.dirty, *unit.deleted) if isinstance(row, Record) and row.searched]
    if not touched:
        return
    connection = unit.connection()
    connection.execute(delete(SearchEntry).where(col(SearchEntry.row_uid).in_([row.uid for row in touched])))
    entries = [
        {"row_uid": row.uid, "kind": row.leads_to[0], "target_id": target, "words": words, "folded": " " + key(words)}
        for row in touched
        if row not in unit.deleted
        and (target := getattr(row, row.leads_to[1])) is not None
        and (words := one_line(" · ".join(text for name in row.searched if (text := getattr(row, name)))))
    ]
    if entries:
        connection.execute(insert(SearchEntry), entries)


def undo(unit: RegisterSession) -> Operation:
    """Takes the last operation back, row by row; returns it. Refuses where there is none or later work stands on it."""
    undone = select(Operation.undoes).where(col(Operation.undoes).is_not(None))
    last = unit.exec(
        select(Operation)
        .where(col(Operation.undoes).is_(None), col(Operation.id).not_in(undone))
        .order_by(col(Operation.at).desc(), col(Operation.id).desc())
        .limit(1)
    ).first()
    if last is None or last.command == "init":
        raise RefusedError(reason=_("There is nothing to undo."))
    assert unit.operation is not None
    unit.operation.undoes = last.id
    changes = unit.exec(select(Change).where(Change.operation_id == last.id).order_by(col(Change.id).desc())).all()
    for change in changes:
        _take_back(unit, change)
        unit.flush()
    return last


def _take_back(unit: RegisterSession, change: Change) -> None:
    model = next(m for m in _models() if m.__tablename__ == change.table_name)
    row = unit.exec(select(model).where(model.uid == change.row_uid)).first()
    if change.kind == "delete":
        unit.add(model(**_typed(model, change.before or {})))
    elif row is None:
        raise RefusedError(reason=_("A row that the operation wrote is gone; it cannot be undone."))
    elif change.kind == "insert":
        unit.delete(row)
    else:
        for name, value in _typed(model, change.before or {}).items():
            setattr(row, name, value)


def _models() -> list[type[Record]]:
    return [model for model in Record.__subclasses__() if model.__tablename__ in metadata.tables]


def _typed(model: type[Record], values: dict[str, Any]) -> dict[str, Any]:
    """The JSON values of a change as the column types want them."""
    columns = metadata.tables[str(model.__tablename__)].columns
    return {name: _value(columns[name].type.python_type, value) for name, value in values.items()}


def _value(kind: type[Any], value: Any) -> Any:
    if value is None:
        return None
    if kind is uuid.UUID:
        return uuid.UUID(value)
    return kind.fromisoformat(value) if kind in (date, datetime) else value
