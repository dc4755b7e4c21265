"""Agencies, officials, topics and provinces are found as people write them; what is not certain changes nothing."""

import unicodedata

import pytest
from conftest import Tracker

FULL = "Sở Thông tin và Truyền thông tỉnh Phú Thọ"


@pytest.mark.parametrize(
    "name",
    [
        *("Sở TT&TT Phú Thọ", "so tttt phu tho", "SỞ TTTT TỈNH PHÚ THỌ", "sở thông tin truyền thông phú thọ", FULL),
        *(unicodedata.normalize("NFD", FULL), "Sở TT-TT Phú Thọ", "Sở Thông tin & Truyền thông  Phú Thọ"),
    ],
)
def test_spellings_reach_one_agency(tracker: Tracker, name: str) -> None:
    """However the name is written, it is the same agency."""
    tracker.log(name, "Sở TT&TT Bắc Ninh")
    assert tracker("agency", "show", FULL, "--json").json["versions"][0]["name"] == FULL
    assert len(tracker("agency", "list", "--json").json) == 2


def test_the_day_decides_which_agency_is_meant(tracker: Tracker) -> None:
    """Sở KH&CN Phú Thọ of 2024, of spring 2025 and of 2026 are three agencies; without a day they are listed."""
    for day in ("1/2/2024", "1/4/2025", "1/2/2026"):
        tracker.log("Sở KH&CN Phú Thọ", "Sở KH&CN Hà Nội", day)
    rows = tracker("agency", "list", "--province", "Phú Thọ", "--json").json
    assert len({row["id"] for row in rows}) == 3
    run = tracker("agency", "show", "Sở KH&CN Phú Thọ", code=1)
    assert all(f"#{row['id']}" in run.err for row in rows)
    assert tracker("agency", "show", "Sở KH&CN Phú Thọ", "--on", "1/4/2025", "--json").json["versions"][0]["id"] == 3


def test_a_province_made_a_city_renames_its_agencies(tracker: Tracker) -> None:
    """Since 20/9/2026 Bắc Ninh is a city: the same department, another official name."""
    tracker.log("Sở KH&CN Bắc Ninh", "Sở KH&CN Hà Nội", "1/8/2026")
    tracker.log("Sở KH&CN Bắc Ninh", "Sở KH&CN Hà Nội", "1/10/2026")
    after, before = tracker("visit", "list", "--json").json
    assert before["visitors"][0]["agency"] == "Sở Khoa học và Công nghệ tỉnh Bắc Ninh"
    assert after["visitors"][0]["agency"] == "Sở Khoa học và Công nghệ thành phố Bắc Ninh"
    assert len({row["id"] for row in tracker("agency", "list", "--json").json}) == 2


@pytest.mark.parametrize("name", ["Sở TTT Phú Thọ", "Sở TT&TT", "Sở TT&TT Atlantis", "x" * 10_000, "%", "Sở KH&ĐT"])
def test_unknown_names_change_nothing(tracker: Tracker, name: str) -> None:
    """A name that means no agency is refused in one sentence, and nothing is written."""
    before = tracker("history", "--json").out
    run = tracker("visit", "log", "--on", "22/2/2024", "--visitor", name, "--host", "Sở TT&TT Bắc Ninh", code=1)
    assert len(run.err.strip().splitlines()) == 1
    assert len(run.err) < 1000
    assert tracker("history", "--json").out == before


def test_a_department_of_another_time_is_not_guessed(tracker: Tracker) -> None:
    """After 1/3/2025 there is no Sở TT&TT; the sentence names what there is."""
    run = tracker("visit", "log", "--on", "1/4/2026", "--visitor", "Sở TT&TT Phú Thọ", "--host", "Sở KH&CN Huế", code=1)
    assert "Sở Khoa học và Công nghệ tỉnh Phú Thọ" in run.err


def test_own_agencies_aliases_topics_officials_and_provinces(anywhere: Tracker) -> None:
    """What the shipped facts do not know is added by hand and found afterwards, accents or not."""
    anywhere("agency", "add", "Viện Hợp tác vùng", "--source", "QĐ 12/QĐ-UBND", "--province", "Huế")
    anywhere("agency", "alias", "vien hop tac vung", "VHTV")
    assert anywhere("agency", "show", "vhtv", "--json").json["versions"][0]["name"] == "Viện Hợp tác vùng"
    assert "already" in anywhere("agency", "add", "viện hợp tác vùng", "--source", "x", code=1).err
    anywhere("topic", "add", "Dữ liệu mở", "--cue", "dữ liệu mở")
    assert anywhere("topic", "show", "du lieu mo", "--json").json["cue_words"] == ["dữ liệu mở"]
    anywhere("official", "add", "Trần Văn Mẫu", "--post", "Viện trưởng", "--agency", "VHTV")
    assert anywhere("official", "show", "tran van mau", "--json").json["posts"][0]["post"] == "Viện trưởng"
    anywhere("province", "add", "Hủa Phăn", "--source", "https://example.gov.vn/tin")
    assert anywhere("province", "show", "hua phan", "--json").json[0]["name"] == "Hủa Phăn"


def test_provinces_of_both_eras(tracker: Tracker) -> None:
    """63 provinces on the last day of June 2025, 34 on the next; code 24 changed hands; nine cities today."""
    old = tracker("province", "list", "--on", "30/6/2025", "--json").json
    new = tracker("province", "list", "--on", "1/7/2025", "--json").json
    assert (len(old), len(new)) == (63, 34)
    assert [row["name"] for row in old if row["code"] == "24"] == ["Bắc Giang"]
    assert [row["name"] for row in new if row["code"] == "24"] == ["Bắc Ninh"]
    assert sum(row["kind"] == "thành phố" for row in tracker("province", "list", "--json").json) == 9
