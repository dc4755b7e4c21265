"""Commitments counted in the Government's 2 x 2, by group. The same conditions choose them as choose the list.

Each commitment is in one cell: done on time or late, not done in time or overdue; done or not done without a due date;
suspended; cancelled. It is in one group too, but that by topics it is in the group of each topic of its visit. The
bottom line counts each once, whatever the grouping.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, extract, func, select
from sqlmodel import Session, col

from tracker.i18n import language
from tracker.models import Commitment, Discussion, Official, Topic
from tracker.models.commitment import GRADES
from tracker.queries.choosing import Choice, Question
from tracker.queries.naming import Names
from tracker.queries.parts import batches
from tracker.queries.standing import Columns
from tracker.text import sort_key

GROUPINGS = ("lead", "counterpart", "province", "topic", "quarter", "grade", "official")
Counts = Counter[str]


@dataclass(frozen=True, slots=True)
class Cells:
    """How many are in each cell. The first four are the Government's 2 x 2."""

    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    done_no_due: int = 0
    open_no_due: int = 0
    suspended: int = 0
    cancelled: int = 0

    @property
    def total(self) -> int:
        """All of them: every commitment is in one cell."""
        return sum(asdict(self).values())

    def as_json(self) -> dict[str, int]:
        """For outside programs."""
        return {**asdict(self), "total": self.total}


CELLS = tuple(cell.name for cell in fields(Cells))


@dataclass(frozen=True, slots=True)
class Group:
    """One line. `key`: a local number, a slug, a code or "2024-Q2"; None: those that have none."""

    key: int | str | None
    name: str | None
    cells: Cells


@dataclass(frozen=True, slots=True)
class Totals:
    """Groups in Vietnamese order, the ones without a name last, and the bottom line.

    `repeated`: how many times a commitment is in more than one group: the lines add up to the whole and this.
    """

    groups: tuple[Group, ...]
    whole: Cells

    @property
    def repeated(self) -> int:
        """By how much the lines exceed the whole."""
        return sum(group.cells.total for group in self.groups) - self.whole.total


def totals(session: Session, question: Question, by: str | None = None) -> Totals:
    """The question's commitments counted, by one of GROUPINGS or only as a whole."""
    choice = Choice(session, question)
    whole = _counted(choice, None)
    cells = Cells(**whole[None]) if whole else Cells()
    if by is None:
        return Totals((), cells)
    grouped = _counted(choice, by)
    if by == "province":
        grouped = _by_province(session, grouped, question)
    names = _names(session, by, grouped, question)
    groups = [Group(key, names.get(key), Cells(**counts)) for key, counts in grouped.items()]
    return Totals(tuple(sorted(groups, key=lambda group: _place(by, group))), cells)


def _cell(columns: Columns) -> ColumnElement[str]:
    """The cell that a commitment is in on the day."""
    due, done = columns.due_on, columns.stage == "done"
    return case(
        (columns.stage == "cancelled", "cancelled"),
        (columns.stage == "suspended", "suspended"),
        (and_(due.is_(None), done), "done_no_due"),
        (due.is_(None), "open_no_due"),
        (and_(done, columns.done_on > due), "done_late"),
        (done, "done_on_time"),
        (due < columns.as_of, "open_overdue"),
        else_="open_in_time",
    )


def _counted(choice: Choice, by: str | None) -> dict[Any, Counts]:
    """How many are in each cell of each group, by the group's key; as a whole under None."""
    columns = choice.columns
    facts = select(_cell(columns).label("cell")).select_from(Commitment).where(*choice.conditions)
    keys: list[SQLColumnExpression[Any]] = []
    match by:
        case "topic":
            of_visit = select(col(Discussion.visit_id), col(Topic.slug)).join(Topic).distinct().subquery()
            facts = facts.outerjoin(of_visit, of_visit.c.visit_id == col(Commitment.visit_id))
            keys = [of_visit.c.slug]
        case "quarter":
            keys = [extract("year", columns.due_on), extract("month", columns.due_on)]
        case "lead" | "province":
            keys = [columns.lead_id]
        case "counterpart":
            keys = [col(Commitment.counterpart_id)]
        case "grade":
            keys = [columns.grade]
        case "official":
            keys = [columns.official_id]
    each = facts.add_columns(*(key.label(f"key_{n}") for n, key in enumerate(keys))).subquery()
    statement = select(func.count(), *each.c).group_by(*each.c)
    found: dict[Any, Counts] = defaultdict(Counter)
    for n, cell, *key in choice.session.execute(statement):
        found[_key(by, key)][cell] += n
    return found


def _key(by: str | None, key: Sequence[Any]) -> Any:
    if by == "quarter":
        return None if key[0] is None else f"{int(key[0])}-Q{(int(key[1]) + 2) // 3}"
    return key[0] if key else None


def _by_province(session: Session, leads: dict[Any, Counts], question: Question) -> dict[Any, Counts]:
    """The groups of the leads put together by the province of each on the day."""
    names = Names(session, leads)
    found: dict[Any, Counts] = defaultdict(Counter)
    for lead, counts in leads.items():
        found[names.province(lead, question.as_of)].update(counts)
    return found


def _names(session: Session, by: str, groups: Collection[Any], question: Question) -> dict[Any, str | None]:
    """What the groups are called; grades and quarters by their codes."""
    keys = [key for key in groups if key is not None]
    if by in ("lead", "counterpart"):
        agencies = Names(session, keys)
        return {key: agencies.agency(key, question.as_of) for key in keys}
    if by == "official":
        return {
            id_: name
            for part in batches(keys)
            for id_, name in session.execute(
                select(col(Official.id), col(Official.full_name)).where(col(Official.id).in_(part))
            )
        }
    if by == "topic":
        name = col(Topic.name_vi if language() == "vi" else Topic.name_en)
        return {slug: called for slug, called in session.execute(select(col(Topic.slug), name)) if slug in groups}
    return {key: str(key) for key in keys}


def _place(by: str, group: Group) -> tuple[Any, ...]:
    """In Vietnamese order, grades from the softest, quarters by time; the ones without a name last."""
    if group.name is None:
        return (1,)
    return 0, GRADES.index(group.name) if by == "grade" else sort_key(group.name), str(group.key)
