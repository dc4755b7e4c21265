"""Evidence that a promise was kept: the number of a paper, a link, or a file whose hash is kept."""

import hashlib
import re
from pathlib import Path

from tracker.errors import RefusedError
from tracker.i18n import _
from tracker.text import nfc, one_line

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_BLOCK = 1 << 20


def read(text: str | None) -> dict[str, str]:
    """The columns of an event: `evidence` and its kind. A file (`file:minutes.pdf`, or a path that exists) becomes its
    name and SHA-256. Empty for nothing; refuses a file that is named and cannot be read."""
    words = one_line(text or "")
    if not words:
        return {}
    if _LINK.fullmatch(words):
        return {"evidence": words, "evidence_kind": "link"}
    if words.startswith("sha256:"):
        return {"evidence": words, "evidence_kind": "file"}
    named = words.removeprefix("file:")
    path = Path(named).expanduser()
    if named != words or _is_file(path):
        return {"evidence": f"sha256:{_hash(path)} {nfc(path.name)}", "evidence_kind": "file"}
    return {"evidence": words, "evidence_kind": "document"}


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RefusedError(
            reason=_("The evidence {name} cannot be read: {reason}.").format(name=path.name, reason=reason)
        ) from None
    return digest.hexdigest()
