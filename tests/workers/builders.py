"""Articles put into a store as the monitor does it, ready for a worker."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.model import Outlet
from monitor.store.protocol import Store
from monitor.store.rows import FeedSpec, NewEntry, PollOutcome, PollStatus, RawPage
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
    store.claim_entries([due], now, timedelta(minutes=1))
    page = f"<html><head>{head}</head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    fetched = RawPage(url, url, 200, {"content-type": "text/html"}, page.encode(), now)
    return store.record_fetch(due, fetched, Outlet(outlet, "SY"), now).article_id
