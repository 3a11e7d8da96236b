"""Alerts under any order of sending, failing, crashing, waiting, disabling and retrying, against a model in a few lines.

What must hold: an alert is in one pair of hands at a time, what was delivered is never handed out again, and whatever is
neither delivered nor dead is always going to be due again.
"""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from monitor.store import open_store
from monitor.store.rows import AlertState
from tests.store.builders import NOW, add_alerts, alert

LEASE = timedelta(minutes=1)
FAR = timedelta(days=365)
CHANNELS = some.sampled_from(["desk", "hook"])
NUMBERS = some.integers(0, 3)


class Sending(RuleBasedStateMachine):
    """Workers that send four alerts to two channels."""

    template: Path
    folder: Path

    @initialize()
    def open(self) -> None:
        shutil.copy(self.template, self.folder / "alerts.db")
        self.store = open_store(f"sqlite:///{self.folder / 'alerts.db'}")
        self.now = NOW
        self.added: set[str] = set()
        self.delivered: set[str] = set()
        self.dead: set[str] = set()
        self.disabled: set[str] = set()
        self.busy: dict[str, datetime] = {}  # in hand, or resting after a failure, until then

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            for file in self.folder.iterdir():
                file.unlink()

    @rule(number=NUMBERS)
    def decide(self, number: int) -> None:
        add_alerts(self.store, alert(f"al{number}", channel=channel_of(number)), due_at=self.now)
        self.added.add(f"al{number}")

    @rule(minutes=some.integers(1, 30))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(number=NUMBERS, ending=some.sampled_from(["delivered", "failed", "dead", "crashed"]))
    def send(self, number: int, ending: str) -> None:
        alert_id = f"al{number}"
        claimed = self.store.claim_alert(alert_id, self.now, LEASE)
        assert (claimed is not None) == self.may_be_sent(alert_id)
        if claimed is None:
            return
        self.busy[alert_id] = self.now + LEASE
        if ending == "delivered":
            self.store.record_delivery(alert_id, self.now)
            self.delivered.add(alert_id)
        elif ending == "failed":
            self.busy[alert_id] = self.now + 10 * LEASE
            self.store.record_delivery_failure(alert_id, "HTTP 500", self.now, self.busy[alert_id])
        elif ending == "dead":
            self.store.record_delivery_failure(alert_id, "HTTP 410", self.now, None)
            self.dead.add(alert_id)

    def may_be_sent(self, alert_id: str) -> bool:
        free = self.busy.get(alert_id, self.now) <= self.now and channel_of(int(alert_id[2:])) not in self.disabled
        return alert_id in self.added - self.delivered - self.dead and free

    @rule()
    def enqueue(self) -> None:
        self.store.mark_alerts_enqueued(self.store.due_alerts(self.now), self.now + 5 * LEASE)

    @rule()
    def retry_the_dead(self) -> None:
        self.store.retry_alerts(self.now, self.dead)
        for alert_id in self.dead:
            self.busy.pop(alert_id, None)
        self.dead.clear()

    @rule(channel=CHANNELS)
    def disable(self, channel: str) -> None:
        self.store.disable_channel(channel, "410 Gone", self.now)
        self.disabled.add(channel)

    @rule(channel=CHANNELS)
    def enable(self, channel: str) -> None:
        self.store.enable_channel(channel)
        self.disabled.discard(channel)

    @invariant()
    def nothing_is_lost(self) -> None:
        if hasattr(self, "store"):
            unsent = self.added - self.delivered - self.dead
            open_channels = {alert_id for alert_id in unsent if channel_of(int(alert_id[2:])) not in self.disabled}
            assert set(self.store.due_alerts(self.now + FAR)) == open_channels

    @invariant()
    def the_ledger_agrees(self) -> None:
        if hasattr(self, "store"):
            assert {one.alert.alert_id for one in self.store.list_alerts([AlertState.DELIVERED])} == self.delivered
            assert all(sum(one.ok for one in self.store.deliveries(alert_id)) == 1 for alert_id in self.delivered)


def channel_of(number: int) -> str:
    return "desk" if number % 2 else "hook"


def test_no_alert_is_lost_or_sent_twice_whatever_happens(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    Sending.template, Sending.folder = sqlite_template, tmp_path_factory.mktemp("sending")
    run_state_machine_as_test(Sending, settings=settings(max_examples=40, stateful_step_count=25, deadline=None))
