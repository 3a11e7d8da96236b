"""Faults against real processes: whatever is killed, flushed, down or hostile, nothing is lost and nothing is told twice."""

from __future__ import annotations

import asyncio
import gzip
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import psutil
import pytest
from aiohttp import web
from redis import Redis

from monitor.redis_server import socket_path
from tests.demo.site import NewsSite
from tests.integration.conftest import PATIENCE, TOWNS, article, configure, struck
from tests.servers.loopback import LoopbackServer
from tests.servers.receivers import MailServer, WebhookReceiver
from tests.servers.service import Service, wait_until


def running(service: Service, site: NewsSite, hook: WebhookReceiver, **more: object) -> None:
    """The service at work, having told of the first article."""
    configure(service, [site.feeds()["one"]], hook, **more)  # type: ignore[arg-type]
    site.articles.append(article(0))
    service.start()
    assert wait_until(lambda: told(hook, 0), PATIENCE), service.log()


def told(hook: WebhookReceiver, *numbers: int) -> bool:
    """Has each of these strikes been told, exactly once, and nothing else?"""
    return sorted(struck(hook)) == sorted(TOWNS[number] for number in numbers)


def assert_told_once(service: Service, hook: WebhookReceiver, *numbers: int) -> None:
    assert wait_until(lambda: told(hook, *numbers), PATIENCE), f"{struck(hook)}\n{service.log()}"
    time.sleep(2)
    accepted = [call.headers["webhook-id"] for call in hook.accepted]
    assert len(accepted) == len(set(accepted)) == len(numbers)


def redis_of(service: Service) -> Redis:
    return Redis.from_url(f"unix://{socket_path((service.data / 'redis').resolve())}")


def test_a_redis_that_is_out_of_memory_for_a_while_loses_nothing_and_is_told_in_one_line(
    service: Service, site: NewsSite, hook: WebhookReceiver
) -> None:
    running(service, site, hook)
    redis = redis_of(service)
    redis.config_set("maxmemory", "1")
    site.articles.append(article(1))
    assert wait_until(lambda: "worker ended" in service.log(), PATIENCE), service.log()
    assert told(hook, 0)
    redis.config_set("maxmemory", "0")
    assert_told_once(service, hook, 0, 1)
    assert all(line.startswith("{") for line in service.log().splitlines()), service.log()


def test_a_worker_killed_in_the_middle_of_a_job_loses_nothing(service: Service, site: NewsSite, hook: WebhookReceiver) -> None:
    running(service, site, hook)
    long_story = "\n".join(f"وقال شاهد رقم {number} من الأهالي إن الدخان غطى سماء المنطقة لساعات طويلة." for number in range(500))
    site.articles.append(article(2, extra=long_story))
    store = service.store()
    in_hand = lambda: any(a and a.attempts == 1 and a.processed_at is None for a in articles())  # noqa: E731
    articles = lambda: [store.article(each.article_id) for each in entries() if each.article_id]  # noqa: E731
    entries = lambda: [entry for number in range(1, 9) if (entry := store.entry(number))]  # noqa: E731
    assert wait_until(in_hand, PATIENCE, 0.005), service.log()
    for process in service.workers():
        process.kill()
    assert_told_once(service, hook, 0, 2)
    assert "worker ended" in service.log()


def test_redis_killed_is_started_again_and_nothing_is_lost(service: Service, site: NewsSite, hook: WebhookReceiver) -> None:
    running(service, site, hook)
    service.redis_server().kill()
    site.articles.append(article(2))
    assert_told_once(service, hook, 0, 2)
    assert "redis-server had ended" in service.log()


def stopped_at_rest(service: Service) -> list[psutil.Process]:
    """The workers, stopped while none of them writes: one stopped in the middle of a transaction would hold up the polls as well."""
    for _ in range(200):
        workers = service.workers()
        for process in workers:
            process.send_signal(signal.SIGSTOP)
        if workers and nobody_writes(service):
            return workers
        for process in workers:
            process.send_signal(signal.SIGCONT)
        time.sleep(0.05)
    raise AssertionError(service.log())


def nobody_writes(service: Service) -> bool:
    """Is the database free to write to at this moment?"""
    with closing(sqlite3.connect(service.data / "rasd.sqlite", timeout=0, isolation_level=None)) as database:
        try:
            database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        database.execute("ROLLBACK")
        return True


def test_redis_flushed_with_jobs_waiting_loses_nothing(service: Service, site: NewsSite, hook: WebhookReceiver) -> None:
    running(service, site, hook)
    stopped = stopped_at_rest(service)
    site.articles.append(article(2))
    redis = redis_of(service)
    assert wait_until(lambda: redis.llen("rq:queue:articles"), PATIENCE), service.log()
    redis.flushall()
    for process in stopped:
        process.send_signal(signal.SIGCONT)
    assert_told_once(service, hook, 0, 2)


def test_a_mail_server_that_is_down_at_first_gets_its_mail_later(service: Service, site: NewsSite, hook: WebhookReceiver) -> None:
    with MailServer(down=1) as mail:
        running(service, site, hook, mail=mail)
        assert wait_until(lambda: mail.messages, PATIENCE), service.log()
        time.sleep(2)
        assert (mail.refused, len(mail.messages), len(hook.accepted)) == (1, 1, 1)


def test_a_webhook_that_answers_500_then_200_is_told_once(service: Service, site: NewsSite, hook: WebhookReceiver) -> None:
    hook.answers = [500]
    running(service, site, hook)
    assert_told_once(service, hook, 0)
    assert [call.status for call in hook.calls] == [500, 200]
    assert len({call.headers["webhook-id"] for call in hook.calls}) == 1, "a repeat carries the same id"


def test_a_full_disk_loses_nothing(service: Service, site: NewsSite, hook: WebhookReceiver) -> None:
    running(service, site, hook)
    # no file may grow: what a full disk does to whoever writes
    everyone = [process for process in service.processes() if "redis" not in process.name()]
    limits = {process.pid: process.rlimit(psutil.RLIMIT_FSIZE) for process in everyone}
    for pid in limits:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    site.articles += [article(2), article(4)]
    assert wait_until(lambda: "disk is full" in service.log() or "I/O error" in service.log(), PATIENCE), service.log()
    for pid, limit in limits.items():
        if psutil.pid_exists(pid):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)
    assert_told_once(service, hook, 0, 2, 4)


async def _endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/rss+xml"})
    await response.prepare(request)
    while True:
        await response.write(b"<item><title>again</title></item>" * 4000)


async def _dripping(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/rss+xml"})
    await response.prepare(request)
    while True:
        await response.write(b"<")
        await asyncio.sleep(1)


async def _bomb(request: web.Request) -> web.StreamResponse:
    body = gzip.compress(b"\0" * (200 * 2**20), 9)
    return web.Response(body=body, headers={"Content-Encoding": "gzip", "Content-Type": "application/rss+xml"})


HOSTILE = {"endless": _endless, "dripping": _dripping, "bomb": _bomb}


@pytest.fixture
def hostile() -> Iterator[LoopbackServer]:
    async def handle(request: web.Request) -> web.StreamResponse:
        return await HOSTILE[request.path.strip("/")](request)

    with LoopbackServer(handle) as server:
        yield server


def test_hostile_feeds_neither_stop_the_others_nor_fill_the_memory(
    service: Service, site: NewsSite, hook: WebhookReceiver, hostile: LoopbackServer
) -> None:
    # each on a host name of its own, for polls of one host take turns
    feeds = [f"http://127.0.0.{number}:{hostile.port}/{name}" for number, name in enumerate(HOSTILE, 1)]
    configure(service, [*feeds, site.feeds()["one"].replace("127.0.0.1", "localhost")], hook)
    site.articles.append(article(0))
    service.start()
    assert_told_once(service, hook, 0)
    assert service.process is not None
    assert psutil.Process(service.process.pid).memory_info().rss < 400 * 2**20
    wanted = {url for url in feeds if "dripping" not in url}  # it fails only after its 30 seconds
    failing = lambda: {feed["url"] for feed in service.rasd("feeds") if not feed["healthy"]}  # noqa: E731
    assert wait_until(lambda: wanted <= failing(), PATIENCE, 0.5), service.log()


if sys.platform != "linux":  # pragma: no cover
    raise RuntimeError("these tests limit and stop processes as only Linux can")
