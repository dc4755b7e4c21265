"""A vocabulary made ready for one reading: short forms written out, known bodies and topics found, people confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tracker.gazetteer.names import agency_key
from tracker.gazetteer.vocabulary import KnownAgency, Vocabulary
from tracker.notes.agencies import Agency, agency_at
from tracker.notes.ballot import HOST, VISITOR
from tracker.notes.draft import Official, Party
from tracker.notes.lines import BODY
from tracker.notes.officials import Known
from tracker.notes.places import Place
from tracker.notes.spans import LONGEST_SENTENCE, Page, Phrases, Token, tokens_of
from tracker.notes.words import DELEGATIONS, NOT_DELEGATIONS
from tracker.text import key, nfc

_KNOWN_ONLY = 0.5  # how sure a person's side is that the register alone tells


class Lexicon:
    """Built once for a reading and handed down; knows nothing of other readings."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._people = vocabulary.people
        self._short: dict[str, list[tuple[tuple[str, ...], list[Token]]]] = {}
        for short, long in vocabulary.abbreviations.items():
            words = tuple(token.text for token in tokens_of(nfc(short)))
            if words:
                rows = self._short.setdefault(words[0], [])
                rows.append((words, tokens_of(nfc(long))))
                rows.sort(key=lambda row: -len(row[0]))
        self._bodies: Phrases[tuple[bool, Agency]] = Phrases()
        for spelling, known in vocabulary.agencies.items():
            words_said = self._expanded(tokens_of(nfc(spelling)))
            delegation = DELEGATIONS.at(words_said, 0) and not NOT_DELEGATIONS.at(words_said, 0)
            if words_said and not delegation:  # "Đoàn đại biểu … tỉnh A" was printed for a party once: it is no body
                self._bodies.add(_text(words_said), (words_said[0].capital, _body(known)))
        self.cues: Phrases[str] = Phrases()
        for slug, cues in vocabulary.cues.items():
            for cue in cues:
                self.cues.add(_text(self._expanded(tokens_of(nfc(cue)))), slug)

    def expand(self, page: Page) -> None:
        """Writes short forms out in the words of the page; each word keeps the place of the short form it came from."""
        if self._short:
            for sentence in page.sentences:
                sentence.tokens = self._expanded(sentence.tokens)

    def _expanded(self, tokens: list[Token]) -> list[Token]:
        """The words with short forms written out, as long as the sentence does not grow past all bounds."""
        found: list[Token] = []
        index = 0
        while index < len(tokens):
            for words, long in self._short.get(tokens[index].text, ()) if len(found) < LONGEST_SENTENCE else ():
                end = index + len(words)
                if tuple(token.text for token in tokens[index:end]) == words:
                    start, stop = tokens[index].start, tokens[end - 1].end
                    found += [Token(token.text, token.low, start, stop) for token in long]
                    index = end
                    break
            else:
                found.append(tokens[index])
                index += 1
        return found

    def body_at(self, tokens: list[Token], index: int) -> list[Agency]:
        """The bodies named at the word: a spelling that is known, unless the rules read a longer name there."""
        read = agency_at(tokens, index)
        known = self._bodies.at(tokens, index)
        if known is None or any(body.last >= known[0] for body in read):
            return read
        end, (capital, body) = known
        if capital and not tokens[index].capital:
            return read
        place = replace(body.place, first=end - 1, last=end - 1) if body.place else None
        return [replace(body, first=index, last=end - 1, place=place)]

    def confirmed(
        self,
        page: Page,
        people: list[Official],
        mentioned: Mapping[str, Known],
        hosts: Iterable[Party],
        visitors: Iterable[Party],
    ) -> list[Official]:
        """The officials, with side and agency from the register where the note leaves them open; never against it.

        Someone whom the note names without a post counts as present when the register knows him at one of the sides.
        """
        if not self._people:
            return people
        sides = {agency_key(party.agency): side for side, its in ((HOST, hosts), (VISITOR, visitors)) for party in its}
        drafted = {_low(tokens_of(official.name)): official for official in people}
        found: list[Official] = []
        for name, one in mentioned.items():
            read = drafted.pop(name, None)
            official = self._confirmed(read, sides) if read else self._unsaid(page, name, one, sides)
            found += [official] if official else []
        return [*found, *drafted.values()]

    def _side(self, name: str, sides: Mapping[str, str]) -> tuple[str | None, str | None]:
        """The one side, and the one agency, at which the register knows people of that name."""
        posts = [post for post in self._people.get(key(name), ()) if post.names]
        agencies = {post.names for post in posts}
        known = {side for names in agencies for one in names if (side := sides.get(agency_key(one)))}
        on_side = {names for names in agencies if any(agency_key(one) in sides for one in names)} or agencies
        agency = next(iter(on_side)) if len(on_side) == 1 else None
        said = next((one for one in agency if agency_key(one) in sides), agency[0]) if agency else None
        return (known.pop() if len(known) == 1 else None), said

    def _confirmed(self, official: Official, sides: Mapping[str, str]) -> Official:
        side, agency = self._side(official.name, sides)
        own = agency_key(official.agency) if official.agency else None
        if side is not None and official.side == side and own in (None, agency_key(agency or "")):
            sure = round(min(0.95, official.confidence + 0.15), 2)
            return replace(official, agency=official.agency or agency, confidence=sure)
        left_open = official.side == "other" or official.confidence < 0.5
        if side is not None and left_open and (own is None or sides.get(own) not in (None, side)):
            return replace(official, side=side, role="member", agency=agency, confidence=0.6)
        return replace(official, agency=official.agency or agency)

    def _unsaid(self, page: Page, name: str, one: Known, sides: Mapping[str, str]) -> Official | None:
        side, agency = self._side(name, sides)
        said = next((person for person in one.mentions if person.sentence.kind == BODY), None)
        if side is None or said is None or one.foreign:
            return None
        evidence = (page.evidence(*said.chars()), page.evidence_of(said.sentence))
        return Official(said.name, None, side, "member", agency, evidence, _KNOWN_ONLY)


def _text(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _low(tokens: list[Token]) -> str:
    return " ".join(token.low for token in tokens)


def _body(known: KnownAgency) -> Agency:
    """As the rules read the official name, where they read all of it; else a body that goes by just that name."""
    tokens = tokens_of(nfc(known.name))
    read = agency_at(tokens, 0) if tokens else []
    if len(read) == 1 and read[0].first == 0 and read[0].last == len(tokens) - 1 and read[0].placed:
        return read[0]
    place = Place(0, 0, "", known.province, known.province) if known.province else None
    return Agency(0, 0, known.name, "", "", place, official=known.name)
