"""The migrations lead to the schema that the code expects."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from monitor.store import migrate, open_store
from monitor.store.engine import Database
from monitor.store.protocol import Store
from monitor.store.schema import metadata
from tests.store.builders import NOW, add_entries, new_entry


def test_the_migrated_database_is_the_schema(store: Store, url: str) -> None:
    database = Database(url)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "target_metadata": metadata})
        assert compare_metadata(context, metadata) == []
    database.close()


def test_the_head_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate._SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_a_database_of_the_first_version_is_brought_to_this_one(empty_url: str) -> None:
    database = Database(empty_url)
    config = Config()
    config.set_main_option("script_location", str(migrate._SCRIPTS))
    config.set_main_option("path_separator", "os")
    with database.merging() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    open_store(empty_url).close()
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "target_metadata": metadata})
        assert compare_metadata(context, metadata) == []
    database.close()


def test_opening_again_keeps_what_is_there(empty_url: str) -> None:
    first = open_store(empty_url)
    add_entries(first, new_entry())
    first.close()
    second = open_store(empty_url)
    assert len(second.due_entries(NOW)) == 1
    second.close()


def test_a_missing_directory_is_made(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/var/lib/rasd.db")
    store.check()
    store.close()
