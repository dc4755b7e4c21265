"""`tracker search`."""

from typing import Annotated

import typer

from tracker.cli.app import command, single
from tracker.cli.output import AsCsv, AsJson, emit
from tracker.cli.settings import reading
from tracker.cli.words import kind_word
from tracker.errors import UsageError
from tracker.i18n import N_, _
from tracker.text import one_line

app = single()


@command(app, "search", example='tracker search "an toan thong tin"')
def search(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help=N_("Words to find; accents may be left out, đ too."))],
    most: Annotated[int, typer.Option(min=1, max=1000, help=N_("How many records at the most."))] = 50,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Find words anywhere in the register, with or without accents.

    What holds the words exactly as typed comes first.
    """
    from tracker.queries.search import search as find

    if not one_line(text):
        raise UsageError(reason=_("Say what to find: a word or its beginning."))
    with reading(ctx) as session:
        hits = find(session, text, most=most)
    emit(
        [hit.as_json() for hit in hits],
        [_("What"), _("No."), _("Words")],
        [(kind_word(hit.kind), hit.id, hit.words) for hit in hits],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=["kind", "id", "words", "exact"],
        csv_rows=[(hit.kind, hit.id, hit.words, hit.exact) for hit in hits],
        empty=_("Nothing in the register holds “{text}”.").format(text=text[:80]),
    )
