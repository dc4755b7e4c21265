"""Dates and periods in words, and how a day is written. Seen from Thursday 22 February 2024 unless a test says else."""

import contextlib
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.calendar import (
    WorkingDays,
    add_months,
    iso,
    long_date,
    month_end,
    period,
    quarter,
    read_date,
    read_due,
    short_date,
)
from tracker.errors import DateError, TrackerError
from tracker.text import fold

THURSDAY = date(2024, 2, 22)
SHIPPED = WorkingDays.shipped()

# (text, the day), by the form that reads it. Worked out on a wall calendar, not by the program.
DATES: dict[str, list[tuple[str, str | None]]] = {
    "day/month/year": [
        ("22/2/2024", "2024-02-22"),
        ("22/02/2024", "2024-02-22"),
        ("22-2-2024", "2024-02-22"),
        ("22.02.2024", "2024-02-22"),
        ("22 / 2 / 2024", "2024-02-22"),
        ("  22/2/2024. ", "2024-02-22"),
        ("ngày 22/2/2024", "2024-02-22"),
        ("22/2/24", "2024-02-22"),
        ("1-1-99", "2099-01-01"),
        ("29/2/2024", "2024-02-29"),
        ("1/1/1945", "1945-01-01"),
        ("31/12/2100", "2100-12-31"),
        ("thứ Năm, ngày 22/2/2024", "2024-02-22"),
        ("chủ nhật 25/2", "2024-02-25"),
    ],
    "ISO": [("2024-02-22", "2024-02-22"), ("2025/7/1", "2025-07-01"), ("2026-11-24", "2026-11-24")],
    "without a year: this year, past or to come": [
        ("22/2", "2024-02-22"),
        ("1/1", "2024-01-01"),
        ("31-12", "2024-12-31"),
        ("ngày 22 tháng 02", "2024-02-22"),
        ("5 tháng 3", "2024-03-05"),
        ("30 tháng Tư", "2024-04-30"),
    ],
    "in words": [
        ("ngày 22 tháng 2 năm 2024", "2024-02-22"),
        ("NGÀY 22 THÁNG 2 NĂM 2024", "2024-02-22"),
        ("ngay 05 thang 3 nam 2024", "2024-03-05"),
        ("ngày 22, tháng 2, năm 2024", "2024-02-22"),
        ("mùng 2 tháng 9 năm 2025", "2025-09-02"),
        ("22 tháng 2/2023", "2023-02-22"),
        ("ngày 1 tháng sáu", "2024-06-01"),
        ("22/3 năm ngoái", "2023-03-22"),
        ("ngày 15 tháng này", "2024-02-15"),
        ("ngày 15 tháng sau", "2024-03-15"),
    ],
    "day words": [
        ("hôm nay", "2024-02-22"),
        ("hom nay", "2024-02-22"),
        ("HÔM NAY", "2024-02-22"),
        ("today", "2024-02-22"),
        ("hôm qua", "2024-02-21"),
        ("yesterday", "2024-02-21"),
        ("hôm kia", "2024-02-20"),
        ("ngày mai", "2024-02-23"),
        ("Tomorrow", "2024-02-23"),
        ("ngày kia", "2024-02-24"),
        ("ngày kìa", "2024-02-25"),
    ],
    "shifts, never rolled": [
        ("+10", "2024-03-03"),
        ("+10 ngày", "2024-03-03"),
        ("+ 10 ngày", "2024-03-03"),
        ("-3 ngày", "2024-02-19"),
        ("-3", "2024-02-19"),
        ("+0", "2024-02-22"),
        ("+2w", "2024-03-07"),
        ("+2 tuần", "2024-03-07"),
        ("+2 tuan", "2024-03-07"),
        ("+1 tháng", "2024-03-22"),
        ("-2 tháng", "2023-12-22"),
        ("+1 năm", "2025-02-22"),
        ("+10 ngày làm việc", "2024-03-07"),
        ("+10 ngay lam viec", "2024-03-07"),
        ("-10 ngày làm việc", "2024-02-01"),
    ],
    "days of the week": [
        ("thứ Sáu tuần này", "2024-02-23"),
        ("thứ Hai tuần này", "2024-02-19"),
        ("thứ 6 tuần tới", "2024-03-01"),
        ("thu sau tuan sau", "2024-03-01"),
        ("chủ nhật tuần này", "2024-02-25"),
        ("thứ Tư tuần trước", "2024-02-14"),
        ("cuối tuần", "2024-02-25"),
        ("đầu tuần sau", "2024-02-26"),
    ],
    "start, middle and end": [
        ("đầu tháng 3", "2024-03-01"),
        ("giữa tháng 3", "2024-03-15"),
        ("cuối tháng 3", "2024-03-31"),
        ("cuối tháng 2/2023", "2023-02-28"),
        ("cuối tháng", "2024-02-29"),
        ("cuối tháng này", "2024-02-29"),
        ("cuối tháng sau", "2024-03-31"),
        ("cuối tháng sáu", "2024-06-30"),
        ("cuối quý II", "2024-06-30"),
        ("cuoi quy ii", "2024-06-30"),
        ("cuối quý 2", "2024-06-30"),
        ("cuối quý tư", "2024-12-31"),
        ("cuối quý", "2024-03-31"),
        ("cuối quý II/2025", "2025-06-30"),
        ("cuối quý II năm 2025", "2025-06-30"),
        ("đầu quý III", "2024-07-01"),
        ("giữa quý III", "2024-08-15"),
        ("đầu năm", "2024-01-01"),
        ("giữa năm 2025", "2025-06-30"),
        ("cuối năm", "2024-12-31"),
        ("cuối năm sau", "2025-12-31"),
        ("hết năm 2026", "2026-12-31"),
    ],
    "not a day": [
        ("31/2", None),
        ("32/1", None),
        ("0/1", None),
        ("1/13", None),
        ("29/2/2023", None),
        ("2023-02-29", None),
        ("31/12/1944", None),
        ("1/1/2101", None),
        ("22/2/224", None),
        ("thứ Sáu, ngày 22/2/2024", None),
        ("tháng 3", None),
        ("3/2025", None),
        ("2025", None),
        ("quý II", None),
        ("cuối quý V", None),
        ("cuối cuối tháng", None),
        ("+9999 năm", None),
        ("thứ Sáu", None),
        ("ngày", None),
        ("tuần sáu", None),
        ("sớm", None),
        ("", None),
        (" \u0301 ", None),
        ("٢٢/٢/٢٠٢٤", None),
    ],
}

PERIODS = [
    ("quý II/2025", "2025-04-01", "2025-06-30"),
    ("Q1/2024", "2024-01-01", "2024-03-31"),
    ("quý này", "2024-01-01", "2024-03-31"),
    ("quý trước", "2023-10-01", "2023-12-31"),
    ("quý IV", "2024-10-01", "2024-12-31"),
    ("tháng 3/2025", "2025-03-01", "2025-03-31"),
    ("3/2025", "2025-03-01", "2025-03-31"),
    ("tháng 12", "2024-12-01", "2024-12-31"),
    ("tháng trước", "2024-01-01", "2024-01-31"),
    ("năm 2025", "2025-01-01", "2025-12-31"),
    ("2025", "2025-01-01", "2025-12-31"),
    ("năm nay", "2024-01-01", "2024-12-31"),
    ("năm ngoái", "2023-01-01", "2023-12-31"),
    ("6 tháng đầu năm 2025", "2025-01-01", "2025-06-30"),
    ("9 thang dau nam", "2024-01-01", "2024-09-30"),
    ("6 tháng cuối năm 2025", "2025-07-01", "2025-12-31"),
    ("nửa đầu năm 2025", "2025-01-01", "2025-06-30"),
    ("tuần này", "2024-02-19", "2024-02-25"),
    ("giai đoạn 2021-2025", "2021-01-01", "2025-12-31"),
    ("từ tháng 1 đến tháng 3/2025", "2025-01-01", "2025-03-31"),
    ("từ tháng 11 đến tháng 2/2025", "2024-11-01", "2025-02-28"),
    ("từ đầu năm đến nay", "2024-01-01", "2024-02-22"),
    ("22/2", "2024-02-22", "2024-02-22"),
]

READERS: list[Callable[[str], object]] = [
    lambda text: read_date(text, THURSDAY),
    lambda text: read_due(text, THURSDAY, SHIPPED),
    lambda text: period(text, THURSDAY),
]
DATE_CASES = [pytest.param(*case, id=f"{form}: {case[0]}") for form, cases in DATES.items() for case in cases]

days = st.dates(date(1945, 1, 1), date(2100, 12, 31))
WORDS = """trước ngày tháng năm quý tuần trong vòng sau tới này nay đến hết cuối đầu giữa từ kể hạn chậm nhất làm việc
thứ chủ nhật hai sáu giai đoạn hằng không thời 22/2 2024 0 31 9999 0000 II iv 2022-2026 +10 -3 17h00 / - . ( ) : w q"""
words = st.lists(st.sampled_from(WORDS.split()), max_size=8)
any_text = st.text(max_size=40) | words.map(" ".join) | words.map("".join)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def day_or_error(text: str) -> str | None:
    try:
        return read_date(text, THURSDAY).isoformat()
    except DateError:
        return None


@pytest.mark.parametrize(("text", "expected"), DATE_CASES)
def test_a_date_is_read_however_it_is_typed(text: str, expected: str | None) -> None:
    """Every form names its day, in any case, composed or not, with or without accents; what names none is refused."""
    assert day_or_error(text) == expected
    assert day_or_error(nfd(text)) == expected
    assert day_or_error(text.upper()) == expected
    if not {"sáu", "kìa"} & set(text.split()):
        assert day_or_error(fold(text)) == expected


def test_a_date_without_accents_keeps_what_accents_tell_apart() -> None:
    """“tháng sáu” is June and “tháng sau” the next month; typed without accents it is the next month."""
    assert [day_or_error(f"cuối {text}") for text in ("tháng sáu", "tháng sau", "thang sau")] == [
        "2024-06-30",
        "2024-03-31",
        "2024-03-31",
    ]


@pytest.mark.parametrize(("text", "first", "last"), PERIODS)
def test_a_period_names_its_first_and_last_day(text: str, first: str, last: str) -> None:
    """A month, quarter, part of a year, year or range gives both its ends, with or without accents."""
    expected = date.fromisoformat(first), date.fromisoformat(last)
    assert period(text, THURSDAY) == expected
    assert period(fold(text), THURSDAY) == expected


@pytest.mark.parametrize(
    "text", ["", "quý V", "tháng 13", "0 tháng đầu năm", "13 tháng cuối năm", "nửa đầu", "năm 1944", "đến nay"]
)
def test_an_unreadable_period_is_refused(text: str) -> None:
    """What is no period is a DateError."""
    with pytest.raises(DateError):
        period(text, THURSDAY)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("text", ["ă" * 10_000, "đến " * 2_500, "22/2/2024 " * 1_000, "den " * 49, "cuoi " * 39])
def test_a_long_text_is_refused(read: Callable[[str], object], text: str) -> None:
    """Ten thousand letters are refused, and the refusal repeats only their beginning."""
    with pytest.raises(DateError) as refusal:
        read(text)
    assert len(str(refusal.value.facts["text"])) <= 60


@given(days)
def test_every_day_round_trips(day: date) -> None:
    """What is written by iso, short_date and long_date, or by hand, is read as the same day, whatever today is."""
    d, m, y = day.day, day.month, day.year
    by_hand = [f"{d}/{m}/{y}", f"{d}-{m}-{y}", f"{d}.{m:02}.{y}", f"ngày {d} tháng {m} năm {y}", f"{d} tháng {m}/{y}"]
    for text in [iso(day), short_date(day), long_date(day), fold(long_date(day)), nfd(long_date(day)), *by_hand]:
        assert read_date(text, THURSDAY) == day
        assert read_due(f"chậm nhất {text}", THURSDAY, SHIPPED).on == day
    assert read_date(f"{d}/{m}", day) == day


@given(any_text)
def test_no_text_is_a_crash(text: str) -> None:
    """Whatever is typed is read or refused as a TrackerError; nothing else is raised."""
    for read in READERS:
        with contextlib.suppress(TrackerError):
            read(text)


def test_a_day_is_written_as_offices_write_it() -> None:
    """Decree 30: a zero before days below 10 and before months 1 and 2 only; tables and files have their own forms."""
    assert long_date(date(2024, 2, 22)) == "ngày 22 tháng 02 năm 2024"
    assert long_date(date(2024, 3, 5)) == "ngày 05 tháng 3 năm 2024"
    assert long_date(date(2024, 12, 31)) == "ngày 31 tháng 12 năm 2024"
    assert short_date(date(2024, 2, 2)) == "02/02/2024"
    assert iso(date(2024, 2, 2)) == "2024-02-02"


def test_months_and_quarters() -> None:
    """The end of a month knows leap years; a quarter has three months; a month later never skips a month."""
    assert [month_end(year, 2).day for year in (2023, 2024, 2100)] == [28, 29, 28]
    assert quarter(THURSDAY) == (date(2024, 1, 1), date(2024, 3, 31))
    assert quarter(date(2025, 12, 31)) == (date(2025, 10, 1), date(2025, 12, 31))
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 1, 31), -2) == date(2023, 11, 30)
    with pytest.raises(ValueError, match="13"):
        month_end(2024, 13)
