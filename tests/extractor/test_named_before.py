"""``المطار``, ``المستشفى`` without a name are the ones named before, and only where they were struck."""

from __future__ import annotations

import pytest

from tests.extractor.stories import NEWS, told

_AIRPORT = "قصفت طائرات حربية مساء اليوم الجمعة مطار حلب الدولي دون وقوع إصابات."
_HOSPITAL = "زار وفد أممي اليوم مستشفى كفرنبل في ريف إدلب."
_OLD_ROCKET = "وكان المطار قد تعرض في 3 آذار الماضي لهجوم بثلاثة صواريخ."


def regions(text: str) -> set[str | None]:
    return {place.admin1 for strike in told(text)[1:] for place in strike.locations}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{_AIRPORT}\n{_OLD_ROCKET}", {"SY-HL"}),
        (f"{_AIRPORT}\nوكان قصف صاروخي قد طال في 3 آذار الماضي محيط المطار.", {"SY-HL"}),
        (f"{_AIRPORT}\nوسبق أن هوجم المطار بالصواريخ أكثر من مرة.", set()),
        (f"{_AIRPORT}\nوكانت القاعدة قد تعرضت في 3 آذار الماضي لهجوم بثلاثة صواريخ.", set()),
    ],
)
def test_a_site_without_a_name_is_the_one_named_before(text: str, wanted: set[str]) -> None:
    assert regions(text) == wanted


def test_the_hospital_that_took_in_the_wounded_was_not_struck() -> None:
    taken = f"{_HOSPITAL}\n{NEWS}\nوكانت غارة أخرى قد أوقعت في 3 آذار الماضي جرحى نقلوا إلى المستشفى."
    assert "كفرنبل" not in "".join(place.name for strike in told(taken) for place in strike.locations)
    struck = f"{_HOSPITAL}\nوكان المستشفى قد تعرض لقصف جوي في 3 آذار الماضي."
    assert "كفرنبل" in "".join(place.name for strike in told(struck) for place in strike.locations)


@pytest.mark.parametrize("word", ["المحافظة", "المدينة"])
def test_a_province_is_the_one_whose_town_was_named_before(word: str) -> None:
    opening = "سمع سكان مدينة طرطوس فجر اليوم الجمعة دوي انفجارات عنيفة."
    strikes = told(f"{opening}\nوقالت وكالة محلية إن طائرات إسرائيلية أغارت على مستودعات في {word}.")
    assert {place.admin1 for strike in strikes for place in strike.locations} == {"SY-TA"}
