"""What cannot be read is refused in one sentence, and what is large or damaged ends in no traceback."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import papers
import pytest
from conftest import Tracker
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import NoteError
from tracker.notes.files import LARGEST, read_note_file


def _scan() -> bytes:
    from fpdf import FPDF

    paper = FPDF()
    paper.add_page()
    paper.rect(10, 10, 100, 100)
    return bytes(paper.output())


ENTITIES = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]>'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word file"),
    "locked.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "locked with a password",
    ),
    "note.rtf": (lambda: rb"{\rtf1\ansi B\u7855c Ninh}", "RTF"),
    "rtf.doc": (lambda: rb"{\rtf1\ansi B\u7855c Ninh}", "RTF"),
    "note.odt": (lambda: papers.zipped({"META-INF/manifest.xml": "", "content.xml": ""}), "OpenDocument"),
    "table.xlsx": (lambda: papers.zipped({"xl/workbook.xml": ""}), "xlsx"),
    "any.zip": (lambda: papers.zipped({"a.txt": "a"}), "zip"),
    "page.mht": (lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", "web archive"),
    "scan.pdf": (_scan, "scan"),
    "locked.pdf": (lambda: papers.as_pdf(papers.LINES, password="mat khau"), "locked with a password"),
    "cut.pdf": (lambda: papers.as_pdf(papers.LINES)[:900], "PDF is damaged"),
    "cut.docx": (lambda: papers.as_docx(papers.LINES)[:9000], "Word file is damaged"),
    "empty.docx": (lambda: papers.as_docx([]), "no text"),
    "bomb.docx": (lambda: papers.word_xml(" " * 60_000_000), "unpacks to far more"),
    "entities.docx": (lambda: papers.word_xml("<w:p><w:r><w:t>&y;</w:t></w:r></w:p>", ENTITIES), "damaged"),
    "deep.docx": (lambda: papers.word_xml("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "damaged"),
    "deep.html": (lambda: b"<html><body>" + b"<div>" * 9000 + b"tin", "nested too deep"),
    "crowded.html": (lambda: b"<html><body>" + b"<b>" * 400_000, "far more parts"),
    "no-text.html": (lambda: b"<html><body><script>var a = 1;</script></body></html>", "no text"),
    "nul.txt": (lambda: "Sở Nội vụ".encode() + b"\x00" * 3, "not text"),
    "large.html": (lambda: b"<p>" * (LARGEST // 3 + 1), "larger than 5 MB"),
    "western.txt": (lambda: "Le préfet a été reçu à l'hôtel".encode("cp1252"), "no encoding known"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(tracker: Tracker, tmp_path: Path, name: str) -> None:
    """Exit code 1 and one sentence that names the file and the way out; nothing on standard output."""
    make, said = REFUSED[name]
    (tmp_path / name).write_bytes(make())
    run = tracker("visit", "draft", str(tmp_path / name), code=1)
    assert said in run.err
    assert name in run.err
    assert (len(run.err.strip().splitlines()), run.out) == (1, "")


@pytest.mark.parametrize(
    "name", ["line.txt", "marks.txt", "seams.txt", "page.html", "angle.html", "pictures.docx", "stored.docx"]
)
def test_five_megabytes_are_read(tmp_path: Path, name: str) -> None:
    """Five megabytes of anything, on one line too, come back as text, bounded."""
    paragraph = "<w:p><w:r><w:t>đoàn công tác</w:t></w:r></w:p>"
    data = {
        "line.txt": lambda: " ".join(papers.LINES * 4000).encode(),
        "marks.txt": lambda: ("a" + "\u0301\u0323" * 1_300_000).encode(),
        "seams.txt": lambda: ("BắcNinh" * 580_000).encode(),
        "page.html": lambda: papers.as_html(papers.LINES * 2500),
        "angle.html": lambda: b"<" * LARGEST,
        "pictures.docx": lambda: _with_picture(papers.as_docx(papers.LINES)),
        "stored.docx": lambda: papers.word_xml(paragraph * 100_000),
    }[name]()[:LARGEST]
    (tmp_path / name).write_bytes(data if name != "line.txt" else data.decode(errors="ignore").encode())
    assert 0 < len(read_note_file(tmp_path / name)) < 200_000


def _with_picture(word: bytes) -> bytes:
    file = io.BytesIO(word)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/media/picture.jpg", bytes(4_900_000))
    return file.getvalue()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["note.html", "note.docx", "note.pdf"]), st.data())
def test_damaged_papers_never_end_in_a_traceback(name: str, data: st.DataObject) -> None:
    """A paper cut or with bytes changed anywhere is read or refused."""
    paper = bytearray(_made(name))
    for at in data.draw(st.lists(st.integers(0, len(paper) - 1), max_size=12)):
        paper[at] = data.draw(st.integers(0, 255))
    with suppress(NoteError):
        assert papers.read(bytes(paper[: data.draw(st.integers(1, len(paper)))])).strip()


@cache
def _made(name: str) -> bytes:
    return papers.FORMS[name]()
