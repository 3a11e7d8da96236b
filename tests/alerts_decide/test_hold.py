"""Quiet hours and floods hold alerts for a digest, and lose none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.burst import BurstLimit, hold
from monitor.alerts.quiet import quiet_until
from monitor.model import QuietHours, Watch

NIGHT = QuietHours("22:00", "07:00", "Asia/Damascus")
NOON = datetime(2025, 3, 5, 12, tzinfo=UTC)
WATCH = Watch("w", (), ("mail",))


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2025-03-05T18:59", None),
        ("2025-03-05T19:00", "2025-03-06T04:00"),
        ("2025-03-06T03:59", "2025-03-06T04:00"),
        ("2025-03-06T04:00", None),
    ],
)
def test_quiet_hours_end_in_the_morning_of_their_own_zone(now: str, until: str | None) -> None:
    expected = datetime.fromisoformat(until).replace(tzinfo=UTC) if until else None
    assert quiet_until(NIGHT, datetime.fromisoformat(now).replace(tzinfo=UTC)) == expected


def test_quiet_hours_within_a_day() -> None:
    hours = QuietHours("13:00", "15:00", "UTC")
    assert quiet_until(hours, NOON + timedelta(hours=2)) == NOON + timedelta(hours=3)
    assert quiet_until(hours, NOON) is None


def test_no_quiet_hours_are_never_quiet() -> None:
    assert quiet_until(None, NOON) is None
    assert quiet_until(QuietHours("08:00", "08:00", "UTC"), NOON) is None


def test_quiet_hours_over_a_change_of_the_clock_end_by_the_clock() -> None:
    hours = QuietHours("23:00", "06:00", "Europe/Berlin")
    assert quiet_until(hours, datetime(2025, 3, 29, 23, tzinfo=UTC)) == datetime(2025, 3, 30, 4, tzinfo=UTC)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001 - given a zone below
def test_the_end_of_quiet_hours_lies_ahead_and_is_not_quiet(naive: datetime) -> None:
    now = naive.replace(tzinfo=UTC)
    until = quiet_until(NIGHT, now)
    assert until is None or (now < until <= now + timedelta(hours=10) and quiet_until(NIGHT, until) is None)


def test_few_alerts_go_out_at_once() -> None:
    assert hold(WATCH, "new_incident", 3, BurstLimit(alerts=4), NOON) is None


def test_a_flood_waits_for_one_digest() -> None:
    limit = BurstLimit(alerts=4, hold=timedelta(minutes=15))
    held = [hold(WATCH, "new_incident", 4 + n, limit, NOON + timedelta(minutes=n)) for n in range(14)]
    assert {(one.until, one.reason) for one in held if one} == {(NOON + timedelta(minutes=15), "burst")}
    assert all(held)


def test_a_retraction_is_not_held_in_a_flood() -> None:
    assert hold(WATCH, "retracted", 99, BurstLimit(alerts=4), NOON) is None
