"""What was promised: wishes, agreements, tasks and signatures, clause by clause, with who leads and to whom."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.i18n import N_
from tracker.notes.draft import Promise
from tracker.notes.due import due_in
from tracker.notes.events import Read
from tracker.notes.grades import LISTED, grade_of
from tracker.notes.leads import one_for_another, who
from tracker.notes.lines import BODY, CAPTION, TITLE
from tracker.notes.resolve import Parties
from tracker.notes.spans import Page
from tracker.notes.wording import FORMER, one_spelling
from tracker.text import fold

_SIGNS = re.compile(r"(?i)ký|sign")
_NAMED_PAPER = re.compile(r"(?i)biên bản|bản ghi nhớ|chương trình|thỏa thuận|thoả thuận|quy chế|kế hoạch|hợp đồng")
# The sentence that tells the journey names the signing among what one came for.
_JOURNEY = re.compile(r"(?i)(?<!\w)(?:đoàn|chuyến)(?!\w)[^.;]{0,80}? (?:sang|đến|thăm)(?!\w)[^.;]{0,120} ký(?!\w)")
_ITEM = re.compile(
    r"\s*(?:Định kỳ|Luân phiên|Hàng năm|Mỗi năm|Liên kết|Kết nối|Hợp tác|Cùng|Phối hợp|Tổ chức|Hỗ trợ|Trao đổi|Chia sẻ|"
    r"Xây dựng|Tăng cường|Cung cấp|"
    r"Gửi|Hằng năm|Thường xuyên|Duy trì|Tiếp tục|Đề nghị|Thực hiện|Đẩy mạnh|Tạo điều kiện|Khuyến khích)(?!\w)"
)
_OPENS_LIST = re.compile(r"(?i)(?:thống nhất|nhất trí|cam kết)[^.:;]{0,60}:\s*\S|:\s*$")
# "Đồng thời, phối hợp …": the sides of the sentence before go on.
_GOES_ON = re.compile(
    r"(?i)\s*(?:đồng thời|bên cạnh đó|cùng với đó|ngoài ra|song song|theo đó|trong đó)[^\w.;]{1,3}"
    r"(?:\w+ ){0,6}?(?:sẽ |cùng |thường xuyên )?"
    r"(?:cùng nhau|thực hiện|cung cấp|phối hợp|liên kết|hợp tác|tăng cường|hỗ trợ|chia sẻ|trao đổi)(?!\w)"
)
_JOINS = re.compile(
    r"(?i)[\s;]*(?:đồng thời |và )?(?:phối hợp|cùng|hợp tác|liên kết|thường xuyên|định kỳ|hằng năm|hàng năm|mỗi năm|"
    r"luân phiên)(?!\w)"
)
# "ký biên bản ghi nhớ, thống nhất …": two deeds of one sentence.
_ALSO_AGREED = re.compile(r"(?i)(?:,|(?<=\w)) (?:và |đồng thời |cùng |đã )*(?=(?:thống nhất|nhất trí|cam kết) (?!ký))")
# "Theo đó, … sẽ …": what was signed or agreed in the sentence before.
_ACCORDINGLY = re.compile(r"(?i)\s*theo đó[^\w.;]{1,3}[^.;]{0,120}? sẽ(?!\w)")
_WISHED_TOO = re.compile(r"(?i)[\s;]*(?:đồng thời |và )?phối hợp(?!\w)")
# "… ký biên bản hợp tác, nội dung tập trung vào các hoạt động: tổ chức …; xây dựng …": each is in the paper.
_CONTENTS = re.compile(r"(?i)(?<!\w)(?:nội dung|hoạt động|nhiệm vụ|việc|điểm)(?: (?!như:)\w+){0,8}\s*:(?=\s*\w)")
_DOES = re.compile(
    r"(?i)[\s;+-]*(?:cùng|phối hợp|tổ chức|hỗ trợ|trao đổi|chia sẻ|xây dựng|tăng cường|cung cấp|duy trì|tiếp tục|"
    r"thực hiện|đẩy mạnh|tạo điều kiện|khuyến khích|chỉ đạo|tuyên truyền|hợp tác|liên kết|kết nối|đào tạo|thường xuyên|"
    r"định kỳ|hằng năm|hàng năm|thống nhất|triển khai|quảng bá|giới thiệu|bồi dưỡng|thiết lập|"
    r"(?-i:Hội|Sở|UBND|Báo|Ban|Đài|Huyện|Cục|Phía|Bên|Mỗi|Hai))(?!\w)"
)
_OF_THE_PAPER = re.compile(
    r"(?i)\W*(?:các |những )?nội dung (?:hợp tác|phối hợp|ký kết|thỏa thuận|chương trình|biên bản|bản ghi nhớ|liên kết)"
    r"[^.;:]{0,60}? (?:tập trung|gồm|bao gồm|là|xoay quanh)(?!\w)"
)
_BY_A_DAY = re.compile(
    r"(?i)(?<!phấn đấu )(?<!dự kiến )(?<!đã )(?<!\w)hoàn thành[^.;]{0,80} (?:trước|chậm nhất|đến hết)(?: là)? "
    r"(?:ngày|tháng|quý)(?!\w)"
)
_OWN_LESSONS = re.compile(r"(?i)(?<!\w)(?:rút ra|đúc kết)[^.:]{0,40} bài học[^:]{0,200}:\s*$")
_OWN = "own"  # what one side takes home for itself: no promise
_AGREES = re.compile(r"(?i)[\s;]*(?:thống nhất|nhất trí)(?!\w)")
_ONLY_OPENS = re.compile(
    r"(?i)(?:thống nhất|nhất trí|cam kết)(?: \w+){0,8} (?:nội dung|mặt|vấn đề|việc|điểm|lĩnh vực)"
    r"(?: \w+){0,4} sau\s*:\s*$"
)
_CONCLUSION = re.compile(r"(?i)[\W\dIVX]*(?:kết luận|thống nhất|nội dung thống nhất)\W*$")
_DATED = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?i)(?<!\w)(?:ký|ký kết)(?!\w)[^.;]{0,80} (?:vào|từ) (?:tháng \d{1,2} )?năm ((?:19|20)\d\d)(?!\d)")
_OPENING_YEAR = re.compile(r"(?i)\W*(?:từ |vào |trong |ngay từ )?(?:tháng \d{1,2} )?năm ((?:19|20)\d\d)(?!\d)")
_WHY = {
    "signed": N_("someone signs a paper"),
    "assigned": N_("a task is given to someone"),
    "agreed": N_("the sides agree on it"),
    "intention": N_("someone wishes or proposes it"),
}
_SURE = {"signed": 0.85, "assigned": 0.75, "agreed": 0.75, "intention": 0.7}
_LONGEST = 3000
_NEAR = 4  # so many promises apart the same words are looked for again

Span = tuple[str, int, int]
"""A grade and the place of the clause."""


@dataclass(slots=True)
class _Course:
    """What the sentences before say of this one: a list that goes on, the grade before, the conclusion of minutes."""

    listing: str | None = None
    before: str | None = None
    conclusion: bool = False
    paper: bool = False
    found: list[tuple[Read, Span]] = field(default_factory=list)


def find_promises(page: Page, reads: list[Read], visit: str | None, parties: Parties) -> list[Promise]:
    """One promise for each clause that makes one; a list of what was talked about makes none."""
    course = _Course(paper=any(_signs(page, read, visit) for read in reads))
    whole = one_spelling(page.text)
    for read in reads:
        sentence = read.sentence
        text = whole[sentence.start : sentence.end]
        if _CONCLUSION.match(text):
            course.conclusion = True
        elif sentence.kind == CAPTION:
            course.found += [(read, one) for one in _graded(whole, read, paper=False) if one[0] == "signed"]
        elif sentence.kind == BODY and not _long_ago(text, visit):
            _follow(whole, read, text, course)
    if all(span[0] != "signed" for _, span in course.found):  # the headline alone says that a paper was signed
        titles = [read for read in reads if read.sentence.kind == TITLE and _signs(page, read, visit)]
        course.found[:0] = [(read, ("signed", read.sentence.start, read.sentence.end)) for read in titles[:1]]
    return _each_once(_promise(page, read, span, visit, parties) for read, span in _one_signing(page, course.found))


def _signs(page: Page, read: Read, visit: str | None) -> bool:
    text = one_spelling(page.text[read.sentence.start : read.sentence.end])
    return _SIGNS.search(text) is not None and grade_of(text) == "signed" and not _long_ago(text, visit)


def _long_ago(text: str, visit: str | None) -> bool:
    """Whether the sentence tells of former times, or of a signing that has a date of its own."""
    if FORMER.match(text):
        return True
    opening = _OPENING_YEAR.match(text)
    if opening is not None and (opening[1] < visit[:4] if visit and visit[0] != "-" else grade_of(text) == "signed"):
        return True
    year = _YEAR.search(text[:_LONGEST])
    if year is not None and grade_of(text) == "signed" and (not visit or year[1] != visit[:4]):
        return True
    dated = _DATED.search(text[:_LONGEST])
    if dated is None or grade_of(text[dated.end() :]) != "signed" or not visit:
        return False
    day = f"{dated[3]}-{int(dated[2]):02d}-{int(dated[1]):02d}"
    return day < visit if not visit.startswith("-") else day[4:] != visit[1:]


def _follow(whole: str, read: Read, text: str, course: _Course) -> None:
    """Grades the sentence, by itself or by what it goes on from, and remembers what it opens."""
    sentence = read.sentence
    graded = list(_graded(whole, read, paper=course.paper))
    goes_on_bare = course.before == "agreed" and _ITEM.match(text)  # without a subject: the sides of the one before
    goes_on = course.before if goes_on_bare or _GOES_ON.match(text) else None
    if course.before in ("signed", "agreed") and _ACCORDINGLY.match(text):
        goes_on = "agreed"
    item = (sentence.bullet or _ITEM.match(text) is not None) and len(sentence.tokens) > 3
    if _OWN_LESSONS.search(text[:_LONGEST]) or (course.listing == _OWN and item):
        course.listing, graded = _OWN, []
    elif _ONLY_OPENS.search(text[:_LONGEST]):
        course.listing, graded = "agreed", []
    elif not graded and (grade := (course.listing if item else None) or goes_on or _told(whole, read, course)):
        graded = [(grade, sentence.start, sentence.end)]
    elif graded and _OPENS_LIST.search(text[:_LONGEST]):
        course.listing = graded[-1][0]
    elif not item:
        course.listing = None
    course.before = graded[-1][0] if graded else None
    course.found += [(read, one) for one in graded]


def _told(text: str, read: Read, course: _Course) -> str | None:
    """The grade of a sentence that has no word of promising: a gift to the other, what a paper holds, a day set."""
    sentence = read.sentence
    said = text[sentence.start : min(sentence.end, sentence.start + _LONGEST)]
    if one_for_another(text, read, said_as_agreed=course.conclusion):
        return "agreed"
    if course.paper and _OF_THE_PAPER.match(said):
        return "agreed"
    return "assigned" if course.before and _BY_A_DAY.search(said) else None


def _graded(text: str, read: Read, *, paper: bool) -> Iterator[Span]:
    """(grade, start, end) of each promise of a sentence: the sentence, or the parts between semicolons that promise.

    "phối hợp …" after a part that promises does so too; other parts belong to the one before.
    """
    sentence = read.sentence
    whole = grade_of(text[sentence.start : sentence.end], paper=paper)
    listed = list(_in_the_paper(text, read, whole)) if whole in ("signed", "agreed") else []
    if listed:
        yield from listed
        return
    also = _ALSO_AGREED.search(text, sentence.start, sentence.end) if whole == "signed" else None
    if also and grade_of(text[sentence.start : also.start()]) == "signed":
        yield "signed", sentence.start, also.start()
        yield "agreed", also.end(), sentence.end
        return
    edges = [sentence.start, *(t.end for t in sentence.tokens if t.text == ";"), sentence.end]
    found: list[Span] = []
    for start, end in pairwise(edges):
        part = text[start:end]
        grade = grade_of(part, paper=paper) if whole or _AGREES.match(part) else None
        joins = _WISHED_TOO if found and found[-1][0] == "intention" else _JOINS
        if grade is None and found and joins.match(part) and not LISTED.search(text, found[-1][1], start):
            grade = found[-1][0]
        if grade is not None:
            found.append((grade, start, end))
        elif found:
            found[-1] = (found[-1][0], found[-1][1], end)
    if len(found) == 1 and whole:
        yield whole, sentence.start, sentence.end
    else:
        yield from found


def _in_the_paper(text: str, read: Read, grade: str) -> Iterator[Span]:
    """The opening clause and each thing done of a list behind its colon; nothing where it lists but subjects."""
    sentence = read.sentence
    opens = _CONTENTS.search(text, sentence.start, min(sentence.end, sentence.start + _LONGEST))
    if opens is None:
        return
    cuts = [t.start for t in sentence.tokens if t.text == ";" and t.start > opens.end()]
    parts = [(opens.end(), *cuts), (*cuts, sentence.end)]
    items: list[Span] = []
    for start, end in zip(*parts, strict=True):
        if _DOES.match(text[start:end]):
            items.append(("agreed", start + (text[start] == ";"), end))
        elif items:
            items[-1] = ("agreed", items[-1][1], end)
    if len(items) >= 2:
        yield grade, sentence.start, opens.end()
        yield from items


def _promise(page: Page, read: Read, span: Span, visit: str | None, parties: Parties) -> Promise:
    grade, start, end = span
    quote = page.evidence(start, end)
    lead, counterpart = who(page.text, read, span, parties)
    return Promise(
        " ".join(quote.quote.split()),
        grade,
        lead,
        due_in(quote.quote, visit),
        counterpart,
        (quote,),
        _SURE[grade],
        (_WHY[grade],),
    )


def _each_once(promises: Iterable[Promise]) -> list[Promise]:
    """Without what is printed twice, as a lead is below its headline; the longer wording stays."""
    found: list[Promise] = []
    texts: list[str] = []
    for promise in promises:
        text = fold(promise.text).rstrip(" .;…")
        near = range(max(0, len(texts) - _NEAR), len(texts))
        same = next((n for n in near if text in texts[n] or texts[n] in text), None)
        if same is None:
            found.append(promise)
            texts.append(text)
        elif len(text) > len(texts[same]):
            found[same], texts[same] = promise, text
    return found


def _one_signing(page: Page, found: list[tuple[Read, Span]]) -> Iterator[tuple[Read, Span]]:
    """Of several clauses that tell of one signing, the one of the text that names the paper."""
    signed = [one for one in found if one[1][0] == "signed"]
    told = [one for one in signed if one[0].sentence.kind != CAPTION] or signed
    told = [one for one in told if not _JOURNEY.search(page.text, one[1][1], one[1][2])] or told
    best = next((one for one in told if _NAMED_PAPER.search(page.text, one[1][1], one[1][2])), next(iter(told), None))
    return (one for one in found if one[1][0] != "signed" or one is best)
