"""One request at a time to a host, and a pause between two. Shared by everything that asks for pages.

A host that says "too many requests" is left alone for as long as it asks. Hosts that nobody waits for are forgotten after
their pause, so months of running do not pile them up.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    free_at: float = 0.0


class Hosts:
    """Turns at hosts. ``clock`` is monotonic."""

    def __init__(self, pause: float = 1.0, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.pause = pause
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    @property
    def remembered(self) -> int:
        """How many hosts are not forgotten yet."""
        return len(self._hosts)

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait for this URL's host to be free and rested; the pause begins when the block ends."""
        host = self._hosts.setdefault(host_of(url), _Host())
        host.waiting += 1
        try:
            async with host.lock:
                await asyncio.sleep(max(0.0, host.free_at - self._clock()))
                try:
                    yield
                finally:
                    host.free_at = max(host.free_at, self._clock() + self.pause)
        finally:
            host.waiting -= 1
            self._forget_rested()

    def rest(self, url: str, seconds: float) -> None:
        """Leave this host alone for so long."""
        host = self._hosts.setdefault(host_of(url), _Host())
        host.free_at = max(host.free_at, self._clock() + seconds)

    def resting(self, url: str) -> float:
        """For how many seconds this host is still to be left alone."""
        host = self._hosts.get(host_of(url))
        return max(0.0, host.free_at - self._clock()) if host else 0.0

    def _forget_rested(self) -> None:
        now = self._clock()
        for name in [name for name, host in self._hosts.items() if not host.waiting and host.free_at <= now]:
            del self._hosts[name]


def host_of(url: str) -> str:
    """The host that a URL is asked of, in the form in which hosts are compared."""
    return (urlsplit(url).hostname or "").lower().rstrip(".").removeprefix("www.")
