"""What was read from a note: facts, each with the words it was read from and how sure the reading is."""

from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from tracker.i18n import _
from tracker.notes.spans import Evidence

EvidenceList = tuple[Evidence, ...]


def _quoted(evidence: EvidenceList) -> list[dict[str, object]]:
    return [{"start": e.start, "end": e.end, "quote": e.quote} for e in evidence]


class Fact:
    """Something read from the note: its words (`evidence`), how sure (`confidence`, 0 to 1), by which rules (`why`)."""

    __slots__ = ()
    evidence: EvidenceList
    why: tuple[str, ...]
    confidence: float

    def as_json(self) -> dict[str, Any]:
        """The shape scripts rely on: the fields by name."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}  # type: ignore[arg-type]
        return values | {"evidence": _quoted(self.evidence), "why": [_(rule) for rule in self.why]}


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Party(Fact):
    """A host or a visitor. `province` is None when the note does not say it (or for a body of the centre)."""

    agency: str
    province: str | None
    evidence: EvidenceList = ()
    confidence: float = 0.5
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Official(Fact):
    """A person who took part. `side`: host, visitor or other; `role`: head, host_lead or member.

    `honorific` ("đồng chí", "Bà") and `academic_title` ("PGS.TS", "Đại tá") as printed, part of neither name nor title.
    """

    name: str
    title: str | None
    side: str
    role: str
    agency: str | None
    evidence: EvidenceList = ()
    confidence: float = 0.5
    why: tuple[str, ...] = ()
    honorific: str | None = None
    academic_title: str | None = None


@dataclass(frozen=True, slots=True)
class TopicFound(Fact):
    """A topic of the shipped list that the note speaks of."""

    slug: str
    evidence: EvidenceList = ()
    confidence: float = 0.5
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise(Fact):
    """A commitment as worded. `grade`: intention, agreed, assigned or signed; `due`: an ISO day or None.

    `counterpart`: to whom or with whom the lead promised it (of a paper: with whom it was signed), where that is said.
    """

    text: str
    grade: str
    lead: str | None
    due: str | None
    counterpart: str | None = None
    evidence: EvidenceList = ()
    confidence: float = 0.5
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure(Fact):
    """An indicator claimed at the visit: a value, a rank, out of how many."""

    name: str
    province: str | None
    value: float | None
    rank: int | None
    of: int | None
    evidence: EvidenceList = ()
    confidence: float = 0.5
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was read. Days are ISO texts, "--MM-DD" where no year is known, or None.

    `date_precision`: "day", "day_without_year" or None. `date_evidence`: of published, visit_start, visit_end, place.
    """

    title: str | None = None
    published: str | None = None
    visit_start: str | None = None
    visit_end: str | None = None
    date_precision: str | None = None
    place: str | None = None
    direction: str = "unknown"
    host: Party | None = None
    other_hosts: tuple[Party, ...] = ()
    visitors: tuple[Party, ...] = ()
    officials: tuple[Official, ...] = ()
    topics: tuple[TopicFound, ...] = ()
    commitments: tuple[Promise, ...] = ()
    indicators: tuple[Figure, ...] = ()
    unresolved: tuple[str, ...] = ()
    date_evidence: dict[str, EvidenceList] = field(default_factory=dict)

    def at_most(self, confidence: float) -> "Draft":
        """The draft with no fact surer than this."""

        def less(fact: F) -> F:
            return replace(fact, confidence=min(fact.confidence, confidence))  # type: ignore[type-var]

        return replace(
            self,
            host=less(self.host) if self.host else None,
            other_hosts=tuple(map(less, self.other_hosts)),
            visitors=tuple(map(less, self.visitors)),
            officials=tuple(map(less, self.officials)),
            topics=tuple(map(less, self.topics)),
            commitments=tuple(map(less, self.commitments)),
            indicators=tuple(map(less, self.indicators)),
        )

    def as_json(self) -> dict[str, Any]:
        """The draft in the shape of `visit draft --json`."""
        return {
            "title": self.title,
            "published": self.published,
            "visit_start": self.visit_start,
            "visit_end": self.visit_end,
            "date_precision": self.date_precision,
            "place": self.place,
            "direction": self.direction,
            "host": self.host.as_json() if self.host else None,
            "other_hosts": [p.as_json() for p in self.other_hosts],
            "visitors": [p.as_json() for p in self.visitors],
            "officials": [o.as_json() for o in self.officials],
            "topics": [t.as_json() for t in self.topics],
            "commitments": [c.as_json() for c in self.commitments],
            "indicators": [f.as_json() for f in self.indicators],
            "unresolved": list(self.unresolved),
            "date_evidence": {name: _quoted(found) for name, found in self.date_evidence.items()},
        }
