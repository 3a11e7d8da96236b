"""Look-ups of names that hang hold up nothing."""

from __future__ import annotations

import asyncio
import socket
import threading
import time

import pytest

from monitor.errors import HttpError
from monitor.http import Client, Limits
from monitor.lookup import look_up
from tests.web import LOOPBACK, serving

REAL = socket.getaddrinfo


@pytest.fixture
def dead_names(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Names under ``.example`` are asked of a server that never answers, until the event is set."""
    over = threading.Event()

    def ask(host: object, *how: object, **more: object) -> object:
        if str(host).endswith(".example"):
            over.wait(30)
            raise socket.gaierror(socket.EAI_AGAIN, "no answer")
        return REAL(host, *how, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    return over


async def test_names_that_hang_hold_up_neither_other_names_nor_the_event_loops_threads(dead_names: threading.Event) -> None:
    async with serving() as site, Client(LOOPBACK, limits=Limits(total=5)) as client:
        hanging = [asyncio.create_task(client.get(f"http://dead-{number}.example/")) for number in range(50)]
        await asyncio.sleep(0.1)
        async with asyncio.timeout(3):
            named = site.url("/").replace("127.0.0.1", "localhost")
            assert (await client.get(named)).status == 404
            await asyncio.to_thread(time.monotonic)
        dead_names.set()
        failures = await asyncio.gather(*hanging, return_exceptions=True)
    assert {error.kind for error in failures if isinstance(error, HttpError)} == {"dns"}
    assert len(failures) == 50


async def test_whoever_gives_up_waiting_leaves_nothing_behind(dead_names: threading.Event) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await look_up("dead.example", 80, socket.AF_INET)
    dead_names.set()
    await asyncio.sleep(0.1)  # the answer that comes too late is told to nobody


async def test_a_name_that_is_none_is_an_error_of_the_system() -> None:
    with pytest.raises(socket.gaierror):
        await look_up("no-such-name.invalid", 80, socket.AF_INET)
    with pytest.raises((OSError, UnicodeError)):
        await look_up("a" * 300, 80, socket.AF_INET)
