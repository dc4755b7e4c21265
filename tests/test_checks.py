"""`tracker check`: silent when the register is true to itself; what is found is named, and nothing is changed."""

from pathlib import Path
from typing import Any

import pytest
from conftest import Tracker
from sqlalchemy import text

from tracker.database import open_engine, url_of
from tracker.queries.checks import CHECKS

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"


@pytest.fixture
def promised(anywhere: Tracker) -> Tracker:
    """A register on each database with one promise of 22/2/2024, due in 10 working days."""
    anywhere.log(PT, BN, "22/2/2024")
    anywhere("followup", "add", "1", "Gửi tài liệu", "--lead", BN, "--due", "trong 10 ngày làm việc")
    return anywhere


def off(tracker: Tracker, day: str) -> None:
    """A day off of the register's own."""
    tracker("calendar", "set", day, "off", "--name", "Nghỉ", "--source", "1/TB")


def found(tracker: Tracker, *names: str) -> list[dict[str, Any]]:
    """What `check` finds; its exit code says whether it found something."""
    run = tracker("check", *names, "--json", code=None)
    assert run.code == (3 if run.json else 0)
    rows: list[dict[str, Any]] = run.json
    return rows


def break_it(tracker: Tracker, statement: str) -> None:
    """Alters the database behind the program's back."""
    with open_engine(url_of(tracker.db), write=True).begin() as connection:
        connection.execute(text(statement))


def test_silent_when_all_is_well(promised: Tracker) -> None:
    """No word on either stream, and 0; `--json` prints an empty list."""
    run = promised("check")
    assert (run.out, run.err) == ("", "")
    assert promised("check", "--json").json == []
    assert [row["check"] for row in promised("check", "--list", "--json").json] == list(CHECKS)


def test_which_deadlines_would_move(promised: Tracker) -> None:
    """From what to what, for open promises only; the register is as it was."""
    off(promised, "1/3/2024")
    before = promised("followup", "list", "--json").out
    (row,) = found(promised)
    assert (row["check"], row["record"], row["id"]) == ("deadlines", "commitment", 1)
    assert row["facts"] == {
        "due_text": "trong 10 ngày làm việc",
        "said_on": "2024-02-22",
        "from": "2024-03-07",
        "to": "2024-03-08",
    }
    table = promised("check", lang="vi", code=3).out
    assert "08/03/2024" in table
    assert len(promised("check", "--csv", code=3).out.splitlines()) == 2
    assert promised("followup", "list", "--json").out == before
    promised("followup", "done", "1", "--evidence", "1/CV", "--on", "7/3/2024")
    assert found(promised) == []


def test_an_extension_is_read_again_from_its_own_day(promised: Tracker) -> None:
    """The newest extension is in force; the date that it replaced no longer counts."""
    off(promised, "1/3/2024")
    promised("followup", "extend", "1", "--to", "trong 5 ngày làm việc", "--reason", "x", "--on", "5/3/2024")
    assert found(promised) == []
    off(promised, "11/3/2024")
    (row,) = found(promised, "deadlines")
    assert (row["facts"]["from"], row["facts"]["to"]) == ("2024-03-12", "2024-03-13")
    promised("followup", "extend", "1", "--to", "13/3/2024", "--reason", "Đổi lịch", "--on", "6/3/2024")
    assert found(promised) == []


def test_what_was_named_does_not_move(promised: Tracker) -> None:
    """A named day, the end of a quarter and a day set beside its words stay, whatever the calendar says."""
    for words in ("30/6/2024", "cuối quý II", "trước ngày 4/3/2024"):
        promised("followup", "add", "1", "Gửi", "--lead", BN, "--due", words)
    off(promised, "28/6/2024")
    off(promised, "3/3/2024")
    assert found(promised) == []


def test_a_recurring_deadline_is_read_again_by_its_pattern(promised: Tracker) -> None:
    """An occurrence counted in working days would move; one on the 25th would not."""
    for words in ("trong 5 ngày làm việc đầu quý", "ngày 25"):
        promised("followup", "add", "1", "Họp", "--lead", BN, "--every", "quý", "--due", words)
    assert found(promised) == []
    off(promised, "2/4/2024")
    (row,) = found(promised)
    assert (row["facts"]["from"], row["facts"]["to"]) == ("2024-04-05", "2024-04-08")


def test_what_stands_for_now_is_proved_by_the_events(promised: Tracker) -> None:
    """A column that the events do not bear out is named with both values."""
    promised("followup", "firm", "1", "--grade", "signed", "--source", "1/BB", "--on", "1/3/2024")
    assert found(promised, "standing") == []
    break_it(promised, "UPDATE commitment SET current_grade = 'agreed', current_due_on = '2024-03-09', stage = 'done'")
    facts = {row["facts"]["column"]: row["facts"] for row in found(promised, "standing")}
    assert facts["current_grade"] == {"column": "current_grade", "stored": "agreed", "events": "signed"}
    assert facts["current_due_on"]["events"] == "2024-03-07"
    assert facts["stage"]["events"] == "not_started"


def test_a_promise_without_a_lead(promised: Tracker, tmp_path: Path) -> None:
    """A note's promise of both sides has no lead until one is named."""
    note = tmp_path / "note.txt"
    note.write_text(
        "Ngày 14/3/2024, đoàn công tác Sở Tư pháp tỉnh Kon Tum đến làm việc tại Sở Tư pháp tỉnh Phú Yên. Hai Sở "
        "thống nhất tổ chức tập huấn chung trong quý II/2024.\n",
        encoding="utf-8",
    )
    promised("visit", "log", "--from", str(note), "--yes")
    (row,) = found(promised)
    assert (row["check"], row["id"]) == ("leads", 2)
    promised("followup", "transfer", "2", "--to", "Sở Tư pháp Phú Yên", "--reason", "x", "--on", "1/4/2024")
    assert found(promised) == []


def test_years_to_come_need_their_days_off(promised: Tracker) -> None:
    """An open deadline counted in days in a year without a list is found until the list is there."""
    promised("followup", "add", "1", "Gửi", "--lead", BN, "--due", "trong 36 tháng")
    (row,) = found(promised)
    assert (row["check"], row["id"], row["facts"]["commitments"]) == ("years", 2027, 1)
    for day in range(1, 9):
        off(promised, f"{day}/2/2027")
    assert found(promised, "years") == []


def test_an_unknown_check_is_refused(tracker: Tracker) -> None:
    """Its name is not one of those there are; nothing is checked."""
    run = tracker("check", "leads", "nonsense", code=2)
    assert "deadlines" in run.err
    assert run.out == ""
