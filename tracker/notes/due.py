"""By which day something is due: "trước ngày 30/6", "trong quý II", "hết tháng 11/2023"."""

import re
from calendar import monthrange
from datetime import date, timedelta

_QUARTERS = {"I": 3, "II": 6, "III": 9, "IV": 12}
_PERIOD = re.compile(
    r"(?i)\b(?:trong|cuối|hết)\s+"
    r"(?:quý\s+(?P<q>i{1,3}|iv)\b|tháng\s+(?P<m>\d{1,2})\b(?!\s*/\s*\d{1,2}\b)|năm(?=\s+20\d\d))"
    r"(?:\s*(?:/|-|năm)?\s*(?P<y>20\d\d)\b)?"
)
_DUE = re.compile(
    r"(?i)(?P<how>trước|đến hết|chậm nhất(?: là)?|hạn|xong trong|trong|"
    r"hoàn thành)\s+(?:ngày\s+)?(?P<d>\d{1,2})(?:[/.-]|\s+tháng\s+)(?P<m>\d{1,2})"
    r"(?:(?:[/.-]|\s+năm\s+)(?P<y>(?:19|20)\d\d))?(?!\d)"
)


def due_words(sentence: str) -> str | None:
    """The words that say by when: "trước ngày 30/11/2025", "trong quý II/2024"; None when there are none."""
    found = _PERIOD.search(sentence[:3000]) or _DUE.search(sentence[:3000])
    return " ".join(found.group().split()) if found else None


def _end_of(period: re.Match[str], visit: str | None) -> str | None:
    """The last day of a quarter, a month or a year; without a year the one after the visit."""
    seen = date.fromisoformat(visit) if visit and not visit.startswith("-") else None
    if not period["y"] and seen is None:
        return None
    month = _QUARTERS[period["q"].upper()] if period["q"] else int(period["m"]) if period["m"] else 12
    if not 1 <= month <= 12:
        return None
    year = int(period["y"]) if period["y"] else seen.year if seen else 0
    end = date(year, month, monthrange(year, month)[1])
    if not period["y"] and seen and end < seen:
        end = date(year + 1, month, monthrange(year + 1, month)[1])
    return end.isoformat()


def due_in(sentence: str, visit: str | None) -> str | None:
    """The day by which it is due; "before the 30th" means the 29th. No year: the first such day after the visit."""
    period = _PERIOD.search(sentence[:3000])
    if period:
        return _end_of(period, visit)
    match = _DUE.search(sentence[:3000])
    if match is None:
        return None
    day, month = int(match["d"]), int(match["m"])
    seen = date.fromisoformat(visit) if visit and not visit.startswith("-") else None
    year = int(match["y"]) if match["y"] else (seen.year if seen else None)
    try:
        due = date(year or 2024, month, day)
        if seen and not match["y"] and due < seen:
            due = due.replace(year=due.year + 1)
    except ValueError:
        return None
    if match["how"].casefold() == "trước":
        due -= timedelta(days=1)
    return due.isoformat() if year else f"--{due.month:02d}-{due.day:02d}"
