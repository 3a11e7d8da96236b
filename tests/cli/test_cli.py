"""The command line as a person meets it. Everything is real but the clock of the outside world."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from monitor.app import load, store_of
from monitor.cli import app
from monitor.model import Alert, Outlet
from monitor.store.protocol import Store
from monitor.store.rows import FeedSpec, NewEntry, PollOutcome, PollStatus, RawPage
from workers.decisions import Rules
from workers.desk import rules_of
from workers.extractor import extract
from workers.pipeline import process

runner = CliRunner()
NOW = datetime.now(UTC)
STORY = "استهدفت طائرة مسيّرة اليوم مقراً عسكرياً في مدينة الميادين بريف دير الزور الشرقي، ما أدى إلى مقتل أربعة عناصر وإصابة ستة."
CONFIG = """\
feeds: ["https://one.example/feed", "https://two.example/feed"]
channels: [{name: console, type: log}]
watches: [{name: east, regions: [دير الزور], channels: [console]}]
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.setenv("RASD_CONFIG", str(tmp_path / "config.yaml"))
    monkeypatch.setenv("RASD_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "300")
    return tmp_path


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    opened = store_of(load(place / "config.yaml"), place / "var")
    yield opened
    opened.close()


def rasd(*words: str, text: str | None = None) -> Result:
    return runner.invoke(app, list(words), input=text)


def lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def publish(store: Store, place: Path, number: int = 1, town: str = "الميادين") -> str:
    """An article of the feed, processed as a worker does it; its id."""
    feed, url = "https://one.example/feed", f"https://one.example/{number}"
    store.sync_feeds([FeedSpec(feed, feed)], NOW)
    title = f"مسيّرة تستهدف مقراً في {town}"
    entry = NewEntry(f"guid-{number}", url, url, title, published=NOW)
    (due,) = store.record_poll(feed, PollOutcome(PollStatus.FRESH, NOW + timedelta(hours=1), entries=(entry,)), NOW, timedelta(days=1))
    store.claim_entries([due], NOW, timedelta(minutes=1))
    html = f"<html><body><article><h1>{title}</h1><p>{STORY.replace('الميادين', town)}</p></article></body></html>"
    page = RawPage(url, url, 200, {"content-type": "text/html"}, html.encode(), NOW)
    article = store.record_fetch(due, page, Outlet("منفذ أول", "SY"), NOW).article_id
    rules: Rules = rules_of(load(place / "config.yaml"))
    process(store, extract, rules, article, now=NOW, lease=timedelta(minutes=1))
    return article


def test_extract_reads_standard_input_and_prints_the_record() -> None:
    (found,) = lines(rasd("extract", "-", "--published", "2026-03-05T12:00:00+03:00", "--json", text=STORY))
    (strike,) = found["incidents"]  # type: ignore[misc]
    assert strike["occurred"]["start"] == "2026-03-05"
    assert strike["casualties"]["killed"]["min"] == 4
    assert {"kind", "event_type", "acled", "locations", "actors", "attribution", "targets", "sources", "evidence", "confidence"} <= set(
        strike
    )


def test_extract_without_json_is_a_table_with_the_words_behind_it() -> None:
    output = rasd("extract", "-", "--published", "2026-03-05T12:00:00+03:00", text=STORY).output
    assert "drone_strike" in output
    assert "مقتل أربعة عناصر" in output


def test_brackets_in_an_article_are_words_and_no_markup() -> None:
    result = rasd("extract", "-", text=STORY.replace("مقراً عسكرياً", "مقراً عسكرياً [/red] لتنظيم [bold]"))
    assert result.exit_code == 0
    assert "drone_strike" in result.output


def test_extract_says_when_there_is_no_strike() -> None:
    assert "No strike" in rasd("extract", "-", text="وزع المجلس المحلي بذار القمح على المزارعين.").output


def test_extract_jsonl_prints_one_result_a_line_and_a_bad_line_stops_nothing() -> None:
    good = json.dumps({"id": "a", "title": "", "text": STORY, "published": "2026-03-05T12:00:00+03:00"}, ensure_ascii=False)
    result = rasd("extract", "--jsonl", text=f"{good}\nnot json\n" + good.replace('"a"', '"b"') + '\n{"id": "c"}\n')
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "b"]
    assert "line 2: not JSON" in result.stderr
    assert "line 4: 'text' is missing" in result.stderr


@pytest.mark.parametrize("command", ["extract", "explain", "replay"])
def test_a_file_that_is_not_there_is_one_line_and_status_2(command: str) -> None:
    result = rasd(command, "/nowhere/article.txt")
    assert result.exit_code == 2
    assert result.stderr.strip().splitlines() == ["/nowhere/article.txt cannot be read: No such file or directory [operator]"]


def test_a_data_directory_that_cannot_be_made_is_one_line_and_status_2(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASD_DATA", str(place / "config.yaml" / "var"))
    result = rasd("incidents")
    assert result.exit_code == 2
    assert "RASD_DATA" in result.stderr


def test_a_wrong_instant_is_the_operators_error() -> None:
    result = rasd("extract", "-", "--published", "yesterday", text=STORY)
    assert result.exit_code == 2
    assert "ISO 8601" in result.stderr


def test_explain_writes_a_page_with_the_article_right_to_left(place: Path) -> None:
    page = place / "not" / "there" / "yet.html"
    assert rasd("explain", "-", "--html", str(page), text=STORY).exit_code == 0
    assert 'dir="rtl"' in page.read_text(encoding="utf-8")


def test_check_config_names_every_problem_with_its_line_and_exits_2(place: Path) -> None:
    (place / "config.yaml").write_text(
        CONFIG.replace("دير الزور", "دير الزووور").replace("type: log", "type: log, colour: red"), encoding="utf-8"
    )
    result = rasd("check-config")
    assert result.exit_code == 2
    assert "config.yaml:2" in result.output
    assert "config.yaml:3" in result.output
    assert "دير الزور" in result.output, "a near match is offered"


def test_check_config_shows_a_good_one() -> None:
    result = rasd("check-config")
    assert result.exit_code == 0
    assert "is fine" in result.output


def test_an_incident_can_be_listed_shown_and_explained(store: Store, place: Path) -> None:
    publish(store, place)
    (incident,) = lines(rasd("incidents", "--json"))
    shown = rasd("incident", str(incident["incident_id"])).output
    assert "مقتل أربعة عناصر" in shown
    assert "opened" in shown
    (decision,) = lines(rasd("why", str(incident["incident_id"]), "--json"))
    assert (decision["fire"], decision["reason"]) == (True, "new_incident")


@pytest.mark.parametrize(("region", "count"), [("دير الزور", 1), ("SY", 1), ("Syria", 1), ("الحسكة", 0)])
def test_incidents_are_listed_by_a_regions_name_or_code(store: Store, place: Path, region: str, count: int) -> None:
    publish(store, place)
    assert len(lines(rasd("incidents", "--region", region, "--json"))) == count


@pytest.mark.parametrize("region", ["الميادين", "nowhere at all"])
def test_a_region_that_is_none_is_refused_and_not_an_empty_list(store: Store, region: str) -> None:
    assert rasd("incidents", "--region", region).exit_code == 2


def test_an_unknown_incident_is_an_error_that_says_where_to_look(store: Store) -> None:
    result = rasd("incident", "i-nothing")
    assert result.exit_code == 1
    assert "rasd incidents" in result.stderr


def test_a_retraction_is_told_to_whoever_was_told_of_the_incident(store: Store, place: Path) -> None:
    publish(store, place)
    incident = str(lines(rasd("incidents", "--json"))[0]["incident_id"])
    assert rasd("retract", incident, "--why", "a gas cylinder").exit_code == 0
    reasons = [alert["alert"]["reason"] for alert in lines(rasd("alerts", "--json"))]  # type: ignore[index]
    assert sorted(reasons) == ["new_incident", "retracted"]
    assert rasd("restore", incident).exit_code == 0


def test_a_mute_silences_and_can_be_ended(store: Store, place: Path) -> None:
    assert rasd("mute", "region", "SY-DY", "--for", "2h", "--note", "too much").exit_code == 0
    publish(store, place)
    incident = str(lines(rasd("incidents", "--json"))[0]["incident_id"])
    assert lines(rasd("why", incident, "--json"))[0]["reason"] == "muted"
    (mute,) = lines(rasd("mutes", "--json"))
    assert rasd("unmute", str(mute["id"])).exit_code == 0
    assert lines(rasd("mutes", "--json")) == []


def test_a_mute_holds_on_to_what_was_meant(store: Store, place: Path) -> None:
    publish(store, place)
    (shown,) = lines(rasd("incidents", "--json"))
    whole = str(shown["incident_id"])
    for kind, written, meant in (
        ("incident", whole[:6], whole),
        ("region", "محافظة دير الزور", "SY-DY"),
        ("region", "Mayadin", "الميادين"),
        ("region", "LB", "LB"),
        ("feed", "https://one.example/feed", "https://one.example/feed"),
    ):
        assert f"{kind} {meant} until" in rasd("mute", kind, written).output


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("incident", "i-nothing", "no incident begins with"),
        ("region", "جنوب لبنانن", "unknown region"),
        ("feed", "https://one.example/fed", "did you mean"),
        ("watch", "eats", "did you mean"),
    ],
)
def test_a_mute_of_what_is_not_there_is_refused(store: Store, kind: str, value: str, words: str) -> None:
    result = rasd("mute", kind, value)
    assert result.exit_code != 0
    assert words in result.output
    assert store.active_mutes(NOW) == []


def test_an_alert_whose_id_begins_with_a_dash_can_be_tried_again(store: Store) -> None:
    name = "-oPeZCmjBr0fAcBDtqixBN-x"
    with store.editing(NOW) as tx:
        tx.add_alert(Alert(name, "i-1", 1, "east", "console", "new_incident", NOW), {})
    store.record_delivery_failure(name, "no", NOW, None)
    assert "1 alert will be tried again" in rasd("alerts", "retry", name).output


def test_merge_and_split_are_kept_in_the_history(store: Store, place: Path) -> None:
    first = publish(store, place)
    publish(store, place, 2, "البوكمال")
    ids = {each["reports"][0]["article_id"]: str(each["incident_id"]) for each in lines(rasd("incidents", "--json"))}  # type: ignore[index]
    (second,) = set(ids) - {first}
    assert rasd("merge", ids[first], ids[second], "--why", "one raid").exit_code == 0
    (whole,) = lines(rasd("incident", ids[first], "--json"))
    assert len(whole["reports"]) == 2  # type: ignore[arg-type]
    split = rasd("split", ids[first], second)
    assert split.exit_code == 0, split.output
    (left,) = lines(rasd("incident", ids[first], "--json"))
    assert len(left["reports"]) == 1  # type: ignore[arg-type]
    history = [step["what"] for step in left["history"]]  # type: ignore[attr-defined]
    assert ["merged"] in history
    assert ["split"] in history
    told = lines(rasd("alerts", "--json"))
    assert rasd("reprocess").exit_code == 0
    assert {one: len(lines(rasd("incident", one, "--json"))[0]["reports"]) for one in ids.values()} == dict.fromkeys(ids.values(), 1)  # type: ignore[arg-type]
    assert lines(rasd("alerts", "--json")) == told
    assert len(told) == 2, "who was told of a strike before a merge is not told again when it is split off"


def test_a_sample_alert_goes_through_the_real_channel() -> None:
    result = rasd("test-alert", "east")
    assert result.exit_code == 0
    assert "console: delivered" in result.output
    assert rasd("test-alert", "west").exit_code == 2


def test_reprocess_reads_kept_pages_again_and_alerts_nobody(store: Store, place: Path) -> None:
    article = publish(store, place)
    before = lines(rasd("alerts", "--json"))
    assert rasd("reprocess", "--article", article).exit_code == 0
    assert lines(rasd("alerts", "--json")) == before
    assert rasd("reprocess", "--article", "nothing").exit_code == 2


def test_replay_prints_incidents_with_their_reports_and_alerts(place: Path) -> None:
    rows = [
        {"id": str(n), "title": "", "text": STORY, "published": f"2026-03-05T{12 + n}:00:00+03:00", "source": f"outlet {n}"}
        for n in range(2)
    ]
    archive = place / "archive.jsonl"
    archive.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    (incident,) = lines(rasd("replay", str(archive), "--json"))
    assert [report["article_id"] for report in incident["reports"]] == ["0", "1"]  # type: ignore[attr-defined]
    assert [alert["reason"] for alert in incident["alerts"]] == ["new_incident"]  # type: ignore[attr-defined]


def test_the_lexicon_is_fine() -> None:
    result = rasd("lexicon", "check")
    assert result.exit_code == 0, result.stderr


def test_a_faulty_edit_does_not_make_a_living_service_ill(store: Store, place: Path) -> None:
    for part in ("monitor", "worker:here:0"):
        store.heartbeat(part, datetime.now(UTC), {"host": "here"})
    (place / "config.yaml").write_text("feeds: [", encoding="utf-8")
    assert rasd("health").exit_code == 0
    (place / "config.yaml").unlink()
    assert rasd("health").exit_code == 2, "where there is no configuration nothing is looked for, and nothing made"


def test_a_sign_of_life_from_the_future_is_none(store: Store) -> None:
    for part in ("monitor", "worker:here:0"):
        store.heartbeat(part, datetime.now(UTC) + timedelta(hours=3), {"host": "here"})
    assert rasd("health").exit_code == 1


def test_feeds_are_shown_with_what_is_wrong_since_when_and_where_they_moved(store: Store) -> None:
    one, two = "https://one.example/feed", "https://two.example/feed"
    store.sync_feeds([FeedSpec(one, one), FeedSpec(two, two)], NOW)
    good = PollOutcome(PollStatus.FRESH, NOW + timedelta(hours=1), status=200, moved_to="https://one.example/new")
    bad = PollOutcome(PollStatus.FAILED, NOW + timedelta(hours=1), status=500, error="HTTP 500: the server failed")
    store.record_poll(one, good, NOW - timedelta(hours=2), timedelta(days=1))
    store.record_poll(one, bad, NOW, timedelta(days=1))
    store.record_poll(two, bad, NOW, timedelta(days=1))
    shown = " ".join(rasd("feeds").output.replace("│", " ").split())
    assert "HTTP 500: the server failed (1 failed poll in a row, last good 2 h ago); moved for good to https://one.example/new" in shown
    assert "(1 failed poll in a row, never good yet)" in shown


def test_health_without_a_service_is_not_well(store: Store) -> None:
    result = rasd("health")
    assert result.exit_code == 1
    assert "no sign of life" in result.output


def test_a_worker_without_redis_says_so_in_one_line_and_ends(place: Path) -> None:
    command = [sys.executable, "-m", "monitor", "worker"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "RASD_REDIS_URL": f"unix://{place}/no.sock"}
    )
    (line,) = done.stderr.splitlines()
    assert (done.returncode, json.loads(line)["fault"]) == (1, "operator")
