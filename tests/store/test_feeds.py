"""Feeds: what is due, who polls it, and what a poll leaves behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.store.protocol import Store
from monitor.store.rows import EntryState, FeedSpec
from tests.store.builders import DAY, HOUR, MINUTE, NOW, add_entries, add_feed, failed, fresh, new_entry, unchanged


def states(store: Store, *ids: int) -> list[EntryState]:
    return [entry.state for entry in map(store.entry, ids) if entry]


def test_a_new_feed_is_due_at_once(store: Store) -> None:
    assert store.sync_feeds([FeedSpec("a", "https://a.example/rss")], NOW) == ("a",)
    assert [feed.key for feed in store.due_feeds(NOW)] == ["a"]


def test_a_feed_that_is_known_stays_as_it_is(store: Store) -> None:
    add_feed(store, "a")
    store.record_poll("a", fresh(), NOW, DAY)
    before = store.feed("a")
    assert store.sync_feeds([FeedSpec("a", "https://a.example/feed")], NOW + MINUTE) == ()
    assert store.feed("a") == before


def test_a_feed_that_left_the_configuration_is_kept_but_not_polled(store: Store) -> None:
    add_feed(store, "a")
    store.sync_feeds([], NOW)
    assert store.due_feeds(NOW + DAY) == []
    assert store.feed_statuses() == []
    kept = store.feed("a")
    assert kept is not None
    assert kept.retired_at == NOW


def test_a_feed_that_is_retired_while_it_is_polled_stays_retired(store: Store) -> None:
    add_feed(store, "a")
    store.claim_feeds(["a"], NOW, MINUTE)
    store.sync_feeds([], NOW)
    store.record_poll("a", fresh(), NOW, DAY)
    assert store.due_feeds(NOW + DAY) == []


def test_a_feed_that_returns_is_due_at_once(store: Store) -> None:
    add_feed(store, "a")
    store.sync_feeds([], NOW)
    add_feed(store, "a")
    assert [feed.key for feed in store.due_feeds(NOW)] == ["a"]


@pytest.mark.parametrize(("status", "due"), [(500, ["a"]), (None, ["a"]), (429, []), (503, [])])
def test_an_edit_asks_failing_feeds_again_at_once_unless_they_asked_for_a_pause(store: Store, status: int | None, due: list[str]) -> None:
    add_feed(store, "a")
    store.record_poll("a", replace(failed(), status=status), NOW, DAY)
    add_feed(store, "a")
    assert [feed.key for feed in store.due_feeds(NOW)] == due


def test_a_new_address_forgets_what_was_learnt_of_the_old_one(store: Store) -> None:
    add_feed(store, "a")
    store.record_poll("a", replace(fresh(), moved_to="https://moved.example/"), NOW, DAY)
    store.sync_feeds([FeedSpec("a", "https://other.example/rss")], NOW + MINUTE)
    feed = store.feed("a")
    assert feed is not None
    assert (feed.url, feed.current_url, feed.etag) == ("https://other.example/rss", "https://other.example/rss", None)
    assert feed.due_at == NOW + MINUTE


def test_a_permanent_redirect_is_remembered(store: Store) -> None:
    add_feed(store, "a")
    store.record_poll("a", replace(fresh(), moved_to="https://moved.example/"), NOW, DAY)
    store.record_poll("a", fresh(), NOW, DAY)
    feed = store.feed("a")
    assert feed is not None
    assert feed.current_url == "https://moved.example/"


def test_a_feed_is_not_due_before_its_time(store: Store) -> None:
    add_feed(store, "a")
    store.record_poll("a", unchanged(), NOW, DAY)
    assert store.due_feeds(NOW + 9 * MINUTE) == []
    assert [feed.key for feed in store.due_feeds(NOW + 10 * MINUTE)] == ["a"]


def test_a_claimed_feed_is_nobody_elses(store: Store) -> None:
    add_feed(store, "a")
    assert store.claim_feeds(["a", "unknown"], NOW, MINUTE) == {"a"}
    assert store.due_feeds(NOW) == []
    assert store.claim_feeds(["a"], NOW, MINUTE) == set()


def test_a_lease_that_ran_out_frees_the_feed(store: Store) -> None:
    add_feed(store, "a")
    store.claim_feeds(["a"], NOW, MINUTE)
    assert store.claim_feeds(["a"], NOW + MINUTE, MINUTE) == {"a"}


def test_a_released_feed_is_due_again(store: Store) -> None:
    add_feed(store, "a")
    store.claim_feeds(["a"], NOW, HOUR)
    store.release_feed("a", NOW)
    assert [feed.key for feed in store.due_feeds(NOW)] == ["a"]


def test_unseen_entries_are_inserted_once(store: Store) -> None:
    first = add_entries(store, new_entry("1"), new_entry("2"))
    again = add_entries(store, new_entry("2"), new_entry("3"))
    assert len(first) == 2
    assert len(again) == 1
    assert len(store.due_entries(NOW)) == 3


def test_one_identity_in_two_feeds_is_two_entries(store: Store) -> None:
    store.sync_feeds([FeedSpec("a", "https://a.example"), FeedSpec("b", "https://b.example")], NOW)
    assert store.record_poll("a", fresh(new_entry("1")), NOW, DAY)
    assert store.record_poll("b", fresh(new_entry("1")), NOW, DAY)


def test_an_identity_repeated_in_one_poll_is_one_entry(store: Store) -> None:
    assert len(add_entries(store, new_entry("1"), new_entry("1"))) == 1


def test_old_entries_of_a_first_poll_are_recorded_and_not_processed(store: Store) -> None:
    due = add_entries(store, new_entry("old", published=NOW - DAY - MINUTE), new_entry("new", published=NOW - HOUR))
    assert [entry.identity for entry in store.due_entries(NOW)] == ["new"]
    assert states(store, *due) == [EntryState.DUE]
    assert store.counts(NOW, NOW).entries == {"backfill": 1, "due": 1}


def test_undated_entries_of_a_first_poll_are_taken_for_old(store: Store) -> None:
    assert add_entries(store, new_entry("undated", published=None)) == []


def test_old_and_undated_entries_of_a_later_poll_are_due(store: Store) -> None:
    add_entries(store)
    assert len(add_entries(store, new_entry("late", published=NOW - 3 * DAY), new_entry("undated", published=None))) == 2


def test_a_first_poll_that_failed_is_not_the_first_poll(store: Store) -> None:
    add_feed(store)
    store.record_poll("nahr", failed(), NOW, DAY)
    assert add_entries(store, new_entry("old", published=NOW - 3 * DAY)) == []


def test_a_failure_makes_the_feed_unhealthy_and_counts(store: Store) -> None:
    add_feed(store, "a")
    store.record_poll("a", failed("HTTP 500"), NOW, DAY)
    store.record_poll("a", failed("timed out"), NOW, DAY)
    feed = store.feed("a")
    assert feed is not None
    assert (feed.healthy, feed.failures, feed.last_error) == (False, 2, "timed out")


def test_a_304_after_a_failure_does_not_make_it_healthy(store: Store) -> None:
    add_feed(store, "a")
    store.record_poll("a", failed("HTTP 500"), NOW, DAY)
    store.record_poll("a", unchanged(), NOW + HOUR, DAY)
    feed = store.feed("a")
    assert feed is not None
    assert (feed.healthy, feed.failures, feed.last_error, feed.last_success_at) == (False, 1, "HTTP 500", None)


def test_entries_after_a_failure_make_it_healthy(store: Store) -> None:
    add_feed(store, "a")
    store.record_poll("a", failed(), NOW, DAY)
    store.record_poll("a", fresh(new_entry()), NOW + HOUR, DAY)
    feed = store.feed("a")
    assert feed is not None
    assert (feed.healthy, feed.failures, feed.last_error, feed.last_success_at) == (True, 0, None, NOW + HOUR)


def test_a_failure_keeps_the_validators(store: Store) -> None:
    add_feed(store, "a")
    store.record_poll("a", fresh(), NOW, DAY)
    store.record_poll("a", failed(), NOW, DAY)
    feed = store.feed("a")
    assert feed is not None
    assert feed.etag == '"v1"'


def test_a_silent_feed_shows_when_it_last_had_something_new(store: Store) -> None:
    add_entries(store, new_entry("1"))
    store.record_poll("nahr", fresh(new_entry("1"), at=NOW + HOUR), NOW + HOUR, DAY)
    feed = store.feed("nahr")
    assert feed is not None
    assert (feed.last_new_entry_at, feed.last_success_at) == (NOW, NOW + HOUR)


def test_arrivals_are_the_latest_publications_the_newest_first(store: Store) -> None:
    add_feed(store, "f")
    stories = [replace(new_entry(str(hour)), published=NOW - hour * HOUR if hour else None) for hour in range(4)]
    store.record_poll("f", fresh(*stories), NOW, DAY)
    assert store.arrivals("f", 4) == [NOW - hour * HOUR for hour in range(4)]
    assert store.arrivals("g") == []
