"""What a good file becomes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config import EmailChannel, WebhookChannel, load_config
from monitor.config.load import database_url
from monitor.config.values import parse_duration
from monitor.model import Alignment, EventType, Outlet, QuietHours, Region
from tests.config.conftest import GOOD, Load, gazetteer

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.mark.parametrize(
    ("text", "env", "url"),
    [
        ("feeds: []\n", {}, None),
        ("feeds: [\n", {}, None),
        ("database: {url: {env: DB}}\nfeeds: 7\n", {"DB": "postgresql://h/d"}, "postgresql://h/d"),
        ("database: {url: {env: DB}}\n", {}, None),
        ("database: 7\n", {}, None),
        ("feeds: [\n", {"RASD_DATABASE_URL": "postgresql://h/e"}, "postgresql://h/e"),
    ],
)
def test_where_the_database_is_can_be_told_of_a_file_with_faults(tmp_path: Path, text: str, env: dict[str, str], url: str | None) -> None:
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    assert database_url(tmp_path / "config.yaml", env) == url


def test_the_shipped_file_loads_as_it_is() -> None:
    config = load_config(Path("config.yaml"), lambda text: Region(text, admin1=text), {})
    assert len([feed for feed in config.feeds if feed.enabled]) >= 25
    assert {region.admin1 for watch in config.watches for region in watch.regions} >= {"SY-DY"}
    assert len(config.watches) >= 3


def test_the_shipped_file_spells_out_the_defaults(load: Load) -> None:
    shipped = load_config(Path("config.yaml"), lambda text: Region(text, admin1=text), {})
    bare = load(GOOD)
    for section in ("backfill", "polling", "fetch", "workers", "alerts", "retention", "network"):
        assert getattr(shipped, section) == getattr(bare, section), section


def test_a_watch_becomes_the_domains(load: Load) -> None:
    extra = ', event_types: drone_strike, quiet_hours: {start: "23:00", end: "07:00"}, languages: [ar], updates: []'
    (watch,) = load(GOOD.replace("channels: [terminal]", "channels: [terminal]" + extra)).watches
    assert watch.regions == (Region("SY-DY", admin1="SY-DY"),)
    assert watch.event_types == {EventType.DRONE}
    assert watch.quiet_hours == QuietHours("23:00", "07:00", "Asia/Damascus")
    assert (watch.languages, watch.updates) == (("ar",), frozenset())


def test_a_feed_may_be_a_bare_address(load: Load) -> None:
    config = load(GOOD.replace("feeds:\n", "feeds:\n  - https://bare.example/rss\n"))
    assert config.feeds[0].publisher == Outlet("bare.example")
    assert config.feeds[1].publisher == Outlet("منفذ", "SY", Alignment.INDEPENDENT, "Asia/Damascus")


def test_a_feeds_interval_falls_back_to_the_polling_sections(load: Load) -> None:
    config = load(GOOD + "polling: {interval: 7m}\n")
    assert config.interval_of(config.feeds[0]) == timedelta(minutes=7)


def test_a_circle_is_a_region(load: Load) -> None:
    (watch,) = load(GOOD.replace("[SY-DY]", "[{lat: 35.0, lon: 40.4, radius_km: 25, name: الوادي}]")).watches
    assert watch.regions == (Region("الوادي", lat=35.0, lon=40.4, radius_km=25.0),)


def test_every_area_of_a_polygon_file_is_a_region(load: Load, tmp_path: Path) -> None:
    ring = "[[40,35],[41,35],[41,36],[40,35]]"
    (tmp_path / "area.json").write_text(f'{{"type": "MultiPolygon", "coordinates": [[{ring}], [{ring}]]}}')
    (watch,) = load(GOOD.replace("[SY-DY]", "[{polygon: area.json}]")).watches
    assert [region.polygon[0] for region in watch.regions] == [(40.0, 35.0), (40.0, 35.0)]


def test_secrets_come_from_the_environment_and_from_files(load: Load, tmp_path: Path) -> None:
    (tmp_path / "hook").write_text(SECRET + "\n")
    config = load(
        GOOD
        + "  - {name: w, type: webhook, url: https://x.example/h, secrets: [{env: HOOK}, {file: hook}]}\n"
        + "  - {name: m, type: email, to: a@b.example, from: Rasd <r@b.example>,"
        + " smtp: {host: mail.example, username: u, password: {env: PASS}}}\n",
        {"HOOK": SECRET, "PASS": "hunter2"},
    )
    webhook, mail = config.channel("w"), config.channel("m")
    assert isinstance(webhook, WebhookChannel)
    assert [secret.get_secret_value() for secret in webhook.secrets] == [SECRET, SECRET]
    assert isinstance(mail, EmailChannel)
    assert mail.smtp.password is not None
    assert mail.smtp.password.get_secret_value() == "hunter2"


def test_a_loaded_configuration_never_shows_a_secret(load: Load) -> None:
    text = GOOD + "  - {name: w, type: webhook, url: https://x.example/h, secrets: [{env: HOOK}]}\nredis: {url: {env: R}}\n"
    config = load(text, {"HOOK": SECRET, "R": "redis://:hunter2@r/0"})
    shown = repr(config) + str(config) + config.model_dump_json()
    assert SECRET not in shown
    assert "hunter2" not in shown


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("plain", 25)])
def test_the_mail_port_follows_from_the_security(load: Load, security: str, port: int) -> None:
    channel = f"  - {{name: m, type: email, to: a@b.example, from: r@b.example, smtp: {{host: h.example, security: {security}}}}}\n"
    mail = load(GOOD + channel).channel("m")
    assert isinstance(mail, EmailChannel)
    assert mail.smtp.door == port


def test_environment_variables_stand_in_for_server_addresses(load: Load) -> None:
    config = load(GOOD, {"RASD_DATABASE_URL": "postgresql://u:p@h/d"})
    assert config.database.url is not None
    assert config.database.url.get_secret_value() == "postgresql://u:p@h/d"
    assert config.redis.url is None


def test_an_address_in_the_file_wins_over_the_environment(load: Load) -> None:
    config = load(GOOD + "redis: {url: redis://mine/0}\n", {"RASD_REDIS_URL": "redis://other/0"})
    assert config.redis.url is not None
    assert config.redis.url.get_secret_value() == "redis://mine/0"


def test_the_fingerprint_covers_every_file_that_was_read(load: Load, tmp_path: Path) -> None:
    text = GOOD + "redis: {url: {file: redis}}\n"
    (tmp_path / "redis").write_text("redis://one/0")
    before = load(text)
    (tmp_path / "redis").write_text("redis://two/0")
    assert before.fingerprint != load(text).fingerprint
    assert {path.name for path in before.files} == {"config.yaml", "redis"}


@pytest.mark.parametrize(
    ("text", "seconds"), [("10m", 600), ("24h", 86400), ("1h30m", 5400), ("7d", 604800), ("30s", 30), ("500ms", 0.5), (" 2m ", 120)]
)
def test_durations(text: str, seconds: float) -> None:
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["10", "ten minutes", "-5m", "5 m", "m", "", "1.5h", True, None, 10])
def test_what_is_not_a_duration(text: object) -> None:
    with pytest.raises(ValueError, match="is not a duration"):
        parse_duration(text)


@given(st.one_of(st.text(), st.from_regex(r"[0-9]{1,30}(ms|s|m|h|d)", fullmatch=True)))
def test_any_text_is_a_duration_or_refused(text: str) -> None:
    try:
        assert parse_duration(text) >= timedelta(0)
    except ValueError:
        return


def test_region_names_are_resolved_by_the_gazetteer(load: Load) -> None:
    (watch,) = load(GOOD.replace("[SY-DY]", "الميادين")).watches
    assert watch.regions == (gazetteer("الميادين"),)
