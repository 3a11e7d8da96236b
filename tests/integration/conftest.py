"""A small outlet that tests publish to, a receiver, and the real service between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.demo.site import DemoArticle, NewsSite
from tests.servers.receivers import MailServer, WebhookReceiver
from tests.servers.service import Service

PATIENCE = 60.0  # seconds for what takes two on a quiet machine: a bound on hanging, not a promise of speed
OUTLET = {"name": "منفذ الاختبار", "country": "SY", "alignment": "independent", "zone": "Asia/Damascus", "feed": "rss"}
TOWNS = ("الميادين", "البوكمال", "العشارة", "القورية", "هجين", "الصور", "البصيرة", "الشحيل")


def article(number: int, *, later: bool = False, extra: str = "") -> DemoArticle:
    """A strike on the ``number``-th town of the Deir ez-Zor countryside, told today."""
    town = TOWNS[number]
    text = (
        f"استهدفت طائرة مسيّرة اليوم مقراً عسكرياً في مدينة {town} بريف دير الزور الشرقي، ما أدى إلى مقتل {number + 3} عناصر.\n"
        f"وقال مراسلنا إن سيارات الإسعاف هرعت إلى المكان في {town} وإن الطريق العام أغلق أمام المدنيين حتى المساء.\n{extra}"
    )
    title = f"طائرة مسيّرة تستهدف مقراً في {town}"
    return DemoArticle("one", f"strike-{number}", title, text, datetime.now(UTC).replace(microsecond=0), later, town)


@pytest.fixture
def hook() -> Iterator[WebhookReceiver]:
    with WebhookReceiver() as receiver:
        yield receiver


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with NewsSite({"one": OUTLET}, []) as running:
        yield running


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with Service(tmp_path) as running:
        yield running


def configure(service: Service, feeds: list[str], hook: WebhookReceiver, *, mail: MailServer | None = None, extra: str = "") -> None:
    """A configuration that polls every two seconds, gives jobs three seconds, and watches Deir ez-Zor."""
    lines = "\n".join(f'- {{url: "{url}", outlet: منفذ الاختبار, country: SY}}' for url in feeds)
    channels, names = f'- {{name: hook, type: webhook, url: "{hook.url}/in", secrets: [{{env: HOOK_SECRET}}]}}', ["hook"]
    if mail is not None:
        smtp = f"smtp: {{host: 127.0.0.1, port: {mail.port}, security: plain}}"
        channels += f"\n- {{name: mail, type: email, to: [desk@example.org], from: rasd@example.org, {smtp}}}"
        names.append("mail")
    service.config.write_text(
        f"feeds:\n{lines}\nchannels:\n{channels}\nwatches:\n- {{name: east, regions: [SY-DY], channels: {names}}}\n{extra}"
        "polling: {interval: 2s, floor: 1s}\nfetch: {pause: 10ms}\nworkers: {time_limit: 3s}\nnetwork: {allow: [127.0.0.0/8]}\n",
        encoding="utf-8",
    )


def struck(hook: WebhookReceiver) -> list[str]:
    """The first place of each new incident that the receiver accepted, in order."""
    events = [call.event for call in hook.accepted]
    return [event["data"]["locations"][0]["name"] for event in events if event["type"].endswith(".new")]
