"""`tracker init`."""

from typing import Annotated

import typer

from tracker.cli.app import command, single
from tracker.cli.settings import settings
from tracker.i18n import N_, _

init = single()


@command(init, "init", example='tracker --db so.db init --name "Sổ của Sở KH&CN tỉnh Phú Thọ"')
def run(
    ctx: typer.Context,
    name: Annotated[str, typer.Option(help=N_("What the register is called."))] = "",
) -> None:
    """Create a new register.

    It starts with the provinces of both eras, the topics and the published indicators.
    """
    from tracker.database import shown
    from tracker.records import register

    chosen = settings(ctx)
    register.create(chosen.url, name=name or _("Register of visits"), actor=chosen.actor)
    typer.echo(_("The register is at {place}.").format(place=shown(chosen.url)), err=True)
