"""A vote: a reason to think that a body was host or guest, with the sentence that gives it."""

from dataclasses import dataclass

from tracker.notes.events import Item
from tracker.notes.spans import Sentence

HOST, VISITOR, EITHER = "host", "visitor", "either"
# A centre, a museum: mostly something that was shown, not who received.
SITES = ("Trung tâm", "Bảo tàng", "Thư viện", "Viện", "Trường", "Khu", "Bệnh viện")


@dataclass(frozen=True, slots=True)
class Vote:
    """A reason to think that a body was host, visitor, or one of the two."""

    item: Item
    side: str
    weight: float
    sentence: Sentence
    label: str = ""  # the delegation as printed
    why: str = ""
    own_name: bool = False  # whether that says more than whose it is ("Đoàn đại biểu Người có uy tín tỉnh A")
    posted: bool = False  # whether it only stands in the post of someone of that side
