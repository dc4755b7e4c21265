"""A note's text from a file or from standard input, or a refusal that says why and what to do."""

import codecs
from pathlib import Path
from typing import IO, Any

from tracker.errors import NoteError
from tracker.i18n import N_, _
from tracker.text import clean

LARGEST = 5 * 1024 * 1024
READABLE = frozenset({".txt", ".md", ".text", ""})
LATER = frozenset({".html", ".htm", ".docx", ".doc", ".pdf", ".odt", ".rtf"})

_MISSING = N_("there is no such file")
_FOLDER = N_("it is a folder; name a file in it")
_BINARY = N_("it is not text; save it as text and try again")
_EMPTY = N_("there is no text in it")
_ENCODING = N_("its letters are not in UTF-8 or UTF-16; save it as UTF-8 text and try again")
_LARGE = N_("it is larger than 5 MB; keep only the note itself")
_KIND = N_("files of the kind {kind} are not read yet; save it as text and try again")
_SYSTEM = N_("the system says: {message}")

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_note_file(path: str | Path, stdin: IO[Any] | None = None) -> str:
    """The cleaned text of a .txt or .md file, or of standard input for "-". Raises `NoteError` with one sentence."""
    if str(path) == "-":
        return _text(_from_stdin(stdin), "-")
    path = Path(path)
    kind = path.suffix.casefold()
    try:
        if path.is_dir():
            raise NoteError(name=str(path), reason=_(_FOLDER))
        if not path.exists():
            raise NoteError(name=str(path), reason=_(_MISSING))
        if kind not in READABLE:
            raise NoteError(name=str(path), reason=_(_KIND).format(kind=kind) if kind in LATER or kind else _(_BINARY))
        if path.stat().st_size > LARGEST:
            raise NoteError(name=str(path), reason=_(_LARGE))
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        message = getattr(error, "strerror", None) or str(error)
        raise NoteError(name=str(path), reason=_(_SYSTEM).format(message=message)) from error
    return _text(data, str(path))


def _from_stdin(stdin: IO[Any] | None) -> bytes | str:
    """What stands on standard input, as bytes where the stream has them."""
    if stdin is None:
        return b""
    data: bytes | str = getattr(stdin, "buffer", stdin).read(LARGEST + 1)
    return data


def _text(data: bytes | str, name: str) -> str:
    if len(data) > LARGEST:
        raise NoteError(name=name, reason=_(_LARGE))
    text = data if isinstance(data, str) else _decoded(data, name)
    text = clean(text)
    if not text.strip():
        raise NoteError(name=name, reason=_(_EMPTY))
    return text


def _decoded(data: bytes, name: str) -> str:
    """The text of the bytes by their mark, or as UTF-8."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and _is_binary(data):
        raise NoteError(name=name, reason=_(_BINARY))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NoteError(name=name, reason=_(_ENCODING)) from error
    if "\x00" in text:
        raise NoteError(name=name, reason=_(_BINARY))
    return text


def _is_binary(data: bytes) -> bool:
    """Zero bytes, or many control bytes: a picture, an archive, a program."""
    head = data[:4096]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return b"\x00" in data or controls > len(head) // 20 or data.startswith((b"%PDF", b"PK\x03\x04"))
