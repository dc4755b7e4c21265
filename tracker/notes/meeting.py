"""Whether a note tells of a visit at all: an agreement signed or a meeting of one's own people has no guests."""

from tracker.notes.ballot import EITHER
from tracker.notes.events import Read
from tracker.notes.lines import CAPTION, TAIL
from tracker.notes.resolve import Parties
from tracker.notes.spans import Phrases, phrases
from tracker.notes.told import of_another_time

_VISITS: Phrases[str] = phrases(
    """
    làm việc với | buổi làm việc | thăm và làm việc | đến làm việc | đến thăm | sang thăm | về thăm | tới thăm |
    ra thăm | vào thăm | lên thăm | chuyến thăm | chuyến công tác | làm trưởng đoàn | phía đoàn |
    hội đàm
    """
)
_SHARED: Phrases[str] = phrases(
    """
    trao đổi kinh nghiệm | học tập kinh nghiệm | học hỏi kinh nghiệm | chia sẻ kinh nghiệm | trao đổi, chia sẻ |
    trao đổi, học tập | tham quan, học tập | học tập, trao đổi
    """
)
# A conference that several hold together, to look back on what they do together: none of them is the host.
_REVIEWED: Phrases[str] = phrases(
    """
    hội nghị sơ kết | hội nghị tổng kết | hội nghị đánh giá | hội nghị giao ban | hội nghị rà soát | đồng chủ trì
    """
)
_NOBODY_TRAVELS: Phrases[str] = phrases("hình thức trực tuyến|điểm cầu|hội nghị trực tuyến|ký kết trực tuyến")


def tells_of_visit(reads: list[Read], parties: Parties) -> bool:
    """Whether one party came to another, as far as the note says so."""
    told = [r for r in reads if r.sentence.kind != TAIL and not of_another_time(r)]
    if any(e.kind == "delegation" for r in told for e in r.events):
        return True
    if any(p.leads for r in told for p in r.persons) or any(_says(r, _VISITS) for r in told):
        return True
    if sum(_lists_a_side(r) for r in told) > 1:
        return True
    host = parties.host
    if host is not None and host.is_mere_place and not host.scores[EITHER]:
        host = None  # it only gave the room
    count = len(parties.visitors) + (host is not None)
    if count < 2 or any(_says(r, _NOBODY_TRAVELS) for r in told):
        return False
    if count > 2 and any(_says(r, _REVIEWED) for r in told):
        return False
    comes = any(e.kind in ("goes", "receives", "at", "organises") for r in told for e in r.events)
    return (host is not None and comes) or any(_says(r, _SHARED) for r in told if r.sentence.kind != CAPTION)


def _says(read: Read, cues: Phrases[str]) -> bool:
    tokens = read.sentence.tokens
    return any(cues.at(tokens, n) is not None for n in range(len(tokens)))


def _lists_a_side(read: Read) -> int:
    """How often "phía … có" opens the list of a side."""
    low = [t.low for t in read.sentence.tokens]
    return sum(word == "phía" and bool({"có", "gồm"} & set(low[n : n + 14])) for n, word in enumerate(low))
