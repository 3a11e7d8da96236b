"""Connections and transactions, and the only place where a database's errors become ours.

SQLite: write-ahead log, foreign keys, and every write begins with ``BEGIN IMMEDIATE``, for a transaction that starts with
a read cannot wait for the write lock later. Within one process writers queue on a lock first, because SQLite waits by
sleeping. ``synchronous=NORMAL`` can lose the last moments at a power cut, never at a crash, and what is left is consistent:
feeds give the same entries again. PostgreSQL: READ COMMITTED, claims by row lock, merging by one advisory lock.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from monitor.errors import ConfigError, StoreError
from monitor.store.columns import dump_json

MERGE_LOCK = 0x52617364_01  # PostgreSQL advisory locks share one space of numbers; these spell "Rasd"
MIGRATE_LOCK = 0x52617364_02

_SQLITE_REASONS = {5: "locked", 6: "locked", 13: "disk_full", 10: "disk_full", 14: "connection", 19: "conflict"}
_POSTGRES_REASONS = {"08": "connection", "57": "connection", "53": "disk_full", "40": "locked", "55": "locked", "23": "conflict"}
_WORDS = {
    "disk_full": "the disk is full or cannot be written",
    "locked": "the database is locked by another process",
    "connection": "the database cannot be reached",
    "conflict": "the row conflicts with what is stored",
    "other": "the database refused",
}


def _reason(error: Exception) -> str:
    if isinstance(error, PoolTimeout):
        return "connection"
    if isinstance(error, IntegrityError):
        return "conflict"
    original = getattr(error, "orig", None) or error
    if isinstance(original, sqlite3.Error):
        return _SQLITE_REASONS.get(getattr(original, "sqlite_errorcode", 0) & 0xFF, "other")
    state = getattr(original, "sqlstate", None)
    if state is None:  # psycopg: the connection broke before the server could say anything
        return "connection" if getattr(error, "connection_invalidated", False) or type(original).__name__ == "OperationalError" else "other"
    return _POSTGRES_REASONS.get(state[:2], "other")


def store_error(error: Exception) -> StoreError:
    """Our error for a database's own, with the reason and the driver's words."""
    reason = _reason(error)
    detail = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
    return StoreError(f"{_WORDS[reason]}: {detail}", reason)


@contextmanager
def our_errors() -> Iterator[None]:
    """Turn what the database raises inside into :class:`StoreError`; let everything else through."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise store_error(error) from error


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:  # its words repeat the URL, and with it the password
        raise ConfigError("database.url is not an address of a database: it must start with sqlite:/// or postgresql://") from None
    if parsed.drivername in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername == "sqlite" and not parsed.database:
        raise ConfigError("database.url needs a file: sqlite:///path/to/rasd.db")
    if parsed.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise ConfigError(f"database.url must start with sqlite:/// or postgresql://, not {parsed.drivername}")
    return parsed


def _sqlite_engine(url: URL, busy_seconds: float) -> Engine:
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url, pool_size=8, max_overflow=32, pool_timeout=busy_seconds, json_serializer=dump_json, connect_args={"timeout": busy_seconds}
    )

    def connected(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        _use_wal(connection, busy_seconds)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begin)
    return engine


def _use_wal(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Switch to the write-ahead log. For this one statement SQLite does not wait when another process is switching too."""
    deadline = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if store_error(error).reason != "locked" or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _postgres_engine(url: URL, busy_seconds: float) -> Engine:
    # A process that hangs inside a transaction must not stop all the others for good.
    settings = f"-c timezone=UTC -c lock_timeout={int(busy_seconds * 1000)} -c idle_in_transaction_session_timeout=120000"
    return create_engine(
        url,
        pool_size=8,
        max_overflow=32,
        pool_timeout=busy_seconds,
        pool_pre_ping=True,
        json_serializer=dump_json,
        connect_args={"connect_timeout": 10, "options": settings},
    )


class Database:
    """One database: transactions to read, to write, and to merge. Safe for threads, and for processes that fork."""

    def __init__(self, url: str, busy_seconds: float = 20.0) -> None:
        parsed = _parse(url)
        self.is_sqlite = parsed.drivername == "sqlite"
        self._busy_seconds = busy_seconds
        with our_errors():
            self.engine = (_sqlite_engine if self.is_sqlite else _postgres_engine)(parsed, busy_seconds)
        self._writers = self.engine.execution_options(writes=True)
        self._turn = threading.Lock()
        _databases.add(self)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot to read from."""
        with our_errors(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that commits at the end of the block, unless the block raises or rolls it back itself."""
        with our_errors(), self._in_turn(), self._writers.connect() as connection:
            transaction = connection.begin()
            try:
                yield connection
                if transaction.is_active:
                    transaction.commit()
            finally:
                if transaction.is_active:
                    transaction.rollback()

    @contextmanager
    def merging(self, lock: int = MERGE_LOCK) -> Iterator[Connection]:
        """A write transaction that no other holder of the lock overlaps. On SQLite every write is alone anyhow.

        One lock for all regions: two reports of one strike may name neighbouring provinces, and locks taken region by region
        as an article's strikes come up would deadlock. What runs under it is milliseconds of arithmetic.
        """
        with self.write() as connection:
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
            yield connection

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        if not self._turn.acquire(timeout=self._busy_seconds):
            raise StoreError(f"{_WORDS['locked']}: a transaction of this process did not end in {self._busy_seconds:g} s", "locked")
        try:
            yield
        finally:
            self._turn.release()

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()

    def forget(self) -> None:
        """In a forked child: leave the parent's connections to the parent, and its writers' lock with it."""
        self.engine.dispose(close=False)
        self._turn = threading.Lock()


_databases: weakref.WeakSet[Database] = weakref.WeakSet()


def _before_fork() -> None:
    for database in list(_databases):  # closing them in the child would checkpoint or unlock under the parent's feet
        database.close()


def _in_child() -> None:
    for database in list(_databases):
        database.forget()


os.register_at_fork(before=_before_fork, after_in_child=_in_child)
