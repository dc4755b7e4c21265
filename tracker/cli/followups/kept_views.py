"""Saved views: a filter and a sort under a name. Some are shipped; own ones lie in views.toml beside the configuration.

The file may be edited by hand: of what stands in it only the view that is saved or deleted is touched.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tracker.cli.output import save as save_file
from tracker.cli.settings import config_folder
from tracker.errors import OutputError, RefusedError
from tracker.i18n import N_, _
from tracker.text import nfc

NAME = re.compile(r"[\w-]{1,40}")


@dataclass(frozen=True, slots=True)
class View:
    """`meaning`: what a shipped one is for, in English; own ones have none."""

    filter: str
    sort: str = ""
    meaning: str = ""


SHIPPED: Mapping[str, View] = {
    "overdue": View("overdue", "", N_("what is overdue")),
    "overdue-theirs": View("overdue theirs", "", N_("what others promised to us and is overdue")),
    "overdue-ours": View("overdue ours", "", N_("what we promised and is overdue")),
    "due-soon": View("due-soon", "", N_("what is due within seven days")),
    "unfirmed": View("open grade:intention given<-6m", "given", N_("intentions never firmed, older than six months")),
    "waiting": View("waiting", "", N_("what awaits confirmation")),
    "no-due": View("open no-due", "given", N_("what is open and has no due date")),
    "urgent": View("open", "urgency", N_("what is open, the most urgent first")),
}


def views_file() -> Path:
    """Where own views lie."""
    return config_folder() / "views.toml"


def views() -> dict[str, View]:
    """All views by name: the shipped ones, over them the own ones."""
    return {**SHIPPED, **own_views()}


def own_views() -> dict[str, View]:
    """The own ones by name; refuses a file that cannot be read."""
    return dict(_read(views_file()))


@cache
def _read(path: Path) -> tuple[tuple[str, View], ...]:
    return tuple(_understood(path, _text(path)).items())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from None


def _understood(path: Path, text: str) -> dict[str, View]:
    import tomllib

    try:
        rows = tomllib.loads(text)
        found = {nfc(name): View(**row) for name, row in rows.items()}
    except (tomllib.TOMLDecodeError, TypeError, RecursionError) as error:
        raise _unreadable(path, error) from None
    for name, view in found.items():
        if not all(isinstance(value, str) for value in asdict(view).values()) or view.meaning:
            raise _unreadable(path, _("“{name}” has more than a filter and a sort").format(name=name))
    return found


def _unreadable(path: Path, reason: object) -> RefusedError:
    return RefusedError(reason=_("The views in {name} cannot be read: {reason}.").format(name=path, reason=reason))


def view_named(name: str) -> View:
    """The view of a name; refuses one that there is none of, and names those there are."""
    known = views()
    if nfc(name) not in known:
        raise RefusedError(
            reason=_("There is no view “{name}”; there are: {all}.").format(
                name=name[:80], all=", ".join(sorted(known))
            )
        )
    return known[nfc(name)]


def save_view(name: str, view: View) -> None:
    """Writes an own view, over an earlier one of the name."""
    name = nfc(name)
    if not NAME.fullmatch(name):
        raise RefusedError(
            reason=_("“{name}” is no name for a view; it has letters, digits and hyphens, at most 40.").format(
                name=name[:80]
            )
        )
    lines = [f"[{json.dumps(name, ensure_ascii=False)}]", f"filter = {json.dumps(view.filter, ensure_ascii=False)}"]
    lines += [f"sort = {json.dumps(view.sort)}"] if view.sort else []
    _write(name, own_views() | {name: view}, "".join(f"{line}\n" for line in lines))


def delete_view(name: str) -> None:
    """Forgets an own view; a shipped one of the name is back. Refuses what is not one's own."""
    name, own = nfc(name), own_views()
    if name not in own:
        known = ", ".join(sorted(own)) or "–"
        raise RefusedError(
            reason=_("There is no view “{name}” of your own; yours are: {all}.").format(name=name[:80], all=known)
        )
    del own[name]
    _write(name, own, "")


def _write(name: str, wanted: dict[str, View], block: str) -> None:
    """Puts the block in the place of the view's own lines; all else in the file stays, or nothing is written."""
    path = views_file()
    header = re.compile(r"^\[\s*(?:\"(?P<quoted>[^\"]*)\"|'(?P<raw>[^']*)'|(?P<bare>[\w-]+))\s*\][^\n]*$", re.MULTILINE)
    text = nfc(_text(path))
    kept, at, here = "", 0, False
    for found in [*header.finditer(text), None]:
        end = found.start() if found else len(text)
        kept += "" if here else text[at:end]
        at, here = end, bool(found) and name in _names(found)
    kept += "\n" if kept.strip() and block and not kept.endswith("\n") else ""
    kept += ("\n" if kept.strip() and block and not kept.endswith("\n\n") else "") + block
    if _understood(path, kept) != wanted:
        raise RefusedError(reason=_("{name} is written in a way that only a person should change.").format(name=path))
    try:
        save_file(path, kept)
    except OutputError as error:
        raise RefusedError(
            reason=_("The views cannot be kept in {name}: {reason}; name another folder with TRACKER_CONFIG.").format(
                name=path, reason=error.facts["reason"]
            )
        ) from None
    _read.cache_clear()


def _names(found: Any) -> tuple[str | None, ...]:
    return found["quoted"], found["raw"], found["bare"]
