"""A draft in words: its facts, one line each, and the summary of what would be logged."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import typer

from tracker.calendar import short_date
from tracker.cli.words import days, word
from tracker.i18n import N_, _
from tracker.text import one_line

_ISO = re.compile(r"(?:\d{4}|-)-\d\d-\d\d")

TITLES = {
    "visit": N_("The visit"),
    "hosts": N_("Hosts"),
    "visitors": N_("Visitors"),
    "officials": N_("Officials"),
    "topics": N_("Topics"),
    "commitments": N_("Promises"),
    "indicators": N_("Figures claimed"),
    "unresolved": N_("To be answered by you"),
}


def title(section: str) -> str:
    """What a section of the draft is called."""
    return _(TITLES[section])


def fact(section: str, row: Mapping[str, Any]) -> str:
    """A fact on one line."""
    if section in ("hosts", "visitors"):
        return str(row["agency"])
    if section == "officials":
        name = " ".join(filter(None, (row.get("academic_title"), row["name"])))
        return f"{name}, {row['title'] or '–'} ({word(row['role'])}, {word(row['side'])})"
    if section == "topics":
        return str(row["slug"])
    if section == "commitments":
        return f"[{word(row['grade'])}] {row['text']}"
    return figure_text(row["name"], row["province"], row["value"], row.get("unit"), row["rank"], row["of"])


def terms(promise: Mapping[str, Any]) -> Iterator[str]:
    """Who leads a promise, to whom it was made and by when, as far as it is known: "Hạn: 30/06/2024"."""
    named = ((_("Lead"), promise["lead"]), (_("Counterpart"), promise.get("counterpart")))
    for name, value in (*named, (_("Due"), due_text(promise["due"]))):
        if value:
            yield f"{name}: {value}"


def figure_text(
    name: str, province: str | None, value: float | None, unit: str | None, rank: int | None, of: int | None
) -> str:
    """A figure in words: "Chỉ số …: 56,83 % (Bắc Ninh)"."""
    said = []
    if value is not None:
        said.append(f"{value:g}".replace(".", ",") + (f" {unit}" if unit else ""))
    if rank is not None:
        said.append(_("rank {rank} of {of}").format(rank=rank, of=of) if of else _("rank {rank}").format(rank=rank))
    return f"{name}: {', '.join(said) or '–'}" + (f" ({province})" if province else "")


def print_draft(found: Mapping[str, Any], *, why: bool = False) -> None:
    """The draft beside the words it rests on; `why`: and the rules that drew it from them."""
    from tracker.cli.output import print_pairs

    print_pairs(
        [
            (_("Title"), found["title"]),
            (_("Published"), day_text(found["published"])),
            (_("Day"), " – ".join(filter(None, map(day_text, [found["visit_start"], found["visit_end"]])))),
            (_("Place"), found["place"]),
            (_("Direction"), word(found["direction"])),
        ]
    )
    hosts = [*([found["host"]] if found["host"] else []), *found["other_hosts"]]
    for section in TITLES:
        if section not in ("visit", "unresolved"):
            _facts(section, hosts if section == "hosts" else found[section], why=why)
    if found["unresolved"]:
        typer.echo(f"\n{title('unresolved')}")
        for question in found["unresolved"]:
            typer.echo(f"  ? {question}")


def _facts(section: str, facts: Sequence[Mapping[str, Any]], *, why: bool) -> None:
    if not facts:
        return
    typer.echo(f"\n{title(section)}")
    for one in facts:
        typer.echo(f"  {fact(section, one)}  ({one['confidence']:.0%})")
        if section == "commitments" and (said := "; ".join(terms(one))):
            typer.echo(f"      {said}")
        for place in one["evidence"][:1]:
            quote = place["quote"] if len(place["quote"]) <= 120 else place["quote"][:117] + "…"
            typer.secho(f"      “{one_line(quote)}”", dim=True)
        for rule in one["why"] if why else ():
            typer.secho("      " + _("because: {rule}").format(rule=rule), dim=True)


def day_text(iso: str | None) -> str:
    """An ISO day as people write it; "22/02/…" while its year is not known."""
    if not iso:
        return ""
    from datetime import date

    return f"{iso[5:7]}/{iso[2:4]}/…" if iso.startswith("--") else short_date(date.fromisoformat(iso))


def due_text(due: str | None) -> str:
    """A deadline as people write it: an ISO day as `day_text`, words as they are."""
    return day_text(due) if due and _ISO.fullmatch(due) else due or ""


def promise_text(promise: Mapping[str, Any]) -> str:
    """A promise on one line with what is agreed on it: "[thống nhất] Gửi tài liệu · Hạn: 30/06/2024"."""
    return " · ".join([fact("commitments", promise), *terms(promise)])


def summary(new: Any) -> Iterator[tuple[str, Any]]:
    """What a `NewVisit` would write, as names and values."""
    yield _("Day"), days(new.started_on, new.ended_on)
    yield from ((_("Visitor"), name) for name in new.visitors)
    yield from ((_("Host"), name) for name in new.hosts)
    yield _("Place"), new.place
    yield _("Direction"), word(new.direction)
    yield _("Topics"), ", ".join(new.topics)
    for person in new.officials:
        post = f", {person.post}" if person.post else ""
        yield _("Official"), f"{person.name}{post} ({word(person.side)})"
    for one in new.commitments:
        due = one.due_on.isoformat() if one.due_on else one.due
        yield _("Promise"), promise_text(asdict(one) | {"due": due})
    yield from ((_("Figure"), one.name) for one in new.indicators)
