"""Two periods compared, ways between units, and whom to learn from next: each figure with the visits behind it."""

import pytest
from conftest import Tracker
from hypothesis import given
from hypothesis import strategies as st

from tracker.network.build import build
from tracker.network.comparison import compare
from tracker.queries.exchanges import Exchanges, Pair, Place

PT, BN, DN, HP = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh", "Sở TT&TT Đà Nẵng", "Sở TT&TT Hải Phòng"


@pytest.fixture
def exchanged(tracker: Tracker) -> Tracker:
    """2023: Phú Thọ at Bắc Ninh twice. 2024: once there, once at Đà Nẵng; Bắc Ninh at Hải Phòng on data centres."""
    for visitor, host, on, topic in (
        (PT, BN, "22/2/2023", "ioc"),
        (PT, BN, "1/3/2023", "ioc"),
        (PT, BN, "5/4/2024", "ioc"),
        (PT, DN, "6/5/2024", "kinh-te-so"),
        (BN, HP, "7/6/2024", "trung-tam-du-lieu"),
    ):
        tracker.log(visitor, host, on, "--topic", topic)
    return tracker


def test_two_periods_compared(exchanged: Tracker) -> None:
    """New, lost, stronger and weaker ties with their visits; units that moved; the counts are those of the lists."""
    shape = exchanged("network", "compare", "--before", "2023", "--after", "2024", "--json").json
    ties = {(tie["source"], tie["target"]): tie for tie in shape["ties"]}
    assert {pair: tie["change"] for pair, tie in ties.items()} == {
        ("phu-tho-2025", "bac-ninh-2025"): "weaker",
        ("phu-tho-2025", "da-nang-2025"): "new",
        ("bac-ninh-2025", "hai-phong-2025"): "new",
    }
    weaker = ties["phu-tho-2025", "bac-ninh-2025"]
    assert (weaker["before_ids"], weaker["after_ids"]) == ([1, 2], [3])
    said = exchanged("network", "compare", "--before", "2024", "--after", "2023", lang="vi").out
    assert "mất" in said
    assert "tăng" in said
    assert "Nothing changed" in exchanged("network", "compare", "--before", "2023", "--after", "2023").err
    exchanged("network", "compare", "--before", "hôm nào", "--after", "2023", code=2)


_UNITS = [f"u{number}" for number in range(5)]
_PAIRS = st.lists(st.tuples(st.sampled_from(_UNITS), st.sampled_from(_UNITS)), max_size=20)


@given(_PAIRS, _PAIRS)
def test_comparing_backwards_mirrors(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> None:
    """What is new one way is lost the other, stronger is weaker, and nothing changes from a period to itself."""
    networks = [
        build(
            Exchanges(
                tuple(Pair(n, a, b, ()) for n, (a, b) in enumerate(pairs)),
                *(tuple(Place(unit, unit, None, None, None) for unit in _UNITS), (), None, None),
            ),
            {},
        )
        for pairs in (before, after)
    ]
    there, back = compare(*networks), compare(*reversed(networks))
    mirror = {"new": "lost", "lost": "new", "stronger": "weaker", "weaker": "stronger", "same": "same"}
    assert {(t.source, t.target): mirror[t.change] for t in there.ties} == {
        (t.source, t.target): t.change for t in back.ties
    }
    assert sum(t.after for t in there.ties) == sum(edge.visits for edge in networks[1].edges)
    assert {t.change for t in compare(networks[0], networks[0]).ties} <= {"same"}


def test_a_way_leads_over_those_who_met(exchanged: Tracker) -> None:
    """The nearest way with its visits; none is said to be none; names are read with or without accents."""
    steps = exchanged("network", "path", "phu tho", "Hải Phòng", "--json").json
    assert [(step["source"], step["target"], step["visit_ids"]) for step in steps] == [
        ("phu-tho-2025", "bac-ninh-2025", [1, 2, 3]),
        ("bac-ninh-2025", "hai-phong-2025", [5]),
    ]
    assert "No chain" in exchanged("network", "path", "Đà Nẵng", "Hải Phòng", "--since", "1/5/2024").err
    assert "network show" in exchanged("network", "path", "Phú Thọ", "Cà Mau", code=1).err
    assert "same unit" in exchanged("network", "path", "Phú Thọ", "phu tho", code=2).err


def test_whom_to_learn_from_next(exchanged: Tracker) -> None:
    """Who hosted visits on the topic comes first, with the visits, who could introduce us, and never ourselves."""
    shape = exchanged("network", "suggest", "Phú Thọ", "--topic", "trung-tam-du-lieu", "--json").json
    (only,) = shape["suggestions"]
    assert only["id"] == "hai-phong-2025"
    reasons = {reason["kind"]: reason for reason in only["reasons"]}
    assert reasons["hosted"]["visit_ids"] == [5]
    assert reasons["introduced"]["units"] == ["bac-ninh-2025"]
    assert only["score"] == sum(reason["points"] for reason in only["reasons"])
    (first, *_rest) = exchanged("network", "suggest", "Phú Thọ", "--topic", "ioc", "--json").json["suggestions"]
    assert first["id"] == "bac-ninh-2025"
    assert {"hosted", "known"} <= {reason["kind"] for reason in first["reasons"]}
    assert "Bắc Ninh" in exchanged("network", "suggest", "phu tho", "--topic", "ioc", lang="vi").out
    assert "No other province" in exchanged("network", "suggest", "Phú Thọ", "--topic", "y-te").err
    assert "no" in exchanged("network", "suggest", "Atlantis", "--topic", "ioc", code=1).err.casefold()
