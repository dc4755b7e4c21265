"""By which day something is due: the words that say it are found here, and read by the calendar of the project."""

import re
from collections.abc import Iterator
from datetime import date

from tracker.calendar import WorkingDays, read_due
from tracker.errors import DateError

_LONGEST = 3000
_YEAR = r"(?:(?:\s?[/.-]\s?|\s+năm\s+|\s+)(?:19|20)\d\d(?!\d))?"
_DAY = rf"(?:ngày\s+)?\d{{1,2}}(?:\s?[/.-]\s?|\s+tháng\s+)\d{{1,2}}(?!\d){_YEAR}"
_MONTH = rf"tháng\s+\d{{1,2}}(?!\d)(?!\s?/\s?\d{{1,2}}(?!\d)){_YEAR}"
_QUARTER = rf"quý\s+(?:iv|i{{1,3}}|[1-4])(?!\w){_YEAR}"
_PERIODS = rf"{_MONTH}|{_QUARTER}|năm\s+20\d\d(?!\d)|(?:tuần|tháng|quý|năm)\s+(?:này|nay|tới|sau)(?!\w)"
_HOUR = r"(?:\d{1,2}\s?(?:h|giờ|:)\s?(?:\d{2})?\s+)?"
_DEADLINE = re.compile(
    rf"(?i)(?<!\w)(?:(?:trước|chậm nhất|muộn nhất|đến hết|hết|hạn|xong trong|hoàn thành)(?:\s+là)?\s+{_HOUR}"
    rf"(?:{_DAY}|{_PERIODS})|trong\s+(?:{_DAY}|{_PERIODS}|(?:6|sáu)\s+tháng\s+(?:đầu|cuối)\s+năm{_YEAR})|"
    rf"trong\s+vòng\s+\d{{1,3}}\s+(?:ngày(?:\s+làm việc)?|tuần|tháng)(?!\w)|(?<!tháng )cuối\s+(?:{_PERIODS}))"
)
_SAYS_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_ANY_YEAR = date(2024, 1, 1)


def due_words(sentence: str, visit: str | None) -> str | None:
    """The words that say by when: "trước ngày 30/11/2025", "trong quý II/2024"; None when there are none."""
    return next((words for words, _ in _deadlines(sentence, visit)), None)


def due_in(sentence: str, visit: str | None) -> str | None:
    """The day by which it is due, as the calendar reads it from the day of the visit; "--MM-DD" if no year is known.

    What was due before the visit is no deadline.
    """
    return next((day for _, day in _deadlines(sentence, visit)), None)


def _deadlines(sentence: str, visit: str | None) -> Iterator[tuple[str, str]]:
    seen = date.fromisoformat(visit) if visit and not visit.startswith("-") else None
    for match in _DEADLINE.finditer(sentence[:_LONGEST]):
        words = " ".join(match.group().split())
        try:
            due = read_due(re.sub(r"(?i)^(?:xong|hoàn thành)\s+", "", words), seen or _ANY_YEAR, WorkingDays.shipped())
        except DateError:
            continue
        if due.on is None or (seen is not None and due.on < seen):
            continue
        if seen is not None or _SAYS_YEAR.search(words):
            yield words, due.on.isoformat()
        elif due.rule.endswith("-day"):
            yield words, f"--{due.on.month:02d}-{due.on.day:02d}"
