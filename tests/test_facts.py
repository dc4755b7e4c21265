"""The shipped facts: sourced, consistent in time, and equal to what an independent package says."""

import csv
import itertools
import json
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

import pytest
from conftest import Tracker

from tracker import operations
from tracker.database import url_of
from tracker.gazetteer import facts, names
from tracker.gazetteer.local_units import local_units
from tracker.queries.scope import Scope
from tracker.queries.visits import sources_of, visits
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


@pytest.mark.parametrize(("day", "table", "count"), [("1/1/2024", "admin_units_legacy", 63), (None, "admin_units", 34)])
def test_names_and_codes_agree_with_an_independent_package(
    tracker: Tracker, day: str | None, table: str, count: int
) -> None:
    """The units of 2024 and of today bear the names and official codes that vietnamadminunits gives them."""
    from vietnamadminunits.database.main import get_data  # type: ignore[import-untyped]

    rows = tracker("province", "list", "--json", *(["--on", day] if day else [])).json
    theirs = {(row["provinceCode"], row["provinceShort"]) for row in get_data(["provinceCode", "provinceShort"], table)}
    # The package calls the city of Huế so before 2025, too.
    assert {(row["code"], row["name"].replace("Thừa Thiên Huế", "Huế")) for row in rows} == theirs
    assert len(rows) == len(theirs) == count


def test_every_bearer_of_a_merger_goes_over_once() -> None:
    """Of 63 units 52 go into 23 on 1/7/2025; each goes into one that begins the day after it ends."""
    rows = facts.province_successions()
    assert len({row.predecessor for row in rows}) == len(rows) == 52
    assert len({row.successor for row in rows}) == 23
    for row in rows:
        assert names.province_versions(row.predecessor)[-1].valid_to == row.effective_on - timedelta(days=1)
        assert names.province_versions(row.successor)[0].valid_from == row.effective_on


def test_holidays_are_days_each_named_once() -> None:
    """Every row of the holidays is a day of its own, free or worked instead of another."""
    rows = list(facts.table("holidays"))
    days = [date.fromisoformat(row["date"]) for row in rows]
    assert len(set(days)) == len(days)
    assert {row["kind"] for row in rows} == {"off", "work"}
    assert all(day.weekday() >= 5 for day, row in zip(days, rows, strict=True) if row["kind"] == "work")


def test_demo_register_shows_its_sources(demo: Path) -> None:
    """In the demo's register every visit rests on a source with a page, but the first note."""
    with operations.reading(url_of(demo / "tracker.db")) as session:
        rows = visits(session, Scope())
        sources = sources_of(session, [row.uid for row in rows])
    assert len(rows) >= 26
    assert set(sources) == {row.id for row in rows}
    without = [row.started_on for row in rows if not all(source.url for source in sources[row.id])]
    assert without == [date(2024, 2, 22)]


def test_districts_and_communes_stand_in_a_province_of_their_time() -> None:
    """Every district belonged to one of the 63 units of before 1 July 2025, every commune to one of the 34 since."""
    last, first = date(2025, 6, 30), date(2025, 7, 1)
    before = {row.slug for row in facts.provinces() if row.holds(last)}
    since = {row.slug for row in facts.provinces() if row.holds(first)}
    assert {row["province"] for row in facts.table("districts")} == before
    assert {row["province"] for row in facts.table("communes")} == since
    assert len(list(facts.table("communes"))) == 3321


@pytest.mark.parametrize(
    ("kind", "name", "day", "provinces"),
    [
        ("huyện", "Duy Xuyên", date(2024, 5, 1), {"Quảng Nam"}),
        ("huyện", "Hoàng Sa", date(2024, 5, 1), {"Đà Nẵng"}),
        ("đặc khu", "Trường Sa", date(2025, 9, 1), {"Khánh Hòa"}),
        ("huyện", "Quế Võ", date(2023, 4, 1), {"Bắc Ninh"}),  # a "thị xã" by the last list
        ("huyện", "Duy Xuyên", date(2025, 9, 1), set()),  # there are no districts any more
        ("xã", "hoanh bo", date(2025, 9, 1), set()),  # a ward
        ("phường", "Hoành Bồ", None, {"Quảng Ninh"}),
    ],
)
def test_a_units_name_tells_its_province(kind: str, name: str, day: date | None, provinces: set[str]) -> None:
    """A name and a day give the provinces that had a unit so called, and none of another time."""
    assert {unit.province for unit in local_units(kind, name, day)} == provinces


def test_a_name_borne_ten_times_tells_no_province() -> None:
    """Châu Thành is a district of ten provinces."""
    assert len({unit.province for unit in local_units("huyện", "Châu Thành", date(2024, 1, 1))}) == 10
