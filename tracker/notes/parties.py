"""Who came and who received: every clause that says so gives the bodies it names a vote; its sentence is the reason."""

from dataclasses import replace

from tracker.i18n import N_
from tracker.notes.agencies import Agency
from tracker.notes.ballot import EITHER, HOST, VISITOR, Vote
from tracker.notes.clauses import Ballot, Clause
from tracker.notes.courtesies import courtesy_votes
from tracker.notes.delegations import Delegations
from tracker.notes.events import Event, Read
from tracker.notes.lines import BODY, CAPTION, TAIL, TITLE
from tracker.notes.posts import body_of_post
from tracker.notes.told import is_earlier_leg, of_another_time, told

_TRUST = {BODY: 1.0, TITLE: 0.8, CAPTION: 0.5, TAIL: 0.0}
_MET = N_("it met the other")
_THERE = N_("the visit was there")
_JOINTS = frozenset({",", "và", "-", "với", "cùng", "giữa"})
_GIVEN_TO = frozenset({"dân", "nhân", "hộ", "gia", "bà", "em", "giáo"})  # "tặng quà cho nhân dân huyện A"
_MET_WHOM = frozenset({"lưu", "gỡ", "mặt"})  # "gặp gỡ, giao lưu Huyện ủy A"


def votes(reads: list[Read]) -> list[Vote]:
    """The votes of all sentences."""
    found: list[Vote] = []
    for read in reads:
        trust = 0.0 if of_another_time(read) else _TRUST.get(read.sentence.kind, 0.0)
        if not trust:
            found += _earlier_legs(read)
            continue
        found += [replace(vote, weight=vote.weight * trust) for vote in (*_venues(read), *courtesy_votes(read))]
        for clause in told(read):
            for vote in _ClauseVotes(read, clause).votes():
                found.append(replace(vote, weight=vote.weight * trust))
    return found


def _earlier_legs(read: Read) -> list[Vote]:
    """Whom the guests had called on before: a host of a further leg, never the first one's rival."""
    if read.sentence.kind != BODY or not is_earlier_leg(read):
        return []
    cast = [vote for clause in read.clauses for vote in _ClauseVotes(read, clause).votes()]
    return [replace(vote, weight=1.5) for vote in cast if vote.side == HOST and vote.weight >= 2.5]


def _venues(read: Read) -> list[Vote]:
    """As in "Địa điểm: Phòng họp số 2, Sở A" of minutes: the host's own house."""
    if [t.low for t in read.sentence.tokens[:2]] != ["địa", "điểm"]:
        return []
    return [Vote(i, HOST, 2.5, read.sentence, why=_THERE) for i in read.items if isinstance(i, Agency) and i.placed]


class _ClauseVotes:
    """The votes of one clause."""

    def __init__(self, read: Read, events: list[Event]) -> None:
        self.clause = Clause(read, events)
        self.tokens = read.sentence.tokens
        self.events = events
        self.ballot = Ballot(self.clause)
        self.delegations = Delegations(self.clause, self.ballot)
        self.subject: tuple[str, list[int]] = ("none", [])
        self.organiser = False
        self.grouped: set[int] = set()  # positions that had their vote in a row of bodies

    def votes(self) -> list[Vote]:
        """Delegations first, then subject, verbs and what they govern."""
        self.delegations.read()
        verbs = [n for n, e in enumerate(self.events) if e.kind in ("goes", "meets", "receives", "organises")]
        verb = next((n for n in verbs if not self.clause.is_noun(n)), verbs[0] if verbs else None)
        if verb is None:
            self._only_named()
        else:
            self._find_subject(verb)
            self._judge_subject(verb)
            self._objects(verb)
        return self.ballot.votes

    def _find_subject(self, verb: int) -> None:
        """What stands before the first verb: a delegation, bodies, a person, or nothing."""
        head = self.events[:verb]
        if head and head[-1].kind == "passive":
            head = head[:-1]
        if any(e.kind == "delegation" for e in head):
            self.delegations.companions(head)
            self.subject = ("delegation", [n for n in range(len(head)) if n in self.delegations.guests])
            return
        named = [n for n, e in enumerate(head) if e.kind == "item" and not self.clause.is_venue(n)]
        plain = [n for n in named if self.clause.gap(n)[-1:] != ["của"]]  # "được sự đồng ý của UBND tỉnh, Sở A …"
        named = plain or named
        if named:
            self.subject = ("bodies", named)
        elif any(e.kind == "person" for e in head):
            self.subject = ("person", [n for n, e in enumerate(head) if e.kind == "person"])
        elif self.events[verb].kind == "receives":  # "Tại Sở A có buổi tiếp đoàn …"
            own = [n for n, e in enumerate(head) if isinstance(e.item, Agency) and e.kind == "item"]
            self.subject = ("bodies", own[:1]) if own else self.subject

    def _judge_subject(self, verb: int) -> None:
        kind, positions = self.subject
        event = self.events[verb]
        passive = verb > 0 and any(e.kind == "passive" for e in self.events[:verb])
        rest = self.events[verb + 1 :]
        if kind == "bodies":
            self._judge_bodies(event.kind, positions, rest, passive=passive)
        elif kind == "person" and (event.kind == "goes" or any(e.kind == "delegation" for e in rest)):
            side = {"receives": HOST, "goes": VISITOR}.get(event.kind)
            if event.kind == "meets" and self._with_delegation(verb):
                side = HOST
            persons = [person for n in positions if (person := self.events[n].person)]
            for item in [body for person in persons if (body := body_of_post(person))]:
                if side == HOST:
                    self.ballot.cast_for(item, HOST, 3.0, N_("its official received the guests"))
                elif side == VISITOR:
                    self.ballot.cast_for(item, VISITOR, 1.5, N_("its official went there"))
        elif kind == "delegation" and passive and event.kind == "receives":
            for n in range(verb):
                if self.events[n].kind == "item" and n not in self.delegations.guests:
                    self.ballot.cast(n, HOST, 3.0, N_("the delegation was received by it"))

    def _judge_bodies(self, verb: str, positions: list[int], rest: list[Event], *, passive: bool) -> None:
        """As in "A đến thăm", "A tiếp đoàn", "A và B ký kết", "A làm việc với đoàn", "A làm việc tại B"."""
        if (verb == "goes" and not self.clause.moves(positions[-1])) or self.clause.gap(positions[0])[-1:] == ["giao"]:
            return
        delegation_follows = any(e.kind == "delegation" for e in rest)
        if verb == "receives":
            side, weight, why = HOST, 3.0, N_("it received the guests")
            if passive and not delegation_follows:
                side, weight, why = VISITOR, 2.0, N_("it was received")
        elif verb == "goes":
            side, weight, why = VISITOR, 3.0, N_("it went there")
            if len(positions) > 1:
                side, weight, why = EITHER, 1.0, _MET
        elif verb == "organises" and self._of_one_house(positions):
            side, weight, why, self.organiser = HOST, 2.0, N_("it called the meeting"), True
        elif delegation_follows and len(positions) == 1:
            side, weight, why = HOST, 3.0, N_("it worked with a delegation")
        elif len(positions) == 1 and self.clause.place_follows(rest):
            side, weight, why = VISITOR, 2.0, N_("it worked at another's place")
        elif len(positions) == 1 and self.clause.goes_later(rest):
            side, weight, why = VISITOR, 1.5, N_("it went there")
        elif verb == "meets" and self.clause.only_together(positions[-1], rest):
            return
        else:
            side, weight, why = EITHER, 1.0, _MET
        for n in positions:
            self.ballot.cast(n, side, weight, why)

    def _of_one_house(self, positions: list[int]) -> bool:
        """Whether one body called the meeting, or several of one province ("Sở A tỉnh X, Hội B tỉnh tổ chức …")."""
        homes = {i.province for n in positions if (i := self.events[n].item) is not None and i.province}
        return len(positions) == 1 or (len(homes) == 1 and self.clause.group(positions[0])[-1] == positions[-1])

    def _with_delegation(self, verb: int) -> bool:
        """As in "ông A chủ trì buổi làm việc với đoàn …"."""
        after = verb + 1
        return (
            after < len(self.events)
            and self.events[after].kind == "delegation"
            and self.clause.gap(after)[-1:] == ["với"]
        )

    def _objects(self, verb: int) -> None:
        """Bodies after the verb, by the word that governs them."""
        kind, subjects = self.subject
        guest_subject = kind == "delegation" or (
            kind in ("bodies", "person") and any(v.side == VISITOR and v.weight > 1 for v in self.ballot.votes)
        )
        full = True
        for n in range(len(self.events)):
            event = self.events[n]
            if event.kind != "item" or n in self.delegations.guests or n in subjects:
                continue
            if n < verb:
                if self.clause.is_venue(n) and not self.clause.is_hired(n):
                    self.ballot.cast(n, HOST, 1.0 if isinstance(event.item, Agency) else 0.6, _THERE)
                continue
            full = self._object(n, guest_subject=guest_subject, full=full)

    def _object(self, n: int, *, guest_subject: bool, full: bool) -> bool:
        """Votes for one body after the verb; returns whether a later one still counts in full."""
        gap = self.clause.gap(n)
        before = self.events[n - 1]
        near = len(gap) <= 6 or ("với" in gap[-4:] and len(gap) <= 12)
        joined = n - 1 not in self.delegations.guests and before.kind == "item" and set(gap) <= _JOINTS
        if n in self.grouped or (joined and self.clause.is_parent(n)):
            return full
        if joined:  # the second body of a list is what the first was
            last = next((v for v in reversed(self.ballot.votes) if v.item == before.item), None)
            if last is not None:
                self.ballot.cast(n, last.side, last.weight, last.why)
            return full
        if gap[-1:] == ["của"] or "của" in gap[-3:]:
            if guest_subject:
                self.ballot.cast(n, HOST, 0.5, N_("what the guests saw is its own"))
            return full
        if before.kind == "at" and near:
            if not self.clause.is_hired(n):
                self._at(n, sure=full and (guest_subject or self.clause.someone_goes()))
            return False
        if guest_subject and before.kind in ("goes", "meets") and _GIVEN_TO & set(gap) and len(gap) <= 16:
            self.ballot.cast(n, HOST, 1.0, N_("its people were visited"))
            return full
        if guest_subject and before.kind == "meets" and len(gap) <= 1 and self.tokens[before.last].low in _MET_WHOM:
            self.ballot.cast(n, HOST, 2.0, N_("the guests went to it or worked with it"))
            return False
        if guest_subject and near and (before.kind == "goes" or "với" in gap):
            seen = self.clause.is_site(n) and before.kind == "goes" and not self.clause.is_worked_at(n)
            weight = 0.7 if seen else 3.0 if full else 1.0
            self.ballot.cast(n, HOST, weight, N_("the guests went to it or worked with it"))
            return False
        if "với" in gap or "giữa" in gap or ("các" in gap and self.organiser):
            self._with(n)
            return full
        if (
            before.kind == "meets"
            and self.subject[0] == "bodies"
            and self.tokens[before.last].low in {"hợp"} | _MET_WHOM
            and len(gap) <= 1
        ):
            self._with(n)
        if before.kind == "receives" and near and self.subject[0] == "bodies":
            self.ballot.cast(n, VISITOR, 2.0, N_("it was received"))
        return full

    def _at(self, n: int, *, sure: bool) -> None:
        """As in "tại B": where guests are, there is the host; else it is only where something was held."""
        agency = isinstance(self.events[n].item, Agency)
        seen = self.clause.is_site(n) and not self.clause.is_worked_at(n)
        sure = sure and not seen
        weight = 0.5 if seen else 1.0 if agency else 0.6
        self.ballot.cast(n, HOST, (2.5 if agency else 1.5) if sure else weight, _THERE)

    def _with(self, n: int) -> None:
        """As in "A làm việc với B", "giữa A và B": one of them received the other; the rest of the note says which."""
        if self.clause.of_a_paper(n) or self.clause.is_address(n):
            return
        side = VISITOR if self.organiser else EITHER
        kind, subjects = self.subject
        signs = any(t.low == "ký" for t in self.tokens[: self.events[n].first])
        if signs and kind == "bodies" and len(subjects) == 1 and "với" in self.clause.gap(n):
            self.ballot.cast(
                subjects[0], HOST, 0.6, N_("it tells of the signing")
            )  # who tells of the signing names itself first
            self.ballot.cast(n, VISITOR, 0.6, N_("it came to sign"))
            return
        group = self.clause.group(n)
        if kind == "bodies" and len(subjects) == 1 and len(group) == 1 and self.clause.is_helped(n):
            self.ballot.cast(subjects[0], HOST, 0.6, N_("it called the meeting"))
        if kind == "bodies" and len(subjects) == 1 and len(group) > 1 and "với" in self.clause.gap(n):
            self.ballot.cast(subjects[0], HOST, 0.6, _MET)  # one who meets several has called them
            side = VISITOR
        self.grouped.update(group)
        for member in group:
            self.ballot.cast(member, side, 1.0, _MET)

    def _only_named(self) -> None:
        """No verb of meeting: only "giữa A và B" says anything."""
        for n, event in enumerate(self.events):
            if event.kind == "item" and "giữa" in self.clause.gap(n) and not self.clause.of_a_paper(n):
                for member in self.clause.group(n):
                    self.ballot.cast(member, EITHER, 1.0, _MET)
