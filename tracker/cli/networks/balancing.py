"""`tracker network balance · yield`: who owes whom, and what came of the visits."""

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.calendar import short_date
from tracker.cli.app import command
from tracker.cli.networks.scoping import Province, Since, Topic, Until, app
from tracker.cli.output import AsCsv, AsJson, emit, to_json, write
from tracker.cli.settings import day, reading, today
from tracker.cli.words import word
from tracker.errors import UsageError
from tracker.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.queries.balance import Balance, Call
    from tracker.queries.followups import FollowupRow


@command(app, "balance", example='tracker network balance "Phú Thọ" "Bắc Ninh" --as-of 31/12/2024')
def balance_(
    ctx: typer.Context,
    one: Annotated[str, typer.Argument(metavar="A", help=N_("A province or an agency."))],
    other: Annotated[str, typer.Argument(metavar="B", help=N_("The other province or agency."))],
    since: Since = None,
    until: Until = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help=N_("As things stood on that day; today."))
    ] = None,
    months: Annotated[
        int, typer.Option(min=1, max=600, help=N_("After how many months an intention that was not firmed is named."))
    ] = 6,
    as_json: AsJson = False,
) -> None:
    """Show what stands between two units: visits each way, what each still owes, what got stuck.

    A name that a province bears means the province; an agency is named in full.
    """
    from tracker.queries.balance import balance
    from tracker.queries.scope import Scope

    scope = Scope(since=day(since), until=day(until))
    with reading(ctx) as session:
        found = balance(session, one, other, scope, as_of=day(as_of) or today(), months=months)
    if as_json:
        write(to_json(found.as_json()))
        return
    a, b = found.a.name, found.b.name
    _calls(_("Visits of {a} to {b}").format(a=a, b=b), found.a_to_b, found.unreturned(found.a_to_b, found.b_to_a))
    _calls(_("Visits of {a} to {b}").format(a=b, b=a), found.b_to_a, found.unreturned(found.b_to_a, found.a_to_b))
    if found.together:
        _calls(_("Visits of both to others or of others to both"), found.together, ())
    for line in _owed(found):
        typer.echo(line)
    _promises(
        ngettext(
            "Intentions not firmed after {n} month", "Intentions not firmed after {n} months", found.months
        ).format(n=found.months),
        found.never_firmed,
    )
    typer.echo(
        "\n" + _("Promises that one account of a visit tells and another does not: {n}").format(n=len(found.one_sided))
    )
    for told in found.one_sided:
        where = _("visit {id}").format(id=told.visit)
        typer.echo(f"  #{told.commitment} ({where}) {told.text}")
        said = _("told by “{one}”, not by {others}")
        typer.echo("    " + said.format(one=told.told_by, others="; ".join(f"“{name}”" for name in told.not_by)))


def _calls(title: str, calls: "Sequence[Call]", unreturned: "Sequence[Call]") -> None:
    typer.echo(f"{title}: {len(calls)}")
    for call in calls:
        left = " – " + _("not returned") if call in unreturned else ""
        when = short_date(call.started_on) if call.started_on else "–"
        typer.echo(f"  {call.id}  {when}  {', '.join(call.topics)}{left}")


def _owed(found: "Balance") -> "Iterator[str]":
    """What each side still owes, topic by topic."""
    from tracker.queries.balance import by_topic

    for title, rows in (
        (_("{name} owes").format(name=found.a.name), found.by_a),
        (_("{name} owes").format(name=found.b.name), found.by_b),
        (_("Led by neither"), found.by_others),
    ):
        if not rows and rows is found.by_others:
            continue
        yield f"\n{title}: {len(rows)}"
        shown = {row.id: row for row in rows}
        for topic, ids in by_topic(rows).items():
            yield "  " + (topic or _("without a topic"))
            yield from (f"    {_promise(shown[id_])}" for id_ in ids)


def _promise(row: "FollowupRow") -> str:
    due = f", {short_date(row.due_on)}" if row.due_on else ""
    return f"#{row.id} [{word(row.grade)}; {word(row.timeliness)}{due}] {row.text}"


def _promises(title: str, rows: "Sequence[FollowupRow]") -> None:
    typer.echo(f"\n{title}: {len(rows)}")
    for row in rows:
        typer.echo(f"  {_promise(row)}")


@command(app, "yield", example="tracker network yield --by host --since 1/1/2023")
def yield_(
    ctx: typer.Context,
    by: Annotated[
        str | None,
        typer.Option(metavar="host|topic|visitor", help=N_("What visits are counted by; host and topic together.")),
    ] = None,
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    province: Province = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show how many visits led to a decision, by host and topic: whom it pays to learn from."""
    from tracker.queries.adoptions import BY, yields
    from tracker.queries.scope import Scope

    if by not in (None, *BY):
        raise UsageError(
            reason=_("Visits are counted by {all}, not by “{value}”.").format(all=", ".join(BY), value=str(by)[:60])
        )
    counted = (by,) if by else ("host", "topic")
    scope = Scope(since=day(since), until=day(until), topic=topic, province=province)
    with reading(ctx) as session:
        rows = yields(session, scope, counted)
    shapes = [row.as_json(counted) for row in rows]
    titles = {"host": _("Host"), "topic": _("Topics"), "visitor": _("Visitor")}
    figures = ("visits", "adopted", "decisions", "not_adopted", "share")
    emit(
        {"scope": scope.as_json(), "by": list(counted), "rows": shapes},
        [
            *(titles[name] for name in counted),
            *(_("Visits"), _("Led to a decision"), _("Decisions"), _("Not adopted"), _("Share")),
        ],
        [
            (*(its.name or "–" for its in row.key), *(shape[name] for name in figures[:-1]), f"{row.share:.0%}")
            for row, shape in zip(rows, shapes, strict=True)
        ],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=[*counted, *figures, "visit_ids"],
        csv_rows=[[shape[name] for name in (*counted, *figures, "visit_ids")] for shape in shapes],
        empty=_("No visit in this scope."),
    )
