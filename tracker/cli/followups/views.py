"""`tracker followup view list · save · delete`, and `tracker followup filters`: the language of filters and views."""

from typing import Annotated

import typer

from tracker.cli.app import command, group
from tracker.cli.followups import kept_views
from tracker.cli.followups.group import app
from tracker.cli.output import AsCsv, AsJson, emit, write
from tracker.cli.settings import today
from tracker.cli.words import word
from tracker.i18n import N_, _
from tracker.text import one_line

views = group(N_("Saved views of what was promised: list, save, delete."))
app.add_typer(views, name="view")

ViewName = Annotated[str, typer.Argument(metavar="NAME", help=N_("Name of the view."))]


@command(views, "list", example="tracker followup view list")
def list_(as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the views, shipped ones and your own."""
    own = kept_views.own_views()
    shapes = [
        {"name": name, "filter": view.filter, "sort": view.sort or None, "shipped": name not in own}
        for name, view in kept_views.views().items()
    ]
    said = [_(view.meaning) if view.meaning else _("your own") for view in kept_views.views().values()]
    emit(
        shapes,
        [_("View"), _("Filter"), _("Sort"), _("Shows")],
        [(shape["name"], shape["filter"], shape["sort"], what) for shape, what in zip(shapes, said, strict=True)],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=["name", "filter", "sort", "shipped"],
        csv_rows=[list(shape.values()) for shape in shapes],
    )


@command(views, "save", example="tracker followup view save bac-ninh 'open lead:\"Sở TT&TT Bắc Ninh\"' --sort urgency")
def save(
    name: ViewName,
    words: Annotated[list[str], typer.Argument(metavar="FILTER", help=N_("What it shows, as a filter."))],
    sort: Annotated[str | None, typer.Option(help=N_("due, given, lead, id or urgency; - turns it round."))] = None,
) -> None:
    """Save a filter as a view of your own; one of the same name is written over."""
    from tracker.queries.filters import parse
    from tracker.queries.sorts import checked_sort

    found = parse(words, today())
    said = words[0] if len(words) == 1 and words[0].strip() else str(found) or "all"
    kept_views.save_view(name, kept_views.View(one_line(said), checked_sort(sort) if sort else ""))
    typer.echo(_("View “{name}” is kept: {filter}").format(name=name, filter=said))


@command(views, "delete", example="tracker followup view delete bac-ninh")
def delete(name: ViewName) -> None:
    """Delete a view of your own."""
    kept_views.delete_view(name)
    typer.echo(_("View “{name}” is deleted.").format(name=name))


@command(app, "filters", example="tracker followup filters")
def filters() -> None:
    """Show the language of filters: keys, flags, values, operators and examples; and the weights of urgency."""
    from tracker.queries import urgency
    from tracker.queries.filters import vocabulary as words

    def also(names: tuple[str, ...]) -> str:
        return ", ".join(name.replace(" ", "-") for name in names)

    rows = [(name, also(key.also), _(key.meaning) + _values(key.kind)) for name, key in words.KEYS.items()]
    flags = [(name, also(flag.also), _(flag.meaning)) for name, flag in words.FLAGS.items()]
    write(_intro() + _table(_("Keys, with : or = and, where there is an order, < <= > >= !="), rows))
    write(_table(_("Flags, which stand by themselves"), flags))
    weights = [(name, f"{weight:g}", _(meaning)) for name, (weight, meaning) in urgency.WEIGHTS.items()]
    write(_table(_("Urgency: a sum of these; [urgency] in config.toml sets others"), weights))
    write(_examples())


def _values(kind: str) -> str:
    from tracker.queries.filters.vocabulary import VALUES

    if kind not in VALUES:
        return ""
    return ": " + ", ".join(f"{name} ({word(name)})" for name in VALUES[kind])


def _table(title: str, rows: list[tuple[str, str, str]]) -> str:
    first, second = (max(len(row[n]) for row in rows) for n in (0, 1))
    lines = [f"  {name:<{first}}  {also:<{second}}  {meaning}" for name, also, meaning in rows]
    return "\n".join([title, *lines]) + "\n\n"


def _intro() -> str:
    return (
        _(
            "A filter joins conditions with and, or, not and brackets; two beside each other are joined by and.\n"
            "The words va, hoac, khong do the same. Vietnamese words are taken with or without accents, with a space\n"
            "or a hyphen. A condition is a flag, a key with a value, or a bare word, searched for in the text of the\n"
            "promise. Days are written as everywhere (30/6/2024, “hôm nay”, -6m) or as a stretch (“quý II”,\n"
            "1/1/2024..31/3/2024); due:7d means within seven days, given:30d within the last thirty. They count from\n"
            "the day of --as-of.\n"
        )
        + "\n"
    )


def _examples() -> str:
    lines = [
        ("overdue and (theirs or topic:ioc) and not grade:intention", _("overdue, and more than a wish")),
        ('quá-hạn và chủ-trì:"Sở TT&TT Bắc Ninh"', _("the same language in Vietnamese")),
        ("open grade>=assigned due<=30/6/2024", _("firm ones, due by a day")),
        ('due:"quý II" hoặc no-due', _("due in a quarter, or without a day")),
        ("overdue>30", _("overdue by more than thirty days")),
        ("given<-6m grade:intention tài liệu", _("old wishes that speak of documents")),
    ]
    width = max(len(example) for example, _what in lines)
    return "\n".join([_("Examples"), *(f"  {example:<{width}}  {what}" for example, what in lines)]) + "\n"
