"""The days of a note and its headline: what is read, what is left aside. Texts and people are invented."""

import pytest

from tracker.notes.reader import read_note

CAME = (
    "đoàn công tác Sở Y tế tỉnh Lào Cai do ông Trần Văn Nam, Giám đốc Sở làm Trưởng đoàn đã đến thăm, làm việc với "
    "Sở Y tế tỉnh Yên Bái."
)
CAME_FIRST = CAME[0].upper() + CAME[1:]
AFTER = "\n\nHai bên đã trao đổi kinh nghiệm về y tế cơ sở."


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Ngày 22/2, đoàn công tác Sở Y tế tỉnh Lào Cai đến thăm Sở Y tế tỉnh Bắc Kạn.", "--02-22", None),
        ("Chiều 3-2-2021, đoàn Báo Bến Tre thăm Báo Cà Mau.", "2021-02-03", None),
        ("Trong 2 ngày 22 & 23.7, đoàn Báo Bến Tre thăm Báo Cà Mau.", "--07-22", "--07-23"),
        ("Từ ngày 30/12/2022 đến ngày 02/01/2023, đoàn Báo Bến Tre thăm Báo Cà Mau.", "2022-12-30", "2023-01-02"),
        ("Ngày 05 tháng 7 năm 2022, đoàn Báo Bến Tre thăm Báo Cà Mau.", "2022-07-05", None),
        ("Đoàn Báo Bến Tre thăm Báo Cà Mau theo Kế hoạch số 12/KH-UBND ngày 3/4/2023.", None, None),
        ("Nhân kỷ niệm 70 năm ngày 7/5/1954, đoàn Báo Bến Tre vừa thăm Báo Cà Mau.", None, None),
        ("Đoàn Báo Bến Tre thăm Báo Cà Mau, nói về giai đoạn 2021 - 2025 và quý IV/2023.", None, None),
        ("Hai báo hẹn xong trước ngày 30/6/2024.", None, None),
        ("Ngày 31/2/2024, đoàn Báo Bến Tre thăm Báo Cà Mau.", None, None),
    ],
)
def test_days_are_read_and_none_is_invented(text: str, start: str | None, end: str | None) -> None:
    """Forms of dates are read; a law's date, an anniversary, a period or a deadline never makes a visit's day."""
    draft = read_note(text)
    assert (draft.visit_start, draft.visit_end) == (start, end)


@pytest.mark.parametrize(
    ("stamp", "start", "published"),
    [
        ("23/02/2024 09:47 Số lượt xem: 158", "2024-02-22", "2024-02-23"),
        ("Thứ Sáu, 05/01/2024 | 08:00", "--02-22", "2024-01-05"),
        ("Hôm nay: Thứ Ba, 24/11/2026 04:13:50", "--02-22", None),
        ("09:47", "--02-22", None),
    ],
)
def test_the_year_comes_from_a_stamp_that_fits(stamp: str, start: str, published: str | None) -> None:
    """A publication stamp soon after the day gives the year; a far one, or the page's own clock, does not."""
    text = f"Báo Bến Tre thăm Báo Cà Mau\n{stamp}\nNgày 22/2, đoàn công tác Báo Bến Tre đến thăm Báo Cà Mau.\n"
    draft = read_note(text)
    assert (draft.visit_start, draft.published) == (start, published)


@pytest.mark.parametrize(
    ("lead", "start", "end"),
    [
        ("Chiều qua (16/10), ", "--10-16", None),
        ("Hôm qua (16/10/2023), ", "2023-10-16", None),
        ("Sáng thứ ba (12/3), ", "--03-12", None),
        ("Sáng thứ sáu, 12/3, ", "--03-12", None),
        ("Trong các ngày 5, 6 và 7/3/2024, ", "2024-03-05", "2024-03-07"),
        ("Trong 03 ngày 5-7/3, ", "--03-05", "--03-07"),
        ("Trong ba ngày (5, 6, 7/3), ", "--03-05", "--03-07"),
        ("Sau 2 ngày làm việc (12-13/3), ", "--03-12", "--03-13"),
        ("Từ ngày 30/12 đến ngày 02/01/2024, ", "2023-12-30", "2024-01-02"),
        ("Từ sáng 12/3 đến chiều 14/3/2024, ", "2024-03-12", "2024-03-14"),
        ("Ngày 12 và 13 tháng 3 năm 2024, ", "2024-03-12", "2024-03-13"),
        ("Vào hồi 8 giờ 30 phút ngày 12 tháng 3 năm 2024, ", "2024-03-12", None),
        ("Ngày 12/3/24, ", "2024-03-12", None),
        ("Ngày 12/3/202, ", "--03-12", None),
        ("Thực hiện Kế hoạch số 12/KH-SYT ngày 05/01/2024, ngày 12/3/2024, ", "2024-03-12", None),
        ("Nhân kỷ niệm 69 năm Ngày Thầy thuốc Việt Nam (27/2/1955 - 27/2/2024), sáng 26/2, ", "--02-26", None),
        ("Nhân kỷ niệm 69 năm Ngày Thầy thuốc Việt Nam (27/2/1955 - 27/2/2024), sáng 27/2, ", "--02-27", None),
        ("Nhân dịp Tết Giáp Thìn 2024, sáng 26/1, ", "2024-01-26", None),
        ("Nằm trong khuôn khổ chuyến công tác từ ngày 11 đến 14/3/2024, chiều 12/3, ", "2024-03-11", "2024-03-14"),
        ("Trong khuôn khổ Hội chợ diễn ra từ ngày 11 đến 14/3/2024, chiều 12/3, ", "--03-12", None),
        ("Yên Bái, ngày 12 tháng 3 năm 2024\n", None, None),
        ("Thực hiện Kế hoạch số 12/KH-SYT ngày 05/01/2024 của Sở Y tế tỉnh Lào Cai, ", None, None),
        ("Vừa qua, ", None, None),
        ("Đầu tháng 3/2024, ", None, None),
    ],
)
def test_a_lead_says_the_days(lead: str, start: str | None, end: str | None) -> None:
    """Before the guests: days in brackets, several days, a year in short or cut off, and acts, feasts and fairs."""
    draft = read_note(lead + CAME + AFTER)
    assert (draft.visit_start, draft.visit_end) == (start, end)


@pytest.mark.parametrize(
    ("more", "start", "end"),
    [
        (" Chuyến công tác diễn ra trong 3 ngày (12-14/3/2024).", "2024-03-12", "2024-03-14"),
        (" Bệnh viện khởi công ngày 12/5/2022 và đi vào hoạt động ngày 3/2/2024.", None, None),
        (" Từ ngày 1/7/2025, tỉnh Yên Bái sáp nhập với tỉnh Lào Cai.", None, None),
        (" Tính đến ngày 31/12/2023, tỉnh có 120 trạm y tế.", None, None),
        (" Trước đó, ngày 10/3/2024, đoàn đã thăm Bệnh viện tỉnh Phú Thọ.", None, None),
        (" Dự kiến ngày 20/5/2024, Sở Y tế tỉnh Yên Bái sẽ sang thăm Sở Y tế tỉnh Lào Cai.", None, None),
        ("\n1. Ngày 12/3/2024: tiếp đoàn Sở Y tế.", None, None),
    ],
)
def test_what_else_happened_on_a_day_is_no_visit(more: str, start: str | None, end: str | None) -> None:
    """Without a day of the visit the foundings, counts, plans and former stops of the text do not give one."""
    draft = read_note(CAME_FIRST + more + AFTER)
    assert (draft.visit_start, draft.visit_end) == (start, end)


@pytest.mark.parametrize(
    ("stamp", "lead", "start"),
    [
        ("13/03/2024 08:20", "Sáng nay, ", "2024-03-13"),
        ("13/03/2024 08:20", "Hôm qua, ", "2024-03-12"),
        ("Đăng ngày 13 - 03 - 2024", "Ngày 12/3, ", "2024-03-12"),
        ("Cập nhật lúc: 8:20 02/01/2024 (GMT+7)", "Ngày 29/12, ", "2023-12-29"),
        ("时间:2024-03-13 11:50", "Ngày 12/3, ", "--03-12"),
        ("Last modified 13-03-2024", "Ngày 12/3, ", "--03-12"),
    ],
)
def test_days_are_told_from_the_day_of_publication(stamp: str, lead: str, start: str) -> None:
    """ "This morning", "yesterday" and the year follow the stamp; the last change and a copy's stamp are none."""
    draft = read_note(f"Sở Y tế Lào Cai thăm Sở Y tế Yên Bái\n\n{stamp}\n\n{lead}{CAME}{AFTER}")
    assert draft.visit_start == start


def test_this_morning_is_nearer_than_a_day_further_down() -> None:
    """A day told in the lead against the stamp is the visit's, not a day printed later."""
    later = " Chiều 11/3/2024, đoàn đã làm việc với Bệnh viện tỉnh."
    draft = read_note(f"Sở Y tế Lào Cai thăm Yên Bái\n\n13/03/2024 08:20\n\nSáng nay, {CAME}{later}{AFTER}")
    assert draft.visit_start == "2024-03-13"


def test_a_meeting_of_one_side_has_no_day_of_a_visit() -> None:
    """A body's conference with its own: the day is left out and asked about; that of two has its day."""
    draft = read_note(
        "Sáng 12/6, Hội Nông dân tỉnh Gia Lai tổ chức hội nghị gặp mặt hội viên. Dự hội nghị có ông Rơ Châm Huy, Chủ "
        "tịch Hội Nông dân tỉnh; ông Lê Tấn Kha, Giám đốc Sở Nông nghiệp và Môi trường tỉnh Gia Lai."
    )
    assert draft.visit_start is None
    assert draft.unresolved
    two = "Sáng 12/6, Sở Y tế tỉnh Lào Cai và Sở Y tế tỉnh Yên Bái tổ chức hội nghị chia sẻ kinh nghiệm."
    assert read_note(two).visit_start == "--06-12"


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("date 2024-03-13 Sở Y tế Lào Cai thăm Sở Y tế Yên Bái\n", "Sở Y tế Lào Cai thăm Sở Y tế Yên Bái"),
        ("Sở Y tế Lào Cai thăm Sở Y tế Yên Bái 13/03/2024 08:20\n", "Sở Y tế Lào Cai thăm Sở Y tế Yên Bái"),
        ("Chi tiết - Sở Y tế\nSở Y tế Lào Cai thăm Sở Y tế Yên Bái\n", "Sở Y tế Lào Cai thăm Sở Y tế Yên Bái"),
        (
            "Vì sức khỏe của nhân dân cả nước\nSở Y tế Lào Cai thăm Sở Y tế Yên Bái\n",
            "Sở Y tế Lào Cai thăm Sở Y tế Yên Bái",
        ),
        (
            "Đoàn công tác Sở Y tế Lào Cai thăm và\nlàm việc tại Yên Bái\n",
            "Đoàn công tác Sở Y tế Lào Cai thăm và làm việc tại Yên Bái",
        ),
        (
            "Sở Y tế tỉnh Lào Cai thăm, làm việc với Sở Y tế tỉnh Yên Bái.\n\n",
            "Sở Y tế tỉnh Lào Cai thăm, làm việc với Sở Y tế tỉnh Yên Bái.",
        ),
        (
            "Sở Y tế Lào Cai thăm Sở Y tế Yên Bái - Cổng thông tin\nSở Y tế Lào Cai thăm Sở Y tế Yên Bái\n",
            "Sở Y tế Lào Cai thăm Sở Y tế Yên Bái",
        ),
        ("Đồng chí Trần Văn Nam - Giám đốc Sở Y tế thăm Yên Bái\n", None),
        ("Theo dõi Báo Lào Cai trên\n", None),
    ],
)
def test_the_headline_is_what_the_text_takes_up(top: str, title: str | None) -> None:
    """A headline beside a stamp, below the site's own lines or a slogan, broken or with a full stop; no caption."""
    assert read_note(f"{top}Ngày 12/3/2024, {CAME}{AFTER}").title == title


def test_a_year_that_may_be_a_slip_is_kept_and_asked() -> None:
    """Last year's number in January stays as printed, and a person is asked; nothing is put right silently."""
    draft = read_note(
        "Sở Công Thương Trà Vinh làm việc tại Bắc Kạn\n\n05/01/2024 09:12\n\n"
        "Sáng 3/1/2023, đoàn công tác Sở Công Thương tỉnh Trà Vinh đã đến làm việc với Sở Công Thương tỉnh Bắc Kạn."
    )
    assert (draft.visit_start, draft.published) == ("2023-01-03", "2024-01-05")
    assert any("03/01/2023" in question for question in draft.unresolved)
