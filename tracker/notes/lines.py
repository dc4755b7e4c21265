"""A line of a note and what it is for the page: headline, stamp, caption, text, or a tail of no concern."""

import re
from dataclasses import dataclass

TITLE, STAMP, CAPTION, TAIL, BODY = "title", "stamp", "caption", "tail", "body"

_MONTHS = (
    r"(?:tháng|thg\.?|th\.?)\s?(?:\d{1,2}|mười một|mười hai|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?"
)
WORDED_DATE = re.compile(
    rf"(?i)(?<!\w)(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?[\s,]++)?(?P<m>{_MONTHS})(?:\s+(?P<after>\d{{1,2}})(?!\d))?"
    r"\s*+,?\s*+(?P<y>(?:19|20)\d{2})(?!\d)"
)
"""A date as a site prints it with the month in words: "22 Th12, 2019", "05 Tháng 8,2019", "Nov 10, 2022"."""

BULLET = re.compile(r"\s*(?:[-–•+*●▪]|(?:\d{1,2}\.){0,3}\d{1,2}[.)]|[a-zđ]\)|[IVX]{1,4}[.)])\s")


@dataclass(slots=True)
class Line:
    """A line of the note; `kind` says what it is for the page (title, stamp, caption, tail, body)."""

    start: int
    end: int
    kind: str = BODY
