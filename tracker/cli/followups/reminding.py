"""`tracker followup calendar · digest · check`: who must be reminded of what, for calendars, letters and cron."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.calendar import WorkingDays, read_date, short_date
from tracker.cli.app import command
from tracker.cli.followups.group import AsOf, app
from tracker.cli.output import AsCsv, AsJson, emit, save
from tracker.cli.settings import day, home, reading, today
from tracker.errors import DateError, UsageError
from tracker.i18n import N_, _

if TYPE_CHECKING:
    from datetime import date

    from tracker.queries.letterhead import Sender
    from tracker.queries.reminders import Asked
    from tracker.reminders.digest import Digest

Leads = Annotated[list[str], typer.Option("--lead", metavar="AGENCY", help=N_("Only what it leads; may be repeated."))]
Within = Annotated[
    str,
    typer.Option(metavar="TIME", help=N_("How far ahead: 7d, 2w (days of the calendar) or “5 ngày làm việc”.")),
]
_AHEAD = re.compile(r"(\d{1,3}) ?(d|w)?", re.IGNORECASE)


def _asked(as_of: str | None, leads: list[str], official: str | None = None) -> "Asked":
    from tracker.queries.reminders import Asked

    return Asked(day(as_of) or today(), today(), tuple(leads), official)


def _until(within: str, as_of: "date", days: WorkingDays) -> "date":
    """The last day of the time ahead."""
    try:
        return read_date("+" + within.strip().removeprefix("+"), as_of, days)
    except DateError:
        raise UsageError(
            reason=_("“{text}” is no stretch of time; write it as 7d, 2w or “5 ngày làm việc”.").format(
                text=within[:60]
            )
        ) from None


def _days_ahead(alarm: str) -> int:
    """How many days before the due date an alarm rings."""
    found = _AHEAD.fullmatch(alarm.strip())
    if found is None:
        raise UsageError(
            reason=_("“{text}” is no time for an alarm; write it as 3d, 1w, 0d or none.").format(text=alarm[:60])
        )
    return int(found[1]) * (7 if (found[2] or "d").lower() == "w" else 1)


@command(app, "calendar", example='tracker followup calendar --out han.ics --lead "Sở TT&TT Bắc Ninh" --alarm 3d')
def calendar_(
    ctx: typer.Context,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help=N_("The .ics file to write; else standard output."))
    ] = None,
    lead: Leads = [],  # noqa: B006
    official: Annotated[
        str | None, typer.Option(metavar="NAME", help=N_("Only what this official is in charge of."))
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=N_("Only what is late."))] = False,
    all_: Annotated[
        bool, typer.Option("--all", help=N_("Take away also what was closed or handed on more than a year ago."))
    ] = False,
    as_of: AsOf = None,
    alarm: Annotated[
        list[str],
        typer.Option(metavar="TIME", help=N_("How long before to remind: 3d, 1w, 0d or none; may be repeated.")),
    ] = ["3d"],  # noqa: B006
) -> None:
    """Write the due dates as a calendar for Outlook or Thunderbird.

    Import it again and again: what got more time moves, what was kept, cancelled or handed on is taken away.
    """
    from tracker.queries.calendar import working_days
    from tracker.queries.reminders import entries

    alarms = [_days_ahead(one) for one in alarm if one.strip().lower() != "none"]
    asked = _asked(as_of, lead, official)
    with reading(ctx) as session:
        found, days = entries(session, asked, overdue=overdue, old=all_), working_days(session)
    if not found:
        typer.echo(_("Nothing that is open has a due date in this scope; no calendar was written."), err=True)
        return
    from tracker.reminders.ics import calendar

    whose = "; ".join([*lead, *([official] if official else [])])
    name = _("Commitments: {whose}").format(whose=whose) if whose else _("Commitments")
    content = calendar(found, name=name, alarms=alarms, days=days)
    if out is None or str(out) == "-":
        typer.get_binary_stream("stdout").write(content)
        return
    save(out, content)
    gone = sum(entry.gone for entry in found)
    typer.echo(
        _("Written: {place}; {open} due dates, {gone} taken away.").format(
            place=out, open=len(found) - gone, gone=gone
        ),
        err=True,
    )


@command(app, "digest", example='tracker followup digest --lead "Sở TT&TT Bắc Ninh" --within 14d')
def digest(
    ctx: typer.Context,
    lead: Leads = [],  # noqa: B006
    within: Within = "14d",
    as_of: AsOf = None,
    kind: Annotated[
        str | None,
        typer.Option("--format", metavar="text|eml|docx", help=N_("Text, a mail, or an official letter to be signed.")),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE|DIR", help=N_("The file to write, or a folder for one file an agency."))
    ] = None,
) -> None:
    """Tell each lead agency what is late, what falls due soon and what waits for confirmation."""
    from tracker.queries.calendar import working_days
    from tracker.queries.letterhead import sender
    from tracker.queries.reminders import due

    asked = _asked(as_of, lead)
    kind = _kind(kind, out)
    with reading(ctx) as session:
        until = _until(within, asked.as_of, working_days(session))
        found = due(session, asked, until, waiting=True)
        head = sender(session, home(), asked.as_of) if kind == "docx" else None
    if not found:
        typer.echo(
            _("Nothing is late, falls due by {day} or waits for confirmation.").format(day=short_date(until)), err=True
        )
        return
    from tracker.reminders.digest import digests

    each = digests(found, asked.as_of, until)
    for one in each:
        if one.lead and one.lead.ended_on:
            typer.echo(
                _("{name} ended on {day}; “tracker followup transfer” hands its promises to a successor.").format(
                    name=one.lead.name, day=short_date(one.lead.ended_on)
                ),
                err=True,
            )
    _hand_out([(one.stem, _drawn(one, kind, head)) for one in each], kind, out)


_KINDS = ("text", "eml", "docx")
_ENDINGS = {"text": ".txt", "eml": ".eml", "docx": ".docx"}


def _kind(kind: str | None, out: Path | None) -> str:
    """The format that is asked for, else as the file's name ends, else text."""
    ending = out.suffix.lower() if out is not None else ""
    named = next((name for name, its in _ENDINGS.items() if its == ending), None)
    if kind is not None and kind not in _KINDS:
        raise UsageError(
            reason=_("The format “{name}” is not one of: {all}.").format(name=kind[:60], all=", ".join(_KINDS))
        )
    if ending and not named and out is not None and not out.is_dir():
        raise UsageError(
            reason=_("No digest can be written as “{name}”; the name may end in: {all}.").format(
                name=ending[:60], all=", ".join(_ENDINGS.values())
            )
        )
    if kind and named and kind != named:
        raise UsageError(
            reason=_("The file is named “{name}” but the format is {kind}; leave one of them out.").format(
                name=ending, kind=kind
            )
        )
    return kind or named or "text"


def _drawn(one: "Digest", kind: str, head: "Sender | None") -> bytes:
    if kind == "docx":
        from tracker.reminders.letter import letter

        assert head is not None
        return letter(one, head)
    if kind == "eml":
        from tracker.reminders.mail import eml

        return eml(one)
    from tracker.reminders.digest import page
    from tracker.reminders.page import as_text

    return as_text(page(one)).encode()


def _hand_out(each: list[tuple[str, bytes]], kind: str, out: Path | None) -> None:
    """To standard output, into one file, or into a folder with a file for each."""
    alone = out is None or str(out) == "-"
    if alone and (kind == "text" or (kind == "eml" and len(each) == 1)):
        typer.get_binary_stream("stdout").write(b"\n".join(content for _stem, content in each))
        return
    if out is None or alone:
        raise UsageError(reason=_("Say with --out where to write it: a file, or a folder for one file an agency."))
    one_file = bool(out.suffix) and not out.is_dir()
    if one_file and len(each) > 1 and kind != "text":
        raise UsageError(
            reason=_(
                "There is a digest for each of {n} agencies; give a folder with --out, or one agency with --lead."
            ).format(n=len(each))
        )
    if one_file:
        save(out, b"\n".join(content for _stem, content in each))
        typer.echo(_("Written: {place}.").format(place=out), err=True)
        return
    for place, content in _places(out, each, kind):
        save(place, content)
        typer.echo(_("Written: {place}.").format(place=place), err=True)


def _places(folder: Path, each: list[tuple[str, bytes]], kind: str) -> list[tuple[Path, bytes]]:
    """A file for each; of two agencies of one name the later gets a number."""
    found: dict[Path, bytes] = {}
    for stem, content in each:
        place, number = folder / f"{stem}{_ENDINGS[kind]}", 1
        while place in found:
            number += 1
            place = folder / f"{stem}-{number}{_ENDINGS[kind]}"
        found[place] = content
    return list(found.items())


@command(app, "check", example="tracker followup check --within 7d")
def check(
    ctx: typer.Context,
    within: Within = "7d",
    lead: Leads = [],  # noqa: B006
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say what is late or falls due soon, for cron: silent with exit code 0 when there is nothing, else 3."""
    from tracker.queries.calendar import working_days
    from tracker.queries.reminders import due

    asked = _asked(as_of, lead)
    with reading(ctx) as session:
        until = _until(within, asked.as_of, working_days(session))
        found = due(session, asked, until)
    if not found:
        return
    from tracker.queries.followups import COLUMNS
    from tracker.reminders.wording import lead as leads
    from tracker.reminders.wording import state

    shapes = [one.row.as_json() for one in found]
    emit(
        shapes,
        [_("No."), _("What"), _("Lead"), _("Official in charge"), _("Due"), _("State")],
        [
            (
                one.row.id,
                one.row.text,
                one.lead.name if one.lead else leads(one.row),
                one.row.official,
                short_date(one.row.due_on) if one.row.due_on else "",
                state(one.row, asked.as_of),
            )
            for one in found
        ],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=COLUMNS,
        csv_rows=[[shape[column] for column in COLUMNS] for shape in shapes],
    )
    raise typer.Exit(3)
