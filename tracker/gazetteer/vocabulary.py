"""What a reading may know beforehand: names, words and short forms from the register and from the office. Pure data."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """An agency that a spelling stands for: its official name, and its province unless that is not known."""

    name: str
    province: str | None = None


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post that a person held at an agency. `names`: all that the agency was called, its present name first."""

    post: str | None
    names: tuple[str, ...] = ()

    @property
    def agency(self) -> str | None:
        """The agency's present name."""
        return self.names[0] if self.names else None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Known beside the shipped tables. Spellings and short forms as printed; `people` by folded name (`text.key`)."""

    agencies: Mapping[str, KnownAgency] = field(default_factory=dict)
    people: Mapping[str, tuple[KnownPost, ...]] = field(default_factory=dict)
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)

    def with_more(self, other: "Vocabulary") -> "Vocabulary":
        """Both together; where they contradict each other, `other` is right."""
        slugs = dict.fromkeys((*self.cues, *other.cues))
        return Vocabulary(
            agencies={**self.agencies, **other.agencies},
            people={**self.people, **other.people},
            cues={slug: tuple(dict.fromkeys((*self.cues.get(slug, ()), *other.cues.get(slug, ())))) for slug in slugs},
            abbreviations={**self.abbreviations, **other.abbreviations},
        )
