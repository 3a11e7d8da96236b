"""An attack by means that only the next sentence tells is a strike there; one by no means that anybody tells is none, nor is its toll."""

from __future__ import annotations

import pytest

from monitor.model import EventType
from tests.extractor.stories import told

SHELLED = "قصفت مدفعية النظام بلدة سرمين بريف إدلب.\n\n"


@pytest.mark.parametrize(
    ("text", "region", "event_type"),
    [
        ("تعرضت قاعدة عين الأسد لهجوم فجر اليوم. وقال مصدر أمني إن الهجوم نفذ بطائرتين مسيرتين.", "IQ-AN", EventType.DRONE),
        ("قتل ثلاثة جنود في هجوم استهدف حاجزا في بلدة الشحيل. وأضاف المصدر أن الهجوم تم بطائرة مسيرة.", "SY-DY", EventType.DRONE),
        ("هجوم يطال حقل خورمور للغاز في السليمانية. وبحسب المصدر فإن الهجوم نفذ بعدة صواريخ كاتيوشا.", "IQ-SU", EventType.MISSILE),
        ("أصيب جنديان في هجوم على نقطة عسكرية في مدينة مأرب. وذكر شهود أن الهجوم وقع بقذائف الهاون.", "YE-MA", EventType.ARTILLERY),
    ],
)
def test_the_next_sentence_tells_the_means(text: str, region: str, event_type: EventType) -> None:
    (strike,) = told(text)
    assert (strike.locations[0].admin1, strike.event_type) == (region, event_type)


@pytest.mark.parametrize(
    "text",
    [
        "قتل ثلاثة جنود في هجوم استهدف حاجزا في بلدة الشحيل. وأضاف المصدر أن الهجوم أسفر عن إصابة أربعة آخرين.",
        "قتل ثلاثة جنود في هجوم استهدف حاجزا في بلدة الشحيل. وأضاف المصدر أن الهجوم تم بالأسلحة الرشاشة.",
        "قتل ثلاثة جنود في هجوم استهدف حاجزا في بلدة الشحيل. وحلقت طائرة مسيرة في سماء المنطقة.",
    ],
)
def test_an_attack_without_such_means_is_no_strike(text: str) -> None:
    assert told(text) == []


def test_the_toll_of_another_attack_is_not_that_of_the_strike_before_it() -> None:
    (strike,) = told(SHELLED + "وقتل ثلاثة عناصر في هجوم استهدف حاجزا في بلدة الشحيل. وأسفر الهجوم عن إصابة أربعة آخرين.")
    assert (strike.locations[0].admin1, strike.casualties.wounded) == ("SY-ID", None)


def test_each_has_its_toll_where_the_means_are_told() -> None:
    shelling, attack = told(SHELLED + "وقتل عنصر في هجوم على حاجز في بلدة الشحيل. ونفذ الهجوم بصاروخ موجه وأسفر عن إصابة أربعة آخرين.")
    assert (shelling.casualties.killed, shelling.casualties.wounded) == (None, None)
    assert attack.locations[0].admin1 == "SY-DY"
    assert attack.casualties.wounded is not None
    assert attack.casualties.wounded.min == 4
