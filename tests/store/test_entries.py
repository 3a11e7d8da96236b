"""Entries: from the feed's item to the article."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from monitor.store.protocol import Store
from monitor.store.rows import ArticleState, EntryState, FeedSpec
from tests.store.builders import DAY, HOUR, MINUTE, NOW, OUTLET, add_article, add_entries, add_feed, fresh, new_entry, page


def state(store: Store, entry_id: int) -> EntryState:
    entry = store.entry(entry_id)
    assert entry is not None
    return entry.state


def test_an_entry_comes_back_as_it_was_given(store: Store) -> None:
    given = replace(new_entry(), author="مراسل", published_raw="الخميس 5 آذار", published_flag="month_name")
    (entry_id,) = add_entries(store, given)
    entry = store.entry(entry_id)
    assert entry is not None
    assert (entry.title, entry.author, entry.published, entry.published_raw) == (given.title, "مراسل", NOW, "الخميس 5 آذار")


def test_a_claimed_entry_is_nobody_elses_until_its_lease_ends(store: Store) -> None:
    (entry_id,) = add_entries(store, new_entry())
    assert store.claim_entries([entry_id], NOW, MINUTE) == {entry_id}
    assert store.claim_entries([entry_id], NOW, MINUTE) == set()
    assert store.due_entries(NOW) == []
    assert store.claim_entries([entry_id], NOW + MINUTE, MINUTE) == {entry_id}


def test_a_released_entry_is_due_and_lost_no_attempt(store: Store) -> None:
    (entry_id,) = add_entries(store, new_entry())
    store.claim_entries([entry_id], NOW, HOUR)
    store.release_entry(entry_id, NOW)
    (entry,) = store.due_entries(NOW)
    assert entry.attempts == 0


def test_what_a_killed_monitor_had_in_hand_is_due_and_what_rests_after_a_failure_is_not(store: Store) -> None:
    in_hand, resting = add_entries(store, new_entry("1"), new_entry("2"))
    store.claim_entries([in_hand, resting], NOW, 5 * MINUTE)
    store.record_fetch_failure(resting, "HTTP 503", NOW, NOW + HOUR)
    assert store.due_entries(NOW) == []
    assert store.release_entries_in_hand(NOW) == 1
    assert [entry.id for entry in store.due_entries(NOW)] == [in_hand]


def test_a_fetched_page_opens_an_article_that_is_due(store: Store) -> None:
    (entry_id,) = add_entries(store, new_entry())
    recorded = store.record_fetch(entry_id, page(), OUTLET, NOW)
    assert recorded.new
    assert store.due_articles(NOW) == [recorded.article_id]
    assert state(store, entry_id) is EntryState.FETCHED


def test_the_raw_page_is_kept_as_evidence(store: Store) -> None:
    body = "صفحة".encode("cp1256") * 1000
    (entry_id,) = add_entries(store, new_entry())
    article_id = store.record_fetch(entry_id, page(body=body), OUTLET, NOW).article_id
    article = store.article(article_id)
    assert article is not None
    assert store.raw_page(article_id) == body
    assert article.raw_sha256 == hashlib.sha256(body).hexdigest()
    assert (article.status, article.headers, article.fetched_at) == (200, {"content-type": "text/html"}, NOW)


def test_an_article_id_is_fit_for_a_jobs_name(store: Store) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]+", add_article(store, "خبر?id=1&x=/"))


def test_an_article_without_a_feed_date_says_when_it_was_seen(store: Store) -> None:
    add_entries(store)
    (entry_id,) = add_entries(store, new_entry(published=None))
    article = store.article(store.record_fetch(entry_id, page(), OUTLET, NOW).article_id)
    assert article is not None
    assert (article.published, article.published_source) == (NOW, "seen")


def test_a_second_entry_of_one_address_is_a_duplicate(store: Store) -> None:
    first, second = add_entries(store, new_entry("1"), new_entry("2"))
    original = store.record_fetch(first, page("https://news.example/story"), OUTLET, NOW)
    copy = store.record_fetch(second, page("https://news.example/story"), OUTLET, NOW)
    assert (copy.article_id, copy.new) == (original.article_id, False)
    assert state(store, second) is EntryState.DUPLICATE


def test_an_entry_whose_article_is_known_is_not_fetched(store: Store) -> None:
    article_id = add_article(store, "1")
    store.sync_feeds([FeedSpec("nahr", "https://nahr.example/feed"), FeedSpec("b", "https://b.example")], NOW)
    (entry_id,) = store.record_poll("b", fresh(new_entry("other", url="https://news.example/1")), NOW, DAY)
    assert store.claim_entries([entry_id], NOW, MINUTE) == set()
    entry = store.entry(entry_id)
    assert entry is not None
    assert (entry.state, entry.article_id) == (EntryState.DUPLICATE, article_id)


def test_recording_a_fetch_twice_changes_nothing(store: Store) -> None:
    (entry_id,) = add_entries(store, new_entry())
    first = store.record_fetch(entry_id, page(), OUTLET, NOW)
    again = store.record_fetch(entry_id, page(body=b"later"), OUTLET, NOW)
    assert (again.article_id, again.new) == (first.article_id, False)
    assert state(store, entry_id) is EntryState.FETCHED
    assert store.raw_page(first.article_id) == b"<html>page</html>"


def test_a_failed_fetch_is_due_again_when_said(store: Store) -> None:
    (entry_id,) = add_entries(store, new_entry())
    store.claim_entries([entry_id], NOW, MINUTE)
    store.record_fetch_failure(entry_id, "timed out", NOW, NOW + HOUR)
    assert store.due_entries(NOW + HOUR - MINUTE) == []
    (entry,) = store.due_entries(NOW + HOUR)
    assert (entry.attempts, entry.last_error) == (1, "timed out")


def test_a_final_failure_is_never_due(store: Store) -> None:
    (entry_id,) = add_entries(store, new_entry())
    store.record_fetch_failure(entry_id, "HTTP 404", NOW, None)
    assert store.due_entries(NOW + 365 * DAY) == []
    assert state(store, entry_id) is EntryState.FAILED


def test_a_page_given_up_leaves_an_article_of_the_feeds_own_words(store: Store) -> None:
    (entry_id,) = add_entries(store, new_entry())
    recorded = store.record_summary_only(entry_id, "HTTP 403", OUTLET, NOW)
    article = store.article(recorded.article_id)
    assert article is not None
    assert (article.summary_only, article.summary, article.state) == (True, "خبر عاجل", ArticleState.FETCHED)
    assert store.raw_page(recorded.article_id) is None
    assert store.due_articles(NOW) == [recorded.article_id]


def test_letters_that_a_database_refuses_are_replaced_one_for_one(store: Store) -> None:
    (entry_id,) = add_entries(store, replace(new_entry(), title="غا\x00رة \ud800"))
    entry = store.entry(entry_id)
    assert entry is not None
    assert entry.title == "غا\ufffdرة \ufffd"


def test_a_feed_that_floods_us_hides_nothing_that_another_brought(store: Store) -> None:
    add_entries(store, *(new_entry(f"flood-{number}") for number in range(1500)), key="flood")
    later = NOW + HOUR
    add_feed(store, "small")
    (due,) = store.record_poll("small", fresh(new_entry("news"), at=later), later, DAY)
    found = store.due_entries(later)
    assert due in [entry.id for entry in found]
    assert [entry.due_at for entry in found] == sorted(entry.due_at for entry in found if entry.due_at)
