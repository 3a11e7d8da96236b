"""How a feed is doing, asked of the store by the polling policy. Its habit is looked up only where it matters."""

from __future__ import annotations

from datetime import datetime

from monitor.feeds.policy import Health, health, usual_gap
from monitor.store.protocol import FeedStore
from monitor.store.rows import Feed


def health_of(store: FeedStore, feed: Feed, now: datetime) -> tuple[Health, str]:
    """The feed's health and the reason in words: silence is measured by what is usual for this feed."""
    state, why = health(failures=feed.failures, last_success=feed.last_success_at, last_new_entry=feed.last_new_entry_at, now=now)
    if state is not Health.SILENT or feed.last_new_entry_at is None:
        return state, why
    gap = usual_gap(store.arrivals(feed.key))
    return health(failures=feed.failures, last_success=feed.last_success_at, last_new_entry=feed.last_new_entry_at, now=now, gap=gap)
