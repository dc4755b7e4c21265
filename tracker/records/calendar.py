"""Writes the days on which this register's offices are closed or open against the shipped list."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from tracker.calendar import listed, read_date, short_date
from tracker.errors import DateError, RefusedError
from tracker.i18n import N_, _
from tracker.models import CalendarDay
from tracker.text import key, one_line

LONGEST = 300
"""Characters of a name or a source."""
MOST_ERRORS = 10
"""Wrong rows that a refusal names."""
_KINDS = {
    "off": ("off", "nghi", "ngay nghi", "nghi le", "nghi tet", "nghi bu", "nghi hoan doi", "day off"),
    "work": ("work", "lam viec", "ngay lam viec", "lam bu", "di lam bu", "lam hoan doi", "working day"),
}
_COLUMNS = {
    "date": ("date", "day", "ngay"),
    "kind": ("kind", "loai", "loai ngay"),
    "name": ("name", "ten", "ten ngay", "noi dung"),
    "source": ("source", "nguon", "can cu", "van ban"),
}

_SAID = {"name": N_("name"), "source": N_("source")}


@dataclass(frozen=True, slots=True)
class NewDay:
    """A day as a person gives it. `kind`: off or work, or a Vietnamese word for one: nghỉ bù, làm bù, …"""

    day: date
    kind: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Imported:
    """How many days of a file were new, altered, and as they stood."""

    new: int
    altered: int
    same: int


def put(unit: Session, new: NewDay) -> str:
    """Writes a day over the shipped list, or over what the register said of it: "new", "altered" or "same"."""
    facts: dict[str, Any] = {
        "kind": _kind(new.kind),
        "name": _words(new.name, "name"),
        "source": _words(new.source, "source"),
    }
    row = unit.exec(select(CalendarDay).where(CalendarDay.day == new.day)).first()
    if row is None:
        unit.add(CalendarDay(day=new.day, **facts))
        unit.flush()
        return "new"
    if all(getattr(row, name) == value for name, value in facts.items()):
        return "same"
    for name, value in facts.items():
        setattr(row, name, value)
    unit.add(row)
    unit.flush()
    return "altered"


def take_back(unit: Session, day: date) -> None:
    """Removes the register's own word on a day; the shipped list and the days of the week say it again."""
    row = unit.exec(select(CalendarDay).where(CalendarDay.day == day)).first()
    if row is None:
        raise RefusedError(
            reason=_(
                "The register says nothing of its own about {day}; “tracker calendar list” shows the days, and "
                "“tracker calendar set” puts a day over the shipped list."
            ).format(day=short_date(day))
        )
    unit.delete(row)
    unit.flush()


def put_all(unit: Session, days: Iterable[NewDay]) -> Imported:
    """Writes the days of a file; one that the shipped list says in the same words is left to it."""
    shipped = {(row.day, row.kind, row.name) for row in listed()}
    own = {row.day for row in unit.exec(select(CalendarDay))}
    counts = {"new": 0, "altered": 0, "same": 0}
    for new in days:
        known = new.day not in own and (new.day, new.kind, new.name) in shipped
        counts["same" if known else put(unit, new)] += 1
    return Imported(**counts)


def read_csv(data: bytes, name: str) -> list[NewDay]:
    """The days of a CSV file with the columns date, kind, name, source; others are let be.

    Refuses a file that is none, and one with a wrong row: the refusal names the rows and what is wrong with each.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedError(reason=_("{name} is not text in UTF-8; save it as “CSV UTF-8”.").format(name=name)) from None
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count), strict=True)
    found: list[NewDay] = []
    wrong: list[str] = []
    try:
        places = _places(next(rows, []), name)
        seen: dict[date, NewDay] = {}
        for row in rows:
            if not any(map(one_line, row)):
                continue
            try:
                new = _row(row, places)
                if seen.setdefault(new.day, new) != new:
                    raise RefusedError(reason=_("{day} stands twice").format(day=short_date(new.day)))
                found.append(new)
            except (RefusedError, DateError) as error:
                wrong.append(_("row {n}: {reason}").format(n=rows.line_num, reason=str(error).rstrip(".")))
    except csv.Error as error:
        raise RefusedError(
            reason=_("{name} is not a CSV file that can be read: row {n}: {reason}.").format(
                name=name, n=rows.line_num, reason=error
            )
        ) from None
    if wrong:
        more = _("; and {n} more").format(n=len(wrong) - MOST_ERRORS) if len(wrong) > MOST_ERRORS else ""
        raise RefusedError(
            reason=_("Nothing was imported from {name}: {rows}.").format(
                name=name, rows="; ".join(wrong[:MOST_ERRORS]) + more
            )
        )
    return found


def _places(header: Sequence[str], name: str) -> dict[str, int]:
    """Where each column stands."""
    heads = [key(cell) for cell in header]
    places = {
        column: next((heads.index(word) for word in words if word in heads), -1) for column, words in _COLUMNS.items()
    }
    missing = [column for column, place in places.items() if place < 0]
    if missing:
        raise RefusedError(
            reason=_("{name} lacks the columns: {columns}; its first row has to be: date,kind,name,source.").format(
                name=name, columns=", ".join(missing)
            )
        )
    return places


def _row(row: Sequence[str], places: dict[str, int]) -> NewDay:
    cells = {column: one_line(row[place]) if place < len(row) else "" for column, place in places.items()}
    day = read_date(cells["date"], date(2001, 1, 1))
    if day != read_date(cells["date"], date(2002, 2, 2)):
        raise RefusedError(reason=_("“{text}” does not say its year").format(text=cells["date"]))
    return NewDay(day, _kind(cells["kind"]), _words(cells["name"], "name"), _words(cells["source"], "source"))


def _kind(text: str) -> str:
    """off or work; a swapped day off is off, a day worked for it is work."""
    for kind, words in _KINDS.items():
        if key(text) in words:
            return kind
    raise RefusedError(
        reason=_("“{text}” is no kind of day; it is off (“nghỉ”, “nghỉ bù”) or work (“làm bù”).").format(
            text=one_line(text)[:40]
        )
    )


def _words(text: str, column: str) -> str:
    words = one_line(text)
    if not words:
        raise RefusedError(reason=_("A day needs its {column}.").format(column=_(_SAID[column])))
    if len(words) > LONGEST:
        raise RefusedError(
            reason=_("The {column} is longer than {n} characters.").format(column=_(_SAID[column]), n=LONGEST)
        )
    return words
