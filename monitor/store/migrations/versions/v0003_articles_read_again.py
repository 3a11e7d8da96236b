"""Articles that their outlet rewrites at the same address are read again: when an entry was read, and whose version an article is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitor.store.columns import Instant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("entries", sa.Column("updated", Instant))
    op.add_column("entries", sa.Column("readings", sa.Integer, nullable=False, server_default="0"))
    op.add_column("entries", sa.Column("read_at", Instant))
    op.add_column("articles", sa.Column("version_of", sa.String(64)))
    wanted = sa.text("version_of IS NOT NULL")
    op.create_index("ix_articles_version_of", "articles", ["version_of"], sqlite_where=wanted, postgresql_where=wanted)
