"""A channel's turn: one delivery to a channel at a time, and a rest after one that failed, so that a bad channel holds up at
most one worker and never the alerts of other channels.

Held in Redis for a few seconds and renewed for as long as its process lives: who is killed holds nothing up for longer than
that. It is a courtesy, not a guarantee: should Redis forget it, two alerts are sent at once.
"""

from __future__ import annotations

import hashlib
from threading import Event, Thread
from types import TracebackType

from redis import Redis
from redis.exceptions import LockError, RedisError

from monitor import log

HOLD_SECONDS = 8.0  # how long the turn of a killed process keeps its channel waiting
_RENEW_SECONDS = 2.0
_WAIT_SECONDS = 0.3
_REST_SECONDS = 5


class Turn:
    """``with Turn(redis, channel) as mine``: ``mine`` is false where another delivery to this channel is under way."""

    def __init__(self, redis: Redis, channel: str) -> None:
        name = hashlib.sha256(channel.encode()).hexdigest()[:24]
        self._redis = redis
        self._rest = f"rasd:rest:{name}"
        self._lock = redis.lock(f"rasd:turn:{name}", timeout=HOLD_SECONDS, blocking_timeout=_WAIT_SECONDS, thread_local=False)
        self._mine = False
        self._over = Event()
        self._keeper = Thread(target=self._keep, name="turn", daemon=True)

    def __bool__(self) -> bool:
        return self._mine

    def __enter__(self) -> Turn:
        try:
            self._mine = not self._redis.exists(self._rest) and self._lock.acquire()
        except RedisError as error:
            log.get("deliver").warning("no turn to be had from Redis, sending without", error=str(error))
            self._mine = True
            return self
        if self._mine:
            self._keeper.start()
        return self

    def _keep(self) -> None:
        while not self._over.wait(_RENEW_SECONDS):
            try:
                self._lock.reacquire()
            except (LockError, RedisError) as error:
                log.get("deliver").warning("the channel's turn was not renewed", error=str(error))

    def rest(self) -> None:
        """Leave the channel alone for a moment."""
        try:
            self._redis.set(self._rest, "1", ex=_REST_SECONDS)
        except RedisError as error:
            log.get("deliver").warning("the channel's rest was not noted", error=str(error))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        if self._keeper.is_alive():
            self._keeper.join()
        try:
            if self._mine and self._lock.owned():
                self._lock.release()
        except (LockError, RedisError) as problem:
            log.get("deliver").warning("the channel's turn ends by itself", error=str(problem))
