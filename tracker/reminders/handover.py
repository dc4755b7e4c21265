"""The handover pack: what is open, late first, the visits behind it, the people met there, the latest notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.calendar import short_date
from tracker.i18n import _
from tracker.queries.handover import Pack
from tracker.queries.reminders import Due
from tracker.reminders.page import Page, Part
from tracker.reminders.wording import due, lead, meeting, said, state

LATEST = 20
"""How many notes of progress are shown."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Who hands over to whom, on which day, why."""

    given: str
    heir: str
    on: date
    reason: str


def page(handover: Handover, pack: Pack) -> Page:
    """The pack to read."""
    as_of = pack.asked.as_of
    groups = _groups(pack.open)
    return Page(
        _("Handover: {given} to {heir}").format(given=handover.given, heir=handover.heir),
        [
            _("Day of the handover: {day}.").format(day=short_date(handover.on)),
            *([_("Reason: {reason}").format(reason=handover.reason)] if handover.reason else []),
            _("{open} commitments are open as of {day}: {late} late, {waiting} awaiting confirmation.").format(
                open=len(pack.open), day=short_date(as_of), late=len(groups[0][1]), waiting=len(groups[3][1])
            ),
        ],
        [*(_open(title, group, as_of) for title, group in groups), _visits(pack), _people(pack), _notes(pack)],
    )


def _groups(found: Sequence[Due]) -> list[tuple[str, list[Due]]]:
    """Late ones first; each commitment stands in one group."""
    names = (_("Late"), _("Not yet due"), _("Without a due date"), _("Awaiting confirmation"), _("Suspended"))
    groups: list[tuple[str, list[Due]]] = [(name, []) for name in names]
    for one in found:
        if one.row.stage in ("awaiting_confirmation", "suspended"):
            number = 3 if one.row.stage == "awaiting_confirmation" else 4
        elif one.row.due_on is None:
            number = 2
        else:
            number = 0 if one.row.timeliness == "overdue" else 1
        groups[number][1].append(one)
    return groups


def _open(title: str, group: Sequence[Due], as_of: date) -> Part:
    columns = [_("No."), _("What"), _("Due"), _("State"), _("Lead"), _("Visit")]
    rows = [
        (
            str(one.row.id),
            one.row.text,
            due(one.row),
            state(one.row, as_of),
            _led(one),
            str(one.row.visit),
        )
        for one in group
    ]
    return Part(title, columns, rows, (2, 8, 6, 6, 8, 5))


def _led(one: Due) -> str:
    """The lead and, after it, who coordinates."""
    if one.lead is None:
        return lead(one.row)
    others = "; ".join(one.row.coordinating)
    return one.lead.name + (" · " + _("coordinating: {names}").format(names=others) if others else "")


def _visits(pack: Pack) -> Part:
    columns = [_("No."), _("Visit"), _("Place"), _("Topics"), _("Papers")]
    rows = [
        (
            str(one.row.id),
            meeting(one.row),
            one.place or "",
            "; ".join(one.row.topics),
            "; ".join(filter(None, (paper.number or paper.title for paper in one.sources))),
        )
        for one in pack.visits
    ]
    return Part(_("Where it was promised"), columns, rows, (2, 11, 5, 6, 8))


def _people(pack: Pack) -> Part:
    """Each person once, with the post of the newest visit."""
    columns = [_("Name"), _("Post"), _("Side"), _("Contact at work"), _("Visits")]
    met: dict[int, tuple[str, str, str]] = {}
    where: dict[int, list[int]] = {}
    for one in pack.visits:
        for person in one.participants:
            met.setdefault(person.official_id, (person.name, person.post or "", said(person.side)))
            where.setdefault(person.official_id, []).append(one.row.id)
    rows = [
        (*facts, pack.contacts.get(number, ""), ", ".join(map(str, sorted(where[number]))))
        for number, facts in met.items()
    ]
    return Part(_("People met"), columns, rows, (8, 8, 4, 7, 3))


def _notes(pack: Pack) -> Part:
    """What was said of it last, newest first."""
    columns = [_("Day"), _("Step"), _("What was said"), _("Evidence"), _("Commitment")]
    events = [
        (event.happened_on, one.row.id, event)
        for one in pack.open
        for event in one.row.events
        if event.note or event.evidence
    ]
    newest = sorted(events, key=lambda found: found[0], reverse=True)[:LATEST]
    rows = [
        (short_date(day), said(event.kind), event.note or "", event.evidence or "", str(number))
        for day, number, event in newest
    ]
    return Part(_("Latest notes"), columns, rows, (5, 5, 11, 7, 4))
