"""From the names in a row to agencies, people and the one visit that it comes from. Each name is looked up once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from tracker.calendar import short_date
from tracker.errors import AmbiguousNameError, NotFoundError, RefusedError, UnknownNameError
from tracker.exchange.tasks.cells import day_in, day_of, names_in, person_in
from tracker.exchange.tasks.rows import TaskRow
from tracker.gazetteer.names import read_agency
from tracker.i18n import _
from tracker.models import Agency, Official, Visit
from tracker.queries.names import agencies_matching, by_number, find_agency, find_official
from tracker.queries.tasks import Guest, Met, met, visits_on
from tracker.records import agencies, officials
from tracker.text import key

_NUMBERED = re.compile(r"(?:(?:số|chuyến|visit|no\.?|#)\s*)*(?P<number>\d{1,9})\b(?![/.-])", re.IGNORECASE)
_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says of a sheet as a whole. `visit`: the visit of the rows that name none; `province`: of agencies
    named without one; `done_on`: when what the sheet calls done without a day was done; `without_evidence`: why it has
    none; `new_names`: whether unknown agencies and people are written down; `name`: of the file."""

    today: date
    name: str
    visit: str | None = None
    province: str | None = None
    done_on: date | None = None
    without_evidence: str | None = None
    new_names: bool = False


@dataclass
class Finder:
    """Looks names up for the rows of one sheet."""

    unit: Session
    options: Options
    _agencies: dict[tuple[str, date, int], int] = field(default_factory=dict)
    _ids: dict[tuple[str, date], int | None] = field(default_factory=dict)
    _days: dict[date, list[Met]] = field(default_factory=dict)
    _visits: dict[int, Met] = field(default_factory=dict)

    def agency(self, name: str, visit: Visit, day: date) -> int:
        """The agency of a name on the day: one without its province is the one at the visit, or in the province that
        was said. Refuses a name that means none or several."""
        place = (name, day, visit.key)
        if place not in self._agencies:
            self._agencies[place] = self._found(name, visit, day).key
        return self._agencies[place]

    def _found(self, name: str, visit: Visit, day: date) -> Agency:
        try:
            return agencies.obtain(self.unit, name, day)
        except UnknownNameError:
            here = [guest.agency_id for guest in self.met(visit).guests if _is_named(guest, name)]
            if len(here) == 1:
                return self.unit.get_one(Agency, here[0])
            if len(here) > 1:
                guests = [guest.name for guest in self.met(visit).guests if guest.agency_id in here]
                raise AmbiguousNameError(what=_("agency"), name=name, candidates=guests) from None
            if self.options.province and read_agency(name).province is None:
                try:
                    return agencies.obtain(self.unit, f"{name} {self.options.province}", day)
                except UnknownNameError:
                    pass
            if not self.options.new_names:
                raise
        agencies.report_added(self.unit, name)
        return agencies.add_agency(self.unit, name, source=self.options.name)

    def refuse_unknown(self, name: str) -> None:
        """Refuses a name that means no agency of any time, where new ones are not to be written down."""
        if not self.options.new_names:
            agencies_matching(self.unit, name)

    def official(self, text: str, lead: Agency) -> Official:
        """The person named, one of those known or, where that was said, a new one of the lead."""
        name = person_in(text)
        try:
            return find_official(self.unit, name)
        except UnknownNameError:
            if not self.options.new_names:
                raise
        return officials.obtain(self.unit, name, None, lead)

    def met(self, visit: Visit) -> Met:
        """Who was at the visit."""
        if visit.key not in self._visits:
            self._visits[visit.key] = met(self.unit, visit)
        return self._visits[visit.key]

    def visit(self, row: TaskRow, given: date | None) -> Visit:
        """The visit that a row comes from: by its number or uid, else by day and parties, else the one that was said.
        Refuses a row that matches none or several."""
        said = row.text("visit")
        day = day_of(row.cells.get("visit_day"), self.options.today)
        numbered = _UID.match(said) or _NUMBERED.match(said)
        if numbered:
            visit = by_number(self.unit, Visit, numbered["number"] if numbered.re is _NUMBERED else numbered[0])
            if day and not _holds(visit, day):
                raise RefusedError(
                    reason=_("Visit {id} was not on {day}; correct the number or the day.").format(
                        id=visit.key, day=short_date(day)
                    )
                )
            return visit
        day = day or day_in(said, self.options.today) or given
        matching = self._matching(row, said, day) if day else []
        if len(matching) == 1:
            return self.unit.get_one(Visit, matching[0])
        if self.options.visit:
            return by_number(self.unit, Visit, self.options.visit)
        if matching:
            listed = ", ".join(map(str, matching))
            raise RefusedError(
                reason=_("Several visits fit: {ids}. Write the number of one, or name it with --visit.").format(
                    ids=listed
                )
            )
        if day is None:
            raise RefusedError(
                reason=_("It does not say at which visit it was promised; name the visit of such rows with --visit.")
            )
        raise RefusedError(
            reason=_("No visit of {day} had these agencies; name the visit of such rows with --visit.").format(
                day=short_date(day)
            )
        )

    def _matching(self, row: TaskRow, said: str, day: date) -> list[int]:
        """The visits of the day that most of the row's agencies were at."""
        if day not in self._days:
            self._days[day] = visits_on(self.unit, day)
        names = [n for name in ("lead", "with", "counterpart") for n in names_in(str(row.cells.get(name) or ""))]
        found = {met.id: self._in_common(met, names, key(said), day) for met in self._days[day]}
        most = max(found.values(), default=0)
        return [id_ for id_, n in found.items() if n == most] if most else []

    def _in_common(self, visit: Met, names: Sequence[str], said: str, day: date) -> int:
        """How well the visit fits: an agency that is named counts for more than its province."""
        ids = {self._id(name, day) for name in names} - {None}
        fits = 0
        for guest in visit.guests:
            if guest.agency_id in ids or any(_is_named(guest, name) for name in names):
                fits += 3
            elif guest.province and f" {guest.province} " in f" {said} ":
                fits += 1
        return fits

    def _id(self, name: str, day: date) -> int | None:
        if (name, day) not in self._ids:
            try:
                found = find_agency(self.unit, name, day)
                self._ids[name, day] = found.id if isinstance(found, Agency) else None
            except (UnknownNameError, AmbiguousNameError, NotFoundError):
                self._ids[name, day] = None
        return self._ids[name, day]


def _holds(visit: Visit, day: date) -> bool:
    return visit.started_on is None or visit.started_on <= day <= (visit.ended_on or visit.started_on)


def _is_named(guest: Guest, name: str) -> bool:
    """Whether a name without a province ("Sở Nội vụ") is that of the agency at the visit."""
    read = read_agency(name)
    return read.province is None and not read.rest and bool(guest.departments & set(read.department_names))
