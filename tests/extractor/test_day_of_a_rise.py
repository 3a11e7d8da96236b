"""A toll that rises on a day: the day of the new count is not that of the strike, which the first count may tell."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.model import Kind
from tests.extractor.stories import told


@pytest.mark.parametrize(
    "text",
    [
        "ارتفعت، اليوم الجمعة، حصيلة ضحايا القصف على سوق مدينة الباب إلى 12 قتيلا.",
        "أعلنت وزارة الصحة، الجمعة، ارتفاع حصيلة الغارة على مدينة النبطية إلى 9 شهداء.",
        "ارتفع صباح الجمعة عدد قتلى القصف الذي طال منزلا في مدينة الباب إلى تسعة.",
    ],
)
def test_the_day_of_the_count_is_not_that_of_the_strike(text: str) -> None:
    [strike] = told(text)
    assert strike.kind is Kind.UPDATE
    assert strike.occurred is not None
    assert strike.occurred.start != date(2024, 5, 10)


def test_a_day_behind_the_strike_is_its_own() -> None:
    [strike] = told("ارتفعت حصيلة القصف الذي استهدف مدينة الباب مساء الأربعاء إلى 21 قتيلا.")
    assert strike.occurred is not None
    assert strike.occurred.start == date(2024, 5, 8)


def test_the_first_count_tells_the_day() -> None:
    text = (
        "ارتفعت، أمس الخميس، حصيلة قصف استهدف محطة وقود في مدينة مأرب إلى 15 قتيلا.\n"
        "وكانت الحصيلة الأولية التي نشرت مساء الأربعاء تشير إلى مقتل تسعة مدنيين."
    )
    [strike] = told(text)
    assert strike.occurred is not None
    assert strike.occurred.end == date(2024, 5, 8)


def test_a_strike_of_yesterday_beside_a_risen_toll_is_news() -> None:
    text = (
        "ارتفعت، أمس الخميس، حصيلة قصف استهدف محطة وقود في مدينة مأرب إلى 15 قتيلا.\n"
        "وفي سياق متصل، قال الجيش اليمني إن مدفعيته قصفت أمس تجمعات في مدينة حرض."
    )
    assert [strike.kind for strike in told(text)] == [Kind.UPDATE, Kind.NEW]
