"""Long outputs as they were last approved; `--snapshot-update` renews them."""

import re

import pytest
from conftest import Tracker
from syrupy.assertion import SnapshotAssertion

_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("words", [["--help"], ["visit", "log", "--help"]], ids=" ".join)
def test_help_as_approved(words: list[str], lang: str, snapshot: SnapshotAssertion) -> None:
    """The help of the program and of its main command."""
    assert Tracker("unused.db")(*words, lang=lang).out == snapshot


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_visit_as_approved(tracker: Tracker, lang: str, snapshot: SnapshotAssertion) -> None:
    """One visit shown whole, and the report on it as Markdown."""
    tracker.log(
        *("Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh", "22/2/2024", "--topic", "ioc", "--place", "Bắc Ninh"),
        *("--official", "Trần Văn Thử; Giám đốc Sở; visitor; head", "--url", "https://example.gov.vn/tin?a=1&b=<2>"),
    )
    tracker("followup", "add", "1", "Gửi | tài liệu", "--lead", "Sở TT&TT Bắc Ninh", "--due", "cuối quý II")
    assert _UID.sub("…", tracker("visit", "show", "1", lang=lang).out) == snapshot(name="show")
    assert tracker("report", "network", "--format", "md", lang=lang).out == snapshot(name="report")
