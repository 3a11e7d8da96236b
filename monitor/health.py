"""``rasd health``: does the service live? A container asks this every minute for months, so it loads as little as it can: no
gazetteer, no extractor, none of the other commands."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from monitor.config.load import database_url
from monitor.datadir import config_path, data_directory, database_in
from monitor.errors import RasdError
from monitor.store.protocol import Store
from monitor.store.sql import open_store

_ALIVE = timedelta(seconds=60)


def health(
    component: Annotated[str, typer.Option(help="monitor, worker, or all")] = "all",
    here: Annotated[bool, typer.Option("--here", help="only what runs on this host counts")] = False,
) -> None:
    """Status 0 while the service lives: its database answers and its parts have shown themselves within a minute."""
    wanted = ("monitor", "worker") if component == "all" else (component,)
    try:
        with _store() as store:
            seen = {part: _last_seen(store, part, here) for part in wanted}
    except RasdError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2 if error.fault == "operator" else 1) from None
    now = datetime.now(UTC)
    for part, at in seen.items():
        typer.echo(f"{part}: {f'last seen {(now - at).total_seconds():.0f} s ago' if at else 'no sign of life'}")
    # a sign of life from the future is none: the clock was set back since
    silent = [part for part, at in seen.items() if at is None or abs(now - at) > _ALIVE]
    if silent:
        typer.echo(f"not well: {', '.join(silent)}", err=True)
        raise typer.Exit(1)


@contextmanager
def _store() -> Iterator[Store]:
    """The database, also while an edit of the configuration is faulty: whoever restarted a service that lives would end it."""
    store = open_store(database_url(config_path(), os.environ) or database_in(data_directory()))
    try:
        yield store
    finally:
        store.close()


def _last_seen(store: Store, part: str, here: bool) -> datetime | None:
    host = socket.gethostname()
    beats = (beat for beat in store.heartbeats() if beat.component.partition(":")[0] == part)
    return max((beat.at for beat in beats if not here or beat.detail.get("host") == host), default=None)
