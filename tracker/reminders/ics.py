"""Commitments as an iCalendar (RFC 5545): an all-day event on each due date; later ones move it or take it away."""

from collections.abc import Sequence
from datetime import date, timedelta

from icalendar import Alarm, Calendar, Event

from tracker.calendar import WorkingDays, short_date
from tracker.i18n import _
from tracker.queries.followups import FollowupRow
from tracker.queries.reminders import Entry
from tracker.reminders.wording import due, lead, meeting, said
from tracker.text import one_line

LONGEST_SUMMARY = 120
OFFICE_OPENS = timedelta(hours=8)
_DAY = timedelta(days=1)


def calendar(entries: Sequence[Entry], *, name: str, alarms: Sequence[int], days: WorkingDays) -> bytes:
    """The calendar of that name. `alarms`: how many days before the due date to remind, at eight in the morning and on
    the last working day by then.

    An event's UID is the commitment's own; its SEQUENCE and its times are those of the commitment's changes, so that
    the same register gives the same bytes.
    """
    whole = Calendar()
    whole.add("prodid", "-//tracker//followup calendar//VI")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", one_line(name))
    whole.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    for entry in entries:
        whole.add_component(_event(entry, alarms, days))
    return bytes(whole.to_ical())


def _event(entry: Entry, alarms: Sequence[int], days: WorkingDays) -> Event:
    event = Event()
    event.add("uid", str(entry.uid))
    event.add("dtstamp", entry.changed)
    event.add("last-modified", entry.changed)
    event.add("sequence", entry.version)
    event.add("dtstart", entry.due_on)
    event.add("dtend", entry.due_on + _DAY)
    event.add("transp", "TRANSPARENT")
    event.add("summary", _summary(entry))
    event.add("status", _status(entry))
    row = entry.row
    if row is not None:
        event.add("description", _description(entry, row))
        event.add("categories", [_("Commitment"), said(row.grade), *row.topics])
    if not entry.gone and (row is None or row.stage != "suspended"):
        for before in sorted(set(alarms), reverse=True):
            event.add_component(_alarm(entry, before, days))
    return event


def _status(entry: Entry) -> str:
    if entry.gone:
        return "CANCELLED"
    return "TENTATIVE" if entry.row is not None and entry.row.stage == "suspended" else "CONFIRMED"


def _summary(entry: Entry) -> str:
    text = one_line(entry.text)
    text = text if len(text) <= LONGEST_SUMMARY else text[: LONGEST_SUMMARY - 1] + "…"
    who = lead(entry.row) if entry.row is not None else ""
    return one_line(f"{text} – {who}") if who else text


def _description(entry: Entry, row: FollowupRow) -> str:
    pairs = (
        (_("What"), row.text),
        (_("Lead"), row.lead),
        (_("Coordinating"), "; ".join(row.coordinating)),
        (_("Counterpart"), row.counterpart),
        (_("Official in charge"), row.official),
        (_("Due"), due(row)),
        (_("Grade"), said(row.grade)),
        (_("Stage"), said(row.stage)),
        (_("Given"), short_date(row.given_on) if row.given_on else None),
        (_("Visit"), f"{row.visit} ({meeting(entry.visit)})" if entry.visit is not None else row.visit),
        (_("Commitment"), row.id),
    )
    return "\n".join(f"{name}: {one_line(str(value))}" for name, value in pairs if value)


def _alarm(entry: Entry, before: int, days: WorkingDays) -> Alarm:
    """Rings when the office opens: `before` days ahead, or on the working day before that."""
    on = _office_day(entry.due_on - before * _DAY, days)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Due {day}: {what}").format(day=short_date(entry.due_on), what=_summary(entry)))
    alarm.add("trigger", on - entry.due_on + OFFICE_OPENS)
    return alarm


def _office_day(day: date, days: WorkingDays) -> date:
    return day if days.is_working(day) else days.add(day, -1)
