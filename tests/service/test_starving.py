"""Feeds that hang must not keep the healthy ones waiting. Real requests to a real server; only the names are made up."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from monitor import polling
from monitor.app import load, store_of
from monitor.config import Config
from monitor.http import Client, Limits
from monitor.polling import Poller
from monitor.store.protocol import Store
from monitor.store.rows import PollOutcome, PollStatus
from tests.feeds.samples import rss
from tests.web import LOOPBACK, Site, answer, serving

SLOTS, HANGING, HEALTHY = 4, 12, 6
LONG = 60.0  # seconds that an exchange may take here: a server that says nothing keeps its place for the whole of a test
PATIENCE = 30.0  # seconds, on the slowest machine


class Names(AbstractResolver):
    """Every name is this machine."""

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        return [ResolveResult(hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None: ...


async def say_nothing(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(2 * LONG)
    return web.Response()


def configuration(path: Path, port: int) -> Config:
    feeds = [f"http://hangs-{n}.test:{port}/hangs" for n in range(HANGING)] + [f"http://well-{n}.test:{port}/well" for n in range(HEALTHY)]
    rest = "channels: [{name: c, type: log}]\nwatches: [{name: w, regions: [SY], channels: [c]}]\n"
    path.write_text(f"feeds: {feeds}\n{rest}polling: {{concurrency: {SLOTS}}}\n".replace("'", '"'), encoding="utf-8")
    return load(path)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[list[Store]]:
    opened: list[Store] = []
    yield opened
    for store in opened:
        store.close()


@asynccontextmanager
async def polling_of(site: Site, tmp_path: Path, stores: list[Store]) -> AsyncIterator[tuple[Poller, Store]]:
    site.answers |= {"/hangs": say_nothing, "/well": answer(rss())}
    config = configuration(tmp_path / "config.yaml", int(site.base.rpartition(":")[2]))
    stores.append(store_of(config, tmp_path / "var"))
    limits = Limits(connect=LONG, read=LONG, total=LONG)
    async with Client(LOOPBACK, limits=limits, resolver=Names()) as client:
        poller = Poller(stores[0], client, config, lambda: datetime.now(UTC), lambda: None)
        await poller.configure(config)
        try:
            yield poller, stores[0]
        finally:
            await poller.stop(0)


def long_overdue(store: Store) -> None:
    """The hanging feeds failed before, and have waited longest."""
    now = datetime.now(UTC)
    for feed in store.feed_statuses():
        if "hangs" in feed.key:
            store.record_poll(feed.key, PollOutcome(PollStatus.FAILED, now - timedelta(hours=1), error="timed out"), now, timedelta())


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.01)


def polled(store: Store, path: str) -> int:
    return sum(feed.last_polled_at is not None for feed in store.feed_statuses() if feed.key.endswith(path))


async def test_feeds_that_hung_before_leave_half_of_the_places_to_the_others(tmp_path: Path, stores: list[Store]) -> None:
    async with serving() as site, polling_of(site, tmp_path, stores) as (poller, store):
        long_overdue(store)
        await poller.tick()
        await until(lambda: polled(store, "/well") == HEALTHY)  # in the order of their waiting, those that hang would take every place
        await until(lambda: "/hangs" in site.paths())  # they are asked all the same
        assert site.paths().count("/hangs") <= SLOTS // 2


async def test_feeds_that_answer_at_last_but_dawdle_count_as_hanging(
    tmp_path: Path, stores: list[Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "_SLOW_SECONDS", 0.1)

    async def dawdle(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.3)
        return web.Response(body=rss())

    def due(path: str, at: datetime) -> None:
        for feed in store.feed_statuses():
            if feed.key.endswith(path):
                store.release_feed(feed.key, at)

    async with serving() as site, polling_of(site, tmp_path, stores) as (poller, store):
        site.answers["/hangs"] = dawdle
        due("/well", datetime.now(UTC) + timedelta(hours=1))
        await poller.tick()
        await until(lambda: polled(store, "/hangs") == HANGING)
        site.asked.clear()
        site.answers["/hangs"] = say_nothing
        due("/hangs", datetime.now(UTC) - timedelta(hours=1))
        due("/well", datetime.now(UTC))
        await poller.tick()
        await until(lambda: site.paths().count("/well") == HEALTHY)
        assert site.paths().count("/hangs") <= SLOTS // 2
