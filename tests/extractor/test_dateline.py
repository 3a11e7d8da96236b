"""A page that a site carries a day or two late tells of the day of its dateline."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from monitor.model import ArticleContext, Kind
from workers.extractor import extract

STAMP = datetime(2025, 4, 3, 9, tzinfo=UTC)  # a Thursday
NEWS = "شنت طائرات أمريكية اليوم غارات على محافظة صعدة أوقعت أربعة قتلى."


def day_and_kind(line: str, stamp: datetime = STAMP) -> tuple[date, Kind]:
    (strike,) = extract("غارات أمريكية على صعدة", f"{line}\n{NEWS}", ArticleContext(stamp, zone="Asia/Aden"))
    assert strike.occurred is not None
    return strike.occurred.end, strike.kind


@pytest.mark.parametrize("line", ["صنعاء أول أبريل 2025 (وكالة)", "صنعاء 1 أبريل 2025 (وكالة)", "صنعاء، 1 نيسان/أبريل 2025 -"])
def test_today_is_the_day_of_the_dateline(line: str) -> None:
    assert day_and_kind(line)[0] == date(2025, 4, 1)


@pytest.mark.parametrize(
    "line",
    [
        "صنعاء (وكالة)",  # no day
        "صنعاء 3 أبريل 2025 (وكالة)",  # the day of the stamp itself
        "صنعاء 20 مارس 2025 (وكالة)",  # too long ago for a page that was only carried late
        "صنعاء 5 أبريل 2025 (وكالة)",  # later than the stamp
        "وكان الحصار قد بدأ في صنعاء في 1 أبريل 2025 (وكالة)",  # no dateline: the day stands in a sentence
    ],
)
def test_else_it_is_the_day_of_the_stamp(line: str) -> None:
    assert day_and_kind(line) == (STAMP.date(), Kind.NEW)
