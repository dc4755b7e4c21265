"""From a paper of any kind to the text that is read: `kinds` tells what the bytes are, `web`, `word` and `printed` read
pages, Word files and PDF, `letters` reads bytes in whatever encoding, `rows` makes lines of tables, `tidy` ends it all.

Nothing here opens a file or a connection: bytes in, text out, or an `UnreadableError`.
"""

from tracker.i18n import N_
from tracker.notes.spans import LONGEST_NOTE

ENOUGH = 2 * LONGEST_NOTE
"""Characters of a paper that are kept; the reader of notes reads less, and says so."""

LOCKED = N_("it is locked with a password; take the password off and try again")
DAMAGED_WORD = N_("the Word file is damaged; open it, save it again and try again")


class UnreadableError(ValueError):
    """`reason`: a marked message (the end of “The note … cannot be read: …”); `facts`: what fills its gaps."""

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts
