"""`tracker visit draft --batch` and `tracker visit drafts`: many drafts at once, and what in them needs a look."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer

from tracker.cli import kept
from tracker.cli.drafts import drafted
from tracker.cli.kept import Kept
from tracker.cli.output import emit, progress
from tracker.cli.settings import reading
from tracker.cli.showing import day_text
from tracker.errors import NoRegisterError, NoteError, UsageError
from tracker.i18n import _, ngettext
from tracker.notes import review
from tracker.text import digest

Row = dict[str, Any]


def read_folder(ctx: typer.Context, folder: Path, *, as_json: bool, as_csv: bool) -> None:
    """Reads the notes of a folder into kept drafts and prints a line for each; ends with 1 if none could be read."""
    from tracker.cli.lookup import Lookup
    from tracker.notes.files import ENDINGS, read_note_file

    if not folder.is_dir():
        raise UsageError(reason=_("{name} is not a folder.").format(name=folder))
    paths = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.casefold() in ENDINGS and path.is_file() and not path.name.startswith(".")
    )
    rows = []
    with progress(_("Notes"), len(paths)) as step:
        for path in paths:
            try:
                text = read_note_file(path)
            except NoteError as error:
                rows.append(_unread(path, str(error.facts["reason"])))
            else:
                draft = kept.find(text)
                visit = _logged_as(ctx, text)
                if draft is None:
                    draft = Kept(digest(text), str(path.resolve()), text, drafted(ctx, text))
                    if visit is None and _of_a_visit(draft):
                        with suppress(NoRegisterError):
                            Lookup(ctx, draft.draft).doubt()
                        kept.save(draft)
                rows.append(_row(draft, visit) | {"file": path.name})
            step()
    _print(rows, _("There is no note in this folder."), as_json=as_json, as_csv=as_csv)
    if not any(row["error"] is None for row in rows):
        raise typer.Exit(1)


def list_drafts(ctx: typer.Context, *, as_json: bool, as_csv: bool) -> None:
    """Prints the kept drafts."""
    rows = [_row(draft, _logged_as(ctx, draft.text)) for draft in kept.everything()]
    _print(rows, _("No draft is kept."), as_json=as_json, as_csv=as_csv)


def _logged_as(ctx: typer.Context, text: str) -> int | None:
    """The visit that was read from this text, where there is a register at all."""
    from tracker.queries.visits import logged_as

    with suppress(NoRegisterError), reading(ctx) as session:
        return logged_as(session, digest(text))
    return None


def _of_a_visit(draft: Kept) -> bool:
    found = draft.draft
    return bool(found["visit_start"] or found["host"] or found["visitors"] or found["officials"])


def _unread(path: Path, reason: str) -> Row:
    blank: Row = {"file": path.name, "id": None, "day": None, "host": None, "visitors": [], "officials": 0}
    blank |= {"topics": 0, "commitments": 0, "questions": 0, "open": 0, "lowest": None, "visit": None, "saved": None}
    return blank | {"error": reason}


def _row(draft: Kept, visit: int | None) -> Row:
    found = draft.draft
    left = list(review.unsettled(found))
    hosts = [row["agency"] for row in review.kept(found, "hosts")]
    return {
        "file": Path(draft.note).name,
        "id": draft.id if draft.saved else None,
        "day": found["visit_start"],
        "host": hosts[0] if hosts else None,
        "visitors": [row["agency"] for row in review.kept(found, "visitors")],
        "officials": len(review.kept(found, "officials")),
        "topics": len(review.kept(found, "topics")),
        "commitments": len(review.kept(found, "commitments")),
        "questions": len(review.questions_left(found)),
        "open": len(left),
        "lowest": min((item.confidence for item in left if item.confidence is not None), default=None),
        "visit": visit,
        "saved": draft.saved or None,
        "error": None if _of_a_visit(draft) else _("no visit was found in it"),
    }


def _print(rows: Sequence[Row], empty: str, *, as_json: bool, as_csv: bool) -> None:
    names = list(_unread(Path(), ""))
    emit(
        rows,
        [_("Draft"), _("File"), _("Day"), _("Visitor → host"), _("People, topics, promises"), _("To see")],
        [
            (
                row["id"],
                _("standard input") if row["file"] == "-" else row["file"],
                day_text(row["day"]),
                "\n".join([*row["visitors"], *([f"→ {row['host']}"] if row["host"] else [])]),
                "" if row["error"] else f"{row['officials']}, {row['topics']}, {row['commitments']}",
                " · ".join(_needs(row)),
            )
            for row in rows
        ],
        as_json=as_json,
        as_csv=as_csv,
        csv_columns=names,
        csv_rows=[tuple(row[name] for name in names) for row in rows],
        empty=empty,
    )
    waiting = [row["id"] for row in rows if row["id"] and row["visit"] is None]
    if waiting and not as_json and not as_csv:
        said = ngettext("{n} draft waits", "{n} drafts wait", len(waiting)).format(n=len(waiting))
        typer.echo(
            _("{said}; review one with: {command}").format(said=said, command=f"tracker visit log --from {waiting[0]}"),
            err=True,
        )


def _needs(row: Row) -> Iterator[str]:
    """What a person has to look at."""
    if row["error"]:
        yield row["error"]
    elif row["visit"]:
        yield _("already logged as visit {id}").format(id=row["visit"])
    else:
        if row["questions"]:
            yield ngettext("{n} question", "{n} questions", row["questions"]).format(n=row["questions"])
        if row["open"] > row["questions"]:
            n = row["open"] - row["questions"]
            yield ngettext("{n} fact", "{n} facts", n).format(n=n)
        if not row["open"]:
            yield _("ready to log")
        if row["lowest"] is not None:
            yield _("least sure {share}").format(share=f"{row['lowest']:.0%}")
