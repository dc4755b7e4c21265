"""Reminders: calendars that follow the register, digests as text, mail and letter, and the check for cron."""

import email
import io
import json
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import UUID

import docx
import pytest
import vobject
from conftest import Tracker
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.calendar import WorkingDays
from tracker.queries.followups import FollowupRow
from tracker.queries.letterhead import Sender
from tracker.queries.reminders import Body, Due, Entry
from tracker.queries.visits import PartyRow, VisitRow
from tracker.reminders.digest import digests
from tracker.reminders.ics import calendar
from tracker.reminders.letter import letter
from tracker.reminders.mail import eml
from tracker.text import one_line

PT, DN = "Sở KH&CN Phú Thọ", "Sở KH&CN Đà Nẵng"
DN_NAME = "Sở Khoa học và Công nghệ thành phố Đà Nẵng"
PT_NAME = "Sở Khoa học và Công nghệ tỉnh Phú Thọ"


@pytest.fixture
def office(tracker: Tracker) -> Tracker:
    """A register: of four promises one is late, one due soon, one far off, one without a day."""
    return opened(tracker)


@pytest.fixture
def desk_office(tracker: Tracker) -> Tracker:
    """The same on SQLite alone."""
    return opened(tracker)


def opened(tracker: Tracker) -> Tracker:
    """Writes the promises."""
    tracker.log(PT, DN, "10/9/2026", "--topic", "ioc", "--official", "Trần Thị Thử; Phó Giám đốc Sở; host")
    for text, lead, *more in (
        ("Chia sẻ quy chế, mẫu hợp đồng; kèm danh mục", DN, "--due", "trước ngày 15/11/2026"),
        ("Tổ chức lớp tập huấn", DN, "--due", "30/11/2026", "--official", "Trần Thị Thử"),
        ("Gửi hồ sơ cấp độ", PT, "--due", "31/12/2026", "--with", DN),
        ("Tiếp tục trao đổi", PT),
    ):
        tracker("followup", "add", "1", text, "--lead", lead, *more)
    return tracker


def events(tracker: Tracker, *words: str) -> dict[str, Any]:
    """The events of the calendar as an independent parser reads them, by the first word of their summary."""
    found = vobject.readOne(tracker("followup", "calendar", *words).out)
    return {event.summary.value.split()[0]: event for event in found.vevent_list}


def test_calendar_is_valid_and_says_what_is_due(office: Tracker, tmp_path: Path) -> None:
    """Each open promise with a day is an all-day event, free time, under the promise's uid, with an alarm."""
    out = tmp_path / "hạn.ics"
    assert "3 due dates, 0 taken away" in office("followup", "calendar", "--out", str(out)).err
    content = out.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert [line.decode() for line in content.split(b"\r\n")]
    whole = vobject.readOne(content.decode())
    whole.validate(raiseException=True)
    assert (whole.method.value, whole.version.value) == ("PUBLISH", "2.0")
    rows = {row["uid"]: row for row in office("followup", "list", "--json").json}
    for event in whole.vevent_list:
        row = rows[event.uid.value]
        assert event.dtstart.value == date.fromisoformat(row["due_on"])
        assert event.dtend.value == event.dtstart.value + timedelta(days=1)
        assert event.dtstart.params["VALUE"] == ["DATE"]
        assert (event.transp.value, event.status.value, event.sequence.value) == ("TRANSPARENT", "CONFIRMED", "0")
        assert event.dtstamp.value.tzinfo is not None
        assert row["text"] in event.description.value.splitlines()[0]
        assert "://" not in event.description.value
        assert event.valarm.action.value == "DISPLAY"
        assert row["text"] in event.valarm.description.value
    first = events(office, "--lead", DN)["Chia"]
    assert first.summary.value == f"Chia sẻ quy chế, mẫu hợp đồng; kèm danh mục – {DN_NAME}"
    assert "Due: 14/11/2026 (trước ngày 15/11/2026)" in first.description.value
    assert f"10/09/2026, {PT_NAME} → {DN_NAME}" in first.description.value
    assert first.categories.value == ["Commitment", "agreed", "ioc"]


def test_calendar_does_not_depend_on_the_clock(office: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same register gives the same bytes on another day."""
    once = office("followup", "calendar").out
    monkeypatch.setenv("TRACKER_TODAY", "2026-12-24")
    assert office("followup", "calendar").out == once


def test_an_extension_moves_the_event(office: Tracker) -> None:
    """The same UID with a higher SEQUENCE on the new day; undoing it moves it back, with a still higher one."""
    before = events(office)["Chia"]
    office("followup", "extend", "1", "--to", "15/12/2026", "--reason", "Chờ ý kiến", "--on", "10/11/2026")
    moved = events(office)["Chia"]
    office("undo")
    back = events(office)["Chia"]
    assert before.uid.value == moved.uid.value == back.uid.value
    days = [event.dtstart.value for event in (before, moved, back)]
    assert days == [date(2026, 11, 14), date(2026, 12, 15), date(2026, 11, 14)]
    assert [int(event.sequence.value) for event in (before, moved, back)] == [0, 1, 2]
    assert "15/12/2026 (originally 14/11/2026)" in moved.description.value
    office("followup", "note", "1", "Đã có dự thảo", "--on", "11/11/2026")
    office("followup", "note", "1", "Đã gửi dự thảo", "--on", "12/11/2026")
    assert int(events(office)["Chia"].sequence.value) == 3


@pytest.mark.parametrize(
    "words",
    [
        ["followup", "done", "1", "--evidence", "12/CV", "--on", "12/11/2026"],
        ["followup", "cancel", "1", "--reason", "Không còn nhu cầu", "--on", "12/11/2026"],
        ["visit", "cancel", "1"],
    ],
)
def test_what_is_closed_is_taken_away(office: Tracker, words: list[str]) -> None:
    """Done, cancelled, or of a visit that was cancelled: the event comes as cancelled, without an alarm."""
    office(*words)
    gone = events(office)["Chia"]
    assert (gone.status.value, int(gone.sequence.value)) == ("CANCELLED", 1)
    assert not hasattr(gone, "valarm")
    office("undo")
    again = events(office)["Chia"]
    assert (again.status.value, int(again.sequence.value)) == ("CONFIRMED", 2)


def test_what_was_undone_is_taken_away(office: Tracker) -> None:
    """A promise that an undo took out of the register leaves the calendar too, of its own lead alone."""
    office("followup", "add", "1", "Nhầm", "--lead", PT, "--due", "20/12/2026")
    uid = events(office)["Nhầm"].uid.value
    office("undo")
    gone = events(office, "--lead", PT)["Nhầm"]
    assert (gone.uid.value, gone.status.value, gone.sequence.value) == (uid, "CANCELLED", "1")
    assert "Nhầm" not in events(office, "--lead", DN)


def test_what_was_handed_on_leaves_one_calendar_for_another(office: Tracker) -> None:
    """After a transfer the old lead's calendar takes the event away and the new one's has it; officials likewise."""
    office("followup", "transfer", "2", "--to", PT, "--reason", "Phân công lại", "--on", "1/11/2026")
    assert events(office, "--lead", DN)["Tổ"].status.value == "CANCELLED"
    assert events(office, "--lead", PT)["Tổ"].status.value == "CONFIRMED"
    office("official", "add", "Phan Văn Ví")
    assert list(events(office, "--official", "Trần Thị Thử")) == ["Tổ"]
    office("followup", "transfer", "2", "--official", "Phan Văn Ví", "--reason", "x", "--on", "2/11/2026")
    assert events(office, "--official", "Trần Thị Thử")["Tổ"].status.value == "CANCELLED"
    assert events(office, "--official", "Phan Văn Ví")["Tổ"].status.value == "CONFIRMED"


def test_old_endings_are_left_out(desk_office: Tracker) -> None:
    """A year after it was closed a promise is in no calendar, unless --all asks for it; paused ones are tentative."""
    desk_office("followup", "done", "1", "--evidence", "12/CV")
    desk_office("followup", "suspend", "2", "--reason", "Sắp xếp bộ máy")
    later = ("--as-of", "1/1/2028")
    assert set(events(desk_office, *later)) == {"Tổ", "Gửi"}
    assert events(desk_office, "--all", *later)["Chia"].status.value == "CANCELLED"
    paused = events(desk_office)["Tổ"]
    assert paused.status.value == "TENTATIVE"
    assert not hasattr(paused, "valarm")
    run = desk_office("followup", "calendar", "--official", "Trần Thị Thử", "--overdue")
    assert run.out == ""
    assert "no calendar was written" in run.err


@pytest.mark.parametrize(
    ("alarms", "rings"),
    [
        (["3d"], ["27/11 08:00"]),
        (["1d"], ["27/11 08:00"]),  # the day before is a Sunday
        (["0d", "1w"], ["23/11 08:00", "30/11 08:00"]),
        (["none"], []),
    ],
)
def test_alarms_ring_in_office_hours(desk_office: Tracker, alarms: list[str], rings: list[str]) -> None:
    """So many days before, at eight, and on the last working day by then."""
    event = events(desk_office, *(word for one in alarms for word in ("--alarm", one)))["Tổ"]
    start = datetime(2026, 11, 30, tzinfo=UTC)
    assert [f"{start + one.trigger.value:%d/%m %H:%M}" for one in getattr(event, "valarm_list", [])] == rings


NASTY = st.text(
    st.one_of(
        st.sampled_from(",;:\\\n\r\t\"'<>&|=^đĐưởẫỹ 🇻🇳👩‍💻—“”"),
        st.characters(exclude_categories=["Cs", "Cn"]),
    ),
    min_size=1,
    max_size=300,
).filter(one_line)


def made(text: str, name: str = DN_NAME) -> Due:
    """A commitment of that text under a lead of that name."""
    party = PartyRow(1, name, name, "Đà Nẵng", "host")
    day = date(2026, 9, 10)
    visit = VisitRow(1, UUID(int=1), day, None, "held", None, (), (party,), (), 0, 1)
    row = FollowupRow(
        id=1,
        uid=UUID(int=2),
        visit=1,
        text=text,
        lead=name,
        lead_province=None,
        coordinating=(name,),
        counterpart=None,
        grade="agreed",
        given_on=day,
        due_text=text,
        due_on=date(2026, 11, 14),
        original_due_on=date(2026, 11, 14),
        done_on=None,
        stage="not_started",
        timeliness="overdue",
        days_late=10,
        topics=(text,),
        official=name,
        original_lead=name,
        period=None,
    )
    return Due(row, Body(1, UUID(int=3), name, None), visit)


@settings(deadline=None)
@given(text=NASTY, name=NASTY)
def test_any_text_passes_through_a_calendar(text: str, name: str) -> None:
    """Commas, line ends, emoji, long lines: folded at 75 octets between letters, and read back by another parser."""
    one = made(text, name)
    entry = Entry(
        one.row.uid, text, date(2026, 11, 14), 1, datetime(2026, 9, 10, tzinfo=UTC), False, one.row, one.visit
    )
    content = calendar([entry], name=name, alarms=[3], days=WorkingDays.shipped())
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines)
    assert "".join(line.decode() for line in lines)  # no letter is cut
    (event,) = vobject.readOne(content.decode()).vevent_list
    assert event.uid.value == str(UUID(int=2))
    assert event.description.value.splitlines()[0].removeprefix("What: ") == one_line(text)
    assert event.summary.value.startswith(one_line(text)[:100])


@settings(deadline=None, max_examples=25)
@given(text=NASTY, name=NASTY)
def test_any_text_passes_through_a_mail_and_a_letter(text: str, name: str) -> None:
    """Nothing of it becomes a header, a tag or broken XML."""
    (digest,) = digests([made(text, name)], date(2026, 11, 24), date(2026, 12, 8))
    mail = email.message_from_bytes(eml(digest), policy=default)
    assert set(mail.keys()) == {
        *("Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language"),
    }
    plain, page = ("".join(part.get_content() for part in mail.walk() if part.get_content_subtype() == kind)
                   for kind in ("plain", "html"))  # fmt: skip
    assert "".join(one_line(text).split()) in "".join(plain.split())
    assert page.count("<table") == 1
    assert page.count("<tr>") == 2
    opened = docx.Document(io.BytesIO(letter(digest, Sender(name, "", name))))
    assert len(opened.tables[1].rows) == 3


def test_digest_tells_each_agency_its_own(office: Tracker) -> None:
    """Late, due soon and waiting under each lead; what is far off, suspended or without a day is in none."""
    office("followup", "submit", "3", "--on", "20/11/2026")
    out = office("followup", "digest").out
    first, second = out.split(PT_NAME + "\n")
    assert first.startswith(DN_NAME)
    assert "As of 24/11/2026: 1 late, 1 due by 08/12/2026, 0 awaiting confirmation." in first
    assert "10 days late" in first
    assert "6 days left" in first
    assert "awaiting confirmation since 20/11/2026" in second
    assert "Tiếp tục trao đổi" not in out
    only = office("followup", "digest", "--lead", DN, "--within", "5d").out
    assert "Tổ chức" not in only
    assert PT_NAME + "\n" not in only
    office("followup", "suspend", "1", "--reason", "Sắp xếp", "--on", "21/11/2026")
    assert "Chia sẻ" not in office("followup", "digest").out
    assert "Chia sẻ" in office("followup", "digest", "--as-of", "20/11/2026").out
    run = office("followup", "digest", "--as-of", "11/9/2026", "--lead", DN)
    assert run.out == ""
    assert "Nothing is late" in run.err


def test_what_no_one_leads_goes_to_those_who_do_it_together(tracker: Tracker, tmp_path: Path) -> None:
    """A promise of both sides without a lead has a digest of its own, addressed to both."""
    note = tmp_path / "note.txt"
    note.write_text(
        "Ngày 14/3/2024, đoàn công tác Sở Tư pháp tỉnh Kon Tum đến làm việc tại Sở Tư pháp tỉnh Phú Yên. Hai Sở "
        "thống nhất tổ chức tập huấn chung trong quý II/2024.\n",
        encoding="utf-8",
    )
    tracker("visit", "log", "--from", str(note), "--yes")
    (row,) = tracker("followup", "list", "--json").json
    assert row["lead"] is None
    out = tracker("followup", "digest", "--as-of", "1/7/2024").out
    assert out.splitlines()[0] == ("; ".join(row["coordinating"]) or "No lead agency")
    assert "1 day late" in out
    assert len(events(tracker, "--as-of", "1/7/2024")) == 1


def test_digest_warns_of_a_lead_that_is_no_more(tracker: Tracker) -> None:
    """A letter to a merged department would go nowhere: the way out is named."""
    tracker.log("Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh")
    tracker("followup", "add", "1", "Gửi tài liệu", "--lead", "Sở TT&TT Bắc Ninh", "--due", "30/6/2024")
    assert "ended on 28/02/2025" in tracker("followup", "digest").err
    assert "ended" not in tracker("followup", "digest", "--as-of", "1/7/2024").err


def read_mail(content: bytes) -> EmailMessage:
    """A mail as a mail program reads it."""
    found = email.message_from_bytes(content, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_mail_opens_anywhere(desk_office: Tracker, tmp_path: Path) -> None:
    """A UTF-8 subject, the day of the digest, a lasting Message-ID, both bodies, nothing from outside, no markup in."""
    desk_office("followup", "add", "1", "<script>alert(1)</script> & co", "--lead", DN, "--due", "1/12/2026")
    desk_office("followup", "digest", "--format", "eml", "--out", str(tmp_path / "thư"), lang="vi")
    path = tmp_path / "thư" / "so-khoa-hoc-va-cong-nghe-thanh-pho-da-nang-2026-11-24.eml"
    content = path.read_bytes()
    mail = read_mail(content)
    assert mail["Subject"] == (
        f"{DN_NAME} – Cam kết cần đôn đốc tính đến 24/11/2026: 1 quá hạn, 2 sắp đến hạn, 0 chờ xác nhận"
    )
    assert mail["Date"].datetime.isoformat() == "2026-11-24T08:00:00+07:00"
    body = mail.get_body(("html",))
    plain = mail.get_body(("plain",))
    assert body is not None
    assert plain is not None
    html = body.get_content()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in html
    for outside in ("http", "src=", "<script", "<link", "@import", "url("):
        assert outside not in html
    assert "<script>alert(1)</script> & co" in plain.get_content()
    same = tmp_path / "cùng.eml"
    desk_office("followup", "digest", "--lead", DN, "--out", str(same), lang="vi")
    assert same.read_bytes() == content
    other = read_mail(desk_office("followup", "digest", "--lead", DN, "--format", "eml", "--within", "3d").out.encode())
    assert other["Message-ID"] == mail["Message-ID"]


def test_letter_has_the_layout_of_the_decree(
    desk_office: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A4 with its margins, Times New Roman, head, subject and recipient; number, day and signature stay empty."""
    monkeypatch.setenv("TRACKER_HOME", PT)
    paths = [tmp_path / "một.docx", tmp_path / "hai.docx"]
    for path, lang in zip(paths, ("vi", "en"), strict=True):
        desk_office("followup", "digest", "--lead", DN, "--out", str(path), lang=lang)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    opened = docx.Document(str(paths[0]))
    section = opened.sections[0]
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin, section.top_margin)
    assert [round(size.mm) for size in sizes if size is not None] == [210, 297, 30, 20, 20]
    assert opened.styles["Normal"].font.name == "Times New Roman"
    head, promises, foot = opened.tables
    cells = [cell.text.strip() for row in head.rows for cell in row.cells]
    assert cells[0] == "UBND TỈNH PHÚ THỌ\nSỞ KHOA HỌC VÀ CÔNG NGHỆ"
    assert cells[1] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    assert cells[2].replace("\u00a0", "") == "Số:/\nV/v đôn đốc thực hiện cam kết\nDỰ THẢO"
    assert " ".join(cells[3].split()) == "Phú Thọ, ngày tháng 11 năm 2026"
    body = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    assert f"Kính gửi: {DN_NAME}" in body
    assert "tính đến ngày 24 tháng 11 năm 2026, gồm 01 cam kết quá hạn, 01 cam kết đến hạn" in body
    assert body.rstrip().endswith("./.")
    rows = [[cell.text for cell in row.cells] for row in promises.rows]
    assert rows[1][0] == "I. Quá hạn (01)"
    assert rows[2] == [
        "1",
        "Chia sẻ quy chế, mẫu hợp đồng; kèm danh mục",
        f"{PT_NAME} làm việc với {DN_NAME}, ngày 10/09/2026",
        "14/11/2026 (trước ngày 15/11/2026)",
        "quá hạn 10 ngày",
    ]
    assert [cell.text for cell in foot.rows[0].cells] == ["Nơi nhận:\n- Như trên;\n- Lưu: VT.", ""]


def test_letter_without_a_home_leaves_its_head_to_fill(desk_office: Tracker, tmp_path: Path) -> None:
    """No sender is invented: the head has blanks."""
    out = tmp_path / "thư.docx"
    desk_office("followup", "digest", "--lead", DN, "--out", str(out))
    assert docx.Document(str(out)).tables[0].rows[0].cells[0].text.strip("\n") == "………………………\n………………………"


def test_letter_is_from_the_configured_home(desk_office: Tracker, tmp_path: Path) -> None:
    """An office that the register does not know is written as it is named."""
    out = tmp_path / "thư.docx"
    config = tmp_path / "office"
    config.mkdir()
    (config / "config.toml").write_text('home = "Viện Thử nghiệm"\n', encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_CONFIG", str(config))
        desk_office("followup", "digest", "--lead", DN, "--out", str(out))
    assert docx.Document(str(out)).tables[0].rows[0].cells[0].text.strip("\n") == "VIỆN THỬ NGHIỆM"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["digest", "--format", "pdf"], "“pdf” is not one of: text, eml, docx"),
        (["digest", "--format", "docx"], "Say with --out"),
        (["digest", "--format", "eml"], "Say with --out"),
        (["digest", "--format", "eml", "--out", "x.docx"], "leave one of them out"),
        (["digest", "--out", "x.docx"], "a folder with --out"),
        (["digest", "--out", "x.pdf"], "may end in: .txt, .eml, .docx"),
        (["digest", "--within", "mai sau"], "no stretch of time"),
        (["digest", "--lead", "Sở Không Có"], "No agency is known"),
        (["check", "--within", "22/2"], "no stretch of time"),
        (["calendar", "--alarm", "hôm qua"], "no time for an alarm"),
        (["calendar", "--official", "Không Ai"], "No official is known"),
    ],
)
def test_what_cannot_be_is_refused(desk_office: Tracker, words: list[str], said: str) -> None:
    """One sentence with the way out, and nothing is written."""
    desk_office("followup", "submit", "3", "--on", "20/11/2026")
    run = desk_office("followup", *words, code=None)
    assert run.code in (1, 2)
    assert said in run.err
    assert len(run.err.strip().splitlines()) == 1
    assert not Path("x.docx").exists()


def test_check_is_silent_or_lists_and_exits_3(office: Tracker) -> None:
    """For cron: nothing to say is exit code 0 and no output; else a list and 3."""
    quiet = office("followup", "check", "--as-of", "1/10/2026")
    assert (quiet.out, quiet.err) == ("", "")
    run = office("followup", "check", code=3)
    assert "10 days late" in run.out
    assert "6 days left" in run.out
    assert "Gửi hồ sơ" not in run.out
    rows = office("followup", "check", "--json", "--within", "60d", code=3).json
    assert [row["id"] for row in rows] == [1, 2, 3]
    assert office("followup", "check", "--lead", PT).out == ""
    # Four working days reach from Tuesday 24/11/2026, a day off, to Monday 30/11; five calendar days do not.
    ids = [
        [row["id"] for row in office("followup", "check", "--json", "--within", within, code=3).json]
        for within in ("5d", "4 ngày làm việc", "0d")
    ]
    assert ids == [[1], [1, 2], [1]]
    office("followup", "done", "1", "--evidence", "12/CV", "--on", "20/11/2026")
    office("followup", "suspend", "2", "--reason", "Sắp xếp", "--on", "20/11/2026")
    assert office("followup", "check").out == ""
    assert json.loads(office("followup", "check", "--as-of", "19/11/2026", "--json", code=3).out)[0]["id"] == 1
