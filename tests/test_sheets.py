"""Task sheets of an office: guessed, confirmed, imported whole or not at all, never twice; and exported again."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Tracker
from papers import cp1258
from sheets_desk import BN, GIVEN, HEADER, PT, listed, office_sheet, problems, separated, visited, workbook

from tracker import i18n
from tracker.cli.words import word
from tracker.exchange.tasks.cells import GRADE_WORDS, stage_of
from tracker.exchange.tasks.files import read_grids
from tracker.exchange.tasks.headers import find_table
from tracker.models.commitment import GRADES, STAGES
from tracker.text import key

TASK = [1, "Gửi tài liệu vận hành", BN, PT, GIVEN, "30/6/2024", "Đang thực hiện"]


@pytest.fixture
def register(tracker: Tracker) -> Tracker:
    """A register with one visit."""
    return visited(tracker)


@pytest.fixture
def register_anywhere(anywhere: Tracker) -> Tracker:
    """The same on each database."""
    return visited(anywhere)


@pytest.fixture
def one_visit(tracker: Tracker) -> Tracker:
    """The same on SQLite."""
    return visited(tracker)


def test_an_office_sheet_comes_in_whole(register_anywhere: Tracker, tmp_path: Path) -> None:
    """Titles, merged headers, groups and totals are told from promises; what the sheet says of each is written."""
    place = office_sheet(tmp_path / "theo-doi.xlsx")
    rehearsed = register_anywhere("followup", "import", place, "--dry-run", "--json").json
    assert listed(register_anywhere) == []
    assert [(c["column"], c["field"]) for c in rehearsed["columns"]] == [
        *(("A", None), ("B", "text"), ("C", "lead"), ("D", "with"), ("E", "given"), ("F", "due"), ("G", "state")),
        *(("H", "done"), ("I", "evidence"), ("J", "note")),
    ]
    done = register_anywhere("followup", "import", place, "--yes", "--json").json
    assert [one | {"id": None} for one in done["written"]] == rehearsed["written"]
    assert [(one["row"], one["new"]) for one in done["written"]] == [(9, True), (10, True), (13, True)]
    assert [one["row"] for one in done["passed_over"]] == [8, 12, 14, 15]
    assert [(one["row"], one["text"]) for one in done["left_out"]] == [(13, "Các đơn vị liên quan")]
    first, second, third = listed(register_anywhere)
    ids = [str(row["id"]) for row in (first, second, third)]
    assert (first["lead"], first["coordinating"], first["due_on"], first["stage"], first["visit"]) == (
        "Sở Thông tin và Truyền thông tỉnh Bắc Ninh",
        ["Sở Thông tin và Truyền thông tỉnh Phú Thọ", "Sở Nội vụ tỉnh Phú Thọ"],
        "2024-06-30",
        "in_progress",
        1,
    )
    assert (second["lead"], second["done_on"], second["timeliness"]) == (first["lead"], "2024-06-28", "done_on_time")
    assert (third["stage"], third["due_on"], third["coordinating"]) == ("not_started", None, [])
    events = register_anywhere("followup", "show", ids[1], "--json").json["events"]
    assert [(one["kind"], one["evidence"]) for one in events] == [("done", "12/CV-STTTT")]
    assert [one["note"] for one in register_anywhere("followup", "show", ids[2], "--json").json["events"]] == [
        "Chờ kinh phí"
    ]


def test_the_same_sheet_again_writes_nothing(register: Tracker, tmp_path: Path) -> None:
    """A second import adds no promise, no event and no operation; undo takes the whole import back."""
    place = office_sheet(tmp_path / "theo-doi.xlsx")
    register("followup", "import", place, "--yes")
    before, history = listed(register), register("history", "--json").json
    again = register("followup", "import", place, "--json").json
    assert (again["written"], again["unchanged"], again["differing"]) == ([], 3, [])
    assert register("history", "--json").json == history
    assert listed(register) == before
    register("undo")
    assert listed(register) == []


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16", "windows-1258"])
def test_csv_in_the_encodings_of_offices(one_visit: Tracker, tmp_path: Path, mark: str, letters: str) -> None:
    """Whatever separates the cells and whatever Excel saved the letters in, the promises are the same."""
    rows: list[list[Any]] = [
        ["Bảng theo dõi các nhiệm vụ được giao"],
        HEADER,
        TASK,
        [2, "Tập huấn, hai đợt", PT, "", "", "", ""],
    ]
    text = separated(rows, mark)
    (tmp_path / "t.csv").write_bytes(cp1258(text) if letters == "windows-1258" else text.encode(letters))
    one_visit("followup", "import", str(tmp_path / "t.csv"), "--yes", "--visit", "1")
    assert [(row["text"], row["due_on"], row["stage"]) for row in listed(one_visit)] == [
        ("Gửi tài liệu vận hành", "2024-06-30", "in_progress"),
        ("Tập huấn, hai đợt", None, "not_started"),
    ]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        *((name, "text") for name in ("Nội dung công việc", "NỘI DUNG NHIỆM VỤ", "Nhiệm vụ được giao", "Công việc")),
        *((name, "text") for name in ("Tên nhiệm vụ", "Nội dung cam kết", "Đầu việc", "Nhiệm vụ cụ thể", "Cam kết")),
        *((name, "lead") for name in ("Đơn vị chủ trì", "Cơ quan chủ trì", "Chủ trì", "Đơn vị thực hiện", "Đơn vị")),
        *((name, "with") for name in ("Đơn vị phối hợp", "Phối hợp", "Cơ quan phối hợp thực hiện", "CQ phối hợp")),
        *((name, "counterpart") for name in ("Đối tác", "Đối tác/nơi hứa", "Nơi hứa", "Hứa với", "Bên nhận cam kết")),
        *((name, "official") for name in ("Cán bộ phụ trách", "Người thực hiện", "Chuyên viên theo dõi", "Phụ trách")),
        *((name, "given") for name in ("Ngày giao", "Ngày giao việc", "Thời điểm giao", "Ngày hứa")),
        *((name, "due") for name in ("Thời hạn", "Hạn hoàn thành", "Hạn xử lý", "Thời hạn hoàn thành (ngày/tháng)")),
        *((name, "due") for name in ("Thời gian hoàn thành", "Ngày đến hạn", "HẠN", "Deadline")),
        *((name, "extended") for name in ("Gia hạn đến", "Gia hạn", "Hạn mới", "Thời hạn điều chỉnh")),
        *((name, "state") for name in ("Tình trạng", "Trạng thái", "Tình trạng thực hiện")),
        *((name, "result") for name in ("Kết quả", "Kết quả thực hiện", "Tiến độ", "Kết quả/Tình trạng")),
        *((name, "done") for name in ("Ngày hoàn thành", "Ngày hoàn thành thực tế", "Ngày xong")),
        *((name, "evidence") for name in ("Minh chứng", "Văn bản báo cáo", "Sản phẩm đầu ra", "Số văn bản kết quả")),
        *((name, "note") for name in ("Ghi chú", "Ý kiến khác")),
        *((name, "source") for name in ("Văn bản giao", "Văn bản giao nhiệm vụ", "Số văn bản", "Số, ký hiệu")),
        *((name, "grade") for name in ("Mức độ", "Mức độ cam kết")),
        *((name, "visit") for name in ("Chuyến công tác", "Đoàn công tác", "Số chuyến")),
        *((name, "visit_day") for name in ("Ngày chuyến công tác", "Ngày làm việc", "Ngày đi")),
        *((name, "code") for name in ("Mã nhiệm vụ", "Mã", "Mã số")),
        *((name, None) for name in ("STT", "TT", "Số ngày quá hạn", "Kinh phí", "Điểm")),
    ],
)
def test_headers_in_many_wordings(tmp_path: Path, header: str, field: str | None) -> None:
    """What offices call a column is known, with and without accents, in capitals, with a remark in brackets."""
    values: dict[str | None, Any] = dict.fromkeys(("given", "due", "extended", "done", "visit_day"), "22/2/2024")
    values.update(dict.fromkeys(("lead", "with", "counterpart"), PT))
    values.update(official="Lê Văn Mẫu", grade="thống nhất")
    others = [name for name in ("Nội dung công việc", "Đơn vị chủ trì", "Số thứ tự") if field not in ("text", "lead")]
    if field in ("text", "lead"):
        others = ["Đơn vị chủ trì", "Hạn"] if field == "text" else ["Nội dung công việc", "Hạn"]
    known = {"Nội dung công việc": "Gửi tài liệu", "Đơn vị chủ trì": BN, "Số thứ tự": 1, "Hạn": "30/6/2024"}
    for shown in (header, header.upper(), key(header)):
        rows = [[*others, shown], [*(known[name] for name in others), values.get(field, "Gửi tài liệu này")]]
        table = find_table(read_grids(Path(workbook(tmp_path / "t.xlsx", rows))))
        assert table.columns[-1].field == field, shown


def test_every_wrong_row_is_told_and_nothing_is_written(register: Tracker, tmp_path: Path) -> None:
    """Each problem has its row, its column and a way out; one wrong row keeps the whole sheet out."""
    header = [*HEADER, "Ngày hoàn thành", "Mức độ", "Cán bộ phụ trách"]
    rows: list[list[Any]] = [
        ["Bảng"],
        header,
        TASK,
        [2, "Việc hai", "Sở Không Có Thật", None, GIVEN],
        [3, "Việc ba", f"{BN}; {PT}", None, GIVEN],
        [4, "Việc bốn", None, None, GIVEN],
        [5, "Việc năm", BN, None, "32/13/2024"],
        [6, "Việc sáu", BN, None, GIVEN, "một ngày đẹp trời"],
        [7, "Việc bảy", BN, None, GIVEN, "1/1/2024"],
        [8, "Việc tám", BN, None, GIVEN, None, "Hoàn thành"],
        [9, "Việc chín", BN, None, GIVEN, None, "Đang thực hiện", "1/3/2024"],
        [10, "Việc mười", BN, None, date(2024, 5, 5)],
        [11, None, BN, None, GIVEN],
        [12, "Việc mười hai", BN, None, GIVEN, None, None, None, "rất khẩn"],
        [13, "Việc mười ba", BN, None, GIVEN, None, None, None, None, "Người Lạ Mặt"],
        [14, "Gửi tài liệu vận hành", BN, None, GIVEN],
        [15, "Việc mười lăm", BN, "Sở Chưa Ai Biết", GIVEN],
        [16, "Việc mười sáu", BN, None, GIVEN, None, "Hoàn thành", "1/1/2030"],
    ]
    place = workbook(tmp_path / "sai.xlsx", rows)
    found = problems(register, place, "--map", "Mức độ=grade", "--without-evidence", "x")
    assert [(row, column) for row, column, _reason in found] == [
        *((4, "Đơn vị chủ trì"), (5, "Đơn vị chủ trì"), (6, "Đơn vị chủ trì"), (7, "Ngày giao")),
        *((8, "Hạn hoàn thành"), (9, "Hạn hoàn thành"), (10, "Ngày hoàn thành"), (11, "Ngày hoàn thành")),
        *((12, ""), (13, "Nội dung công việc"), (14, "Mức độ"), (15, "Cán bộ phụ trách")),
        *((16, "Nội dung công việc"), (17, "Đơn vị phối hợp"), (18, "Ngày hoàn thành")),
    ]
    assert "agency add" in found[0][2]
    assert "--visit" in found[8][2]
    told = register("followup", "import", place, code=1)
    assert "Row 4, “Đơn vị chủ trì”: " in told.out
    assert "15 rows cannot be imported" in told.err


def test_the_mapping_is_confirmed_by_a_person(
    one_visit: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal and --yes nothing is read in (2, one sentence); at a terminal a column may be corrected."""
    place = workbook(tmp_path / "t.xlsx", [["Việc", "Ai làm", "Hạn"], ["Gửi tài liệu", BN, "30/6/2024"]])
    run = one_visit("followup", "import", place, "--visit", "1", code=2)
    assert len(run.err.strip().splitlines()) == 1
    assert "unsure" not in one_visit("followup", "import", office_sheet(tmp_path / "o.xlsx"), "--dry-run").out
    monkeypatch.setattr("tracker.cli.followups.sheet.at_terminal", lambda: True)
    words = ("followup", "import", place, "--visit", "1")
    assert "nothing was changed" in one_visit(*words, stdin="q\n", code=1).err
    assert "--map" in one_visit(*words, stdin="\n", code=2).err
    one_visit(*words, stdin="Ai làm lead\nAi làm=boss\nAi làm=lead\n\n")
    assert [row["lead_province"] for row in listed(one_visit)] == ["Bắc Ninh"]


def test_a_confirmed_mapping_is_kept_for_the_next_sheet(one_visit: Tracker, tmp_path: Path) -> None:
    """It lies in sheets.toml under the header's fingerprint and is used without asking; --map overrides it."""
    rows = [["Nội dung", "Nơi làm", "Mốc"], ["Gửi tài liệu", BN, "30/6/2024"]]
    first = workbook(tmp_path / "a.xlsx", rows)
    said = ("--visit", "1")
    one_visit("followup", "import", first, "--yes", *said, "--map", "Nơi làm=lead", "--map", "C=due")
    (kept,) = tomllib.loads((tmp_path / "config" / "sheets.toml").read_text("utf-8")).values()
    assert kept["columns"] == {"Nội dung": "text", "Nơi làm": "lead", "Mốc": "due"}
    next_one = workbook(tmp_path / "b.xlsx", [["Tiêu đề"], *rows[:1], ["Tập huấn", PT, "1/7/2024"]])
    one_visit("followup", "import", next_one, *said)
    assert [row["due_on"] for row in listed(one_visit)] == ["2024-06-30", "2024-07-01"]
    third = workbook(tmp_path / "c.xlsx", [*rows[:1], ["Khảo sát", PT, "1/8/2024"]])
    one_visit("followup", "import", third, *said, "--map", "Mốc=-", code=2)
    one_visit("followup", "import", third, *said, "--yes", "--map", "Mốc=-")
    assert listed(one_visit)[2]["due_on"] is None
    (tmp_path / "config" / "sheets.toml").write_text("= nonsense")
    assert "sheets.toml" in one_visit("followup", "import", third, code=1).err


def test_a_mapping_file_says_what_columns_mean(one_visit: Tracker, tmp_path: Path) -> None:
    """A TOML file maps columns whose words say nothing; what it cannot mean is refused in one sentence."""
    place = workbook(tmp_path / "t.xlsx", [["X", "Y", "Z"], ["Gửi tài liệu", BN, "30/6/2024"]])
    mapping = tmp_path / "m.toml"
    words = ("followup", "import", place, "--visit", "1", "--yes", "--mapping", str(mapping))
    assert "m.toml" in one_visit(*words, code=2).err
    for text in ("X = ", 'X = 5\nY = "lead"', "columns = 3"):
        mapping.write_text(text, encoding="utf-8")
        assert "m.toml" in one_visit(*words, code=1).err
    for text, said in (
        ('X = "text"\nY = "boss"', "boss"),
        ('X = "text"\nW = "lead"', "no column “W”"),
        ('X = "text"\nY = "text"', "Two columns"),
        ('X = "text"', "who leads"),
    ):
        mapping.write_text(text, encoding="utf-8")
        assert said.lower() in one_visit(*words, code=None).err.lower()
    mapping.write_text('[columns]\nX = "text"\nY = "lead"\nZ = "due"\n', encoding="utf-8")
    one_visit(*words)
    assert [row["due_on"] for row in listed(one_visit)] == ["2024-06-30"]


def test_each_promise_finds_its_visit(register_anywhere: Tracker, tmp_path: Path) -> None:
    """By number or uid, else by day and parties, else the one named for all; contradictions and doubts are told."""
    register_anywhere.log("Sở Nội vụ Phú Thọ", "Sở Nội vụ Bắc Ninh", "22/2/2024")
    uid = register_anywhere("visit", "show", "2", "--json").json["uid"]
    header = ["Nội dung", "Chủ trì", "Chuyến công tác", "Ngày làm việc"]
    rows: list[list[Any]] = [
        ["Việc một", BN, "1", None],
        ["Việc hai", BN, uid, None],
        ["Việc ba", BN, "Số 2 – Sở Nội vụ", "22/2/2024"],
        ["Việc bốn", PT, None, "22/2/2024"],
        ["Việc năm", "Sở Nội vụ Bắc Ninh", "Đoàn Phú Thọ làm việc ngày 22/02/2024", None],
    ]
    register_anywhere("followup", "import", workbook(tmp_path / "t.xlsx", [header, *rows]), "--yes")
    assert [row["visit"] for row in listed(register_anywhere)] == [1, 2, 2, 1, 2]
    wrong: list[list[Any]] = [
        ["Việc sáu", BN, "9", None],
        ["Việc bảy", BN, "1", "23/2/2024"],
        ["Việc tám", BN, None, "23/2/2024"],
        ["Việc chín", "Sở Y tế Hà Nội", "Đoàn công tác 22/2/2024", None],
        ["Việc mười", BN, None, None],
    ]
    place = workbook(tmp_path / "w.xlsx", [header, *wrong])
    found = problems(register_anywhere, place)
    assert [row for row, _column, _reason in found] == [2, 3, 4, 5, 6]
    assert "not on 23/02/2024" in found[1][2]
    assert [row for row, _column, _reason in problems(register_anywhere, place, "--visit", "2")] == [2, 3]
    both = workbook(tmp_path / "b.xlsx", [header, ["Việc", BN, "Phú Thọ, Bắc Ninh 22/2/2024", None]])
    register_anywhere("followup", "import", both, "--yes")
    doubt = workbook(tmp_path / "d.xlsx", [header, ["Việc khác", "Sở Y tế Phú Thọ", "Đoàn Phú Thọ 22/2/2024", None]])
    assert "1, 2" in problems(register_anywhere, doubt)[0][2]


def test_what_a_sheet_says_happened_becomes_events(one_visit: Tracker, tmp_path: Path) -> None:
    """Stages, days and papers told in words: done, extended, suspended, cancelled, submitted, progress."""
    header = ["Nội dung", "Chủ trì", "Ngày giao", "Hạn", "Gia hạn đến", "Kết quả"]
    rows = [
        ["Việc một", BN, GIVEN, "31/3/2024", "30/6/2024", "Hoàn thành ngày 28/6/2024 tại Công văn số 12/CV-STTTT"],
        ["Việc hai", BN, GIVEN, "31/3/2024", "30/6/2027", "Đã gửi bản thảo"],
        ["Việc ba", BN, GIVEN, None, None, "Tạm dừng"],
        ["Việc bốn", BN, GIVEN, None, None, "Không thực hiện nữa"],
        ["Việc năm", BN, GIVEN, None, None, "Chờ xác nhận"],
        ["Việc sáu", BN, GIVEN, None, None, "80%"],
        ["Việc bảy", BN, GIVEN, None, None, "Chưa hoàn thành"],
        ["Việc tám", BN, 45344, None, None, "Quá hạn"],
    ]
    place = workbook(tmp_path / "t.xlsx", [header, *rows])
    one_visit("followup", "import", place, "--yes")
    found = listed(one_visit)
    assert [row["stage"] for row in found] == [
        *("done", "in_progress", "suspended", "cancelled", "awaiting_confirmation", "in_progress"),
        *("not_started", "not_started"),
    ]
    assert [row["due_on"] for row in found[:2]] == ["2024-06-30", "2027-06-30"]
    assert [row["original_due_on"] for row in found[:2]] == ["2024-03-31", "2024-03-31"]
    events = one_visit("followup", "show", "1", "--json").json["events"]
    assert [(e["kind"], e["happened_on"]) for e in events] == [
        ("extension", "2024-06-28"),
        ("progress", "2024-06-28"),
        ("done", "2024-06-28"),
    ]
    assert events[-1]["evidence"] == "12/CV-STTTT"
    again = one_visit("followup", "import", place, "--json").json
    assert (again["written"], again["differing"]) == ([], [])


def test_done_without_day_or_evidence_needs_a_word_for_all(one_visit: Tracker, tmp_path: Path) -> None:
    """A sheet that only says "xong" comes in when a person says when, and why nothing shows it."""
    place = workbook(tmp_path / "t.xlsx", [HEADER, [*TASK[:6], "Xong"]])
    assert "--done-on" in problems(one_visit, place)[0][2]
    assert "--without-evidence" in problems(one_visit, place, "--done-on", "1/6/2024")[0][2]
    one_visit("followup", "import", place, "--done-on", "1/6/2024", "--without-evidence", "Đã trao tận tay")
    assert listed(one_visit)[0]["done_on"] == "2024-06-01"


def test_names_without_province_and_unknown_ones(one_visit: Tracker, tmp_path: Path) -> None:
    """A department without its province is the one at the visit or in the province that is said; new names are written
    down only when that is said."""
    one_visit.log("Sở Y tế Phú Thọ", "Sở Nội vụ Bắc Ninh", "1/3/2024")
    header = ["Nội dung", "Chủ trì", "Chuyến công tác", "Cán bộ phụ trách"]
    place = workbook(tmp_path / "t.xlsx", [header, ["Việc một", "Sở Y tế", 2, None], ["Việc hai", "Sở Tài chính", 2]])
    assert [row for row, _column, _reason in problems(one_visit, place)] == [3]
    one_visit("followup", "import", place, "--province", "Bắc Ninh")
    assert [row["lead"] for row in listed(one_visit)] == ["Sở Y tế tỉnh Phú Thọ", "Sở Tài chính tỉnh Bắc Ninh"]
    both = workbook(tmp_path / "b.xlsx", [header, ["Việc ba", "Sở TT&TT", 1, None]])
    assert "more than one" in problems(one_visit, both)[0][2]
    new = workbook(tmp_path / "n.xlsx", [header, ["Việc bốn", "Tổ giúp việc số 5", 1, "Đ/c Lê Văn Mẫu, Phó phòng"]])
    assert problems(one_visit, new)[0][1] == "Chủ trì"
    assert one_visit("followup", "import", new, "--dry-run", "--new-names").err.count("Would be added") == 2
    one_visit("followup", "import", new, "--new-names")
    assert (listed(one_visit)[2]["lead"], listed(one_visit)[2]["official"]) == ("Tổ giúp việc số 5", "Lê Văn Mẫu")


def test_a_known_row_that_changed(register: Tracker, tmp_path: Path) -> None:
    """Progress, closing and a later day become events; what no event can tell is reported and the register stays."""
    header = [*HEADER, "Ngày hoàn thành", "Minh chứng"]
    place = tmp_path / "t.xlsx"
    register("followup", "import", workbook(place, [header, TASK]), "--yes")
    register("followup", "import", workbook(place, [header, [*TASK[:5], "30/9/2024", "Đã gửi dự thảo"]]))
    row = register("followup", "show", "1", "--json").json
    assert (row["due_on"], row["original_due_on"]) == ("2024-09-30", "2024-06-30")
    assert [event["kind"] for event in row["events"]] == ["progress", "extension", "progress"]
    assert "t.xlsx" in row["events"][1]["note"]
    changed = [*TASK[:3], "Sở Nội vụ Phú Thọ", GIVEN, "1/5/2024", "Chưa thực hiện"]
    told = register("followup", "import", workbook(place, [header, changed]), "--json").json
    assert [(one["column"], one["sheet"]) for one in told["differing"]] == [
        ("Đơn vị phối hợp", "Sở Nội vụ Phú Thọ"),
        ("Hạn hoàn thành", "1/5/2024"),
        ("Tình trạng", "Chưa thực hiện"),
    ]
    assert told["written"] == []
    assert register("followup", "show", "1", "--json").json == row
    assert "stays as it is" in register("followup", "import", str(place)).out
    closing = [*TASK[:5], "30/9/2024", "Hoàn thành", "1/10/2026", "15/BC-STTTT"]
    workbook(place, [header, closing])
    assert "before what it follows" in problems(register, str(place))[0][2]
    closing[7] = date(2026, 11, 24)
    register("followup", "import", workbook(place, [header, closing]))
    assert listed(register)[0]["timeliness"] == "done_late"


def test_a_promise_that_was_logged_by_hand_is_known(one_visit: Tracker, tmp_path: Path) -> None:
    """A row in the words of a promise of the same visit is that promise; with numbers of its own rows stay apart."""
    one_visit("followup", "add", "1", "Gửi tài liệu vận hành", "--lead", BN)
    place = workbook(tmp_path / "t.xlsx", [HEADER, [*TASK[:5]]])
    assert one_visit("followup", "import", place, "--yes", "--json").json["unchanged"] == 1
    header = ["Mã nhiệm vụ", *HEADER]
    rows = [["NV-01", *TASK], ["NV-02", *TASK]]
    coded = workbook(tmp_path / "c.xlsx", [header, *rows])
    assert "same promise" not in str(one_visit("followup", "import", coded, "--yes", code=None))
    assert one_visit("followup", "import", coded, "--json").json["written"] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_exported_comes_in_again_unchanged(register: Tracker, tmp_path: Path, kind: str, lang: str) -> None:
    """Out and in: no promise, no event, no difference, no question, in either language; and the same bytes twice."""
    register("followup", "import", office_sheet(tmp_path / "o.xlsx"), "--yes")
    register("official", "add", "Lê Văn Mẫu", "--post", "Trưởng phòng", "--agency", "2")
    register("followup", "add", "1", "=1+1", "--lead", BN, "--due", "thường xuyên", "--counterpart", PT)
    register("followup", "transfer", "4", "--official", "Lê Văn Mẫu", "--reason", "x", "--on", "1/5/2024")
    register("followup", "extend", "3", "--to", "1/9/2027", "--reason", "x", "--on", "1/5/2024")
    place = tmp_path / f"ra.{kind}"
    register("followup", "export", str(place), lang=lang)
    first = place.read_bytes()
    back = register("followup", "import", str(place), "--json", lang=lang).json
    assert (back["written"], back["unchanged"], back["differing"]) == ([], 4, [])
    register("followup", "export", str(place), lang=lang)
    assert place.read_bytes() == first


def test_the_exported_workbook_is_one_to_work_in(one_visit: Tracker, tmp_path: Path) -> None:
    """Days are days, texts never formulas, the uid stands last and hidden; filters choose what is in it."""
    one_visit("followup", "add", "1", "=cmd|' /C calc'!A0", "--lead", BN, "--due", "30/6/2024")
    one_visit("followup", "add", "1", "Tập huấn", "--lead", PT, "--due", "30/6/2028")
    place = tmp_path / "ra.xlsx"
    assert "2 promises" in one_visit("followup", "export", str(place)).out
    page = openpyxl.load_workbook(place).active
    assert page is not None
    head = [cell.value for cell in page[1]]
    assert page.cell(2, head.index("Due on") + 1).data_type == "d"
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert head[-1] == "Tracker uid"
    assert page.column_dimensions["T"].hidden
    assert "1 promise" in one_visit("followup", "export", str(place), "--overdue", "--as-of", "1/7/2024").out
    assert "1 promise" in one_visit("followup", "export", str(place), "--lead", PT).out
    assert ".xlsx" in one_visit("followup", "export", str(tmp_path / "ra.doc"), code=2).err


def test_a_day_typed_into_the_exported_sheet_closes_the_promise(register: Tracker, tmp_path: Path) -> None:
    """The done day and its paper, a new deadline and a new row, typed where the sheet has room for them."""
    for text in ("Gửi tài liệu", "Tập huấn"):
        register("followup", "add", "1", text, "--lead", BN, "--due", "30/6/2024")
    place = tmp_path / "ra.xlsx"
    register("followup", "export", str(place))
    book = openpyxl.load_workbook(place)
    page = book.active
    assert page is not None
    at = {str(cell.value): cell.column or 0 for cell in page[1]}
    typed: dict[tuple[int, str], Any] = {
        (2, "Done on"): date(2024, 6, 28),
        (2, "Evidence"): "12/CV-STTTT",
        (3, "Extended to"): date(2027, 1, 31),
        (4, "What was promised"): "Khảo sát",
        (4, "Lead agency"): BN,
        (4, "Visit"): 1,
    }
    for (row, name), value in typed.items():
        page.cell(row, at[name], value)
    book.save(place)
    told = register("followup", "import", str(place), "--json").json
    assert [(one["row"], one["new"], one["events"]) for one in told["written"]] == [
        *((2, False, ["done"]), (3, False, ["extension"]), (4, True, [])),
    ]
    first, second, third = listed(register)
    assert (first["stage"], first["timeliness"], second["due_on"], third["text"]) == (
        *("done", "done_on_time"),
        *("2027-01-31", "Khảo sát"),
    )
    shown = register("followup", "show", "1", "--json").json
    assert shown["events"][-1]["evidence"] == "12/CV-STTTT"
    page.cell(4, at["Tracker uid"], "01a212ad-be65-7a95-b87f-25cb7e3bc6f7")
    book.save(place)
    assert problems(register, str(place))[0][:2] == (4, "Tracker uid")
    page.cell(4, at["Tracker uid"], listed(register)[0]["uid"])
    book.save(place)
    assert "same promise" in problems(register, str(place))[0][2]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_words_of_the_export_are_understood(lang: str) -> None:
    """Every stage and grade that an export writes, in either language, is read as itself."""
    i18n.use_language(lang)
    assert [stage_of(word(stage)) for stage in STAGES] == list(STAGES)
    assert [GRADE_WORDS[key(word(grade))] for grade in GRADES] == list(GRADES)


def test_the_paper_that_gave_a_task_is_its_source(one_visit: Tracker, tmp_path: Path) -> None:
    """The number of the assigning paper is kept with the promise and exported again; another number differs."""
    header = [*HEADER, "Văn bản giao"]
    place = tmp_path / "t.xlsx"
    one_visit("followup", "import", workbook(place, [header, [*TASK, "45/TB-UBND"]]), "--yes")
    one_visit("followup", "export", str(tmp_path / "ra.csv"))
    assert "45/TB-UBND" in (tmp_path / "ra.csv").read_text("utf-8-sig")
    told = one_visit("followup", "import", workbook(place, [header, [*TASK, "46/TB-UBND"]]), "--json").json
    assert [(one["sheet"], one["register"]) for one in told["differing"]] == [("46/TB-UBND", "45/TB-UBND")]
