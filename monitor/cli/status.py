"""The live status of ``rasd run`` on a terminal: feeds, queue, articles, last incidents, alerts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from redis import Redis
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.panel import Panel
from rich.table import Table

from monitor.app import redis_of, utc_now
from monitor.cli import tables
from monitor.config import Config
from monitor.errors import RasdError
from monitor.feeds.policy import Health
from monitor.habits import health_of
from monitor.queue import WorkQueue
from monitor.store.protocol import Store

_SECONDS = 1.0
_INCIDENTS = 8


@contextmanager
def shown(config: Config, store: Store, data: Path) -> Iterator[None]:
    """Draw the status until the block ends. Logs scroll above it."""
    done = threading.Event()
    redis = redis_of(config, data)
    with Live(console=Console(), refresh_per_second=2, redirect_stderr=True) as live:
        thread = threading.Thread(target=_draw, args=(live, done, store, redis, config), daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


def _draw(live: Live, done: threading.Event, store: Store, redis: Redis, config: Config) -> None:
    queue = WorkQueue(redis, config.workers.time_limit)
    while not done.wait(_SECONDS):
        try:
            live.update(status(store, queue))
        except RasdError as error:
            live.update(Panel(f"{error} ({error.fault}); work goes on as soon as it answers", title="Rasd", border_style="red"))


def status(store: Store, queue: WorkQueue) -> RenderableType:
    """What is going on, as one picture. Raises ``StoreError`` and ``QueueDown``."""
    now = utc_now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    counts, waiting = store.counts(now, midnight), queue.waiting()
    silent = sum(health_of(store, feed, now)[0] is Health.SILENT for feed in store.feed_statuses())
    line = Table.grid(padding=(0, 3))
    line.add_row(
        f"feeds  due {counts.feeds_due}  [green]healthy {counts.feeds_healthy}[/]  [red]failing {counts.feeds_failing}[/]"
        + (f"  [yellow]silent {silent}[/]" if silent else ""),
        f"queue  articles {waiting['articles']}  alerts {waiting['alerts']}",
        f"articles today {counts.articles_today}",
        f"incidents {counts.incidents}",
        "alerts  " + ("  ".join(f"{state} {number}" for state, number in sorted(counts.alerts.items())) or "none"),
    )
    recent = store.incidents(since=now - timedelta(days=1), limit=_INCIDENTS)
    return Group(Panel(line, title="Rasd", title_align="left"), tables.incidents(recent) if recent else "no incident in the last day")
