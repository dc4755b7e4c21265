"""The text of a saved web page: title, day of publication, body and captions, one paragraph a line.

The rule: what is named as noise (navigation, comments, cookie bars …) goes first, unless it holds most of the page's
text. Of the rest, every long paragraph that is no link votes for the part it stands in, and half as much for the part
around that; the part with most votes is the body. What stands between the title and it (stamp, lead) is kept, what
follows it is not.
"""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from tracker.i18n import N_
from tracker.notes.papers import UnreadableError
from tracker.notes.papers.letters import decoded
from tracker.notes.papers.rows import lines_of
from tracker.notes.spans import words_of
from tracker.text import key, one_line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NESTED = N_("its parts are nested too deep for a page; save it as text and try again")
_CROWDED = N_("it has far more parts than a page; save it as text and try again")

_MOST_TAGS = 150_000

_DROPPED = words_of(
    "script style noscript template svg math nav footer aside button select option input textarea iframe object "
    "embed audio video canvas map head dialog menu"
)
_BLOCKS = words_of(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header "
    "hr html li main ol p pre section summary table tbody td tfoot th thead tr ul caption br"
)
_KEPT = frozenset(["html", "body", "main", "article"])
_ROLES = frozenset(["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"])
_NOISE_WORD = re.compile(
    r"(?i)(?<![a-z])(?:nav|header|footer|aside|ads?|tags?|share|search|login|widget|hotline|counter|toolbar|pager|rating|"
    r"related|lang|language|topbar|marquee|qc)(?![a-z])"
)
_NOISE_PART = re.compile(
    r"menu|navbar|navigat|breadcrumb|sidebar|footer|related|lienquan|tinkhac|baikhac|tincungchuyenmuc|tincu(?:hon)?$|"
    r"tinmoihon|othernews|newsother|othersnews|comment|binhluan|ykien|cookie|quangcao|advert|sharing|addthis|social|"
    r"pagination|weblink|lienketweb|thongke|truycap|visitor|banner|popup|modal|skiplink|docnhieu|xemnhieu|noibat|"
    r"copyright|newsletter|mostread|latestnews|toolbar|danhgia"
)
_END = frozenset(
    [
        *("tin lien quan", "cac tin lien quan", "bai viet lien quan", "cac bai viet lien quan", "tin bai lien quan"),
        *("tin khac", "cac tin khac", "tin tuc khac", "cac tin tuc khac", "bai viet khac", "cac bai viet khac"),
        *("tin cung chuyen muc", "cung chuyen muc", "bai cung chuyen muc", "tin moi hon", "tin cu hon", "tin moi nhat"),
        *("tin da dua", "cac tin da dua", "cac tin bai khac", "tin bai khac", "tin noi bat", "doc nhieu nhat"),
        *("tin doc nhieu", "binh luan", "y kien ban doc", "gui binh luan", "cac tin moi hon", "cac tin cu hon"),
        *("danh gia bai viet", "y kien cua ban", "tin xem nhieu", "lien ket website", "thong ke truy cap"),
    ]
)
_CHATTER = re.compile(
    r"(?i)(?:xem (?:với )?cỡ chữ|cỡ chữ|đọc bài|nghe (?:bài|đọc)|gửi (?:bài|email|mail|cho bạn)|in (?:bài|trang)|"
    r"bản in|chia sẻ|từ khóa|từ khoá|tags?\b|lượt xem\s*:?\s*[\d.,]+$|quay lại|về đầu trang|trang chủ|facebook|zalo|"
    r"twitter|tăng cỡ|giảm cỡ|phóng to|bấm vào ảnh|lên đầu trang|thích\b|like\b|theo dõi\b|a\s?[+-]).{0,40}$"
)
_SITE = re.compile(
    r"(?i)(?:cổng (?:thông tin|ttđt)|trang (?:thông tin|tin|chủ|chính)|chi tiết|tin tức|home|untitled)\b"
)
_DAY = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d|ngày \d{1,2} tháng \d{1,2} năm (?:19|20)\d\d")
_ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d))?")
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished' or @name='pubdate' or @name='publish-date' or @name='DC.date.issued']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//time/@datetime",
)
_JSON_DAY = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


@dataclass(slots=True)
class _Row:
    """A line of the page: its text, how much of it is links, the part it stands in."""

    text: str
    linked: int
    part: "Element"
    heading: bool = False

    @property
    def link_like(self) -> bool:
        return self.linked > 0.6 * len(self.text) and not self.heading


def web_text(data: bytes | str) -> str:
    """The text of the page. `UnreadableError` for one that no browser would have saved."""
    source = data if isinstance(data, str) else page_source(data)
    root = _tree(source)
    if root is None:
        return ""
    rows = [row for row in _rows(root, _weights(root)) if not (len(row.text) < 80 and _CHATTER.match(row.text))]
    title = _title(root)
    if not rows:
        return title or ""
    first, last = _body(rows)
    start = _start(rows, first, last, title)
    kept = [row.text for row in _until_end(rows[start : last + 1]) if not row.link_like]
    told = start < first or rows[start].heading or key(kept[0] if kept else "") == key(title or "")
    lines = kept if told or not title else [title, *kept]
    day = _published(root)
    if day and not any(_DAY.search(line) and len(line) < 120 for line in lines[:12]):
        lines.insert(1 if len(lines) > 1 else 0, day)
    return "\n".join(lines)


def page_source(data: bytes) -> str:
    """The page's letters: by its mark, by the charset it names, as UTF-8, or in an old encoding."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\x00" not in data[:200]:
        named = re.search(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", data[:8192])
        name = named[1].decode("ascii", "replace").lower() if named else "utf-8"
        name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "utf-16": "utf-8"}.get(name, name)
        for encoding in ("utf-8", name):
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
        mended = data.decode("utf-8", "replace")  # a page of which a few bytes are broken
        if mended.count("\ufffd") * 500 < len(mended):
            return mended
    return decoded(data)


def _tree(source: str) -> "Element | None":
    from lxml import etree

    if source.count("<") > 2 * _MOST_TAGS:
        raise UnreadableError(_CROWDED)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    source = re.sub(r"^\s*<\?xml[^>]*>", "", source).replace("\x00", " ")
    try:
        root: Element | None = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if any("depth" in entry.message.casefold() for entry in parser.error_log):
        raise UnreadableError(_NESTED)
    return root


def _weights(root: "Element") -> dict["Element", int]:
    """How much running text, outside links, each part of the page holds."""
    from lxml import etree

    weights: dict[Element, int] = {}
    held = [0]
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        quiet = element.tag in _DROPPED or element.tag == "a"
        if event == "start":
            held.append(0)
            silent += quiet
            held[-1] += _long(element.text) if not silent else 0
        else:
            silent -= quiet
            weights[element] = held.pop()
            held[-1] += weights[element] + (_long(element.tail) if not silent else 0)
    return weights


def _long(text: str | None) -> int:
    length = len(text.strip()) if text else 0
    return length if length >= 25 else 0


def _is_noise(element: "Element", weights: dict["Element", int], most: float, in_article: bool) -> bool:
    tag = element.tag
    if tag in _KEPT:
        return False
    style = (element.get("style") or "").replace(" ", "").casefold()
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in style:
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    noisy = (
        tag == "form"  # old portals put the whole page in one
        or (tag == "header" and not in_article)
        or element.get("role") in _ROLES
        or (bool(named.strip()) and _named_noise(named, in_article))
    )
    return noisy and weights.get(element, 0) < most


def _named_noise(named: str, in_article: bool) -> bool:
    for name in named.split():
        if _NOISE_PART.search(re.sub(r"[^a-z]", "", name.casefold())):
            return True
        word = _NOISE_WORD.search(name)
        if word and (len(word.group()) == len(name) or word.group().casefold() not in ("header", "lang", "language")):
            return not (in_article and word.group().casefold() == "header")
    return False


def _rows(root: "Element", weights: dict["Element", int]) -> list[_Row]:
    """The lines of the page without its noise."""
    from lxml import etree

    rows: list[_Row] = []
    buffer: list[str] = []
    parts: list[Element] = [root]
    linked = links = articles = pre = 0
    most = 0.5 * weights.get(root, 0)

    def flush(prefix: str = "") -> None:
        nonlocal linked
        text = "".join(buffer)
        for line in text.split("\n") if pre else [text]:
            if line := " ".join(line.split()):
                heading = parts[-1].tag in ("h1", "h2", "h3")
                rows.append(_Row(prefix + line, linked, parts[-1], heading))
        buffer.clear()
        linked = 0

    def say(text: str | None) -> None:
        nonlocal linked
        if text:
            buffer.append(text)
            linked += len(text.strip()) if links else 0

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "end":
            articles -= tag in ("article", "main")
            links -= tag == "a"
            pre -= tag == "pre"
            if tag in _BLOCKS:
                flush("- " if tag == "li" else "")
                if parts[-1] is element:
                    parts.pop()
            say(element.tail)
            continue
        articles += tag in ("article", "main")
        links += tag == "a"
        if tag in _DROPPED or _is_noise(element, weights, most, articles > 0):
            walk.skip_subtree()
        elif tag in _BLOCKS:
            flush()
            parts.append(element)
            table = _table(element, weights) if tag == "table" else None
            if table is not None:
                rows += [_Row(line, 0, element) for line in table]
                walk.skip_subtree()
            else:
                say(element.text)
        else:
            say(element.text)
        pre += tag == "pre"
    flush()
    return rows


def _table(table: "Element", weights: dict["Element", int]) -> list[str] | None:
    """The rows of a table of facts as lines; None for one that only lays out the page."""
    if table.find(".//table") is not None or table.find(".//form") is not None:
        return None
    rows = table.findall(".//tr")
    if len(rows) < 2 or not any(len(row) > 1 for row in rows) or len(rows) > 2000:
        return None
    if table.find(".//a") is not None or table.find(".//img") is not None:
        return None
    cells: list[list[str | None]] = []
    going_on: dict[int, int] = {}
    for row in rows:
        line: list[str | None] = []
        waiting = list(row)
        while waiting or going_on.get(len(line), 0) > 0:
            column = len(line)
            if going_on.get(column, 0) > 0:
                going_on[column] -= 1
                line.append(None)
                continue
            cell = waiting.pop(0)
            text = "\n".join(row.text for row in _rows(cell, weights))
            if len(text) > 400:
                return None
            line.append(text)
            going_on[column] = _number(cell.get("rowspan")) - 1
            line += [""] * (_number(cell.get("colspan")) - 1)
        cells.append(line)
    return lines_of(cells)


def _number(text: str | None) -> int:
    return min(int(text), 100) if text and text.isdigit() and len(text) < 4 else 1


def _values(root: "Element", path: str) -> list[str]:
    found = root.xpath(path)
    return [str(value) for value in found] if isinstance(found, list) else []


def _title(root: "Element") -> str | None:
    """What the page says of itself: its title for sharing, else that of the window without the site's name."""
    for path in ("//meta[@property='og:title']/@content", "//meta[@name='title']/@content", "//head/title/text()"):
        for found in _values(root, path)[:1]:
            text = one_line(found)
            parts = re.split(r"\s+(?:[|–—»]|-(?=\s+(?:Cổng|Trang|Báo|Sở|UBND|Ủy ban)))\s+", text)
            own = [part for part in parts if not _SITE.match(part)]
            if own and len(best := own[0] if len(own[0]) >= 20 else max(own, key=len)) >= 8:
                return best
    return None


def _body(rows: list[_Row]) -> tuple[int, int]:
    """The first and the last line of the part for which most long paragraphs vote."""
    votes: Counter[Element] = Counter()
    long = [row for row in rows if len(row.text) >= 60 and not row.link_like]
    shared = Counter(row.part for row in long)
    for row in long:
        first = 0 if shared[row.part] > 1 else 1  # a part with several paragraphs is no paragraph itself
        for n, part in enumerate(islice(_around(row.part), first, first + 3)):
            votes[part] += len(row.text) // 2**n
    if not votes:
        return 0, len(rows) - 1
    top = votes.most_common(1)[0][0]
    article = next((part for part in _around(top) if part.tag in ("article", "main")), top)
    inside: dict[Element, bool] = {}
    for row in rows:
        if row.part not in inside:
            inside[row.part] = article in _around(row.part)
    found = [n for n, row in enumerate(rows) if inside[row.part]]
    return found[0], found[-1]


def _around(part: "Element") -> list["Element"]:
    return [part, *islice(part.iterancestors(), 60)]


def _start(rows: list[_Row], first: int, last: int, title: str | None) -> int:
    """Where the title stands: its own words before the body's end, else the nearest heading before the body."""
    wanted = key(title or "")
    for n in range(last, -1, -1):
        words = key(rows[n].text) if len(rows[n].text) < 400 else ""
        if (
            words
            and wanted
            and (
                words == wanted
                or (min(len(words), len(wanted)) > 20 and (wanted.startswith(words) or words.startswith(wanted)))
            )
        ):
            return n if n <= first or rows[n].heading else first
    heads = [n for n in range(max(0, first - 8), min(first + 4, last) + 1) if rows[n].part.tag in ("h1", "h2")]
    h1 = [n for n in heads if rows[n].part.tag == "h1"]
    return min(first, (h1 or heads or [first])[-1])


def _until_end(rows: list[_Row]) -> list[_Row]:
    """The rows up to a line that opens a list of other news or of comments."""
    end = next((n for n, row in enumerate(rows) if n > 1 and len(row.text) < 40 and key(row.text) in _END), len(rows))
    return rows[:end]


def _published(root: "Element") -> str | None:
    """The day of publication that the page's data name, written as a stamp."""
    found = [value for path in _PUBLISHED for value in _values(root, path)]
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        found += _JSON_DAY.findall((script.text or "")[:20_000])
    for text in found:
        match = _ISO.match(text.strip())
        if match:
            year, month, day, clock = match.groups()
            return f"{day}/{month}/{year}" + (f" {clock}" if clock else "")
        if _DAY.match(text.strip()) and len(text) < 40:
            return one_line(text)
    return None
