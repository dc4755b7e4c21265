"""`tracker followup note · submit · return · done · evidence · reopen · suspend · resume · cancel · extend · firm ·
transfer · edit`: what happens to a promise, a step a command."""

from typing import Annotated

import typer

from tracker.calendar import short_date
from tracker.cli.app import command
from tracker.cli.followups.group import Number, On, Reason, app, find, when
from tracker.cli.settings import today, writing
from tracker.cli.words import word
from tracker.i18n import N_, _

Evidence = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help=N_("What shows it: the number of a paper, a link, or a file.")),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help=N_("What is to be said about it."))]


@command(app, "note", example='tracker followup note 1 "Đã gửi bản thảo"')
def note(
    ctx: typer.Context,
    commitment: Number,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=N_("What was done so far."))],
    on: On = None,
) -> None:
    """Write down progress."""
    from tracker.records import following

    with writing(ctx) as unit:
        row = find(unit, commitment)
        following.note(unit, row, when(on), text=text)
        number = row.key
    typer.echo(_("Noted at commitment {id}.").format(id=number))


@command(app, "submit", example='tracker followup submit 1 --evidence "12/CV-STTTT"')
def submit(ctx: typer.Context, commitment: Number, evidence: Evidence = None, text: Note = None, on: On = None) -> None:
    """Say that a promise is kept; it waits for confirmation."""
    from tracker.records import following

    with writing(ctx) as unit:
        row = find(unit, commitment)
        following.submit(unit, row, when(on), text=text, evidence=evidence)
        number = row.key
    typer.echo(_("Commitment {id} waits for confirmation; “tracker followup done {id}” confirms it.").format(id=number))


@command(app, "return", example='tracker followup return 1 --reason "Thiếu phụ lục"')
def give_back(ctx: typer.Context, commitment: Number, reason: Reason, on: On = None) -> None:
    """Give back what waits for confirmation and is not enough yet."""
    from tracker.records import following

    with writing(ctx) as unit:
        row = find(unit, commitment)
        following.give_back(unit, row, when(on), reason=reason)
        number = row.key
    typer.echo(_("Commitment {id} is in progress again.").format(id=number))


@command(app, "done", example='tracker followup done 1 --on 28/6/2024 --evidence "12/CV-STTTT"')
def done(
    ctx: typer.Context,
    commitment: Number,
    on: On = None,
    evidence: Evidence = None,
    without_evidence: Annotated[
        str | None, typer.Option(metavar="REASON", help=N_("Close it all the same, with the reason."))
    ] = None,
) -> None:
    """Mark a promise as kept, with what shows it."""
    from tracker.records import following

    with writing(ctx) as unit:
        row = find(unit, commitment)
        following.done(unit, row, when(on), evidence=evidence, without_evidence=without_evidence)
        number = row.key
    typer.echo(_("Commitment {id} is done.").format(id=number))


@command(app, "evidence", example='tracker followup evidence 1 "12/CV-STTTT"')
def evidence_(
    ctx: typer.Context,
    commitment: Number,
    evidence: Annotated[str, typer.Argument(metavar="TEXT", help=N_("The number of a paper, a link, or a file."))],
    text: Note = None,
    on: On = None,
) -> None:
    """Add evidence; the stage stays."""
    from tracker.records import following

    with writing(ctx) as unit:
        row = find(unit, commitment)
        following.add_evidence(unit, row, when(on), evidence=evidence, text=text)
        number = row.key
    typer.echo(_("Evidence added to commitment {id}.").format(id=number))


@command(app, "reopen", example='tracker followup reopen 1 --reason "Tài liệu chưa đủ"')
def reopen(ctx: typer.Context, commitment: Number, reason: Reason, on: On = None) -> None:
    """Open a promise again that was closed."""
    from tracker.records import following

    with writing(ctx) as unit:
        row = find(unit, commitment)
        following.reopen(unit, row, when(on), reason=reason)
        number = row.key
    typer.echo(_("Commitment {id} is open again.").format(id=number))


@command(app, "suspend", example='tracker followup suspend 1 --reason "Chờ sắp xếp bộ máy"')
def suspend(ctx: typer.Context, commitment: Number, reason: Reason, on: On = None) -> None:
    """Pause a promise: it is not overdue until it is resumed."""
    from tracker.records import following

    with writing(ctx) as unit:
        row = find(unit, commitment)
        following.suspend(unit, row, when(on), reason=reason)
        number = row.key
    typer.echo(_("Commitment {id} is suspended.").format(id=number))


@command(app, "resume", example="tracker followup resume 1")
def resume(ctx: typer.Context, commitment: Number, text: Note = None, on: On = None) -> None:
    """Take up a suspended promise again."""
    from tracker.records import following

    with writing(ctx) as unit:
        row = find(unit, commitment)
        following.resume(unit, row, when(on), text=text)
        number = row.key
    typer.echo(_("Commitment {id} is in progress again.").format(id=number))


@command(app, "cancel", example='tracker followup cancel 1 --reason "Hai bên không còn nhu cầu"')
def cancel(
    ctx: typer.Context,
    commitment: Number,
    reason: Reason,
    on: On = None,
    series: Annotated[
        bool, typer.Option("--series", help=N_("End what recurs: close all that is open of it, and write no more."))
    ] = False,
) -> None:
    """Close a promise that will not be kept."""
    from tracker.records import following

    with writing(ctx) as unit:
        row = find(unit, commitment)
        following.cancel(unit, row, when(on), reason=reason, whole_series=series)
        number = row.key
    typer.echo(_("Commitment {id} is cancelled.").format(id=number))


@command(app, "extend", example='tracker followup extend 1 --to 30/9/2024 --reason "Chờ nâng cấp hệ thống"')
def extend(
    ctx: typer.Context,
    commitment: Number,
    to: Annotated[
        str, typer.Option(metavar="DATE", help=N_("The new deadline: 30/9, “+2 tuần”, “trong 10 ngày làm việc”."))
    ],
    reason: Reason,
    on: On = None,
    agreed_by: Annotated[str | None, typer.Option(help=N_("Who agreed."))] = None,
) -> None:
    """Give a promise more time. The original due date stays."""
    from tracker.records import following

    with writing(ctx) as unit:
        row = find(unit, commitment)
        later = following.extend(unit, row, when(on), to=to, reason=reason, agreed_by=agreed_by)
        number = row.key
    typer.echo(_("Commitment {id} is now due {day}.").format(id=number, day=short_date(later)))


@command(app, "firm", example='tracker followup firm 1 --grade signed --source "05/BB-STTTT"')
def firm(
    ctx: typer.Context,
    commitment: Number,
    grade: Annotated[str, typer.Option(help=N_("agreed, assigned or signed."))],
    source: Annotated[str, typer.Option(metavar="TEXT", help=N_("The paper, link or file that says so."))],
    on: On = None,
) -> None:
    """Raise the grade of a promise: from an intention to agreed, assigned or signed."""
    from tracker.records import following

    with writing(ctx) as unit:
        row = find(unit, commitment)
        following.firm(unit, row, when(on), grade=grade, source=source)
        number = row.key
    typer.echo(_("Commitment {id} is now “{grade}”.").format(id=number, grade=word(grade)))


@command(app, "transfer", example='tracker followup transfer 1 --to "Sở KH&CN Bắc Ninh" --reason "Hợp nhất Sở"')
def transfer(
    ctx: typer.Context,
    commitment: Number,
    reason: Reason,
    to: Annotated[str | None, typer.Option(metavar="AGENCY", help=N_("The agency that leads from then on."))] = None,
    official: Annotated[
        str | None, typer.Option(metavar="NAME", help=N_("The official in charge from then on."))
    ] = None,
    on: On = None,
) -> None:
    """Hand a promise to a successor agency, to another official, or both."""
    from tracker.queries.names import find_official
    from tracker.records import agencies, following

    moment = when(on)
    with writing(ctx) as unit:
        row = find(unit, commitment)
        following.transfer(
            unit,
            row,
            moment,
            lead=agencies.obtain(unit, to, moment.on) if to else None,
            official=find_official(unit, official) if official else None,
            reason=reason,
        )
        number = row.key
    typer.echo(_("Commitment {id} is handed over.").format(id=number))


@command(app, "edit", example='tracker followup edit 1 --text "Gửi tài liệu vận hành IOC và quy chế"')
def edit(
    ctx: typer.Context,
    commitment: Number,
    text: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("What was promised."))] = None,
    counterpart: Annotated[str | None, typer.Option(help=N_("The agency that it was promised to."))] = None,
    with_: Annotated[list[str], typer.Option("--with", help=N_("One more agency that coordinates."))] = [],  # noqa: B006
    without: Annotated[list[str], typer.Option("--without", help=N_("One that does not coordinate."))] = [],  # noqa: B006
) -> None:
    """Correct the words, the counterpart or who coordinates; the due date and the lead have steps of their own."""
    from tracker.records import agencies, following

    with writing(ctx) as unit:
        row = find(unit, commitment)
        day = row.given_on or today()
        following.correct(
            unit,
            row,
            text=text,
            counterpart=agencies.obtain(unit, counterpart, day) if counterpart else None,
            joined=[agencies.obtain(unit, name, day) for name in with_],
            left=[agencies.obtain(unit, name, day) for name in without],
        )
        number = row.key
    typer.echo(_("Commitment {id} is corrected.").format(id=number))
