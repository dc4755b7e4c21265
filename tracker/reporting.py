"""Finds, loads and renders the reports of `reports/` and of the user's own folder, by path, as alembic loads revisions.

One report is one `.py` beside its templates. The module says what it gathers:
`gather(session, request) -> Gathered`, a frozen value with `as_json()` and `table()`; optionally
`page(gathered) -> dict` (more for the HTML page) and `picture(gathered) -> bytes` (a PNG beside the Markdown).
Its docstring's first line is its title.
"""

import importlib.util
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from tracker.bundled import bundled
from tracker.errors import NotFoundError, UsageError
from tracker.i18n import _, language

if TYPE_CHECKING:
    import jinja2
    from sqlmodel import Session

    from tracker.queries.scope import Scope


@dataclass(frozen=True, slots=True)
class Request:
    """What a report is asked about: the visits, the units to draw them in, and the day it speaks from."""

    scope: "Scope"
    units: str | date
    today: date


class Gathered(Protocol):
    """The facts of a report, the same for every format."""

    def as_json(self) -> dict[str, Any]:
        """For programs."""

    def table(self) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
        """The main table: names of columns, rows."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A report as bytes, and the files that go beside it, by their ending (".png")."""

    content: bytes
    beside: Mapping[str, bytes]


def folders(own: Path | None) -> list[Path]:
    """Where reports are looked for: the program's, then the user's own folder."""
    return [folder for folder in (bundled("reports"), own) if folder is not None and folder.is_dir()]


def names(own: Path | None = None) -> dict[str, Path]:
    """The reports by name; a report of the user's own goes before one of the same name."""
    found = {path.stem: path for folder in folders(own) for path in sorted(folder.glob("*.py"))}
    return dict(sorted(found.items()))


def load(name: str, own: Path | None = None) -> ModuleType:
    """The module of a report. Only names that `names` lists are loaded."""
    path = names(own).get(name)
    if path is None:
        raise NotFoundError(what=_("report"), name=name, command="tracker report list")
    spec = importlib.util.spec_from_file_location(f"tracker_report_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses with postponed annotations look themselves up here
    spec.loader.exec_module(module)
    return module


def title(module: ModuleType) -> str:
    """The first line of the report's docstring in the language in use."""
    return _((module.__doc__ or module.__name__).strip().splitlines()[0].rstrip("."))


def format_of(kind: str | None, out: Path | None) -> str:
    """The format asked for: as said, else as the file's name ends, else a page. Refuses the two in contradiction."""
    ending = out.suffix.removeprefix(".").lower() if out is not None else ""
    if ending and ending not in FORMATS:
        raise UsageError(
            reason=_("No report can be written as “.{name}”; the name may end in: {all}.").format(
                name=ending, all=", ".join(FORMATS)
            )
        )
    if kind and ending and kind != ending:
        raise UsageError(
            reason=_("The file is named “.{name}” but the format is {kind}; leave one of them out.").format(
                name=ending, kind=kind
            )
        )
    return kind or ending or "html"


def gather(module: ModuleType, session: "Session", request: Request) -> Gathered:
    """The facts of the report."""
    gathered: Gathered = module.gather(session, request)
    return gathered


def render(module: ModuleType, gathered: Gathered, kind: str, *, stem: str | None = None) -> Rendered:
    """The report in one of `FORMATS`. `stem`: the name of the file to be, None for one that stands alone."""
    if kind not in FORMATS:
        raise UsageError(
            reason=_("The format “{name}” is not one of: {all}.").format(name=kind, all=", ".join(FORMATS))
        )
    return FORMATS[kind](module, gathered, stem)


def _html(module: ModuleType, gathered: Gathered, stem: str | None) -> Rendered:  # noqa: ARG001
    more = module.page(gathered) if hasattr(module, "page") else {}
    return Rendered(_template(module, "html").render(r=gathered, title=title(module), **more).encode(), {})


def _markdown(module: ModuleType, gathered: Gathered, stem: str | None) -> Rendered:
    beside = {".png": module.picture(gathered)} if stem and hasattr(module, "picture") else {}
    text = _template(module, "md").render(r=gathered, title=title(module), picture=f"{stem}.png" if beside else None)
    return Rendered(re.sub(r"\n{3,}", "\n\n", text).encode(), beside)


def _json(module: ModuleType, gathered: Gathered, stem: str | None) -> Rendered:  # noqa: ARG001
    import json

    return Rendered((json.dumps(gathered.as_json(), ensure_ascii=False, indent=1) + "\n").encode(), {})


def _csv(module: ModuleType, gathered: Gathered, stem: str | None) -> Rendered:  # noqa: ARG001
    from tracker.sheets import to_csv

    columns, rows = gathered.table()
    return Rendered(to_csv(columns, rows).encode(), {})


FORMATS: dict[str, Callable[[ModuleType, Gathered, str | None], Rendered]] = {
    "html": _html,
    "md": _markdown,
    "csv": _csv,
    "json": _json,
}


def _template(module: ModuleType, kind: str) -> "jinja2.Template":
    import jinja2

    assert module.__file__ is not None
    path = Path(module.__file__)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([path.parent, bundled("reports")]),
        autoescape=kind == "html",
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(_, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(markdown=markdown, day=_day)
    environment.globals["language"] = language()
    return environment.get_template(f"{path.stem}.{kind}.j2")


def _ngettext(singular: str, plural: str, number: int) -> str:
    from tracker.i18n import ngettext

    return ngettext(singular, plural, number)


def _day(day: date | None) -> str:
    from tracker.calendar import short_date

    return short_date(day) if day else ""


_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+!|~])")


def markdown(text: object) -> str:
    """Text in which nothing is Markdown or HTML markup."""
    return _MARKUP.sub(r"\\\1", " ".join(str(text).split()))
