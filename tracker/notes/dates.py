"""The days that a sentence prints: as in 22/2, 6 và 7/3/2013, từ ngày 25 - 28/7, 22 tháng 02 năm 2024, 5 octobre."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.notes.spans import Evidence, Page, Sentence
from tracker.notes.stamps import Parts, valid

_READ_TO = 2000  # characters of a sentence
_LONGEST = timedelta(days=31)

_PART_OF_DAY = r"(?:sáng|trưa|chiều|tối|đêm)"
# White space is taken once and for all ("++"): a long run of it is not tried in every division.
_LEAD = (
    rf"(?P<lead>(?:từ|trong|vào|các|hai|suốt|\d{{1,2}}(?=\s))?\s*+(?:(?:hôm|{_PART_OF_DAY})\s++(?:nay|qua)|{_PART_OF_DAY})?"
    r"(?:\s*+,)?\s*+(?:các\s++)?(?:(?:hai|ba|bốn|năm|\d{1,2})\s++)?(?:(?:ngày|hôm|mùng|mồng)\s*+)?(?:\(\s*+)?)"
)
_DAY = r"(?P<{0}d>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<{0}m>0?[1-9]|1[0-2])"
_YEAR = r"(?P<{0}y>(?:19|20)\d{{2}})"
_TAIL_SLASH = rf"\s?[/.\-]\s?{_MONTH}(?:\s?[/.\-]\s?{_YEAR}|/(?P<{{0}}s>[0-3]\d)(?!\d)|/20\d(?!\d))?"
_TAIL_WORDS = rf"\s+tháng\s+{_MONTH}(?:\s*(?:[/.-]|năm|,)\s*{_YEAR})?"
_BORN = r"(?:mùng |mồng )?"


def _one(name: str) -> str:
    return rf"{_BORN}{_DAY.format(name)}(?:{_TAIL_SLASH.format(name)}|{_TAIL_WORDS.format(name + 'w')})"


# Not in the middle of a number or a word, unless a word is glued to a clock: "10:24Ngày 12/4".
_FREE = r"(?:(?<![\w/.,-])|(?<=\d)(?=[^\W\d_]))"
_RANGE = re.compile(
    rf"(?i){_FREE}{_LEAD}{_BORN}{_DAY.format('a')}(?:{_TAIL_SLASH.format('a')}|{_TAIL_WORDS.format('aw')})?"
    rf"(?:\s*,\s*(?:ngày\s+)?\d{{1,2}}){{0,5}}\s*(?:-|–|—|và|&|đến|tới|,)\s*(?:hết\s+)?(?:{_PART_OF_DAY}\s+)?(?:ngày\s+)?"
    rf"{_one('b')}(?![\d/])"
)
_SINGLE = re.compile(rf"(?i){_FREE}{_LEAD}{_one('a')}(?![\d/%]|[.,]\d)")
_SAYS_DAY = re.compile(rf"ngày|{_PART_OF_DAY}|hôm|mùng|mồng|nay")
_NAMED_DAY = re.compile(
    r"(?i)\b(?:thứ \w{1,4}|chủ nhật|hôm qua|nay|(?:sáng|chiều|tối) qua)\s*[,(]?\s*$|"
    r"\b(?:hai|ba|bốn|\d{1,2}) ngày[^().,;]{0,20}\(\s*$"
)

_MONTHS = (
    "january janvier|february février|march mars|april avril|may mai|june juin|july juillet|august août|"
    "september septembre|october octobre|november novembre|december décembre"
)
_MONTH_NAMES = {name: n for n, names in enumerate(_MONTHS.split("|"), start=1) for name in names.split()}
_NAMED_MONTH = rf"(?P<n>{'|'.join(_MONTH_NAMES)})"
_FOREIGN = (
    re.compile(
        rf"(?i)\b(?:le|on|from|du)?\s*(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)?\s+{_NAMED_MONTH}\b(?:,?\s+(?P<y>(?:19|20)\d\d))?"
    ),
    re.compile(rf"(?i)\b{_NAMED_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>(?:19|20)\d\d))?"),
)


@dataclass(frozen=True, slots=True)
class When:
    """A day or a stretch of days as printed, the year only if it is printed there; `score`: how well it fits."""

    start: Parts
    end: Parts | None
    evidence: Evidence
    score: float = 0.0

    def holds(self, other: "When") -> bool:
        """Whether this stretch of days has the other's first day in it, so far as years are printed."""
        if self.end is None or (
            self.start[0] and other.start[0] and other.start[0] not in (self.start[0], self.end[0])
        ):
            return False
        first, day, last = self.start[1:], other.start[1:], self.end[1:]
        return first <= day <= last if first <= last else day >= first or day <= last

    def in_year(self, year: int | None) -> "When":
        """The same days, their year that of another date of the visit where none is printed with them."""
        if year is None or self.start[0] is not None or self.end is None:
            return self
        over_new_year = self.start[1] > self.end[1]
        return replace(self, start=(year, *self.start[1:]), end=(year + over_new_year, *self.end[1:]))


def dates_in(page: Page, sentence: Sentence) -> Iterator[When]:
    """Every date of the sentence; a bare "22/2" counts only where a word says that it is a day."""
    taken: list[tuple[int, int]] = []
    text, start, end = page.text, sentence.start, min(sentence.end, sentence.start + _READ_TO)
    for pattern in (_RANGE, _SINGLE):
        for match in pattern.finditer(text, start, end):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            when = _stretch(page, match) if pattern is _RANGE else _day(page, match)
            if when is not None:
                taken.append(match.span())
                yield when
    for pattern in _FOREIGN:
        for match in pattern.finditer(text, start, end):
            month, day = _MONTH_NAMES[match["n"].casefold()], int(match["d"])
            year = int(match["y"]) if match["y"] else None
            if valid(year, month, day):
                yield When((year, month, day), None, page.evidence(*match.span()))


def _parts(match: re.Match[str], name: str) -> tuple[int | None, int | None, int]:
    groups = match.groupdict()
    month = groups.get(f"{name}m") or groups.get(f"{name}wm")
    year = groups.get(f"{name}y") or groups.get(f"{name}wy")
    short = groups.get(f"{name}s")
    return (
        int(year) if year else 2000 + int(short) if short else None,
        int(month) if month else None,
        int(groups[f"{name}d"]),
    )


def _evidence(page: Page, match: re.Match[str]) -> Evidence:
    return page.evidence(match.end() - len(match.group().lstrip(" (,")), match.end())


def _sure(page: Page, match: re.Match[str]) -> bool:
    """Whether a word says that the numbers are a day."""
    said = bool(_SAYS_DAY.search(match["lead"].casefold())) or "tháng" in match.group().casefold()
    return said or bool(_NAMED_DAY.search(page.text, max(0, match.start() - 40), match.end("lead")))


def _stretch(page: Page, match: re.Match[str]) -> When | None:
    year, month, day = _parts(match, "a")
    year_b, month_b, day_b = _parts(match, "b")
    month = month or month_b
    if month is None or month_b is None:
        return None
    if not (_sure(page, match) or "từ" in match["lead"].casefold() or year_b):
        return None
    over_new_year = int(month > month_b)
    year = year or (year_b and year_b - over_new_year)
    year_b = year_b or (year and year + over_new_year)
    if not (valid(year, month, day) and valid(year_b, month_b, day_b)):
        return None
    days = date(year_b or 2024 + over_new_year, month_b, day_b) - date(year or 2024, month, day)
    if not timedelta(0) < days <= _LONGEST:
        return None
    return When((year, month, day), (year_b, month_b, day_b), _evidence(page, match))


def _day(page: Page, match: re.Match[str]) -> When | None:
    year, month, day = _parts(match, "a")
    if month is None or not (_sure(page, match) or year) or not valid(year, month, day):
        return None
    return When((year, month, day), None, _evidence(page, match))
