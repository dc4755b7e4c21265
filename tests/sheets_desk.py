"""Task sheets made for the tests: workbooks as offices draw them, and the register's answers to them."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from conftest import Tracker

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"
HEADER = ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Ngày giao", "Hạn hoàn thành", "Tình trạng"]
GIVEN = date(2024, 2, 22)

Rows = Sequence[Sequence[Any]]


def workbook(path: Path, rows: Rows, merges: Sequence[str] = (), name: str = "Theo dõi") -> str:
    """A workbook of one sheet; its place."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(list(row))
    for cells in merges:
        page.merge_cells(cells)
    book.save(path)
    return str(path)


def separated(rows: Rows, mark: str = ";") -> str:
    """The rows as text cut by a mark, days as an office writes them."""
    file = io.StringIO()
    csv.writer(file, delimiter=mark, lineterminator="\r\n").writerows(
        [[f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell for cell in row] for row in rows]
    )
    return file.getvalue()


def visited(tracker: Tracker) -> Tracker:
    """A register with one visit of 22/2/2024."""
    tracker.log(PT, BN, "22/2/2024", "--topic", "ioc")
    return tracker


def office_sheet(path: Path) -> str:
    """A sheet with titles, a header of two rows with merged cells, groups, a total and a signature."""
    rows: list[list[Any]] = [
        ["UBND TỈNH BẮC NINH"],
        ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"],
        [],
        ["BẢNG THEO DÕI THỰC HIỆN CAM KẾT"],
        ["STT", "Nội dung công việc", "Đơn vị thực hiện", None, "Thời gian", None, "Kết quả", None, None, "Ghi chú"],
        [None, None, "Chủ trì", "Phối hợp", "Ngày giao", "Hạn", "Tình trạng", "Ngày hoàn thành", "Minh chứng", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"],
        ["I", "Nhóm nhiệm vụ về IOC"],
        [1, "Gửi tài liệu vận hành IOC", BN, f"{PT};\n- Sở Nội vụ Phú Thọ", GIVEN, "Quý II/2024", "Đang thực hiện"],
        [
            2,
            "Tập huấn chuyển đổi số",
            None,
            None,
            GIVEN,
            date(2024, 6, 30),
            "Đã hoàn thành",
            "28/6/2024",
            "12/CV-STTTT",
        ],
        [],
        ["II", "Nhóm nhiệm vụ khác"],
        [
            3,
            "Cử cán bộ tham quan",
            PT,
            "Các đơn vị liên quan",
            GIVEN,
            None,
            "Chưa thực hiện",
            None,
            None,
            "Chờ kinh phí",
        ],
        [None, "Tổng cộng", 3],
        [None, None, None, None, None, "NGƯỜI LẬP BIỂU"],
    ]
    merges = ["A1:C1", "A5:A6", "B5:B6", "C5:D5", "E5:F5", "G5:I5", "J5:J6", "C9:C10", "A12:J12"]
    return workbook(path, rows, merges)


def listed(tracker: Tracker) -> list[dict[str, Any]]:
    """The promises by number."""
    rows: list[dict[str, Any]] = tracker("followup", "list", "--json").json
    return sorted(rows, key=lambda row: int(row["id"]))


def problems(tracker: Tracker, place: str, *words: str) -> list[tuple[int, str, str]]:
    """What is wrong with a sheet that cannot be imported; nothing of it was written."""
    before = listed(tracker)
    run = tracker("followup", "import", place, "--yes", "--json", *words, code=1)
    assert listed(tracker) == before
    assert len(run.err.strip().splitlines()) == 1
    return [(one["row"], one["column"], one["reason"]) for one in run.json["problems"]]
