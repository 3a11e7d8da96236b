"""What the tests run in processes of their own: workers that merge at once, and some that come to harm."""

from __future__ import annotations

import multiprocessing
import random
import resource
import signal
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier, Event
from typing import Any

from monitor.errors import StoreError
from monitor.store import open_store
from monitor.store.protocol import ProcessingTx, Store
from tests.store.builders import NOW, OUTLET, add_feed, alert, fresh, incident, new_entry, next_revision, opened, page, strike

SPAWN = multiprocessing.get_context("spawn")
FIRST_DAY = date(2020, 1, 1)


def start(work: Callable[..., None], *arguments: Any) -> BaseProcess:
    process = SPAWN.Process(target=work, args=arguments, daemon=True)
    process.start()
    return process


def finish(processes: Sequence[BaseProcess], seconds: float = 120) -> None:
    for process in processes:
        process.join(seconds)
    assert [process.exitcode for process in processes] == [0] * len(processes)


def merge(tx: ProcessingTx, day: date) -> None:
    """What the worker does: into the incident that is there, else a new one with an alert."""
    article_id = tx.article.id
    found = tx.candidates({"SY-DY"}, day, day)
    if found:
        tx.save_change(next_revision(found[0], article_id))
    else:
        tx.save_change(opened(incident(f"i-{article_id}", article_id, merged=strike(day))))
        tx.add_alert(alert(f"al-{article_id}", incident_id=f"i-{article_id}"), {})
    tx.finish()


def merge_each(url: str, article_ids: Sequence[str], together: Barrier) -> None:
    store = open_store(url)
    for n, article_id in enumerate(article_ids):
        together.wait(60)
        with store.processing(article_id, NOW) as tx:
            merge(tx, FIRST_DAY + timedelta(days=n))
    store.close()


def open_at_once(url: str, together: Barrier) -> None:
    together.wait(60)
    open_store(url).close()


def claim_each(url: str, ids: Sequence[int], together: Barrier, got: Queue[list[int]]) -> None:
    store = open_store(url)
    together.wait(60)
    got.put([entry_id for entry_id in ids if store.claim_entries([entry_id], NOW, timedelta(minutes=1))])
    store.close()


def hang_half_way(url: str, article_id: str, half_way: Event) -> None:
    store = open_store(url)
    with store.processing(article_id, NOW) as tx:
        merge(tx, FIRST_DAY)
        half_way.set()
        time.sleep(600)


def fill(url: str, file_limit: int, outcome: Queue[tuple[int, str, str]]) -> None:
    """Store articles until the disk takes no more (files of this process may not grow beyond the limit)."""
    store = open_store(url)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))
    stored, error = store_until_error(store)
    outcome.put((stored, error.reason, str(error)))


def store_until_error(store: Store) -> tuple[int, StoreError]:
    """Take in one entry and its incompressible page after the other; how many are in, and what stopped it."""
    add_feed(store)
    for n in range(10_000):
        try:
            (entry_id,) = store.record_poll("nahr", fresh(new_entry(str(n))), NOW, timedelta(days=1))
            store.record_fetch(entry_id, page(f"https://news.example/{n}", noise(n)), OUTLET, NOW)
        except StoreError as error:
            return n, error
    raise AssertionError("the disk never filled")


def noise(n: int) -> bytes:
    return random.Random(n).randbytes(20_000)
