"""A flood becomes one digest that says so, quiet hours too, and nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.alerts.burst import BurstLimit
from monitor.alerts.deliver import Digest
from monitor.config import Config
from monitor.digests import fold
from monitor.incidents.analyst import retract
from monitor.store.protocol import Store
from monitor.store.rows import AlertState, StoredAlert
from tests.configured import CONSOLE, configured
from tests.workers.builders import TOWNS, in_hand, story
from workers.decisions import Decisions, Rules
from workers.extractor import extract
from workers.parcel import parcel
from workers.pipeline import process

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
QUIET = "channels: [console], quiet_hours: {start: '%s', end: '14:00', zone: UTC}"


def rules(config: Config, limit: int) -> Rules:
    burst = BurstLimit(limit, timedelta(minutes=15), timedelta(minutes=15))
    return Rules(config.watches, timedelta(days=3), timedelta(days=10), burst)


def tell(store: Store, config: Config, count: int, limit: int = 2) -> None:
    """As many strikes on as many towns within a minute, with a limit on the flood."""
    for number in range(count):
        article = in_hand(store, number, story(TOWNS[number]), NOW)
        process(store, extract, rules(config, limit), article, now=NOW + timedelta(seconds=number), lease=timedelta(minutes=1))


def by_state(store: Store) -> Mapping[AlertState, list[StoredAlert]]:
    found = store.list_alerts()
    return {state: [one for one in found if one.state is state] for state in {one.state for one in found}}


def test_what_goes_beyond_the_limit_waits_for_one_digest_that_holds_all_of_it(store: Store, config: Config) -> None:
    tell(store, config, 5)
    states = by_state(store)
    assert {state: len(alerts) for state, alerts in states.items()} == {AlertState.PENDING: 2, AlertState.DIGEST: 3}
    later = NOW + timedelta(minutes=16)
    assert fold(store, later) == 1
    (digest,) = [one for one in store.list_alerts() if one.alert.reason == "digest"]
    package = parcel(digest, store, config)
    assert isinstance(package, Digest)
    assert package.held == "burst"
    struck = {place.name for incident in package.incidents for place in incident.merged.locations}
    assert struck >= set(TOWNS[2:5])
    assert all(town in package.message().text for town in TOWNS[2:5])


def test_folding_again_makes_no_second_digest(store: Store, config: Config) -> None:
    tell(store, config, 4)
    later = NOW + timedelta(minutes=16)
    assert (fold(store, later), fold(store, later)) == (1, 0)
    assert len([one for one in store.list_alerts() if one.alert.reason == "digest"]) == 1


def test_nothing_is_folded_before_its_time(store: Store, config: Config) -> None:
    tell(store, config, 4)
    assert fold(store, NOW + timedelta(seconds=10)) == 0


def test_a_digest_that_was_delivered_delivers_what_it_holds(store: Store, config: Config) -> None:
    tell(store, config, 3)
    later = NOW + timedelta(minutes=16)
    fold(store, later)
    (digest,) = [one for one in store.list_alerts() if one.alert.reason == "digest"]
    store.claim_alert(digest.alert.alert_id, later, timedelta(minutes=1))
    store.record_delivery(digest.alert.alert_id, later)
    assert AlertState.DIGEST not in by_state(store)


def test_quiet_hours_hold_alerts_until_they_end(store: Store, tmp_path: Path) -> None:
    quiet = configured(tmp_path, watch=QUIET % "08:00")
    tell(store, quiet, 1)
    (held,) = by_state(store)[AlertState.DIGEST]
    assert held.due_at == NOW.replace(hour=14)
    assert held.payload["held"] == "quiet_hours"


def test_channels_do_not_count_twice_and_a_flood_is_held_on_all_of_them_alike(store: Store, tmp_path: Path) -> None:
    both = configured(tmp_path, watch="channels: [console, second]", channels=f"{CONSOLE}, {{name: second, type: log}}")
    tell(store, both, 4, limit=3)
    channels = {state: sorted(one.alert.channel for one in alerts) for state, alerts in by_state(store).items()}
    assert channels == {AlertState.PENDING: ["console"] * 3 + ["second"] * 3, AlertState.DIGEST: ["console", "second"]}


def digest(store: Store, config: Config) -> Digest:
    """The digest of what was held, when its time has come."""
    fold(store, NOW + timedelta(minutes=16))
    (found,) = [one for one in store.list_alerts() if one.alert.reason == "digest"]
    package = parcel(found, store, config)
    assert isinstance(package, Digest)
    return package


def withdraw(store: Store, config: Config, incident_id: str, at: datetime) -> None:
    with store.editing(at) as tx:
        incident = tx.incident(incident_id)
        assert incident is not None
        change = retract(incident, at, "no such strike")
        tx.save_change(change)
        Decisions(tx, rules(config, 1), at).take(change)


def test_a_digest_says_what_is_new_and_what_was_withdrawn_since(store: Store, config: Config) -> None:
    tell(store, config, 3, limit=1)
    new, withdrawn = (one.alert.incident_id for one in reversed(by_state(store)[AlertState.DIGEST]))
    withdraw(store, config, withdrawn, NOW + timedelta(minutes=5))
    package = digest(store, config)
    assert package.reasons == {new: "new_incident", withdrawn: "retracted"}
    text = package.message().text
    assert text.count("[سحب الخبر]") == text.count("[Withdrawn]") == 1
    assert text.index("1. ") < text.index(TOWNS[1]) < text.index("[سحب الخبر]") < text.index(TOWNS[2])
    event = package.event()
    assert (event["rasdreason"], event["data"]["reasons"]) == ("burst", package.reasons)


def test_what_changed_while_it_was_held_is_told_as_what_it_was_to_the_reader(store: Store, tmp_path: Path) -> None:
    loud = configured(tmp_path)
    quiet = configured(tmp_path, watch=QUIET % "09:00")
    for number, (at, config) in enumerate(((NOW - timedelta(minutes=30), loud), (NOW, quiet))):
        article = in_hand(store, number, story(TOWNS[0], "أربعة" if config is loud else "عشرين"), at)
        process(store, extract, rules(config, 20), article, now=at, lease=timedelta(minutes=1))
    fold(store, NOW.replace(hour=15))
    (found,) = [one for one in store.list_alerts() if one.alert.reason == "digest"]
    assert list(found.payload["reasons"].values()) == ["toll_rise"]


def test_a_digest_makes_nobody_hear_of_a_retraction_twice(store: Store, config: Config) -> None:
    tell(store, config, 2, limit=1)
    (held,) = by_state(store)[AlertState.DIGEST]
    withdraw(store, config, held.alert.incident_id, NOW + timedelta(minutes=5))
    digest(store, config)
    with store.editing(NOW + timedelta(hours=1)) as tx:
        assert [row.reason for row in tx.told(held.alert.incident_id)] == ["new_incident", "retracted"]
