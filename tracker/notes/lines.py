"""The lines of a note and what each is for the page: headline, stamp, caption, text, or a tail of no concern."""

import re
from dataclasses import dataclass

TITLE, STAMP, CAPTION, TAIL, BODY = "title", "stamp", "caption", "tail", "body"

BULLET = re.compile(r"\s*(?:[-–•+*●▪]|(?:\d{1,2}\.){0,3}\d{1,2}[.)]|[a-zđ]\))\s")

_RELATED = re.compile(
    r"(?i)\s*(?:các )?(?:tin|bài|bài viết|tin tức|tin bài)(?:, bài)? (?:liên quan|khác|cùng chuyên mục|cũ hơn|mới hơn|"
    r"đã đưa)\W*$|"
    r"\s*(?:đọc thêm|xem thêm|có thể bạn quan tâm|tin mới nhất|bình luận|ý kiến bạn đọc)\W*$"
)

_PAPER = re.compile(r"\s*(?:BIÊN BẢN|THÔNG BÁO|BÁO CÁO|KẾ HOẠCH|GHI NHỚ|Biên bản)\b(?=[^.]{0,80}$)")
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

_MENU = re.compile(r"[»›]|(?i:^\s*trang chủ)|(?:[^|»›\n]{1,40}[|»›]){3}")

_PLACE_AND_DATE = re.compile(r"(?i)\s*[^,\n]{3,40}, ngày \d{1,2} tháng \d{1,2} năm \d{4}\W*$")

_WEATHER = re.compile(r"\d\s?°\s?C")

_FILE_NAME = re.compile(r"(?i).*\.(?:jpe?g|png|gif|webp)\s*$|!\[|\[image")


@dataclass(slots=True)
class Line:
    """A line of the note; `kind` says what it is for the page (title, stamp, caption, tail, body)."""

    start: int
    end: int
    kind: str = BODY


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
    paper = next((line for line in found if _PAPER.match(text[line.start : line.end])), None)
    long = paper or next(
        (line for line in found if len(text[line.start : line.end].split()) >= 6), found[0] if found else None
    )
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
        elif _PAPER.match(row):
            line.kind = TITLE
        elif _is_noise(row) or (not title_seen and not body_seen and len(row.split()) < 3):
            line.kind = TAIL
        elif _PICTURE.match(row):
            line.kind = CAPTION
            title_seen = True
        elif _ends_sentence(row) or BULLET.match(row) or len(row) > 250:
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
            cut = line is lines[-1] and len(row) > 60
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
    if tail.rstrip().endswith((".", "!", "?", ";", ":")) or BULLET.match(row) or _PICTURE.match(row):
        return False
    if last.kind == TITLE and not row.lstrip()[0].islower():
        return False
    first = row.split(maxsplit=1)[0]
    if last.kind == BODY and len(tail) > 20 and not _is_noise(row):
        return True
    return row.lstrip()[0].islower() or len(tail) + 1 + len(first) > width * 0.75


def lines_of(text: str) -> tuple[list[Line], list[Line]]:
    """The lines of the text with their kinds, and the same with those put together that a fixed width had broken."""
    lines = _lines(text)
    _classify(text, lines)
    return lines, _joined(text, lines)
