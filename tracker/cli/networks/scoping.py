"""The group that the commands of `tracker network` belong to, and the scope that they share."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from tracker.cli.app import group
from tracker.cli.settings import day, reading, today
from tracker.errors import UsageError
from tracker.i18n import N_, _

if TYPE_CHECKING:
    from tracker.network.graph import Network
    from tracker.queries.exchanges import Exchanges

app = group(N_("Who visits whom, on what."))

Level = Annotated[str, typer.Option(help=N_("province or agency."))]
Since = Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits from this day on."))]
Until = Annotated[str | None, typer.Option(metavar="DATE", help=N_("Visits up to this day."))]
Topic = Annotated[str | None, typer.Option(help=N_("Visits that exchanged on this topic."))]
Province = Annotated[str | None, typer.Option(help=N_("Visits with this province on either side."))]
Units = Annotated[
    str, typer.Option(metavar="as-of-visit|today|DATE", help=N_("Provinces as at the visit, of today, or of a day."))
]


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a command as they were typed."""

    level: str
    since: str | None
    until: str | None
    topic: str | None
    province: str | None
    units: str


def network_of(ctx: typer.Context, asked: Asked) -> "tuple[Network, Exchanges]":
    """The network of the scope, and the rows that it was built from."""
    from tracker.network.build import build
    from tracker.queries.exchanges import exchanges
    from tracker.queries.scope import Scope

    if asked.level not in ("province", "agency"):
        raise UsageError(reason=_("The level is province or agency, not “{value}”.").format(value=asked.level))
    level = cast(Literal["province", "agency"], asked.level)
    chosen = units_of(asked.units)
    scope = Scope(since=day(asked.since), until=day(asked.until), topic=asked.topic, province=asked.province)
    with reading(ctx) as session:
        rows = exchanges(session, scope, level=level, units=chosen, today=today())
    return build(rows, scope.as_json() | {"level": level, "units": str(chosen)}), rows


def units_of(text: str) -> str | date:
    """What --units says: "as-of-visit", or the day whose provinces are meant."""
    if text == "as-of-visit":
        return text
    if text == "today":
        return today()
    found = day(text)
    assert found is not None
    return found
