"""A channel's turn, on a real Redis server."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from redis import Redis

from monitor.redis_server import RedisServer
from tests.servers.service import wait_until
from workers.turn import HOLD_SECONDS, Turn


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    running = RedisServer(tmp_path)
    running.start()
    yield running
    running.stop()


def is_free(url: str, channel: str) -> bool:
    with Turn(Redis.from_url(url), channel) as mine:
        return bool(mine)


def hold(url: str, taken: Event) -> None:
    with Turn(Redis.from_url(url), "desk"):
        taken.set()
        time.sleep(600)


def holder(url: str) -> multiprocessing.process.BaseProcess:
    """Another process, in the midst of a delivery to the channel ``desk``."""
    context = multiprocessing.get_context("spawn")
    taken = context.Event()
    process = context.Process(target=hold, args=(url, taken), daemon=True)
    process.start()
    assert taken.wait(30)
    return process


def test_one_delivery_to_a_channel_at_a_time_and_other_channels_do_not_wait(server: RedisServer) -> None:
    with Turn(Redis.from_url(server.url), "desk") as mine:
        assert mine
        assert not is_free(server.url, "desk")
        assert is_free(server.url, "newsroom")
    assert is_free(server.url, "desk")


def test_a_delivery_that_takes_long_keeps_its_turn_and_a_killed_one_frees_it_within_seconds(server: RedisServer) -> None:
    process = holder(server.url)
    time.sleep(HOLD_SECONDS + 1)
    assert not is_free(server.url, "desk"), "its process lives and sends"
    os.kill(process.pid or 0, signal.SIGKILL)
    assert wait_until(lambda: is_free(server.url, "desk"), HOLD_SECONDS + 2)


def test_a_channel_that_failed_rests_and_the_others_do_not(server: RedisServer) -> None:
    with Turn(Redis.from_url(server.url), "desk") as mine:
        mine.rest()
    assert not is_free(server.url, "desk")
    assert is_free(server.url, "newsroom")


def test_without_redis_it_is_sent_all_the_same(server: RedisServer) -> None:
    server.stop()
    assert is_free(server.url, "desk")
