"""The service's clockwork: a few ticks, each asking somebody to look at what is due. It decides nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from monitor.turns import guarded


class Schedule:
    """Runs ticks on the running event loop. A tick that fails by a known cause is logged and comes again."""

    def __init__(self) -> None:
        # the library's default grace of a second drops runs silently when the loop is busy
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(job_defaults=defaults, timezone=UTC)

    def every(self, seconds: float, name: str, tick: Callable[[], Awaitable[None]]) -> None:
        """Call ``tick`` every so many seconds, and never twice at once."""
        self._scheduler.add_job(guarded, IntervalTrigger(seconds=seconds, timezone=UTC), args=(name, tick), id=name)

    def start(self) -> None:
        """Start ticking."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking; what a tick has begun goes on."""
        self._scheduler.shutdown(wait=False)
