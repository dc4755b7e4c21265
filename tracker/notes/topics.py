"""Which of the shipped topics a note speaks of, by their cue words; the names of agencies and posts are left out."""

import re
from functools import lru_cache

from tracker.gazetteer.facts import topics as topic_rows
from tracker.i18n import N_
from tracker.notes.agencies import Agency
from tracker.notes.draft import TopicFound
from tracker.notes.events import Read
from tracker.notes.lines import BODY, STAMP, TAIL
from tracker.notes.spans import Evidence, Page, Phrases

_EXCHANGE = re.compile(
    r"(?i)trao đổi|chia sẻ|giao lưu|học tập|học hỏi|tìm hiểu|giới thiệu|kinh nghiệm|thảo luận|hướng dẫn|khảo sát|"
    r"nghiên cứu|thông tin (?:về|tới|cho|với)|nghe|báo cáo|hợp tác|phối hợp|ký kết|mô hình|cách làm|cách thức|"
    r"triển khai|nội dung|"
    r"làm việc về|thống nhất|mong muốn|đề nghị|kết quả"
)
_COURTESY = re.compile(
    r"(?i)dâng h(?:ương|oa)|viếng|thắp hương|tặng (?:quà|hoa)|lưu niệm|giao hữu|tham quan (?:khu|bảo|công ty|danh)|"
    r"đi thăm|thăm (?:cụm|khu|lán|hợp tác)"
)


_BODIES = ("Phòng", "Hợp tác xã", "Công ty", "Báo", "Đài", "Sở", "Ban", "Cục", "Bộ phận", "Văn phòng")


@lru_cache(maxsize=1)
def _cues() -> Phrases[str]:
    found: Phrases[str] = Phrases()
    for row in topic_rows():
        for cue in row.cues:
            found.add(cue, row.slug)
    return found


def find_topics(page: Page, reads: list[Read], more: Phrases[str]) -> list[TopicFound]:
    """Every topic with the words that name it, in the order of the list; `more`: cues beside the shipped ones."""
    found: dict[str, list[Evidence]] = {}
    counts: dict[str, float] = {}
    for read in reads:
        if read.sentence.kind in (STAMP, TAIL):
            continue
        weight = _weight(page.text[read.sentence.start : read.sentence.end], headline=read.sentence.kind != BODY)
        for slug, first, last in _in_sentence(read, more) if weight else ():
            counts[slug] = counts.get(slug, 0) + weight
            quotes = found.setdefault(slug, [])
            tokens = read.sentence.tokens
            if len(quotes) < 3:
                quotes.append(page.evidence(tokens[first].start, tokens[last].end))
    order = dict.fromkeys((*(row.slug for row in topic_rows()), *found))
    return [
        TopicFound(
            slug,
            tuple(dict.fromkeys(found[slug])),
            round(min(0.95, 0.4 + 0.2 * counts[slug]), 2),
            (N_("its words are in what was exchanged on"),),
        )
        for slug in order
        if counts.get(slug, 0) >= 1.0
    ]


def _weight(sentence: str, *, headline: bool) -> float:
    """How much a topic named in the sentence counts: none where wreaths are laid, all where things are shared."""
    exchanged = _EXCHANGE.search(sentence) is not None
    if _COURTESY.search(sentence) and not exchanged:
        return 0.0
    return 1.0 if exchanged or headline else 0.5


def _is_body(agency: Agency) -> bool:
    """Whether the name only says who someone is; a centre that was shown (data, IOC) says what was talked about."""
    named = bool(agency.department) or agency.business or agency.name.startswith(_BODIES)
    return named and not agency.name.startswith("Trung tâm Giám sát")


def _in_sentence(read: Read, more: Phrases[str]) -> list[tuple[str, int, int]]:
    tokens = read.sentence.tokens
    hidden = {n for i in read.items if isinstance(i, Agency) and _is_body(i) for n in range(i.first, i.last + 1)}
    for person in read.persons:
        hidden |= set(range(person.begin, person.end))
    found: list[tuple[str, int, int]] = []
    index = 0
    while index < len(tokens):
        said = [] if index in hidden else [cues.at(tokens, index) for cues in (_cues(), more)]
        match = max((one for one in said if one), key=lambda one: one[0], default=None)
        if match is None:
            index += 1
            continue
        found.append((match[1], index, match[0] - 1))
        index = match[0]
    return found
