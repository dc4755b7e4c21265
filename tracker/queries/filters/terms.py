"""What a filter says, as a frozen tree. `str` of it is the filter in English words, which reads as the same tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PLAIN = re.compile(r"[\w/.+-]+")


@dataclass(frozen=True, slots=True)
class Flag:
    """What is so or not: `overdue`."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Term:
    """A key compared with a value: `due<30/6/2024`, `lead:"Sở TT&TT Bắc Ninh"`."""

    key: str
    op: str
    value: str

    def __str__(self) -> str:
        value = self.value
        if self.key == "text" or not _PLAIN.fullmatch(value):
            value = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return f"{self.key}{self.op}{value}"


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not hold."""

    part: "Expr"

    def __str__(self) -> str:
        return f"not ({self.part})" if isinstance(self.part, All | Any) else f"not {self.part}"


@dataclass(frozen=True, slots=True)
class All:
    """What all of the parts hold; of no parts: everything."""

    parts: tuple["Expr", ...]

    def __str__(self) -> str:
        return " and ".join(f"({part})" if isinstance(part, Any) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Any:
    """What at least one of two or more parts holds."""

    parts: tuple["Expr", ...]

    def __str__(self) -> str:
        return " or ".join(str(part) for part in self.parts)


Expr = Flag | Term | Not | All | Any
EVERYTHING = All(())


def all_of(*parts: Expr) -> Expr:
    """The parts joined by "and", as the reader builds them: none inside another, a single one by itself."""
    flat = tuple(one for part in parts for one in (part.parts if isinstance(part, All) else (part,)))
    return flat[0] if len(flat) == 1 else All(flat)


def any_of(first: Expr, *more: Expr) -> Expr:
    """The parts joined by "or"; everything if one of them is everything."""
    if EVERYTHING in (first, *more):
        return EVERYTHING
    flat = tuple(one for part in (first, *more) for one in (part.parts if isinstance(part, Any) else (part,)))
    return flat[0] if len(flat) == 1 else Any(flat)


def none_of(part: Expr) -> Expr:
    """The part denied."""
    return Not(Flag("all")) if part == EVERYTHING else Not(part)


def leaves(expr: Expr) -> Iterator[Flag | Term]:
    """Its flags and terms, from left to right."""
    match expr:
        case All(parts) | Any(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield expr


def demands(expr: Expr, *names: str) -> bool:
    """Whether one of the flags holds for all that the filter lets through, as far as its outermost "and" tells."""
    parts = expr.parts if isinstance(expr, All) else (expr,)
    return any(isinstance(part, Flag) and part.name in names for part in parts)
