"""Days that are told from the day told before them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from monitor.model import ArticleContext, Kind
from workers.extractor import extract

CONTEXT = ArticleContext(datetime(2024, 6, 12, 12, tzinfo=UTC))
FIRST = "وفي 3 آذار الماضي قصف الطيران الحربي مدينة سرمين بريف إدلب. "


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("وفي اليوم التالي", date(2024, 3, 4)),
        ("في اليوم التالي", date(2024, 3, 4)),
        ("وبعد يوم", date(2024, 3, 4)),
        ("وبعد يومين", date(2024, 3, 5)),
        ("وبعد ثلاثة أيام", date(2024, 3, 6)),
        ("وبعد 4 أيام", date(2024, 3, 7)),
        ("وبعد يومين من ذلك", date(2024, 3, 5)),
        ("وبعدها بيوم", date(2024, 3, 4)),
        ("وبعد أسبوع", date(2024, 3, 10)),
        ("وفي اليوم السابق", date(2024, 3, 2)),
        ("وقبل ذلك بيوم", date(2024, 3, 2)),
        ("وقبلها بيومين", date(2024, 3, 1)),
        ("وفي اليوم نفسه", date(2024, 3, 3)),
        ("وفي اليوم ذاته", date(2024, 3, 3)),
        ("وفي نفس اليوم", date(2024, 3, 3)),
        ("وفي ذلك اليوم", date(2024, 3, 3)),
        ("ذلك اليوم", date(2024, 3, 3)),
        ("وفي الشهر ذاته", date(2024, 3, 1)),
        ("وفي الـ20 من الشهر نفسه", date(2024, 3, 20)),
    ],
)
def test_the_story_goes_on_from_the_day_told_before(words: str, day: date) -> None:
    text = f"{FIRST}{words} قصف الطيران الحربي مدينة مارع شمالي حلب."
    (strike,) = (one for one in extract("", text, CONTEXT) if one.locations[0].name == "مارع")
    assert strike.occurred is not None
    assert strike.occurred.start == day
    assert strike.kind is Kind.BACKGROUND


@pytest.mark.parametrize("words", ["وبعد ساعات", "وبعد يومين من الهدوء", "وقبل يومين", "واليوم"])
def test_what_is_counted_from_elsewhere_is_not_counted_from_there(words: str) -> None:
    text = f"{FIRST}{words} قصف الطيران الحربي مدينة مارع شمالي حلب."
    (strike,) = (one for one in extract("", text, CONTEXT) if one.locations[0].name == "مارع")
    assert strike.occurred is None or strike.occurred.start not in (date(2024, 3, 3), date(2024, 3, 4), date(2024, 3, 5))


def test_nothing_is_counted_on_into_the_future() -> None:
    text = "قصف الطيران الحربي اليوم مدينة سرمين بريف إدلب. وفي اليوم التالي قصف الطيران الحربي مدينة مارع شمالي حلب."
    days = [strike.occurred.end for strike in extract("", text, CONTEXT) if strike.occurred and strike.occurred.end]
    assert max(days) <= date(2024, 6, 12)
