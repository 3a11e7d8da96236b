"""What a worker works at: the store, the queue, the extractor and the rules in force. Calls things in order.

One desk is set up before the worker forks; each work-horse opens its own connections, because a connection must not be
shared across a fork.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Generic, TypeVar

from redis import Redis

from monitor import log
from monitor.alerts.burst import BurstLimit
from monitor.alerts.deliver import detail_of, next_attempt, send
from monitor.alerts.phrasing import clean
from monitor.app import again_after, poster_of, redis_of, store_of, utc_now
from monitor.config import Config
from monitor.errors import ChannelGone, DeliveryError, RasdError, StoreError
from monitor.model import Alert
from monitor.queue import QueueDown, WorkQueue
from monitor.store.protocol import Store
from monitor.store.rows import StoredAlert
from workers.decisions import Rules
from workers.parcel import parcel
from workers.pipeline import Extract, process
from workers.turn import Turn

T = TypeVar("T")
DELIVERY_LEASE = timedelta(seconds=120)  # longer than an attempt may take (DELIVER_SECONDS)
LAST_ATTEMPT = 6  # an article that failed so often is given up, and says why
_WAIT_FOR_TURN = timedelta(seconds=2)
_RETRY_ARTICLE = timedelta(seconds=30)


def rules_of(config: Config) -> Rules:
    """What the configuration says about decisions."""
    alerts = config.alerts
    burst = BurstLimit(alerts.burst.alerts, alerts.burst.within, alerts.burst.hold)
    return Rules(config.watches, alerts.max_age, alerts.max_update_age, burst)


class PerProcess(Generic[T]):
    """A connection that is opened when it is first wanted, and once more in each fork."""

    def __init__(self, connect: Callable[[], T]) -> None:
        self._connect = connect
        self._opened: tuple[int, T] | None = None  # by which process, and what

    def get(self) -> T:
        if self._opened is None or self._opened[0] != os.getpid():
            self._opened = (os.getpid(), self._connect())
        return self._opened[1]


@dataclass
class Desk:
    """``config`` is replaced as a whole between two jobs."""

    config: Config
    data: Path
    extract: Extract

    def __post_init__(self) -> None:
        self._store = PerProcess(lambda: store_of(self.config, self.data))
        self._redis = PerProcess(lambda: redis_of(self.config, self.data))

    @property
    def store(self) -> Store:
        return self._store.get()

    @property
    def redis(self) -> Redis:
        return self._redis.get()

    def process(self, article_id: str) -> None:
        """Process one article and hand over the alerts that it raised."""
        lease = again_after(self.config)
        try:
            alerts = process(self.store, self.extract, rules_of(self.config), article_id, now=utc_now(), lease=lease)
        except RasdError as error:
            self._article_failed(article_id, str(error))
            log.get("worker").warning("article failed, will be tried again", article=article_id, error=str(error), fault=error.fault)
            return
        except Exception as error:
            self._article_failed(article_id, f"{type(error).__name__}: {error}")
            log.get("worker").exception("article failed by a defect of ours", article=article_id)
            raise
        self._hand_over(alerts)

    def _article_failed(self, article_id: str, error: str) -> None:
        article = self.store.article(article_id)
        attempts = article.attempts if article else LAST_ATTEMPT
        now = utc_now()
        again = None if attempts >= LAST_ATTEMPT else now + _RETRY_ARTICLE * attempts
        self.store.record_article_failure(article_id, error, now, again)

    def _hand_over(self, alerts: tuple[str, ...]) -> None:
        try:
            queue = WorkQueue(self.redis, self.config.workers.time_limit)
            for alert_id in alerts:
                queue.deliver(alert_id)
        except QueueDown as error:  # they are due in the database: the monitor hands them over
            log.get("worker").warning("alerts wait for Redis", error=str(error))
            return
        if alerts:
            self.store.mark_alerts_enqueued(alerts, utc_now() + again_after(self.config))

    def deliver(self, alert_id: str) -> None:
        """Send one alert, in its channel's turn, and record how it went. Recorded only after the receiver took it."""
        waiting = self.store.alert(alert_id)
        if waiting is None:
            return
        with Turn(self.redis, waiting.alert.channel) as mine:
            if not mine:  # the channel is slow or has just failed: other channels must not wait behind it
                self.store.mark_alerts_enqueued([alert_id], utc_now() + _WAIT_FOR_TURN)
                return
            stored = self.store.claim_alert(alert_id, utc_now(), DELIVERY_LEASE)
            if stored is not None and not self._send(stored):
                mine.rest()

    def _send(self, stored: StoredAlert) -> bool:
        """One attempt, recorded; false where the channel needs a rest after it."""
        channel = self.config.channel(stored.alert.channel)
        if channel is None:
            gone = DeliveryError(f"the configuration has no channel {stored.alert.channel!r} any more", permanent=True)
            self._delivery_failed(stored, gone, utc_now())
            return True  # nobody's channel needs a rest for it
        try:
            detail = send(channel, parcel(stored, self.store, self.config), utc_now(), poster_of(self.config), log.get("deliver"))
        except DeliveryError as error:
            self._delivery_failed(stored, error, utc_now())
            return False
        except StoreError:
            raise  # nothing can be noted now; the alert is due again when its claim ends
        except Exception as error:  # so that it is seen among the failed, and does not come back every two minutes for ever
            self._delivery_failed(stored, DeliveryError(f"broken off: {type(error).__name__}: {clean(str(error), 200)}"), utc_now())
            raise
        self._delivered(stored.alert, detail, utc_now())
        return True

    def _delivered(self, alert: Alert, detail: str, now: datetime) -> None:
        self.store.record_delivery(alert.alert_id, now, message_id=alert.alert_id, detail=detail)
        seconds = round((now - alert.created).total_seconds(), 2)
        log.get("deliver").info(
            "delivered", alert=alert.alert_id, watch=alert.watch, channel=alert.channel, reason=alert.reason, seconds=seconds
        )

    def _delivery_failed(self, stored: StoredAlert, error: DeliveryError, now: datetime) -> None:
        alert = stored.alert
        again = next_attempt(stored.attempts, now, error)
        self.store.record_delivery_failure(alert.alert_id, detail_of(error), now, again)
        if isinstance(error, ChannelGone):
            self.store.disable_channel(alert.channel, str(error), now)
        log.get("deliver").warning(
            "not delivered",
            alert=alert.alert_id,
            channel=alert.channel,
            error=str(error),
            attempt=stored.attempts,
            next=again and again.isoformat(),
        )
