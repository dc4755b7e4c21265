"""Handing over: what one official had open goes to another in one operation, with the pack to go with it."""

from pathlib import Path

import docx
import pytest
from conftest import Tracker

PT, DN = "Sở KH&CN Phú Thọ", "Sở KH&CN Đà Nẵng"
A, B = "Lê Văn Mẫu", "Phan Thị Ví"


@pytest.fixture
def office(anywhere: Tracker) -> Tracker:
    """A register on each database in which Lê Văn Mẫu is in charge of five open promises and of one that is done."""
    return opened(anywhere)


@pytest.fixture
def desk_office(tracker: Tracker) -> Tracker:
    """The same on SQLite alone."""
    return opened(tracker)


def opened(tracker: Tracker) -> Tracker:
    """Writes the promises."""
    tracker.log(PT, DN, "10/9/2026", "--topic", "ioc", "--official", "Trần Thị Thử; Phó Giám đốc Sở; host")
    tracker.log(DN, PT, "1/10/2026", "--official", "Trần Thị Thử; Giám đốc Sở; visitor")
    tracker("official", "add", A, "--post", "Trưởng phòng", "--agency", DN)
    tracker("official", "add", B)
    for visit, text, lead, *more in (
        ("1", "Tổ chức tập huấn", DN, "--due", "30/11/2026"),
        ("1", "Chia sẻ | quy chế", DN, "--due", "15/11/2026", "--with", PT),
        ("2", "Tiếp tục trao đổi", PT),
        ("2", "Gửi hồ sơ", DN, "--due", "31/12/2026"),
        ("1", "Khảo sát", DN, "--due", "31/12/2026"),
        ("1", "Việc đã xong", DN, "--due", "31/12/2026"),
    ):
        tracker("followup", "add", visit, text, "--lead", lead, *more, "--official", A)
    tracker("followup", "add", "1", "Việc của người khác", "--lead", DN, "--official", B)
    tracker("followup", "note", "2", "Đã có dự thảo", "--on", "1/11/2026")
    tracker("followup", "submit", "4", "--evidence", "45/CV", "--on", "20/11/2026")
    tracker("followup", "suspend", "5", "--reason", "Sắp xếp bộ máy", "--on", "21/11/2026")
    tracker("followup", "done", "6", "--evidence", "1/CV", "--on", "1/11/2026")
    return tracker


def charge(tracker: Tracker, *words: str) -> str:
    """Who is in charge of each promise: "AAAAAAB"."""
    rows = sorted(tracker("followup", "list", "--json", *words).json, key=lambda row: row["id"])
    return "".join("A" if row["official"] == A else "B" for row in rows)


def test_all_that_is_open_moves_and_comes_back(office: Tracker) -> None:
    """One operation, dated, with its reason; what is done stays; undo gives everything back."""
    run = office("official", "handover", "le van mau", B, "--reason", "Chuyển công tác", "--on", "23/11/2026")
    assert "5 commitments went from Lê Văn Mẫu to Phan Thị Ví" in run.err
    assert charge(office) == "BBBBBAB"
    assert charge(office, "--as-of", "22/11/2026") == "AAAAAAB"
    event = office("followup", "show", "2", "--json").json["events"][-1]
    assert (event["kind"], event["from_official"], event["official"]) == ("transferred", A, B)
    assert (event["note"], event["happened_on"]) == ("Chuyển công tác", "2026-11-23")
    assert office("history", "--json", "--most", "1").json[0]["command"] == "official handover"
    office("undo")
    assert charge(office) == "AAAAAAB"
    assert len(office("followup", "show", "2", "--json").json["events"]) == 1


def test_pack_says_what_the_heir_must_know(office: Tracker, tmp_path: Path) -> None:
    """Late first, then by due date; waiting, suspended, visits, people, notes; --show writes nothing."""
    run = office("official", "handover", A, B, "--show")
    assert charge(office) == "AAAAAAB"
    assert "Nothing was handed over" in run.err
    order = ["Late (1)", "Chia sẻ", "Not yet due (1)", "Tổ chức", "Without a due date (1)", "Tiếp tục"]
    order += ["Awaiting confirmation (1)", "Gửi hồ sơ", "Suspended (1)", "Khảo sát", "Where it was promised (2)"]
    order += ["01/10/2026", "10/09/2026", "People met (1)", "Trần Thị Thử  Giám đốc Sở", "Visits: 1, 2"]
    order += ["Latest notes (3)", "Sắp xếp bộ máy", "45/CV", "Đã có dự thảo"]
    places = [run.out.index(words) for words in order]
    assert places == sorted(places)
    assert "Việc đã xong" not in run.out
    assert "Việc của người khác" not in run.out
    for name in ("pack.md", "pack.docx"):
        out = tmp_path / name
        office("official", "handover", A, B, "--show", "--reason", "Nghỉ hưu", "--out", str(out), lang="vi")
        first = out.read_bytes()
        office("official", "handover", A, B, "--show", "--reason", "Nghỉ hưu", "--out", str(out), lang="vi")
        assert out.read_bytes() == first
    text = (tmp_path / "pack.md").read_text(encoding="utf-8")
    assert text.startswith("# Bàn giao: Lê Văn Mẫu cho Phan Thị Ví")
    assert "Lý do: Nghỉ hưu" in text
    assert r"| 2 | Chia sẻ \| quy chế | 15/11/2026 |" in text
    opened = docx.Document(str(tmp_path / "pack.docx"))
    assert opened.tables[0].rows[1].cells[1].text == "Chia sẻ | quy chế"
    assert "phối hợp: Sở Khoa học và Công nghệ tỉnh Phú Thọ" in opened.tables[0].rows[1].cells[4].text


def test_only_what_one_agency_leads(desk_office: Tracker, tmp_path: Path) -> None:
    """--agency leaves the rest where it is; the pack is written before the promises move."""
    run = desk_office("official", "handover", A, B, "--agency", PT, "--reason", "x", "--out", str(tmp_path / "p.md"))
    assert run.out == ""
    assert charge(desk_office) == "AABAAAB"
    assert "Tiếp tục trao đổi" in (tmp_path / "p.md").read_text(encoding="utf-8")
    (tmp_path / "taken").write_text("")
    lost = desk_office("official", "handover", A, B, "--reason", "x", "--out", str(tmp_path / "taken" / "p.md"), code=1)
    assert "cannot be written" in lost.err
    assert charge(desk_office) == "AABAAAB"
    assert "in charge of nothing" in desk_office("official", "handover", "Trần Thị Thử", B, "--reason", "x").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([A, A, "--reason", "x"], "name another"),
        ([A, B], "Say with --reason"),
        ([A, B, "--reason", " "], "Say with --reason"),
        ([A, "Không Ai", "--reason", "x"], "No official is known"),
        (["Trần Thị Thử", "Lê Văn Trùng", "--reason", "x"], "#"),
        ([A, B, "--reason", "x", "--out", "p.pdf"], ".docx or .md"),
        ([A, B, "--reason", "x", "--on", "1/1/2030"], "Commitment 2: "),
        ([A, B, "--reason", "x", "--on", "9/9/2026"], "Commitment 2: "),
        ([A, B, "--reason", "x", "--agency", "Sở Không Có"], "No agency is known"),
    ],
)
def test_what_cannot_be_is_refused_whole(desk_office: Tracker, words: list[str], said: str) -> None:
    """One sentence with the way out, and no promise moves."""
    desk_office("official", "add", "Lê Văn Trùng")
    desk_office("official", "add", "Lê Văn Trùng")
    run = desk_office("official", "handover", *words, code=None)
    assert run.code in (1, 2)
    assert said in run.err
    assert len(run.err.strip().splitlines()) == 1
    assert charge(desk_office) == "AAAAAAB"


def test_help_of_the_group_names_it() -> None:
    """`tracker official` says that it hands over."""
    assert "handover" in Tracker("unused.db")("official", "--help").out
