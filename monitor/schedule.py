"""The service's clockwork: a few ticks, each asking somebody to look at what is due. It decides nothing.

APScheduler goes by the wall clock: set back by an hour (a machine that started with a wrong clock and then asked the time),
it would stand still for that hour. So the clock is looked at by one that cannot be set, and after such a jump all ticks come
at once and ``set_back`` is told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from monitor import log
from monitor.turns import Tick, guarded

_LOOK_SECONDS = 5.0


class Schedule:
    """Runs ticks on the running event loop. A tick that fails by a known cause is logged and comes again."""

    def __init__(self, clock: Callable[[], datetime], set_back: Callable[[], Awaitable[None]], look: float = _LOOK_SECONDS) -> None:
        # the library's default grace of a second drops runs silently when the loop is busy
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(job_defaults=defaults, timezone=UTC)
        self._clock, self._set_back, self._look = clock, set_back, look
        self._minding: asyncio.Task[None] | None = None

    def every(self, seconds: float, name: str, tick: Callable[[], Awaitable[None]]) -> None:
        """Call ``tick`` every so many seconds, and never twice at once."""
        self._scheduler.add_job(Tick(name, tick).run, IntervalTrigger(seconds=seconds, timezone=UTC), id=name)

    def start(self) -> None:
        """Start ticking."""
        self._scheduler.start()
        self._minding = asyncio.create_task(self._mind_the_clock(self._clock()))

    def stop(self) -> None:
        """Stop ticking; what a tick has begun goes on."""
        if self._minding is not None:
            self._minding.cancel()
        self._scheduler.shutdown(wait=False)

    async def _mind_the_clock(self, latest: datetime) -> None:
        while True:
            await asyncio.sleep(self._look)
            now = self._clock()
            if now < latest:
                await self._catch_up(latest, now)
            latest = now

    async def _catch_up(self, before: datetime, now: datetime) -> None:
        seconds = round((before - now).total_seconds())
        log.get("schedule").warning("the clock was set back; what waits is looked at anew", seconds=seconds)
        await guarded("schedule", self._set_back)
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=now)
