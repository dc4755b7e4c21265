"""From a note's text to a draft: the other modules read, this one puts together and says what stayed open."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from tracker.calendar import short_date
from tracker.gazetteer.vocabulary import Vocabulary
from tracker.i18n import _
from tracker.notes.ballot import HOST, VISITOR
from tracker.notes.bodies import Body
from tracker.notes.deeds import Hint
from tracker.notes.direction import direction
from tracker.notes.draft import Draft, EvidenceList, Official, Party, Promise
from tracker.notes.events import Read, read_sentences
from tracker.notes.figures import find_figures
from tracker.notes.gather import Told
from tracker.notes.lexicon import Lexicon
from tracker.notes.lines import BODY, CAPTION, TITLE
from tracker.notes.listed import listed_votes
from tracker.notes.meeting import tells_of_visit
from tracker.notes.officials import attendants, early_sides, know, officials, sided
from tracker.notes.parties import votes
from tracker.notes.places import Place, shown_province
from tracker.notes.promises import find_promises
from tracker.notes.resolve import Parties, complete, resolve
from tracker.notes.sides import hints
from tracker.notes.spans import Evidence, Page
from tracker.notes.tongue import is_foreign
from tracker.notes.topics import find_topics
from tracker.notes.visit_days import Days, days_of
from tracker.notes.wording import told_of_now

FOREIGN = 0.4
"""How sure a fact is at the most that was read from a text in another language."""


@dataclass(frozen=True, slots=True)
class _Note:
    """The text taken apart: its sentences, what they say of each person's side, and its days."""

    page: Page
    reads: list[Read]
    hints: dict[int, list[Hint]]
    days: Days

    @property
    def day(self) -> date | None:
        """The day by which names of units are read: of the visit, or else of the publication."""
        return _as_date(self.days.visit_start) or _as_date(self.days.published)


def read_note(text: str, vocabulary: Vocabulary = Vocabulary()) -> Draft:
    """The draft of a note. Never raises; what the text does not say stays empty and is asked in `unresolved`.

    `vocabulary`: names, words and short forms known beside the shipped tables.
    """
    page = Page(text)
    lexicon = Lexicon(vocabulary)
    lexicon.expand(page)
    reads = read_sentences(page, lexicon.body_at)
    found = hints(reads)
    hosts, guests = early_sides(reads, found)
    note = _Note(page, reads, found, days_of(page, reads))
    parties = resolve(votes(reads) + listed_votes(reads, found), Told(reads, hosts, guests, note.day))
    visits = tells_of_visit(reads, parties)
    if not visits:
        note = replace(note, days=note.days.of_no_visit())
    if not parties.visitors and not _someone_came(reads) and not visits:
        draft = _without_parties(note, lexicon)
    else:
        draft = _draft(note, parties, lexicon)
    if is_foreign(page.text):
        said = _("The note does not seem to be in Vietnamese; it was read as if it were, so look at every fact.")
        draft = replace(draft.at_most(FOREIGN), unresolved=(said, *draft.unresolved))
    if page.read_to < len(page.text):
        said = _("The text is very long; only its first {count} characters were read.").format(count=page.read_to)
        draft = replace(draft, unresolved=(*draft.unresolved, said))
    return draft


_ONLINE = re.compile(
    r"(?i)(?<!\w)(?:hình thức|hội nghị|họp|hội đàm|ký kết|làm việc)(?: (?:\w+ )?)(?:trực tuyến|truyền hình)(?!\w)|"
    r"(?<!\w)điểm cầu(?!\w)"
)


_MET = re.compile(
    r"(?i)(?<!\w)(?:(?:đến|sang|tới|về) (?:thăm|làm việc|trao đổi|học)|chuyến (?:thăm|đi|công tác)|thăm và làm việc|"
    r"làm việc (?:với|tại)|hội đàm|gặp gỡ|tiếp đoàn|đón tiếp)(?!\w)"
)


def _no_journey(page: Page, reads: list[Read], promises: Iterable[Promise]) -> list[str]:
    """What to ask where nobody seems to have travelled: people met online, or signed a paper and no visit is told."""
    read = [r for r in reads if r.sentence.kind in (BODY, TITLE, CAPTION)]
    told = [told_of_now(page.text[r.sentence.start : r.sentence.end]) for r in read]
    if any(_ONLINE.search(text) for text in told):
        return [_("It was a meeting online, so the text says. Did anyone travel?")]
    met = any(e.kind == "delegation" for r in read for e in r.events) or any(_MET.search(text) for text in told)
    if any(p.grade == "signed" for p in promises) and not met:
        return [_("The text tells of an agreement that was signed, not of a visit. Did anyone travel?")]
    return []


def _someone_came(reads: list[Read]) -> bool:
    """Whether the note speaks of a delegation, of someone received or of a journey at all."""
    kinds = {e.kind for r in reads if r.sentence.kind in (BODY, TITLE, CAPTION) for e in r.events}
    return bool(kinds & {"delegation", "receives"}) or any(p.leads for r in reads for p in r.persons)


class _Told(TypedDict):
    published: str | None
    visit_start: str | None
    visit_end: str | None
    date_precision: str | None


def _told(days: Days) -> _Told:
    return {
        "published": days.published,
        "visit_start": days.visit_start,
        "visit_end": days.visit_end,
        "date_precision": days.precision,
    }


def _without_parties(note: _Note, lexicon: Lexicon) -> Draft:
    """A text that names no one who met: nothing is drafted but what it says of itself."""
    page, reads, days = note.page, note.reads, note.days
    people = tuple(attendants(page, reads, note.hints, note.day))
    learned = direction(page, reads)
    promises = find_promises(page, reads, days.visit_start, Parties())
    if days.visit_start is None and days.left_out is None and learned == "unknown" and not promises:
        said = _("The text speaks of no visit: no agency, person or date of one was found in it.")
        return Draft(
            title=page.title,
            published=days.published,
            officials=people,
            unresolved=(said,),
            date_evidence=days.evidence,
        )
    return Draft(
        title=page.title,
        **_told(days),
        direction=learned,
        officials=people,
        topics=tuple(find_topics(page, reads, lexicon.cues, Parties(), promises)),
        commitments=tuple(promises),
        unresolved=(
            *_no_journey(page, reads, promises),
            _("Which agencies met? None was found in the text."),
            *_left_out(days),
        ),
        date_evidence=days.evidence,
    )


def _draft(note: _Note, parties: Parties, lexicon: Lexicon) -> Draft:
    page, reads, days, day = note.page, note.reads, note.days, note.day
    found, visit, evidence = note.hints, days.visit_start, dict(days.evidence)
    known = know(reads, found, parties)
    complete(parties, reads, *sided(known, parties))
    visits = tells_of_visit(reads, parties)
    if not visits:
        parties.leave_sides()
    people = officials(page, known, parties, day) if visits else attendants(page, reads, found, day)
    place, place_evidence = _place(page, reads, parties)
    if place_evidence:
        evidence["place"] = place_evidence
    host = _party(page, parties, parties.host, HOST, day)
    more_hosts = tuple(p for b in parties.other_hosts if (p := _party(page, parties, b, HOST, day)))
    visitors = tuple(p for b in parties.visitors if (p := _party(page, parties, b, VISITOR, day)))
    people = lexicon.confirmed(page, people, known, (*([host] if host else []), *more_hosts), visitors)
    learned = direction(page, reads, peers=parties.of_one_kind)
    promises = find_promises(page, reads, visit, parties)
    return Draft(
        title=page.title,
        **_told(days),
        place=place,
        direction=learned,
        host=host,
        other_hosts=more_hosts,
        visitors=visitors,
        officials=tuple(people),
        topics=tuple(find_topics(page, reads, lexicon.cues, parties, promises)),
        commitments=tuple(promises),
        indicators=tuple(find_figures(page, reads, parties.host.province if parties.host else None)),
        unresolved=(*_no_journey(page, reads, promises), *_questions(parties, host, days, people)),
        date_evidence=evidence,
    )


def _as_date(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso and not iso.startswith("-") else None


def _party(page: Page, parties: Parties, body: Body | None, side: str, day: date | None) -> Party | None:
    if body is None:
        return None
    evidence = tuple(page.evidence_of(s) for s in body.why(side))
    confidence = round(min(0.95, 0.35 + abs(body.host) / 14 + (0.1 if not body.is_bare_province else 0.0)), 2)
    return Party(
        parties.name(body, day), shown_province(body.province), evidence, confidence, tuple(body.grounds(side))
    )


def _place(page: Page, reads: list[Read], parties: Parties) -> tuple[str | None, EvidenceList]:
    """Where it was: the place said after "tại" in the first sentences, or the host's own."""
    host = parties.host
    if host is not None and host.province and not host.is_unit:
        return shown_province(host.province), tuple(page.evidence_of(s) for s in host.why(HOST)[:1])
    for read in [r for r in reads if r.sentence.kind in (BODY, TITLE)][:6]:
        found = _venue(page, read)
        if found is not None:
            return found[0], (found[1],)
    if host is not None and host.is_unit:
        place = next((i for i in host.items if isinstance(i, Place)), None)
        if place is not None:
            return place.label.strip(), tuple(page.evidence_of(s) for s in host.why(HOST)[:1])
    return (shown_province(host.province), ()) if host is not None and host.province else (None, ())


def _venue(page: Page, read: Read) -> tuple[str, Evidence] | None:
    for before, event, after in zip(read.events, read.events[1:], [*read.events[2:], None], strict=False):
        if after is not None and after.kind == "item" and after.first - event.last <= 2:
            continue  # several places in a row
        if before.kind == "at" and isinstance(event.item, Place) and event.item.name and event.first - before.last <= 3:
            tokens = read.sentence.tokens
            label = event.item.name.strip() if event.item.is_province else event.item.label.strip()
            return label, page.evidence(tokens[event.item.first].start, tokens[event.item.last].end)
    return None


def _questions(parties: Parties, host: Party | None, days: Days, people: list[Official]) -> list[str]:
    """What a person has to settle before the visit is logged."""
    found = []
    visit = days.visit_start
    if host is None and parties.visitors:
        found.append(_("Who was the host? The text does not say it."))
    if host is not None and not parties.visitors:
        found.append(_("Who came? The text names the host only."))
    if host is None and not parties.visitors:
        found.append(_("Which agencies met? None was found in the text."))
    found += _left_out(days)
    if visit is None and days.left_out is None:
        found.append(_("On what day was the visit? The text does not say it."))
    elif visit is not None and visit.startswith("-"):
        found.append(_("In what year was the visit? The text says only {day}.").format(day=_day_month(visit)))
    elif visit is not None and days.published and _year_before(visit, days.published):
        found.append(_("Is the year of {day} right? The note was published a year later.").format(day=_shown(visit)))
    for body in [b for b in (parties.host, *parties.visitors) if b is not None and b.is_unit and b.province is None]:
        found.append(_("In which province is {name}?").format(name=parties.name(body, None)))
    for official in people:
        if official.confidence < 0.5:
            found.append(_("On whose side was {name}?").format(name=official.name))
    return found


def _year_before(visit: str, published: str) -> bool:
    """Whether the note came out a year and some days after the printed day, as with last year's number in January."""
    return 365 <= (date.fromisoformat(published) - date.fromisoformat(visit)).days <= 375


def _shown(iso: str) -> str:
    return short_date(date.fromisoformat(iso))


def _left_out(days: Days) -> list[str]:
    if days.left_out is None:
        return []
    said = _("Was it a visit at all? The text tells of a meeting that one body held; its day ({day}) was left out.")
    return [said.format(day=days.left_out)]


def _day_month(iso: str) -> str:
    return f"{int(iso[5:7])}/{int(iso[2:4])}"
