"""What came of a visit: decisions and reasons, shown, undone, refused where contradictory; how much visits yield."""

import pytest
from conftest import Tracker

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"
FULL_BN = "Sở Thông tin và Truyền thông tỉnh Bắc Ninh"
SOURCE = ("--source", "Công báo số 12")


@pytest.fixture
def visits(anywhere: Tracker) -> Tracker:
    """Three visits on two topics, one of them cancelled, and a promise."""
    anywhere.log(PT, BN, "22/2/2024", "--topic", "ioc", "--topic", "chuyen-doi-so")
    anywhere.log(PT, BN, "1/3/2024", "--topic", "ioc")
    anywhere.log(PT, BN, "2/3/2024", "--topic", "ioc")
    anywhere("visit", "cancel", "3")
    anywhere("followup", "add", "1", "Gửi tài liệu", "--lead", BN)
    return anywhere


def adopt(tracker: Tracker, *words: str, code: int = 0) -> str:
    """What the command said."""
    run = tracker("visit", "adopt", *words, code=code)
    return run.err if code else run.out


def test_a_decision_stands_with_its_visit(visits: Tracker) -> None:
    """It is shown in words and JSON, found by its number, and taken back by undo."""
    adopt(
        *(visits, "1", "--topic", "ioc", "--decision", "123/QĐ-UBND", "--on", "30/6/2024", "--title", "Thành lập IOC"),
        *("--agency", PT, "--commitment", "1", *SOURCE),
    )
    (row,) = visits("visit", "show", "1", "--json").json["adoptions"]
    assert row.pop("uid")
    assert row == {
        "id": 1,
        "topic": "ioc",
        "agency": "Sở Thông tin và Truyền thông tỉnh Phú Thọ",
        "commitment": 1,
        "title": "Thành lập IOC",
        "decision": "123/QĐ-UBND",
        "decided_on": "2024-06-30",
        "not_adopted_because": None,
        "source": "Công báo số 12",
    }
    assert "123/QĐ-UBND · 30/06/2024 · Thành lập IOC" in visits("visit", "show", "1").out
    assert visits("search", "123/qđ-ubnd", "--json").json
    assert visits("history", "--json").json[0]["command"] == "visit adopt"
    visits("undo")
    assert visits("visit", "show", "1", "--json").json["adoptions"] == []
    assert visits("search", "123/qđ-ubnd", "--json").json == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["1", "--topic", "ioc", "--decision", "1/QĐ", "--on", "1/1/2024", *SOURCE], "older than the visit"),
        (["1", "--topic", "ioc", "--decision", "1/QĐ", "--on", "1/1/2030", *SOURCE], "in the future"),
        (["1", "--topic", "ioc", *SOURCE], "either"),
        (["1", "--topic", "ioc", "--decision", "1/QĐ", "--on", "1/5/2024", "--not-adopted", "x", *SOURCE], "either"),
        (["1", "--topic", "ioc", "--decision", "1/QĐ", *SOURCE], "its day"),
        (["1", "--topic", "ioc", "--not-adopted", "x", "--on", "1/5/2024", *SOURCE], "its day"),
        (["1", "--topic", "ioc", "--not-adopted", "x", "--source", " "], "--source"),
        (["2", "--topic", "chuyen-doi-so", "--not-adopted", "x", *SOURCE], "visit edit 2"),
        (["3", "--topic", "ioc", "--not-adopted", "x", *SOURCE], "not held"),
        (["2", "--topic", "ioc", "--not-adopted", "x", "--commitment", "1", *SOURCE], "of visit 1"),
        (["9", "--topic", "ioc", "--not-adopted", "x", *SOURCE], "no visit"),
        (["1", "--topic", "x" * 999, "--not-adopted", "x", *SOURCE], "topic"),
        (["1", "--topic", "ioc", "--decision", "12/QĐ-UBND", "--on", "1/6/2024", *SOURCE], "already"),
        (["1", "--topic", "ioc", "--not-adopted", "Không cần", *SOURCE], "already"),
    ],
)
def test_what_contradicts_is_refused(tracker: Tracker, words: list[str], said: str) -> None:
    """Both, neither, too early, too late, of another visit, or beside what is known: one sentence, nothing written."""
    tracker.log(PT, BN, "22/2/2024", "--topic", "ioc", "--topic", "chuyen-doi-so")
    tracker.log(PT, BN, "1/3/2024", "--topic", "ioc")
    tracker.log(PT, BN, "2/3/2024", "--topic", "ioc")
    tracker("visit", "cancel", "3")
    tracker("followup", "add", "1", "Gửi tài liệu", "--lead", BN)
    adopt(tracker, "1", "--topic", "ioc", "--decision", "12/QĐ-UBND", "--on", "1/5/2024", *SOURCE)
    before = tracker("history", "--json").json
    told = adopt(tracker, *words, code=1)
    assert said in told
    assert len(told.strip().splitlines()) == 1
    assert tracker("history", "--json").json == before


def test_how_much_visits_yield(visits: Tracker) -> None:
    """Per host and topic: visits held, those that led to a decision, decisions, those where it was refused, share."""
    for decision in ("12/QĐ-UBND", "13/QĐ-UBND"):
        adopt(visits, "1", "--topic", "ioc", "--decision", decision, "--on", "1/5/2024", *SOURCE)
    adopt(visits, "1", "--topic", "chuyen-doi-so", "--not-adopted", "Chưa có kinh phí", *SOURCE)
    rows = visits("network", "yield", "--json").json["rows"]
    shown = [(r["host"], r["topic"], r["visits"], r["adopted"], r["decisions"], r["not_adopted"]) for r in rows]
    assert shown == [(FULL_BN, "ioc", 2, 1, 2, 0), (FULL_BN, "chuyen-doi-so", 1, 0, 0, 1)]
    assert [(row["share"], row["visit_ids"], row["adopted_ids"]) for row in rows] == [
        (0.5, [1, 2], [1]),
        (0.0, [1], []),
    ]
    (host,) = visits("network", "yield", "--by", "host", "--json").json["rows"]
    assert (host["visits"], host["adopted"], host["not_adopted"], host["share"]) == (2, 1, 0, 0.5)
    (visitor,) = visits("network", "yield", "--by", "visitor", "--topic", "chuyen-doi-so", "--json").json["rows"]
    assert (visitor["visits"], visitor["adopted"], visitor["not_adopted_ids"]) == (1, 0, [1])
    topics = visits("network", "yield", "--by", "topic", "--since", "1/3/2024", "--csv").out.splitlines()
    assert topics[1] == "ioc,1,0,0,0,0.0,2"
    assert "50%" in visits("network", "yield").out
    assert "No visit" in visits("network", "yield", "--until", "1/1/2020").err
    assert "host, topic, visitor" in visits("network", "yield", "--by", "mood", code=2).err


def test_yields_count_the_visits_of_the_list(demo: object) -> None:
    """Whatever it is counted by and in whatever scope, the visits are those of `visit list`."""
    tracker = Tracker(str(demo) + "/tracker.db")
    for scope in ([], ["--since", "1/7/2024"], ["--topic", "du-lich"]):
        listed = {row["id"] for row in tracker("visit", "list", "--json", *scope).json}
        for by in ([], ["--by", "host"], ["--by", "topic"], ["--by", "visitor"]):
            rows = tracker("network", "yield", "--json", *by, *scope).json["rows"]
            assert {number for row in rows for number in row["visit_ids"]} == listed
            assert all(len(row["visit_ids"]) == row["visits"] for row in rows)
