"""Attempts to deliver one alert, one after the other, against a real mail server, a real receiver and a real Redis."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web

from monitor.app import POST_SECONDS, utc_now
from monitor.config import Config
from monitor.config.channels import LONGEST_WAIT
from monitor.errors import ConfigError
from monitor.model import Alert
from monitor.queue import DELIVER_SECONDS
from monitor.redis_server import RedisServer
from monitor.store.rows import AlertState, StoredAlert
from tests.alerts.mailhost import MailHost
from tests.configured import configured
from tests.servers.loopback import LoopbackServer
from tests.servers.service import SECRET
from tests.workers.builders import in_hand, story
from workers.desk import DELIVERY_LEASE, Desk
from workers.extractor import extract

A, B = "a@desk.example", "b@desk.example"
MAIL = "{{name: desk, type: email, to: [{to}], from: rasd@desk.example, smtp: {{host: 127.0.0.1, port: {port}, security: plain}}}}"
HOOK = "{{name: desk, type: webhook, url: '{url}', secrets: [{{env: HOOK_SECRET}}], timeout: {timeout}}}"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    redis = RedisServer(tmp_path / "var" / "redis")
    redis.start()
    made = Desk(telling(tmp_path, MAIL.format(to=A, port=25)), tmp_path / "var", extract)
    yield made
    made.store.close()
    redis.stop()


def telling(directory: Path, channel: str) -> Config:
    """A configuration whose watch tells this channel, which is on this machine."""
    return configured(directory, watch="channels: [desk]", channels=channel, more="network: {allow: [127.0.0.0/8]}\n")


def use(desk: Desk, channel: str) -> None:
    desk.config = telling(desk.data.parent, channel)


def raised(desk: Desk) -> str:
    """An alert on a strike that was just read of."""
    desk.process(in_hand(desk.store, 1, story("الميادين"), utc_now()))
    (alert,) = desk.store.list_alerts()
    return alert.alert.alert_id


def attempt(desk: Desk, alert_id: str) -> StoredAlert:
    """One more attempt, without the pause that comes before it."""
    desk.redis.flushdb()
    desk.store.retry_alerts(utc_now())
    desk.deliver(alert_id)
    found = desk.store.alert(alert_id)
    assert found is not None
    return found


def test_who_got_the_mail_does_not_get_it_again_however_often_the_others_are_put_off(desk: Desk) -> None:
    with MailHost() as host:
        use(desk, MAIL.format(to=f"{A}, {B}", port=host.port))
        host.recipients = {B: "450 greylisted"}
        alert = raised(desk)
        assert [attempt(desk, alert).state for _ in range(3)] == [AlertState.FAILED] * 3
    assert attempt(desk, alert).state is AlertState.FAILED, "nobody listens"
    with MailHost() as later:
        use(desk, MAIL.format(to=f"{A}, {B}", port=later.port))
        assert attempt(desk, alert).state is AlertState.DELIVERED
    assert [people for people, _ in host.taken + later.taken] == [[A], [B]]


def test_a_mail_is_done_when_those_who_were_left_are_readers_no_more(desk: Desk) -> None:
    with MailHost() as host:
        use(desk, MAIL.format(to=f"{A}, {B}", port=host.port))
        host.recipients = {B: "450 greylisted"}
        alert = raised(desk)
        attempt(desk, alert)
        use(desk, MAIL.format(to=A, port=host.port))
        assert attempt(desk, alert).state is AlertState.DELIVERED
        assert [people for people, _ in host.taken] == [[A]]


def test_an_alert_that_cannot_be_made_is_seen_among_the_failed_and_given_up_in_the_end(desk: Desk) -> None:
    bad = Alert("bad", "i-1", 1, "east", "desk", "new_incident", utc_now())
    with desk.store.editing(utc_now()) as tx:
        tx.add_alert(bad, {})
    with pytest.raises(KeyError):
        desk.deliver("bad")
    failed = desk.store.alert("bad")
    assert failed is not None
    assert (failed.state, "KeyError" in (failed.last_error or "")) == (AlertState.FAILED, True)
    assert [one.ok for one in desk.store.deliveries("bad")] == [False]


def test_nonsense_in_an_answer_is_a_failed_attempt_like_any_other(desk: Desk) -> None:
    async def handle(request: web.Request) -> web.Response:
        return web.Response(status=503, headers={"Retry-After": "Wed, 05 Mar 99999999999999999999 14:31:00 GMT"})

    with LoopbackServer(handle) as server:
        use(desk, HOOK.format(url=server.url, timeout="5s"))
        found = attempt(desk, raised(desk))
    assert (found.state, found.last_error) == (AlertState.FAILED, "answered 503")


def test_the_longest_wait_for_an_answer_fits_into_an_attempt_and_an_attempt_into_its_claim() -> None:
    assert LONGEST_WAIT.total_seconds() < POST_SECONDS < DELIVER_SECONDS < DELIVERY_LEASE.total_seconds()


def test_a_wait_longer_than_an_attempt_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    with pytest.raises(ConfigError, match="timeout: must be at most 90s"):
        telling(tmp_path, HOOK.format(url="https://one.example", timeout="2m"))
