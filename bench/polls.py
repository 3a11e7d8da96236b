"""Polls per second against the PyPI package ``reader``, on the same loopback feeds, in one run.

What is compared is a whole update of every feed, store included, with 30 items a feed, Arabic, with full content:

- *fresh*: each feed is asked for the first time, parsed, and its items written to an SQLite file;
- *unchanged*: each is asked again and answers 304, and that is written.

Rasd polls as its service does (claim, poll, decide, record; 32 at once). ``reader`` runs ``update_feeds`` with one and with
eight workers; the faster counts. The server is a process of its own. Each side has a new database per round; the best of
the rounds counts, rounds of both sides alternate. Run: ``python -m bench.polls [feeds] [rounds]``.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import feedparser_sgmllib
from reader import make_reader

from monitor.feeds.policy import next_poll
from monitor.feeds.poll import PollRequest, poll
from monitor.guard import Guard
from monitor.http import Client
from monitor.polling import outcome_of
from monitor.store.protocol import Store
from monitor.store.rows import Feed, FeedSpec
from monitor.store.sql import open_store

# reader carries an older feedparser, which imports this module under the name that it had before.
sys.modules.setdefault("sgmllib", feedparser_sgmllib)

ITEMS = 30
AT_ONCE = 32
SENTENCE = "قال سكان من القرية إن أصوات انفجارات سمعت عند منتصف الليل وإن الطيران حلق فوق المنطقة حتى الفجر. "
ITEM = """<item><title>أنباء عن انفجارات قرب القرية رقم {n} في الريف الشرقي</title><link>http://{host}/{feed}/{n}?utm_source=rss</link>
<comments>http://{host}/{feed}/{n}#comments</comments><dc:creator><![CDATA[غرفة الأخبار]]></dc:creator><pubDate>{date}</pubDate>
<category><![CDATA[أخبار]]></category><category><![CDATA[الريف الشرقي]]></category><guid isPermaLink="false">http://{host}/?p={feed}-{n}</guid>
<description><![CDATA[<p>{sentence}</p>]]></description><content:encoded><![CDATA[{content}]]></content:encoded></item>"""
HEAD = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>موقع رقم {feed}</title><link>http://{host}/</link><description>x</description>"""


def feed_body(feed: str, host: str) -> bytes:
    """One feed of 30 items, as WordPress makes them."""
    date = datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    content = "".join(f'<p>{SENTENCE}<a href="/{n}">{SENTENCE[:30]}</a></p>' for n in range(6))
    items = (ITEM.format(n=n, feed=feed, host=host, date=date, sentence=SENTENCE, content=content) for n in range(ITEMS))
    return (HEAD.format(feed=feed, host=host) + "".join(items) + "</channel></rss>").encode()


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer requests on one connection: 304 to any condition, else the feed that the path names."""
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            path = head.split(b" ", 2)[1].decode()
            if b"if-none-match" in head.lower():
                writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
            else:
                body = feed_body(path.strip("/"), "news.example")
                kind = b"Content-Type: application/rss+xml; charset=utf-8"
                writer.write(b'HTTP/1.1 200 OK\r\nETag: "1"\r\n%s\r\nContent-Length: %d\r\n\r\n%s' % (kind, len(body), body))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def serve(port_to: Connection) -> None:
    """The server process."""

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1024)
        port_to.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def utc_now() -> datetime:
    return datetime.now(UTC)


async def update(store: Store, client: Client, now: datetime) -> int:
    """One update of all that is due, as the service's poller does it; how many polls succeeded."""
    limit = asyncio.Semaphore(AT_ONCE)

    async def one(feed: Feed) -> bool:
        async with limit:
            result = await poll(client, PollRequest(feed.current_url, etag=feed.etag, last_modified=feed.last_modified), utc_now())
            following = next_poll(result.ending, feed.failures, now, 0.5, wishes=result.wishes)
            await asyncio.to_thread(store.record_poll, feed.key, outcome_of(result, following), now, timedelta(hours=24))
            return result.error is None

    due = store.due_feeds(now, limit=100_000)
    store.claim_feeds([feed.key for feed in due], now, timedelta(minutes=5))
    return sum(await asyncio.gather(*map(one, due)))


def rasd(urls: list[str], directory: Path) -> tuple[float, float]:
    """Seconds for the fresh and for the unchanged update."""

    async def run() -> tuple[float, float]:
        store = open_store(f"sqlite:///{directory / 'rasd.sqlite'}")
        now = utc_now()
        store.sync_feeds([FeedSpec(url, url) for url in urls], now)
        async with Client(Guard.of(["127.0.0.0/8"])) as client:
            fresh = await timed(update(store, client, now), len(urls))
            unchanged = await timed(update(store, client, now + timedelta(days=2)), len(urls))
        return fresh, unchanged

    return asyncio.run(run())


async def timed(work, expected: int) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    done = await work
    if done != expected:
        raise SystemExit(f"only {done} of {expected} polls succeeded")
    return time.perf_counter() - began


def other(workers: int) -> Callable[[list[str], Path], tuple[float, float]]:
    """The same by ``reader``."""

    def run(urls: list[str], directory: Path) -> tuple[float, float]:
        reader = make_reader(str(directory / "reader.sqlite"), search_enabled=False)
        for url in urls:
            reader.add_feed(url)
        seconds = []
        for _ in ("fresh", "unchanged"):
            began = time.perf_counter()
            reader.update_feeds(workers=workers, scheduled=False)
            seconds.append(time.perf_counter() - began)
        if reader.get_entry_counts().total != len(urls) * ITEMS:
            raise SystemExit("reader did not get every entry")
        return seconds[0], seconds[1]

    return run


def main(feeds: int = 200, rounds: int = 3) -> None:
    """Run the rounds and print the ratios."""
    logging.disable(logging.ERROR)
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    server.start()
    port = here.recv()
    urls = [f"http://127.0.0.1:{port}/{n}" for n in range(feeds)]
    sides = {"rasd": rasd, "reader, 1 worker": other(1), "reader, 8 workers": other(8)}
    best = {name: (float("inf"), float("inf")) for name in sides}
    for _ in range(rounds):
        for name, run in sides.items():
            with tempfile.TemporaryDirectory() as directory:
                fresh, unchanged = run(urls, Path(directory))
            best[name] = (min(best[name][0], fresh), min(best[name][1], unchanged))
    server.terminate()
    report(best, feeds)


def report(best: dict[str, tuple[float, float]], feeds: int) -> None:
    """Print polls per second, and ratios to the faster of reader's two."""
    for name, (fresh, unchanged) in best.items():
        print(f"{name:18} fresh {feeds / fresh:8.0f}/s   unchanged {feeds / unchanged:8.0f}/s")
    others = [seconds for name, seconds in best.items() if name != "rasd"]
    for index, (what, aim) in enumerate((("fresh feeds of 30 items", 1.5), ("304 answers", 3.0))):
        ratio = min(seconds[index] for seconds in others) / best["rasd"][index]
        print(f"{what}: {ratio:.2f} times reader (aim {aim})")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
