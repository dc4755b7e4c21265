"""The rows of a table that are promises, and those that are not: blank ones, totals, headings of groups, signatures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.exchange.tasks.cells import text_of
from tracker.exchange.tasks.files import Cell, Row
from tracker.exchange.tasks.headers import Table
from tracker.text import key

_TOTAL = re.compile(r"(tong|cong|total)( cong| so| hop)?\b.*")
_COUNTED = re.compile(r"[0-9]+([.)][0-9]+)*[.)]?")
_OWN_COUNT = re.compile(r"stt|tt|so tt|so thu tu|no")
_TELLING = ("lead", "due", "given", "done", "state")
"""A row that is no promise has none of these."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A promise as the sheet has it. `headers`: what the columns of the fields are called, for messages."""

    number: int
    cells: Mapping[str, Cell]
    headers: Mapping[str, str]

    def text(self, field: str) -> str:
        """The field on one line, "" where it is empty."""
        return text_of(self.cells.get(field))


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A row that is no promise, and the words in it."""

    row: int
    text: str


def task_rows(table: Table) -> tuple[list[TaskRow], list[PassedOver]]:
    """The promises of the table, and the rows passed over."""
    fields = {column.field: column.position for column in table.columns if column.field}
    headers = {column.field: column.header for column in table.columns if column.field}
    count = next((c.position for c in table.columns if c.field is None and _OWN_COUNT.fullmatch(key(c.header))), None)
    wide = {merge.top for merge in table.grid.merges if merge.top == merge.bottom and merge.right - merge.left >= 2}
    tasks: list[TaskRow] = []
    passed: list[PassedOver] = []
    for row in table.rows:
        cells = {field: _at(row, position) for field, position in fields.items()}
        if row.number in wide or _is_none(row, cells, fields, count):
            passed.append(
                PassedOver(row.number, " ".join(text_of(cell) for cell in row.cells if cell is not None)[:80])
            )
        else:
            tasks.append(TaskRow(row.number, cells, headers))
    return tasks, passed


def _at(row: Row, position: int) -> Cell:
    return row.cells[position] if position < len(row.cells) else None


def _is_none(row: Row, cells: Mapping[str, Cell], fields: Mapping[str, int], count: int | None) -> bool:
    said = [text for cell in row.cells if (text := text_of(cell))]
    counted = text_of(_at(row, count)) if count is not None else None
    if said and _TOTAL.fullmatch(key(said[0])) and not (counted and _COUNTED.fullmatch(counted)):
        return True
    if (counted and _COUNTED.fullmatch(counted)) or cells.get("uid") is not None:
        return False
    if not text_of(cells.get("text")):
        return cells.get("lead") is None
    if any(cells.get(field) is not None for field in _TELLING):
        return False
    others = _others(row, (fields["text"], count))
    return count is not None and not others


def _others(row: Row, positions: Sequence[int | None]) -> bool:
    return any(cell is not None for at, cell in enumerate(row.cells) if at not in positions)
