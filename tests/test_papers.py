"""A note is read alike from whatever paper it comes on."""

import json
import socket
from pathlib import Path
from typing import Any

import papers
import pytest
from conftest import Tracker
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tracker.notes.files import read_note_file
from tracker.notes.reader import read_note
from tracker.text import nfc

PAGES = Path(__file__).parent / "pages"


def _without_places(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _without_places(one) for name, one in data.items() if name not in ("start", "end")}
    return [_without_places(one) for one in data] if isinstance(data, list) else data


@pytest.mark.parametrize("name", papers.FORMS)
def test_the_same_note_gives_the_same_draft(tracker: Tracker, tmp_path: Path, name: str) -> None:
    """In every form, from a file or standard input, the draft is that of the plain text but for the offsets, and
    these count in the text that --text prints."""
    data = papers.FORMS[name]()
    (tmp_path / name).write_bytes(data)
    wanted = _without_places(read_note(papers.PLAIN).as_json())
    drafted = tracker("visit", "draft", str(tmp_path / name), "--json")
    assert _without_places(drafted.json) == wanted | {"same_visit": None}
    assert tracker("visit", "draft", "-", "--json", stdin=data).json == drafted.json
    text = tracker("visit", "draft", str(tmp_path / name), "--text").out
    assert text == nfc(text)
    for places in drafted.json["date_evidence"].values():
        assert all(text[place["start"] : place["end"]] == place["quote"] for place in places)
    for found in (drafted.json["host"], *drafted.json["officials"], *drafted.json["topics"]):
        assert all(text[e["start"] : e["end"]] == e["quote"] for e in found["evidence"])


def test_text_or_json(tracker: Tracker, tmp_path: Path) -> None:
    """--text and --json together are wrong usage."""
    (tmp_path / "n.txt").write_text(papers.NOTE, encoding="utf-8")
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
    (tmp_path / name).write_bytes(papers.FORMS[form]())
    text = read_note_file(tmp_path / name)
    assert text.splitlines()[0].strip() == papers.LINES[0]
    assert "<" not in text


def test_a_note_is_logged_from_any_paper(tracker: Tracker, tmp_path: Path) -> None:
    """`visit log --from` takes them all; the same note on another paper is known again as the same visit."""
    for name in ("note.docx", "note.html"):
        (tmp_path / name).write_bytes(papers.FORMS[name]())
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
    wanted = (PAGES / f"{name}.txt").read_text("utf-8")
    assert read_note_file(PAGES / f"{name}.html") == wanted


def test_the_day_of_publication_comes_from_the_data_of_a_page() -> None:
    """Where no stamp is to be seen, the page's own data give it."""
    body = f"<h1>{papers.LINES[0]}</h1>" + "".join(f"<p>{line}</p>" for line in papers.LINES[2:])
    for data in (
        '<meta property="article:published_time" content="2024-06-12T15:20:00+07:00">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-06-12T15:20"}</script>',
    ):
        text = papers.read(f"<html><head>{data}</head><body>{body}</body></html>".encode())
        assert text.splitlines()[1] == "12/06/2024 15:20"
        assert read_note(text).published == "2024-06-12"
    text = papers.read(f"<html><body><time datetime='2024-06-12'>hôm qua</time>{body}</body></html>".encode())
    assert read_note(text).published == "2024-06-12"


@pytest.mark.parametrize("charset", ["windows-1258", "utf-8", "no-such-charset"])
def test_a_page_says_its_charset(charset: str) -> None:
    """The charset that a page names is taken, even one of old; a wrong name does no harm."""
    page = f"<html><head><meta charset={charset}></head><body><p>{papers.LINES[3]}</p></body></html>"
    assert papers.read(papers.cp1258(page) if charset == "windows-1258" else page.encode()) == papers.LINES[3]


def test_a_table_on_a_page_gives_a_line_a_row() -> None:
    """Heads and running numbers go; a merged unit belongs to each of its people."""
    rows = "<tr><th>STT<th>Họ và tên<th>Chức vụ<th>Đơn vị</tr>"
    rows += "<tr><td>1<td>Lê Văn Thử<td>Giám đốc<td rowspan=2>Sở Y tế tỉnh Lào Cai</tr>"
    rows += "<tr><td>2<td>Lò Thị Mẫu<td>Thư ký</tr>"
    text = papers.read(f"<html><body><p>{papers.LINES[3]}</p><table>{rows}</table></body></html>".encode())
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
    text = papers.read(_minutes())
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
    assert papers.read(papers.saved(document)) == "Đoàn công tác Sở Nội vụ\n- một việc"


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
    assert papers.read(papers.saved(document)) == f"{wanted}\nđã ở Unicode rồi"


def test_the_font_of_a_style_counts() -> None:
    """The font may stand in a style only."""
    document = Document()
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:ascii"), ".VnTime")
    document.add_paragraph(papers.tcvn3("Sở Nội vụ").decode("latin-1"))
    assert papers.read(papers.saved(document)) == "Sở Nội vụ"


# PDF


def test_printed_lines_become_paragraphs_again() -> None:
    """Over several pages: lines are rejoined, page numbers and what each page has at its head are gone."""
    lines = [papers.LINES[0], *[line for line in papers.ALL if len(line) > 150]]
    text = papers.read(papers.as_pdf(lines, head="Bản tin nội bộ của Sở"))
    assert "Bản tin nội bộ" not in text
    assert "- 2 -" not in text
    assert text.splitlines() == [" ".join(line.split()) for line in lines]


def test_no_paper_reaches_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages and Word files that name things elsewhere are read without asking for them."""

    def refuse(*_facts: object, **_more: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    page = '<!DOCTYPE html SYSTEM "http://x.invalid/a.dtd"><html><head><link href="http://x.invalid/a.css">'
    assert (
        papers.read(
            f"{page}</head><body><img src='http://x.invalid/a.png'><p>{papers.LINES[3]}</p></body></html>".encode()
        )
        == papers.LINES[3]
    )
    assert papers.read(papers.as_docx(papers.LINES)) == papers.PLAIN


def test_drafts_are_json(tracker: Tracker, tmp_path: Path) -> None:
    """What is drafted from a PDF is printed as JSON like any other."""
    (tmp_path / "n.pdf").write_bytes(papers.FORMS["note.pdf"]())
    assert json.loads(tracker("visit", "draft", str(tmp_path / "n.pdf"), "--json").out)["title"] == papers.LINES[0]
