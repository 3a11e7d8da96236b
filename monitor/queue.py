"""The queue between the monitor and the workers: RQ on Redis, carrying ids only, JSON-serialised.

Jobs are named as strings, so that enqueueing imports no worker code. The queue promises nothing: what is due, and when it
was last handed over, stands in the database. A job that is lost is handed over again by the sweep, and one that runs twice
finds its row claimed or done.
"""

from __future__ import annotations

from datetime import timedelta

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer

from monitor.errors import RasdError

ALERTS = "alerts"
ARTICLES = "articles"
PROCESS_ARTICLE = "workers.jobs.process_article"
DELIVER = "workers.jobs.deliver"
DELIVER_SECONDS = 110  # past this an attempt is broken off, within the time for which its alert is claimed


class QueueDown(RasdError):
    """Redis did not answer; the work stays due in the database and the sweep enqueues it again."""

    fault = "operator"
    permanent = False


class WorkQueue:
    """Enqueues by name. Each method raises :class:`QueueDown` when Redis does not answer."""

    def __init__(self, connection: Redis, time_limit: timedelta) -> None:
        self._seconds = max(1, round(time_limit.total_seconds()))  # past this a work-horse is killed
        self._queues = {name: Queue(name, connection=connection, serializer=JSONSerializer) for name in (ALERTS, ARTICLES)}

    def process(self, article_id: str) -> None:
        """Ask a worker to process an article."""
        self._put(ARTICLES, PROCESS_ARTICLE, article_id, self._seconds)

    def deliver(self, alert_id: str) -> None:
        """Ask a worker to send an alert."""
        self._put(ALERTS, DELIVER, alert_id, DELIVER_SECONDS)

    def waiting(self) -> dict[str, int]:
        """How many jobs wait in each queue."""
        try:
            return {name: queue.count for name, queue in self._queues.items()}
        except RedisError as error:
            raise QueueDown(f"Redis did not answer: {error}") from error

    def _put(self, queue: str, function: str, argument: str, seconds: int) -> None:
        try:
            self._queues[queue].enqueue_call(func=function, args=(argument,), timeout=seconds, result_ttl=0, failure_ttl=3600)
        except RedisError as error:
            raise QueueDown(f"Redis did not answer: {error}") from error
