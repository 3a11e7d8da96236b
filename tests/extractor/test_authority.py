"""What a state's authority tells of without a place befell its own land; what it condemns or follows from afar did not."""

from __future__ import annotations

import pytest

from tests.extractor.stories import told


def lands(text: str) -> set[str]:
    return {place.country for strike in told(text) for place in strike.locations}


@pytest.mark.parametrize(
    ("land", "text"),
    [
        ("KW", "وزارة الدفاع الكويتية: إصابة ثلاثة عسكريين جراء هجوم بطائرات مسيرة استهدف منشأة صباح اليوم."),
        ("BH", "قوة دفاع البحرين: مقتل جندي إثر استهداف أحد مواقعها بطائرة مسيرة إيرانية فجر اليوم."),
        ("AE", "وزارة الدفاع الإماراتية: تعرضت منشأة نفطية في الدولة لهجوم بطائرة مسيرة إيرانية اليوم، ولا إصابات."),
    ],
)
def test_what_an_authority_tells_of_befell_its_land(land: str, text: str) -> None:
    assert lands(text) == {land}


@pytest.mark.parametrize(
    "text",
    [
        "أدانت وزارة الداخلية القطرية قصف الاحتلال الإسرائيلي مدرسة تؤوي نازحين، ما أدى إلى استشهاد عشرات المدنيين.",
        "أدانت وزارة الخارجية القطرية قصف الاحتلال الإسرائيلي مدرسة تؤوي نازحين، ما أدى إلى استشهاد عشرات المدنيين.",
        "قال الجيش الأردني إنه يتابع القصف الإسرائيلي الذي قتل ثلاثة في الجانب الآخر من الحدود.",
        "أرسلت هيئة الإغاثة القطرية مساعدات لضحايا القصف الذي أدى إلى مقتل خمسين مدنياً.",
        "الجيش الأردني: قصفنا اليوم أوكاراً لمهربي المخدرات.",
        "وزارة الدفاع الكويتية: اعترضت الدفاعات الجوية اليوم ثلاثة صواريخ باليستية.",
    ],
)
def test_what_it_condemns_follows_shoots_down_or_does_itself_did_not(text: str) -> None:
    assert lands(text).isdisjoint({"QA", "JO", "KW"})
