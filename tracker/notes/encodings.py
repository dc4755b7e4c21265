"""From bytes to Vietnamese text: UTF-8, UTF-16 and the encodings from before Unicode, told apart by their syllables.

TCVN3 (“ABC”, fonts .VnTime) and VNI put Vietnamese letters where Windows-1252 has others, and no file says which one
it is in. A reading is taken only when it makes Vietnamese syllables and no other reading does; else it is refused.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.i18n import N_, _
from tracker.notes.syllables import is_syllable
from tracker.text import nfc

__all__ = ["UndecodableError", "decode", "from_tcvn3", "from_vni", "legacy", "refuse_binary", "repair"]

REASONS = {
    "picture": N_("it is a picture; type its text or run it through text recognition first"),
    "archive": N_("it is a packed file (a .zip, a .docx or the like), not text; name it by its own ending"),
    "pdf": N_("it is a PDF; give it the ending .pdf"),
    "word": N_("it is an old Word file (.doc); save it as .docx and try again"),
    "rtf": N_("it is a rich text file (.rtf); save it as .docx and try again"),
    "binary": N_("it is not text; save it as text and try again"),
    "encoding": N_("its letters are in an encoding that cannot be told with certainty; save it as UTF-8 and try again"),
}

_MAGIC = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM\x00", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a", "archive"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "word"),
    (b"{\\rtf", "rtf"),
)


class UndecodableError(ValueError):
    """Bytes that are no text or cannot be read with certainty. `code`: a key of `REASONS`; `str()`: that reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return _(REASONS[self.code])


def decode(data: bytes) -> str:
    """The text of the bytes, NFC when they were in an old encoding. Raises `UndecodableError`, nothing else."""
    marked = _by_mark(data)
    if marked is not None:
        return marked
    refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = legacy(data.decode("latin-1"))
    if text is None:
        raise UndecodableError("encoding")
    return text


def refuse_binary(data: bytes) -> None:
    """Raises `UndecodableError` for the magic numbers of other kinds of file, zero bytes or many control bytes."""
    for magic, code in _MAGIC:
        if data.startswith(magic):
            raise UndecodableError(code)
    sample = data[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\x00" in data or controls > len(sample) // 20:
        raise UndecodableError("binary")


_CONTROLS = bytes(byte for byte in (*range(32), 127) if byte not in b"\t\n\x0b\x0c\r\x1b")


def _by_mark(data: bytes) -> str | None:
    """The text when a byte order mark, or UTF-16's regular zero bytes, say how it is written; else None."""
    if data.startswith(codecs.BOM_UTF8):
        encoding, data = "utf-8", data[3:]
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        return _unmarked_utf16(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError("encoding") from error
    if "\x00" in text:
        raise UndecodableError("binary")
    return text


# The high halves of UTF-16 units in Vietnamese text: Latin, the vowels with two marks, combining marks, punctuation.
_HIGH_HALVES = bytes([0x00, 0x01, 0x03, 0x1E, 0x20])


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 text without a mark, when every second byte is a high half of Latin text and the others are not."""
    if len(data) < 8 or len(data) % 2 or b"\x00" not in data:
        return None
    for low, high, encoding in ((0, 1, "utf-16-le"), (1, 0, "utf-16-be")):
        if data[high::2].translate(None, _HIGH_HALVES) or b"\x00" in data[low::2]:
            continue
        text = data.decode(encoding)
        letters = sum(c.isalnum() or c.isspace() or unicodedata.category(c)[0] in "MP" for c in text[:10000])
        if letters >= 0.97 * len(text[:10000]):
            return text
    return None


# --- the charts, by the Windows-1252 characters that the bytes look like -------------------------------------------

_PLAIN = ["ă", "â", "ê", "ô", "ơ", "ư", "đ"]
_TCVN3_LOWER = (
    # from 0xB5 on; "." where the chart has no letter
    "àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ."
)
TCVN3 = {
    **{0xA1 + place: letter for place, letter in enumerate("ĂÂÊÔƠƯĐăâêôơưđ")},
    **{0xB5 + place: letter for place, letter in enumerate(_TCVN3_LOWER) if letter != "."},
}
# The capitals Ă to Đ have places of their own; all others are small letters in a font of capitals (.VnTimeH).

_TONES = "\u0301\u0300\u0309\u0303\u0323"  # acute, grave, hook, tilde, dot below
_VNI_SINGLE = dict(zip("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ", strict=True))
_VNI_MARKS = (("aeouyôö", "ùøûõï", ""), ("aeo", "áàåãä", "\u0302"), ("a", "éèúüë", "\u0306"))


def _vni_pairs() -> Iterator[tuple[str, str]]:
    """(base and mark as they look in Windows-1252, letter); the mark may be small or capital after either base."""
    for bases, marks, shape in _VNI_MARKS:
        for base in bases + bases.upper():
            letter = _VNI_SINGLE.get(base, base)
            plain = [("â" if shape == "\u0302" else "ê", "")] if shape else []
            for mark, tone in [*plain, *zip(marks, _TONES, strict=True)]:
                for written in (mark, mark.upper()):
                    yield base + written, nfc(letter + shape + tone)


VNI = {**_VNI_SINGLE, **dict(_vni_pairs())}

_HIGH = "\u00a1-\u00ff"
_VNI_UNIT = re.compile(rf"[aeouyôöAEOUYÔÖ][{_HIGH}]|[{_HIGH}]")
_TCVN3_STRAY = re.compile("[{}]".format("".join(chr(code) for code in range(0xB5, 0x100) if code not in TCVN3)))
_TCVN3_TONE = re.compile("(?<=[aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ])[°±²³´]")
_TCVN3_TONES = dict(zip("°±²³´", "\u0300\u0309\u0303\u0301\u0323", strict=True))
_C1 = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_C1_BACK = {character: code for code, character in _C1.items()}


def from_tcvn3(text: str) -> str:
    """TCVN3 that was read as Windows-1252, put right; words written in a font of capitals become capitals."""
    text = _TCVN3_TONE.sub(lambda found: _TCVN3_TONES[found[0]], text.translate(TCVN3))
    return _CAPITAL_RUN.sub(_capitals, nfc(text))


def from_vni(text: str) -> str:
    """VNI that was read as Windows-1252, put right; a mark without its letter stays as it is."""
    return _VNI_UNIT.sub(_vni_unit, text)


def _vni_unit(found: re.Match[str]) -> str:
    unit = found[0]
    return VNI.get(unit) or "".join(VNI.get(character, character) for character in unit)


# A run of words on one line without a small ASCII letter: "UBND TØNH PHó THä", in .VnTimeH.
_CAPITAL_RUN = re.compile(r"(?<![^\W\d_])[^\W\d_a-z]+(?:[ \t,.&/–-]{1,3}[^\W\d_a-z]+)*(?![^\W\d_])")
_MIXED = re.compile(r"[à-ỹ][A-ZĐĂÂÊÔƠƯ]|[A-ZĐĂÂÊÔƠƯ]{2}[à-ỹ]")


def _capitals(found: re.Match[str]) -> str:
    """The run in capitals when a word of it mixes both cases as only a font of capitals makes it look."""
    run = found[0]
    return run.upper() if _MIXED.search(run) else run


# --- which one it is ------------------------------------------------------------------------------------------------

LEAST_WORDS = 5  # different syllables with marks, before anything is claimed
LEAST_SHARE = 0.85  # of the words with marks, how many are syllables
LEAST_PLAIN = 0.6  # of all words, how many are syllables
LEAST_DENSITY = 0.3  # of all words, how many bear a mark
MARGIN = 0.25  # how far the next reading stays behind
_SAMPLE = 60_000
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Reading:
    """One way to read the text: `share` of the marked words that are syllables, `different` of these."""

    share: float
    different: int
    certain: bool


def weigh(text: str, strays: int = 0) -> Reading:
    """How Vietnamese a text is; `strays` are characters that this encoding does not have."""
    good: set[str] = set()
    right = wrong = plain = plain_right = 0
    for word in _WORD.findall(text):
        valid = is_syllable(word)
        if word.isascii():
            if not word.isupper():
                plain, plain_right = plain + 1, plain_right + valid
        elif valid:
            right += 1
            good.add(word.casefold())
        elif not word.isupper():  # ĐBQH, HĐND
            wrong += 1
    wrong += strays
    share = right / max(1, right + wrong)
    words = right + wrong + plain
    certain = (
        len(good) >= LEAST_WORDS
        and share >= LEAST_SHARE
        and right + plain_right >= LEAST_PLAIN * words
        and right + wrong >= LEAST_DENSITY * words
    )
    return Reading(share, len(good), certain)


def legacy(text: str) -> str | None:
    """The text of an old encoding that was read as Windows-1252 or Latin-1, in NFC; None when it is not certain."""
    text = text.translate(_C1)
    sample = _sample(text)
    ways = {"tcvn3": from_tcvn3(sample), "vni": from_vni(sample), "1258": _from_1258(sample), "": nfc(sample)}
    strays = {
        "tcvn3": len(_TCVN3_STRAY.findall(sample)),
        "vni": sum(all(c not in VNI for c in unit) and unit not in VNI for unit in _VNI_UNIT.findall(sample)),
    }
    readings = {name: weigh(way, strays.get(name, 0)) for name, way in ways.items()}
    best, second = sorted(readings, key=lambda name: readings[name].share, reverse=True)[:2]
    if not best or not readings[best].certain or readings[best].share < readings[second].share + MARGIN:
        return None
    return {"tcvn3": from_tcvn3, "vni": from_vni, "1258": _from_1258}[best](text)


def _sample(text: str) -> str:
    """Enough of the text to judge it: all of a short one, the beginning, middle and end of a long one."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join([text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]])


def _from_1258(text: str) -> str:
    return nfc(_bytes(text).decode("cp1258", "replace"))


def _bytes(text: str) -> bytes:
    """The bytes that were read as Windows-1252; a character that cannot come from one becomes "?"."""
    return text.translate(_C1_BACK).encode("latin-1", "replace")


# --- text that was read wrongly before it came here -----------------------------------------------------------------

_SUSPECT = re.compile(rf"[{_HIGH}]")
_FOREIGN = re.compile("[^\u0000-\u00ff{}]".format("".join(_C1_BACK)))
_UTF8_TWICE = re.compile(r"[Â-ô][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")


def repair(text: str) -> str:
    """The text with what was read in a wrong encoding put right where that is certain, all else left as it is.

    Mends TCVN3, VNI and Windows-1258 read as Windows-1252, and UTF-8 read as Latin-1, in whole blocks of lines. To be
    called before `tracker.text.clean`, which removes the soft hyphen that is TCVN3's ư.
    """
    if not _SUSPECT.search(text):
        return text
    if len(_UTF8_TWICE.findall(text)) >= 2:
        text = "\n".join(_read_again(line) for line in text.split("\n"))
    return "".join(_mended(block) for block in _blocks(text))


def _read_again(line: str) -> str:
    """A line of UTF-8 that was read as Windows-1252, or the line itself."""
    if not _UTF8_TWICE.search(line) or _FOREIGN.search(line):
        return line
    try:
        return _bytes(line).decode("utf-8")
    except UnicodeDecodeError:
        return line


def _blocks(text: str) -> Iterator[str]:
    """The text in runs of lines that all may be old bytes, or all are not."""
    run: list[str] = []
    foreign = False
    for line in text.splitlines(keepends=True):
        now = _FOREIGN.search(line) is not None
        if run and now != foreign and line.strip():
            yield "".join(run)
            run = []
        if line.strip() or not run:
            foreign = now
        run.append(line)
    yield "".join(run)


def _mended(block: str) -> str:
    if _FOREIGN.search(block) or not _SUSPECT.search(block):
        return block
    return legacy(block) or block
