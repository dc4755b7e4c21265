"""How rows are printed: a table for people, JSON and CSV for programs. Messages never go to standard output."""

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from tracker.errors import OutputError, UsageError
from tracker.i18n import N_, _
from tracker.sheets import to_csv

AsJson = Annotated[bool, typer.Option("--json", help=N_("Print JSON."))]
AsCsv = Annotated[bool, typer.Option("--csv", help=N_("Print CSV that opens in a spreadsheet."))]


def to_json(data: Any) -> str:
    """JSON with letters as they are, indented, with a final line end."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def emit(
    data: Any,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    as_json: bool,
    as_csv: bool,
    csv_columns: Sequence[str] | None = None,
    csv_rows: Iterable[Sequence[Any]] | None = None,
    empty: str = "",
) -> None:
    """Prints `data` as JSON, or the rows as CSV or as a table; `empty` is said when there is nothing."""
    if as_json and as_csv:
        raise UsageError(reason=_("Choose either --json or --csv."))
    if as_json:
        write(to_json(data))
    elif as_csv:
        write(to_csv(csv_columns or columns, csv_rows if csv_rows is not None else rows))
    else:
        listed = list(rows)
        if listed:
            print_table(columns, listed)
        else:
            typer.echo(empty or _("Nothing found."), err=True)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table as wide as the terminal, or as its words need when it is not a terminal."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    _console().print(table)


def print_pairs(pairs: Iterable[tuple[str, Any]]) -> None:
    """Names and values, one pair a line; what is empty is left out."""
    shown = [(name, str(value)) for name, value in pairs if value not in (None, "", ())]
    width = max((len(name) for name, _value in shown), default=0)
    for name, value in shown:
        typer.echo(f"{name:<{width}}  {value}")


def _console() -> Any:
    from rich.console import Console

    width = None if sys.stdout.isatty() else shutil.get_terminal_size((150, 24)).columns
    return Console(width=width, highlight=False, soft_wrap=False)


@contextmanager
def progress(label: str, steps: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error, where that is a terminal; the function that it gives moves the bar by one step."""
    stderr = typer.get_text_stream("stderr")
    if not stderr.isatty():
        yield lambda: None
        return
    with typer.progressbar(length=steps, label=label, file=stderr) as bar:
        yield lambda: bar.update(1)


def write(text: str) -> None:
    """Text to standard output in UTF-8, whatever the terminal's locale says."""
    stream = typer.get_binary_stream("stdout")
    stream.write(text.encode())
    stream.flush()


def save(path: Path, data: bytes | str) -> None:
    """Writes a file whole or not at all: first beside its place, then over it."""
    content = data.encode() if isinstance(data, str) else data
    partial = path.parent / (path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise OutputError(name=path, reason=error.strerror or str(error)) from None
