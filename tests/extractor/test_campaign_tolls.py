"""Tolls of a campaign or a war are no strike's; lists of the dead go on behind what is said of one of them."""

from __future__ import annotations

import pytest

from tests.extractor.stories import told

STRIKE = "قتلت سيدة وأصيب مدنيان جراء غارات على بلدة سرمين في ريف إدلب اليوم الجمعة."


def toll(text: str) -> list[tuple[int | None, int | None]]:
    counted = [(strike.casualties.killed, strike.casualties.wounded) for strike in told(text)]
    return [(killed and killed.min, wounded and wounded.min) for killed, wounded in counted]


@pytest.mark.parametrize(
    "beside",
    [
        "وقال مسعفون إن حصيلة الحملة بلغت حتى مساء الثلاثاء 46 مدنيا قتلوا بينهم 9 نساء، و213 جريحا.",
        "ووصلت حصيلة التصعيد إلى 46 قتيلا و213 جريحا.",
        "وبلغ عدد ضحايا الحملة العسكرية 46 قتيلا و213 جريحا.",
        "وارتفعت حصيلة العدوان على لبنان إلى 46 شهيدا و230 جريحا.",
        "وارتفع عدد ضحايا العدوان إلى 217 قتيلا و798 جريحا.",
        "وقالت الوزارة إن عدد ضحايا خروقات الهدنة وصل إلى 340 شهيدا و900 مصاب.",
        "ما يرفع عدد شهداء اليوم إلى 11.",
        "وبذلك يرتفع عدد شهداء الجمعة إلى ثمانية.",
        "وكان الوزير قد أعلن الثلاثاء أن 558 شخصا قتلوا في الغارات التي يشنها الطيران منذ الاثنين.",
    ],
)
def test_the_toll_of_a_campaign_is_no_strike_s(beside: str) -> None:
    assert toll(f"{STRIKE}\n{beside}") == [(1, 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ارتفاع حصيلة العدوان الأمريكي على ميناء رأس عيسى إلى 80 شهيدا و150 جريحا.", (80, 150)),
        ("ارتفعت حصيلة الغارة على مدينة بعلبك خلال الحرب إلى 12 شهيدا.", (12, None)),
        ("قتل 7 جنود، أحدهم برتبة عقيد، و4 مسلحين في قصف على مركز في تدمر.", (11, None)),
        ("إن سبعة عناصر، أحدهم ضابط، وأربعة مقاتلين قتلوا في غارة على مدينة تدمر.", (11, None)),
        ("قتل 12 طفلا وفتى بصاروخ سقط على مجدل شمس.", (12, None)),
        ("ارتفع عدد شهداء الغارة على مخيم المغازي اليوم إلى خمسة.", (5, None)),
        ("قتل رجل وثلاثة أطفال وامرأة في غارة على مدينة سراقب.", (5, None)),
        ("استقبل المشفى 15 شهيدا و15 جريحا جراء القصف على مدينة الفلوجة، مشيرا إلى أن حصيلة القصف منذ مطلع العام 702 شهيد.", (15, 15)),
    ],
)
def test_the_dead_of_the_strike_itself_are_counted(text: str, expected: tuple[int | None, int | None]) -> None:
    assert toll(text) == [expected]
