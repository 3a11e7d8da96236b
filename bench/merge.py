"""What merging costs.

1. One strike merged through the store (candidates, comparison, the incident written) with 1,000, 10,000 and 100,000 incidents in it:
   as a ratio to the smallest. The aim is flat: candidates are found by region and day, so only the same days' incidents matter.
2. An archive of 10,000 articles replayed: articles per second, against extraction alone. The aim: merging and decisions add under 20 %.

The articles are those of the merging corpus of our own writing, moved over a year and drawn out to the length of a usual
article (some 150 words) by paragraphs that tell of no strike. Run: ``python -m bench.merge [incidents ...]``.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.incidents.assign import assign, incident_id
from monitor.incidents.match import search
from monitor.model import Acled, EventType, Incident, Kind, Location, Occurred, Precision, Region, Report, Strike, Watch
from monitor.replay import ReplayArticle, replay
from monitor.store.protocol import IncidentTx, Store
from monitor.store.sql import open_store
from tests.incidents.build import TOWNS
from tests.incidents.corpus import lines
from workers.extractor import extract, warm_up

START = datetime(2025, 1, 1, tzinfo=UTC)
PER_DAY = 100  # incidents a day: more than any year of the war had
ROUNDS = 200
ARTICLES = 10_000
DRAWN_OUT = """
وقال شهود من أهالي المنطقة إن سيارات الإسعاف وصلت إلى المكان بعد دقائق، وإن فرق الإطفاء عملت حتى ساعة متأخرة على إخماد النيران.
وأغلقت المحال التجارية أبوابها في الشارع الرئيسي، بينما تجمّع عشرات السكان أمام المشفى بحثاً عن أخبار ذويهم.
وذكر موظف في المجلس المحلي أن التيار الكهربائي انقطع عن الأحياء القريبة، وأن ورش الصيانة بدأت إصلاح الشبكة بعد أن سمحت الجهات المعنية بذلك.
ولم يصدر حتى لحظة إعداد الخبر تعليق رسمي من أي طرف، في حين دعت منظمات محلية إلى حماية السكان وتأمين طرق آمنة لوصول المساعدات.
وتعيش المنطقة منذ أشهر ظروفاً معيشية صعبة بسبب ارتفاع الأسعار ونقص الوقود والدواء، وفق ما أوضحه عاملون في القطاع الصحي.
ويعتمد معظم السكان على الزراعة وتربية المواشي، وقد تراجعت المحاصيل هذا العام بسبب قلة الأمطار وغلاء البذار والأسمدة."""


def _report(n: int, rng: random.Random) -> Report:
    """The n-th strike: a village of its own somewhere in the countries watched."""
    town = rng.choice(list(TOWNS))
    admin1, lat, lon, _, _ = TOWNS[town]
    published = START + timedelta(days=n / PER_DAY)
    day = published.date()
    place = Location(f"{town} {n}", town, admin1[:2], None, admin1, None, lat + rng.uniform(-0.5, 0.5), lon + rng.uniform(-0.5, 0.5))
    strike = Strike(Kind.NEW, EventType.AIR, Acled("", ""), Occurred(day, day, Precision.DAY, text="اليوم"), (place,))
    return Report(f"article-{n}", "outlet", "", "", published, strike)


def _filled(store: Store, size: int, done: int, rng: random.Random) -> None:
    """Bring the store to so many incidents."""
    with store.editing(START) as tx:
        for n in range(done, size):
            report = _report(n, rng)
            change = assign(report, [], report.published, incident_id(report.article_id, 0))
            if change:
                tx.save_change(change)


def _merge(tx: IncidentTx, report: Report) -> Incident | None:
    wanted = search(report)
    candidates = tx.candidates(wanted.regions, wanted.start, wanted.end, wanted.families)
    change = assign(report, candidates, report.published, incident_id(report.article_id, 0))
    if change:
        tx.save_change(change)
    return change.incident if change else None


def _milliseconds(store: Store, size: int, rng: random.Random) -> float:
    """The median time to merge one strike of a random day of the store's."""
    times = []
    for n in range(ROUNDS):
        report = _report(rng.randrange(size), rng)
        fresh = Report(f"late-{size}-{n}", "other", "", "", report.published, report.strike)
        began = time.perf_counter()
        with store.editing(report.published) as tx:
            _merge(tx, fresh)
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def merging(sizes: list[int]) -> None:
    """Print the cost of one merge for each size of the store."""
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        first, done = 0.0, 0
        for size in sizes:
            _filled(store, size, done, rng)
            done, took = size, _milliseconds(store, size, rng)
            first = first or took
            print(f"{size:>7} incidents: {took:6.2f} ms per strike, {took / first:.2f} times the first", flush=True)
        store.close()


def _archive() -> Iterator[ReplayArticle]:
    """The corpus' own texts over and over, at moments spread over a year."""
    written = lines(written=True)
    for n in range(ARTICLES):
        line = written[n % len(written)]
        published = START + timedelta(minutes=n * 365 * 24 * 60 / ARTICLES)
        yield ReplayArticle(f"{line['id']}-{n}", line["title"], line["text"] + DRAWN_OUT, published, source=line["outlet"])


def replaying() -> None:
    """Print articles per second of a replay, and of extraction inside it."""
    warm_up()
    extracting = 0.0

    def timed(*arguments: object) -> list[Strike]:
        nonlocal extracting
        began = time.perf_counter()
        strikes = extract(*arguments)  # type: ignore[arg-type]
        extracting += time.perf_counter() - began
        return strikes

    watches = [Watch(f"w{code}", (Region(code, admin1=code),), ("mail",)) for code in ("SY-DY", "SY-ID", "LB-NA")]
    articles = list(_archive())
    began = time.perf_counter()
    state = replay(articles, timed, watches)
    whole = time.perf_counter() - began
    print(f"replay: {len(articles) / whole:.0f} articles/s, extraction alone {len(articles) / extracting:.0f}/s", end="; ")
    print(f"merging and decisions add {100 * (whole / extracting - 1):.1f} %; {len(state.index.incidents)} incidents")


if __name__ == "__main__":
    merging([int(argument) for argument in sys.argv[1:]] or [1_000, 10_000, 100_000])
    replaying()
