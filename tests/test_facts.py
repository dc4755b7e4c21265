"""The shipped facts: sourced, consistent in time, and equal to what an independent package says."""

import csv
import itertools
import json
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

import pytest

from tracker.gazetteer import facts, names
from tracker.text import key

DATA = Path(facts.__file__).parent.parent / "data"


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_every_row_names_its_source(path: Path) -> None:
    """No fact is shipped without saying where it comes from."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all(row["source"].strip() for row in rows)


def test_provinces_and_mergers_agree_with_an_independent_package() -> None:
    """63 units went into 34, each into the one that the package vietnamadminunits names."""
    source = resources.files("vietnamadminunits") / "data" / "converter_2025.json"
    other = json.loads(source.read_text(encoding="utf-8"))["DICT_PROVINCE"]
    last, first = date(2025, 6, 30), date(2025, 7, 1)
    heirs = {row.predecessor: row.successor for row in facts.province_successions()}
    ours: dict[str, set[str]] = {}
    for row in facts.provinces():
        if row.holds(last):
            heir = names.province_on(heirs.get(row.slug, row.slug), first)
            ours.setdefault(_compact(heir.full_name), set()).add(_compact(row.full_name))
    assert ours == {new: set(old) for new, old in other.items()}
    assert sum(len(old) for old in ours.values()) == 63
    assert len(ours) == 34


def _compact(name: str) -> str:
    return key(name).replace(" ", "")


def test_departments_follow_one_another() -> None:
    """A merged department ends the day before the one that it went into begins; no name is borne twice on one day."""
    for row in facts.departments():
        if row.merged_into:
            heir = names.department(row.merged_into)
            assert row.valid_to
            assert heir.valid_from in (None, row.valid_to + timedelta(days=1))
    for day in (date(2024, 1, 1), date(2026, 1, 1)):
        there = names.departments_on((row.slug for row in facts.departments()), day)
        assert len({row.name for row in there}) == len(there)


def test_versions_of_a_province_join_without_gap() -> None:
    """Each version begins the day after the one before ended."""
    for slug in {row.slug for row in facts.provinces()}:
        versions = names.province_versions(slug)
        for before, after in itertools.pairwise(versions):
            assert before.valid_to
            assert after.valid_from == before.valid_to + timedelta(days=1)


def test_demo_exchanges_are_sourced_and_of_their_time() -> None:
    """Every visit of the demo has a page (but the first note) and names provinces that existed on its day."""
    rows = json.loads((DATA / "demo.json").read_text(encoding="utf-8"))
    assert len(rows) >= 26
    assert sum(row["source"]["url"] is None for row in rows) <= 1
    for row in rows:
        day = date.fromisoformat(row["on"])
        for name in (*row["visitor_provinces"], *row["host_provinces"]):
            assert name is None or names.province_of_day(name, day), (row["on"], name)
    assert sum(row["on"] >= "2025-07-01" for row in rows) >= 8
