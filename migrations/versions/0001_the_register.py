"""The register

The first revision.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Brings the schema to this revision."""
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("standard", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agency"),
        sa.UniqueConstraint("standard", name="uq_agency_standard"),
        sa.UniqueConstraint("uid", name="uq_agency_uid"),
    )
    op.create_table(
        "official",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("honorific", sa.String(), nullable=True),
        sa.Column("academic_title", sa.String(), nullable=True),
        sa.Column("work_contact", sa.String(), nullable=True),
        sa.CheckConstraint("length(full_name) > 0", name="ck_official_full_name_not_empty"),
        sa.PrimaryKeyConstraint("id", name="pk_official"),
        sa.UniqueConstraint("uid", name="uq_official_uid"),
    )
    op.create_index("ix_official_folded", "official", ["folded"])

    op.create_table(
        "operation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("register_uid", sa.Uuid(), nullable=True),
        sa.Column("undoes", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["operation.id"], name="fk_operation_undoes"),
        sa.PrimaryKeyConstraint("id", name="pk_operation"),
        sa.UniqueConstraint("undoes", name="uq_operation_undoes"),
    )
    op.create_index("ix_operation_at", "operation", ["at"])

    op.create_table(
        "province",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("slug", sa.String(), nullable=False),
        sa.CheckConstraint("length(slug) > 0", name="ck_province_slug_not_empty"),
        sa.PrimaryKeyConstraint("id", name="pk_province"),
        sa.UniqueConstraint("slug", name="uq_province_slug"),
        sa.UniqueConstraint("uid", name="uq_province_uid"),
    )
    op.create_table(
        "register",
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_register"),
    )
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_uid", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_entry"),
    )
    op.create_index("ix_search_entry_kind_target_id", "search_entry", ["kind", "target_id"])
    op.create_index("ix_search_entry_row_uid", "search_entry", ["row_uid"])

    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('press', 'minutes', 'plan', 'agreement', 'dispatch', 'report', 'decision', 'memory', 'other')",
            name="ck_source_kind",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("uid", name="uq_source_uid"),
    )
    op.create_index("ix_source_sha256", "source", ["sha256"])
    op.create_index("ix_source_url", "source", ["url"])

    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("cue_words", sa.JSON(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(slug) > 0", name="ck_topic_slug_not_empty"),
        sa.ForeignKeyConstraint(["parent_id"], ["topic.id"], name="fk_topic_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_topic"),
        sa.UniqueConstraint("slug", name="uq_topic_slug"),
        sa.UniqueConstraint("uid", name="uq_topic_uid"),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.CheckConstraint(
            "date_precision IN ('day', 'half_day', 'month', 'year', 'unknown')", name="ck_visit_date_precision"
        ),
        sa.CheckConstraint(
            "direction IN ('visitor_learns', 'host_learns', 'mutual', 'unknown')", name="ck_visit_direction"
        ),
        sa.CheckConstraint("mode IN ('in_person', 'online', 'hybrid')", name="ck_visit_mode"),
        sa.CheckConstraint("status IN ('draft', 'planned', 'held', 'cancelled')", name="ck_visit_status"),
        sa.CheckConstraint(
            "ended_on IS NULL OR started_on IS NULL OR ended_on >= started_on",
            name="ck_visit_ended_on_after_started_on",
        ),
        sa.CheckConstraint("headcount IS NULL OR headcount > 0", name="ck_visit_headcount"),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
        sa.UniqueConstraint("uid", name="uq_visit_uid"),
    )
    op.create_index("ix_visit_started_on_id", "visit", ["started_on", "id"])

    op.create_table(
        "adoption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("not_adopted_because", sa.String(), nullable=True),
        sa.CheckConstraint("(decision IS NULL) <> (not_adopted_because IS NULL)", name="ck_adoption_one_outcome"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_adoption_agency_id"),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name="fk_adoption_topic_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_adoption_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_adoption"),
        sa.UniqueConstraint("uid", name="uq_adoption_uid"),
    )
    op.create_index("ix_adoption_visit_id", "adoption", ["visit_id"])

    op.create_table(
        "agency_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("province_id", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "level IN ('central', 'province', 'district', 'commune', 'foreign')", name="ck_agency_version_level"
        ),
        sa.CheckConstraint("length(name) > 0", name="ck_agency_version_name_not_empty"),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> agency_id", name="ck_agency_version_parent_is_another"),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from",
            name="ck_agency_version_valid_to_after_valid_from",
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_agency_version_agency_id"),
        sa.ForeignKeyConstraint(["parent_id"], ["agency.id"], name="fk_agency_version_parent_id"),
        sa.ForeignKeyConstraint(["province_id"], ["province.id"], name="fk_agency_version_province_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agency_version"),
        sa.UniqueConstraint("agency_id", "valid_from", name="uq_agency_version_agency_id_valid_from"),
        sa.UniqueConstraint("uid", name="uq_agency_version_uid"),
    )
    op.create_index("ix_agency_version_agency_id", "agency_version", ["agency_id"])
    op.create_index("ix_agency_version_parent_id", "agency_version", ["parent_id"])
    op.create_index("ix_agency_version_province_id", "agency_version", ["province_id"])

    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_until IS NULL OR signed_on IS NULL OR valid_until >= signed_on",
            name="ck_agreement_valid_until_after_signed_on",
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_agreement_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
        sa.UniqueConstraint("uid", name="uq_agreement_uid"),
    )
    op.create_index("ix_agreement_visit_id", "agreement", ["visit_id"])

    op.create_table(
        "alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_alias_agency_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alias"),
        sa.UniqueConstraint("folded", "agency_id", name="uq_alias_folded_agency_id"),
        sa.UniqueConstraint("uid", name="uq_alias_uid"),
    )
    op.create_index("ix_alias_agency_id", "alias", ["agency_id"])

    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("branch", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.CheckConstraint("branch IN ('party', 'state')", name="ck_appointment_branch"),
        sa.CheckConstraint("length(post) > 0", name="ck_appointment_post_not_empty"),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from",
            name="ck_appointment_valid_to_after_valid_from",
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_appointment_agency_id"),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name="fk_appointment_official_id"),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
        sa.UniqueConstraint("uid", name="uq_appointment_uid"),
    )
    op.create_index("ix_appointment_agency_id", "appointment", ["agency_id"])
    op.create_index("ix_appointment_official_id_agency_id", "appointment", ["official_id", "agency_id"])

    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_uid", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint("kind IN ('insert', 'update', 'delete')", name="ck_change_kind"),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name="fk_change_operation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_index("ix_change_operation_id", "change", ["operation_id"])
    op.create_index("ix_change_row_uid", "change", ["row_uid"])

    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("record_table", sa.String(), nullable=False),
        sa.Column("record_uid", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=True),
        sa.Column("quote_end", sa.Integer(), nullable=True),
        sa.Column("quote", sa.String(), nullable=True),
        sa.CheckConstraint(
            "quote_end IS NULL OR quote_start IS NULL OR quote_end >= quote_start", name="ck_citation_quote_order"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_citation_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_citation"),
        sa.UniqueConstraint("uid", name="uq_citation_uid"),
    )
    op.create_index("ix_citation_record_uid", "citation", ["record_uid"])
    op.create_index("ix_citation_source_id", "citation", ["source_id"])
    op.create_index(
        "uq_citation_whole",
        "citation",
        ["record_uid", "source_id"],
        unique=True,
        sqlite_where=sa.text("field IS NULL"),
        postgresql_where=sa.text("field IS NULL"),
    )

    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("counterpart_id", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("due_text", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_rule", sa.String(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.CheckConstraint("grade IN ('intention', 'agreed', 'assigned', 'signed')", name="ck_commitment_grade"),
        sa.CheckConstraint(
            "stage IN ('not_started', 'in_progress', 'awaiting_confirmation', 'done', 'suspended', 'cancelled')",
            name="ck_commitment_stage",
        ),
        sa.CheckConstraint("length(text) > 0", name="ck_commitment_text_not_empty"),
        sa.ForeignKeyConstraint(["counterpart_id"], ["agency.id"], name="fk_commitment_counterpart_id"),
        sa.ForeignKeyConstraint(["lead_id"], ["agency.id"], name="fk_commitment_lead_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_commitment_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_commitment"),
        sa.UniqueConstraint("uid", name="uq_commitment_uid"),
    )
    op.create_index("ix_commitment_counterpart_id", "commitment", ["counterpart_id"])
    op.create_index(
        "ix_commitment_open_due",
        "commitment",
        ["lead_id", "due_on"],
        unique=False,
        sqlite_where=sa.text("stage NOT IN ('done', 'cancelled')"),
        postgresql_where=sa.text("stage NOT IN ('done', 'cancelled')"),
    )
    op.create_index("ix_commitment_visit_id", "commitment", ["visit_id"])

    op.create_table(
        "discussion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("sharer_id", sa.Integer(), nullable=True),
        sa.Column("learner_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["learner_id"], ["agency.id"], name="fk_discussion_learner_id"),
        sa.ForeignKeyConstraint(["sharer_id"], ["agency.id"], name="fk_discussion_sharer_id"),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name="fk_discussion_topic_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_discussion_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_discussion"),
        sa.UniqueConstraint("uid", name="uq_discussion_uid"),
        sa.UniqueConstraint(
            "visit_id",
            "topic_id",
            "sharer_id",
            "learner_id",
            name="uq_discussion_visit_id_topic_id_sharer_id_learner_id",
        ),
    )
    op.create_index("ix_discussion_topic_id_visit_id", "discussion", ["topic_id", "visit_id"])
    op.create_index(
        "uq_discussion_undirected",
        "discussion",
        ["visit_id", "topic_id"],
        unique=True,
        sqlite_where=sa.text("sharer_id IS NULL AND learner_id IS NULL"),
        postgresql_where=sa.text("sharer_id IS NULL AND learner_id IS NULL"),
    )

    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("province_id", sa.Integer(), nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("rank_of", sa.Integer(), nullable=True),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint('"rank" IS NULL OR "rank" > 0', name="ck_indicator_rank_positive"),
        sa.CheckConstraint("length(name) > 0", name="ck_indicator_name_not_empty"),
        sa.CheckConstraint('rank_of IS NULL OR "rank" IS NULL OR "rank" <= rank_of', name="ck_indicator_rank_within"),
        sa.ForeignKeyConstraint(["province_id"], ["province.id"], name="fk_indicator_province_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_indicator_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
        sa.UniqueConstraint("uid", name="uq_indicator_uid"),
    )
    op.create_index("ix_indicator_province_id_name", "indicator", ["province_id", "name"])
    op.create_index("ix_indicator_visit_id", "indicator", ["visit_id"])

    op.create_table(
        "party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("province_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("printed_name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("role IN ('host', 'visitor', 'co_host', 'observer')", name="ck_party_role"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_party_agency_id"),
        sa.ForeignKeyConstraint(["province_id"], ["province.id"], name="fk_party_province_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_party_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_party"),
        sa.UniqueConstraint("uid", name="uq_party_uid"),
        sa.UniqueConstraint("visit_id", "agency_id", name="uq_party_visit_id_agency_id"),
    )
    op.create_index("ix_party_agency_id_visit_id", "party", ["agency_id", "visit_id"])
    op.create_index("ix_party_province_id", "party", ["province_id"])
    op.create_index(
        "ix_party_visit_id_role_province_id_agency_id", "party", ["visit_id", "role", "province_id", "agency_id"]
    )

    op.create_table(
        "province_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("predecessor_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('merge', 'split', 'rename', 'transfer', 'dissolve')", name="ck_province_succession_kind"
        ),
        sa.ForeignKeyConstraint(["predecessor_id"], ["province.id"], name="fk_province_succession_predecessor_id"),
        sa.ForeignKeyConstraint(["successor_id"], ["province.id"], name="fk_province_succession_successor_id"),
        sa.PrimaryKeyConstraint("id", name="pk_province_succession"),
        sa.UniqueConstraint(
            "predecessor_id", "successor_id", name="uq_province_succession_predecessor_id_successor_id"
        ),
        sa.UniqueConstraint("uid", name="uq_province_succession_uid"),
    )
    op.create_index("ix_province_succession_successor_id", "province_succession", ["successor_id"])

    op.create_table(
        "province_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("province_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("seat", sa.String(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('tỉnh', 'thành phố')", name="ck_province_version_kind"),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from",
            name="ck_province_version_valid_to_after_valid_from",
        ),
        sa.ForeignKeyConstraint(["province_id"], ["province.id"], name="fk_province_version_province_id"),
        sa.PrimaryKeyConstraint("id", name="pk_province_version"),
        sa.UniqueConstraint("province_id", "valid_from", name="uq_province_version_province_id_valid_from"),
        sa.UniqueConstraint("uid", name="uq_province_version_uid"),
    )
    op.create_index("ix_province_version_code", "province_version", ["code"])
    op.create_index("ix_province_version_province_id", "province_version", ["province_id"])

    op.create_table(
        "succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("predecessor_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("deed", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('merge', 'split', 'rename', 'transfer', 'dissolve')", name="ck_succession_kind"),
        sa.CheckConstraint("predecessor_id <> successor_id", name="ck_succession_two_agencies"),
        sa.ForeignKeyConstraint(["predecessor_id"], ["agency.id"], name="fk_succession_predecessor_id"),
        sa.ForeignKeyConstraint(["successor_id"], ["agency.id"], name="fk_succession_successor_id"),
        sa.PrimaryKeyConstraint("id", name="pk_succession"),
        sa.UniqueConstraint(
            "predecessor_id",
            "successor_id",
            "effective_on",
            name="uq_succession_predecessor_id_successor_id_effective_on",
        ),
        sa.UniqueConstraint("uid", name="uq_succession_uid"),
    )
    op.create_index("ix_succession_successor_id", "succession", ["successor_id"])

    op.create_table(
        "agreement_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_agreement_party_agency_id"),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_agreement_party_agreement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_party"),
        sa.UniqueConstraint("agreement_id", "agency_id", name="uq_agreement_party_agreement_id_agency_id"),
        sa.UniqueConstraint("uid", name="uq_agreement_party_uid"),
    )
    op.create_index("ix_agreement_party_agency_id", "agreement_party", ["agency_id"])

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
        sa.CheckConstraint(
            "(kind = 'extension') = (due_on IS NOT NULL)", name="ck_commitment_event_extension_has_date"
        ),
        sa.CheckConstraint("(kind = 'firmed') = (grade IS NOT NULL)", name="ck_commitment_event_firmed_has_grade"),
        sa.CheckConstraint("grade IN ('intention', 'agreed', 'assigned', 'signed')", name="ck_commitment_event_grade"),
        sa.CheckConstraint(
            "kind IN ('extension', 'progress', 'done', 'reopened', 'evidence', 'firmed', 'suspended', 'cancelled')",
            name="ck_commitment_event_kind",
        ),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name="fk_commitment_event_commitment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_commitment_event"),
        sa.UniqueConstraint("uid", name="uq_commitment_event_uid"),
    )
    op.create_index(
        "ix_commitment_event_commitment_id_happened_on", "commitment_event", ["commitment_id", "happened_on"]
    )

    op.create_table(
        "coordination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_coordination_agency_id"),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name="fk_coordination_commitment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_coordination"),
        sa.UniqueConstraint("commitment_id", "agency_id", name="uq_coordination_commitment_id_agency_id"),
        sa.UniqueConstraint("uid", name="uq_coordination_uid"),
    )
    op.create_index("ix_coordination_agency_id", "coordination", ["agency_id"])

    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("printed_post", sa.String(), nullable=True),
        sa.Column("protocol_order", sa.Integer(), nullable=False),
        sa.CheckConstraint("role IN ('head', 'host_lead', 'member', 'secretary')", name="ck_participation_role"),
        sa.CheckConstraint("side IN ('host', 'visitor', 'other')", name="ck_participation_side"),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name="fk_participation_official_id"),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name="fk_participation_party_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_participation_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_participation"),
        sa.UniqueConstraint("uid", name="uq_participation_uid"),
        sa.UniqueConstraint("visit_id", "official_id", name="uq_participation_visit_id_official_id"),
    )
    op.create_index("ix_participation_official_id", "participation", ["official_id"])
    op.create_index("ix_participation_party_id", "participation", ["party_id"])


def downgrade() -> None:
    """Takes this revision back."""
    for table in (
        "participation",
        "coordination",
        "commitment_event",
        "agreement_party",
        "succession",
        "province_version",
        "province_succession",
        "party",
        "indicator",
        "discussion",
        "commitment",
        "citation",
        "change",
        "appointment",
        "alias",
        "agreement",
        "agency_version",
        "adoption",
        "visit",
        "topic",
        "source",
        "search_entry",
        "register",
        "province",
        "operation",
        "official",
        "agency",
    ):
        op.drop_table(table)
