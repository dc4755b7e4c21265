"""A note is read alike from whatever paper it comes on, and what cannot be read is refused in one sentence."""

import io
import json
import socket
import unicodedata
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import papers
import pytest
from conftest import Tracker
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import NoteError
from tracker.notes.files import LARGEST, read_note_file
from tracker.notes.papers.syllables import is_syllable, marked_words
from tracker.notes.papers.tidy import tidy
from tracker.notes.reader import read_note
from tracker.text import nfc

HERE = Path(__file__).parent
NOTE = nfc((HERE / "notes" / "01-department-visit.txt").read_text("utf-8"))
LINES = [line.strip() for line in NOTE.splitlines() if line.strip()]
PLAIN = "\n".join(LINES)
ALL = [line for path in sorted((HERE / "notes").glob("*.txt")) for line in nfc(path.read_text("utf-8")).splitlines()]
LONG_LINES = [line for line in ALL if len(marked_words(line)) >= 12 and line.isprintable() and "–" not in line]

FORMS: dict[str, Callable[[], bytes]] = {
    "note.html": lambda: papers.as_html(LINES),
    "note.docx": lambda: papers.as_docx(LINES),
    "note.pdf": lambda: papers.as_pdf(LINES),
    "bom.txt": lambda: PLAIN.encode("utf-8-sig"),
    "utf16.txt": lambda: PLAIN.encode("utf-16"),
    "utf16le.txt": lambda: PLAIN.encode("utf-16-le"),
    "utf16be.md": lambda: PLAIN.encode("utf-16-be"),
    "nfd.txt": lambda: unicodedata.normalize("NFD", PLAIN).encode(),
    "nfd.html": lambda: unicodedata.normalize("NFD", papers.as_html(LINES).decode()).encode(),
    "spaces.txt": lambda: PLAIN.replace(" tỉnh ", "\u00a0tỉnh\u2009").replace("đoàn", "đo\u00adà\u200bn").encode(),
    "mac.txt": lambda: PLAIN.replace("\n", "\r").encode(),
    "vni.txt": lambda: papers.vni(PLAIN),
    "vni-as-utf8.txt": lambda: papers.vni(PLAIN).decode("latin-1").encode(),
    "vni.html": lambda: papers.as_html(papers.vni(PLAIN).decode("latin-1").splitlines()),
    "vni.docx": lambda: papers.as_docx(papers.vni(PLAIN).decode("latin-1").splitlines()),
}


def _from(data: bytes) -> str:
    return read_note_file("-", io.TextIOWrapper(io.BytesIO(data)))


def _without_places(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _without_places(one) for name, one in data.items() if name not in ("start", "end")}
    return [_without_places(one) for one in data] if isinstance(data, list) else data


@pytest.mark.parametrize("name", FORMS)
def test_the_same_note_gives_the_same_draft(tracker: Tracker, tmp_path: Path, name: str) -> None:
    """In every form, from a file or standard input, the draft is that of the plain text but for the offsets, and
    these count in the text that --text prints."""
    data = FORMS[name]()
    (tmp_path / name).write_bytes(data)
    wanted = _without_places(read_note(PLAIN).as_json())
    drafted = tracker("visit", "draft", str(tmp_path / name), "--json")
    assert _without_places(drafted.json) == wanted
    assert tracker("visit", "draft", "-", "--json", stdin=data).json == drafted.json
    text = tracker("visit", "draft", str(tmp_path / name), "--text").out
    assert text == nfc(text)
    for places in drafted.json["date_evidence"].values():
        assert all(text[place["start"] : place["end"]] == place["quote"] for place in places)
    for found in (drafted.json["host"], *drafted.json["officials"], *drafted.json["topics"]):
        assert all(text[e["start"] : e["end"]] == e["quote"] for e in found["evidence"])


def test_text_or_json(tracker: Tracker, tmp_path: Path) -> None:
    """--text and --json together are wrong usage."""
    (tmp_path / "n.txt").write_text(NOTE, encoding="utf-8")
    assert "--text" in tracker("visit", "draft", str(tmp_path / "n.txt"), "--text", "--json", code=2).err


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("page.txt", "note.html"),
        ("page.doc", "note.html"),
        ("old.doc", "note.docx"),
        ("p.txt", "note.pdf"),
        ("x", "vni.txt"),
    ],
)
def test_the_kind_is_told_by_the_content(tmp_path: Path, name: str, form: str) -> None:
    """A page named .txt or .doc, a Word file named .doc, a PDF named .txt are read as what they are."""
    (tmp_path / name).write_bytes(FORMS[form]())
    text = read_note_file(tmp_path / name)
    assert text.splitlines()[0].strip() == LINES[0]
    assert "<" not in text


def test_a_note_is_logged_from_any_paper(tracker: Tracker, tmp_path: Path) -> None:
    """`visit log --from` takes them all; the same note on another paper is known again as the same visit."""
    for name in ("note.docx", "note.html"):
        (tmp_path / name).write_bytes(FORMS[name]())
    tracker("visit", "log", "--from", str(tmp_path / "note.docx"), "--yes")
    assert "already" in tracker("visit", "log", "--from", str(tmp_path / "note.html"), "--yes", code=1).err


def test_marks_of_markdown_are_no_words(tmp_path: Path) -> None:
    """In a .md file the signs of headings, of strong words and of links go; a plain text keeps what it has."""
    written = "# Sở Y tế\n\n**Ngày 2/2**, xem [kế hoạch](http://x.invalid/a)\n- * -\n"
    (tmp_path / "n.md").write_text(written, encoding="utf-8")
    assert read_note_file(tmp_path / "n.md") == "Sở Y tế\n\nNgày 2/2, xem kế hoạch\n- * -\n"
    (tmp_path / "n.txt").write_text("# 2 **", encoding="utf-8")
    assert read_note_file(tmp_path / "n.txt") == "# 2 **"


# Pages


@pytest.mark.parametrize("name", ["portal", "news", "breaks"])
def test_only_the_article_of_a_page_is_read(name: str) -> None:
    """Menus, clocks, related news, comments, asides and feet of pages as portals make them are left aside."""
    wanted = (HERE / "pages" / f"{name}.txt").read_text("utf-8")
    assert read_note_file(HERE / "pages" / f"{name}.html") == wanted


def test_the_day_of_publication_comes_from_the_data_of_a_page() -> None:
    """Where no stamp is to be seen, the page's own data give it."""
    body = f"<h1>{LINES[0]}</h1>" + "".join(f"<p>{line}</p>" for line in LINES[2:])
    for data in (
        '<meta property="article:published_time" content="2024-06-12T15:20:00+07:00">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-06-12T15:20"}</script>',
    ):
        text = _from(f"<html><head>{data}</head><body>{body}</body></html>".encode())
        assert text.splitlines()[1] == "12/06/2024 15:20"
        assert read_note(text).published == "2024-06-12"
    text = _from(f"<html><body><time datetime='2024-06-12'>hôm qua</time>{body}</body></html>".encode())
    assert read_note(text).published == "2024-06-12"


@pytest.mark.parametrize("charset", ["windows-1258", "utf-8", "no-such-charset"])
def test_a_page_says_its_charset(charset: str) -> None:
    """The charset that a page names is taken, even one of old; a wrong name does no harm."""
    page = f"<html><head><meta charset={charset}></head><body><p>{LINES[3]}</p></body></html>"
    assert _from(papers.cp1258(page) if charset == "windows-1258" else page.encode()) == LINES[3]


def test_a_table_on_a_page_gives_a_line_a_row() -> None:
    """Heads and running numbers go; a merged unit belongs to each of its people."""
    rows = "<tr><th>STT<th>Họ và tên<th>Chức vụ<th>Đơn vị</tr>"
    rows += "<tr><td>1<td>Lê Văn Thử<td>Giám đốc<td rowspan=2>Sở Y tế tỉnh Lào Cai</tr>"
    rows += "<tr><td>2<td>Lò Thị Mẫu<td>Thư ký</tr>"
    text = _from(f"<html><body><p>{LINES[3]}</p><table>{rows}</table></body></html>".encode())
    assert text.splitlines()[1:] == [
        "Lê Văn Thử, Giám đốc, Sở Y tế tỉnh Lào Cai;",
        "Lò Thị Mẫu, Thư ký, Sở Y tế tỉnh Lào Cai;",
    ]


# Word files


def _minutes() -> bytes:
    document = Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "UBND TỈNH BẠC LIÊU\nSỞ NỘI VỤ"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    document.add_paragraph("BIÊN BẢN LÀM VIỆC")
    document.add_paragraph(
        "Ngày 12 tháng 3 năm 2024, tại Sở Nội vụ tỉnh Bạc Liêu, đoàn công tác Sở Nội vụ tỉnh Hậu Giang đến làm việc."
    )
    people = document.add_table(6, 4)
    rows = [
        ("TT", "Họ và tên", "Chức vụ", "Đơn vị"),
        ("I", "Đoàn công tác Sở Nội vụ tỉnh Hậu Giang", "", ""),
        ("1", "Ông Ngô Hoàng Thử", "Giám đốc", "Sở Nội vụ tỉnh Hậu Giang"),
        ("2", "Bà Lý Thị Mẫu", "Chánh Văn phòng", ""),
        ("", "Sở Nội vụ tỉnh Bạc Liêu", "", ""),
        ("3", "Ông Quách Minh Thử", "Phó Giám đốc", "Sở Nội vụ tỉnh Bạc Liêu"),
    ]
    for n, row in enumerate(rows):
        for m, text in enumerate(row):
            people.cell(n, m).text = text
    people.cell(2, 3).merge(people.cell(3, 3))
    people.cell(4, 0).merge(people.cell(4, 3))
    document.add_paragraph("Hai bên trao đổi về cải cách hành chính.")
    return papers.saved(document)


def test_minutes_with_a_table_of_people() -> None:
    """Paragraphs and tables come in their order; a row of people is a line that the reader of notes understands."""
    text = _from(_minutes())
    assert text.splitlines() == [
        *("UBND TỈNH BẠC LIÊU", "SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        "BIÊN BẢN LÀM VIỆC",
        "Ngày 12 tháng 3 năm 2024, tại Sở Nội vụ tỉnh Bạc Liêu, đoàn công tác Sở Nội vụ tỉnh Hậu Giang đến làm việc.",
        "Đoàn công tác Sở Nội vụ tỉnh Hậu Giang:",
        "Ông Ngô Hoàng Thử, Giám đốc, Sở Nội vụ tỉnh Hậu Giang;",
        "Bà Lý Thị Mẫu, Chánh Văn phòng, Sở Nội vụ tỉnh Hậu Giang;",
        "Sở Nội vụ tỉnh Bạc Liêu:",
        "Ông Quách Minh Thử, Phó Giám đốc, Sở Nội vụ tỉnh Bạc Liêu;",
        "Hai bên trao đổi về cải cách hành chính.",
    ]
    people = {official.name: official.side for official in read_note(text).officials}
    assert people == {"Ngô Hoàng Thử": "visitor", "Lý Thị Mẫu": "visitor", "Quách Minh Thử": "host"}


def test_word_file_as_word_shows_it() -> None:
    """Insertions are read, deletions are not; a list's item has its dash; heads and feet of pages are left aside."""
    document = Document()
    paragraph = document.add_paragraph("Đoàn công tác ")
    for tag, inner, text in (("w:ins", "w:t", "Sở Nội vụ"), ("w:del", "w:delText", "Sở Y tế")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    listed, number = OxmlElement("w:numPr"), OxmlElement("w:numId")
    number.set(qn("w:val"), "1")
    listed.append(number)
    document.add_paragraph("một việc")._p.get_or_add_pPr().append(listed)
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    assert _from(papers.saved(document)) == "Đoàn công tác Sở Nội vụ\n- một việc"


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times"])
def test_fonts_of_old_tell_the_letters(font: str) -> None:
    """Even a few words in a font of TCVN3 or VNI come out right; .VnTimeH draws capitals."""
    text = "Sở Nội vụ tỉnh Bắc Ninh"
    old = (papers.vni if font.startswith("VNI") else papers.tcvn3)(text).decode("latin-1")
    document = Document()
    for cut in (old[:9], old[9:]):
        run = (document.paragraphs[0] if document.paragraphs else document.add_paragraph()).add_run(cut)
        run.font.name = font
    document.add_paragraph().add_run("đã ở Unicode rồi").font.name = font
    wanted = text.upper() if font.endswith("H") else text
    assert _from(papers.saved(document)) == f"{wanted}\nđã ở Unicode rồi"


def test_the_font_of_a_style_counts() -> None:
    """The font may stand in a style only."""
    document = Document()
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:ascii"), ".VnTime")
    document.add_paragraph(papers.tcvn3("Sở Nội vụ").decode("latin-1"))
    assert _from(papers.saved(document)) == "Sở Nội vụ"


# PDF


def test_printed_lines_become_paragraphs_again() -> None:
    """Over several pages: lines are rejoined, page numbers and what each page has at its head are gone."""
    lines = [LINES[0], *[line for line in ALL if len(line) > 150]]
    text = _from(papers.as_pdf(lines, head="Bản tin nội bộ của Sở"))
    assert "Bản tin nội bộ" not in text
    assert "- 2 -" not in text
    assert text.splitlines() == [" ".join(line.split()) for line in lines]


# Encodings of old


@pytest.mark.parametrize("encode", [papers.tcvn3, papers.vni])
def test_notes_in_encodings_of_old(encode: Callable[[str], bytes]) -> None:
    """Every note of ours comes back from both encodings, as bytes and taken for Western European in UTF-8."""
    for path in (HERE / "notes").glob("*.txt"):
        text = nfc(path.read_text("utf-8"))
        wanted = "".join(c if ord(c) < 128 or c in papers.VN3 else c.lower() for c in text)
        wanted = wanted if encode is papers.tcvn3 else text
        if "–" not in text:
            assert _from(encode(text)) == wanted
            assert _from(encode(text).decode("latin-1").encode()) == wanted


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LONG_LINES), min_size=1, max_size=4), st.sampled_from(["tcvn3", "vni"]), st.booleans())
def test_an_old_encoding_is_read_right_or_refused(lines: list[str], name: str, as_utf8: bool) -> None:
    """A sentence or more is either read as it was written or refused; it never comes out as something else."""
    text = "\n".join(lines)
    data = papers.tcvn3(text) if name == "tcvn3" else papers.vni(text)
    wanted = text if name == "vni" else "".join(c if ord(c) < 128 or c in papers.VN3 else c.lower() for c in text)
    with suppress(NoteError):
        assert _from(data.decode("latin-1").encode() if as_utf8 else data) == wanted


words = st.sampled_from(sorted({w.lower() for line in ALL for w in marked_words(line) if is_syllable(w)}))


@settings(max_examples=150, deadline=None)
@given(st.lists(words, min_size=1, max_size=30), st.sampled_from(["tcvn3", "vni"]))
def test_bytes_of_few_words_are_read_right_or_refused(found: list[str], name: str) -> None:
    """However few and odd the words, bytes that are no UTF-8 are never read wrong."""
    text = " ".join(found)
    data = papers.tcvn3(text) if name == "tcvn3" else papers.vni(text)
    with suppress(UnicodeDecodeError):
        data.decode()
        return  # a few bytes may be right UTF-8 by chance
    with suppress(NoteError):
        assert _from(data) == text


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(LONG_LINES), min_size=1, max_size=3), st.data())
def test_unicode_is_left_alone(lines: list[str], data: st.DataObject) -> None:
    """A text in Unicode, or any stretch of it, is never taken for an old encoding."""
    text = "\n".join(lines)
    first = data.draw(st.integers(0, len(text) - 1))
    part = text[first : data.draw(st.integers(first + 1, len(text)))].strip("\n")
    if part.strip():
        assert _from(part.encode()) == part


@pytest.mark.parametrize(
    "text",
    [
        "Le 22 février, la délégation a visité la région; le préfet a été reçu.",
        "Khong co dau gi het",
        "café",
        "naïve – “yes”",
    ],
)
def test_other_languages_are_left_alone(text: str) -> None:
    """French, and Vietnamese without accents, stay as they are."""
    assert _from(text.encode()) == text


def test_too_little_to_be_sure() -> None:
    """A few words in an old encoding are refused with its name."""
    with pytest.raises(NoteError, match=r"TCVN3 \(ABC\), but not surely"):
        _from(papers.tcvn3("Thể dục thể thao tỉnh Bắc Kạn").decode("latin-1").encode())


def test_windows_1258() -> None:
    """Windows-1258, letters with tones apart, is told too."""
    assert _from(papers.cp1258(PLAIN)) == PLAIN


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("tỉnh BắcNinh", "tỉnh Bắc Ninh"),
        ("ThuậnĐồngXuân", "Thuận Đồng Xuân"),
        ("YouTube, VietinBank, ThS, TPHCM", "YouTube, VietinBank, ThS, TPHCM"),
        ("Ðoàn HÐND, ông Ðỗ ðình", "Đoàn HĐND, ông Đỗ đình"),
        ("２２/２, Ｓở\u3000Nội\u00a0vụ", "22/2, Sở Nội vụ"),
        ("tlnh Bắc Ninh", "tlnh Bắc Ninh"),
        ("o\u0323\u0302i\r\nmột\u2028hai", "ội\nmột\nhai"),
        ("a\u200d\u0301", "á"),
    ],
)
def test_slips_are_mended_only_where_the_meaning_is_certain(typed: str, read: str) -> None:
    """Glued syllables, look-alike letters, wide letters and spaces are; anything that might be a name is not."""
    assert tidy(typed) == read
    assert tidy(read) == read


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_tidying_twice_changes_nothing(text: str) -> None:
    """The text that is read is its own tidied form, so offsets count in what --text prints."""
    once = tidy(text)
    assert nfc(once) == once
    assert tidy(once) == once


# Refusals


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
    "locked.pdf": (lambda: papers.as_pdf(LINES, password="mat khau"), "locked with a password"),
    "cut.pdf": (lambda: papers.as_pdf(LINES)[:900], "PDF is damaged"),
    "cut.docx": (lambda: papers.as_docx(LINES)[:9000], "Word file is damaged"),
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
        "line.txt": lambda: " ".join(LINES * 4000).encode(),
        "marks.txt": lambda: ("a" + "\u0301\u0323" * 1_300_000).encode(),
        "seams.txt": lambda: ("BắcNinh" * 580_000).encode(),
        "page.html": lambda: papers.as_html(LINES * 2500),
        "angle.html": lambda: b"<" * LARGEST,
        "pictures.docx": lambda: _with_picture(papers.as_docx(LINES)),
        "stored.docx": lambda: papers.word_xml(paragraph * 100_000),
    }[name]()[:LARGEST]
    (tmp_path / name).write_bytes(data if name != "line.txt" else data.decode(errors="ignore").encode())
    assert 0 < len(read_note_file(tmp_path / name)) < 200_000


def _with_picture(word: bytes) -> bytes:
    file = io.BytesIO(word)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/media/picture.jpg", bytes(4_900_000))
    return file.getvalue()


def test_no_paper_reaches_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages and Word files that name things elsewhere are read without asking for them."""

    def refuse(*_facts: object, **_more: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    page = '<!DOCTYPE html SYSTEM "http://x.invalid/a.dtd"><html><head><link href="http://x.invalid/a.css">'
    assert (
        _from(f"{page}</head><body><img src='http://x.invalid/a.png'><p>{LINES[3]}</p></body></html>".encode())
        == LINES[3]
    )
    assert _from(papers.as_docx(LINES)) == PLAIN


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["note.html", "note.docx", "note.pdf"]), st.data())
def test_damaged_papers_never_end_in_a_traceback(name: str, data: st.DataObject) -> None:
    """A paper cut or with bytes changed anywhere is read or refused."""
    paper = bytearray(_made(name))
    for at in data.draw(st.lists(st.integers(0, len(paper) - 1), max_size=12)):
        paper[at] = data.draw(st.integers(0, 255))
    with suppress(NoteError):
        assert _from(bytes(paper[: data.draw(st.integers(1, len(paper)))])).strip()


_papers: dict[str, bytes] = {}


def _made(name: str) -> bytes:
    if name not in _papers:
        _papers[name] = FORMS[name]()
    return _papers[name]


def test_drafts_are_json(tracker: Tracker, tmp_path: Path) -> None:
    """What is drafted from a PDF is printed as JSON like any other."""
    (tmp_path / "n.pdf").write_bytes(_made("note.pdf"))
    assert json.loads(tracker("visit", "draft", str(tmp_path / "n.pdf"), "--json").out)["title"] == LINES[0]
