"""A line of a note and what it is for the page: headline, stamp, caption, text, or a tail of no concern."""

import re
from dataclasses import dataclass

TITLE, STAMP, CAPTION, TAIL, BODY = "title", "stamp", "caption", "tail", "body"

BULLET = re.compile(r"\s*(?:[-–•+*●▪]|(?:\d{1,2}\.){0,3}\d{1,2}[.)]|[a-zđ]\)|[IVX]{1,4}[.)])\s")


@dataclass(slots=True)
class Line:
    """A line of the note; `kind` says what it is for the page (title, stamp, caption, tail, body)."""

    start: int
    end: int
    kind: str = BODY
