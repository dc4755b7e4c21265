"""Vietnamese text: one normal form, one fold for searching, one order for sorting. Knows no table and no file."""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

__all__ = [
    "clean",
    "digest",
    "fold",
    "key",
    "nfc",
    "old_tone",
    "one_line",
    "slug",
    "sort_key",
    "title_key",
    "unify_tone",
]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_FOLD_EXTRA = str.maketrans({"đ": "d", "Đ": "d", "–": "-", "—": "-", "’": "'", "“": '"', "”": '"'})
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PILED = re.compile(r"([^\w\s\x00-\x7f]{200})[^\w\s\x00-\x7f]+")
"""More marks on one letter than any writing has: to sort them would take hours. The rest is let go."""
_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def nfc(text: str) -> str:
    """The text in Unicode normal form C; every door of the program passes its text through here."""
    if len(text) > 1000:
        text = _PILED.sub(r"\1", text)
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """NFC without invisible characters (zero-width, bidirectional marks, soft hyphens) and control characters."""
    return _CONTROLS.sub(" ", _INVISIBLE.sub("", nfc(text)))


def one_line(text: str) -> str:
    """Cleaned text on one line, runs of white space made one space."""
    return _SPACES.sub(" ", clean(text)).strip()


def digest(text: str) -> str:
    """The sha256 of a note's text, by which the same note is known again."""
    return sha256(nfc(text).strip().encode()).hexdigest()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without any mark, đ as d: `fold("Đắk Lắk") == "dak lak"`. The length may differ from the text's."""
    decomposed = unicodedata.normalize("NFD", text.translate(_FOLD_EXTRA))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def key(text: str) -> str:
    """Folded words joined by single spaces: what two spellings of one name have in common."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


def slug(text: str) -> str:
    """Folded words joined by hyphens: `slug("Bà Rịa - Vũng Tàu") == "ba-ria-vung-tau"`."""
    return key(text).replace(" ", "-")


# Tone placement: the old style writes hoà, thuý, khoẻ; the new style hòa, thúy, khỏe. Both are in use.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OPEN_PAIR = re.compile(rf"(?<![qQ])([oO])([aAeE])([{_TONES}])(?![a-zA-Z\u0302\u0306])")
_OPEN_UY = re.compile(rf"(?<![qQ])([uU])([yY])([{_TONES}])(?![a-zA-Z])")
_NEW_PAIR = re.compile(rf"(?<![qQ])([oO])([{_TONES}])([aAeE])(?![a-zA-Z\u0302\u0306])")
_NEW_UY = re.compile(rf"(?<![qQ])([uU])([{_TONES}])([yY])(?![a-zA-Z])")


def unify_tone(text: str) -> str:
    """The text with the new tone placement: hoà -> hòa, Thuỷ -> Thủy; quý stays. For comparing; keep what was typed."""
    decomposed = unicodedata.normalize("NFD", text)
    decomposed = _OPEN_PAIR.sub(r"\1\3\2", decomposed)
    return nfc(_OPEN_UY.sub(r"\1\3\2", decomposed))


def old_tone(text: str) -> str:
    """The text with the old tone placement: hòa -> hoà. The inverse of `unify_tone` on Vietnamese syllables."""
    decomposed = unicodedata.normalize("NFD", text)
    decomposed = _NEW_PAIR.sub(r"\1\3\2", decomposed)
    return nfc(_NEW_UY.sub(r"\1\3\2", decomposed))


# Vietnamese alphabetical order: the letters first, the tones only where the letters tie.
_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=20)}
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


@lru_cache(maxsize=65536)
def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """A key that sorts as a Vietnamese dictionary does: An, Ăn, Ân, Bắc Ninh, Dũng, Đà Nẵng."""
    letters: list[int] = []
    tones: list[int] = []
    for character in nfc(text).casefold():
        base, tone = character, 0
        decomposed = unicodedata.normalize("NFD", character)
        marks = [m for m in decomposed[1:] if m in _TONE_RANK]
        if marks:
            tone = _TONE_RANK[marks[0]]
            base = unicodedata.normalize("NFC", "".join(m for m in decomposed if m not in _TONE_RANK))
        if base in _LETTERS:
            letters.append(_LETTERS[base])
        elif base.isdigit():
            letters.append(5 + int(unicodedata.digit(base, 0)))
        elif base.isspace() or base in "-–—":
            letters.append(1)
        else:
            letters.append(100 + ord(base[0]) if base.isalpha() else 2)
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def title_key(full_name: str) -> str:
    """How a person is filed: given name, then middle names, then family ("Tường Minh Nguyễn")."""
    words = one_line(full_name).split(" ")
    return " ".join([words[-1], *words[1:-1], words[0]]) if len(words) > 1 else full_name
