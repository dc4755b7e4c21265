"""A name as it was printed and the known name that a person chose for it: what reviewing a draft teaches."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """`kind`: agency, official or topic; `printed`: as it was read; `chosen`: the known name (a topic's slug)."""

    kind: str
    printed: str
    chosen: str
