"""Cases, their numbers, what was changed, and messages."""  # noqa: INP001 - alembic finds it by its folder

import sqlalchemy as sa
from alembic import op

from aftersales.storage.column import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create them."""
    op.create_table(
        "case_counter",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "day", name=op.f("pk_case_counter")),
    )
    op.create_table(
        "dispatch",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("notice_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reach", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("template", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("created_at", Moment(), autoincrement=False, nullable=False),
        sa.Column("due_at", Moment(), autoincrement=False, nullable=False),
        sa.Column("case_number", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("attempts", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sent_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("last_error", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
    )
    op.create_index(op.f("ix_dispatch_case_number"), "dispatch", ["case_number"], unique=False)
    op.create_index(op.f("ix_dispatch_notice_id"), "dispatch", ["notice_id"], unique=False)
    op.create_index(op.f("ix_dispatch_state_due_at"), "dispatch", ["state", "due_at"], unique=False)
    op.create_table(
        "inbox_message",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("recipient", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("template", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("case_number", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("instance_id", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("title_zh", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text_zh", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title_en", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text_en", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sent_at", Moment(), autoincrement=False, nullable=False),
        sa.Column("read_at", Moment(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_message")),
    )
    op.create_index(op.f("ix_inbox_message_case_number"), "inbox_message", ["case_number"], unique=False)
    op.create_index(
        op.f("ix_inbox_message_recipient_sent_at"), "inbox_message", ["recipient", "sent_at"], unique=False
    )
    op.create_table(
        "register_change",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("is_erased", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_register_change")),
    )
    op.create_index(op.f("ix_register_change_case_number"), "register_change", ["case_number"], unique=False)
    op.create_index(
        op.f("ix_register_change_kind_record_id"), "register_change", ["kind", "record_id"], unique=False
    )
    op.create_index(op.f("ix_register_change_subject"), "register_change", ["subject"], unique=False)
    op.create_table(
        "service_case",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("instance_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("process_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("stage", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("opened_at", Moment(), autoincrement=False, nullable=False),
        sa.Column("opened_by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("job_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("substatus", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("outcome", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("closed_at", Moment(), autoincrement=False, nullable=True),
        sa.Column("customer_id", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("unit_id", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("parent", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("channel", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("demand", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("symptom", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("province", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("priority", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_case")),
    )
    op.create_index(op.f("ix_service_case_customer_id"), "service_case", ["customer_id"], unique=False)
    op.create_index(op.f("ix_service_case_instance_id"), "service_case", ["instance_id"], unique=False)
    op.create_index(op.f("ix_service_case_job_id"), "service_case", ["job_id"], unique=True)
    op.create_index(
        op.f("ix_service_case_stage_opened_at"), "service_case", ["stage", "opened_at"], unique=False
    )
    op.create_index(op.f("ix_service_case_unit_id"), "service_case", ["unit_id"], unique=False)
