"""``make demo``: the whole real service on a small news site of our own, on loopback, in half a minute.

Prints what came in, each incident with its evidence, and each alert as it was delivered. Exits 1 and names what is missing
when anything that was expected did not arrive.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from tests.demo.site import NewsSite, load
from tests.servers.receivers import MailServer, WebhookReceiver
from tests.servers.service import Service, wait_until

SECONDS = 30.0
CONFIG = """\
feeds:
{feeds}
channels:
- name: desk-mail
  type: email
  to: [desk@example.org]
  from: Rasd <rasd@example.org>
  smtp: {{host: 127.0.0.1, port: {mail}, security: plain}}
- {{name: newsroom-hook, type: webhook, url: "{hook}/alerts", secrets: [{{env: HOOK_SECRET}}]}}
watches:
- {{name: deir-ez-zor, regions: [دير الزور], channels: [desk-mail, newsroom-hook]}}
- {{name: idlib, regions: [SY-ID], event_types: [artillery_shelling, air_strike], channels: [newsroom-hook]}}
polling: {{interval: 2s, floor: 1s}}
fetch: {{pause: 10ms}}
network: {{allow: [127.0.0.0/8]}}
"""


@dataclass
class Demo:
    """The service under way and everything around it."""

    service: Service
    site: NewsSite
    mail: MailServer
    hook: WebhookReceiver
    console: Console = field(default_factory=Console)
    missing: list[str] = field(default_factory=list)

    def write_config(self) -> None:
        lines = []
        for key, url in self.site.feeds().items():
            outlet = self.site.outlets.get(key, {"name": "موقع معطل", "country": "SY", "alignment": "independent", "zone": "Asia/Damascus"})
            facts = {"url": url, "outlet": outlet["name"], **{each: outlet[each] for each in ("country", "alignment", "zone")}}
            lines.append("- " + json.dumps(facts, ensure_ascii=False))
        text = CONFIG.format(feeds="\n".join(lines), mail=self.mail.port, hook=self.hook.url)
        self.service.config.write_text(text, encoding="utf-8")

    def expect(self, what: str, holds: bool) -> None:
        self.console.print(Text(" ok      " if holds else " MISSING ", style="green" if holds else "bold red"), what)
        if not holds:
            self.missing.append(what)


def events(demo: Demo) -> list[dict[str, Any]]:
    return [call.event for call in demo.hook.accepted]


def new_places(demo: Demo, watch_type: str = "new") -> set[str]:
    return {place["name"] for event in events(demo) if event["type"].endswith(watch_type) for place in event["data"]["locations"]}


def play(demo: Demo) -> None:
    """Run the service through the story: three strikes worth an alert, then a rising toll."""
    demo.console.rule("the service is polling three outlets and one broken feed")
    wait_until(lambda: len(events(demo)) >= 3 and len(demo.mail.messages) >= 2, SECONDS / 2)
    unchanged = lambda: any(status == 304 for _, status in demo.site.log)  # noqa: E731
    wait_until(unchanged, 5)
    demo.site.publish_later()
    demo.console.print("a later report raises the toll of the first strike")
    wait_until(lambda: any(event["type"].endswith("updated") for event in events(demo)) and len(demo.mail.messages) >= 3, SECONDS / 2)


def show_input(demo: Demo) -> None:
    table = Table(title="what came in", title_justify="left")
    for name in ("outlet", "article", "must become"):
        table.add_column(name, overflow="fold")
    for article in demo.site.articles:
        table.add_row(demo.site.outlets[article.outlet]["name"], article.title, article.incident or "nothing")
    demo.console.print(table)


def show_incidents(demo: Demo, incidents: list[dict[str, Any]]) -> None:
    demo.console.rule("incidents")
    for incident in incidents:
        places = "، ".join(f"{place['name']} {place['admin1'] or place['country']}" for place in incident["locations"])
        head = f"{incident['event_type']}  {places}  reports: {len(incident['reports'])}  {incident['evidence_grade']}"
        lines = dict.fromkeys(f"{piece['field']:12} {piece['text']}" for piece in incident["evidence"])
        demo.console.print(Panel(Text("\n".join(lines)), title=Text(head), title_align="left"))


def show_alerts(demo: Demo) -> None:
    demo.console.rule("alerts as delivered")
    for message in demo.mail.messages:
        body = message.get_body(("plain",))
        text = body.get_content() if body else ""
        demo.console.print(Panel(Text(f"{message['subject']}\n\n{text.strip()}"), title="mail", title_align="left"))
    for call in demo.hook.accepted:
        facts = json.dumps(call.event, ensure_ascii=False, indent=1)
        demo.console.print(
            Panel(
                Text(facts[:1500] + (" ..." if len(facts) > 1500 else "")),
                title=f"webhook {call.headers.get('webhook-id', '')}",
                title_align="left",
            )
        )


def check(demo: Demo, incidents: list[dict[str, Any]]) -> None:
    """Compare what arrived with what the articles say must arrive."""
    demo.console.rule("expected")
    slugs = {article.path.rsplit("/", 1)[-1]: article for article in demo.site.articles}
    found: dict[str, set[str]] = {}
    for incident in incidents:
        for report in incident["reports"]:
            if report["kind"] in ("new", "update"):
                found.setdefault(slugs[report["url"].rsplit("/", 1)[-1].partition("?")[0]].slug, set()).add(incident["incident_id"])
    wanted: dict[str, set[str]] = {}
    for article in demo.site.articles:
        if article.incident:
            wanted.setdefault(article.incident, set()).add(article.slug)
        else:
            demo.expect(f"no new strike in {article.slug}", article.slug not in found)
    for name, articles in wanted.items():
        ids = set().union(*(found.get(slug, set()) for slug in articles))
        demo.expect(f"one incident for {name}", len(ids) == 1)
    check_alerts(demo)


def check_alerts(demo: Demo) -> None:
    said = [(event["type"].rsplit(".", 1)[-1], {place["name"] for place in event["data"]["locations"]}) for event in events(demo)]
    for name in ("الميادين", "البوكمال", "سرمين"):
        demo.expect(f"one webhook call for a new strike on {name}", sum(kind == "new" and name in places for kind, places in said) == 1)
    demo.expect("one webhook call for the risen toll", sum(kind == "updated" for kind, _ in said) == 1)
    demo.expect("no other webhook call", len(said) == 4)
    demo.expect("three mails: two new strikes and an update", len(demo.mail.messages) == 3)
    demo.expect("a poll answered with 304", any(status == 304 for _, status in demo.site.log))
    broken = [feed for feed in demo.service.rasd("feeds") if feed["url"].endswith("/broken/feed")]
    demo.expect("the broken feed is shown as failing", len(broken) == 1 and not broken[0]["healthy"])


def main() -> int:
    started = time.monotonic()
    outlets, articles = load(datetime.now(UTC).replace(microsecond=0))
    with (
        tempfile.TemporaryDirectory(prefix="rasd-demo-") as directory,
        NewsSite(outlets, articles) as site,
        MailServer() as mail,
        WebhookReceiver() as hook,
        Service(Path(directory)) as service,
    ):
        demo = Demo(service, site, mail, hook)
        demo.write_config()
        show_input(demo)
        service.start()
        play(demo)
        incidents = service.rasd("incidents")
        show_incidents(demo, incidents)
        show_alerts(demo)
        check(demo, incidents)
        demo.expect("the service ends with status 0 on SIGTERM", service.stop() == 0)
        if demo.missing:
            demo.console.print(Panel(Text(service.log()[-6000:]), title="the service's log"))
    demo.console.print(f"{time.monotonic() - started:.0f} s; {'all arrived' if not demo.missing else f'{len(demo.missing)} missing'}")
    return 1 if demo.missing else 0


if __name__ == "__main__":
    sys.exit(main())
