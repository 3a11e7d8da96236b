"""Who is served next, and what becomes of work that is broken off."""

from __future__ import annotations

import asyncio

from structlog.testing import capture_logs

from monitor.errors import StoreError
from monitor.turns import Tasks, one_per_host

URLS = ["http://a.example/1", "http://www.a.example/2", "http://b.example/1", "http://A.example/3", "http://c.example/1"]


def chosen(busy: set[str], free: int) -> list[str]:
    return one_per_host(URLS, lambda url: url, busy, free)


def test_each_host_is_asked_once_at_a_time_and_the_first_in_line_goes_first() -> None:
    assert chosen(set(), 9) == ["http://a.example/1", "http://b.example/1", "http://c.example/1"]
    assert chosen({"a.example"}, 9) == ["http://b.example/1", "http://c.example/1"]
    assert chosen(set(), 2) == ["http://a.example/1", "http://b.example/1"]
    assert chosen(set(), 0) == []


async def test_what_is_not_finished_in_time_is_broken_off_and_handed_back() -> None:
    handed_back: list[str] = []
    tasks = Tasks("test", 2, lambda: None)
    tasks.begin("slow", "http://a.example/", asyncio.sleep(60), lambda: handed_back.append("slow"))
    tasks.begin("quick", "http://b.example/", asyncio.sleep(0), lambda: handed_back.append("quick"))
    assert (tasks.free, tasks.busy_hosts) == (0, {"a.example", "b.example"})
    await tasks.settle(0.1)
    assert (handed_back, tasks.free) == (["slow"], 2)


async def test_the_next_may_begin_when_one_has_failed() -> None:
    over = asyncio.Event()

    async def fail() -> None:
        raise StoreError("away")

    tasks = Tasks("test", 1, over.set)
    with capture_logs() as lines:
        tasks.begin("one", "http://a.example/", fail(), lambda: None)
        await asyncio.wait_for(over.wait(), 5)
    assert (tasks.free, [line["error"] for line in lines]) == (1, ["away"])
