"""The service as an operator meets it: it starts, tells, stops, refuses, and takes edits while it runs."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from dataclasses import replace

from tests.demo.site import NewsSite
from tests.integration.conftest import PATIENCE, article, configure, struck
from tests.servers.receivers import MailServer, WebhookReceiver
from tests.servers.service import Service, wait_until


def begin(service: Service, site: NewsSite, hook: WebhookReceiver, **more: object) -> None:
    """Start it on the site's feed and wait until it has told of the first article."""
    configure(service, [site.feeds()["one"]], hook, **more)  # type: ignore[arg-type]
    site.articles.append(article(0))
    service.start()
    assert wait_until(lambda: struck(hook) == ["الميادين"], PATIENCE), service.log()


def test_a_strike_in_a_polled_feed_becomes_an_alert_by_mail_and_webhook(
    service: Service, site: NewsSite, hook: WebhookReceiver, mail: MailServer
) -> None:
    begin(service, site, hook, mail=mail)
    assert wait_until(lambda: mail.messages, PATIENCE)
    event, message = hook.accepted[0].event, mail.messages[0]
    assert event["data"]["casualties"]["killed"]["min"] == 3
    assert event["data"]["reports"][0]["url"].startswith(f"{site.server.url}/one/strike-0.html")
    assert "الميادين" in str(message["subject"])
    assert message.get_body(("html",)) is not None


def test_an_article_that_is_rewritten_at_its_address_is_read_again(service: Service, site: NewsSite, hook: WebhookReceiver) -> None:
    begin(service, site, hook)
    first = site.articles[0]
    raid = "وفي تطور لاحق، قصفت طائرة مسيّرة اليوم حاجزاً في بلدة البوكمال بريف دير الزور، ما أدى إلى مقتل عنصرين."
    grown = first.text.replace("مقتل 3 عناصر", "مقتل 12 عنصراً")
    site.articles[0] = replace(first, title="تطورات الشرق السوري لحظة بلحظة", text=f"{raid}\n{grown}")
    assert wait_until(lambda: len(hook.accepted) == 3, PATIENCE), service.log()
    events = [(call.event["type"].rpartition(".")[2], call.event["data"]["locations"][0]["name"]) for call in hook.accepted]
    assert sorted(events[1:]) == [("new", "البوكمال"), ("updated", "الميادين")]
    time.sleep(2)
    assert len(hook.calls) == 3


def test_two_outlets_on_one_strike_are_one_incident_and_one_alert(service: Service, site: NewsSite, hook: WebhookReceiver) -> None:
    site.outlets["two"] = {**site.outlets["one"], "name": "منفذ ثان"}
    first = article(0)
    second_text = "قُتل ثلاثة عناصر اليوم جراء استهداف طائرة مسيّرة مقراً عسكرياً في مدينة الميادين شرقي دير الزور، بحسب شهود من الأهالي."
    site.articles += [first, type(first)("two", "other", "قتلى بقصف مسيّرة على الميادين", second_text, first.published, False, "الميادين")]
    configure(service, [site.feeds()["one"], site.feeds()["two"]], hook)
    service.start()
    assert wait_until(lambda: any(len(each["reports"]) == 2 for each in service.rasd("incidents")), PATIENCE, 0.5), service.log()
    assert len(service.rasd("incidents")) == 1
    time.sleep(2)
    assert len(hook.calls) == 1


def test_it_stops_within_ten_seconds_with_status_0_and_leaves_nothing_behind(
    service: Service, site: NewsSite, hook: WebhookReceiver
) -> None:
    begin(service, site, hook)
    assert service.processes()
    started = time.monotonic()
    assert service.stop() == 0
    assert time.monotonic() - started < 10
    assert wait_until(lambda: not service.processes(), 2)
    service.start()
    assert wait_until(lambda: service.log().count('"watching"') == 2, PATIENCE), "it starts again on the same directory"
    time.sleep(3)
    assert struck(hook) == ["الميادين"], "what was told before the restart is not told again"


def test_a_killed_service_leaves_nothing_that_blocks_the_next_start(service: Service, site: NewsSite, hook: WebhookReceiver) -> None:
    begin(service, site, hook)
    assert service.process is not None
    service.process.kill()
    service.process.wait()
    assert wait_until(lambda: not service.processes(), PATIENCE), "children end with their parent"
    site.articles.append(article(1))
    service.start()
    assert wait_until(lambda: struck(hook) == ["الميادين", "البوكمال"], PATIENCE), service.log()


def test_a_second_run_on_the_same_directory_refuses_and_says_why(service: Service, site: NewsSite, hook: WebhookReceiver) -> None:
    begin(service, site, hook)
    second = subprocess.run([sys.executable, "-m", "monitor", "run"], env=service.env, capture_output=True, timeout=90, check=False)
    assert second.returncode == 2
    assert b"another rasd service" in second.stderr


def test_an_edit_takes_effect_while_running_and_a_bad_edit_changes_nothing(service: Service, site: NewsSite, hook: WebhookReceiver) -> None:
    begin(service, site, hook)
    good = service.config.read_text(encoding="utf-8")
    service.config.write_text(good.replace("SY-DY", "SY-XX"), encoding="utf-8")
    assert wait_until(lambda: "refused" in service.log(), PATIENCE)
    site.articles.append(article(1))
    assert wait_until(lambda: struck(hook) == ["الميادين", "البوكمال"], PATIENCE), "the last good configuration stays in use"
    service.config.write_text(good.replace("SY-DY", "SY-ID"), encoding="utf-8")
    assert wait_until(lambda: "configuration taken" in service.log(), PATIENCE)
    site.articles.append(article(2))
    assert wait_until(lambda: len(service.rasd("incidents")) == 3, PATIENCE, 0.5)
    time.sleep(1)
    assert len(struck(hook)) == 2, "the watch now wants to hear of another governorate"


def test_health_is_well_while_it_runs_and_not_after(service: Service, site: NewsSite, hook: WebhookReceiver) -> None:
    begin(service, site, hook)
    health = [sys.executable, "-m", "monitor", "health"]
    assert subprocess.run(health, env=service.env, capture_output=True, check=False).returncode == 0
    assert subprocess.run([*health, "--component", "printer"], env=service.env, capture_output=True, check=False).returncode == 1


def test_a_terminal_shows_the_live_status(service: Service, site: NewsSite, hook: WebhookReceiver) -> None:
    configure(service, [site.feeds()["one"]], hook)
    ours, theirs = pty.openpty()
    service.process = subprocess.Popen(
        [sys.executable, "-m", "monitor", "run"],
        env={**service.env, "TERM": "xterm", "COLUMNS": "140"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b""
    deadline = time.monotonic() + PATIENCE
    while b"articles today" not in seen and time.monotonic() < deadline:
        seen += os.read(ours, 4096)
    assert b"healthy" in seen
    service.process.terminate()
    while service.process.poll() is None and time.monotonic() < deadline + 12:
        try:
            seen += os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
    assert service.process.wait(12) == 0
    os.close(ours)
