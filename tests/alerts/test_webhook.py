"""The webhook channel, against a real receiver."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from standardwebhooks import Webhook, WebhookVerificationError

from monitor.alerts.webhook import cloud_event, digest_event, send_webhook
from monitor.config import WebhookChannel
from monitor.errors import AddressRefused, ChannelGone, DeliveryError, HttpError
from monitor.record import incident_record
from tests.alerts.making import NOW, WATCH, alert, incident
from tests.servers.loopback import LoopbackServer

OLD, NEW, OTHER = (f"whsec_{letter * 32}" for letter in "ABC")


@dataclass
class Got:
    """An answer as the guarded client gives it."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


async def post(url: str, body: bytes, headers: Mapping[str, str]) -> Got:
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers=dict(headers), allow_redirects=False) as answer,
    ):
        return Got(answer.status, {name.lower(): value for name, value in answer.headers.items()}, await answer.read())


def channel(url: str, *secrets: str) -> WebhookChannel:
    signers = tuple(map(SecretStr, secrets or (OLD,)))
    return WebhookChannel.model_construct(type="webhook", name="w", url=url, secrets=signers, timeout=timedelta(seconds=5))


Calls = list[tuple[Mapping[str, str], bytes]]


def receiver(calls: Calls, status: int = 200, headers: Mapping[str, str] | None = None, text: str = "") -> LoopbackServer:
    async def handle(request: web.Request) -> web.Response:
        calls.append((dict(request.headers), await request.read()))
        return web.Response(status=status, headers=headers, text=text)

    return LoopbackServer(handle)


def send(url: str, *secrets: str, poster: Any = post, now: datetime | None = None) -> str:
    event = cloud_event(alert(), incident(), WATCH)
    return asyncio.run(send_webhook(event, channel(url, *secrets), poster, now or datetime.now(UTC)))


def failure(status: int, headers: Mapping[str, str] | None = None, text: str = "") -> DeliveryError:
    calls: Calls = []
    with receiver(calls, status, headers, text) as server, pytest.raises(DeliveryError) as caught:
        send(server.url)
    assert len(calls) == 1
    return caught.value


def test_a_receiver_verifies_the_signature_with_the_standard_library() -> None:
    calls: Calls = []
    with receiver(calls) as server:
        assert send(server.url) == "answered 200"
    headers, body = calls[0]
    assert Webhook(OLD).verify(body, {name.lower(): value for name, value in headers.items()}) == json.loads(body)


def test_two_secrets_sign_so_that_either_verifies() -> None:
    calls: Calls = []
    with receiver(calls) as server:
        send(server.url, OLD, NEW)
    headers = {name.lower(): value for name, value in calls[0][0].items()}
    assert Webhook(OLD).verify(calls[0][1], headers)
    assert Webhook(NEW).verify(calls[0][1], headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(OTHER).verify(calls[0][1], headers)


def test_a_repeat_carries_the_same_id_and_a_new_time() -> None:
    calls: Calls = []
    with receiver(calls) as server:
        send(server.url, now=NOW)
        send(server.url, now=NOW + timedelta(hours=5))
    assert [headers["webhook-id"] for headers, _ in calls] == ["alert-1", "alert-1"]
    assert calls[0][0]["webhook-timestamp"] != calls[1][0]["webhook-timestamp"]


def test_the_body_is_a_cloud_event_in_structured_mode() -> None:
    calls: Calls = []
    with receiver(calls) as server:
        send(server.url)
    headers, body = calls[0]
    event = json.loads(body)
    assert headers["Content-Type"] == "application/cloudevents+json; charset=utf-8"
    assert (event["specversion"], event["id"], event["source"]) == ("1.0", "alert-1", "/rasd/rasd")
    assert (event["subject"], event["time"]) == ("inc-1", "2025-03-05T14:30:00Z")
    assert event["data"] == incident_record(incident())


@pytest.mark.parametrize(
    ("reason", "kind"), [("new_incident", "new"), ("toll_rise", "updated"), ("corrected", "updated"), ("retracted", "retracted")]
)
def test_the_type_follows_from_the_reason(reason: str, kind: str) -> None:
    assert cloud_event(alert(reason), incident(), WATCH)["type"] == f"org.rasd.incident.{kind}"


def test_an_incident_that_is_withdrawn_meanwhile_is_sent_as_such() -> None:
    assert cloud_event(alert("toll_rise"), incident(retracted=True), WATCH)["type"] == "org.rasd.incident.retracted"


def test_a_sample_is_marked() -> None:
    assert cloud_event(alert(), incident(), WATCH, sample=True)["rasdsample"] is True
    assert "rasdsample" not in cloud_event(alert(), incident(), WATCH)


def test_a_digest_carries_every_incident_in_full() -> None:
    event = digest_event(alert("digest"), [incident(), incident(incident_id="inc-2")], WATCH, "burst", {"inc-1": "claimed"})
    assert event["type"] == "org.rasd.digest"
    assert [each["incident_id"] for each in event["data"]["incidents"]] == ["inc-1", "inc-2"]


def test_extension_attributes_are_named_as_cloud_events_demands() -> None:
    extensions = set(cloud_event(alert(), incident(), WATCH, sample=True)) - {"data"}
    assert all(name.isalnum() and name.islower() and len(name) <= 20 for name in extensions)


@pytest.mark.parametrize("status", [400, 401, 404, 408, 422, 429, 500, 502, 503, 504])
def test_every_refusal_but_gone_is_tried_again(status: int) -> None:
    error = failure(status)
    assert not error.permanent
    assert f"answered {status}" in str(error)


def test_gone_disables_the_channel() -> None:
    error = failure(410)
    assert isinstance(error, ChannelGone)
    assert error.permanent
    assert "disabled" in str(error)


def test_a_redirect_is_a_failure_and_is_not_followed() -> None:
    error = failure(307, {"Location": "/elsewhere"})
    assert not error.permanent
    assert "redirects are not followed" in str(error)


def test_retry_after_is_passed_on() -> None:
    assert failure(429, {"Retry-After": "120"}).retry_after == 120
    assert failure(503).retry_after is None


def test_only_the_beginning_of_an_answer_is_kept_and_on_one_line() -> None:
    error = failure(500, text="why\nnot " + "x" * 5000)
    assert str(error).startswith("answered 500: why not xxx")
    assert len(str(error)) < 250


@pytest.mark.parametrize("error", [HttpError("no answer", "timeout"), AddressRefused("10.0.0.1 is private")])
def test_what_the_client_refuses_or_misses_is_tried_again(error: Exception) -> None:
    async def failing(url: str, body: bytes, headers: Mapping[str, str]) -> Got:
        raise error

    with pytest.raises(DeliveryError, match=str(error)) as caught:
        send("https://x.example", poster=failing)
    assert not caught.value.permanent


def test_a_receiver_that_never_answers_is_given_up_on() -> None:
    async def waiting(url: str, body: bytes, headers: Mapping[str, str]) -> Got:
        await asyncio.sleep(60)
        return Got(200)

    slow = channel("https://x.example").model_copy(update={"timeout": timedelta(milliseconds=20)})
    with pytest.raises(DeliveryError, match="no answer within"):
        asyncio.run(send_webhook(cloud_event(alert(), incident(), WATCH), slow, waiting, NOW))


@given(st.integers(200, 299))
def test_any_2xx_is_success(status: int) -> None:
    async def fine(url: str, body: bytes, headers: Mapping[str, str]) -> Got:
        return Got(status)

    assert send("https://x.example", poster=fine) == f"answered {status}"
