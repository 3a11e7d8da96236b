"""Which sentences of an article tell one strike, and which another."""

from __future__ import annotations

import pytest

from monitor.model import EventType, Kind
from tests.extractor.stories import PUBLISHED, told

RAIDS = "أسفرت الضربات الأمريكية فجر الجمعة على حي هرابش في دير الزور عن مقتل 11 مقاتلا.\n"


@pytest.mark.parametrize("opening", ["وبعد ساعات من الضربات،", "وعقب الغارات،", "وبعد نحو ساعة على القصف،"])
def test_what_follows_the_strikes_told_before_is_none_of_them(opening: str) -> None:
    text = f"{RAIDS}{opening} سقطت عشرة صواريخ على حقل العمر شرقي دير الزور، ما أدى إلى جرح طفلين."
    assert [(strike.actors[0].id, strike.event_type.value) for strike in told(text)] == [
        ("usa", "unspecified_strike"),
        ("unknown", "missile_strike"),
    ]


def test_the_shells_that_fell_are_those_told_before() -> None:
    text = (
        "قتل ستة مدنيين اليوم الجمعة جراء قذائف وطائرات مسيّرة أطلقتها قوات سوريا الديمقراطية على أحياء في مدينة حلب.\n"
        "وقال مراسلنا إن القذائف سقطت في حي السريان وشارع النيل.\n"
        "ورداً على ذلك، استهدف الجيش السوري بالمدفعية مواقع في حي الشيخ مقصود."
    )
    places = {strike.actors[0].id: {place.name for place in strike.locations} for strike in told(text)}
    assert "السريان" in places["sdf"]
    assert places["syria_gov"] == {"الشيخ مقصود"}


def test_shells_that_nobody_told_of_yet_are_a_strike_of_their_own() -> None:
    text = "شن الطيران الروسي اليوم الجمعة غارات على مدينة إدلب.\nوسقطت قذائف على بلدة جرجناز مصدرها قوات النظام، ما أدى إلى مقتل طفل."
    assert {strike.actors[0].id for strike in told(text)} == {"russia", "syria_gov"}


def test_what_hit_is_not_what_was_shot_down() -> None:
    text = (
        "أعلن الجيش اليوم الجمعة أن دفاعاته أسقطت مسيّرة أطلقت باتجاه مدينة أربيل.\n"
        "وسقط صاروخ على منزل في مدينة أربيل، ما أدى إلى مقتل طفلة."
    )
    assert [(strike.intercepted, strike.casualties.killed is not None) for strike in told(text)] == [(True, False), (False, True)]


def test_when_it_was_is_told_next_to_the_toll_that_has_grown() -> None:
    text = (
        "ارتفعت حصيلة قتلى القصف الجوي على سوق مدينة نيالا إلى 32 شخصا، بعد وفاة أربعة مصابين اليوم الجمعة، بحسب مصدر طبي.\n"
        "وكان طيران الجيش قصف السوق الأربعاء."
    )
    (strike,) = told(text, "ارتفاع حصيلة قصف سوق نيالا إلى 32 قتيلا")
    assert strike.occurred is not None
    assert str(strike.occurred.start) == "2024-05-08"
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 32


def test_the_missiles_that_fell_on_the_town_are_those_of_the_raid_on_it() -> None:
    text = "شن الطيران الإسرائيلي اليوم الجمعة غارة على مدينة القصير بريف حمص.\nوسقطت ثلاثة صواريخ على مدينة القصير، ما أدى إلى مقتل رجل."
    (strike,) = told(text)
    assert strike.event_type.value == "air_strike"
    assert strike.casualties.killed is not None


def test_the_missiles_of_another_doer_are_another_strike() -> None:
    text = (
        "شن الطيران الإسرائيلي اليوم الجمعة غارة على مدينة القصير بريف حمص.\n"
        "وقصف الجيش اللبناني بالصواريخ مدينة القصير، ما أدى إلى مقتل رجل."
    )
    assert len(told(text)) == 2


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("ارتفعت حصيلة القصف على مدينة نيالا اليوم الجمعة إلى 32 قتيلا.", "update"),
        ("ارتفع عدد قتلى القصف على مدينة نيالا اليوم الجمعة إلى 32.", "update"),
        ("بلغت حصيلة القصف على مدينة نيالا اليوم الجمعة 32 قتيلا.", "new"),
    ],
)
def test_a_toll_that_has_risen_makes_an_update_though_the_older_one_is_not_told(said: str, kind: str) -> None:
    assert [strike.kind.value for strike in told(said)] == [kind]


def test_what_the_answer_answers_is_the_strike_told_before() -> None:
    text = (
        "قصفت قوات سوريا الديمقراطية اليوم الجمعة مدينة عفرين شمالي حلب، ما أدى إلى مقتل ثلاثة مدنيين.\n"
        "واستهدف الجيش التركي بالمدفعية قريتي عين دقنة ومرعناز، وذلك رداً على استهداف المدنيين في مدينة عفرين."
    )
    places = {strike.actors[0].id: {place.name for place in strike.locations} for strike in told(text)}
    assert places == {"sdf": {"عفرين"}, "turkey": {"عين دقنة", "مرعناز"}}


def test_guns_that_answer_fire_on_the_launching_sites_are_another_strike() -> None:
    text = (
        "أصيب مدنيان اليوم الجمعة بسقوط قذائف صاروخية أطلقتها قوات سوريا الديمقراطية على مدينة مارع.\n"
        "وردّ الجيش التركي من مواقعه القريبة عبر سلاح المدفعية على مواقع إطلاق القذائف في تل رفعت."
    )
    assert {strike.actors[0].id: strike.event_type.value for strike in told(text)} == {
        "sdf": "missile_strike",
        "turkey": "artillery_shelling",
    }


def test_missiles_of_aircraft_are_their_raids_not_the_shelling_told_before() -> None:
    text = (
        "قصفت قوات النظام اليوم الجمعة بالمدفعية مدينة أريحا، ما أدى إلى إصابة مدنيين.\n"
        "ويأتي القصف بعد ساعات من غارات شنتها مقاتلات روسية، استهدفت بالصواريخ حقول بلدة سرمين، وقتل فيها ثلاثة أشخاص."
    )
    found = {strike.event_type.value: strike.casualties.killed and strike.casualties.killed.min for strike in told(text)}
    assert found == {"artillery_shelling": None, "air_strike": 3}


def test_the_middle_of_a_town_is_the_town() -> None:
    text = (
        "قتلت امرأة اليوم الجمعة بقصف صاروخي على قرية مريمين شمالي حلب.\n"
        "وتعرضت الأحياء السكنية وسط مدينة عفرين لقصف صاروخي أدى إلى مقتل ثلاثة مدنيين."
    )
    assert [strike.casualties.killed.min for strike in told(text) if strike.casualties.killed] == [1, 3]


def test_areas_of_one_province_with_their_own_dead_are_two_strikes() -> None:
    text = (
        "قتل طفل اليوم الجمعة بغارات للتحالف بقيادة السعودية على منازل في منطقة مران بمديرية حيدان في صعدة.\n"
        "وشن الطيران غارتين على منطقة بني الصياح في رازح وأدى ذلك إلى مقتل طفلين."
    )
    assert [strike.casualties.killed.min for strike in told(text) if strike.casualties.killed] == [1, 2]


def test_raids_on_a_province_are_not_the_shelling_of_its_villages() -> None:
    text = (
        "قتل مدني اليوم الجمعة بقذائف هاون أطلقها الجيش السعودي على مديريتي منبه وباقم في صعدة.\n"
        "وشنت طائرات التحالف بقيادة السعودية غارات على مناطق من صعدة، أسفرت عن مقتل طفل بالإضافة إلى مقتل رجلين."
    )
    found = {strike.event_type.value: strike.casualties.killed and strike.casualties.killed.min for strike in told(text)}
    assert found == {"artillery_shelling": 1, "air_strike": 3}


def test_the_toll_of_the_day_before_is_not_that_of_the_news_told_without_a_day() -> None:
    text = (
        "قتل شخص اليوم الجمعة بغارة إسرائيلية على سيارة في بلدة كفركلا جنوبي لبنان.\n"
        "واستهدفت غارة أخرى سيارة في مدينة صور، دون تسجيل إصابات.\n"
        "والخميس، قتل ثمانية أشخاص في ثلاث غارات إسرائيلية."
    )
    killed = {
        strike.locations[0].name: strike.casualties.killed and strike.casualties.killed.min for strike in told(text) if strike.locations
    }
    assert killed == {"كفركلا": 1, "صور": 0}


def test_where_nobody_was_hurt_is_not_where_others_were() -> None:
    text = (
        "قتل أربعة مدنيين اليوم الجمعة جراء سقوط قذيفة أطلقتها قوات حفتر على منزل في منطقة عين زارة جنوبي طرابلس.\n"
        "وقصفت قوات حفتر مطار معيتيقة الدولي، دون خسائر بشرية."
    )
    found = [
        (strike.casualties.killed.min, strike.casualties.wounded and strike.casualties.wounded.min)
        for strike in told(text)
        if strike.casualties.killed
    ]
    assert found == [(4, None), (0, 0)]


def test_what_is_told_of_two_provinces_together_does_not_part_the_strikes_of_one() -> None:
    text = (
        "قتل أربعة أشخاص وأصيب آخرون اليوم الجمعة في قصف إسرائيلي على مواصي خان يونس ومدينة غزة.\n"
        "وقالت مصادر إن شخصين قتلا في غارة استهدفت خيمة في مواصي مدينة خان يونس.\n"
        "وقتل اثنان آخران بقصف دراجة نارية في شارع الشفاء بمدينة غزة."
    )
    assert sorted({strike.locations[0].admin1 or "" for strike in told(text)}) == ["PS-GZA", "PS-KYS"]
    assert len(told(text)) == 2


@pytest.mark.parametrize(
    "words",
    ["منذ اندلاع الحرب في غزة", "وسط مخاوف من اتساع الحرب على غزة", "في تصعيد هو الأكبر بعد الحرب الإسرائيلية على غزة"],
)
def test_where_a_war_is_fought_was_not_struck_with_it(words: str) -> None:
    strikes = told(f"قتل ثلاثة أشخاص اليوم الجمعة في غارة إسرائيلية على بلدة سراقب بريف إدلب، {words}.")
    assert {place.admin1 for strike in strikes for place in strike.locations} == {"SY-ID"}


def test_a_noun_that_brought_dead_begins_another_strike() -> None:
    text = (
        "قصفت طائرات تركية اليوم الجمعة قرى قضاء العمادية.\nويذكر أن محافظة دهوك تتعرض للقصف باستمرار، "
        "وأسفر قصف مدفعي يوم الأحد على قضاء زاخو عن مقتل تسعة مدنيين."
    )
    news, older = told(text)
    assert (news.casualties.killed, older.casualties.killed and older.casualties.killed.min) == (None, 9)


def test_the_means_of_the_other_half_of_a_title_are_not_the_strikes() -> None:
    (strike,) = told(
        "قتل خمسة مدنيين اليوم الجمعة بالقصف المدفعي على سوق الرقو في محافظة صعدة.",
        "قصف يطال سوقاً في صعدة.. والدفاعات تسقط طائرة استطلاع مسيّرة",
    )
    assert strike.event_type is EventType.ARTILLERY


def test_what_somebody_swears_to_answer_has_happened() -> None:
    text = (
        "استهدفت مسيّرات مطار أبها اليوم الجمعة.\nوكان التحالف قد توعد بالرد بقوة على هجوم صاروخي شنته الجماعة على المطار "
        "يوم الأربعاء وأسفر عن إصابة 26 شخصا."
    )
    _, answered = told(text)
    assert (answered.kind, answered.casualties.wounded and answered.casualties.wounded.min) == (Kind.BACKGROUND, 26)
    assert all(strike.kind is Kind.THREAT for strike in told("تعهد التحالف بالرد على أي هجوم صاروخي على مطار أبها."))


def test_a_quarter_of_the_city_is_not_the_town_around_it_that_counts_other_dead() -> None:
    text = (
        "قتل ثلاثة مدنيين في مدينة دوما، جراء قصف مدفعي لقوات النظام اليوم الجمعة.\n"
        "وفي أحياء دمشق قتل شاب وأصيب تسعة آخرون جراء استهداف قوات النظام حي القابون بقذائف المدفعية."
    )
    dead = {strike.locations[0].admin1: strike.casualties.killed and strike.casualties.killed.min for strike in told(text)}
    assert dead == {"SY-RD": 3, "SY-DI": 1}


def test_what_another_attack_is_likened_to_is_another_strike() -> None:
    (strike, *_) = told(
        "قصفت قوات الدعم السريع مدينة الدلنج بالمدفعية اليوم الجمعة، ما أسفر عن خمسة قتلى، على غرار الهجوم الذي وقع الأربعاء وأودى بستة."
    )
    assert strike.occurred is not None
    assert (strike.occurred.start, strike.casualties.killed and strike.casualties.killed.min) == (PUBLISHED.date(), 5)


def test_who_tells_of_his_own_deed_did_not_do_what_the_line_before_told() -> None:
    text = "أبرز ما جرى اليوم\nعشرة شهداء بقصف منزل العائلة في مخيم الشاطئ\nالقسام: قصفنا مقر قيادة للاحتلال في محور نتساريم بقذائف الهاون"
    home, claimed = told(text)
    assert home.actors[0].id != "hamas"
    assert claimed.actors[0].id == "hamas"


def test_a_toll_that_rose_elsewhere_is_of_the_attack_that_it_names() -> None:
    risen = "وفي محافظة فارس، ارتفعت حصيلة الهجوم الذي استهدف أمس الخميس مدينة شيراز إلى 22 قتيلا."
    drone, attack = told("استهدفت طائرة مسيّرة فجر اليوم الجمعة جزيرة قشم، ما أدى إلى مقتل ثلاثة أشخاص.\n" + risen)
    assert [drone.locations[0].admin1, attack.locations[0].admin1] == ["IR-22", "IR-07"]
    assert [strike.casualties.killed and strike.casualties.killed.min for strike in (drone, attack)] == [3, 22]
    assert told(risen) == []


def test_the_means_told_of_the_place_itself_come_before_those_of_several_places() -> None:
    text = (
        "شنت قوات الدعم السريع، اليوم، هجمات بالطائرات المسيرة وبالمدفعية على مدن عطبرة والأبيض والدلنج في السودان.\n"
        "وفي الدلنج بولاية جنوب كردفان، قصفت القوات المدينة بالمدفعية الثقيلة، ما أسفر عن سقوط خمسة قتلى."
    )
    types = {strike.locations[0].admin1: strike.event_type for strike in told(text)}
    assert types == {"SD-NR": EventType.DRONE, "SD-KN": EventType.DRONE, "SD-KS": EventType.ARTILLERY}


def test_shelling_like_that_told_before_is_by_the_same_means() -> None:
    text = (
        "قتلت امرأة صباح اليوم بقذيفة مدفعية أطلقتها مليشيا الحوثي على منزل في حي الزهراء شرقي مدينة تعز.\n"
        "وأصيب أربعة مدنيين يوم الأحد الماضي بقصف مماثل طال سوقا في عزلة الشقب."
    )
    assert [strike.event_type for strike in told(text)] == [EventType.ARTILLERY, EventType.ARTILLERY]


def test_where_a_site_lies_was_not_struck() -> None:
    text = "استهدفت مسيرة حقل كورمور فجر اليوم.\nواستهدفت صواريخ ظهر اليوم الحقل الواقع بين مدينتي كركوك والسليمانية."
    assert {place.name for strike in told(text) for place in strike.locations} == {"حقل كورمور"}


def test_a_lag_behind_a_strike_that_is_over_is_counted_from_its_day() -> None:
    text = (
        "استأنفت الشركة رحلاتها من مطار صنعاء صباح اليوم.\nوكانت طائرات إسرائيلية قصفت مطار صنعاء في 6 نيسان الماضي ودمرت مدرجه.\n"
        "وأتى القصف بعد ثلاثة أيام من سقوط صاروخ أطلقه الحوثيون على مطار بن غوريون."
    )
    days = [strike.occurred for strike in told(text)]
    assert [(day.start.month, day.start.day) for day in days if day and day.start] == [(4, 6), (4, 2)]


def test_the_first_of_several_blows_is_by_who_did_them_and_by_their_means() -> None:
    text = (
        "أعلنت خلية الإعلام الأمني العراقية، اليوم الجمعة، مقتل ستة إرهابيين بضربتين جويتين في محافظتي كركوك وصلاح الدين.\n"
        "وأوضحت الخلية أن الضربة الأولى وقعت مساء أمس في وادي الشاي وقتل فيها خمسة."
    )
    strikes = {place.name: strike for strike in told(text) for place in strike.locations}
    assert strikes["وادي الشاي"].event_type is EventType.AIR
    assert [actor.id for actor in strikes["وادي الشاي"].actors] == ["iraq_gov"]


def test_those_who_are_mourned_fell_in_a_strike_before() -> None:
    text = (
        "لقي 12 شخصا مصرعهم جراء سقوط برميلين متفجرين على حي المعادي في مدينة حلب، حسبما أفاد المرصد السوري، اليوم الجمعة.\n"
        "وبحسب المرصد، فإن مجلس العزاء كان مقاما لـ12 مدنيا قتلوا الأربعاء جراء قصف لقوات النظام بالبراميل على حي باب النيرب المجاور."
    )
    [first, second] = told(text)
    assert [strike.occurred and strike.occurred.start and strike.occurred.start.day for strike in (first, second)] == [10, 8]
    assert [strike.kind for strike in (first, second)] == [Kind.NEW, Kind.BACKGROUND]


def test_what_was_targeted_days_before_the_strike_is_one_of_its_own_unless_by_a_bomb() -> None:
    news = "جرح أربعة عمال، مساء الخميس، في قصف نفذته مسيرة تركية على معمل في مدينة القامشلي شمال شرقي سوريا."
    well = "وجاء القصف بعد يومين على استهداف بئر نفط في بلدة الجوادية بريف الحسكة."
    bomb = "وجاء القصف بعد يومين على استهداف قيادي بعبوة ناسفة في مدينة الحسكة."
    assert [strike.kind for strike in told(f"{news}\n{well}")] == [Kind.NEW, Kind.BACKGROUND]
    assert [strike.kind for strike in told(f"{news}\n{bomb}")] == [Kind.NEW]
