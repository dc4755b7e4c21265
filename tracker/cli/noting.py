"""`tracker visit log --from NOTE`: the ways from a note into the register (as read, at the terminal, in an editor)."""

import shlex
from typing import TYPE_CHECKING

import typer

from tracker.calendar import short_date
from tracker.cli import kept
from tracker.cli.drafts import Wanted, drafted, new_visit, prefer, read, said_day, told
from tracker.cli.kept import Kept
from tracker.cli.settings import at_terminal, reading, today, writing
from tracker.errors import RefusedError, TrackerError, UsageError
from tracker.i18n import _
from tracker.text import digest

if TYPE_CHECKING:
    from tracker.cli.lookup import Lookup
    from tracker.records.visits import NewVisit

Logged = tuple[int, str]


def log_note(ctx: typer.Context, note: str, wanted: Wanted, *, anyway: bool, yes: bool, edit: bool) -> Logged:
    """Logs the visit that a note tells of; its number and uid. Nothing is written before the person says so."""
    text, name = read(note)
    fresh = drafted(ctx, text)
    prefer(fresh, wanted)
    if yes and not edit:
        return write(ctx, new_visit(fresh, text, wanted), anyway=anyway)
    if not edit and not at_terminal():
        raise UsageError(
            reason=_("There is no terminal to review the draft at; add --yes to log it as it was read, or --edit.")
        )
    from tracker.cli.lookup import Lookup

    draft = kept.find(text)
    begun = draft is not None
    if draft is None:
        draft = Kept(digest(text), name, text, fresh)
    else:
        prefer(draft.draft, wanted)
    if not anyway:
        _refuse_known(ctx, draft)
    lookup = Lookup(ctx, draft.draft)
    if not begun:
        lookup.doubt()
    way = _in_editor if edit else _at_terminal
    logged = way(ctx, draft, lookup, fresh if begun and draft.page else None, wanted, anyway=anyway, yes=yes)
    kept.drop(draft)
    return logged


def _refuse_known(ctx: typer.Context, draft: Kept) -> None:
    """Refuses, before anyone reviews it for nothing, a note that was logged and one of a visit that likely was."""
    from tracker.notes.review import finished
    from tracker.records.known import refuse_known, refuse_known_note

    found = finished(draft.draft)
    first = said_day(found, None)
    with reading(ctx) as session:
        if first is None:
            refuse_known_note(session, draft.sha256)
        else:
            refuse_known(session, told(draft.text, found, first))


def for_visit(ctx: typer.Context, note: str, wanted: Wanted, visit: str) -> "NewVisit":
    """What a note tells, to be added to a visit of the register; its day where the note does not say one whole."""
    from tracker.cli import comparing
    from tracker.notes import review

    text, _name = read(note)
    draft = drafted(ctx, text)
    prefer(draft, wanted)
    found = review.finished(draft)
    with reading(ctx) as session:
        near = comparing.day_of(session, visit)
    first = said_day(found, near) or near
    if first is not None:
        review.set_field(draft, "visit_start", first.isoformat())
    return new_visit(draft, text, wanted)


def write(ctx: typer.Context, new: "NewVisit", *, anyway: bool) -> Logged:
    """Logs the visit as one operation; its number and uid."""
    from tracker.records import visits

    if new.status == "held" and new.started_on > today():
        raise RefusedError(
            reason=_("{day} has not come yet; write the visit down with --status planned.").format(
                day=short_date(new.started_on)
            )
        )
    with writing(ctx) as unit:
        visit = visits.log(unit, new, anyway=anyway)
        return visit.key, str(visit.uid)


def _at_terminal(
    ctx: typer.Context,
    draft: Kept,
    lookup: "Lookup",
    fresh: dict[str, object] | None,
    wanted: Wanted,
    *,
    anyway: bool,
    yes: bool,  # noqa: ARG001 -- the ways are called alike
) -> Logged:
    from tracker.cli.review import Review

    view = Review(draft, lookup)
    if fresh is not None:
        view.offer_anew(fresh)
    refusal = ""
    while view.run(refusal):
        try:
            return write(ctx, new_visit(draft.draft, draft.text, wanted), anyway=anyway)
        except TrackerError as error:
            refusal = str(error)
    raise RefusedError(reason=kept_sentence(draft))


def _in_editor(
    ctx: typer.Context,
    draft: Kept,
    lookup: "Lookup",
    fresh: dict[str, object] | None,
    wanted: Wanted,
    *,
    anyway: bool,
    yes: bool,
) -> Logged:
    from tracker.cli import editing
    from tracker.cli.output import print_pairs
    from tracker.cli.showing import summary

    if fresh is not None:
        typer.echo(_("The draft that was kept is taken up again."), err=True)
    while True:
        editing.edit(draft, lookup)
        new = new_visit(draft.draft, draft.text, wanted)
        if not yes:
            print_pairs([*summary(new), *((_("New"), name) for name in lookup.new_names())])
            if not _agreed():
                raise RefusedError(reason=kept_sentence(draft, "--edit"))
        try:
            return write(ctx, new, anyway=anyway)
        except TrackerError as error:
            if not editing.again(str(error)):
                raise


def _agreed() -> bool:
    try:
        return typer.confirm(_("Log this visit?"), default=False)
    except typer.Abort:
        return False


def kept_sentence(draft: Kept, option: str = "") -> str:
    """Where the draft is, and how to go on."""
    words = ["tracker", "visit", "log", "--from", draft.id, *filter(None, [option])]
    return _("Nothing was logged; the draft is kept. Go on with: {command}").format(command=shlex.join(words))
