"""What kind of paper the bytes are: told by how they begin, the file's name being only a hint."""

import io
import re
import zipfile

from tracker.i18n import N_
from tracker.notes.papers import DAMAGED_WORD, LOCKED, UnreadableError

TEXT, WEB, WORD, PDF = "text", "web", "word", "pdf"

_OLD_WORD = N_("it is an old Word file (.doc); open it in Word and save it as .docx")
_RTF = N_("it is an RTF file; open it in Word and save it as .docx")
_ODT = N_("it is an OpenDocument file; save it as .docx")
_ARCHIVE = N_("it is a file of the kind {kind}; save the note as .docx or as text")
_MHT = N_("it is a web archive; save it as .html or as text")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHOWN = 64 * 1024
_PAGE = re.compile(r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b")
_TAG = re.compile(r"(?i)</?(?:p|div|span|br|table|tr|td|h[1-6]|li|ul|a|b|strong|article|section|font)\b[^<>]{0,300}>")


def kind_of(data: bytes, suffix: str) -> str:
    """TEXT, WEB, WORD or PDF. `UnreadableError` for kinds that are known and not read."""
    if b"%PDF-" in data[:1024] and b"\x00" not in data[: data.find(b"%PDF-")]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, suffix)
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise UnreadableError(LOCKED if locked else _OLD_WORD)
    if data.lstrip()[:5] == b"{\\rtf":
        raise UnreadableError(_RTF)
    if re.match(rb"(?i)mime-version:|from:.*\n.*mime-version:", data[:2000].lstrip()):
        raise UnreadableError(_MHT)
    return kind_of_text(_glimpse(data), suffix)


def kind_of_text(text: str, suffix: str = "") -> str:
    """WEB where it begins as a page or is full of a page's tags, else TEXT."""
    head = text[:_SHOWN].lstrip("\ufeff")
    if _PAGE.match(head):
        return WEB
    tags = len(_TAG.findall(head))
    enough = 1 if suffix in (".html", ".htm") else max(4, len(head) // 1500)
    return WEB if tags >= enough and (head.lstrip().startswith("<") or tags >= 12) else TEXT


def _glimpse(data: bytes) -> str:
    """The beginning with its ASCII letters right, in whatever encoding."""
    return data[: 2 * _SHOWN].replace(b"\x00", b"").decode("latin-1").lstrip("ÿþï»¿\ufeff")


def _zipped(data: bytes, suffix: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        if suffix in (".docx", ".doc", ""):
            raise UnreadableError(DAMAGED_WORD) from error
        raise UnreadableError(_ARCHIVE, kind=suffix.lstrip(".")) from error
    if any(name.startswith("word/") for name in names):
        return WORD
    if "META-INF/manifest.xml" in names and "content.xml" in names:
        raise UnreadableError(_ODT)
    kind = next((kind for folder, kind in (("xl/", "xlsx"), ("ppt/", "pptx")) if _any_in(names, folder)), "zip")
    raise UnreadableError(_ARCHIVE, kind=kind)


def _any_in(names: set[str], folder: str) -> bool:
    return any(name.startswith(folder) for name in names)
