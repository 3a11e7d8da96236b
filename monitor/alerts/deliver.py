"""One attempt to send one alert, and when the next one is due.

The schedule is that of Standard Webhooks, for every kind of channel: at once, then after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20
and 24 hours; after ten failures the alert is dead, which an operator sees and may undo. A receiver that asks for more time
gets it, up to a day. What is permanent is not tried again. Nothing here writes to the store or reads a clock: the caller
records the delivery after :func:`send` returns.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from monitor.alerts.chat import send_chat
from monitor.alerts.console import Log, send_log
from monitor.alerts.digest import compose_digest
from monitor.alerts.email import Thread, mail_of, send_mail
from monitor.alerts.message import Message, compose
from monitor.alerts.webhook import Poster, cloud_event, digest_event, send_webhook
from monitor.config.channels import Channel, ChatChannel, EmailChannel, WebhookChannel
from monitor.errors import DeliveryError
from monitor.model import Alert, Decision, Incident, Watch

SCHEDULE = tuple(
    timedelta(seconds=seconds) for seconds in (0, 5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)
LONGEST = SCHEDULE[-1]
LEFT = " | still to reach: "  # ties a failed attempt to the next one, in the ledger's own words


@dataclass(frozen=True, slots=True)
class Package:
    """Everything that one alert is made of."""

    alert: Alert
    incident: Incident
    decision: Decision
    watch: Watch
    previous: Incident | None = None  # the revision that this watch was told of before
    first_alert_id: str | None = None  # of this incident to this channel: updates thread under it
    remaining: tuple[str, ...] = ()  # recipients that are left after a partial success; empty means all
    instance: str = "rasd"
    sample: bool = False
    picture: bytes | None = None  # the map, for mails

    def message(self) -> Message:
        shown = self.picture is not None
        return compose(self.incident, self.decision, self.watch, self.previous, sample=self.sample, picture=shown)

    def event(self) -> dict[str, Any]:
        return cloud_event(self.alert, self.incident, self.watch, self.instance, sample=self.sample)


@dataclass(frozen=True, slots=True)
class Digest:
    """Alerts of one watch to one channel that were held, as the one alert that they become."""

    alert: Alert
    incidents: tuple[Incident, ...]
    watch: Watch
    held: str  # why: ``quiet_hours`` or ``burst``
    reasons: Mapping[str, str] = field(default_factory=dict)  # why each incident is told of, by its id
    first_alert_id: str | None = None
    remaining: tuple[str, ...] = ()
    instance: str = "rasd"
    picture: None = None

    def message(self) -> Message:
        return compose_digest(self.incidents, self.watch, self.held, self.reasons)

    def event(self) -> dict[str, Any]:
        return digest_event(self.alert, self.incidents, self.watch, self.held, self.reasons, self.instance)


def next_attempt(made: int, failed_at: datetime, error: DeliveryError) -> datetime | None:
    """When to try again after ``made`` attempts, or None: never."""
    if error.permanent or made >= len(SCHEDULE):
        return None
    asked = timedelta(seconds=min(error.retry_after or 0.0, LONGEST.total_seconds()))
    return failed_at + max(SCHEDULE[made], asked)


def detail_of(error: DeliveryError) -> str:
    """What the ledger keeps of a failure."""
    return f"{error}{LEFT}{', '.join(error.remaining)}" if error.remaining else str(error)


def still_to_reach(detail: str) -> tuple[str, ...]:
    """The recipients that a failed attempt left, from its line in the ledger."""
    _, found, names = detail.rpartition(LEFT)
    return tuple(names.split(", ")) if found else ()


def send(channel: Channel, package: Package | Digest, now: datetime, post: Poster, log: Log) -> str:
    """One attempt. Returns what to note of a success; raises ``DeliveryError``. Blocks: it runs in a worker's job."""
    if isinstance(channel, WebhookChannel):
        return asyncio.run(send_webhook(package.event(), channel, post, now))
    message = package.message()
    if isinstance(channel, EmailChannel):
        thread = Thread(package.alert.alert_id, package.first_alert_id)
        mail = mail_of(message, channel, package.watch, thread, now, picture=package.picture)
        return send_mail(mail, channel, package.remaining)
    if isinstance(channel, ChatChannel):
        return send_chat(message, channel, package.remaining)
    return send_log(message, package.alert, log)
