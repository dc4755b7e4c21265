"""Agencies, officials, topics and provinces are found as people write them; what is not certain changes nothing."""

import unicodedata

import pytest
from conftest import Tracker

from tracker.gazetteer.names import level_of

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
    """After 1/3/2025 there is no Sở TT&TT; the sentence names what there is, and nothing is written."""
    run = tracker("visit", "log", "--on", "1/4/2026", "--visitor", "Sở TT&TT Phú Thọ", "--host", "Sở KH&CN Huế", code=1)
    assert "Sở Khoa học và Công nghệ tỉnh Phú Thọ" in run.err
    assert tracker("agency", "list", "--json").json == []


@pytest.mark.parametrize("known", [True, False], ids=["in the register", "not yet"])
@pytest.mark.parametrize(
    ("name", "on", "said"),
    [
        (
            "so tttt phu tho",
            "1/4/2025",
            "Sở Thông tin và Truyền thông tỉnh Phú Thọ ended on 28/02/2025; from 01/03/2025 its successor is "
            "Sở Khoa học và Công nghệ tỉnh Phú Thọ.",
        ),
        (
            "Sở TT&TT Phú Thọ",
            "1/10/2025",
            "Sở Thông tin và Truyền thông tỉnh Phú Thọ ended on 28/02/2025; from 01/03/2025 its successor is "
            "Sở Khoa học và Công nghệ tỉnh Phú Thọ.",
        ),
        (
            "Sở LĐTBXH Quảng Bình",
            "1/10/2025",
            "Sở Lao động - Thương binh và Xã hội tỉnh Quảng Bình ended on 28/02/2025; from 01/07/2025 its successor is "
            "Sở Nội vụ tỉnh Quảng Trị.",
        ),
        (
            "Sở Y tế Vĩnh Phúc",
            "1/7/2025",
            "Sở Y tế tỉnh Vĩnh Phúc ended on 30/06/2025; from 01/07/2025 its successor is Sở Y tế tỉnh Phú Thọ.",
        ),
    ],
)
def test_an_agency_that_has_ended_names_its_successor(
    tracker: Tracker, name: str, on: str, said: str, known: bool
) -> None:
    """Whether the register holds it or not: when it ended, and which agency it is on the day of the visit."""
    if known:
        tracker.log(name, "Sở Y tế Bắc Ninh", "22/2/2024")
    before = tracker("agency", "list", "--json").json
    run = tracker("visit", "log", "--on", on, "--visitor", name, "--host", "Sở Y tế Bắc Ninh", code=1)
    assert run.err.startswith(said)
    assert tracker("agency", "list", "--json").json == before
    heir = said.partition("successor is ")[2].rstrip(".")
    tracker.log(heir, "Sở Y tế Bắc Ninh", on)


def test_before_its_time_an_agency_has_no_successor(tracker: Tracker) -> None:
    """Nothing is said of an end where the department was not there yet."""
    run = tracker("visit", "log", "--on", "1/4/2024", "--visitor", "Sở NN&MT Phú Thọ", "--host", "Sở Y tế Huế", code=1)
    assert "ended" not in run.err


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


def test_short_forms_of_a_department_reach_one_agency(tracker: Tracker) -> None:
    """STTTT, "TT và TT", "T." and "tỉnh" before the province: all the same agency, logged once."""
    for name in ("STTTT Phú Thọ", "So TT va TT Phu Tho", "Sở TTTT T. Phú Thọ", "Sở TT&TT tỉnh Phú Thọ"):
        tracker.log(name, "Sở TT&TT Bắc Ninh", "22/2/2024", "--anyway")
    assert {row["visitors"][0]["agency"] for row in tracker("visit", "list", "--json").json} == {FULL}
    assert len(tracker("agency", "list", "--json").json) == 2


def test_hue_keeps_its_agency_through_two_names(tracker: Tracker) -> None:
    """Thừa Thiên Huế became the city of Huế on 1/1/2025: either name means the one unit, named as of the day."""
    tracker.log("Sở TT&TT Huế", "Sở TT&TT Bắc Ninh", "1/2/2024")
    tracker.log("Sở TT&TT Thừa Thiên Huế", "Sở TT&TT Bắc Ninh", "3/2/2025")
    after, before = tracker("visit", "list", "--province", "Thừa Thiên Huế", "--json").json
    assert before["visitors"] == [
        {"agency": "Sở Thông tin và Truyền thông tỉnh Thừa Thiên Huế", "province": "Thừa Thiên Huế"}
    ]
    assert after["visitors"] == [{"agency": "Sở Thông tin và Truyền thông thành phố Huế", "province": "Huế"}]
    assert tracker("visit", "list", "--province", "Huế", "--json").json == [after, before]
    rows = tracker("agency", "list", "--province", "Thừa Thiên Huế", "--json").json
    assert len({row["id"] for row in rows}) == 1


def test_a_name_of_two_agencies_lists_both_and_writes_nothing(anywhere: Tracker) -> None:
    """An alias that two agencies bear is refused with both of them; a longer name or a number still serves."""
    for name in ("Viện Một", "Viện Hai"):
        anywhere("agency", "add", name, "--source", "QĐ 1")
        anywhere("agency", "alias", name, "Viện nghiên cứu")
    before = anywhere("history", "--json").out
    words = ["visit", "log", "--on", "22/2/2024", "--host", "Sở TT&TT Bắc Ninh"]
    run = anywhere(*words, "--visitor", "vien nghien cuu", code=1)
    assert "Viện Một (#1" in run.err
    assert "Viện Hai (#2" in run.err
    assert anywhere("history", "--json").out == before
    anywhere(*words, "--visitor", "2")
    assert anywhere("visit", "list", "--json").json[0]["visitors"][0]["agency"] == "Viện Hai"


def test_numbers_uids_and_their_beginnings_name_a_record(anywhere: Tracker) -> None:
    """A local number, a uid in any case and eight letters of it or more mean the same agency, visit and official."""
    anywhere.log(FULL, "Sở TT&TT Bắc Ninh", "22/2/2024", "--official", "Trần Văn Thử; Giám đốc Sở; visitor")
    for noun, listing in (("agency", "agency"), ("visit", "visit"), ("official", "official")):
        row = anywhere(listing, "list", "--json").json[-1]
        shown = {
            anywhere(noun, "show", text, "--json").out
            for text in (str(row["id"]), row["uid"], row["uid"].upper(), row["uid"][:13])
        }
        assert len(shown) == 1
    uid = anywhere("agency", "show", FULL, "--json").json["versions"][0]["uid"]
    assert len(anywhere("visit", "list", "--agency", uid, "--json").json) == 1


def test_the_beginning_of_two_uids_is_not_guessed(tracker: Tracker) -> None:
    """A beginning that several uids share lists them instead of taking one."""
    for day in ("1/2/2024", "2/2/2024", "3/2/2024"):
        tracker.log(FULL, "Sở TT&TT Bắc Ninh", day)
    uids = [row["uid"] for row in tracker("visit", "list", "--json").json]
    # The first eight letters count spells of a minute: of three visits logged in a row two share them.
    shared = uids[1][:8]
    run = tracker("visit", "show", shared, code=1)
    assert len([uid for uid in uids if uid.startswith(shared) and uid in run.err]) == 2


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        (["visit", "list", "--province", "Phú Thị"], "Phú Thọ"),
        (["visit", "list", "--topic", "chuyen doi"], "chuyen-doi-so"),
        (["topic", "show", "chuyễn đỗi số x"], "chuyen-doi-so"),
        (["official", "show", "Trần Văn Thu"], "Trần Văn Thử"),
        (["agency", "show", "Sở Thông tin Phú Thọ"], FULL),
        (["followup", "list", "--lead", "Sở Thông tin Phú Thọ"], FULL),
    ],
)
def test_unknown_names_list_the_nearest(tracker: Tracker, words: list[str], nearest: str) -> None:
    """A name that nothing bears is refused with what comes nearest to it, and nothing is written."""
    tracker.log(FULL, "Sở TT&TT Bắc Ninh", "22/2/2024", "--official", "Trần Văn Thử Nghiệm; Giám đốc Sở; visitor")
    before = tracker("history", "--json").out
    run = tracker(*words, code=1)
    assert nearest in run.err
    assert len(run.err.strip().splitlines()) == 1
    assert tracker("history", "--json").out == before


def test_an_office_adds_provinces_of_its_own_time(anywhere: Tracker) -> None:
    """A unit added from a day on is found by its name; a name that a unit in force bears is refused."""
    anywhere("province", "add", "Hủa Phăn", "--source", "https://example.gov.vn/tin", "--since", "1/1/2026")
    anywhere("agency", "add", "Sở Ngoại vụ Hủa Phăn", "--source", "tin", "--province", "hua phan")
    assert [row["name"] for row in anywhere("agency", "list", "--province", "Hủa Phăn", "--json").json] == [
        "Sở Ngoại vụ Hủa Phăn"
    ]
    run = anywhere("province", "add", "Bắc Ninh", "--source", "x", "--since", "1/1/2026", code=1)
    assert "bac-ninh-2025" in run.err


def test_officials_are_filed_by_given_name_and_never_merged(tracker: Tracker) -> None:
    """Two people of one name at two agencies stay two; the list goes by given name; posts are written once."""
    tracker.log(FULL, "Sở TT&TT Bắc Ninh", "1/2/2024", "--official", "Trần Văn Bình; Giám đốc Sở; visitor")
    tracker.log("Sở TT&TT Hà Nội", "Sở TT&TT Bắc Ninh", "2/2/2024", "--official", "Trần Văn Bình; Giám đốc Sở; visitor")
    tracker.log(FULL, "Sở TT&TT Bắc Ninh", "3/2/2024", "--official", "Trần Văn Bình; Giám đốc Sở; visitor")
    tracker("official", "add", "Vũ Thị An")
    rows = tracker("official", "list", "--json").json
    assert [(row["name"], row["visits"]) for row in rows] == [
        ("Vũ Thị An", 0),
        ("Trần Văn Bình", 2),
        ("Trần Văn Bình", 1),
    ]
    assert [len(row["posts"]) for row in rows] == [0, 1, 1]
    run = tracker("official", "show", "tran van binh", code=1)
    assert all(f"#{row['id']}" in run.err for row in rows[1:])


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("UBND huyện Yên Châu", "district"),
        ("Tòa án nhân dân Quận 5", "district"),
        ("Ủy ban nhân dân thành phố Tam Kỳ", "district"),
        ("Huyện ủy Mê Linh", "district"),
        ("Đảng ủy xã Hoành Bồ", "commune"),
        ("Ủy ban nhân dân phường 4", "commune"),
        ("Sở Tư pháp tỉnh Savannakhet (Lào)", "foreign"),
        ("Quận Thạch Cảnh Sơn (Trung Quốc)", "foreign"),
        ("Bảo hiểm xã hội tỉnh Phú Thọ", None),
        ("Thông tấn xã Việt Nam", None),
        ("Sở Y tế thành phố Huế", None),
        ("Đài Truyền hình (Đồng Nai)", None),
    ],
)
def test_a_name_tells_its_level(name: str, level: str | None) -> None:
    """Districts, communes and what is abroad are told by the name; provinces and the centre are not."""
    assert level_of(name) == level
