"""A note taken apart: lines, sentences and words, each with its place in the NFC text."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from tracker.text import nfc, unify_tone

Value = TypeVar("Value")

_MARKS = {"–": "-", "—": "-", "‐": "-", "‑": "-", "&": "và"}
LONGEST_SENTENCE = 300  # words; a longer run without a full stop is cut, so that every later rule stays linear

LONGEST_NOTE = 60_000  # characters (some twenty pages): what follows is no press note and is left unread, with a word

TITLE, STAMP, CAPTION, TAIL, BODY = "title", "stamp", "caption", "tail", "body"

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
    ]
)
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset('"”’)]»')
_BULLET = re.compile(r"\s*(?:[-–•+*●▪]|(?:\d{1,2}\.){0,3}\d{1,2}[.)]|[a-zđ]\))\s")
_RELATED = re.compile(
    r"(?i)\s*(?:các )?(?:tin|bài|bài viết|tin tức|tin bài)(?:, bài)? (?:liên quan|khác|cùng chuyên mục|cũ hơn|mới hơn|"
    r"đã đưa)\W*$|"
    r"\s*(?:đọc thêm|xem thêm|có thể bạn quan tâm|tin mới nhất|bình luận|ý kiến bạn đọc)\W*$"
)
_TIME = re.compile(r"(?i)\s*\W*thời gian\b")
_CLOCK_OR_DATE = re.compile(
    r"(?i)\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{1,2}(?::|h)\d{2}(?::\d{2})?\b"
)
_STAMP_WORDS = re.compile(
    r"(?i)thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|ngày|đăng|cập nhật|lúc|lượt xem|số|gmt|date|xem|am|pm|ca"
)
_CREDIT = re.compile(
    r"(?i)\s*[(\[]?\s*(?:tin|bài|tác giả|người viết|nguồn|biên tập|thực hiện|pv|phóng viên|theo)\b[^:\n]{0,25}:"
)
_PICTURE = re.compile(r"(?i)\s*[(\[]?\s*(?:ảnh|toàn cảnh|quang cảnh|hình ảnh|hình|photo|images?)\b|.*\bảnh\s*:.{0,40}$")
_MOTTO = re.compile(r"(?i)\s*(?:cộng hòa xã hội chủ nghĩa việt nam|cộng hoà xã hội|độc lập\s*[-–]\s*tự do)")
_MENU = re.compile(r"(?:[^|»›\n]{1,40}[|»›]){3}")
_PLACE_AND_DATE = re.compile(r"(?i)\s*[^,\n]{3,40}, ngày \d{1,2} tháng \d{1,2} năm \d{4}\W*$")
_WEATHER = re.compile(r"\d\s?°\s?C")
_FILE_NAME = re.compile(r"(?i).*\.(?:jpe?g|png|gif|webp)\s*$|!\[|\[image")


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
class Line:
    """A line of the note; `kind` says what it is for the page (title, stamp, caption, tail, body)."""

    start: int
    end: int
    kind: str = BODY


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
            if end <= len(tokens) and all(tokens[index + n].low == w for n, w in enumerate(words)):
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
        self.lines = _lines(self.text[: self.read_to])
        _classify(self.text, self.lines)
        self.sentences = [s for line in _joined(self.text, self.lines) for s in _sentences(self.text, line)]

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
        line = next((line for line in self.lines if line.kind == TITLE), None)
        return self.text[line.start : line.end].strip().strip("#>* ") if line else None


def _reading_end(text: str) -> int:
    """How far a note is read: to the end, or to the last space before the limit."""
    if len(text) <= LONGEST_NOTE:
        return len(text)
    return max(text.rfind("\n", 0, LONGEST_NOTE), text.rfind(" ", 0, LONGEST_NOTE), LONGEST_NOTE - 1000) + 1


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    at = 0
    for row in text.splitlines(keepends=True):
        if row.strip():
            found.append(Line(at, at + len(row.rstrip())))
        at += len(row)
    return found


def _is_stamp(row: str) -> bool:
    """A line of date, clock and counters (perhaps with the author's name) and nothing else."""
    if len(row) > 120 or _TIME.match(row) or not _CLOCK_OR_DATE.search(row):
        return False
    rest = _STAMP_WORDS.sub("", _CLOCK_OR_DATE.sub("", row))
    return sum(c.isalpha() for c in rest) <= 24


def _one_title(text: str, lines: list[Line]) -> None:
    """Of the lines that may be the headline: the first with six words or more, else the first one."""
    found = [line for line in lines if line.kind == TITLE]
    long = next((line for line in found if len(text[line.start : line.end].split()) >= 6), found[0] if found else None)
    for line in found:
        if line is not long:
            line.kind = CAPTION if long is not None and line.start > long.start else TAIL


def _set_apart(text: str, lines: list[Line]) -> None:
    """What stands below "Tin liên quan" tells of other visits; a text that is one caption is all there is to read."""
    rows = [text[line.start : line.end] for line in lines]
    related = next((n for n, row in enumerate(rows) if n > 2 and _RELATED.match(row)), len(lines))
    for line in lines[related:]:
        line.kind = TAIL
    if lines and not any(line.kind == BODY for line in lines):
        longest = max(lines, key=lambda line: line.end - line.start)
        if longest.end - longest.start > 150:
            longest.kind = BODY


def _is_noise(row: str) -> bool:
    """A menu, the weather, the motto, a file's name, a credit: nothing of the note itself."""
    return any(p.search(row) for p in (_MENU, _WEATHER)) or any(p.match(row) for p in (_MOTTO, _FILE_NAME, _CREDIT))


def _ends_sentence(row: str) -> bool:
    return row.rstrip('"”’)]» |').endswith((".", "!", "?", ";", ":", ",", "…"))


def _classify(text: str, lines: list[Line]) -> None:
    """Says of each line what it is. The title is the first line that is no stamp and no sentence."""
    body_seen = title_seen = False
    for line in lines:
        row = text[line.start : line.end]
        if _is_stamp(row):
            line.kind = STAMP
        elif not body_seen and len(row) < 60 and _PLACE_AND_DATE.match(row):
            line.kind = STAMP if any(_MOTTO.match(text[o.start : o.end]) for o in lines) else TAIL
        elif _is_noise(row) or (not title_seen and not body_seen and len(row.split()) < 3):
            line.kind = TAIL
        elif _PICTURE.match(row):
            line.kind = CAPTION
            title_seen = True
        elif _ends_sentence(row) or _BULLET.match(row) or len(row) > 250:
            body_seen = True
        elif not body_seen:
            is_lead = re.match(r"(?i)\s*(?:[(\w .)]{0,14}[-–]\s*)?(?:sáng|chiều|tối|ngày|từ ngày|trong \d|date)\b", row)
            if is_lead:
                body_seen = True
            else:
                line.kind = TITLE
        else:
            line.kind = CAPTION if len(row.split()) > 7 else TAIL
    _one_title(text, lines)
    _set_apart(text, lines)
    for line in lines:  # a text that was cut in its last sentence is no caption
        if line.kind == CAPTION and not _PICTURE.match(row := text[line.start : line.end]):
            cut = line is lines[-1] and len(row) > 80
            line.kind = BODY if cut or re.search(r"[a-zà-ỹ)”]\.\s+[A-ZĐÀ-Ỹ]", row) else CAPTION


def _joined(text: str, lines: list[Line]) -> list[Line]:
    """Lines that were broken by a fixed width are put together again."""
    width = max((line.end - line.start for line in lines), default=0)
    if not 50 <= width <= 130 or len(lines) < 4:
        return lines
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last is not None and _continues(text, last, line, width):
            kind = last.kind if last.kind == TITLE else BODY
            found[-1] = Line(last.start, line.end, kind)
        else:
            found.append(Line(line.start, line.end, line.kind))
    return found


def _continues(text: str, last: Line, line: Line, width: int) -> bool:
    """Whether `line` goes on where `last` was broken: next line, and its first word would not have fitted."""
    if text.count("\n", last.end, line.start) != 1 or STAMP in (last.kind, line.kind):
        return False
    tail = text[text.rfind("\n", 0, last.end) + 1 : last.end]
    row = text[line.start : line.end]
    if tail.rstrip().endswith((".", "!", "?", ";", ":")) or _BULLET.match(row) or _PICTURE.match(row):
        return False
    if last.kind == TITLE and not row.lstrip()[0].islower():
        return False
    first = row.split(maxsplit=1)[0]
    return row.lstrip()[0].islower() or len(tail) + 1 + len(first) > width * 0.75


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
        found[0].bullet = bool(_BULLET.match(text, line.start))
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
    touching = before.end == mark.start and after.start == mark.end
    if before.text.isdigit() and after.text.isdigit() and touching:
        return False
    if before.low in _ABBREVIATIONS and (before.low != "số" or after.text[0].isdigit()):
        return False
    return not (len(before.text) == 1 and before.text.isupper()) or not touching
