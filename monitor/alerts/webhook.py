"""The webhook channel: a CloudEvents 1.0 envelope around the incident's record, signed as Standard Webhooks says.

Policy on failure. A 2xx is the only success. Every other answer is tried again on the schedule, the other 4xx too: a
receiver that is being deployed answers 404, one that changes its secret 401, and an alert is worth ten requests over three
days. 410 alone is final: it says in so many words that nobody wants this any more, and disables the channel. A redirect is
a failure and never followed: the signature was made for the address in the configuration. ``Retry-After`` is respected.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from standardwebhooks import Webhook

from monitor.alerts.phrasing import clean
from monitor.config.channels import WebhookChannel
from monitor.errors import AddressRefused, ChannelGone, DeliveryError, HttpError
from monitor.headers import retry_after
from monitor.model import Alert, Incident, Watch
from monitor.record import incident_record

NEW, UPDATED, RETRACTED = "org.rasd.incident.new", "org.rasd.incident.updated", "org.rasd.incident.retracted"
DIGEST = "org.rasd.digest"
TYPES = {"new_incident": NEW, "retracted": RETRACTED}
SHOWN = 200  # of an answer's body: enough to see what is wrong, too little to fill a log


class Answer(Protocol):
    """What came back."""

    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...  # names in lower case
    @property
    def body(self) -> bytes: ...


class Poster(Protocol):
    """Posts a body through the guarded client and follows no redirect."""

    async def __call__(self, url: str, body: bytes, headers: Mapping[str, str], /) -> Answer: ...


def cloud_event(alert: Alert, incident: Incident, watch: Watch, instance: str = "rasd", *, sample: bool = False) -> dict[str, Any]:
    """The envelope. What belongs to the alert and not to the incident is in extension attributes."""
    kind = RETRACTED if incident.retracted else TYPES.get(alert.reason, UPDATED)
    mark = {"rasdsample": True} if sample else {}
    return _envelope(alert, watch, instance) | {"type": kind, "subject": incident.incident_id, **mark, "data": incident_record(incident)}


def digest_event(
    alert: Alert, incidents: Sequence[Incident], watch: Watch, held: str, reasons: Mapping[str, str], instance: str = "rasd"
) -> dict[str, Any]:
    """The envelope of a digest: every incident that was held, in full, and why each is told of."""
    data = {"held": held, "reasons": dict(reasons), "incidents": [incident_record(incident) for incident in incidents]}
    return _envelope(alert, watch, instance) | {"type": DIGEST, "subject": watch.name, "rasdreason": held, "data": data}


def _envelope(alert: Alert, watch: Watch, instance: str) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": alert.alert_id,
        "source": f"/rasd/{instance}",
        "time": alert.created.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "rasdwatch": watch.name,
        "rasdreason": alert.reason,
        "rasdseverity": watch.severity,
    }


def signed(event: dict[str, Any], channel: WebhookChannel, now: datetime) -> tuple[bytes, dict[str, str]]:
    """Body and headers. With two secrets there are two signatures, and the receiver may hold either."""
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    signatures = [Webhook(secret.get_secret_value()).sign(event["id"], now, body) for secret in channel.secrets]
    headers = {
        "content-type": "application/cloudevents+json; charset=utf-8",
        "webhook-id": event["id"],
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
    return body.encode(), headers


async def send_webhook(event: dict[str, Any], channel: WebhookChannel, post: Poster, now: datetime) -> str:
    """Post the event; returns what to note, or raises ``DeliveryError`` as the policy above says."""
    body, headers = signed(event, channel, now)
    try:
        async with asyncio.timeout(channel.timeout.total_seconds()):
            answer = await post(channel.url, body, headers)
    except TimeoutError as error:
        seconds = f"{channel.timeout.total_seconds():g} s"
        raise DeliveryError(f"no answer within {seconds}, the channel's timeout; a receiver should answer first and work then") from error
    except (HttpError, AddressRefused) as error:
        raise DeliveryError(str(error)) from error  # a name may resolve differently, an operator may allow the range
    return judged(answer, now)


def judged(answer: Answer, now: datetime) -> str:
    """What an answer means for the alert."""
    if 200 <= answer.status < 300:
        return f"answered {answer.status}"
    said = clean(answer.body[: SHOWN * 4].decode("utf-8", "replace"), SHOWN)
    text = f"answered {answer.status}" + (f": {said}" if said else "")
    if answer.status == 410:
        raise ChannelGone(f"{text}; the receiver wants no more, so the channel is disabled")
    if 300 <= answer.status < 400:
        text = f"answered {answer.status}: redirects are not followed, put the final address into the configuration"
    raise DeliveryError(text, retry_after=retry_after(answer.headers, now))
