"""Who is served next, and what becomes of work that is broken off."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from structlog.testing import capture_logs

from monitor.errors import StoreError
from monitor.turns import Room, Rounds, Tasks, one_per_host

URLS = ["http://a.example/1", "http://www.a.example/2", "http://b.example/1", "http://A.example/3", "http://c.example/1"]


def chosen(busy: set[str], free: int, doubtful: frozenset[str] = frozenset(), for_doubtful: int = 9) -> list[str]:
    return one_per_host(URLS, lambda url: url, Room(free, for_doubtful, frozenset(busy)), doubtful.__contains__)


def test_each_host_is_asked_once_at_a_time_and_the_first_in_line_goes_first() -> None:
    assert chosen(set(), 9) == ["http://a.example/1", "http://b.example/1", "http://c.example/1"]
    assert chosen({"a.example"}, 9) == ["http://b.example/1", "http://c.example/1"]
    assert chosen(set(), 2) == ["http://a.example/1", "http://b.example/1"]
    assert chosen(set(), 0) == []


def test_the_doubtful_take_their_share_and_no_more() -> None:
    doubtful = frozenset({URLS[0], URLS[2]})
    assert chosen(set(), 9, doubtful, 1) == [URLS[0], URLS[4]]
    assert chosen(set(), 9, doubtful, 0) == [URLS[1], URLS[4]], "another page of a host may be asked for while one is not"
    assert chosen(set(), 1, doubtful, 2) == [URLS[0]]


async def test_half_of_the_places_and_one_at_least_are_for_the_doubtful() -> None:
    for limit, share in ((1, 1), (2, 1), (32, 16)):
        tasks = Tasks("test", limit, lambda: None)
        assert tasks.room == Room(limit, share)
        tasks.begin("slow", "http://a.example/", asyncio.sleep(60), lambda: None, doubtful=True)
        assert tasks.room == Room(limit - 1, share - 1, frozenset({"a.example"}))
        await tasks.settle(0)


async def test_what_is_not_finished_in_time_is_broken_off_and_handed_back() -> None:
    handed_back: list[str] = []
    tasks = Tasks("test", 2, lambda: None)
    tasks.begin("slow", "http://a.example/", asyncio.sleep(60), lambda: handed_back.append("slow"))
    tasks.begin("quick", "http://b.example/", asyncio.sleep(0), lambda: handed_back.append("quick"))
    assert (tasks.free, tasks.room.busy) == (0, {"a.example", "b.example"})
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


class Visits(Rounds[str]):
    """Visits each address once the gate is open."""

    def __init__(self, due: Sequence[str], limit: int, *, of_others: str = "") -> None:
        super().__init__("test", limit, lambda: datetime(2026, 3, 5, tzinfo=UTC))
        self.waiting, self.of_others = list(due), of_others
        self.visited: list[str] = []
        self.handed_back: list[str] = []
        self.gate = asyncio.Event()

    def _due(self, now: datetime) -> Sequence[str]:
        return list(self.waiting)

    def _claimed(self, chosen: Sequence[str], now: datetime) -> Sequence[str]:
        self.waiting = [url for url in self.waiting if url not in chosen]
        return [url for url in chosen if url != self.of_others]

    def _key_of(self, url: str) -> str:
        return url

    def _doubtful(self, url: str) -> bool:
        return False

    def _url_of(self, url: str) -> str:
        return url

    async def _work(self, url: str) -> None:
        await self.gate.wait()
        self.visited.append(url)

    def _release(self, url: str) -> None:
        self.handed_back.append(url)


async def test_a_round_leaves_busy_hosts_alone_and_goes_on_with_them_when_one_is_done() -> None:
    visits = Visits(["http://a.example/1", "http://a.example/2", "http://b.example/1"], 9, of_others="http://b.example/1")
    await visits.tick()
    assert (visits.waiting, visits.tasks.room.busy) == (["http://a.example/2"], {"a.example"})
    visits.gate.set()
    async with asyncio.timeout(5):
        while len(visits.visited) < 2:
            await asyncio.sleep(0.01)
    assert visits.visited == ["http://a.example/1", "http://a.example/2"]


async def test_a_round_that_is_stopped_begins_nothing_and_hands_back_what_is_late() -> None:
    visits = Visits(["http://a.example/1", "http://b.example/1"], 1)
    await visits.tick()
    await visits.stop(0.01)
    await visits.tick()
    assert (visits.handed_back, visits.visited, visits.waiting) == (["http://a.example/1"], [], ["http://b.example/1"])


class SlowVisits(Visits):
    """Whoever asks what is due, or claims it, has looked already when the others come; the answer is on its way until the road is open."""

    def __init__(self, due: Sequence[str], *, on_the_way: str) -> None:
        super().__init__(due, 9)
        self.on_the_way = on_the_way
        self.looked, self.road = threading.Event(), threading.Event()
        self.gate.set()

    def _sent(self, answer: Sequence[str], what: str) -> Sequence[str]:
        if what == self.on_the_way:
            self.looked.set()
            assert self.road.wait(5)
        return answer

    def _due(self, now: datetime) -> Sequence[str]:
        return self._sent(super()._due(now), "due")

    def _claimed(self, chosen: Sequence[str], now: datetime) -> Sequence[str]:
        return self._sent(super()._claimed(chosen, now), "claimed")


async def test_what_becomes_due_while_a_tick_looks_is_begun_without_another() -> None:
    visits = SlowVisits([], on_the_way="due")
    looking = asyncio.create_task(visits.tick())
    await asyncio.to_thread(visits.looked.wait, 5)
    visits.waiting.append("http://a.example/1")
    await visits.tick()
    visits.road.set()
    await looking
    await visits.tasks.settle(5)
    assert visits.visited == ["http://a.example/1"]


async def test_what_was_claimed_when_the_round_is_stopped_is_handed_back() -> None:
    visits = SlowVisits(["http://a.example/1"], on_the_way="claimed")
    visits.gate.clear()
    looking = asyncio.create_task(visits.tick())
    await asyncio.to_thread(visits.looked.wait, 5)
    stopping = asyncio.create_task(visits.stop(0.01))
    await asyncio.sleep(0)
    visits.road.set()
    await asyncio.gather(looking, stopping)
    assert (visits.handed_back, visits.visited, visits.tasks.free) == (["http://a.example/1"], [], 9)
