"""When a note was published: the stamps that it prints, apart from the clock that a page shows to its reader."""

import re
from dataclasses import dataclass
from datetime import date

from tracker.notes.lines import STAMP, TITLE, WORDED_DATE, Line
from tracker.notes.spans import Evidence, Page

Parts = tuple[int | None, int, int]
"""Year (None where it is not said), month and day."""

_CLOCK = r"\d{1,2}\s?(?::|h|giờ)\s?\d{2}(?::\d{2})?"
_FULL = r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d{2})"
_ISO = r"(?P<y>(?:19|20)\d{2})-(?P<m>\d{2})(?:-(?P<d>\d{2}))?"
_FORMS = (
    re.compile(rf"(?<!\d){_FULL}(?!\d)"),
    re.compile(rf"(?<![\d/-]){_ISO}(?![\d/-])"),
    re.compile(r"(?i)ngày (?P<d>\d{1,2}) tháng (?P<m>\d{1,2}) năm (?P<y>(?:19|20)\d{2})"),
)
_MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_MONTH_OF = {word: n for n, word in enumerate(_MONTHS, start=1)} | {"bốn": 4}
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_TITLE = re.compile(rf"\(\s*(?:{_CLOCK}\s*[,|-]?\s*)?{_FULL}(?:\s*[,|-]?\s*{_CLOCK})?[^()]*\)\s*$")
_NOT_PUBLISHED = re.compile(
    r"(?i)hôm nay|bây giờ|truy cập|ngày in|in ngày|thời gian hiện tại|giờ hiện tại|trực tuyến|"
    r"last modified|sửa lần cuối|hiệu chỉnh"
)
_SECONDS = re.compile(r"\d:\d{2}:\d{2}")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


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
        return iso((self.year, self.month, self.day)) if self.day else None

    @property
    def latest(self) -> date:
        """The day, or one late in the month where only that is said."""
        return date(self.year, self.month, self.day or 28)


def valid(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day (in some year, if none is said)."""
    try:
        date(year or 2024, month, day)
    except ValueError:
        return False
    return True


def iso(parts: Parts) -> str | None:
    """As in 2024-02-22, or --02-22 without a year; None if there is no such day."""
    year, month, day = parts
    if not valid(year, month, day):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}"


def stamps(page: Page) -> list[Stamp]:
    """Publication stamps: a line of date, clock and counters; one in the title's brackets.

    No stamp: what a page shows to its reader ("Hôm nay: …", a clock with seconds above the title), the day of the last
    change, the stamp of a copy on a site in another script.
    """
    found: list[Stamp] = []
    for number, line in enumerate(page.lines):
        row = page.text[line.start : line.end]
        if line.kind == STAMP and not _for_the_reader(row, first=number == 0):
            found += _stamps_in(page, line.start, line)
        elif line.kind == TITLE:
            match = _IN_TITLE.search(page.text, line.start, line.end)
            found += _stamps_in(page, match.start(), line) if match else []
    return found


def _for_the_reader(row: str, *, first: bool) -> bool:
    if _NOT_PUBLISHED.search(row) or _OTHER_SCRIPT.search(row):
        return True
    return first and _SECONDS.search(row) is not None


def _stamps_in(page: Page, start: int, line: Line) -> list[Stamp]:
    found = []
    for pattern in _FORMS:
        for match in pattern.finditer(page.text, start, line.end):
            year, month, day = int(match["y"]), int(match["m"]), int(match["d"]) if match["d"] else None
            if valid(year, month, day or 1):
                found.append(Stamp(year, month, day, page.evidence(*match.span())))
    for match in WORDED_DATE.finditer(page.text, start, line.end):
        year, month, said = int(match["y"]), _month(match["m"]), match["before"] or match["after"]
        if said and valid(year, month, int(said)):
            found.append(Stamp(year, month, int(said), page.evidence(*match.span())))
    return found


def _month(word: str) -> int:
    """The number of a month written as "Th12", "Tháng Mười" or "Nov"; 0 for "Tháng 13"."""
    low = word.casefold()
    if low[:3] in _ENGLISH:
        return _ENGLISH.index(low[:3]) + 1
    said = re.sub(r"^(?:tháng|thg|th)\.?\s?", "", low)
    return int(said) if said.isdigit() else _MONTH_OF[said]
