"""The queue between the monitor and the workers: RQ on Redis, carrying ids only, JSON-serialised.

Jobs are named as strings, so that enqueueing imports no worker code. The queue promises nothing: what is due, and when it
was last handed over, stands in the database. A job that is lost is handed over again by the sweep, and one that runs twice
finds its row claimed or done.
"""

from __future__ import annotations

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer

from monitor.errors import RasdError

ALERTS = "alerts"
ARTICLES = "articles"
PROCESS_ARTICLE = "workers.jobs.process_article"
DELIVER = "workers.jobs.deliver"
ARTICLE_SECONDS = 60  # trafilatura has no time limit of its own; past this the work-horse is killed
DELIVER_SECONDS = 180


class QueueDown(RasdError):
    """Redis did not answer; the work stays due in the database and the sweep enqueues it again."""

    fault = "operator"
    permanent = False


class WorkQueue:
    """Enqueues by name. Each method raises :class:`QueueDown` when Redis does not answer."""

    def __init__(self, connection: Redis) -> None:
        self._queues = {name: Queue(name, connection=connection, serializer=JSONSerializer) for name in (ALERTS, ARTICLES)}

    def process(self, article_id: str) -> None:
        """Ask a worker to process an article."""
        self._put(ARTICLES, PROCESS_ARTICLE, article_id, ARTICLE_SECONDS)

    def deliver(self, channel: str) -> None:
        """Ask a worker to send what is due on a channel."""
        self._put(ALERTS, DELIVER, channel, DELIVER_SECONDS)

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
