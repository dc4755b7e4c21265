"""Whether letters are a Vietnamese syllable: an onset, a rime and a tone that may stand together.

It judges how bytes were meant to be read and where two words were glued, so it knows spelling, not meaning.
"""

import re
import unicodedata
from functools import lru_cache

from tracker.notes.spans import words_of

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_STOPPED = frozenset("\u0301\u0323")  # the tones of a syllable that ends in c, ch, p or t
ONSETS = words_of("b ch c d đ gh gi g h kh k l m ngh ng nh n ph p qu r s th tr t v x")
RIMES = words_of(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uơ uôc
    uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương
    ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
    """
)
_AFTER_QU = words_of(
    """a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât ây e en eo et ê êch ên ênh êt i it ia inh
    ich y ych yên yêt yêu ynh yt yn ơ ơi ôc
    """
)
_FRONT = frozenset("eêiy")
_STOPS = ("c", "ch", "p", "t")
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"(?i)[aeiouyăâêôơưà-æè-ïò-öù-ýạ-ỹ]")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether the NFC word, in any case, is spelled as a Vietnamese syllable: `is_syllable("Nguyễn")`."""
    if len(word) > 7:
        return False
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in letters if ord(c) in _TONES]
    plain = unicodedata.normalize("NFC", letters.translate(_TONES))
    if len(tones) > 1 or not plain:
        return False
    if plain.endswith("k") and len(plain) > 1:  # Đắk, Lắk: names of the highlands
        plain = plain[:-1] + "c"
    return any(_fits(onset, plain[len(onset) :], tones) for onset in ("", *ONSETS) if plain.startswith(onset))


def _fits(onset: str, rime: str, tones: list[str]) -> bool:
    if onset == "gi" and not rime:
        return True
    if rime not in (_AFTER_QU if onset == "qu" else RIMES):
        return False
    if rime.endswith(_STOPS) and not (tones and tones[0] in _STOPPED):
        return False
    front = rime[0] in _FRONT
    if onset in ("gh", "ngh"):
        return front
    if onset == "k":  # Kạn, Kar: names of the highlands
        return front or rime[0] == "a"
    return not (front and (onset == "c" or (onset in ("g", "ng") and rime[0] != "i")))


def marked_words(text: str) -> list[str]:
    """The words with a letter beyond ASCII, which tell an encoding; without initials such as HĐND."""
    return [word for word in _WORD.findall(text) if not word.isascii() and _VOWEL.search(word)]


def share(text: str) -> tuple[float, int]:
    """(How many in one of the marked words are syllables, how many marked words there are.)"""
    words = marked_words(text)
    return (sum(map(is_syllable, words)) / len(words) if words else 0.0), len(words)
