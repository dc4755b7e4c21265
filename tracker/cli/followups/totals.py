"""`tracker followup totals`: promises counted in the Government's 2 x 2."""

from typing import Annotated, Any

import typer

from tracker.cli.app import command
from tracker.cli.followups.asked import Asked, Filter, View
from tracker.cli.followups.group import AsOf, app
from tracker.cli.output import AsCsv, AsJson, emit
from tracker.cli.settings import day, reading, today
from tracker.cli.words import word
from tracker.errors import UsageError
from tracker.i18n import N_, _


@command(app, "totals", example='tracker followup totals --by lead "given>=1/1/2024"')
def totals(
    ctx: typer.Context,
    words: Filter = None,
    by: Annotated[
        str | None, typer.Option(help=N_("lead, counterpart, province, topic, quarter, grade or official."))
    ] = None,
    as_of: AsOf = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits from this day on."))] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits up to this day."))] = None,
    view: View = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Count what was promised: done on time or late, not done in time or overdue, and what has no due date."""
    from tracker.queries import totals as counting
    from tracker.queries.scope import Scope

    if by is not None and by not in counting.GROUPINGS:
        raise UsageError(
            reason=_("“{name}” is nothing to group by; it is one of: {all}.").format(
                name=by[:80], all=", ".join(counting.GROUPINGS)
            )
        )
    scope = Scope(since=day(since), until=day(until))
    asked = Asked(day(as_of) or today(), words=words, view=view, scope=scope)
    with reading(ctx) as session:
        found = counting.totals(session, asked.question(), by)
    groups = [{"key": one.key, "name": one.name, **one.cells.as_json()} for one in found.groups]
    shape = {"as_of": asked.as_of.isoformat(), "by": by, "groups": groups, "repeated": found.repeated}
    whole: dict[str, Any] = {"key": None, "name": None, **found.whole.as_json()}
    lines = [*((_name(by, one.name), one.cells) for one in found.groups), (_("In all"), found.whole)]
    cells = (*counting.CELLS, "total")
    emit(
        shape | {"total": found.whole.as_json()},
        ["", *(_HEADS[cell]() for cell in cells)],
        [(name, *(n or "" for n in counted.as_json().values())) for name, counted in lines],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=["key", "name", *cells],
        csv_rows=[list(one.values()) for one in (*groups, whole | {"key": "total", "name": _("In all")})],
    )
    if found.repeated and not (as_json or as_csv):
        said = _("A promise counts in the line of each of its topics, and once in the last; {n} counts are repeated.")
        typer.echo(said.format(n=found.repeated), err=True)


_HEADS = {
    "done_on_time": lambda: _("Done on time"),
    "done_late": lambda: _("Done late"),
    "open_in_time": lambda: _("Not done, in time"),
    "open_overdue": lambda: _("Not done, overdue"),
    "done_no_due": lambda: _("Done, no due date"),
    "open_no_due": lambda: _("Not done, no due date"),
    "suspended": lambda: _("Suspended"),
    "cancelled": lambda: _("Cancelled"),
    "total": lambda: _("In all"),
}


def _name(by: str | None, name: str | None) -> str:
    """What a group is called in a table."""
    if name is None:
        return _("no due date") if by == "quarter" else _("(none)")
    if by == "quarter":
        return _quarter(name)
    return word(name) if by == "grade" else name


def _quarter(code: str) -> str:
    """ "2024-Q2" as an office writes it."""
    year, _q, number = code.partition("-Q")
    return _("quarter {number}/{year}").format(number=("I", "II", "III", "IV")[int(number) - 1], year=year)
