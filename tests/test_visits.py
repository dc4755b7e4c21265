"""Logging, listing, showing, altering and cancelling visits, through the command line."""

import csv
import io
from pathlib import Path

import pytest
from conftest import Tracker

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"
NOTE = Path(__file__).parent / "notes" / "01-department-visit.txt"


def test_visit_is_logged_listed_and_shown(anywhere: Tracker) -> None:
    """A visit logged from options comes back whole, under the official names of its day, on either database."""
    number = anywhere.log(
        "so tttt phu tho", BN, "22/2/2024", "--topic", "ioc", "--official", "Trần Văn Thử; Giám đốc Sở; visitor; head"
    )
    (row,) = anywhere("visit", "list", "--json").json
    assert row.pop("uid")
    assert row == {
        "id": number,
        "started_on": "2024-02-22",
        "ended_on": None,
        "status": "held",
        "title": None,
        "visitors": [{"agency": "Sở Thông tin và Truyền thông tỉnh Phú Thọ", "province": "Phú Thọ"}],
        "hosts": [{"agency": "Sở Thông tin và Truyền thông tỉnh Bắc Ninh", "province": "Bắc Ninh"}],
        "topics": ["ioc"],
        "officials": 1,
        "commitments": 0,
    }
    whole = anywhere("visit", "show", str(number), "--json").json
    assert whole["participants"][0]["name"] == "Trần Văn Thử"
    assert anywhere("search", "tran van thu", "--json").json[0]["kind"] == "official"


def test_same_visit_is_refused_with_its_number(tracker: Tracker) -> None:
    """The same day and parties again are refused and point to the first, unless one insists."""
    number = tracker.log(PT, BN)
    run = tracker("visit", "log", "--on", "22/2/2024", "--visitor", PT, "--host", BN, code=1)
    assert f"number {number}" in run.err
    assert tracker.log(PT, BN, "22/2/2024", "--anyway") != number
    assert tracker.log(PT, BN, "23/2/2024")


def test_note_is_logged_once(tracker: Tracker) -> None:
    """A note becomes a visit with its people, topics and source; the same note again is refused."""
    tracker("visit", "log", "--from", str(NOTE), "--yes")
    whole = tracker("visit", "show", "1", "--json").json
    assert whole["participants"]
    assert whole["topics"]
    assert whole["sources"]
    assert whole["quotes"]
    assert "visit 1" in tracker("visit", "log", "--from", str(NOTE), "--yes", code=1).err
    assert len(tracker("visit", "list", "--json").json) == 1


def test_no_means_nothing_is_written(tracker: Tracker) -> None:
    """A draft that is shown and declined leaves the register as it was."""
    before = tracker("history", "--json").out
    run = tracker("visit", "log", "--from", str(NOTE), stdin="n\n", code=1)
    assert "Host" in run.out
    assert tracker("history", "--json").out == before
    tracker("visit", "log", "--from", str(NOTE), stdin="y\n")
    assert len(tracker("visit", "list", "--json").json) == 1


def test_asking_logs_a_visit(tracker: Tracker) -> None:
    """Without options the command asks for day, visitors, hosts and topics."""
    tracker("visit", "log", stdin=f"22/2/2024\n{PT}\n{BN}\nioc; chuyen-doi-so\n")
    (row,) = tracker("visit", "list", "--json").json
    assert row["topics"] == ["ioc", "chuyen-doi-so"]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["--since", "1/1/2025"], [2]),
        (["--until", "31/12/2024"], [1]),
        (["--province", "bac ninh"], [1]),
        (["--province", "Đà Nẵng"], [2]),
        (["--topic", "ioc"], [1]),
        (["--agency", "Sở KH&CN Phú Thọ"], [2]),
        ([], [2, 1]),
    ],
)
def test_scope_limits_the_list(tracker: Tracker, words: list[str], numbers: list[int]) -> None:
    """Days, provinces, agencies and topics choose the visits of the list."""
    tracker.log(PT, BN, "22/2/2024", "--topic", "ioc")
    tracker.log("Sở KH&CN Phú Thọ", "Sở KH&CN Đà Nẵng", "10/9/2025", "--topic", "chuyen-doi-so")
    assert [row["id"] for row in tracker("visit", "list", "--json", *words).json] == numbers


def test_cells_never_become_formulas(tracker: Tracker) -> None:
    """CSV opens in a spreadsheet as UTF-8, and a title that looks like a formula stays text."""
    tracker.log(PT, BN, "22/2/2024", "--title", "=1+1")
    text = tracker("visit", "list", "--csv").out
    assert text.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert row["title"] == "'=1+1"


def test_edit_cancel_and_undo(anywhere: Tracker) -> None:
    """Altering and cancelling are one operation each, and the last can be taken back again and again."""
    anywhere.log(PT, BN)
    anywhere("visit", "edit", "1", "--place", "Từ Sơn", "--topic", "ioc")
    assert anywhere("visit", "show", "1", "--json").json["place"] == "Từ Sơn"
    anywhere("visit", "cancel", "1")
    assert anywhere("visit", "list", "--json").json == []
    assert anywhere("visit", "list", "--all", "--json").json[0]["status"] == "cancelled"
    anywhere("undo")
    anywhere("undo")
    (row,) = anywhere("visit", "list", "--json").json
    assert row["topics"] == []
    anywhere("undo")
    assert anywhere("visit", "list", "--all", "--json").json == []
    assert anywhere("agency", "list", "--json").json == []
    assert anywhere("search", "phu tho sở", "--json").json == []
    commands = [row["command"] for row in anywhere("history", "--json").json]
    assert commands == ["undo", "undo", "undo", "visit cancel", "visit edit", "visit log", "init"]
    assert "nothing to undo" in anywhere("undo", code=1).err
