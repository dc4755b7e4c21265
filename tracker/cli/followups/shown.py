"""How a list of promises is printed: with the urgency of each, and what it is the sum of, where that was asked for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from tracker.calendar import short_date
from tracker.cli.output import emit
from tracker.cli.words import word
from tracker.i18n import N_, _

if TYPE_CHECKING:
    from tracker.queries.followups import FollowupRow, Listing
    from tracker.queries.urgency import Part

PAGE = 100
"""How many rows a table shows unless --limit says otherwise: a big register is not poured into a terminal unasked."""
_TERMS = {
    "due_soon": N_("due in"),
    "ours": N_("ours"),
    "waiting": N_("waiting"),
    "idle": N_("nothing happened for"),
    "no_lead": N_("no lead"),
    "no_due": N_("no due date"),
}


def state(timeliness: str, days_late: int) -> str:
    """Timeliness in words, with the days."""
    return word(timeliness) + (" " + _("({n} days)").format(n=days_late) if days_late else "")


def print_listing(found: "Listing", *, explain: bool, as_json: bool, as_csv: bool, overdue: bool) -> None:
    """Prints the list; a table says how many more there are."""
    from tracker.queries.followups import COLUMNS, COUNTED
    from tracker.queries.urgency import total

    ranked = bool(found.urgency)
    shapes = [row.as_json() for row in found.rows]
    for shape in shapes if ranked else ():
        parts = found.urgency[shape["id"]]
        shape["urgency"] = total(parts)
        if explain:
            shape["urgency_terms"] = [part.as_json() for part in parts]
    columns = [_("No."), _("What"), _("Lead"), _("Grade"), _("Due"), _("State"), _("Visit")]
    columns += [_("Urgency")] if ranked else []
    emit(
        shapes,
        columns,
        [(*_cells(row), *_urgency(found, row.id, explain=explain)) for row in found.rows],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=(*COLUMNS, "urgency") if ranked else COLUMNS,
        csv_rows=[[shape[name] for name in (*COLUMNS, "urgency") if name in shape] for shape in shapes],
        empty=_("Nothing is overdue in this scope.") if overdue else _("Nothing was promised in this scope."),
    )
    more = found.total - len(found.rows)
    if more and not (as_json or as_csv):
        said = _("… and {n} more; --limit 0 shows all.")
        if more >= COUNTED:
            said = _("… and {n} more or above; --limit 0 shows all.")
        typer.echo(said.format(n=more), err=True)


def _cells(row: "FollowupRow") -> Sequence[Any]:
    return (
        row.id,
        row.text,
        row.lead or "; ".join(row.coordinating),
        word(row.grade),
        short_date(row.due_on) if row.due_on else "",
        state(row.timeliness, row.days_late),
        row.visit,
    )


def _urgency(found: "Listing", id_: int, *, explain: bool) -> Sequence[str]:
    from tracker.queries.urgency import total

    if not found.urgency:
        return ()
    parts = found.urgency[id_]
    said = f"{total(parts):.2f}"
    if explain and parts:
        said += " = " + " + ".join(map(_part, parts))
    return (said.replace("+ -", "− "),)


def _part(part: "Part") -> str:
    """One term: "11.30 overdue (45 days)"."""
    days = " " + _("({n} days)").format(n=part.days) if part.days is not None else ""
    return f"{part.points:.2f} {_(_TERMS[part.name]) if part.name in _TERMS else word(part.name)}{days}"
