"""The text layer of a PDF, its printed lines put together into paragraphs again.

A line goes on in the next one when it is full (the next word would not have fitted), the letters are as large, and
neither a wider gap nor an indent nor a bullet opens a paragraph. Page numbers and what is repeated at the edge of the
pages are left aside. How much is unpacked and drawn is bounded; pages after what the reader of notes reads are left.
"""

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from tracker.i18n import N_
from tracker.notes.papers import ENOUGH, LOCKED, UnreadableError
from tracker.text import key, one_line

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_DAMAGED = N_("the PDF is damaged; print it to PDF again or save the note as text")
_SCAN = N_("it is a scan, pictures of pages without text; run text recognition (OCR) on it first, or type the note")
_NO_LETTERS = N_("its fonts do not say which letters they draw; save the note as .docx or as text")
_CROWDED = N_("its pages draw far more than a note; save the note as text")

_UNPACKED = 8 * 1024 * 1024  # bytes of any one stream
_ON_A_PAGE = 512 * 1024  # bytes of drawing
_STEPS = 80_000  # drawing steps in all
_PAGES = 400

_NUMBER = re.compile(r"(?i)[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s.]*$")
_BULLET = re.compile(r"(?:[-–•+*●▪]|\d{1,2}(?:\.\d{1,2})*[.)/]|[a-zđ]\)|[IVX]{1,4}[.)])\s")
_BESIDE = re.compile(
    r"(?i)(?<=\S)\s+(?=cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh phúc)"
)
_FOREIGN_CUT = re.compile(r"[a-z]{3,}-$")
_WIDTHS = dict.fromkeys("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323", 1e-6)
_WIDTHS |= dict.fromkeys("iljtfrI.,:;|!()[]'/ -", 0.29) | dict.fromkeys("mwMWO–—Q@%", 0.82)
_LOST = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


@dataclass(slots=True)
class _Line:
    """A printed line: where it begins on the page and how large its letters are."""

    text: str
    x: float
    y: float
    size: float


def pdf_text(data: bytes) -> str:
    """The text of the PDF, a paragraph a line. `UnreadableError` when damaged, locked or a scan."""
    with _quiet():
        try:
            pages = _pages(data)
        except (UnreadableError, MemoryError):
            raise
        except Exception as error:  # whatever a damaged file makes the library stumble over
            raise UnreadableError(_DAMAGED) from error
    pages = _without_edges([[line for line in page if line.text] for page in pages])
    text = "\n".join(_paragraphs(pages))
    letters = sum(c.isalpha() for c in text)
    if len(_LOST.findall(text)) > 0.05 * len(text):
        raise UnreadableError(_NO_LETTERS)
    if letters < 20:
        raise UnreadableError(_SCAN)
    return text


@contextmanager
def _quiet() -> Iterator[None]:
    """What the library would remark on a file is kept from standard error."""
    log, nowhere = logging.getLogger("pypdf"), logging.NullHandler()
    before, log.propagate = log.propagate, False
    log.addHandler(nowhere)
    try:
        yield
    finally:
        log.removeHandler(nowhere)
        log.propagate = before


def _pages(data: bytes) -> list[list[_Line]]:
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    limits = ("zlib", "lzw", "run_length", "jbig2")
    bounds: dict[str, Any] = {f"{name}_maximum_output_length": _UNPACKED for name in limits}
    with apply_configuration(**bounds, array_based_stream_maximum_output_length=_UNPACKED):
        try:
            reader = PdfReader(io.BytesIO(data), strict=False, xref_stream_maximum_entries=200_000)
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadableError(LOCKED)
            return list(_read(reader))
        except (DependencyError, FileNotDecryptedError) as error:
            raise UnreadableError(LOCKED) from error
        except LimitReachedError as error:
            raise UnreadableError(_CROWDED) from error


def _read(reader: "PdfReader") -> Iterator[list[_Line]]:
    seen = steps = 0

    def count(*_facts: Any) -> None:
        nonlocal steps
        steps += 1
        if steps > _STEPS:
            raise UnreadableError(_CROWDED)

    for number, page in enumerate(reader.pages):
        content = page.get_contents()
        if content is not None and len(content.get_data()) > _ON_A_PAGE:
            raise UnreadableError(_CROWDED)
        lines = _lines(page, count)
        yield lines
        seen += sum(len(line.text) + 1 for line in lines)
        if seen > ENOUGH * 2 // 3 or number > _PAGES:
            return


def _lines(page: "PageObject", count: Any) -> list[_Line]:
    """The printed lines of a page in the order in which they are drawn."""
    found: list[_Line] = []
    line: _Line | None = None

    def hear(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        nonlocal line
        for n, piece in enumerate(text.split("\n")):
            if n:
                line = None
            if not piece.strip():
                if line is not None:
                    line.text += piece
                continue
            if line is None:
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                height = abs(size * (tm[3] or tm[1]) * (cm[3] or cm[1]))
                x += (len(piece) - len(piece.lstrip())) * _WIDTHS[" "] * height  # set in by spaces
                line = _Line("", x, y, height)
                found.append(line)
            line.text += piece

    page.extract_text(visitor_text=hear, visitor_operand_before=count)
    parted = []
    for line in found:
        for text in _BESIDE.split(line.text):
            parted.append(_Line(one_line(text), line.x, line.y, line.size))
    return parted


def _without_edges(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without their numbers and without the lines that many of them have at their head or foot."""
    edges = Counter(
        words for page in pages for words in {_edge_words(line) for line in (*page[:2], *page[-2:])} if words
    )
    often = {words for words, pages_of_it in edges.items() if pages_of_it >= max(2, len(pages) // 2)}
    kept = []
    for page in pages:
        last = len(page) - 1
        kept.append(
            [
                line
                for n, line in enumerate(page)
                if not (
                    (n in (0, last) and _NUMBER.match(line.text))
                    or (min(n, last - n) < 2 and _edge_words(line) in often and len(pages) > 1)
                )
            ]
        )
    return kept


def _edge_words(line: _Line) -> str:
    return re.sub(r"\d+", "", key(line.text)).strip()


def _paragraphs(pages: list[list[_Line]]) -> Iterator[str]:
    lines = [line for page in pages for line in page]
    if not lines:
        return
    measure = _Measure(pages, lines)
    whole = lines[0].text
    for last, line in pairwise(lines):
        if measure.goes_on(last, line):
            whole = _put_together(whole, line.text)
        else:
            yield whole
            whole = line.text
    yield whole


def _put_together(whole: str, text: str) -> str:
    """One line after the other; a foreign word that was cut is whole again, "Mê-" + "kông" keeps its dash."""
    if whole.endswith("\u00ad"):
        return whole[:-1] + text
    if _FOREIGN_CUT.search(whole) and re.match("[a-z]{3,}", text):
        return whole[:-1] + text
    return whole + ("" if whole.endswith("-") and not whole.endswith(" -") else " ") + text


def _width(text: str) -> float:
    """About how wide the text is, in letters' heights: no font is asked, since only full lines have to be told."""
    return sum(_WIDTHS.get(c) or (0.68 if c.isupper() else 0.52) for c in unicodedata.normalize("NFD", text))


class _Measure:
    """The usual edges, distance of lines and size of letters."""

    def __init__(self, pages: list[list[_Line]], lines: list[_Line]) -> None:
        sizes = Counter(round(line.size) for line in lines for _letter in range(len(line.text)))
        self.size = sizes.most_common(1)[0][0] or 1
        body = [line for line in lines if round(line.size) == self.size]
        self.left = sorted(line.x for line in body)[len(body) // 10]
        gaps = [a.y - b.y for page in pages for a, b in pairwise(page) if 0 < a.y - b.y < 6 * self.size]
        self.gap = median(gaps) if gaps else 0.0
        wider = sum(self._is_gap(a, b) for page in pages for a, b in pairwise(page))
        self.parted = wider > 2 or sum(line.x > self.left + 6 for line in body) > 2  # paragraphs are told apart
        widths = sorted(line.x - self.left + _width(line.text) * line.size for line in body)
        self.width = widths[-1 - len(widths) // 10]

    def _is_gap(self, last: _Line, line: _Line) -> bool:
        return bool(self.gap) and last.y - line.y > 1.2 * max(self.gap, 1.1 * line.size)

    def goes_on(self, last: _Line, line: _Line) -> bool:
        """Whether the text of `last` goes on in `line`."""
        ends = last.text.endswith((".", "!", "?", ";", ":"))
        dash = line.text.startswith(("- ", "– "))
        if abs(last.size - line.size) > 0.6 or (_BULLET.match(line.text) and (ends or not dash)):
            return False
        if self._is_gap(last, line):
            return False
        indented = line.x > self.left + 6
        middles = [one.x + _width(one.text) * one.size / 2 for one in (last, line)]
        centred = indented and abs(middles[0] - middles[1]) < 0.06 * self.width
        if indented and not centred:
            return False
        begins = 0.0 if centred else max(0.0, last.x - self.left)
        first = line.text.split(" ", 1)[0]
        whole = begins + _width(last.text if ends else f"{last.text} {first}") * line.size
        full = 0.93 if not (ends or dash) else 0.75 if self.parted and not dash else 0.97
        return whole > full * self.width
