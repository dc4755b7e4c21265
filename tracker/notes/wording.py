"""Words by which a clause tells who acts together and whether it speaks of this visit; shared by several readings."""

import re

TOGETHER = (
    r"(?:(?:hai|2|02|ba|mỗi|cả hai) (?:bên|sở|đơn vị|cơ quan|tỉnh|địa phương|huyện|xã|phường|đài|báo|ban|hội|đoàn|tòa|"
    r"viện|cục|ngành|trường(?! hợp)|thành phố|văn phòng|liên hiệp hội)(?! (?:viên|cáo)(?!\w))|các bên)"
)
"""The sides as one subject: "hai bên", "2 Sở"."""

FORMER = re.compile(
    r"(?i)\s*(?:trước đó|trước đây|những năm (?:qua|gần đây)|(?:trong )?thời gian qua|nhiều năm qua|"
    r"từ năm \d{4} đến nay|năm ngoái|được biết)(?!\w)"
)
"""A sentence that opens with these tells of what was before this visit."""

_SPELLINGS = (
    *(("kí", "ký"), ("Kí", "Ký"), ("qui chế", "quy chế"), ("Qui chế", "Quy chế")),
    *(("thoả thuận", "thỏa thuận"), ("Thoả thuận", "Thỏa thuận")),
)


def one_spelling(text: str) -> str:
    """The text, as long as it was, with the words of signing spelt one way: "kí kết", "thoả thuận", "qui chế"."""
    for other, usual in _SPELLINGS:
        text = text.replace(other, usual)
    return text


# From these words on the sentence tells of what is to come or of what had been.
_NOT_NOW = re.compile(
    r"(?i)(?<!\w)(?:(?<!với )(?<!sự )mong(?! muốn tại)|hy vọng|hi vọng|kỳ vọng|tin tưởng|đề nghị|đề xuất|"
    r"(?-i:[Tt]hống nhất)|nhất trí|cam kết|"
    r"tiếp tục(?! (?:chương trình|chuyến|đợt|hành trình))|có thể|sẵn sàng|trước đó|cảm ơn|cám ơn|không|"
    r"(?<!chia )sẽ(?! (?:sang|đến|đi|thăm|tới|hội đàm|làm việc|tham quan|có chuyến))|thời gian tới|những năm tới)(?!\w)"
)


def told_of_now(sentence: str) -> str:
    """What a sentence tells of this visit, on one line: up to a wish or a plan; nothing if it tells of former times."""
    text = " ".join(sentence.split())
    if FORMER.match(text):
        return ""
    later = _NOT_NOW.search(text)
    return text[: later.start()] if later else text
