"""An entry that is rewritten: put up again, read again, and kept beside what was read before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from monitor.store.protocol import Store
from monitor.store.rows import Article, Entry, EntryState, RecordedFetch, Rewritten
from tests.store.builders import DAY, HOUR, MINUTE, NOW, OUTLET, add_entries, fresh, new_entry, page

LATER = NOW + HOUR
FIRST = replace(new_entry(), updated=NOW)


def read_once(store: Store) -> tuple[int, str]:
    (entry_id,) = add_entries(store, FIRST)
    store.claim_entries([entry_id], NOW, MINUTE)
    return entry_id, store.record_fetch(entry_id, page(), OUTLET, NOW).article_id


def rewrite(store: Store, title: str = "ارتفاع الحصيلة", updated: datetime | None = None, at: datetime = LATER) -> None:
    found = replace(FIRST, title=title, updated=updated or NOW)
    store.record_poll("nahr", replace(fresh(found, at=at), rewritten=(Rewritten(found.identity, at, found),)), at, DAY)


def read_again(store: Store, entry_id: int, body: bytes = b"<html>rewritten</html>", at: datetime = LATER) -> RecordedFetch:
    assert store.claim_entries([entry_id], at, MINUTE) == {entry_id}
    return store.record_fetch(entry_id, replace(page(body=body), fetched_at=at), OUTLET, at)


def entry(store: Store, entry_id: int) -> Entry:
    found = store.entry(entry_id)
    assert found is not None
    return found


def article(store: Store, article_id: str) -> Article:
    found = store.article(article_id)
    assert found is not None
    return found


def test_what_was_read_is_asked_of_its_feed_and_what_was_not_is_not(store: Store) -> None:
    entry_id, _ = read_once(store)
    store.record_poll("nahr", fresh(FIRST, new_entry("2")), NOW, DAY)
    assert [one.id for one in store.entries_read("nahr", NOW - DAY)] == [entry_id]
    assert store.entries_read("nahr", NOW + MINUTE) == []


def test_a_rewritten_entry_is_due_from_then_on_in_its_new_words(store: Store) -> None:
    entry_id, _ = read_once(store)
    rewrite(store)
    assert store.due_entries(LATER - MINUTE) == []
    (due,) = store.due_entries(LATER)
    assert (due.id, due.title, due.attempts) == (entry_id, "ارتفاع الحصيلة", 0)


def test_its_page_becomes_a_further_article_and_the_first_stays_as_it_was(store: Store) -> None:
    entry_id, first = read_once(store)
    rewrite(store, updated=NOW + 30 * MINUTE)
    second = read_again(store, entry_id)
    assert second.new
    later = article(store, second.article_id)
    assert (later.version_of, later.final_url, later.title) == (first, "https://news.example/1", "ارتفاع الحصيلة")
    assert (later.published, later.published_source) == (NOW + 30 * MINUTE, "updated")
    assert store.raw_page(first) == b"<html>page</html>"
    assert store.due_articles(LATER) == [first, second.article_id]
    assert (entry(store, entry_id).state, entry(store, entry_id).readings) == (EntryState.FETCHED, 1)


def test_a_rewriting_that_its_feed_does_not_date_is_of_the_time_it_was_read(store: Store) -> None:
    entry_id, _ = read_once(store)
    rewrite(store)
    assert article(store, read_again(store, entry_id).article_id).published == LATER


def test_a_page_that_is_the_same_leaves_nothing_behind(store: Store) -> None:
    entry_id, first = read_once(store)
    rewrite(store)
    assert read_again(store, entry_id, b"<html>page</html>") == RecordedFetch(first, new=False)
    assert store.due_entries(LATER + DAY) == []
    assert entry(store, entry_id).read_at == LATER


def test_each_version_knows_those_before_it(store: Store) -> None:
    entry_id, first = read_once(store)
    rewrite(store)
    second = read_again(store, entry_id).article_id
    rewrite(store, "حصيلة ثالثة", at=LATER + HOUR)
    third = read_again(store, entry_id, b"third", LATER + HOUR).article_id
    for article_id, earlier in ((first, []), (second, [first]), (third, [first, second])):
        assert [one.id for one in store.earlier_versions(article_id)] == earlier


def test_a_page_that_is_gone_for_good_leaves_the_earlier_reading_standing(store: Store) -> None:
    entry_id, first = read_once(store)
    rewrite(store)
    store.claim_entries([entry_id], LATER, MINUTE)
    assert store.record_summary_only(entry_id, "HTTP 404", OUTLET, LATER) == RecordedFetch(first, new=False)
    assert entry(store, entry_id).state is EntryState.FETCHED


def test_where_only_the_feeds_words_were_to_be_had_its_new_words_are_a_version(store: Store) -> None:
    (entry_id,) = add_entries(store, FIRST)
    first = store.record_summary_only(entry_id, "HTTP 403", OUTLET, NOW).article_id
    rewrite(store)
    store.claim_entries([entry_id], LATER, MINUTE)
    second = store.record_summary_only(entry_id, "HTTP 403", OUTLET, LATER)
    assert (second.new, article(store, second.article_id).version_of) == (True, first)


def test_a_monitor_that_dies_while_it_reads_again_loses_nothing(store: Store) -> None:
    entry_id, _ = read_once(store)
    rewrite(store)
    store.claim_entries([entry_id], LATER, MINUTE)
    assert store.release_entries_in_hand(LATER) == 1
    assert read_again(store, entry_id).new


def test_a_slow_second_fetch_recorded_after_the_third_changes_nothing(store: Store) -> None:
    entry_id, _ = read_once(store)
    rewrite(store)
    second = read_again(store, entry_id)
    late = store.record_fetch(entry_id, page(body=b"late"), OUTLET, LATER)
    assert late == RecordedFetch(second.article_id, new=False)


def test_what_is_not_yet_read_is_not_put_up_again(store: Store) -> None:
    (entry_id,) = add_entries(store, FIRST)
    rewrite(store)
    assert entry(store, entry_id).due_at == NOW
