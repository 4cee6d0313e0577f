"""What auditors search by and owners measure: fired rules, and indexes of the record."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; rules that fired before cannot be told, because their account is sealed."""
    op.create_table(
        "fired_rule",
        sa.Column("instance_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("table_id", sa.Text(), nullable=False),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("instance_id", "number", "table_id", "rule_id", name="pk_fired_rule"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_fired_rule_table_id_rule_id_instance_id", "fired_rule", ["table_id", "rule_id", "instance_id"]
    )
    _index("ix_event_substituted", "on_behalf_of", "at", only="on_behalf_of IS NOT NULL")
    _index(
        "ix_event_completed",
        *("definition_id", "at", "element_id", "instance_id", "token", "kind"),
        only="kind = 'element_completed'",
    )
    _index("ix_event_entered", "instance_id", "token", "at", "kind", only="kind = 'element_entered'")


def _index(name: str, *columns: str, only: str) -> None:
    op.create_index(name, "event", columns, sqlite_where=sa.text(only), postgresql_where=sa.text(only))
