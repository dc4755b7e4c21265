"""Indicators that someone claimed at the visit: "Chỉ số … xếp thứ 7 trên 63", "Tỷ trọng … đạt 56,83%"."""

import re
from itertools import pairwise

from tracker.i18n import N_
from tracker.notes.draft import Figure
from tracker.notes.events import Read
from tracker.notes.lines import BODY
from tracker.notes.places import shown_province
from tracker.notes.spans import Page

_NAME = re.compile(
    r"(?i)(?<!\w)(?:(?:bộ )?chỉ số|chỉ tiêu xếp hạng|tỷ trọng|tỉ trọng|tỷ lệ|tỉ lệ|mức độ|xếp hạng|dti|pci|papi|"
    r"sipas|par[- ]?index|"
    r"ict[- ]?index|pii|egdi|(?:tốc độ )?tăng trưởng (?:grdp|gdp|kinh tế)|độ che phủ)(?!\w)"
)
# A measure that says nothing before it is said of what: "tỷ lệ trên 97%".
_OF_NOTHING = re.compile(
    r"(?i)(?:tỷ trọng|tỉ trọng|tỷ lệ|tỉ lệ|mức độ|xếp hạng|chỉ số)(?: trên| hơn| gần| khoảng| là)?\W*$"
)
_RANK_FIRST = re.compile(
    r"(?i)(?:xếp|đứng)(?: hạng| vị trí)?(?: thứ)? (?P<rank>\d{1,3})(?:\s*(?:/|trên|trong)\s*(?P<of>\d{2}))?"
    r"(?: tỉnh,? thành(?: phố)?| cả nước| toàn quốc)? về (?P<name>(?:chỉ số )?\w[^.;,]{1,60})"
)
_BARE = re.compile(r"[^\d.;:]{3,80}? (?P<value>\d{1,3}(?:,\d+)?)\s*%")
_VERB = re.compile(
    r"(?i)(?:,|\(|(?<!\w)(?:duy trì|xếp (?:thứ|hạng (?:thứ|\d)|ở|vị trí|trong)|xếp$|đạt|đứng|nằm|thuộc|"
    r"trong nhóm|trong top|lọt|tăng|giảm|là|chiếm|dẫn đầu|luôn|ở vị trí|ở thứ|"
    r"năm \d{4}|của tỉnh|của thành phố|giữ))(?!\w)"
)
_RANK = re.compile(
    r"(?i)(?:xếp|đứng|hạng|vị trí|vị thứ)\s+(?:hạng\s+|ở\s+|vị trí\s+|"
    r"thứ hạng\s+){0,4}(?:thứ\s+)?(?P<rank>\d{1,2})(?![\d,.%]\d|%)"
    r"(?:\s*(?:/|trên|trong)\s*(?:tổng số\s+|số\s+)?(?P<of>\d{2}))?"
)
_FIRST = re.compile(
    r"(?i)(?<!nhóm )(?<!top )(?:dẫn đầu|đứng đầu|đứng thứ nhất|xếp thứ nhất|đứng nhất)(?: toàn quốc| cả nước|"
    r"[ ,.;]|$)"
)
_GROUP = re.compile(r"(?i)(?:trong )?(?:nhóm|top)(?: \d+)?(?: tỉnh| địa phương)?(?: dẫn đầu| đứng đầu| đầu)?")
_VALUE = re.compile(
    r"(?i)(?:đạt|chiếm|là|bằng|ở mức|trên)\s+(?:khoảng\s+|hơn\s+|gần\s+)?(?P<value>\d{1,3}(?:\.\d{3})*(?:,\d+)?|"
    r"\d+\.\d+)\s*(?:%|điểm|phần trăm)"
)


def find_figures(page: Page, reads: list[Read], host_province: str | None) -> list[Figure]:
    """Every indicator with a rank, a value or a standing; of the province whose people were speaking."""
    found: list[Figure] = []
    speaking = host_province
    for read in reads:
        if read.sentence.kind != BODY:
            continue
        named = [i.province for i in read.items if i.province]
        speaking = named[0] if named else speaking
        if not any(t.text.isdigit() or t.low == "đầu" for t in read.sentence.tokens):
            continue
        for match in _RANK_FIRST.finditer(page.text, read.sentence.start, read.sentence.end):
            rank, of = int(match["rank"]), int(match["of"]) if match["of"] else None
            figure = _named(page, match[0], match.start(), match["name"], speaking, rank=rank, of=of)
            found += [figure] if figure else []
        for start, end in _clauses(page.text, read):
            own = next(
                (i.province for i in read.items if i.province and start <= read.sentence.tokens[i.first].start < end),
                None,
            )
            figure = _figure(page, start, end, own or speaking)
            if figure is not None:
                found.append(figure)
    return found


def _clauses(text: str, read: Read) -> list[tuple[int, int]]:
    """The stretches between semicolons, each from the name of an indicator to the next one's."""
    found: list[tuple[int, int]] = []
    edges = [read.sentence.start, *(t.end for t in read.sentence.tokens if t.text == ";"), read.sentence.end]
    for start, end in pairwise(edges):
        names = [m.start() for m in _NAME.finditer(text, start, min(end, start + 1500))]
        starts = [a for n, a in enumerate(names) if n == 0 or a - names[n - 1] > 30]
        found += list(zip(starts, [*starts[1:], end], strict=False))
    return found


def _figure(page: Page, start: int, end: int, province: str | None) -> Figure | None:
    clause = page.text[start : min(end, start + 400)]
    head = _NAME.match(clause)
    bare = _BARE.match(clause)
    verb = _VERB.search(clause, head.end() if head else 0)
    if head is not None and bare is not None and (verb is None or bare.start("value") < verb.start()):
        return _named(page, clause, start, clause[: bare.start("value")], province, value=_number(bare["value"]))
    if head is None or verb is None or not 3 < verb.start() < 140:
        return None
    rank, value, first = _RANK.search(clause), _VALUE.search(clause), _FIRST.search(clause)
    standing = _GROUP.search(clause, verb.start())
    if not (rank or value or first or (standing and "đầu" in standing.group())):
        return None
    place = int(rank["rank"]) if rank else (1 if first and not (standing and "đầu" in standing.group()) else None)
    number = _number(value["value"]) if value else None
    of = int(rank["of"]) if rank and rank["of"] else None
    return _named(page, clause, start, clause[: verb.start()], province, value=number, rank=place, of=of)


def _named(
    page: Page,
    clause: str,
    start: int,
    name: str,
    province: str | None,
    *,
    value: float | None = None,
    rank: int | None = None,
    of: int | None = None,
) -> Figure | None:
    """The figure, unless its name says of nothing what is measured."""
    if _OF_NOTHING.fullmatch(" ".join(name.split())):
        return None
    return Figure(
        " ".join(name.split()).rstrip(" ,("),
        shown_province(province),
        value,
        rank,
        of,
        (page.evidence(start, start + len(clause)),),
        0.75 if rank or value is not None else 0.5,
        (N_("an index is named with a rank or a value"),),
    )


def _number(text: str) -> float | None:
    """As in "56,83" and "1.234,5" in Vietnamese writing; "0.70" as in tables."""
    plain = (
        text.replace(".", "").replace(",", ".") if "," in text or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text) else text
    )
    try:
        return float(plain)
    except ValueError:
        return None
