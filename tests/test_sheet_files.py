"""Files that are no task sheets, or more than one can bear; and any words at all in headers and cells."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Tracker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import tcvn3, zipped
from sheets_desk import BN, GIVEN, HEADER, PT, listed, separated, visited, workbook

from tracker.calendar import read_date
from tracker.errors import TrackerError
from tracker.exchange.tasks import files
from tracker.exchange.tasks.cells import (
    beyond_stage,
    day_in,
    day_of,
    excel_day,
    is_vague,
    names_in,
    paper_in,
    person_in,
    stage_of,
)
from tracker.exchange.tasks.files import Grid, Row, read_grids
from tracker.exchange.tasks.headers import FIELDS, find_table
from tracker.exchange.tasks.rows import task_rows
from tracker.text import key

DAY = date(2026, 11, 24)


def altered(path: Path, name: str, content: bytes) -> bytes:
    """A workbook with one of its parts put in place of another."""
    with zipfile.ZipFile(path) as archive:
        parts: dict[str, str | bytes] = {one: archive.read(one) for one in archive.namelist()}
    return zipped(parts | {name: content})


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.xlsx", None, "No such file"),
        ("empty.xlsx", b"", "nothing in"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, ".xlsx"),
        ("torn.xlsx", b"PK\x03\x04torn", "damaged"),
        ("word.xlsx", zipped({"word/document.xml": "<x/>"}), "no Excel workbook"),
        ("hollow.xlsx", zipped({"xl/workbook.xml": "<x/>"}), "damaged"),
        ("picture.csv", b"\x89PNG\x00\x00\x00", "not text"),
        ("words.csv", "Trời hôm nay đẹp\nLúa trổ bông".encode(), "names the columns"),
        ("blank.csv", b"\n\n ;;\n", "nothing in"),
        ("wide.csv", (";" * 200 + "x\n").encode(), "too large"),
        ("long.csv", b"a;b\n" * (files.ROWS + 2), "too large"),
    ],
)
def test_what_is_no_task_sheet(tracker: Tracker, tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    """Missing, empty, old, torn, foreign and boundless files get one sentence each, and nothing is written."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    run = tracker("followup", "import", str(tmp_path / name), "--yes", code=1)
    assert said in run.err
    assert len(run.err.strip().splitlines()) == 1
    assert "folder" in tracker("followup", "import", str(tmp_path), "--yes", code=1).err


def test_bombs_are_not_unpacked(tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that unpacks to more than can be looked at, or whose markup grows by entities, is refused unread."""
    place = tmp_path / "t.xlsx"
    workbook(place, [HEADER, [1, "Gửi tài liệu", BN]])
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    for part in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"):
        (tmp_path / "e.xlsx").write_bytes(altered(place, part, entities))
        assert "damaged" in tracker("followup", "import", str(tmp_path / "e.xlsx"), code=1).err
    (tmp_path / "b.xlsx").write_bytes(altered(place, "xl/media/x.bin", bytes(3_000_000)))
    monkeypatch.setattr(files, "UNPACKED", 1_000_000)
    assert (tmp_path / "b.xlsx").stat().st_size < 100_000
    assert "too large" in tracker("followup", "import", str(tmp_path / "b.xlsx"), code=1).err
    monkeypatch.setattr(files, "LARGEST", 1_000)
    assert "too large" in tracker("followup", "import", str(place), code=1).err


def test_formatted_rows_down_to_the_last_are_no_rows(tracker: Tracker, tmp_path: Path) -> None:
    """Rows that are only coloured end a sheet, however many there are; merged cells of any size do no harm."""
    visited(tracker)
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in ([*HEADER], [1, "Gửi tài liệu", BN, PT, GIVEN]):
        page.append(row)
    page.cell(900_000, 1).number_format = "0.00"
    place = tmp_path / "t.xlsx"
    book.save(place)
    with zipfile.ZipFile(place) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    place.write_bytes(altered(place, "xl/worksheets/sheet1.xml", sheet.replace(b"</sheetData>", merged)))
    tracker("followup", "import", str(tmp_path / "t.xlsx"), "--yes")
    assert len(listed(tracker)) == 1


def test_one_of_several_sheets_is_named(tracker: Tracker, tmp_path: Path) -> None:
    """Where two sheets hold tasks one must be named; a cover sheet beside one is no question."""
    visited(tracker)
    book = openpyxl.Workbook()
    for name in ("Quý I", "Quý II"):
        page = book.create_sheet(name)
        page.append(HEADER)
        page.append([1, f"Việc {name}", BN, PT, GIVEN])
    place = str(tmp_path / "t.xlsx")
    book.save(place)
    assert "Quý I; Quý II" in tracker("followup", "import", place, "--yes", code=1).err
    assert "Quý II" in tracker("followup", "import", place, "--yes", "--sheet", "Quý V", code=1).err
    tracker("followup", "import", place, "--yes", "--sheet", "quy ii")
    assert [row["text"] for row in listed(tracker)] == ["Việc Quý II"]
    del book["Quý II"]
    book.save(place)
    tracker("followup", "import", place)
    assert len(listed(tracker)) == 2


def test_values_of_formulas_and_letters_of_old_fonts(tracker: Tracker, tmp_path: Path) -> None:
    """What a formula came to is read, not the formula; text in TCVN3 becomes Unicode; errors of the sheet are told."""
    visited(tracker)
    task = [1, "Gửi tài liệu vận hành trung tâm điều hành", BN, PT, GIVEN, "Quý II/2024", ""]
    rows: list[list[Any]] = [HEADER, task]
    text = separated(rows)
    (tmp_path / "cu.csv").write_bytes(tcvn3(text))
    tracker("followup", "import", str(tmp_path / "cu.csv"), "--yes")
    assert listed(tracker)[0]["text"] == "Gửi tài liệu vận hành trung tâm điều hành"
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "f.xlsx")) as book:
        page = book.add_worksheet()
        for at, name in enumerate(HEADER):
            page.write(0, at, name)
        page.write_formula(1, 1, '="Khảo "&"sát"', None, "Khảo sát")
        page.write(1, 2, BN)
        page.write(1, 4, "22/2/2024")
        page.write_formula(2, 1, "=1/0", None, "#DIV/0!")
        page.write(2, 2, BN)
        page.write(2, 4, "22/2/2024")
    run = tracker("followup", "import", str(tmp_path / "f.xlsx"), "--dry-run", "--json", code=1).json
    assert [one["text"] for one in run["written"]] == ["Khảo sát"]
    assert [one["row"] for one in run["problems"]] == [3]


def test_a_header_in_two_rows_of_csv(tmp_path: Path) -> None:
    """CSV tells no merged cells; a name stands over those that have one below it."""
    rows: list[list[Any]] = [
        ["TT", "Nội dung", "Đơn vị thực hiện", "", "Kết quả", ""],
        ["", "", "Chủ trì", "Phối hợp", "Tình trạng", "Ngày hoàn thành"],
        [1, "Gửi tài liệu", BN, PT, "Xong", "1/3/2024"],
    ]
    place = tmp_path / "t.csv"
    place.write_text(separated(rows), encoding="utf-8")
    table = find_table(read_grids(place))
    assert [column.field for column in table.columns] == [None, "text", "lead", "with", "state", "done"]
    assert [row.number for row in task_rows(table)[0]] == [3]


KNOWN = {
    "Nội dung công việc": "text",
    "Đơn vị chủ trì": "lead",
    "Đơn vị phối hợp": "with",
    "Hạn hoàn thành": "due",
    "Ngày giao": "given",
    "Ngày hoàn thành": "done",
    "Ghi chú": "note",
    "Tình trạng": "state",
    "Mã nhiệm vụ": "code",
}
CELLS = st.none() | st.text(max_size=40) | st.integers() | st.floats(allow_nan=False) | st.dates()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    names=st.permutations(list(KNOWN)),
    more=st.lists(st.text(max_size=30), max_size=3),
    cells=st.lists(st.lists(CELLS, max_size=12), max_size=5),
)
def test_no_order_of_columns_confuses_the_guess(
    names: list[str], more: list[str], cells: list[list[files.Cell]]
) -> None:
    """Whatever else stands in a sheet: each field is given once, and columns named plainly are what they say."""
    header: list[files.Cell] = [*more, *names]
    grid = Grid("", (Row(1, tuple(header)), *(Row(n, tuple(row)) for n, row in enumerate(cells, start=2) if any(row))))
    table = find_table([grid])
    given_fields = [column.field for column in table.columns if column.field]
    assert len(given_fields) == len(set(given_fields))
    assert set(given_fields) <= set(FIELDS)
    rivals = {key(name) for name in more}
    found = {column.header: column.field for column in table.columns}
    for name in ("Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp"):
        assert found[name] == KNOWN[name] or rivals
    tasks, passed = task_rows(table)
    assert len(tasks) + len(passed) <= len(cells)


@settings(max_examples=200, deadline=None)
@given(cell=CELLS, text=st.text(max_size=200))
def test_any_cell_is_read_or_refused(cell: files.Cell, text: str) -> None:
    """Whatever stands in a cell, it is a value, nothing, or a refusal."""
    for value in (cell, text):
        try:
            found = day_of(value, DAY)
        except TrackerError:
            continue
        assert found is None or isinstance(found, date)
    for read in (stage_of, beyond_stage, paper_in, person_in, is_vague):
        read(text)
    assert all(key(name) or name for name in names_in(text))
    day_in(text, DAY)


@given(day=st.dates(date(1945, 1, 1), date(2100, 12, 31)))
def test_days_of_a_spreadsheet(day: date) -> None:
    """A day comes back from its number, from its words and from itself."""
    number = (day - date(1899, 12, 30)).days
    assert excel_day(number) == day
    assert day_of(number, DAY) == day_of(f"{day:%d/%m/%Y}", DAY) == day_of(f"{day} 00:00:00", DAY) == day
    assert read_date(f"{day:%d/%m/%Y}", DAY) == day
    assert day_in(f"Hoàn thành ngày {day:%d/%m/%Y}, đã báo cáo", DAY) == day
    assert excel_day(float((date(2101, 1, 1) + timedelta(3) - date(1899, 12, 30)).days)) is None


AGENCIES = (
    "Sở Văn hóa, Thể thao và Du lịch Phú Thọ",
    "Sở Lao động, Thương binh và Xã hội",
    "Sở TT&TT Bắc Ninh",
    "Văn phòng UBND tỉnh",
    "UBND huyện Yên Lập",
    "Trung tâm CNTT và Truyền thông",
    "Công an tỉnh Phú Thọ",
)


@given(
    names=st.lists(st.sampled_from(AGENCIES), min_size=1, unique=True),
    mark=st.sampled_from(["; ", ";", ", ", "\n", "\n- "]),
)
def test_several_names_in_a_cell(names: list[str], mark: str) -> None:
    """Names come apart at semicolons, lines and commas; a comma within a name does not part it."""
    assert names_in(mark.join(names)) == names


def test_the_same_bytes_from_the_same_promises(tracker: Tracker, tmp_path: Path) -> None:
    """Two exports of a day are one file to the byte; nothing in it tells when it was made."""
    visited(tracker)
    tracker("followup", "add", "1", "Gửi tài liệu", "--lead", BN, "--due", "30/6/2024")
    for name in ("a.xlsx", "b.xlsx"):
        tracker("followup", "export", str(tmp_path / name), "--as-of", "1/7/2024")
    first = (tmp_path / "a.xlsx").read_bytes()
    assert first == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert b"2024-07-01" in archive.read("docProps/core.xml")
        assert b"2026" not in archive.read("docProps/core.xml")
