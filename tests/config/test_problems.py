"""What a faulty file is told: every fault, each with its path and line, and never a secret."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config import load_config
from monitor.errors import ConfigError, Problem
from tests.config.conftest import GOOD, Load, gazetteer

Problems = Callable[..., tuple[Problem, ...]]


def watch(more: str) -> str:
    return GOOD.replace("channels: [terminal]}", f"channels: [terminal], {more}}}")


def channel(line: str) -> str:
    return GOOD + f"  - {line}\n"


MAIL = "{{name: m, type: email, to: a@b.example, from: r@b.example, smtp: {{host: h.example, {}}}}}"
BCC = MAIL.format("port: 25").replace("a@b.example", '"a@b.example\\nBcc: c@d.example"')

ONE_FAULT = {
    "unknown key": (GOOD + "pollling: {}\n", "pollling", 7, "unknown key (did you mean 'polling'?)"),
    "unknown key inside": (GOOD + "polling:\n  intervall: 3m\n", "polling.intervall", 8, "did you mean 'interval'?"),
    "unknown key of a watch": (watch("min_kiled: 3"), "watches[0].min_kiled", 4, "did you mean 'min_killed'?"),
    "unknown key of a mail server": (channel(MAIL.format("prot: 25")), "channels[1].smtp.prot", 7, "did you mean 'port'"),
    "bad address": (GOOD.replace("https://outlet", "htps://outlet"), "feeds[0].url", 2, "must begin with http"),
    "address without a host": (GOOD.replace("https://outlet.example", "https://"), "feeds[0].url", 2, "names no usable host"),
    "address with a password": (GOOD.replace("//outlet", "//u:hunter2@outlet"), "feeds[0].url", 2, "may not hold a user name"),
    "bad region": (GOOD.replace("[SY-DY]", "[SY-DY, دير الزهور]"), "watches[0].regions[1]", 4, "did you mean دير الزور?"),
    "half a circle": (GOOD.replace("[SY-DY]", "[{lat: 3, radius_km: 4}]"), "watches[0].regions[0]", 4, "a circle has exactly"),
    "huge circle": (GOOD.replace("[SY-DY]", "[{lat: 3, lon: 4, radius_km: 9000}]"), "watches[0].regions[0]", 4, "at most 2000"),
    "no polygon file": (GOOD.replace("[SY-DY]", "[{polygon: no.json}]"), "watches[0].regions[0]", 4, "no.json cannot be read"),
    "missing channel": (GOOD.replace("[terminal]", "[termnal]"), "watches[0].channels[0]", 4, "did you mean 'terminal'?"),
    "missing key": (GOOD.replace("regions: [SY-DY], ", ""), "watches[0].regions", 4, "needed and missing"),
    "no region": (GOOD.replace("[SY-DY]", "[]"), "watches[0].regions", 4, "at least one entry"),
    "channel name twice": (channel("{name: terminal, type: log}"), "channels[1].name", 7, "already channels[0]"),
    "type of channel": (channel("{name: x, type: fax}"), "channels[1]", 7, "unknown type of channel"),
    "bad duration": (GOOD + "polling: {interval: 10}\n", "polling.interval", 7, "is not a duration"),
    "endless duration": (GOOD + f"backfill: {'9' * 5000}d\n", "backfill", 7, "longer than any duration"),
    "no time at all": (GOOD + "polling: {floor: 0s}\n", "polling.floor", 7, "longer than nothing"),
    "no list": (watch("updates: toll_rise"), "watches[0].updates", 4, "write a list here"),
    "too often": (GOOD.replace("country: SY}", "country: SY, interval: 5s}"), "feeds[0].interval", 2, "below polling.floor"),
    "bad zone": (GOOD.replace("country: SY}", "zone: Asia/Atlantis}"), "feeds[0].zone", 2, "is not a time zone"),
    "bad country": (GOOD.replace("country: SY}", "country: Syria}"), "feeds[0].country", 2, "two capital letters"),
    "bad network": (GOOD + "network: {allow: [10.0.0.1/8]}\n", "network.allow[0]", 7, "host bits"),
    "bad clock": (watch('quiet_hours: {start: "25:00", end: "07:00"}'), "watches[0].quiet_hours.start", 4, "as 23:00"),
    "literal secret": (channel(MAIL.format("username: u, password: hunter2")), "channels[1].smtp.password", 7, "{env: NAME}"),
    "password in an address": (GOOD + "redis: {url: 'redis://:hunter2@h/0'}\n", "redis.url", 7, "holds a password"),
    "secret not set": (channel(MAIL.format("username: u, password: {env: P}")), "channels[1].smtp.password", 7, "P is not set"),
    "login without password": (channel(MAIL.format("username: u")), "channels[1].smtp", 7, "both username and password"),
    "header injection": (channel(BCC), "channels[1].to[0]", 7, "not an e-mail address"),
    "not YAML": (GOOD + "x: [1\n", "", 8, "is not YAML"),
    "key twice": (GOOD + "feeds: []\n", "", 7, 'found duplicate key "feeds"'),
    "not a mapping": ("- 1\n", "", 1, "must be a mapping"),
    "empty": ("", "", 1, "must be a mapping"),
}


@pytest.mark.parametrize(("text", "path", "line", "message"), ONE_FAULT.values(), ids=ONE_FAULT.keys())
def test_one_fault_is_one_problem_with_its_place(problems: Problems, text: str, path: str, line: int, message: str) -> None:
    (problem,) = problems(text)
    assert (problem.path, problem.line) == (path, line)
    assert message in problem.message
    assert "hunter2" not in str(problem)


def test_all_faults_are_reported_at_once_in_the_order_of_the_file(problems: Problems) -> None:
    text = GOOD.replace("https:", "htps:").replace("[SY-DY]", "[أين]").replace("[terminal]", "[nowhere]") + "pollling: {}\n"
    found = problems(text)
    assert [problem.path for problem in found] == ["feeds[0].url", "watches[0].channels[0]", "watches[0].regions[0]", "pollling"]


def test_a_problem_reads_as_file_line_path_and_message(problems: Problems) -> None:
    (problem,) = problems(GOOD + "polling: {floor: 1}\n")
    assert str(problem).startswith("config.yaml:7: polling.floor: '1' is not a duration")


def test_a_feed_listed_twice_is_a_problem_even_as_a_bare_address(problems: Problems) -> None:
    (problem,) = problems(GOOD.replace("watches:", "  - https://outlet.example/feed\nwatches:"))
    assert (problem.line, problem.message) == (3, "'https://outlet.example/feed' is already feeds[0]")


def test_an_outlet_is_described_in_one_way(problems: Problems) -> None:
    (problem,) = problems(GOOD.replace("watches:", "  - {url: https://o.example/2, outlet: منفذ, country: IQ}\nwatches:"))
    assert (problem.path, problem.line) == ("feeds[1].country", 3)


def test_a_password_is_not_sent_in_the_open(problems: Problems) -> None:
    text = channel(MAIL.format("security: plain, username: u, password: {env: P}"))
    (problem,) = problems(text, {"P": "hunter2"})
    assert "readable over the network" in problem.message


def test_a_signing_secret_that_is_none_is_refused_unshown(problems: Problems) -> None:
    (problem,) = problems(channel("{name: w, type: webhook, url: https://x.example, secrets: {env: S}}"), {"S": "hunter2~"})
    assert "not a Standard Webhooks secret" in problem.message
    assert "hunter2" not in str(problem)


def test_actors_and_targets_are_checked_against_what_is_known(problems: Problems) -> None:
    found = problems(
        watch("actors: [isreal], target_classes: [hopsital]"),
        actors=frozenset({"israel", "usa"}),
        target_classes=frozenset({"hospital"}),
    )
    assert [problem.message for problem in found] == [
        "unknown actor 'isreal' (did you mean 'israel'?)",
        "unknown target class 'hopsital' (did you mean 'hospital'?)",
    ]


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ('{"type": "Point", "coordinates": [1, 2]}', "a Point is not an area"),
        ('{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]],[[0,0],[1,0],[1,1],[0,0]]]}', "holes"),
        ('{"type": "Polygon", "coordinates": [[[0,95],[1,0],[1,1],[0,95]]]}', "[longitude, latitude]"),
        ('{"type": "Polygon"}', "not usable GeoJSON"),
        ('{"type": "FeatureCollection", "features": []}', "holds no Polygon"),
        ("not json", "not usable GeoJSON"),
        ("[]", "not usable GeoJSON"),
    ],
)
def test_a_polygon_file_that_is_none(problems: Problems, tmp_path: Path, shape: str, message: str) -> None:
    (tmp_path / "area.json").write_text(shape)
    (problem,) = problems(GOOD.replace("[SY-DY]", "[{polygon: area.json}]"))
    assert message in problem.message


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone.yaml: cannot be read: No such file"):
        load_config(tmp_path / "gone.yaml", gazetteer, {})


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_bytes("feeds: الميادين".encode("windows-1256"))
    with pytest.raises(ConfigError, match="is not UTF-8"):
        load_config(tmp_path / "config.yaml", gazetteer, {})


ODD = ("a: &a [*a]\n", "feeds: !!set {a: b}\n", "&x {<<: *x}\n", "feeds: &f {x: *f}\n", "%YAML 9.9\n--- {}\n", "\x00")


@pytest.mark.parametrize("text", ODD)
def test_a_file_that_trips_the_parser_is_refused_like_any_other(load: Callable[..., object], text: str) -> None:
    with pytest.raises(ConfigError):
        load(text)


SCRAPS = ("{", "}", "[", "]", ": ", "- ", "\n", "\t", '"', "&a ", "*a", "!!set ", "|", "null", "1e999", "---\n", "<<: *a", "\u2028")
EDITS = st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 20), st.sampled_from(SCRAPS)), min_size=1, max_size=4)


@given(EDITS)
@settings(max_examples=150, deadline=None)
def test_however_a_file_is_broken_it_is_used_or_refused(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, str]]
) -> None:
    text = GOOD
    for at, cut, scrap in edits:
        text = text[:at] + scrap + text[at + cut :]
    path = tmp_path_factory.getbasetemp() / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        outcome: object = load_config(path, gazetteer, {}).feeds
    except ConfigError as error:
        outcome = error.problems
    assert outcome


def test_anchors_that_multiply_are_refused_at_once(problems: Problems) -> None:
    names = "abcdefghij"
    bomb = "".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(names))
    (problem,) = problems(f"a: &a [x, x, x]\n{bomb}{GOOD}")
    assert "anchors" in str(problem)


def test_an_anchor_may_say_what_watches_share(load: Load) -> None:
    second = GOOD.replace("regions: [SY-DY]", "regions: &places [SY-DY, الميادين]").replace(
        "channels:\n", "  - {name: west, regions: *places, channels: [terminal]}\nchannels:\n"
    )
    east, west = load(second).watches
    assert east.regions == west.regions
