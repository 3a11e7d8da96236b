"""What an article comes to: one strike or several, news or retold, and nothing of what surrounds it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import ArticleContext, EventType, Kind
from tests.extractor.stories import CONTEXT, NEWS, PUBLISHED, kinds, told
from workers.extractor import extract


def test_a_plain_report_gives_every_dimension() -> None:
    (strike,) = told(NEWS)
    assert strike.kind is Kind.NEW
    assert strike.event_type is EventType.ARTILLERY
    assert [place.name for place in strike.locations] == ["سرمين"]
    assert strike.locations[0].admin1 == "SY-ID"
    assert strike.occurred is not None
    assert strike.occurred.start == date(2024, 5, 10)
    assert [actor.id for actor in strike.actors] == ["syria_gov"]
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 3
    assert strike.casualties.wounded is not None
    assert strike.casualties.wounded.min == 7
    assert strike.acled.sub_event_type == "Shelling/artillery/missile attack"


def test_a_strike_told_three_times_is_one() -> None:
    text = NEWS + "\nوأضاف مراسلنا أن القصف طال محالّ تجارية وسط المدينة.\nوأسفر القصف عن أضرار مادية كبيرة في مدينة سرمين."
    assert len(told(text, "قتلى بقصف على سرمين بريف إدلب")) == 1


def test_later_sentences_add_the_dead_to_the_strike_that_they_go_on_about() -> None:
    (strike,) = told("قصفت طائرات حربية روسية مدينة سرمين في ريف إدلب اليوم الجمعة.\nوأسفر القصف عن مقتل أربعة مدنيين.")
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 4


def test_the_town_is_not_the_base_that_the_fire_came_from() -> None:
    (strike,) = told(f"{NEWS}\nوقال مراسلنا إن القوات المتمركزة في معسكر جورين قصفت المدينة بأكثر من عشر قذائف.")
    assert {place.admin1 for place in strike.locations} == {"SY-ID"}


def test_different_provinces_are_different_strikes() -> None:
    text = NEWS + "\nكما قصفت مدفعية قوات النظام بلدة مارع في ريف حلب الشمالي دون وقوع إصابات."
    assert kinds(text) == [(Kind.NEW, "SY-ID"), (Kind.NEW, "SY-HL")]


def test_a_risen_toll_is_an_update_with_the_newest_total() -> None:
    (strike,) = told("ارتفعت حصيلة قتلى القصف المدفعي على مدينة سرمين بريف إدلب اليوم من 3 إلى 8 قتلى.")
    assert strike.kind is Kind.UPDATE
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 8


def test_a_dateline_is_not_struck() -> None:
    (strike,) = told("بيروت - قصفت مدفعية قوات النظام مدينة سرمين بريف إدلب اليوم الجمعة.")
    assert {place.admin1 for place in strike.locations} == {"SY-ID"}


def test_a_speakers_city_is_not_struck() -> None:
    (strike,) = told("قال مسؤول في مدينة حماة إن طائرات حربية قصفت مدينة سرمين بريف إدلب اليوم الجمعة.")
    assert {place.admin1 for place in strike.locations} == {"SY-ID"}


def test_what_a_strike_answers_is_not_struck_by_it() -> None:
    text = "قصفت المدفعية التركية محيط مدينة تل رفعت بريف حلب اليوم، ردا على سقوط قذائف على مدينة كيليس."
    struck = {place.admin1 for strike in told(text) for place in strike.locations if strike.actors[0].id == "turkey"}
    assert struck == {"SY-HL"}


def test_a_count_of_raids_is_no_count_of_people() -> None:
    (strike,) = told("شن الطيران الروسي 12 غارة على مدينة تدمر في ريف حمص اليوم.")
    assert strike.casualties.killed is None


@pytest.mark.parametrize(
    "line",
    [
        "مقالات ذات صلة\nغارات على مدينة صنعاء\nقتلى بقصف على مدينة غزة",
        "الأكثر قراءة\nقصف صاروخي على مدينة حيفا",
        "قصف على مدينة تدمر (أرشيف)\nتابعنا",
    ],
)
def test_what_a_site_adds_changes_nothing(line: str) -> None:
    body = f"{NEWS}\nوقال الدفاع المدني السوري إن فرقه أسعفت المصابين إلى المشافي القريبة من المكان."
    assert [strike.locations for strike in told(f"{body}\n{line}")] == [strike.locations for strike in told(body)]


def test_a_line_that_goes_on_with_the_story_is_no_headline_for_want_of_its_full_stop() -> None:
    body = (
        "قصفت مدفعية قوات النظام مدينة سرمين بريف إدلب اليوم الجمعة، ما أدى إلى مقتل مدنيين اثنين من عائلة واحدة.\n"
        "وقال الدفاع المدني السوري إن فرقه نقلت المصابين إلى المشافي القريبة من المكان.\n"
        "فيما أصيبت امرأة ونقلت إلى المشفى\nأسعار الخضار في أسواق المدينة"
    )
    (strike,) = told(body)
    assert strike.casualties.wounded is not None
    assert strike.casualties.wounded.min == 1


@pytest.mark.parametrize(
    "caption", ["دمار خلفه قصف سابق على قرية عون الدادات شمال منبج - فرات برس/ أرشيفية", "غارات جوية على بلدة كنصفرة بريف إدلب – فرات برس"]
)
def test_the_picture_above_a_story_is_no_place_of_it(caption: str) -> None:
    body = f"{NEWS}\nوقال الدفاع المدني السوري إن فرقه أسعفت المصابين إلى المشافي القريبة من المكان."
    assert [strike.locations for strike in told(f"{caption}\n{body}")] == [strike.locations for strike in told(body)]


def test_an_interception_is_told_as_one() -> None:
    strikes = told("اعترضت الدفاعات الجوية صاروخاً باليستياً أطلق على مدينة مأرب صباح اليوم.")
    assert all(strike.intercepted for strike in strikes)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_strikes_or_none_and_evidence_points_at_its_words(text: str) -> None:
    for strike in extract(text[:40], text, CONTEXT):
        for item in strike.evidence:
            stored = text[:40] if item.part == "title" else text
            assert stored[item.start : item.end] == item.text


def test_evidence_points_at_the_words_that_it_claims() -> None:
    for strike in told(NEWS, "قصف على سرمين"):
        for item in strike.evidence:
            stored = "قصف على سرمين" if item.part == "title" else NEWS
            assert stored[item.start : item.end] == item.text


@given(st.integers(min_value=0, max_value=2000))
@settings(max_examples=25, deadline=None)
def test_shifting_publication_shifts_relative_days_alike(days: int) -> None:
    text = "قصفت طائرات حربية مدينة سرمين بريف إدلب أمس."
    (strike,) = extract("", text, ArticleContext(PUBLISHED + timedelta(days=days)))
    assert strike.occurred is not None
    assert strike.occurred.start == date(2024, 5, 9) + timedelta(days=days)


@pytest.mark.parametrize(
    ("plain", "variant"),
    [
        ("إدلب", "ادلب"),
        ("مدينة", "مدينه"),
        ("قصفت", "وقصفت"),
        ("سرمين", "“سرمين”"),
        ("سرمين", "#سرمين"),
        ("قصفت", "قَصَفَت"),
        ("مدينة", "مديـنة"),
    ],
)
def test_spelling_and_clitics_change_nothing(plain: str, variant: str) -> None:
    text = "قصفت طائرات حربية روسية مدينة سرمين بريف إدلب اليوم."
    before, after = told(text), told(text.replace(plain, variant, 1))
    facts = [
        [(s.kind, s.event_type, [p.name for p in s.locations], [a.id for a in s.actors]) for s in strikes] for strikes in (before, after)
    ]
    assert facts[0] == facts[1]


def test_a_capital_that_strikes_is_not_struck() -> None:
    text = "سقط قتلى في مدينة حيفا فجر اليوم الجمعة جراء قصف صاروخي إيراني ضمن موجات هجمات تنفذها طهران."
    assert {place.country for strike in told(text) if strike.kind is Kind.NEW for place in strike.locations} == {"IL"}


def test_where_a_truce_was_signed_is_not_struck() -> None:
    text = "قصفت مدفعية قوات النظام صباح اليوم الجمعة بلدة سرمين بريف إدلب في خرق جديد للاتفاق الموقع في موسكو بين الطرفين."
    assert [place.name for strike in told(text) for place in strike.locations] == ["سرمين"]


def test_an_airport_that_bears_a_countrys_name_is_struck_all_the_same() -> None:
    (strike,) = told("أعلنت السلطات أن مطار الكويت الدولي تعرض اليوم الجمعة لهجوم بعدة طائرات مسيرة.")
    assert [place.country for place in strike.locations] == ["KW"]


def test_neither_side_of_a_border_is_struck_for_being_named() -> None:
    text = "تشهد الحدود الجنوبية بين لبنان وفلسطين المحتلة توترا، بعدما قصفت المدفعية الإسرائيلية اليوم الجمعة أطراف بلدة حولا."
    assert {place.country for strike in told(text) for place in strike.locations} == {"LB"}


def test_a_capital_that_intercepts_is_not_struck() -> None:
    text = "أعلن التحالف اليوم الجمعة أن الرياض اعترضت صاروخا أطلقه الحوثيون باتجاه مدينة جازان وأن شظاياه قتلت شخصا."
    assert "SA-01" not in {place.admin1 for strike in told(text) for place in strike.locations}


@pytest.mark.parametrize("clock", ["{} | ", "** الساعة {}: ", "- {} – "])
def test_every_line_of_a_ticker_is_news_of_its_own(clock: str) -> None:
    lines = [
        "مسيّرة تستهدف سيارة في بلدة البازورية جنوبي لبنان",
        "رئيس الحكومة يستقبل وفدا من البنك الدولي",
        "مدفعية العدو تقصف أطراف بلدة حولا",
        "غارة على مدينة الهرمل",
    ]
    text = "\n".join(clock.format(f"{20 - at}:15") + line for at, line in enumerate(lines))
    assert {strike.locations[0].admin1 for strike in told(text)} == {"LB-JA", "LB-NA", "LB-BH"}


def test_every_line_of_a_short_post_is_news() -> None:
    text = (
        "#حلب\nقصف مدفعي على قرية كفر كلبين شمالي المدينة.\n#إدلب\nمسيّرة تستهدف حراجا في جبل الزاوية.\n"
        "#درعا\nإطلاق نار على حاجز في بلدة نصيب."
    )
    assert {strike.locations[0].admin1 for strike in told(text)} == {"SY-HL", "SY-ID"}
