"""Who learned from whom: the guests from the host, the host from the guests, or each from the other."""

import re

from tracker.notes.events import Read
from tracker.notes.lines import BODY, CAPTION, TITLE
from tracker.notes.spans import Page

_EACH_OTHER = re.compile(
    r"(?i)lẫn nhau|cùng nhau|(?<!\w)(?:hai|2|mỗi|giúp hai) (?:bên|sở|đơn vị|cơ quan|tỉnh|địa phương|huyện|đài|"
    r"báo|năm hai|ban)(?!\w)"
)
_GUEST_LEARNS = re.compile(
    r"(?i)học tập|(?<!nghiên cứu khoa )học hỏi|học (?:kinh nghiệm|mô hình|cách)|tìm hiểu|tham quan,? học|"
    r"trải nghiệm|rút kinh nghiệm áp dụng|nghiên cứu,? học|tham khảo"
)
_HOST_LEARNS = re.compile(
    r"(?i)(?:hướng dẫn|tập huấn|chuyển giao|truyền đạt|giúp)(?: \w+){0,6} cho (?:cán bộ|công chức|lãnh đạo|sở|"
    r"đơn vị chủ nhà|chủ nhà)"
    r"|(?:đến|sang) (?:chia sẻ|truyền đạt|hướng dẫn|hỗ trợ|tập huấn|giúp)"
)
_BOTH = re.compile(
    r"(?i)trao đổi(?! (?:các )?đoàn)|chia sẻ|giao lưu(?! văn hóa)|hội thảo|tọa đàm|thảo luận|"
    r"kinh nghiệm|échange|exchange"
)
_GUEST_SUBJECT = re.compile(r"(?i)đoàn|đến|sang|tại|với")


def direction(page: Page, reads: list[Read]) -> str:
    """Who learned: "visitor_learns" where guests came to learn, "mutual" where both exchanged; else "unknown"."""
    texts = [
        page.text[r.sentence.start : min(r.sentence.end, r.sentence.start + 2000)]
        for r in reads
        if r.sentence.kind in (BODY, TITLE, CAPTION)
    ]
    for text in texts[:12]:
        if _HOST_LEARNS.search(text) and "đoàn" in text.casefold():
            return "host_learns"
    learns = any(_GUEST_LEARNS.search(t) and not _EACH_OTHER.search(t) and _GUEST_SUBJECT.search(t) for t in texts)
    if learns:
        return "visitor_learns"
    return "mutual" if any(_BOTH.search(t) for t in texts) else "unknown"
