"""Run by Alembic: migrate on the connection, and inside the transaction, that ``monitor.store.migrate`` brings."""

from __future__ import annotations

from alembic import context

from monitor.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
