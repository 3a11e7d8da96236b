"""Days in a sentence on a strike that are those of something else: a truce that it breaks, a protest against it."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.model import Kind
from tests.extractor.stories import LATER, told


@pytest.mark.parametrize(
    "text",
    [
        "شنت طائرات إسرائيلية غارة على بلدة النبطية، في خرق جديد لاتفاق وقف إطلاق النار الذي دخل حيز التنفيذ في 27 نوفمبر الماضي.",
        "استهدفت مسيرة إسرائيلية سيارة في بلدة عيتا الشعب، في انتهاك للهدنة التي بدأت في 10 شباط الماضي.",
        "قصفت قوات الدعم السريع مدينة الأبيض بالمدفعية، رغم اتفاق جدة الموقع في مايو 2023.",
        "قصفت مدفعية تركية قرية الدردارة، في خرق لاتفاق سوتشي المبرم بين موسكو وأنقرة في تشرين الأول 2019.",
        "قصفت مدفعية الحوثيين أطراف مدينة حيس، منتهكة الهدنة المعلنة في 2 أبريل الماضي.",
        "قتل ثلاثة مدنيين بقصف مدفعي على قرية التح، وهي مشمولة باتفاق أبرم بين الطرفين وهو الاتفاق الموقع في أيلول 2018.",
        "نفذ الطيران المسير غارة على طريق زوطر، خارقا تفاهم 26 نيسان.",
    ],
)
def test_the_day_of_a_truce_is_not_that_of_the_strike_that_breaks_it(text: str) -> None:
    [strike] = told(text)
    assert strike.kind is Kind.NEW


@pytest.mark.parametrize(
    "text",
    [
        "رغم اتفاق وقف إطلاق النار، قصفت قوات النظام صباح الخميس بلدة سرمين.",
        "خرقت قوات النظام الهدنة التي بدأت مساء الأحد بقصف مدينة دوما الخميس.",
        "بعد يوم من الهدنة التي أعلنت الأربعاء، قصفت مدفعية النظام بلدة كفريا الخميس.",
        "قالت الخارجية إن الاتفاق لا يزال قائما رغم القصف الذي طال مدينة كسلا يوم الخميس.",
    ],
)
def test_behind_a_truce_a_strike_has_its_own_day(text: str) -> None:
    assert [strike.occurred and strike.occurred.start for strike in told(text)] == [date(2024, 5, 9)]


@pytest.mark.parametrize(
    "text",
    [
        "خرج المئات اليوم في مسيرة احتجاجية تندد بقصف سيارة في مدينة القامشلي. وأمس قضى ثلاثة في المدينة. وقصفت طائرة تركية سيارتهم.",
        "نظم الأهالي وقفات في مدينة صعدة تنديدا بالغارات على المحافظة.",
        "شارك الآلاف في مسيرة جماهيرية حاشدة في صنعاء ضد الغارات على ميناء الحديدة.",
        "احتشد محتجون أمام السفارة، اليوم، بعد أيام على القصف الذي استهدف مدينة رفح.",
    ],
)
def test_a_protest_against_a_strike_is_no_new_one(text: str) -> None:
    assert all(strike.kind is Kind.BACKGROUND for strike in told(text))


def test_a_strike_that_is_condemned_on_its_day_is_news() -> None:
    [strike] = told("نددت دمشق بالقصف الإسرائيلي الذي استهدف مطار حلب صباح اليوم وأسفر عن مقتل جندي.")
    assert strike.kind is Kind.NEW


SAID = "قال مسؤول أمني في اليمن أمس الخميس إن غارة لطائرة مسيرة أدت إلى مقتل خمسة من تنظيم القاعدة."


def test_a_day_told_behind_that_of_the_saying_is_the_strikes() -> None:
    [strike] = told(f"{SAID}\nوأضاف أن غارة الأربعاء في محافظة مأرب أسفرت عن مقتل قيادي محلي وأربعة من حراسه.")
    assert strike.occurred is not None
    assert (strike.occurred.start, strike.locations[-1].admin1) == (date(2024, 5, 8), "YE-MA")


def test_other_dead_on_another_day_are_of_another_strike() -> None:
    days = {strike.occurred and strike.occurred.start for strike in told(f"{SAID}\nوأسفرت غارة الأربعاء في محافظة مأرب عن مقتل تسعة.")}
    assert days == {date(2024, 5, 9), date(2024, 5, 8)}


NEWS = "قتل تسعة مدنيين بينهم أطفال أمس الخميس في غارة جوية على حي سكني وسط مدينة الرقة."


@pytest.mark.parametrize(
    "line",
    [
        "وفي محافظة دير الزور، قتل ثمانية مدنيين الأربعاء في غارات على بلدة الزباري.",
        "والأربعاء، أدى هجوم لطائرة مسيرة في مدينة الميادين بمحافظة دير الزور إلى مقتل ثلاثة.",
        "وجاءت الغارة بعد إطلاق مسلحين، الأربعاء، صاروخا على قاعدة في مدينة البوكمال.",
    ],
)
def test_what_is_named_by_an_earlier_weekday_beside_the_news_is_no_news(line: str) -> None:
    kinds = {place.admin1: strike.kind for strike in told(f"{NEWS}\n{LATER}\n{line}") for place in strike.locations[:1]}
    assert kinds == {"SY-RA": Kind.NEW, "SY-DY": Kind.BACKGROUND}


@pytest.mark.parametrize(
    "line",
    [
        "وفي دير الزور، قتل ثمانية مدنيين الخميس في غارات على بلدة الزباري.",
        "وفي دير الزور، قتل ثمانية مدنيين ليل الأربعاء في غارات على بلدة الزباري.",
    ],
)
def test_the_day_of_the_news_and_the_night_before_it_are_news(line: str) -> None:
    assert {strike.kind for strike in told(f"{NEWS}\n{LATER}\n{line}")} == {Kind.NEW}


def test_yesterday_is_news_beside_news_of_the_last_24_hours() -> None:
    opening = "أسفرت غارات على ريف إدلب خلال الساعات الـ24 الماضية عن مقتل سبعة مدنيين في بلدة سرمين."
    today = "أسفرت غارات على ريف إدلب اليوم عن مقتل سبعة مدنيين في بلدة سرمين."
    line = "وفي دير الزور، أغار الطيران أمس على بلدة الزباري فقتل ثمانية مدنيين."
    assert [strike.kind for strike in told(f"{opening}\n{LATER}\n{line}")] == [Kind.NEW, Kind.NEW]
    assert [strike.kind for strike in told(f"{today}\n{LATER}\n{line}")] == [Kind.NEW, Kind.BACKGROUND]


def test_where_only_the_country_and_the_day_of_the_saying_are_told_the_text_goes_on_in_detail() -> None:
    [strike] = told(
        "قال الجيش الأميركي أمس الخميس إنه نفذ ضربة جوية في ليبيا أسفرت عن مقتل عدد من عناصر تنظيم داعش جنوبي البلاد.\n"
        "ونفذت القوات الأميركية الضربة يوم الأربعاء قرب مدينة سبها جنوبي ليبيا."
    )
    assert strike.occurred is not None
    assert strike.occurred.start == date(2024, 5, 8)


def test_a_weekday_before_that_of_the_news_is_old_in_the_opening_too() -> None:
    news = "قتل شخصان وجرح تسعة، مساء الخميس، في غارات طالت أحياء متفرقة من العاصمة اليمنية صنعاء، بحسب مصادر طبية في المدينة."
    before = "والأربعاء، أعلنت السلطات مقتل ثمانية في ضربات نفذتها مقاتلات واستهدفت ميناء الحديدة."
    [first, second] = told(f"{news}\n{before}")
    assert [(strike.kind, strike.locations[0].admin1) for strike in (first, second)] == [(Kind.NEW, "YE-SA"), (Kind.BACKGROUND, "YE-HU")]
    assert second.casualties.killed is not None
    assert second.casualties.killed.min == 8


def test_what_was_before_the_one_before_is_told_apart() -> None:
    text = (
        "قصفت طائرات التحالف اليوم الجمعة مدينة صعدة شمالي اليمن، ما أدى إلى إصابة تسعة مدنيين.\n"
        "وكان الطيران قصف المدينة يوم 23 نيسان فقتل مدني، وقبلها في 12 نيسان استهدف سوقا في مديرية كتاف."
    )
    days = [strike.occurred.start.day for strike in told(text) if strike.occurred and strike.occurred.start]
    assert days == [10, 23, 12]
