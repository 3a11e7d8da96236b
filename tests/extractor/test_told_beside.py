"""What the setting aside of places told beside the struck one promises: heard there, closed, or the capital that struck."""

from __future__ import annotations

import pytest

from monitor.model import Role
from tests.extractor.stories import told


def struck(text: str) -> set[str]:
    return {place.name for strike in told(text) for place in strike.locations if place.role is Role.TARGET}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("سمع دوي الانفجار في دمشق إثر غارة على الكسوة.", {"الكسوة"}),
        ("سمع دوي انفجارات في دمشق وحمص بعد غارات على مصياف.", {"مصياف"}),
        ("أغلقت السلطات مطار بن غوريون بعد سقوط صاروخ في ريشون لتسيون.", {"ريشون لتسيون"}),
        ("إغلاق مطار حلب بعد غارة إسرائيلية على مطار دمشق.", {"مطار دمشق الدولي"}),
        ("تل أبيب تقصف بلدة الخيام جنوبي لبنان.", {"الخيام"}),
        ("استهدفت الغارة التي تبنتها تل أبيب مبنى في مدينة دمشق.", {"دمشق"}),
        ("غارة على بلدة المعيصرة، على بعد نحو 30 كلم شمال بيروت، أدت إلى مقتل شخصين.", {"المعيصرة"}),
        ("قصفت الطائرات سفح جبل متين المطل على ناحية ديرلوك.", {"متين"}),
        ("قصف الطيران بلدة السخنة على مسافة 60 كيلومترا شرق تدمر.", {"السخنة"}),
    ],
)
def test_a_place_told_beside_the_struck_one_was_not_struck(text: str, wanted: set[str]) -> None:
    assert struck(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("سمع دوي انفجارات في مدينة طرطوس جراء غارات إسرائيلية.", {"طرطوس"}),
        ("سمع صدى الانفجار في قرية كفرعويد جراء قصف مدفعي على بلدة كنصفرة.", {"كفرعويد", "كنصفرة"}),
        ("غارة إسرائيلية أخرجت مطار حلب عن الخدمة.", {"مطار حلب"}),
        ("غارات إسرائيلية على مدينة بيروت وبلدة الخيام.", {"بيروت", "الخيام"}),
        ("غارة على تلة مشرفة على بلدة الخيام.", {"الخيام"}),
        ("استهدفت ضربة جوية قاعدة على بعد 15 كم شرقي تدمر.", {"تدمر"}),
    ],
)
def test_it_was_where_nothing_else_was_or_the_words_say_so(text: str, wanted: set[str]) -> None:
    assert struck(text) >= wanted
