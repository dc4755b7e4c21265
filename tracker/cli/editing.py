"""A draft as a commented TOML file for an editor, and back. What was typed is never lost: a file with a fault stays.

Each fact is a table whose number ties it to the words it was read from; those words stand above it as a comment.
"""

import json
import os
import re
import shlex
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import Any

import typer

from tracker.cli import asking
from tracker.cli.kept import Kept, before, edited, save, write
from tracker.cli.lookup import Lookup
from tracker.cli.screen import SUMMARY
from tracker.cli.settings import at_terminal
from tracker.cli.showing import day_text, due_text, title
from tracker.errors import DateError, RefusedError
from tracker.i18n import N_, _
from tracker.notes import review
from tracker.text import key, one_line

_WIDTH = 78
_FIELDS = {"title": "title", "day": "visit_start", "until": "visit_end", "place": "place", "direction": "direction"}
_TABLES: dict[str, dict[str, Any]] = {
    "hosts": {"agency": str, "province": str},
    "visitors": {"agency": str, "province": str},
    "officials": {"name": str, "post": str, "side": asking.CODES["side"], "role": asking.CODES["role"], "agency": str},
    "commitments": {"text": str, "grade": asking.CODES["grade"], "lead": str, "counterpart": str, "due": str},
    "indicators": {"name": str, "province": str, "value": float, "rank": int, "of": int},
}
_REASONS = {
    "Invalid date": N_("a text stands between quotation marks"),
    "Invalid value": N_("a text stands between quotation marks"),
    "Expected newline": N_("a text stands between quotation marks, and nothing behind it"),
    "Expected '='": N_("there must be “=” after the name"),
    "Unterminated string": N_("a quotation mark is missing"),
    "Illegal character": N_("a quotation mark is missing"),
    "Unescaped '\\'": N_("a backslash is written twice"),
    "Unclosed array": N_("“]” or a comma is missing"),
    "Cannot declare": N_("this name is there twice"),
    "Cannot overwrite": N_("this name is there twice"),
    "Expected ']'": N_("“]” is missing"),
    "Invalid initial character": N_("“]” or a name is missing"),
}
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


class EditError(Exception):
    """A fault in the edited text: its line (from 1) and the reason, a whole sentence in the user's language."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def edit(kept: Kept, lookup: Lookup) -> None:
    """Opens the draft in the user's editor until it can be read, and takes what was written over into it.

    Refuses when there is no editor or, away from a terminal, when the text has a fault; the text is then kept.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        raise RefusedError(reason=_("No editor is set; set EDITOR, for example: export EDITOR=nano."))
    path = edited(kept)
    _set_aside(kept, path)
    save(kept)
    if not path.exists():
        write(path, to_toml(kept, lookup))
    while True:
        try:
            subprocess.run([*shlex.split(command), str(path)], check=True)
        except (OSError, ValueError, subprocess.CalledProcessError):
            raise RefusedError(
                reason=_("The editor “{command}” ended with an error; the text is kept in {path}.").format(
                    command=command, path=path
                )
            ) from None
        text = ""
        try:
            text = path.read_text(encoding="utf-8-sig")
            if not text.strip():
                path.unlink()
                raise RefusedError(reason=_("The editor left an empty file; the draft is as it was."))
            read = from_toml(text, kept.draft, lookup)
            break
        except (EditError, UnicodeDecodeError, FileNotFoundError) as error:
            said = _said(error, text)
            if not again(said):
                raise RefusedError(
                    reason=_("{said} The text is kept in {path}; --edit opens it again.")
                    .format(said="" if at_terminal() else said, path=path)
                    .strip()
                ) from None
    kept.draft.clear()
    kept.draft.update(read)
    kept.page = SUMMARY
    save(kept)
    path.unlink()


def _set_aside(kept: Kept, path: Path) -> None:
    """An edit that is older than the last review at the terminal gives way to it; its text stays beside it."""
    if not kept.saved or not path.exists() or path.stat().st_mtime >= datetime.fromisoformat(kept.saved).timestamp():
        return
    path.replace(before(kept))
    typer.echo(
        _("The draft was reviewed at the terminal since; the edit of before is in {path}.").format(path=before(kept)),
        err=True,
    )


def _said(error: Exception, text: str) -> str:
    if isinstance(error, EditError):
        shown = one_line([*text.splitlines(), ""][error.line - 1])[:80]
        return _("Line {line} (“{text}”): {reason}").format(line=error.line, text=shown, reason=error)
    if isinstance(error, FileNotFoundError):
        return _("The file is gone.")
    return _("The file is not in UTF-8.")


def again(said: str) -> bool:
    """Shows what is wrong and asks whether to edit once more; no, where there is no terminal."""
    if not at_terminal():
        return False
    typer.secho(said, err=True, fg="red")
    return typer.confirm(_("Edit it again?"), default=True, err=True)


# Writing.


def to_toml(kept: Kept, lookup: Lookup) -> str:
    """The draft as a person edits it."""
    return "\n".join(_lines(kept, lookup)) + "\n"


def _lines(kept: Kept, lookup: Lookup) -> Iterator[str]:
    draft = kept.draft
    yield from _comment(kept.called)
    yield from _comment(
        _(
            "Alter what is wrong, save and close. A fact whose lines are deleted is dropped; to add one, copy another "
            "and give it a name of its own: [visitors.a]. Numbers tie the facts to the words they were read from."
        )
    )
    for question in review.questions_left(draft):
        yield from _comment(f"? {question}")
    yield ""
    for name, field in _FIELDS.items():
        for place in draft.get("date_evidence", {}).get(field, [])[:1]:
            yield from _comment(f"“{one_line(place['quote'])}”")
        if name == "direction":
            yield from _comment(", ".join(asking.CODES["direction"]))
        yield f"{name} = {_value(_field_text(draft, field))}"
    yield "topics = ["
    for row in review.kept(draft, "topics"):
        for place in row["evidence"][:1]:
            head, tail = review.around(kept.text, place, _WIDTH)
            yield from _comment(f"{row['confidence']:.0%} “{one_line(head + place['quote'] + tail)}”")
        yield f"  {_value(row['slug'])},"
    yield "]"
    for section, columns in _TABLES.items():
        yield ""
        yield from _comment(title(section))
        codes = [", ".join(kind) for kind in columns.values() if isinstance(kind, tuple)]
        yield from _comment("; ".join(codes))
        for item in review.items(draft, section):
            if item.value in review.kept(draft, section):
                yield from _table(item, lookup)


def _table(item: review.Item, lookup: Lookup) -> Iterator[str]:
    yield ""
    yield from _comment(_read_from(item.value))
    found = lookup.of(item.section, item.value)
    if found is not None and found.candidates:
        names = "; ".join(one.name for one in found.candidates)
        yield from _comment(_("Not in the register. Perhaps: {names}").format(names=names))
    yield f"[{item.section}.{int(item.place) + 1}]"
    for name in _TABLES[item.section]:
        value = item.value.get(_key(name))
        yield f"{name} = {_value(due_text(value) if name == 'due' else value)}"


def _key(name: str) -> str:
    return "title" if name == "post" else name


def _read_from(row: dict[str, Any]) -> str:
    quotes = [f"“{one_line(place['quote'])}”" for place in row["evidence"][:2]]
    return " ".join([f"{row['confidence']:.0%}", *quotes]) if quotes else ""


def _comment(text: str) -> Iterator[str]:
    for line in wrap(text, _WIDTH):
        yield f"# {line}"


def _field_text(draft: dict[str, Any], field: str) -> str:
    return day_text(draft[field]) if field.startswith("visit_") else draft[field] or ""


def _value(value: Any) -> str:
    """A value in TOML; JSON writes strings and numbers alike."""
    return json.dumps("" if value is None else value, ensure_ascii=False)


# Reading.


def from_toml(text: str, draft: dict[str, Any], lookup: Lookup) -> dict[str, Any]:
    """The draft with what was edited. Raises `EditError`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found and found[1] else len(text.splitlines())
        reason = _AT_LINE.sub("", str(error))
        reason = next((_(said) for begins, said in _REASONS.items() if reason.startswith(begins)), reason)
        raise EditError(line, _("this cannot be read ({reason}).").format(reason=reason)) from None
    new = deepcopy(draft)
    for name in data:
        if name not in (*_FIELDS, *_TABLES, "topics"):
            known = ", ".join([*_FIELDS, "topics", *_TABLES])
            raise EditError(
                line_of(text, name), _("there is no “{name}” here, only: {known}.").format(name=name, known=known)
            )
    for name, field in _FIELDS.items():
        _read_field(text, name, field, data.get(name, ""), draft, new)
    _read_topics(text, data.get("topics", []), new, lookup)
    for section in _TABLES:
        _read_section(text, section, data.get(section, {}), draft, new, lookup)
    for item in review.items(new, "unresolved"):
        review.mark(new, item, review.ACCEPTED)
    for section, sentence in review.missing(new):
        raise EditError(line_of(text, "day" if section == "visit" else section), sentence)
    return new


def line_of(text: str, name: str, part: str = "", place: str = "") -> int:
    """The line where a key stands, or a table ([name.part]), or the key `place` of the table; 1 where none does."""
    header, best = "", 1
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split("#")[0].strip() if not line.lstrip().startswith('"') else line.strip()
        if words.startswith("["):
            header = re.sub(r"[\s\[\]\"']", "", words)
            if header in (name, f"{name}.{part}") or (not part and header.startswith(f"{name}.")):
                best = number
                if not place:
                    return best
        elif re.match(rf"{re.escape(place or name)}\s*=", words) and header == (f"{name}.{part}" if part else ""):
            return number
    return best


def _read_field(text: str, name: str, field: str, value: Any, draft: dict[str, Any], new: dict[str, Any]) -> None:
    if hasattr(value, "isoformat"):
        value = value.isoformat()
    if not isinstance(value, str):
        raise EditError(line_of(text, name), _("{name} is a text between quotation marks.").format(name=name))
    value = one_line(value)
    if value == _field_text(draft, field):
        new["review"]["fields"][field] = review.ACCEPTED
        return
    if field == "direction" and value not in asking.CODES["direction"]:
        raise EditError(line_of(text, name), _choices(value, asking.CODES["direction"]))
    if field.startswith("visit_") and value:
        try:
            value, last = asking.read_days(value, draft, draft[field] or "")
        except (DateError, ValueError):
            raise EditError(
                line_of(text, name), _("“{text}” is not a day; write it as 22/2/2024.").format(text=value[:40])
            ) from None
        if last:
            review.set_field(new, "visit_end", last)
    review.set_field(new, field, value or None)


def _choices(value: Any, allowed: tuple[str, ...]) -> str:
    return _("“{value}” is not one of: {all}.").format(value=str(value)[:40], all=", ".join(allowed))


def _read_topics(text: str, slugs: Any, new: dict[str, Any], lookup: Lookup) -> None:
    if not isinstance(slugs, list) or not all(isinstance(slug, str) for slug in slugs):
        raise EditError(line_of(text, "topics"), _("topics is a list of texts between quotation marks."))
    found = []
    for slug in slugs:
        names = [row.note for row in lookup.topics() if key(slug) in (key(row.note), key(row.text))]
        if not names:
            line = next((n for n, one in enumerate(text.splitlines(), 1) if slug in one), line_of(text, "topics"))
            raise EditError(
                line, _("No topic is called “{text}”; “tracker topic add” adds one.").format(text=slug[:40])
            )
        found.append(names[0])
    for item in review.items(new, "topics"):
        review.mark(new, item, review.ACCEPTED if item.value["slug"] in found else review.DROPPED)
    have = {item.value["slug"] for item in review.items(new, "topics")}
    for slug in dict.fromkeys(found):
        if slug not in have:
            review.add(new, "topics", slug=slug)


def _read_section(
    text: str, section: str, tables: Any, draft: dict[str, Any], new: dict[str, Any], lookup: Lookup
) -> None:
    if not isinstance(tables, dict) or not all(isinstance(row, dict) for row in tables.values()):
        raise EditError(line_of(text, section), _("write each one as [{name}.1].").format(name=section))
    old = {str(int(item.place) + 1): item for item in review.items(draft, section)}
    items = {str(int(item.place) + 1): item for item in review.items(new, section)}
    for number, item in items.items():
        if number not in tables:
            review.mark(new, item, review.DROPPED)
    for number, row in tables.items():
        where: Callable[[str], int] = lambda name, number=number: line_of(text, section, number, name)  # type: ignore[misc]  # noqa: E731
        values = {_key(name): _checked(value, _TABLES[section].get(name), name, where) for name, value in row.items()}
        by = review.NAMED_BY[section]
        if number not in items:
            whole = {_key(name): None for name in _TABLES[section]} | _EMPTY_CODES.get(section, {}) | values
            _need(whole[by], by, where)
            review.add(new, section, **whole)
            continue
        was = old[number].value
        if values.get("due") == due_text(was.get("due")):
            values["due"] = was["due"]
        changed = {name: value for name, value in values.items() if value != was.get(name)}
        _need(changed.get(by, "x"), by, where)
        known = by == "agency" and by in changed and lookup.agency(changed[by]).state != "new"
        if section == "officials" and by in changed:
            changed["known_as"] = None
        review.change(new, items[number], known=known, **changed)


_EMPTY_CODES: dict[str, dict[str, str]] = {
    "officials": {"side": "other", "role": "member"},
    "commitments": {"grade": "agreed"},
}


def _need(value: Any, name: str, where: Callable[[str], int]) -> None:
    if not value or not any(map(str.isalnum, value)):
        raise EditError(where(name), _("{name} must not be empty.").format(name=name))


def _checked(value: Any, kind: Any, name: str, where: Callable[[str], int]) -> Any:
    """The value if it is of its kind; an empty text is nothing."""
    if kind is None:
        raise EditError(where(name), _("there is no “{name}” here.").format(name=name))
    if value == "" and not isinstance(kind, tuple):
        return None
    if isinstance(kind, tuple):
        if value not in kind:
            raise EditError(where(name), _choices(value, kind))
        return value
    if kind is str:
        if hasattr(value, "isoformat"):
            value = value.isoformat()
        if not isinstance(value, str):
            raise EditError(where(name), _("{name} is a text between quotation marks.").format(name=name))
        return one_line(value) or None
    if isinstance(value, bool) or not isinstance(value, int | float) or (kind is int and not isinstance(value, int)):
        raise EditError(where(name), _("{name} is a number without quotation marks.").format(name=name))
    return kind(value)
