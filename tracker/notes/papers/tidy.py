"""The last step of every paper: one kind of space and line end, letters that look like others, glued words parted."""

import re
import unicodedata

from tracker.notes.papers.syllables import is_syllable
from tracker.text import clean, nfc

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_DRAWN = re.compile("[\uff01-\uff5e\ufb00-\ufb06]+")  # full-width letters, ligatures
_LIKE_D = str.maketrans("ÐƉð", "ĐĐđ")  # the letters of Iceland and Africa, typed for the Vietnamese one
_WORD_LIKE_D = re.compile("[^\\W\\d_]{0,8}[ÐƉð][^\\W\\d_]{0,8}")

_LETTERS = [c for c in map(chr, range(0x41, 0x1F00)) if c.isalpha() and (ord(c) < 0x1B1 or ord(c) >= 0x1E00)]
_LOWER, _UPPER = ("".join(c for c in _LETTERS if c.islower()), "".join(c for c in _LETTERS if c.isupper()))
_SEAM = re.compile(f"(?<=[{_LOWER}])(?=[{_UPPER}][{_LOWER}])")
_END = re.compile(f"(?:^|(?<=[^{_LOWER}{_UPPER}])|(?=[{_UPPER}]))[{_UPPER}]?[{_LOWER}]{{1,6}}$")
_START = re.compile(f"[{_UPPER}][{_LOWER}]{{1,6}}(?![{_LOWER}])")


def tidy(text: str) -> str:
    """The text as it is read and as offsets count in it: cleaned NFC, its lines ended by "\\n"."""
    text = _LINE_ENDS.sub("\n", text)
    if not text.isascii():
        text = _SPACES.sub(" ", text)
        text = nfc(_DRAWN.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text))
        text = _unglued(_WORD_LIKE_D.sub(_with_d, text))
    return nfc(clean(text))


def _with_d(match: re.Match[str]) -> str:
    word = match.group().translate(_LIKE_D)
    return word if is_syllable(word) or word.isupper() else match.group()


def _unglued(text: str) -> str:
    """As in "BắcNinh": a lost space between two syllables, of which one at least has a Vietnamese letter."""
    parts, last = [], 0
    for seam in _SEAM.finditer(text):
        at = seam.start()
        left, right = _END.search(text, max(0, at - 8), at), _START.match(text, at)
        if left is None or right is None or (left.group() + right.group()).isascii():
            continue
        if all(len(word) > 1 and is_syllable(word) for word in (left.group(), right.group())):
            parts += [text[last:at], " "]
            last = at
    return "".join([*parts, text[last:]])


def without_markdown(text: str) -> str:
    """The words of a text in Markdown without the signs of headings, of strong words and of links."""
    text = re.sub(r"(?m)^ {0,3}#{1,6}[ \t]+", "", text)
    text = re.sub(r"(\*\*|__)(?=\S)([^\n*_]{1,500}?)(?<=\S)\1", r"\2", text)
    return re.sub(r"(?<!!)\[([^\]\n]{1,300})\]\([^)\s]{1,500}\)", r"\1", text)
