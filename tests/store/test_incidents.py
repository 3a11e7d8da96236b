"""Incidents: their history, their reasons, the analyst's hand, and mutes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.errors import StoreError
from monitor.model import Change, Decision
from monitor.store.protocol import Store
from monitor.store.rows import MuteKind
from tests.store.builders import DAY, HOUR, NOW, incident, next_revision, opened, place, save, strike


def test_every_revision_is_kept_as_it_was(store: Store) -> None:
    first = incident()
    second = next_revision(first, "a2")
    with store.editing(NOW) as tx:
        tx.save_change(opened(first))
    with store.editing(NOW + HOUR) as tx:
        tx.save_change(second)
        assert tx.revision("i1", 1) == first
        assert tx.revision("i1", 9) is None
    history = store.revisions("i1")
    assert [(step.revision, step.what, step.article_id, step.at) for step in history] == [
        (1, ("opened",), "a1", NOW),
        (2, ("corroborated",), "a2", NOW + HOUR),
    ]
    assert [step.incident for step in history] == [first, second.incident]
    assert history[0].details == ("no candidate",)


def test_a_change_made_from_an_old_revision_is_refused(store: Store) -> None:
    first = incident()
    save(store, first)
    with store.editing(NOW) as tx:
        tx.save_change(next_revision(first, "a2"))
        tx.save_change(next_revision(next_revision(first, "a2").incident, "a3"))
    with pytest.raises(StoreError, match="revision 3") as raised, store.editing(NOW) as tx:
        tx.save_change(next_revision(first, "a4"))
    assert raised.value.reason == "conflict"
    assert len(store.revisions("i1")) == 3


def test_an_analysts_merge_is_all_or_nothing(store: Store) -> None:
    kept, folded = incident("i1", "a1"), incident("i2", "a2")
    save(store, kept, folded)
    with store.editing(NOW) as tx:
        both = next_revision(kept, "a2")
        tx.save_change(Change(both.incident, ("merged",), None, ("by hand",)))
        tx.save_change(Change(replace(folded, revision=2, retracted=True, reports=()), ("retracted",), None, ("into i1",)))
        assert tx.incidents_of("a2") == ["i1"]
    gone = store.incident("i2")
    assert gone is not None
    assert gone.retracted


def test_a_failed_edit_changes_nothing(store: Store) -> None:
    save(store, incident())

    def fail() -> None:
        with store.editing(NOW) as tx:
            tx.save_change(next_revision(incident(), "a2"))
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert store.incident("i1") == incident()


def test_incidents_are_listed_by_last_change_region_and_time(store: Store) -> None:
    raqqa = replace(incident("i2", merged=strike(None, None, place("SY-RA"))), updated=NOW + HOUR)
    save(store, incident("i1"), raqqa)
    assert [one.incident_id for one in store.incidents()] == ["i2", "i1"]
    assert [one.incident_id for one in store.incidents(region="SY-DY")] == ["i1"]
    assert [one.incident_id for one in store.incidents(region="SY")] == ["i2", "i1"]
    assert [one.incident_id for one in store.incidents(since=NOW + HOUR)] == ["i2"]
    assert [one.incident_id for one in store.incidents(limit=1)] == ["i2"]


def test_every_decision_is_kept_with_its_reason(store: Store) -> None:
    with store.editing(NOW) as tx:
        tx.save_decisions([Decision("a", "i1", 1, fire=True, reason="new_incident"), Decision("b", "i1", 1, fire=False, reason="muted")])
    with store.editing(NOW + HOUR) as tx:
        tx.save_decisions([Decision("a", "i1", 1, fire=False, reason="already_told", detail="revision 1")])
    assert [(one.watch, one.fire, one.reason, one.detail, one.at) for one in store.decisions_for("i1")] == [
        ("a", True, "new_incident", "", NOW),
        ("b", False, "muted", "", NOW),
        ("a", False, "already_told", "revision 1", NOW + HOUR),
    ]


def test_a_mute_holds_until_its_end(store: Store) -> None:
    store.add_mute(MuteKind.REGION, "SY-DY", NOW + DAY, NOW, "ceasefire drill")
    (mute,) = store.active_mutes(NOW)
    assert (mute.kind, mute.value, mute.note) == (MuteKind.REGION, "SY-DY", "ceasefire drill")
    with store.editing(NOW) as tx:
        assert tx.active_mutes() == [mute]
    assert store.active_mutes(NOW + DAY) == []


def test_a_mute_can_be_taken_back(store: Store) -> None:
    mute_id = store.add_mute(MuteKind.INCIDENT, "i1", NOW + DAY, NOW)
    assert store.remove_mute(mute_id)
    assert not store.remove_mute(mute_id)
    assert store.active_mutes(NOW) == []
