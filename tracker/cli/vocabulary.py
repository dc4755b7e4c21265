"""What the reading of a note may know beforehand: the register, where there is one, and the office's `notes.toml`."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tracker.cli.settings import config_folder, reading
from tracker.errors import NoRegisterError, RefusedError, TrackerError
from tracker.gazetteer.vocabulary import KnownAgency, Vocabulary
from tracker.i18n import _
from tracker.text import key, one_line

if TYPE_CHECKING:
    from sqlmodel import Session

FILE = "notes.toml"
LONGEST = 300


@contextmanager
def register(ctx: typer.Context) -> Iterator["Session | None"]:
    """The register to read, None without one: a note can be read all the same. One that cannot be opened is named."""
    with ExitStack() as stack:
        session = None
        try:
            session = stack.enter_context(reading(ctx))
        except NoRegisterError:
            pass
        except TrackerError as error:
            typer.echo(_("Read without the register: {reason}").format(reason=error), err=True)
        yield session


def vocabulary(session: "Session | None") -> Vocabulary:
    """The register's words and the office's, which go before them."""
    from tracker.gazetteer.facts import topics

    known, slugs = Vocabulary(), {row.slug for row in topics()}
    if session is not None:
        from tracker.queries import registry
        from tracker.queries.vocabulary import vocabulary as of_register

        known = of_register(session)
        slugs |= {row.slug for row in registry.topics(session)}
    return known.with_more(office(config_folder() / FILE, slugs))


def office(path: Path, slugs: Iterable[str]) -> Vocabulary:
    """The office's file, empty when there is none. Refuses what it cannot use with the file and the place in it."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Vocabulary()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RefusedError(reason=_("{name} cannot be read: {reason}.").format(name=path, reason=error)) from None
    unknown = next((name for name in tables if name not in ("cues", "abbreviations", "agencies")), None)
    if unknown is not None:
        raise _refusal(path, unknown, _("there is no such section; write [cues], [abbreviations] or [agencies]"))
    cues = {slug: _words(path, slug, words) for slug, words in _section(path, tables, "cues").items()}
    for slug in cues:
        if slug not in set(slugs):
            raise _refusal(path, f"[cues] {slug}", _("there is no such topic; “tracker topic list” lists them"))
    return Vocabulary(
        cues=cues,
        abbreviations=_texts(path, tables, "abbreviations"),
        agencies={printed: KnownAgency(name) for printed, name in _texts(path, tables, "agencies").items()},
    )


def _section(path: Path, tables: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = tables.get(name, {})
    if not isinstance(found, dict):
        raise _refusal(path, name, _("it is not a section; write [{name}]").format(name=name))
    return found


def _texts(path: Path, tables: Mapping[str, Any], name: str) -> dict[str, str]:
    """A section of words for words."""
    return {
        _text(path, f"[{name}] {left}", left): _text(path, f"[{name}] {left}", right)
        for left, right in _section(path, tables, name).items()
    }


def _words(path: Path, slug: str, words: Any) -> tuple[str, ...]:
    if not isinstance(words, list):
        raise _refusal(path, f"[cues] {slug}", _('write a list of words: ["…", "…"]'))
    return tuple(_text(path, f"[cues] {slug}", word) for word in words)


def _text(path: Path, where: str, text: Any) -> str:
    if not isinstance(text, str) or not key(text) or len(text) > LONGEST:
        raise _refusal(path, where, _("write words in quotation marks, at most {most} letters").format(most=LONGEST))
    return one_line(text)


def _refusal(path: Path, where: str, reason: str) -> RefusedError:
    return RefusedError(reason=_("{name}, {where}: {reason}.").format(name=path, where=where[:80], reason=reason))
