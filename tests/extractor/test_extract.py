"""What an article comes to: one strike or several, news or retold, and nothing of what surrounds it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import ArticleContext, EventType, Kind, Strike
from workers.extractor import extract

LATER = "وهرعت فرق الإسعاف إلى المكان وعملت على نقل المصابين وإخماد الحرائق في المحال التجارية."
PUBLISHED = datetime(2024, 5, 10, 15, tzinfo=UTC)  # a Friday
CONTEXT = ArticleContext(PUBLISHED)
NEWS = "قصفت مدفعية قوات النظام، صباح اليوم الجمعة، سوقاً في مدينة سرمين بريف إدلب، ما أدى إلى مقتل ثلاثة مدنيين وإصابة سبعة آخرين بجروح."


def told(text: str, title: str = "") -> list[Strike]:
    return extract(title, text, CONTEXT)


def kinds(text: str) -> list[tuple[Kind, str | None]]:
    return [(strike.kind, strike.locations[0].admin1) for strike in told(text)]


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


@pytest.mark.parametrize(
    "line",
    [
        "أطلق مجهولون النار على سائق شاحنة قرب حاجز البلدة، ما أدى لمقتله.",
        "استهدف مسلحون ملثمون دورية للشرطة على الطريق العام، ما أدى إلى مقتل عنصرين وإصابة ثالث.",
        "انفجرت دراجة مفخخة أمام فرن البلدة، وأدت إلى مقتل خمسة أشخاص.",
        "انفجرت عبوة بسيارة طبيب في البلدة دون وقوع أي إصابات.",
        "شن تنظيم داعش هجوماً على نقطة عسكرية في البادية، ما أدى لمقتل أربعة من عناصرها.",
        "اعتقلت قوى الأمن ثلاثة شبان بتهمة اغتيال قيادي في البلدة.",
        "اغتال مجهولون تاجراً أمام منزله، وأصيب شقيقه بجروح.",
    ],
)
def test_another_deed_adds_nothing_to_the_strike_told_before_it(line: str) -> None:
    (strike, *_) = told("قصفت مدفعية قوات النظام اليوم الجمعة محيط بلدة كنصفرة بريف إدلب.\n" + line)
    assert strike.casualties.killed is None
    assert strike.casualties.wounded is None


@pytest.mark.parametrize(
    "line",
    [
        "ما أدى إلى مقتل أربعة أشخاص رغم وقف إطلاق النار.",
        "وفي خرق لوقف إطلاق النار قُتل أربعة أشخاص من أهالي البلدة.",
        "وعثرت فرق الإنقاذ لاحقاً على جثث أربعة قتلى تحت الأنقاض.",
    ],
)
def test_a_truce_named_beside_the_dead_is_not_what_killed_them(line: str) -> None:
    (strike, *_) = told("قصفت مدفعية قوات النظام اليوم الجمعة محيط بلدة كنصفرة بريف إدلب.\n" + line)
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 4


def test_what_is_shelled_repeatedly_today_is_shelled() -> None:
    (strike, *_) = told("استهدف قصف صاروخي بشكل متكرر اليوم أحياء مدينة عفرين، ما أدى لمقتل ثلاثة مدنيين.")
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 3
    assert not told("تتعرض أحياء مدينة عفرين بشكل متكرر لقصف صاروخي.")


def test_the_town_is_not_the_base_that_the_fire_came_from() -> None:
    (strike,) = told(f"{NEWS}\nوقال مراسلنا إن القوات المتمركزة في معسكر جورين قصفت المدينة بأكثر من عشر قذائف.")
    assert {place.admin1 for place in strike.locations} == {"SY-ID"}


def test_different_provinces_are_different_strikes() -> None:
    text = NEWS + "\nكما قصفت مدفعية قوات النظام بلدة مارع في ريف حلب الشمالي دون وقوع إصابات."
    assert kinds(text) == [(Kind.NEW, "SY-ID"), (Kind.NEW, "SY-HL")]


@pytest.mark.parametrize(
    "before",
    [
        "وكانت طائرات حربية روسية قد استهدفت مدينة تدمر في ريف حمص الشهر الماضي.",
        "يذكر أن طائرات حربية قصفت مدينة تدمر في ريف حمص في وقت سابق.",
        "ويأتي القصف بعد أسبوعين من غارة جوية استهدفت مدينة تدمر في ريف حمص.",
        "وفي 3 آذار الماضي شن الطيران الروسي غارات على مدينة تدمر في ريف حمص.",
        "وسبق أن تعرضت مدينة تدمر في ريف حمص لغارات جوية.",
    ],
)
def test_what_happened_before_the_story_is_background(before: str) -> None:
    assert kinds(f"{NEWS}\n{before}") == [(Kind.NEW, "SY-ID"), (Kind.BACKGROUND, "SY-HI")]


def test_news_beside_the_news_is_news() -> None:
    text = f"{NEWS}\nوفي سياق متصل، استهدفت طائرة مسيرة سيارة قرب مدينة القامشلي في ريف الحسكة ظهر اليوم."
    assert (Kind.NEW, "SY-HA") in kinds(text)


def test_yesterday_is_old_beside_the_news_of_today() -> None:
    text = f"{NEWS}\n{LATER}\nويوم أمس قتل مدنيان بغارة على مدينة الأتارب في ريف حلب."
    assert kinds(text) == [(Kind.NEW, "SY-ID"), (Kind.BACKGROUND, "SY-HL")]


def test_yesterday_is_news_where_nothing_newer_is_told_and_so_is_its_evening() -> None:
    assert kinds("قتل مدنيان يوم أمس بغارة على مدينة الأتارب في ريف حلب.") == [(Kind.NEW, "SY-HL")]
    assert kinds(f"{NEWS}\n{LATER}\nومساء أمس استهدفت غارة مدينة الأتارب في ريف حلب.") == [(Kind.NEW, "SY-ID"), (Kind.NEW, "SY-HL")]


def test_an_old_strike_retold_is_never_news() -> None:
    text = "اتهمت منظمة حقوقية التحالف بارتكاب جريمة حرب في الغارة التي استهدفت سوقاً في مدينة صعدة في آذار الماضي وقتل فيها 20 مدنياً."
    assert all(strike.kind is Kind.BACKGROUND for strike in told(text))


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


def test_two_towns_each_with_its_own_dead_are_two_strikes() -> None:
    text = (
        "قتل سبعة مدنيين اليوم الجمعة بقصف مدفعي لقوات النظام على بلدتين في ريف إدلب.\n"
        "وقال الدفاع المدني إن خمسة مدنيين قتلوا بقصف مدفعي استهدف بلدة سرمين.\n"
        "كما أسفر قصف مدفعي على مدينة بنش عن مقتل طفلين."
    )
    tolls = {place.name: strike.casualties.killed for strike in told(text) for place in strike.locations}
    assert {name: toll.min for name, toll in tolls.items() if toll} == {"سرمين": 5, "بنش": 2}


def test_a_toll_that_adds_up_two_provinces_is_of_neither() -> None:
    text = (
        "قتل أربعة عمال اليوم الجمعة بغارة للطيران الروسي على ريف حلب.\n"
        "وارتفع بذلك عدد قتلى الغارات الروسية إلى سبعة، بعد أن قتل ثلاثة رعاة بغارة للطيران الروسي على بلدة كنصفرة في ريف إدلب."
    )
    tolls = {strike.locations[0].admin1: strike.casualties.killed for strike in told(text)}
    assert {region: toll.min for region, toll in tolls.items() if toll} == {"SY-HL": 4, "SY-ID": 3}


def test_the_dead_of_one_province_stand_for_those_of_several() -> None:
    text = (
        "قتل 40 مدنيا اليوم الجمعة بغارات للطيران الروسي على إدلب وحلب.\nوفي محافظة إدلب قتل 12 مدنيا بغارة للطيران الروسي على بلدة كنصفرة."
    )
    strike = next(strike for strike in told(text) if strike.locations[0].admin1 == "SY-ID")
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 12


def test_a_town_and_a_village_with_the_same_dead_are_one_strike() -> None:
    text = f"{NEWS}\nوذكر ناشطون أن ثلاثة مدنيين قتلوا بالقصف المدفعي الذي طال أطراف بلدة النيرب المجاورة."
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "older",
    [
        "وكانت حصيلة سابقة تحدثت عن مقتل شخصين.",
        "وكانت الحصيلة الأولية قد أشارت إلى قتيلين.",
        "وكانت القناة قد أحصت قتيلين.",
        "وكان عدد القتلى 2 في وقت سابق.",
    ],
)
def test_an_older_figure_neither_stands_nor_is_lost(older: str) -> None:
    (strike,) = told(f"{NEWS}\n{older}")
    assert strike.kind is Kind.UPDATE
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 3
    assert strike.casualties.earlier


def test_the_dead_of_an_earlier_attack_are_not_those_of_the_strike() -> None:
    (strike,) = told(f"{NEWS}\nوكان هجوم لمسلحين على حاجز في المنطقة قد رفع عدد القتلى من العناصر إلى 33.")
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 3


def test_that_an_agency_told_it_earlier_makes_no_earlier_strike() -> None:
    text = f"{NEWS}\nوكانت وكالة محلية قد ذكرت أن القصف المدفعي أصاب محلات في أطراف مدينة سرمين."
    assert [strike.kind for strike in told(text)] == [Kind.NEW]


def test_what_the_strike_came_after_is_no_news() -> None:
    text = "شنت طائرات حربية إسرائيلية غارات على ميناء الحديدة اليوم الجمعة، في أعقاب صاروخ أطلقه الحوثيون نحو تل أبيب الثلاثاء."
    news = [strike for strike in told(text) if strike.kind is Kind.NEW]
    assert [place.country for strike in news for place in strike.locations] == ["YE"]


def test_a_capital_that_strikes_is_not_struck() -> None:
    text = "سقط قتلى في مدينة حيفا فجر اليوم الجمعة جراء قصف صاروخي إيراني ضمن موجات هجمات تنفذها طهران."
    assert {place.country for strike in told(text) if strike.kind is Kind.NEW for place in strike.locations} == {"IL"}


def test_what_goes_on_about_an_old_strike_stays_old() -> None:
    text = (
        f"{NEWS}\n{LATER}\nوسبق أن تعرض المخيم ذاته لقصف تسبب بسقوط ضحايا وإصابات.\n"
        "وقال فريق إغاثة إن استهداف المخيم يأتي ضمن سياسة تطال مناطق شمال غربي سوريا."
    )
    assert [strike.kind for strike in told(text)].count(Kind.NEW) == 1


def test_who_speaks_on_about_a_day_that_is_over_tells_of_that_day() -> None:
    text = (
        f"{NEWS}\n{LATER}\nوأمس الخميس، قال مراسلنا إن قوات النظام قصفت بالمدفعية مدينة الأتارب في ريف حلب.\n"
        "وأضاف مراسلنا أن الطائرات الحربية شنت غارات على مدينة مارع في ريف حلب."
    )
    assert [kind for kind, region in kinds(text) if region == "SY-HL"] == [Kind.BACKGROUND] * 2


def test_the_half_of_a_title_behind_the_dots_is_the_news() -> None:
    title = "بعد يوم من هجوم أوقع 13 ضحية.. قوات النظام تقصف مدينة سرمين بريف إدلب"
    assert [strike.kind for strike in told(NEWS, title)] == [Kind.NEW]


@pytest.mark.parametrize(
    "text",
    [
        "أحيا الحزب اليوم الجمعة مراسم تأبين قائده الذي قتل قبل أسبوعين بضربة إسرائيلية في الضاحية الجنوبية لبيروت.",
        "قالت الوزارة اليوم الجمعة إنها لن تعاقب الضباط الضالعين في غارة الطائرة المسيرة التي وقعت في آذار الماضي في مدينة صعدة.",
        "استقبل الوزير اليوم الجمعة ذوي المسعفين الذين قتلوا في 2 نيسان بغارة إسرائيلية على مدينة النبطية.",
    ],
)
def test_a_strike_told_in_a_relative_clause_is_of_the_day_told_there(text: str) -> None:
    assert {strike.kind for strike in told(text)} == {Kind.BACKGROUND}


def test_strikes_spoken_of_as_known_are_no_news_of_their_own() -> None:
    text = (
        "عقد مجلس الأمن اليوم الجمعة جلسة مغلقة بطلب من دولتين.\n"
        "وبحث المجلس الغارات الجوية الإسرائيلية على مخيم جباليا وعلى قافلة قرب مستشفى الشفاء في غزة."
    )
    assert Kind.NEW not in {strike.kind for strike in told(text)}


def test_strikes_spoken_of_as_known_are_parts_of_the_news_that_they_go_on_about() -> None:
    text = "شنت طائرات إسرائيلية فجر اليوم الجمعة غارات على قطاع غزة.\nوتركزت الغارات على حي الدرج في مدينة غزة وعلى مخيم البريج."
    assert {strike.kind for strike in told(text)} == {Kind.NEW}


def test_the_dead_of_another_day_told_beside_are_not_added() -> None:
    text = f"{NEWS}\nوقبل 140 يوماً قتل 168 طفلاً في مدرسة في المنطقة."
    assert [strike.casualties.killed.min for strike in told(text) if strike.casualties.killed] == [3]


@pytest.mark.parametrize(
    "day", ["في مثل هذا اليوم من عام 2017", "في مثل يوم 3 من أيار الجاري من عام 2017", "في تاريخ هذا اليوم من العام 2013"]
)
def test_this_day_of_another_year_is_of_that_year(day: str) -> None:
    text = f"{day}، قتل 35 مدنياً بقصف جوي على مدينة الأتارب في ريف حلب."
    assert [strike.kind for strike in told(text)] == [Kind.BACKGROUND]


def test_yesterday_behind_a_lead_without_a_day_is_old_too() -> None:
    text = (
        "استهدفت طائرة مسيرة تركية سيارة في قرية هيمو بريف الحسكة، وأسفر الاستهداف عن أضرار مادية.\n"
        "واستهدفت طائرة مسيرة تركية، أمس، سيارة جنوب مدينة مارع في ريف حلب."
    )
    assert kinds(text) == [(Kind.NEW, "SY-HA"), (Kind.BACKGROUND, "SY-HL")]


def test_where_a_truce_was_signed_is_not_struck() -> None:
    text = "قصفت مدفعية قوات النظام صباح اليوم الجمعة بلدة سرمين بريف إدلب في خرق جديد للاتفاق الموقع في موسكو بين الطرفين."
    assert [place.name for strike in told(text) for place in strike.locations] == ["سرمين"]


def test_what_has_no_day_beside_dated_news_is_of_those_days() -> None:
    text = (
        "قتل ثلاثة مدنيين يوم الثلاثاء الماضي بقصف مدفعي لقوات النظام على مدينة سرمين بريف إدلب.\n"
        f"{LATER}\nوفي ريف حلب قتلت امرأة جراء قصف مدفعي استهدف مدينة الأتارب."
    )
    starts = {strike.locations[0].name: strike.occurred.start for strike in told(text) if strike.occurred}
    assert starts == {"سرمين": date(2024, 5, 7), "الأتارب": date(2024, 5, 7)}


def test_a_day_before_a_lag_is_that_of_what_came_later() -> None:
    text = "شيع الحزب أمس الخميس قائده بعد ثلاثة أسابيع من مقتله في ضربة إسرائيلية استهدفت حيا في مدينة بعلبك."
    (strike,) = told(text)
    assert strike.kind is Kind.BACKGROUND
    assert strike.occurred is not None
    assert strike.occurred.start is not None
    assert strike.occurred.end is not None
    assert strike.occurred.start <= date(2024, 4, 19) <= strike.occurred.end


def test_what_the_news_answers_was_in_the_weeks_before() -> None:
    text = f"{NEWS}\n{LATER}\nويأتي القصف ردا على استهداف قاعدة حميميم بطائرات مسيرة."
    (strike,) = (one for one in told(text) if one.kind is Kind.BACKGROUND)
    assert strike.occurred is not None
    assert (strike.occurred.start, strike.occurred.end) == (date(2024, 4, 10), date(2024, 5, 10))


def test_an_airport_that_bears_a_countrys_name_is_struck_all_the_same() -> None:
    (strike,) = told("أعلنت السلطات أن مطار الكويت الدولي تعرض اليوم الجمعة لهجوم بعدة طائرات مسيرة.")
    assert [place.country for place in strike.locations] == ["KW"]


def test_where_they_were_when_they_were_hit_is_the_news() -> None:
    text = (
        "قتل ثلاثة عناصر من التنظيم اليوم الجمعة في ضربة لطائرة مسيرة أميركية جنوبي اليمن.\n"
        "وكان الثلاثة على متن سيارة قرب بلدة عزان في محافظة شبوة عندما استهدفهم صاروخ أطلقته الطائرة."
    )
    (strike,) = told(text)
    assert strike.kind is Kind.NEW
    assert [place.admin1 for place in strike.locations] == ["YE-SH"]


def test_neither_side_of_a_border_is_struck_for_being_named() -> None:
    text = "تشهد الحدود الجنوبية بين لبنان وفلسطين المحتلة توترا، بعدما قصفت المدفعية الإسرائيلية اليوم الجمعة أطراف بلدة حولا."
    assert {place.country for strike in told(text) for place in strike.locations} == {"LB"}


def test_a_capital_that_intercepts_is_not_struck() -> None:
    text = "أعلن التحالف اليوم الجمعة أن الرياض اعترضت صاروخا أطلقه الحوثيون باتجاه مدينة جازان وأن شظاياه قتلت شخصا."
    assert "SA-01" not in {place.admin1 for strike in told(text) for place in strike.locations}


def test_there_had_been_shelling_is_no_as_if() -> None:
    text = f"{NEWS}\n{LATER}\nوكان قصف إسرائيلي، مساء الثلاثاء، على بلدة زوطر قرب مدينة النبطية، أسفر عن شهيدين."
    assert (Kind.BACKGROUND, "LB-NA") in kinds(text)
