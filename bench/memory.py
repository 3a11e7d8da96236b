"""Resident memory of the whole default service, after it has processed the demo's articles and told of them.

``rasd run`` as it is by default: monitor, two workers, own redis-server. Three sums over its processes: RSS counts what they
share once for each, PSS (Linux) divides it among them and is what the machine really gives, USS leaves it out. The largest of
many looks is kept, so that work-horses in the middle of a job are counted. Run: ``python -m bench.memory``.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench.pages import Line, report
from tests.demo.__main__ import Demo
from tests.demo.site import NewsSite, load
from tests.servers.receivers import MailServer, WebhookReceiver
from tests.servers.service import Service, wait_until

AIM = 500.0
WATCHED_SECONDS = 12.0


@dataclass(frozen=True, slots=True)
class Held:
    """Megabytes of one process, or of several added up."""

    rss: float = 0.0
    pss: float = 0.0
    uss: float = 0.0

    def __add__(self, more: Held) -> Held:
        return Held(self.rss + more.rss, self.pss + more.pss, self.uss + more.uss)

    def __str__(self) -> str:
        return f"{self.rss:4.0f} / {self.pss:4.0f} / {self.uss:4.0f} MB"


def held(process: psutil.Process) -> Held:
    """What one process holds; nothing, if it has just ended."""
    try:
        memory = process.memory_full_info()
    except psutil.Error:
        return Held()
    uss, pss = memory.uss, getattr(memory, "pss", memory.uss)
    return Held(memory.rss / 2**20, pss / 2**20, uss / 2**20)


def total(parts: Iterable[Held]) -> Held:
    return sum(parts, Held())


def look(service: Service) -> dict[str, Held]:
    """What each part holds now: the service's processes are its own child processes and theirs."""
    assert service.process is not None
    monitor = psutil.Process(service.process.pid)
    crew = {child.pid: child for child in monitor.children()}
    horses = [child for child in monitor.children(recursive=True) if child.pid not in crew]
    redis = [child for child in crew.values() if child.name() == "redis-server"]
    workers = [child for child in crew.values() if child not in redis]
    return {
        "monitor": held(monitor),
        f"{len(workers)} workers": total(map(held, workers)),
        "redis-server": total(map(held, redis)),
        "work-horses": total(map(held, horses)),
    }


def watch(service: Service, hook: WebhookReceiver, expected: int) -> tuple[dict[str, Held], Held]:
    """The parts once the alerts are out, and the largest sum that was seen on the way."""
    most, deadline = Held(), time.monotonic() + WATCHED_SECONDS
    while time.monotonic() < deadline:
        now = total(look(service).values())
        most = max(most, now, key=lambda each: each.pss)
        time.sleep(0.1)
    if not wait_until(lambda: len(hook.accepted) >= expected, 20):
        raise SystemExit(f"only {len(hook.accepted)} of {expected} alerts came\n{service.log()[-3000:]}")
    wait_until(lambda: not look(service)["work-horses"].rss, 5)
    return look(service), most


def main() -> None:
    """Measure and print."""
    outlets, articles = load(datetime.now(UTC).replace(microsecond=0))
    with (
        tempfile.TemporaryDirectory(prefix="rasd-bench-") as directory,
        NewsSite(outlets, articles) as site,
        MailServer() as mail,
        WebhookReceiver() as hook,
        Service(Path(directory)) as service,
    ):
        site.publish_later()
        Demo(service, site, mail, hook).write_config()
        service.start()
        parts, most = watch(service, hook, 3)
        service.stop()
    after = total(parts.values())
    lines = [Line(name, str(part)) for name, part in parts.items() if part.rss]
    lines.append(Line("the whole service, idle again", str(after), f"{AIM:.0f} MB", f"{after.pss / AIM:.2f}", "PSS < 500 MB"))
    lines.append(Line("the most at any one look", str(most), f"{AIM:.0f} MB", f"{most.pss / AIM:.2f}", "PSS < 500 MB"))
    report(f"memory after {len(articles)} articles (RSS / PSS / USS)", lines)


if __name__ == "__main__":
    main()
