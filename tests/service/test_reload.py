"""An edit of the configuration while the monitor runs, against a real outlet on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from monitor.app import Monitor, load, store_of
from monitor.store.rows import EntryState, Feed, FeedSpec, NewEntry, PollOutcome, PollStatus
from tests.demo.site import NewsSite
from tests.integration.conftest import OUTLET, article

CONFIG = """\
feeds: ["{feed}"]
channels: [{{name: console, type: log}}]
watches: [{{name: east, regions: [SY-DY], channels: [console]}}]
polling: {{interval: 1s, floor: 1s}}
network: {{allow: [{allow}], user_agent: {agent}}}
workers: {{count: {workers}}}
"""


def write(path: Path, site: NewsSite, *, allow: str = "", agent: str = "Before", workers: int = 1) -> None:
    path.write_text(CONFIG.format(feed=site.feeds()["one"], allow=allow, agent=agent, workers=workers), encoding="utf-8")


async def until(monitor: Monitor, holds: Callable[[Feed], object]) -> Feed:
    for _ in range(600):
        await asyncio.sleep(0.05)
        (feed,) = monitor.store.feed_statuses()
        if holds(feed):
            return feed
    raise AssertionError(f"it never came to hold: {feed}")


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with NewsSite({"one": OUTLET}, [article(0)]) as running:
        yield running


async def test_an_edit_of_the_network_is_taken_up_and_what_waits_for_a_restart_is_named(tmp_path: Path, site: NewsSite) -> None:
    path = tmp_path / "config.yaml"
    write(path, site)
    config = load(path)
    monitor = Monitor(config, path, tmp_path / "var", store_of(config, tmp_path / "var"))
    stop = asyncio.Event()
    with capture_logs() as lines:
        running = asyncio.create_task(monitor.run(stop))
        await until(monitor, lambda feed: "network.allow" in (feed.last_error or ""))
        write(path, site, allow="127.0.0.0/8", agent="After", workers=2)
        await until(monitor, lambda feed: feed.last_success_at)
        stop.set()
        await running
    monitor.store.close()
    assert monitor.client.user_agent == "After"
    assert [line["sections"] for line in lines if "restart" in line["event"]] == [["workers"]]


async def test_a_page_that_a_killed_monitor_had_in_hand_does_not_wait_for_its_lease(tmp_path: Path, site: NewsSite) -> None:
    path, now = tmp_path / "config.yaml", datetime.now(UTC)
    write(path, site, allow="127.0.0.0/8")
    config = load(path)
    store = store_of(config, tmp_path / "var")
    key, url = config.feeds[0].url, site.server.url + site.articles[0].path
    store.sync_feeds([FeedSpec(key, key)], now)
    entry = NewEntry("g", url, url, "خبر", published=now)
    (number,) = store.record_poll(key, PollOutcome(PollStatus.FRESH, now + timedelta(hours=1), entries=(entry,)), now, timedelta(days=1))
    store.claim_entries([number], now, timedelta(minutes=5))
    monitor, stop = Monitor(config, path, tmp_path / "var", store), asyncio.Event()
    running = asyncio.create_task(monitor.run(stop))
    await until(monitor, lambda _: (found := store.entry(number)) and found.attempts == 2 and found.state is not EntryState.DUE)
    stop.set()
    await running
    store.close()
