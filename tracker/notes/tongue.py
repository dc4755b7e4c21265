"""Whether a text is in Vietnamese at all, with its accents or without: its small-lettered words are its syllables."""

import re
from functools import lru_cache

from tracker.notes.papers.syllables import ONSETS, RIMES
from tracker.text import fold, nfc

ENOUGH = 20
"""Words without a capital that a text must have to be judged; names are no witnesses."""
SHARE = 0.6
"""How many of a text's words must look Vietnamese: of notes 0.8 and more do, with accents or without, of English or
French prose 0.2 to 0.35."""
_READ = 20_000
_SMALL = re.compile(r"(?<![\w.@/])[^\W\d_]{2,}(?![\w@/])")
_OTHER_LETTERS = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")


def is_foreign(text: str) -> bool:
    """Whether the text is surely not Vietnamese; a text of a few words is given the benefit of the doubt."""
    text = nfc(text[:_READ])
    if len(_OTHER_LETTERS.findall(text)) > len(text) // 4:
        return True
    words = [word for word in _SMALL.findall(text) if word.islower()]
    return len(words) >= ENOUGH and sum(map(_looks_vietnamese, words)) < SHARE * len(words)


@lru_cache(maxsize=16384)
def _looks_vietnamese(word: str) -> bool:
    """Whether the word is a syllable when its accents do not count."""
    plain = fold(word)
    return len(plain) <= 7 and any(plain[cut:] in _rimes() and plain[:cut] in _onsets() for cut in range(4))


@lru_cache(maxsize=1)
def _rimes() -> frozenset[str]:
    return frozenset(map(fold, RIMES))


@lru_cache(maxsize=1)
def _onsets() -> frozenset[str]:
    return frozenset(map(fold, ("", *ONSETS)))
