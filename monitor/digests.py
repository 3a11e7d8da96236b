"""Alerts that were held for a digest, when their time has come: folded into one alert for each watch and channel."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime

from monitor.model import Alert
from monitor.store.protocol import AlertStore
from monitor.store.rows import DIGEST, StoredAlert

NEW = "new_incident"
_AS_IT_ENDED = frozenset({"retracted", "denied"})


def fold(store: AlertStore, now: datetime) -> int:
    """Fold what is due; how many digests. A digest of one alert is that alert in a digest's clothes: nothing is lost."""
    groups = store.due_digests(now)
    for group in groups.values():
        held = sorted(group, key=lambda one: (one.alert.created, one.alert.revision))
        digest = digest_of(held, now)
        latest = {one.alert.incident_id: one.payload["incident"] for one in held}
        first = held[0].payload
        payload = {"digest": list(latest.values()), "reasons": reasons_of(held), "held": first["held"], "watch": first["watch"]}
        store.fold_into_digest(digest, payload, [one.alert.alert_id for one in held], now)
    return len(groups)


def reasons_of(held: Sequence[StoredAlert]) -> dict[str, str]:
    """Why each incident is told of: whoever never heard of it hears of it as new, unless it was withdrawn in the end."""
    reasons: dict[str, str] = {}
    for one in held:
        before, reason = reasons.get(one.alert.incident_id), one.alert.reason
        reasons[one.alert.incident_id] = NEW if before == NEW and reason not in _AS_IT_ENDED else reason
    return reasons


def digest_of(held: Sequence[StoredAlert], now: datetime) -> Alert:
    """The digest as an alert: the same alerts give the same id, so that folding twice makes one."""
    first = held[0].alert
    joined = "\x00".join(sorted(one.alert.alert_id for one in held))
    alert_id = base64.urlsafe_b64encode(hashlib.sha256(joined.encode()).digest()[:18]).decode()
    return Alert(alert_id, first.incident_id, first.revision, first.watch, first.channel, DIGEST, now)
