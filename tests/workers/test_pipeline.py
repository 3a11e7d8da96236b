"""One article through the pipeline: body, strikes, incident, decision, alert, in one transaction, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from monitor.config import Config
from monitor.model import ArticleContext, Strike
from monitor.store.protocol import Store
from monitor.store.rows import ArticleState, MuteKind
from tests.configured import FEED
from tests.workers.builders import in_hand, story
from workers.desk import rules_of
from workers.extractor import extract
from workers.pipeline import HOSTILE_AFTER, process, reprocess

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
LEASE = timedelta(minutes=1)


def work(store: Store, config: Config, article: str, now: datetime = NOW) -> tuple[str, ...]:
    return process(store, extract, rules_of(config), article, now=now, lease=LEASE)


def test_a_strike_in_a_watched_region_raises_one_alert(store: Store, config: Config) -> None:
    alerts = work(store, config, in_hand(store, 1, story("الميادين"), NOW))
    (incident,) = store.incidents()
    assert len(alerts) == 1
    assert incident.merged.casualties.killed is not None
    assert incident.merged.casualties.killed.min == 4
    assert incident.reports[0].url == "https://one.example/1"


def test_an_article_that_is_processed_twice_changes_nothing(store: Store, config: Config) -> None:
    article = in_hand(store, 1, story("الميادين"), NOW)
    work(store, config, article)
    assert work(store, config, article, NOW + timedelta(hours=1)) == ()
    assert len(store.list_alerts()) == 1


def test_reprocessing_revises_and_alerts_nobody_again(store: Store, config: Config) -> None:
    article = in_hand(store, 1, story("الميادين"), NOW)
    work(store, config, article)
    assert reprocess(store, extract, rules_of(config), article, now=NOW + timedelta(hours=1)) == 1
    assert len(store.list_alerts()) == len(store.incidents()) == 1


def test_the_same_text_at_another_address_is_one_article(store: Store, config: Config) -> None:
    work(store, config, in_hand(store, 1, story("الميادين"), NOW, title="ضربة"))
    copy = in_hand(store, 2, story("الميادين"), NOW, title="ضربة")
    assert work(store, config, copy) == ()
    found = store.article(copy)
    assert found is not None
    assert found.state is ArticleState.DUPLICATE
    assert len(store.incidents()[0].reports) == 1


def test_a_feed_that_is_muted_is_recorded_and_not_told(store: Store, config: Config) -> None:
    store.add_mute(MuteKind.FEED, FEED, NOW + timedelta(hours=2), NOW)
    assert work(store, config, in_hand(store, 1, story("الميادين"), NOW)) == ()
    assert [one.reason for one in store.decisions_for(store.incidents()[0].incident_id)] == ["muted"]


def test_a_page_that_ended_its_workers_is_left_alone_and_the_feeds_words_are_used(store: Store, config: Config) -> None:
    article = in_hand(store, 1, story("الميادين"), NOW, title="غارة على البوكمال بريف دير الزور")
    for attempt in range(HOSTILE_AFTER):
        assert store.claim_article(article, NOW + attempt * 2 * LEASE, LEASE) is not None
    work(store, config, article, NOW + timedelta(hours=1))
    found = store.article(article)
    assert found is not None
    assert found.state is ArticleState.DONE
    assert "الميادين" not in found.text


def test_a_defect_in_the_extractor_keeps_nothing_and_the_article_stays_due(store: Store, config: Config) -> None:
    def broken(title: str, text: str, context: ArticleContext) -> Sequence[Strike]:
        raise ZeroDivisionError

    article = in_hand(store, 1, story("الميادين"), NOW)
    with pytest.raises(ZeroDivisionError):
        process(store, broken, rules_of(config), article, now=NOW, lease=LEASE)
    assert store.incidents() == []
    assert store.due_articles(NOW + 2 * LEASE) == [article]
    assert len(work(store, config, article, NOW + 2 * LEASE)) == 1


def dated(store: Store, number: int, published: str) -> str:
    """An article whose feed says that it is of now, and whose page says ``published``."""
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{published}"}}</script>'
    return in_hand(store, number, story("الميادين"), NOW, head=head)


def test_an_old_story_that_its_feed_brings_up_again_as_new_is_not_told(store: Store, config: Config) -> None:
    assert work(store, config, dated(store, 1, "2026-01-20T08:00:00+03:00")) == ()
    (incident,) = store.incidents()
    assert [one.reason for one in store.decisions_for(incident.incident_id)] == ["too_old"]
    assert incident.reports[0].published == datetime(2026, 1, 20, 5, tzinfo=UTC)


def test_a_story_that_is_written_on_for_a_day_is_news(store: Store, config: Config) -> None:
    assert len(work(store, config, dated(store, 1, "2026-03-04T08:00:00+03:00"))) == 1
