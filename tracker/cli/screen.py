"""How a draft looks while it is reviewed: pieces of styled text, line by line, for any width. Knows no keys.

On a wide terminal a fact stands beside the words it was read from, on a narrow one above them.
"""

import re
from collections.abc import Iterator
from itertools import groupby, zip_longest
from textwrap import wrap
from typing import Any

from tracker.cli.asking import label
from tracker.cli.kept import Kept
from tracker.cli.lookup import Lookup
from tracker.cli.showing import day_text, fact, promise_text, title
from tracker.cli.words import word
from tracker.i18n import N_, _
from tracker.notes import review
from tracker.notes.review import ACCEPTED, DROPPED, Item

Line = list[tuple[str, str]]

WIDE = 110
"""Columns from which the evidence has a column of its own."""
AROUND = 110
"""How many characters before and after its words a sentence is shown with at most."""
SUMMARY = "summary"
PAGES = (*review.SECTIONS, SUMMARY)

STYLES = {
    "head": "bold reverse",
    "now": "bold",
    "step": "",
    "quiet": "dim",
    "evidence": "underline",
    "good": "fg:ansigreen",
    "doubt": "fg:ansiyellow bold",
    "gone": "dim strike",
    "new": "fg:ansicyan",
    "wrong": "fg:ansired bold",
    "key": "bold",
    "completion-menu.completion": "noreverse",
    "completion-menu.completion.current": "reverse bold",
}

_SHORT = {
    "visit": N_("Day and place"),
    "hosts": N_("Hosts"),
    "visitors": N_("Visitors"),
    "officials": N_("People"),
    "topics": N_("Topics"),
    "commitments": N_("Promises"),
    "indicators": N_("Figures"),
    "unresolved": N_("Questions"),
    SUMMARY: N_("Log"),
}


def heading(note: str, draft: dict[str, Any], page: str, width: int) -> list[Line]:
    """The note, how much is left to look at, and the way through the sections."""
    left = sum(1 for _item in review.unsettled(draft))
    said = _("{n} to look at").format(n=left) if left else _("everything was looked at")
    room = max(8, width - len(said) - 3)
    name = note if len(note) <= room else "…" + note[-(room - 1) :]
    return [
        [("class:head", f" {name}{' ' * max(1, width - len(name) - len(said) - 2)}{said} ")],
        _steps(draft, page, width),
    ]


def _steps(draft: dict[str, Any], page: str, width: int) -> Line:
    """The way through the sections and how much is open in each; on a narrow terminal what is settled gives way."""
    doubts = {section: sum(item.state is None for item in review.items(draft, section)) for section in PAGES[:-1]}
    doubts[SUMMARY] = 0
    shown = [section for section in PAGES if section == page or not passed_by(draft, section)]
    steps = [(section, f"{_(_SHORT[section])} {doubts[section] or ''}".strip()) for section in shown]
    if sum(len(text) + 3 for _section, text in steps) > width:
        steps = [step for step in steps if step[0] in (page, SUMMARY) or doubts[step[0]]]
    between = " · " if sum(len(text) + 3 for _section, text in steps) <= width else " "
    line: Line = []
    for section, text in steps:
        style = "class:now underline" if section == page else "class:doubt" if doubts[section] else "class:quiet"
        line += [("class:quiet", between if line else " "), (style, text)]
    return line


def passed_by(draft: dict[str, Any], page: str) -> bool:
    """Whether the way leads past a page: figures and questions where there are none."""
    return page in ("indicators", "unresolved") and not review.items(draft, page)


def section_page(kept: Kept, page: str, row: int, lookup: Lookup, width: int) -> tuple[list[Line], int]:
    """The lines of one section, and the line where the fact at the cursor begins."""
    lines: list[Line] = [[("class:now", f" {title(page)}")], []]
    at = 0
    found = review.items(kept.draft, page)
    for place, item in enumerate(found):
        if place == row:
            at = len(lines)
        lines += _item(item, kept.text, lookup, width, here=place == row)
    if not found:
        said = _("Nothing was asked.") if page == "unresolved" else _("Nothing of this was found in the note.")
        lines.append([("class:quiet", f"   {said}")])
    return lines, at


def _item(item: Item, text: str, lookup: Lookup, width: int, *, here: bool) -> list[Line]:
    wide = width >= WIDE
    left = (width * 11 // 20 if wide else width) - 5
    style, mark = _mark(item)
    words = _words(item, lookup)
    name_style = "class:gone" if item.state == DROPPED else "class:now" if here else ""
    lines: list[Line] = []
    for number, part in enumerate(wrap(words, left - 6) or [""]):
        first = number == 0
        lines.append([("class:now", " ▸ " if here and first else "   "), (style, mark if first else " "), ("", " ")])
        lines[-1].append((name_style, part))
    if item.confidence is not None:
        used = _length(lines[0])
        lines[0].append((_sure(item), " " * max(1, left - used + 1) + f"{item.confidence:>4.0%}"))
    if item.state != DROPPED:
        lines += [[("", "     "), *line] for line in _known(item, lookup, left)]
    quotes = _quotes(item, text, (width - left - 9) if wide else left - 2, here=here)
    if wide:
        return _beside(lines, quotes, left + 8)
    return [*lines, *([("", "       "), *line] for line in quotes)]


def _mark(item: Item) -> tuple[str, str]:
    return {ACCEPTED: ("class:good", "✓"), DROPPED: ("class:quiet", "✗")}.get(item.state or "", ("class:doubt", "?"))


def _sure(item: Item) -> str:
    return "class:quiet" if (item.confidence or 0) >= review.SURE else "class:doubt"


def _words(item: Item, lookup: Lookup) -> str:
    if item.section == "visit":
        name = str(item.place)
        value = day_text(item.value) if name.startswith("visit_") else item.value
        return f"{label(name)}: {word(value) if name == 'direction' else value or '–'}"
    if item.section == "unresolved":
        return str(item.value)
    if item.section == "topics":
        return f"{lookup.topic(item.value['slug'])} ({item.value['slug']})"
    return promise_text(item.value) if item.section == "commitments" else fact(item.section, item.value)


def _known(item: Item, lookup: Lookup, width: int) -> Iterator[Line]:
    """What the register makes of a name: nothing where it is known, else that it is new and which ones are near."""
    row = item.value
    if item.section in review.NAMED_BY and not item.evidence:
        yield [("class:quiet", "  " + _("added by you"))]
    if item.section in review.NAMED_BY and row.get("printed"):
        yield [("class:quiet", "  " + _("read as “{name}”").format(name=row["printed"])[: width - 2])]
    found = lookup.of(item.section, row)
    if found is None or found.state == "known" or (item.section == "commitments" and found.state == "shipped"):
        return
    said = {
        "shipped": _("not in the register yet"),
        "undated": _("which agency this is, the day of the visit decides"),
        "new": _("new in the register") if item.section == "officials" else _("an agency that is known nowhere"),
    }
    yield [("class:new", "  + " + said[found.state] + (_("; or is it:") if found.candidates else ""))]
    for number, one in enumerate(found.candidates, start=1):
        note = f" – {one.note}" if one.note else ""
        yield [("class:key", f"    [{number}] "), ("class:new", f"{one.name}{note}"[: width - 8])]


def _quotes(item: Item, text: str, width: int, *, here: bool) -> list[Line]:
    """The words that the fact was read from: at the cursor all of them, in their sentences, elsewhere the first."""
    if item.section == "commitments" and item.evidence and item.evidence[0]["quote"] == item.name:
        return [[("class:quiet", _("word for word as in the note"))]]
    found: list[Line] = []
    shown: list[tuple[int, int]] = []
    for place in item.evidence[: 3 if here else 1]:
        if any(place["start"] < end and start < place["end"] for start, end in shown):
            continue
        before, after = review.around(text, place, AROUND) if here else ("", "")
        shown.append((place["start"] - len(before), place["end"] + len(after)))
        strong = "class:evidence" if before or after else "class:quiet"
        pieces = [("class:quiet", f"“{before}"), (strong, place["quote"]), ("class:quiet", f"{after}”")]
        lines = _wrapped(pieces, max(10, width))
        if here or len(lines) == 1:
            found += lines
        else:
            found.append([("class:quiet", "".join(part for _style, part in lines[0])[: width - 2].rstrip() + "…")])
    return found


def _wrapped(pieces: Line, width: int) -> list[Line]:
    """Styled text in lines of a width; the later ones are indented by one."""
    lines: list[Line] = [[]]
    whole = re.sub(r"\s", " ", "".join(part for _style, part in pieces))
    styles = [style for style, part in pieces for _letter in part]
    for word_ in re.finditer(r"\S+", whole):
        gap = " " if lines[-1] else ""
        if lines[-1] and _length(lines[-1]) + len(gap + word_[0]) > width:
            lines.append([])
            gap = " "
        for style, letters in groupby(range(word_.start() - len(gap), word_.end()), key=lambda n: styles[max(0, n)]):
            lines[-1].append((style, "".join(whole[n] if n >= word_.start() else gap for n in letters)))
    return lines


def _length(line: Line) -> int:
    return sum(len(part) for _style, part in line)


def _beside(left: list[Line], right: list[Line], width: int) -> list[Line]:
    lines = []
    nothing: Line = []
    for one, other in zip_longest(left, right, fillvalue=nothing):
        gap = [("", " " * max(1, width - _length(one)))] if other else []
        lines.append([*one, *gap, *other])
    return lines


def summary_page(draft: dict[str, Any], lookup: Lookup, refusal: str, width: int) -> list[Line]:
    """What stands in the way, what would be logged, and what of it would be newly written down."""
    new = lookup.new_names()
    lines: list[Line] = [[("class:now", " " + _("This would be logged"))], []]
    if new:
        lines[0].append(("class:new", "   + " + _("is new and would be written down in the register")))
    problems = [refusal] if refusal else [sentence for _section, sentence in review.missing(draft)]
    lines += [line for problem in problems for line in _noted("!", problem, width, "class:wrong")]
    left = sum(1 for _item in review.unsettled(draft))
    if left and not problems:
        said = _("{n} are not looked at yet; [Enter] goes to the first, [g] logs them as they were read.")
        lines += _noted("?", said.format(n=left), width, "class:doubt")
    lines += [[]] if len(lines) > 2 else []
    shown = set()
    for name, value, who in _summed(draft, lookup):
        shown.add(who)
        style = "class:new" if who in new else ""
        for number, row in enumerate(wrap(value, width - 20)):
            lines.append([("class:quiet", f"   {name if number == 0 else '':<14} "), (style, row)])
            if who in new:
                lines[-1].insert(1, (style, "+ " if number == 0 else "  "))
    return lines + [[("class:new", f"   {'':<14} + {one}"[:width])] for one in new if one not in shown]


def _noted(mark: str, text: str, width: int, style: str) -> list[Line]:
    return [[(style, f" {mark if n == 0 else ' '} {line}")] for n, line in enumerate(wrap(text, width - 4))]


def _summed(draft: dict[str, Any], lookup: Lookup) -> Iterator[tuple[str, str, str]]:
    """What is logged: what it is, its words, and the name that may be new."""
    found = review.finished(draft)
    if found["title"]:
        yield label("title"), found["title"], ""
    days = filter(None, [day_text(found["visit_start"]), day_text(found["visit_end"])])
    yield label("visit_start"), "–".join(days), ""
    for section, name in (("visitors", _("Visitor")), ("hosts", _("Host"))):
        for row in review.kept(draft, section):
            official_name = lookup.agency(row["agency"]).name
            yield name, official_name, official_name
    if found["place"]:
        yield label("place"), found["place"], ""
    yield label("direction"), word(found["direction"]), ""
    yield from ((_("Official"), fact("officials", row), row["name"]) for row in found["officials"])
    if found["topics"]:
        yield _("Topics"), "; ".join(lookup.topic(row["slug"]) for row in found["topics"]), ""
    yield from ((_("Promise"), promise_text(row), "") for row in found["commitments"])
    yield from ((_("Figure"), fact("indicators", row), "") for row in found["indicators"])


def help_text() -> str:
    """What the keys do."""
    return _(
        "Enter      accept what is at the cursor; where all is settled, go on\n"
        "Space      accept all of this section and go on\n"
        "c          change it; names are completed from the register, without accents\n"
        "d          drop it, or take a dropped one up again\n"
        "a          add one\n"
        "1 to 9     it is this one: a known name in place of a new one\n"
        "Tab        the next thing that needs a look, in any section; then the summary\n"
        "b, n       the section before, the next one; arrows too, and within a section\n"
        "Home, End  the first section, the summary\n"
        "u          take the last decision back\n"
        "q, Ctrl-C  leave; the draft is kept and can be taken up again\n"
        "\n"
        "What was read with 90 % or more is accepted beforehand. Nothing is written\n"
        "into the register before the summary, where one key logs everything at once."
    )
