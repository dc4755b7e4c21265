"""Between two units: visits each way, what each owes by topic, what stuck, what one account leaves out."""

from pathlib import Path
from typing import Any

import pytest
from conftest import Tracker

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"


@pytest.fixture
def dealings(anywhere: Tracker) -> Tracker:
    """Two visits there, one back between them, one elsewhere; promises of both, of neither, kept and dropped."""
    anywhere.log(PT, BN, "22/2/2024", "--topic", "ioc", "--topic", "chuyen-doi-so")
    anywhere.log(BN, PT, "1/4/2024", "--topic", "kinh-te-so")
    anywhere.log(PT, BN, "1/6/2024", "--topic", "ioc")
    anywhere.log(PT, "Sở TT&TT Hà Nội", "2/6/2024", "--topic", "ioc")
    for visit, text, lead, *more in (
        ("1", "Gửi tài liệu", BN, "--due", "30/6/2024"),
        ("1", "Cử cán bộ", PT, "--grade", "intention"),
        ("2", "Hỗ trợ khảo sát", PT),
        ("3", "Tổ chức hội thảo", "Sở Tài chính Hà Nội", "--grade", "intention"),
        ("4", "Chia sẻ số liệu", PT, "--counterpart", BN),
        ("4", "Việc với Hà Nội", PT),
        ("3", "Đã xong", BN),
        ("3", "Đã thôi", BN),
    ):
        anywhere("followup", "add", visit, text, "--lead", lead, *more)
    anywhere("followup", "done", "7", "--on", "1/7/2024", "--evidence", "12/CV")
    anywhere("followup", "cancel", "8", "--reason", "x", "--on", "1/7/2024")
    return anywhere


def balance(tracker: Tracker, *words: str) -> Any:
    """The balance as JSON."""
    return tracker("network", "balance", *words, "--json").json


def test_who_owes_whom(dealings: Tracker) -> None:
    """Visits each way with their ids, those not returned, and open promises by the side of their lead and by topic."""
    found = balance(dealings, "Phú Thọ", "Bắc Ninh")
    assert [call["id"] for call in found["visits"]["a_to_b"]] == [1, 3]
    assert [call["id"] for call in found["visits"]["b_to_a"]] == [2]
    assert found["unreturned"] == {"a_to_b": [3], "b_to_a": []}
    assert found["owed"] == {
        "by_a": {"ids": [2, 3, 5], "topics": {"chuyen-doi-so": [2], "ioc": [2, 5], "kinh-te-so": [3]}},
        "by_b": {"ids": [1], "topics": {"chuyen-doi-so": [1], "ioc": [1]}},
        "by_others": {"ids": [4], "topics": {"ioc": [4]}},
    }
    assert [row["id"] for row in found["never_firmed"]] == [2, 4]
    turned = balance(dealings, "bac ninh", "phu tho")
    assert (turned["owed"]["by_a"], turned["owed"]["by_b"]) == (found["owed"]["by_b"], found["owed"]["by_a"])
    assert turned["unreturned"] == {"a_to_b": [], "b_to_a": [3]}


def test_agencies_and_spans_of_time(dealings: Tracker) -> None:
    """Two agencies are balanced as two provinces are; a day and a span show what stood then."""
    whole = balance(dealings, "Phú Thọ", "Bắc Ninh")
    agencies = balance(dealings, PT, BN)
    assert {name: agencies[name] for name in ("visits", "owed", "unreturned")} == {
        name: whole[name] for name in ("visits", "owed", "unreturned")
    }
    assert agencies["a"] == {"name": PT, "kind": "agency"}
    then = balance(dealings, PT, BN, "--as-of", "15/4/2024")
    assert ([call["id"] for call in then["visits"]["a_to_b"]], then["owed"]["by_a"]["ids"]) == ([1], [2, 3])
    assert then["never_firmed"] == []
    assert [
        row["id"] for row in balance(dealings, PT, BN, "--months", "1", "--as-of", "15/4/2024")["never_firmed"]
    ] == [2]
    later = balance(dealings, PT, BN, "--since", "1/5/2024")
    assert ([call["id"] for call in later["visits"]["a_to_b"]], later["visits"]["b_to_a"]) == ([3], [])
    assert balance(dealings, PT, BN, "--as-of", "30/6/2024")["owed"]["by_b"]["ids"] == [1, 7, 8]


def test_a_promise_handed_over_stays_on_its_side(tracker: Tracker) -> None:
    """After a transfer to a successor the side that owed it still does."""
    tracker.log(PT, BN, "22/2/2024")
    tracker("followup", "add", "1", "Gửi tài liệu", "--lead", BN)
    tracker("followup", "transfer", "1", "--to", "Sở KH&CN Bắc Ninh", "--reason", "Hợp nhất", "--on", "1/4/2025")
    assert balance(tracker, PT, BN)["owed"]["by_b"] == {"ids": [1], "topics": {"": [1]}}
    assert balance(tracker, "Phú Thọ", "Bắc Ninh")["owed"]["by_b"]["ids"] == [1]


def test_open_promises_are_those_of_the_list(demo: object) -> None:
    """For provinces of the demo: what is owed are promises of the list that are open, each once."""
    tracker = Tracker(str(demo) + "/tracker.db")
    edges = tracker("network", "show", "--json").json["edges"]
    listed = {row["id"]: row for row in tracker("followup", "list", "--json").json}
    for edge in edges[:4]:
        found = balance(tracker, edge["source"], edge["target"])
        assert {call["id"] for call in found["visits"]["a_to_b"]} >= set(edge["visit_ids"])
        ids = [number for side in found["owed"].values() for number in side["ids"]]
        assert len(ids) == len(set(ids))
        assert all(listed[number]["stage"] not in ("done", "cancelled") for number in ids)
        for side in found["owed"].values():
            assert {number for numbers in side["topics"].values() for number in numbers} == set(side["ids"])


def test_what_one_account_tells_and_the_other_does_not(tracker: Tracker, tmp_path: Path) -> None:
    """Of a visit with two sources that were read, promises that only one of them tells are named with it."""
    head = (
        "Ngày 22/2/2024, đoàn công tác Sở Thông tin và Truyền thông tỉnh Phú Thọ đến làm việc, trao đổi kinh nghiệm "
        "tại Sở Thông tin và Truyền thông tỉnh Bắc Ninh về chuyển đổi số. "
    )
    both = "Hai Sở thống nhất tổ chức tập huấn trực tuyến về an toàn thông tin trong quý II/2024. "
    alone = "Hai bên thống nhất cung cấp tài liệu vận hành trung tâm điều hành thông minh trước ngày 30/6/2024. "
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("Phú Thọ làm việc tại Bắc Ninh\n\n" + head + both + alone, encoding="utf-8")
    second.write_text("Bắc Ninh tiếp đoàn Phú Thọ\n\n" + head + both, encoding="utf-8")
    tracker("visit", "log", "--from", str(first), "--yes")
    promises = {row["text"]: row["id"] for row in tracker("followup", "list", "--json").json}
    assert len(promises) == 2
    assert balance(tracker, "Phú Thọ", "Bắc Ninh")["one_sided"] == []
    tracker("visit", "log", "--from", str(second), "--into", "1", "--yes")
    (told,) = balance(tracker, "Phú Thọ", "Bắc Ninh")["one_sided"]
    assert "cung cấp tài liệu" in told["text"]
    assert told["commitment"] == promises[told["text"]]
    assert (told["told_by"], told["not_by"]) == ("Phú Thọ làm việc tại Bắc Ninh", ["Bắc Ninh tiếp đoàn Phú Thọ"])
    assert "told by “Phú Thọ làm việc tại Bắc Ninh”" in tracker("network", "balance", "Phú Thọ", "Bắc Ninh").out


def test_the_balance_in_words(dealings: Tracker) -> None:
    """Each line names what it counts, in both languages."""
    english = dealings("network", "balance", "Phú Thọ", "Bắc Ninh").out
    for words in ("Visits of Phú Thọ to Bắc Ninh: 2", "not returned", "Bắc Ninh owes: 1", "#1 [agreed; overdue, 30/06"):
        assert words in english
    assert "Phú Thọ còn nợ: 3" in dealings("network", "balance", "Phú Thọ", "Bắc Ninh", lang="vi").out


@pytest.mark.parametrize(
    "words",
    [["Phú Thọ", "phu tho"], [PT, PT], ["Phú Thọ", "Hà Lội"], ["Phú Thọ", "Bắc Ninh", "--months", "0"], ["Phú Thọ"]],
)
def test_units_that_cannot_be_balanced(tracker: Tracker, words: list[str]) -> None:
    """One unit with itself, with none, or in no time: one sentence."""
    tracker.log(PT, BN)
    run = tracker("network", "balance", *words, code=None)
    assert run.code in (1, 2)
    assert len(run.err.strip().splitlines()) == 1
