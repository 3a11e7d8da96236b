"""The one transaction in which an article becomes strikes, incidents and alerts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.errors import MissingRow
from monitor.model import Casualties, Count, Decision
from monitor.store.protocol import ProcessingTx, Store
from monitor.store.rows import AlertState, ArticleState, PlacedStrike
from tests.store.builders import HOUR, NOW, add_article, alert, article_body, incident, next_revision, opened, strike

WHY = Decision("deir-ez-zor", "i1", 1, fire=True, reason="new_incident")


def do_all(tx: ProcessingTx, *, incident_id: str = "i1") -> None:
    tx.save_body(article_body(fingerprint=tx.article.id))
    tx.save_strikes([PlacedStrike(strike(), incident_id, ("no candidate",))])
    tx.save_change(opened(incident(incident_id, tx.article.id)))
    tx.save_decisions([replace(WHY, incident_id=incident_id)])
    tx.add_alert(alert(f"al-{incident_id}", incident_id=incident_id), {"what": "غارة"})


def test_everything_is_there_after_finish(store: Store) -> None:
    article_id = add_article(store)
    with store.processing(article_id, NOW) as tx:
        do_all(tx)
        tx.finish()
    article = store.article(article_id)
    assert article is not None
    assert (article.state, article.text, article.processed_at) == (ArticleState.DONE, article_body().text, NOW)
    assert [stored.incident_id for stored in store.strikes_of(article_id)] == ["i1"]
    assert store.incident("i1") == incident("i1", article_id)
    assert [decision.reason for decision in store.decisions_for("i1")] == ["new_incident"]
    assert store.due_alerts(NOW) == ["al-i1"]
    assert store.due_articles(NOW + HOUR) == []


def nothing_kept(store: Store, article_id: str) -> bool:
    kept = [store.incident("i1"), *store.strikes_of(article_id), *store.decisions_for("i1"), *store.list_alerts()]
    return kept == [None] and store.due_articles(NOW) == [article_id]


def test_nothing_is_kept_without_finish(store: Store) -> None:
    article_id = add_article(store)
    with store.processing(article_id, NOW) as tx:
        do_all(tx)
    assert nothing_kept(store, article_id)


def test_nothing_is_kept_after_an_error(store: Store) -> None:
    article_id = add_article(store)

    def fail_half_way() -> None:
        with store.processing(article_id, NOW) as tx:
            do_all(tx)
            tx.finish()
            raise LookupError("the rules broke")

    with pytest.raises(LookupError, match="the rules broke"):
        fail_half_way()
    assert nothing_kept(store, article_id)


def test_a_processed_article_needs_nothing(store: Store) -> None:
    article_id = add_article(store)
    for _ in range(2):
        with store.processing(article_id, NOW) as tx:
            if tx.needed:
                do_all(tx)
                tx.finish()
    assert len(store.revisions("i1")) == 1
    assert len(store.list_alerts()) == 1


def test_reprocessing_replaces_the_strikes_and_sends_no_alert_twice(store: Store) -> None:
    article_id = add_article(store)
    with store.processing(article_id, NOW) as tx:
        do_all(tx)
        tx.finish()
    store.record_delivery("al-i1", NOW)
    with store.processing(article_id, NOW, reprocess=True) as tx:
        assert tx.needed
        assert tx.incidents_of(article_id) == ["i1"]
        tx.save_strikes([PlacedStrike(strike(), "i1"), PlacedStrike(strike(), None)])
        assert not tx.add_alert(alert("al-i1"), {"what": "again"})
        tx.finish()
    assert len(store.strikes_of(article_id)) == 2
    assert [one.state for one in store.list_alerts()] == [AlertState.DELIVERED]


def test_an_unknown_article_is_said_to_be_missing(store: Store) -> None:
    with pytest.raises(MissingRow, match="nobody"), store.processing("nobody", NOW):
        pass


def test_the_same_text_at_another_address_names_the_original(store: Store) -> None:
    first, second = add_article(store, "1"), add_article(store, "2")
    with store.processing(first, NOW) as tx:
        assert tx.save_body(article_body(fingerprint="same")) is None
        tx.finish()
    with store.processing(second, NOW) as tx:
        assert tx.save_body(article_body(fingerprint="same")) == first
        tx.finish(ArticleState.DUPLICATE)
    copy = store.article(second)
    assert copy is not None
    assert (copy.state, copy.duplicate_of) == (ArticleState.DUPLICATE, first)


def test_texts_without_a_fingerprint_are_never_the_same(store: Store) -> None:
    for name in "12":
        with store.processing(add_article(store, name), NOW) as tx:
            assert tx.save_body(article_body(fingerprint="")) is None
            tx.finish()


def test_an_unprocessed_article_is_nobodys_original(store: Store) -> None:
    first, second = add_article(store, "1"), add_article(store, "2")
    with store.processing(first, NOW) as tx:
        tx.save_body(article_body(fingerprint="same"))
        tx.finish(ArticleState.FAILED)
    with store.processing(second, NOW) as tx:
        assert tx.save_body(article_body(fingerprint="same")) is None


def test_a_strike_comes_back_as_it_was(store: Store) -> None:
    told = replace(strike(), casualties=Casualties(Count(10, None, "عشرات القتلى"), Count(None, None, "جرحى", vague=True)))
    article_id = add_article(store)
    with store.processing(article_id, NOW) as tx:
        tx.save_strikes([PlacedStrike(told, None, ("background",))])
        tx.finish()
    (stored,) = store.strikes_of(article_id)
    assert (stored.strike, stored.reasons) == (told, ("background",))


def test_a_transaction_sees_what_it_wrote(store: Store) -> None:
    article_id = add_article(store)
    with store.processing(article_id, NOW) as tx:
        tx.save_change(opened(incident("i1", article_id)))
        tx.add_alert(alert(), {})
        assert [one.incident_id for one in tx.candidates({"SY-DY"}, NOW.date(), NOW.date())] == ["i1"]
        assert [told.reason for told in tx.told("i1")] == ["new_incident"]
        assert tx.alerts_since(NOW, "deir-ez-zor") == 1
        assert tx.alerts_since(NOW, "raqqa") == 0


def test_a_second_report_makes_the_next_revision(store: Store) -> None:
    first, second = add_article(store, "1"), add_article(store, "2")
    with store.processing(first, NOW) as tx:
        tx.save_change(opened(incident("i1", first)))
        tx.finish()
    with store.processing(second, NOW + HOUR) as tx:
        (candidate,) = tx.candidates({"SY-DY"}, NOW.date(), NOW.date())
        tx.save_change(next_revision(candidate, second))
        tx.finish()
    found = store.incident("i1")
    assert found is not None
    assert (found.revision, [report.article_id for report in found.reports]) == (2, [first, second])
