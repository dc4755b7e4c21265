"""What is asked to change a fact of a draft or to add one: each dialogue yields its questions one after the other.

A dialogue knows no terminal: it is sent the answers (texts for `Ask`, the chosen value for `Pick`) and in the end
writes into the draft. Whoever asks may drop it midway; then nothing was written.
"""

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.calendar import WorkingDays, period, read_date, read_due
from tracker.cli.drafts import SIDES
from tracker.cli.lookup import Lookup
from tracker.cli.settings import today
from tracker.cli.showing import day_text, due_text
from tracker.cli.words import word
from tracker.errors import DateError
from tracker.i18n import N_, _
from tracker.models.commitment import GRADES
from tracker.models.visit import DIRECTIONS, ROLES
from tracker.notes import review
from tracker.notes.review import Item
from tracker.text import key, one_line

if TYPE_CHECKING:
    from tracker.queries.choices import Choice, Recognised

LONGEST_VISIT = 14
"""Days: a longer span is a month or a quarter, not a visit."""
OFFERED = 8

_LABELS = {
    "title": N_("Title"),
    "visit_start": N_("Day"),
    "visit_end": N_("Last day"),
    "place": N_("Place"),
    "direction": N_("Direction"),
    "name": N_("Name"),
    "post": N_("Post"),
    "side": N_("Side"),
    "role": N_("Role"),
    "agency": N_("Agency"),
    "text": N_("Promise"),
    "grade": N_("Grade"),
    "lead": N_("Lead"),
    "counterpart": N_("Counterpart"),
    "due": N_("Due"),
    "province": N_("Province"),
    "value": N_("Value"),
    "rank": N_("Rank"),
    "of": N_("Out of how many"),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """A line to type. `choices`: what completes it; `problem`: what was wrong with the last answer.

    `whole`: what is typed takes the place of what stood there, as for names and days; else the line is edited.
    """

    label: str
    default: str = ""
    choices: "Callable[[], Sequence[Choice]] | None" = None
    problem: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Pick:
    """One of several, by its number."""

    label: str
    options: Sequence[tuple[str, Any]]


Dialogue = Generator[Ask | Pick, Any, None]
Answer = Generator[Ask | Pick, Any, Any]


def label(name: str) -> str:
    """A place of the draft as people call it."""
    return _(_LABELS[name])


def change(draft: dict[str, Any], item: Item, lookup: Lookup) -> Dialogue:
    """Changes one fact or field."""
    if item.section == "visit":
        yield from _field(draft, str(item.place), lookup)
    elif item.section in ("hosts", "visitors"):
        review.change(draft, item, **(yield from _party(lookup, item.value["agency"])))
    elif item.section == "topics":
        review.change(draft, item, known=True, slug=(yield from _topic(lookup, lookup.topic(item.value["slug"]))))
    elif item.section in _PARTS:
        parts = _PARTS[item.section]
        shown = [(f"{label(name)}: {_shown(name, item.value.get(_key(name)))}", name) for name in parts]
        name = yield Pick(_("Change what?"), shown)
        value = yield from _part(item.section, name, lookup, item.value)
        review.change(draft, item, **value)


def add(draft: dict[str, Any], section: str, lookup: Lookup) -> Dialogue:
    """Adds a fact to the section."""
    if section in ("hosts", "visitors"):
        found = yield from _party(lookup, "")
        found.pop("known")
        review.add(draft, section, **found)
    elif section == "topics":
        review.add(draft, section, slug=(yield from _topic(lookup, "")))
    elif section in _PARTS:
        row: dict[str, Any] = dict(_EMPTY[section])
        for name in _ASKED_FOR[section]:
            row |= yield from _part(section, name, lookup, row)
        row.pop("known", None)
        review.add(draft, section, **row)


_PARTS = {
    "officials": ("name", "post", "side", "role", "agency"),
    "commitments": ("text", "grade", "lead", "counterpart", "due"),
    "indicators": ("name", "province", "value", "rank", "of"),
}
_ASKED_FOR = {
    "officials": ("name", "post", "side", "role"),
    "commitments": ("text", "grade", "lead", "due"),
    "indicators": ("name", "province", "value", "rank", "of"),
}
_EMPTY: dict[str, dict[str, Any]] = {
    "officials": {"name": "", "title": None, "side": "other", "role": "member", "agency": None},
    "commitments": {"text": "", "grade": "agreed", "lead": None, "counterpart": None, "due": None},
    "indicators": {"name": "", "province": None, "value": None, "rank": None, "of": None},
}
CODES = {"side": SIDES, "role": ROLES, "grade": GRADES, "direction": DIRECTIONS}


def _key(name: str) -> str:
    return "title" if name == "post" else name


def _shown(name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if name == "due":
        return due_text(value)
    return word(value) if name in CODES else f"{value:g}".replace(".", ",") if name == "value" else str(value)


def _part(section: str, name: str, lookup: Lookup, row: dict[str, Any]) -> Generator[Ask | Pick, Any, dict[str, Any]]:
    """One value of a fact, under its key in the draft."""
    now = row.get(_key(name))
    if name in CODES:
        return {name: (yield _codes(name))}
    if name in ("agency", "lead", "counterpart"):
        found = yield from _agency(lookup, now or "", label(name), optional=True)
        return {name: found.name if found else None}
    if name == "name" and section == "officials":
        return (yield from _person(lookup, now or ""))
    if name == "due":
        return {name: (yield from _due(lookup, now or ""))}
    if name in ("value", "rank", "of"):
        return {name: (yield from _number(name, "" if now is None else _shown(name, now)))}
    choices = lookup.places if name == "province" else None
    text = yield from _text(label(name), now or "", choices, required=name in ("name", "text"))
    return {_key(name): text or None}


def _codes(name: str) -> Pick:
    return Pick(label(name), [(word(code), code) for code in CODES[name]])


def _text(
    name: str, now: str, choices: "Callable[[], Sequence[Choice]] | None" = None, *, required: bool = False
) -> Answer:
    whole = choices is not None
    text = one_line((yield Ask(name, now, choices, whole=whole)))
    while required and not any(map(str.isalnum, text)):
        text = one_line((yield Ask(name, now, choices, _("Type something, or leave with Esc."), whole)))
    return text


def _field(draft: dict[str, Any], name: str, lookup: Lookup) -> Dialogue:
    now = draft[name] or ""
    if name == "direction":
        review.set_field(draft, name, (yield _codes(name)))
    elif name in ("visit_start", "visit_end"):
        first, last = yield from _days(draft, name, now)
        had_day = review.has_day(draft)
        review.set_field(draft, name, first)
        if not had_day:
            lookup.doubt()
        if name == "visit_start" and last:
            review.set_field(draft, "visit_end", last)
    else:
        text = yield from _text(label(name), now, lookup.places if name == "place" else None)
        review.set_field(draft, name, text or None)


def _days(draft: dict[str, Any], name: str, now: str) -> Generator[Ask | Pick, Any, tuple[str | None, str | None]]:
    """The day, and the last one where two were typed at once."""
    problem, text = "", "" if now.startswith("-") else day_text(now)
    while True:
        shown = label(name) if text or not now else f"{label(name)} ({day_text(now)})"
        text = one_line((yield Ask(shown, text, problem=problem)))
        if not text and name == "visit_end":
            return None, None
        try:
            return read_days(text, draft, now)
        except (DateError, ValueError):
            problem = _("“{text}” is not a day; write it as 22/2/2024.").format(text=text[:40])


def read_days(text: str, draft: dict[str, Any], now: str) -> tuple[str, str | None]:
    """A day or a short span as people write them; a year alone completes a day without one."""
    if re.fullmatch(r"[12]\d{3}", text) and now.startswith("--"):
        return date.fromisoformat(text + now[1:]).isoformat(), None
    if span := re.fullmatch(r"(\d{1,2})\s*[-–]\s*(\d{1,2}[/.-]\d.*)", text):
        last = read_days(span[2], draft, now)[0]
        return date.fromisoformat(last).replace(day=int(span[1])).isoformat(), last
    seen_from = date.fromisoformat(draft["published"]) if draft["published"] else today()
    try:
        return read_date(text, seen_from).isoformat(), None
    except DateError:
        first, end = period(text, seen_from)
        if not 0 < (end - first).days < LONGEST_VISIT:
            raise
        return first.isoformat(), end.isoformat()


def _due(lookup: Lookup, now: str) -> Answer:
    problem, text = "", due_text(now)
    while True:
        text = one_line((yield Ask(label("due"), text, problem=problem)))
        if not text:
            return None
        if text == due_text(now):
            return now
        try:
            read_due(text, lookup.day, WorkingDays())
        except DateError:
            problem = _("“{text}” is no deadline that can be read; for example “30/6/2024”, “cuối quý II”.").format(
                text=text[:40]
            )
        else:
            return text


def _number(name: str, now: str) -> Answer:
    problem = ""
    while True:
        text = one_line((yield Ask(label(name), now, problem=problem))).replace(" ", "")
        if not text:
            return None
        try:
            return float(text.replace(",", ".")) if name == "value" else int(text)
        except ValueError:
            problem, now = _("“{text}” is no number.").format(text=text[:40]), text


def _party(lookup: Lookup, now: str) -> Generator[Ask | Pick, Any, dict[str, Any]]:
    """An agency with its province, which is asked for only where the name is new."""
    found = yield from _agency(lookup, now, label("agency"))
    assert found is not None
    province = None
    if found.state == "new":
        province = yield from _text(label("province"), "", lookup.places)
    return {"agency": found.name, "province": province or None, "known": found.state != "new"}


def _agency(
    lookup: Lookup, now: str, name: str, *, optional: bool = False
) -> Generator[Ask | Pick, Any, "Recognised | None"]:
    """What was typed where it is known; else one of the nearest or, when that is said, a new one."""
    from tracker.queries.choices import matching, nearest

    text = yield from _text(name, now, lookup.agencies, required=not optional)
    if not text:
        return None
    found = lookup.agency(text)
    if found.state != "new":
        return found
    rows = lookup.agencies()
    typed = matching(rows, text, most=OFFERED) or nearest(rows, text, most=OFFERED)
    near = list(dict.fromkeys([*(one.text for one in typed), *(one.name for one in found.candidates)]))[:OFFERED]
    options: list[tuple[str, Any]] = [(one, one) for one in near]
    options.append((_("A new agency: “{name}”").format(name=text), None))
    chosen = yield Pick(_("“{name}” is not known. Which one is meant?").format(name=text), options)
    return lookup.agency(chosen) if chosen else found


def _topic(lookup: Lookup, now: str) -> Answer:
    """The slug of a topic."""
    from tracker.queries.choices import matching

    problem = ""
    while True:
        text = one_line((yield Ask(_("Topic"), now, lookup.topics, problem)))
        rows = lookup.topics()
        found = [row for row in rows if key(text) in (key(row.text), key(row.note))] or matching(rows, text)
        if len(found) == 1:
            return found[0].note
        if found:
            return (yield Pick(_("Which topic?"), [(row.text, row.note) for row in found[:OFFERED]]))
        problem = _("No topic is called “{text}”; “tracker topic add” adds one.").format(text=text[:40])


def _person(lookup: Lookup, now: str) -> Generator[Ask | Pick, Any, dict[str, Any]]:
    """A person's name, as typed or as one of those known."""
    name = yield from _text(label("name"), now, lookup.officials, required=True)
    return {"name": name, "known_as": None}
