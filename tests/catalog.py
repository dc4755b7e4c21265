"""The catalogue of messages: `python tests/catalog.py` brings it up to date and compiles it.

It gathers every message from the source, keeps what is translated, drops what is gone and prints what still lacks a
translation. What it writes depends on nothing but the source and the translations: no dates, no places.
"""

import re
import struct
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parent.parent
PO = CHECKOUT / "tracker" / "locale" / "vi" / "LC_MESSAGES" / "tracker.po"
MO = PO.with_suffix(".mo")

Message = str | tuple[str, str]

_KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
_HEADER = (
    "Project-Id-Version: tracker\n"
    "Language: vi\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=utf-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
)


def messages() -> set[Message]:
    """Every message of the program: the marked strings, the help of every command, the titles of the reports."""
    return {*_marked(), *_helps(), *_titles()}


def _marked() -> Iterator[Message]:
    """The strings that the source and the templates mark."""
    sources = [("python", path) for folder in ("tracker", "reports") for path in (CHECKOUT / folder).rglob("*.py")]
    sources += [("jinja2.ext:babel_extract", path) for path in (CHECKOUT / "reports").glob("*.j2")]
    for method, path in sources:
        for _line, message, _comments, _context in extract_from_file(method, path, keywords=_KEYWORDS):
            yield message if isinstance(message, str) else (message[0], message[1])


def _helps() -> Iterator[str]:
    """What the command line says of each command, its arguments and its options, and the words for their values."""
    from conftest import commands
    from typer.main import get_command

    from tracker.cli import app

    yield from ("TEXT", "NUMBER")
    for path, command in [((), get_command(app)), *commands()]:
        its_own_title = path[:1] == ("report",) and path[1:] not in ((), ("list",))
        for thing in (*(() if its_own_title else (command,)), *command.params):
            if getattr(thing, "help", None):
                yield one_line(thing.help)
        for parameter in command.params:
            yield from re.findall("[A-Z]{2,}", parameter.metavar or "")


def _titles() -> Iterator[str]:
    """The first line of each report."""
    from tracker import reporting

    for name in reporting.names():
        yield (reporting.load(name).__doc__ or "").strip().splitlines()[0].rstrip(".")


def one_line(text: str) -> str:
    """White space as the program normalises it before it asks the catalogue."""
    return " ".join(text.split())


def translated() -> Catalog:
    """The catalogue as it lies in the checkout."""
    if not PO.exists():
        return Catalog(locale="vi")
    with PO.open("rb") as file:
        return read_po(file, locale="vi", domain="tracker", abort_invalid=True)


def renewed(old: Catalog, wanted: set[Message]) -> Catalog:
    """A catalogue of just the messages wanted, with the translations there are."""
    new = Catalog(locale="vi", domain="tracker", fuzzy=False)
    for message in sorted(wanted, key=lambda one: one if isinstance(one, str) else one[0]):
        known = old.get(message if isinstance(message, str) else message[0])
        new.add(message, known.string if known is not None and not known.fuzzy else "")
    return new


def glossary() -> str:
    """The remarks at the head of the catalogue, which are written by hand."""
    lines = PO.read_text(encoding="utf-8").splitlines() if PO.exists() else []
    return "".join(f"{line}\n" for line in takewhile(lambda line: line.startswith("#"), lines))


def as_po(catalog: Catalog) -> str:
    """The text of the catalogue: the remarks, a header without dates, the messages in order."""
    for message in catalog:
        message.flags.clear()
    body = BytesIO()
    write_po(body, catalog, width=0, no_location=True, omit_header=True, sort_output=True)
    header = "".join(f'"{line}\\n"\n' for line in _HEADER.splitlines())
    return f'{glossary()}msgid ""\nmsgstr ""\n{header}\n{body.getvalue().decode()}'.rstrip("\n") + "\n"


def as_mo(catalog: Catalog) -> bytes:
    """The compiled catalogue: two tables of lengths and places, then the texts, in the order of the messages."""
    pairs = {"": _HEADER}
    for message in catalog:
        if message.id and message.string:
            pairs["\0".join(_each(message.id))] = "\0".join(_each(message.string))
    texts = sorted((left.encode(), right.encode()) for left, right in pairs.items())
    first, table = 28 + 16 * len(texts), b""
    for side in (0, 1):
        for pair in texts:
            table += struct.pack("<II", len(pair[side]), first)
            first += len(pair[side]) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(texts), 28, 28 + 8 * len(texts), 0, 28 + 16 * len(texts))
    return head + table + b"".join(pair[side] + b"\0" for side in (0, 1) for pair in texts)


def _each(texts: Any) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def main() -> int:
    """Renews the catalogue; 1 when a message still lacks its translation."""
    old = translated()
    new = renewed(old, messages())
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_text(as_po(new), encoding="utf-8", newline="\n")
    MO.write_bytes(as_mo(new))
    missing = [_each(message.id)[0] for message in new if message.id and not any(_each(message.string))]
    for text in missing:
        sys.stderr.write(f"{text}\n")
    sys.stderr.write(f"{len(new)} messages, {len(missing)} without a translation\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "tests")]
    sys.exit(main())
