"""From a note to its draft, and from a draft, reviewed or not, to the visit that is to be logged."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tracker.cli.settings import day, reading
from tracker.errors import AmbiguousNameError, DateError, NotFoundError, RefusedError, UnknownNameError, UsageError
from tracker.i18n import _
from tracker.models.visit import ROLES
from tracker.records.commitments import NewCommitment
from tracker.records.visits import NewIndicator, NewOfficial, NewSource, NewVisit, Quote
from tracker.text import one_line

if TYPE_CHECKING:
    from sqlmodel import Session

SIDES = ("visitor", "host", "other")


def official(text: str) -> NewOfficial:
    """A person from “Name; post; side; role”; what is left out is not known."""
    parts = [one_line(part) for part in text.split(";")]
    name, post, side, role = (*parts, "", "", "", "")[:4]
    if not name or len(parts) > 4:
        raise UsageError(
            reason=_("An official is written “Name; post; side; role”, not “{text}”.").format(text=text[:80])
        )
    if side and side not in SIDES:
        raise UsageError(reason=_("The side “{value}” is not one of: {all}.").format(value=side, all=", ".join(SIDES)))
    if role and role not in ROLES:
        raise UsageError(reason=_("The role “{value}” is not one of: {all}.").format(value=role, all=", ".join(ROLES)))
    return NewOfficial(name=name, post=post or None, side=side or "other", role=role or "member")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options say beside the note; None or nothing where they are silent. They go before the note."""

    on: date | None = None
    until: date | None = None
    visitors: Sequence[str] = ()
    hosts: Sequence[str] = ()
    topics: Sequence[str] = ()
    officials: Sequence[NewOfficial] = ()
    title: str | None = None
    place: str | None = None
    direction: str | None = None
    headcount: int | None = None
    status: str = "held"
    url: str | None = None


def read(note: str) -> tuple[str, str]:
    """The text of a note, and what to call it: a file, standard input for "-", or a draft that was kept, by its id."""
    from tracker.cli import kept
    from tracker.notes.files import read_note_file

    if note != "-" and not Path(note).exists():
        with suppress(RefusedError):
            found = kept.named(note)
            return found.text, found.note
    return read_note_file(note, typer.get_binary_stream("stdin")), note if note == "-" else str(Path(note).resolve())


def found_in(session: "Session | None", text: str) -> dict[str, Any]:
    """The draft of a text, read with what the register and the office know."""
    from tracker.cli.vocabulary import vocabulary
    from tracker.notes.reader import read_note

    return read_note(text, vocabulary(session)).as_json()


def drafted(ctx: typer.Context, text: str) -> dict[str, Any]:
    """The draft of a text, ready to be reviewed."""
    from tracker.cli.vocabulary import register
    from tracker.notes import review

    with register(ctx) as session:
        return review.begin(found_in(session, text))


def prefer(draft: dict[str, Any], wanted: Wanted) -> None:
    """Puts what the options say in the place of what the note says."""
    from tracker.notes import review

    if wanted.on:
        review.set_field(draft, "visit_start", wanted.on.isoformat())
        review.set_field(draft, "visit_end", None)
    if wanted.until:
        review.set_field(draft, "visit_end", wanted.until.isoformat())
    for name in ("title", "place", "direction"):
        if getattr(wanted, name) is not None:
            review.set_field(draft, name, getattr(wanted, name))
    instead: dict[str, list[dict[str, Any]]] = {
        "hosts": [{"agency": name, "province": None} for name in wanted.hosts],
        "visitors": [{"agency": name, "province": None} for name in wanted.visitors],
        "topics": [{"slug": name} for name in wanted.topics],
        "officials": [
            {"name": one.name, "title": one.post, "side": one.side, "role": one.role, "agency": None}
            for one in wanted.officials
        ],
    }
    for section, rows in instead.items():
        if rows:
            for item in review.items(draft, section):
                review.mark(draft, item, review.DROPPED)
            for row in rows:
                review.add(draft, section, **row)


def new_visit(draft: dict[str, Any], text: str, wanted: Wanted) -> NewVisit:
    """The visit that a draft, reviewed or not, tells of. Refuses one without day or parties."""
    from tracker.notes import review

    found = review.finished(draft)
    first = _day(found["visit_start"])
    if first is None:
        raise RefusedError(reason=_no_day(found["visit_start"]))
    if not found["visitors"] or not _hosts(found):
        raise RefusedError(
            reason=_("The note does not say who visited whom; add --visitor and --host, or log it from options.")
        )
    new = told(text, found, first)
    return replace(
        new,
        ended_on=_day(found["visit_end"]),
        headcount=wanted.headcount,
        status=wanted.status,
        source=replace(new.source, url=wanted.url) if new.source else None,
        corrections=review.corrections(draft),
    )


def told(text: str, found: Mapping[str, Any], first: date) -> NewVisit:
    """All that the draft tells of a visit on that day, even if it names no parties."""
    guests, home = found["visitors"], _hosts(found)
    last = _day(found["visit_end"])
    return NewVisit(
        started_on=first,
        ended_on=last if last and last >= first else None,
        visitors=tuple(party["agency"] for party in guests),
        hosts=tuple(party["agency"] for party in home),
        title=found["title"],
        place=found["place"],
        direction=found["direction"],
        topics=tuple(topic["slug"] for topic in found["topics"]),
        officials=_people(found["officials"]),
        commitments=tuple(_promise(one, found["visit_start"]) for one in found["commitments"]),
        indicators=tuple(
            NewIndicator(one["name"], one["province"], one["value"], one.get("unit"), one["rank"], one["of"])
            for one in found["indicators"]
        ),
        source=NewSource(title=found["title"], issued_on=_day(found["published"]), text=text),
        quotes=tuple(_quotes(found)),
        new_agencies=True,
        provinces={party["agency"]: party["province"] for party in (*guests, *home)},
    )


def said_day(found: Mapping[str, Any], near: date | None) -> date | None:
    """The first day that the draft tells, its year taken from another day where it tells none."""
    said = found["visit_start"]
    if said and said.startswith("--") and near is not None:
        try:
            return date.fromisoformat(f"{near.year:04d}{said[1:]}")
        except ValueError:
            return None
    return _day(said)


def _hosts(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*([found["host"]] if found["host"] else []), *found["other_hosts"]]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and not text.startswith("--") else None


def _no_day(found: str | None) -> str:
    if found:
        month, day = found.removeprefix("--").split("-")
        return _("The note says {day}/{month} without a year; add --on with the whole date.").format(
            day=day, month=month
        )
    return _("The note does not say when the visit was; add --on with the date.")


def _people(people: Iterable[Mapping[str, Any]]) -> tuple[NewOfficial, ...]:
    return tuple(
        NewOfficial(
            *(one["name"], one["title"] or None, one["side"], one["role"], one["agency"]),
            known_as=one.get("known_as"),
            honorific=one.get("honorific"),
            academic_title=one.get("academic_title"),
        )
        for one in people
    )


def _promise(one: Mapping[str, Any], visit: str | None) -> NewCommitment:
    """The promise with its deadline in the note's words, where the day is still the one that was read from them."""
    from tracker.notes.due import due_in, due_words

    words = due_words(one["text"], visit)
    day = _day(one["due"]) if words and one["due"] == due_in(one["text"], visit) else None
    return NewCommitment(
        text=one["text"],
        grade=one["grade"],
        lead=one["lead"],
        counterpart=one.get("counterpart"),
        due=words if day else one["due"],
        due_on=day,
        as_printed=True,
    )


def _quotes(found: Mapping[str, Any]) -> Iterable[Quote]:
    """The first words that each fact was read from."""
    facts = [("host", found["host"])] if found["host"] else []
    for field in ("other_hosts", "visitors", "officials", "topics", "commitments", "indicators"):
        facts += [(field, one) for one in found[field]]
    for field, one in facts:
        name = one.get("slug") or one.get("name") or one.get("agency") or ""
        for place in one["evidence"][:1]:
            yield Quote(f"{field}: {name}" if name else field, place["start"], place["end"], place["quote"])


def asked(ctx: typer.Context) -> tuple[date, list[str], list[str], list[str]]:
    """Day, visitors, hosts and topics as a person answers; several are separated by semicolons.

    A day or a name that means nothing is told at once, with the nearest names, and asked again.
    """
    from tracker.queries.names import find_agency, find_topic

    with reading(ctx):
        when = _asked_day()

    def agency(session: "Session", name: str) -> object:
        return find_agency(session, name, when)

    visitors = _asked_names(ctx, _("Visiting agencies, separated by “;”"), agency)
    hosts = _asked_names(ctx, _("Hosting agencies, separated by “;”"), agency)
    return when, visitors, hosts, _asked_names(ctx, _("Topics, separated by “;”"), find_topic, optional=True)


def _asked_day() -> date:
    while True:
        try:
            if when := day(typer.prompt(_("Day of the visit"))):
                return when
        except DateError as error:
            typer.secho(str(error), err=True, fg="red")


def _asked_names(
    ctx: typer.Context, question: str, find: "Callable[[Session, str], object]", *, optional: bool = False
) -> list[str]:
    """The names that `find` knows; in place of one that it refuses another is asked for, or it is left out."""
    names: list[str] = []
    while not names:
        left = _several(typer.prompt(question, default="" if optional else None, show_default=False))
        while left:
            name = left.pop(0)
            try:
                with reading(ctx) as session:
                    find(session, name)
                names.append(name)
            except (UnknownNameError, AmbiguousNameError, NotFoundError) as error:
                typer.secho(str(error), err=True, fg="red")
                instead = _("In place of “{name}” (nothing: leave it out)").format(name=name[:40])
                left = _several(typer.prompt(instead, default="", show_default=False)) + left
        if optional:
            break
    return names


def _several(text: str) -> list[str]:
    return [name for part in text.split(";") if (name := one_line(part))]
