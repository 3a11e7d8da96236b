"""One request at a time to a host, and a pause between two."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from monitor.fetch.hosts import Hosts

A, B = "https://a.example/1", "https://b.example/1"


async def test_one_host_is_asked_one_request_at_a_time() -> None:
    hosts, inside, most = Hosts(pause=0), 0, 0

    async def visit() -> None:
        nonlocal inside, most
        async with hosts.turn(A):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    await asyncio.gather(*(visit() for _ in range(5)))
    assert most == 1


async def test_two_hosts_are_asked_side_by_side() -> None:
    hosts, both = Hosts(pause=0), asyncio.Barrier(2)

    async def visit(url: str) -> None:
        async with hosts.turn(url):
            await asyncio.wait_for(both.wait(), 5)

    await asyncio.gather(visit(A), visit(B))


async def test_the_pause_begins_when_the_request_ends() -> None:
    hosts, ends = Hosts(pause=0.1), []

    async def visit() -> None:
        async with hosts.turn(A):
            ends.append(asyncio.get_running_loop().time())

    await asyncio.gather(visit(), visit())
    assert ends[1] - ends[0] >= 0.095


async def test_a_request_that_fails_gives_its_turn_back() -> None:
    hosts = Hosts(pause=0)
    with suppress(ZeroDivisionError):
        async with hosts.turn(A):
            _ = 1 / 0
    async with asyncio.timeout(1), hosts.turn(A):
        assert True


async def test_a_visitor_who_gives_up_waiting_gives_its_turn_back() -> None:
    hosts = Hosts(pause=0)
    async with hosts.turn(A):
        waiting = asyncio.create_task(hosts.turn(A).__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    async with asyncio.timeout(1), hosts.turn(A):
        assert True


async def test_a_host_with_and_without_www_is_one() -> None:
    hosts = Hosts(pause=60)
    async with hosts.turn("https://www.a.example/x"):
        pass
    assert hosts.resting(A) > 50


def test_a_host_that_asks_for_rest_gets_it() -> None:
    now = [100.0]
    hosts = Hosts(clock=lambda: now[0])
    hosts.rest(A, 30)
    assert (hosts.resting(A), hosts.resting(B)) == (30, 0)
    now[0] = 131
    assert hosts.resting(A) == 0


async def test_hosts_that_are_rested_are_forgotten() -> None:
    hosts = Hosts(pause=0)
    for n in range(50):
        async with hosts.turn(f"https://{n}.example/"):
            pass
    assert hosts.remembered <= 1
