"""The tables by which bodies are known: departments in every spelling, and the kinds of word that begin a name."""

from functools import lru_cache
from itertools import product

from tracker.gazetteer.facts import Department, departments
from tracker.notes.spans import Phrases, phrases, tokens_of
from tracker.text import nfc

# Words that begin the name of a body not in the table. Business and places that are visited are known, but no party.
KINDS: Phrases[str] = phrases(
    """
    sở | ban | cục | chi cục | tổng cục | vụ | trung tâm | viện | học viện | hội | hiệp hội | liên hiệp |
    liên minh | liên đoàn | văn phòng | vp | phòng | trường | đài | tạp chí | bộ | kho bạc | ban quản lý |
    bql | thư viện | bảo tàng | đảng ủy | ủy ban | quỹ | nhà xuất bản | ban chỉ đạo | ban chỉ huy |
    bộ tư lệnh | vườn quốc gia | vqg | khu bảo tồn | khu di tích | công đoàn |
    hải quan | trường đại học | đại học | trường cao đẳng | cơ quan | tổng liên đoàn |
    ban quản trị |
    bệnh viện
    """
)

BUSINESS: Phrases[str] = phrases(
    """
    công ty | tập đoàn | hợp tác xã | htx | doanh nghiệp | ngân hàng | tổng công ty | khách sạn |
    nhà máy | khu công nghiệp | viettel | vnpt | fpt | mobifone | trường thpt | trường thcs |
    ban biên tập | ban giám hiệu | ban thư ký | ban tổ chức hội nghị |
    trường tiểu học | trường mầm non | siêu thị | nhà hàng | khu di tích | trường trung học | công an phường
    """
)

COMMITTEE_OF_UNIT = {
    "tỉnh ủy": "tỉnh",
    "thành ủy": "thành phố",
    "huyện ủy": "huyện",
    "quận ủy": "quận",
    "thị ủy": "thị xã",
    "huyện đoàn": "huyện",
    "quận đoàn": "quận",
    "thị đoàn": "thị xã",
}

UNIT_COMMITTEES: Phrases[str] = phrases("|".join(COMMITTEE_OF_UNIT), "tỉnh đoàn|thành đoàn")

_SHORT_WORDS = {
    "văn phòng": "VP",
    "nông thôn mới": "NTM",
    "công nghệ thông tin": "CNTT",
    "quản lý thị trường": "QLTT",
    "ủy ban nhân dân": "UBND",
    "hội đồng nhân dân": "HĐND",
    "khoa học và kỹ thuật": "KHKT",
    "trung tâm": "TT",
    "thông tin và truyền thông": "TT&TT",
    "khoa học và công nghệ": "KH&CN",
}


_LONG = {
    "BQL": "Ban Quản lý",
    "KKT": "Khu kinh tế",
    "KCN": "các khu công nghiệp",
    "VP": "Văn phòng",
    "TT": "Trung tâm",
    "VQG": "Vườn quốc gia",
}


def written_out(name: str) -> str:
    """As in "BQL KKT": the usual short words in full."""
    return " ".join(_LONG.get(word, word) for word in name.split(" "))


def _drops(spelling: str) -> set[str]:
    """A name as people write it: with and without "và", commas and dashes."""
    found = {spelling}
    for marks in ((",",), (" và", "&"), (" -", "-"), (",", " và", "&", " -", "-")):
        shorter = spelling
        for mark in marks:
            shorter = shorter.replace(mark, " " if mark in "&-," else "")
        found.add(shorter)
    found.add(spelling.replace(" -", ",").replace(", ", " - "))
    return found


def _spellings(row: Department) -> set[str]:
    written = {row.name, row.short_name, *row.aliases}
    found: set[str] = set()
    for name in written:
        low = nfc(name)
        parts = [(long, short) for long, short in _SHORT_WORDS.items() if long in low.casefold()]
        for chosen in product((False, True), repeat=len(parts)):
            spelling = low.casefold()
            for (long, short), short_form in zip(parts, chosen, strict=True):
                spelling = spelling.replace(long, short) if short_form else spelling
            found |= _drops(spelling)
    return found


@lru_cache(maxsize=1)
def department_phrases() -> Phrases[str]:
    """The departments of the table in every spelling, each with its name."""
    found: Phrases[str] = Phrases()
    for row in departments():
        for spelling in _spellings(row):
            first = spelling.casefold().split()[0]
            if not spelling.casefold().startswith(("thường trực ", "ban thường vụ ", "tt hđnd")) and first != "btv":
                found.add(spelling, row.name)
    return found


@lru_cache(maxsize=1)
def squeezed_names() -> dict[tuple[str, str], str]:
    """("sở", "ldtbxh") -> the department's name: every way to join the letters of an abbreviation."""
    found: dict[tuple[str, str], str] = {}
    for row in departments():
        for name in (row.short_name, *row.aliases):
            words = tokens_of(name)
            letters = "".join(t.text for t in words[1:] if t.text.isalpha() and t.low != "và")
            if len(words) > 1 and letters.isupper():
                found.setdefault((words[0].low, letters.casefold()), row.name)
    return found
