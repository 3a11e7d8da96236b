"""Figures for Prometheus, read from the database when they are asked for. The only prometheus_client import."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from monitor import log
from monitor.errors import RasdError
from monitor.queue import WorkQueue
from monitor.store.protocol import OpsStore
from monitor.store.rows import Counts


class _Figures(Collector):
    """What the database and the queue say at the moment of the scrape. ``rasd_up`` is 0 when one does not answer."""

    def __init__(self, store: OpsStore, queue: WorkQueue, clock: Callable[[], datetime]) -> None:
        self._store, self._queue, self._clock = store, queue, clock

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing is asked before the first scrape."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures now."""
        now = self._clock()
        try:
            counts = self._store.counts(now, now.replace(hour=0, minute=0, second=0, microsecond=0))
            waiting = self._queue.waiting()
            beats = {beat.component: (now - beat.at).total_seconds() for beat in self._store.heartbeats()}
        except RasdError as error:
            log.get("metrics").warning("figures not to be had", error=str(error))
            yield GaugeMetricFamily("rasd_up", "Whether the database and the queue answer.", value=0)
            return
        yield GaugeMetricFamily("rasd_up", "Whether the database and the queue answer.", value=1)
        yield from _gauges(counts, waiting, beats)


def _gauges(counts: Counts, waiting: Mapping[str, int], beats: Mapping[str, float]) -> Iterator[GaugeMetricFamily]:
    feeds = {"due": counts.feeds_due, "healthy": counts.feeds_healthy, "failing": counts.feeds_failing}
    yield _by("rasd_feeds", "Feeds by how they are doing.", "state", feeds)
    yield _by("rasd_entries", "Entries by state.", "state", counts.entries)
    yield _by("rasd_articles", "Articles by state.", "state", counts.articles)
    yield _by("rasd_alerts", "Alerts by state.", "state", counts.alerts)
    yield _by("rasd_queue_waiting", "Jobs that no worker has begun.", "queue", waiting)
    yield _by("rasd_heartbeat_age_seconds", "Seconds since a component showed itself.", "component", beats)
    yield GaugeMetricFamily("rasd_articles_today", "Articles fetched since midnight UTC.", value=counts.articles_today)
    yield GaugeMetricFamily("rasd_incidents", "Incidents known.", value=counts.incidents)


def _by(name: str, words: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, words, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family


def serve(address: str, port: int, store: OpsStore, queue: WorkQueue, clock: Callable[[], datetime]) -> Callable[[], None]:
    """Answer scrapes on ``address:port`` until the returned function is called."""
    registry = CollectorRegistry()
    registry.register(_Figures(store, queue, clock))
    server, thread = start_http_server(port, address, registry)

    def close() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return close
