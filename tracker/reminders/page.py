"""A page of tables under headings, and how it is written as plain text, Markdown or HTML, each escaped."""

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.reporting import markdown
from tracker.text import one_line

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its table; the first two columns say what a row is about. `widths`: the columns' shares."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What is handed to someone: a title, a few lines, the tables (one without rows is left out)."""

    title: str
    lines: Sequence[str]
    parts: Sequence[Part]

    @property
    def shown(self) -> list[Part]:
        """The parts that have rows."""
        return [part for part in self.parts if part.rows]


def as_text(page: Page) -> str:
    """For the terminal and the plain half of a mail."""
    found = [one_line(page.title), ""]
    for line in page.lines:
        found += textwrap.wrap(one_line(line), WIDTH)
    for part in page.shown:
        found += ["", f"{one_line(part.title)} ({len(part.rows)})"]
        for row in part.rows:
            found += _row_text(part, row)
    return "\n".join(found) + "\n"


def _row_text(part: Part, row: Sequence[str]) -> list[str]:
    """The first two cells lead; the others follow below under their columns' names."""
    first, second, *rest = (one_line(cell) for cell in row)
    width = max(len(one_line(other[0])) for other in part.rows)
    lines = textwrap.wrap(f"{first:<{width}}  {second}", WIDTH - 2, subsequent_indent=" " * (width + 2))
    more = " · ".join(f"{name}: {cell}" for name, cell in zip(part.columns[2:], rest, strict=True) if cell)
    indent = " " * (width + 2)
    lines += textwrap.wrap(more, WIDTH - 2, initial_indent=indent, subsequent_indent=indent)
    return ["  " + line for line in lines]


def as_markdown(page: Page) -> str:
    """A heading, the lines, a table a part."""
    found = [f"# {markdown(page.title)}", ""]
    for line in page.lines:
        found += [markdown(line), ""]
    for part in page.shown:
        found += [f"## {markdown(part.title)} ({len(part.rows)})", ""]
        found += [_row_markdown(part.columns), _row_markdown(["---"] * len(part.columns), raw=True)]
        found += [*(_row_markdown(row) for row in part.rows), ""]
    return "\n".join(found).rstrip() + "\n"


def _row_markdown(cells: Sequence[str], *, raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else markdown(cell) for cell in cells) + " |"


_PAGE = "font-family:'Times New Roman',serif;font-size:16px;line-height:1.4;color:#111"
_TABLE = "border-collapse:collapse;width:100%;margin:0 0 16px"
_CELL = "border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top"


def as_html(page: Page, *, language: str) -> str:
    """For the body of a mail: styles in place, nothing from outside."""
    found = [
        f'<!DOCTYPE html>\n<html lang="{language}">',
        f'<head><meta charset="utf-8"><title>{_html(page.title)}</title></head>',
        f'<body style="{_PAGE}">',
        f'<h1 style="font-size:20px">{_html(page.title)}</h1>',
        *(f"<p>{_html(line)}</p>" for line in page.lines),
    ]
    for part in page.shown:
        found.append(f'<h2 style="font-size:17px;margin:16px 0 4px">{_html(part.title)} ({len(part.rows)})</h2>')
        found.append(f'<table style="{_TABLE}">')
        found += [_row_html(part.columns, "th"), *(_row_html(row, "td") for row in part.rows)]
        found.append("</table>")
    return "\n".join([*found, "</body>", "</html>", ""])


def _row_html(cells: Sequence[str], tag: str) -> str:
    inner = "".join(f'<{tag} style="{_CELL}">{_html(cell)}</{tag}>' for cell in cells)
    return f"<tr>{inner}</tr>"


def _html(text: str) -> str:
    return html.escape(one_line(text))
