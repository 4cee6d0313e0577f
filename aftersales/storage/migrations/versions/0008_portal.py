"""Customers at the portal: codes, links, sessions, and requests to be forgotten."""  # noqa: INP001 - alembic finds it by its folder

from aftersales.storage.migrations.columns import create, index, moments, numbers, words

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:  # a list, not an algorithm
    """Create them."""
    create(
        "portal_code",
        words("id", "phone", "origin", "code_hash"),
        moments("created_at", "expires_at"),
        numbers("guesses", "version"),
        moments("used_at", null=True),
    )
    index("portal_code", "phone", "created_at")
    index("portal_code", "origin", "created_at")
    create(
        "portal_link",
        words("id", "case_number"),
        moments("created_at", "expires_at"),
        moments("revoked_at", null=True),
        numbers("version"),
    )
    index("portal_link", "case_number")
    create(
        "portal_session",
        words("id"),
        moments("created_at", "expires_at"),
        words("phone", "case_number", null=True),
    )
    index("portal_session", "case_number")
    index("portal_session", "expires_at")
    create(
        "erasure_request",
        words("id", "customer_id", "state"),
        moments("asked_at"),
        moments("decided_at", null=True),
        words("decided_by", "answer", null=True),
        numbers("version"),
    )
    index("erasure_request", "customer_id")
    index("erasure_request", "state")
