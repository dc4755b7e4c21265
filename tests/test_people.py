"""How persons are read from notes: what belongs to the name, to the post, and to neither."""

from pathlib import Path

import pytest
from conftest import Tracker

from tracker.notes.reader import read_note

NOTE = (
    "Ngày 6/4/2023, đoàn công tác Sở Y tế tỉnh Đồng Nai do TS. BS Kiều Phước Hậu, Phó Giám đốc Sở làm trưởng đoàn "
    "đến làm việc với Sở Y tế tỉnh Vĩnh Long. Tiếp đoàn có bà Lý Mộng Cầm, Giám đốc Sở Y tế tỉnh Vĩnh Long; "
    "Đại tá Ngô Tấn Đạt, Phó Giám đốc Công an tỉnh Vĩnh Long.\n"
)


@pytest.fixture
def note(tmp_path: Path) -> str:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, "utf-8")
    return str(path)


def test_honorific_and_degree_stand_apart(tracker: Tracker, note: str) -> None:
    """`visit draft --json` gives `honorific` and `academic_title` beside name and title; neither contains them."""
    people = tracker("visit", "draft", note, "--json").json["officials"]
    assert [(one["honorific"], one["academic_title"], one["name"], one["title"]) for one in people] == [
        (None, "TS. BS", "Kiều Phước Hậu", "Phó Giám đốc Sở"),
        ("bà", None, "Lý Mộng Cầm", "Giám đốc Sở Y tế tỉnh Vĩnh Long"),
        (None, "Đại tá", "Ngô Tấn Đạt", "Phó Giám đốc Công an tỉnh Vĩnh Long"),
    ]
    assert "TS. BS Kiều Phước Hậu, Phó Giám đốc Sở" in tracker("visit", "draft", note).out


def test_honorific_and_degree_are_kept_with_the_person(tracker: Tracker, note: str) -> None:
    """A person who is new in the register keeps both; the printed name stays bare."""
    tracker("visit", "log", "--from", note, "--yes")
    shown = tracker("official", "show", "Kiều Phước Hậu", "--json").json
    assert (shown["name"], shown["academic_title"], shown["honorific"]) == ("Kiều Phước Hậu", "TS. BS", None)
    assert "TS. BS" in tracker("official", "show", "kieu phuoc hau").out
    assert tracker("official", "show", "Lý Mộng Cầm", "--json").json["honorific"] == "bà"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Tiếp đoàn có các Phó Giám đốc Sở Đoàn Duy Khang, Phan Thế Lữ.", ["Đoàn Duy Khang", "Phan Thế Lữ"]),
        ("Tiếp đoàn có ông Sẻng Phết - Kẹo Phôm Ma, Giám đốc Sở.", ["Sẻng Phết - Kẹo Phôm Ma"]),
        ("Tiếp đoàn có bà BOUNMY SISOUVONG, Giám đốc Sở.", ["Bounmy Sisouvong"]),
        ("Phó Giám đốc Sở, ông Ma Quốc Trưởng cho biết đoàn đã tiếp thu nhiều.", ["Ma Quốc Trưởng"]),
        ("Đoàn chụp ảnh lưu niệm với đồng chí Lý Mộng Cầm, Giám đốc Sở.", ["Lý Mộng Cầm"]),
        ("Đoàn viếng mộ đồng chí Trần Văn Mẫu, thăm thành phố Huế.", []),
        ("Đoàn đến Hàn Quốc, Giám đốc Sở cảm ơn.", []),
    ],
)
def test_names_are_read_whole(text: str, people: list[str]) -> None:
    """Names of several under one post, in halves, in capitals, after a post and a comma; no grave and no country."""
    found = read_note(f"Ngày 6/4/2023, đoàn công tác Sở Y tế tỉnh Đồng Nai đến Sở Y tế tỉnh Vĩnh Long.\n\n{text}\n")
    assert [one.name for one in found.officials] == people
