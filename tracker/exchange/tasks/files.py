"""A workbook or a CSV file as a grid of values, whatever made it; bounded in every direction."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from tracker.exchange.tasks import SheetError
from tracker.i18n import _
from tracker.notes.papers import UnreadableError
from tracker.notes.papers.letters import decoded, unicode
from tracker.text import key, one_line

LARGEST = 20 * 1024 * 1024
UNPACKED = 200 * 1024 * 1024
"""Bytes of a file, and of all that is packed in a workbook."""
ROWS, COLUMNS, LONGEST = 20_000, 100, 20_000
"""Rows with something in them, columns, and letters of a cell that are read."""
BLANK = 2_000
"""So many empty rows one after the other end a sheet: formatted rows down to the last are met often."""

Cell = str | int | float | date | None
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"')
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank, under the number that the spreadsheet shows."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: first and last row (as numbered), first and last column (the first being 0)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `name`: of the sheet; "" for CSV."""

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()


def read_grids(path: Path, sheet: str | None = None) -> list[Grid]:
    """The sheets of a file that hold something, one for a CSV file for each way that its cells may be separated; just
    one named `sheet` where a name is given. Raises SheetError."""
    try:
        if path.is_dir():
            raise SheetError(reason=_("{name} is a folder; name a file in it.").format(name=path))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unreadable(path, reason) from None
    if len(data) > LARGEST:
        raise _large(path)
    if data.startswith(_OLE):
        raise SheetError(
            reason=_("{name} is an old or a locked Excel file; save it in Excel as .xlsx without a password.").format(
                name=path.name
            )
        )
    grids = _workbook(path, data, sheet) if data.startswith(b"PK") else _separated(path, data)
    grids = [grid for grid in grids if grid.rows]
    if not grids:
        raise SheetError(reason=_("There is nothing in {name}.").format(name=path.name))
    return grids


def _unreadable(path: Path, reason: object) -> SheetError:
    return SheetError(reason=_("{name} cannot be read: {reason}.").format(name=path, reason=reason))


def _large(path: Path) -> SheetError:
    return SheetError(
        reason=_(
            "{name} is too large for a task sheet (more than {rows} rows, {columns} columns or {size} MB); "
            "keep only the sheet itself."
        ).format(name=path.name, rows=ROWS, columns=COLUMNS, size=LARGEST >> 20)
    )


def _damaged(path: Path) -> SheetError:
    return SheetError(
        reason=_("{name} is no Excel file or is damaged; open it in Excel, save it as .xlsx and try again.").format(
            name=path.name
        )
    )


def _workbook(path: Path, data: bytes, sheet: str | None) -> list[Grid]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _check(path, archive)
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                return [_grid(path, archive, page) for page in _pages(path, book, sheet)]
            finally:
                book.close()
    except SheetError:
        raise
    except MemoryError:
        raise _large(path) from None
    except (
        *(zipfile.BadZipFile, zipfile.LargeZipFile, ParseError, KeyError, ValueError, TypeError, IndexError, OSError),
        *(AttributeError, NotImplementedError, RuntimeError, EOFError, OverflowError, SyntaxError),
    ):  # what the libraries raise on files that are none
        raise _damaged(path) from None


def _check(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuses what is no workbook, what unpacks to more than can be looked at, and markup that defines entities."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if not any(name.startswith("xl/") for name in names):
        raise SheetError(reason=_("{name} is no Excel workbook; save it as .xlsx or .csv.").format(name=path.name))
    if len(parts) > 5_000 or sum(part.file_size for part in parts) > UNPACKED:
        raise _large(path)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as file:
                if _ENTITY.search(file.read(4096)):
                    raise _damaged(path)


def _pages(path: Path, book: Any, sheet: str | None) -> list[Any]:
    pages = [page for page in book.worksheets if page.sheet_state == "visible" or sheet is not None]
    if sheet is None:
        return pages
    found = [page for page in pages if page.title == sheet] or [p for p in pages if key(p.title) == key(sheet)]
    if not found:
        names = "; ".join(page.title for page in pages)
        raise SheetError(
            reason=_("There is no sheet “{sheet}” in {name}; there are: {names}.").format(
                sheet=sheet[:60], name=path.name, names=names[:300]
            )
        )
    return found[:1]


def _grid(path: Path, archive: zipfile.ZipFile, page: Any) -> Grid:
    page.reset_dimensions()  # what the file says of its size may be wrong
    rows: list[Row] = []
    blank = 0
    for number, cells in enumerate(page.iter_rows(values_only=True), start=1):
        if all(cell is None for cell in cells):
            blank += 1
            if blank > BLANK:
                break
            continue
        blank = 0
        if len(rows) >= ROWS or any(cell is not None for cell in cells[COLUMNS:]):
            raise _large(path)
        values = _trimmed([_value(cell) for cell in cells[:COLUMNS]])
        if values:
            rows.append(Row(number, values))
    return Grid(one_line(page.title), _in_unicode(rows), _merges(archive, page))


def _value(cell: Any) -> Cell:
    if cell is None or isinstance(cell, bool):
        return None if cell is None else str(cell)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date | int):
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
    return _lines(str(cell))


def _lines(text: str) -> str | None:
    """The text of a cell; its lines stay apart, for they may be several names."""
    return "\n".join(filter(None, map(one_line, text[:LONGEST].splitlines()))) or None


def _trimmed(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    last = max((at for at, cell in enumerate(cells) if cell is not None), default=-1)
    return tuple(cells[: last + 1])


def _merges(archive: zipfile.ZipFile, page: Any) -> tuple[Merge, ...]:
    """The merged cells, which stand at the end of the sheet's part and are not told when a workbook is only read."""
    from openpyxl.utils.cell import column_index_from_string

    text = archive.read(page._worksheet_path)
    start = text.rfind(b"</sheetData>") if b"</sheetData>" in text else 0
    found = []
    for left, top, right, bottom in _MERGED.findall(text, start):
        columns = column_index_from_string(left.decode()), column_index_from_string(right.decode())
        found.append(Merge(int(top), columns[0] - 1, int(bottom), min(columns[1] - 1, COLUMNS)))
    return tuple(found[:ROWS])


def _separated(path: Path, data: bytes) -> list[Grid]:
    """The text cut at each of the marks that may separate cells; which one does, the header tells."""
    try:
        text = decoded(data)
    except UnreadableError as error:
        if b"\x00" in data:
            raise _unreadable(path, _(error.reason).format(**error.facts)) from None
        text = data.decode("cp1258", "replace")  # too few words to be sure: the header will tell
    grids = [Grid("", _cut(path, text, mark)) for mark in (";", ",", "\t") if mark in text]
    return grids or [Grid("", _cut(path, text, ";"))]


def _cut(path: Path, text: str, mark: str) -> tuple[Row, ...]:
    rows: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), start=1):
            values = _trimmed([_plain(cell) for cell in cells[:COLUMNS]])
            if values:
                rows.append(Row(number, values))
            if len(rows) > ROWS or any(cells[COLUMNS:]):
                raise _large(path)
    except csv.Error:
        return ()
    return _in_unicode(rows)


def _plain(cell: str) -> str | None:
    """The text without the apostrophe that kept it from becoming a formula."""
    words = _lines(cell) or ""
    return (words[1:] if re.match("'[=+@-]", words) else words) or None


def _in_unicode(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with the letters of old fonts (TCVN3, VNI) made Unicode, told by all the cells together."""
    text = "\x1e\n".join(cell for row in rows for cell in row.cells if isinstance(cell, str))
    try:
        read = unicode(text)
    except UnreadableError:
        return tuple(rows)
    if read == text:
        return tuple(rows)
    left = iter(read.split("\x1e\n"))
    return tuple(Row(r.number, tuple(next(left) if isinstance(c, str) else c for c in r.cells)) for r in rows)
