"""The service's own redis-server."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from redis import Redis

from monitor import redis_server
from monitor.redis_server import RedisServer, RedisServerError, socket_path
from tests.servers.service import wait_until


def test_it_answers_on_a_unix_socket_and_keeps_what_it_was_told(tmp_path: Path) -> None:
    first = RedisServer(tmp_path)
    first.start()
    Redis.from_url(first.url).set("key", "value")
    first.stop()
    second = RedisServer(tmp_path)
    second.start()
    assert Redis.from_url(second.url).get("key") == b"value"
    second.stop()


def test_a_killed_server_is_started_again(tmp_path: Path) -> None:
    server = RedisServer(tmp_path)
    server.start()
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    while server.answers():
        time.sleep(0.01)
    assert wait_until(server.ensure, 10), "the kernel may take a moment to end it"
    assert server.answers()
    assert server.ensure() is False
    server.stop()


def test_a_leftover_server_of_the_same_directory_is_ended_first(tmp_path: Path) -> None:
    leftover, server = RedisServer(tmp_path), RedisServer(tmp_path)
    leftover.start()
    server.start()
    assert server.answers()
    assert server.pid != leftover.pid
    server.stop()


def test_nothing_is_left_after_stop(tmp_path: Path) -> None:
    server = RedisServer(tmp_path)
    server.start()
    pid = server.pid
    server.stop()
    assert not server.socket.exists()
    assert pid is not None
    assert not Path(f"/proc/{pid}/status").exists()


def test_a_deep_directory_gets_a_socket_path_that_the_system_accepts(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 80) / ("e" * 80)
    assert len(str(socket_path(deep)).encode()) <= 100
    server = RedisServer(deep)
    server.start()
    server.stop()


def test_a_server_that_cannot_start_says_where_to_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_server, "executable", lambda: "/bin/false")
    with pytest.raises(RedisServerError, match=r"redis\.log"):
        RedisServer(tmp_path).start(seconds=1)


def test_a_file_that_a_power_cut_left_unreadable_does_not_keep_it_from_starting(tmp_path: Path) -> None:
    server = RedisServer(tmp_path)
    server.start()
    Redis.from_url(server.url).set("key", "value")
    server.stop()
    (kept,) = tmp_path.glob("appendonly*")
    files = [kept] if kept.is_file() else [each for each in kept.iterdir() if each.suffix == ".aof"]
    for each in files:
        each.write_bytes(each.read_bytes() + b"\0" * 4096)
    server.start()
    assert server.answers()
    server.stop()
