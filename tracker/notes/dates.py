"""When the note was published and when the visit was. A year is taken from the date itself or from the stamp only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.notes.events import Read
from tracker.notes.lines import BODY, CAPTION, STAMP, TAIL, TITLE
from tracker.notes.spans import Evidence, Page, Sentence

_NEAREST = 120  # days: a visit is written about soon; a stamp further off says nothing of its year

_CLOCK = r"\d{1,2}\s?(?::|h|giờ)\s?\d{2}(?::\d{2})?"
_FULL = r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d{2})"
_ISO = r"(?P<y>(?:19|20)\d{2})-(?P<m>\d{2})(?:-(?P<d>\d{2}))?"
_STAMP_FULL = re.compile(rf"(?<!\d){_FULL}(?!\d)")
_STAMP_ISO = re.compile(rf"(?<![\d/-]){_ISO}(?![\d/-])")
_STAMP_WORDS = re.compile(r"(?i)ngày (\d{1,2}) tháng (\d{1,2}) năm ((?:19|20)\d{2})")
_META = re.compile(r"(?i)\s*(?:date|published|ngày đăng|đăng ngày|ngày|đăng lúc|cập nhật|xuất bản)\s*:?\s*")
_CLOCK_OF_PAGE = re.compile(
    r"(?i)hôm nay|bây giờ|truy cập|ngày in|in ngày|thời gian hiện tại|giờ hiện tại|"
    r"trực tuyến"
)
_IN_TITLE = re.compile(rf"\(\s*(?:{_CLOCK}\s*[,|-]?\s*)?{_FULL}(?:\s*[,|-]?\s*{_CLOCK})?[^()]*\)\s*$")

_LEAD = (
    r"(?P<lead>(?:từ|trong|vào|các|hai|suốt|\d{1,2})?\s*(?:hôm nay|sáng nay|chiều nay|tối nay|trưa nay|sáng|"
    r"trưa|chiều|tối|đêm)?(?:\s*,)?\s*"
    r"(?:các\s+)?(?:hai\s+|\d\s+)?(?:ngày|hôm|mùng|mồng)?\s*\(?)"
)
_DAY = r"(?P<{0}d>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<{0}m>0?[1-9]|1[0-2])"
_YEAR = r"(?P<{0}y>(?:19|20)\d{{2}})"
_TAIL_SLASH = rf"\s?[/.\-]\s?{_MONTH}(?:\s?[/.\-]\s?{_YEAR})?"
_TAIL_WORDS = rf"\s+tháng\s+{_MONTH}(?:\s*(?:[/.-]|năm|,)\s*{_YEAR})?"


def _one(name: str) -> str:
    return rf"(?:mùng |mồng )?{_DAY.format(name)}(?:{_TAIL_SLASH.format(name)}|{_TAIL_WORDS.format(name + 'w')})"


_RANGE = re.compile(
    rf"(?i)(?<![\w/.,-]){_LEAD}(?:mùng |mồng )?{_DAY.format('a')}(?:{_TAIL_SLASH.format('a')}|"
    rf"{_TAIL_WORDS.format('aw')})?"
    rf"(?:\s*,\s*\d{{1,2}})?\s*(?:-|–|—|và|&|đến|tới|,)\s*(?:hết\s+)?(?:sáng|trưa|chiều|tối)?\s*(?:ngày\s+)?{_one('b')}(?![\d/])"
)
_SINGLE = re.compile(rf"(?i)(?<![\w/.,-]){_LEAD}{_one('a')}(?![\d/%]|[.,]\d)")
_RELATIVE = re.compile(
    r"(?i)\b(?:(hôm nay|sáng nay|chiều nay|trưa nay|tối nay)|(hôm qua|sáng qua|chiều qua|tối qua))\b"
)
_MONTHS = (
    "january janvier|february février|march mars|april avril|may mai|june juin|july juillet|august août|"
    "september septembre|october octobre|november novembre|december décembre"
)
_MONTH_NAMES = {name: n for n, names in enumerate(_MONTHS.split("|"), start=1) for name in names.split()}
_NAMED_MONTH = rf"(?P<n>{'|'.join(_MONTH_NAMES)})"
_FOREIGN = re.compile(
    rf"(?i)\b(?:le|on|from|du)?\s*(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)?\s+{_NAMED_MONTH}\b(?:,?\s+(?P<y>(?:19|20)\d\d))?"
)
_FOREIGN_US = re.compile(rf"(?i)\b{_NAMED_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>(?:19|20)\d\d))?")

# What makes a date speak of something else than this visit.
_LAW = re.compile(
    r"(?i)(?:số|quyết định|nghị quyết|nghị định|luật|thông tư|kế hoạch|công văn|chỉ thị|kết luận|thông báo|"
    r"hiệp định|công điện|"
    r"tờ trình|đề án|hướng dẫn|văn bản|biên bản ghi nhớ|quy định|chương trình|thư mời|giấy mời|bản ghi nhớ|"
    r"thỏa thuận)"
    r"[^;:(]{0,90}$"
)
_DEADLINE = re.compile(
    r"(?i)(?:trước|đến hết|hết|hạn|chậm nhất|kể từ|có hiệu lực|tính đến|đến|từ nay đến|sau|hạn cuối|dự kiến)\s*$"
)
_FEAST = re.compile(
    r"(?i)(?:kỷ niệm|kỉ niệm|nhân dịp|nhân|chào mừng|hưởng ứng|ngày thành lập|truyền thống|sinh nhật|sinh|"
    r"năm ngày|lần thứ|"
    r"ngày hội|đại hội|giỗ|tết|quốc khánh|giải phóng|thành lập)[^,;]{0,80}$"
)
_EARLIER = re.compile(
    r"(?i)(?:trước đó|năm ngoái|trước đây|lần trước|sắp tới|thời gian tới|tiếp theo|dự kiến|sẽ)[^.;]{0,40}$"
)
_OCCASION = re.compile(
    r"(?i)đoàn|thăm|làm việc|tiếp|đón|giao lưu|học tập|học hỏi|trao đổi|ký kết|hội nghị|hội thảo|gặp|họp|"
    r"tham quan|khảo sát|"
    r"tổ chức|chia sẻ|tọa đàm|kết nghĩa|ký|lễ|hội đàm|conférence|visit|delegation|délégation|meeting|signed|signé"
)


@dataclass(frozen=True, slots=True)
class When:
    """A day or a stretch of days as printed; the year only if it is printed there."""

    start: tuple[int | None, int, int]
    end: tuple[int | None, int, int] | None
    evidence: Evidence
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """When the note was published; `day` is None when only the month is said."""

    year: int
    month: int
    day: int | None
    evidence: Evidence

    @property
    def iso(self) -> str | None:
        """The day, if it is a whole and possible one."""
        return _iso((self.year, self.month, self.day)) if self.day else None


def _valid(year: int | None, month: int, day: int) -> bool:
    try:
        date(year or 2024, month, day)
    except ValueError:
        return False
    return True


def _iso(parts: tuple[int | None, int, int]) -> str | None:
    year, month, day = parts
    if not _valid(year, month, day):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}"


def stamps(page: Page) -> list[Stamp]:
    """Publication stamps: a line of date, clock and counters; a "date …" before the text; one in the title's brackets.

    A clock that the page shows to its reader ("Hôm nay: …", or with seconds above the title) is none.
    """
    found: list[Stamp] = []
    title_seen = False
    for number, line in enumerate(page.lines):
        row = page.text[line.start : line.end]
        title_seen = title_seen or line.kind == TITLE
        if _CLOCK_OF_PAGE.search(row) and line.kind == STAMP:
            continue
        if line.kind == STAMP:
            clock_of_page = not title_seen and number == 0 and re.search(r"\d:\d{2}:\d{2}", row)
            if not clock_of_page:
                found += _stamps_in(page, line.start, line.end)
        elif line.kind == TITLE:
            match = _IN_TITLE.search(row)
            if match:
                found += _stamps_in(page, line.start + match.start(), line.end)
        elif number == 0:
            meta = re.match(r"(?i)\s*date\s+", row)
            if meta:
                found += _stamps_in(page, line.start, min(line.end, line.start + meta.end() + 10))
    return found


def _stamps_in(page: Page, start: int, end: int) -> list[Stamp]:
    found = []
    for pattern in (_STAMP_FULL, _STAMP_ISO):
        for match in pattern.finditer(page.text, start, end):
            day = int(match["d"]) if match["d"] else None
            if _valid(int(match["y"]), int(match["m"]), day or 1):
                found.append(Stamp(int(match["y"]), int(match["m"]), day, page.evidence(*match.span())))
    for match in _STAMP_WORDS.finditer(page.text, start, end):
        d, m, y = (int(g) for g in match.groups())
        if _valid(y, m, d):
            found.append(Stamp(y, m, d, page.evidence(*match.span())))
    return found


def _parts(match: re.Match[str], name: str) -> tuple[int | None, int | None, int]:
    groups = match.groupdict()
    month = groups.get(f"{name}m") or groups.get(f"{name}wm")
    year = groups.get(f"{name}y") or groups.get(f"{name}wy")
    return (int(year) if year else None, int(month) if month else None, int(groups[f"{name}d"]))


def _dates_in(page: Page, sentence: Sentence) -> Iterator[When]:
    """Every date of the sentence; a bare "22/2" counts only where a word says that it is a day."""
    taken: list[tuple[int, int]] = []
    text, start, end = page.text, sentence.start, min(sentence.end, sentence.start + 2000)
    for pattern in (_RANGE, _SINGLE):
        for match in pattern.finditer(text, start, end):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            when = _when(page, match, is_range=pattern is _RANGE)
            if when is not None:
                taken.append(match.span())
                yield when
    for pattern in (_FOREIGN, _FOREIGN_US):
        for match in pattern.finditer(text, start, end):
            month, day = _MONTH_NAMES[match["n"].casefold()], int(match["d"])
            year = int(match["y"]) if match["y"] else None
            if _valid(year, month, day):
                yield When((year, month, day), None, page.evidence(*match.span()))


def _when(page: Page, match: re.Match[str], *, is_range: bool) -> When | None:
    lead = match["lead"].strip(" (,").casefold()
    start = match.start() + len(match.group()) - len(match.group().lstrip(" (,"))
    year, month, day = _parts(match, "a")
    words = "tháng" in match.group().casefold()
    sure = (
        bool(re.search(r"ngày|sáng|trưa|chiều|tối|đêm|hôm|mùng|mồng|nay" + ("|từ" if is_range else ""), lead)) or words
    )
    if is_range:
        year_b, month_b, day_b = _parts(match, "b")
        month = month or month_b
        year = year or year_b
        if month is None or month_b is None or not (sure or year_b):
            return None
        if not (_valid(year, month, day) and _valid(year_b, month_b, day_b)):
            return None
        first, last = date(year or 2024, month, day), date(year_b or year or 2024, month_b, day_b)
        if not timedelta(0) < last - first <= timedelta(days=31):
            return None
        return When((year, month, day), (year_b or year, month_b, day_b), page.evidence(start, match.end()))
    if month is None or not (sure or year) or not _valid(year, month, day):
        return None
    return When((year, month, day), None, page.evidence(start, match.end()))


def _about_visit(page: Page, read: Read, when: When, order: int) -> float:
    """How well the date's place in the sentence says "then the visit was"; 0 or less: it speaks of something else."""
    sentence = read.sentence
    before = page.text[max(sentence.start, when.evidence.start - 100) : when.evidence.start]
    after = page.text[when.evidence.end : min(sentence.end, when.evidence.end + 400)]
    clause = re.split(r"[,;]\s", before)[-1]
    lead = when.evidence.quote.casefold()
    if _LAW.search(clause) or _DEADLINE.search(before) or _FEAST.search(clause) or before.rstrip().endswith("("):
        return 0.0
    if re.match(r"\s*(?:-|–|—|đến|tới)\s*\d{1,2}[/.-]\d", after) or re.match(
        r"\s*(?:của|về việc|quy định|ban hành)", after
    ):
        return 0.0
    if re.match(r"\s*\)", after) and not re.search(r"nay|ngày", lead):
        return 0.0
    score = 1.0
    words_before = len(before.split()) if when.evidence.start - sentence.start < 100 else 20
    score += 3.0 if words_before <= 6 else 0.0
    score += 2.0 if _OCCASION.search(after) else 0.0
    score += 1.0 if any(e.kind in ("delegation", "item", "goes", "receives") for e in read.events) else 0.0
    score += 0.5 if when.start[0] and read.events else 0.0
    score += 0.5 if re.match(r"(?:sáng|chiều|tối|trưa|từ|trong)", lead) else 0.0
    score += 3.0 if re.search(r"(?i)thời gian\W[^.;]{0,30}$", before) else 0.0
    score -= 2.0 if _EARLIER.search(before) else 0.0
    score -= 0.2 * min(order, 10) + {TITLE: 1.0, CAPTION: 1.0}.get(sentence.kind, 0.0)
    return score


def visit_dates(page: Page, reads: list[Read]) -> list[When]:
    """The dates that may be the visit's, best first."""
    found: list[When] = []
    order = 0
    for read in reads:
        if read.sentence.kind in (STAMP, TAIL):
            continue
        for when in _dates_in(page, read.sentence):
            score = _about_visit(page, read, when, order)
            if score >= 2.5:
                found.append(When(when.start, when.end, when.evidence, score))
        order += read.sentence.kind == BODY
    return sorted(found, key=lambda w: -w.score)


def publication(page: Page, visit: When | None) -> Stamp | None:
    """The stamp that fits the visit: on its day or soon after. The first one when no date of the visit is read."""
    found = stamps(page)
    if visit is None:
        return found[0] if found else None
    fitting = [s for s in found if _gap(s, visit) is not None]
    if visit.start[0] is None:
        return fitting[0] if fitting else (found[0] if found else None)
    return fitting[0] if fitting else None


def _gap(stamp: Stamp, visit: When) -> int | None:
    """Days from the visit to the stamp, its year taken from the stamp; None when they do not belong together."""
    year, month, day = visit.start
    last = date(stamp.year, stamp.month, stamp.day or 28)
    for guess in (year,) if year else (stamp.year, stamp.year - 1):
        if _valid(guess, month, day):
            days = (last - date(guess, month, day)).days
            if -1 <= days <= (_NEAREST if not year else 3660) or (stamp.day is None and -5 <= days <= 35):
                return days
    return None


def with_year(when: When, stamp: Stamp | None) -> tuple[str | None, str | None]:
    """Start and end as ISO days; without a printed year that of the fitting stamp, else "--MM-DD"."""
    year, month, day = when.start
    if year is None and stamp is not None and _gap(stamp, when) is not None:
        last = date(stamp.year, stamp.month, stamp.day or 28)
        fits = _valid(stamp.year, month, day) and (last - date(stamp.year, month, day)).days >= -31
        year = stamp.year if fits else stamp.year - 1
    end = when.end
    end_iso = None
    if end is not None:
        end_year = (year + 1 if end[1] < month else year) if year and end[0] is None else end[0]
        end_iso = _iso((end_year, end[1], end[2]))
    return _iso((year, month, day)), end_iso


def relative_day(page: Page, reads: list[Read], stamp: Stamp | None) -> tuple[str, Evidence] | None:
    """As in "Sáng nay", "hôm qua" against the day of publication."""
    if stamp is None or stamp.day is None:
        return None
    for read in reads[:8]:
        if read.sentence.kind != BODY:
            continue
        match = _RELATIVE.search(page.text, read.sentence.start, min(read.sentence.end, read.sentence.start + 120))
        if match and match.start() - read.sentence.start < 30:
            day = date(stamp.year, stamp.month, stamp.day) - timedelta(days=1 if match[2] else 0)
            return day.isoformat(), page.evidence(*match.span())
    return None
