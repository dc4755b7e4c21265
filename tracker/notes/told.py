"""What a sentence tells of this visit, apart from visits of another time that it mentions, hopes for or plans."""

from collections.abc import Iterator

from tracker.notes.events import Event, Read
from tracker.notes.spans import Phrases, phrases

_ANOTHER_TIME: Phrases[str] = phrases(
    """
    trước đó | trước đây | năm ngoái | tháng trước | tuần trước | năm trước | sắp tới | tới đây | thời gian tới |
    trong thời gian tới | dự kiến | được biết | thời gian qua | những năm qua | mới đây
    """
)

# An opening phrase of purpose or ground, and the words of time with which the clause itself then begins.
_WHY = frozenset({"thực", "nhằm", "để", "theo", "căn", "nhân", "tiếp"})
_WHEN = frozenset({"ngày", "sáng", "chiều", "tối", "vừa", "từ", "trong", "mới"})

# From these words on a clause tells of what is to come: who would visit whom then says nothing of this visit.
_TO_COME = frozenset({"mời", "mong", "hẹn", "sẽ", "vọng"})


def told(read: Read) -> Iterator[list[Event]]:
    """The clauses without the journeys of a time to come ("mời đoàn sang thăm", "mong được đón")."""
    for clause in read.clauses:
        person = next((e.last for e in clause if e.kind == "person"), -1)
        start, end = max(clause[0].first, person + 1), clause[-1].last
        future = next((n for n in range(start, end) if _at_another_time(read, n)), end + 1)
        opening = _opening_end(read, clause[0].first)
        kept = [
            event
            for event in clause
            if (event.first < future or event.kind not in ("goes", "receives", "delegation"))
            and (event.first > opening or event.kind == "delegation")
        ]
        if kept:
            yield kept


def _opening_end(read: Read, start: int) -> int:
    """Where an opening phrase ends that tells only why ("Thực hiện thỏa thuận giữa A và B, …"); -1 without one."""
    tokens = read.sentence.tokens
    first = _after_source(read)
    opens = tokens[first].low in _WHY or [t.low for t in tokens[first : first + 2]] == ["được", "sự"]
    if start > 40 or not opens:
        return -1
    starts = {e.first for e in read.events if e.kind in ("item", "delegation", "person")}
    for n in range(1, min(len(tokens), 80) - 1):
        if tokens[n].text == "," and (tokens[n + 1].low in _WHEN or n + 1 in starts):
            return n
    return -1


def _after_source(read: Read) -> int:
    """Where the sentence itself begins after the paper's mark: "(PNTĐ) - Nhân …", "BHG - Tiếp tục …"."""
    tokens = read.sentence.tokens
    dash = next((n for n in range(1, min(len(tokens) - 1, 5)) if tokens[n].low == "-"), 0)
    marks = [t for t in tokens[:dash] if t.text.isalpha()]
    return dash + 1 if marks and all(t.text.isupper() for t in marks) else 0


def is_earlier_leg(read: Read) -> bool:
    """As in "Trước đó, đoàn cũng đã đến thăm A", "Được biết, ngoài A đoàn cũng thăm B": the same journey."""
    words = [t.low for t in read.sentence.tokens[:2]]
    if words not in (["trước", "đó"], ["được", "biết"]):
        return False
    came = next((e for e in read.events if e.kind in ("delegation", "goes", "meets", "receives")), None)
    return came is not None and came.kind == "delegation" and came.first <= 12


def of_another_time(read: Read) -> bool:
    """Whether the sentence opens with another time: "Trước đó, …", "Sắp tới, …"."""
    return _ANOTHER_TIME.at(read.sentence.tokens, 0) is not None


def _at_another_time(read: Read, n: int) -> bool:
    """Whether from this word on it is told what will be ("mời …"), or what had been ("trước đó", "từng cử")."""
    low, after = read.sentence.tokens[n].low, read.sentence.tokens[n + 1].low
    if low in _TO_COME:
        return not _invited(read, n)
    return (low == "trước" and after == "đó") or (low == "từng" and after in ("cử", "đến", "đi", "sang", "đón", "tiếp"))


def _invited(read: Read, n: int) -> bool:
    """As in "theo lời mời", "giấy mời", "khách mời"; "với mong muốn học hỏi" is why one came."""
    tokens = read.sentence.tokens
    before, after = tokens[n - 1].low if n else "", tokens[n + 1].low if n + 1 < len(tokens) else ""
    if before == "lời" and after in ("sang", "đến", "thăm", "tới"):
        return False  # "nhận lời mời sang thăm"
    return (
        before in ("lời", "giấy", "khách", "được", "thư", "với")
        or (tokens[n].low == "mong" and before == "với")
        or after == "về"
    )
