"""Searching, with and without accents."""

import unicodedata

import pytest
from conftest import Tracker


@pytest.fixture
def filled(anywhere: Tracker) -> Tracker:
    """A visit to Đắk Lắk with a promise."""
    anywhere.log(
        *("Sở TT&TT Phú Thọ", "Sở TT&TT Đắk Lắk", "22/2/2024", "--place", "Hòa Bình 100%"),
        *("--official", "Hoà Văn Thử; Giám đốc Sở; visitor"),
    )
    anywhere("followup", "add", "1", "Gửi tài liệu về an toàn thông tin", "--lead", "Sở TT&TT Đắk Lắk")
    return anywhere


def found(tracker: Tracker, text: str) -> set[tuple[str, int]]:
    """What a search finds, as kinds and numbers."""
    return {(row["kind"], row["id"]) for row in tracker("search", text, "--json").json}


def test_accents_may_be_left_out(filled: Tracker) -> None:
    """ "dak lak", "ĐẮK LẮK" and decomposed letters find the same, đ included."""
    assert ("visit", 1) in found(filled, "dak lak")
    assert (
        found(filled, "dak lak") == found(filled, "ĐẮK LẮK") == found(filled, unicodedata.normalize("NFD", "Đắk Lắk"))
    )
    assert ("commitment", 1) in found(filled, "an toan thong tin")
    assert ("official", 1) in found(filled, "Hòa Văn Thử")


def test_words_begin_where_words_begin(filled: Tracker) -> None:
    """A word is found by its beginning, never from its middle; % and _ are plain characters."""
    assert ("visit", 1) in found(filled, "hoa bi")
    assert ("visit", 1) not in found(filled, "oa bi")
    assert found(filled, "%") == found(filled, "_") == set()


def test_exact_accents_come_first(filled: Tracker) -> None:
    """What holds the words as typed stands above what only folds to them."""
    filled("topic", "add", "Hoa binh")
    rows = filled("search", "hòa bình", "--json").json
    assert [row["exact"] for row in rows] == sorted((row["exact"] for row in rows), reverse=True)
    assert rows[0]["exact"]
    assert not rows[-1]["exact"]


def test_results_follow_edits(filled: Tracker) -> None:
    """What is altered is found by its new words only."""
    filled("visit", "edit", "1", "--place", "Buôn Ma Thuột")
    assert ("visit", 1) in found(filled, "buon ma thuot")
    assert ("visit", 1) not in found(filled, "hoa binh")
    filled("undo")
    assert ("visit", 1) in found(filled, "hoa binh")


@pytest.mark.parametrize("text", ["Hoà Bình", "hòa bình", "HOÀ BÌNH", "hoa binh", "bình hòa", "hòa b"])
def test_tone_placement_and_order_of_words_do_not_matter(tracker: Tracker, text: str) -> None:
    """Old and new tone placement, capitals and the order of the words lead to the same place."""
    tracker.log("Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh", "22/2/2024", "--place", "Hòa Bình")
    assert ("visit", 1) in found(tracker, text)


def test_either_tone_placement_counts_as_typed_exactly(tracker: Tracker) -> None:
    """Thuỷ typed for Thủy is the same word, above Thuy without its tone."""
    for name in ("Lê Thủy", "Lê Thuy"):
        tracker("official", "add", name)
    rows = tracker("search", "lê thuỷ", "--json").json
    assert [(row["words"], row["exact"]) for row in rows] == [("Lê Thủy", True), ("Lê Thuy", False)]


def test_an_old_exact_hit_stands_above_many_new_ones(tracker: Tracker) -> None:
    """However many newer records only fold to the words, the one that holds them as typed comes first."""
    tracker("official", "add", "Hòa")
    for n in range(30):
        tracker("official", "add", f"Hoa {n}")
    (row,) = tracker("search", "hòa", "--most", "1", "--json").json
    assert (row["words"], row["exact"]) == ("Hòa", True)


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("5%", True),
        ("5%x", False),
        ("5_", True),
        ("5_x", False),
        ("%", False),
        ("_", False),
        ("\\", False),
        ("'", False),
    ],
)
def test_wildcards_are_plain_characters(tracker: Tracker, text: str, hit: bool) -> None:
    """Percent, underscore, backslash and quote part words as any sign does; they stand for no letter."""
    number = len(tracker("topic", "list", "--json").json) + 1
    tracker("topic", "add", "Tỷ lệ 5qx tác động")
    assert (("topic", number) in found(tracker, text)) == hit


def test_a_note_is_found_by_its_text(anywhere: Tracker) -> None:
    """Words of the note lead to the visit that was read from it, and no more once the visit is undone."""
    note = "Ngày 22/2/2024, Sở TT&TT tỉnh Phú Thọ đến thăm Sở TT&TT tỉnh Bắc Ninh, xem vườn đào Nhật Tân."
    anywhere("visit", "log", "--from", "-", "--yes", stdin=note.encode())
    assert found(anywhere, "vuon dao nhat tan") == {("visit", 1)}
    anywhere("undo")
    assert found(anywhere, "vuon dao nhat tan") == set()


def test_promises_officials_agencies_and_aliases_are_found(filled: Tracker) -> None:
    """Every noun has its hits; what was noted on a promise leads to the promise."""
    filled("followup", "note", "1", "Đã chuyển bản thảo quy chế", "--on", "1/3/2024")
    assert found(filled, "quy che") == {("commitment", 1)}
    assert ("agency", 2) in found(filled, "tt dak lak")
    assert ("topic", 1) in found(filled, "giám sát điều hành")
    assert {kind for kind, _id in found(filled, "bac ninh")} == {"province"}
    filled("official", "add", "Đỗ Đức Độ")
    assert found(filled, "do duc do") == found(filled, "ĐỖ ĐỨC ĐỘ") == {("official", 2)}


@pytest.fixture
def short(anywhere: Tracker) -> Tracker:
    """Visits of a department under its long and its short name, of a people's committee, and of an agency renamed."""
    anywhere.log("Sở TT&TT Phú Thọ", "Sở Thông tin và Truyền thông tỉnh Bắc Ninh", "22/2/2024")
    anywhere.log("UBND tỉnh Bắc Ninh", "Ủy ban nhân dân tỉnh Hải Dương", "23/2/2024")
    anywhere.log("HĐND tỉnh Lào Cai", "Hội đồng nhân dân tỉnh Yên Bái", "24/2/2024")
    anywhere.log("Sở KH&CN Hải Dương", "Sở Khoa học và Công nghệ tỉnh Lào Cai", "25/2/2024")
    return anywhere


@pytest.mark.parametrize(
    ("ways", "visit", "agencies"),
    [
        (["so tttt", "Sở TTTT", "Sở TT&TT", "STTTT", "tttt", "Thông tin và Truyền thông"], 1, {1, 2}),
        (["ubnd", "UBND", "Ủy ban nhân dân"], 2, {3, 4}),
        (["hdnd", "HĐND", "hoi dong nhan dan"], 3, {5, 6}),
        (["khcn", "KH&CN", "kh-cn", "so khoa hoc cong nghe", "SKHCN"], 4, {7, 8}),
    ],
)
def test_abbreviations_and_long_names_find_each_other(
    short: Tracker, ways: list[str], visit: int, agencies: set[int]
) -> None:
    """However a department is typed, short or long, with accents or without, its agencies and visits are found."""
    wanted = {("visit", visit), *(("agency", number) for number in agencies)}
    for way in ways:
        assert {hit for hit in found(short, way) if hit[0] != "topic"} == wanted, way


def test_an_abbreviation_goes_with_other_words(short: Tracker) -> None:
    """Beside an abbreviation the other words still choose, in any order."""
    assert found(short, "so tttt phu tho") == {("visit", 1), ("agency", 1)}
    assert found(short, "bac ninh ubnd") == {("visit", 2), ("agency", 3)}
    assert found(short, "so tttt hai duong") == set()


def test_what_is_written_as_typed_stands_above_its_other_forms(tracker: Tracker) -> None:
    """The very words come before the long name that they stand for, although that one is newer."""
    tracker("topic", "add", "Kinh phí HĐND")
    tracker("topic", "add", "Chương trình Hội đồng nhân dân")
    words = [row["words"] for row in tracker("search", "hdnd", "--json").json]
    assert [text.partition(" ·")[0] for text in words] == ["Kinh phí HĐND", "Chương trình Hội đồng nhân dân"]


def test_a_spelling_taught_by_hand_finds_the_agency(anywhere: Tracker) -> None:
    """A spelling that the office gave an agency finds it and its visits."""
    anywhere.log("Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh")
    anywhere("agency", "alias", "1", "Sở 4T đất Tổ")
    assert found(anywhere, "so 4t dat to") == {("agency", 1), ("visit", 1)}


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_nothing_to_find_is_wrong_usage(tracker: Tracker, text: str) -> None:
    """One sentence says what is missing."""
    run = tracker("search", text, code=2)
    assert (run.out, len(run.err.strip().splitlines())) == ("", 1)
    assert "Say what to find" in run.err
