"""Articles put into a store as the monitor does it, ready for a worker."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.model import Outlet
from monitor.store.protocol import Store
from monitor.store.rows import FeedSpec, NewEntry, PollOutcome, PollStatus, RawPage, Rewritten
from tests.configured import FEED

TOWNS = ("الميادين", "البوكمال", "القورية", "هجين", "الصور")


def story(town: str, killed: str = "أربعة") -> str:
    """A strike on a town of the Deir ez-Zor countryside, told today."""
    return f"استهدفت طائرة مسيّرة اليوم مقراً عسكرياً في مدينة {town} بريف دير الزور الشرقي، ما أدى إلى مقتل {killed} عناصر."


def in_hand(store: Store, number: int, text: str, now: datetime, *, title: str = "", outlet: str = "منفذ أول", head: str = "") -> str:
    """The ``number``-th article of the feed, fetched and due for processing; its id."""
    url = f"https://one.example/{number}"
    store.sync_feeds([FeedSpec(FEED, FEED)], now)
    entry = NewEntry(f"guid-{number}", url, url, title or "خبر عاجل من المنطقة", published=now)
    outcome = PollOutcome(PollStatus.FRESH, now + timedelta(hours=1), entries=(entry,))
    (due,) = store.record_poll(FEED, outcome, now, timedelta(days=1))
    return _fetched(store, due, url, _page(text, title, head), outlet, now)


def rewritten(store: Store, number: int, text: str, now: datetime, *, title: str = "", outlet: str = "منفذ أول") -> str:
    """The same article as its outlet has rewritten it by ``now``, read again and due for processing; its id."""
    url = f"https://one.example/{number}"
    entry = NewEntry(f"guid-{number}", url, url, title or f"محدث {now}", published=now, updated=now)
    outcome = PollOutcome(PollStatus.FRESH, now + timedelta(hours=1), entries=(entry,), rewritten=(Rewritten(entry.identity, now, entry),))
    store.record_poll(FEED, outcome, now, timedelta(days=1))
    (due,) = store.due_entries(now)
    return _fetched(store, due.id, url, _page(text, title, ""), outlet, now)


def _page(text: str, title: str, head: str) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return f"<html><head>{head}</head><body><article><h1>{title}</h1>{lines}</article></body></html>".encode()


def _fetched(store: Store, entry_id: int, url: str, page: bytes, outlet: str, now: datetime) -> str:
    store.claim_entries([entry_id], now, timedelta(minutes=1))
    fetched = RawPage(url, url, 200, {"content-type": "text/html"}, page, now)
    return store.record_fetch(entry_id, fetched, Outlet(outlet, "SY"), now).article_id
