"""From a note's draft to a visit to be logged, and the draft as a person reviews it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import typer

from tracker.cli.settings import day
from tracker.cli.words import days, word
from tracker.errors import RefusedError, UsageError
from tracker.i18n import _
from tracker.records.commitments import NewCommitment
from tracker.records.visits import NewIndicator, NewOfficial, NewSource, NewVisit, Quote
from tracker.text import one_line

if TYPE_CHECKING:
    from sqlmodel import Session

SIDES = ("host", "visitor", "other")
ROLES = ("head", "host_lead", "member", "secretary")


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


def altered(new: NewVisit, **changes: Any) -> NewVisit:
    """The visit with those of the options that were given."""
    return replace(new, **{name: value for name, value in changes.items() if value is not None})


def read(session: "Session | None", note: str) -> tuple[str, dict[str, Any]]:
    """The text of a note and its draft, read with what the register and the office know."""
    from tracker.cli.vocabulary import vocabulary
    from tracker.notes.files import read_note_file
    from tracker.notes.reader import read_note

    text = read_note_file(note, typer.get_binary_stream("stdin"))
    return text, read_note(text, vocabulary(session)).as_json()


def new_visit(
    text: str,
    found: Mapping[str, Any],
    *,
    on: date | None,
    until: date | None,
    visitors: Sequence[str],
    hosts: Sequence[str],
    topics: Sequence[str],
    officials: Sequence[NewOfficial],
    url: str | None,
    otherwise: date | None = None,
) -> NewVisit:
    """The visit that a note tells of; options go before what the note says. Refuses a note without day or parties.

    `otherwise`: the day where neither tells it.
    """
    first = on or _day(found["visit_start"]) or otherwise
    if first is None:
        raise RefusedError(reason=_no_day(found["visit_start"]))
    guests, home = found["visitors"], _hosts(found)
    if not (visitors or guests) or not (hosts or home):
        raise RefusedError(
            reason=_("The note does not say who visited whom; add --visitor and --host, or log it from options.")
        )
    new = told(text, found, first)
    return replace(
        new,
        ended_on=until or (new.ended_on if on is None else None),
        visitors=tuple(visitors) or new.visitors,
        hosts=tuple(hosts) or new.hosts,
        topics=tuple(topics) or new.topics,
        officials=tuple(officials) or new.officials,
        source=replace(new.source, url=url) if new.source else None,
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
        commitments=tuple(_promise(one) for one in found["commitments"]),
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
        NewOfficial(one["name"], one["title"] or None, one["side"], one["role"], one["agency"])
        for one in people
        if one["side"] in ("host", "visitor")
    )


def _promise(one: Mapping[str, Any]) -> NewCommitment:
    return NewCommitment(text=one["text"], grade=one["grade"], lead=one["lead"], due=one["due"], as_printed=True)


def _quotes(found: Mapping[str, Any]) -> Iterable[Quote]:
    """The first words that each fact was read from."""
    facts = [("host", found["host"])] if found["host"] else []
    for field in ("other_hosts", "visitors", "officials", "topics", "commitments", "indicators"):
        facts += [(field, one) for one in found[field]]
    for field, one in facts:
        name = one.get("slug") or one.get("name") or one.get("agency") or ""
        for place in one["evidence"][:1]:
            yield Quote(f"{field}: {name}" if name else field, place["start"], place["end"], place["quote"])


def asked() -> tuple[date | None, list[str], list[str], list[str]]:
    """Day, visitors, hosts and topics as a person answers; several are separated by semicolons."""
    when = day(typer.prompt(_("Day of the visit")))
    visitors = typer.prompt(_("Visiting agencies, separated by “;”"))
    hosts = typer.prompt(_("Hosting agencies, separated by “;”"))
    topics = typer.prompt(_("Topics, separated by “;”"), default="", show_default=False)
    return when, _several(visitors), _several(hosts), _several(topics)


def _several(text: str) -> list[str]:
    return [name for part in text.split(";") if (name := one_line(part))]


def confirm(new: NewVisit) -> None:
    """Shows what is to be logged and asks; "no" ends the command with nothing written."""
    from tracker.cli.output import print_pairs

    print_pairs(
        [
            (_("Day"), days(new.started_on, new.ended_on)),
            *((_("Visitor"), name) for name in new.visitors),
            *((_("Host"), name) for name in new.hosts),
            (_("Place"), new.place),
            (_("Direction"), word(new.direction)),
            (_("Topics"), ", ".join(new.topics)),
            *(
                (_("Official"), f"{p.name}" + (f", {p.post}" if p.post else "") + f" ({word(p.side)})")
                for p in new.officials
            ),
            *((_("Promise"), f"[{word(c.grade)}] {c.text}") for c in new.commitments),
            *((_("Figure"), f"{i.name}") for i in new.indicators),
        ]
    )
    if not typer.confirm(_("Log this visit?"), default=False):
        raise typer.Abort


def print_draft(found: Mapping[str, Any], *, why: bool = False) -> None:
    """The draft beside the words it rests on; `why`: and the rules that drew it from them."""
    from tracker.cli.output import print_pairs

    print_pairs(
        [
            (_("Title"), found["title"]),
            (_("Published"), found["published"]),
            (_("Day"), " – ".join(filter(None, [found["visit_start"], found["visit_end"]]))),
            (_("Place"), found["place"]),
            (_("Direction"), word(found["direction"])),
        ]
    )
    show = partial(_facts, why=why)
    show(_("Hosts"), [(one["agency"], one) for one in _hosts(found)])
    show(_("Visitors"), [(one["agency"], one) for one in found["visitors"]])
    show(
        _("Officials"),
        [
            (f"{one['name']}, {one['title'] or '–'} ({word(one['role'])}, {word(one['side'])})", one)
            for one in found["officials"]
        ],
    )
    show(_("Topics"), [(one["slug"], one) for one in found["topics"]])
    show(_("Promises"), [(f"[{word(one['grade'])}] {one['text']}", one) for one in found["commitments"]])
    show(_("Figures claimed"), [(_figure(one), one) for one in found["indicators"]])
    if found["unresolved"]:
        typer.echo("\n" + _("To be answered by you"))
        for question in found["unresolved"]:
            typer.echo(f"  ? {question}")


def _figure(one: Mapping[str, Any]) -> str:
    from tracker.cli.visit import figure_text

    return figure_text(one["name"], one["province"], one["value"], one.get("unit"), one["rank"], one["of"])


def _facts(title: str, facts: Sequence[tuple[str, Mapping[str, Any]]], *, why: bool) -> None:
    if not facts:
        return
    typer.echo(f"\n{title}")
    for text, one in facts:
        typer.echo(f"  {text}  ({one['confidence']:.0%})")
        for place in one["evidence"][:1]:
            quote = place["quote"] if len(place["quote"]) <= 120 else place["quote"][:117] + "…"
            typer.secho(f"      “{one_line(quote)}”", dim=True)
        if why:
            for rule in one["why"]:
                typer.secho("      " + _("because: {rule}").format(rule=rule), dim=True)
