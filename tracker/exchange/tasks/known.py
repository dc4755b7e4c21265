"""Where a row of a sheet and the promise that it is differ in what no event changes: reported, and left as it is."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from tracker.calendar import short_date
from tracker.errors import DateError
from tracker.exchange.tasks.cells import GRADE_WORDS, day_of, is_vague, names_in, person_in
from tracker.exchange.tasks.rows import TaskRow
from tracker.gazetteer.names import agency_key, read_agency
from tracker.models import Commitment
from tracker.queries.followups import FollowupRow
from tracker.queries.tasks import papers_of
from tracker.text import key


@dataclass(frozen=True, slots=True)
class Differing:
    """A cell that says something else than the register."""

    row: int
    id: int
    column: str
    sheet: str
    register: str


def differing(
    session: Session, row: TaskRow, commitment: Commitment, shown: FollowupRow, today: date
) -> list[Differing]:
    """The cells of the row that differ; an empty cell never does."""
    found = []

    def compare(name: str, register: str, *, same: bool) -> None:
        if row.text(name) and not same:
            found.append(Differing(row.number, commitment.key, row.headers[name], row.text(name), register))

    compare("text", shown.text, same=key(row.text("text")) == key(shown.text))
    leads = [name for name in (shown.lead, shown.original_lead) if name]
    compare("lead", shown.lead or "", same=_all_named(row, "lead", leads))
    compare("with", "; ".join(shown.coordinating), same=_all_named(row, "with", list(shown.coordinating)))
    others = [shown.counterpart] if shown.counterpart else []
    compare("counterpart", shown.counterpart or "", same=_all_named(row, "counterpart", others))
    compare("official", shown.official or "", same=key(person_in(row.text("official"))) == key(shown.official or ""))
    compare("grade", shown.grade, same=GRADE_WORDS.get(key(row.text("grade"))) == shown.grade)
    given = short_date(shown.given_on) if shown.given_on else ""
    compare("given", given, same=_day(row, "given", today) == shown.given_on)
    if row.text("source"):
        papers = papers_of(session, [commitment.uid])[commitment.uid]
        compare("source", "; ".join(papers), same=key(row.text("source")) in map(key, papers))
    return found


def _day(row: TaskRow, name: str, today: date) -> date | None:
    try:
        return day_of(row.cells.get(name), today)
    except DateError:
        return None


def _all_named(row: TaskRow, column: str, names: list[str]) -> bool:
    """Whether every agency of the cell is one of the names, however it is written."""
    written = [name for name in names_in(str(row.cells.get(column) or "")) if not is_vague(name)]
    return all(any(_alike(one, name) for name in names) for one in written)


def _alike(one: str, other: str) -> bool:
    if agency_key(one) == agency_key(other):
        return True
    read, its = read_agency(one), read_agency(other)
    if not read.department_names or read.rest != its.rest or not set(read.department_names) & set(its.department_names):
        return False
    return read.province in (None, its.province)
