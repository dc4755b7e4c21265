"""Asking: the filter language, views, urgency, totals. What SQL answers is what the tree says of each row."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any as Anything

import pytest
from conftest import Tracker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event as listen
from sqlmodel import Session, col, select

from tracker.database import open_engine, url_of
from tracker.errors import UsageError
from tracker.models import Commitment, CommitmentEvent, Coordination, Discussion, Party, Topic, Visit
from tracker.models.commitment import GRADES, STAGES
from tracker.models.standing import PAUSED, in_order, standing_on, timeliness
from tracker.operations import writing
from tracker.queries.choosing import Question
from tracker.queries.filters import (
    EVERYTHING,
    All,
    Any,
    Expr,
    Flag,
    Not,
    Term,
    all_of,
    any_of,
    none_of,
    parse,
)
from tracker.queries.filters.days import span
from tracker.queries.filters.vocabulary import FLAGS, KEYS, VALUES
from tracker.queries.followups import followups, listing
from tracker.queries.home import lineage
from tracker.queries.totals import CELLS, GROUPINGS, totals
from tracker.queries.urgency import WEIGHTS, Facts, parts, total, weights
from tracker.records import following
from tracker.records.commitments import NewCommitment, add
from tracker.text import key

PT, BN, VP = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh", "Sở TT&TT Vĩnh Phúc"
HOME = "Sở KH&CN Phú Thọ"
TODAY = date(2026, 11, 24)
DAYS = ["30/6/2024", "hôm nay", "-6m", "quý II/2024", "2024", "7d", "90d", "1/1/2024..31/12/2024", "..1/9/2024", "+2w"]
WORDS = ["tài", "liệu", "Gui", "tap huan", "ioc", "và", 'a"b\\c', "x: y", "(", "hôm nay"]


def exprs() -> st.SearchStrategy[Expr]:
    """Trees of every kind of flag and term that need no name of the register, and of the names that it has."""
    terms = [
        st.builds(
            Term, st.sampled_from(["due", "original", "given", "done", "visited"]), st.just(":"), st.sampled_from(DAYS)
        ),
        st.builds(
            Term,
            st.sampled_from(["due", "original", "given", "done", "visited"]),
            st.sampled_from(["<", "<=", ">", ">="]),
            st.sampled_from([day for day in DAYS if not day.startswith("..")]),
        ),
        st.builds(
            Term, st.just("overdue"), st.sampled_from([":", "<", "<=", ">", ">="]), st.sampled_from(["0", "7", "99999"])
        ),
        st.builds(Term, st.just("grade"), st.sampled_from([":", "<", "<=", ">", ">="]), st.sampled_from(GRADES)),
        *(
            st.builds(Term, st.just(name), st.just(":"), st.sampled_from(sorted(VALUES[name])))
            for name in ("stage", "timeliness")
        ),
        *(
            st.builds(Term, st.just(name), st.just(":"), st.sampled_from([PT, BN, VP]))
            for name in ("lead", "with", "counterpart", "agency")
        ),
        st.builds(Term, st.just("province"), st.just(":"), st.sampled_from(["Phú Thọ", "bac ninh"])),
        st.builds(Term, st.just("topic"), st.just(":"), st.sampled_from(["ioc", "du-lich"])),
        st.builds(Term, st.just("text"), st.just(":"), st.sampled_from([word for word in WORDS if key(word)])),
        st.builds(Term, st.just("visit"), st.just(":"), st.sampled_from(["1", "2"])),
        st.builds(Term, st.just("id"), st.just(":"), st.sampled_from(["1", "5"])),
    ]
    leaf = st.one_of(st.sampled_from([Flag(name) for name in FLAGS]), *terms)
    return st.just(EVERYTHING) | st.recursive(
        leaf,
        lambda inner: st.one_of(
            inner.map(none_of),
            st.lists(inner, min_size=2, max_size=3).map(lambda many: all_of(*many)),
            st.lists(inner, min_size=2, max_size=3).map(lambda many: any_of(*many)),
        ),
        max_leaves=8,
    )


@settings(max_examples=100, deadline=None)
@given(exprs())
def test_a_filter_reads_as_it_is_written(expr: Expr) -> None:
    """The printed tree reads as the same tree."""
    assert parse(str(expr), TODAY) == expr


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("", ""),
        ("overdue and (theirs or topic:ioc) and not grade:intention", None),
        ('quá-hạn và chủ-trì:"Sở TT&TT" và không mức:mong-muốn', 'overdue and lead:"Sở TT&TT" and not grade:intention'),
        ("qua han hoac khong han", "overdue or no-due"),
        ("không quá hạn", "not overdue"),
        ("due>=hôm nay open", 'due>="hôm nay" and open'),
        ("hạn:quý II tài liệu", 'due:"quý II" and text:"tài" and text:"liệu"'),
        ("lead:Sở Văn hóa và Thể thao Hà Nội và due:7d", 'lead:"Sở Văn hóa và Thể thao Hà Nội" and due:7d'),
        ("lead:Sở Nội vụ và không topic:ioc", 'lead:"Sở Nội vụ" and not topic:ioc'),
        ("lead:“Sở TT&TT Bắc Ninh”", 'lead:"Sở TT&TT Bắc Ninh"'),
        ("grade!=signed grade≥giao", "not grade:signed and grade>=assigned"),
        ("quá hạn>30", "overdue>30"),
        ("a or b c", 'text:"a" or text:"b" and text:"c"'),
        ("NOT NOT Done", "not not done"),
        ("((open))", "open"),
        ("ta\u0300i lie\u0323\u0302u", 'text:"tài" and text:"liệu"'),
    ],
)
def test_what_a_filter_means(words: str, meant: str | None) -> None:
    """Both languages, with and without accents and quotes; the tree is told in English."""
    assert str(parse(words, TODAY)) == (words if meant is None else meant)


def test_words_of_the_command_line_keep_their_ends() -> None:
    """A name that the shell took the quotes off ends where its word ends; loose words join."""
    assert str(parse([f"lead:{PT}", "tài liệu"], TODAY)) == f'lead:"{PT}" and text:"tài" and text:"liệu"'
    assert str(parse(["lead:Sở", "TT&TT", "Phú", "Thọ", "open"], TODAY)) == f'lead:"{PT}" and open'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("(open", "character 1"),
        ("open)", "“)”, character 5"),
        ("open and", "end of the filter"),
        ("and open", "“and”, character 1"),
        ("open or or done", "“or”, character 9"),
        ("foo:bar", "the keys are: lead, with"),
        ("grade:x", "grade is one of: intention, agreed, assigned, signed"),
        ("lead<x", "write lead:"),
        ("due<một ngày đẹp trời", "“một ngày đẹp trời”, character 5"),
        ("due:1/9/2024..1/6/2024", "no day"),
        ("due<..1/6/2024", "open range"),
        ("overdue>nhiều", "number of days"),
        ('text:"abc', "quotation mark"),
        ("lead:", "needs a value"),
        ("text:…", "needs a name or a word"),
        ("(" * 50 + "open" + ")" * 50, "too deep"),
        ("not " * 60 + "open", "too deep"),
        ("a " * 200, "at most 100 conditions"),
        ("x" * 3000, "at most 2000 characters"),
    ],
    ids=lambda text: text[:30],
)
def test_a_mistake_is_told_with_its_place(tracker: Tracker, words: str, said: str) -> None:
    """One sentence that names the place and the way out, and exit code 2."""
    run = tracker("followup", "list", "--", words, code=2)
    assert said in run.err
    assert len(run.err.strip().splitlines()) == 1


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet='()"“”:<>=!&. \nabđ7/-vàhoặckhôngdue', max_size=40))
def test_any_text_is_a_filter_or_refused(text: str) -> None:
    """Whatever is typed is read or refused with a sentence."""
    try:
        found = parse(text, TODAY)
    except UsageError:
        return
    assert parse(str(found), TODAY) == found


# A register with something of everything, and what the tree says of its rows without SQL.


@pytest.fixture(scope="module")
def filled(empty_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Promises of all grades and stages, with and without a lead, a day, coordination; some extended, firmed, moved."""
    place = tmp_path_factory.mktemp("asking") / "filled.db"
    tracker = Tracker(str(shutil.copy(empty_register, place)))
    tracker.log(PT, BN, "22/2/2024", "--topic", "ioc", "--topic", "chuyen-doi-so")
    tracker.log(VP, BN, "10/9/2024", "--topic", "du-lich")
    with writing(url_of(str(place)), actor="Lan", command="test") as unit:
        visits = unit.exec(select(Visit).order_by(col(Visit.id))).all()
        for n in range(24):
            visit = visits[n % 2]
            given = visit.started_on
            assert given is not None
            new = NewCommitment(
                ("Gửi tài liệu IOC", "Mở lớp tập huấn", "Hôm nay và mai")[n % 3] + f" {n}",
                GRADES[n % 4],
                (BN, PT, None)[n % 3],
                [VP] if n % 4 == 1 else [],
                (None, PT, BN)[n // 3 % 3],
                due_on=given + timedelta(days=30 * (n % 6 + 1)) if n % 5 else None,
            )
            _happen(unit, add(unit, visit, new), n)
    with Session(open_engine(url_of(str(place)), write=False)) as session:
        yield session


def _happen(unit: Anything, row: Commitment, n: int) -> None:
    def when(days: int) -> following.When:
        assert row.given_on is not None
        return following.When(row.given_on + timedelta(days=days), TODAY)

    if n % 7 in (1, 2):
        following.extend(unit, row, when(20), to=f"{1 + n}/10/2025", reason="x")
    if n % 7 in (2, 3) and row.current_grade != "signed":
        following.firm(unit, row, when(25), grade="signed", source="1/BB")
    match n % 8:
        case 1:
            following.note(unit, row, when(30), text="x")
        case 2:
            following.submit(unit, row, when(40))
        case 3 | 4:
            following.done(unit, row, when(60 + 20 * (n % 5)), without_evidence="x")
        case 5:
            following.suspend(unit, row, when(45), reason="x")
        case 6:
            following.cancel(unit, row, when(50), reason="x")
    if n % 9 == 8 and row.stage != "cancelled":
        following.transfer(unit, row, when(70), lead=_agency(unit, VP), reason="x")


def _agency(unit: Anything, name: str) -> Anything:
    from tracker.queries.names import find_agency

    return find_agency(unit, name, date(2024, 9, 1))


AS_OF = st.sampled_from([TODAY, date(2024, 2, 21), date(2024, 4, 10), date(2024, 10, 1), date(2025, 1, 20)])


class Told:
    """What a tree says of one promise on a day, from its rows and events alone."""

    def __init__(self, session: Session, row: Commitment, as_of: date) -> None:
        self.row, self.as_of, self.session = row, as_of, session
        events = in_order(session.exec(select(CommitmentEvent).where(CommitmentEvent.commitment_id == row.key)))
        self.stood = standing_on(row, events, as_of)
        self.late = timeliness(self.stood.stage, self.stood.due_on, self.stood.done_on, as_of)
        self.visit = session.get_one(Visit, row.visit_id)
        parties = session.exec(select(Party).where(Party.visit_id == row.visit_id)).all()
        self.guests = {party.agency_id for party in parties}
        self.provinces = {party.province_id for party in parties}
        listed = session.exec(select(Coordination).where(Coordination.commitment_id == row.key)).all()
        self.coordinating = {one.agency_id for one in listed}
        topics = session.exec(select(Topic.slug).join(Discussion).where(Discussion.visit_id == row.visit_id)).all()
        self.topics = set(topics)
        self.ours = set(lineage(session, HOME))

    def holds(self, expr: Expr) -> bool:
        """Whether the tree lets it through."""
        match expr:
            case All(parts):
                return all(map(self.holds, parts))
            case Any(parts):
                return any(map(self.holds, parts))
            case Not(part):
                return not self.holds(part)
            case Flag(name):
                return self.flag(name)
            case Term(name, op, value):
                return self.term(name, op, value)

    def flag(self, name: str) -> bool:
        """A flag, in the words of its meaning."""
        stood, row = self.stood, self.row
        overdue = self.late[0] == "overdue"
        took_part = bool(self.ours & (self.guests | self.coordinating | {row.counterpart_id}))
        lead = stood.lead_id
        soon = stood.due_on is not None and 0 <= (stood.due_on - self.as_of).days <= 7
        return {
            "open": stood.stage not in ("done", "cancelled"),
            "closed": stood.stage in ("done", "cancelled"),
            "done": stood.stage == "done",
            "cancelled": stood.stage == "cancelled",
            "suspended": stood.stage == "suspended",
            "waiting": stood.stage == "awaiting_confirmation",
            "overdue": overdue,
            "late": overdue or self.late[0] == "done_late",
            "due-soon": soon and stood.stage not in ("done", *PAUSED),
            "ours": lead in self.ours or (lead is None and took_part),
            "theirs": lead is not None and lead not in self.ours and took_part,
            "no-lead": lead is None,
            "no-due": stood.due_on is None,
            "no-official": stood.official_id is None,
            "no-counterpart": row.counterpart_id is None,
            "extended": stood.due_on != row.due_on,
            "firmed": stood.grade != row.grade,
            "recurring": row.series_uid is not None,
            "all": True,
        }[name]

    def term(self, name: str, op: str, value: str) -> bool:
        """A term."""
        from tracker.queries.names import agencies_matching, provinces_matching

        stood, row = self.stood, self.row
        match KEYS[name].kind:
            case "agency":
                ids = set(agencies_matching(self.session, value))
                having: dict[str, set[int | None]] = {
                    "lead": {stood.lead_id},
                    "with": {*self.coordinating},
                    "counterpart": {row.counterpart_id},
                }
                return bool(
                    ids & (having[name] if name in having else {one for each in having.values() for one in each})
                )
            case "province":
                return bool(self.provinces & set(provinces_matching(self.session, value)))
            case "date":
                day = {
                    "due": stood.due_on,
                    "original": row.due_on,
                    "given": row.given_on,
                    "done": stood.done_on,
                    "visited": self.visit.started_on,
                }[name]
                first, last = span(name, value, self.as_of)
                return day is not None and {
                    ":": first <= day <= last, "<": day < first, "<=": day <= last, ">": day > last, ">=": day >= first
                }[op]  # fmt: skip
            case "days":
                n, days = int(value), self.late[1]
                fits = {":": days == n, "<": days < n, "<=": days <= n, ">": days > n, ">=": days >= n}[op]
                return self.late[0] == "overdue" and fits
            case "grade":
                a, b = GRADES.index(stood.grade), GRADES.index(value)
                return {":": a == b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]
        return {
            "topic": value in self.topics,
            "visit": str(row.visit_id) == value,
            "id": str(row.id) == value,
            "text": f" {key(value)}" in " " + key(row.text),
            "stage": stood.stage == value,
            "timeliness": self.late[0] == value,
        }[name]


def told(session: Session, as_of: date) -> list[Told]:
    """Every promise given by the day."""
    rows = session.exec(select(Commitment).where(col(Commitment.given_on) <= as_of).order_by(col(Commitment.id))).all()
    return [Told(session, row, as_of) for row in rows]


def chosen(session: Session, expr: Expr, as_of: date) -> set[int]:
    """What SQL chooses."""
    return {row.id for row in followups(session, Question(as_of, TODAY, where=expr, home=HOME))}


CAREFUL = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@CAREFUL
@given(expr=exprs(), as_of=AS_OF)
def test_sql_answers_as_the_tree_says(filled: Session, expr: Expr, as_of: date) -> None:
    """On any day the list holds just those promises that the tree lets through."""
    assert chosen(filled, expr, as_of) == {one.row.key for one in told(filled, as_of) if one.holds(expr)}


def test_every_flag_and_value_is_answered(filled: Session) -> None:
    """None of the words of the language is without an answer, today and on a past day."""
    leaves: list[Expr] = [Flag(name) for name in FLAGS]
    leaves += [Term(kind, ":", value) for kind, values in VALUES.items() for value in values]
    for as_of in (TODAY, date(2024, 10, 1)):
        rows = told(filled, as_of)
        for leaf in leaves:
            assert chosen(filled, leaf, as_of) == {one.row.key for one in rows if one.holds(leaf)}, str(leaf)


@CAREFUL
@given(one=exprs(), other=exprs(), as_of=AS_OF)
def test_de_morgan(filled: Session, one: Expr, other: Expr, as_of: date) -> None:
    """Not both is one of the nots, not either is both nots; and a filter and its not share out the whole."""
    left = chosen(filled, none_of(all_of(one, other)), as_of)
    assert left == chosen(filled, any_of(none_of(one), none_of(other)), as_of)
    assert chosen(filled, none_of(any_of(one, other)), as_of) == chosen(
        filled, all_of(none_of(one), none_of(other)), as_of
    )
    whole = chosen(filled, EVERYTHING, as_of)
    assert left | chosen(filled, all_of(one, other), as_of) == whole


@CAREFUL
@given(expr=exprs(), as_of=AS_OF, by=st.none() | st.sampled_from(GROUPINGS))
def test_totals_are_those_of_the_list(filled: Session, expr: Expr, as_of: date, by: str | None) -> None:
    """On any day, for any filter and grouping: the bottom line counts the list, the lines add up to it, each cell is
    what the list says; by topic they exceed it by just what is repeated."""
    question = Question(as_of, TODAY, where=expr, home=HOME)
    rows, found = followups(filled, question), totals(filled, question, by)
    assert found.whole.total == len(rows)
    assert found.whole.done_on_time == sum(row.timeliness == "done_on_time" for row in rows)
    assert found.whole.done_late == sum(row.timeliness == "done_late" for row in rows)
    assert found.whole.open_overdue == sum(row.timeliness == "overdue" for row in rows)
    assert found.whole.suspended == sum(row.stage == "suspended" for row in rows)
    assert found.whole.cancelled == sum(row.stage == "cancelled" for row in rows)
    assert found.whole.done_no_due == sum(row.stage == "done" and row.due_on is None for row in rows)
    if by is None:
        assert found.groups == ()
        return
    for cell in CELLS:
        lines = sum(getattr(group.cells, cell) for group in found.groups)
        assert lines == getattr(found.whole, cell) or by == "topic"
    assert found.repeated == (sum(max(0, len(row.topics) - 1) for row in rows) if by == "topic" else 0)
    assert len({group.key for group in found.groups}) == len(found.groups)


@pytest.mark.parametrize("sort", ["", "due", "given", "lead", "id", "urgency", "-due", "-urgency", "-lead", "-given"])
def test_a_limit_is_the_beginning_of_the_whole(filled: Session, sort: str) -> None:
    """However sorted, a limit shows the first ones and says how many there are; nothing is lost or doubled."""
    for as_of in (TODAY, date(2024, 10, 1)):
        whole = [row.id for row in listing(filled, Question(as_of, TODAY, sort=sort)).rows]
        assert len(whole) == len(set(whole)) == len(told(filled, as_of))
        for limit in (1, 7, 12, 99):
            found = listing(filled, Question(as_of, TODAY, sort=sort, limit=limit))
            assert [row.id for row in found.rows] == whole[:limit]
            assert found.total == len(whole)


def test_urgency_is_the_sum_of_its_terms(filled: Session) -> None:
    """Sorted by it the sums fall; each is that of its terms; what is closed has none and stands last."""
    found = listing(filled, Question(TODAY, TODAY, sort="urgency", home=HOME))
    sums = [total(found.urgency[row.id]) for row in found.rows if row.stage not in ("done", "cancelled")]
    assert sums == sorted(sums, reverse=True)
    closed = [row.stage in ("done", "cancelled") for row in found.rows]
    assert closed == sorted(closed)
    assert all(found.urgency[row.id] == () for row in found.rows if row.stage in ("done", "cancelled"))


FACTS = st.builds(
    Facts,
    st.just(1),
    st.sampled_from(STAGES),
    st.sampled_from(GRADES),
    st.none() | st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    st.none() | st.dates(date(2024, 1, 1), date(2026, 1, 1)),
    st.booleans(),
    st.booleans(),
)


@settings(deadline=None)
@given(FACTS, st.integers(1, 400))
def test_more_days_late_are_never_less_urgent(facts: Facts, days: int) -> None:
    """As days pass, what is open and has a day only becomes more urgent; a weight of nothing takes its term away."""
    weight = weights({})
    now, later = (total(parts(facts, weight, TODAY + timedelta(days=n))) for n in (0, days))
    assert later >= now
    none = weights({name: 0 for name in WEIGHTS if not name.endswith("_days")})
    assert parts(facts, none, TODAY) == ()


def test_the_list_reads_no_more_than_it_shows(filled: Session) -> None:
    """The number of statements does not grow with the rows, and one lead's overdue ones come by their index."""
    said: list[tuple[str, Anything]] = []

    def heard(_connection: Anything, _cursor: Anything, statement: str, values: Anything, *_more: Anything) -> None:
        said.append((statement, values))

    listen.listen(filled.get_bind(), "before_cursor_execute", heard)
    try:
        listing(filled, Question(TODAY, TODAY, lead=BN, overdue=True))
        few = len(said)
        listing(filled, Question(TODAY, TODAY, limit=3))
        some = len(said) - few
        listing(filled, Question(TODAY, TODAY, limit=20))
        assert len(said) - few - some <= some + 3
    finally:
        listen.remove(filled.get_bind(), "before_cursor_execute", heard)
    statement, values = next(one for one in said if one[0].lstrip().startswith("SELECT commitment.id"))
    plan = filled.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert any("USING INDEX ix_commitment_open_due (current_lead_id=?" in str(row) for row in plan), plan
    assert not any("SCAN" in str(row) for row in plan), plan


# At the command line.


@pytest.fixture
def desk_of_two(anywhere: Tracker, monkeypatch: pytest.MonkeyPatch) -> Tracker:
    """On each database a visit with a promise of each side, both overdue, and a wish without a day."""
    monkeypatch.setenv("TRACKER_HOME", HOME)
    anywhere.log(PT, BN, "22/2/2024", "--topic", "ioc", "--topic", "chuyen-doi-so")
    anywhere("followup", "add", "1", "Gửi tài liệu", "--lead", BN, "--with", PT, "--due", "cuối quý II")
    anywhere("followup", "add", "1", "Mở lớp tập huấn", "--lead", PT, "--due", "30/4/2024", "--grade", "signed")
    anywhere("followup", "add", "1", "Mong muốn hợp tác", "--lead", BN, "--grade", "intention")
    return anywhere


def ids(tracker: Tracker, *words: str) -> list[int]:
    """The numbers of a list."""
    return [row["id"] for row in tracker("followup", "list", "--json", *words).json]


def test_options_views_and_filters_choose_alike(desk_of_two: Tracker) -> None:
    """Each option says what a filter can say; home includes the agencies that it descends from."""
    for words, found in (
        (["--theirs"], [1, 3]),
        (["--ours"], [2]),
        (["--theirs", "--overdue"], [1]),
        (["--view", "overdue-theirs"], [1]),
        (["--view", "unfirmed"], [3]),
        (["--view", "no-due"], [3]),
        (["--view", "overdue", "tập"], [2]),
        (["--with", PT], [1]),
        (["--grade", "signed"], [2]),
        (["--timeliness", "no_due_date"], [3]),
        (["--due-before", "30/6/2024"], [2]),
        (["--due-by", "30/6/2024"], [2, 1]),
        (["--due-after", "30/4/2024"], [1]),
        (["--due-between", "1/5/2024..30/6/2024"], [1]),
        (["--due-between", "quý II/2024"], [2, 1]),
        (["--text", "tap huan"], [2]),
        (["--visit", "1", "--open"], [2, 1, 3]),
        (["quá-hạn và chủ-trì:Sở TT&TT Bắc Ninh"], [1]),
        (["grade>=agreed", "hợp"], []),
        (["overdue", "--as-of", "1/5/2024"], [2]),
        (["--sort", "urgency"], [2, 1, 3]),
        (["--sort", "-id", "--limit", "2"], [3, 2]),
    ):
        assert ids(desk_of_two, *words) == found, words


def test_home_is_asked_for_where_it_is_needed(desk_of_two: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ours and theirs are refused with one sentence when no agency is set; a name of several lists them."""
    assert "several" not in desk_of_two("followup", "list", "lead:Sở Không Có", code=1).err
    desk_of_two.log("Sở TT&TT Hà Giang", BN, "22/3/2024")
    assert "(#" in desk_of_two("followup", "list", 'lead:"Sở TT&TT"', code=1).err
    monkeypatch.delenv("TRACKER_HOME")
    for words in (["--ours"], ["theirs"], ["--view", "overdue-ours"]):
        run = desk_of_two("followup", "list", *words, code=1)
        assert "TRACKER_HOME" in run.err
        assert len(run.err.strip().splitlines()) == 1


def test_urgency_is_explained_and_weighed(desk_of_two: Tracker, tmp_path: Path) -> None:
    """JSON has the urgency only when asked for, its terms when explained; an office's weights count."""
    assert "urgency" not in desk_of_two("followup", "list", "--json").json[0]
    first = desk_of_two("followup", "list", "--sort", "urgency", "--json").json[0]
    assert first["urgency"] > 0
    assert "urgency_terms" not in first
    for row in desk_of_two("followup", "list", "--explain", "--json").json:
        assert row["urgency"] == round(sum(one["points"] for one in row["urgency_terms"]), 2)
    table = desk_of_two("followup", "list", "--sort", "urgency", "--explain").out
    assert "signed" in table
    config = tmp_path / "config" / "config.toml"
    config.parent.mkdir(exist_ok=True)
    from tracker.cli.settings import _configuration

    for text, code in (("[urgency]\nsigned = 500", 0), ("[urgency]\nfoo = 1", 1), ("[urgency]\nsigned = 'x'", 1)):
        config.write_text(text, encoding="utf-8")
        _configuration.cache_clear()
        run = desk_of_two("followup", "list", "--sort", "urgency", "--json", code=code)
        assert code or run.json[0]["urgency"] > 500
    _configuration.cache_clear()


def test_own_views_are_kept_and_the_rest_of_the_file_stays(desk_of_two: Tracker, tmp_path: Path) -> None:
    """A view is saved, listed, used, written over and deleted; remarks and other views in the file stay."""
    path = tmp_path / "config" / "views.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text('# của phòng\n[khac]  # giữ lại\nfilter = "open"\n', encoding="utf-8")
    desk_of_two("followup", "view", "save", "tập-huấn", "text:“tập huấn”", "--sort", "-due")
    desk_of_two("followup", "view", "save", "overdue", "overdue>600")
    assert ids(desk_of_two, "--view", "tập-huấn") == [2]
    assert ids(desk_of_two, "--view", "overdue") == [2, 1]
    desk_of_two("followup", "view", "save", "tập-huấn", "grade:intention")
    assert ids(desk_of_two, "--view", "tập-huấn") == [3]
    listed = {view["name"]: view for view in desk_of_two("followup", "view", "list", "--json").json}
    assert (listed["overdue"]["shipped"], listed["due-soon"]["shipped"]) == (False, True)
    desk_of_two("followup", "view", "delete", "tập-huấn")
    desk_of_two("followup", "view", "delete", "overdue")
    assert path.read_text(encoding="utf-8").strip() == '# của phòng\n[khac]  # giữ lại\nfilter = "open"'
    for words in (
        ["delete", "overdue"],
        ["save", "a b", "open"],
        ["save", "x", "grade:x"],
        ["save", "x", "open", "--sort", "y"],
    ):
        run = desk_of_two("followup", "view", *words, code=None)
        assert run.code in (1, 2)
    assert "due-soon" in desk_of_two("followup", "list", "--view", "none", code=1).err
    path.write_text("[khac\n", encoding="utf-8")


def test_totals_at_the_command_line(desk_of_two: Tracker) -> None:
    """The Government's 2 x 2 with a bottom line, in all three forms; by topic each counts, and once in the whole."""
    desk_of_two("followup", "done", "1", "--on", "1/7/2024", "--evidence", "1/CV")
    found = desk_of_two("followup", "totals", "--by", "topic", "--json").json
    assert (found["total"]["done_late"], found["total"]["open_overdue"], found["total"]["total"]) == (1, 1, 3)
    assert (found["repeated"], len(found["groups"])) == (3, 2)
    lines = desk_of_two("followup", "totals", "--by", "lead", "--csv").out.splitlines()
    assert lines[-1].startswith("total,In all,0,1,0,1,0,1,0,0,3")
    assert "quý II/2024" in desk_of_two("followup", "totals", "--by", "quarter", lang="vi").out
    assert desk_of_two("followup", "totals", "--by", "province", "lead:" + PT, "--json").json["total"]["total"] == 1
    assert "quarter" in desk_of_two("followup", "totals", "--by", "x", code=2).err


def test_a_table_is_not_endless(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table shows its first page and says how many more there are; programs get all."""
    monkeypatch.setattr("tracker.cli.followups.listing.PAGE", 2)
    tracker.log(PT, BN)
    for n in range(5):
        tracker("followup", "add", "1", f"Việc {n}", "--lead", BN)
    assert "3 more" in tracker("followup", "list").err
    assert len(json.loads(tracker("followup", "list", "--json").out)) == 5
    assert tracker("followup", "list", "--limit", "0").err == ""


def test_the_language_is_shown(tracker: Tracker) -> None:
    """The help topic names every key, flag and value in both languages, and its examples are filters."""
    for lang in ("en", "vi"):
        shown = tracker("followup", "filters", lang=lang).out
        assert all(word in shown for word in (*KEYS, *FLAGS, *WEIGHTS, *GRADES))
    examples = [line.split("  ")[1] for line in shown.split("Ví dụ\n")[1].splitlines()]
    assert len(examples) >= 5
    for example in examples:
        assert parse(example, TODAY) != EVERYTHING
