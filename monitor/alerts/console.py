"""The log channel: an alert as one event of this service's own log, readable on a terminal, JSON elsewhere."""

from __future__ import annotations

from typing import Any, Protocol

from monitor.alerts.message import Message
from monitor.alerts.phrasing import END, ISOLATE
from monitor.model import Alert


class Log(Protocol):
    """The part of a structlog logger that is needed."""

    def warning(self, event: str, /, *args: Any, **fields: Any) -> Any: ...


def send_log(message: Message, alert: Alert, log: Log) -> str:
    """Write the alert. It is a warning: whoever filters the log must not lose it."""
    facts = {fact.key: _bare(fact.value) for fact in message.facts}
    where = {"watch": alert.watch, "reason": alert.reason, "incident": alert.incident_id, "revision": alert.revision}
    log.warning("alert", subject=_bare(message.subject), alert_id=alert.alert_id, **where, facts=facts)
    return "logged"


def _bare(text: str) -> str:
    """Terminals draw the isolates as boxes."""
    return text.replace(ISOLATE, "").replace(END, "")
