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
        ("وكانت قد سبقتها بيوم واحد", date(2024, 3, 2)),
        ("وسبقه بيومين", date(2024, 3, 1)),
        ("قبله بيوم", date(2024, 3, 2)),
        ("وقبله بيوم واحد", date(2024, 3, 2)),
        ("وقبل يومين من ذلك", date(2024, 3, 1)),
        ("وقبل ثلاثة أيام من ذلك", date(2024, 2, 29)),
        ("وفي اليوم الذي سبقه", date(2024, 3, 2)),
        ("وفي اليوم الذي تلاه", date(2024, 3, 4)),
        ("وبعده بيومين", date(2024, 3, 5)),
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


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("وبعد يومين قصفت مدينة بنش", date(2024, 3, 5)),
        ("وبعد ثلاثة أيام قصفت مدينة بنش", date(2024, 3, 6)),
        ("ثم بعد يوم قصفت مدينة بنش", date(2024, 3, 4)),
        ("وبعد أسبوع، قصفت مدينة بنش", date(2024, 3, 10)),
        ("وبعد يومين من ذلك قصفت مدينة بنش", date(2024, 3, 5)),
        ("وبعد يومين، أي فجر 5 آذار، قصفت مدينة بنش", date(2024, 3, 5)),
    ],
)
def test_a_sentence_goes_on_from_the_day_that_it_told_itself(words: str, day: date) -> None:
    days = _days(f"قصفت الطائرات الحربية في 3 آذار الماضي مدينة سرمين بريف إدلب، {words}.")
    assert days == {"سرمين": date(2024, 3, 3), "بنش": day}


@pytest.mark.parametrize("words", ["وبعد ساعات قصفت مدينة بنش", "ومدينة بنش"])
def test_hours_later_is_the_same_day(words: str) -> None:
    assert set(_days(f"قصفت الطائرات الحربية في 3 آذار الماضي مدينة سرمين بريف إدلب، {words}.").values()) == {date(2024, 3, 3)}


def test_the_eve_of_what_a_sentence_dates_is_not_yesterday() -> None:
    text = "شنت إسرائيل في 20 أيار الماضي غارات على صنعاء غداة قصف الحوثيين مطار بن غوريون بصاروخ."
    assert _days(text) == {"صنعاء": date(2024, 5, 20), "مطار بن غوريون": date(2024, 5, 19)}


def test_a_weekday_behind_a_plural_in_an_is_no_pair() -> None:
    assert _days("شبت النيران الاثنين الماضي بعدما قصفت مسيرات مصفاة بنش في مدينة بنش.")["بنش"] == date(2024, 6, 10)


def _days(text: str) -> dict[str, date | None]:
    return {place.name: strike.occurred.start for strike in extract("", text, CONTEXT) if strike.occurred for place in strike.locations}
