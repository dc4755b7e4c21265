"""`tracker topic …`."""

from typing import Annotated

import typer

from tracker.cli.app import command, group
from tracker.cli.output import AsCsv, AsJson, emit, print_pairs, to_json, write
from tracker.cli.settings import reading, writing
from tracker.i18n import N_, _, language

app = group(N_("Topics: list, show, add."))


@command(app, "list", example="tracker topic list")
def list_(ctx: typer.Context, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the topics and how many visits exchanged on each."""
    from tracker.queries.registry import plain, topics

    with reading(ctx) as session:
        rows = topics(session)
    emit(
        [plain(row) for row in rows],
        [_("Topic"), _("Name"), _("Visits")],
        [(row.slug, row.name_vi if language() == "vi" else row.name_en, row.visits) for row in rows],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=["id", "slug", "name_vi", "name_en", "visits"],
        csv_rows=[(row.id, row.slug, row.name_vi, row.name_en, row.visits) for row in rows],
    )


@command(app, "show", example="tracker topic show ioc")
def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="TOPIC", help=N_("Slug or name."))],
    as_json: AsJson = False,
) -> None:
    """Show a topic with the words that give it away in a note."""
    from tracker.queries.names import topic_id
    from tracker.queries.registry import plain, topics

    with reading(ctx) as session:
        wanted = topic_id(session, name)
        row = next(row for row in topics(session) if row.id == wanted)
    if as_json:
        write(to_json(plain(row)))
        return
    print_pairs(
        [
            (_("Topic"), row.slug),
            (_("Vietnamese"), row.name_vi),
            (_("English"), row.name_en),
            (_("Cue words"), "; ".join(row.cue_words)),
            (_("Visits"), row.visits),
        ]
    )


@command(app, "add", example='tracker topic add "Dữ liệu mở" --english "Open data" --cue "dữ liệu mở"')
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("The name in Vietnamese."))],
    english: Annotated[str | None, typer.Option(help=N_("The name in English."))] = None,
    cue: Annotated[list[str], typer.Option(help=N_("A phrase that gives it away; may be repeated."))] = [],  # noqa: B006
) -> None:
    """Add a topic of the office's own."""
    from tracker.records.topics import add as add_topic

    with writing(ctx) as unit:
        slug = add_topic(unit, name, english=english, cues=cue).slug
    typer.echo(_("Added as topic {slug}.").format(slug=slug))


@command(app, "cue", example='tracker topic cue trung-tam-du-lieu "kho dữ liệu tập trung"')
def cue_(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="TOPIC", help=N_("Slug or name."))],
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help=N_("Phrases that give it away in a note."))],
    remove: Annotated[bool, typer.Option("--remove", help=N_("Take them back."))] = False,
) -> None:
    """Give a topic more words by which the reading of notes knows it."""
    from tracker.queries.names import find_topic
    from tracker.records import topics

    with writing(ctx) as unit:
        topic = find_topic(unit, name)
        (topics.remove_cues if remove else topics.add_cues)(unit, topic, words)
        slug, cues = topic.slug, "; ".join(topic.cue_words)
    typer.echo(_("Words of {slug}: {words}.").format(slug=slug, words=cues))
