"""The composition root: the only place that constructs adapters and hands them to those who use them."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from redis import Redis

from monitor import log
from monitor.alerts.webhook import Poster
from monitor.config import Changed, Config, ConfigWatcher, Refused, load_config
from monitor.datadir import database_in
from monitor.fetch.hosts import Hosts
from monitor.fetch.page import PageFetcher
from monitor.fetch.robots import Robots
from monitor.fetching import Fetcher
from monitor.guard import Guard
from monitor.handover import Handover
from monitor.http import Client, Limits, Response
from monitor.polling import Poller
from monitor.queue import WorkQueue
from monitor.redis_server import socket_path
from monitor.schedule import Schedule
from monitor.store.protocol import Store
from monitor.store.sql import open_store

SETTLE_SECONDS = 4.0  # what is being polled and fetched may finish for so long at the end
_HEARTBEAT_SECONDS = 10.0
_PURGE_SECONDS = 3600.0
_REPEATS_KEPT = timedelta(days=30)  # longer than a feed holds its entries
_MISSED = timedelta(days=1)  # so long a worker that fell silent is shown; containers get a new name each time, and rows would pile up
_AT_START = ("redis", "database", "workers", "metrics")  # sections of the configuration that a running service does not take up
POST_SECONDS = 100.0  # beyond the longest time-out that a channel may have, which decides


def utc_now() -> datetime:
    """The clock: the only one that the service reads."""
    return datetime.now(UTC)


def load(path: Path) -> Config:
    """The configuration with its regions resolved. Raises ``ConfigError`` with every problem in it."""
    from workers.extractor.actors import actor_ids  # noqa: PLC0415
    from workers.extractor.places import find_region  # noqa: PLC0415 - the gazetteer loads when it is needed
    from workers.extractor.targets import target_classes  # noqa: PLC0415

    return load_config(path, find_region, os.environ, actors=actor_ids(), target_classes=target_classes())


def store_of(config: Config, data: Path) -> Store:
    """The database of this configuration: its URL, else an SQLite file in the data directory; migrated."""
    url = config.database.url
    return open_store(url.get_secret_value() if url else database_in(data))


def redis_url_of(config: Config, data: Path) -> str:
    """Where the queue is: the configured server, else the own one's socket."""
    if config.redis.url is not None:
        return config.redis.url.get_secret_value()
    return f"unix://{socket_path((data / 'redis').resolve())}"


def redis_of(config: Config, data: Path) -> Redis:
    """A connection that gives up instead of hanging, so that a Redis that is down delays nothing else."""
    return Redis.from_url(redis_url_of(config, data), socket_connect_timeout=3, socket_timeout=10)


def guard_of(config: Config) -> Guard:
    """Which addresses may be talked to."""
    return Guard.of(str(network) for network in config.network.allow)


def client_of(config: Config) -> Client:
    """The guarded HTTP client of this configuration."""
    return Client(guard_of(config), user_agent=config.network.user_agent)


def poster_of(config: Config) -> Poster:
    """What posts webhooks: a client of its own for each call, closed after it."""

    async def post(url: str, body: bytes, headers: Mapping[str, str], /) -> Response:
        async with client_of(config) as client:
            return await client.post(url, body, headers, Limits(read=POST_SECONDS, total=POST_SECONDS))

    return post


def again_after(config: Config) -> timedelta:
    """When work that was handed over and not finished is handed over again: past the time after which it is killed."""
    return config.workers.time_limit + timedelta(seconds=5)


@dataclass
class Monitor:
    """Scheduler, poller and fetcher on one event loop. ``extra_ticks`` are called on the loop itself, at their intervals."""

    config: Config
    path: Path
    data: Path
    store: Store
    clock: Callable[[], datetime] = utc_now
    extra_ticks: list[tuple[float, str, Callable[[], None]]] = field(default_factory=list)

    # made when it begins to run, for they belong to its event loop
    client: Client = field(init=False, repr=False)
    hosts: Hosts = field(init=False, repr=False)
    handover: Handover = field(init=False, repr=False)
    fetcher: Fetcher = field(init=False, repr=False)
    poller: Poller = field(init=False, repr=False)
    watcher: ConfigWatcher = field(init=False, repr=False)
    schedule: Schedule = field(init=False, repr=False)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop, then finish or hand back what is in hand."""
        async with client_of(self.config) as client:
            await self._open(client)
            self.schedule.start()
            close_metrics = self._serve_metrics()
            log.get("monitor").info("watching", feeds=len(self.config.feeds), watches=len(self.config.watches))
            try:
                await stop.wait()
            finally:
                close_metrics()
                self.schedule.stop()
                await asyncio.gather(self.poller.stop(SETTLE_SECONDS), self.fetcher.stop(SETTLE_SECONDS))

    async def _open(self, client: Client) -> None:
        queue = WorkQueue(redis_of(self.config, self.data), self.config.workers.time_limit)
        self.handover = Handover(self.store, queue, self.clock, again_after(self.config))
        self.client, self.hosts = client, Hosts(self.config.fetch.pause.total_seconds())
        pages = PageFetcher(client, self.hosts, Robots(client))
        self.fetcher = Fetcher(self.store, pages, self.config, self.clock, self.handover.wake)
        self.poller = Poller(self.store, client, self.config, self.clock, self.fetcher.wake)
        await self.poller.configure(self.config)
        await asyncio.to_thread(self.store.release_entries_in_hand, self.clock())
        self.watcher = ConfigWatcher(self.path, load, self.config)
        self.schedule = Schedule(self.clock, self._clock_set_back)
        self._set_ticks()
        await self._beat()

    def _serve_metrics(self) -> Callable[[], None]:
        metrics = self.config.metrics
        if metrics.port is None:
            return lambda: None
        from monitor.metrics import serve  # noqa: PLC0415 - loaded only where it is wanted

        queue = WorkQueue(redis_of(self.config, self.data), self.config.workers.time_limit)
        try:
            return serve(metrics.address, metrics.port, self.store, queue, self.clock)
        except OSError as error:  # a port that is taken must not cost a strike
            place = f"{metrics.address}:{metrics.port}"
            log.get("metrics").error("no figures are served, all else goes on", place=place, error=error.strerror, fault="operator")
            return lambda: None

    def _set_ticks(self) -> None:
        self.schedule.every(1, "poll", self.poller.tick)
        self.schedule.every(1, "fetch", self.fetcher.tick)
        self.schedule.every(1, "handover", self.handover.tick)
        self.schedule.every(2, "config", self._look_at_config)
        self.schedule.every(_HEARTBEAT_SECONDS, "heartbeat", self._beat)
        self.schedule.every(_PURGE_SECONDS, "retention", self._purge)
        for seconds, name, tick in self.extra_ticks:
            self.schedule.every(seconds, name, _on_the_loop(tick))

    async def _look_at_config(self) -> None:
        look = await asyncio.to_thread(self.watcher.poll)
        if isinstance(look, Refused):
            problems = [str(problem) for problem in look.problems]
            log.get("config").error("the edited configuration is refused; the last good one stays in use", problems=problems)
        if isinstance(look, Changed):
            await self._take(look.config)

    async def _take(self, config: Config) -> None:
        waiting = [name for name in _AT_START if getattr(config, name) != getattr(self.config, name)]
        self.config = config
        self.client.use(guard_of(config), config.network.user_agent)
        self.hosts.pause = config.fetch.pause.total_seconds()
        self.fetcher.configure(config)
        await self.poller.configure(config)
        log.get("config").info("configuration taken", feeds=len(config.feeds), watches=len(config.watches))
        if waiting:
            log.get("config").warning("these sections have changed and are read at start only: restart to use them", sections=waiting)

    async def _beat(self) -> None:
        await asyncio.to_thread(self.store.heartbeat, "monitor", self.clock(), {"host": socket.gethostname(), "pid": os.getpid()})

    async def _clock_set_back(self) -> None:
        await asyncio.to_thread(self.store.hasten, self.clock())

    async def _purge(self) -> None:
        await asyncio.to_thread(self.store.forget_heartbeats, self.clock() - _MISSED)
        await asyncio.to_thread(self.store.purge_duplicates, self.clock() - _REPEATS_KEPT)
        if self.config.retention.pages is not None:
            await asyncio.to_thread(self.store.purge_raw_pages, self.clock() - self.config.retention.pages)


def _on_the_loop(tick: Callable[[], None]) -> Callable[[], asyncio.Future[None]]:
    # children must be started from the main thread (see monitor.processes), so these ticks run on the loop itself
    def run() -> asyncio.Future[None]:
        tick()
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done

    return run
