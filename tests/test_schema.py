"""Schema: created, upgraded and taken back on both databases; the constraints live in the database itself."""

import re
import shutil
import sqlite3
import uuid
from pathlib import Path

import pytest
from conftest import Tracker
from sqlalchemy import CheckConstraint, Engine, func, select, text, update
from sqlalchemy.exc import IntegrityError

from tracker import schema
from tracker.database import open_engine, url_of
from tracker.models import metadata

BEFORE = schema.HEAD
PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"


def engine(tracker: Tracker, *, create: bool = False) -> Engine:
    """The register's database itself."""
    return open_engine(url_of(tracker.db), write=True, create=create)


def filled(tracker: Tracker) -> None:
    """One row or more in most tables."""
    note = (
        "Ngày 22/2/2024, Sở TT&TT tỉnh Phú Thọ đến thăm Sở TT&TT tỉnh Bắc Ninh. DTI xếp thứ 7 trên 63 tỉnh, thành phố."
    )
    official = ("--official", "Trần Văn Thử; Giám đốc Sở; visitor; head")
    tracker("visit", "log", "--from", "-", "--yes", "--topic", "ioc", *official, stdin=note.encode())
    tracker("followup", "add", "1", "Gửi tài liệu", "--lead", BN, "--with", PT, "--due", "30/6/2024")
    tracker("followup", "done", "1", "--on", "1/7/2024", "--evidence", "1/CV")
    tracker("visit", "cancel", "1")
    tracker("undo")


def newer_program(patch: pytest.MonkeyPatch, tmp_path: Path, also: str = "") -> None:
    """Makes the program one revision newer: it adds a column, and does `also` after it."""
    scripts = shutil.copytree(Path(__file__).parent.parent / "migrations", tmp_path / "scripts")
    (scripts / "versions" / "0003_next.py").write_text(
        '"""Next."""\nfrom alembic import op\nimport sqlalchemy as sa\n'
        "revision = '0003'\ndown_revision = '0002'\nbranch_labels = depends_on = None\n"
        f"def upgrade():\n    op.add_column('topic', sa.Column('colour', sa.String()))\n    {also}\n"
        "def downgrade():\n    op.drop_column('topic', 'colour')\n",
        encoding="utf-8",
    )
    patch.setattr(schema, "bundled", lambda _name: scripts)
    patch.setattr(schema, "HEAD", "0003")


def test_models_and_migrations_agree(anywhere: Tracker) -> None:
    """A register made by the migrations differs in nothing from the models."""
    with engine(anywhere).begin() as connection:
        assert schema.differences(connection) == []


def test_one_step_back_and_up_again(anywhere: Tracker) -> None:
    """The newest revision can be taken back and brought again, and a filled register lists the same."""
    filled(anywhere)
    anywhere("followup", "extend", "1", "--to", "1/9/2024", "--reason", "x", "--on", "1/6/2024", code=1)
    anywhere("followup", "add", "1", "Cử cán bộ", "--lead", PT, "--due", "30/6/2024")
    anywhere("followup", "note", "2", "Đã gửi", "--on", "1/3/2024")
    anywhere("followup", "extend", "2", "--to", "1/9/2024", "--reason", "x", "--on", "1/6/2024")
    anywhere("followup", "firm", "2", "--grade", "signed", "--source", "1/BB", "--on", "2/6/2024")
    before = [anywhere("followup", "list", "--json", *words).out for words in ([], ["--as-of", "1/3/2024"])]
    with engine(anywhere).begin() as connection:
        for _round in range(2):
            schema.downgrade(connection)
            assert schema.current(connection) == "0001"
            schema.upgrade(connection)
            assert schema.current(connection) == schema.HEAD
        assert schema.differences(connection) == []
    assert [anywhere("followup", "list", "--json", *words).out for words in ([], ["--as-of", "1/3/2024"])] == before
    anywhere("followup", "note", "2", "Đã nhắc lại")


def test_head_is_the_newest_script() -> None:
    """The revision that commands compare with is that of the newest script."""
    assert schema.revisions()[0] == schema.HEAD


_BREACHES = (
    "INSERT INTO party (uid, visit_id, agency_id, role, printed_name, position) VALUES ({uid}, 99, 1, 'host', 'x', 0)",
    "INSERT INTO discussion (uid, visit_id, topic_id) SELECT {uid}, visit_id, topic_id FROM discussion LIMIT 1",
    "INSERT INTO commitment_event (uid, commitment_id, kind, happened_on) VALUES ({uid}, 1, 'extension', '2024-01-01')",
    "INSERT INTO adoption (uid, visit_id) VALUES ({uid}, 1)",
    "INSERT INTO succession (uid, predecessor_id, successor_id, kind, effective_on, source) "
    "VALUES ({uid}, 1, 1, 'merge', '2024-01-01', 'x')",
    "UPDATE visit SET ended_on = '2020-01-01'",
    "UPDATE visit SET headcount = 0",
    "UPDATE commitment SET text = ''",
    "UPDATE party SET agency_id = 1",
    "UPDATE province SET slug = 'x'",
    "UPDATE topic SET slug = ''",
    "UPDATE agency_version SET valid_from = '2025-01-01', valid_to = '2024-12-31'",
    "UPDATE agency_version SET parent_id = agency_id",
    "UPDATE indicator SET rank_of = 1, rank = 2",
    "UPDATE indicator SET rank = 0",
    "UPDATE citation SET quote_start = 5, quote_end = 4",
    "UPDATE citation SET field = NULL, record_uid = (SELECT uid FROM visit), source_id = 1",
    "UPDATE commitment_event SET due_on = '2024-01-01'",
    "UPDATE commitment_event SET grade = 'signed'",
    "UPDATE operation SET undoes = (SELECT id FROM operation WHERE command = 'init')",
    "UPDATE province_version SET province_id = 1, valid_from = '2020-01-01'",
    "UPDATE alias SET folded = 'x', agency_id = 1",
    "DELETE FROM visit",
    "DELETE FROM agency",
)


def test_the_database_itself_refuses(anywhere: Tracker) -> None:
    """Whatever program writes, the database keeps order, uniqueness and what is pointed to."""
    filled(anywhere)
    uid = "'0192f0a0-0000-7000-8000-000000000001'"
    uid = uid if "postgresql" in anywhere.db else uid.replace("-", "")
    with engine(anywhere).begin() as connection:
        for statement in _BREACHES:
            with pytest.raises(IntegrityError), connection.begin_nested():
                connection.execute(text(statement.format(uid=uid)))


def test_missing_older_and_newer_registers_say_what_helps(tracker: Tracker, tmp_path: Path) -> None:
    """No register, one of an older schema and one of a newer: each gets one sentence with the way out."""
    assert "tracker init" in Tracker(str(tmp_path / "none.db"))("visit", "list", code=1).err
    for revision, said in (("0000", "newer version"), ("9999", "newer version")):
        with engine(tracker).begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": revision})
        assert said in tracker("visit", "list", code=1).err


def test_an_older_register_is_copied_and_upgraded(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A register of the revision before is refused with the command, then copied beside itself and upgraded."""
    tracker.log(PT, BN)
    newer_program(monkeypatch, tmp_path)
    assert "tracker db upgrade" in tracker("visit", "list", code=1).err
    tracker("db", "upgrade")
    (copy,) = Path(tracker.db).parent.glob("*.bak")
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (BEFORE,)
    assert len(tracker("visit", "list", "--json").json) == 1
    assert "up to date" in tracker("db", "upgrade").out


def test_init_never_overwrites(anywhere: Tracker) -> None:
    """A database that holds a register is left alone."""
    anywhere.log(PT, BN)
    assert "already holds a register" in anywhere("init", code=1).err
    assert len(anywhere("visit", "list", "--json").json) == 1


def test_status_and_backup(tracker: Tracker) -> None:
    """`db status` tells the place and the counts; `db backup` leaves a copy that opens."""
    tracker.log(PT, BN)
    assert "Visits" in tracker("db", "status").out
    tracker("db", "backup")
    (copy,) = Path(tracker.db).parent.glob("*.bak")
    assert len(Tracker(str(copy))("visit", "list", "--json").json) == 1


def test_no_row_points_into_the_void(anywhere: Tracker) -> None:
    """Every foreign key of every table that has rows is kept by the database, not only by the program."""
    filled(anywhere)
    kept = set()
    with engine(anywhere).begin() as connection:
        for table in metadata.sorted_tables:
            if not connection.execute(select(func.count()).select_from(table)).scalar():
                continue
            for column in table.columns:
                if column.foreign_keys:
                    void = uuid.uuid4() if column.type.python_type is uuid.UUID else 999_999
                    with pytest.raises(IntegrityError), connection.begin_nested():
                        connection.execute(update(table).values({column: void}))
                    kept.add(table.name)
    assert {"party", "participation", "discussion", "commitment", "citation", "change", "coordination"} <= kept


def test_no_row_says_a_word_that_is_not_listed(anywhere: Tracker) -> None:
    """Every column with a list of words refuses another word, on either database."""
    filled(anywhere)
    kept = set()
    with engine(anywhere).begin() as connection:
        for table in metadata.sorted_tables:
            if not connection.execute(select(func.count()).select_from(table)).scalar():
                continue
            for check in table.constraints:
                if isinstance(check, CheckConstraint) and (found := re.match(r"(\w+) IN \(", str(check.sqltext))):
                    with pytest.raises(IntegrityError), connection.begin_nested():
                        connection.execute(update(table).values({found[1]: "nonsense"}))
                    kept.add(f"{table.name}.{found[1]}")
    assert {"visit.status", "party.role", "commitment.stage", "agency_version.level", "change.kind"} <= kept


def test_a_refused_command_leaves_nothing(anywhere: Tracker) -> None:
    """What a command wrote before it was refused is gone: no agency, no official, no word to find, no operation."""
    words = ["visit", "log", "--on", "22/2/2024", "--visitor", PT, "--host", BN, "--official", "Trần Văn Thử;;host"]
    anywhere(*words, "--topic", "không có chủ đề này", code=1)
    assert anywhere("agency", "list", "--json").json == []
    assert anywhere("official", "list", "--json").json == []
    assert anywhere("search", "tran van thu", "--json").json == []
    assert [row["command"] for row in anywhere("history", "--json").json] == ["init"]


def test_a_database_without_a_register_says_how_to_make_one(postgres: str, tracker: Tracker) -> None:
    """An empty database and a register taken back to nothing both point to `tracker init`, which then works."""
    with engine(tracker).begin() as connection:
        schema.downgrade(connection, "base")
    for place in (Tracker(postgres), tracker):
        assert "tracker init" in place("visit", "list", code=1).err
        assert "tracker init" in place("db", "upgrade", code=1).err
        place("init")
        assert place.log(PT, BN) == 1


def test_a_newer_register_is_not_upgraded_backwards(tracker: Tracker) -> None:
    """`db upgrade` leaves a register of a newer program as it is and makes no copy of it."""
    with engine(tracker).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = Path(tracker.db).read_bytes()
    assert "newer version" in tracker("db", "upgrade", code=1).err
    assert Path(tracker.db).read_bytes() == before
    assert not list(Path(tracker.db).parent.glob("*.bak"))


def test_an_upgrade_that_fails_leaves_the_register_as_it_was(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """When a revision breaks half-way, nothing of it stays and the register works on with the program it was of."""
    tracker.log(PT, BN)
    with monkeypatch.context() as newer:
        newer_program(newer, tmp_path, "op.execute('UPDATE visit SET status = 1')")
        with pytest.raises(IntegrityError):
            tracker("db", "upgrade")
    with engine(tracker).begin() as connection:
        assert schema.current(connection) == BEFORE
        assert schema.differences(connection) == []
    assert len(tracker("visit", "list", "--json").json) == 1


def test_a_strange_database_is_left_alone(tmp_path: Path) -> None:
    """A database that only looks like a register is refused as none, and no table is made in it."""
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", (schema.HEAD,))
    before = path.read_bytes()
    for words in (["visit", "list"], ["history"], ["visit", "log", "--on", "1/2/2024", "--visitor", PT, "--host", BN]):
        assert "not a register" in Tracker(str(path))(*words, code=1).err
    assert "already holds" in Tracker(str(path))("init", code=1).err
    assert path.read_bytes() == before
