"""What stands in a cell: days in any form, several names, stages and grades in many words, the number of a paper."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tracker.calendar import WorkingDays, read_date, read_due
from tracker.errors import DateError
from tracker.exchange.tasks.files import Cell
from tracker.gazetteer.names import read_agency
from tracker.text import key, one_line

_EPOCH, _FIRST, _LAST = date(1899, 12, 30), 16_438, 73_415
"""Day 0 of a spreadsheet; the numbers of 1/1/1945 and of the last day of 2100."""
_CLOCK = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")
_IN_TEXT = re.compile(
    r"\b(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2} tháng \d{1,2} năm \d{4})\b", re.IGNORECASE
)
_PAPER = re.compile(r"\b(?:số )?(\d{1,6}(?:/\d{4})?/[A-ZĐ][A-ZĐƯ&a-z]*(?:-[A-ZĐ][\wĐ&.]*)*)")
_BODIES = (
    "so ubnd uy hdnd thanh tra van phong phong trung tam ban chi cuc cuc vu bo cong an bao dai hoi vien truong doan "
    "tinh thanh uy mat tran benh xa phuong dac khu huyen quan cong ty tap doan tong nhtm ngan hang kho bac bao hiem to"
)
_BODY = re.compile(rf"(?:{'|'.join(dict.fromkeys(_BODIES.split()))})\b")
_LETTERS_ONLY = re.compile(r"[A-ZĐ]{3,}\b")
_SPLIT = re.compile(r"\s*[;\n•]\s*|(?:^|\n)\s*[-+*]\s+")
_COMMA = re.compile(
    r"\s*,\s*|\s+(?:và|va|&)\s+(?=(?:Sở|UBND|Phòng|Văn phòng|Trung tâm|Ban|Chi cục|Công an|Bộ|Cục|Vụ)\b)"
)
_VAGUE = re.compile(r"(?:cac|tat ca|toan the|nhung|mot so|tung|moi)\b|.*\blien quan$")
_EACH = re.compile(r"\b(?:các|tất cả|những|liên quan)\b", re.IGNORECASE)

OPEN = "open"
"""What says only that something is not done yet, or whether it is late: that follows from the days."""
STAGES: tuple[tuple[str, str], ...] = (
    ("not_started", r"chua (bat dau|thuc hien|trien khai|lam|co ket qua)|not started|chua"),
    (OPEN, r"chua (hoan thanh|xong|hoan tat).*|trong han|qua han|sap (den|toi|het) han|tre han|cham|in time|overdue"),
    ("in_progress", r"(gan|co ban|sap|dang|da) (hoan thanh|xong|hoan tat)( mot phan| duoc mot phan)|in progress"),
    ("in_progress", r"(gan|co ban|sap|dang) (hoan thanh|xong|hoan tat).*"),
    (
        "cancelled",
        r"(da )?(huy|bai bo|dung han|cham dut)( bo| thuc hien)?|khong (con )?thuc hien( nua)?|cancelled",
    ),
    ("suspended", r"(da |dang )?tam (dung|hoan|ngung|dinh chi)( thuc hien)?|suspended"),
    ("awaiting_confirmation", r"(dang )?cho (xac nhan|nghiem thu|phe duyet hoan thanh)|awaiting confirmation"),
    (
        "done",
        r"(da )?(hoan thanh|xong|hoan tat|thuc hien xong|lam xong|dat)"
        r"( (dung|truoc|sau|qua|tre|cham)( han| thoi han)?)*"
        r"( 100)?|done( on time| late)?|100|completed",
    ),
    (
        "in_progress",
        r"(da |dang )(thuc hien|trien khai|lam|xu ly|tien hanh|phoi hop)( \d{1,2})?"
        r"|((da )?hoan thanh )?\d{1,2}( phan tram)?",
    ),
)
"""Words of a cell as `key` writes them; the first form that fits the whole cell, or the words before a mark."""
_FORMS = tuple((stage, re.compile(form)) for stage, form in STAGES)

GRADE_WORDS = {
    **dict.fromkeys(("y dinh", "mong muon", "du kien", "ghi nhan", "de xuat", "intention"), "intention"),
    **dict.fromkeys(("thong nhat", "dong y", "thoa thuan", "cam ket", "nhat tri", "agreed"), "agreed"),
    **dict.fromkeys(("giao", "phan cong", "duoc giao", "giao nhiem vu", "da giao", "assigned"), "assigned"),
    **dict.fromkeys(("ky ket", "da ky", "ky", "ky ket van ban", "signed"), "signed"),
}
"""Grades by the words that sheets use, as `key` writes them."""


def text_of(cell: Cell) -> str:
    """The cell as one line of text, "" for an empty one."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else one_line(str(cell))


def excel_day(cell: Cell) -> date | None:
    """The day of a number that a spreadsheet shows as one, None for any other."""
    number = cell
    if isinstance(cell, str) and re.fullmatch(r"\d{5}", cell):
        number = int(cell)
    if isinstance(number, int | float) and _FIRST <= number <= _LAST:
        return _EPOCH + timedelta(days=int(number))
    return None


def day_of(cell: Cell, today: date) -> date | None:
    """The day of a cell, None for an empty one. Raises DateError for what is none."""
    if isinstance(cell, date) or cell is None:
        return cell
    found = excel_day(cell)
    if found is not None:
        return found
    text = _CLOCK.sub("", text_of(cell))
    return read_date(text, today) if text and text not in ("-", "–", "/") else None


def looks_dated(text: str) -> bool:
    """Whether the text is a day or a deadline in words."""
    words = _CLOCK.sub("", one_line(text))
    try:
        read_due(words, date(2024, 1, 1), WorkingDays())
    except DateError:
        return False
    return not words.isdecimal() or len(words) == 4


def day_in(text: str, today: date) -> date | None:
    """The one day that is told within the text; None where there is none or several."""
    found = set()
    for written in _IN_TEXT.findall(text):
        try:
            found.add(read_date(written, today))
        except DateError:
            continue
    return found.pop() if len(found) == 1 else None


def paper_in(text: str) -> str | None:
    """The number of the first paper named in the text: "12/CV-STTTT"."""
    found = _PAPER.search(one_line(text))
    return found[1] if found else None


def names_in(text: str) -> list[str]:
    """The agencies named in a cell, in their order. A comma or "và" within one name does not part it: a name begins
    where a word for a body does."""
    found: list[str] = []
    for part in _SPLIT.split(text):
        begun: list[str] = []
        for piece in _COMMA.split(part):
            words = one_line(piece).strip(" .,-")
            if not words:
                continue
            if begun and not _begins_name(words, begun[-1]):
                begun[-1] += f", {words}"
            else:
                begun.append(words)
        found += begun
    return list(dict.fromkeys(found))


def _begins_name(words: str, before: str) -> bool:
    if _LETTERS_ONLY.match(words) or words.startswith("Các "):
        return True
    if not _BODY.match(key(words)):
        return False
    return words[0].isupper() or (" " in words and not is_vague(before))


def is_vague(name: str) -> bool:
    """Whether the words name no one agency: "các sở, ngành liên quan", "UBND các huyện"."""
    return bool(_VAGUE.match(key(name)) or _EACH.search(name))


def names_agency(text: str) -> bool:
    """Whether the text begins as the name of an agency does."""
    words = key(text)
    return bool(_BODY.match(words) or _VAGUE.match(words) or read_agency(text[:300]).department_names)


def names_person(text: str) -> bool:
    """Whether the text may be the name of a person."""
    words = re.sub(r"^(dong chi|d c|ong|ba|anh|chi)\b ?", "", key(re.split(r"[,;(\n-]", text)[0])).split()
    return 2 <= len(words) <= 6 and not _BODY.match(" ".join(words)) and not any(map(str.isdigit, "".join(words)))


def person_in(text: str) -> str:
    """The name of the first person, without what addresses her and without her post."""
    first = re.split(r"[;,(\n]| - ", text)[0]
    return one_line(
        re.sub(r"^(?:Đồng chí|[ĐđDd]/?[Cc]\.?|Ông|Bà|Anh|Chị)[ :]+", "", first.strip(), flags=re.IGNORECASE)
    )


def stage_of(text: str) -> str | None:
    """The stage that a cell tells, None where it tells none; OPEN where it says only that."""
    for words in _heads(text):
        for stage, form in _FORMS:
            if form.fullmatch(words):
                return stage
    return None


def beyond_stage(text: str) -> str:
    """What a cell says beside the word for the stage: "Hoàn thành; đã gửi CV 12" -> "đã gửi CV 12"."""
    line = one_line(text)
    if any(form.fullmatch(key(line)) for _stage, form in _FORMS):
        return ""
    return line


def _heads(text: str) -> Iterator[str]:
    """The whole cell, then the words before its first mark, or before a day."""
    line = one_line(text)
    yield key(line)
    head = re.split(r"[,;:.(\n–]| - ", line, maxsplit=1)[0]
    yield key(head)
    yield key(re.split(r"\b(?:ngày|vào|tại|theo)\b", head, maxsplit=1)[0])
