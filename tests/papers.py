"""Papers made for the tests: Word files, PDF, pages, and text in the encodings that came before Unicode."""

import html
import io
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

from docx import Document
from docx.document import Document as Word

from tracker.notes.files import read_note_file
from tracker.notes.papers.syllables import marked_words
from tracker.text import nfc

FONT = "BeVietnamPro-Regular.ttf"


def saved(document: Word) -> bytes:
    """The bytes of a Word file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_docx(lines: Sequence[str]) -> bytes:
    """A Word file of paragraphs, with something at the head and the foot of its pages."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "CỔNG THÔNG TIN NỘI BỘ"
    document.sections[0].footer.paragraphs[0].text = "Trang 1"
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def as_html(lines: Sequence[str]) -> bytes:
    """A page with a menu, a title, paragraphs and a foot."""
    first, *rest = map(html.escape, lines)
    body = "".join(f"<p>{line}</p>\n" for line in rest)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{first}</title></head><body>"
        "<div class='main-menu'><a href='/'>Trang chủ</a> <a href='/gt'>Giới thiệu</a></div>"
        f"<div id='content'><h1>{first}</h1>{body}</div><div id='footer'>Bản quyền thuộc Sở</div></body></html>"
    ).encode()


def as_pdf(lines: Sequence[str], head: str = "", password: str | None = None) -> bytes:
    """A PDF with the first line as its title, first lines of paragraphs set in, numbered pages."""
    from fpdf import FPDF
    from fpdf.enums import AccessPermission

    class Paper(FPDF):
        def header(self) -> None:
            if head:
                self.cell(0, 8, head, new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-15)
            self.cell(0, 10, f"- {self.page_no()} -", align="C")

    paper = Paper()
    if password:
        paper.set_encryption("owner", password, permissions=AccessPermission.all())
    font = Path(str(resources.files("fontpkg_be_vietnam_pro"))) / "files" / FONT
    paper.add_font("Viet", fname=font)
    paper.set_font("Viet", size=13)
    paper.add_page()
    for n, line in enumerate(lines):
        paper.set_font("Viet", size=13 if n else 15)
        words = line if n == 0 else "      " + line
        paper.multi_cell(0, 7, words, align="J" if n else "C", new_x="LMARGIN", new_y="NEXT")
        paper.ln(2)
    return bytes(paper.output())


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """An archive of the parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def word_xml(body: str, head: str = "") -> bytes:
    """A Word file of just the body's XML."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return zipped({"word/document.xml": f'{head}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'})


# TCVN 5712:1993, VN3: the codes of each vowel with its tones (grave, hook, tilde, acute, dot below).
_VN3 = {
    "àảãáạ": "B5B6B7B8B9",
    "ằẳẵắặ": "BBBCBDBEC6",
    "ầẩẫấậ": "C7C8C9CACB",
    "èẻẽéẹ": "CCCECFD0D1",
    "ềểễếệ": "D2D3D4D5D6",
    "ìỉĩíị": "D7D8DCDDDE",
    "òỏõóọ": "DFE1E2E3E4",
    "ồổỗốộ": "E5E6E7E8E9",
    "ờởỡớợ": "EAEBECEDEE",
    "ùủũúụ": "EFF1F2F3F4",
    "ừửữứự": "F5F6F7F8F9",
    "ỳỷỹýỵ": "FAFBFCFDFE",
    "ăâêôơưđ": "A8A9AAABACADAE",
    "ĂÂÊÔƠƯĐ": "A1A2A3A4A5A6A7",
}
VN3 = {c: code for row, codes in _VN3.items() for c, code in zip(row, bytes.fromhex(codes), strict=True)}


def tcvn3(text: str) -> bytes:
    """The text in TCVN3; capitals with a tone, which it lacks, become small, as they were typed."""
    low = "".join(c if ord(c) < 128 or c in VN3 else c.lower() for c in text)
    return bytes(VN3[c] if c in VN3 else ord(c) for c in low)


_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300\u0309\u0303\u0301\u0323"
_AFTER = {
    "": {_ACUTE: 0xF9, _GRAVE: 0xF8, _HOOK: 0xFB, _TILDE: 0xF5, _DOT: 0xEF},
    "\u0302": {"": 0xE2, _ACUTE: 0xE1, _GRAVE: 0xE0, _HOOK: 0xE5, _TILDE: 0xE3, _DOT: 0xE4},
    "\u0306": {"": 0xEA, _ACUTE: 0xE9, _GRAVE: 0xE8, _HOOK: 0xFA, _TILDE: 0xFC, _DOT: 0xEB},
}
_OWN = {"í": 0xED, "ì": 0xEC, "ỉ": 0xE6, "ĩ": 0xF3, "ị": 0xF2, "ỵ": 0xEE, "đ": 0xF1, "ơ": 0xF4, "ư": 0xF6}


def vni(text: str) -> bytes:
    """The text in VNI for Windows: a vowel, then a byte for its marks; capitals have bytes 0x20 lower."""
    found = bytearray()
    for c in unicodedata.normalize("NFC", text):
        capital = 0x20 if c.isupper() else 0
        if ord(c) < 128:
            found.append(ord(c))
        elif c.lower() in _OWN:
            found.append(_OWN[c.lower()] - capital)
        else:
            base, *marks = list(unicodedata.normalize("NFD", c))
            tone = next((m for m in marks if m in (_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT)), "")
            if "\u031b" in marks:
                found += bytes([_OWN["ơ" if base in "oO" else "ư"] - capital, _AFTER[""][tone] - capital])
            else:
                roof = next((m for m in marks if m in ("\u0302", "\u0306")), "")
                found += bytes([ord(base), _AFTER[roof][tone] - capital])
    return bytes(found)


def cp1258(text: str) -> bytes:
    """The text in Windows-1258: a letter that it lacks is its base and then the tone."""
    found = bytearray()
    for c in unicodedata.normalize("NFC", text):
        try:
            found += c.encode("cp1258")
        except UnicodeEncodeError:
            letters = unicodedata.normalize("NFD", c)
            tone = next(m for m in letters if m in (_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT))
            found += (unicodedata.normalize("NFC", letters.replace(tone, "")) + tone).encode("cp1258")
    return bytes(found)


NOTES = [nfc(path.read_text("utf-8")) for path in sorted((Path(__file__).parent / "notes").glob("*.txt"))]
NOTE = NOTES[0]
LINES = [line.strip() for line in NOTE.splitlines() if line.strip()]
PLAIN = "\n".join(LINES)
ALL = [line for note in NOTES for line in note.splitlines()]
LONG_LINES = [line for line in ALL if len(marked_words(line)) >= 12 and line.isprintable() and "–" not in line]

FORMS: dict[str, Callable[[], bytes]] = {
    "note.html": lambda: as_html(LINES),
    "note.docx": lambda: as_docx(LINES),
    "note.pdf": lambda: as_pdf(LINES),
    "bom.txt": lambda: PLAIN.encode("utf-8-sig"),
    "utf16.txt": lambda: PLAIN.encode("utf-16"),
    "utf16le.txt": lambda: PLAIN.encode("utf-16-le"),
    "utf16be.md": lambda: PLAIN.encode("utf-16-be"),
    "nfd.txt": lambda: unicodedata.normalize("NFD", PLAIN).encode(),
    "nfd.html": lambda: unicodedata.normalize("NFD", as_html(LINES).decode()).encode(),
    "spaces.txt": lambda: PLAIN.replace(" tỉnh ", "\u00a0tỉnh\u2009").replace("đoàn", "đo\u00adà\u200bn").encode(),
    "mac.txt": lambda: PLAIN.replace("\n", "\r").encode(),
    "vni.txt": lambda: vni(PLAIN),
    "vni-as-utf8.txt": lambda: vni(PLAIN).decode("latin-1").encode(),
    "vni.html": lambda: as_html(vni(PLAIN).decode("latin-1").splitlines()),
    "vni.docx": lambda: as_docx(vni(PLAIN).decode("latin-1").splitlines()),
}


def read(data: bytes) -> str:
    """The text that is read from a paper given on standard input."""
    return read_note_file("-", io.TextIOWrapper(io.BytesIO(data)))
