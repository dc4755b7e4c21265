"""The life of a promise

What events made of a promise stands beside what was given (`current_*`), so that an index answers what is overdue.
Events say the stage that they led to, who handed over to whom, and the evidence of a closing. A promise has an official
in charge and may recur. Offices have days off of their own. What a visit led to says what it is, and its source.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_GRADES = "IN ('intention', 'agreed', 'assigned', 'signed')"
_STAGES = "IN ('not_started', 'in_progress', 'awaiting_confirmation', 'done', 'suspended', 'cancelled')"
_OPEN = sa.text("stage NOT IN ('done', 'cancelled')")
_KINDS_BEFORE = "'extension', 'progress', 'done', 'reopened', 'evidence', 'firmed', 'suspended', 'cancelled'"
_KINDS = f"{_KINDS_BEFORE}, 'submitted', 'returned', 'resumed', 'transferred'"

# Each with its constraint inside, which both databases can add without making the table anew.
_COMMITMENT = {
    "official_id": "INTEGER CONSTRAINT fk_commitment_official_id REFERENCES official (id)",
    "current_lead_id": "INTEGER CONSTRAINT fk_commitment_current_lead_id REFERENCES agency (id)",
    "current_official_id": "INTEGER CONSTRAINT fk_commitment_current_official_id REFERENCES official (id)",
    "current_grade": "VARCHAR NOT NULL DEFAULT 'agreed' "
    f"CONSTRAINT ck_commitment_current_grade CHECK (current_grade {_GRADES})",
    "current_due_on": "DATE",
    "every": "VARCHAR CONSTRAINT ck_commitment_every "
    "CHECK (every IN ('week', 'month', 'quarter', 'half_year', 'year'))",
    "every_until": "DATE",
    "series_uid": "{uuid}",
    "period": "VARCHAR",
    "sheet_key": "VARCHAR",
}
_ADOPTION = {
    "title": "VARCHAR",
    "source": "VARCHAR",
    "commitment_id": "INTEGER CONSTRAINT fk_adoption_commitment_id REFERENCES commitment (id)",
}


def _add(table: str, columns: dict[str, str]) -> None:
    uuid = "UUID" if op.get_bind().dialect.name == "postgresql" else "CHAR(32)"
    for name, definition in columns.items():
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {definition.format(uuid=uuid)}")


def _drop(table: str, columns: dict[str, str]) -> None:
    for name in columns:
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")


_EVENT_BEFORE = "id, uid, origin, commitment_id, kind, happened_on, due_on, grade, note, evidence, agreed_by"
_FILLED = ", stage, evidence_kind, without_evidence"


def _event_anew(*, kinds: str, more: bool, kept: str) -> None:
    """Makes commitment_event again, since SQLite cannot alter a CHECK; `kept`: what each old row becomes."""
    op.execute("CREATE TABLE aside AS SELECT * FROM commitment_event")
    op.drop_table("commitment_event")
    added = _more_of_an_event() if more else []
    op.create_table(
        "commitment_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("agreed_by", sa.String(), nullable=True),
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f("ck_commitment_event_kind")),
        sa.CheckConstraint(f"grade {_GRADES}", name=op.f("ck_commitment_event_grade")),
        sa.CheckConstraint(
            "(kind = 'extension') = (due_on IS NOT NULL)", name=op.f("ck_commitment_event_extension_has_date")
        ),
        sa.CheckConstraint(
            "(kind = 'firmed') = (grade IS NOT NULL)", name=op.f("ck_commitment_event_firmed_has_grade")
        ),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name="fk_commitment_event_commitment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_commitment_event"),
        sa.UniqueConstraint("uid", name="uq_commitment_event_uid"),
        *added,
    )
    op.create_index(
        "ix_commitment_event_commitment_id_happened_on", "commitment_event", ["commitment_id", "happened_on"]
    )
    op.execute(f"INSERT INTO commitment_event ({_EVENT_BEFORE + (_FILLED if more else '')}) {kept}")
    op.execute("DROP TABLE aside")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('commitment_event', 'id'), "
            "coalesce((SELECT max(id) FROM commitment_event), 1), EXISTS (SELECT 1 FROM commitment_event))"
        )


def _more_of_an_event() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("due_text", sa.String(), nullable=True),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("evidence_kind", sa.String(), nullable=True),
        sa.Column("without_evidence", sa.String(), nullable=True),
        sa.Column("from_lead_id", sa.Integer(), nullable=True),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("from_official_id", sa.Integer(), nullable=True),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(f"stage {_STAGES}", name=op.f("ck_commitment_event_stage")),
        sa.CheckConstraint(
            "evidence_kind IN ('document', 'link', 'file')", name=op.f("ck_commitment_event_evidence_kind")
        ),
        sa.CheckConstraint(
            "(kind = 'transferred') = (lead_id IS NOT NULL OR official_id IS NOT NULL)",
            name=op.f("ck_commitment_event_transfer_has_heir"),
        ),
        sa.CheckConstraint(
            "kind <> 'done' OR evidence IS NOT NULL OR without_evidence IS NOT NULL",
            name=op.f("ck_commitment_event_done_has_evidence"),
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["agency.id"], name="fk_commitment_event_lead_id"),
        sa.ForeignKeyConstraint(["from_lead_id"], ["agency.id"], name="fk_commitment_event_from_lead_id"),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name="fk_commitment_event_official_id"),
        sa.ForeignKeyConstraint(["from_official_id"], ["official.id"], name="fk_commitment_event_from_official_id"),
    ]


# A note of progress began the work where nothing had happened before; a closing without evidence says so.
_EVENT_AFTER = f"""
SELECT {_EVENT_BEFORE},
    CASE WHEN kind IN ('done', 'suspended', 'cancelled') THEN kind
         WHEN kind = 'reopened' THEN 'in_progress'
         WHEN kind = 'progress' AND NOT EXISTS (
            SELECT 1 FROM aside AS other
            WHERE other.commitment_id = aside.commitment_id
                AND other.kind IN ('progress', 'done', 'reopened', 'suspended', 'cancelled')
                AND (other.happened_on < aside.happened_on
                     OR (other.happened_on = aside.happened_on AND other.id < aside.id)))
         THEN 'in_progress' END,
    CASE WHEN evidence IS NULL THEN NULL WHEN evidence LIKE 'http%' THEN 'link' ELSE 'document' END,
    CASE WHEN kind = 'done' AND evidence IS NULL THEN '-' END
FROM aside
"""
_EVENT_BACK = f"""
SELECT {
    _EVENT_BEFORE.replace(
        "kind", "CASE WHEN kind IN ('submitted', 'returned', 'resumed', 'transferred') THEN 'progress' ELSE kind END"
    )
} FROM aside
"""


def upgrade() -> None:
    """Brings the schema to this revision."""
    op.drop_index("ix_commitment_open_due", "commitment")
    _add("commitment", _COMMITMENT)
    newest = "FROM commitment_event e WHERE e.commitment_id = commitment.id AND e.kind = '{}' "
    newest += "ORDER BY e.happened_on DESC, e.id DESC LIMIT 1"
    op.execute(
        "UPDATE commitment SET current_lead_id = lead_id, "
        f"current_grade = coalesce((SELECT e.grade {newest.format('firmed')}), grade), "
        f"current_due_on = coalesce((SELECT e.due_on {newest.format('extension')}), due_on)"
    )
    for name, columns in (
        ("ix_commitment_open_due", ["current_lead_id", "current_due_on"]),
        ("ix_commitment_due", ["current_due_on"]),
    ):
        op.create_index(name, "commitment", columns, sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index("ix_commitment_current_official_id", "commitment", ["current_official_id"])
    op.create_index("uq_commitment_series_period", "commitment", ["series_uid", "period"], unique=True)
    op.create_index("uq_commitment_sheet_key", "commitment", ["sheet_key"], unique=True)
    _event_anew(kinds=_KINDS, more=True, kept=_EVENT_AFTER)
    op.create_table(
        "calendar_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('off', 'work')", name=op.f("ck_calendar_day_kind")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_calendar_day_name_not_empty")),
        sa.CheckConstraint("length(source) > 0", name=op.f("ck_calendar_day_source_not_empty")),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_day"),
        sa.UniqueConstraint("day", name="uq_calendar_day_day"),
        sa.UniqueConstraint("uid", name="uq_calendar_day_uid"),
    )
    _add("adoption", _ADOPTION)
    op.create_index("ix_adoption_commitment_id", "adoption", ["commitment_id"])


def downgrade() -> None:
    """Takes this revision back; events of the new kinds become notes of progress."""
    op.drop_index("ix_adoption_commitment_id", "adoption")
    _drop("adoption", _ADOPTION)
    op.drop_table("calendar_day")
    _event_anew(kinds=_KINDS_BEFORE, more=False, kept=_EVENT_BACK)
    for index in ("ix_commitment_open_due", "ix_commitment_due", "ix_commitment_current_official_id"):
        op.drop_index(index, "commitment")
    for index in ("uq_commitment_series_period", "uq_commitment_sheet_key"):
        op.drop_index(index, "commitment")
    _drop("commitment", _COMMITMENT)
    op.create_index(
        "ix_commitment_open_due", "commitment", ["lead_id", "due_on"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )
