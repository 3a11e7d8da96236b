"""The parts apart, as compose.yaml runs them: a monitor, two workers, a Redis server and a PostgreSQL server, joined by two URLs."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psutil
import pytest

from monitor.redis_server import RedisServer
from monitor.store.protocol import Store
from monitor.store.sql import open_store
from tests.demo.site import NewsSite
from tests.integration.conftest import TOWNS, article, configure, struck
from tests.servers.postgres import Postgres
from tests.servers.receivers import WebhookReceiver
from tests.servers.service import Service, wait_until

PATIENCE = 60.0  # the machine may be busy with other tests
_numbers = count()


class Apart:
    """A monitor and two workers, each its own process with its own data directory, all on one Redis and one PostgreSQL."""

    def __init__(self, home: Path, redis_url: str, database_url: str) -> None:
        shared = {"RASD_REDIS_URL": redis_url, "RASD_DATABASE_URL": database_url, "RASD_CONFIG": str(home / "monitor" / "config.yaml")}
        self.database_url = database_url
        self.parts = {name: Service(home / name, shared) for name in ("monitor", "worker-1", "worker-2")}
        for part in self.parts.values():
            part.directory.mkdir()

    def start(self, *names: str) -> None:
        for name in names or self.parts:
            self.parts[name].start(name.partition("-")[0])

    def stop(self, *names: str) -> list[int]:
        """SIGTERM to each; their exit statuses."""
        return [self.parts[name].stop() for name in names or self.parts]

    def process(self, name: str) -> subprocess.Popen[bytes]:
        process = self.parts[name].process
        assert process is not None
        return process

    def store(self) -> Store:
        return open_store(self.database_url)

    def log(self) -> str:
        return "\n".join(f"--- {name}\n{part.log()}" for name, part in self.parts.items())


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with Postgres() as server:
        yield server


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path / "redis")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def apart(tmp_path: Path, redis: RedisServer, postgres: Postgres, site: NewsSite, hook: WebhookReceiver) -> Iterator[Apart]:
    """The parts at work, having told of the first article."""
    parts = Apart(tmp_path, redis.url, postgres.create_database(f"apart_{next(_numbers)}"))
    configure(parts.parts["monitor"], [site.feeds()["one"]], hook)
    site.articles.append(article(0))
    parts.start()
    try:
        assert wait_until(lambda: told(hook, 0), PATIENCE), parts.log()
        yield parts
    finally:
        parts.stop()


def told(hook: WebhookReceiver, *numbers: int) -> bool:
    """Has each of these strikes been told, exactly once, and nothing else?"""
    return sorted(struck(hook)) == sorted(TOWNS[number] for number in numbers)


def assert_told_once(apart: Apart, hook: WebhookReceiver, *numbers: int) -> None:
    assert wait_until(lambda: told(hook, *numbers), PATIENCE), f"{struck(hook)}\n{apart.log()}"
    time.sleep(2)
    accepted = [call.headers["webhook-id"] for call in hook.accepted]
    assert len(accepted) == len(set(accepted)) == len(numbers)


def incidents(apart: Apart) -> int:
    store = apart.store()
    try:
        return len(store.incidents())
    finally:
        store.close()


def in_hand(apart: Apart) -> int:
    """Articles that are fetched and not yet processed."""
    store, now = apart.store(), datetime.now(UTC)
    try:
        return store.counts(now, now).articles.get("fetched", 0)
    finally:
        store.close()


def suspend_workers(apart: Apart) -> list[psutil.Process]:
    """Both workers, stopped where they are."""
    processes = [psutil.Process(apart.process(name).pid) for name in ("worker-1", "worker-2")]
    for process in processes:
        process.suspend()
    return processes


def test_a_strike_becomes_one_incident_and_one_alert_and_each_part_is_well(apart: Apart, hook: WebhookReceiver) -> None:
    assert_told_once(apart, hook, 0)
    assert incidents(apart) == 1
    for name, component in (("monitor", "monitor"), ("worker-1", "worker")):
        health = [sys.executable, "-m", "monitor", "health", "--component", component]
        assert subprocess.run(health, env=apart.parts[name].env, capture_output=True, check=False).returncode == 0
    assert not list(apart.parts["monitor"].directory.rglob("*.sqlite*")), "PostgreSQL holds everything"


def test_sigterm_ends_each_part_with_status_0_within_ten_seconds_and_leaves_no_process(apart: Apart) -> None:
    processes = [psutil.Process(apart.process(name).pid) for name in apart.parts]
    children = [child for process in processes for child in process.children(recursive=True)]
    for name in apart.parts:
        began = time.monotonic()
        assert apart.stop(name) == [0], apart.log()
        assert time.monotonic() - began < 10
    assert wait_until(lambda: not any(child.is_running() for child in children), 5)


def test_a_worker_that_was_told_to_stop_is_not_missed_and_one_that_was_killed_is(apart: Apart) -> None:
    store = apart.store()
    seen = lambda: {beat.detail["pid"] for beat in store.heartbeats() if beat.component.startswith("worker:")}  # noqa: E731
    stopped, killed = (apart.process(name).pid for name in ("worker-1", "worker-2"))
    assert wait_until(lambda: seen() == {stopped, killed}, PATIENCE)
    apart.process("worker-2").kill()
    assert apart.stop("worker-1") == [0]
    assert seen() == {killed}
    store.close()


def test_a_postgresql_that_goes_away_for_a_while_loses_nothing(
    apart: Apart, postgres: Postgres, site: NewsSite, hook: WebhookReceiver
) -> None:
    postgres.stop()
    try:
        site.articles += [article(1), article(4)]
        time.sleep(4)
        assert all(apart.process(name).poll() is None for name in apart.parts), f"every part waits for it\n{apart.log()}"
    finally:
        postgres.start()
    assert_told_once(apart, hook, 0, 1, 4)


def test_a_postgresql_that_crashes_with_articles_waiting_loses_nothing(
    apart: Apart, postgres: Postgres, site: NewsSite, hook: WebhookReceiver
) -> None:
    held = suspend_workers(apart)
    site.articles += [article(1), article(4)]
    assert wait_until(lambda: in_hand(apart) == 2, 10), apart.log()
    postgres.stop(signal.SIGQUIT)
    for process in held:
        process.resume()
    time.sleep(1)
    postgres.start()
    assert_told_once(apart, hook, 0, 1, 4)


def test_a_worker_that_is_killed_with_its_jobs_loses_nothing(apart: Apart, site: NewsSite, hook: WebhookReceiver) -> None:
    first, second = suspend_workers(apart)
    site.articles += [article(1), article(4)]
    assert wait_until(lambda: in_hand(apart) == 2, 10), apart.log()
    first.kill()
    second.resume()
    assert_told_once(apart, hook, 0, 1, 4)


def test_workers_that_are_all_killed_are_made_up_for_by_one_that_comes_later(apart: Apart, site: NewsSite, hook: WebhookReceiver) -> None:
    for name in ("worker-1", "worker-2"):
        apart.process(name).kill()
        apart.process(name).wait()
    site.articles += [article(1), article(4)]
    assert wait_until(lambda: in_hand(apart) == 2, 10), apart.log()
    apart.start("worker-1")
    assert_told_once(apart, hook, 0, 1, 4)
