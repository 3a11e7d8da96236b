"""``rasd run``: the whole service on one machine. Own redis-server, workers, monitor; started and stopped in order."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from monitor import log
from monitor.app import Monitor, load, store_of
from monitor.config import Config
from monitor.datadir import data_directory, held
from monitor.redis_server import RedisServer
from monitor.store.protocol import Store
from monitor.supervise import Workers

_WORKERS_SECONDS = 4.5  # with the monitor's own settling this stays under ten seconds in all
Shown = Callable[[Config, Store, Path], AbstractContextManager[None]]


def run(path: Path, show: Shown | None = None) -> int:
    """Run until SIGTERM or Ctrl-C. Raises ``ConfigError`` or ``AlreadyRunning`` before anything is started."""
    config = load(path)
    with held(data_directory()) as data:
        redis = RedisServer(data / "redis") if config.redis.url is None else None
        if redis:
            redis.start()
        store = store_of(config, data)
        workers = Workers(path, {}, config.workers.count, data / "workers.log" if show else None)
        workers.start()
        monitor = Monitor(config, path, data, store)
        monitor.extra_ticks = [(1.0, "workers", workers.check)]
        if redis:
            monitor.extra_ticks.append((1.0, "redis", lambda: _keep(redis)))
        try:
            with show(config, store, data) if show else nullcontext():
                asyncio.run(_until_told(monitor))
        finally:
            workers.stop(_WORKERS_SECONDS)
            store.close()
            if redis:
                redis.stop()
    log.get("service").info("stopped")
    return 0


def run_monitor(path: Path) -> int:
    """The monitor alone; Redis and the database are servers that others use too."""
    config = load(path)
    with held(data_directory()) as data:
        store = store_of(config, data)
        try:
            asyncio.run(_until_told(Monitor(config, path, data, store)))
        finally:
            store.close()
    return 0


async def _until_told(monitor: Monitor) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await monitor.run(stop)


def _keep(redis: RedisServer) -> None:
    if redis.ensure():
        log.get("service").warning("redis-server had ended and was started again; what it forgot is handed over anew")


def is_terminal() -> bool:
    """Is a person watching?"""
    return sys.stdout.isatty() and sys.stderr.isatty()
