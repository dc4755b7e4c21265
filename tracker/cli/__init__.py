"""The only place that prints. Nothing imports it but the entry point."""

import gc
import io
import sys
from typing import Annotated

import typer

from tracker.cli.app import Root
from tracker.i18n import N_

app = typer.Typer(
    cls=Root,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 110},
)


def _version(wanted: bool) -> None:
    if wanted:
        from tracker import __version__

        typer.echo(f"tracker {__version__}")
        raise typer.Exit


@app.callback(epilog="tracker visit log --from note.txt")
def root(
    ctx: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(metavar="PATH|URL", help=N_("The register: a file, or a PostgreSQL URL. Also TRACKER_DB.")),
    ] = None,
    lang: Annotated[str | None, typer.Option(metavar="vi|en", help=N_("Language. Also TRACKER_LANG."))] = None,  # noqa: ARG001
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=_version, is_eager=True, help=N_("Print the version."))
    ] = False,
) -> None:
    """A register of visits between agencies: who met whom, on what, who promised what."""
    from tracker.cli.settings import settle

    ctx.obj = settle(db)


def main() -> None:
    """The entry point of the program. It speaks UTF-8 whatever the terminal's locale says.

    Loading makes many objects that stay: to look among them for garbage, while it loads and at the end once more, is a
    third of the time of a short command.
    """
    gc.set_threshold(100_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        app(prog_name="tracker")
    finally:
        gc.freeze()
