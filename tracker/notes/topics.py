"""Which of the shipped topics a note speaks of, by their cue words; the names of agencies and posts are left out."""

from functools import lru_cache

from tracker.gazetteer.facts import topics as topic_rows
from tracker.notes.agencies import Agency
from tracker.notes.draft import TopicFound
from tracker.notes.events import Read
from tracker.notes.spans import STAMP, TAIL, Evidence, Page, Phrases


@lru_cache(maxsize=1)
def _cues() -> Phrases[str]:
    found: Phrases[str] = Phrases()
    for row in topic_rows():
        for cue in row.cues:
            found.add(cue, row.slug)
    return found


def find_topics(page: Page, reads: list[Read], more: Phrases[str]) -> list[TopicFound]:
    """Every topic with the words that name it, in the order of the list; `more`: cues beside the shipped ones."""
    found: dict[str, list[Evidence]] = {}
    counts: dict[str, int] = {}
    for read in reads:
        if read.sentence.kind in (STAMP, TAIL):
            continue
        for slug, first, last in _in_sentence(read, more):
            counts[slug] = counts.get(slug, 0) + 1
            quotes = found.setdefault(slug, [])
            tokens = read.sentence.tokens
            if len(quotes) < 3:
                quotes.append(page.evidence(tokens[first].start, tokens[last].end))
    order = dict.fromkeys((*(row.slug for row in topic_rows()), *found))
    return [
        TopicFound(slug, tuple(dict.fromkeys(found[slug])), round(min(0.95, 0.55 + 0.15 * counts[slug]), 2))
        for slug in order
        if slug in found
    ]


def _is_body(agency: Agency) -> bool:
    """Whether the name only says who someone is; a centre that was shown (data, IOC) says what was talked about."""
    return bool(agency.department) and not agency.name.startswith("Trung tâm Giám sát")


def _in_sentence(read: Read, more: Phrases[str]) -> list[tuple[str, int, int]]:
    tokens = read.sentence.tokens
    hidden = {n for i in read.items if isinstance(i, Agency) and _is_body(i) for n in range(i.first, i.last + 1)}
    for person in read.persons:
        hidden |= set(range(person.begin, person.end))
    found: list[tuple[str, int, int]] = []
    index = 0
    while index < len(tokens):
        said = [] if index in hidden else [cues.at(tokens, index) for cues in (_cues(), more)]
        match = max((one for one in said if one), key=lambda one: one[0], default=None)
        if match is None:
            index += 1
            continue
        found.append((match[1], index, match[0] - 1))
        index = match[0]
    return found
