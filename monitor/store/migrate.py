"""Bring a database to the schema of this version, at start.

Processes that start together take turns under a lock (SQLite's write lock, PostgreSQL's advisory one) and all but the first
find nothing to do. A migration is one transaction: killed half-way it leaves the old schema. A database that a newer
version has already migrated is refused rather than guessed at.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from monitor.errors import StoreError
from monitor.store.engine import MIGRATE_LOCK, Database

HEAD = "0003"  # said here too, so that a process with nothing to migrate need not load Alembic
_SCRIPTS = Path(__file__).parent / "migrations"


def current(connection: Connection) -> str | None:
    """The migration that the database is at, or ``None`` for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(database: Database) -> None:
    """Apply what is missing."""
    with database.read() as connection:
        if current(connection) == HEAD:
            return
    with database.merging(MIGRATE_LOCK) as connection:
        if current(connection) != HEAD:
            _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    # Alembic takes a third of a second to load, and is needed once in a database's life per version.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            f"the database is at migration {current(connection)}, which this version of Rasd does not know: {error}"
        ) from error
