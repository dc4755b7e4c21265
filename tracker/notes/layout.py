"""The lines of a note told apart: which is the headline, a stamp, a caption, the text, or a tail of no concern."""

import re
from collections.abc import Iterator

from tracker.notes.headline import LEAD, PAPER, choose_headline
from tracker.notes.lines import BODY, BULLET, CAPTION, STAMP, TAIL, TITLE, WORDED_DATE, Line

_RELATED = re.compile(
    r"(?i)\s*(?:các )?(?:tin|bài|bài viết|tin tức|tin bài)(?:, bài)? (?:liên quan|khác|cùng chuyên mục|cũ hơn|mới hơn|"
    r"đã đưa)\W*$|"
    r"\s*(?:đọc thêm|xem thêm|có thể bạn quan tâm|tin mới nhất|bình luận|ý kiến bạn đọc|related (?:news|articles))\W*$"
)

_TIME = re.compile(r"(?i)\W*+thời gian\b")
# A line of a plan or a report that says when, where and who: told of the visit although no full stop ends it.
_LABELLED = re.compile(r"(?i)\W*+(?:thời gian|địa điểm|thành phần)(?: \w+){0,3}\s*+:\s*+\w")

_CLOCK_OR_DATE = re.compile(
    r"(?i)\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b|\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{1,2}(?::|h)\d{2}(?::\d{2})?\b"
)

_STAMP_WORDS = re.compile(
    r"(?i)\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|ngày|đăng|cập nhật|lúc|lượt xem|số|gmt|date|xem|am|pm|ca|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|người viết|viết|posted|published|views?)\b"
)

# A stamp that shares its line with what it stamps: before it (marked as such, or with no space between), or behind it
# (then with its clock: a bare day at the end belongs to the headline).
_STAMP_BEFORE = re.compile(
    r"(?i:\s*date\s+\d{4}-\d{2}(?:-\d{2})?(?![\d/-])\s*)"
    r"(?:(?:Xã hội|Thời sự|Chính trị|Kinh tế|Giáo dục|Đời sống|Trong nước|Tin tức) (?=[A-ZĐÀ-Ỹ]))?|"
    r"\s*(?:(?:Thứ|Chủ) \w{2,4}\s*[,-]?\s*)?(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"(?:\s*[,|-]?\s*\d{1,2}(?::|h)\d{2}(?::\d{2})?)?(?=[A-ZĐÀ-Ỹ][a-zà-ỹ])"
)
_LEAD_BEHIND = re.compile(
    r"(?<=[^\W\d_]) (?=(?:\(?[A-ZĐ]{2,6}\)? ?[-–] ?)?(?:Sáng|Trưa|Chiều|Tối|Ngày)(?: ngày)? \d{1,2}[/.-]\d{1,2}\b)"
)
_STAMP_BEHIND = re.compile(
    r"\s(?:(?:Thứ|Chủ) \w{2,4}\s*[,-]\s*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s*[,|-]?\s*\d{1,2}(?::|h)\d{2}(?::\d{2})?"
    r"(?: ?[AP]M)?(?: ?\(?GMT ?\+7\)?)?\s*$"
)

_CREDIT = re.compile(
    r"(?i)\s*[(\[]?\s*(?:tin|bài|tác giả|người viết|nguồn|biên tập|thực hiện|pv|phóng viên|theo)\b[^:\n]{0,25}:"
)

_PICTURE = re.compile(
    r"(?i)\s*[(\[]?\s*(?:ảnh|toàn cảnh|quang cảnh|hình ảnh|hình|photo|images?)\b|.*\b(?:ảnh|photo)\s*:.{0,40}$|"
    r"\s*(?:đồng chí|đ/c|ông|bà|tiến s[iĩyỹ]|thạc s[iĩyỹ]) [^-–,.;:\n]{4,30} [-–] "
)

_MOTTO = re.compile(r"(?i)\s*(?:cộng hòa xã hội chủ nghĩa việt nam|cộng hoà xã hội|độc lập\s*[-–]\s*tự do)")

_MENU = re.compile(r"[»›]|(?i:^\s*trang chủ)|(?:[^|»›\n]{1,40}[|»›]){3}")

_PLACE_AND_DATE = re.compile(r"(?i)\s*[^,\n]{3,40}, ngày \d{1,2} tháng \d{1,2} năm \d{4}\W*$")

# What a site says of itself above the headline: where the reader is, whom to follow, whom to ring up.
_SITE = re.compile(
    r"(?i)\s*(?:chi tiết(?: bài viết| tin(?: tức)?)?(?:\s*[-–|:].*|\s*$)|chi tiết bài viết\b|nhảy đến|"
    r"chuyển đến nội dung|theo dõi .{0,40}\b(?:trên|báo)\b|xuất bản thông tin|chuyên (?:trang|mục)\W*$|null\b|"
    r"undefined\b|(?:hotline|đường dây nóng|đặt mua báo)\b|(?:skip to|search for)\b)"
)

# "- Headline (16.09.2022)": one of a list of other news.
_OTHER_NEWS = re.compile(r"\s*[-–•*+]\s.{15,300}\(\s?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[^()]{0,12}\)\s*$")

_WEATHER = re.compile(r"\d\s?°\s?C")

_FILE_NAME = re.compile(r"(?i).*\.(?:jpe?g|png|gif|webp)\s*$|!\[|\[image")


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    at = 0
    for row in text.splitlines(keepends=True):
        if row.strip():
            found += [Line(at + a, at + b) for a, b in _parts(row.rstrip())]
        at += len(row)
    return found


def _parts(row: str) -> Iterator[tuple[int, int]]:
    """A line as it is, or cut at its seams: behind or before a stamp, and where a headline runs into the text."""
    start, end = 0, len(row)
    if not _is_stamp(row) or len(row.split()) >= 8:
        before = _STAMP_BEFORE.match(row)
        if before:
            yield start, before.end()
            start = before.end()
        behind = _STAMP_BEHIND.search(row, max(start, end - 60))
        if behind:
            end = behind.start()
        lead = _LEAD_BEHIND.search(row, start, end)
        if lead and len(row[start : lead.start()].split()) >= 6:
            yield start, lead.start()
            start = lead.end()
    if row[start:end].strip():
        yield start, end
    if end < len(row):
        yield end, len(row)


def _is_stamp(row: str) -> bool:
    """A line of date, clock and counters (perhaps with the author's name) and nothing else."""
    if len(row) > 120 or _TIME.match(row) or not (_CLOCK_OR_DATE.search(row) or WORDED_DATE.search(row)):
        return False
    rest = _STAMP_WORDS.sub("", _CLOCK_OR_DATE.sub("", WORDED_DATE.sub("", row)))
    return sum(c.isalpha() for c in rest) <= 24


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
    """A menu, the weather, the motto, a file's name, a credit, the site on itself: nothing of the note itself."""
    beginnings = (_MOTTO, _FILE_NAME, _CREDIT, _SITE, _OTHER_NEWS)
    return any(p.search(row) for p in (_MENU, _WEATHER)) or any(p.match(row) for p in beginnings)


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
        elif PAPER.match(row):
            line.kind = TITLE
        elif _is_noise(row) or (not title_seen and not body_seen and len(row.split()) < 3):
            line.kind = TAIL
        elif _PICTURE.match(row):
            line.kind = CAPTION
            title_seen = True
        elif _ends_sentence(row) or BULLET.match(row) or len(row) > 250 or _LABELLED.match(row):
            body_seen = True
        elif not body_seen:
            if LEAD.match(row):
                body_seen = True
            else:
                line.kind = TITLE
        else:
            line.kind = CAPTION if len(row.split()) > 7 else TAIL
    choose_headline(text, lines)
    _set_apart(text, lines)
    for line in lines:  # a text that was cut in its last sentence is no caption
        if line.kind == CAPTION and not _PICTURE.match(row := text[line.start : line.end]):
            cut = line is lines[-1] and len(row) > 60
            line.kind = BODY if cut or re.search(r"[a-zà-ỹ)”]\.\s+[A-ZĐÀ-Ỹ]", row) else CAPTION


# Words that no line ends with unless it was broken there.
_OPEN = re.compile(r"(?i)\b(?:và|của|với|tại|cho|do|từ|các|những|trong|giữa|về|ngày|tháng|bằng|theo|để|là)\s*$")


def _joined(text: str, lines: list[Line]) -> list[Line]:
    """Lines that were broken in the middle of a sentence are put together again."""
    width = max((line.end - line.start for line in lines), default=0)
    fixed = 50 <= width <= 130 and len(lines) >= 4
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last is not None and _continues(text, last, line, width if fixed else None):
            stopped = line.kind == BODY and _ends_sentence(text[line.start : line.end])
            kind = TITLE if last.kind == TITLE and not stopped else BODY
            found[-1] = Line(last.start, line.end, kind)
        else:
            found.append(Line(line.start, line.end, line.kind))
    return found


def _continues(text: str, last: Line, line: Line, width: int | None) -> bool:
    """Whether `line` goes on where `last` was broken: next line, and the sentence is not over or would not have fitted.

    `width`: that of a text broken at a fixed width, where a next word that would not have fitted is sign enough.
    """
    if text.count("\n", last.end, line.start) != 1 or STAMP in (last.kind, line.kind):
        return False
    tail = text[text.rfind("\n", 0, last.end) + 1 : last.end]
    row = text[line.start : line.end].lstrip()
    dash = width is not None and row[0] in "-–" and len(tail) > 0.75 * width and not BULLET.match(tail)
    if tail.rstrip().endswith((".", "!", "?", ";", ":")) or (BULLET.match(row) and not dash) or _PICTURE.match(row):
        return False
    if dash and last.kind == BODY:  # "… có đồng chí A" and on the next line "– Chủ tịch"
        return True
    if _is_noise(row) or PAPER.match(row) or _PLACE_AND_DATE.match(tail):
        return False
    if row[0].islower() or _OPEN.search(tail):
        return True
    if width is None or last.kind == TITLE:
        return False
    first = row.split(maxsplit=1)[0]
    return (last.kind == BODY and len(tail) > 20) or len(tail) + 1 + len(first) > width * 0.75


def lines_of(text: str) -> tuple[list[Line], list[Line]]:
    """The lines of the text with their kinds, and the same with those put together that a fixed width had broken."""
    lines = _lines(text)
    _classify(text, lines)
    return lines, _joined(text, lines)
