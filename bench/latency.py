"""Seconds from an item's first appearance in a polled feed to its alert's arrival at a webhook on loopback.

The real ``rasd run`` polls a small site that publishes one new strike after another, each on another place. Counted from the
poll that first served the item (what the service answers for), and from its publication on the site (which adds the wait for
the next poll, here at most two seconds). Run: ``python -m bench.latency [items]``.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from statistics import quantiles

from aiohttp import web

from bench.pages import Line, report
from tests.demo.site import DemoArticle, NewsSite
from tests.servers.receivers import WebhookReceiver
from tests.servers.service import Service, wait_until

OUTLET = {"name": "منفذ القياس", "country": "SY", "alignment": "independent", "zone": "Asia/Damascus", "feed": "rss"}
TOWNS = (
    "الميادين البوكمال العشارة القورية هجين البصيرة الشحيل تدمر السخنة القريتين سراقب سرمين أريحا بنش الأتارب عفرين الباب منبج اعزاز "
    "جرابلس نوى الصنمين طفس داعل القامشلي الشدادي المالكية عامودا"
).split()
WHAT = ("مقراً عسكرياً", "مستودع ذخيرة", "سيارة عسكرية", "حاجزاً عسكرياً")
CONFIG = """\
feeds: [{{url: "{feed}", outlet: منفذ القياس, country: SY}}]
channels: [{{name: hook, type: webhook, url: "{hook}/in", secrets: [{{env: HOOK_SECRET}}]}}]
watches: [{{name: all, regions: [SY], channels: [hook]}}]
alerts: {{burst: {{alerts: 1000}}}}
polling: {{interval: 2s, floor: 1s}}
fetch: {{pause: 10ms}}
network: {{allow: [127.0.0.0/8]}}
"""
AIM = 2.0
BETWEEN = 0.9  # seconds between two publications


def article(number: int) -> DemoArticle:
    """A strike on the ``number``-th town, told now."""
    town, what = TOWNS[number % len(TOWNS)], WHAT[number % len(WHAT)]
    text = (
        f"استهدفت طائرة مسيّرة اليوم {what} في مدينة {town}، ما أدى إلى مقتل {number + 2} عناصر وتدمير المكان بالكامل.\n"
        f"وقال مراسلنا إن سيارات الإسعاف هرعت إلى أطراف {town} وإن الطريق العام أغلق أمام المدنيين حتى المساء.\n"
    )
    return DemoArticle("one", f"strike-{number}", f"طائرة مسيّرة تستهدف {what} في {town}", text, datetime.now(UTC), False, town)


@dataclass
class Watched(NewsSite):
    """The site, noting when it first served each item in its feed."""

    served: dict[str, float] = field(default_factory=dict)

    def _feed(self, outlet: str, request: web.Request) -> web.Response:
        response = super()._feed(outlet, request)
        if response.status == 200:
            now = time.monotonic()
            for each in list(self.articles):
                self.served.setdefault(each.slug, now)
        return response


def strike_of(url: str) -> str:
    """Which of our articles an address in an alert is."""
    return url.rsplit("/", 1)[-1].removesuffix(".html").partition("?")[0].removesuffix(".html")


@dataclass
class Arrivals:
    """When each article's alert came, as a thread sees the receiver's list grow."""

    hook: WebhookReceiver
    at: dict[str, float] = field(default_factory=dict)
    _stop: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        seen = 0
        while not self._stop.wait(0.01):
            for call in self.hook.accepted[seen:]:
                seen += 1
                self.at.setdefault(strike_of(call.event["data"]["reports"][0]["url"]), time.monotonic())

    def __enter__(self) -> Arrivals:
        threading.Thread(target=self.look, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stop.set()


def measure(number: int) -> tuple[list[float], list[float]]:
    """Seconds since serving and since publication, for each item whose alert came."""
    published: dict[str, float] = {}
    site = Watched({"one": OUTLET}, [])
    with (
        tempfile.TemporaryDirectory(prefix="rasd-bench-") as directory,
        site,
        WebhookReceiver() as hook,
        Service(Path(directory)) as service,
        Arrivals(hook) as arrivals,
    ):
        service.config.write_text(CONFIG.format(feed=escape(site.feeds()["one"]), hook=hook.url), encoding="utf-8")
        site.articles.append(article(0))
        service.start()
        if not wait_until(lambda: "strike-0" in arrivals.at, 25):
            raise SystemExit(f"no alert for the first item\n{service.log()[-3000:]}")
        for each in map(article, range(1, number + 1)):
            published[each.slug] = time.monotonic()
            site.articles.append(each)
            time.sleep(BETWEEN)
        wait_until(lambda: published.keys() <= arrivals.at.keys(), 15)
        got = [slug for slug in published if slug in arrivals.at]
        return [arrivals.at[slug] - site.served[slug] for slug in got], [arrivals.at[slug] - published[slug] for slug in got]


def figures(what: str, seconds: list[float], aim: float | None) -> Line:
    """The median and the 95th percentile of some waits."""
    cuts = quantiles(seconds, n=20, method="inclusive")
    found = f"p50 {cuts[9]:.2f} s, p95 {cuts[18]:.2f} s, longest {max(seconds):.2f} s"
    return Line(what, found, f"{aim:.0f} s" if aim else "", f"{cuts[18] / aim:.2f}" if aim else "", f"p95 < {aim:.0f} s" if aim else "")


def main(number: int = 25) -> None:
    """Measure and print; fails where an alert never came."""
    served, published = measure(number)
    lines = [figures(f"from the poll that served it, {len(served)} items", served, AIM), figures("from its publication", published, None)]
    report("from a feed's item to the alert", lines)
    if len(served) < number:
        raise SystemExit(f"{number - len(served)} of {number} alerts did not arrive")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
