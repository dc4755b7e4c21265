"""Which row of a sheet is its header, and what each column means: by the words of the header and a look at the values.

A guess is never more than that: each column says whether it is sure, and a person confirms.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import pairwise

from tracker.exchange.tasks import SheetError
from tracker.exchange.tasks.cells import GRADE_WORDS, excel_day, looks_dated, names_agency, names_person, stage_of
from tracker.exchange.tasks.files import Cell, Grid, Merge, Row
from tracker.exchange.tasks.forms import forms
from tracker.i18n import _
from tracker.text import key, one_line

FIELDS = (
    *("text", "lead", "with", "counterpart", "official", "grade", "given", "source", "due", "extended", "state"),
    *("done", "evidence", "result", "note", "visit", "visit_day", "code", "uid"),
)
"""What a column may hold; "-" is a column that is left out."""
LEFT_OUT = "-"
DAYS = ("given", "due", "extended", "done", "visit_day")
DEEPEST, FIRST_ROWS, SAMPLES = 3, 40, 60

_COMPUTED = re.compile(
    "(stt|tt|so tt|so thu tu|no|row|so ngay (qua han|cham|tre|con lai|cham tre)|days late|dung han|dung han qua han"
    "|qua han|timeliness)"
)
"""What a sheet counts or works out for itself."""
_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_LETTER = re.compile(r"[a-z]{1,2}")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
BETWEEN = " / "
"""Between the rows of a header of several."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. `position` counts from 0; `field` is None for one that is left out."""

    position: int
    header: str
    field: str | None
    samples: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its header found: the columns that bear a name, and the rows under it."""

    grid: Grid
    columns: tuple[Column, ...]
    header_row: int
    rows: tuple[Row, ...]

    @property
    def fingerprint(self) -> str:
        """Equal for sheets with the same header words in the same order."""
        return sha256("\n".join(key(column.header) for column in self.columns).encode()).hexdigest()[:16]

    def field(self, name: str) -> Column | None:
        """The column that holds a field."""
        return next((column for column in self.columns if column.field == name), None)

    def mapped(self, mapping: Mapping[str, str]) -> "Table":
        """The table with columns as a mapping says, by header or by letter ("C"); what it does not name stays. Refuses
        a column that is not there and one field for two columns."""
        said: dict[int, str] = {}
        for name, field in mapping.items():
            if field != LEFT_OUT and field not in FIELDS:
                raise SheetError(
                    reason=_("“{value}” is no field; it is one of: {all}, or - to leave the column out.").format(
                        value=field[:60], all=", ".join(FIELDS)
                    )
                )
            said[self._named(name)] = field
        taken = [field for field in said.values() if field != LEFT_OUT]
        twice = next((field for field in taken if taken.count(field) > 1), None)
        if twice:
            raise SheetError(reason=_("Two columns are to be “{field}”; choose one.").format(field=twice))
        return replace(self, columns=tuple(_said(column, said, taken) for column in self.columns))

    def _named(self, name: str) -> int:
        wanted = key(name)
        found = [c.position for c in self.columns if key(c.header) == wanted]
        found = found or [c.position for c in self.columns if letter(c.position).lower() == name.strip().lower()]
        if not found:
            raise SheetError(
                reason=_("There is no column “{name}” in the sheet; there are: {names}.").format(
                    name=name[:60], names="; ".join(column.header for column in self.columns)[:600]
                )
            )
        return found[0]


def _said(column: Column, said: Mapping[int, str], taken: Sequence[str]) -> Column:
    if column.position in said:
        field = said[column.position]
        return replace(column, field=None if field == LEFT_OUT else field, sure=True)
    return replace(column, field=None, sure=True) if column.field in taken else column


def letter(position: int) -> str:
    """A column as a spreadsheet names it: 0 -> "A", 27 -> "AB"."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def find_table(grids: Sequence[Grid], known: Iterable[str] = (), earlier: Iterable[Iterable[str]] = ()) -> Table:
    """The table of the one sheet that has a header; of CSV, cut in the way that gives the best header.

    `known`: headers that a person has named; `earlier`: those of sheets seen before, looked for where the words alone
    tell no header. Raises SheetError where no header is found, or in several sheets.
    """
    found: list[tuple[float, Grid, _Header]] = []
    for names in (known, *earlier):
        wanted = frozenset(key(name) for name in names)
        found = found or [
            (score, grid, header) for grid in grids for score, header in [_best_header(grid, wanted)] if score > 0
        ]
    if not found:
        raise SheetError(
            reason=_(
                "No row that names the columns was found: there must be one for the task and one for who leads, for "
                "example “Nội dung công việc” and “Đơn vị chủ trì”; --map says what a column is."
            )
        )
    best = max(found, key=lambda one: one[0])
    if best[1].name and len(found) > 1:
        names = "; ".join(grid.name for _score, grid, _header in found)
        raise SheetError(
            reason=_("Several sheets hold tasks: {names}. Name one with --sheet.").format(names=names[:300])
        )
    return _table(best[1], best[2])


@dataclass(frozen=True, slots=True)
class _Header:
    """Rows `first` up to `end` (not included) of the grid's list, and the name of each column."""

    first: int
    end: int
    names: tuple[str, ...]


def _best_header(grid: Grid, wanted: frozenset[str]) -> tuple[float, _Header]:
    best, chosen = 0.0, _Header(0, 0, ())
    for first in range(min(FIRST_ROWS, len(grid.rows))):
        for depth in range(_least_depth(grid, first), min(DEEPEST, len(grid.rows) - first) + 1):
            names = _names(grid, first, depth)
            score = _worth(names, wanted) - 0.05 * depth
            if score > best:
                best, chosen = score, _Header(first, first + depth, names)
    return best, chosen


def _least_depth(grid: Grid, first: int) -> int:
    """How many rows a header is at least that begins with cells merged downwards."""
    number = grid.rows[first].number
    last = max((merge.bottom for merge in grid.merges if merge.top == number and merge.bottom > number), default=number)
    return sum(number <= row.number <= last for row in grid.rows[first : first + DEEPEST])


def _worth(names: Sequence[str], wanted: frozenset[str]) -> float:
    """How much the names are a header: 0 unless the task and something else of it are named."""
    found = {field for name in names for field, score in _by_words(name) if score == 1.0}
    said = {key(name) for name in names if name}
    named = len(said & wanted)
    if named and all(name in said or _LETTER.fullmatch(name) for name in wanted):
        return 100.0 + len(found)
    if "text" not in found or len(found) < 2:
        return 0.0
    best: dict[str, float] = {}
    for name in names:
        field, score = max(_by_words(name), key=lambda pair: pair[1], default=(name, 0.0))
        best[field] = max(score, best.get(field, 0.0))
    return sum(best.values())


def _names(grid: Grid, first: int, depth: int) -> tuple[str, ...]:
    rows = grid.rows[first : first + depth]
    width = max(len(row.cells) for row in rows)
    lines = [_filled(row, width, grid.merges) for row in rows]
    if not grid.merges:
        lines = _spread(lines)
    names: list[str] = []
    for parts in zip(*lines, strict=True):
        said = dict.fromkeys(part for part in parts if part)
        names.append(BETWEEN.join(said)[:200])
    seen: dict[str, int] = {}
    for at, name in enumerate(names):
        if name:
            seen[key(name)] = seen.get(key(name), 0) + 1
            names[at] = f"{name} ({seen[key(name)]})" if seen[key(name)] > 1 else name
    return tuple(names)


def _filled(row: Row, width: int, merges: Sequence[Merge]) -> list[str]:
    """The texts of a header row; merged cells have their text in all of them."""
    texts = [one_line(str(cell)) if isinstance(cell, str) else "" for cell in row.cells] + [""] * width
    for merge in merges:
        if merge.top == row.number and merge.left < len(row.cells):
            texts[merge.left : merge.right + 1] = [texts[merge.left]] * (merge.right + 1 - merge.left)
    return texts[:width]


def _spread(lines: list[list[str]]) -> list[list[str]]:
    """Where merges are not told (CSV): an empty cell with a name below it goes on with the one on its left."""
    for upper, lower in pairwise(lines):
        for at in range(1, len(upper)):
            if not upper[at] and lower[at] and lower[at - 1]:
                upper[at] = upper[at - 1]
    return lines


def _table(grid: Grid, header: _Header) -> Table:
    top = {cell for row in grid.rows[header.first : header.end] for cell in row.cells if cell is not None}
    rows = tuple(
        row
        for row in grid.rows[header.end :]
        if not top >= {cell for cell in row.cells if cell is not None} and not _counts_columns(row)
    )
    rows = tuple(_downwards(rows, grid.merges))
    columns = [(at, name) for at, name in enumerate(header.names) if name]
    return Table(grid, guess(columns, rows), grid.rows[header.first].number, rows)


def _counts_columns(row: Row) -> bool:
    """The row under a header that numbers its columns: (1), (2), (3) or A, B, 1, 2."""
    said = [str(cell).strip("() ") for cell in row.cells if cell is not None]
    numbers = [text for text in said if text.isdecimal()]
    rest = [text for text in said if not text.isdecimal()]
    in_order = [int(text) for text in numbers] == list(range(1, len(numbers) + 1))
    return len(numbers) >= 3 and in_order and all(len(text) == 1 or "=" in text for text in rest)


def _downwards(rows: Sequence[Row], merges: Sequence[Merge]) -> Iterator[Row]:
    """Cells merged over several rows have their value in each of them."""
    by_number = {row.number: row for row in rows}
    filled: dict[int, dict[int, Cell]] = {}
    end: dict[int, int] = {}
    for merge in sorted(merges, key=lambda one: one.top):
        source = by_number.get(merge.top)
        if merge.left != merge.right or source is None or merge.top <= end.get(merge.left, 0):
            continue
        end[merge.left] = merge.bottom
        if merge.left < len(source.cells):
            for number in range(merge.top + 1, min(merge.bottom, rows[-1].number) + 1):
                filled.setdefault(number, {})[merge.left] = source.cells[merge.left]
    for row in rows:
        cells = list(row.cells)
        for at, value in filled.get(row.number, {}).items():
            cells += [None] * (at + 1 - len(cells))
            cells[at] = value
        yield replace(row, cells=tuple(cells))


@cache
def _by_words(header: str) -> tuple[tuple[str, float], ...]:
    """The fields that a header may mean, each with 1.0 where its words say just that, less where it only holds them."""
    parts = [key(_BRACKETS.sub(" ", part)) or key(part) for part in header.split(BETWEEN)]
    last, whole = parts[-1], " ".join(parts)
    if _COMPUTED.fullmatch(last) or _COMPUTED.fullmatch(whole):
        return ()
    found = []
    for field, form in forms().items():
        if form.fullmatch(last):
            found.append((field, 1.0))
        elif form.fullmatch(whole):
            found.append((field, 0.95))
        elif (hit := _longest(form, last)) >= 4:
            found.append((field, 0.4 + 0.4 * hit / len(last)))
    return tuple(found)


def _longest(form: re.Pattern[str], words: str) -> int:
    """How many letters of the words the form covers, from one word's beginning to another's end."""
    spans = [m.span() for m in form.finditer(words)]
    whole = [
        (start, end)
        for start, end in spans
        if (start == 0 or words[start - 1] == " ") and (end == len(words) or words[end] == " ")
    ]
    return max((end - start for start, end in whole), default=0)


def guess(columns: Sequence[tuple[int, str]], rows: Sequence[Row]) -> tuple[Column, ...]:
    """What each column means: the likeliest pairs of column and field first, each field once."""
    values = {
        at: [r.cells[at] for r in rows[:SAMPLES] if at < len(r.cells) and r.cells[at] is not None] for at, _n in columns
    }
    pairs = []
    for at, name in columns:
        for field, score in _candidates(name, values[at]):
            fit = _fit(field, values[at])
            pairs.append((score + (0.3 * fit if fit is not None else 0.1), score, fit, field, at))
    given: dict[int, tuple[str, bool]] = {}
    for _total, score, fit, field, at in sorted(pairs, key=lambda pair: (-pair[0], pair[4], FIELDS.index(pair[3]))):
        unlikely = fit is not None and fit < 0.2 and (score < 0.95 or field == "grade")
        if at in given or field in {its for its, _sure in given.values()} or unlikely:
            continue
        given[at] = (field, score >= 0.95 and (fit is None or fit >= 0.5))
    return tuple(_column(at, name, given.get(at), values[at]) for at, name in columns)


def _column(at: int, name: str, given: tuple[str, bool] | None, values: Sequence[Cell]) -> Column:
    samples = tuple(dict.fromkeys(one_line(_told(value)) for value in values))[:3]
    if given is None:
        return Column(at, name, None, samples, bool(_COMPUTED.fullmatch(key(_BRACKETS.sub(" ", name)))))
    return Column(at, name, given[0], samples, given[1])


def _told(value: Cell) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _candidates(name: str, values: Sequence[Cell]) -> tuple[tuple[str, float], ...]:
    if values and all(isinstance(value, str) and _UID.fullmatch(value) for value in values):
        return (("uid", 1.0),)
    return _by_words(name)


def _fit(field: str, values: Sequence[Cell]) -> float | None:
    """The share of values that look like the field, None where any text does or there is none."""
    looks = _LOOKS.get(field)
    if looks is None or not values:
        return None
    return sum(looks(value) for value in values) / len(values)


def _is_day(value: Cell) -> bool:
    return isinstance(value, date) or excel_day(value) is not None or (isinstance(value, str) and looks_dated(value))


_LOOKS: dict[str, Callable[[Cell], bool]] = {
    **dict.fromkeys(DAYS, _is_day),
    "text": lambda value: isinstance(value, str) and len(value) >= 8,
    "lead": lambda value: isinstance(value, str) and names_agency(value),
    "with": lambda value: isinstance(value, str) and names_agency(value),
    "counterpart": lambda value: isinstance(value, str) and names_agency(value),
    "official": lambda value: isinstance(value, str) and names_person(value),
    "grade": lambda value: isinstance(value, str) and key(value) in GRADE_WORDS,
    "state": lambda value: isinstance(value, str) and (stage_of(value) is not None or not _is_day(value)),
    "uid": lambda value: isinstance(value, str) and bool(_UID.fullmatch(value)),
}
