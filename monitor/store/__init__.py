"""The store: feeds, entries, articles, incidents and alerts in SQLite, or in PostgreSQL when it outgrows a machine.

``open_store(url)`` applies the migrations and gives a :class:`monitor.store.protocol.Store`.
"""

from __future__ import annotations

from monitor.store.sql import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]
