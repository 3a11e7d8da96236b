"""Which entries are read again: when, how often, and what is no news of theirs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from monitor.feeds.rereading import WITHIN, rewritten

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
GAP = timedelta(minutes=10)


@dataclass(frozen=True)
class Read:
    """An entry that was read an hour ago."""

    identity: str = "1"
    canonical_url: str = "https://x.example/1"
    title: str = "غارة على الميادين"
    summary: str = "موجز"
    updated: datetime | None = NOW - HOUR
    seen_at: datetime = NOW - HOUR
    read_at: datetime | None = NOW - HOUR
    readings: int = 0


def again(*changes: tuple[Read, Read], now: datetime = NOW) -> dict[str, datetime]:
    return {identity: at for identity, at, _ in rewritten([known for known, _ in changes], [found for _, found in changes], now, GAP)}


def test_another_title_summary_or_later_date_asks_for_another_reading() -> None:
    known = Read()
    assert again((known, known)) == {}
    for found in (replace(known, title="ارتفاع الحصيلة"), replace(known, summary="موجز آخر"), replace(known, updated=NOW)):
        assert again((known, found)) == {"1": NOW}


def test_other_white_space_an_earlier_date_or_none_is_no_rewriting() -> None:
    known = Read()
    for found in (replace(known, title=" غارة  على الميادين "), replace(known, updated=NOW - 2 * HOUR), replace(known, updated=None)):
        assert again((known, found)) == {}


def test_a_page_rests_between_readings_and_ever_longer() -> None:
    known = replace(Read(), read_at=NOW)
    assert again((known, replace(known, title="ب"))) == {"1": NOW + GAP}
    often = replace(known, readings=30)
    assert again((often, replace(often, title="ب"))) == {"1": NOW + 3 * GAP}


def test_readings_end_with_the_days_news() -> None:
    known = replace(Read(), seen_at=NOW - WITHIN - timedelta(seconds=1))
    assert again((known, replace(known, title="ب"))) == {}


def test_however_a_feed_behaves_a_page_is_read_seventy_times_at_most() -> None:
    known, at, readings = replace(Read(), seen_at=NOW, read_at=NOW), NOW, 0
    while due := rewritten([known], [replace(known, title=f"{readings}")], at, GAP):
        at, readings = due[0][1], readings + 1
        known = replace(known, read_at=at, readings=readings)
    assert 60 < readings <= 70


def test_what_most_entries_do_at_once_is_the_feeds_habit_but_another_title_among_them_is_not() -> None:
    known = [replace(Read(), identity=str(number), canonical_url=f"https://x.example/{number}") for number in range(10)]
    stamped = [replace(one, updated=NOW, summary="منذ دقيقة") for one in known]
    assert again(*zip(known, stamped, strict=True)) == {}
    stamped[3] = replace(stamped[3], title="ارتفاع الحصيلة")
    assert again(*zip(known, stamped, strict=True)) == {"3": NOW}
    counting = [replace(one, title=f"{one.title} ({number} قارئ)") for number, one in enumerate(known)]
    assert again(*zip(known, counting, strict=True)) == {}


def test_an_entry_whose_guid_changes_with_every_edit_is_known_by_its_address_if_no_other_has_it() -> None:
    known = Read()
    found = replace(known, identity="1-edited", title="ارتفاع الحصيلة")
    assert rewritten([known], [found], NOW, GAP) == [("1", NOW, found)]
    assert rewritten([known], [found, replace(found, identity="2", title="خبر آخر")], NOW, GAP) == []


def test_a_reading_before_the_clock_was_set_back_puts_off_none() -> None:
    known = replace(Read(), read_at=NOW + timedelta(days=1), seen_at=NOW + timedelta(days=1))
    assert again((known, replace(known, title="ب"))) == {"1": NOW + GAP}
