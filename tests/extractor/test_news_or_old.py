"""Which strikes of an article are its news, and which it only retells; and on what days they were."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.model import Kind
from tests.extractor.stories import LATER, NEWS, kinds, told


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


def test_that_an_agency_told_it_earlier_makes_no_earlier_strike() -> None:
    text = f"{NEWS}\nوكانت وكالة محلية قد ذكرت أن القصف المدفعي أصاب محلات في أطراف مدينة سرمين."
    assert [strike.kind for strike in told(text)] == [Kind.NEW]


def test_what_the_strike_came_after_is_no_news() -> None:
    text = "شنت طائرات حربية إسرائيلية غارات على ميناء الحديدة اليوم الجمعة، في أعقاب صاروخ أطلقه الحوثيون نحو تل أبيب الثلاثاء."
    news = [strike for strike in told(text) if strike.kind is Kind.NEW]
    assert [place.country for strike in news for place in strike.locations] == ["YE"]


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


@pytest.mark.parametrize(
    "answered",
    [
        "وجاء القصف ردا على الغارات التي طالت فجر الجمعة منزلا في رفح وقتلت أربعة.",
        "وقال الحزب إن صواريخه ردا على الغارة الإسرائيلية على بلدة الصرفند صباح اليوم التي أسفرت عن مقتل خمسة.",
    ],
)
def test_what_the_news_answers_is_known_though_it_is_of_the_same_day(answered: str) -> None:
    strikes = told(f"قصفت كتائب القسام مدينة عسقلان بالصواريخ ظهر اليوم الجمعة فأصيب رجلان.\n{answered}")
    assert [(strike.kind, strike.locations[0].country) for strike in strikes if strike.kind is Kind.NEW] == [(Kind.NEW, "IL")]


def test_where_they_were_when_they_were_hit_is_the_news() -> None:
    text = (
        "قتل ثلاثة عناصر من التنظيم اليوم الجمعة في ضربة لطائرة مسيرة أميركية جنوبي اليمن.\n"
        "وكان الثلاثة على متن سيارة قرب بلدة عزان في محافظة شبوة عندما استهدفهم صاروخ أطلقته الطائرة."
    )
    (strike,) = told(text)
    assert strike.kind is Kind.NEW
    assert [place.admin1 for place in strike.locations] == ["YE-SH"]


def test_there_had_been_shelling_is_no_as_if() -> None:
    text = f"{NEWS}\n{LATER}\nوكان قصف إسرائيلي، مساء الثلاثاء، على بلدة زوطر قرب مدينة النبطية، أسفر عن شهيدين."
    assert (Kind.BACKGROUND, "LB-NA") in kinds(text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "محافظ حلب يفتتح مدرسة أعيد بناؤها",
            (
                "افتتح محافظ حلب اليوم الجمعة مدرسة أعيد بناؤها في الحي الشرقي بحضور الأهالي والمعلمين.\n"
                "وقال إن المدرسة كانت من أكبر مدارس المدينة، وإن طائرات النظام قصفت مدينة الأتارب ودمرت ثلاث مدارس فيها."
            ),
        ),
        (
            "وصول جرحى إلى مستشفيات العريش",
            (
                "استقبلت مستشفيات العريش اليوم الجمعة عشرات المصابين عبر المعبر، وفق ما ذكرت مصادر طبية فيها.\n"
                "وروى أحدهم أنه أصيب في القصف الذي استهدف مخيم جباليا أمس الخميس وقتل فيه عشرات من جيرانه."
            ),
        ),
        (
            "عشرة أعوام على رحيل طبيب",
            (
                "تمر اليوم الجمعة الذكرى العاشرة لمقتل الطبيب في قصف جوي دمر مستشفى في مدينة الأتارب بريف حلب.\n"
                "وأحيا زملاؤه الذكرى بوقفة أمام المبنى الذي أعيد ترميمه ووضعوا الورود عند مدخله."
            ),
        ),
        (
            "محكمة تنظر في قضية غارة على سوق",
            (
                "استمعت المحكمة اليوم الجمعة إلى شهود في قضية الغارة التي استهدفت سوقاً في مدينة صعدة قبل أعوام.\n"
                "وقال محامي الضحايا إن موكليه ينتظرون العدالة منذ سنوات طويلة ولم يتلقوا أي تعويض."
            ),
        ),
        (
            "القبض على خلية في دمشق",
            (
                "أعلنت الوزارة اليوم الجمعة القبض على عناصر خلية متورطة في رمي صواريخ على حي المزة في دمشق وضبط منصتين.\n"
                "وأضاف البيان أن أفراد الخلية أحيلوا إلى القضاء وأن التحقيق معهم ما زال مستمراً."
            ),
        ),
    ],
)
def test_an_article_about_something_else_has_no_old_strike_for_news(title: str, text: str) -> None:
    assert all(strike.kind is not Kind.NEW for strike in told(text, title))


def test_a_digest_that_opens_with_something_else_still_has_its_news() -> None:
    text = (
        "وصلت إلى مدينة حلب اليوم الجمعة قافلة مساعدات من خمس عشرة شاحنة بإشراف الأمم المتحدة ومنظمات محلية.\n"
        "وفي ريف إدلب استهدفت غارة جوية صباح اليوم الجمعة مدينة سرمين، ما أدى إلى مقتل مدنيين اثنين وإصابة ثلاثة."
    )
    assert (Kind.NEW, "SY-ID") in [(strike.kind, strike.locations[0].admin1) for strike in told(text, "قافلة مساعدات تصل إلى حلب")]


def test_a_strike_told_at_length_is_news_though_the_article_opens_with_those_who_flee_from_it() -> None:
    text = (
        "بدأت عائلات بمغادرة بلدة سرمين إلى المخيمات القريبة من الحدود خشية تجدد الهجمات على المنطقة.\n"
        "ويأتي ذلك عقب غارات روسية استهدفت أمس الخميس بلدة سرمين بريف إدلب.\n"
        "وقصفت الطائرات فجر أمس سوق البلدة بأربعة صواريخ.\n"
        "وتركزت الغارات على الأحياء الشمالية من سرمين، بحسب مصادر محلية.\n"
        "وأسفر القصف على سرمين عن مقتل ثلاثة مدنيين وإصابة سبعة، وفق الدفاع المدني."
    )
    assert (Kind.NEW, "SY-ID") in [(strike.kind, strike.locations[0].admin1) for strike in told(text, "نزوح عائلات من سرمين")]


def test_what_is_told_of_the_day_of_the_news_is_news_with_it() -> None:
    text = (
        "شيع الأهالي في مدينة نوى بريف درعا تسعة شهداء قضوا مساء أمس الخميس بقصف مدفعي على أطراف المدينة.\n"
        "وكانت الطائرات الحربية قد شنت مساء الخميس غارات على مطار حماة العسكري."
    )
    assert (Kind.NEW, "SY-HM") in kinds(text)


def test_two_strikes_joined_by_and_keep_their_own_days() -> None:
    text = (
        "أورد التقرير غارة جوية على مستشفى في مدينة الفاشر في 11 نيسان الماضي قتلت رضيعين، "
        "وقصفاً مدفعياً على سوق في مدينة أم درمان في 13 آذار الماضي أودى بحياة عشرين شخصاً."
    )
    days = {strike.locations[0].admin1: strike.occurred.start for strike in told(text) if strike.occurred}
    assert days == {"SD-DN": date(2024, 4, 11), "SD-KH": date(2024, 3, 13)}


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت السلطات اليوم الجمعة الحداد على أرواح ضحايا القصف الذي استهدف يوم الأربعاء مدرسة في مدينة كرج.",
        "قال الجيش اليوم الجمعة إن جندياً أصيب قبل أسبوع في قصف على مدينة كريات شمونة فارق الحياة.",
        "نفى الجيش اليوم الجمعة مسؤوليته عن القصف الذي استهدف مدينة الفاشر الثلاثاء.",
    ],
)
def test_mourning_later_deaths_and_denials_of_it_make_no_old_strike_news(text: str) -> None:
    assert all(strike.kind is not Kind.NEW for strike in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "توفي شاب اليوم الجمعة بعد نقله إلى المشفى، وكان أصيب بقصف على بلدة الأتارب الشهر الماضي.",
        "أعلن المشفى اليوم الجمعة وفاة شاب أصيب في قصف استهدف مدينة سرمين قبل أسبوعين.",
        "نعت الحركة اليوم الجمعة قائداً قتل في غارة على مدينة غزة قبل شهرين.",
        "عثر الأهالي اليوم الجمعة على جثة طفل قضى بقصف مدينة معرة النعمان قبل عامين.",
        "قال المحافظ اليوم الجمعة إن القصف في كانون الثاني الماضي قتل عشرة مدنيين في بلدة عرمان.",
        "عادت الكهرباء اليوم الجمعة إلى مدينة كوستي بعد استهداف محطتها بمسيّرات الشهر الماضي.",
        "افتتح المحافظ اليوم الجمعة مدرسة أعيد بناؤها بعد تدميرها بغارة جوية في مدينة الرقة.",
        "تواصلت اليوم الجمعة ردود الفعل المنددة بقصف مدينة الدوحة.",
        "أعلنت المحكمة اليوم الجمعة بدء النظر في قضية قصف مدينة دوما.",
    ],
)
def test_the_day_of_what_else_happened_today_is_not_that_of_the_old_strike(text: str) -> None:
    assert all(strike.kind is not Kind.NEW for strike in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "قتل ثلاثة اليوم الجمعة في قصف على بلدة سيطر عليها الجيش قبل أسبوع وهي بلدة سرمين.",
        "قصفت المدفعية اليوم الجمعة مدينة سرمين التي شهدت مجزرة الشهر الماضي.",
    ],
)
def test_the_day_of_what_is_told_of_the_town_is_not_that_of_the_strike_of_today(text: str) -> None:
    assert [strike.kind for strike in told(text)] == [Kind.NEW]


def test_what_was_done_hours_before_the_story_is_not_the_news_of_the_day() -> None:
    text = (
        "لم تمض ساعات على إطلاق الحوثيين صاروخا باليستيا على مدينة الرياض حتى شنت مقاتلات التحالف غارات على مدينة صعدة، "
        "ما أدى إلى مقتل ثلاثة مدنيين."
    )
    assert [strike.locations[0].admin1 for strike in told(text) if strike.kind is Kind.NEW] == ["YE-SD"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "القصف على الفاشر أخرج المشافي من الخدمة",
            "قال مسؤول أممي اليوم الجمعة إن معظم مشافي مدينة الفاشر خرجت من الخدمة بسبب القصف المتواصل منذ تشرين الثاني الماضي.",
        ),
        ("البرلمان يبحث الاعتداءات التركية", "ناقش البرلمان في جلسته اليوم الجمعة الاعتداءات التركية على قرى محافظة دهوك."),
        ("ذكرى مجزرة داريا", "أحيا أهالي مدينة داريا اليوم الجمعة ذكرى المجزرة التي راح ضحيتها المئات إثر قصف المدينة واقتحامها."),
    ],
)
def test_what_a_title_sums_up_is_no_strike_of_today(title: str, text: str) -> None:
    assert all(strike.kind is not Kind.NEW for strike in told(text, title))


def test_a_massacre_that_hit_tents_is_a_strike() -> None:
    assert kinds("قتل 45 شخصاً اليوم الجمعة في مجزرة استهدفت خيام نازحين في منطقة تل السلطان غرب رفح.") == [(Kind.NEW, "PS-RFH")]


def test_what_was_some_days_ago_is_old_behind_the_news_of_today() -> None:
    text = (
        "تصدت الدفاعات الجوية فجر اليوم الجمعة لعدوان إسرائيلي على محيط دمشق.\n"
        "ومنذ أيام نفذ الجيش الإسرائيلي عدواناً بالصواريخ على مطار حلب الدولي ألحق أضراراً بالمدرج الرئيسي للمطار."
    )
    assert kinds(text) == [(Kind.NEW, "SY-DI"), (Kind.BACKGROUND, "SY-HL")]


def test_what_goes_on_about_clashes_of_last_week_is_of_last_week() -> None:
    text = (
        "استهدفت طائرة مسيّرة مجهولة فجر اليوم الجمعة موقعاً في بادية البوكمال بريف دير الزور.\n"
        "وفي السياق، أفاد المرصد الجمعة الماضي بوقوع اشتباكات بين الفصائل والجيش على محاور تادف بريف حلب الشرقي. "
        "وقد قام الجيش السوري بقصف مواقع في منطقة حزوان بريف الباب، لترد القوات التركية بقصف مواقع الجيش."
    )
    found = {strike.locations[0].admin1: (strike.kind, strike.actors[0].id) for strike in told(text)}
    assert found["SY-DY"] == (Kind.NEW, "unknown")
    assert found["SY-HL"][0] is Kind.BACKGROUND


def test_what_had_been_yesterday_is_old_beside_the_news_of_today() -> None:
    text = (
        "قصفت الطائرات اليوم الجمعة أطراف مدينة البوكمال، ما أدى إلى تدمير ثلاث عربات، وفق مراسل محلي.\n"
        "وقالت القيادة إن خمس غارات أخرى طالت اليوم مدينة القائم العراقية.\n"
        "وكانت الضربات الأولى فجر أمس الخميس قد شملت مواقع في الحسكة والرقة."
    )
    assert {region for kind, region in kinds(text) if kind is Kind.NEW} == {"SY-DY", "IQ-AN"}


@pytest.mark.parametrize(
    "behind",
    [
        "وتأتي هذه التطورات عقب إعلان الحزب مقتل قائده في غارات إسرائيلية على طهران.",
        "وجاء ذلك بعد تبني الحزب هجوما صاروخيا على كريات شمونة.",
        "ويأتي هذا التصعيد في ظل توتر متزايد، إثر مقتل ضابطين في قصف صاروخي استهدف تبوك.",
    ],
)
def test_what_the_news_comes_after_is_old(behind: str) -> None:
    text = f"{NEWS}\n{LATER}\nوقال الدفاع المدني إن فرقه أنهت عمليات البحث عن العالقين هناك.\n{behind}"
    assert [kind for kind, _ in kinds(text)] in ([Kind.NEW], [Kind.NEW, Kind.BACKGROUND])


def test_what_its_doer_had_done_yesterday_is_old_whichever_word_comes_first() -> None:
    line = "ووفق متابعات محلية، فإن الطائرات الحربية كانت قد شنت أمس غارتين على جبل متين في دهوك."
    assert [strike.kind for strike in told(f"{NEWS}\n{LATER}\n{line}")] == [Kind.NEW, Kind.BACKGROUND]
    line = "ووفق متابعات محلية، فإن الطائرات الحربية شنت فجر اليوم غارتين على جبل متين في دهوك."
    assert [strike.kind for strike in told(f"{NEWS}\n{LATER}\n{line}")] == [Kind.NEW, Kind.NEW]


@pytest.mark.parametrize(
    "earlier",
    [
        "وهذه هي الضربة الثانية خلال يومين، إذ كانت طائرة قد استهدفت، ليل الثلاثاء الأربعاء، مركبة قرب بلدة عيترون.",
        "وقال المصدر إن مسيرة كانت قد قصفت أمس منزلا في بلدة عيترون.",
        "علما أن الطيران كان قد أغار مساء الثلاثاء على بلدة عيترون.",
    ],
)
def test_what_had_been_struck_is_no_news_wherever_the_sentence_says_so(earlier: str) -> None:
    strikes = told(f"أغارت مسيرة إسرائيلية اليوم الجمعة على سيارة في مدينة صور فقتل سائقها.\n{earlier}")
    news = {spot.name for strike in strikes if strike.kind is Kind.NEW for spot in strike.locations}
    assert news == {"صور"}


def test_a_convoy_that_was_on_its_way_was_hit_now() -> None:
    (strike,) = told("تعرضت قافلة كانت في طريقها من العراق لغارات جوية ليل أمس قرب مدينة البوكمال.")
    assert strike.kind is Kind.NEW


def test_another_attack_of_the_same_hand_has_its_own_means() -> None:
    text = "أعلنت كتائب القسام اليوم الجمعة تنفيذ هجوم بالصواريخ على عسقلان، وهجوم آخر بالمسيرات على إيلات."
    means = {strike.locations[0].name: strike.event_type.value for strike in told(text)}
    assert means == {"عسقلان": "missile_strike", "إيلات": "drone_strike"}
