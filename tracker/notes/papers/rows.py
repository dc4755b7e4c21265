"""Lines of a table's rows: "Nguyễn Văn A, Phó Giám đốc, Sở Nội vụ tỉnh B;", without running numbers and heads."""

import re
from collections.abc import Sequence

from tracker.text import key, one_line

_NUMBER, _NAME, _POST, _UNIT, _DROPPED, _OTHER = "number", "name", "post", "unit", "dropped", "other"
_HEADS = {
    _NUMBER: ("tt", "stt", "so tt", "so thu tu"),
    _NAME: ("ho va ten", "ho ten", "dai bieu", "thanh phan", "ten dai bieu"),
    _POST: ("chuc vu", "chuc danh"),
    _UNIT: ("don vi", "co quan", "noi cong tac", "dia phuong"),
    _DROPPED: ("chu ky", "ky ten", "ky nhan", "dien thoai", "so dien thoai", "sdt", "email", "e mail"),
    _OTHER: ("ghi chu", "vai tro", "noi dung", "thoi gian", "thoi han", "han", "chu tri", "phoi hop", "ket qua"),
}
_ROMAN = re.compile("[IVX]{1,4}")  # the number of a group, whose row is its title
_ORDER = (_NAME, _POST, _UNIT, _OTHER)

Row = Sequence[str | None]
"""The texts of a row's cells, with line ends in a cell of several paragraphs; None where the cell above goes on."""


def lines_of(rows: Sequence[Row]) -> list[str]:
    """The lines of a table. One that lays out a page (no head, paragraphs in its cells) gives its paragraphs."""
    rows = [row for row in rows if any(cell is None or cell.strip() for cell in row)]
    head = next((n for n, row in enumerate(rows[:3]) if _is_head(row)), None)
    if head is not None:
        before = [line for row in rows[:head] for line in _paragraphs(row)]
        return before + _listed(rows[head + 1 :], [_kind(cell) for cell in rows[head]], rows[head])
    if len(rows) < 2 or any("\n" in (cell or "").strip() for row in rows for cell in row):
        return [line for row in rows for line in _paragraphs(row)]
    numbered = all(_is_number(row[0]) for row in rows if len(row) > 1)
    width = max(len(row) for row in rows)
    return _listed(rows, [_NUMBER if numbered else _OTHER, *[_OTHER] * (width - 1)], [])


def _paragraphs(row: Row) -> list[str]:
    return [line.strip() for cell in row for line in (cell or "").split("\n") if line.strip()]


def _kind(cell: str | None) -> str | None:
    words = key(cell or "")
    if not words or len(words) > 40:
        return None
    for kind, heads in _HEADS.items():
        if any(words == head or words.startswith(head + " ") for head in heads):
            return kind
    return None


def _is_head(row: Row) -> bool:
    return len({kind for kind in map(_kind, row) if kind}) >= 2


def _is_number(cell: str | None) -> bool:
    return (cell or "").strip(" .)").isdigit()


def _listed(rows: Sequence[Row], kinds: Sequence[str | None], heads: Row) -> list[str]:
    """A line a row. A unit that is merged over several rows belongs to each of them."""
    found = []
    of_people = _NAME in kinds
    unit = ""
    for row in rows:
        cells = [one_line(cell or "").rstrip(" ,;.") for cell in row]
        filled = [cell for cell in cells if cell and not _ROMAN.fullmatch(cell)]
        if len(filled) == 1 and not _is_number(filled[0]) and len(kinds) > 1:
            found.append(filled[0] if filled[0].endswith(":") else filled[0] + ":")
            continue
        told: list[tuple[int, str]] = []
        for n, cell in enumerate(cells):
            kind = kinds[n] if n < len(kinds) and kinds[n] else _OTHER
            if kind == _UNIT and of_people:
                unit = cell = unit if row[n] is None else cell
            if cell and kind not in (_NUMBER, _DROPPED):
                label = "" if of_people or not told or n >= len(heads) else one_line(heads[n] or "")
                told.append((_ORDER.index(kind) if of_people else 0, f"{label}: {cell}" if label else cell))
        if told and not all(_is_number(cell) for _place, cell in told):
            found.append(", ".join(cell for _place, cell in sorted(told, key=lambda one: one[0])) + ";")
    return found
