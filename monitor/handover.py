"""Hands what is due to the workers' queue: the fast path and the sweep are this same question to the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from monitor.digests import fold
from monitor.queue import ARTICLES, WorkQueue
from monitor.store.protocol import Store
from monitor.turns import guarded

BACKLOG = 500  # articles waiting on the queue; more stay in the database until the workers have caught up
_AT_ONCE = 200


class Handover:
    """Call :meth:`tick` when something may be due, and every few seconds. ``again`` is after how long it is handed over anew."""

    def __init__(self, store: Store, queue: WorkQueue, clock: Callable[[], datetime], again: timedelta) -> None:
        self._store = store
        self._queue = queue
        self._clock = clock
        self._again = again
        self._lock = asyncio.Lock()
        self._loop = asyncio.get_running_loop()

    def wake(self) -> None:
        """Look at once at what is due."""
        self._loop.create_task(guarded("handover", self.tick))

    async def tick(self) -> None:
        """Enqueue what is due. Raises ``QueueDown`` or ``StoreError``; what was not enqueued stays due."""
        async with self._lock:
            await asyncio.to_thread(self.hand_over)

    def hand_over(self) -> None:
        """Enqueue due alerts and digests, and due articles as far as the queue is not full."""
        now = self._clock()
        fold(self._store, now)
        alerts = self._store.due_alerts(now, _AT_ONCE)
        for alert_id in alerts:
            self._queue.deliver(alert_id)
        if alerts:
            self._store.mark_alerts_enqueued(alerts, now + self._again)
        articles = self._store.due_articles(now, _AT_ONCE)
        if not articles or self._queue.waiting()[ARTICLES] > BACKLOG:
            return
        for article_id in articles:
            self._queue.process(article_id)
        self._store.mark_articles_enqueued(articles, now + self._again)
