"""The filter language of `tracker followup list`: `overdue and (theirs or topic:ioc) and not grade:intention`.

`terms` is what a filter says, `vocabulary` its words in both languages, `reading` reads it, `conditions` turns it into
SQL. Only `conditions` knows the tables.
"""

from tracker.queries.filters.reading import parse, term
from tracker.queries.filters.terms import EVERYTHING, All, Any, Expr, Flag, Not, Term, all_of, any_of, none_of

__all__ = [
    "EVERYTHING",
    "All",
    "Any",
    "Expr",
    "Flag",
    "Not",
    "Term",
    "all_of",
    "any_of",
    "none_of",
    "parse",
    "term",
]
