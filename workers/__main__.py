"""The worker process: loads the extractor once, then forks a work-horse for each job (RQ).

``python -m workers --config config.yaml`` is what ``rasd worker`` and ``rasd run`` start. SIGTERM lets the job in hand finish; a
second one a second later ends it, and its row becomes due again when its lease ends.
"""

from __future__ import annotations

import argparse
import resource
import signal
import sys
from pathlib import Path

from redis import Redis
from rq import Queue, Worker
from rq.job import Job
from rq.serializers import JSONSerializer

from monitor import log
from monitor.app import WorkerRoot, open_worker
from monitor.errors import RasdError
from monitor.processes import die_with_parent
from monitor.queue import ALERTS, ARTICLES
from workers import jobs

_MONITORING_SECONDS = 5  # how often a busy worker shows that it lives
_LONGEST_WAIT = 5  # seconds between two tries to reach a Redis that is down


class RasdWorker(Worker):
    """An RQ worker that takes a changed configuration between two jobs and puts hard limits on its work-horse."""

    root: WorkerRoot

    def execute_job(self, job: Job, queue: Queue) -> None:
        """Run one job in a fork, which inherits the configuration as it is now."""
        self.root.refresh()
        super().execute_job(job, queue)

    def setup_work_horse_signals(self) -> None:
        """Bind the fork's life to ours, and its processor time to the job's limit: a parser that loops in C never
        comes back to the interpreter, where RQ's own alarm is handled."""
        super().setup_work_horse_signals()
        die_with_parent(signal.SIGKILL)
        seconds = self.root.cpu_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))


def work(config: Path) -> int:
    """Serve both queues until told to stop; alerts first. The process's exit status."""
    root = open_worker(config)
    jobs.use(root.desk)
    connection = Redis.from_url(root.redis_url)
    queues = [Queue(name, connection=connection, serializer=JSONSerializer) for name in (ALERTS, ARTICLES)]
    worker = RasdWorker(queues, connection=connection, serializer=JSONSerializer, job_monitoring_interval=_MONITORING_SECONDS)
    worker.root = root
    worker.max_connection_wait_time = _LONGEST_WAIT
    root.started()
    worker.work(logging_level="WARNING")
    return 0


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
