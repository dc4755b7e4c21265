"""Word files in the layout of Decree 30/2020, Appendix I: page, letters, tables. No clock: the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from tracker.reminders.page import Page, Part
from tracker.text import one_line

FONT = "Times New Roman"
BODY, SMALL = 14, 12
WIDTH = 160
"""Millimetres between the margins of an upright A4 page."""
LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def paper(title: str, day: date) -> Any:
    """An empty document: A4, margins 20, 20, 30 and 20 mm, Times New Roman 14, pages numbered from the second on."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    fonts = normal.element.rPr.rFonts
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.rPr.append(language)
    normal.paragraph_format.space_after = Pt(0)
    _page_number(section.header.paragraphs[0])
    about = document.core_properties
    about.title, about.author, about.comments, about.last_modified_by = xml(title)[:200], "", "", ""
    about.created = about.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return document


def xml(text: str) -> str:
    """The text on one line, without the characters that XML cannot hold."""
    return _NO_XML.sub("", one_line(text))


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = CENTRE
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(13)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def write(
    paragraph: Any,
    text: str,
    size: float = BODY,
    *,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = LEFT,
) -> Any:
    """Text into a paragraph; returns it."""
    paragraph.alignment = align
    run = paragraph.add_run(text if text.isspace() else xml(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def prose(document: Any, text: str) -> Any:
    """A paragraph of the body: justified, indented by 1.27 cm, six points apart; returns it."""
    paragraph = write(document.add_paragraph(), text, align=BOTH)
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.space_before = Pt(6)
    return paragraph


def grid(document: Any, rows: int, widths: Sequence[float]) -> Any:
    """A table without lines, its columns of these widths in millimetres."""
    table = document.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def bare(table: Any) -> Any:
    """Takes the space between the cells' edges and their text away, so that a head fits its line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)
    return table


def rule(cell: Any, indent: float) -> None:
    """A solid line under what a cell says, indented by millimetres on both sides."""
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(indent)
    paragraph.paragraph_format.line_spacing = Pt(4)
    box(paragraph, ("top",))


def box(paragraph: Any, sides: Iterable[str] = ("top", "left", "bottom", "right")) -> None:
    """Lines around a paragraph."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def table(document: Any, parts: Sequence[Part], *, named: bool = True) -> None:
    """The rows of all parts in one ruled table with a head that is repeated on each page; `named`: each part under its
    name, in a row of its own."""
    columns, shares = parts[0].columns, parts[0].widths or [1] * len(parts[0].columns)
    widths = [WIDTH * share / sum(shares) for share in shares]
    found = grid(document, 1, widths)
    found.style = "Table Grid"
    _fill(found.rows[0], columns, bold=True, align=CENTRE)
    _mark(found.rows[0], "w:tblHeader")
    for part in parts:
        if named:
            row = found.add_row()
            whole = row.cells[0].merge(row.cells[-1])
            write(whole.paragraphs[0], f"{part.title} ({len(part.rows):02})", SMALL, bold=True)
            whole.paragraphs[0].paragraph_format.keep_with_next = True
        for cells in part.rows:
            row = found.add_row()
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
            _fill(row, cells)
            _mark(row, "w:cantSplit")


def _fill(row: Any, texts: Sequence[str], *, bold: bool = False, align: WD_ALIGN_PARAGRAPH = LEFT) -> None:
    for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        write(cell.paragraphs[0], text, SMALL, bold=bold, align=align if number else CENTRE)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def as_docx(page: Page, day: date) -> bytes:
    """A page of tables as a Word file."""
    document = paper(page.title, day)
    title = write(document.add_paragraph(), page.title, bold=True, align=CENTRE)
    title.paragraph_format.space_after = Pt(6)
    for line in page.lines:
        prose(document, line)
    for part in page.shown:
        head = write(document.add_paragraph(), f"{part.title} ({len(part.rows)})", bold=True)
        head.paragraph_format.space_before, head.paragraph_format.space_after = Pt(12), Pt(4)
        head.paragraph_format.keep_with_next = True
        table(document, [part], named=False)
    return packed(document)


def packed(document: Any) -> bytes:
    """The file, with no day in it but those it was given."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(info, source.read(name))
    return out.getvalue()


def space(cell: Any, before: Length | float = 0) -> Any:
    """A further paragraph in a cell, some points below what stands above."""
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(before)
    return paragraph
