"""The ways to sort a list of commitments, without a table of ours."""

from tracker.errors import UsageError
from tracker.i18n import _

SORTS = ("due", "given", "lead", "id", "urgency")


def checked_sort(text: str) -> str:
    """The sort as a question holds it; refuses what it does not know."""
    if text.removeprefix("-") not in SORTS:
        raise UsageError(
            reason=_("“{name}” is no way to sort; it is one of: {all}; a - in front turns it round.").format(
                name=text, all=", ".join(SORTS)
            )
        )
    return text
