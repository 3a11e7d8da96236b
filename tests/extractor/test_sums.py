"""Sums of many strikes, which are none, and strikes beside which a sum is told."""

from __future__ import annotations

import pytest

from monitor.model import Kind
from tests.extractor.stories import told


@pytest.mark.parametrize(
    "text",
    [
        "أحصى مركز حقوقي، أمس، مقتل نحو 3 آلاف مدني في غارات شنها الطيران الروسي على محافظة إدلب.",
        "وثقت شبكة حقوقية، الخميس، مقتل 12 ألف مدني بينهم 3 آلاف طفل بقصف قوات النظام على محافظة حلب.",
        "قال المرصد أمس إن غارات التحالف على محافظة تعز أودت بحياة 2300 مدني.",
        "أفاد تقرير بأن القصف على صنعاء كان الأكثر دموية حيث قتل 1800 مدني، تلتها صعدة التي سقط فيها 1200 قتيل، والحديدة 950.",
        "سقط أكثر من 4000 قتيل بالقصف المدفعي على مدينة الفاشر، وفق ما أعلنته أمس تنسيقية المقاومة.",
    ],
)
def test_a_strike_of_thousands_of_dead_is_a_sum(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("قتل 24 شخصا وأصيب 70 في غارة جوية على سوق في محافظة صعدة اليوم.", 24),
        ("قتل 490 شخصا وأصيب 1645 آخرون في غارات إسرائيلية على جنوب لبنان اليوم.", 490),
        ("قتل خمسة في غارة على منزل في مدينة غزة اليوم، في حرب أودت بحياة أكثر من 60 ألف شخص.", 5),
        ("أسفرت غارة على سوق في مدينة الضالع عن 19 قتيلا، لتصل حصيلة القتلى منذ بداية التصعيد إلى 400.", 19),
        ("قتل سبعة في قصف مدفعي على سوق في أم درمان، مشيرة إلى أن عدد الضحايا في المدينة منذ مطلع العام بلغ 340.", 7),
        ("ارتفعت حصيلة الغارة على مخيم قرب سرت إلى 31 قتيلا، ليرتفع بذلك عدد القتلى منذ اندلاع المعارك إلى قرابة 900.", 31),
    ],
)
def test_a_strike_told_beside_a_sum_is_none(text: str, killed: int) -> None:
    [strike] = told(text)
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == killed


@pytest.mark.parametrize(
    "text",
    [
        "بلغت حصيلة ضحايا غارات التحالف على محافظة صعدة منذ بداية العام 320 قتيلا، بحسب تقرير حقوقي.",
        "أوقعت الغارات على محافظة حجة 210 قتلى منذ مطلع العام.",
    ],
)
def test_a_sum_of_its_own_stays_one(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "مئتا قتيل حصيلة مجازر قوات النظام في ريف حماة",
            "ارتكبت قوات النظام خلال نحو أربعة أعوام جملة من الانتهاكات بحق أهالي ريف حماة قتل فيها مئتا مدني.",
        ),
        ("50 قتيلا حصيلة القصف التركي على عين العرب", "قتل 50 مدنيا خلال ثلاث سنوات من القصف التركي على ريف المدينة."),
        ("حصيلة مجازر الطيران في معرة النعمان", "فقدت معرة النعمان على مدار عامين عشرات من أبنائها، وفق مركز محلي."),
    ],
)
def test_what_a_title_calls_a_sum_is_one_of_years_where_the_text_opens_with_years(title: str, text: str) -> None:
    assert told(text, title) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("14 قتيلا حصيلة غارات الاحتلال على رفح", "قتل 14 مواطنا منذ الفجر في غارات للاحتلال على مدينة رفح."),
        ("12 قتيلا حصيلة قصف على إدلب", "قتل 12 مدنيا اليوم في أعنف قصف على مدينة إدلب خلال ثلاث سنوات."),
    ],
)
def test_the_sum_of_a_day_is_news(title: str, text: str) -> None:
    [strike] = told(text, title)
    assert strike.kind is Kind.NEW


def test_who_was_hurt_in_a_strike_of_these_days_is_told_apart_from_the_sum() -> None:
    [strike] = told("قالت الوزارة إن خمسين شخصا قتلوا منذ بدء الهجمات، بينهم عمال أصيبوا في استهداف مصفاة الأحمدي بمسيرة مساء أمس.")
    assert strike.kind is Kind.NEW
    assert [place.name for place in strike.locations] == ["مصفاة الأحمدي"]
    assert strike.casualties.killed is None
