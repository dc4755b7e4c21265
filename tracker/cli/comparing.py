"""A note beside a visit of the register: as it is shown, and how the note becomes the visit's further source."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from shlex import quote
from typing import TYPE_CHECKING, Any

import typer

from tracker.cli.drafts import said_day, told
from tracker.cli.settings import reading, writing
from tracker.cli.showing import day_text
from tracker.cli.words import days, word
from tracker.errors import RefusedError
from tracker.i18n import _

if TYPE_CHECKING:
    from sqlmodel import Session

    from tracker.queries.comparing import Difference
    from tracker.records.visits import NewVisit

_ISO_DUE = re.compile(r" \[(\d{4}-\d\d-\d\d)\]$")


def same_visit(session: "Session", text: str, found: Mapping[str, Any]) -> dict[str, Any] | None:
    """The visit of the register that a draft likely tells of, with what differs; None when there is none."""
    there = _likely(session, text, found)
    if there is None:
        return None
    there, rows = side_by_side(session, text, found, str(there["id"]))
    return there | {"differences": [row.as_json() for row in rows if row.verdict != "same"]}


def side_by_side(
    session: "Session", text: str, found: Mapping[str, Any], visit: str | None
) -> tuple[dict[str, Any], "tuple[Difference, ...]"]:
    """The visit that was named, or else the likely one, and the facts of both. Refuses when there is none."""
    from tracker.models import Visit
    from tracker.queries.names import by_number
    from tracker.records import second_source

    there = _likely(session, text, found)
    if visit is None and there is None:
        raise RefusedError(
            reason=_("The register has no visit that is likely the same; name one, as “tracker visit list” numbers it.")
        )
    row = by_number(session, Visit, visit if visit is not None else str(there["id"] if there else ""))
    if there is None or there["id"] != row.key:
        there = {"id": row.key, "uid": str(row.uid), "reasons": [], "sure": 0.0}
    first = said_day(found, row.started_on) or row.started_on
    new = told(text, found, first or date.min)
    return there, second_source.side_by_side(session, row.key, new)


def _likely(session: "Session", text: str, found: Mapping[str, Any]) -> dict[str, Any] | None:
    from tracker.models import Visit
    from tracker.queries.same_visit import like_visits
    from tracker.queries.visits import logged_as
    from tracker.records.known import sought
    from tracker.text import digest

    known = logged_as(session, digest(text))
    if known is not None:
        return {"id": known, "uid": str(session.get_one(Visit, known).uid), "reasons": ["same_note"], "sure": 1.0}
    first = said_day(found, None)
    like = next(iter(like_visits(session, sought(told(text, found, first)))), None) if first else None
    return like.as_json() if like else None


def day_of(session: "Session", visit: str | None) -> date | None:
    """The day of the visit that was named."""
    if visit is None:
        return None
    from tracker.models import Visit
    from tracker.queries.names import by_number

    return by_number(session, Visit, visit).started_on


def shown(rows: "Sequence[Difference]") -> list[tuple[str, str, str, str]]:
    """The rows in the language in use, for a table."""

    def value(row: "Difference", text: str | None) -> str:
        if row.field == "day" and text:
            return days(*map(date.fromisoformat, text.split("/")))
        if row.field == "official" and text:
            name, post, side = text.split("; ", 1)[0], *text.split("; ", 1)[1].rsplit("; ", 1)
            return name + (f", {post}" if post else "") + f" ({word(side)})"
        if row.field == "promise" and text:
            return _ISO_DUE.sub(lambda found: " · " + _("Due") + f": {day_text(found[1])}", text)
        return word(text) if row.field == "direction" and text else text or ""

    return [(word(row.field), value(row, row.register), value(row, row.note), word(row.verdict)) for row in rows]


def print_same_visit(there: Mapping[str, Any], note: str) -> None:
    """Says which visit is likely the same, why, and the ways from here."""
    reasons = ", ".join(word(reason) for reason in there["reasons"])
    typer.echo("\n" + _("In the register as visit {id}: {reasons}.").format(id=there["id"], reasons=reasons))
    if there["reasons"] != ["same_note"]:
        typer.echo(f"  tracker visit compare {quote(note)} {there['id']}")
        typer.echo(f"  tracker visit log --from {quote(note)} --into {there['id']}")


def join(ctx: typer.Context, visit: str, new: "NewVisit", *, yes: bool, as_json: bool) -> None:
    """Makes the note a further source of the visit, after showing both side by side and asking."""
    from tracker.cli.output import print_table, to_json, write
    from tracker.models import Visit
    from tracker.queries.names import by_number
    from tracker.records import second_source

    head = [_("Fact"), _("Register"), _("Note"), ""]
    if not yes:
        with reading(ctx) as session:
            rows = second_source.side_by_side(session, by_number(session, Visit, visit).key, new)
        print_table(head, shown(rows))
        if not typer.confirm(_("Add the note to visit {id}?").format(id=visit), default=False):
            raise typer.Abort
    with writing(ctx) as unit:
        row = by_number(unit, Visit, visit)
        joined = second_source.join(unit, row, new)
        number, uid = row.key, str(row.uid)
    if as_json:
        differing = [one.as_json() for one in joined.differing]
        write(to_json({"id": number, "uid": uid, "added": joined.added, "differences": differing}))
        return
    typer.echo(
        _(
            "The note is source {n} of visit {id}. Added: officials {official}, topics {topic}, promises {promise}, "
            "figures {figure}."
        ).format(n=joined.sources, id=number, **joined.added)
    )
    if joined.differing:
        typer.echo(_("These differ and stay as the register has them:"))
        print_table(head, shown(joined.differing))
