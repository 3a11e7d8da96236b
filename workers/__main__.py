"""The worker process: loads the extractor once, then forks a work-horse for each job (RQ).

``python -m workers --config config.yaml`` is what ``rasd worker`` and ``rasd run`` start. SIGTERM lets the job in hand finish; a
second one a second later ends it, and its row becomes due again when its lease ends.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import socket
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, Worker
from rq.job import Job
from rq.serializers import JSONSerializer

from monitor import log
from monitor.app import load, redis_url_of, utc_now
from monitor.config import Changed, ConfigWatcher
from monitor.datadir import data_directory
from monitor.errors import RasdError
from monitor.processes import die_with_parent
from monitor.queue import ALERTS, ARTICLES
from monitor.supervise import SLOT
from workers import jobs
from workers.desk import Desk
from workers.extractor import extract, warm_up

_MONITORING_SECONDS = 5  # how often a busy worker shows that it lives
_HEARTBEAT_SECONDS = 15
_SETTLE_SECONDS = 0.1
_WORKER_TTL = 40  # RQ waits for a job for 15 s less, and beats between two waits
_STAY_SECONDS = 1.5  # how long a work-horse goes on with waiting articles after its own: forking costs more than most of them
_A_MOMENT = timedelta(minutes=1)
_LONGEST_WAIT = 5  # seconds between two tries to reach a Redis that is down


class RasdWorker(Worker):
    """An RQ worker that takes a changed configuration between two jobs and puts hard limits on its work-horse."""

    desk: Desk
    watcher: ConfigWatcher
    known_as: str  # in the database; the fork shows itself under its worker's name
    _beaten: float = 0.0

    def execute_job(self, job: Job, queue: Queue) -> None:
        """Run one job in a fork, which inherits the configuration as it is now."""
        self._refresh()
        super().execute_job(job, queue)

    def perform_job(self, job: Job, queue: Queue) -> bool:
        """In the fork: the job that it was made for, then for a moment articles that wait, each with a time limit of its own.

        Alerts never wait for this, and a fork that is killed loses nothing: what it held is due again in the database.
        """
        until = time.monotonic() + _STAY_SECONDS
        done: bool = super().perform_job(job, queue)
        alerts, articles = self.queues
        while time.monotonic() < until and not alerts.count and (found := _waiting(articles)):
            self.prepare_execution(found)
            super().perform_job(found, articles)
        return done

    def heartbeat(self, *args: Any, **kwargs: Any) -> None:
        """Show to Redis, and at times to the database, that this worker lives."""
        super().heartbeat(*args, **kwargs)
        if time.monotonic() - self._beaten > _HEARTBEAT_SECONDS:
            self._beaten = time.monotonic()
            self._beat()

    def setup_work_horse_signals(self) -> None:
        """Bind the fork's life to ours, and its processor time to the job's limit: a parser that loops in C never
        comes back to the interpreter, where RQ's own alarm is handled."""
        super().setup_work_horse_signals()  # type: ignore[no-untyped-call]
        die_with_parent(signal.SIGKILL)
        seconds = round(self.desk.config.workers.time_limit.total_seconds() + _STAY_SECONDS) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))

    def _refresh(self) -> None:
        look = self.watcher.poll()
        if self.watcher.unsettled:  # an edit: look again once whoever writes it had time to finish
            time.sleep(_SETTLE_SECONDS)
            look = self.watcher.poll()
        if isinstance(look, Changed):
            self.desk.config = look.config

    def _beat(self) -> None:
        try:
            self.desk.store.heartbeat(self.known_as, utc_now(), {"host": socket.gethostname(), "pid": self.pid})
        except RasdError as error:
            log.get("worker").warning("heartbeat not noted", error=str(error))

    def take_leave(self) -> None:
        """Who was told to stop is not missed."""
        try:
            self.desk.store.forget_heartbeats(utc_now() + _A_MOMENT, self.known_as)
        except RasdError as error:
            log.get("worker").warning("leave not noted", error=str(error))


def _own_name() -> str:
    """By its slot of a service, which its successor takes over; else by its process, for there may be several on a host."""
    return f"worker:{socket.gethostname()}:{os.environ.get(SLOT) or os.getpid()}"


def _waiting(queue: Queue) -> Job | None:
    """The next job of a queue, taken off it; nothing when none waits."""
    found = Queue.dequeue_any([queue], None, connection=queue.connection, serializer=JSONSerializer)
    return found[0] if found else None


def work(config: Path) -> int:
    """Serve both queues until told to stop; alerts first. The process's exit status."""
    data = data_directory()
    current = load(config)
    warm_up()
    desk = Desk(current, data, extract)
    jobs.use(desk)
    try:
        worker = _worker(config, desk)
        worker.work(logging_level="WARNING")
    except RedisError as error:  # away, out of memory, read-only: RQ cannot even take its leave of it
        log.get("worker").error("Redis cannot be used; the worker ends and is to be started again", error=str(error), fault="operator")
        return 1
    worker.take_leave()
    return 0


def _worker(config: Path, desk: Desk) -> RasdWorker:
    # the worker blocks on this connection by design, so it has no read time-out
    connection = Redis.from_url(redis_url_of(desk.config, desk.data))
    queues = [Queue(name, connection=connection, serializer=JSONSerializer) for name in (ALERTS, ARTICLES)]
    worker = RasdWorker(
        queues,
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=_WORKER_TTL,
        job_monitoring_interval=_MONITORING_SECONDS,
    )
    worker.desk, worker.watcher, worker.known_as = desk, ConfigWatcher(config, load, desk.config), _own_name()
    worker.max_connection_wait_time = _LONGEST_WAIT
    return worker


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and work. Errors that are the operator's are one line, status 2."""
    parser = argparse.ArgumentParser(prog="python -m workers", description="The worker process of Rasd.")
    parser.add_argument("--config", type=Path, default=Path("config.yaml"))
    options = parser.parse_args(arguments)
    log.configure()
    try:
        return work(options.config)
    except RasdError as error:
        log.get("worker").error("cannot start", error=str(error), fault=error.fault)
        return 2


if __name__ == "__main__":
    sys.exit(main())
