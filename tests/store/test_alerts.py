"""Alerts: what is due, what was sent, and that nothing is sent twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.errors import MissingRow
from monitor.store.protocol import Store
from monitor.store.rows import AlertState
from tests.store.builders import DAY, HOUR, MINUTE, NOW, add_alerts, alert

LATER = NOW + HOUR


def state(store: Store, alert_id: str = "al1") -> AlertState:
    stored = store.alert(alert_id)
    assert stored is not None
    return stored.state


def test_a_new_alert_is_due_with_its_payload(store: Store) -> None:
    add_alerts(store, alert())
    assert store.due_alerts(NOW) == ["al1"]
    stored = store.alert("al1")
    assert stored is not None
    assert (stored.alert, stored.payload, stored.state) == (alert(), {"incident": "i1"}, AlertState.PENDING)


def test_an_alert_of_one_id_is_added_once(store: Store) -> None:
    with store.editing(NOW) as tx:
        assert tx.add_alert(alert(), {"first": 1})
        assert not tx.add_alert(alert(), {"second": 2})
    stored = store.alert("al1")
    assert stored is not None
    assert stored.payload == {"first": 1}


def test_an_alert_may_wait_for_its_time(store: Store) -> None:
    add_alerts(store, alert(), due_at=LATER)
    assert store.due_alerts(NOW) == []
    assert store.due_alerts(LATER) == ["al1"]


def test_an_enqueued_alert_is_not_due_but_can_be_claimed(store: Store) -> None:
    add_alerts(store, alert())
    store.mark_alerts_enqueued(["al1"], LATER)
    assert store.due_alerts(NOW) == []
    assert store.claim_alert("al1", NOW, MINUTE)


def test_a_claimed_alert_is_nobody_elses_until_its_lease_ends(store: Store) -> None:
    add_alerts(store, alert())
    claimed = store.claim_alert("al1", NOW, MINUTE)
    assert claimed is not None
    assert claimed.attempts == 1
    assert store.claim_alert("al1", NOW, MINUTE) is None
    assert store.due_alerts(NOW) == []
    assert store.due_alerts(NOW + MINUTE) == ["al1"]
    assert store.claim_alert("al1", NOW + MINUTE, MINUTE)


def test_a_delivered_alert_is_never_sent_again(store: Store) -> None:
    add_alerts(store, alert())
    store.claim_alert("al1", NOW, MINUTE)
    store.record_delivery("al1", NOW, message_id="<1@rasd>", detail="250 OK")
    assert store.due_alerts(NOW + DAY) == []
    assert store.claim_alert("al1", NOW + DAY, MINUTE) is None
    stored = store.alert("al1")
    assert stored is not None
    assert (stored.state, stored.delivered_at, stored.message_id) == (AlertState.DELIVERED, NOW, "<1@rasd>")


def test_a_late_failure_does_not_undo_a_delivery(store: Store) -> None:
    add_alerts(store, alert())
    store.record_delivery("al1", NOW)
    store.record_delivery_failure("al1", "timed out", NOW, LATER)
    assert state(store) is AlertState.DELIVERED
    assert store.due_alerts(LATER) == []


def test_a_failed_alert_rests_until_its_next_attempt(store: Store) -> None:
    add_alerts(store, alert())
    store.claim_alert("al1", NOW, MINUTE)
    store.record_delivery_failure("al1", "HTTP 500", NOW, LATER)
    assert store.claim_alert("al1", NOW + MINUTE, MINUTE) is None
    assert store.due_alerts(LATER - MINUTE) == []
    claimed = store.claim_alert("al1", LATER, MINUTE)
    assert claimed is not None
    assert (claimed.state, claimed.attempts, claimed.last_error) == (AlertState.FAILED, 2, "HTTP 500")


def test_a_dead_alert_comes_back_only_by_hand(store: Store) -> None:
    add_alerts(store, alert("al1"), alert("al2"))
    store.record_delivery_failure("al1", "gone", NOW, None)
    store.record_delivery_failure("al2", "gone", NOW, None)
    assert state(store) is AlertState.DEAD
    assert store.due_alerts(NOW + DAY) == []
    assert store.retry_alerts(NOW, ["al1"]) == 1
    assert store.due_alerts(NOW) == ["al1"]
    assert store.retry_alerts(NOW) == 1


def test_retrying_does_not_send_what_was_delivered(store: Store) -> None:
    add_alerts(store, alert())
    store.record_delivery("al1", NOW)
    assert store.retry_alerts(NOW, ["al1"]) == 0
    assert store.due_alerts(NOW) == []


def test_every_attempt_is_in_the_ledger(store: Store) -> None:
    add_alerts(store, alert())
    store.claim_alert("al1", NOW, MINUTE)
    store.record_delivery_failure("al1", "HTTP 500", NOW, LATER)
    store.claim_alert("al1", LATER, MINUTE)
    store.record_delivery("al1", LATER, detail="HTTP 204")
    assert [(one.attempt, one.ok, one.detail, one.at) for one in store.deliveries("al1")] == [
        (1, False, "HTTP 500", NOW),
        (2, True, "HTTP 204", LATER),
    ]


def test_a_delivery_of_nothing_is_an_error(store: Store) -> None:
    with pytest.raises(MissingRow, match="nothing"):
        store.record_delivery("nothing", NOW)


def test_a_disabled_channels_alerts_wait_and_others_go(store: Store) -> None:
    add_alerts(store, alert("al1", channel="hook"), alert("al2", channel="desk"))
    store.disable_channel("hook", "410 Gone", NOW)
    assert store.due_alerts(NOW) == ["al2"]
    assert store.claim_alert("al1", NOW, MINUTE) is None
    assert [(one.channel, one.reason) for one in store.disabled_channels()] == [("hook", "410 Gone")]
    assert store.enable_channel("hook")
    assert store.due_alerts(NOW) == ["al1", "al2"]
    assert not store.enable_channel("hook")


def test_alerts_are_listed_newest_first_and_by_state(store: Store) -> None:
    add_alerts(store, alert("al1"), alert("al2", revision=2))
    store.record_delivery("al1", NOW)
    assert [one.alert.alert_id for one in store.list_alerts()] == ["al2", "al1"]
    assert [one.alert.alert_id for one in store.list_alerts([AlertState.DELIVERED])] == ["al1"]
    assert [one.alert.alert_id for one in store.list_alerts(limit=1)] == ["al2"]


def test_a_mail_finds_the_mails_before_it(store: Store) -> None:
    add_alerts(store, alert("al1"), alert("al2", revision=2), alert("other", channel="hook"))
    store.record_delivery("al2", NOW, message_id="<2@rasd>")
    store.record_delivery("al1", NOW, message_id="<1@rasd>")
    store.record_delivery("other", NOW)
    assert store.message_ids("i1", "desk") == ["<1@rasd>", "<2@rasd>"]
    assert store.message_ids("i1", "hook") == []


def test_held_alerts_wait_for_their_digest(store: Store) -> None:
    add_alerts(store, alert("al1"), alert("al2"), alert("al3", channel="hook"), digest=True, due_at=LATER)
    assert store.due_alerts(LATER) == []
    assert store.claim_alert("al1", LATER, MINUTE) is None
    assert store.due_digests(NOW) == {}
    groups = {key: [one.alert.alert_id for one in held] for key, held in store.due_digests(LATER).items()}
    assert groups == {("deir-ez-zor", "desk"): ["al1", "al2"], ("deir-ez-zor", "hook"): ["al3"]}


def test_a_digest_is_made_once_and_delivers_what_it_holds(store: Store) -> None:
    add_alerts(store, alert("al1"), alert("al2"), digest=True)
    digest = replace(alert("digest1", incident_id="", revision=0), reason="digest")
    assert store.fold_into_digest(digest, {"alerts": 2}, ["al1", "al2"], NOW)
    assert not store.fold_into_digest(digest, {"alerts": 2}, ["al1", "al2"], NOW)
    assert store.due_digests(NOW) == {}
    assert store.due_alerts(NOW) == ["digest1"]
    assert state(store) is AlertState.DIGEST
    store.record_delivery("digest1", LATER)
    assert [one.state for one in store.list_alerts()] == [AlertState.DELIVERED] * 3


def test_a_payload_keeps_its_arabic_and_loses_only_what_no_database_holds(store: Store) -> None:
    with store.editing(NOW) as tx:
        tx.add_alert(alert(), {"words": ["غارة\x00", "\\u0000", "\ud800"], "nested": {"n": 1.5, "none": None}})
    stored = store.alert("al1")
    assert stored is not None
    assert stored.payload == {"words": ["غارة\ufffd", "\\u0000", "\ufffd"], "nested": {"n": 1.5, "none": None}}
