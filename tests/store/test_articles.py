"""Articles: what is due, who has it in hand, and what is found again."""

from __future__ import annotations

from monitor.store.protocol import Store
from tests.store.builders import DAY, HOUR, MINUTE, NOW, add_article


def test_an_enqueued_article_is_not_due_until_the_sweep(store: Store) -> None:
    article_id = add_article(store)
    store.mark_articles_enqueued([article_id], NOW + MINUTE)
    assert store.due_articles(NOW) == []
    assert store.due_articles(NOW + MINUTE) == [article_id]


def test_an_enqueued_article_can_be_claimed_at_once(store: Store) -> None:
    article_id = add_article(store)
    store.mark_articles_enqueued([article_id], NOW + HOUR)
    article = store.claim_article(article_id, NOW, MINUTE)
    assert article is not None
    assert article.attempts == 1


def test_a_claimed_article_is_nobody_elses_until_its_lease_ends(store: Store) -> None:
    article_id = add_article(store)
    store.claim_article(article_id, NOW, MINUTE)
    assert store.claim_article(article_id, NOW, MINUTE) is None
    assert store.due_articles(NOW) == []
    assert store.due_articles(NOW + MINUTE) == [article_id]
    assert store.claim_article(article_id, NOW + MINUTE, MINUTE) is not None


def test_marking_does_not_bring_a_lease_forward(store: Store) -> None:
    article_id = add_article(store)
    store.claim_article(article_id, NOW, HOUR)
    store.mark_articles_enqueued([article_id], NOW + MINUTE)
    assert store.due_articles(NOW + MINUTE) == []


def test_a_failed_article_rests_until_its_next_attempt(store: Store) -> None:
    article_id = add_article(store)
    store.claim_article(article_id, NOW, MINUTE)
    store.record_article_failure(article_id, "time limit", NOW, NOW + HOUR)
    assert store.claim_article(article_id, NOW + MINUTE, MINUTE) is None
    assert store.due_articles(NOW + HOUR) == [article_id]
    article = store.claim_article(article_id, NOW + HOUR, MINUTE)
    assert article is not None
    assert (article.attempts, article.last_error) == (2, "time limit")


def test_a_finally_failed_article_is_never_due(store: Store) -> None:
    article_id = add_article(store)
    store.record_article_failure(article_id, "no text", NOW, None)
    assert store.due_articles(NOW + 365 * DAY) == []
    assert store.claim_article(article_id, NOW + DAY, MINUTE) is None


def test_articles_are_listed_by_when_they_were_fetched(store: Store) -> None:
    article_id = add_article(store)
    assert store.article_ids(NOW, NOW + MINUTE) == [article_id]
    assert store.article_ids(NOW - MINUTE, NOW) == []
