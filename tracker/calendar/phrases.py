"""One phrase that names a day or a stretch of days, without its preposition: "22/2", "quý II/2025", "cuối tháng".

`RULES` is tried from the top; the first form that fits the whole phrase reads it. A form is written as the phrase is,
folded, with its gaps as <slots> and what may be missing in [brackets]. What cannot be read is a ValueError; the module
`reading` makes it the user's error.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from tracker.calendar.arithmetic import Span, add_months, month_end, months, quarter, week
from tracker.text import clean, fold, one_line

LONGEST = 200
"""Characters of the longest phrase that is read."""

NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
NUMBERS |= {"muoi": 10, "muoi mot": 11, "muoi hai": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_UNITS: tuple[tuple[str, int], ...] = (
    ("mot", 1),
    ("hai", 2),
    ("ba", 3),
    ("bon", 4),
    ("tu", 4),
    ("lam", 5),
    ("6", 6),
    ("sau", 6),
    ("bay", 7),
)
_UNITS += (("tam", 8), ("chin", 9))
_TENS = {"muoi": 10} | {f"{name} muoi": 10 * n for name, n in (*_UNITS, ("nam", 5)) if name not in ("sau", "lam")}
NUMBERS |= _TENS | {f"{ten} {unit}": tens + n for ten, tens in _TENS.items() for unit, n in _UNITS}
WHICH = {"nay": 0, "sau": 1, "toi": 1, "truoc": -1, "ngoai": -1}
DAYS = {"today": 0, "nay": 0, "hom nay": 0, "ngay hom nay": 0}
DAYS |= {"tomorrow": 1, "mai": 1, "ngay mai": 1, "ngay kia": 2, "ngay mot": 2, "ngay kia kia": 3}
DAYS |= {"yesterday": -1, "hom qua": -1, "hom kia": -2, "hom kia kia": -3}

# What folding would confuse: "tháng sáu" is June and "tháng sau" the next month; "ngày kìa" comes after "ngày kia".
_FOLDED_AWAY = {"sáu": "6", "kìa": "kia kia", "quí": "quy", "qúi": "quy", "qui": "quy"}
_WORD = re.compile(r"\w+")
_COMMAS = re.compile(r"[,;\s]+")
_AROUND_MARKS = re.compile(r"\s*([/.+-])\s*")

_WEEKDAY = "thu (?:[2-7]|hai|ba|tu|nam|sau|bay)|chu nhat"
_COUNTS = "|".join(sorted(set(NUMBERS) - {"tu", "sau", "i", "ii", "iii", "iv"}, reverse=True))
_SLOTS = {
    "<day>": r"(?P<day>[0-9]{1,2})",
    "<month>": r"(?P<month>[0-9]{1,2}|muoi mot|muoi hai|mot|hai|ba|tu|nam|bay|tam|chin|muoi)",
    "<year>": r"(?P<year>[0-9]{4})",
    "<last year>": r"(?P<last>[0-9]{4})",
    "<of year>": r"(?:(?:[/.-]| nam | (?=[0-9]{4}))(?P<year>[0-9]{4}|[0-9]{2}|nay|sau|toi|truoc|ngoai))?",
    "<quarter>": r"(?P<quarter>[1-4]|iv|i{1,3}|mot|hai|ba|bon|tu)",
    "<weekday>": rf"(?P<weekday>{_WEEKDAY})",
    "<its weekday>": rf"(?: \((?P<named>{_WEEKDAY})\))?",
    "<from day>": r"(?P<from>[0-9]{1,2})",
    "<from month>": r"(?P<from>[0-9]{1,2})",
    "<from quarter>": r"(?P<from>[1-4]|iv|i{1,3})",
    "<slashed>": r"(?P<first>[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?)",
    "<n>": rf"(?P<n>[0-9]{{1,4}}|{_COUNTS})(?: \([a-z0-9 ]+\))?",
    "<unit>": r"(?P<unit>ngay lam viec|gio lam viec|h lam viec|ngay|tuan|thang|nam|gio|d|w|m|y|h)",
    "<which>": r"(?P<which>nay|sau|toi|truoc|ngoai)",
    "<side>": r"(?P<side>dau|cuoi)",
    "<edge>": r"(?P<edge>dau|giua|cuoi|het|ket thuc)",
    "<before>": r"(?P<before>truoc )?",
    "<working>": r"(?P<working> lam viec)?",
    "<nth>": r"(?P<nth>dau tien|dau|cuoi cung|cuoi|thu nhat|thu (?:hai|2|ba|3))",
    "<half>": r"(?P<half>thang|nam)",
    "<weekday to come>": rf"(?P<before>truoc )?(?:den |vao |trong )?(?P<weekday>{_WEEKDAY})",
    "<first>": r"(?P<first>.+)",
    "<rest>": r"(?P<rest>.+)",
    "<by>": r"(?P<by>(?:tu nay |cho )?(?:den|toi) |trong |vao )?",
    "<before the end>": r"(?P<by>truoc (?:khi )?)(?=(?:cuoi|het|ket thuc) )",
    "<hour>": r"(?P<hour>[0-9]{1,2}) ?(?:h|gio|g|:)(?: ?[0-9]{1,2}(?: ?phut)?)?(?: (?:sang|trua|chieu|toi))?(?: cua)?",
    "<part of day>": r"(?:sang|trua|chieu|toi)",
    "<sep>": r"[/.-]",
}


@cache
def _pattern(form: str) -> re.Pattern[str]:
    pattern = form.replace("(", "(?:").replace("[", "(?:").replace("]", ")?").replace("+", r"\+")
    return re.compile(re.sub("<.+?>", lambda slot: _SLOTS[slot[0]], pattern))


def fits(form: str, phrase: str) -> re.Match[str] | None:
    """The slots of a form that fits the whole phrase, which is `plain`. In a form, (a|b) is a choice."""
    return _pattern(form).fullmatch(phrase)


def plain(text: str) -> str:
    """The text as the forms are written: folded, one space between words, none around a mark; too long a ValueError."""
    if len(text) > LONGEST:
        raise ValueError(len(text))
    words = _WORD.sub(lambda word: _FOLDED_AWAY.get(word[0], word[0]), clean(text).casefold())
    return _AROUND_MARKS.sub(r"\1", _COMMAS.sub(" ", fold(one_line(words)))).strip(" .")


def number(word: str) -> int:
    """The number written in digits, as a Roman one up to IV, or as a word."""
    return NUMBERS[word] if word in NUMBERS else int(word)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a phrase names. `kind`: the rule's name; `year`: the one it says, None where it says none.

    `within(year)` is its first and last day in a year; a ValueError where there is no such day.
    """

    kind: str
    year: int | None
    within: Callable[[int], Span]

    def span(self, year: int) -> Span:
        """Its first and last day in the year it says, otherwise in the one given."""
        return self.within(year if self.year is None else self.year)


Match = re.Match[str]
Reader = Callable[[Match, date], Stretch]


def _fixed(kind: str, span: Span) -> Stretch:
    return Stretch(kind, span[0].year, lambda _: span)


def _year(match: Match, today: date) -> int | None:
    word = match["year"]
    if word is None:
        return None
    if word in WHICH:
        return today.year + WHICH[word]
    return int(word) + (2000 if len(word) == 2 else 0)


def weekday_number(words: str) -> int:
    return 6 if words == "chu nhat" else number(words.removeprefix("thu ")) - 2


def _day(match: Match, today: date) -> Stretch:
    """A weekday written before the date must be the date's own."""

    def within(year: int) -> Span:
        day = date(year, number(match["month"]), int(match["day"]))
        found = match.groupdict()
        for weekday in (found.get("weekday"), found.get("named")):
            if weekday is not None and weekday_number(weekday) != day.weekday():
                raise ValueError(weekday)
        return day, day

    return Stretch("day", _year(match, today), within)


def _day_word(match: Match, today: date) -> Stretch:
    day = today + timedelta(days=DAYS[match[0]])
    return _fixed("day", (day, day))


def _day_of_month(match: Match, today: date) -> Stretch:
    day = add_months(today.replace(day=1), WHICH[match["which"]]).replace(day=int(match["day"]))
    return _fixed("day", (day, day))


def _day_of_week(match: Match, today: date) -> Stretch:
    monday, _ = week(today + timedelta(weeks=WHICH[match["which"]]))
    day = monday + timedelta(days=weekday_number(match["weekday"]))
    return _fixed("day", (day, day))


def _today(_: Match, today: date) -> Stretch:
    return _fixed("day", (today, today))


def _week(match: Match, today: date) -> Stretch:
    return _fixed("week", week(today + timedelta(weeks=WHICH[match["which"]])))


def _month(match: Match, today: date) -> Stretch:
    month = number(match["month"])
    return Stretch("month", _year(match, today), lambda year: months(year, month, month))


def _which_month(match: Match, today: date) -> Stretch:
    first = add_months(today.replace(day=1), WHICH[match["which"]])
    return _fixed("month", (first, month_end(first.year, first.month)))


def _quarter(match: Match, today: date) -> Stretch:
    last = 3 * number(match["quarter"])
    return Stretch("quarter", _year(match, today), lambda year: months(year, last - 2, last))


def _which_quarter(match: Match, today: date) -> Stretch:
    return _fixed("quarter", quarter(add_months(today, 3 * WHICH[match["which"]])))


def _part_of_year(match: Match, today: date) -> Stretch:
    """The first or the last n months of a year, which must be spoken of; 6 where it says "nửa"."""
    if match[0].endswith(match["side"]):
        raise ValueError(match[0])
    n = number(match["n"] or "6")
    first, last = (1, n) if match["side"] == "dau" else (13 - n, 12)
    return Stretch("part-of-year", _year(match, today), lambda year: months(year, first, last))


def _whole_year(match: Match, _: date) -> Stretch:
    return _fixed("year", months(int(match["year"]), 1, 12))


def _which_year(match: Match, today: date) -> Stretch:
    return _fixed("year", months(today.year + WHICH[match["which"]], 1, 12))


def _years(match: Match, _: date) -> Stretch:
    return _fixed("years", _in_order(date(int(match["year"]), 1, 1), date(int(match["last"]), 12, 31)))


def _half_month(match: Match, today: date) -> Stretch:
    """Up to the 15th, which the Civil Code 2015, article 146, calls the middle, or what follows it."""
    month = read_stretch(this_one(match["rest"]), today)
    if month.kind != "month":
        raise ValueError(month.kind)

    def within(year: int) -> Span:
        first, last = month.within(year)
        middle = first.replace(day=15)
        return (first, middle) if match["side"] == "dau" else (middle + timedelta(days=1), last)

    return Stretch("half-of-month", month.year, within)


def _days(match: Match, today: date) -> Stretch:
    """From one day to another of the same month."""
    end = read_stretch(match["rest"], today)
    if end.kind != "day":
        raise ValueError(end.kind)

    def within(year: int) -> Span:
        last = end.within(year)[1]
        return _in_order(last.replace(day=int(match["from"])), last)

    return Stretch("range", end.year, within)


def _months(match: Match, today: date) -> Stretch:
    """From one month or quarter to another of the same year."""
    size = 3 if "quarter" in match.groupdict() else 1
    first, last = number(match["from"]), number(match["quarter" if size == 3 else "month"])
    if first >= last:
        raise ValueError(first, last)
    return Stretch("range", _year(match, today), lambda year: months(year, size * (first - 1) + 1, size * last))


def _range(match: Match, today: date) -> Stretch:
    """From one stretch to another; where only the second says the year, the first is the nearest before it."""
    start, end = read_stretch(match["first"], today), read_stretch(match["rest"], today)

    def within(year: int) -> Span:
        last = end.span(year)[1]
        first = start.span(last.year)[0]
        if first > last and start.year is None:
            first = start.within(last.year - 1)[0]
        return _in_order(first, last)

    return Stretch("range", end.year, within)


def _in_order(first: date, last: date) -> Span:
    if first > last:
        raise ValueError(first, last)
    return first, last


_MIDDLE: dict[str, Callable[[date], date]] = {
    "month": lambda first: first.replace(day=15),
    "quarter": lambda first: add_months(first, 1).replace(day=15),
    "year": lambda first: month_end(first.year, 6),
}
_EDGED = (*_MIDDLE, "day", "week", "part-of-year", "years")


def _edge(match: Match, today: date) -> Stretch:
    """The first, middle or last day; those of a month and a year are set by the Civil Code 2015, article 146.

    The middle is the 15th, 30 June, and for a quarter the 15th of its second month.
    """
    inner = read_stretch(this_one(match["rest"]), today)
    edge = {"dau": "start", "giua": "middle"}.get(match["edge"], "end")
    if inner.kind not in (_MIDDLE if edge == "middle" else _EDGED):
        raise ValueError(inner.kind)

    def within(year: int) -> Span:
        first, last = inner.within(year)
        day = first if edge == "start" else last if edge == "end" else _MIDDLE[inner.kind](first)
        return day, day

    return Stretch("day" if inner.kind == "day" else f"{edge}-of-{inner.kind}", inner.year, within)


def _part_of_day(match: Match, today: date) -> Stretch:
    """A day is the smallest unit that is kept."""
    day = read_stretch(match["rest"], today)
    if day.kind != "day":
        raise ValueError(day.kind)
    return day


RULES: tuple[tuple[str, str, Reader], ...] = (
    ("day word", f"({'|'.join(DAYS)})", _day_word),
    ("2024-02-22", "[ngay ]<year><sep><month><sep><day>", _day),
    (
        "22/2, 22 tháng 2",
        "[<weekday> ][ngay |hom ][mung |mong ]<day>(<sep>| thang )<month><of year><its weekday>",
        _day,
    ),
    ("ngày 22 tháng này", "[ngay ][mung |mong ]<day> thang <which>", _day_of_month),
    ("thứ Sáu tuần tới", "<weekday> tuan <which>", _day_of_week),
    ("trong ngày", "ngay nay", _today),
    ("tuần này", "tuan <which>", _week),
    ("tháng này", "thang <which>", _which_month),
    ("tháng 3/2025", "thang <month><of year>", _month),
    ("3/2025", "<month><sep><year>", _month),
    ("quý này", "quy <which>", _which_quarter),
    ("quý II/2025", "(quy |q)<quarter><of year>", _quarter),
    ("6 tháng đầu năm", "(<n> thang|nua) <side><of year>[ nam]", _part_of_year),
    ("nửa đầu tháng 3", "nua <side> <rest>", _half_month),
    ("năm nay", "nam <which>", _which_year),
    ("năm 2025", "[nam ]<year>", _whole_year),
    ("giai đoạn 2022-2026", "[giai doan ][tu ][nam ]<year>(-| den )[nam ]<last year>", _years),
    ("quý II, III", "[cac ]quy <from quarter>(-| | va )[quy ]<quarter><of year>", _months),
    ("tháng 3-4", "[cac ]thang <from month>(-| | va )[thang ]<month><of year>", _months),
    ("từ ngày 1 đến 5/4", "[tu ][ngay ]<from day>(-| den )<rest>", _days),
    ("1/3-15/4", "[tu ][ngay ]<slashed>-<rest>", _range),
    ("từ tháng 1 đến tháng 3", "[tu ]<first> den <rest>", _range),
    ("cuối quý II", "<edge> <rest>", _edge),
    ("sáng 15/3", "<part of day> <rest>", _part_of_day),
)


def this_one(phrase: str) -> str:
    """A unit that stands alone is the present one: "cuối tháng" is "cuối tháng này"."""
    return f"{phrase} nay" if phrase in ("ngay", "tuan", "thang", "quy", "nam") else phrase


def read_stretch(phrase: str, today: date) -> Stretch:
    """What a phrase made `plain` names, seen from `today`; a ValueError if no rule reads it."""
    for _, form, read in RULES:
        if match := fits(form, phrase):
            return read(match, today)
    raise ValueError(phrase)
