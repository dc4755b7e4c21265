"""The text of a Word file: paragraphs and tables in their order, without what stands at every page's head and foot.

Read from the document's XML itself, which is the text as Word shows it: with insertions and content controls, without
deletions, the second copy of a drawing, or a picture unpacked. What is unpacked is bounded, and no entity is resolved.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tracker.i18n import N_
from tracker.notes.papers import DAMAGED_WORD, ENOUGH, LOCKED, UnreadableError
from tracker.notes.papers.letters import fonts_reader
from tracker.notes.papers.rows import Row, lines_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BOMB = N_("it unpacks to far more than a note; save the note alone as text")

UNPACKED = 24 * 1024 * 1024

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SKIPPED = frozenset(
    [
        *(_W + name for name in ("pPr", "del", "moveFrom", "sectPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    ]
)
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MAIN = re.compile(
    rb'Type="[^"]*/officeDocument"[^>]*Target="/?([^"]+)"|Target="/?([^"]+)"[^>]*Type="[^"]*/officeDocument"'
)

Decode = Callable[[str, str | None], str]


def word_text(data: bytes) -> str:
    """The text of the .docx, a paragraph or a table's row a line. `UnreadableError` when damaged, locked or a bomb."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            main = _main_part(archive)
            fonts = _Fonts(_part(archive, main.rpartition("/")[0] + "/styles.xml"))
            document = _part(archive, main)
        if document is None or b"<!DOCTYPE" in document:
            raise UnreadableError(DAMAGED_WORD)
        document = document.replace(_STRICT.encode(), _W[1:-1].encode())
        decode = _decoder(document, fonts) if fonts.legacy or re.search(rb'"(?i:\.vn|vni-)', document) else _as_it_is
        return "\n".join(_enough(_lines(document, decode, fonts)))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, etree.XMLSyntaxError) as error:
        raise UnreadableError(DAMAGED_WORD) from error
    except RuntimeError as error:  # what zipfile says of a password
        raise UnreadableError(LOCKED) from error


def _main_part(archive: zipfile.ZipFile) -> str:
    found = _MAIN.search(_part(archive, "_rels/.rels") or b"")
    name = (found[1] or found[2]).decode("utf-8", "replace") if found else ""
    return name if name in archive.namelist() else "word/document.xml"


def _part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """A part of the file, unpacked no further than the bound."""
    if name not in archive.namelist():
        return None
    with archive.open(name) as part:
        data = part.read(UNPACKED + 1)
    if len(data) > UNPACKED:
        raise UnreadableError(_BOMB)
    return data


def _enough(lines: Iterator[str]) -> Iterator[str]:
    seen = 0
    for line in lines:
        yield line
        seen += len(line) + 1
        if seen > ENOUGH:
            return


def _blocks(document: bytes) -> Iterator["Element"]:
    """The paragraphs and tables of the body one after the other; each is forgotten before the next."""
    from lxml import etree

    depth = 0
    for event, element in etree.iterparse(
        io.BytesIO(document),
        events=("start", "end"),
        tag=(_W + "p", _W + "tbl"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    ):
        depth += 1 if event == "start" else -1
        if event == "end" and depth == 0:
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


def _lines(document: bytes, decode: Decode, fonts: "_Fonts") -> Iterator[str]:
    for block in _blocks(document):
        if block.tag == _W + "tbl":
            yield from _table(block, decode, fonts)
        else:
            yield from (line for line in _paragraph(block, decode, fonts).split("\n") if line.strip())


def _paragraph(paragraph: "Element", decode: Decode, fonts: "_Fonts") -> str:
    """Its text, with the texts of drawings in it on lines of their own; "- " before one of a numbered list."""
    runs: list[tuple[str, str | None]] = []
    for text, font in _runs(paragraph, None, fonts):
        if runs and runs[-1][1] == font:
            runs[-1] = (runs[-1][0] + text, font)
        else:
            runs.append((text, font))
    text = "".join(decode(piece, font) for piece, font in runs)
    listed = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    if listed is not None and listed.get(_W + "val") != "0" and text.strip():
        return "- " + text.lstrip()
    return text


def _runs(element: "Element", font: str | None, fonts: "_Fonts") -> Iterator[tuple[str, str | None]]:
    """The pieces of text below an element, each with its font where one of the old encodings may matter."""
    for child in element:
        tag = child.tag
        if tag == _W + "t":
            yield child.text or "", font
        elif tag in _SKIPPED:
            continue
        elif tag == _W + "p":
            yield "\n", font
            yield from _runs(child, font, fonts)
            yield "\n", font
        elif tag == _W + "r":
            yield from _runs(child, fonts.of(child) if fonts.matter else None, fonts)
        elif (sign := _SIGNS.get(tag.removeprefix(_W))) is not None:
            yield sign, font
        else:
            yield from _runs(child, font, fonts)


def _table(table: "Element", decode: Decode, fonts: "_Fonts") -> list[str]:
    """The rows as lines. Tables in cells give their lines to the cell."""
    rows: list[Row] = []
    for row in table.iterfind(f".//{_W}tr"):
        if next(row.iterancestors(_W + "tbl")) is not table:
            continue
        cells: list[str | None] = []
        for cell in row.iterfind(f".//{_W}tc"):
            if next(cell.iterancestors(_W + "tr")) is not row:
                continue
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merged is not None and merged.get(_W + "val", "continue") == "continue"
            cells.append(None if goes_on else _cell(cell, decode, fonts))
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            wide = (span.get(_W + "val") or "1") if span is not None else "1"
            cells += [""] * (min(int(wide), 60) - 1 if wide.isdigit() else 0)
        rows.append(cells)
    return lines_of(rows)


def _cell(cell: "Element", decode: Decode, fonts: "_Fonts") -> str:
    lines = []
    for child in cell:
        if child.tag == _W + "tbl":
            lines += _table(child, decode, fonts)
        elif child.tag == _W + "p":
            lines.append(_paragraph(child, decode, fonts))
        elif child.tag == _W + "sdt":
            lines += [_paragraph(p, decode, fonts) for p in child.iter(_W + "p")]
    return "\n".join(line for line in lines if line.strip())


def _as_it_is(text: str, _font: str | None) -> str:
    return text


def _decoder(document: bytes, fonts: "_Fonts") -> Decode:
    """How runs in fonts of the old encodings are read, told by all of them together."""
    fonts.matter = True
    pieces: list[tuple[str, str | None]] = []
    for block in _blocks(document):
        pieces += _runs(block, None, fonts)
        if len(pieces) > 20_000:
            break
    return fonts_reader(pieces)


class _Fonts:
    """The fonts that styles name. `matter`: whether any run's font has to be known."""

    def __init__(self, styles: bytes | None) -> None:
        self.matter = False
        self.legacy = bool(styles and re.search(rb'"(?i:\.vn|vni-)', styles))
        self._styles: dict[str | None, tuple[str | None, str | None]] = {}
        self._default: str | None = None
        if styles is not None and self.legacy and b"<!DOCTYPE" not in styles:
            self._read(styles)

    def _read(self, styles: bytes) -> None:
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(styles.replace(_STRICT.encode(), _W[1:-1].encode()), parser)
        self._default = _font_in(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        for style in root.iterfind(_W + "style"):
            based = style.find(_W + "basedOn")
            row = (_font_in(style.find(_W + "rPr")), based.get(_W + "val") if based is not None else None)
            self._styles[style.get(_W + "styleId")] = row
            if style.get(_W + "default") == "1" and style.get(_W + "type") == "paragraph":
                self._styles[None] = row

    def of(self, run: "Element") -> str | None:
        """The font of a run: its own, its style's, its paragraph's, the document's."""
        own = _font_in(run.find(_W + "rPr"))
        if own:
            return own
        style = run.find(f"{_W}rPr/{_W}rStyle")
        found = self._styled(style.get(_W + "val")) if style is not None else None
        if found:
            return found
        paragraph = next(run.iterancestors(_W + "p"), None)
        style = paragraph.find(f"{_W}pPr/{_W}pStyle") if paragraph is not None else None
        return self._styled(style.get(_W + "val") if style is not None else None) or self._default

    def _styled(self, name: str | None) -> str | None:
        for _step in range(12):
            font, based = self._styles.get(name, (None, None))
            if font or based is None:
                return font
            name = based
        return None


def _font_in(properties: "Element | None") -> str | None:
    fonts = properties.find(_W + "rFonts") if properties is not None else None
    return (fonts.get(_W + "ascii") or fonts.get(_W + "hAnsi")) if fonts is not None else None
