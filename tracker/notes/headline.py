"""Which of the lines above the text is the headline: the one whose words the text takes up again."""

import re

from tracker.notes.lines import BODY, CAPTION, TAIL, TITLE, Line
from tracker.text import fold

PAPER = re.compile(r"\s*(?:BIÊN BẢN|THÔNG BÁO|BÁO CÁO|KẾ HOẠCH|GHI NHỚ|Biên bản)\b(?=[^.]{0,80}$)")
LEAD = re.compile(r"(?i)\s*(?:[(\w .)]{0,14}[-–]\s*)?(?:sáng|chiều|tối|ngày|từ ngày|trong \d|date)\b")

_WORD = re.compile(r"[^\W\d_]+")
_LONG = 6  # words; a shorter line is a headline only where there is none so long
_LEAD_LENGTH = 1500  # characters of the text that a headline is held against


def choose_headline(text: str, lines: list[Line]) -> None:
    """Leaves one line a title: of those with six words or more the first that the text takes up, else the first one.

    What stands between the headline and the text is a caption, what stands above the headline a tail.
    """
    found = [line for line in lines if line.kind == TITLE]
    if not found:
        _stopped(text, lines)
        return
    chosen = next((line for line in found if PAPER.match(_row(text, line))), None) or _best(text, lines, found)
    for line in found:
        if line is not chosen:
            line.kind = CAPTION if chosen is not None and line.start > chosen.start else TAIL


def _row(text: str, line: Line) -> str:
    return text[line.start : line.end]


def _best(text: str, lines: list[Line], found: list[Line]) -> Line | None:
    long = [line for line in found if len(_row(text, line).split()) >= _LONG]
    if not long:  # below a picture a short line heads a section of a text whose headline is not there
        after_picture = any(line.kind == CAPTION and line.start < found[0].start for line in lines)
        return None if after_picture else found[0]
    body = next((line.start for line in lines if line.kind == BODY), len(text))
    told = _words(text[body : body + _LEAD_LENGTH])
    taken_up = [_taken_up(_words(_row(text, line)), told) for line in long]
    best = next(line for line, value in zip(long, taken_up, strict=True) if value >= 0.75 * max(taken_up))
    row = _row(text, best)  # "Headline - Name of the site" above the headline itself
    return next((line for line in long if line.start > best.start and row.startswith(_row(text, line))), best)


def _taken_up(words: set[str], told: set[str]) -> float:
    """How much of a line stands in the text again: the share of its words, and ten of them say more than five."""
    common = len(words & told)
    return common / len(words) * min(common, 10) if words else 0.0


def _words(text: str) -> set[str]:
    return {fold(word) for word in _WORD.findall(text)}


def _stopped(text: str, lines: list[Line]) -> None:
    """A headline that ends in a full stop: the first line, one sentence without a day, and the text begins below it."""
    first = next((n for n, line in enumerate(lines) if line.kind == BODY), None)
    if first is None or any(line.kind == CAPTION for line in lines[:first]):
        return
    row = _row(text, lines[first]).strip()
    below = next((line for line in lines[first + 1 :] if line.kind == BODY), None)
    one_sentence = (
        row.endswith((".", "?", "!")) and not re.search(r"[.;:!?] ", row) and "\n\n" in text[lines[first].end :][:4]
    )
    if below is None or not one_sentence or LEAD.match(row) or re.search(r"\d{1,2}[/.-]\d{1,2}\b", row):
        return
    words = _words(row)
    if len(words) >= _LONG and len(words & _words(text[below.start : below.start + _LEAD_LENGTH])) >= 0.75 * len(words):
        lines[first].kind = TITLE
