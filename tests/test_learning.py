"""The register and the office's own file help the next reading; corrections made in review are kept."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Tracker
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.database import url_of
from tracker.gazetteer.corrections import Correction
from tracker.gazetteer.vocabulary import KnownAgency, KnownPost, Vocabulary
from tracker.notes.reader import read_note
from tracker.operations import writing
from tracker.records import visits
from tracker.records.visits import NewVisit
from tracker.text import key, nfc

TEXTS = [path.read_text("utf-8") for path in sorted((Path(__file__).parent / "notes").glob("*.txt"))]
PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"
NOTE = """Trao đổi kinh nghiệm với Viện Hợp tác Vùng Tây Bắc

12/06/2024 15:20

Ngày 11/6, đoàn công tác Viện Hợp tác Vùng Tây Bắc do bà Lương Thị Thử, Viện trưởng làm Trưởng đoàn đến làm việc tại
Sở 4T Phú Thọ. Tiếp đoàn có ông Đỗ Hạnh Mẫu, Phó Giám đốc Sở.

Tại buổi làm việc, ông Trần Văn Dụ cảm ơn đoàn. Hai bên trao đổi về vận hành TTGSĐH và kho mở của tỉnh.
"""


@pytest.fixture
def note(tmp_path: Path) -> str:
    """A note with a body, a spelling, a short form and a word that no shipped table knows."""
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    return str(tmp_path / "note.txt")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Where the office's own file stands."""
    (tmp_path / "config").mkdir()
    return tmp_path / "config" / "notes.toml"


def _draft(tracker: Tracker, note: str) -> dict[str, Any]:
    found: dict[str, Any] = tracker("visit", "draft", note, "--json").json
    return found


def _topics(tracker: Tracker, note: str) -> list[str]:
    return [topic["slug"] for topic in _draft(tracker, note)["topics"]]


def test_agencies_of_the_register_are_read_whole(anywhere: Tracker, note: str) -> None:
    """A body that the register has, and a spelling that it was given, are read under the official name."""
    before = _draft(anywhere, note)
    assert before["host"]["agency"] == "Ủy ban nhân dân tỉnh Phú Thọ"
    anywhere("agency", "add", "Viện Hợp tác Vùng Tây Bắc", "--province", "Hà Nội", "--source", "QĐ 1")
    number = anywhere.log(PT, BN)
    anywhere("agency", "alias", PT, "Sở 4T Phú Thọ")
    after = _draft(anywhere, note)
    assert after["host"]["agency"] == "Sở Thông tin và Truyền thông tỉnh Phú Thọ"
    assert after["host"]["province"] == "Phú Thọ"
    assert [(one["agency"], one["province"]) for one in after["visitors"]] == [("Viện Hợp tác Vùng Tây Bắc", "Hà Nội")]
    logged = anywhere("visit", "log", "--from", note, "--yes", "--json").json["id"]
    assert logged == number + 1
    parties = anywhere("visit", "show", str(logged), "--json").json
    assert [party["agency"] for party in parties["visitors"]] == ["Viện Hợp tác Vùng Tây Bắc"]


def test_a_spelling_is_taken_back(anywhere: Tracker, note: str) -> None:
    """An alias given by hand is undone, or removed later; what is not there cannot be removed."""
    anywhere.log(PT, BN)
    anywhere("agency", "alias", PT, "Sở 4T Phú Thọ")
    anywhere("undo")
    assert _draft(anywhere, note)["host"]["agency"] == "Ủy ban nhân dân tỉnh Phú Thọ"
    anywhere("agency", "alias", PT, "Sở 4T Phú Thọ")
    anywhere("agency", "alias", PT, "so 4t phu tho", "--remove")
    assert _draft(anywhere, note)["host"]["agency"] == "Ủy ban nhân dân tỉnh Phú Thọ"
    assert "not written" in anywhere("agency", "alias", PT, "Sở 4T Phú Thọ", "--remove", code=1).err


def test_a_spelling_of_several_agencies_helps_nobody(tracker: Tracker, note: str) -> None:
    """What may mean two agencies is not taken for one of them."""
    tracker.log(PT, BN)
    for name in (PT, BN):
        tracker("agency", "alias", name, "Sở 4T Phú Thọ")
    assert _draft(tracker, note)["host"]["agency"] == "Ủy ban nhân dân tỉnh Phú Thọ"


def test_topics_of_the_register_are_found(anywhere: Tracker, note: str) -> None:
    """A topic that the office added, by its name and its cue words, and new words of a shipped one; undone too."""
    assert _topics(anywhere, note) == []
    anywhere("topic", "add", "Dữ liệu mở", "--cue", "kho mở")
    assert _topics(anywhere, note) == ["du-lieu-mo"]
    anywhere("topic", "cue", "ioc", "TTGSĐH", "phòng trực số")
    assert _topics(anywhere, note) == ["ioc", "du-lieu-mo"]
    (quote,) = _draft(anywhere, note)["topics"][0]["evidence"]
    assert quote["quote"] == "TTGSĐH"
    assert "phòng trực số" in anywhere("topic", "show", "ioc").out
    anywhere("undo")
    assert _topics(anywhere, note) == ["du-lieu-mo"]
    anywhere("topic", "cue", "du-lieu-mo", "kho mở", "--remove")
    assert _topics(anywhere, note) == []


def test_words_of_topics_are_checked(tracker: Tracker) -> None:
    """A word of another topic, no word at all, and one that is not there to be removed are refused."""
    assert "chuyen-doi-so" in tracker("topic", "cue", "ioc", "chuyển đổi số", code=1).err
    assert "at least one letter" in tracker("topic", "cue", "ioc", "…", code=1).err
    assert "no cue word" in tracker("topic", "cue", "ioc", "kho mở", "--remove", code=1).err
    before = Path(tracker.db).read_bytes()
    tracker("topic", "cue", "ioc", "IOC")
    assert Path(tracker.db).read_bytes() == before


def test_people_of_the_register_are_known_again(anywhere: Tracker, note: str) -> None:
    """Someone named without a post counts as present when the register knows him at one of the sides."""
    anywhere.log(PT, BN, "22/2/2024", "--official", "Trần Văn Dụ; Phó Giám đốc Sở; visitor")
    anywhere("agency", "alias", PT, "Sở 4T Phú Thọ")
    (person,) = [one for one in _draft(anywhere, note)["officials"] if one["name"] == "Trần Văn Dụ"]
    assert (person["side"], person["title"]) == ("host", None)
    assert person["agency"] == "Sở Thông tin và Truyền thông tỉnh Phú Thọ"
    assert NOTE[person["evidence"][0]["start"] : person["evidence"][0]["end"]] == person["evidence"][0]["quote"]


HOST_NAME = "Sở Thông tin và Truyền thông tỉnh Phú Thọ"
PRINTED = (
    "Ngày 11/6/2024, đoàn công tác Sở TT&TT tỉnh Bắc Ninh do ông Lê Văn Mẫu, Giám đốc Sở TT&TT tỉnh Bắc Ninh làm "
    "Trưởng đoàn đến làm việc tại Sở TT&TT tỉnh Phú Thọ. Tiếp đoàn có bà Đỗ Thị Thử, Giám đốc Sở TT&TT tỉnh Phú Thọ."
)


def test_what_the_note_says_goes_before_the_register() -> None:
    """Side, post and agency that are printed stay as printed; a person known there is only surer."""
    plain = read_note(PRINTED)
    known = Vocabulary(
        people={
            "le van mau": (KnownPost("Chuyên viên", (HOST_NAME,)),),
            "do thi thu": (KnownPost("Phó Giám đốc", (HOST_NAME,)),),
        }
    )
    told = read_note(PRINTED, known)
    for one, other in zip(plain.officials, told.officials, strict=True):
        assert (one.name, one.title, one.side, one.role, one.agency) == (
            *(other.name, other.title, other.side, other.role, other.agency),
        )
        assert other.confidence >= one.confidence


def test_a_side_that_the_note_leaves_open_is_told_by_the_register() -> None:
    """Someone of whom the note does not say whose he is stands where the register knows him, and is not asked about."""
    text = PRINTED + " Dự buổi làm việc có ông Trần Văn Dụ, Phó Giám đốc."
    known = Vocabulary(people={"tran van du": (KnownPost(None, ("Sở Thông tin và Truyền thông tỉnh Bắc Ninh",)),)})
    before, after = read_note(text), read_note(text, known)
    assert any("Trần Văn Dụ" in question for question in before.unresolved)
    assert after.unresolved == ()
    person = next(one for one in after.officials if one.name == "Trần Văn Dụ")
    assert (person.side, person.agency) == ("visitor", "Sở Thông tin và Truyền thông tỉnh Bắc Ninh")
    assert person.title == "Phó Giám đốc"


@settings(max_examples=60, deadline=None)
@given(text=st.sampled_from(TEXTS), data=st.data())
def test_quotes_stay_true_whatever_is_known(text: str, data: st.DataObject) -> None:
    """Any words of a note as short forms, spellings, cues and people: it is read, and every quote is its own slice."""
    words = st.sampled_from(sorted(set(text.split())))
    some = st.lists(words, min_size=1, max_size=3).map(" ".join)
    known = Vocabulary(
        agencies=data.draw(st.dictionaries(some, some.map(KnownAgency), max_size=3)),
        people={key(name): (KnownPost(None, (name,)),) for name in data.draw(st.lists(some, max_size=3))},
        cues=data.draw(st.dictionaries(st.just("ioc"), st.lists(some).map(tuple))),
        abbreviations=data.draw(st.dictionaries(some, some, max_size=5)),
    )
    found = read_note(text, known).as_json()
    for name in ("visitors", "officials", "topics", "commitments", "indicators"):
        for one in found[name]:
            for quote in one["evidence"]:
                assert nfc(text)[quote["start"] : quote["end"]] == quote["quote"]


def test_a_reading_leaves_nothing_behind() -> None:
    """A vocabulary helps the one reading that it was given to, and an empty one changes nothing."""
    known = Vocabulary(
        agencies={"Sở 4T Phú Thọ": KnownAgency(HOST_NAME, "Phú Thọ")},
        cues={"du-lieu-mo": ("kho mở",)},
        abbreviations={"TTGSĐH": "Trung tâm giám sát, điều hành thông minh"},
    )
    before = read_note(NOTE)
    assert read_note(NOTE, known) != before
    assert read_note(NOTE) == read_note(NOTE, Vocabulary()) == before


def test_a_delegation_that_was_logged_as_a_party_stays_a_delegation() -> None:
    """ "Đoàn đại biểu …" in the register does not become the name of a body in the next note."""
    text = (
        "Ngày 21/8/2023, Đoàn đại biểu Người có uy tín tỉnh Trà Vinh do ông Lê Văn Mẫu, Phó Trưởng Ban Dân tộc tỉnh "
        "Trà Vinh làm Trưởng đoàn đến thăm, làm việc với Ban Dân tộc tỉnh Quảng Ngãi."
    )
    name = "Đoàn đại biểu Người có uy tín tỉnh Trà Vinh"
    known = Vocabulary(agencies={name: KnownAgency(name, "Trà Vinh")})
    assert read_note(text, known).visitors == read_note(text).visitors


def test_the_office_adds_words_in_a_file(tracker: Tracker, note: str, office: Path, tmp_path: Path) -> None:
    """notes.toml adds cue words, short forms and spellings, with a register or without; offsets stay those printed."""
    office.write_text(
        '[abbreviations]\n"TTGSĐH" = "Trung tâm giám sát, điều hành thông minh"\n'
        '[cues]\ntrung-tam-du-lieu = ["kho mở"]\n'
        f'[agencies]\n"Sở 4T Phú Thọ" = "{HOST_NAME}"\n',
        encoding="utf-8",
    )
    for register in (tracker, Tracker(str(tmp_path / "none.db"))):
        found = _draft(register, note)
        assert found["host"]["agency"] == HOST_NAME
        assert {one["slug"]: one["evidence"][0]["quote"] for one in found["topics"]} == {
            "ioc": "TTGSĐH",
            "trung-tam-du-lieu": "kho mở",
        }
        for one in found["topics"]:
            (place,) = one["evidence"]
            assert NOTE[place["start"] : place["end"]] == place["quote"]
    tracker("visit", "log", "--from", note, "--yes")
    assert tracker("visit", "show", "1", "--json").json["topics"] == ["ioc", "trung-tam-du-lieu"]


def test_short_forms_serve_in_spellings_and_words(tracker: Tracker, note: str, office: Path) -> None:
    """A short form inside an agency's spelling or a topic's word is written out there, too."""
    office.write_text(
        '[abbreviations]\n"TTGSĐH" = "Trung tâm trực"\n[cues]\nioc = ["vận hành TTGSĐH"]\n', encoding="utf-8"
    )
    (topic,) = _draft(tracker, note)["topics"]
    assert topic["evidence"][0]["quote"] == "vận hành TTGSĐH"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("[cues\n", "line 1"),
        ("[cues]\nkhong-co = ['x']\n", "[cues] khong-co"),
        ("[cues]\nioc = 'x'\n", "[cues] ioc"),
        ("[cues]\nioc = [1]\n", "[cues] ioc"),
        ("[cues]\nioc = ['']\n", "[cues] ioc"),
        ("[abbreviations]\nA = 1\n", "[abbreviations] A"),
        ("[abbreviations]\n'…' = 'x'\n", "[abbreviations] …"),
        ("[agencies]\nA = ['x']\n", "[agencies] A"),
        (f"[agencies]\nA = '{'x' * 1000}'\n", "[agencies] A"),
        ("agencies = 5\n", "agencies"),
        ("[cue]\nioc = ['x']\n", "cue"),
        (b"\xff\xfe\x00", "notes.toml"),
        (None, "notes.toml"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(
    tracker: Tracker, note: str, office: Path, content: str | bytes | None, place: str
) -> None:
    """Broken TOML, wrong types, unknown topics and sections: one sentence with the file and the place, exit code 1."""
    if content is None:
        office.mkdir()
    else:
        office.write_bytes(content.encode() if isinstance(content, str) else content)
    for words in (["draft", note], ["log", "--from", note, "--yes"], ["compare", note]):
        run = tracker("visit", *words, code=1)
        assert run.out == ""
        assert str(office) in run.err
        assert place in run.err
        assert len(run.err.strip().splitlines()) == 1
    assert tracker("visit", "list", "--json").json == []


def _reviewed(tracker: Tracker, *corrections: Correction) -> None:
    """A visit logged after a review with these corrections."""
    new = NewVisit(date(2024, 2, 22), [PT], [BN], topics=["ioc"], corrections=corrections)
    with writing(url_of(tracker.db), actor="Lan", command="visit log") as unit:
        visits.log(unit, new)


def test_corrections_are_kept_for_the_next_reading(anywhere: Tracker, note: str) -> None:
    """A printed spelling and printed words that a reviewer put right are known the next time, until they are undone."""
    _reviewed(anywhere, Correction("agency", "Sở 4T Phú Thọ", PT), Correction("topic", "kho mở", "trung-tam-du-lieu"))
    found = _draft(anywhere, note)
    assert found["host"]["agency"] == HOST_NAME
    assert [topic["slug"] for topic in found["topics"]] == ["trung-tam-du-lieu"]
    anywhere("undo")
    assert _draft(anywhere, note)["host"]["agency"] == "Ủy ban nhân dân tỉnh Phú Thọ"
    assert _topics(anywhere, note) == []


@pytest.mark.parametrize(
    "correction",
    [
        Correction("agency", "Sở TT&TT", PT),
        Correction("agency", "Sở Y tế Lào Cai", PT),
        Correction("agency", "Sở Thông tin và Truyền thông tỉnh Bắc Ninh", PT),
        Correction("agency", "…", PT),
        Correction("agency", "99", PT),
        Correction("topic", "an ninh mạng", "ioc"),
        Correction("topic", "x" * 500, "ioc"),
        Correction("official", "Lê Văn Mậu", "Lê Văn Mẫu"),
    ],
)
def test_corrections_that_would_mislead_are_not_kept(tracker: Tracker, correction: Correction) -> None:
    """A general name, the name of another agency, a word of another topic and a person's name teach nothing."""
    _reviewed(tracker)
    tracker("undo")
    _reviewed(tracker, correction)
    changed = tracker("history", "--json").json[0]["changes"]
    tracker("undo")
    _reviewed(tracker)
    assert changed == tracker("history", "--json").json[0]["changes"]


def test_a_correction_of_no_known_kind_is_refused(tracker: Tracker) -> None:
    """The kind is one of three words; nothing is written."""
    with pytest.raises(Exception, match="no kind of correction"):
        _reviewed(tracker, Correction("colour", "x", "y"))
    assert tracker("visit", "list", "--json").json == []
