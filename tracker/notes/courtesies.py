"""The votes of courtesy: whose invitation was followed, whose welcome was thanked for; that one was the host."""

from tracker.i18n import N_
from tracker.notes.ballot import HOST, Vote
from tracker.notes.events import Item, Read
from tracker.notes.posts import body_of_post

_INVITED = N_("it invited the guests")
_THANKED = N_("it was thanked for the welcome")
_FAR = 9  # words between "của" and the body: "của Ban Thường vụ, lãnh đạo các phòng của A"


def courtesy_votes(read: Read) -> list[Vote]:
    """As in "nhận lời mời của A", "cảm ơn sự đón tiếp nồng hậu của A"."""
    tokens = read.sentence.tokens
    low = [t.low for t in tokens]
    found = []
    for n in range(len(low) - 2):
        if low[n : n + 2] == ["lời", "mời"] and not {"gửi", "chuyển"} & set(low[max(0, n - 3) : n]):
            weight, why = 2.0, _INVITED
        elif low[n] == "sự" and low[n + 1 : n + 3] in (["đón", "tiếp"], ["tiếp", "đón"]):
            weight, why = 1.5, _THANKED
        else:
            continue
        of = next((k for k in range(n + 2, min(len(low), n + 10)) if low[k] == "của"), None)
        item = _whose(read, of) if of is not None else None
        if item is not None:
            found.append(Vote(item, HOST, weight, read.sentence, why=why))
    return found


def _whose(read: Read, of: int) -> Item | None:
    """The body after "của", or the one of the person named there."""
    after = next((e for e in read.events if e.first > of), None)
    if after is None or after.first - of > _FAR or after.kind not in ("item", "person"):
        return None
    if after.person is not None:
        return body_of_post(after.person)
    return after.item if after.item is not None and after.item.name else None
