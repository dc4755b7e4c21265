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
