"""Letters from bytes, and Vietnamese letters from those of the fonts that came before Unicode.

Two encodings of those years are still met. TCVN3 (TCVN 5712:1993 in the form of the .VnTime fonts, "ABC") has one byte
for a letter and no capitals with a tone. VNI-Windows writes a vowel and then a byte for its marks. Their text has often
been taken for Western European, saved as UTF-8 or pasted into a page: "Së Néi vô" and "Sôû Noäi vuï" both say "Sở Nội
vụ". Which it is, is told by whether syllables come out; where they hardly do, the paper is refused, never guessed at.
"""

import codecs
import re
from collections.abc import Callable
from itertools import product

from tracker.i18n import N_
from tracker.notes.papers import ENOUGH, UnreadableError
from tracker.notes.papers.syllables import share
from tracker.text import nfc

_ENCODING = N_("its letters are in no encoding known here; save it as UTF-8 (Unicode) text and try again")
_UNSURE = N_("its letters look like {encoding}, but not surely; save it as Unicode and try again")
_BINARY = N_("it is not text; save it as text and try again")

TCVN3, VNI, CP1258 = "TCVN3 (ABC)", "VNI", "Windows-1258"

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 40_000  # characters: more of them would not tell an encoding any better
_BEYOND = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")  # letters that no Western European page has
_WESTERN = re.compile("[\u00a1-\u00ff]")

# TCVN 5712:1993, VN3: from the code on, one letter a byte; a space where the standard has none.
_TCVN3_ROWS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ ằẳẵắ",
    0xC6: "ặầẩẫấậè ẻẽéẹềểễếệì",
    0xD8: "ỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3 = dict.fromkeys(range(0xA1, 0x100), "\ufffd")
_TCVN3 |= {at + n: c for at, row in _TCVN3_ROWS.items() for n, c in enumerate(row) if c != " "}

# VNI for Windows: what follows a vowel, in the order of the letters it makes.
_TONE_BYTES, _TONE_MARKS = "ùøûõï", "\u0301\u0300\u0309\u0303\u0323"
_ROOF_BYTES, _BREVE_BYTES = "âáàåãä", "êéèúüë"  # circumflex and breve: alone, then with each tone
_VNI_SINGLE = dict(zip("ñíìæóòôöîÑÍÌÆÓÒÔÖÎ", "đíìỉĩịơưỵĐÍÌỈĨỊƠƯỴ", strict=True))


def _vni() -> dict[str, str]:
    found = dict(_VNI_SINGLE)
    for byte, mark in zip(_TONE_BYTES, _TONE_MARKS, strict=True):
        for base, letter in zip("aeouyôö", "aeouyơư", strict=True):
            found[base + byte] = nfc(letter + mark)
    for row, mark, bases in ((_ROOF_BYTES, "\u0302", "aeo"), (_BREVE_BYTES, "\u0306", "a")):
        for byte, tone in zip(row, ("", *_TONE_MARKS), strict=True):
            found |= {base + byte: nfc(base + mark + tone) for base in bases}
    # In capitals both bytes are capitals; after a capital vowel the small mark is met too.
    capitals = {key.upper(): value.upper() for key, value in found.items()}
    capitals |= {key[0].upper() + key[1]: value.upper() for key, value in found.items() if len(key) == 2}
    return found | capitals


_VNI = _vni()
_VNI_PIECE = re.compile("[aAeEoOuUyYôÔöÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[\u00a1-\u00ff]")


def from_tcvn3(text: str) -> str:
    """TCVN3 letters, seen as Western European, in Unicode; a code without a letter becomes U+FFFD."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """VNI letters, seen as Western European, in Unicode; what is no letter of VNI becomes U+FFFD."""
    return _VNI_PIECE.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    piece = match.group()
    if piece in _VNI:
        return _VNI[piece]
    return "".join(_VNI.get(c, c if c.isascii() else "\ufffd") for c in piece)


LEGACY = {TCVN3: from_tcvn3, VNI: from_vni}
_FONTS = {TCVN3: ".vn", VNI: "vni-"}


def decoded(data: bytes) -> str:
    """The text of the bytes: by their mark, as UTF-8, as UTF-16 without a mark, or in an encoding of old."""
    encoding = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)
    encoding = encoding or _utf16_without_mark(data)
    if encoding is None and _is_binary(data):
        raise UnreadableError(_BINARY)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding is not None:
            raise UnreadableError(_ENCODING) from None
        return _from_old_bytes(data)
    if "\x00" in text:
        raise UnreadableError(_BINARY)
    return text


def _utf16_without_mark(data: bytes) -> str | None:
    """In UTF-16 one byte of nearly every second pair is zero, always on the same side."""
    head = data[:4096]
    zeros = [head[side::2].count(0) for side in (0, 1)]
    for side, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if zeros[side] * 10 > len(head) and zeros[1 - side] == 0 and len(data) % 2 == 0:
            return encoding
    return None


def _is_binary(data: bytes) -> bool:
    """Zero bytes, or many control bytes: a picture, an archive, a program."""
    head = data[:4096]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return b"\x00" in data or controls > len(head) // 20


def _from_old_bytes(data: bytes) -> str:
    """Bytes that are no UTF-8: Windows-1258 where syllables come out of it, else what `unicode` makes of them."""
    text = data.decode("cp1252", "western")
    if not _WESTERN.search(text):  # an English or unaccented text with typographic quotes
        return text
    sample = text[:_SAMPLE]
    in_1258 = nfc(data[:_SAMPLE].decode("cp1258", "western"))
    if _is_sure(share(in_1258), [_of(sample, TCVN3), _of(sample, VNI), share(sample)]):
        return data.decode("cp1258", "western")
    text = text[:ENOUGH]
    whole = unicode(text)
    if whole == text:
        raise UnreadableError(_ENCODING)
    return whole


codecs.register_error(
    "western",
    lambda error: (error.object[error.start : error.end].decode("latin-1"), error.end),  # type: ignore[attr-defined]
)


def unicode(text: str) -> str:
    """The text with the lines that are in TCVN3 or VNI put into Unicode. `UnreadableError` where it is likely only.

    A line with a letter beyond Western European is in Unicode already; the others are judged together.
    """
    text = nfc(text)
    if not _WESTERN.search(text):
        return text
    lines = text.split("\n")
    old = [n for n, line in enumerate(lines) if _WESTERN.search(line) and not _BEYOND.search(line)]
    sample = "\n".join(lines[n] for n in old)[:_SAMPLE]
    encoding = _told(sample)
    if encoding is None:
        return text
    for n in old:
        lines[n] = LEGACY[encoding](lines[n])
    return "\n".join(lines)


def _told(sample: str) -> str | None:
    """The old encoding of the lines, None when they are best as they are."""
    plain = share(sample)
    scores = {name: _of(sample, name) for name in LEGACY}
    for name, other in product(LEGACY, LEGACY):
        if name != other and _is_sure(scores[name], [scores[other], plain]):
            return name
    best = max(scores, key=lambda name: scores[name])
    right, words = scores[best]
    if words >= 3 and right >= 0.7 and right - plain[0] >= 0.3:
        raise UnreadableError(_UNSURE, encoding=best)
    return None


def _is_sure(score: tuple[float, int], others: list[tuple[float, int]]) -> bool:
    """Nearly every word is a syllable, there are some of them, and read otherwise far fewer are."""
    right, words = score
    return words >= 6 and right >= 0.9 and all(right - other >= 0.35 for other, _words in others)


def _of(sample: str, encoding: str) -> tuple[float, int]:
    """The share of syllables when the text is read so; a code that has no letter counts as a wrong word."""
    text = LEGACY[encoding](sample)
    right, words = share(text)
    lost = text.count("\ufffd")
    return (right * words / (words + lost) if words else 0.0), words + lost


def fonts_reader(pieces: list[tuple[str, str | None]]) -> Callable[[str, str | None], str]:
    """How a text in a font is read, told by all the pieces of a paper, each a text and the name of its font.

    A font of TCVN3 (.VnTime) or VNI (VNI-Times) counts only where syllables come of it: a text in Unicode may still
    bear such a name. In the capitals of TCVN3 (.VnTimeH) small letters are drawn as capitals, so they become such.
    """
    trusted = set()
    for encoding, prefix in _FONTS.items():
        its = [text for text, font in pieces if (font or "").casefold().startswith(prefix)]
        sample = "\n".join(text for text in its if not _BEYOND.search(text))[:_SAMPLE]
        right, words = _of(sample, encoding)
        if not words or (right >= 0.9 and right > share(sample)[0]):
            trusted.add(encoding)

    def read(text: str, font: str | None) -> str:
        name = (font or "").casefold()
        encoding = next((one for one in trusted if name.startswith(_FONTS[one])), None)
        if encoding is None or _BEYOND.search(text):
            return text
        text = LEGACY[encoding](text)
        return text.upper() if encoding == TCVN3 and name.endswith("h") else text

    return read
