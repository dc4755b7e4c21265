"""Notes in the encodings that came before Unicode, and the slips of typing, are read right or refused."""

from collections.abc import Callable
from contextlib import suppress

import papers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import NoteError
from tracker.notes.papers.syllables import is_syllable, marked_words
from tracker.notes.papers.tidy import tidy
from tracker.text import nfc


@pytest.mark.parametrize("encode", [papers.tcvn3, papers.vni])
def test_notes_in_encodings_of_old(encode: Callable[[str], bytes]) -> None:
    """Every note of ours comes back from both encodings, as bytes and taken for Western European in UTF-8."""
    for text in papers.NOTES:
        wanted = "".join(c if ord(c) < 128 or c in papers.VN3 else c.lower() for c in text)
        wanted = wanted if encode is papers.tcvn3 else text
        if "–" not in text:
            assert papers.read(encode(text)) == wanted
            assert papers.read(encode(text).decode("latin-1").encode()) == wanted


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(papers.LONG_LINES), min_size=1, max_size=4),
    st.sampled_from(["tcvn3", "vni"]),
    st.booleans(),
)
def test_an_old_encoding_is_read_right_or_refused(lines: list[str], name: str, as_utf8: bool) -> None:
    """A sentence or more is either read as it was written or refused; it never comes out as something else."""
    text = "\n".join(lines)
    data = papers.tcvn3(text) if name == "tcvn3" else papers.vni(text)
    wanted = text if name == "vni" else "".join(c if ord(c) < 128 or c in papers.VN3 else c.lower() for c in text)
    with suppress(NoteError):
        assert papers.read(data.decode("latin-1").encode() if as_utf8 else data) == wanted


words = st.sampled_from(sorted({w.lower() for line in papers.ALL for w in marked_words(line) if is_syllable(w)}))


@settings(max_examples=150, deadline=None)
@given(st.lists(words, min_size=1, max_size=30), st.sampled_from(["tcvn3", "vni"]))
def test_bytes_of_few_words_are_read_right_or_refused(found: list[str], name: str) -> None:
    """However few and odd the words, bytes that are no UTF-8 are never read wrong."""
    text = " ".join(found)
    data = papers.tcvn3(text) if name == "tcvn3" else papers.vni(text)
    with suppress(UnicodeDecodeError):
        data.decode()
        return  # a few bytes may be right UTF-8 by chance
    with suppress(NoteError):
        assert papers.read(data) == text


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(papers.LONG_LINES), min_size=1, max_size=3), st.data())
def test_unicode_is_left_alone(lines: list[str], data: st.DataObject) -> None:
    """A text in Unicode, or any stretch of it, is never taken for an old encoding."""
    text = "\n".join(lines)
    first = data.draw(st.integers(0, len(text) - 1))
    part = text[first : data.draw(st.integers(first + 1, len(text)))].strip("\n")
    if part.strip():
        assert papers.read(part.encode()) == part


@pytest.mark.parametrize(
    "text",
    [
        "Le 22 février, la délégation a visité la région; le préfet a été reçu.",
        "Khong co dau gi het",
        "café",
        "naïve – “yes”",
    ],
)
def test_other_languages_are_left_alone(text: str) -> None:
    """French, and Vietnamese without accents, stay as they are."""
    assert papers.read(text.encode()) == text


def test_too_little_to_be_sure() -> None:
    """A few words in an old encoding are refused with its name."""
    with pytest.raises(NoteError, match=r"TCVN3 \(ABC\), but not surely"):
        papers.read(papers.tcvn3("Thể dục thể thao tỉnh Bắc Kạn").decode("latin-1").encode())


def test_windows_1258() -> None:
    """Windows-1258, letters with tones apart, is told too."""
    assert papers.read(papers.cp1258(papers.PLAIN)) == papers.PLAIN


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("tỉnh BắcNinh", "tỉnh Bắc Ninh"),
        ("ThuậnĐồngXuân", "Thuận Đồng Xuân"),
        ("YouTube, VietinBank, ThS, TPHCM", "YouTube, VietinBank, ThS, TPHCM"),
        ("Ðoàn HÐND, ông Ðỗ ðình", "Đoàn HĐND, ông Đỗ đình"),
        ("２２/２, Ｓở\u3000Nội\u00a0vụ", "22/2, Sở Nội vụ"),
        ("tlnh Bắc Ninh", "tlnh Bắc Ninh"),
        ("o\u0323\u0302i\r\nmột\u2028hai", "ội\nmột\nhai"),
        ("a\u200d\u0301", "á"),
    ],
)
def test_slips_are_mended_only_where_the_meaning_is_certain(typed: str, read: str) -> None:
    """Glued syllables, look-alike letters, wide letters and spaces are; anything that might be a name is not."""
    assert tidy(typed) == read
    assert tidy(read) == read


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_tidying_twice_changes_nothing(text: str) -> None:
    """The text that is read is its own tidied form, so offsets count in what --text prints."""
    once = tidy(text)
    assert nfc(once) == once
    assert tidy(once) == once
