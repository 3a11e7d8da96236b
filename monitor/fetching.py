"""Fetches the pages of entries that are due and hands their articles to the queue. It decides nothing itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from monitor import log
from monitor.config import Config
from monitor.errors import FetchError, FetchRefused, StoreError
from monitor.fetch.page import FetchedPage, PageFetcher
from monitor.fetch.policy import next_attempt
from monitor.model import Outlet
from monitor.store import rows
from monitor.store.protocol import EntryStore
from monitor.store.rows import Entry, RecordedFetch
from monitor.turns import Rounds

_RECORD_AGAIN = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)  # seconds between tries, well within the lease
LEASE = timedelta(minutes=5)  # a page waits for robots.txt, its host's pause and a slow server


class Fetcher(Rounds[Entry]):
    """Fetches the pages of entries. ``arrived`` is called when an article is ready to be processed."""

    def __init__(
        self, store: EntryStore, pages: PageFetcher, config: Config, clock: Callable[[], datetime], arrived: Callable[[], None]
    ) -> None:
        super().__init__("fetch", config.fetch.concurrency, clock)
        self._store = store
        self._pages = pages
        self._arrived = arrived
        self.configure(config)

    def configure(self, config: Config) -> None:
        """Use these feeds' outlets and limits from now on."""
        self._feeds = {feed.url: feed for feed in config.feeds}
        self.tasks.limit = config.fetch.concurrency

    def _due(self, now: datetime) -> Sequence[Entry]:
        return self._store.due_entries(now)

    def _claimed(self, chosen: Sequence[Entry], now: datetime) -> Sequence[Entry]:
        claimed = self._store.claim_entries([entry.id for entry in chosen], now, LEASE)
        return [entry for entry in chosen if entry.id in claimed]

    def _key_of(self, entry: Entry) -> int:
        return entry.id

    def _url_of(self, entry: Entry) -> str:
        return entry.url

    def _doubtful(self, entry: Entry) -> bool:
        return entry.last_error is not None

    def _release(self, entry: Entry) -> None:
        self._store.release_entry(entry.id, self._clock())

    def _outlet(self, entry: Entry) -> Outlet:
        feed = self._feeds.get(entry.feed_key)
        return feed.publisher if feed else Outlet(name=entry.feed_key)

    async def _work(self, entry: Entry) -> None:
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


def stored(page: FetchedPage) -> rows.RawPage:
    """A page as the store takes it."""
    headers = {**page.headers, "x-charset": page.charset} if page.charset else dict(page.headers)
    return rows.RawPage(
        canonical_url=page.canonical_url,
        final_url=page.final_url,
        status=page.status,
        headers=headers,
        body=page.body,
        fetched_at=page.fetched_at,
    )
