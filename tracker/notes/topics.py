"""Which topics a note's people exchanged on, by the cue words of the topics, clause by clause.

A word counts where something was exchanged, learned, shown or agreed; not in the name of a body, a post, an event or
a place, nor where a guest list or the general situation of a province is told. Where nothing else is said, two bodies
of one field that exchanged their experience did so on their field.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tracker.gazetteer.facts import topics as topic_rows
from tracker.i18n import N_
from tracker.notes.agencies import Agency
from tracker.notes.draft import Promise, TopicFound
from tracker.notes.events import Read
from tracker.notes.lines import BODY, STAMP, TAIL
from tracker.notes.resolve import Parties
from tracker.notes.spans import Evidence, Page, Phrases, Token, phrases
from tracker.notes.wording import FORMER

_EXCHANGE = re.compile(
    r"(?i)trao đổi|chia s[ẻẽ]|giao lưu|học tập|học hỏi|học mô hình|tìm hiểu|giới thiệu|kinh nghiệm|thảo luận|hướng dẫn|"
    r"khảo sát|nghiên cứu|thông tin (?:về|tới|cho|với)|nghe|báo cáo|hợp tác|phối hợp|ký kết|mô hình|cách làm|cách thức|"
    r"triển khai|nội dung|nói (?:chuyện|về)|(?:trao đổi|nói) với[^.;]{1,60} về|hội đàm|bàn (?:về|sâu|cơ chế)|"
    r"góp ý|gợi ý|khuyến nghị|"
    r"(?<!biểu )tại buổi (?:làm việc|trao đổi|tọa đàm|gặp)[^.]{1,120}? (?:cho rằng|cho biết|nhấn mạnh)|"
    r"(?:chương trình|chuyến (?:công tác|đi|thăm)) nhằm|làm việc về|thống nhất|mong muốn|đề nghị|kết quả"
)
_COURTESY = re.compile(
    r"(?i)dâng h(?:ương|oa)|viếng|thắp hương|tặng (?:quà|hoa)|lưu niệm|giao hữu|tham quan (?:khu|bảo|công ty|danh)|"
    r"đi thăm|thăm (?:cụm|khu|lán|hợp tác)"
)
# Who was there, the general situation of a place, what had been achieved: no one exchanges on what is named there.
_GUEST_LIST = re.compile(
    r"(?i)\W*(?:tham dự|dự|cùng dự|cùng đi|tham gia đoàn|về phía|tiếp đoàn|đón tiếp|tiếp và làm việc|đón và|chủ trì|"
    r"thành phần)(?!\w)"
)
_LEARNED = re.compile(r"(?i)trao đổi|chia s[ẻẽ]|học tập|học hỏi|tìm hiểu|kinh nghiệm")
_SITUATION = re.compile(
    r"(?i)(?<!\w)(?:tình hình (?:phát triển )?(?:kinh tế|kt|chính trị|chung)|"
    r"(?:tiềm năng|thế mạnh|thành tựu)(?!\w))"
    r"(?:(?!(?<!\w)(?:mong muốn|hợp tác|trao đổi|chia sẻ|kinh nghiệm)(?!\w))[^;.])*"
)
_ACHIEVED = re.compile(r"(?i)(?<!\w)đã và đang(?!\w)")
_EVENT = re.compile(
    r"(?i)(?<!\w)(?:dự|khai mạc|chào mừng) (?:lễ|hội chợ|ngày hội|festival|khai mạc|hội thi|giải|triển lãm)[^;.,]*"
)
_GIVEN = re.compile(r"(?i)(?<!\w)(?:trao|tặng|ủng hộ|hỗ trợ)(?!\w)[^;.]*(?:triệu|tỷ|suất quà|đồng|tấn)(?!\w)")

# "dự án “Nâng cao … kinh doanh nông nghiệp”": words of a project's own name.
_TITLED = re.compile(r"(?i)(?<!\w)(?:dự án|đề án|chủ đề|cuộc thi|câu lạc bộ|hội thi)\s{0,3}[“\"][^”\"]{1,200}[”\"]")
# Where nature is preserved the care of its woods is no farming.
_PRESERVED = re.compile(r"(?i)(?<!\w)(?:vườn quốc gia|vqg|khu bảo tồn|đa dạng sinh học)(?!\w)")
_WOODS: Phrases[str] = phrases("bảo vệ rừng | quản lý rừng | quản lý bảo vệ rừng")

_BODIES = ("Phòng", "Hợp tác xã", "Công ty", "Báo", "Đài", "Sở", "Ban", "Cục", "Bộ phận", "Văn phòng")
# Words of a topic that mean something else in these.
_ELSE: Phrases[str] = phrases(
    """
    khu du lịch | điểm du lịch | làng du lịch | vật tư y tế | thiết bị y tế | trạm y tế | nhân viên y tế |
    bảo hiểm y tế | giáo dục lịch sử | giáo dục truyền thống | giáo dục chính trị | giáo dục pháp luật |
    giáo dục lý luận | giáo dục đạo đức | giáo dục tư tưởng | giáo dục quốc phòng | phổ biến, giáo dục |
    làng văn hóa du lịch | làng văn hóa du lịch cộng đồng | làng du lịch cộng đồng | nhiều sáng kiến |
    chuyển giao tiến bộ khoa học kỹ thuật | tiến bộ khoa học kỹ thuật vào sản xuất |
    trường học | khối trường học | sáng kiến hay | thực tiễn, sáng kiến | giáo dục môi trường |
    giáo dục sức khỏe | giáo dục cải tạo | khoa học công nghệ vào sản xuất | khoa học kỹ thuật vào sản xuất |
    khoa học, công nghệ vào sản xuất |
    tuyên truyền, giáo dục | tuyên truyền hình ảnh | máy nông nghiệp | bộ phận một cửa | ban chỉ đạo chuyển đổi số
    """
)
# The field of a body whose name says it.
_FIELDS = {
    "khoa học và công nghệ": "khoa-hoc-cong-nghe",
    "khoa học và kỹ thuật": "khoa-hoc-cong-nghe",
    "liên hiệp hội": "khoa-hoc-cong-nghe",
    "giáo dục": "giao-duc",
    "y tế": "y-te",
    "du lịch": "du-lich",
    "nông nghiệp": "nong-nghiep",
    "thống kê": "bao-cao-kinh-te-xa-hoi",
    "hội nhà báo": "bao-chi-xuat-ban",
    "báo": "bao-chi-xuat-ban",
    "đài": "bao-chi-xuat-ban",
    "bưu điện": "buu-chinh-vien-thong",
}


@lru_cache(maxsize=1)
def _cues() -> Phrases[str]:
    found: Phrases[str] = Phrases()
    for row in topic_rows():
        for cue in row.cues:
            found.add(cue, row.slug)
    return found


def find_topics(
    page: Page, reads: list[Read], more: Phrases[str], parties: Parties, promises: Iterable[Promise]
) -> list[TopicFound]:
    """Every topic with the words that name it, in the order of the list; `more`: cues beside the shipped ones.

    What was agreed was talked about; a wish may be for anything.
    """
    promised = sorted(e.start for promise in promises if promise.grade != "intention" for e in promise.evidence)
    found: dict[str, list[Evidence]] = {}
    counts: dict[str, float] = {}
    preserved = _PRESERVED.search(page.text, 0, page.read_to) is not None
    for read in reads:
        if read.sentence.kind in (STAMP, TAIL):
            continue
        weight = _weight(page.text[read.sentence.start : read.sentence.end], headline=read.sentence.kind != BODY)
        following = bisect_left(promised, read.sentence.start)
        if following < len(promised) and promised[following] < read.sentence.end:
            weight = 1.0
        said: set[str] = set()
        for slug, first, last in _in_sentence(page.text, read, more, preserved=preserved) if weight else ():
            counts[slug] = counts.get(slug, 0) + (0 if slug in said else weight)
            said.add(slug)
            quotes = found.setdefault(slug, [])
            tokens = read.sentence.tokens
            if len(quotes) < 3:
                quotes.append(page.evidence(tokens[first].start, tokens[last].end))
    order = dict.fromkeys((*(row.slug for row in topic_rows()), *found))
    topics = [
        TopicFound(
            slug,
            tuple(dict.fromkeys(found[slug])),
            round(min(0.95, 0.4 + 0.2 * counts[slug]), 2),
            (N_("its words are in what was exchanged on"),),
        )
        for slug in order
        if counts.get(slug, 0) >= 1.0
    ]
    return topics or list(_field(page, reads, parties))


def _field(page: Page, reads: list[Read], parties: Parties) -> Iterator[TopicFound]:
    """The one field of host and guests."""
    hosts = {slug for item in (parties.host.items if parties.host else ()) for slug in _fields_of(item)}
    guests = {slug for body in parties.visitors for item in body.items for slug in _fields_of(item)}
    if len(both := hosts & guests) != 1:
        return
    slug = both.pop()
    for read in reads:
        item = next((i for i in read.items if slug in _fields_of(i)), None)
        if item is not None and read.sentence.kind == BODY:
            tokens = read.sentence.tokens
            evidence = (page.evidence(tokens[item.first].start, tokens[item.last].end),)
            yield TopicFound(slug, evidence, 0.5, (N_("it is the field of both sides, and nothing else is named"),))
            return


def _fields_of(item: object) -> Iterator[str]:
    if isinstance(item, Agency):
        name = f"{item.department or item.name} ".casefold()
        yield from (slug for words, slug in _FIELDS.items() if re.search(rf"(?<!\w){words}(?!\w)", name))


def _weight(sentence: str, *, headline: bool) -> float:
    """How much a topic named in the sentence counts: none where wreaths are laid, all where things are shared."""
    if (
        FORMER.match(sentence)
        or _ACHIEVED.search(sentence)
        or (_GUEST_LIST.match(sentence) and not _LEARNED.search(sentence))
    ):
        return 0.0
    exchanged = _EXCHANGE.search(sentence) is not None
    if (_COURTESY.search(sentence) or _GIVEN.search(sentence)) and not exchanged:
        return 0.0
    return 1.0 if exchanged or headline else 0.45


def _is_body(agency: Agency, tokens: list[Token]) -> bool:
    """Whether the name only says who someone is; a centre that was shown (data, IOC) says what was talked about."""
    if agency.name.startswith("Trung tâm"):
        return agency.first > 0 and tokens[agency.first - 1].low in ("với", "giao")
    return bool(agency.department) or agency.business or agency.name.startswith(_BODIES)


def _in_sentence(text: str, read: Read, more: Phrases[str], *, preserved: bool) -> list[tuple[str, int, int]]:
    tokens = read.sentence.tokens
    hidden = {
        n for i in read.items if isinstance(i, Agency) and _is_body(i, tokens) for n in range(i.first, i.last + 1)
    }
    for person in read.persons:
        hidden |= set(range(person.begin, person.end))
    aside = [
        match.span()
        for rule in (_SITUATION, _EVENT, _TITLED)
        for match in rule.finditer(text, read.sentence.start, read.sentence.end)
    ]
    hidden |= {n for n, t in enumerate(tokens) if any(start <= t.start < end for start, end in aside)}
    found: list[tuple[str, int, int]] = []
    index = 0
    while index < len(tokens):
        said = [] if index in hidden else [cues.at(tokens, index) for cues in (_cues(), more)]
        match = max((one for one in said if one), key=lambda one: one[0], default=None)
        other = _ELSE.at(tokens, index) or (_WOODS.at(tokens, index) if preserved else None)
        if other is not None and (match is None or other[0] >= match[0]):
            index = other[0]
        elif match is None:
            index += 1
        else:
            found.append((match[1], index, match[0] - 1))
            index = match[0]
    return found
