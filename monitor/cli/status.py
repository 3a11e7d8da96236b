"""The live status of ``rasd run`` on a terminal: feeds, queue, articles, last incidents, alerts.

Alerts are shown within a second. The figures are counted anew each second while that is cheap; counting takes longer with every month,
so it is done ever more rarely: a fiftieth of a core's time and of the database's is all that looking on may cost.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from os import SEEK_END
from pathlib import Path
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from monitor.app import redis_of, utc_now
from monitor.cli import tables
from monitor.config import Config
from monitor.errors import RasdError
from monitor.feeds.policy import Health
from monitor.habits import health_of
from monitor.queue import WorkQueue
from monitor.store.protocol import Store

_SECONDS = 1.0
_TIMES_ITS_COST = 50  # so long the figures rest after they were counted,
_LONGEST_REST = 30.0  # but no longer than this, in seconds
_INCIDENTS = 8


@contextmanager
def shown(config: Config, store: Store, data: Path) -> Iterator[None]:
    """Draw the status until the block ends. Logs scroll above it."""
    done = threading.Event()
    queue = WorkQueue(redis_of(config, data), config.workers.time_limit)
    with Live(console=Console(markup=False), refresh_per_second=2, redirect_stderr=True) as live:
        thread = threading.Thread(target=_draw, args=(live, done, store, queue, Told(data / "workers.log")), daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


def _draw(live: Live, done: threading.Event, store: Store, queue: WorkQueue, told: Told) -> None:
    figures = Paced(lambda: status(store, queue))
    while not done.wait(_SECONDS):
        for alert in told.alerts():
            live.console.print(alert)
        try:
            picture = figures.look()
        except RasdError as error:
            picture = Panel(f"{error} ({error.fault}); work goes on as soon as it answers", title="Rasd", border_style="red")
        if picture is not None:
            live.update(picture)


class Paced:
    """Looks at something no more often than it can be afforded. ``clock`` is monotonic, in seconds."""

    def __init__(self, look: Callable[[], RenderableType], clock: Callable[[], float] = time.monotonic) -> None:
        self._look = look
        self._clock = clock
        self._next = 0.0

    def look(self) -> RenderableType | None:
        """What is to be seen now; nothing while the last look has not paid for itself. Raises what the look raises."""
        began = self._clock()
        if began < self._next:
            return None
        try:
            return self._look()
        finally:
            ended = self._clock()
            self._next = ended + min((ended - began) * (_TIMES_ITS_COST - 1), _LONGEST_REST)


class Told:
    """The alerts of the log channel, as the workers write them into their own log while the terminal shows the status."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read = path.stat().st_size if path.exists() else 0

    def alerts(self) -> list[RenderableType]:
        """Those written since the last call."""
        if not self._path.exists():
            return []
        with self._path.open("rb") as log:
            if log.seek(0, SEEK_END) < self._read:  # it was cut
                self._read = 0
            log.seek(self._read)
            whole, _, _ = log.read().rpartition(b"\n")
        self._read += len(whole) + 1 if whole else 0
        return [_drawn(row) for line in whole.splitlines() if (row := _row(line)) and row.get("event") == "alert"]


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None  # a library's own words
    return row if isinstance(row, dict) else None


def _drawn(row: dict[str, Any]) -> RenderableType:
    facts = "\n".join(str(value) for value in row.get("facts", {}).values())
    words = Text(f"{row.get('subject', '')}\n\n{facts}")
    return Panel(words, title=f"alert: {row.get('watch', '')}", title_align="left", border_style="red")


def status(store: Store, queue: WorkQueue) -> RenderableType:
    """What is going on, as one picture. Raises ``StoreError`` and ``QueueDown``."""
    now = utc_now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    counts, waiting = store.counts(now, midnight), queue.waiting()
    silent = sum(health_of(store, feed, now)[0] is Health.SILENT for feed in store.feed_statuses())
    line = Table.grid(padding=(0, 3))
    healthy, failing = (f"healthy {counts.feeds_healthy}", "green"), (f"failing {counts.feeds_failing}", "red")
    feeds = Text.assemble(f"feeds  due {counts.feeds_due}  ", healthy, "  ", failing)
    if silent:
        feeds.append(f"  silent {silent}", "yellow")
    line.add_row(
        feeds,
        f"queue  articles {waiting['articles']}  alerts {waiting['alerts']}",
        f"articles today {counts.articles_today}",
        f"incidents {counts.incidents}",
        "alerts  " + ("  ".join(f"{state} {number}" for state, number in sorted(counts.alerts.items())) or "none"),
    )
    recent = store.incidents(since=now - timedelta(days=1), limit=_INCIDENTS)
    return Group(Panel(line, title="Rasd", title_align="left"), tables.incidents(recent) if recent else "no incident in the last day")
