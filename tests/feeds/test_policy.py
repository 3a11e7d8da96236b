"""When a feed is polled next, and how it is doing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.policy import DAY, FLOOR, Ending, Health, Wishes, ask_conditionally, health, next_poll, usual_gap

NOW = datetime(2025, 3, 5, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def wait(
    ending: Ending = Ending.FRESH, failures: int = 0, fraction: float = 0.5, wishes: Wishes | None = None, **more: timedelta
) -> timedelta:
    return next_poll(ending, failures, NOW, fraction, wishes=wishes, **more).wait


def test_a_feed_is_polled_every_ten_minutes() -> None:
    assert wait() == 10 * MINUTE


def test_the_wait_varies_by_a_tenth_either_way() -> None:
    assert [wait(fraction=0.0), wait(fraction=1.0)] == [9 * MINUTE, 11 * MINUTE]


def test_no_feed_is_polled_more_than_once_a_minute() -> None:
    assert wait(fraction=0.0, interval=timedelta(seconds=5)) == FLOOR


def test_a_configured_interval_counts() -> None:
    assert wait(interval=30 * MINUTE) == 30 * MINUTE


@pytest.mark.parametrize("wishes", [Wishes(retry_after=3600), Wishes(max_age=3600), Wishes(ttl=3600), Wishes(60, 3600, 900)])
def test_a_server_that_asks_for_more_time_gets_it(wishes: Wishes) -> None:
    assert wait(wishes=wishes, fraction=0.0) == timedelta(hours=1)


def test_a_server_that_asks_for_less_time_changes_nothing() -> None:
    assert wait(wishes=Wishes(max_age=60, ttl=60)) == 10 * MINUTE


def test_a_server_is_never_asked_before_the_time_it_named() -> None:
    assert wait(wishes=Wishes(max_age=595), fraction=0.0) == timedelta(seconds=595)


def test_no_server_may_ask_for_more_than_a_day() -> None:
    assert wait(wishes=Wishes(retry_after=1e12), fraction=1.0) == DAY


def test_failures_double_the_wait() -> None:
    assert [wait(Ending.FAILED, failures) / MINUTE for failures in range(5)] == [10, 20, 40, 80, 160]


def test_the_wait_after_failures_ends_at_a_day() -> None:
    assert wait(Ending.FAILED, 10_000) == DAY


def test_a_failed_answer_may_name_a_time_to_come_back() -> None:
    assert wait(Ending.FAILED, 0, 0.0, Wishes(retry_after=7200)) == timedelta(hours=2)


def test_how_long_an_error_may_be_cached_is_ignored() -> None:
    assert wait(Ending.FAILED, 0, wishes=Wishes(max_age=86400)) == 10 * MINUTE


def test_a_feed_that_is_gone_is_asked_once_a_day() -> None:
    assert wait(Ending.FAILED, 0, wishes=Wishes(gone=True)) == DAY


def test_a_feed_that_works_again_is_back_to_its_interval() -> None:
    following = next_poll(Ending.FRESH, 9, NOW, 0.5)
    assert (following.failures, following.wait) == (0, 10 * MINUTE)


def test_an_unchanged_answer_after_failures_heals_nothing() -> None:
    following = next_poll(Ending.UNCHANGED, 3, NOW, 0.5)
    assert (following.failures, following.wait) == (3, 10 * MINUTE)


def test_a_failing_feed_is_asked_without_conditions() -> None:
    assert [ask_conditionally(0), ask_conditionally(1)] == [True, False]


@given(
    st.sampled_from(Ending),
    st.integers(0, 10**6),
    st.floats(0, 1),
    st.builds(Wishes, *[st.none() | st.floats(0, 1e15)] * 3, st.booleans()),
    st.timedeltas(timedelta(), timedelta(days=400)),
)
def test_polling_never_stops_and_never_hurries(ending: Ending, failures: int, fraction: float, wishes: Wishes, interval: timedelta) -> None:
    following = next_poll(ending, failures, NOW, fraction, wishes=wishes, interval=interval)
    assert FLOOR <= following.wait <= DAY
    assert following.at == NOW + following.wait


def state(**facts: object) -> Health:
    given_facts = {"failures": 0, "last_success": NOW, "last_new_entry": NOW, "now": NOW} | facts
    return health(**given_facts)[0]  # type: ignore[arg-type]


def test_a_feed_that_answers_and_publishes_is_healthy() -> None:
    assert state(last_new_entry=NOW - timedelta(hours=20)) is Health.HEALTHY


def test_a_feed_that_was_never_polled_is_new() -> None:
    assert state(last_success=None, last_new_entry=None) is Health.NEW


def test_a_feed_is_failing_from_its_first_failed_poll() -> None:
    assert state(failures=1) is Health.FAILING


def test_a_feed_with_nothing_new_for_days_is_silent() -> None:
    assert state(last_new_entry=NOW - timedelta(days=3)) is Health.SILENT


def test_a_weekly_feed_is_not_silent_after_three_days() -> None:
    assert state(last_new_entry=NOW - timedelta(days=3), gap=timedelta(days=7)) is Health.HEALTHY


def test_a_feed_that_never_had_an_entry_is_silent() -> None:
    assert state(last_new_entry=None) is Health.SILENT


def test_the_habit_of_a_feed_is_the_median_gap() -> None:
    arrivals = [NOW + timedelta(hours=hour) for hour in (0, 1, 2, 3, 50)]
    assert usual_gap(arrivals[::-1]) == timedelta(hours=1)


def test_a_few_entries_make_no_habit() -> None:
    assert usual_gap([NOW, NOW, NOW, NOW]) is None
