"""Who learned from whom: the guests from the host, the host from the guests, or each from the other.

What is wished for, agreed for later or told of former years says nothing of this visit. Of the rest the purpose of the
journey decides: "học tập kinh nghiệm" is learning, "trao đổi kinh nghiệm" an exchange; a tour on the way and a caption
count only where nothing else is said.
"""

import re

from tracker.notes.events import Read
from tracker.notes.lines import BODY, CAPTION, TITLE
from tracker.notes.spans import Page
from tracker.notes.wording import TOGETHER, told_of_now

_LONGEST = 2000
# "Buổi chiều, đoàn tham quan …": what was done on the way is not what one came for.
_ON_THE_WAY = re.compile(
    r"(?i)\s*(?:buổi (?:chiều|sáng|tối)|chiều cùng ngày|cùng ngày|sáng cùng ngày|dịp này|nhân dịp này|cũng trong|"
    r"tiếp nối|ngoài ra|sau buổi|sau đó|"
    r"trong (?:chuyến(?! (?:đi |tham quan,? )?(?:học tập|nghiên cứu|học hỏi))|khuôn khổ)|đoàn cũng)(?!\w)"
)
_PICTURE = re.compile(r"(?i)\W*(?:ảnh|toàn cảnh|quang cảnh|hình)(?!\w)")
_EACH_OTHER = re.compile(rf"(?i)(?<!\w)(?:lẫn|cùng|của|cho|với|giúp) nhau(?!\w)|(?<!\w){TOGETHER}(?!\w)")
# "A và B tổ chức trao đổi, học tập kinh nghiệm": both do it together.
_BOTH_AS_ONE = re.compile(r"(?i)(?<!\w)và(?!\w)[^;]{0,240}(?<!\w)(?:tổ chức|mở|họp|gặp mặt)(?! đoàn)(?!\w)[^;]{0,60}$")

_EXPERIENCE = r"(?:kinh nghiệm|kinh nghiệp|cách làm|bài học|mô hình|giải pháp|nghiệp vụ|chuyên môn)"
_LEARNS = re.compile(
    r"(?i)(?<!\w)(?:học tập|(?<!khoa )học hỏi|(?<!bài )học (?:kinh nghiệm|mô hình|cách)|tham khảo|trải nghiệm|"
    r"tìm hiểu(?! (?:cơ hội|môi trường|tiềm năng|khả năng|nhu cầu|thị trường))|"
    r"nghiên cứu(?:,| và) học|(?:nghiên cứu|đi) thực tế (?:về|công tác|tại)|tiếp thu[^.;]{0,30} kinh nghiệm|"
    r"rút kinh nghiệm áp dụng|"
    rf"(?:được )?nghe [^.;]{{0,160}}?(?:chia sẻ|giới thiệu|trình bày)[^.;]{{0,40}}? {_EXPERIENCE})(?!\w)"
)
_SEES = re.compile(r"(?i)(?<!\w)(?:thăm|tham quan|khảo sát) (?:các |một số )?mô hình(?!\w)")
_A_GUEST = re.compile(r"(?i)(?<!\w)(?:đoàn|đến|sang|tới|tại|với|chuyến|ở)(?!\w)")
_STUDENTS = re.compile(r"(?i)(?<!\w)(?:học sinh|sinh viên|học viên|quán triệt|làm theo|nghị quyết)(?!\w)")
_TEACHES = re.compile(
    r"(?i)(?<!\w)(?:chia sẻ (?:những )?kinh nghiệm(?: \w+){0,4}|truyền đạt(?: \w+){0,4}|hướng dẫn(?: \w+){0,6}|"
    r"tập huấn(?: \w+){0,6}|chuyển giao(?: \w+){0,4}|giúp(?: \w+){0,6}) cho (?:cán bộ|công chức|lãnh đạo|sở|ngành|"
    r"đơn vị chủ nhà|chủ nhà|đội ngũ)(?!\w)"
    r"|(?<!\w)(?:đến|sang) (?:truyền đạt|hướng dẫn|hỗ trợ|tập huấn|giúp)(?!\w)"
)
_ELSE_SUBJECT = re.compile(r"(?i)(?<!\w)(?:cho|kế hoạch|lớp|chương trình)(?!\w)")
_EXCHANGE = re.compile(
    rf"(?i)(?<!\w)(?:trao đổi|chia s[ẻẽ])(?:,? (?:và )?\w+){{0,6}}?,? {_EXPERIENCE}(?!\w)"
    rf"|(?<!\w){_EXPERIENCE} (?:giữa|của) (?:hai|các) "
    r"|(?<!\w)giao lưu(?! (?:văn hóa|văn hoá|văn nghệ|thể thao|thể dục|hữu nghị|hợp tác|nhân dân|kinh tế|thương mại))"
    r"(?!,? (?:hợp tác|kết nghĩa))(?!\w)"
    r"|(?<!\w)rút kinh nghiệm(?!\w)|échange|exchange|partager"
)
_TALKED = re.compile(
    rf"(?i)(?<!\w)(?:{TOGETHER}|các đại biểu)[^.]{{0,160}}? "
    r"(?:(?:giới thiệu|thông tin|kể)[^.;]{0,20} nhau|"
    r"(?:trao đổi|thảo luận|bàn|nói|tọa đàm|hội đàm)(?! với)(?! đoàn)(?P<on>(?:,? \w+){0,9}))"
)
_NO_SUBJECT = re.compile(r"(?i)hợp tác|hỗ trợ|học sinh|sinh viên|tình hình|thông tin|quan hệ|cơ hội|nét cơ bản|đoàn")
# Said outright: "hai đơn vị … để học tập lẫn nhau", "Về phía đoàn cũng đã chia sẻ kinh nghiệm …".
_BOTH_WAYS = re.compile(
    rf"(?i)(?<!\w){TOGETHER}(?!\w)[^.]{{0,300}}? "
    rf"(?:học tập|học hỏi|trao đổi|chia sẻ|kinh nghiệm)(?: \w+){{0,3}} lẫn nhau|"
    rf"^\W*(?:về )?phía [^.;:]{{3,80}}? cũng (?:đã )?(?:trao đổi|chia sẻ)[^.;]{{0,60}}? {_EXPERIENCE}(?!\w)"
)
# "… là kinh nghiệm quý để tỉnh học hỏi": praise of what was seen.
_PRAISE = re.compile(r"(?i)(?<!\w)là (?:những |một )?(?:kinh nghiệm|bài học|cách làm|mô hình)[^.;]{0,60}$")
_TOLD_TO_GUESTS = re.compile(
    r"(?i)(?<!\w)(?:chia sẻ|truyền đạt) (?:\w+ ){0,8}?(?:với|cho) (?:các thành viên |cán bộ )?đoàn(?!\w)"
)
_SIGNS = re.compile(
    r"(?i)(?<!việc )(?<!\w)(?:ký kết|lễ ký|cùng ký|đã ký|tiến hành ký|signé|signent)"
    r"(?![^.;]{0,60} (?:tháng \d|ngày \d))"
)


def direction(page: Page, reads: list[Read], *, peers: bool = False) -> str:
    """ "visitor_learns" where guests came to learn, "host_learns", "mutual" where both exchanged; else "unknown".

    `peers`: host and guests are bodies of one kind, so that a paper which they sign binds each to the other.
    """
    clauses = [(r, text) for r in reads if (text := _now(page, r))]
    if any(_SEES.search(text) for read, text in clauses if read.sentence.kind == TITLE):
        return "visitor_learns"
    if any(_teach(text) for read, text in clauses if read.sentence.kind != CAPTION):
        return "host_learns"
    if any(_BOTH_WAYS.search(text) for read, text in clauses if read.sentence.kind == BODY):
        return "mutual"
    body = next((r.sentence.start for r in reads if r.sentence.kind == BODY), 0)
    purpose: list[str] = []
    aside: list[str] = []
    for read, text in clauses:
        shown = read.sentence.kind == CAPTION and (read.sentence.start > body or _PICTURE.match(text))
        (aside if shown or _ON_THE_WAY.match(text) else purpose).append(text)
    for texts in (purpose, aside):
        if any(_learn(text) for text in texts):
            return "visitor_learns"
        if any(_exchange(text) for text in texts):
            return "mutual"
    if any(_TOLD_TO_GUESTS.search(text) for text in purpose):
        return "visitor_learns"
    signed = peers and any(_SIGNS.search(text) for _, text in clauses)
    return "mutual" if signed else "unknown"


def _now(page: Page, read: Read) -> str:
    sentence = read.sentence
    if sentence.kind not in (BODY, TITLE, CAPTION):
        return ""
    return told_of_now(page.text[sentence.start : min(sentence.end, sentence.start + _LONGEST)])


def _learn(text: str) -> bool:
    for found in _LEARNS.finditer(text):
        before, after = text[: found.start()], text[found.end() : found.end() + 60]
        if _STUDENTS.search(before[-60:]) or _STUDENTS.search(after[:25]) or _PRAISE.search(before[-120:]):
            continue
        both = _EACH_OTHER.search(text) or _BOTH_AS_ONE.search(before)
        if not both and _A_GUEST.search(text):
            return True
    return False


def _exchange(text: str) -> bool:
    if _EXCHANGE.search(text) or (_LEARNS.search(text) and _EACH_OTHER.search(text)):
        return True
    talked = _TALKED.search(text)
    return talked is not None and not _NO_SUBJECT.search(talked["on"] or "")


def _teach(text: str) -> bool:
    """Whether the guests are those who share: "Đoàn … hướng dẫn … cho cán bộ Sở"."""
    guests = re.search(r"(?i)(?<!\w)đoàn(?!\w)", text)
    found = _TEACHES.search(text, guests.end()) if guests else None
    return found is not None and not _ELSE_SUBJECT.search(text[: found.start()])
