"""Vietnamese text: one normal form, one fold, one order, one tone placement."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.text import clean, fold, key, nfc, old_tone, one_line, slug, sort_key, title_key, unify_tone

VIETNAMESE = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạầẩẫấậằẳẵắặèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ ĐÁ",
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đắk Lắk", "dak lak"),
        ("đường", "duong"),
        ("Sở TT&TT tỉnh Phú Thọ", "so tt&tt tinh phu tho"),
        ("ƯỚC MƠ", "uoc mo"),
        ("Bà Rịa – Vũng Tàu", "ba ria - vung tau"),
        ("“Đã”", '"da"'),
    ],
)
def test_fold_table(text: str, folded: str) -> None:
    """Marks and case fall away, đ becomes d, and typographic dashes and quotes become plain ones."""
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@pytest.mark.parametrize(
    ("text", "its_key", "its_slug"),
    [
        ("Bà Rịa - Vũng Tàu", "ba ria vung tau", "ba-ria-vung-tau"),
        ("  Sở  TT&TT ", "so tt tt", "so-tt-tt"),
        ("Số 12/QĐ-UBND", "so 12 qd ubnd", "so-12-qd-ubnd"),
        ("!?…", "", ""),
    ],
)
def test_key_and_slug_table(text: str, its_key: str, its_slug: str) -> None:
    """A key is the folded words and nothing else; a slug is the key with hyphens."""
    assert (key(text), slug(text)) == (its_key, its_slug)


def test_both_normal_forms_are_one_text() -> None:
    """Text typed with combining marks is the same text as one typed with whole letters."""
    composed = "Nguyễn Thị Đoàn Thuỷ"
    decomposed = unicodedata.normalize("NFD", composed)
    assert decomposed != composed
    assert nfc(decomposed) == clean(decomposed) == one_line(decomposed) == composed


def test_what_cannot_be_seen_is_not_text() -> None:
    """Zero-width and direction marks go, control characters become spaces, and line ends fold into one line."""
    assert clean("Phú\u200b Th\u00adọ\ufeff") == "Phú Thọ"
    assert clean("a\x00b\x1b[31mc") == "a b [31mc"
    assert one_line(" Sở\n\tNội\x0b vụ\u00a0Hà Nội \u202e") == "Sở Nội vụ Hà Nội"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà", "hòa"),
        ("hoá", "hóa"),
        ("Toà án", "Tòa án"),
        ("thuỷ", "thủy"),
        ("Thuý", "Thúy"),
        ("khoẻ", "khỏe"),
        ("loè", "lòe"),
        ("Uỷ ban", "Ủy ban"),
        ("uý", "úy"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
    ],
)
def test_tone_placement_table(old: str, new: str) -> None:
    """The old tone placement becomes the new one and back again, in either normal form."""
    assert unify_tone(old) == unify_tone(unicodedata.normalize("NFD", old)) == new
    assert unify_tone(new) == new
    assert old_tone(new) == old


@pytest.mark.parametrize(
    "word",
    ["quý", "quỳ", "quỹ", "quốc", "giá", "hoàn", "Hoàng", "hoạch", "hoặc", "thuế", "huệ", "Huỳnh", "khuyến", "Xoắn"],
)
def test_tones_with_one_place_only_stay(word: str) -> None:
    """A syllable that ends in a consonant, and u after q, has one place for its tone; it is left alone."""
    assert unify_tone(word) == old_tone(word) == word


@pytest.mark.parametrize(
    "ordered",
    [
        ["an", "ăn", "ân", "bắc", "ca", "dũng", "đà", "em", "êm", "in", "lan", "on", "ôn", "ơn", "tư", "xa", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương", "Bình Định"],
        ["Dân", "Dung", "Dũng", "Đan", "Đào"],
        ["Hà Nam", "Hà Nội", "Hải Dương"],
        ["Phòng 2", "Phòng A"],
        ["Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang"],
    ],
)
def test_dictionary_order(ordered: list[str]) -> None:
    """Names sort as in a Vietnamese dictionary: letters first (d before đ, o before ô before ơ), then tones."""
    assert sorted(ordered[::-1], key=sort_key) == ordered


def test_people_are_filed_by_given_name() -> None:
    """A person is filed by given name, then middle names, then family name."""
    assert title_key("Nguyễn Minh Tường") == "Tường Minh Nguyễn"
    assert title_key("Lan") == "Lan"
    people = ["Trần Thị Ánh", "Lê Văn An", "Nguyễn Đức Dũng", "Phạm Đan"]
    filed = sorted(people, key=lambda name: sort_key(title_key(name)))
    assert filed == ["Lê Văn An", "Trần Thị Ánh", "Nguyễn Đức Dũng", "Phạm Đan"]


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    """What is folded stays as it is."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_fold_and_order_do_not_see_the_normal_form(text: str) -> None:
    """Both normal forms of any text have one fold, one key and one place among the letters."""
    composed, decomposed = nfc(text), unicodedata.normalize("NFD", text)
    assert fold(composed) == fold(decomposed)
    assert key(composed) == key(decomposed)
    assert sort_key(composed)[:2] == sort_key(decomposed)[:2]


@given(st.text())
def test_cleaning_is_idempotent(text: str) -> None:
    """Cleaned text is clean, on one line too."""
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)
    assert "\n" not in one_line(text)


@given(st.lists(st.text(max_size=8), max_size=8))
def test_order_is_total(words: list[str]) -> None:
    """Any texts can be sorted, and texts that differ never tie, so that an order is the same every time."""
    assert sorted(words, key=sort_key) == sorted(words[::-1], key=sort_key)
    assert len({sort_key(word) for word in words}) == len(set(words))


@given(VIETNAMESE)
def test_unify_tone_is_idempotent(text: str) -> None:
    """One tone placement is reached at once."""
    assert unify_tone(unify_tone(text)) == unify_tone(text)


@pytest.mark.parametrize("onset", ["", "b", "đ", "g", "h", "kh", "l", "ng", "qu", "t", "th", "x"])
def test_tone_placements_round_trip(onset: str) -> None:
    """Every syllable with a tone goes to the old placement and comes back, its letters untouched."""
    for rime in ("a", "oa", "oe", "uy", "oan", "oai", "oăn", "uê", "uya", "uyên", "uôc", "ia", "y"):
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            for at in range(1, len(rime) + 1):
                syllable = unify_tone(onset + rime[:at] + tone + rime[at:])
                assert unify_tone(old_tone(syllable)) == syllable


@given(VIETNAMESE)
def test_tone_placement_never_changes_the_letters(text: str) -> None:
    """Moving a tone changes neither the fold nor the length."""
    assert fold(unify_tone(text)) == fold(old_tone(text)) == fold(text)
    assert len(unify_tone(text)) == len(nfc(text))


@given(st.text())
def test_a_slug_is_a_key_of_its_own(text: str) -> None:
    """A slug holds only a-z, 0-9 and single hyphens, and is its own slug."""
    found = slug(text)
    assert slug(found) == found
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in found
    assert found.strip("-") == found
