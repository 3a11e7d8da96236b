"""Decides for every watch on a change of an incident, and writes decisions and alerts, within the transaction of that change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from monitor.alerts.burst import BurstLimit, Hold, hold
from monitor.alerts.decide import DecisionContext, Told, alerts_for, decide, told
from monitor.model import Alert, Change, Decision, Incident, Watch
from monitor.record import to_json
from monitor.store.protocol import IncidentTx


@dataclass(frozen=True, slots=True)
class Rules:
    """What the configuration says about decisions, as it stands now."""

    watches: tuple[Watch, ...]
    max_age: timedelta
    max_update_age: timedelta
    burst: BurstLimit


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of one transaction. ``feed`` is where the article came from, for mutes."""

    tx: IncidentTx
    rules: Rules
    now: datetime
    feed: str = ""

    def take(self, change: Change) -> list[str]:
        """Decide for each watch, and add the alerts; the ids of those to send now."""
        rules, mutes = self.rules, self.tx.active_mutes()
        context = DecisionContext(self.now, mutes, self.feed, max_age=rules.max_age, max_update_age=rules.max_update_age)
        sent: list[str] = []
        for watch in self.rules.watches:
            known = self._known(watch, change)
            decision = decide(watch, change, known, context)
            self.tx.save_decisions([decision])
            facts = payload(change, decision, watch, known.incident if known else None)
            held = self._held(watch, decision)
            sent += [alert.alert_id for alert in alerts_for(decision, watch, self.now) if self._add(alert, facts, held)]
        return sent

    def _held(self, watch: Watch, decision: Decision) -> Hold | None:
        """Is this to wait for a digest? On all channels of the watch alike."""
        if not decision.fire:
            return None
        given = self.tx.alerts_since(self.now - self.rules.burst.window, watch.name)
        return hold(watch, decision.reason, given, self.rules.burst, self.now)

    def _known(self, watch: Watch, change: Change) -> Told | None:
        """What the watch was already told of this incident, as it was then."""
        incident_id = change.incident.incident_id
        rows = [row for row in self.tx.told(incident_id) if row.watch == watch.name]
        then = [incident for row in rows if (incident := self.tx.revision(incident_id, row.revision))]
        return told(then, [row.reason for row in rows])

    def _add(self, alert: Alert, facts: dict[str, Any], held: Hold | None) -> bool:
        """Add an alert, or hold it for a digest; is it to be sent now?"""
        if held is not None:
            self.tx.add_alert(alert, {**facts, "held": held.reason}, held.until, digest=True)
            return False
        return self.tx.add_alert(alert, facts)


def payload(change: Change, decision: Decision, watch: Watch, previous: Incident | None) -> dict[str, Any]:
    """What an alert needs to be written whenever it is sent, whatever has become of the incident or the watch by then."""
    return {
        "incident": to_json(change.incident),
        "what": list(change.what),
        "decision": to_json(decision),
        "watch": {"name": watch.name, "languages": list(watch.languages), "severity": watch.severity},
        "previous": to_json(previous) if previous else None,
    }
