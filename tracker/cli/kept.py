"""Drafts that are not logged yet, kept between two sittings: one JSON file each in the user's data folder.

A draft is found again by the text of its note (its sha256), wherever the note lies. A file that an editor left broken
lies beside it as .toml. The files are the user's alone (0600).
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tracker.cli.settings import data_folder
from tracker.errors import RefusedError
from tracker.i18n import _
from tracker.text import digest

SHOWN = 8
"""How many digits of the sha256 name a draft."""


@dataclass(slots=True)
class Kept:
    """A draft under review. `note`: the file it was read from; `draft`: as in `notes.review`; `page`: where one was."""

    sha256: str
    note: str
    text: str
    draft: dict[str, Any]
    page: str = ""
    saved: str = ""

    @property
    def id(self) -> str:
        """The name that commands use."""
        return self.sha256[:SHOWN]

    @property
    def called(self) -> str:
        """The note as people call it."""
        return _("standard input") if self.note == "-" else self.note


def folder() -> Path:
    """Where the drafts lie."""
    return data_folder() / "drafts"


def edited(kept: Kept) -> Path:
    """The file that an editor opens."""
    return folder() / f"{kept.sha256}.toml"


def before(kept: Kept) -> Path:
    """Where an edit lies that a later review at the terminal took the place of."""
    return folder() / f"{kept.sha256}.toml.bak"


def find(text: str) -> Kept | None:
    """The unfinished draft of this text."""
    return _read(folder() / f"{digest(text)}.json")


def _read(path: Path) -> Kept | None:
    try:
        return Kept(**json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, TypeError) as error:
        raise RefusedError(
            reason=_("The kept draft {name} cannot be read ({reason}); delete the file to begin anew.").format(
                name=path, reason=error
            )
        ) from None


def save(kept: Kept) -> None:
    """Writes the draft, whole or not at all."""
    kept.saved = datetime.now().astimezone().isoformat(timespec="seconds")
    write(folder() / f"{kept.sha256}.json", json.dumps(asdict(kept), ensure_ascii=False, indent=1))


def write(path: Path, text: str) -> None:
    """A file for the user's eyes only, first beside its place, then over it."""
    partial = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileNotFoundError):
            partial.unlink()
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        partial.replace(path)
    except OSError as error:
        raise RefusedError(
            reason=_("The draft cannot be kept as {name} ({reason}); name another folder with TRACKER_DATA.").format(
                name=path, reason=error.strerror or error
            )
        ) from None


def drop(kept: Kept) -> None:
    """Forgets the draft and what an editor left of it."""
    for path in (folder() / f"{kept.sha256}.json", edited(kept), before(kept)):
        path.unlink(missing_ok=True)


def everything() -> list[Kept]:
    """All drafts, the last saved first."""
    return sorted(_all(), key=lambda kept: (kept.saved, kept.sha256), reverse=True)


def _all() -> Iterator[Kept]:
    for path in sorted(folder().glob("*.json")):
        found = _read(path)
        if found is not None:
            yield found


def named(text: str) -> Kept:
    """The draft of an id or the beginning of one; refuses one that means none or several."""
    wanted = text.strip().lower()
    found = [kept for kept in _all() if wanted and kept.sha256.startswith(wanted)]
    if len(found) != 1:
        raise RefusedError(
            reason=_("There is no draft “{name}”; “tracker visit drafts” lists those there are.").format(name=text[:80])
        )
    return found[0]
