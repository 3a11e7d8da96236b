"""The tables. A change here needs a migration beside it; a test compares the two.

Two columns drive the pipeline. ``due_at``: from when a row wants attention, null when it wants none, indexed where it is
not null so that "what is due" costs the same whatever has piled up. ``not_before`` (articles, alerts): until when it is in
somebody's hands or resting between attempts; it is apart from ``due_at`` because a row on the queue is not due but may be taken.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, SmallInteger, String, Table
from sqlalchemy import UniqueConstraint as Unique

from monitor.model import Incident, Strike
from monitor.store.columns import AnyJson, Choice, Instant, PackedRecord, Record, SafeText, Words
from monitor.store.rows import AlertState, ArticleState, EntryState, MuteKind

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, SafeText, nullable=False, server_default="")


def _due_index(table: Table, *before: str) -> None:
    names = (*before, "due_at")
    wanted = table.c.due_at.is_not(None)
    Index(f"ix_{table.name}_{'_'.join(names)}", *(table.c[name] for name in names), sqlite_where=wanted, postgresql_where=wanted)


feeds = Table(
    "feeds",
    metadata,
    Column("key", SafeText, primary_key=True),
    Column("url", SafeText, nullable=False),
    Column("current_url", SafeText, nullable=False),
    Column("due_at", Instant),
    Column("etag", SafeText),
    Column("last_modified", SafeText),
    Column("interval", Float),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("healthy", Boolean, nullable=False),
    Column("first_polled_at", Instant),
    Column("last_polled_at", Instant),
    Column("last_success_at", Instant),
    Column("last_new_entry_at", Instant),
    Column("last_status", Integer),
    Column("last_error", SafeText),
    Column("retired_at", Instant),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("canonical_url", SafeText, nullable=False, unique=True),
    Column("final_url", SafeText, nullable=False, index=True),
    Column("feed_key", SafeText, ForeignKey("feeds.key"), nullable=False),
    _text("outlet"),
    _text("country"),
    _text("zone"),
    _text("title"),
    _text("summary"),
    _text("text"),
    Column("text_fingerprint", String(128), nullable=False, server_default="", index=True),
    Column("duplicate_of", String(64), ForeignKey("articles.id")),
    Column("published", Instant, nullable=False),
    Column("published_source", String(16), nullable=False),
    Column("fetched_at", Instant, nullable=False, index=True),
    Column("summary_only", Boolean, nullable=False),
    Column("state", Choice(ArticleState), nullable=False, index=True),
    Column("due_at", Instant),
    Column("not_before", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("last_error", SafeText),
    Column("processed_at", Instant),
    Column("raw_sha256", String(64)),
    Column("headers", AnyJson, nullable=False),
    Column("status", Integer),
    Column("version_of", String(64)),
)
_versions = articles.c.version_of.is_not(None)
Index("ix_articles_version_of", articles.c.version_of, sqlite_where=_versions, postgresql_where=_versions)

raw_pages = Table(  # apart from the articles, so that reading an article does not read its page
    "raw_pages",
    metadata,
    Column("article_id", String(64), ForeignKey("articles.id"), primary_key=True),
    Column("fetched_at", Instant, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),  # zlib
)

entries = Table(
    "entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("feed_key", SafeText, ForeignKey("feeds.key"), nullable=False),
    Column("identity", SafeText, nullable=False),
    Column("url", SafeText, nullable=False),
    Column("canonical_url", SafeText, nullable=False),
    _text("title"),
    _text("summary"),
    _text("author"),
    Column("published", Instant),
    _text("published_raw"),
    _text("published_flag"),
    Column("seen_at", Instant, nullable=False),
    Column("state", Choice(EntryState), nullable=False, index=True),
    Column("due_at", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("last_error", SafeText),
    Column("article_id", String(64), ForeignKey("articles.id")),
    Column("updated", Instant),
    Column("readings", Integer, nullable=False, server_default="0"),
    Column("read_at", Instant),
    Unique("feed_key", "identity"),
)

strikes = Table(
    "strikes",
    metadata,
    Column("article_id", String(64), ForeignKey("articles.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("strike", Record(Strike), nullable=False),
    Column("incident_id", String(64)),
    Column("reasons", Words, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("incident_id", String(64), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("updated", Instant, nullable=False, index=True),
    Column("incident", Record(Incident), nullable=False),
)

candidate_index = Table(
    "candidate_index",
    metadata,
    Column("incident_id", String(64), ForeignKey("incidents.incident_id"), primary_key=True),
    Column("region", String(8), primary_key=True),
    Column("family", String(32), primary_key=True),
    Column("start_day", Date, nullable=False),
    Column("end_day", Date, nullable=False),
    Column("wide", SmallInteger, nullable=False),  # 1 when the days span more than a week
    Index("ix_candidate_index_lookup", "region", "wide", "end_day", "start_day", "family", "incident_id"),
)

incident_reports = Table(
    "incident_reports",
    metadata,
    Column("incident_id", String(64), ForeignKey("incidents.incident_id"), primary_key=True),
    Column("article_id", String(64), primary_key=True, index=True),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("incident_id", String(64), ForeignKey("incidents.incident_id"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("what", Words, nullable=False),
    Column("article_id", String(64)),
    Column("details", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("incident", PackedRecord(Incident), nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("watch", SafeText, nullable=False),
    Column("incident_id", String(64), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("fire", Boolean, nullable=False),
    Column("reason", String(64), nullable=False),
    _text("detail"),
    Column("article_id", String(64)),
    Column("at", Instant, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    Column("alert_id", String(128), primary_key=True),
    Column("incident_id", String(64), nullable=False),  # a digest and a test alert are of no incident
    Column("revision", Integer, nullable=False),
    Column("watch", SafeText, nullable=False),
    Column("channel", SafeText, nullable=False),
    Column("reason", String(64), nullable=False),
    Column("created", Instant, nullable=False),
    Column("payload", AnyJson, nullable=False),
    Column("state", Choice(AlertState), nullable=False, index=True),
    Column("due_at", Instant),
    Column("not_before", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("last_error", SafeText),
    Column("delivered_at", Instant),
    Column("message_id", SafeText),
    Column("digest_id", String(128), index=True),
    Index("ix_alerts_incident", "incident_id", "created"),
    Index("ix_alerts_watch", "watch", "created"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("alert_id", String(128), ForeignKey("alerts.alert_id"), nullable=False, index=True),
    Column("attempt", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("ok", Boolean, nullable=False),
    _text("detail"),
)

disabled_channels = Table(
    "disabled_channels",
    metadata,
    Column("channel", SafeText, primary_key=True),
    Column("reason", SafeText, nullable=False),
    Column("at", Instant, nullable=False),
)

mutes = Table(
    "mutes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Choice(MuteKind), nullable=False),
    Column("value", SafeText, nullable=False),
    Column("until", Instant, nullable=False),
    _text("note"),
    Column("created", Instant, nullable=False),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("component", SafeText, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("detail", AnyJson, nullable=False),
)

for _table in (feeds, articles, alerts):
    _due_index(_table)
_due_index(entries, "feed_key")
