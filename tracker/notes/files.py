"""A note's text from a paper of any kind or from standard input, or a refusal that says why and what to do."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO, Any

from tracker.errors import NoteError, StandardInputError
from tracker.i18n import N_, _
from tracker.notes.papers import ENOUGH, UnreadableError
from tracker.notes.papers.kinds import PDF, WEB, WORD, kind_of, kind_of_text
from tracker.notes.papers.letters import decoded, unicode
from tracker.notes.papers.tidy import tidy, without_markdown

LARGEST = 5 * 1024 * 1024
ENDINGS = frozenset({".txt", ".md", ".text", ".html", ".htm", ".docx", ".pdf", ".doc", ".rtf", ".odt", ""})
"""How the names of notes end, those that are refused with a word on the way out among them."""

_MISSING = N_("there is no such file")
_FOLDER = N_("it is a folder; name a file in it")
_EMPTY = N_("there is no text in it")
_LARGE = N_("it is larger than 5 MB; keep only the note itself")
_SYSTEM = N_("the system says: {message}")


def read_note_file(path: str | Path, stdin: IO[Any] | None = None) -> str:
    """The text of a .txt, .md, .html, .docx or .pdf file, or of standard input for "-", as the reader sees it.

    What it is, is told by its content. Offsets of a draft count in this text. Raises `NoteError` with one sentence.
    """
    name = str(path)
    refused: Callable[..., NoteError] = StandardInputError if name == "-" else partial(NoteError, name=name)
    try:
        if name == "-":
            return _text(_from_stdin(stdin), "")
        path = Path(path)
        if path.is_dir():
            raise UnreadableError(_FOLDER)
        if not path.exists():
            raise UnreadableError(_MISSING)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        return _text(data, path.suffix.casefold())
    except UnreadableError as error:
        raise refused(reason=_(error.reason).format(**error.facts)) from error
    except (OSError, ValueError) as error:
        message = getattr(error, "strerror", None) or str(error)
        raise refused(reason=_(_SYSTEM).format(message=message)) from error


def _from_stdin(stdin: IO[Any] | None) -> bytes | str:
    """What stands on standard input, as bytes where the stream has them."""
    if stdin is None:
        return b""
    data: bytes | str = getattr(stdin, "buffer", stdin).read(LARGEST + 1)
    return data


def _text(data: bytes | str, suffix: str) -> str:
    if len(data) > LARGEST:
        raise UnreadableError(_LARGE)
    text = tidy(unicode(_raw(data, suffix)[:ENOUGH]))
    if not text.strip():
        raise UnreadableError(_EMPTY)
    return text


def _raw(data: bytes | str, suffix: str) -> str:
    """The text as the paper has it. The readers of pages, Word files and PDF are loaded when there is one."""
    kind = kind_of_text(data, suffix) if isinstance(data, str) else kind_of(data, suffix)
    if kind == WEB:
        from tracker.notes.papers.web import web_text

        return web_text(data)
    if isinstance(data, str):
        return data
    if kind == WORD:
        from tracker.notes.papers.word import word_text

        return word_text(data)
    if kind == PDF:
        from tracker.notes.papers.printed import pdf_text

        return pdf_text(data)
    text = decoded(data)
    return without_markdown(text[:ENOUGH]) if suffix == ".md" else text
