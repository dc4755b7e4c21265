"""Messages in Vietnamese or English through gettext. Source strings are English; Vietnamese is the default language.

`_` translates now, `N_` only marks a string for the catalogue. The catalogues lie in `locale/`.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"
LOCALE = Path(__file__).parent / "locale"

_current = DEFAULT_LANGUAGE


@lru_cache(maxsize=4)
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation("tracker", LOCALE, languages=[language], fallback=True)


def use_language(language: str) -> None:
    """Switches every later message of this process to `language`; an unknown one falls back to Vietnamese."""
    global _current
    _current = language if language in LANGUAGES else DEFAULT_LANGUAGE


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Another language for a while."""
    before = _current
    use_language(language)
    try:
        yield
    finally:
        use_language(before)


def language() -> str:
    """The language in use, "vi" or "en"."""
    return _current


def _(message: str) -> str:
    """The message in the language in use."""
    return _catalogue(_current).gettext(message) if message else message


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message in the form that goes with `number`."""
    return _catalogue(_current).ngettext(singular, plural, number)


def N_(message: str) -> str:  # noqa: N802 -- gettext's own name for "mark, do not translate yet"
    """The message itself, marked for the catalogue."""
    return message


def decimal(value: float, digits: int) -> str:
    """A number with so many digits after the decimal sign of the language in use: 0,25 or 0.25."""
    written = f"{value:.{digits}f}"
    return written.replace(".", ",") if _current == "vi" else written
