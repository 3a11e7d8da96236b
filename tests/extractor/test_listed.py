"""Lists under a strike: each line is one there."""

from __future__ import annotations

from tests.extractor.stories import told

LIST = (
    "أعلنت الوزارة أن الغارات الإسرائيلية أمس على لبنان أدت إلى الحصيلة الآتية:\n"
    "- جنوب لبنان: 3 قتلى و12 جريحاً.\n"
    "- البقاع: قتيل واحد.\n"
    "- بعلبك - الهرمل: 18 جريحاً.\n"
    "- الشمال: 5 قتلى.\n"
    "وبذلك ترتفع الحصيلة الإجمالية ليوم أمس إلى 9 قتلى و30 جريحاً."
)


def _figures(text: str) -> dict[str | None, tuple[int | None, int | None]]:
    found = {}
    for strike in told(text):
        killed, wounded = strike.casualties.killed, strike.casualties.wounded
        found[strike.locations[0].admin1] = (killed and killed.min, wounded and wounded.min)
    return found


def test_each_line_is_a_strike_in_its_province() -> None:
    assert _figures(LIST) == {"LB-JA": (3, 12), "LB-BI": (1, None), "LB-BH": (None, 18), "LB-AS": (5, None)}
    assert {strike.actors[0].id for strike in told(LIST)} == {"israel"}
    assert {strike.occurred.text for strike in told(LIST) if strike.occurred} == {"أمس"}


def test_the_sum_above_the_list_is_of_none_of_its_towns() -> None:
    text = "قتل 21 فلسطينياً في غارات إسرائيلية على قطاع غزة منذ فجر اليوم، توزعوا كالتالي:\nخان يونس: 8 قتلى\nرفح: 6 قتلى\nجباليا: 7 قتلى"
    assert _figures(text) == {"PS-KYS": (8, None), "PS-RFH": (6, None), "PS-NGZ": (7, None)}


def test_a_line_of_several_villages_names_them_all() -> None:
    text = "حصيلة القصف التركي على ريف منبج اليوم:\nعون الدادات: أربع إصابات\nالجات - المحسنلي - الصيادة: قذائف دون إصابات"
    names = {place.name for strike in told(text) for place in strike.locations}
    assert {"عون الدادات", "الجات", "المحسنلي", "الصيادة"} <= names


def test_what_else_is_told_with_a_colon_is_no_line_of_the_list() -> None:
    text = (
        "شنت الطائرات الإسرائيلية غارات على بلدات في قضاء النبطية اليوم أدت إلى مقتل ثلاثة.\n"
        "وهم: محمد علي (12 عاماً).\n"
        "بيروت: مقتل شخص برصاص مجهولين.\n"
        "وزارة الصحة: 5 قتلى و6 جرحى."
    )
    assert _figures(text) == {"LB-NA": (3, None)}
