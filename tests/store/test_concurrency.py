"""Many at once: nothing is done twice, and one event stays one incident."""

from __future__ import annotations

import os
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from monitor.store import open_store
from monitor.store.protocol import Store
from monitor.store.rows import FeedSpec
from tests.store.builders import DAY, MINUTE, NOW, OUTLET, add_alerts, add_article, add_entries, alert, new_entry, page
from tests.store.processes import FIRST_DAY, SPAWN, claim_each, finish, merge, merge_each, open_at_once, start

PAIRS = 1000


def articles_in_hand(store: Store, count: int) -> list[str]:
    entry_ids = add_entries(store, *(new_entry(str(n)) for n in range(count)))
    return [store.record_fetch(entry_id, page(f"https://news.example/{n}"), OUTLET, NOW).article_id for n, entry_id in enumerate(entry_ids)]


def test_two_workers_that_merge_two_reports_at_once_make_one_incident_a_thousand_times(store: Store, url: str) -> None:
    article_ids = articles_in_hand(store, 2 * PAIRS)
    together = SPAWN.Barrier(2)
    finish([start(merge_each, url, article_ids[side::2], together) for side in range(2)])
    made = store.incidents(limit=2 * PAIRS)
    assert len(made) == PAIRS
    assert {(one.revision, len(one.reports)) for one in made} == {(2, 2)}
    assert store.counts(NOW, NOW).alerts == {"pending": PAIRS}
    assert store.counts(NOW, NOW).articles == {"done": 2 * PAIRS}


def test_threads_that_merge_at_once_make_one_incident(store: Store) -> None:
    article_ids = articles_in_hand(store, 40)

    def work(article_id: str) -> None:
        with store.processing(article_id, NOW) as tx:
            merge(tx, FIRST_DAY)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, article_ids))
    (made,) = store.incidents()
    assert (made.revision, len(made.reports)) == (40, 40)


def test_one_article_processed_twice_at_once_is_processed_once(store: Store) -> None:
    article_id = add_article(store)
    together = threading.Barrier(4)
    done: Counter[bool] = Counter()

    def work(_: int) -> None:
        together.wait()
        with store.processing(article_id, NOW) as tx:
            done[tx.needed] += 1
            if tx.needed:
                merge(tx, FIRST_DAY)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(4)))
    assert done == {True: 1, False: 3}
    assert len(store.revisions(f"i-{article_id}")) == 1


def test_processes_that_claim_the_same_entries_share_them_out(store: Store, url: str) -> None:
    ids = add_entries(store, *(new_entry(str(n)) for n in range(200)))
    together, got = SPAWN.Barrier(2), SPAWN.Queue()
    workers = [start(claim_each, url, order, together, got) for order in (ids, ids[::-1])]
    claimed = [*got.get(timeout=60), *got.get(timeout=60)]
    finish(workers)
    assert sorted(claimed) == ids


def test_threads_that_claim_the_same_feeds_in_any_order_share_them_out(store: Store) -> None:
    keys = [f"feed-{n}" for n in range(60)]
    store.sync_feeds([FeedSpec(key, f"https://{key}.example") for key in keys], NOW)
    orders = [keys, keys[::-1], keys[30:] + keys[:30], keys[::2] + keys[1::2]]
    with ThreadPoolExecutor(4) as threads:
        got = list(threads.map(lambda order: store.claim_feeds(order, NOW, MINUTE), orders))
    assert sorted(key for one in got for key in one) == sorted(keys)


def test_an_alert_claimed_by_many_at_once_goes_to_one(store: Store) -> None:
    ids = [f"al{n}" for n in range(50)]
    add_alerts(store, *(alert(alert_id) for alert_id in ids))
    together = threading.Barrier(4)

    def work(_: int) -> list[str]:
        together.wait()
        return [alert_id for alert_id in ids if store.claim_alert(alert_id, NOW, MINUTE)]

    with ThreadPoolExecutor(4) as threads:
        assert sorted(alert_id for got in threads.map(work, range(4)) for alert_id in got) == sorted(ids)


def test_two_entries_of_one_address_fetched_at_once_open_one_article(store: Store) -> None:
    ids = add_entries(store, *(new_entry(str(n)) for n in range(20)))
    with ThreadPoolExecutor(8) as threads:
        recorded = list(threads.map(lambda entry_id: store.record_fetch(entry_id, page(), OUTLET, NOW), ids))
    assert len({one.article_id for one in recorded}) == 1
    assert Counter(one.new for one in recorded) == {True: 1, False: 19}


def test_processes_that_start_at_once_on_an_empty_database_migrate_it_once(empty_url: str) -> None:
    together = SPAWN.Barrier(4)
    finish([start(open_at_once, empty_url, together) for _ in range(4)])
    store = open_store(empty_url)
    assert add_entries(store, new_entry())
    store.close()


def test_a_forked_worker_and_its_parent_both_go_on(store: Store) -> None:
    add_article(store)
    child = os.fork()
    if child == 0:
        store.heartbeat("child", NOW)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    store.heartbeat("parent", NOW)
    assert [beat.component for beat in store.heartbeats()] == ["child", "parent"]


def test_readers_do_not_wait_for_a_long_merge(store: Store) -> None:
    article_id = add_article(store)
    with store.processing(article_id, NOW) as tx, ThreadPoolExecutor(1) as thread:
        merge(tx, FIRST_DAY)
        assert thread.submit(store.incidents).result(timeout=10) == []
        assert thread.submit(store.due_articles, NOW + timedelta(days=1)).result(timeout=10) == [article_id]
    assert len(store.incidents()) == 1
    assert store.due_articles(NOW + DAY) == []
