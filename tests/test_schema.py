"""Schema: created, upgraded and taken back on both databases; the constraints live in the database itself."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from conftest import Tracker
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from tracker import schema
from tracker.database import open_engine, url_of

PT, BN = "Sở TT&TT Phú Thọ", "Sở TT&TT Bắc Ninh"


def engine(tracker: Tracker, *, create: bool = False) -> Engine:
    """The register's database itself."""
    return open_engine(url_of(tracker.db), write=True, create=create)


def test_models_and_migrations_agree(anywhere: Tracker) -> None:
    """A register made by the migrations differs in nothing from the models."""
    with engine(anywhere).begin() as connection:
        assert schema.differences(connection) == []


def test_one_step_back_and_up_again(anywhere: Tracker) -> None:
    """The newest revision can be taken back and brought again, from an empty and from a filled register."""
    anywhere.log(PT, BN, "22/2/2024", "--topic", "ioc")
    with engine(anywhere).begin() as connection:
        for _round in range(2):
            schema.downgrade(connection)
            assert schema.current(connection) is None
            schema.upgrade(connection)
            assert schema.current(connection) == schema.HEAD
        assert schema.differences(connection) == []


def test_head_is_the_newest_script() -> None:
    """The revision that commands compare with is that of the newest script."""
    assert schema.revisions()[0] == schema.HEAD


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO party (uid, visit_id, agency_id, role, printed_name, position) "
        "VALUES ('{uid}', 99, 1, 'host', 'x', 0)",
        "UPDATE visit SET status = 'maybe'",
        "UPDATE visit SET direction = 'sideways'",
        "UPDATE visit SET ended_on = '2020-01-01'",
        "UPDATE visit SET headcount = 0",
        "UPDATE commitment SET grade = 'sworn'",
        "UPDATE commitment SET text = ''",
        "UPDATE commitment SET lead_id = 9999",
        "DELETE FROM visit",
        "DELETE FROM agency",
        "UPDATE party SET agency_id = 1",
        "UPDATE province SET slug = 'x'",
        "INSERT INTO discussion (uid, visit_id, topic_id) SELECT '{uid}', visit_id, topic_id FROM discussion",
        "INSERT INTO commitment_event (uid, commitment_id, kind, happened_on) "
        "VALUES ('{uid}', 1, 'extension', '2024-01-01')",
    ],
)
def test_the_database_itself_refuses(anywhere: Tracker, statement: str) -> None:
    """Whatever program writes, the database keeps foreign keys, checks and uniqueness."""
    anywhere.log(PT, BN, "22/2/2024", "--topic", "ioc")
    anywhere("followup", "add", "1", "x", "--lead", BN)
    uid = "0192f0a0-0000-7000-8000-000000000001"
    uid = uid if "postgresql" in anywhere.db else uid.replace("-", "")
    with pytest.raises(DBAPIError), engine(anywhere).begin() as connection:
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
    scripts = shutil.copytree(Path(__file__).parent.parent / "migrations", tmp_path / "scripts")
    (scripts / "versions" / "0002_next.py").write_text(
        '"""Next."""\nfrom alembic import op\nimport sqlalchemy as sa\n'
        "revision = '0002'\ndown_revision = '0001'\nbranch_labels = depends_on = None\n"
        "def upgrade():\n    op.add_column('topic', sa.Column('colour', sa.String()))\n"
        "def downgrade():\n    op.drop_column('topic', 'colour')\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(schema, "bundled", lambda _name: scripts)
    monkeypatch.setattr(schema, "HEAD", "0002")
    assert "tracker db upgrade" in tracker("visit", "list", code=1).err
    tracker("db", "upgrade")
    (copy,) = Path(tracker.db).parent.glob("*.bak")
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
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
