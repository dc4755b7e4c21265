"""Deadlines in words: what each phrase means, by which rule, and why. `python tests/deadline_table.py` prints it.

The days were worked out on a wall calendar, not by the program. A phrase without a day and a rule must be refused.
"""

import sys
import unicodedata
from dataclasses import dataclass

THURSDAY = "2024-02-22"

BEFORE = "before a day means by the day before it; a day without a year is the next one"
BY = "by a day, the day itself included; a day without a year is the next one"
STAYS = (
    "a date that is named stays, even on a day off: it is no counted period (Civil Code, art. 148, c. 5 rolls those)"
)
HOUR = "an hour is on its day: hours are not kept"
MIDNIGHT = "0 o'clock ends the day before"
HOURS = "24 hours are a day (art. 146), 8 of work a working day (Labour Code, art. 105); counted from the day's end"
WORKING = "working days; the first day is not counted (Civil Code, art. 147)"
TET = "holidays are not worked: Tết, 1/1, Giỗ Tổ, 24/11 (Labour Code, art. 112; Resolution 28/2026/QH16)"
SWAP = "a Saturday worked in exchange for a bridge day counts, the bridge day does not"
ROLL = "calendar days; a period that ends on a day off ends on the next working day (Civil Code, art. 148, c. 5)"
MONTHS = "the corresponding day, or the month's last one (art. 148); half a month is 15 days (art. 146); then rolled"
WHOLE = "within a stretch of the calendar: by its last day, which is named and stays"
END = "start, middle and end of a month and a year are days of their own (Civil Code, art. 146, c. 2 and 3)"
RANGE = "from one to another: by the last day of the second"
YEAR = "over the end of the year: what has no year is the next that is not past"
LEAP = "29 February only where there is one: this year or the next, else the year must be said"
SPELT = "however it is typed: capitals, no accents, decomposed letters, old spellings, spaces"
NODAY = "a deadline that names no day is kept in its words"
REFUSED = "nothing is guessed: no day, one that is not there, or counted from an event without a date"


@dataclass(frozen=True)
class Case:
    """`due` and `rule`: what the phrase means for a promise of the day `given`; neither: it must be refused."""

    phrase: str
    due: str | None
    rule: str
    why: str
    given: str = THURSDAY


def nfd(text: str) -> str:
    """The text in decomposed letters, as some keyboards type it."""
    return unicodedata.normalize("NFD", text)


CASES = (
    Case("trước ngày 30/6/2024", "2024-06-29", "before-day", BEFORE),
    Case("trước 30/6", "2024-06-29", "before-day", BEFORE),
    Case("truoc ngay 1/3", "2024-02-29", "before-day", BEFORE),
    Case("trước ngày 22/2", "2025-02-21", "before-day", BEFORE),
    Case("trước ngày 05/3", "2024-03-04", "before-day", BEFORE),
    Case("hoàn thành trước ngày 31 tháng 12 năm 2025", "2025-12-30", "before-day", BEFORE),
    Case("gửi trước ngày 15/3", "2024-03-14", "before-day", BEFORE),
    Case("báo cáo trước ngày 15/3/2024 (thứ Sáu)", "2024-03-14", "before-day", BEFORE),
    Case("chậm nhất trước ngày 1/1/2025", "2024-12-31", "before-day", BEFORE),
    Case("trước thứ Sáu tuần tới", "2024-02-29", "before-day", BEFORE),
    Case("trước thứ Sáu", "2024-02-22", "before-weekday", BEFORE),
    Case("trước tháng 6", "2024-05-31", "before-month", BEFORE),
    Case("trước tháng 2", "2025-01-31", "before-month", BEFORE),
    Case("trước quý III/2025", "2025-06-30", "before-quarter", BEFORE),
    Case("trước năm 2026", "2025-12-31", "before-year", BEFORE),
    Case("trước khi kết thúc quý II", "2024-06-30", "by-end-of-quarter", END),
    Case("trước cuối tháng 6", "2024-06-30", "by-end-of-month", END),
    Case("chậm nhất ngày 30/6/2024", "2024-06-30", "by-day", BY),
    Case("chậm nhất là ngày 30/6", "2024-06-30", "by-day", BY),
    Case("muộn nhất là ngày 30/6", "2024-06-30", "by-day", BY),
    Case("trễ nhất ngày 30/6", "2024-06-30", "by-day", BY),
    Case("không quá ngày 15/3", "2024-03-15", "by-day", BY),
    Case("không chậm hơn ngày 15/3", "2024-03-15", "by-day", BY),
    Case("đến hết ngày 30/6", "2024-06-30", "by-day", BY),
    Case("tới hết ngày 30/6", "2024-06-30", "by-day", BY),
    Case("đến ngày 30/6", "2024-06-30", "by-day", BY),
    Case("trước hoặc trong ngày 30/6", "2024-06-30", "by-day", BY),
    Case("hạn 30/6", "2024-06-30", "by-day", BY),
    Case("Hạn: 30/6/2024", "2024-06-30", "by-day", BY),
    Case("hạn chót là 15/3", "2024-03-15", "by-day", BY),
    Case("thời hạn hoàn thành: 15/3", "2024-03-15", "by-day", BY),
    Case("30/6", "2024-06-30", "by-day", BY),
    Case("22/2", "2024-02-22", "by-day", BY),
    Case("21/2", "2025-02-21", "by-day", BY),
    Case("21/2/2024", "2024-02-21", "by-day", BY),
    Case("2024-06-30", "2024-06-30", "by-day", BY),
    Case("15.3.2024", "2024-03-15", "by-day", BY),
    Case("ngày 15 tháng 3 năm 2024", "2024-03-15", "by-day", BY),
    Case("ngày mai", "2024-02-23", "by-day", BY),
    Case("trong ngày", "2024-02-22", "by-day", BY),
    Case("sáng 15/3", "2024-03-15", "by-day", BY),
    Case("thứ Sáu tuần tới", "2024-03-01", "by-day", BY),
    Case("thứ Sáu, ngày 15/3/2024", "2024-03-15", "by-day", BY),
    Case("thứ Sáu", "2024-02-23", "by-weekday", BY),
    Case("thứ Năm", "2024-02-22", "by-weekday", BY),
    Case("2/9/2024", "2024-09-02", "by-day", STAYS),
    Case("chậm nhất ngày 30/4/2024", "2024-04-30", "by-day", STAYS),
    Case("đến hết ngày 10/2/2024", "2024-02-10", "by-day", STAYS, "2024-01-15"),
    Case("trước ngày 28/1/2025", "2025-01-27", "before-day", STAYS),
    Case("chủ nhật 25/2", "2024-02-25", "by-day", STAYS),
    Case("cuối quý III", "2024-09-30", "by-end-of-quarter", STAYS),
    Case("trong tháng 3", "2024-03-31", "by-month", STAYS),
    Case("trước 17h00 ngày 30/6/2024", "2024-06-30", "by-hour", HOUR),
    Case("trước 17 giờ 00 phút ngày 30/6", "2024-06-30", "by-hour", HOUR),
    Case("trước 17g00 ngày 30/6", "2024-06-30", "by-hour", HOUR),
    Case("vào lúc 8 giờ ngày 1/3", "2024-03-01", "by-hour", HOUR),
    Case("trước 17h chiều ngày mai", "2024-02-23", "by-hour", HOUR),
    Case("17:00 30/6", "2024-06-30", "by-hour", HOUR),
    Case("trước 24h00 ngày 31/12/2024", "2024-12-31", "by-hour", HOUR),
    Case("trước 0 giờ ngày 1/7/2025", "2025-06-30", "by-hour", MIDNIGHT),
    Case("trong 24 giờ", "2024-02-23", "hours", HOURS),
    Case("trong vòng 48h", "2024-02-26", "hours", HOURS),
    Case("trong 4 giờ làm việc", "2024-02-23", "working-hours", HOURS),
    Case("trong 16 giờ làm việc", "2024-02-26", "working-hours", HOURS),
    Case("trong 10 ngày làm việc", "2024-03-07", "working-days", WORKING),
    Case("trong vòng 10 ngay lam viec", "2024-03-07", "working-days", WORKING),
    Case("trong thời hạn 10 ngày làm việc", "2024-03-07", "working-days", WORKING),
    Case("+10 ngày làm việc", "2024-03-07", "working-days", WORKING),
    Case("1 ngày làm việc", "2024-02-23", "working-days", WORKING),
    Case("sau hai ngày làm việc", "2024-02-26", "working-days", WORKING),
    Case("trong vòng 15 (mười lăm) ngày làm việc", "2024-03-14", "working-days", WORKING),
    Case("chậm nhất là 5 ngày làm việc", "2024-02-29", "working-days", WORKING),
    Case("trong 10 ngày làm việc kể từ ngày 1/3/2024", "2024-03-15", "working-days", WORKING),
    Case("trong 5 ngày làm việc", "2024-02-19", "working-days", TET, "2024-02-05"),
    Case("trong 10 ngày làm việc", "2025-02-10", "working-days", TET, "2025-01-20"),
    Case("trong 3 ngày làm việc", "2026-02-24", "working-days", TET, "2026-02-12"),
    Case("trong 1 ngày làm việc", "2025-01-02", "working-days", TET, "2024-12-31"),
    Case("trong 2 ngày làm việc", "2026-11-26", "working-days", TET, "2026-11-23"),
    Case("trong 1 ngày làm việc", "2026-04-28", "working-days", TET, "2026-04-24"),
    Case("trong 3 ngày làm việc kể từ ngày 26/4/2024", "2024-05-04", "working-days", SWAP),
    Case("trong 1 ngày làm việc", "2025-04-26", "working-days", SWAP, "2025-04-25"),
    Case("trong 1 ngày làm việc", "2026-08-22", "working-days", SWAP, "2026-08-21"),
    Case("trong 2 ngày làm việc", "2026-01-06", "working-days", SWAP, "2025-12-31"),
    Case("trong 8 ngày", "2024-05-04", "calendar-period", SWAP, "2024-04-26"),
    Case("trong vòng 30 ngày", "2024-03-25", "calendar-period", ROLL),
    Case("trong 30 (ba mươi) ngày", "2024-03-25", "calendar-period", ROLL),
    Case("trong vòng mười lăm ngày", "2024-03-08", "calendar-period", ROLL),
    Case("không quá 30 ngày", "2024-03-25", "calendar-period", ROLL),
    Case("+30", "2024-03-25", "calendar-period", ROLL),
    Case("trong 29 ngày", "2024-03-22", "calendar-period", ROLL),
    Case("trong 69 ngày", "2024-05-02", "calendar-period", ROLL),
    Case("trong 4 ngày", "2024-05-02", "calendar-period", ROLL, "2024-04-26"),
    Case("trong 7 ngày", "2025-02-03", "calendar-period", ROLL, "2025-01-22"),
    Case("+2w", "2024-03-07", "calendar-period", ROLL),
    Case("sau 2 tuần", "2024-03-07", "calendar-period", ROLL),
    Case("2 tuần nữa", "2024-03-07", "calendar-period", ROLL),
    Case("trong 15 ngày kể từ ngày 1/3/2024", "2024-03-18", "calendar-period", ROLL),
    Case("trong 1 tháng", "2024-03-22", "calendar-period", MONTHS),
    Case("trong sáu tháng tới", "2024-08-22", "calendar-period", MONTHS),
    Case("trong 1 năm", "2025-02-24", "calendar-period", MONTHS),
    Case("trong 1 tháng kể từ ngày 31/1/2024", "2024-02-29", "calendar-period", MONTHS),
    Case("trong 1 năm", "2025-02-28", "calendar-period", MONTHS, "2024-02-29"),
    Case("trong nửa tháng", "2024-03-08", "calendar-period", MONTHS),
    Case("trong nửa năm", "2024-08-22", "calendar-period", MONTHS),
    Case("trong tháng 2", "2024-02-29", "by-month", WHOLE),
    Case("trong tháng 1", "2025-01-31", "by-month", WHOLE),
    Case("tháng 3/2025", "2025-03-31", "by-month", WHOLE),
    Case("trong tháng", "2024-02-29", "by-month", WHOLE),
    Case("tháng sau", "2024-03-31", "by-month", WHOLE),
    Case("tháng sáu", "2024-06-30", "by-month", WHOLE),
    Case("trong tháng mười hai", "2024-12-31", "by-month", WHOLE),
    Case("trong tuần này", "2024-02-25", "by-week", WHOLE),
    Case("trong quý II", "2024-06-30", "by-quarter", WHOLE),
    Case("quý III/2025", "2025-09-30", "by-quarter", WHOLE),
    Case("quý I năm 2025", "2025-03-31", "by-quarter", WHOLE),
    Case("trong quý", "2024-03-31", "by-quarter", WHOLE),
    Case("trong năm 2025", "2025-12-31", "by-year", WHOLE),
    Case("đến năm 2030", "2030-12-31", "by-year", WHOLE),
    Case("trong năm", "2024-12-31", "by-year", WHOLE),
    Case("6 tháng đầu năm 2025", "2025-06-30", "by-part-of-year", WHOLE),
    Case("trong 6 tháng cuối năm", "2024-12-31", "by-part-of-year", WHOLE),
    Case("cuối quý II", "2024-06-30", "by-end-of-quarter", END),
    Case("đến hết quý II/2025", "2025-06-30", "by-end-of-quarter", END),
    Case("hết tháng 3", "2024-03-31", "by-end-of-month", END),
    Case("hết năm 2026", "2026-12-31", "by-end-of-year", END),
    Case("cuối năm nay", "2024-12-31", "by-end-of-year", END),
    Case("từ nay đến cuối năm", "2024-12-31", "by-end-of-year", END),
    Case("từ nay tới cuối năm", "2024-12-31", "by-end-of-year", END),
    Case("đầu tháng 4", "2024-04-01", "by-start-of-month", END),
    Case("giữa tháng 2", "2025-02-15", "by-middle-of-month", END),
    Case("giữa năm", "2024-06-30", "by-middle-of-year", END),
    Case("trong nửa đầu tháng 3", "2024-03-15", "by-half-of-month", END),
    Case("nửa cuối tháng 3", "2024-03-31", "by-half-of-month", END),
    Case("từ 1/3 đến 15/4/2024", "2024-04-15", "by-range", RANGE),
    Case("1-5/4/2024", "2024-04-05", "by-range", RANGE),
    Case("01/3-15/4/2024", "2024-04-15", "by-range", RANGE),
    Case("từ tháng 3 đến tháng 5", "2024-05-31", "by-range", RANGE),
    Case("tháng 3-4/2024", "2024-04-30", "by-range", RANGE),
    Case("quý II, III năm 2024", "2024-09-30", "by-range", RANGE),
    Case("giai đoạn 2022-2026", "2026-12-31", "by-years", RANGE),
    Case("giai đoạn 2022 – 2026", "2026-12-31", "by-years", RANGE),
    Case("từ năm 2024 đến năm 2026", "2026-12-31", "by-years", RANGE),
    Case("31/12", "2024-12-31", "by-day", YEAR, "2024-12-31"),
    Case("trước 1/1", "2024-12-31", "before-day", YEAR, "2024-12-31"),
    Case("1/1", "2025-01-01", "by-day", YEAR, "2024-12-31"),
    Case("trong tháng 1", "2025-01-31", "by-month", YEAR, "2024-12-15"),
    Case("cuối quý I", "2025-03-31", "by-end-of-quarter", YEAR, "2024-12-15"),
    Case("trong 5 ngày làm việc", "2025-01-06", "working-days", YEAR, "2024-12-27"),
    Case("trong 10 ngày", "2025-01-06", "calendar-period", YEAR, "2024-12-25"),
    Case("29/2", "2024-02-29", "by-day", LEAP),
    Case("trước 29/2", "2024-02-28", "before-day", LEAP),
    Case("29/2", "2028-02-29", "by-day", LEAP, "2027-03-01"),
    Case("cuối tháng 2", "2025-02-28", "by-end-of-month", LEAP, "2025-01-10"),
    Case("29/2", None, "", LEAP, "2025-03-01"),
    Case("29/2/2025", None, "", LEAP),
    Case("CUỐI QUÝ II", "2024-06-30", "by-end-of-quarter", SPELT),
    Case("TRUOC NGAY 30/6", "2024-06-29", "before-day", SPELT),
    Case("cham nhat la ngay 30/6", "2024-06-30", "by-day", SPELT),
    Case("den het ngay 30/6", "2024-06-30", "by-day", SPELT),
    Case("TRONG QUY I", "2024-03-31", "by-quarter", SPELT),
    Case("cuối qúy II", "2024-06-30", "by-end-of-quarter", SPELT),
    Case("trong quí II", "2024-06-30", "by-quarter", SPELT),
    Case("trong qui II", "2024-06-30", "by-quarter", SPELT),
    Case(nfd("trước ngày 30 tháng Sáu"), "2024-06-29", "before-day", SPELT),
    Case(nfd("trong vòng mười ngày làm việc"), "2024-03-07", "working-days", SPELT),
    Case(nfd("đến hết quý II"), "2024-06-30", "by-end-of-quarter", SPELT),
    Case("  đến  hết   ngày 30 / 6.", "2024-06-30", "by-day", SPELT),
    Case("thường xuyên", None, "regularly", NODAY),
    Case("Thường xuyên, liên tục", None, "regularly", NODAY),
    Case("hằng năm", None, "recurring", NODAY),
    Case("hang nam", None, "recurring", NODAY),
    Case("định kỳ hằng quý", None, "recurring", NODAY),
    Case("không thời hạn", None, "no-time-limit", NODAY),
    Case("khong co thoi han", None, "no-time-limit", NODAY),
    Case("trong 10 ngày làm việc kể từ ngày ký", None, "", REFUSED),
    Case("trong 0 ngày làm việc", None, "", REFUSED),
    Case("trước 25h ngày 30/6", None, "", REFUSED),
    Case("sau ngày 30/6", None, "", REFUSED),
    Case("từ ngày 1/7/2025", None, "", REFUSED),
    Case("trước ngày 15/12 hằng năm", None, "", REFUSED),
    Case("trước Tết Nguyên đán", None, "", REFUSED),
    Case("trong thời gian tới", None, "", REFUSED),
    Case("trước ngày 31/2", None, "", REFUSED),
    Case("trước ngày 15/3/2024 (thứ Hai)", None, "", REFUSED),
    Case("giai đoạn 2026-2022", None, "", REFUSED),
    Case("tháng 4-3/2024", None, "", REFUSED),
    Case("-3 ngày", None, "", REFUSED),
    Case("10", None, "", REFUSED),
    Case("hạn", None, "", REFUSED),
    Case("sớm", None, "", REFUSED),
)


def as_text() -> str:
    """The table as Markdown, what follows one rule together."""
    lines: list[str] = []
    for why in dict.fromkeys(case.why for case in CASES):
        lines += ["", f"### {why}", "", "| phrase | promised | due | rule |", "| --- | --- | --- | --- |"]
        lines += [
            f"| {case.phrase.strip()} | {case.given} | {case.due or ('-' if case.rule else 'refused')} | {case.rule} |"
            for case in CASES
            if case.why == why
        ]
    return "\n".join([f"{len(CASES)} phrases", *lines, ""])


if __name__ == "__main__":
    sys.stdout.write(as_text())
