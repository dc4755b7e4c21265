"""The words in which every reminder speaks of a commitment."""

from datetime import date

from tracker.calendar import short_date
from tracker.i18n import _, ngettext
from tracker.queries.followups import FollowupRow
from tracker.queries.visits import VisitRow


def said(code: str) -> str:
    """A code of the register in the language in use: the codes are English words, which the catalogue knows."""
    return _(code.replace("_", " "))


def due(row: FollowupRow) -> str:
    """The date in force, with the words of the deadline, or with the original date after an extension."""
    if row.due_on is None:
        return row.due_text or ""
    if row.original_due_on and row.original_due_on != row.due_on:
        return _("{day} (originally {first})").format(day=short_date(row.due_on), first=short_date(row.original_due_on))
    words = row.due_text or ""
    plain = not any(letter.isalpha() for letter in words)
    return short_date(row.due_on) + ("" if plain else f" ({words})")


def state(row: FollowupRow, as_of: date) -> str:
    """How late it is, or how long there still is; what waits for confirmation says since when."""
    parts = []
    if row.stage in ("awaiting_confirmation", "suspended"):
        since = max((e.happened_on for e in row.events if e.happened_on <= as_of and e.kind in _LED_TO), default=None)
        parts.append(_("{stage} since {day}").format(stage=said(row.stage), day=short_date(since or as_of)))
    if row.timeliness == "overdue":
        parts.append(ngettext("{n} day late", "{n} days late", row.days_late).format(n=row.days_late))
    elif row.due_on and row.stage != "suspended":
        left = (row.due_on - as_of).days
        parts.append(_("due today") if left == 0 else ngettext("{n} day left", "{n} days left", left).format(n=left))
    return "; ".join(parts)


_LED_TO = ("submitted", "suspended")


def meeting(visit: VisitRow) -> str:
    """The visit in one line: its day, and who came to whom."""
    day = short_date(visit.started_on) if visit.started_on else ""
    sides = ["; ".join(party.agency for party in side) for side in (visit.visitors, visit.hosts)]
    return ", ".join(filter(None, (day, " → ".join(filter(None, sides)))))


def lead(row: FollowupRow) -> str:
    """Who has to see to it: the lead, else those who do it together."""
    return row.lead or "; ".join(row.coordinating)
