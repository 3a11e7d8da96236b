"""Articles per second, from page in hand to committed incident, against bare ``trafilatura.bare_extraction`` on the same pages.

Ours: a store with the pages already fetched, the own redis-server, two real worker processes that are up and idle. The clock
runs from the first article's enqueueing until the last is done in the database: the page read, strikes extracted, incidents
merged, alerts decided, all committed. The watch is on Morocco, so nothing is sent. The reference: one process, one call for
each page, each page once. The line with one worker shows what the second one brings on this machine.
Run: ``python -m bench.pipeline [articles]``.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import timedelta
from itertools import count, islice
from pathlib import Path

import trafilatura

from bench.pages import Line, Sample, own, reference, report
from monitor.app import again_after, load, redis_of, store_of, utc_now
from monitor.model import Outlet
from monitor.queue import WorkQueue
from monitor.redis_server import RedisServer
from monitor.store.protocol import Store
from monitor.store.rows import FeedSpec, NewEntry, PollOutcome, PollStatus, RawPage
from monitor.supervise import Workers
from tests.servers.service import SECRET, wait_until

FEED = "https://news.example/feed"
CONFIG = """\
feeds: [{url: "https://news.example/feed", outlet: منفذ}]
watches: [{name: all, regions: [MA], channels: [hook]}]
channels: [{name: hook, type: webhook, url: "https://receiver.example/in", secrets: [{env: HOOK_SECRET}]}]
"""
PATIENCE = 50.0


def samples(number: int) -> list[Sample]:
    """So many different articles: ours and the reference corpus's, else ours again with another closing line."""
    given = own() + reference()
    again = (
        Sample(each.title, f"{each.text}\nانتهى الخبر رقم {turn} من نشرة اليوم التي تصدر عن المنفذ كل ساعة.", each.context)
        for turn in count(1)
        for each in own()
    )
    return [*given, *islice(again, max(0, number - len(given)))][:number]


def fill(store: Store, pages: list[Sample]) -> None:
    """Put the pages into the store as the fetcher does, each due for processing."""
    now = utc_now()
    store.sync_feeds([FeedSpec(FEED, FEED)], now)
    urls = [f"https://news.example/{number}" for number in range(len(pages))]
    entries = tuple(NewEntry(url, url, url, title=page.title, published=now) for url, page in zip(urls, pages, strict=True))
    due = store.record_poll(FEED, PollOutcome(PollStatus.FRESH, now + timedelta(hours=1), entries=entries), now, timedelta(hours=24))
    for entry_id, url, page in zip(due, urls, pages, strict=True):
        store.record_fetch(entry_id, RawPage(url, url, 200, {}, page.page, now), Outlet("منفذ", country="SY"), now)


def rasd(pages: list[Sample], workers: int) -> float:
    """Seconds until the last article is processed."""
    with tempfile.TemporaryDirectory(prefix="rasd-bench-") as name:
        data = Path(name)
        (data / "config.yaml").write_text(CONFIG, encoding="utf-8")
        config = load(data / "config.yaml")
        store, redis = store_of(config, data), RedisServer(data / "redis")
        fill(store, pages)
        redis.start()
        crew = Workers(data / "config.yaml", {"RASD_DATA": name}, workers, data / "workers.log")
        crew.start()
        try:
            return timed(store, WorkQueue(redis_of(config, data), config.workers.time_limit), again_after(config), workers, len(pages))
        finally:
            crew.stop(5)
            redis.stop()
            store.close()


def timed(store: Store, queue: WorkQueue, again: timedelta, workers: int, expected: int) -> float:
    if not wait_until(lambda: len(store.heartbeats()) == workers, 20):
        raise SystemExit("the workers did not start")
    began = time.perf_counter()
    due = store.due_articles(utc_now(), expected)
    for article_id in due:
        queue.process(article_id)
    store.mark_articles_enqueued(due, utc_now() + again)
    if not wait_until(lambda: finished(store) == expected, PATIENCE, 0.1):
        raise SystemExit(f"only {finished(store)} of {expected} articles were processed in {PATIENCE:.0f} s")
    return time.perf_counter() - began


def finished(store: Store) -> int:
    now = utc_now()
    states = store.counts(now, now).articles
    if states.get("failed"):
        raise SystemExit("an article failed")
    return states.get("done", 0) + states.get("duplicate", 0)


def other(pages: list[Sample]) -> float:
    ready = [page.page for page in pages]
    trafilatura.bare_extraction(Sample("عنوان", "نص قصير للإحماء", pages[0].context).page)
    began = time.perf_counter()
    for page in ready:
        trafilatura.bare_extraction(page)
    return time.perf_counter() - began


def main(number: int = 150) -> None:
    """Measure and print."""
    os.environ.pop("RASD_REDIS_URL", None)
    os.environ.pop("RASD_DATABASE_URL", None)
    os.environ["HOOK_SECRET"] = SECRET
    pages = samples(number)
    bare = other(pages)
    lines = []
    for workers, aim in ((2, "as near 1 as can be"), (1, "")):
        seconds = rasd(pages, workers)
        names = f"{workers} worker{'s' if workers > 1 else ''}"
        lines.append(
            Line(
                f"{number} pages to committed incidents, {names}",
                f"{number / seconds:.1f} articles/s",
                f"bare_extraction {number / bare:.1f}/s",
                f"{bare / seconds:.2f}",
                aim,
            )
        )
    report("the pipeline", lines)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
