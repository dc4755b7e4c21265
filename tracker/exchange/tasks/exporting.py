"""The register's promises as a task sheet that the import reads again: the same columns, the uid in the last one."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlmodel import Session

from tracker.calendar import short_date
from tracker.i18n import N_, _
from tracker.models import CommitmentEvent
from tracker.queries.followups import FollowupRow
from tracker.queries.tasks import days_of, events_by, papers_of
from tracker.sheets import to_csv

COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("no", N_("Row"), 6),
    ("text", N_("What was promised"), 48),
    ("lead", N_("Lead agency"), 30),
    ("with", N_("Coordinating agencies"), 30),
    ("counterpart", N_("Counterpart"), 26),
    ("official", N_("Official in charge"), 20),
    ("grade", N_("Grade"), 12),
    ("given", N_("Given on"), 12),
    ("source", N_("Source paper"), 18),
    ("due", N_("Due on"), 14),
    ("extended", N_("Extended to"), 12),
    ("state", N_("Stage"), 15),
    ("done", N_("Done on"), 12),
    ("evidence", N_("Evidence"), 20),
    ("result", N_("Progress so far"), 30),
    ("timeliness", N_("Timeliness"), 16),
    ("late", N_("Days late"), 9),
    ("visit", N_("Visit"), 10),
    ("visit_day", N_("Visit day"), 12),
    ("uid", N_("Tracker uid"), 38),
)
"""Each column's field, header and width. What the sheet works out itself is not read again."""
Value = str | int | date | None
_ROW_HEIGHT = 30


def sheet_rows(
    session: Session, rows: Sequence[FollowupRow], as_of: date, say: Callable[[str], str]
) -> list[tuple[Value, ...]]:
    """The cells of each promise in the order of COLUMNS; `say` puts a code of the register into words."""
    events = events_by(session, [row.id for row in rows], as_of)
    papers = papers_of(session, [row.uid for row in rows])
    days = days_of(session, (row.visit for row in rows))
    return [
        (
            *(number, row.text, row.lead, "; ".join(row.coordinating), row.counterpart, row.official),
            *(say(row.grade), row.given_on, "; ".join(papers.get(row.uid, ())[:1])),
            row.original_due_on or row.due_text,
            row.due_on if row.due_on != row.original_due_on else None,
            *(say(row.stage), row.done_on, _last(events[row.id], "evidence"), _last(events[row.id], "note")),
            *(say(row.timeliness), row.days_late or None, row.visit, days.get(row.visit), str(row.uid)),
        )
        for number, row in enumerate(rows, start=1)
    ]


def _last(events: Sequence[CommitmentEvent], column: str) -> str | None:
    """The newest evidence, or the newest thing said on how far it is."""
    kinds = ("progress", "submitted", "returned") if column == "note" else None
    said = [getattr(event, column) for event in events if kinds is None or event.kind in kinds]
    return next(filter(None, reversed(said)), None)


def as_csv(rows: Sequence[Sequence[Value]]) -> bytes:
    """The sheet as CSV, days as dd/mm/yyyy."""
    told = [[short_date(value) if isinstance(value, date) else value for value in row] for row in rows]
    return to_csv([_(header) for _field, header, _width in COLUMNS], told).encode()


def as_workbook(rows: Sequence[Sequence[Value]], as_of: date) -> bytes:
    """The sheet as a workbook: days are days, texts are never formulas, the uid column is hidden. Its bytes follow from
    the rows and the day alone."""
    import xlsxwriter

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": datetime(as_of.year, as_of.month, as_of.day)})  # noqa: DTZ001
        page = book.add_worksheet(_("Promises"))
        plain = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
        head = book.add_format(plain | {"bold": True, "bg_color": "#DCE6F1", "valign": "vcenter", "align": "center"})
        text, day = book.add_format(plain), book.add_format(plain | {"num_format": "dd/mm/yyyy", "align": "center"})
        for at, (field, header, width) in enumerate(COLUMNS):
            page.set_column(at, at, width, None, {"hidden": True} if field == "uid" else {})
            page.write_string(0, at, _(header), head)
        page.set_row(0, _ROW_HEIGHT)
        for number, row in enumerate(rows, start=1):
            for at, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(number, at, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
                elif isinstance(value, int):
                    page.write_number(number, at, value, text)
                elif value:
                    page.write_string(number, at, value, text)
                else:
                    page.write_blank(number, at, None, text)
        page.freeze_panes(1, 2)
        page.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 2)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    return file.getvalue()
