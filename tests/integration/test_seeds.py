"""The five reference articles through the real service: served as a feed and pages, they end as incidents and alerts.

They lie beside the repository and are not ours to keep in it. Where they are not there this module holds no tests, except in
CI, where their absence is a failure.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.servers.loopback import LoopbackServer
from tests.servers.receivers import WebhookReceiver
from tests.servers.service import Service, wait_until

SEEDS = Path(os.environ.get("RASD_CORPUS", Path(__file__).parents[3] / "shared" / "corpus")) / "seeds"
__test__ = SEEDS.exists() or os.environ.get("CI") == "true"
IDS = [f"seed-00{number}" for number in range(5)]
PATIENCE = 60.0
WATCHES = {"deir-ez-zor": ["SY-DY"], "hasakah": ["SY-HA"], "elsewhere": ["SY-RD", "SY-DI", "SY-HI"]}
CONFIG = """\
feeds: [{{url: "{feed}", outlet: منفذ المراجع, country: SY, zone: Etc/GMT-3}}]
channels: [{{name: hook, type: webhook, url: "{hook}/in", secrets: [{{env: HOOK_SECRET}}]}}]
watches: {watches}
backfill: 3650d
alerts: {{max_age: 3650d}}
polling: {{interval: 2s, floor: 1s}}
fetch: {{pause: 10ms}}
network: {{allow: [127.0.0.0/8]}}
"""


@dataclass(frozen=True)
class Seed:
    """One reference article as an outlet would publish it: a first line that is short is its headline."""

    id: str
    lines: tuple[str, ...]
    published: datetime

    @property
    def title(self) -> str:
        return self.lines[0] if len(self.lines[0]) < 100 else "خبر اليوم"

    @property
    def page(self) -> str:
        body = "".join(f"<p>{escape(line)}</p>" for line in self.lines if line != self.title)
        return (
            f"<!doctype html><html lang='ar' dir='rtl'><head><meta charset='utf-8'><title>{escape(self.title)}</title></head>"
            f"<body><main><article><h1>{escape(self.title)}</h1>{body}</article></main></body></html>"
        )


def seeds() -> list[Seed]:
    gold = [json.loads(line) for line in (SEEDS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = {each["id"]: (SEEDS / each["file"]).read_text(encoding="utf-8").splitlines() for each in gold}
    lines = {name: tuple(line.strip() for line in text if line.strip()) for name, text in texts.items()}
    return [Seed(each["id"], lines[each["id"]], datetime.fromisoformat(each["published"])) for each in gold]


def feed(base: str, articles: list[Seed]) -> str:
    items = "".join(
        f"<item><title>{escape(each.title)}</title><link>{base}/{each.id}.html</link><guid isPermaLink='false'>{each.id}</guid>"
        f"<pubDate>{format_datetime(each.published)}</pubDate></item>"
        for each in articles
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>منفذ المراجع</title>{items}</channel></rss>'


@dataclass(frozen=True)
class Outcome:
    """What the service made of them."""

    incidents: list[dict[str, Any]]
    events: list[dict[str, Any]]
    log: str

    def told(self, watch: str) -> set[str]:
        """The articles whose incidents that watch was alerted of as new."""
        new = [event["data"] for event in self.events if event["type"].endswith(".new") and event["rasdwatch"] == watch]
        return {seed_of(report) for data in new for report in data["reports"]}


def seed_of(report: dict[str, Any]) -> str:
    return str(report["url"].rsplit("/", 1)[-1].removesuffix(".html"))


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    articles = {each.id: each for each in seeds()}

    async def handle(request: web.Request) -> web.StreamResponse:
        name = request.path.strip("/").removesuffix(".html")
        if name == "feed":
            return web.Response(text=feed(server.url, list(articles.values())), content_type="application/rss+xml")
        return web.Response(text=articles[name].page, content_type="text/html") if name in articles else web.Response(status=404)

    directory = tmp_path_factory.mktemp("seeds")
    with LoopbackServer(handle) as server, WebhookReceiver() as hook, Service(directory) as service:
        watches = json.dumps([{"name": name, "regions": regions, "channels": ["hook"]} for name, regions in WATCHES.items()])
        service.config.write_text(CONFIG.format(feed=f"{server.url}/feed", hook=hook.url, watches=watches), encoding="utf-8")
        service.start()
        try:
            assert wait_until(lambda: done(service), PATIENCE, 0.5), service.log()
        finally:
            service.stop()
        yield Outcome(service.rasd("incidents"), [call.event for call in hook.accepted], service.log())


def done(service: Service) -> bool:
    """Is every article processed, and every alert delivered?"""
    if '"watching"' not in service.log():
        return False
    store, now = service.store(), datetime.now().astimezone()
    try:
        counts = store.counts(now, now)
    finally:
        store.close()
    return counts.articles.get("done") == len(IDS) and set(counts.alerts) <= {"delivered"}


def test_every_reference_article_ends_as_an_incident_that_names_its_report(outcome: Outcome) -> None:
    assert {seed_of(report) for each in outcome.incidents for report in each["reports"]} == set(IDS), outcome.log


@pytest.mark.parametrize("name", IDS)
def test_a_watch_on_deir_ez_zor_is_alerted_of_every_reference_article(outcome: Outcome, name: str) -> None:
    assert name in outcome.told("deir-ez-zor")


def test_a_watch_on_hasakah_is_alerted_of_the_one_article_that_tells_a_strike_there(outcome: Outcome) -> None:
    assert outcome.told("hasakah") == {"seed-002"}


def test_nobody_is_alerted_of_strikes_that_the_articles_only_recount(outcome: Outcome) -> None:
    assert outcome.told("elsewhere") == set()
    assert {event["rasdwatch"] for event in outcome.events} == {"deir-ez-zor", "hasakah"}


def test_no_incident_is_told_twice_to_a_watch(outcome: Outcome) -> None:
    new = [(event["rasdwatch"], event["data"]["incident_id"]) for event in outcome.events if event["type"].endswith(".new")]
    assert len(new) == len(set(new))
