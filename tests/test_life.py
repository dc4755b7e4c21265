"""The life of a promise: steps from stage to stage, evidence, firming, transfer, and the state of any past day."""

import hashlib
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import Tracker
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import Session, col, select

from tracker.calendar import WorkingDays
from tracker.database import open_engine, url_of
from tracker.errors import TrackerError
from tracker.models import Agency, Commitment, CommitmentEvent, Visit
from tracker.models.commitment import CLOSED, GRADES
from tracker.models.standing import standing_on, timeliness
from tracker.operations import RegisterSession, begin
from tracker.queries.followups import Question, followups
from tracker.records import commitments, following
from tracker.records.following import When

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"


@pytest.fixture
def promised(anywhere: Tracker) -> Tracker:
    """A register on each database with one promise of 22/2/2024, due on 30/6/2024."""
    anywhere.log(PT, BN, "22/2/2024", "--topic", "ioc")
    anywhere("followup", "add", "1", "Gửi tài liệu", "--lead", BN, "--with", PT, "--due", "cuối quý II")
    return anywhere


def shown(tracker: Tracker, *words: str) -> Any:
    """Promise 1 as JSON."""
    return tracker("followup", "show", "1", "--json", *words).json


def test_a_promise_goes_through_its_stages(promised: Tracker) -> None:
    """Each step leads to its stage on its day, and past days are told as they were."""
    for words, stage in (
        (["note", "1", "Đã gửi bản thảo", "--on", "1/3/2024"], "in_progress"),
        (["submit", "1", "--evidence", "12/CV-STTTT", "--on", "1/4/2024"], "awaiting_confirmation"),
        (["return", "1", "--reason", "Thiếu phụ lục", "--on", "2/4/2024"], "in_progress"),
        (["suspend", "1", "--reason", "Sắp xếp bộ máy", "--on", "1/6/2024"], "suspended"),
        (["resume", "1", "--on", "1/8/2024"], "in_progress"),
        (["done", "1", "--on", "2/8/2024", "--evidence", "15/CV-STTTT"], "done"),
        (["reopen", "1", "--reason", "Chưa đủ", "--on", "3/8/2024"], "in_progress"),
        (["cancel", "1", "--reason", "Không còn nhu cầu", "--on", "4/8/2024"], "cancelled"),
    ):
        promised("followup", *words)
        assert shown(promised)["stage"] == stage
    told = [
        (shown(promised, "--as-of", day)["stage"], shown(promised, "--as-of", day)["timeliness"])
        for day in ("29/2/2024", "1/4/2024", "15/7/2024", "1/8/2024", "2/8/2024", "3/8/2024", "4/8/2024")
    ]
    assert told == [
        ("not_started", "in_time"),
        ("awaiting_confirmation", "in_time"),
        ("suspended", "in_time"),
        ("in_progress", "overdue"),
        ("done", "done_late"),
        ("in_progress", "overdue"),
        ("cancelled", "in_time"),
    ]


def test_closing_needs_evidence_or_a_reason(promised: Tracker, tmp_path: Path) -> None:
    """Nothing is closed on a bare word: a paper, a link, a file's hash, what was shown before or a reason will do."""
    refused = promised("followup", "done", "1", "--on", "1/3/2024", code=1)
    assert "--without-evidence" in refused.err
    assert shown(promised)["stage"] == "not_started"
    minutes = tmp_path / "biên bản.pdf"
    minutes.write_bytes(b"%PDF-1.7 minutes")
    digest = hashlib.sha256(b"%PDF-1.7 minutes").hexdigest()
    for words, said, kind in (
        (["--evidence", "12/CV-STTTT"], "12/CV-STTTT", "document"),
        (["--evidence", "https://vidu.gov.vn/12"], "https://vidu.gov.vn/12", "link"),
        (["--evidence", f"file:{minutes}"], f"sha256:{digest} biên bản.pdf", "file"),
        (["--without-evidence", "Đã trao tận tay"], None, None),
    ):
        promised("followup", "done", "1", "--on", "1/3/2024", *words)
        event = shown(promised)["events"][-1]
        assert event["evidence"] == said
        assert (event["without_evidence"] is None) == (kind is not None)
        promised("undo")
    promised("followup", "evidence", "1", "13/CV-STTTT", "--on", "1/3/2024")
    promised("followup", "done", "1", "--on", "2/3/2024")
    assert shown(promised)["events"][-1]["evidence"] == "13/CV-STTTT"
    promised("undo")
    assert "missing.pdf" in promised("followup", "done", "1", "--evidence", "file:missing.pdf", code=1).err


def test_a_grade_is_only_raised_and_by_a_source(promised: Tracker) -> None:
    """Agreed becomes signed by the paper that says so; never weaker, never without a source."""
    promised("followup", "firm", "1", "--grade", "signed", "--source", "05/BB-STTTT", "--on", "1/4/2024")
    assert (shown(promised)["grade"], shown(promised, "--as-of", "31/3/2024")["grade"]) == ("signed", "agreed")
    for words in (["--grade", "agreed", "--source", "x"], ["--grade", "signed", "--source", "x"]):
        assert "firmer" in promised("followup", "firm", "1", *words, code=1).err
    assert "no grade" in promised("followup", "firm", "1", "--grade", "x", "--source", "x", code=1).err


def test_a_transfer_keeps_one_lead_and_who_had_it(promised: Tracker) -> None:
    """After a transfer the successor leads and is listed; the day before and the first lead stay as they were."""
    new = "Sở KH&CN Bắc Ninh"
    promised("official", "add", "Trần Văn Thử", "--post", "Trưởng phòng", "--agency", new)
    promised(
        *("followup", "transfer", "1", "--to", new, "--official", "Trần Văn Thử", "--reason", "Hợp nhất"),
        *("--on", "1/4/2025"),
    )
    row = shown(promised)
    assert (row["lead"], row["official"]) == ("Sở Khoa học và Công nghệ tỉnh Bắc Ninh", "Trần Văn Thử")
    assert row["original_lead"] == shown(promised, "--as-of", "31/3/2025")["lead"]
    assert [r["id"] for r in promised("followup", "list", "--lead", new, "--json").json] == [1]
    assert promised("followup", "list", "--lead", BN, "--json").json == []
    assert len(promised("followup", "list", "--lead", BN, "--as-of", "1/3/2025", "--json").json) == 1
    assert (
        "theirs already"
        in promised("followup", "transfer", "1", "--to", new, "--reason", "x", "--on", "2/4/2025", code=1).err
    )
    promised("undo")
    assert "Thông tin và Truyền thông" in shown(promised)["lead"]


@pytest.mark.parametrize(
    "words",
    [
        ["resume", "1"],
        ["return", "1", "--reason", "x"],
        ["reopen", "1", "--reason", "x"],
        ["suspend", "1", "--reason", " "],
        ["cancel", "1", "--reason", ""],
        ["transfer", "1", "--reason", "x"],
        ["evidence", "1", " "],
        ["note", "1", " "],
        ["note", "1", "x", "--on", "1/1/2024"],
        ["note", "1", "x", "--on", "1/1/2030"],
        ["extend", "1", "--to", "thường xuyên", "--reason", "x"],
        ["submit", "99"],
    ],
)
def test_impossible_steps_are_refused(tracker: Tracker, words: list[str]) -> None:
    """What cannot be is refused with one sentence, and nothing is written."""
    tracker.log(PT, BN)
    tracker("followup", "add", "1", "Gửi tài liệu", "--lead", BN, "--due", "30/6/2024")
    run = tracker("followup", *words, code=None)
    assert run.code in (1, 2)
    assert len(run.err.strip().splitlines()) == 1
    assert shown(tracker)["events"] == []


FIRST, LAST = date(2024, 2, 22), date(2025, 3, 31)
DAYS = st.dates(FIRST, LAST)


class Life(RuleBasedStateMachine):
    """Steps in any order on any day, on promises of one register; refused ones must change nothing."""

    empty: Path
    place: Path

    @initialize(due=st.none() | DAYS, grade=st.sampled_from(GRADES))
    def begin(self, due: date | None, grade: str) -> None:
        """One promise, due on a day or not."""
        self.engine = open_engine(url_of(shutil.copy(self.empty, self.place)), write=True)
        self.unit = RegisterSession(self.engine)
        begin(self.unit, actor="Lan", command="test")
        self.leads = list(self.unit.exec(select(Agency).order_by(col(Agency.id))).all())
        self.row = commitments.add(
            self.unit,
            self.unit.exec(select(Visit)).one(),
            commitments.NewCommitment("Gửi tài liệu", grade, lead=BN, due_on=due),
        )
        self.given = (self.row.due_on, self.row.lead_id, self.row.grade, self.row.text)

    @rule(
        step=st.sampled_from(
            ["note", "submit", "give_back", "done", "reopen", "suspend", "resume", "cancel", "add_evidence"]
        ),
        on=DAYS,
    )
    def step(self, step: str, on: date) -> None:
        """A step that is a word and a day."""
        facts = {
            "note": {"text": "x"},
            "done": {"without_evidence": "x"},
            "add_evidence": {"evidence": "1/CV"},
        }
        reasons = {"reason": "x"} if step in ("give_back", "reopen", "suspend", "cancel") else {}
        self._try(getattr(following, step), on, **facts.get(step, {}), **reasons)

    @rule(on=DAYS, to=st.dates(FIRST, LAST + timedelta(days=400)))
    def extend(self, on: date, to: date) -> None:
        """More time."""
        self._try(following.extend, on, to=to.isoformat(), reason="x")

    @rule(on=DAYS, grade=st.sampled_from(GRADES))
    def firm(self, on: date, grade: str) -> None:
        """A firmer wording."""
        self._try(following.firm, on, grade=grade, source="1/BB")

    @rule(on=DAYS, which=st.integers(0, 1))
    def transfer(self, on: date, which: int) -> None:
        """Another lead."""
        self._try(following.transfer, on, lead=self.leads[which], reason="x")

    def _try(self, act: Any, on: date, **facts: Any) -> None:
        before = (self._now(), len(self._events()))
        try:
            act(self.unit, self.row, When(on, LAST), **facts)
        except TrackerError:
            assert (self._now(), len(self._events())) == before
        else:
            assert len(self._events()) == before[1] + 1

    def _events(self) -> list[CommitmentEvent]:
        return following.events_of(self.unit, self.row)

    def _now(self) -> tuple[Any, ...]:
        row = self.row
        return row.stage, row.current_grade, row.current_due_on, row.current_lead_id, row.current_official_id

    @invariant()
    def what_was_given_stays(self) -> None:
        """No order of steps loses the original due date, the first lead, the grade or the words."""
        assert (self.row.due_on, self.row.lead_id, self.row.grade, self.row.text) == self.given

    @invariant()
    def what_stands_for_now_follows_from_the_events(self) -> None:
        """The columns for now are those of the events, with one lead; a closed one has evidence or a reason."""
        events = self._events()
        now = standing_on(self.row, events)
        assert self._now() == (now.stage, now.grade, now.due_on, now.lead_id, now.official_id)
        assert now.lead_id in {lead.key for lead in self.leads}
        assert (now.done_on is not None) == (now.stage == "done")
        assert GRADES.index(now.grade) >= GRADES.index(self.row.grade)

    @invariant()
    def every_past_day_is_told_alike(self) -> None:
        """SQL and Python agree on any day, and what the list of overdue ones holds is what is late."""
        events = self._events()
        days = sorted({FIRST, LAST, *(event.happened_on for event in events)})
        for day in days:
            stood = standing_on(self.row, events, day)
            (row,) = followups(self.unit, Question(day, LAST))
            late = timeliness(stood.stage, stood.due_on, stood.done_on, day)
            assert (row.stage, row.grade, row.due_on, row.done_on) == (
                *(stood.stage, stood.grade, stood.due_on, stood.done_on),
            )
            assert (row.timeliness, row.days_late) == late
            assert (late[1] > 0) == (late[0] in ("overdue", "done_late"))
            listed = followups(self.unit, Question(day, LAST, overdue=True))
            assert bool(listed) == (late[0] == "overdue" and stood.stage not in CLOSED)

    def teardown(self) -> None:
        """Lets the register go."""
        if hasattr(self, "unit"):
            self.unit.close()
            self.engine.dispose()


def test_no_order_of_steps_breaks_the_life(tracker: Tracker, tmp_path: Path) -> None:
    """Whatever happens in whatever order: the original date stays, there is one lead, and the totals agree."""
    tracker.log(PT, BN)
    machine = type("Machine", (Life,), {"empty": Path(tracker.db), "place": tmp_path / "life.db"})
    run_state_machine_as_test(machine, settings=settings(max_examples=25, stateful_step_count=15, deadline=None))


def test_an_extension_is_counted_in_the_words_it_was_agreed_in(promised: Tracker) -> None:
    """`--to` reads a deadline like `--due`: the words stay beside the day."""
    promised("followup", "extend", "1", "--to", "cuối quý III", "--reason", "Chờ", "--on", "1/7/2024")
    row = shown(promised)
    assert (row["due_on"], row["original_due_on"]) == ("2024-09-30", "2024-06-30")
    assert WorkingDays.shipped().is_working(date(2024, 9, 30))


def test_sessions_of_reading_see_the_same(promised: Tracker) -> None:
    """The list of today and `show` of today agree after each kind of step."""
    promised("followup", "extend", "1", "--to", "30/9/2024", "--reason", "Chờ", "--on", "1/7/2024")
    promised("followup", "firm", "1", "--grade", "assigned", "--source", "1/TB", "--on", "2/7/2024")
    (row,) = promised("followup", "list", "--json").json
    assert shown(promised) == row | {"events": shown(promised)["events"]}
    with Session(open_engine(url_of(promised.db), write=False)) as session:
        stored = session.exec(select(Commitment)).one()
        assert (stored.current_grade, stored.grade) == ("assigned", "agreed")


def test_what_was_written_wrongly_is_corrected(promised: Tracker) -> None:
    """Words, counterpart and who coordinates can be put right; the search finds the new words; undo takes it back."""
    promised("followup", "edit", "1", "--text", "Gửi quy chế vận hành", "--counterpart", PT, "--without", PT)
    row = shown(promised)
    assert (row["text"], row["coordinating"]) == ("Gửi quy chế vận hành", [])
    assert row["counterpart"] == "Sở Thông tin và Truyền thông tỉnh Phú Thọ"
    assert "quy chế" in promised("search", "quy che van hanh").out
    for words in (["--without", PT], ["--text", " "], [], ["--with", "Sở Không Có"]):
        assert len(promised("followup", "edit", "1", *words, code=1).err.strip().splitlines()) == 1
    promised("followup", "edit", "1", "--with", PT)
    assert "already" in promised("followup", "edit", "1", "--with", PT, code=1).err
    promised("undo")
    promised("undo")
    assert shown(promised)["text"] == "Gửi tài liệu"


def test_what_was_given_back_closes_nothing(promised: Tracker) -> None:
    """Evidence that was not enough, or of a closing that was taken back, does not close the promise again."""
    promised("followup", "submit", "1", "--evidence", "12/CV-STTTT", "--on", "1/4/2024")
    promised("followup", "return", "1", "--reason", "Thiếu phụ lục", "--on", "2/4/2024")
    assert "--evidence" in promised("followup", "done", "1", "--on", "3/4/2024", code=1).err
    promised("followup", "evidence", "1", "15/CV-STTTT", "--on", "3/4/2024")
    promised("followup", "done", "1", "--on", "3/4/2024")
    promised("followup", "reopen", "1", "--reason", "Chưa đủ", "--on", "4/4/2024")
    assert "--evidence" in promised("followup", "done", "1", "--on", "5/4/2024", code=1).err
    assert shown(promised)["stage"] == "in_progress"
