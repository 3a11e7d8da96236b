"""What happened earlier on the day of the news is news with it; what is days older is not, and strikes that go on are news of their own."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.model import Kind
from tests.extractor.stories import LATER, NEWS, kinds, told


@pytest.mark.parametrize(
    "before",
    [
        "وكانت غارة استهدفت صباحا مدينة الأتارب في ريف حلب.",
        "وكانت الطائرات الحربية قصفت فجرا منزلا في مدينة الأتارب بريف حلب، ما أدى إلى مقتل شخصين.",
        "وفي وقت سابق، قصف الطيران الحربي مدينة الأتارب في ريف حلب.",
    ],
)
def test_what_happened_earlier_that_day_is_news(before: str) -> None:
    assert kinds(f"{NEWS}\n{before}") == [(Kind.NEW, "SY-ID"), (Kind.NEW, "SY-HL")]


@pytest.mark.parametrize(
    "before",
    [
        "وكانت غارة قد استهدفت في وقت سابق مدينة الأتارب في ريف حلب.",
        "وفي وقت سابق قتل ثلاثة بغارة على مدينة الأتارب في ريف حلب.",
        "وفي وقت سابق من العام الماضي، قصف الطيران الحربي مدينة الأتارب في ريف حلب.",
        "وكانت غارة استهدفت مدينة الأتارب في ريف حلب مساء الأحد الماضي.",
        "وقبل أيام قصفت الطائرات الحربية مدينة الأتارب في ريف حلب.",
        "وقبل ثلاثة أيام قصفت الطائرات الحربية مدينة الأتارب في ريف حلب.",
    ],
)
def test_what_is_older_than_the_news_is_not(before: str) -> None:
    assert kinds(f"{NEWS}\n{before}") == [(Kind.NEW, "SY-ID"), (Kind.BACKGROUND, "SY-HL")]


@pytest.mark.parametrize(
    "on",
    [
        "وتجدد القصف المدفعي على ريف حماة الشمالي.",
        "بينما تواصلت الغارات الجوية على ريف حماة الغربي.",
        "كما استمر القصف الصاروخي على ريف حماة.",
    ],
)
def test_strikes_that_go_on_elsewhere_are_news(on: str) -> None:
    assert kinds(f"{NEWS}\n{LATER}\n{on}") == [(Kind.NEW, "SY-ID"), (Kind.NEW, "SY-HM")]


@pytest.mark.parametrize(
    "on",
    [
        "ونزحت مئات العائلات بسبب تواصل القصف على ريف حماة.",
        "وذلك وسط استمرار القصف على ريف حماة.",
        "ودعت المنظمة إلى وقف القصف على ريف حماة.",
    ],
)
def test_strikes_named_as_a_cause_are_not(on: str) -> None:
    assert (Kind.NEW, "SY-HM") not in kinds(f"{NEWS}\n{LATER}\n{on}")


def test_the_day_on_which_a_title_s_strike_was_is_no_older_strike() -> None:
    text = (
        "قتل مسلحون من تنظيم داعش في ضربات جوية أمريكية في ليبيا، حسب بيان يوم الخميس.\n"
        "وشنت الطائرات الأمريكية غارتين على معسكرهم يوم الأربعاء قرب مدينة سرت الساحلية."
    )
    assert (Kind.BACKGROUND, "LY-SR") not in kinds(text)


@pytest.mark.parametrize(
    "record",
    [
        "وشهدت مدينة الأتارب في ريف حلب أعنف قصف منذ أسابيع طال عشرات المنازل.",
        "واستهدفت غارة هي الأولى من نوعها منذ عام مدينة الأتارب في ريف حلب.",
        "كما قصفت المدفعية مدينة الأتارب في ريف حلب للمرة الأولى منذ شهرين.",
    ],
)
def test_since_when_it_is_the_worst_is_not_when_it_was(record: str) -> None:
    assert (Kind.NEW, "SY-HL") in kinds(f"{NEWS}\n{LATER}\n{record}")


def test_a_day_of_that_time_is_of_the_year_told_before() -> None:
    text = (
        "أحيت مدينة خان شيخون اليوم ذكرى المجزرة.\nوكانت طائرات النظام قصفت المدينة في 4 نيسان 2017 بغاز السارين.\n"
        "يذكر أن الأمريكيين ردوا حينها بضربة صاروخية على مطار الشعيرات قرب حمص ليل السادس من نيسان."
    )
    days = {strike.locations[0].admin1: strike.occurred.start for strike in told(text) if strike.occurred}
    assert days["SY-HI"] == date(2017, 4, 6)


def test_a_blow_that_is_counted_and_has_its_place_is_told_of() -> None:
    text = (
        "أعلن العراق قتل مسلحين بضربتين جويتين.\nوقالت الخلية إن الضربة الأولى نفذتها طائرات يوم 7 من أيار الجاري في وادي الشاي.\n"
        "وطالت الضربة الثانية في 9 من الشهر ذاته وكرا في نينوى."
    )
    assert (Kind.NEW, "IQ-NI") in kinds(text)


def test_a_part_of_the_day_is_of_today_where_no_day_is_told() -> None:
    text = (
        "استشهدت طفلة في استهداف من طائرة مسيرة لتكية طعام في جباليا البلد.\n"
        "وكانت الطائرات الحربية قد دمرت ظهرا برجا سكنيا في حي النصر غربي مدينة غزة."
    )
    assert (Kind.NEW, "PS-GZA") in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "قال قائد القوة الدولية في مقابلة إن استهداف مقرها في بلدة الناقورة بقذيفة دبابة كان حادثا خطيرا.",
        "أكدت المنظمة أن الغارة على مستشفى المعمداني في مدينة غزة تشكل جريمة حرب.",
        "تعيش عائلة في خيمة قرب أطمة منذ أن دمر القصف منزلها في مدينة خان شيخون.",
        "انتشلت فرق الدفاع المدني اليوم رفات 12 شخصا قرب الرقة يعتقد أنهم قتلوا بغارات للتحالف عام 2017.",
    ],
)
def test_what_is_judged_or_left_behind_is_of_before(text: str) -> None:
    assert all(kind is Kind.BACKGROUND for kind, _ in kinds(text))


@pytest.mark.parametrize(
    "text",
    [
        "قال رئيس الوزراء إن قصف مدينة دهوك اليوم يمثل انتهاكا للسيادة العراقية.",
        "قال الجيش الإسرائيلي إن الغارة على مدينة صور استهدفت مقرا لحزب الله.",
        "قصفت المدفعية اليوم مدينة سراقب التي استعادها النظام عام 2020.",
    ],
)
def test_what_is_told_of_today_is_news(text: str) -> None:
    assert [kind for kind, _ in kinds(text)] == [Kind.NEW]
