"""When the database comes to harm: the reason is told, nothing is half done, and work goes on afterwards."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from monitor.errors import ConfigError, StoreError
from monitor.store import SqlStore, open_store
from monitor.store.engine import Database
from monitor.store.protocol import Store
from tests.servers.postgres import Postgres
from tests.store.builders import NOW, OUTLET, add_article, add_entries, alert, new_entry, page
from tests.store.processes import FIRST_DAY, SPAWN, fill, finish, hang_half_way, merge, noise, start, store_until_error


def test_a_worker_killed_half_way_leaves_nothing_and_holds_nobody_up(store: Store, url: str) -> None:
    article_id = add_article(store)
    half_way = SPAWN.Event()
    worker = start(hang_half_way, url, article_id, half_way)
    assert half_way.wait(60)
    worker.kill()
    worker.join(60)
    assert store.incidents() == []
    assert store.list_alerts() == []
    assert store.due_articles(NOW) == [article_id]
    with store.processing(article_id, NOW) as tx:
        merge(tx, FIRST_DAY)
    assert len(store.incidents()) == 1


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "rasd.db"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture
def tight(sqlite_url: str) -> Iterator[SqlStore]:
    """A store on a disk with half a megabyte left."""

    def limit(connection: sqlite3.Connection, _record: Any) -> None:
        connection.execute("PRAGMA max_page_count = 200")

    database = Database(sqlite_url)
    event.listen(database.engine, "connect", limit)
    store = SqlStore(database)
    yield store
    store.close()


def everything_is_whole(store: Store, stored: int) -> None:
    counts = store.counts(NOW, NOW)
    assert counts.articles == {"fetched": stored}
    assert counts.entries.get("fetched") == stored
    article_ids = store.due_articles(NOW)
    assert [store.raw_page(article_id) for article_id in article_ids] == [page_of(store, article_id) for article_id in article_ids]


def page_of(store: Store, article_id: str) -> bytes:
    article = store.article(article_id)
    assert article is not None
    return noise(int(article.canonical_url.rpartition("/")[2]))


def test_a_full_disk_is_told_and_loses_nothing(tight: SqlStore, sqlite_url: str) -> None:
    stored, error = store_until_error(tight)
    assert stored > 1
    assert (error.reason, error.permanent) == ("disk_full", False)
    assert "disk is full" in str(error)
    everything_is_whole(tight, stored)
    roomy = open_store(sqlite_url)  # space was made: the same work now succeeds
    for entry in roomy.due_entries(NOW):
        assert roomy.record_fetch(entry.id, page(entry.url, noise(stored)), OUTLET, NOW).new
    roomy.close()


def test_a_processing_that_fills_the_disk_stays_due(tight: SqlStore) -> None:
    article_id = add_article(tight)
    with pytest.raises(StoreError, match="disk is full"):
        merge_with_large_alerts(tight, article_id)
    assert tight.due_articles(NOW) == [article_id]
    assert (tight.incidents(), tight.list_alerts()) == ([], [])


def merge_with_large_alerts(store: Store, article_id: str) -> None:
    with store.processing(article_id, NOW) as tx:
        merge(tx, FIRST_DAY)
        for n in range(200):
            tx.add_alert(alert(f"large{n}"), {"padding": noise(n).hex()})


def test_a_file_that_cannot_grow_is_told_and_loses_nothing(sqlite_url: str) -> None:
    outcome = SPAWN.Queue()
    worker = start(fill, sqlite_url, 1_500_000, outcome)
    stored, reason, message = outcome.get(timeout=60)
    finish([worker])
    assert reason == "disk_full", message
    store = open_store(sqlite_url)
    everything_is_whole(store, stored)
    store.close()


def test_a_locked_database_is_told_after_the_wait(sqlite_url: str) -> None:
    store = open_store(sqlite_url, busy_seconds=0.2)
    add_entries(store, new_entry())
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked") as raised:
        store.heartbeat("monitor", NOW)
    assert raised.value.reason == "locked"
    assert len(store.due_entries(NOW)) == 1  # readers are not held up
    other.execute("ROLLBACK")
    other.close()
    store.heartbeat("monitor", NOW)
    store.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "rasd.db").write_text("this is a letter, not a database " * 100)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{tmp_path / 'rasd.db'}")


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(StoreError, match="cannot be reached") as raised:
        open_store("postgresql://rasd@127.0.0.1:1/rasd")
    assert raised.value.reason == "connection"


def test_a_full_disk_of_the_server_is_told_and_loses_nothing(server: Postgres, postgres_template: str) -> None:
    url = server.create_database("full", template=postgres_template)
    store = open_store(url)
    (entry_id,) = add_entries(store, new_entry())
    refuse = "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
    refuse += "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(refuse)
        connection.execute("CREATE TRIGGER full_disk BEFORE INSERT ON raw_pages EXECUTE FUNCTION refuse()")
    with pytest.raises(StoreError, match="could not extend file") as raised:
        store.record_fetch(entry_id, page(), OUTLET, NOW)
    assert raised.value.reason == "disk_full"
    assert [entry.id for entry in store.due_entries(NOW)] == [entry_id]
    assert store.counts(NOW, NOW).articles == {}
    store.close()


def test_a_server_that_crashes_loses_nothing_that_was_recorded_and_is_used_again_after_its_restart() -> None:
    with Postgres() as own:
        store = open_store(own.create_database("rasd"))
        article_id = add_article(store)

        def crash_half_way() -> None:
            with store.processing(article_id, NOW) as tx:
                merge(tx, FIRST_DAY)
                own.stop(signal.SIGQUIT)

        with pytest.raises(StoreError, match="cannot be reached") as raised:
            crash_half_way()
        assert raised.value.reason == "connection"
        own.start()
        assert store.incidents() == []
        assert store.due_articles(NOW) == [article_id]
        store.close()


@pytest.mark.parametrize("url", ["mysql://a/b", "sqlite://", "sqlite:///", "rasd.db", "", "postgresql+asyncpg://a/b"])
def test_an_address_that_is_of_no_database_is_the_operators_error(url: str) -> None:
    with pytest.raises(ConfigError, match=r"database\.url"):
        open_store(url)


def test_a_database_that_a_newer_version_migrated_is_refused(store: Store, url: str) -> None:
    store.close()
    database = Database(url)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(StoreError, match="9999"):
        open_store(url)


def test_a_password_is_never_in_an_error() -> None:
    with pytest.raises(ConfigError) as malformed:
        open_store("postgresql//rasd:hunter2@db/rasd")
    with pytest.raises(StoreError) as refused:
        open_store("postgresql://rasd:hunter2@127.0.0.1:1/rasd")
    assert "hunter2" not in f"{malformed.value} {refused.value}"
