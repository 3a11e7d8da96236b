"""Small rows to put into a store: each says only what its test is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from monitor.model import (
    Acled,
    Alert,
    Change,
    EventType,
    Incident,
    Kind,
    Location,
    Occurred,
    Outlet,
    Precision,
    Report,
    Role,
    Strike,
)
from monitor.store.protocol import Store
from monitor.store.rows import ArticleBody, FeedSpec, NewEntry, PollOutcome, PollStatus, RawPage

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
OUTLET = Outlet("نهر ميديا", country="SY", zone="Asia/Damascus")


def new_entry(name: str = "1", *, published: datetime | None = NOW, url: str = "") -> NewEntry:
    address = url or f"https://news.example/{name}"
    return NewEntry(name, address, address, title=f"غارة {name}", summary="خبر عاجل", published=published)


def fresh(*entries: NewEntry, at: datetime = NOW) -> PollOutcome:
    return PollOutcome(PollStatus.FRESH, at + 10 * MINUTE, 600.0, 200, etag='"v1"', entries=entries)


def unchanged(at: datetime = NOW) -> PollOutcome:
    return PollOutcome(PollStatus.UNCHANGED, at + 10 * MINUTE, 600.0, 304)


def failed(error: str = "HTTP 500", at: datetime = NOW) -> PollOutcome:
    return PollOutcome(PollStatus.FAILED, at + 20 * MINUTE, 1200.0, 500, error=error)


def add_feed(store: Store, key: str = "nahr") -> None:
    store.sync_feeds([FeedSpec(key, f"https://{key}.example/feed")], NOW)


def add_entries(store: Store, *entries: NewEntry, key: str = "nahr") -> list[int]:
    if store.feed(key) is None:
        add_feed(store, key)
    return store.record_poll(key, fresh(*entries), NOW, DAY)


def page(url: str = "https://news.example/1", body: bytes = b"<html>page</html>") -> RawPage:
    return RawPage(url, url, 200, {"content-type": "text/html"}, body, NOW)


def add_article(store: Store, name: str = "1") -> str:
    """An article in hand, due for processing; its id."""
    (entry_id,) = add_entries(store, new_entry(name))
    return store.record_fetch(entry_id, page(f"https://news.example/{name}"), OUTLET, NOW).article_id


def article_body(text: str = "استهدفت غارة مستودعاً قرب البلدة", fingerprint: str = "f1") -> ArticleBody:
    return ArticleBody("عنوان", text, fingerprint, NOW, "feed")


def place(admin1: str | None = "SY-DY", country: str = "SY", role: Role = Role.TARGET) -> Location:
    return Location("الميادين", "الميادين", country, admin1=admin1, role=role)


def strike(start: date | None = TODAY, end: date | None = None, *places: Location, event_type: EventType = EventType.AIR) -> Strike:
    occurred = Occurred(start, end or start, Precision.DAY) if start else None
    acled = Acled("Explosions/Remote violence", "Air/drone strike")
    return Strike(Kind.NEW, event_type, acled, occurred, places or (place(),))


def report(article_id: str, told: Strike | None = None) -> Report:
    return Report(article_id, "نهر ميديا", "https://news.example/1", "عنوان", NOW, told or strike())


def incident(incident_id: str = "i1", *article_ids: str, merged: Strike | None = None, revision: int = 1) -> Incident:
    reports = tuple(report(article_id, merged) for article_id in article_ids or ("a1",))
    return Incident(incident_id, revision, NOW, NOW, merged or strike(), reports)


def opened(one: Incident) -> Change:
    return Change(one, ("opened",), one.reports[-1].article_id, ("no candidate",))


def next_revision(one: Incident, article_id: str) -> Change:
    grown = replace(one, revision=one.revision + 1, reports=(*one.reports, report(article_id, one.merged)))
    return Change(grown, ("corroborated",), article_id)


def save(store: Store, *incidents: Incident) -> None:
    with store.editing(NOW) as tx:
        for one in incidents:
            tx.save_change(opened(one))


def alert(
    alert_id: str = "al1", *, incident_id: str = "i1", revision: int = 1, channel: str = "desk", reason: str = "new_incident"
) -> Alert:
    return Alert(alert_id, incident_id, revision, "deir-ez-zor", channel, reason, NOW + revision * timedelta(seconds=1))


def add_alerts(store: Store, *alerts: Alert, digest: bool = False, due_at: datetime | None = None) -> None:
    with store.editing(NOW) as tx:
        for one in alerts:
            tx.add_alert(one, {"incident": one.incident_id}, due_at, digest=digest)
