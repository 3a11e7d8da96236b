"""A defect of ours that one feed or one page brings out is counted, seen, and costs no news."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from monitor import polling
from monitor.config import Config
from monitor.fetching import Fetcher
from monitor.http import Client
from monitor.polling import Poller
from monitor.store.protocol import Store
from monitor.store.rows import EntryState, FeedSpec, NewEntry, PollOutcome, PollStatus
from tests.configured import FEED

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
URL = "https://one.example/1"


class Broken:
    """Fails in a way that nobody thought of."""

    async def fetch(self, url: str, now: datetime, *, robots: bool = True) -> None:
        raise ZeroDivisionError("no such thing")


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.01)


async def fetched(fetcher: Fetcher, store: Store, number: int, times: int) -> None:
    """Tick until the entry was tried so often: a tick that comes while another looks does nothing."""
    async with asyncio.timeout(30):
        while (entry := store.entry(number)) is None or entry.attempts < times or fetcher.tasks.room.busy:
            await fetcher.tick()
            await asyncio.sleep(0.01)


async def test_a_page_that_brings_out_a_defect_ends_as_the_feeds_own_words(store: Store, config: Config) -> None:
    store.sync_feeds([FeedSpec(FEED, FEED)], NOW)
    entry = NewEntry("g", URL, URL, "غارة على الميادين", summary="قتلى في غارة على الميادين", published=NOW)
    (number,) = store.record_poll(FEED, PollOutcome(PollStatus.FRESH, NOW, entries=(entry,)), NOW, timedelta(days=1))
    now, arrived = NOW, asyncio.Event()
    fetcher = Fetcher(store, Broken(), config, lambda: now, arrived.set)  # type: ignore[arg-type]
    for attempt in range(1, 7):
        await fetched(fetcher, store, number, attempt)
        now += timedelta(days=1)
    found = store.entry(number)
    assert found is not None
    assert found.state is EntryState.FETCHED
    (article,) = store.due_articles(now)
    stored = store.article(article)
    assert stored is not None
    assert (stored.summary_only, stored.last_error) == (True, "a defect of ours: ZeroDivisionError: no such thing")
    await fetcher.stop(1)


async def test_a_feed_that_brings_out_a_defect_is_shown_as_failing(store: Store, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError("no such thing")

    monkeypatch.setattr(polling, "poll", broken)
    async with Client() as client:
        poller = Poller(store, client, config, lambda: NOW, lambda: None)
        await poller.configure(config)
        await poller.tick()
        await until(lambda: (feed := store.feed(FEED)) and feed.failures)
        await poller.stop(1)
    feed = store.feed(FEED)
    assert feed is not None
    assert (feed.last_error, feed.healthy) == ("a defect of ours: ZeroDivisionError: no such thing", False)
