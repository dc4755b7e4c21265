"""A note taken apart: lines, sentences and words, each with its place in the NFC text."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from tracker.notes.layout import lines_of
from tracker.notes.lines import BULLET, TITLE, Line
from tracker.text import nfc, one_line, unify_tone

Value = TypeVar("Value")

_MARKS = {"–": "-", "—": "-", "‐": "-", "‑": "-", "&": "và"}
LONGEST_SENTENCE = 300  # words; a longer run without a full stop is cut, so that every later rule stays linear

LONGEST_NOTE = 60_000  # characters (some twenty pages): what follows is no press note and is left unread, with a word


_WORD = re.compile(r"[^\W_]+|[^\w\s*#`~>]|_")  # the marks of Markdown are no words
_ABBREVIATIONS = frozenset(
    [
        "tp",
        "tx",
        "tt",
        "q",
        "p",
        "h",
        "t",
        "ts",
        "ths",
        "pgs",
        "gs",
        "bs",
        "cn",
        "ks",
        "ncs",
        "đ",
        "c",
        "v",
        "st",
        "mr",
        "ms",
        "mrs",
        "dr",
        "tr",
        "nxb",
        "ông.bà",
        "số",
        "th",
        "gs.ts",
        "cv",
        "ub",
        "ubnd",
        "tskh",
        "bscki",
        "bsckii",
        "cki",
        "ckii",
        "kts",
        "ds",
    ]
)
ROMAN = frozenset({"I", "II", "III", "IV", "V", "VI"})
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset('"”’)]»')


class Evidence(NamedTuple):
    """Where a fact was read: `quote` is the NFC text from `start` to `end`."""

    start: int
    end: int
    quote: str


class Token(NamedTuple):
    """A word or a mark. `low`: lower case with the new tone placement, for comparing."""

    text: str
    low: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def proper(self) -> bool:
        """Whether it looks like a syllable of a name: Capital, then small letters."""
        return self.capital and self.text.isalpha() and (len(self.text) == 1 or self.text[1:].islower())


@dataclass(slots=True)
class Sentence:
    """A sentence (or a caption, or a title) with its words."""

    start: int
    end: int
    kind: str
    tokens: list[Token] = field(default_factory=list)
    bullet: bool = False


class Phrases(Generic[Value]):
    """Many phrases looked up at a word, longest first."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}

    def add(self, phrase: str, value: Value) -> None:
        """Adds one spelling."""
        words = tuple(t.low for t in tokens_of(phrase))
        if not words:
            return
        rows = self._by_first.setdefault(words[0], [])
        if all(row[0] != words for row in rows):
            rows.append((words, value))
            rows.sort(key=lambda row: -len(row[0]))

    def at(self, tokens: list[Token], index: int) -> tuple[int, Value] | None:
        """The longest phrase that begins at the word: (index after it, its value)."""
        if index >= len(tokens):
            return None
        for words, value in self._by_first.get(tokens[index].low, ()):
            end = index + len(words)
            if end > len(tokens) or tokens[end - 1].low != words[-1]:
                continue
            if all(tokens[index + n].low == w for n, w in enumerate(words)):
                return end, value
        return None


def phrases(*texts: str) -> Phrases[str]:
    """A look-up of phrases that stand for themselves; one text may hold several, divided by "|"."""
    found: Phrases[str] = Phrases()
    for text in texts:
        for phrase in text.split("|"):
            found.add(phrase.strip(), phrase.strip())
    return found


def words_of(text: str) -> frozenset[str]:
    """The words of a list written out in a text."""
    return frozenset(text.split())


@lru_cache(maxsize=65536)
def normal(word: str) -> str:
    """A word for comparing: lower case, tone on the letter where the new spelling puts it, one kind of dash."""
    if not word[0].isalnum():
        return _MARKS.get(word, word)
    low = word.casefold()
    return low if low.isascii() else unify_tone(low)


def _split_glued(word: str, start: int) -> list[Token]:
    """As in "ThuậnĐồng" (a lost space) as two words; "TPHCM" and "ThS" stay whole."""
    cuts = [n for n in range(2, len(word) - 1) if word[n].isupper() and word[n - 1].islower() and word[n + 1].islower()]
    edges = [0, *cuts, len(word)]
    pairs = pairwise(edges)
    return [Token(word[a:b], normal(word[a:b]), start + a, start + b) for a, b in pairs]


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of a stretch of the text."""
    found: list[Token] = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        if len(word) > 40:  # a number or a file's name: no word of any name
            word_low = "…"
            found.append(Token(word, word_low, match.start(), match.end()))
        elif len(word) > 3 and not (word.islower() or word.isupper() or word.istitle() or word.isdigit()):
            found.extend(_split_glued(word, match.start()))
        else:
            found.append(Token(word, normal(word), match.start(), match.end()))
    return found


class Page:
    """The note in NFC with its lines and sentences."""

    def __init__(self, text: str) -> None:
        self.text = nfc(text)
        self.read_to = _reading_end(self.text)
        self.lines, self.whole = lines_of(self.text[: self.read_to])
        self.sentences = [s for line in self.whole for s in _sentences(self.text, line)]

    def evidence(self, start: int, end: int) -> Evidence:
        """The stretch as evidence, without white space around it."""
        quote = self.text[start:end]
        start += len(quote) - len(quote.lstrip())
        quote = quote.strip()
        return Evidence(start, start + len(quote), quote)

    def evidence_of(self, sentence: Sentence) -> Evidence:
        """The whole sentence as evidence."""
        return self.evidence(sentence.start, sentence.end)

    @property
    def title(self) -> str | None:
        """The headline, if the note has one."""
        line = next((line for line in self.whole if line.kind == TITLE), None)
        return one_line(self.text[line.start : line.end]).strip("#>* ") if line else None


def _reading_end(text: str) -> int:
    """How far a note is read: to the end, or to the last space before the limit."""
    if len(text) <= LONGEST_NOTE:
        return len(text)
    return max(text.rfind("\n", 0, LONGEST_NOTE), text.rfind(" ", 0, LONGEST_NOTE), LONGEST_NOTE - 1000) + 1


def _sentences(text: str, line: Line) -> list[Sentence]:
    """The sentences of a line; a date's or an abbreviation's point does not end one."""
    tokens = tokens_of(text, line.start, line.end)
    found: list[Sentence] = []
    first = 0
    for n, token in enumerate(tokens):
        if n + 1 < len(tokens) and n - first < LONGEST_SENTENCE and not _breaks(tokens, n, first):
            continue
        if n + 1 < len(tokens) and token.text in _ENDS and tokens[n + 1].text in _CLOSERS:
            continue
        part = tokens[first : n + 1]
        found.append(Sentence(part[0].start, part[-1].end, line.kind, part))
        first = n + 1
    if found:
        found[0].bullet = bool(BULLET.match(text, line.start))
    return found


def _breaks(tokens: list[Token], n: int, first: int) -> bool:
    """Whether a sentence ends after the n-th word."""
    mark = tokens[n]
    if mark.text in _CLOSERS and n > first and tokens[n - 1].text in _ENDS:
        return True
    if mark.text not in _ENDS or n + 1 >= len(tokens):
        return False
    before, after = tokens[n - 1] if n > first else None, tokens[n + 1]
    if after.text in _ENDS or not (after.text[0].isupper() or after.text in '"“-–(' or after.text[0].isdigit()):
        return False
    if mark.text != "." or before is None:
        return True
    if first == 0 and n < 8 and all(t.text.isdigit() or t.text in ROMAN or t.text == "." for t in tokens[:n]):
        return False  # the number of a line
    if before.text.isupper() and n > first + 1 and tokens[n - 2].text == "&":  # "Sở KH&CN. Đoàn …"
        return True
    touching = before.end == mark.start and after.start == mark.end
    if before.text.isdigit() and after.text.isdigit() and touching:
        return False
    if before.low in _ABBREVIATIONS and (before.low != "số" or after.text[0].isdigit()):
        return False
    return not (len(before.text) == 1 and before.text.isupper()) or not touching
