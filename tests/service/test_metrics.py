"""Figures for Prometheus."""

from __future__ import annotations

import asyncio
import socket
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from redis import Redis
from structlog.testing import capture_logs

from monitor import metrics
from monitor.app import Monitor, load
from monitor.queue import WorkQueue
from monitor.redis_server import RedisServer
from monitor.store.protocol import Store
from monitor.store.rows import FeedSpec
from monitor.store.sql import open_store

CONFIG = """\
feeds: [{{url: "https://one.example/feed", enabled: false}}]
channels: [{{name: console, type: log}}]
watches: [{{name: east, regions: [SY-DY], channels: [console]}}]
metrics: {{port: {port}}}
"""
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'rasd.sqlite'}")
    yield opened
    opened.close()


def scrape(store: Store, redis_url: str) -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    close = metrics.serve("127.0.0.1", port, store, WorkQueue(Redis.from_url(redis_url), timedelta(seconds=60)), lambda: NOW)
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            return str(answer.read().decode())
    finally:
        close()


def test_a_scrape_gives_the_figures_of_the_moment(store: Store, tmp_path: Path) -> None:
    store.sync_feeds([FeedSpec("a", "https://a.example/feed"), FeedSpec("b", "https://b.example/feed")], NOW)
    store.heartbeat("monitor", NOW - timedelta(seconds=7))
    server = RedisServer(tmp_path / "redis")
    server.start()
    page = scrape(store, server.url)
    server.stop()
    assert "rasd_up 1.0" in page
    assert 'rasd_feeds{state="due"} 2.0' in page
    assert 'rasd_heartbeat_age_seconds{component="monitor"} 7.0' in page
    assert 'rasd_queue_waiting{queue="articles"} 0.0' in page


def test_without_redis_the_scrape_says_that_it_is_down(store: Store, tmp_path: Path) -> None:
    assert "rasd_up 0.0" in scrape(store, f"unix://{tmp_path / 'nobody.sock'}")


async def test_a_port_that_is_taken_is_told_and_stops_nothing_else(store: Store, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (tmp_path / "config.yaml").write_text(CONFIG.format(port=port), encoding="utf-8")
        config = load(tmp_path / "config.yaml")
        stop = asyncio.Event()
        stop.set()
        with capture_logs() as lines:
            await Monitor(config, tmp_path / "config.yaml", tmp_path, store).run(stop)
    assert [line["place"] for line in lines if line.get("component") == "metrics"] == [f"127.0.0.1:{port}"]
    assert [beat.component for beat in store.heartbeats()] == ["monitor"]
