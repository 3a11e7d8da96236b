"""What operators ask, and what is cleaned up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from monitor.store.protocol import Store
from tests.store.builders import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    add_alerts,
    add_article,
    add_entries,
    add_feed,
    alert,
    failed,
    incident,
    new_entry,
    save,
)


def test_a_heartbeat_replaces_the_one_before(store: Store) -> None:
    store.heartbeat("monitor", NOW)
    store.heartbeat("worker-1", NOW, {"pid": 7})
    store.heartbeat("monitor", NOW + MINUTE, {"polls": 3})
    assert [(beat.component, beat.at, beat.detail) for beat in store.heartbeats()] == [
        ("monitor", NOW + MINUTE, {"polls": 3}),
        ("worker-1", NOW, {"pid": 7}),
    ]


def test_parts_that_fell_silent_long_ago_are_no_longer_missed(store: Store) -> None:
    for name, at in (("monitor", NOW), ("worker:old", NOW - DAY), ("worker:new", NOW)):
        store.heartbeat(name, at)
    store.forget_heartbeats(NOW - HOUR)
    assert [beat.component for beat in store.heartbeats()] == ["monitor", "worker:new"]
    store.forget_heartbeats(NOW + MINUTE, "worker:new")
    assert [beat.component for beat in store.heartbeats()] == ["monitor"]


def test_the_status_line_counts_what_there_is(store: Store) -> None:
    add_entries(store, new_entry("waiting"))
    add_article(store)
    add_feed(store, "nahr")
    save(store, incident())
    add_alerts(store, alert())
    counts = store.counts(NOW, NOW - MINUTE)
    assert (counts.feeds_due, counts.feeds_healthy, counts.feeds_failing) == (0, 1, 0)
    assert (counts.entries, counts.articles, counts.alerts) == ({"due": 1, "fetched": 1}, {"fetched": 1}, {"pending": 1})
    assert (counts.articles_today, counts.incidents) == (1, 1)
    assert store.counts(NOW, NOW + MINUTE).articles_today == 0


def test_a_feed_never_polled_is_neither_healthy_nor_failing(store: Store) -> None:
    add_feed(store, "a")
    counts = store.counts(NOW, NOW)
    assert (counts.feeds_due, counts.feeds_healthy, counts.feeds_failing) == (1, 0, 0)


def test_a_failing_feed_is_counted(store: Store) -> None:
    add_feed(store, "a")
    store.record_poll("a", failed(), NOW, DAY)
    assert store.counts(NOW, NOW).feeds_failing == 1


def test_only_processed_old_pages_are_purged(store: Store) -> None:
    waiting, done = add_article(store, "1"), add_article(store, "2")
    with store.processing(done, NOW) as tx:
        tx.finish()
    assert store.purge_raw_pages(NOW) == 0
    assert store.purge_raw_pages(NOW + DAY) == 1
    assert store.raw_page(done) is None
    assert store.raw_page(waiting) is not None
    kept = store.article(done)
    assert kept is not None
    assert kept.raw_sha256


def test_entries_that_repeat_an_article_are_forgotten_in_time_and_others_never(store: Store) -> None:
    add_article(store, "1")
    same = "https://news.example/1"
    again = add_entries(store, new_entry("guid-of-today", url=same), new_entry("guid-of-tomorrow", url=same), new_entry("other"))
    store.claim_entries(again, NOW, MINUTE)
    assert store.purge_duplicates(NOW) == 0
    assert store.purge_duplicates(NOW + MINUTE) == 2
    assert store.counts(NOW, NOW).entries == {"due": 1, "fetched": 1}


def test_instants_come_back_in_utc_whatever_zone_they_were_given_in(store: Store) -> None:
    damascus = timezone(timedelta(hours=3))
    store.heartbeat("monitor", datetime(2026, 3, 5, 15, tzinfo=damascus))
    (beat,) = store.heartbeats()
    assert beat.at == NOW
    assert beat.at.tzinfo is UTC


def test_a_due_time_is_compared_as_an_instant(store: Store) -> None:
    damascus = timezone(timedelta(hours=3))
    add_feed(store, "a")
    assert store.due_feeds((NOW - MINUTE).astimezone(damascus)) == []
    assert store.due_feeds(NOW.astimezone(damascus))


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="time zone"):
        store.heartbeat("monitor", NOW.replace(tzinfo=None))


def test_a_sound_database_passes_its_check(store: Store) -> None:
    store.check()


def test_after_the_clock_was_set_back_nothing_waits_for_the_time_that_it_showed_before(store: Store) -> None:
    (entry,) = add_entries(store, new_entry("waiting"))
    article = add_article(store, "2")
    save(store, incident())
    add_alerts(store, alert(alert_id="sent"), alert(alert_id="waiting"))
    add_alerts(store, alert(alert_id="held"), digest=True, due_at=NOW + 9 * HOUR)
    for one in ("sent", "waiting"):
        store.claim_alert(one, NOW, HOUR)
    store.record_delivery("sent", NOW)
    store.claim_entries([entry], NOW, 5 * HOUR)
    store.claim_article(article, NOW, 5 * HOUR)
    earlier = NOW - 3 * HOUR
    assert (store.due_feeds(earlier), store.due_entries(earlier), store.due_articles(earlier), store.due_alerts(earlier)) == (
        [],
        [],
        [],
        [],
    )
    store.hasten(earlier)
    assert {feed.key for feed in store.due_feeds(earlier)} == {"nahr"}
    assert [one.id for one in store.due_entries(earlier)] == [entry]
    assert store.claim_article(article, earlier, HOUR) is not None
    assert store.due_alerts(earlier) == ["waiting"]
    assert store.claim_alert("waiting", earlier, HOUR) is not None
    assert store.due_digests(earlier) == {}
