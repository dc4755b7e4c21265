"""What the reading of a note promises. The notes in tests/notes were written for this; their people are invented."""

import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from conftest import Tracker
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import NoteError
from tracker.notes.files import read_note_file
from tracker.notes.reader import read_note
from tracker.notes.spans import Page
from tracker.text import fold, nfc, slug

NOTES = Path(__file__).parent / "notes"
TRAPS = Path(__file__).parent / "benchmarks" / "notes"
FIRST = Path(__file__).parents[2] / "shared" / "notes" / "2024-02-23-phu-tho-bac-ninh.txt"
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(NOTES.glob("*.txt"))}
LISTS = ("other_hosts", "visitors", "officials", "topics", "commitments", "indicators")
KEYS = {
    *("title", "published", "visit_start", "visit_end", "date_precision", "place", "direction", "host"),
    *(*LISTS, "unresolved", "date_evidence"),
}


def _objects(data: dict[str, Any]) -> list[dict[str, Any]]:
    found = [one for name in LISTS for one in data[name]]
    return [*found, data["host"]] if data["host"] else found


def _evidence(data: dict[str, Any]) -> list[dict[str, Any]]:
    found = [e for one in _objects(data) for e in one["evidence"]]
    return found + [e for quotes in data["date_evidence"].values() for e in quotes]


def _only(rows: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    return [{name: row[name] for name in names} for row in rows]


@pytest.mark.parametrize("name", TEXTS)
def test_note_is_read_as_a_careful_person_reads_it(name: str) -> None:
    """Parties, days, officials with post, side and role, topics and grades of every note of ours are as expected."""
    wanted = json.loads((NOTES / f"{name}.json").read_text("utf-8"))
    data = read_note(TEXTS[name]).as_json()
    for field in ("title", "published", "visit_start", "visit_end", "direction"):
        assert data[field] == wanted[field], field
    assert (_only([data["host"]], "agency", "province")[0] if data["host"] else None) == wanted["host"]
    for field in ("other_hosts", "visitors"):
        assert _only(data[field], "agency", "province") == wanted[field]
    assert _only(data["officials"], "name", "title", "side", "role") == wanted["officials"]
    assert [t["slug"] for t in data["topics"]] == wanted["topics"]
    assert [c["grade"] for c in data["commitments"]] == wanted["grades"]


@pytest.mark.parametrize("name", TEXTS)
def test_every_fact_carries_its_words(name: str) -> None:
    """Every object has evidence, a slice of the text, and a confidence from 0 to 1; the keys are the agreed ones."""
    data = read_note(TEXTS[name]).as_json()
    assert set(data) == KEYS
    text = nfc(TEXTS[name])
    for one in _objects(data):
        assert one["evidence"]
        assert 0 <= one["confidence"] <= 1
    for quote in _evidence(data):
        assert text[quote["start"] : quote["end"]] == quote["quote"]


@pytest.mark.skipif(not FIRST.exists(), reason="the note the project started from is not beside this checkout")
class TestFirstNote:
    """The note that the project started from."""

    @pytest.fixture
    def data(self) -> dict[str, Any]:
        """Its draft."""
        return read_note(FIRST.read_text("utf-8")).as_json()

    def test_days_and_parties(self, data: dict[str, Any]) -> None:
        """22 February 2024; Phú Thọ came to Bắc Ninh, under their full names."""
        assert (data["visit_start"], data["visit_end"], data["published"]) == ("2024-02-22", None, "2024-02-23")
        assert data["host"]["agency"] == "Sở Thông tin và Truyền thông tỉnh Bắc Ninh"
        assert data["host"]["province"] == data["place"] == "Bắc Ninh"
        assert [v["agency"] for v in data["visitors"]] == ["Sở Thông tin và Truyền thông tỉnh Phú Thọ"]
        assert data["direction"] == "mutual"

    def test_officials(self, data: dict[str, Any]) -> None:
        """Two officials with the posts printed that day, and nobody else."""
        assert _only(data["officials"], "name", "title", "side", "role") == [
            {"name": "Nguyễn Minh Tường", "title": "Tỉnh ủy viên, Giám đốc Sở", "side": "visitor", "role": "head"},
            {
                "name": "Nguyễn Trung Hiền",
                "title": "Tỉnh ủy viên, Giám đốc Sở TT&TT tỉnh Bắc Ninh",
                "side": "host",
                "role": "host_lead",
            },
        ]

    def test_topics(self, data: dict[str, Any]) -> None:
        """Every topic the note speaks of, none that it does not."""
        found = {t["slug"] for t in data["topics"]}
        assert found >= {
            "ioc",
            "an-toan-thong-tin",
            "bao-chi-xuat-ban",
            "nhan-luc-cntt",
            "chuyen-doi-so",
            "buu-chinh-vien-thong",
            "bao-cao-kinh-te-xa-hoi",
            "trung-tam-du-lieu",
        }
        assert not found & {"y-te", "giao-duc", "nong-nghiep", "du-lich", "khoa-hoc-cong-nghe"}

    def test_indicators(self, data: dict[str, Any]) -> None:
        """Rank 7 of 63, rank 10, and 56.83 % ranked first, all of Bắc Ninh."""
        rows = [(f["rank"], f["of"], f["value"]) for f in data["indicators"]]
        assert rows[:3] == [(7, 63, None), (10, None, None), (1, None, 56.83)]
        assert {f["province"] for f in data["indicators"]} == {"Bắc Ninh"}

    def test_one_wish(self, data: dict[str, Any]) -> None:
        """The wish to go on working together is the only commitment: an intention without lead and day."""
        (wish,) = data["commitments"]
        assert "mong muốn" in wish["text"]
        assert (wish["grade"], wish["lead"], wish["due"]) == ("intention", None, None)


def test_nothing_is_drafted_from_nothing() -> None:
    """A text about something else gives an empty draft that says so."""
    for text in ("", "  \n", "Cách nấu phở: hầm xương trong nhiều giờ, thêm quế và hồi.", "123 456", "…"):
        data = read_note(text).as_json()
        assert data["host"] is None
        assert not any(data[name] for name in LISTS)
        assert data["visit_start"] is None
        assert data["unresolved"]


def test_people_who_were_not_there_are_left_out() -> None:
    """Photographers, authors, the dead, people quoted from the centre and street names are no officials."""
    text = (
        "Ngày 4/5/2023, đoàn công tác Sở Nội vụ tỉnh Yên Bái đến làm việc tại Sở Nội vụ tỉnh Hải Dương.\n"
        "Đoàn dâng hương tại tượng đài Chủ tịch Hồ Chí Minh, viếng mộ Đại tướng Trần Quốc Oai, qua phố Lê Thanh Nghị.\n"
        "Bộ trưởng Đặng Hoài Phong từng nói cải cách là việc khó.\n"
        "Quang cảnh buổi làm việc. Ảnh: Vũ Hồng Quân\n"
        "Tin, ảnh: Ngô Thu Trà\n"
        "Phạm Tuấn Đạt"
    )
    assert read_note(text).officials == ()


def test_a_promise_names_its_lead_and_to_whom(tracker: Tracker) -> None:
    """What one side will give the other has both as lead and counterpart; the draft shows it and logging writes it."""
    note = str(TRAPS / "111-contents-of-a-paper.txt")
    giver, taker = (f"Sở Nông nghiệp và Phát triển nông thôn tỉnh {place}" for place in ("Tiền Giang", "Sơn La"))
    promises = tracker("visit", "draft", note, "--json").json["commitments"]
    assert [(one["lead"], one["counterpart"]) for one in promises if one["lead"]] == [(giver, taker)]
    assert f"Chủ trì: {giver}; Bên nhận cam kết: {taker}" in tracker("visit", "draft", note, lang="vi").out
    tracker("visit", "log", "--from", note, "--yes")
    rows = tracker("followup", "list", "--json").json
    assert [(row["lead"], row["counterpart"]) for row in rows if row["lead"]] == [(giver, taker)]


@pytest.mark.parametrize("name", ["115-signed-online", "40-signing-no-visit"])
def test_a_paper_that_no_one_travelled_for_is_asked_about(name: str) -> None:
    """An agreement without a visit is drafted with its promises, and whether anyone travelled is left to a person."""
    draft = read_note((TRAPS / f"{name}.txt").read_text("utf-8"))
    assert any(one.grade == "signed" for one in draft.commitments)
    assert any(question.endswith("Did anyone travel?") for question in draft.unresolved)


def test_composed_and_decomposed_letters_read_alike() -> None:
    """A note in NFD (from a Mac, from a PDF) gives the same draft as in NFC."""
    import unicodedata

    for text in TEXTS.values():
        assert read_note(unicodedata.normalize("NFD", text)) == read_note(text)


pieces = st.sampled_from([piece for text in TEXTS.values() for piece in text.replace("\n", " \n ").split(" ")])
noise = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)


@settings(max_examples=120, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(st.one_of(pieces, noise), max_size=90).map(" ".join)))
def test_any_text_is_read_without_an_error(text: str) -> None:
    """Arbitrary text and shuffled words of notes never raise, and every quote is the text's own slice."""
    whole = nfc(text)
    for quote in _evidence(read_note(text).as_json()):
        assert whole[quote["start"] : quote["end"]] == quote["quote"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_note_cut_anywhere_is_read(name: str, data: st.DataObject) -> None:
    """A text cut at either end or in the middle (copying, a crawler) never raises and keeps its quotes true."""
    text = TEXTS[name]
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    for cut in (text[:first], text[first:], text[:first] + text[last:]):
        draft = read_note(cut).as_json()
        assert all(nfc(cut)[e["start"] : e["end"]] == e["quote"] for e in _evidence(draft))


def _glued(text: str, at: int) -> str:
    """A stretch of the text without its blanks."""
    return text[:at] + text[at : at + 60].replace(" ", "") + text[at + 60 :]


MUTATIONS: dict[str, Callable[[str, int], str]] = {
    "glued": _glued,
    "lines the other way round": lambda text, _at: "\n".join(reversed(text.splitlines())),
    "on one line": lambda text, _at: text.replace("\n", " "),
    "twice": lambda text, _at: text + "\n" + text,
    "no accents": lambda text, _at: fold(text),
    "shouted": lambda text, _at: text.upper(),
    "letters that only look Latin": lambda text, _at: text.replace("a", "а").replace("e", "е"),  # Cyrillic
    "another script between": lambda text, at: text[:at] + " 代表团访问 делегация 대표단 " + text[at:],
    "marks between": lambda text, at: text[:at] + "\u202e(((](“" + text[at:],
}


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.lists(st.sampled_from(sorted(MUTATIONS)), max_size=3), st.integers(0, 3000))
def test_a_spoilt_note_is_read(name: str, mutations: list[str], at: int) -> None:
    """Glued, reordered, doubled, shouted or in other letters: never an error, and no quote that is not there."""
    text = TEXTS[name]
    for mutation in mutations:
        text = MUTATIONS[mutation](text, at % (len(text) + 1))
    draft = read_note(text).as_json()
    assert all(nfc(text)[e["start"] : e["end"]] == e["quote"] for e in _evidence(draft))


def _work(text: str) -> int:
    """How many calls the reading of a text takes, the same in every run."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_note(text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "unit", ["đồng chí ", "Phó Giám đốc, ", "22/2 ", "(", "Sở Nội vụ tỉnh Gia Lai, ", "đoàn công tác ", "Lê Văn An; "]
)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    """Twice the text on one line takes at most little more than twice the work."""
    read_note(unit * 50)  # what is made once
    once, twice = (_work(unit * (size // len(unit))) for size in (8_000, 16_000))
    assert twice <= 2.3 * once


def test_a_megabyte_on_one_line_is_left_unread_after_twenty_pages() -> None:
    """A line of a million characters is read up to a bound, with a word on what was left unread."""
    draft = read_note("đoàn công tác " * 70_000)
    assert any("59" in said or "60" in said for said in draft.unresolved)


def test_sentences_keep_abbreviations_and_dates_whole() -> None:
    """ "TP. Huế", "T.Ư", "22.7" and "TS. An" do not end a sentence; a full stop does."""
    page = Page("Ngày 22.7, tại TP. Huế, TS. An và đồng chí Ủy viên T.Ư Đảng gặp nhau. Hai bên trao đổi.")
    assert [s.end for s in page.sentences][-2:] == [len(page.text) - len(" Hai bên trao đổi."), len(page.text)]


class TestFiles:
    """Reading the note's file."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_encodings(self, tmp_path: Path, encoding: str) -> None:
        """UTF-8 with and without a mark and UTF-16 with one come out the same."""
        path = tmp_path / "note.txt"
        path.write_bytes("Sở Nội vụ tỉnh Gia Lai\r\n".encode(encoding))
        assert read_note_file(path).strip() == "Sở Nội vụ tỉnh Gia Lai"

    def test_standard_input(self) -> None:
        """ "-" reads standard input."""
        assert read_note_file("-", io.StringIO("một tin")) == "một tin"
        assert read_note_file("-", io.TextIOWrapper(io.BytesIO("một tin".encode()))) == "một tin"

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("empty.txt", b""),
            ("blank.txt", "\n \u200b\n".encode()),
            ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00"),
            ("old.txt", "Sở Nội vụ".encode("cp1258", "replace") + b"\xff\xfe\xd2"),
            ("page.html", b"<p> </p>"),
            ("note.docx", b"PK\x03\x04"),
            ("note.pdf", b"%PDF-1.7"),
            ("sheet.xlsx", b"PK\x03\x04"),
            ("large.txt", b"a" * (5 * 1024 * 1024 + 1)),
        ],
    )
    def test_refusals(self, tmp_path: Path, name: str, data: bytes) -> None:
        """Empty, binary, wrongly encoded, too large and foreign files are refused with a sentence naming the file."""
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(NoteError) as refused:
            read_note_file(path)
        assert name in str(refused.value)
        assert refused.value.exit_code == 1

    def test_no_such_file_and_a_folder(self, tmp_path: Path) -> None:
        """A missing file and a folder are refused."""
        for path in (tmp_path / "none.txt", tmp_path, "x" * 5000 + ".txt", "a\x00b.txt"):
            with pytest.raises(NoteError):
                read_note_file(path)


def test_days_are_real_days() -> None:
    """Every full day drafted from our notes is a day of the calendar."""
    for text in TEXTS.values():
        draft = read_note(text)
        for iso in (draft.published, draft.visit_start, draft.visit_end):
            if iso and not iso.startswith("-"):
                assert date.fromisoformat(iso)
        assert all(t.slug == slug(t.slug) for t in draft.topics)
