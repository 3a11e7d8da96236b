"""What is due is asked feed by feed, so that one that floods us hides nothing: the index follows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    wanted = sa.text("due_at IS NOT NULL")
    op.drop_index("ix_entries_due_at", "entries")
    op.create_index("ix_entries_feed_key_due_at", "entries", ["feed_key", "due_at"], sqlite_where=wanted, postgresql_where=wanted)
