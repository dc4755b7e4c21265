"""The register's own days off: set, taken back, imported, and counted in every deadline; nothing moves by itself."""

import codecs
from pathlib import Path

import pytest
from conftest import Tracker
from sqlmodel import select

from tracker.calendar import listed
from tracker.database import url_of
from tracker.models import Visit
from tracker.operations import writing
from tracker.records import commitments
from tracker.records.commitments import NewCommitment

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"
OFF = ["calendar", "set", "1/3/2024", "off", "--name", "Nghỉ địa phương", "--source", "12/TB-UBND"]


@pytest.fixture
def visited(tracker: Tracker) -> Tracker:
    """A register with a visit of Thursday 22/2/2024."""
    tracker.log(PT, BN, "22/2/2024")
    return tracker


def due(tracker: Tracker, words: str) -> str:
    """The day of a promise given at the visit, due by the words."""
    tracker("followup", "add", "1", "Gửi tài liệu", "--lead", BN, "--due", words)
    return str(max(tracker("followup", "list", "--json").json, key=lambda row: row["id"])["due_on"])


def own(tracker: Tracker) -> list[dict[str, str]]:
    """The days that the register says something of its own about."""
    return [row for row in tracker("calendar", "list", "--json").json if row["origin"] == "register"]


def test_the_shipped_list_is_shown(tracker: Tracker) -> None:
    """All shipped days with kind and source, those of a year alone, and a word on standard error where none is."""
    rows = tracker("calendar", "list", "--json").json
    assert [(row["date"], row["kind"], row["name"]) for row in rows] == [
        (day.day.isoformat(), day.kind, day.name) for day in listed()
    ]
    assert {row["date"][:4] for row in tracker("calendar", "list", "--year", "2025", "--json").json} == {"2025"}
    vietnamese = tracker("calendar", "list", "--year", "2024", lang="vi").out
    assert "thứ Bảy" in vietnamese
    assert "danh mục có sẵn" in vietnamese
    assert tracker("calendar", "list", "--year", "2024", "--csv").out.startswith("\ufeffdate,kind,name,source")
    unknown = tracker("calendar", "list", "--year", "2031", "--json")
    assert unknown.json == []
    assert "2031" in unknown.err
    assert tracker("calendar", "list", "--year", "2026").err == ""


def test_an_own_day_wins_and_is_counted_everywhere(visited: Tracker) -> None:
    """A day set off or worked is counted in promises, those of a note and extensions; taken back it is not."""
    assert due(visited, "trong 10 ngày làm việc") == "2024-03-07"
    visited(*OFF)
    assert due(visited, "trong 10 ngày làm việc") == "2024-03-08"
    assert due(visited, "trong 8 ngày") == "2024-03-04"
    assert due(visited, "1/3/2024") == "2024-03-01"
    visited("calendar", "set", "2/3/2024", "làm bù", "--name", "x", "--source", "y")
    assert due(visited, "trong 8 ngày") == "2024-03-02"
    assert due(visited, "trong 10 ngày làm việc") == "2024-03-07"
    said = visited("followup", "extend", "4", "--to", "trong 5 ngày làm việc", "--reason", "x", "--on", "29/2/2024")
    assert "07/03/2024" in said.out
    with writing(url_of(visited.db), actor="Lan", command="test") as unit:
        visit = unit.exec(select(Visit)).one()
        note = NewCommitment("Gửi", lead=BN, due="trong 7 ngày làm việc", as_printed=True)
        assert str(commitments.add(unit, visit, note).due_on) == "2024-03-04"
    for day in ("1/3/2024", "2/3/2024"):
        visited("calendar", "unset", day)
    assert due(visited, "trong 8 ngày") == "2024-03-01"


def test_a_day_typed_counts_the_registers_days(tracker: Tracker) -> None:
    """“+1 ngày làm việc” from 24/11/2026 is the 25th, the 26th once the register says so."""
    hosts = "Sở KH&CN Phú Thọ", "Sở KH&CN Đà Nẵng"
    tracker.log(*hosts, "+1 ngày làm việc", "--status", "planned")
    tracker("calendar", "set", "25/11/2026", "off", "--name", "x", "--source", "y")
    tracker.log(*hosts, "+1 ngày làm việc", "--status", "planned")
    visits = tracker("visit", "list", "--all", "--json").json
    assert sorted(row["started_on"] for row in visits) == ["2026-11-25", "2026-11-26"]


def test_what_is_set_can_be_seen_altered_and_undone(visited: Tracker) -> None:
    """The list says who says it and instead of what; the same again writes nothing; undo takes it back."""
    visited("calendar", "set", "2/9/2024", "work", "--name", "Trực", "--source", "1/CV")
    (row,) = own(visited)
    assert (row["date"], row["kind"], row["instead_of"]) == ("2024-09-02", "work", "off: Quốc khánh")
    before = len(visited("history", "--json").json)
    assert "already" in visited("calendar", "set", "2/9/2024", "làm việc", "--name", "Trực", "--source", "1/CV").out
    assert len(visited("history", "--json").json) == before
    assert "altered" in visited("calendar", "set", "2/9/2024", "nghỉ", "--name", "Lễ", "--source", "1/CV").out
    assert own(visited)[0]["kind"] == "off"
    visited("undo")
    visited("undo")
    assert own(visited) == []


def test_nothing_moves_by_itself(visited: Tracker) -> None:
    """A change of the calendar says how many open deadlines would move, and moves none."""
    due(visited, "trong 10 ngày làm việc")
    due(visited, "cuối quý II")
    before = visited("followup", "list", "--json").out
    assert "1 open deadline would" in visited(*OFF).err
    assert visited("followup", "list", "--json").out == before
    assert visited("calendar", "unset", "1/3/2024").err == ""


def test_a_year_without_a_list_is_said(visited: Tracker) -> None:
    """A deadline counted in days over a year whose days off nobody listed says so; a named day does not."""
    for words, years in (
        ("trong 300 ngày làm việc kể từ ngày 1/12/2026", ["2027", "2028"]),
        ("trong 60 tháng", ["2029"]),
    ):
        run = visited("followup", "add", "1", "Gửi", "--lead", BN, "--due", words)
        assert all(year in run.err for year in years)
    assert "not listed" not in visited("followup", "add", "1", "Gửi", "--lead", BN, "--due", "1/3/2027").err
    typed = visited("followup", "list", "--until", "+60 ngày làm việc")
    assert "2027" in typed.err


CSV = """ngày,loại,tên,nguồn
2027-01-01,nghỉ,Tết Dương lịch,1/TB
5/2/2027,nghỉ bù,Tết,1/TB
6/2/2027,nghỉ hoán đổi,Tết,1/TB
7/2/2027,làm bù,Tết,1/TB
8/2/2027,off,Tết,1/TB
"""


def test_a_file_is_taken_over_once(visited: Tracker, tmp_path: Path) -> None:
    """A CSV file with Vietnamese or English heads, commas or semicolons; a second time nothing changes; undo works."""
    file = tmp_path / "lich.csv"
    file.write_text(CSV, encoding="utf-8")
    assert "5 new, 0 altered, 0 as" in visited("calendar", "import", str(file)).out
    assert [row["kind"] for row in own(visited)] == ["off", "off", "off", "work", "off"]
    before = len(visited("history", "--json").json)
    file.write_bytes(codecs.BOM_UTF8 + CSV.replace(",", ";").replace("\n", "\r\n").encode())
    assert "0 new, 0 altered, 5 as" in visited("calendar", "import", str(file)).out
    assert len(visited("history", "--json").json) == before
    visited("undo")
    assert own(visited) == []


def test_the_list_goes_out_and_in_again(tracker: Tracker, tmp_path: Path) -> None:
    """What `calendar list --csv` prints can be imported, and says nothing new."""
    tracker(*OFF)
    file = tmp_path / "out.csv"
    file.write_bytes(tracker("calendar", "list", "--csv").out.encode())
    assert f"0 new, 0 altered, {len(listed()) + 1} as" in tracker("calendar", "import", str(file)).out


def test_a_wrong_row_is_named_and_nothing_is_taken_over(tracker: Tracker, tmp_path: Path) -> None:
    """Every wrong row is named with its number; the right ones are not written either."""
    file = tmp_path / "lich.csv"
    rows = ["31/2/2027,off,x,y", "5/2,off,x,y", "6/2/2027,maybe,x,y", "7/2/2027,off,,y", "8/2/2027,off", "1/1/2027"]
    file.write_text(CSV + "\n".join([*rows, "2027-01-01,work,Tết,1/TB"]), encoding="utf-8")
    said = tracker("calendar", "import", str(file), code=1).err
    assert [f"row {n}:" in said for n in range(6, 14)] == [False, *[True] * 6, True]
    assert "01/01/2027 stands twice" in said
    assert len(said.strip().splitlines()) == 1
    assert own(tracker) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"date,kind,name\n", "lacks the columns: source"),
        (b"", "lacks the columns"),
        ("ngày".encode("utf-16"), "UTF-8"),
        (b'date,kind,name,source\n"2027', "row 2"),
        (("date,kind,name,source\n" + "x,off,y,z\n" * 50).encode(), "and 40 more"),
        (("date,kind,name,source\n1/1/2027,off," + "x" * 10_000 + ",z\n").encode(), "longer than"),
    ],
)
def test_a_file_that_is_no_list(tracker: Tracker, tmp_path: Path, content: bytes, said: str) -> None:
    """What is no list is refused in one sentence."""
    file = tmp_path / "lich.csv"
    file.write_bytes(content)
    run = tracker("calendar", "import", str(file), code=1)
    assert said in run.err
    assert len(run.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["unset", "1/3/2024"],
        ["unset", "30/4/2024"],
        ["set", "31/2/2024", "off", "--name", "x", "--source", "y"],
        ["set", "1/3/2024", "maybe", "--name", "x", "--source", "y"],
        ["set", "1/3/2024", "off", "--name", " ", "--source", "y"],
        ["set", "1/3/2024", "off", "--name", "x", "--source", ""],
        ["set", "1/3/2024", "off", "--name", "x" * 10_000, "--source", "y"],
        ["set", "1/3/2024", "off", "--name", "x"],
        ["list", "--year", "0"],
        ["list", "--json", "--csv"],
        ["import", "missing.csv"],
        ["import", "/"],
    ],
)
def test_impossible_days_are_refused(tracker: Tracker, words: list[str]) -> None:
    """One sentence, and nothing is written."""
    run = tracker("calendar", *words, code=None)
    assert run.code in (1, 2)
    assert len(run.err.strip().splitlines()) == 1
    assert own(tracker) == []
