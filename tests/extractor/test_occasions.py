"""Anniversaries, mourning and other occasions on which an old strike is told again: their day is not its own."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.model import Kind
from tests.extractor.stories import told


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("تمر اليوم الذكرى الثالثة لقصف جوي استهدف سوقاً في مدينة الأتارب بريف حلب.", date(2021, 5, 10)),
        ("تصادف اليوم الذكرى السنوية العاشرة للغارة التي دمرت سوقاً في مدينة الأتارب بريف حلب.", date(2014, 5, 10)),
        ("يوافق اليوم مرور عام على الهجوم بالطائرات المسيرة على مدينة الأتارب بريف حلب.", date(2023, 5, 10)),
        ("تصادف غداً الذكرى الثالثة عشرة للقصف الجوي على مدينة الأتارب بريف حلب.", date(2011, 5, 11)),
        ("تحل اليوم الذكرى الثانية والعشرون لقصف جوي استهدف مدينة الأتارب بريف حلب.", date(2002, 5, 10)),
    ],
)
def test_an_anniversary_dates_what_it_recalls(words: str, day: date) -> None:
    (strike,) = told(words)
    assert strike.kind is Kind.BACKGROUND
    assert strike.occurred is not None
    assert strike.occurred.start == day


@pytest.mark.parametrize(
    "text",
    [
        "كرر الرئيس اليوم الجمعة أن الضربات الأمريكية دمرت بالكامل منشآت فوردو ونطنز النووية في حزيران الماضي.",
        "افتتحت الحكومة اليوم الجمعة جسر الرستن بعد تأهيله، وكان تضرر بقصف جوي على المدينة.",
    ],
)
def test_the_day_on_which_an_old_strike_is_spoken_of_is_not_its_own(text: str) -> None:
    assert all(strike.kind is not Kind.NEW for strike in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "تحل اليوم الجمعة ذكرى قصف سوق سرمين الذي أوقع 20 قتيلاً.",
        "تحل ذكرى قصف سوق سرمين اليوم الجمعة.",
        "يحيي أهالي سرمين اليوم الجمعة الذكرى الرابعة لمجزرة ارتكبتها طائرات حربية بقصف السوق.",
        "تمر اليوم الجمعة الذكرى السنوية للغارة التي استهدفت سوق سرمين.",
    ],
)
def test_the_day_of_an_anniversary_is_not_that_of_what_it_recalls(text: str) -> None:
    assert all(strike.kind is not Kind.NEW for strike in told(text))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", "قصفت الطائرات اليوم الجمعة سوق سرمين، في الذكرى الثالثة لانطلاق الثورة."),
        ("", "ارتكبت الطائرات مجزرة في مدينة سرمين اليوم الجمعة، وذلك في الذكرى الرابعة لتحرير المدينة، ما أدى إلى مقتل سبعة مدنيين."),
        ("في ذكرى انطلاق الثورة .. الطائرات تقصف سوق سرمين", "قصفت الطائرات سوق سرمين وقتل مدنيان."),
    ],
)
def test_what_is_struck_on_the_anniversary_of_something_else_is_news(title: str, text: str) -> None:
    assert [strike.kind for strike in told(text, title)] == [Kind.NEW]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", "انتشلت فرق الإنقاذ قبل قليل جثامين ثمانية أشخاص من تحت أنقاض منزل تعرض للقصف في وقت سابق في مخيم المغازي وسط قطاع غزة."),
        ("مسيرة في هطاي تنديداً بمجزرة رفح", "شهدت ولاية هطاي مسيرة تنديد بالمجزرة الإسرائيلية التي طالت خيام النازحين في رفح."),
        ("", "عاد اليوم الجمعة آلاف التلاميذ إلى مدارس مدينة الأبيض بعد توقف دام عشرة أيام بسبب هجمات الطائرات المسيّرة على المدينة."),
        ("", "عشرة أيام مضت على الغارة الإسرائيلية على مطار حلب، ولم تعد الرحلات بعد."),
    ],
)
def test_what_follows_an_old_strike_days_later_is_no_news_of_it(title: str, text: str) -> None:
    assert all(strike.kind is not Kind.NEW for strike in told(text, title))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "في ذكراها التاسعة.. مجزرة سوق الخضار لا تغيب",
            "يصادف اليوم العاشر من أيار ذكرى يوم لا ينساه أهالي مدينة الأتارب في ريف حلب. ففي صباحه سقطت صواريخ على سوق الأتارب فقتل 30.",
        ),
        (
            "أهالي دوما يتذكرون يومهم الأسود",
            "تحل اليوم الذكرى التاسعة لليوم الأسود الذي عاشته المدينة المحاصرة قرب العاصمة. ففي ذلك اليوم قصفت الطائرات سوق دوما وقتلت 90.",
        ),
        (
            "عقد على الوجع",
            "تمر اليوم تسع سنوات على يوم غيّر وجه مدينة الأتارب في ريف حلب الغربي إلى الأبد. أغارت طائرة على سوق الأتارب وقتلت 61 مدنياً.",
        ),
    ],
)
def test_what_is_told_under_an_anniversary_is_of_the_day_remembered(title: str, text: str) -> None:
    strikes = told(text, title)
    assert [strike.kind for strike in strikes if strike.kind is not Kind.BACKGROUND] == []
    assert all(strike.occurred is None or strike.occurred.end is None or strike.occurred.end.year < 2024 for strike in strikes)


def test_an_anniversary_told_beside_the_news_makes_none_of_it_old() -> None:
    text = (
        "قصفت طائرات إسرائيلية اليوم الجمعة بلدة الخيام في جنوب لبنان ما أدى إلى مقتل ثلاثة. وتصادف اليوم الذكرى الأولى لاتفاق وقف النار. "
        "ثم أغارت مسيرة على سيارة في بلدة عيترون فقتل سائقها."
    )
    assert {strike.kind for strike in told(text)} == {Kind.NEW}
