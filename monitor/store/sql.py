"""The whole store on one database."""

from __future__ import annotations

from monitor.store.alerts import Alerts
from monitor.store.articles import Articles
from monitor.store.engine import Database
from monitor.store.entries import Entries
from monitor.store.feeds import Feeds
from monitor.store.incidents import Incidents
from monitor.store.migrate import migrate
from monitor.store.ops import Ops
from monitor.store.protocol import Store


class SqlStore(Feeds, Entries, Articles, Incidents, Alerts, Ops):
    """Every part of the store. See ``protocol`` for what each method promises."""


def open_store(url: str, *, busy_seconds: float = 20.0) -> Store:
    """The store at a database URL (``sqlite:///file`` or ``postgresql://...``), migrated to this version."""
    database = Database(url, busy_seconds)
    migrate(database)
    return SqlStore(database)
