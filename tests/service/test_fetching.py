"""A page in hand survives a database that is away for a moment."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from monitor import fetching
from monitor.config import Config
from monitor.errors import StoreError
from monitor.fetch.page import FetchedPage
from monitor.fetching import Fetcher
from monitor.model import Outlet
from monitor.store import rows
from monitor.store.rows import Entry, EntryState, RecordedFetch

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
URL = "https://one.example/1"


class AwayForAWhile:
    """A store of one due entry whose database refuses the first few records."""

    def __init__(self, refusals: int) -> None:
        self.refusals = refusals
        self.kept: list[bytes] = []
        self.entry = Entry(1, "https://one.example/feed", "g", URL, URL, "t", "", "", NOW, "", "ok", NOW, EntryState.DUE, NOW)

    def due_entries(self, now: datetime, limit: int = 1000) -> list[Entry]:
        return [] if self.kept else [self.entry]

    def claim_entries(self, ids: list[int], now: datetime, lease: timedelta) -> set[int]:
        return set(ids)

    def record_fetch(self, entry_id: int, page: rows.RawPage, outlet: Outlet, now: datetime) -> RecordedFetch:
        if self.refusals:
            self.refusals -= 1
            raise StoreError("the database cannot be reached", "connection")
        self.kept.append(page.body)
        return RecordedFetch("a1", new=True)


class Pages:
    """Gives every page, and counts how often it was asked."""

    asked = 0

    async def fetch(self, url: str, now: datetime, *, robots: bool = True) -> FetchedPage:
        self.asked += 1
        return FetchedPage(url, url, url, 200, {}, b"page", "", now)


async def test_a_page_is_asked_for_once_and_kept_when_the_database_is_back(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_RECORD_AGAIN", (0.01,) * 7)
    store, pages, arrived = AwayForAWhile(refusals=3), Pages(), asyncio.Event()
    fetcher = Fetcher(store, pages, config, lambda: NOW, arrived.set)  # type: ignore[arg-type]
    await fetcher.tick()
    await asyncio.wait_for(arrived.wait(), 10)
    assert (store.kept, pages.asked) == ([b"page"], 1)
    await fetcher.stop(1)
