"""What the register can tell the next reading of a note: spellings of agencies, people's posts, words of topics."""

from collections import defaultdict
from collections.abc import Iterator

from sqlmodel import Session, col, select

from tracker.gazetteer import facts
from tracker.gazetteer.names import read_agency
from tracker.gazetteer.vocabulary import KnownAgency, KnownPost, Vocabulary
from tracker.models import AgencyVersion, Alias, Appointment, Official, Participation, Party, Topic
from tracker.queries.units import versions
from tracker.text import one_line


def vocabulary(session: Session) -> Vocabulary:
    """All that the register knows beside the shipped tables; a spelling that means several agencies is left out."""
    known: dict[int, list[AgencyVersion]] = defaultdict(list)
    for row in session.exec(select(AgencyVersion).order_by(col(AgencyVersion.id))):
        known[row.agency_id].append(row)
    return Vocabulary(
        agencies=dict(_agencies(session, known)), people=_people(session, known), cues=dict(_cues(session))
    )


def _agencies(session: Session, known: dict[int, list[AgencyVersion]]) -> Iterator[tuple[str, KnownAgency]]:
    provinces = {unit.id: unit.name for unit in versions(session)}
    meanings: dict[str, set[KnownAgency]] = defaultdict(set)
    shown: dict[str, str] = {}

    def spelled(spelling: str | None, row: AgencyVersion) -> None:
        if spelling and _distinct(spelling):
            shown.setdefault(spelling.casefold(), spelling)
            meanings[spelling.casefold()].add(KnownAgency(row.name, provinces.get(row.province_id or 0)))

    for rows in known.values():
        for row in rows:
            spelled(row.name, row)
            spelled(row.short_name, row)
    for alias in session.exec(select(Alias).order_by(col(Alias.id))):
        names = known[alias.agency_id]
        if not any(alias.name in (row.name, row.short_name) for row in names):
            spelled(alias.name, names[-1])
    for folded, found in meanings.items():
        if len(found) == 1:
            yield shown[folded], found.pop()


def _distinct(spelling: str) -> bool:
    """Whether the spelling names one body in running text, and is not read anyway: not "Sở", nor "Sở Y tế Lào Cai"."""
    words = spelling.split()
    short = len(words) == 1 and spelling.isupper() and len(spelling) > 2
    return (len(words) > 1 or short) and not read_agency(spelling).complete


def _people(session: Session, known: dict[int, list[AgencyVersion]]) -> dict[str, tuple[KnownPost, ...]]:
    held = select(Official.folded, Appointment.agency_id, Appointment.post).join(Appointment)
    came = (
        select(Official.folded, Party.agency_id, Participation.printed_post)
        .join(Participation, col(Participation.official_id) == col(Official.id))
        .join(Party, col(Party.id) == col(Participation.party_id))
    )
    found: dict[str, dict[KnownPost, None]] = defaultdict(dict)
    for folded, agency_id, post in sorted({*session.exec(held), *session.exec(came)}, key=str):
        names = dict.fromkeys(row.name for row in reversed(known.get(agency_id or 0, [])))
        found[folded][KnownPost(post, tuple(names))] = None
    return {name: tuple(posts) for name, posts in found.items()}


def _cues(session: Session) -> Iterator[tuple[str, tuple[str, ...]]]:
    shipped = {row.slug: row.cues for row in facts.topics()}
    for row in session.exec(select(Topic).where(col(Topic.retired_on).is_(None)).order_by(col(Topic.id))):
        own = row.cue_words if row.slug in shipped else [row.name_vi, *row.cue_words]
        cues = tuple(dict.fromkeys(cue for cue in map(one_line, own) if cue not in shipped.get(row.slug, ())))
        if cues:
            yield row.slug, cues
