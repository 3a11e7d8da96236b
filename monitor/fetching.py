"""Fetches the pages of entries that are due and hands their articles to the queue. It decides nothing itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from monitor import log
from monitor.config import Config
from monitor.errors import FetchError, FetchRefused, StoreError
from monitor.fetch.page import FetchedPage, PageFetcher
from monitor.fetch.policy import next_attempt
from monitor.model import Outlet
from monitor.store import rows
from monitor.store.protocol import EntryStore
from monitor.store.rows import Entry, RecordedFetch
from monitor.turns import Tasks, guarded, one_per_host

_RECORD_AGAIN = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)  # seconds between tries, well within the lease
LEASE = timedelta(minutes=5)  # a page waits for robots.txt, its host's pause and a slow server


class Fetcher:
    """Call :meth:`tick` when entries may be due. ``arrived`` is called when an article is ready to be processed."""

    def __init__(
        self, store: EntryStore, pages: PageFetcher, config: Config, clock: Callable[[], datetime], arrived: Callable[[], None]
    ) -> None:
        self._store = store
        self._pages = pages
        self._clock = clock
        self._arrived = arrived
        self._lock = asyncio.Lock()
        self._loop = asyncio.get_running_loop()
        self._stopping = False
        self.tasks = Tasks("fetch", config.fetch.concurrency, self.wake)
        self.configure(config)

    def configure(self, config: Config) -> None:
        """Use these feeds' outlets and limits from now on."""
        self._feeds = {feed.url: feed for feed in config.feeds}
        self.tasks.limit = config.fetch.concurrency

    def wake(self) -> None:
        """Look at once at what is due."""
        if not self._stopping:
            self._loop.create_task(guarded("fetch", self.tick))

    async def tick(self) -> None:
        """Begin fetching what is due, one page per host."""
        if self._stopping or self._lock.locked() or self.tasks.free <= 0:
            return
        async with self._lock:
            now = self._clock()
            due = await asyncio.to_thread(self._store.due_entries, now)
            chosen = one_per_host(due, lambda entry: entry.url, self.tasks.busy_hosts, self.tasks.free)
            if not chosen:
                return
            claimed = await asyncio.to_thread(self._store.claim_entries, [entry.id for entry in chosen], now, LEASE)
            for entry in chosen:
                if entry.id in claimed:
                    self.tasks.begin(entry.id, entry.url, self._fetch(entry), partial(self._release, entry.id))

    async def stop(self, seconds: float) -> None:
        """Begin nothing more; let what is under way finish for so long."""
        self._stopping = True
        await self.tasks.settle(seconds)

    def _release(self, entry_id: int) -> None:
        self._store.release_entry(entry_id, self._clock())

    def _outlet(self, entry: Entry) -> Outlet:
        feed = self._feeds.get(entry.feed_key)
        return feed.publisher if feed else Outlet(name=entry.feed_key)

    async def _fetch(self, entry: Entry) -> None:
        try:
            page = await self._page(entry)
        except FetchError as error:
            await self._failed(entry, error)
            return
        except Exception as error:  # noqa: BLE001 - counted like any other failure: in the end the feed's own words stand in
            log.get("fetch").exception("fetch ended by a defect of ours", url=entry.url)
            await self._failed(entry, FetchError(f"a defect of ours: {type(error).__name__}: {error}"))
            return
        if (await self._keep(entry, page)).new:
            self._arrived()

    async def _page(self, entry: Entry) -> FetchedPage:
        if not entry.url:
            raise FetchRefused("the feed gives no address for this entry")
        feed = self._feeds.get(entry.feed_key)
        return await self._pages.fetch(entry.url, self._clock(), robots=feed.robots if feed else True)

    async def _keep(self, entry: Entry, page: FetchedPage) -> RecordedFetch:
        """Record a page. A database that is away for a moment must not cost the page: it is in hand, and asked for once."""
        for pause in _RECORD_AGAIN:
            try:
                return await asyncio.to_thread(self._store.record_fetch, entry.id, stored(page), self._outlet(entry), self._clock())
            except StoreError as error:
                log.get("fetch").warning("page is kept in hand until the database takes it", url=entry.url, error=str(error))
                await asyncio.sleep(pause)
        return await asyncio.to_thread(self._store.record_fetch, entry.id, stored(page), self._outlet(entry), self._clock())

    async def _failed(self, entry: Entry, error: FetchError) -> None:
        now = self._clock()
        again = None if error.permanent else next_attempt(entry.attempts + 1, now, error.retry_after)
        log.get("fetch").warning(
            "page failed", url=entry.url, error=str(error), attempt=entry.attempts + 1, next=again and again.isoformat()
        )
        if again is not None:
            await asyncio.to_thread(self._store.record_fetch_failure, entry.id, str(error), now, again)
        elif entry.title or entry.summary:
            await asyncio.to_thread(self._store.record_summary_only, entry.id, str(error), self._outlet(entry), now)
            self._arrived()
        else:
            await asyncio.to_thread(self._store.record_fetch_failure, entry.id, str(error), now, None)


def stored(page: FetchedPage) -> rows.FetchedPage:
    """A page as the store takes it."""
    headers = {**page.headers, "x-charset": page.charset} if page.charset else dict(page.headers)
    return rows.FetchedPage(
        canonical_url=page.canonical_url,
        final_url=page.final_url,
        status=page.status,
        headers=headers,
        body=page.body,
        fetched_at=page.fetched_at,
    )
