"""An archive at the articles' own times: the same incidents and alerts, however its lines are ordered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts.burst import BurstLimit
from monitor.model import ArticleContext, QuietHours, Region, Report, Strike, Watch
from monitor.replay import Replay, ReplayArticle, ReplaySettings
from monitor.replay import replay as run
from tests.incidents.build import report

WATCH = Watch("east", (Region("دير الزور", admin1="SY-DY"),), ("mail",), updates=frozenset({"toll_rise", "corroborated"}))
REPORTS = [
    report("a", "09:00", killed=3, by="israel"),
    report("b", "09:00", "سرمين", what="shelling"),
    report("c", "10:00", killed=3, by="israel"),
    report("d", "12:00", killed=9, by="israel", kind="update"),
    report("e", "8 12:00", day="5", kind="background", killed=9),
    report("f", "13:00", "الميادين", day="2025-01-01", kind="background"),
    report("g", "10:00", "الميادين", kind="threat"),
]


def replayed(reports: Sequence[Report], watch: Watch = WATCH, options: ReplaySettings | None = None) -> Replay:
    by_title = {one.article_id: one.strike for one in reports}

    def extract(title: str, text: str, context: ArticleContext) -> list[Strike]:
        return [by_title[title]]

    articles = [ReplayArticle(one.article_id, one.article_id, one.article_id, one.published, source=one.outlet) for one in reports]
    return run(articles, extract, [watch], options)


def alerts(state: Replay) -> list[tuple[str, str]]:
    """Article by whose report each alert was raised is told by its revision: reason and revision suffice."""
    return [(alert["reason"], f"r{alert['revision']}") for record in state.records() for alert in record["alerts"]]


def test_one_strike_is_told_once_and_then_only_what_matters() -> None:
    assert alerts(replayed(REPORTS)) == [("new_incident", "r1"), ("corroborated", "r2"), ("toll_rise", "r3")]


def test_each_incident_names_its_articles() -> None:
    found = [[one["article_id"] for one in record["reports"]] for record in replayed(REPORTS).records()]
    assert sorted(found) == [["a", "c", "d"], ["b"], ["f"]]


def test_an_article_that_looks_back_is_listed_apart() -> None:
    (record,) = (one for one in replayed(REPORTS).records() if len(one["reports"]) == 3)
    assert [one["article_id"] for one in record["retellings"]] == ["e"]


@settings(max_examples=30, deadline=None)
@given(st.permutations(REPORTS))
def test_the_order_of_the_lines_does_not_matter(reports: list[Report]) -> None:
    assert list(replayed(reports).records()) == list(replayed(REPORTS).records())


def test_a_line_given_twice_changes_nothing() -> None:
    once, twice = replayed(REPORTS), replayed([*REPORTS, *REPORTS])
    assert list(once.records()) == list(twice.records())


def test_records_are_json() -> None:
    for record in replayed(REPORTS).records():
        assert json.loads(json.dumps(record))["incident_id"]


def test_an_archive_of_years_ago_is_judged_at_its_own_time() -> None:
    old = [replace(one, published=one.published - timedelta(days=3650)) for one in (report("a", day=None), report("b", "11:00", day=None))]
    assert alerts(replayed(old))[0] == ("new_incident", "r1")


def test_quiet_hours_hold_alerts_and_lose_none() -> None:
    watch = replace(WATCH, quiet_hours=QuietHours("08:00", "14:00", "Asia/Damascus"))
    (record,) = (one for one in replayed(REPORTS, watch).records() if one["alerts"])
    assert {alert["held_for"] for alert in record["alerts"]} == {"quiet_hours"}
    assert len(record["alerts"]) == 3


def test_a_flood_is_held_and_nothing_of_it_lost() -> None:
    towns = ["البوكمال", "الميادين", "دير الزور"]
    flood = [report(town, f"10:0{n}", town) for n, town in enumerate(towns)]
    state = replayed(flood, options=ReplaySettings(burst=BurstLimit(alerts=1)))
    held = [alert.get("held_for") for record in state.records() for alert in record["alerts"]]
    assert held == [None, "burst", "burst"]


def test_how_long_updates_are_told_is_the_operators_choice() -> None:
    late = [report("a", "5 09:00", day="5", killed=3), report("b", "9 09:00", day="5", killed=20, kind="update")]
    assert alerts(replayed(late)) == [("new_incident", "r1"), ("toll_rise", "r2")]
    assert alerts(replayed(late, options=ReplaySettings(max_update_age=timedelta(days=2)))) == [("new_incident", "r1")]


def test_a_watch_with_several_channels_is_not_flooded_sooner() -> None:
    towns = ["البوكمال", "الميادين", "دير الزور"]
    flood = [report(town, f"10:0{n}", town) for n, town in enumerate(towns)]
    both = replace(WATCH, channels=("mail", "hook"))
    state = replayed(flood, both, ReplaySettings(burst=BurstLimit(alerts=2)))
    assert [alert.get("held_for") for record in state.records() for alert in record["alerts"]] == [None] * 4 + ["burst"] * 2


def test_progress_is_told() -> None:
    heard: list[tuple[int, int]] = []
    run([ReplayArticle("a", "", "", REPORTS[0].published)], lambda *_: [], [], progress=lambda done, of: heard.append((done, of)))
    assert heard == [(1, 1)]
