"""Which of the days that a note prints is the visit's. A year is taken from the date itself, the stamp or its like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tracker.notes.dates import When, dates_in
from tracker.notes.events import Read
from tracker.notes.lines import BODY, BULLET, CAPTION, STAMP, TAIL, TITLE
from tracker.notes.spans import Evidence, Page
from tracker.notes.stamps import Stamp, iso, stamps, valid

_NEAREST = 120  # days: a visit is written about soon; a stamp further off says nothing of its year
_ENOUGH = 2.5  # a date that scores less is not taken for the visit's

# What makes a date speak of something else than this visit: the act, the deadline or the feast that it belongs to.
_ACTS = (
    r"(?<!\w)(?:số(?=\s*\d)|quyết định|nghị quyết|nghị định|luật|thông tư|(?<!sở )(?<!phòng )(?<!bộ )kế hoạch|"
    r"công văn|chỉ thị|kết luận|thông báo|hiệp định|công điện|tờ trình|đề án|hướng dẫn|văn bản|biên bản ghi nhớ|"
    r"quy định|chương trình|thư mời|giấy mời|bản ghi nhớ|thỏa thuận)(?!\w)"
)
_FEASTS = (
    r"(?<!\w)(?:k[ỷỉ] niệm|nhân (?:dịp|ngày|lễ|tết)|chào mừng|hưởng ứng|ngày thành lập|truyền thống|sinh nhật|"
    r"ngày sinh|sinh ngày|năm ngày|lần thứ|ngày hội|đại hội|giỗ|tết|quốc khánh|giải phóng|thành lập)(?!\w)"
)
_LAW = re.compile(rf"(?i){_ACTS}[^;:(]{{0,90}}$")
_ISSUED = re.compile(
    r"(?i)[\s,]*(?:[\w-]+ ){1,10}?(?:(?:đã|vừa) )?(?:ban hành|có) (?:quyết định|nghị quyết|kế hoạch|công văn|chỉ thị|"
    r"thông báo|hướng dẫn|văn bản|tờ trình|đề án|thư mời)(?!\w)"
)
_FEAST = re.compile(rf"(?i){_FEASTS}[^,;]{{0,80}}$")
_DEADLINE = re.compile(
    r"(?i)(?:trước|đến hết|hết|hạn|chậm nhất|kể từ|có hiệu lực|tính đến|đến|từ nay đến|sau|hạn cuối|dự kiến)\s*$"
)
_EARLIER = re.compile(
    r"(?i)\b(?:trước đó|năm ngoái|trước đây|lần trước)\b[^.;]{0,40}$|"
    r"\bsau (?:lễ|chuyến|buổi|cuộc|hội nghị|đợt|khi)\b[^.;,]{0,60}$"
)
_FIRST_YEAR = 1990  # what is older is history: no press note on the net tells of it as a visit
_HAPPENED = re.compile(
    r"(?i)\b(?:khởi công|khánh thành|khai trương|thành lập|tái lập|ra đời|sáp nhập|hợp nhất|chia tách|công nhận|"
    r"hoạt động|hiệu lực)(?: (?:từ|vào|kể từ))?\s*$"
)
_NAMED_DAY = re.compile(r"(?i)(?:thứ \w{1,4}|chủ nhật|nay|qua)\s*\(\s*(?:\d|$)")
_LATER = re.compile(r"(?i)\b(?:sắp tới|thời gian tới|tiếp theo|dự kiến|sẽ)\b[^.;]{0,40}$")
_TIEP = r"(?<!trực )(?<!gián )tiếp(?! (?:nhận|tục|theo|thu|cận|công dân|xúc cử tri))"
_CAME = re.compile(
    rf"(?i)\b(?:thăm|làm việc|{_TIEP}|đón|học tập|học hỏi|tham quan|khảo sát|trao đổi|hội đàm|giao lưu|"
    r"chuyến (?:công tác|thăm))\b"
)
_OCCASION = re.compile(
    rf"{_CAME.pattern}|\b(?:đoàn|ký kết|hội nghị|hội thảo|gặp|họp|chia sẻ|tọa đàm|kết nghĩa|(?<!đăng )ký|"
    r"conférence|visit|delegation|délégation|meeting|signed|signé)"
)
_HELD = re.compile(r"(?i)\b(?:tổ chức|mở|chủ trì|khai mạc|diễn ra|lễ)\b")
_OF_VERB = re.compile(r"(?i)(?:vào|trong|từ|sáng|trưa|chiều|tối)\b")
_STAY = re.compile(r"(?i)\b(?:chuyến (?:thăm|đi)|thăm|(?<!đoàn )công tác|làm việc|lưu lại)\b")
_FAIR = re.compile(
    r"(?i)\b(?:lễ hội|festival|hội chợ|triển lãm|liên hoan|hội thi|ngày hội|tuần (?:lễ|văn hóa)|lớp|khóa|giải)\b"
    r"[^.;,]{0,80}$"
)
_GATHERING = re.compile(rf"{_FAIR.pattern}|\bhội nghị\b[^.;,]{{0,80}}$")
_MEETING = re.compile(r"(?i)\b(?:hội nghị|cuộc họp|phiên họp|hội thảo|gặp mặt)\b")
_TWO_SIDES = re.compile(
    r"(?i)\b(?:hai|02?|2|đôi)\s+(?:bên|tỉnh|thành|sở|ban|ngành|đơn vị|cơ quan|địa phương|huyện|xã|phường|đoàn|"
    r"hội|trường|nước|ủy ban|hđnd|ubnd|báo|đài|viện|cục|chi cục|tòa)\b|\b(?:tỉnh|đơn vị|địa phương|nước) bạn\b|"
    r"\bgiao lưu\b|\b(?:đến|sang|ra|vào|về) (?:thăm|làm việc|học|trao đổi|tham quan|nghiên cứu)|\bkết nghĩa\b|"
    r"\b(?:visit|d[eé]l[eé]gation|sign[eé])"
)
_MANY = re.compile(r"(?i)\b(?:các|\d{1,2}|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:tỉnh|địa phương)\b")
_SIGNED = re.compile(r"(?i)(?<!được )\bký kết\b(?! ngày)|\blễ ký\b")
_RELATIVE = re.compile(r"(?i)\b(?:((?:hôm|sáng|chiều|trưa|tối) nay)|((?:hôm|sáng|chiều|tối|đêm) qua))\b")
_YEAR_OF_FEAST = re.compile(
    r"(?i)\b(?:tết|xuân|năm mới|bun ?pi ?may|chôl chnăm thmây)\b(?:\s+[^\W\d]+){0,6}\s+(?P<y>20\d\d)(?!\d)"
)
_FULL_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)")
_COUNTED_UP = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:19|20)\d\d\s?[-–]\s?\1[/.-]\2[/.-]20\d\d(?!\d)")
_JUST_BEFORE = re.compile(r"(?i)\btrước đó,?\s+(?:vào\s+)?ngày\s+$")


def _excluded(page: Page, read: Read, when: When) -> bool:
    """Whether the date belongs to an act, a deadline, a feast, a schedule or stands in brackets for something else."""
    sentence, at = read.sentence, when.evidence
    before = page.text[max(sentence.start, at.start - 100) : at.start]
    after = page.text[at.end : min(sentence.end, at.end + 400)]
    lead = at.quote.casefold()
    clause = re.split(r"[,;]\s", before)[-1]
    of_verb = re.match(r"vào\b", lead) and _CAME.search(clause)
    if not of_verb and (_LAW.search(clause) or _FEAST.search(clause)):
        return True
    if (when.start[0] or _FIRST_YEAR) < _FIRST_YEAR:
        return True
    if any(pattern.search(before) for pattern in (_DEADLINE, _HAPPENED, _EARLIER)):
        return True
    if when.end is not None and _FAIR.search(before):
        return True
    issued = _ISSUED.match(after)
    if issued and not _CAME.search(issued.group()):
        return True
    in_brackets = before.rstrip().endswith("(") or re.match(r"\s*\)", after)
    if (
        in_brackets
        and when.end is None
        and not re.search(r"nay|ngày|qua", lead)
        and not _NAMED_DAY.search(before + lead)
    ):
        return True
    of_item = page.text[max(page.text.rfind("\n", 0, at.start) + 1, at.start - 12) : at.start]
    if re.match(r"\s*:", after) and BULLET.fullmatch(of_item):
        return True
    return bool(re.match(r"\s*(?:(?:-|–|—|đến|tới)\s*\d{1,2}[/.-]\d|(?:của|về việc|quy định|ban hành)\b)", after))


def _about_visit(page: Page, read: Read, when: When, order: int) -> float:
    """How well the date's place in the sentence says "then the visit was"; 0 or less: it speaks of something else."""
    if _excluded(page, read, when):
        return 0.0
    sentence, at = read.sentence, when.evidence
    before = page.text[max(sentence.start, at.start - 100) : at.start]
    after = page.text[at.end : min(sentence.end, at.end + 400)]
    lead = at.quote.casefold()
    near = at.start - sentence.start < 100 and len(before.split()) <= 6
    told = _OCCASION.search(after) or (near and _HELD.search(after))
    score = 1.0
    score += 3.0 if near and told else 0.0
    score += 2.0 if told or ((when.end or _OF_VERB.match(lead)) and _came_before(page, read, when)) else 0.0
    score += 1.0 if any(e.kind in ("delegation", "item", "goes", "receives") for e in read.events) else 0.0
    score += 0.5 if when.start[0] and read.events else 0.0
    score += 0.5 if re.match(r"(?:sáng|chiều|tối|trưa|từ|trong|vào)", lead) else 0.0
    score += 3.0 if re.search(r"(?i)thời gian\W[^.;]{0,30}$", before) else 0.0
    score -= 2.0 if _LATER.search(before) or (when.end is not None and _GATHERING.search(before)) else 0.0
    score -= 3.0 if when.end is None and re.match(r"từ\b", lead) else 0.0
    score -= 0.2 * min(order, 10) + {TITLE: 1.0, CAPTION: 1.0}.get(sentence.kind, 0.0)
    return score


def _came_before(page: Page, read: Read, when: When) -> bool:
    """As in "… đã đến thăm và làm việc với … vào chiều 25/3": the day closes a sentence that tells of the visit."""
    return _CAME.search(page.text, max(read.sentence.start, when.evidence.start - 400), when.evidence.start) is not None


def visit_dates(page: Page, reads: list[Read]) -> list[When]:
    """The dates that may be the visit's, best first: a stay that holds the best day stands before it."""
    found: list[When] = []
    stays: list[When] = []
    order = 0
    for read in reads:
        if read.sentence.kind in (STAMP, TAIL):
            continue
        for when in dates_in(page, read.sentence):
            score = _about_visit(page, read, when, order)
            if score >= _ENOUGH:
                found.append(replace(when, score=score))
            if when.end is not None and not _excluded(page, read, when) and _is_stay(page, read, when):
                stays.append(replace(when, score=score))
        order += read.sentence.kind == BODY
    found.sort(key=lambda w: -w.score)
    best = found[0] if found else None
    if best is not None and best.end is None:
        stay = next((stay for stay in stays if stay.holds(best)), None)
        found[:0] = [stay.in_year(best.start[0])] if stay is not None else []
    return found


def of_one_side(page: Page, reads: list[Read], when: When) -> bool:
    """Whether the day is that of a meeting which a body held with its own: no one came, no two sides, no signing."""
    at = when.evidence.start
    told = [read for read in reads if read.sentence.kind != TAIL]
    if any(e.kind in ("delegation", "receives") for read in told for e in read.events):
        return False
    read = next((read for read in told if read.sentence.start <= at < read.sentence.end), None)
    if read is None or not all(p.search(page.text, read.sentence.start, read.sentence.end) for p in (_MEETING, _HELD)):
        return False
    return not of_two_sides(page, reads, when)


def of_two_sides(page: Page, reads: list[Read], when: When) -> bool:
    """Whether two met on the day or signed a paper, be it without a journey."""
    told = [read for read in reads if read.sentence.kind != TAIL]
    if any(r.sentence.start <= when.evidence.start < r.sentence.end and _of_two_provinces(page, r) for r in told):
        return True
    spans = [(read.sentence.start, read.sentence.end) for read in told]
    return any(pattern.search(page.text, *span) for span in spans for pattern in (_TWO_SIDES, _SIGNED))


def _of_two_provinces(page: Page, read: Read) -> bool:
    """As in "Sở Y tế tỉnh A và Sở Y tế tỉnh B tổ chức hội nghị": two met; a conference of many is no visit."""
    provinces = {item.province for item in read.items if item.province}
    return len(provinces) == 2 and not _MANY.search(page.text, read.sentence.start, read.sentence.end)


def _is_stay(page: Page, read: Read, when: When) -> bool:
    """Whether the days are how long the guests stayed, not those of a fair or a conference that they came for."""
    start, end = when.evidence.start, when.evidence.end
    before = page.text[max(read.sentence.start, start - 200) : start]
    after = page.text[end : min(read.sentence.end, end + 250)]
    return not _GATHERING.search(before) and _STAY.search(before + " " + after) is not None


def publication(page: Page, visit: When | None) -> Stamp | None:
    """The stamp that fits the visit: on its day or soon after. The first one when no date of the visit is read."""
    found = stamps(page)
    if visit is None:
        return found[0] if found else None
    fitting = [s for s in found if _gap(s, visit) is not None]
    if visit.start[0] is None:
        return fitting[0] if fitting else (found[0] if found else None)
    return min(fitting, key=lambda s: abs(_gap(s, visit) or 0), default=None)  # a page's clock comes years later


def _gap(stamp: Stamp, visit: When) -> int | None:
    """Days from the visit to the stamp, its year taken from the stamp; None when they do not belong together."""
    year, month, day = visit.start
    for guess in (year,) if year else (stamp.year, stamp.year - 1):
        if valid(guess, month, day):
            days = (stamp.latest - date(guess, month, day)).days
            if -1 <= days <= (_NEAREST if not year else 3660) or (stamp.day is None and -5 <= days <= 35):
                return days
    return None


def with_year(page: Page, when: When, stamp: Stamp | None) -> tuple[str | None, str | None]:
    """Start and end as ISO days; without a printed year that of the fitting stamp or of the text, else "--MM-DD"."""
    year, month, day = when.start
    if year is None and stamp is not None and _gap(stamp, when) is not None:
        fits = valid(stamp.year, month, day) and (stamp.latest - date(stamp.year, month, day)).days >= -31
        year = stamp.year if fits else stamp.year - 1
    if year is None:
        year = _year_told(page, month, day)
    end_iso = None
    if when.end is not None:
        end_year, end_month, end_day = when.end
        end_year = end_year or (year and year + (end_month < month))
        end_iso = iso((end_year, end_month, end_day))
    return iso((year, month, day)), end_iso


def _year_told(page: Page, month: int, day: int) -> int | None:
    """The year of the day where the text prints it apart from the day.

    The same day printed in full, which is no feast's; a day in full "trước đó" that is at most two weeks earlier; the
    new year's feast that the guests came for.
    """
    years = list(_printed_years(page, month, day))
    if years:
        return max(years)
    for match in _FULL_DAY.finditer(page.text, 0, page.read_to):
        d, m, y = (int(g) for g in match.groups())
        if _JUST_BEFORE.search(page.text[max(0, match.start() - 30) : match.start()]) and valid(y, m, d):
            for year in (y, y + 1):
                if valid(year, month, day) and 0 < (date(year, month, day) - date(y, m, d)).days <= 14:
                    return year
    feast = _YEAR_OF_FEAST.search(page.text, 0, page.read_to) if month <= 4 else None
    return int(feast["y"]) if feast else None


def _printed_years(page: Page, month: int, day: int) -> Iterator[int]:
    """Years printed with the day where it is no feast's nor counted up to ("23/9/1958 - 23/9/2023")."""
    counted = [match.span() for match in _COUNTED_UP.finditer(page.text, 0, page.read_to)]
    for match in _FULL_DAY.finditer(page.text, 0, page.read_to):
        d, m, year = (int(g) for g in match.groups())
        anniversary = any(start <= match.start() < end for start, end in counted)
        feast = _FEAST.search(page.text[max(0, match.start() - 80) : match.start()])
        if (m, d) == (month, day) and not anniversary and not feast:
            yield year


def _relative_day(page: Page, reads: list[Read]) -> tuple[int, Evidence] | None:
    """As in "Sáng nay", "hôm qua": how many days before the publication, where the text begins with it."""
    for read in reads[:8]:
        if read.sentence.kind != BODY:
            continue
        match = _RELATIVE.search(page.text, read.sentence.start, min(read.sentence.end, read.sentence.start + 120))
        if match and match.start() - read.sentence.start < 30:
            return (1 if match[2] else 0), page.evidence(*match.span())
    return None


@dataclass(frozen=True, slots=True)
class Days:
    """When the note was published and when the visit was, as ISO days ("--MM-DD" without a year), and their evidence.

    `left_out`: the day of a meeting of one side, which is no visit's. `of_two`: two sides met or signed on the day.
    """

    published: str | None = None
    visit_start: str | None = None
    visit_end: str | None = None
    evidence: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    left_out: str | None = None
    of_two: bool = True

    def of_no_visit(self) -> "Days":
        """These days where the text tells of no visit: the day is the visit's only if two sides met on it."""
        if self.of_two or self.visit_start is None:
            return self
        evidence = {name: quotes for name, quotes in self.evidence.items() if name == "published"}
        told = next((one.quote for one in self.evidence.get("visit_start", ())), None)
        return replace(self, visit_start=None, visit_end=None, evidence=evidence, left_out=told)

    @property
    def precision(self) -> str | None:
        """How exactly the day is known: "day", "day_without_year" or None."""
        if self.visit_start is None:
            return None
        return "day_without_year" if self.visit_start.startswith("-") else "day"


def days_of(page: Page, reads: list[Read]) -> Days:
    """The days that the note tells."""
    when = next(iter(visit_dates(page, reads)), None)
    relative = _relative_day(page, reads)
    if relative and when and not _in_one_sentence(reads, relative[1], when.evidence) and relative[1] < when.evidence:
        when = None
    stamp = publication(page, when)
    start = end = left_out = None
    of_two = when is None or of_two_sides(page, reads, when)
    found: dict[str, tuple[Evidence, ...]] = {}
    if stamp is not None and stamp.iso:
        found["published"] = (stamp.evidence,)
    if when is not None:
        start, end = with_year(page, when, stamp)
        if of_one_side(page, reads, when):
            start, end, left_out = None, None, when.evidence.quote
    elif relative is not None and stamp is not None and stamp.iso:
        start = (stamp.latest - timedelta(days=relative[0])).isoformat()
    told = when.evidence if when is not None else relative[1] if relative else None
    found |= {name: (told,) for name, day in (("visit_start", start), ("visit_end", end)) if day and told}
    return Days(stamp.iso if stamp else None, start, end, found, left_out, of_two)


def _in_one_sentence(reads: list[Read], one: Evidence, other: Evidence) -> bool:
    return any(r.sentence.start <= min(one, other).start and max(one, other).end <= r.sentence.end for r in reads)
