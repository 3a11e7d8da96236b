"""The service's clockwork."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from monitor.errors import StoreError
from monitor.schedule import Schedule
from monitor.turns import Tick


class Clock:
    """Goes on by itself, and can be set."""

    def __init__(self) -> None:
        self.wrong_by = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.wrong_by


async def test_ticks_go_on_after_the_clock_was_set_back() -> None:
    clock, ticks, told = Clock(), asyncio.Event(), asyncio.Event()

    async def tick() -> None:
        ticks.set()

    async def set_back() -> None:
        told.set()

    schedule = Schedule(clock, set_back, look=0.02)
    schedule.every(3600, "hourly", tick)  # the next one lies an hour ahead, as all do on a clock that was set back by one
    schedule.start()
    await asyncio.sleep(0.1)
    assert not told.is_set()
    clock.wrong_by = -timedelta(hours=1)
    await asyncio.wait_for(asyncio.gather(ticks.wait(), told.wait()), 5)
    schedule.stop()


async def test_a_clock_that_goes_on_or_forward_is_let_alone() -> None:
    clock, told = Clock(), asyncio.Event()

    async def set_back() -> None:
        told.set()

    schedule = Schedule(clock, set_back, look=0.02)
    schedule.start()
    clock.wrong_by = timedelta(hours=1)
    await asyncio.sleep(0.1)
    schedule.stop()
    assert not told.is_set()


async def test_a_database_that_is_away_does_not_keep_the_ticks_from_coming() -> None:
    clock, ticks = Clock(), asyncio.Event()

    async def tick() -> None:
        ticks.set()

    async def set_back() -> None:
        raise StoreError("away")

    schedule = Schedule(clock, set_back, look=0.02)
    schedule.every(3600, "hourly", tick)
    schedule.start()
    clock.wrong_by = -timedelta(hours=1)
    await asyncio.wait_for(ticks.wait(), 5)
    schedule.stop()


async def test_a_failure_that_lasts_is_told_once_a_minute_and_when_it_is_over() -> None:
    failures, second = ["away"] * 120 + ["full"] * 2, 0.0

    async def tick() -> None:
        if failures:
            raise StoreError(failures.pop(0))

    ticking = Tick("store", tick, lambda: second)
    with capture_logs() as lines:
        for _ in range(125):
            await ticking.run()
            second += 1
    assert [line.get("error") or line["event"] for line in lines] == ["away", "away", "full", "ticks again"]


async def test_a_tick_that_the_end_of_the_service_breaks_off_is_no_defect(caplog: pytest.LogCaptureFixture) -> None:
    begun = asyncio.Event()

    async def hang() -> None:
        begun.set()
        await asyncio.sleep(60)

    async def nothing() -> None:
        return

    schedule = Schedule(Clock(), nothing)
    schedule.every(0.01, "hang", hang)
    schedule.start()
    await asyncio.wait_for(begun.wait(), 5)
    schedule.stop()
    ours = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in ours:
        task.cancel()
    await asyncio.gather(*ours, return_exceptions=True)
    assert [record.message for record in caplog.records if record.name.startswith("apscheduler") and record.levelname == "ERROR"] == []
