"""`tracker calendar …`."""

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.calendar import short_date
from tracker.cli.app import command, group
from tracker.cli.output import AsCsv, AsJson, emit
from tracker.cli.settings import day, reading, warn_unlisted, writing
from tracker.cli.words import weekday, word
from tracker.errors import RefusedError
from tracker.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from tracker.operations import RegisterSession

app = group(N_("Days off and days worked: list, set, unset, import."))

Day = Annotated[str, typer.Argument(metavar="DATE", help=N_("The day."))]


@command(app, "list", example="tracker calendar list --year 2026")
def list_(
    ctx: typer.Context,
    year: Annotated[int | None, typer.Option(min=1945, max=2100, help=N_("Only the days of this year."))] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the days off and the days worked in exchange: the shipped ones, and the register's own over them."""
    from tracker.queries.calendar import COLUMNS, calendar_days, working_days

    with reading(ctx) as session:
        rows = calendar_days(session, year)
        known = working_days(session)
    shapes = [row.as_json() for row in rows]
    emit(
        shapes,
        [_("Day"), _("Weekday"), _("Kind"), _("Name"), _("Source"), _("Said by")],
        [
            (short_date(row.day), weekday(row.day), word(row.kind), row.name, row.source, word(row.origin))
            for row in rows
        ],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=COLUMNS,
        csv_rows=[[shape[column] for column in COLUMNS] for shape in shapes],
        empty=_("No day off is listed."),
    )
    if year is not None and not known.known(year):
        warn_unlisted([year])


@command(app, "set", example='tracker calendar set 14/4/2026 off --name "Nghỉ theo địa phương" --source "12/TB-UBND"')
def set_(
    ctx: typer.Context,
    on: Day,
    kind: Annotated[str, typer.Argument(metavar="off|work", help=N_("A day off, or a day worked."))],
    name: Annotated[str, typer.Option(metavar="TEXT", help=N_("What the day is called."))],
    source: Annotated[str, typer.Option(metavar="TEXT", help=N_("The paper or page that says so."))],
) -> None:
    """Say that a day is off or worked; it wins over the shipped list. No deadline is changed."""
    from tracker.records import calendar

    new = calendar.NewDay(_day(on), kind, name, source)
    with writing(ctx) as unit:
        done = calendar.put(unit, new)
        moved = _moved(unit)
    said = {
        "new": _("{day} is written down."),
        "altered": _("{day} is altered."),
        "same": _("{day} stands so already."),
    }
    typer.echo(said[done].format(day=short_date(new.day)))
    _say_moved(moved)


@command(app, "unset", example="tracker calendar unset 14/4/2026")
def unset(ctx: typer.Context, on: Day) -> None:
    """Take back what the register says of a day; the shipped list holds again. No deadline is changed."""
    from tracker.records import calendar

    wanted = _day(on)
    with writing(ctx) as unit:
        calendar.take_back(unit, wanted)
        moved = _moved(unit)
    typer.echo(_("{day} is taken back.").format(day=short_date(wanted)))
    _say_moved(moved)


@command(app, "import", example="tracker calendar import lich-2027.csv")
def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=N_("CSV with the columns date, kind, name, source."))],
) -> None:
    """Take over the days of a CSV file: all or none. The kinds are off and work, or “nghỉ”, “nghỉ bù”, “làm bù”.

    The same file a second time changes nothing. No deadline is changed.
    """
    from pathlib import Path

    from tracker.records import calendar

    try:
        data = Path(file).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RefusedError(
            reason=_("The file {name} cannot be read: {reason}.").format(name=file[:200], reason=reason)
        ) from None
    days = calendar.read_csv(data, Path(file).name)
    with writing(ctx) as unit:
        counts = calendar.put_all(unit, days)
        moved = _moved(unit)
    typer.echo(
        _("Days of the file: {new} new, {altered} altered, {same} as they stood.").format(
            new=counts.new, altered=counts.altered, same=counts.same
        )
    )
    _say_moved(moved)


def _day(text: str) -> "date":
    found = day(text)
    assert found is not None
    return found


def _moved(unit: "RegisterSession") -> int:
    from tracker.queries.checks import moved_deadlines

    return sum(1 for _one in moved_deadlines(unit, counted=True))


def _say_moved(n: int) -> None:
    """The dates stay as they are; that they would move is said."""
    if n:
        typer.echo(
            ngettext(
                "{n} open deadline would fall on another day now; “tracker check deadlines” lists it.",
                "{n} open deadlines would fall on another day now; “tracker check deadlines” lists them.",
                n,
            ).format(n=n),
            err=True,
        )
