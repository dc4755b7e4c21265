"""What was promised: wishes, agreements, tasks and signatures, graded by their wording."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from tracker.i18n import N_
from tracker.notes.agencies import Agency
from tracker.notes.draft import Promise
from tracker.notes.events import Read
from tracker.notes.lines import BODY, CAPTION
from tracker.notes.naming import full_name
from tracker.notes.spans import Page

_JOINT = (
    r"(?:tiếp tục|hợp tác|phối hợp|chia sẻ|giao lưu|hỗ trợ|trao đổi|giúp đỡ|gắn bó|duy trì|kết nối|"
    r"đồng hành|sang thăm|đến thăm|thăm|liên kết|học hỏi|góp phần|phát huy|tạo điều kiện|tăng cường|thắt chặt)"
)
_PAPER = (
    r"(?:biên bản|bản ghi nhớ|ghi nhớ|chương trình|thỏa thuận|thoả thuận|quy chế|hợp tác|kế hoạch|hợp đồng|"
    r"giao ước|bản)"
)
_SIGNED = re.compile(
    rf"(?i)(?<![\w])(?:lễ ký|đã ký|ký kết|cùng ký|tiến hành ký|ký)(?: kết)?(?: \w+){{0,4}}? {_PAPER}|"
    rf"(?<!\w)ký kết hợp tác|(?<!\w)(?:tiến hành|cùng|lễ) ký kết|\bsigné|\bsigned"
)
_ASSIGNED = re.compile(
    r"(?i)(?<!\w)(?:giao (?:cho )?(?:sở|phòng|(?-i:Ban)|ubnd|ủy ban|văn phòng|trung tâm|các sở|báo|đài|chi cục)|"
    r"chủ trì,? phối hợp|làm đầu mối|yêu cầu (?:các )?(?:sở|phòng|ban|ubnd|văn phòng|trung tâm)(?!\w)|"
    r"chỉ đạo (?:các )?(?:sở|cơ quan|phòng|ngành)[^.]{0,40} (?:lên kế hoạch|triển khai|khẩn))"
)
_TOGETHER = (
    r"(?:hai|2|các|ba|cả hai) (?:bên|sở|đơn vị|cơ quan|tỉnh|địa phương|huyện|đài|báo|ban|tòa|ngành|"
    r"liên hiệp hội|thành phố|hội)"
)
_AGREED = re.compile(
    rf"(?i)(?<!\w)(?:(?-i:[Tt]hống nhất)|nhất trí|(?<!đã )cam kết|thỏa thuận sẽ)(?! đất nước|\w)|"
    rf"{_TOGETHER} (?:thỏa|thoả) thuận|"
    rf"{_TOGETHER}(?: \w+){{0,3}} (?:sẽ|đề ra|ký)(?!\w)|mỗi năm[^.]{{0,30}}?{_TOGETHER}"
)
_WISH = re.compile(
    rf"(?i)(?<!\w)(?:mong muốn|mong|hy vọng|hi vọng|kỳ vọng|đề nghị|đề xuất|mời|ước mong|"
    rf"tin tưởng)(?!\w)[^.]{{0,160}}?(?:{_JOINT}|{_TOGETHER}|cùng)(?!\w)"
    rf"|{_TOGETHER} (?:sẽ )?(?:cần|tiếp tục)(?!\w)"
    rf"|sẽ (?:tiếp tục|đồng hành|phối hợp|hợp tác|hỗ trợ)(?!\w)"
)
_NAMED_PAPER = re.compile(r"(?i)biên bản|bản ghi nhớ|chương trình|thỏa thuận|thoả thuận|quy chế|kế hoạch|hợp đồng")
_THIS_MEETING = re.compile(
    r"(?i)(?:buổi|cuộc) (?:làm việc|họp|gặp|trao đổi|giao lưu)(?: \w+)? (?:hôm nay|này)|hôm nay,? hai"
)
_ITEM = re.compile(
    r"\s*(?:Cùng|Phối hợp|Tổ chức|Hỗ trợ|Trao đổi|Chia sẻ|Xây dựng|Tăng cường|Cung cấp|"
    r"Gửi|Hằng năm|Thường xuyên|Duy trì)\b"
)
_SIGNER = re.compile(
    rf"(?i){_TOGETHER}|(?<!\w)(?:lãnh đạo|đại diện|đồng chí|ông|bà|đoàn|sở|báo(?! chí| cáo)|đài|ubnd|hđnd|thành phố|"
    r"huyện|cục|đã|buổi lễ|lễ|les|the)(?!\w)"
)
_LISTED = re.compile(r"(?i)(?:như|nội dung|gồm|sau đây|chủ đề|vấn đề|lĩnh vực)\s*:")
_WHY = {
    "signed": N_("someone signs a paper"),
    "assigned": N_("a task is given to someone"),
    "agreed": N_("the sides agree on it"),
    "intention": N_("someone wishes or proposes it"),
}
_QUARTERS = {"I": 3, "II": 6, "III": 9, "IV": 12}
_PERIOD = re.compile(
    r"(?i)\b(?:trong|cuối|hết)\s+"
    r"(?:quý\s+(?P<q>i{1,3}|iv)\b|tháng\s+(?P<m>\d{1,2})\b(?!\s*/\s*\d{1,2}\b)|năm(?=\s+20\d\d))"
    r"(?:\s*(?:/|-|năm)?\s*(?P<y>20\d\d)\b)?"
)
_DUE = re.compile(
    r"(?i)(?P<how>trước|đến hết|chậm nhất(?: là)?|hạn|xong trong|trong|"
    r"hoàn thành)\s+(?:ngày\s+)?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})"
    r"(?:[/.-](?P<y>(?:19|20)\d\d))?(?!\d)"
)


def find_promises(page: Page, reads: list[Read], visit: str | None, unit_words: dict[str, str]) -> list[Promise]:
    """One promise for each sentence that makes one; a list of what was talked about makes none."""
    found: list[Promise] = []
    listing: str | None = None
    for read in reads:
        if read.sentence.kind not in (BODY, CAPTION):
            continue
        graded = list(_graded(page.text, read))
        if read.sentence.kind == CAPTION:
            graded = [one for one in graded if one[0] == "signed"]
        elif not graded and listing and (read.sentence.bullet or _ITEM.match(page.text, read.sentence.start)):
            graded = [(listing, read.sentence.start, read.sentence.end)]
        elif read.sentence.kind == BODY:
            opens = page.text[read.sentence.start : read.sentence.end].endswith(":")
            listing = graded[-1][0] if graded and opens else listing if read.sentence.bullet else None
        for grade, start, end in graded:
            quote = page.evidence(start, end)
            lead = _lead(read, unit_words) if grade == "assigned" else None
            text = " ".join(quote.quote.split())
            confidence = {"signed": 0.8, "assigned": 0.7, "agreed": 0.7, "intention": 0.6}[grade]
            found.append(Promise(text, grade, lead, _due(quote.quote, visit), (quote,), confidence, (_WHY[grade],)))
    return list(_one_signing(found))


def _graded(text: str, read: Read) -> Iterator[tuple[str, int, int]]:
    """(grade, start, end) of each promise of a sentence: the sentence, or its parts between semicolons.

    Parts stand alone where two of them promise something, or where they list at length what was agreed or assigned.
    """
    sentence = read.sentence
    whole = _grade(text[sentence.start : sentence.end])
    if whole is None:
        return
    edges = [sentence.start, *(t.end for t in sentence.tokens if t.text == ";"), sentence.end]
    parts = list(pairwise(edges))
    grades = [_grade(text[start:end]) for start, end in parts]
    first = next((n for n, grade in enumerate(grades) if grade), 0)
    if whole in ("agreed", "assigned") and all(len(text[a:b].split()) >= 5 for a, b in parts[first:]):
        grades[first:] = [grade or whole for grade in grades[first:]]
    if sum(grade is not None for grade in grades) < 2:
        yield whole, sentence.start, sentence.end
        return
    for grade, (start, end) in zip(grades, parts, strict=True):
        if grade is not None:
            yield grade, start, end


def _one_signing(found: list[Promise]) -> Iterator[Promise]:
    """Of several sentences that tell of one signing, the one that names the paper."""
    signed = [p for p in found if p.grade == "signed"]
    named = next((p for p in signed if _NAMED_PAPER.search(p.text)), signed[0] if signed else None)
    return (p for p in found if p.grade != "signed" or p is named)


def _grade(sentence: str) -> str | None:
    """The grade of the strongest wording; a wish stays a wish even where it says "will"."""
    sentence = sentence[:3000]
    listed = _LISTED.search(sentence)
    said = sentence[: listed.start()] if listed else sentence
    wish = _WISH.search(said)
    wish = None if wish and _THIS_MEETING.search(said) else wish
    signed = _SIGNED.search(said)
    if signed and not (wish and wish.start() < signed.start()) and _has_subject(said, signed.start()):
        return "signed"
    if _ASSIGNED.search(said):
        return "assigned"
    agreed = _AGREED.search(said)
    if agreed and not (wish and wish.start() <= agreed.start()) and not _wished(said, agreed.start()):
        return "agreed"
    return "intention" if wish else None


def _has_subject(said: str, at: int) -> bool:
    """Whether someone signs: not "…, ký thỏa thuận với báo chí" in a list of things talked about."""
    before = said[:at].rsplit(";", 1)[-1]
    return _SIGNER.search(before) is not None or said[at:].casefold().startswith(("lễ ký", "đã ký"))


def _wished(said: str, at: int) -> bool:
    return re.search(r"(?i)(?<!\w)(?:mong|mong muốn|hy vọng|hi vọng|đề nghị)(?!\w)", said[:at]) is not None


def _lead(read: Read, unit_words: dict[str, str]) -> str | None:
    """The one agency that the sentence gives the task to: after "giao", or before "chủ trì"."""
    tokens = read.sentence.tokens
    leads = []
    for item in read.items:
        if not isinstance(item, Agency):
            continue
        before = [t.low for t in tokens[max(0, item.first - 2) : item.first]]
        after = [t.low for t in tokens[item.last + 1 : item.last + 4]]
        if "giao" in before or after[:2] == ["chủ", "trì"]:
            leads.append(item)
    return full_name(leads[0], None, unit_words) if len(leads) == 1 else None


def _end_of(period: re.Match[str], visit: str | None) -> str | None:
    """The last day of a quarter, a month or a year; without a year the one after the visit."""
    seen = date.fromisoformat(visit) if visit and not visit.startswith("-") else None
    if not period["y"] and seen is None:
        return None
    month = _QUARTERS[period["q"].upper()] if period["q"] else int(period["m"]) if period["m"] else 12
    if not 1 <= month <= 12:
        return None
    year = int(period["y"]) if period["y"] else seen.year if seen else 0
    end = date(year, month, monthrange(year, month)[1])
    if not period["y"] and seen and end < seen:
        end = date(year + 1, month, monthrange(year + 1, month)[1])
    return end.isoformat()


def _due(sentence: str, visit: str | None) -> str | None:
    """The day by which it is due; "before the 30th" means the 29th. No year: the first such day after the visit."""
    period = _PERIOD.search(sentence[:3000])
    if period:
        return _end_of(period, visit)
    match = _DUE.search(sentence[:3000])
    if match is None:
        return None
    day, month = int(match["d"]), int(match["m"])
    seen = date.fromisoformat(visit) if visit and not visit.startswith("-") else None
    year = int(match["y"]) if match["y"] else (seen.year if seen else None)
    try:
        due = date(year or 2024, month, day)
        if seen and not match["y"] and due < seen:
            due = due.replace(year=due.year + 1)
    except ValueError:
        return None
    if match["how"].casefold() == "trước":
        due -= timedelta(days=1)
    return due.isoformat() if year else f"--{due.month:02d}-{due.day:02d}"
