"""The retry schedule, and one attempt for each kind of channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from monitor.alerts.chat import send_chat
from monitor.alerts.deliver import SCHEDULE, Digest, Package, detail_of, next_attempt, send, still_to_reach
from monitor.alerts.message import compose
from monitor.config import ChatChannel, EmailChannel, LogChannel, Smtp, WebhookChannel
from monitor.errors import ChannelGone, DeliveryError
from monitor.model import Watch
from tests.alerts.mailhost import MailHost
from tests.alerts.making import NOW, WATCH, alert, decision, incident, watch

FAILED = DeliveryError("later")


def test_the_schedule_is_that_of_standard_webhooks() -> None:
    waits = [next_attempt(made, NOW, FAILED) for made in range(1, 10)]
    assert [None if at is None else (at - NOW).total_seconds() for at in waits] == [
        5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600,
    ]  # fmt: skip


def test_after_ten_attempts_an_alert_is_dead() -> None:
    assert next_attempt(9, NOW, FAILED) is not None
    assert next_attempt(10, NOW, FAILED) is None


@pytest.mark.parametrize("error", [DeliveryError("no", permanent=True), ChannelGone("gone")])
def test_what_is_permanent_is_not_tried_again(error: DeliveryError) -> None:
    assert next_attempt(1, NOW, error) is None


def test_a_receiver_that_asks_for_more_time_gets_it() -> None:
    assert next_attempt(1, NOW, DeliveryError("busy", retry_after=600)) == NOW + timedelta(minutes=10)


def test_a_receiver_that_asks_for_less_time_than_the_schedule_does_not() -> None:
    assert next_attempt(2, NOW, DeliveryError("busy", retry_after=1)) == NOW + SCHEDULE[2]


def test_nobody_puts_an_alert_off_for_more_than_a_day() -> None:
    assert next_attempt(1, NOW, DeliveryError("busy", retry_after=10**9)) == NOW + timedelta(days=1)


@given(st.integers(0, 30), st.one_of(st.none(), st.floats(0, 1e12)))
def test_the_next_attempt_is_never_in_the_past_nor_beyond_a_day(made: int, asked: float | None) -> None:
    at = next_attempt(made, NOW, DeliveryError("x", retry_after=asked))
    assert at is None or NOW <= at <= NOW + timedelta(days=1)


def test_who_is_left_survives_the_ledger() -> None:
    error = DeliveryError("put off: 450 | odd, text", remaining=("a@x.example", "b@x.example"))
    assert still_to_reach(detail_of(error)) == ("a@x.example", "b@x.example")


def test_a_failure_for_all_leaves_nobody_in_particular() -> None:
    assert still_to_reach(detail_of(FAILED)) == ()


@dataclass
class Log:
    """Keeps what is logged."""

    lines: list[dict[str, object]] = field(default_factory=list)

    def warning(self, event: str, /, **fields: object) -> object:
        self.lines.append({"event": event, **fields})
        return None


@dataclass
class Answer:
    """A receiver's answer."""

    status: int = 204
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass
class Receiver:
    """Keeps what is posted."""

    bodies: list[bytes] = field(default_factory=list)

    async def __call__(self, url: str, body: bytes, headers: Mapping[str, str], /) -> Answer:
        self.bodies.append(body)
        return Answer()


def package(this: Watch = WATCH, **changed: Any) -> Package:
    return Package(alert(), incident(), decision(), this, **changed)


def test_a_log_channel_writes_the_facts() -> None:
    log = Log()
    assert send(LogChannel(type="log", name="t"), package(watch(languages=("en",))), NOW, Receiver(), log) == "logged"
    assert log.lines[0]["event"] == "alert"
    assert str(log.lines[0]["subject"]).startswith("Air strike, Al-Mayadin")
    assert "\u2068" not in str(log.lines[0])


def test_a_webhook_channel_posts_the_event() -> None:
    receiver = Receiver()
    secrets = (SecretStr("whsec_" + "A" * 32),)
    hook = WebhookChannel.model_construct(type="webhook", name="w", url="https://x.example", secrets=secrets, timeout=timedelta(seconds=1))
    assert send(hook, package(), NOW, receiver, Log()) == "answered 204"
    assert b'"incident_id":"inc-1"' in receiver.bodies[0]


def mail_channel(host: MailHost, *to: str) -> EmailChannel:
    smtp = Smtp(host="127.0.0.1", security="plain", port=host.port)
    return EmailChannel.model_construct(type="email", name="m", to=to, sender="r@rasd.example", smtp=smtp)


def test_a_mail_channel_threads_updates(plain_host: MailHost) -> None:
    send(mail_channel(plain_host, "a@x.example"), package(first_alert_id="alert-0"), NOW, Receiver(), Log())
    assert plain_host.taken[0][1]["In-Reply-To"] == "<alert-0@rasd.example>"


def test_a_mail_channel_writes_only_to_those_who_are_left(plain_host: MailHost) -> None:
    send(mail_channel(plain_host, "a@x.example", "b@x.example"), package(remaining=("b@x.example",)), NOW, Receiver(), Log())
    assert plain_host.taken[0][0] == ["b@x.example"]


def test_a_digest_goes_the_same_ways(plain_host: MailHost) -> None:
    digest = Digest(alert("digest"), (incident(), incident(incident_id="inc-2")), WATCH, "quiet_hours")
    send(mail_channel(plain_host, "a@x.example"), digest, NOW, Receiver(), Log())
    assert plain_host.taken[0][1]["Subject"] == "[موجز ساعات الهدوء] شرق الفرات: حادثان"


def chat(*urls: str) -> ChatChannel:
    return ChatChannel.model_construct(type="chat", name="c", urls=tuple(map(SecretStr, urls)))


@dataclass
class Apprise:
    """Keeps whom it told; ``deaf`` are the addresses that take nothing."""

    deaf: str = "nobody"
    told: list[str] = field(default_factory=list)

    def __call__(self, url: str, title: str, body: str) -> bool:
        self.told.append(url)
        return not url.startswith(self.deaf)


MESSAGE = compose(incident(), decision(), WATCH)


def test_chat_tells_every_address() -> None:
    apprise = Apprise()
    assert send_chat(MESSAGE, chat("one://", "two://"), (), apprise) == "2 chat addresses"
    assert apprise.told == ["one://", "two://"]


def test_chat_names_failures_without_showing_addresses() -> None:
    with pytest.raises(DeliveryError) as caught:
        send_chat(MESSAGE, chat("one://token", "two://token"), (), Apprise(deaf="two"))
    assert caught.value.remaining == ("2",)
    assert "token" not in str(caught.value)


def test_chat_repeats_only_what_failed() -> None:
    apprise = Apprise()
    send_chat(MESSAGE, chat("one://", "two://"), ("2",), apprise)
    assert apprise.told == ["two://"]
