"""Two notes, one visit: the second account is recognised, compared, and becomes another source of the visit."""

import csv
import io
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Tracker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.queries.comparing import Facts, FigureFact, OfficialFact, PromiseFact, compare

GUEST = """Sở Khoa học và Công nghệ Hà Nam học tập kinh nghiệm tại Quảng Bình

12/06/2024 15:20

Ngày 11/6, đoàn công tác Sở Khoa học và Công nghệ (KH&CN) tỉnh Hà Nam do đồng chí Lương Thế Thử, Giám đốc Sở làm Trưởng
đoàn đã đến thăm và học tập kinh nghiệm tại Sở KH&CN tỉnh Quảng Bình. Tiếp và làm việc với đoàn có đồng chí Đỗ Hạnh Mẫu,
Phó Giám đốc Sở KH&CN tỉnh Quảng Bình.

Đoàn được giới thiệu về chuyển đổi số và cải cách hành chính. Hai Sở thống nhất tổ chức tập huấn về an toàn thông tin
trong quý III/2024.
"""
HOST = """Sở KH&CN Quảng Bình tiếp đoàn công tác Hà Nam

11/06/2024 17:05

Sáng 11/6, Sở KH&CN tỉnh Quảng Bình tiếp và làm việc với đoàn công tác Sở KH&CN tỉnh Hà Nam do ông Lương Thế Thử, Giám
đốc Sở KH&CN tỉnh Hà Nam dẫn đầu. Chủ trì buổi tiếp có bà Đỗ Hạnh Mẫu, Giám đốc Sở KH&CN tỉnh Quảng Bình; cùng dự có ông
Phan Bá Ví, Trưởng phòng Nghiệp vụ, Sở KH&CN tỉnh Quảng Bình.

Hai bên trao đổi về chuyển đổi số và kinh tế số. Chỉ số DTI xếp thứ 21 trên 63 tỉnh, thành phố. Hai bên
thống nhất tổ chức lớp tập huấn về an toàn thông tin trong quý III/2024. Sở KH&CN tỉnh Quảng Bình sẽ hỗ trợ Hà Nam phần
mềm dùng chung.
"""
HN, QB = "Sở KH&CN Hà Nam", "Sở KH&CN Quảng Bình"


@pytest.fixture
def guest(tmp_path: Path) -> str:
    """The guest's note, in a file."""
    return _file(tmp_path, "guest.txt", GUEST)


@pytest.fixture
def host(tmp_path: Path) -> str:
    """The host's note, in a file."""
    return _file(tmp_path, "host.txt", HOST)


def _file(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def _verdicts(rows: list[dict[str, Any]], field: str) -> list[str]:
    return [row["verdict"] for row in rows if row["field"] == field]


def test_the_second_note_is_refused_with_both_ways_out(anywhere: Tracker, guest: str, host: str) -> None:
    """The other side's note names the visit and both ways out; --anyway logs a visit of its own."""
    anywhere("visit", "log", "--from", guest, "--yes")
    said = anywhere("visit", "log", "--from", host, "--yes", code=1).err
    assert "number 1" in said
    assert "11/06/2024" in said
    assert "--into 1" in said
    assert "--anyway" in said
    assert len(anywhere("visit", "list", "--json").json) == 1
    anywhere("visit", "log", "--from", host, "--yes", "--anyway")
    assert len(anywhere("visit", "list", "--json").json) == 2


def test_two_notes_become_one_visit(anywhere: Tracker, guest: str, host: str) -> None:
    """What the register lacks is added, what differs stays and is listed, and every quote stands in its own note."""
    anywhere("visit", "log", "--from", guest, "--yes")
    run = anywhere("visit", "log", "--from", host, "--yes", "--into", "1", "--json").json
    assert run["added"] == {"official": 1, "topic": 1, "promise": 1, "figure": 1}
    assert {row["field"] for row in run["differences"]} == {"direction", "official"}
    whole = anywhere("visit", "show", "1", "--json").json
    people = {one["name"]: (one["post"], one["side"]) for one in whole["participants"]}
    assert people["Đỗ Hạnh Mẫu"] == ("Phó Giám đốc Sở KH&CN tỉnh Quảng Bình", "host")
    assert people["Phan Bá Ví"][1] == "host"
    assert whole["topics"] == ["an-toan-thong-tin", "chuyen-doi-so", "cai-cach-hanh-chinh", "kinh-te-so"]
    assert whole["direction"] == "visitor_learns"
    assert len(whole["promises"]) == 2
    assert [one["rank"] for one in whole["indicators"]] == [21]
    assert [one["title"] for one in whole["sources"]] == [GUEST.splitlines()[0], HOST.splitlines()[0]]
    assert {quote["source"] for quote in whole["quotes"]} == {1, 2}
    for quote in whole["quotes"]:
        assert (GUEST, HOST)[quote["source"] - 1][quote["start"] : quote["end"]] == quote["quote"]
    shown = anywhere("visit", "show", "1").out
    assert GUEST.splitlines()[0] in shown
    assert HOST.splitlines()[0] in shown


def test_joining_is_one_operation(anywhere: Tracker, guest: str, host: str) -> None:
    """One undo takes the second source back with all that it added, and the note may be added again."""
    anywhere("visit", "log", "--from", guest, "--yes")
    before = anywhere("visit", "show", "1", "--json").json
    anywhere("visit", "log", "--from", host, "--yes", "--into", "1")
    assert anywhere("history", "--json").json[0]["command"] == "visit log"
    anywhere("undo")
    assert anywhere("visit", "show", "1", "--json").json == before
    anywhere("visit", "log", "--from", host, "--yes", "--into", before["uid"])
    assert len(anywhere("visit", "show", "1", "--json").json["sources"]) == 2


def test_what_cannot_be_joined_is_refused(tracker: Tracker, guest: str, host: str) -> None:
    """The same note twice, a cancelled or unknown visit, and options that contradict: one sentence, nothing written."""
    tracker("visit", "log", "--from", guest, "--yes")
    into = ("visit", "log", "--from", host, "--yes", "--into")
    assert "source of visit 1" in tracker("visit", "log", "--from", guest, "--yes", "--into", "1", code=1).err
    tracker(*into, "1")
    before = Path(tracker.db).read_bytes()
    assert "source of visit 1" in tracker(*into, "1", code=1).err
    assert "logged as visit 1" in tracker("visit", "log", "--from", host, "--yes", code=1).err
    assert "no visit “99”" in tracker(*into, "99", code=1).err
    assert "--into" in tracker(*into, "1", "--anyway", code=2).err
    assert "--into" in tracker("visit", "log", "--into", "1", "--on", "1/1/2024", code=2).err
    assert Path(tracker.db).read_bytes() == before
    other = tracker.log(HN, "Sở Y tế Lào Cai")
    tracker("visit", "cancel", str(other))
    new = _file(Path(host).parent, "new.txt", HOST + "\nTin: A.\n")
    assert "cancelled" in tracker("visit", "log", "--from", new, "--yes", "--into", str(other), code=1).err


def test_joining_asks_with_both_accounts_side_by_side(tracker: Tracker, guest: str, host: str) -> None:
    """Without --yes the table is shown first; "no" writes nothing."""
    tracker("visit", "log", "--from", guest, "--yes")
    run = tracker("visit", "log", "--from", host, "--into", "1", stdin="n\n", code=1)
    assert "only in the note" in run.out
    assert len(tracker("visit", "show", "1", "--json").json["sources"]) == 1
    tracker("visit", "log", "--from", host, "--into", "1", stdin="y\n")
    assert len(tracker("visit", "show", "1", "--json").json["sources"]) == 2


def test_a_refusal_comes_before_the_question(
    tracker: Tracker, guest: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is asked to confirm a draft that cannot be logged."""
    tracker("visit", "log", "--from", guest, "--yes")
    monkeypatch.setattr("tracker.cli.noting.at_terminal", lambda: True)
    run = tracker("visit", "log", "--from", host, code=1)
    assert (run.out, "--into 1" in run.err) == ("", True)


def test_the_draft_names_the_visit(tracker: Tracker, guest: str, host: str, tmp_path: Path) -> None:
    """Without a register the key is absent and nothing is said; with one it is null, or the visit with what differs."""
    alone = Tracker(str(tmp_path / "none.db"))("visit", "draft", host, "--json")
    assert "same_visit" not in alone.json
    assert alone.err == ""
    assert not (tmp_path / "none.db").exists()
    assert tracker("visit", "draft", host, "--json").json["same_visit"] is None
    tracker("visit", "log", "--from", guest, "--yes")
    there = tracker("visit", "draft", host, "--json").json["same_visit"]
    assert there["id"] == 1
    assert there["uid"]
    assert there["reasons"] == ["same_day", "same_agencies", "officials_in_common"]
    assert there["sure"] > 0.9
    assert "same" not in {row["verdict"] for row in there["differences"]}
    assert "--into 1" in tracker("visit", "draft", host).out
    assert tracker("visit", "draft", guest, "--json").json["same_visit"]["reasons"] == ["same_note"]


def test_a_register_that_cannot_be_opened_does_not_stop_a_draft(host: str, tmp_path: Path) -> None:
    """The note is read all the same, and the trouble is told beside it."""
    (tmp_path / "broken.db").write_bytes(b"no database" * 500)
    run = Tracker(str(tmp_path / "broken.db"))("visit", "draft", host, "--json")
    assert run.json["host"]
    assert "same_visit" not in run.json
    assert "not a register" in run.err


def test_compare_shows_both_accounts(anywhere: Tracker, guest: str, host: str) -> None:
    """Each fact with what the register has, what the note says, and the verdict; as a table, JSON and CSV."""
    anywhere("visit", "log", "--from", guest, "--yes")
    found = anywhere("visit", "compare", host, "--json").json
    rows = found["facts"]
    assert found["id"] == 1
    assert _verdicts(rows, "day") == _verdicts(rows, "place") == ["same"]
    assert _verdicts(rows, "visitor") == _verdicts(rows, "host") == ["same"]
    assert _verdicts(rows, "direction") == ["differs"]
    assert _verdicts(rows, "official") == ["same", "differs", "only_note"]
    assert sorted(_verdicts(rows, "topic")) == ["only_note", "only_register", "same", "same"]
    assert _verdicts(rows, "promise") == ["same", "only_note"]
    assert _verdicts(rows, "figure") == ["only_note"]
    assert rows[0] == {"field": "day", "register": "2024-06-11", "note": "2024-06-11", "verdict": "same"}
    table = list(csv.reader(io.StringIO(anywhere("visit", "compare", host, "1", "--csv").out.lstrip("\ufeff"))))
    assert table[0] == ["field", "register", "note", "verdict"]
    assert len(table) == len(rows) + 1
    shown = anywhere("visit", "compare", host, lang="vi").out
    assert "chỉ có trong tin bài" in shown
    assert "(bên tiếp)" in shown
    assert shown.count("Hạn: 30/09/2024") == 2
    assert not re.search(r"\d{4}-\d\d", shown)
    assert any("[2024-09-30]" in (row["note"] or "") for row in rows)


def test_compare_wants_a_visit(tracker: Tracker, host: str) -> None:
    """Without a like visit one is asked for; a visit that is named is compared even when nothing is alike."""
    assert "tracker visit list" in tracker("visit", "compare", host, code=1).err
    number = tracker.log("Sở Y tế Lào Cai", "Sở Y tế Yên Bái", "1/2/2023")
    found = tracker("visit", "compare", host, str(number), "--json").json
    assert found["reasons"] == []
    assert _verdicts(found["facts"], "day") == ["differs"]
    assert set(_verdicts(found["facts"], "visitor")) == {"only_note", "only_register"}


@pytest.mark.parametrize(
    ("visitor", "seen", "on", "until", "reasons"),
    [
        (HN, QB, "11/6/2024", None, ["same_day", "same_agencies"]),
        (HN, QB, "10/6/2024", None, ["adjacent_day", "same_agencies"]),
        (HN, QB, "12/6/2024", None, ["adjacent_day", "same_agencies"]),
        (HN, QB, "9/6/2024", "11/6/2024", ["overlapping_days", "same_agencies"]),
        (QB, HN, "11/6/2024", None, ["same_day", "same_agencies", "sides_turned"]),
        ("UBND tỉnh Hà Nam", QB, "11/6/2024", None, ["same_day", "same_provinces"]),
        (HN, QB, "13/6/2024", None, None),
        (HN, QB, "11/6/2023", None, None),
        (HN, "Sở KH&CN Quảng Trị", "11/6/2024", None, None),
        ("Sở Y tế Hà Nam", "Sở Y tế Quảng Bình", "11/6/2024", None, None),
        ("UBND tỉnh Hà Nam", QB, "10/6/2024", None, None),
    ],
)
def test_like_visits_are_found_by_day_and_parties(
    tracker: Tracker, host: str, visitor: str, seen: str, on: str, until: str | None, reasons: list[str] | None
) -> None:
    """The same, the adjacent or an overlapping day and the same two sides, whoever is said to have come."""
    tracker.log(visitor, seen, on, *(("--until", until) if until else ()))
    there = tracker("visit", "draft", host, "--json").json["same_visit"]
    assert (there and there["reasons"]) == reasons


def test_a_cancelled_visit_is_no_like_visit(tracker: Tracker, host: str) -> None:
    """What was cancelled did not happen, so that the note is logged."""
    tracker("visit", "cancel", str(tracker.log(HN, QB, "11/6/2024")))
    tracker("visit", "log", "--from", host, "--yes")


def test_agencies_of_one_kind_stand_for_each_other(tracker: Tracker, tmp_path: Path) -> None:
    """Bodies that the register does not know meet again by their kind and province."""
    text = (
        "Sáng 3/4/2024, đoàn công tác Trung tâm Khuyến công tỉnh {a} đến thăm, làm việc tại Trung tâm Khuyến công tỉnh "
        "Yên Bái."
    )
    tracker("visit", "log", "--from", _file(tmp_path, "a.txt", text.format(a="Hà Nam")), "--yes")
    again = _file(tmp_path, "b.txt", text.format(a="Hà Nam").replace("Sáng", "Ngày"))
    assert "number 1" in tracker("visit", "log", "--from", again, "--yes", code=1).err
    tracker("visit", "log", "--from", _file(tmp_path, "c.txt", text.format(a="Hòa Bình")), "--yes")


def test_a_note_without_a_year_takes_the_day_of_its_visit(tracker: Tracker, guest: str, tmp_path: Path) -> None:
    """Joined to a visit, or compared with it, a note need not say the year."""
    tracker("visit", "log", "--from", guest, "--yes")
    note = _file(tmp_path, "host.txt", HOST.replace("11/06/2024 17:05\n", ""))
    assert "without a year" in tracker("visit", "log", "--from", note, "--yes", code=1).err
    assert _verdicts(tracker("visit", "compare", note, "1", "--json").json["facts"], "day") == ["same"]
    tracker("visit", "log", "--from", note, "--yes", "--into", "1")
    assert tracker("visit", "list", "--json").json[0]["officials"] == 3


def test_a_note_that_turns_the_sides_keeps_people_where_they_belong(tracker: Tracker, host: str) -> None:
    """When the register has guests as hosts, the note's people are put on the other side too."""
    tracker.log(QB, HN, "11/6/2024")
    tracker("visit", "log", "--from", host, "--yes", "--into", "1")
    whole = tracker("visit", "show", "1", "--json").json
    assert {one["name"]: one["side"] for one in whole["participants"]} == {
        "Lương Thế Thử": "host",
        "Đỗ Hạnh Mẫu": "visitor",
        "Phan Bá Ví": "visitor",
    }
    assert [party["agency"] for party in whole["hosts"]] == ["Sở Khoa học và Công nghệ tỉnh Hà Nam"]


def test_place_and_direction_are_taken_where_the_register_lacks_them(tracker: Tracker, guest: str) -> None:
    """A visit logged by hand without them gets both from its first note, and its topics who learned from whom."""
    tracker.log(HN, QB, "11/6/2024", "--topic", "ioc")
    tracker("visit", "log", "--from", guest, "--yes", "--into", "1")
    whole = tracker("visit", "show", "1", "--json").json
    assert (whole["place"], whole["direction"]) == ("Quảng Bình", "visitor_learns")
    assert whole["topics"] == ["ioc", "an-toan-thong-tin", "chuyen-doi-so", "cai-cach-hanh-chinh"]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("Giám đốc Sở", "Giám đốc Sở TT&TT tỉnh Bắc Ninh", "same"),
        ("Giám đốc Sở TT&TT", "Giám đốc Sở Thông tin và Truyền thông Bắc Ninh", "same"),
        ("Tỉnh ủy viên, Giám đốc Sở", "Giám đốc Sở", "same"),
        ("Giám đốc Sở", None, "same"),
        ("Phó Giám đốc Sở", "Giám đốc Sở", "differs"),
        ("Tỉnh ủy viên, Giám đốc Sở", "Tỉnh ủy viên, Phó Giám đốc Sở", "differs"),
        ("Giám đốc Sở Y tế", "Giám đốc Sở Nội vụ", "differs"),
    ],
)
def test_posts_are_compared_by_what_they_say(one: str | None, other: str | None, verdict: str) -> None:
    """A longer wording of one post is the same; another rank or another body is not."""
    left, right = (Facts(officials=(OfficialFact("Lê Văn Mẫu", post, "host"),)) for post in (one, other))
    assert [row.verdict for row in compare(left, right)] == [verdict]


def test_accounts_are_compared_fact_by_fact() -> None:
    """Names with other accents, other sides, other dues and other numbers differ; other leads are other promises."""
    left = Facts(
        first=date(2024, 6, 11),
        place="Bắc Ninh",
        officials=(OfficialFact("Lê Văn Mẫu", None, "host"), OfficialFact("Trần Thị Thử", None, "host")),
        promises=(
            PromiseFact("Hai bên tổ chức tập huấn", "agreed", None, "2024-06-30"),
            PromiseFact("Gửi tài liệu", "agreed", "Sở A"),
        ),
        figures=(FigureFact("Chỉ số DTI", "Bắc Ninh", None, 7, 63),),
    )
    right = Facts(
        first=date(2024, 6, 11),
        last=date(2024, 6, 12),
        place="tỉnh Bắc Ninh",
        officials=(OfficialFact("Lê Văn Mậu", None, "host"), OfficialFact("Trần Thị Thử", None, "visitor")),
        promises=(
            PromiseFact("Hai bên sẽ tổ chức tập huấn", "agreed", None, "2024-07-30"),
            PromiseFact("Gửi tài liệu", "agreed", "Sở B"),
        ),
        figures=(FigureFact("chỉ số DTI", None, None, 9, 63),),
    )
    assert [(row.field, row.verdict) for row in compare(left, right)] == [
        ("day", "differs"),
        ("place", "same"),
        ("official", "differs"),
        ("official", "differs"),
        ("promise", "differs"),
        ("promise", "only_register"),
        ("promise", "only_note"),
        ("figure", "differs"),
    ]
    assert all(row.verdict == "same" for row in compare(left, left))
    assert compare(Facts(), Facts()) == ()


HOSTS = ("Đỗ Hạnh Mẫu, Giám đốc Sở", "Phan Bá Ví, Phó Giám đốc Sở", "Lê Thị Dụ, Chánh Văn phòng Sở")
THEMES = ("chuyển đổi số", "an toàn thông tin", "kinh tế số", "trung tâm dữ liệu")
PROMISES = (
    "Hai Sở thống nhất tổ chức tập huấn về an toàn thông tin.",
    "Hai bên thống nhất cử cán bộ trao đổi nghiệp vụ mỗi quý.",
    "Sở KH&CN tỉnh Quảng Bình sẽ hỗ trợ Hà Nam xây dựng kho dữ liệu dùng chung.",
)


def _account(hosts: list[str], themes: list[str], promises: list[str]) -> str:
    people = "; ".join(f"đồng chí {one}" for one in hosts)
    return (
        "Ngày 11/6/2024, đoàn công tác Sở Khoa học và Công nghệ (KH&CN) tỉnh Hà Nam do đồng chí Lương Thế Thử, Giám "
        "đốc Sở làm Trưởng đoàn đến làm việc tại Sở KH&CN tỉnh Quảng Bình. Tiếp và làm việc với đoàn có "
        f"{people}.\nHai bên trao đổi về {', '.join(themes)}.\n{' '.join(promises)}\n"
    )


def _some(values: tuple[str, ...], least: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=least, unique=True).map(lambda chosen: sorted(chosen))


ACCOUNTS = st.builds(_account, _some(HOSTS, 1), _some(THEMES, 1), _some(PROMISES, 0))


def _facts(tracker: Tracker) -> dict[str, Any]:
    whole = tracker("visit", "show", "1", "--json").json
    return {
        "day": (whole["started_on"], whole["ended_on"]),
        "parties": (whole["visitors"], whole["hosts"], whole["place"], whole["direction"]),
        "officials": {(one["name"], one["side"], one["post"]) for one in whole["participants"]},
        "topics": set(whole["topics"]),
        "promises": {(one["text"], one["grade"], one["lead"]) for one in whole["promises"]},
        "quotes": {(quote["field"], quote["quote"]) for quote in whole["quotes"]},
    }


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(accounts=st.lists(ACCOUNTS, min_size=2, max_size=2, unique=True))
def test_the_order_of_two_notes_does_not_matter(empty_register: Path, tmp_path: Path, accounts: list[str]) -> None:
    """The guest's note first or the host's: the visit has the same facts in the end."""
    notes = [_file(tmp_path, f"{n}.txt", text) for n, text in enumerate(accounts)]
    ends = []
    for first, second in (notes, reversed(notes)):
        register = Tracker(str(shutil.copy(empty_register, tmp_path / "order.db")))
        register("visit", "log", "--from", first, "--yes")
        register("visit", "log", "--from", second, "--yes", "--into", "1")
        ends.append(_facts(register))
    assert ends[0] == ends[1]
