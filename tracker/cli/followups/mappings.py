"""`sheets.toml` of the configuration folder: what the columns of a sheet mean, by the words of its header."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tracker.cli.output import save
from tracker.cli.settings import config_folder
from tracker.errors import OutputError, RefusedError, UsageError
from tracker.i18n import _
from tracker.text import nfc

if TYPE_CHECKING:
    from tracker.exchange.tasks.headers import Table

FILE = "sheets.toml"


def saved(table: "Table") -> Mapping[str, str] | None:
    """The mapping that was confirmed for sheets with this header, None for none."""
    kept = _read(config_folder() / FILE).get(table.fingerprint)
    return None if kept is None else _columns(config_folder() / FILE, kept)


def headers() -> list[list[str]]:
    """The headers of the sheets whose mapping was confirmed, by which such a sheet is known again."""
    path = config_folder() / FILE
    return [list(_columns(path, kept)) for kept in _read(path).values()]


def keep(table: "Table", name: str) -> None:
    """Keeps the mapping of a table for the next sheet with this header; says so where it cannot be kept."""
    import tomli_w

    path = config_folder() / FILE
    tables = _read(path) if path.exists() else {}
    columns = {column.header: column.field or "-" for column in table.columns}
    tables[table.fingerprint] = {"file": name, "columns": columns}
    try:
        save(path, tomli_w.dumps(dict(sorted(tables.items()))))
    except OutputError as error:
        typer.echo(_("What the columns mean is not kept: {reason}").format(reason=error), err=True)


def from_file(path: Path) -> Mapping[str, str]:
    """The mapping of a TOML file: “Column” = "field", at its top or under [columns]."""
    if not path.is_file():
        raise UsageError(reason=_("There is no mapping file {name}.").format(name=str(path)[:200]))
    return _columns(path, _read(path))


def from_words(words: Sequence[str]) -> Mapping[str, str]:
    """The mapping of --map “Column=field”."""
    found = {}
    for word in words:
        column, equals, field = word.rpartition("=")
        if not equals or not column.strip() or not field.strip():
            raise UsageError(
                reason=_("--map takes “Column=field”, not “{text}”; the field - leaves the column out.").format(
                    text=word[:60]
                )
            )
        found[nfc(column.strip())] = field.strip()
    return found


def _columns(path: Path, table: object) -> Mapping[str, str]:
    columns = table.get("columns", table) if isinstance(table, dict) else table
    if not isinstance(columns, dict) or not all(isinstance(field, str) for field in columns.values()):
        raise RefusedError(
            reason=_('{name} says nothing of columns; write lines like “Column” = "field".').format(name=path)
        )
    return {nfc(str(name)): field for name, field in columns.items()}


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RefusedError(reason=_("{name} cannot be read: {reason}.").format(name=path, reason=error)) from None
