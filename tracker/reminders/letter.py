"""A digest as an official letter (công văn) in the layout of Decree 30/2020, Appendix I: a draft, not signed by anyone.

An official letter speaks Vietnamese, whatever language the program is set to; what the clerk fills in stays empty.
"""

from typing import Any

from docx.shared import Mm, Pt

from tracker.calendar import long_date, short_date
from tracker.i18n import speaking
from tracker.queries.letterhead import Sender
from tracker.queries.visits import VisitRow
from tracker.reminders import paper
from tracker.reminders.digest import Digest
from tracker.reminders.page import Part
from tracker.reminders.wording import due, state

SUBJECT = "V/v đôn đốc thực hiện cam kết"
BLANK = "………………………"
GAP = "\u00a0" * 6
"""Room for what the clerk writes by hand."""
_HEAD = (66, 94)
_COLUMNS = ("TT", "Nội dung cam kết", "Chuyến công tác", "Hạn hoàn thành", "Tình trạng")
_WIDTHS = (3, 13, 14, 8, 7)
_TITLES = ("Quá hạn", "Sắp đến hạn", "Đang chờ xác nhận")
_ASKED = (
    "Đối với các cam kết quá hạn, đề nghị {lead} khẩn trương chỉ đạo hoàn thành; trường hợp có khó khăn, vướng mắc, đề "
    "nghị nêu rõ nguyên nhân và đề xuất thời hạn thực hiện.",
    "Đối với các cam kết sắp đến hạn, đề nghị bảo đảm hoàn thành đúng thời hạn.",
    "Đối với các cam kết đang chờ xác nhận, đề nghị gửi bổ sung văn bản, tài liệu chứng minh kết quả thực hiện (nếu "
    "chưa gửi).",
)


def letter(digest: Digest, sender: Sender) -> bytes:
    """The letter to the lead agency of the digest."""
    with speaking("vi"):
        document = paper.paper(f"{SUBJECT} – {digest.name}", digest.as_of)
        _head(document, digest, sender)
        to = paper.write(document.add_paragraph(), f"Kính gửi: {digest.name}", align=paper.CENTRE)
        to.paragraph_format.space_before = to.paragraph_format.space_after = Pt(12)
        paper.prose(document, _opening(digest, sender))
        gap = document.add_paragraph()
        gap.paragraph_format.line_spacing = Pt(8)
        paper.table(document, _parts(digest))
        for (_title, group), asked in zip(digest.groups, _ASKED, strict=True):
            if group:
                paper.prose(document, asked.format(lead=digest.name))
        last = paper.prose(
            document, f"Kết quả thực hiện đề nghị gửi về {sender.name or BLANK} để theo dõi, tổng hợp./."
        )
        last.paragraph_format.keep_with_next = True  # no page with nothing but the signature
        _foot(document)
        return paper.packed(document)


def _head(document: Any, digest: Digest, sender: Sender) -> None:
    """Sender and motto, then number and date: two rows, so that number and date stand level."""
    table = paper.bare(paper.grid(document, 2, _HEAD))
    (left, right), (number, dated) = (row.cells for row in table.rows)
    above = sender.above or ("" if sender.name else BLANK)
    own = sender.name.removesuffix(sender.above.removeprefix("UBND ")).strip() if above else sender.name
    if above:
        paper.write(left.paragraphs[0], above.upper(), 12, align=paper.CENTRE)
    name = left.add_paragraph() if above else left.paragraphs[0]
    paper.write(name, (own or BLANK).upper(), 12, bold=True, align=paper.CENTRE)
    paper.rule(left, 22)
    paper.write(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True, align=paper.CENTRE)
    paper.write(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", 13, bold=True, align=paper.CENTRE)
    paper.rule(right, 20)
    for text in ("Số:", GAP * 2, "/", GAP * 2):
        paper.write(number.paragraphs[0], text, 13, align=paper.CENTRE)
    paper.write(paper.space(number, 6), SUBJECT, 12, align=paper.CENTRE)
    draft = paper.write(paper.space(number, 8), "DỰ THẢO", 13, bold=True, align=paper.CENTRE)
    draft.paragraph_format.left_indent = draft.paragraph_format.right_indent = Mm(19)
    paper.box(draft)
    for text in (f"{sender.place or BLANK}, ngày", GAP, f"tháng {_month(digest)} năm {digest.as_of.year}"):
        paper.write(dated.paragraphs[0], text, 13, italic=True, align=paper.CENTRE)


def _month(digest: Digest) -> str:
    """As Decree 30 writes it: only the months 1 and 2 with a leading zero."""
    return long_date(digest.as_of).split()[3]


def _opening(digest: Digest, sender: Sender) -> str:
    counts = (
        (digest.late, "{n:02} cam kết quá hạn"),
        (digest.soon, f"{{n:02}} cam kết đến hạn trước hoặc trong ngày {short_date(digest.until)}"),
        (digest.waiting, "{n:02} cam kết đang chờ xác nhận"),
    )
    told = ", ".join(words.format(n=len(group)) for group, words in counts if group)
    return (
        "Qua theo dõi việc thực hiện các nội dung đã thống nhất tại các chuyến công tác, "
        f"{sender.name or BLANK} tổng hợp các cam kết do {digest.name} chủ trì, "
        f"tính đến {long_date(digest.as_of)}, gồm {told}, cụ thể như sau:"
    )


def _parts(digest: Digest) -> list[Part]:
    """The groups that hold something, numbered in Roman figures and their rows throughout."""
    found: list[Part] = []
    number = 0
    for title, (_name, group) in zip(_TITLES, digest.groups, strict=True):
        rows = []
        for one in group:
            number += 1
            rows.append((str(number), one.row.text, _meeting(one.visit), due(one.row), state(one.row, digest.as_of)))
        if rows:
            found.append(Part(f"{('I', 'II', 'III')[len(found)]}. {title}", _COLUMNS, rows, _WIDTHS))
    return found


def _meeting(visit: VisitRow) -> str:
    """The visit in words: who worked with whom, when."""
    guests, hosts = ("; ".join(party.agency for party in side) for side in (visit.visitors, visit.hosts))
    who = f"{guests} làm việc với {hosts}" if guests and hosts else guests or hosts
    return f"{who}, ngày {short_date(visit.started_on)}" if visit.started_on else who


def _foot(document: Any) -> None:
    """To whom it goes, level with the signature, which is empty."""
    gap = document.add_paragraph()
    gap.paragraph_format.line_spacing, gap.paragraph_format.keep_with_next = Pt(10), True
    left, _signature = paper.bare(paper.grid(document, 1, (80, 80))).rows[0].cells
    paper.write(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True)
    for line in ("- Như trên;", "- Lưu: VT."):
        paper.write(left.add_paragraph(), line, 11)
