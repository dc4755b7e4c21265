"""Reviewing a draft: pure functions on the dict of `Draft.as_json()`, with no terminal and no register.

A draft under review carries three marks more: each fact has a "state" (accepted, dropped or none yet), a renamed fact
remembers as "printed" what was read, and "review" holds the states of the single fields and the answered questions.
`finished` takes them off again.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from tracker.gazetteer.corrections import Correction
from tracker.i18n import N_, _

ACCEPTED, DROPPED = "accepted", "dropped"
SURE = 0.9
"""The confidence from which a fact needs no look of its own."""

FIELDS = ("title", "visit_start", "visit_end", "place", "direction")
SECTIONS = ("visit", "hosts", "visitors", "officials", "topics", "commitments", "indicators", "unresolved")
NAMED_BY = {
    "hosts": "agency",
    "visitors": "agency",
    "officials": "name",
    "topics": "slug",
    "commitments": "text",
    "indicators": "name",
}
"""The key that says which fact it is, of each kind of fact."""
_KINDS = {"hosts": "agency", "visitors": "agency", "officials": "official", "topics": "topic"}

_SENTENCE_END = re.compile(r"[.!?;…](?=\s)|\n")

# The reader's own questions that a filled place answers.
_ASKED = (
    ("hosts", N_("Who was the host? The text does not say it.")),
    ("visitors", N_("Who came? The text names the host only.")),
    ("day", N_("On what day was the visit? The text does not say it.")),
    ("day", N_("In what year was the visit? The text says only {day}.")),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at. `place`: where it stands in its section, for a single field its name.

    `value`: the fact's dict, the field's text or the question; `state`: accepted, dropped or None.
    """

    section: str
    place: int | str
    value: Any
    evidence: list[dict[str, Any]]
    confidence: float | None
    state: str | None

    @property
    def name(self) -> str:
        """What it is called: an agency, a person, a topic's slug, a text."""
        return str(self.value[NAMED_BY[self.section]] if self.section in NAMED_BY else self.value or "")


def begin(found: dict[str, Any]) -> dict[str, Any]:
    """A draft ready to be reviewed: what is read surely is accepted beforehand."""
    draft = deepcopy(found)
    states = {"title": ACCEPTED, "visit_end": ACCEPTED}
    if not draft["place"]:
        states["place"] = ACCEPTED
    draft["review"] = {"fields": states, "answered": []}
    for section in NAMED_BY:
        for row in _rows(draft, section):
            row["state"] = ACCEPTED if row["confidence"] >= SURE and row.get("side") != "other" else None
    return draft


def _rows(draft: dict[str, Any], section: str) -> list[dict[str, Any]]:
    if section == "hosts":
        return [*([draft["host"]] if draft["host"] else []), *draft["other_hosts"]]
    rows: list[dict[str, Any]] = draft[section]
    return rows


def items(draft: dict[str, Any], section: str) -> list[Item]:
    """What one section shows, dropped facts and answered questions too."""
    if section == "visit":
        return [_field(draft, name) for name in FIELDS]
    if section == "unresolved":
        return [
            Item(section, place, question, [], None, ACCEPTED if _answered(draft, question) else None)
            for place, question in enumerate(draft["unresolved"])
        ]
    return [
        Item(section, place, row, row["evidence"], row["confidence"] if row["evidence"] else None, row.get("state"))
        for place, row in enumerate(_rows(draft, section))
    ]


def _field(draft: dict[str, Any], name: str) -> Item:
    evidence = draft.get("date_evidence", {}).get(name, [])
    return Item("visit", name, draft[name], evidence, None, draft["review"]["fields"].get(name))


def around(text: str, place: dict[str, Any], most: int) -> tuple[str, str]:
    """What stands before and after the words of an evidence in their sentence, of each at most so many characters."""
    start, end = place["start"], place["end"]
    if text[start:end] != place["quote"]:
        return "", ""
    before, after = text[max(0, start - most) : start], text[end : end + most]
    if ends := list(_ends(text, start - len(before), start)):
        before = text[ends[-1] : start]
    elif start > most:
        before = "…" + before.partition(" ")[2]
    if ends := list(_ends(text, end, end + len(after))):
        after = text[end : ends[0]]
    elif end + most < len(text):
        after = after.rpartition(" ")[0] + "…"
    return before.lstrip(), after.rstrip()


def _ends(text: str, first: int, last: int) -> Iterator[int]:
    """Where sentences end; a line that a fixed width broke, before a small letter, goes on."""
    for stop in _SENTENCE_END.finditer(text, first, last):
        if stop[0] != "\n" or not text[stop.end() : stop.end() + 1].islower():
            yield stop.end()


def _answered(draft: dict[str, Any], question: str) -> bool:
    if question in draft["review"]["answered"]:
        return True
    for what, message in _ASKED:
        if question.startswith(_(message).partition("{")[0]):
            return has_day(draft) if what == "day" else bool(kept(draft, what))
    return False


def questions_left(draft: dict[str, Any]) -> list[str]:
    """The reader's questions that are not answered yet."""
    return [item.value for item in items(draft, "unresolved") if item.state is None]


def unsettled(draft: dict[str, Any]) -> Iterator[Item]:
    """What still needs a look, in the order of the sections."""
    for section in SECTIONS:
        yield from (item for item in items(draft, section) if item.state is None)


def has_day(draft: dict[str, Any]) -> bool:
    """Whether the first day is known with its year."""
    return bool(draft["visit_start"]) and not draft["visit_start"].startswith("--")


def mark(draft: dict[str, Any], item: Item, state: str | None) -> None:
    """Accepts or drops a fact, or leaves it open again. Dropping a single field empties it."""
    if item.section == "visit":
        if state == DROPPED:
            draft[str(item.place)] = "unknown" if item.place == "direction" else None
            state = None if item.place == "visit_start" else ACCEPTED
        draft["review"]["fields"][str(item.place)] = state
    elif item.section == "unresolved":
        answered = draft["review"]["answered"]
        if state is not None and item.value not in answered:
            answered.append(item.value)
        elif state is None and item.value in answered:
            answered.remove(item.value)
    else:
        item.value["state"] = state


def set_field(draft: dict[str, Any], name: str, value: str | None) -> None:
    """Writes a single field, which is then accepted; what it was read from stays beside it."""
    draft[name] = value
    draft["review"]["fields"][name] = ACCEPTED
    if name == "visit_start":
        draft["date_precision"] = "day" if value else None
        last = draft["visit_end"] or ""
        if has_day(draft) and last.startswith("--"):  # the same year is meant
            last = draft["visit_end"] = f"{draft['visit_start'][:4]}{last[1:]}"
        if value and last and last < value:
            draft["visit_end"] = None


def change(draft: dict[str, Any], item: Item, *, known: bool = False, **values: Any) -> None:
    """Writes values of a fact, which is then accepted and keeps its evidence.

    `known`: the new name is one that the register or the shipped facts know, so that the old one may be learned.
    """
    row = _rows(draft, item.section)[int(item.place)]
    by = NAMED_BY[item.section]
    if by in values and values[by] != row[by]:
        row.setdefault("printed", row[by])
        row["known"] = known
        if by == "agency":
            _rename(draft, row[by], values[by])
    row |= values | {"state": ACCEPTED}


def _rename(draft: dict[str, Any], old: str, new: str) -> None:
    """An agency that was put right is put right with its people and its promises too."""
    for section, place in (("officials", "agency"), ("commitments", "lead"), ("commitments", "counterpart")):
        for row in draft[section]:
            if row.get(place) == old:
                row[place] = new


def add(draft: dict[str, Any], section: str, **values: Any) -> None:
    """Adds a fact of one's own: accepted, without evidence. A topic or a party that is there already is taken up."""
    by = NAMED_BY[section]
    for item in items(draft, section) if section in ("topics", "hosts", "visitors") else ():
        if item.value[by] == values[by]:
            mark(draft, item, ACCEPTED)
            return
    row = values | {"evidence": [], "confidence": 1.0, "state": ACCEPTED}
    if section != "hosts":
        draft[section].append(row)
    elif draft["host"] is None:
        draft["host"] = row
    else:
        draft["other_hosts"].append(row)


def kept(draft: dict[str, Any], section: str) -> list[dict[str, Any]]:
    """The facts of a section that are not dropped; who stood on neither side only when a person accepted them."""
    return [
        row
        for row in _rows(draft, section)
        if row.get("state") == ACCEPTED or (row.get("state") != DROPPED and row.get("side") != "other")
    ]


def missing(draft: dict[str, Any]) -> list[tuple[str, str]]:
    """What a visit cannot be logged without: the section to go to, and a sentence."""
    found = []
    if not has_day(draft):
        found.append(("visit", _("The day of the visit is missing.")))
    if not kept(draft, "hosts"):
        found.append(("hosts", _("A host is missing.")))
    if not kept(draft, "visitors"):
        found.append(("visitors", _("A visitor is missing.")))
    return found


def finished(draft: dict[str, Any]) -> dict[str, Any]:
    """The draft as it was reviewed, in the shape of `Draft.as_json()`; what was dropped is gone."""
    left = {section: [_bare(row) for row in kept(draft, section)] for section in NAMED_BY}
    hosts = left.pop("hosts")
    whole = {name: value for name, value in draft.items() if name != "review"}
    whole |= {"host": hosts[0] if hosts else None, "other_hosts": hosts[1:], "unresolved": questions_left(draft)}
    return deepcopy(whole | left)


def _bare(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("state", "printed", "known")}


def corrections(draft: dict[str, Any]) -> tuple[Correction, ...]:
    """What the reviewer put in place of what was printed: known agencies, officials and topics only.

    A topic's printed text is the words that it was read from.
    """
    found = []
    for section, kind in _KINDS.items():
        for row in kept(draft, section):
            chosen = row[NAMED_BY[section]]
            if not row.get("known") or row.get("printed") in (None, chosen):
                continue
            printed = row["evidence"][0]["quote"] if kind == "topic" and row["evidence"] else row["printed"]
            found.append(Correction(kind, printed, chosen))
    return tuple(found)
