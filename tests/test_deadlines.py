"""Deadlines in words. Seen from Thursday 22 February 2024 unless a test says else."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.calendar import Due, WorkingDays, read_due
from tracker.errors import DateError

THURSDAY = date(2024, 2, 22)
SHIPPED = WorkingDays.shipped()

# (text, the day, the rule), for a promise given on that Thursday.
DUES: dict[str, list[tuple[str, str | None, str]]] = {
    "before a day, a month, a year": [
        ("trước ngày 30/6/2024", "2024-06-29", "before-day"),
        ("trước 30/6", "2024-06-29", "before-day"),
        ("truoc ngay 1/3", "2024-02-29", "before-day"),
        ("trước ngày 22/2", "2025-02-21", "before-day"),
        ("hoàn thành trước ngày 31 tháng 12 năm 2025", "2025-12-30", "before-day"),
        ("chậm nhất trước ngày 1/1/2025", "2024-12-31", "before-day"),
        ("trước tháng 6", "2024-05-31", "before-month"),
        ("trước tháng 2", "2025-01-31", "before-month"),
        ("trước quý III/2025", "2025-06-30", "before-quarter"),
        ("trước năm 2026", "2025-12-31", "before-year"),
    ],
    "by a day": [
        ("chậm nhất ngày 30/6/2024", "2024-06-30", "by-day"),
        ("chậm nhất là ngày 30/6", "2024-06-30", "by-day"),
        ("đến hết ngày 30/6", "2024-06-30", "by-day"),
        ("đến ngày 30/6", "2024-06-30", "by-day"),
        ("hạn 30/6", "2024-06-30", "by-day"),
        ("Hạn: 30/6/2024", "2024-06-30", "by-day"),
        ("thời hạn hoàn thành: 15/3", "2024-03-15", "by-day"),
        ("không quá ngày 15/3", "2024-03-15", "by-day"),
        ("30/6", "2024-06-30", "by-day"),
        ("22/2", "2024-02-22", "by-day"),
        ("21/2", "2025-02-21", "by-day"),
        ("21/2/2024", "2024-02-21", "by-day"),
        ("2024-06-30", "2024-06-30", "by-day"),
        ("ngày mai", "2024-02-23", "by-day"),
        ("trong ngày", "2024-02-22", "by-day"),
        ("thứ Sáu tuần tới", "2024-03-01", "by-day"),
        ("2/9/2024", "2024-09-02", "by-day"),
    ],
    "by an hour": [
        ("trước 17h00 ngày 30/6/2024", "2024-06-30", "by-hour"),
        ("trước 17 giờ 00 phút ngày 30/6", "2024-06-30", "by-hour"),
        ("17:00 30/6", "2024-06-30", "by-hour"),
        ("trước 0 giờ ngày 1/7/2025", "2025-06-30", "by-hour"),
        ("trước 25h ngày 30/6", None, ""),
    ],
    "in working days": [
        ("trong 10 ngày làm việc", "2024-03-07", "working-days"),
        ("trong vòng 10 ngay lam viec", "2024-03-07", "working-days"),
        ("+10 ngày làm việc", "2024-03-07", "working-days"),
        ("1 ngày làm việc", "2024-02-23", "working-days"),
        ("sau hai ngày làm việc", "2024-02-26", "working-days"),
        ("trong 10 ngày làm việc kể từ ngày 1/3/2024", "2024-03-15", "working-days"),
        ("trong 3 ngày làm việc kể từ ngày 26/4/2024", "2024-05-04", "working-days"),
        ("trong 10 ngày làm việc kể từ ngày ký", None, ""),
        ("trong 0 ngày làm việc", None, ""),
    ],
    "in calendar units, rolled from a day off": [
        ("trong vòng 30 ngày", "2024-03-25", "calendar-period"),
        ("trong 30 (ba mươi) ngày", "2024-03-25", "calendar-period"),
        ("không quá 30 ngày", "2024-03-25", "calendar-period"),
        ("+30", "2024-03-25", "calendar-period"),
        ("trong 29 ngày", "2024-03-22", "calendar-period"),
        ("trong 69 ngày", "2024-05-02", "calendar-period"),
        ("sau 2 tuần", "2024-03-07", "calendar-period"),
        ("2 tuần nữa", "2024-03-07", "calendar-period"),
        ("trong 1 tháng", "2024-03-22", "calendar-period"),
        ("trong sáu tháng tới", "2024-08-22", "calendar-period"),
        ("trong 1 năm", "2025-02-24", "calendar-period"),
        ("trong 1 tháng kể từ ngày 31/1/2024", "2024-02-29", "calendar-period"),
    ],
    "the end of a month, quarter, year, kept on a day off": [
        ("trong tháng 3", "2024-03-31", "by-month"),
        ("trong tháng 2", "2024-02-29", "by-month"),
        ("trong tháng 1", "2025-01-31", "by-month"),
        ("tháng 3/2025", "2025-03-31", "by-month"),
        ("trong tháng", "2024-02-29", "by-month"),
        ("tháng sau", "2024-03-31", "by-month"),
        ("tháng sáu", "2024-06-30", "by-month"),
        ("trong tuần này", "2024-02-25", "by-week"),
        ("trong quý II", "2024-06-30", "by-quarter"),
        ("TRONG QUY I", "2024-03-31", "by-quarter"),
        ("quý III/2025", "2025-09-30", "by-quarter"),
        ("trong quý", "2024-03-31", "by-quarter"),
        ("cuối quý II", "2024-06-30", "by-end-of-quarter"),
        ("đến hết quý II/2025", "2025-06-30", "by-end-of-quarter"),
        ("trước khi kết thúc quý II", "2024-06-30", "by-end-of-quarter"),
        ("giữa tháng 2", "2025-02-15", "by-middle-of-month"),
        ("đầu tháng 4", "2024-04-01", "by-start-of-month"),
        ("trong năm 2025", "2025-12-31", "by-year"),
        ("đến năm 2030", "2030-12-31", "by-year"),
        ("trong năm", "2024-12-31", "by-year"),
        ("hết năm 2026", "2026-12-31", "by-end-of-year"),
        ("cuối năm nay", "2024-12-31", "by-end-of-year"),
        ("từ nay đến cuối năm", "2024-12-31", "by-end-of-year"),
        ("6 tháng đầu năm 2025", "2025-06-30", "by-part-of-year"),
        ("trong 6 tháng cuối năm", "2024-12-31", "by-part-of-year"),
        ("giai đoạn 2022-2026", "2026-12-31", "by-years"),
        ("giai đoạn 2022 – 2026", "2026-12-31", "by-years"),
        ("từ năm 2024 đến năm 2026", "2026-12-31", "by-years"),
        ("từ 1/3 đến 15/4/2024", "2024-04-15", "by-range"),
    ],
    "without a day": [
        ("thường xuyên", None, "regularly"),
        ("Thường xuyên, liên tục", None, "regularly"),
        ("hằng năm", None, "recurring"),
        ("hang nam", None, "recurring"),
        ("định kỳ hằng quý", None, "recurring"),
        ("không thời hạn", None, "no-time-limit"),
        ("khong co thoi han", None, "no-time-limit"),
    ],
    "unreadable": [
        ("sau ngày 30/6", None, ""),
        ("từ ngày 1/7/2025", None, ""),
        ("trước ngày 15/12 hằng năm", None, ""),
        ("trong thời gian tới", None, ""),
        ("trước ngày 31/2", None, ""),
        ("giai đoạn 2026-2022", None, ""),
        ("-3 ngày", None, ""),
        ("10", None, ""),
        ("hạn", None, ""),
    ],
}
DUE_CASES = [pytest.param(*case, id=f"{form}: {case[0]}") for form, cases in DUES.items() for case in cases]


@pytest.mark.parametrize(("text", "expected", "rule"), DUE_CASES)
def test_a_deadline_names_its_day_and_its_rule(text: str, expected: str | None, rule: str) -> None:
    """Every wording gives the last day on which the promise is kept in time, and the id of the rule that read it."""
    if not rule:
        with pytest.raises(DateError):
            read_due(text, THURSDAY, SHIPPED)
        return
    due = read_due(unicodedata.normalize("NFD", text), THURSDAY, SHIPPED)
    assert due == Due(text, date.fromisoformat(expected) if expected else None, rule)
    assert due.rule.isascii()


def test_29_february_without_a_year_must_be_near() -> None:
    """A deadline on 29/2 is this year's or the next one's; if neither has the day the year must be said."""
    assert read_due("29/2", date(2027, 3, 1), SHIPPED).on == date(2028, 2, 29)
    with pytest.raises(DateError):
        read_due("29/2", date(2025, 3, 1), SHIPPED)


def test_make_up_saturday_counts() -> None:
    """After 29/4, 30/4 and 1/5/2024 off, Saturday 4/5 is worked: a period that ends on it is not rolled."""
    assert read_due("trong 8 ngày", date(2024, 4, 26), SHIPPED).on == date(2024, 5, 4)
    assert read_due("trong 4 ngày", date(2024, 4, 26), SHIPPED).on == date(2024, 5, 2)


@given(st.dates(date(1945, 1, 1), date(2100, 12, 31)), st.dates(date(2023, 12, 1), date(2027, 1, 31)))
def test_a_deadline_without_a_year_is_the_next(day: date, given_on: date) -> None:
    """A day and month without a year fall on or after the promise and within a year of it, or are refused (29/2)."""
    try:
        due = read_due(f"{day.day}/{day.month}", given_on, SHIPPED).on
    except DateError:
        assert (day.month, day.day) == (2, 29)
        return
    assert due is not None
    assert (due.month, due.day) == (day.month, day.day)
    assert given_on <= due < given_on + timedelta(days=731 if (day.month, day.day) == (2, 29) else 366)
