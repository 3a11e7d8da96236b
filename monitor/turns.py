"""Who is served next: concurrent work with one task per host. The choice is pure; the runners call and decide nothing.

Servers that hang cost a place for half a minute each. So those that failed or dawdled last time, the doubtful ones, share half of the
places: however many they are, who answers finds one free.
"""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar

from monitor import log
from monitor.errors import RasdError
from monitor.fetch.hosts import host_of

T = TypeVar("T")
_TOLD_EVERY = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Room:
    """How many more may begin, how many of these may be doubtful, and whose hosts are taken."""

    free: int
    doubtful: int
    busy: frozenset[str] = frozenset()


def one_per_host(items: Iterable[T], url_of: Callable[[T], str], room: Room, doubtful: Callable[[T], bool]) -> list[T]:
    """The first items for which there is room, whose hosts are neither busy nor taken by an earlier item."""
    taken, left = set(room.busy), room.doubtful
    chosen: list[T] = []
    for item in items:
        host, risky = host_of(url_of(item)), doubtful(item)
        if len(chosen) < room.free and host not in taken and (left > 0 or not risky):
            taken.add(host)
            chosen.append(item)
            left -= risky
    return chosen


async def guarded(component: str, tick: Callable[[], Awaitable[None]]) -> None:
    """Run a tick; a failure by a known cause is logged, and the next tick tries again."""
    try:
        await tick()
    except RasdError as error:
        log.get(component).error("tick failed, will be tried again", error=str(error), fault=error.fault)


class Tick:
    """What comes again every second or so: a failure that lasts is told once a minute, and when it is over."""

    def __init__(self, component: str, tick: Callable[[], Awaitable[None]], clock: Callable[[], float] = time.monotonic) -> None:
        self._component = component
        self._tick = tick
        self._clock = clock
        self._failing = ""
        self._told_at = 0.0

    async def run(self) -> None:
        """Tick once."""
        try:
            await self._tick()
        except asyncio.CancelledError:
            return  # the service ends: the scheduler would log it as a defect, and what was due is due at the next start
        except RasdError as error:
            self._complain(error)
        else:
            if self._failing:
                log.get(self._component).info("ticks again", after=self._failing)
            self._failing = ""

    def _complain(self, error: RasdError) -> None:
        if self._failing == str(error) and self._clock() - self._told_at < _TOLD_EVERY:
            return
        self._failing, self._told_at = str(error), self._clock()
        log.get(self._component).error("tick failed, will be tried again", error=str(error), fault=error.fault)


class Tasks:
    """Tasks under way, by key, each on its host. ``done`` is called after each, so that the next can begin at once."""

    def __init__(self, component: str, limit: int, done: Callable[[], None]) -> None:
        self.limit = limit
        self._component = component
        self._done = done
        self._under_way: dict[Hashable, tuple[str, asyncio.Task[None], bool]] = {}

    @property
    def free(self) -> int:
        return self.limit - len(self._under_way)

    @property
    def room(self) -> Room:
        """What may begin now. Half of the places, and one at least, are for the doubtful."""
        hosts = frozenset(host for host, _, _ in self._under_way.values())
        waiting = sum(doubtful for _, _, doubtful in self._under_way.values())
        return Room(self.free, max(self.limit // 2, 1) - waiting, hosts)

    def begin(self, key: Hashable, url: str, work: Awaitable[None], release: Callable[[], None], *, doubtful: bool = False) -> None:
        """Start work on an item; ``release`` hands it back when the work is broken off."""
        task = asyncio.ensure_future(self._run(key, work, release))
        self._under_way[key] = (host_of(url), task, doubtful)

    async def settle(self, seconds: float) -> None:
        """Give what is under way some time, then break it off and hand it back."""
        tasks = [task for _, task, _ in self._under_way.values()]
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, key: Hashable, work: Awaitable[None], release: Callable[[], None]) -> None:
        try:
            await work
        except asyncio.CancelledError:
            release()
            raise
        except RasdError as error:  # the row's lease ends and the work is due again
            log.get(self._component).warning("will be tried again", item=str(key), error=str(error), fault=error.fault)
        finally:
            self._under_way.pop(key, None)
            self._done()


class Rounds(ABC, Generic[T]):
    """Begins work on what is due, one item for each host, and looks again as soon as one is done."""

    def __init__(self, component: str, limit: int, clock: Callable[[], datetime]) -> None:
        self.tasks = Tasks(component, limit, self.wake)
        self._component = component
        self._clock = clock
        self._lock = asyncio.Lock()
        self._look_again = False
        self._loop = asyncio.get_running_loop()
        self._stopping = False

    def wake(self) -> None:
        """Look at once at what is due."""
        if not self._stopping:
            self._loop.create_task(guarded(self._component, self.tick))

    async def tick(self) -> None:
        """Begin what is due, as far as hosts and limits allow. While another tick looks, that one looks again in place of this."""
        self._look_again = True  # what became due after the other tick had read is begun all the same
        if self._lock.locked():
            return
        async with self._lock:
            while self._look_again and not self._stopping and self.tasks.free > 0:
                self._look_again = False
                await self._look()

    async def _look(self) -> None:
        now = self._clock()
        due = await asyncio.to_thread(self._due, now)
        chosen = one_per_host(due, self._url_of, self.tasks.room, self._doubtful)
        if not chosen:
            return
        for item in await asyncio.to_thread(self._claimed, chosen, now):
            work, release = self._work(item), partial(self._release, item)
            self.tasks.begin(self._key_of(item), self._url_of(item), work, release, doubtful=self._doubtful(item))

    async def stop(self, seconds: float) -> None:
        """Begin nothing more; let what is under way finish for so long, with what a tick has claimed meanwhile."""
        self._stopping = True
        async with self._lock:
            await self.tasks.settle(seconds)

    @abstractmethod
    def _due(self, now: datetime) -> Sequence[T]:
        """What the store says is due. Called in a thread, as is :meth:`_claimed`."""

    @abstractmethod
    def _claimed(self, chosen: Sequence[T], now: datetime) -> Sequence[T]:
        """Those of the chosen that are ours to work on."""

    @abstractmethod
    def _key_of(self, item: T) -> Hashable: ...

    @abstractmethod
    def _url_of(self, item: T) -> str: ...

    @abstractmethod
    def _doubtful(self, item: T) -> bool:
        """Did it fail or dawdle last time? Then it may do so again."""

    @abstractmethod
    async def _work(self, item: T) -> None: ...

    @abstractmethod
    def _release(self, item: T) -> None:
        """Hand back an item whose work was broken off."""
