"""Who came and who received: every clause that says so gives the bodies it names a vote; its sentence is the reason."""

from dataclasses import replace
from itertools import pairwise

from tracker.i18n import N_
from tracker.notes.agencies import Agency
from tracker.notes.ballot import EITHER, HOST, SITES, VISITOR, Vote
from tracker.notes.events import Event, Read
from tracker.notes.lines import BODY, CAPTION, TAIL, TITLE
from tracker.notes.places import Place
from tracker.notes.posts import body_of_post
from tracker.notes.told import of_another_time, told
from tracker.notes.words import DEEDS, DELEGATION_WORDS, EMPTY_LABEL

_TRUST = {BODY: 1.0, TITLE: 0.8, CAPTION: 0.5, TAIL: 0.0}
_MET = N_("it met the other")
_THERE = N_("the visit was there")
_JOINTS = frozenset({",", "và", "-", "với", "cùng", "giữa"})
_GIVEN_TO = frozenset({"dân", "nhân", "hộ", "gia", "bà", "em", "giáo"})  # "tặng quà cho nhân dân huyện A"
_MET_WHOM = frozenset({"lưu", "gỡ", "mặt"})  # "gặp gỡ, giao lưu Huyện ủy A"
_OCCASION = frozenset({"khổ", "dự", "tại", "nhân", "sau"})
_PAPERS = frozenset({"thỏa", "trình", "biên", "kế", "bản", "quan", "nghĩa", "nghị"})
_MEETINGS = frozenset({"hội", "buổi", "cuộc", "lễ", "ký", "gặp", "tọa"})
_PREPOSITIONS = frozenset({"đến", "tới", "đi", "sang"})


def votes(reads: list[Read]) -> list[Vote]:
    """The votes of all sentences."""
    found: list[Vote] = []
    for read in reads:
        trust = 0.0 if of_another_time(read) else _TRUST.get(read.sentence.kind, 0.0)
        if not trust:
            continue
        found += [replace(vote, weight=vote.weight * trust) for vote in _venues(read)]
        for clause in told(read):
            for vote in _ClauseVotes(read, clause).votes():
                found.append(replace(vote, weight=vote.weight * trust))
    return found


def _venues(read: Read) -> list[Vote]:
    """As in "Địa điểm: Phòng họp số 2, Sở A" of minutes: the host's own house."""
    if [t.low for t in read.sentence.tokens[:2]] != ["địa", "điểm"]:
        return []
    return [Vote(i, HOST, 2.5, read.sentence, why=_THERE) for i in read.items if isinstance(i, Agency) and i.placed]


class _ClauseVotes:
    """The votes of one clause."""

    def __init__(self, read: Read, clause: list[Event]) -> None:
        self.read = read
        self.tokens = read.sentence.tokens
        self.clause = clause
        self.found: list[Vote] = []
        self.guests: set[int] = set()  # clause positions of items that belong to a delegation
        self.subject: tuple[str, list[int]] = ("none", [])
        self.organiser = False

    def votes(self) -> list[Vote]:
        """Delegations first, then subject, verbs and what they govern."""
        for position, event in enumerate(self.clause):
            if event.kind == "delegation":
                self._delegation(position)
        self._journeys()
        verbs = [n for n, e in enumerate(self.clause) if e.kind in ("goes", "meets", "receives", "organises")]
        verb = next((n for n in verbs if not self._is_noun(n)), verbs[0] if verbs else None)
        if verb is None:
            self._only_named()
            return self.found
        self._find_subject(verb)
        self._judge_subject(verb)
        self._objects(verb)
        return self.found

    def _vote(self, position: int, side: str, weight: float, why: str, label: tuple[str, bool] = ("", False)) -> None:
        item = self.clause[position].item
        if item is not None and not (isinstance(item, Agency) and item.business):
            self.found.append(Vote(item, side, weight, self.read.sentence, label[0], why, label[1]))

    def _of_person(self, item: Agency, side: str, weight: float, why: str) -> None:
        if not item.business:
            self.found.append(Vote(item, side, weight, self.read.sentence, why=why, posted=True))

    def _is_noun(self, position: int) -> bool:
        """As in "trong khuôn khổ hội nghị, A và B ký kết": the occasion, not what A and B did."""
        first = self.clause[position].first
        return self.tokens[first].low == "hội" and first > 0 and self.tokens[first - 1].low in _OCCASION

    def _gap(self, position: int) -> list[str]:
        """The words between an event of the clause and the one before it."""
        start = self.clause[position - 1].last + 1 if position else 0
        return [t.low for t in self.tokens[start : self.clause[position].first]]

    def _group(self, position: int) -> list[int]:
        """The bodies joined to the one at the position: "A, B và C"."""
        found = [position]
        while position + 1 < len(self.clause) and self.clause[position + 1].kind == "item":
            gap = self._gap(position + 1)
            if not set(gap) <= {",", "và", "cùng", "các", "báo", "với", "-", "sở", "đoàn"} or len(gap) > 3:
                break
            position += 1
            found.append(position)
        return found

    def _delegation(self, position: int) -> None:
        """As in "Đoàn công tác của A": A is a guest, unless "Tiếp … đoàn, phía A có ông B" names the host's own men."""
        after = position + 1
        while after < len(self.clause) and self.clause[after].kind == "local":
            after += 1
        if after >= len(self.clause) or self.clause[after].kind != "item":
            return
        start, end = self.clause[position].last + 1, self.clause[after].first
        gap = [t.low for t in self.tokens[start:end]]
        if len(gap) > 22 or {":", "do"} & set(gap) or ("," in gap and not {"gồm", "là"} & set(gap)):
            return
        strange = [w for w in gap if w not in DELEGATION_WORDS and not w.isdigit()]
        named = len(strange) <= 3 and not any(t.capital for t in self.tokens[start:end] if t.low in strange)
        if not named or DEEDS & set(strange) or "phía" in gap or self._host_list(position, after):
            return
        label = self._label(position, after, gap)
        for member in self._group(after):
            self._vote(member, VISITOR, 3.0, N_("a delegation of its own is named"), label)
            self.guests.add(member)

    def _host_list(self, position: int, after: int) -> bool:
        """As in "Tiếp và làm việc với Đoàn công tác tỉnh A có ông B, Trưởng ban … tỉnh A": A is the host."""
        if not any(e.kind == "receives" for e in self.clause[:position]):
            return False
        following = self.clause[after + 1 :]
        item = self.clause[after].item
        opening = [t.low for t in self.tokens[self.clause[after].last + 1 : self.clause[after].last + 3]]
        if (
            item is None
            or not opening
            or (opening[0] not in ("có", "gồm") and opening not in ([",", "có"], [",", "gồm"]))
        ):
            return False
        own = [e.item for e in following if e.kind == "item" and e.item] + [
            i for e in following if e.person for i in e.person.items
        ]
        provinces = [i.province for i in own if i.province]
        if item.province and item.province in provinces:
            self._vote(after, HOST, 2.0, N_("its people stand in the list of those who received"))
            return True
        return False

    def _label(self, position: int, after: int, gap: list[str]) -> tuple[str, bool]:
        """The delegation as printed, and whether that says more than whose it is."""
        item = self.clause[after].item
        if not isinstance(item, Place):
            return "", False
        own = sum(w not in EMPTY_LABEL and w.isalpha() for w in gap) >= 2
        words = self.tokens[self.clause[position].first : item.last + 1]
        if words[-1].end - words[0].start > 120 or any(t.text.isdigit() or t.text == "," for t in words):
            return "", False
        shown = "".join(("" if n == 0 or t.start == words[n - 1].end else " ") + t.text for n, t in enumerate(words))
        shown = shown.replace(f" của {item.level}", f" {item.level}") if item.level else shown
        return shown[0].upper() + shown[1:], own

    def _find_subject(self, verb: int) -> None:
        """What stands before the first verb: a delegation, bodies, a person, or nothing."""
        head = self.clause[:verb]
        if head and head[-1].kind == "passive":
            head = head[:-1]
        if any(e.kind == "delegation" for e in head):
            self._companions(head)
            self.subject = ("delegation", [n for n in range(len(head)) if n in self.guests])
            return
        named = [n for n, e in enumerate(head) if e.kind == "item" and not self._is_venue(n)]
        plain = [n for n in named if self._gap(n)[-1:] != ["của"]]  # "được sự đồng ý của UBND tỉnh, Sở A …"
        named = plain or named
        if named:
            self.subject = ("bodies", named)
        elif any(e.kind == "person" for e in head):
            self.subject = ("person", [n for n, e in enumerate(head) if e.kind == "person"])

    def _journeys(self) -> None:
        """As in "Chuyến khảo sát … của ông X, Phó Bí thư Tỉnh ủy A": A came."""
        for n, event in enumerate(self.clause):
            start = self.clause[n - 1].first if n else 0
            before = [t.low for t in self.tokens[max(start, event.first - 12) : event.first]]
            if "chuyến" not in before or "của" not in before[before.index("chuyến") :]:
                continue
            item = body_of_post(event.person) if event.kind == "person" and event.person else event.item
            if isinstance(item, Agency):
                self._of_person(item, VISITOR, 2.5, N_("the journey is that of its official"))

    def _companions(self, head: list[Event]) -> None:
        """As in "Chủ tịch UBND tỉnh A cùng đoàn công tác": whoever comes with the delegation is a guest."""
        for event, after in pairwise(head):
            between = [t.low for t in self.tokens[event.last + 1 : after.first]]
            if (
                event.kind == "person"
                and event.person
                and after.kind == "delegation"
                and {"cùng", "và", "với"} & set(between)
            ):
                event.person.comes = True
                item = body_of_post(event.person)
                if item is not None and item.placed:
                    self._of_person(item, VISITOR, 2.5, N_("its official came with the delegation"))

    def _is_venue(self, position: int) -> bool:
        before = self.clause[position - 1] if position else None
        gap = self._gap(position)
        return before is not None and before.kind == "at" and len(gap) <= 4 and "," not in gap

    def _is_hired(self, position: int) -> bool:
        """A hall or hotel that only lends its room."""
        return bool({"trường", "khách", "nhà"} & set(self._gap(position))) and "trụ" not in self._gap(position)

    def _judge_subject(self, verb: int) -> None:
        kind, positions = self.subject
        event = self.clause[verb]
        passive = verb > 0 and any(e.kind == "passive" for e in self.clause[:verb])
        rest = self.clause[verb + 1 :]
        if kind == "bodies":
            self._judge_bodies(event.kind, positions, rest, passive=passive)
        elif kind == "person" and (event.kind == "goes" or any(e.kind == "delegation" for e in rest)):
            side = {"receives": HOST, "goes": VISITOR}.get(event.kind)
            persons = [person for n in positions if (person := self.clause[n].person)]
            for item in [body for person in persons if (body := body_of_post(person))]:
                if side == HOST:
                    self._of_person(item, HOST, 3.0, N_("its official received the guests"))
                elif side == VISITOR:
                    self._of_person(item, VISITOR, 1.5, N_("its official went there"))
        elif kind == "delegation" and passive and event.kind == "receives":
            for n in range(verb):
                if self.clause[n].kind == "item" and n not in self.guests:
                    self._vote(n, HOST, 3.0, N_("the delegation was received by it"))

    def _judge_bodies(self, verb: str, positions: list[int], rest: list[Event], *, passive: bool) -> None:
        """As in "A đến thăm", "A tiếp đoàn", "A và B ký kết", "A làm việc với đoàn", "A làm việc tại B"."""
        if verb == "goes" and not self._moves(positions[-1]):
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
        elif verb == "organises" and len(positions) == 1:
            side, weight, why, self.organiser = HOST, 2.0, N_("it called the meeting"), True
        elif delegation_follows and len(positions) == 1:
            side, weight, why = HOST, 3.0, N_("it worked with a delegation")
        elif len(positions) == 1 and self._place_follows(rest):
            side, weight, why = VISITOR, 2.0, N_("it worked at another's place")
        elif len(positions) == 1 and self._goes_later(rest):
            side, weight, why = VISITOR, 1.5, N_("it went there")
        elif verb == "meets" and self._only_together(positions[-1], rest):
            return
        else:
            side, weight, why = EITHER, 1.0, _MET
        for n in positions:
            self._vote(n, side, weight, why)

    def _only_together(self, subject: int, rest: list[Event]) -> bool:
        """As in "A phối hợp với B tổ chức, công bố …": what two did together is no meeting of the two."""
        verbs = [e for e in self.clause[subject + 1 :] if e.kind in ("meets", "goes", "receives", "delegation")]
        words = {self.tokens[e.first].low for e in verbs}
        return "phối" in words and words <= {"phối", "tổ", "hội"} and not any(e.kind == "delegation" for e in rest)

    def _moves(self, subject: int) -> bool:
        """Whether the verb after the subject is one of motion, not "giới thiệu … từ xã đến huyện"."""
        verb = next(e for e in self.clause[subject + 1 :] if e.kind == "goes")
        if verb.last > verb.first or self.tokens[verb.first].low not in _PREPOSITIONS:
            return True
        between = [t for t in self.tokens[self.clause[subject].last + 1 : verb.first] if t.text.isalpha()]
        if any(t.low in ("về", "từ", "thiệu") for t in between):
            return False
        return len(between) <= 4 or any(t.low in ("đoàn", "ngày") for t in between)

    def _place_follows(self, rest: list[Event]) -> bool:
        """As in "làm việc tại B"."""
        for n, event in enumerate(rest[:-1]):
            if event.kind == "at" and rest[n + 1].kind == "item":
                return True
            if event.kind == "item":
                return False
        return False

    def _goes_later(self, rest: list[Event]) -> bool:
        return bool(rest) and rest[0].kind == "goes"

    def _objects(self, verb: int) -> None:
        """Bodies after the verb, by the word that governs them."""
        kind, subjects = self.subject
        guest_subject = kind == "delegation" or (
            kind in ("bodies", "person") and any(v.side == VISITOR and v.weight > 1 for v in self.found)
        )
        full = True
        for n in range(len(self.clause)):
            event = self.clause[n]
            if event.kind != "item" or n in self.guests or n in subjects:
                continue
            if n < verb:
                if self._is_venue(n) and not self._is_hired(n):
                    self._vote(n, HOST, 1.0 if isinstance(event.item, Agency) else 0.6, _THERE)
                continue
            full = self._object(n, guest_subject=guest_subject, full=full)

    def _object(self, n: int, *, guest_subject: bool, full: bool) -> bool:
        """Votes for one body after the verb; returns whether a later one still counts in full."""
        gap = self._gap(n)
        before = self.clause[n - 1]
        near = len(gap) <= 6 or ("với" in gap[-4:] and len(gap) <= 12)
        joined = n - 1 not in self.guests and before.kind == "item" and set(gap) <= _JOINTS
        if joined and self._is_parent(n):
            return full
        if joined:  # the second body of a list is what the first was
            last = next((v for v in reversed(self.found) if v.item == before.item), None)
            if last is not None:
                self._vote(n, last.side, last.weight, last.why)
            return full
        if gap[-1:] == ["của"] or "của" in gap[-3:]:
            if guest_subject:
                self._vote(n, HOST, 0.5, N_("what the guests saw is its own"))
            return full
        if before.kind == "at" and near:
            if not self._is_hired(n):
                self._at(n, sure=full and (guest_subject or self._someone_goes()))
            return False
        if guest_subject and before.kind in ("goes", "meets") and _GIVEN_TO & set(gap) and len(gap) <= 16:
            self._vote(n, HOST, 1.0, N_("its people were visited"))
            return full
        if guest_subject and before.kind == "meets" and len(gap) <= 1 and self.tokens[before.last].low in _MET_WHOM:
            self._vote(n, HOST, 2.0, N_("the guests went to it or worked with it"))
            return False
        if guest_subject and near and (before.kind == "goes" or "với" in gap):
            weight = 0.7 if self._is_site(n) and before.kind == "goes" else 3.0 if full else 1.0
            self._vote(n, HOST, weight, N_("the guests went to it or worked with it"))
            return False
        if "với" in gap or "giữa" in gap or ("các" in gap and self.organiser):
            self._with(n)
            return full
        if (
            before.kind == "meets"
            and self.subject[0] == "bodies"
            and self.tokens[before.last].low == "hợp"
            and len(gap) <= 1
        ):
            self._with(n)
        if before.kind == "receives" and near and self.subject[0] == "bodies":
            self._vote(n, VISITOR, 2.0, N_("it was received"))
        return full

    def _at(self, n: int, *, sure: bool) -> None:
        """As in "tại B": where guests are, there is the host; else it is only where something was held."""
        agency = isinstance(self.clause[n].item, Agency)
        sure = sure and not self._is_site(n)
        weight = 0.5 if self._is_site(n) else 1.0 if agency else 0.6
        self._vote(n, HOST, (2.5 if agency else 1.5) if sure else weight, _THERE)

    def _someone_goes(self) -> bool:
        return any(e.kind in ("goes", "delegation") for e in self.clause)

    def _is_site(self, n: int) -> bool:
        """A centre, a museum: mostly something that was shown, not who received."""
        item = self.clause[n].item
        return isinstance(item, Agency) and item.name.startswith(SITES)

    def _is_parent(self, n: int) -> bool:
        """As in "Cục A, Bộ B": the ministry to which the body before it belongs."""
        item, before = self.clause[n].item, self.clause[n - 1].item
        ministry = isinstance(item, Agency) and item.name.startswith("Bộ ")
        return ministry and isinstance(before, Agency) and not before.name.startswith("Bộ ")

    def _with(self, n: int) -> None:
        """As in "A làm việc với B", "giữa A và B": one of them received the other; the rest of the note says which."""
        if self._of_a_paper(n):
            return
        side = VISITOR if self.organiser else EITHER
        kind, subjects = self.subject
        signs = any(t.low == "ký" for t in self.tokens[: self.clause[n].first])
        if signs and kind == "bodies" and len(subjects) == 1 and "với" in self._gap(n):
            self._vote(
                subjects[0], HOST, 0.6, N_("it tells of the signing")
            )  # who tells of the signing names itself first
            self._vote(n, VISITOR, 0.6, N_("it came to sign"))
            return
        group = self._group(n)
        if kind == "bodies" and len(subjects) == 1 and len(group) > 1 and "với" in self._gap(n):
            self._vote(subjects[0], HOST, 0.6, _MET)  # one who meets several has called them
            side = VISITOR
        for member in group:
            self._vote(member, side, 1.0, _MET)

    def _of_a_paper(self, n: int) -> bool:
        """As in "thỏa thuận hợp tác giữa A và B": whose paper or friendship it is, not who met."""
        start = self.clause[n].first
        before = [t.low for t in self.tokens[max(0, start - 14) : start]]
        if "giữa" not in before[-4:]:
            return False
        return bool(_PAPERS & set(before)) and not _MEETINGS & set(before)

    def _only_named(self) -> None:
        """No verb of meeting: only "giữa A và B" says anything."""
        for n, event in enumerate(self.clause):
            if event.kind == "item" and "giữa" in self._gap(n) and not self._of_a_paper(n):
                for member in self._group(n):
                    self._vote(member, EITHER, 1.0, _MET)
