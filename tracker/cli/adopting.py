"""`tracker visit adopt`: what came of a visit, a decision or why none."""

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.calendar import short_date
from tracker.cli.settings import day, today, writing
from tracker.i18n import N_, _

if TYPE_CHECKING:
    from tracker.queries.adoptions import AdoptionRow


def adopt(
    ctx: typer.Context,
    visit: Annotated[str, typer.Argument(metavar="VISIT", help=N_("Number or uid of the visit."))],
    topic: Annotated[str, typer.Option(metavar="SLUG", help=N_("The topic of the visit that it is about."))],
    source: Annotated[str, typer.Option(metavar="TEXT", help=N_("Where that is known from: a paper or an address."))],
    decision: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("The number of the decision."))] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help=N_("The day of the decision."))] = None,
    not_adopted: Annotated[str | None, typer.Option(metavar="REASON", help=N_("Why nothing was adopted."))] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("What was decided."))] = None,
    agency: Annotated[str | None, typer.Option(help=N_("The agency that adopted it."))] = None,
    commitment: Annotated[
        str | None, typer.Option(metavar="ID", help=N_("The promise of the visit that it fulfils."))
    ] = None,
) -> None:
    """Write down what came of a visit: the decision that followed it, or why nothing was adopted."""
    from tracker.models import Commitment, Visit
    from tracker.queries.names import by_number
    from tracker.records import adoptions

    decided_on = day(on)
    with writing(ctx) as unit:
        found = by_number(unit, Visit, visit)
        new = adoptions.NewAdoption(
            topic=topic,
            source=source,
            decision=decision,
            decided_on=decided_on,
            not_adopted=not_adopted,
            title=title,
            agency=agency,
            commitment=by_number(unit, Commitment, commitment) if commitment else None,
        )
        adoptions.adopt(unit, found, new, today())
        number = found.key
    typer.echo(_("Written down what came of visit {id}.").format(id=number))


def adoption_text(row: "AdoptionRow") -> str:
    """A decision, or why there is none, on one line."""
    about = f"[{row.topic}] " if row.topic else ""
    if row.decision is None:
        said = _("not adopted: {reason}").format(reason=row.not_adopted_because)
    else:
        when = short_date(row.decided_on) if row.decided_on else None
        said = " · ".join(filter(None, [row.decision, when, row.title]))
    promise = _("promise {id}").format(id=row.commitment) if row.commitment else None
    return about + " · ".join(filter(None, [said, row.agency, promise, row.source]))
