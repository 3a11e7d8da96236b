"""Whose dead they are: of the strike told, of another town, another day, or of none."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.model import Kind
from tests.extractor.stories import NEWS, PUBLISHED, told


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


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("أكثر من 25 شهيدا في غارات على لبنان", "استشهد عشرات المواطنين اليوم الجمعة في غارات للعدو الإسرائيلي على بلدات عدة."),
        ("41 شهيدا في غارات إسرائيلية على لبنان", "أغارت الطائرات الإسرائيلية اليوم الجمعة على بلدات عدة."),
        ("غارات إسرائيلية على لبنان", "استشهد 30 شخصا اليوم الجمعة في غارات إسرائيلية على لبنان."),
    ],
)
def test_what_the_title_adds_up_is_of_no_town_alone(title: str, opening: str) -> None:
    text = (
        f"{opening}\n"
        "وقال مراسلنا إن 14 شخصا استشهدوا بغارة على مبنى في مدينة النبطية.\n"
        "وأدت غارة على بلدة البازورية قرب صور إلى استشهاد تسعة أشخاص.\n"
        "واستشهد خمسة أشخاص في غارة استهدفت مدينة بعلبك."
    )
    tolls = {place.name: strike.casualties.killed for strike in told(text, title) for place in strike.locations}
    assert {name: toll.min for name, toll in tolls.items() if toll} == {"النبطية": 14, "البازورية": 9, "بعلبك": 5}


def test_a_figure_that_two_other_strikes_happen_to_come_to_is_kept() -> None:
    text = (
        "قتل ستة مدنيين اليوم الجمعة بقصف مدفعي لقوات النظام على بلدة سرمين في ريف إدلب.\n"
        "وقصفت فصائل المعارضة بالصواريخ حي الأكرمية في حلب، وقالت سانا إن القصف أدى إلى مقتل ثمانية مدنيين.\n"
        "وكانت مسيرة قد قصفت أمس الخميس نقطة في ريف اللاذقية، ما أسفر عن مقتل عنصرين."
    )
    tolls = [strike.casualties.killed for strike in told(text)]
    assert [toll.min for toll in tolls if toll] == [6, 8, 2]


@pytest.mark.parametrize(
    "text",
    [
        "انتشلت فرق الدفاع المدني اليوم الجمعة جثتين من تحت ركام منزل استهدفته غارة مطلع الشهر الماضي في حي الشجاعية.",
        "رفعت فرق الإنقاذ اليوم الجمعة جثامين ثلاثة شهداء من مبنى قصفته طائرات الاحتلال قبل شهرين في حي الشجاعية.",
        "توفي اليوم الجمعة طفل متأثرا بجراح أصيب بها في غارة استهدفت حي الشجاعية في 20 نيسان الماضي.",
    ],
)
def test_bodies_that_are_found_and_wounded_who_die_today_are_of_the_old_strike(text: str) -> None:
    (strike,) = told(text)
    assert strike.kind is Kind.BACKGROUND
    assert strike.occurred is not None
    assert strike.occurred.end is not None
    assert strike.occurred.end < PUBLISHED.date()


@pytest.mark.parametrize(
    "text",
    [
        "شيعت بلدة حولا اليوم الجمعة الشهداء الثلاثة الذين قضوا أمس، بعدما أغارت مسيّرة إسرائيلية على سيارتهم في البلدة.",
        "شيّعت مدينة بنت جبيل عصر اليوم الجمعة الشهيدين اللذين ارتقيا الخميس، بعدما استهدفت مسيّرة إسرائيلية دراجتهما عند مدخل المدينة.",
    ],
)
def test_the_day_on_which_the_mourned_died_is_that_of_the_strike(text: str) -> None:
    (strike, *_) = told(text)
    assert strike.occurred is not None
    assert (strike.occurred.start, strike.occurred.end) == (date(2024, 5, 9), date(2024, 5, 9))


def test_what_is_added_to_the_page_is_of_what_it_opens_with() -> None:
    text = (
        "قتل خمسة مدنيين اليوم الجمعة بقصف مدفعي لقوات النظام على مدينة سرمين في ريف إدلب.\n"
        "وقتل راعيان بغارة للطيران الروسي على بلدة عقيربات في ريف حماة.\n"
        "تحديث: ارتفع عدد القتلى إلى ستة."
    )
    tolls = {strike.locations[0].admin1: strike.casualties.killed for strike in told(text)}
    assert {region: toll.min for region, toll in tolls.items() if toll} == {"SY-ID": 6, "SY-HM": 2}


def test_the_dead_told_once_before_two_provinces_are_told_of_both() -> None:
    text = "قتل تسعة جنود وأصيب 20 آخرون اليوم الجمعة في غارات للطيران الروسي على بلدة سرمين في ريف إدلب ومدينة عندان في ريف حلب."
    tolls = {strike.locations[0].admin1: strike.casualties for strike in told(text)}
    assert {region: (toll.killed and toll.killed.min, toll.wounded and toll.wounded.min) for region, toll in tolls.items()} == {
        "SY-ID": (9, 20),
        "SY-HL": (9, 20),
    }


def test_where_one_of_two_provinces_is_told_alone_the_other_has_no_figure_of_both() -> None:
    text = (
        "قتل تسعة جنود اليوم الجمعة في غارات للطيران الروسي على بلدة سرمين في ريف إدلب ومدينة عندان في ريف حلب.\n"
        "وقال مراسلنا إن سبعة جنود قتلوا في الغارة على بلدة سرمين."
    )
    tolls = {strike.locations[0].admin1: strike.casualties.killed for strike in told(text)}
    assert {region: toll and toll.min for region, toll in tolls.items()} == {"SY-ID": 7, "SY-HL": None}


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


def test_the_dead_of_another_day_told_beside_are_not_added() -> None:
    text = f"{NEWS}\nوقبل 140 يوماً قتل 168 طفلاً في مدرسة في المنطقة."
    assert [strike.casualties.killed.min for strike in told(text) if strike.casualties.killed] == [3]


def test_what_a_sentence_names_beside_its_strike_takes_none_of_the_dead_told_next() -> None:
    text = (
        "سقطت ستة صواريخ اليوم الجمعة على قاعدة عين الأسد في محافظة الأنبار.\n"
        "والقصف على القاعدة هو الثاني هذا الشهر بعد قصف أربيل.\n"
        "وأضافت المصادر أنه لا إصابات حتى الآن."
    )
    assert {strike.locations[0].admin1: strike.casualties.wounded is not None for strike in told(text)}["IQ-AN"]


def test_a_toll_follows_behind_a_list_of_the_dead() -> None:
    text = (
        "قتل خمسة مدنيين اليوم الجمعة بقصف مدفعي لقوات النظام على مدينة الأتارب غربي حلب.\n"
        "وهم من سكان المدينة.\nامرأتان من الحي الشمالي.\nوثلاثة رجال من الحي الجنوبي.\n"
        "وبلغ عدد الجرحى 18، بينهم أطفال."
    )
    (strike, *_) = told(text)
    assert strike.casualties.wounded is not None
    assert strike.casualties.wounded.min == 18


@pytest.mark.parametrize("said", ["ولم يسفر القصف عن إصابات.", "ولم يؤد الهجوم إلى خسائر بشرية.", "ولم تسفر الضربة عن أي إصابة."])
def test_that_the_strike_hurt_nobody_is_of_the_strike_told_before(said: str) -> None:
    (strike, *_) = told("سقطت ستة صواريخ اليوم الجمعة على قاعدة عين الأسد في محافظة الأنبار.\n" + said)
    assert strike.casualties.wounded is not None
    assert strike.casualties.wounded.explicit_none


@pytest.mark.parametrize("said", ["ولم يستهدف القصف سوى خمسة جنود.", "ولم تعرف حصيلة القصف بعد."])
def test_what_else_is_not_said_of_a_strike_counts_nobody(said: str) -> None:
    (strike, *_) = told("سقطت ستة صواريخ اليوم الجمعة على قاعدة عين الأسد في محافظة الأنبار.\n" + said)
    assert strike.casualties.wounded is None


_TWO_SIDES = (
    "استهدفت فصائل المعارضة اليوم الجمعة بقذائف الهاون مواقع لقوات النظام في مدينة كفرنبل جنوبي إدلب.\n"
    "وردت قوات النظام بقصف مدفعي على بلدة كنصفرة، ما أدى إلى مقتل طفلين.\n"
)


@pytest.mark.parametrize("said", ["وبلغ عدد قتلى قوات النظام أكثر من 20 عنصراً.", "وقتل 20 عنصراً من قوات النظام."])
def test_the_dead_of_the_side_that_did_it_are_of_the_strike_of_the_other(said: str) -> None:
    by_doer = {strike.actors[0].id: strike.casualties.killed for strike in told(_TWO_SIDES + said)}
    assert [by_doer[doer] and by_doer[doer].min for doer in ("syria_gov", "opposition")] == [2, 20]


def test_the_dead_of_the_side_that_did_it_are_not_of_its_own_strike() -> None:
    (strike, *_) = told(
        "قصفت قوات النظام اليوم الجمعة بالمدفعية بلدة كنصفرة جنوبي إدلب.\nوبلغ عدد قتلى قوات النظام في الاشتباكات 20 عنصراً."
    )
    assert strike.casualties.killed is None


def test_the_dead_are_of_the_place_that_the_last_words_of_striking_name() -> None:
    text = (
        "اعترضت الدفاعات اليوم الجمعة مسيرتين كانتا تتجهان نحو مدينة حيفا، وسقطت قذيفة على مبنى سكني في مدينة طبريا أدت إلى مقتل عاملين "
        "وإصابة سبعة آخرين."
    )
    tolls = {place.name: strike.casualties.killed for strike in told(text) for place in strike.locations}
    assert {name: toll.min for name, toll in tolls.items() if toll} == {"طبريا": 2}


def test_the_dead_told_before_then_are_not_of_the_place_behind_it() -> None:
    text = "قصف الطيران اليوم الجمعة مدينة القائم بغارات أوقعت 25 قتيلاً، ثم مدينة أربيل."
    tolls = {place.name: strike.casualties.killed for strike in told(text) for place in strike.locations}
    assert {name: toll.min for name, toll in tolls.items() if toll} == {"القائم": 25}


def test_what_is_told_of_an_arrest_is_not_told_of_the_strike_before_it() -> None:
    line = "ومن ناحية أخرى، ألقت قوات الأمن القبض على ثمانية مطلوبين، وفجرت عبوة على الطريق دون إصابات."
    (strike, *_) = told("قصفت مدفعية قوات النظام اليوم الجمعة محيط بلدة كنصفرة بريف إدلب ما أدى لمقتل مدنيين اثنين.\n" + line)
    assert strike.casualties.wounded is None


def killed(text: str, title: str = "") -> dict[str | None, int | None]:
    return {strike.locations[0].admin1: strike.casualties.killed.min if strike.casualties.killed else None for strike in told(text, title)}


@pytest.mark.parametrize(
    "line",
    [
        "وقتل ثلاثة أشخاص في شجار ببلدة الحراك في درعا.",
        "وقالت مصادر إن هيئة تحرير الشام تمكنت من قتل ثلاثة عناصر على محور الملاجة جنوبي إدلب.",
        "ونجح مقاتلون في قتل ثلاثة جنود عند بلدة كنصفرة.",
    ],
)
def test_the_dead_of_a_fight_elsewhere_are_not_those_of_the_strike(line: str) -> None:
    assert killed(f"قصفت الطائرات اليوم الجمعة بلدة سرمين في إدلب.\n{line}") == {"SY-ID": None}


def test_the_dead_of_a_title_about_another_province_are_not_those_of_the_strike() -> None:
    title = "ذي قار.. سائق متهور يدهس المارة ويخلف 3 قتلى"
    assert killed("أصيب خمسة أشخاص بسقوط صاروخ اليوم الجمعة على مدينة السقيلبية بريف حماة.", title) == {"SY-HM": None}


@pytest.mark.parametrize("line", ["ونقل عشرة قتلى إلى مستشفيات حلب.", "وقالت مديرية الصحة في إدلب إن عشرة أشخاص قتلوا."])
def test_where_the_dead_are_brought_or_told_of_makes_them_no_others(line: str) -> None:
    assert killed(f"قصفت الطائرات اليوم الجمعة بلدة سرمين في إدلب.\n{line}") == {"SY-ID": 10}


def test_a_car_bomb_told_beside_a_strike_has_its_own_dead_and_its_own_place() -> None:
    text = "قتل خمسة بانفجار سيارة مفخخة اليوم الجمعة في مدينة الباب شرقي حلب، ومقتل طفلين بقصف على بلدة البارة جنوبي إدلب."
    assert killed(text) == {"SY-ID": 2}


def test_those_killed_by_hand_elsewhere_are_not_of_the_strike_and_neither_is_their_place() -> None:
    text = "قصفت طائرة مجهولة مطار بلدة الزنتان اليوم الجمعة، بينما قتل ستة مقاتلين على يد عناصر من تنظيم الدولة جنوبي مصراتة."
    assert killed(text) == {"LY-JG": None}


@pytest.mark.parametrize(
    "line",
    [
        "وكان المرصد وثق أمس مقتل اثنين من المقاتلين جراء انفجار لغمين ضمن بادية الميادين، كما أصيب نحو سبعة مقاتلين.",
        "وأشار المرصد إلى هجوم شنه عناصر التنظيم على مواقع في بادية الميادين، إذ قتل ثلاثة من قوات النظام.",
    ],
)
def test_mines_and_raids_on_foot_kill_nobody_of_the_strike(line: str) -> None:
    assert killed(f"شنت طائرات حربية روسية اليوم الجمعة غارات على جبل البشري بريف دير الزور.\n{line}") == {"SY-DY": None}


def test_what_is_shot_down_of_the_aggression_is_of_the_aggression() -> None:
    text = (
        "نفذت إسرائيل اليوم الجمعة عدواناً جوياً من اتجاه الجولان استهدف نقاطاً في محيط مدينة دمشق.\n"
        "وتصدت الدفاعات لصواريخ العدوان وأسقطت بعضها، واقتصرت الخسائر على الماديات."
    )
    assert killed(text) == {"SY-DI": 0}


@pytest.mark.parametrize(
    "behind",
    [
        "وذلك بعد يوم دامٍ سقط فيه 75 شخصاً.",
        "بعد ليلة دامية قتل فيها 30 مدنياً.",
        "بعد ساعات على مقتل ثمانية أشخاص في المدينة.",
    ],
)
def test_the_dead_of_the_time_before_are_not_the_strikes(behind: str) -> None:
    (strike, *_) = told(f"قصفت مسيّرات اليوم الجمعة أحياء في مدينة الفاشر، {behind}\nوسقط ثلاثة قتلى قرب السوق.")
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 3


def test_who_dies_hours_after_the_strike_died_of_it() -> None:
    (strike,) = told("قصفت مسيّرات اليوم الجمعة حياً في مدينة الفاشر، وبعد ساعات من القصف توفي ثلاثة مدنيين متأثرين بجراحهم.")
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 3


def test_the_toll_of_the_new_shelling_is_that_of_the_news() -> None:
    text = (
        "قصفت الطائرات الإسرائيلية مطار حلب الدولي ليل الخميس الجمعة.\n"
        "وكانت إسرائيل قصفت المطار يوم الأحد، ما أدى إلى خروجه عن الخدمة.\n"
        "ولم تسجل أي إصابات جراء القصف الجديد."
    )
    news, older = sorted(told(text), key=lambda strike: strike.kind is Kind.BACKGROUND)
    assert (news.casualties.killed is not None, older.casualties.killed) == (True, None)


def test_the_sick_are_not_the_wounded() -> None:
    (strike,) = told("قصفت المدفعية اليوم الجمعة بلدة سرمين. وسجلت البلدة موجة إصابات جديدة بفيروس كورونا.")
    assert strike.casualties.wounded is None


def test_the_dead_of_several_days_are_of_none_of_them() -> None:
    text = (
        "قتل 15 مدنيا اليوم الجمعة في غارات على قرى في ريف الحسكة الجنوبي.\nوترتفع بذلك حصيلة القتلى في غارات التحالف في ريف الحسكة "
        "في الأيام الثلاثة الماضية إلى 38، إذ قتل ثمانية مدنيين أمس في مدينة الشدادي."
    )
    news = [strike for strike in told(text) if strike.kind is not Kind.BACKGROUND]
    assert [strike.casualties.killed and strike.casualties.killed.min for strike in news] == [15]


@pytest.mark.parametrize(
    "detail",
    [
        "واستهدفت غارة منزلا في مدينة رفح، وتسببت هذه الغارة بمقتل ثمانية أشخاص.",
        "وقصفت الطائرات منزلا في مدينة رفح. وأدت الغارة إلى مقتل ثمانية أشخاص.",
    ],
)
def test_the_dead_of_raids_all_over_a_land_are_not_those_of_one_town(detail: str) -> None:
    (strike,) = told("استشهد 15 فلسطينيا اليوم الجمعة في غارات إسرائيلية على مناطق مختلفة من قطاع غزة.\n" + detail)
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 8


@pytest.mark.parametrize(
    ("office", "dead"),
    [
        ("وزارة الصحة الإيرانية: 224 شهيدا منذ الجمعة.", None),
        ("وقالت وزارة الصحة العامة اللبنانية إن 20 شخصا قتلوا.", None),
        ("وقالت وزارة الصحة إن ثلاثة أشخاص قتلوا.", 3),
        ("وقالت وزارة الصحة الإسرائيلية إن ثلاثة أشخاص قتلوا.", 3),
    ],
)
def test_a_health_office_counts_the_dead_of_its_own_land(office: str, dead: int | None) -> None:
    (strike,) = told(f"قصفت جماعة أنصار الله مدينة إيلات بعدد من الصواريخ فجر اليوم الجمعة.\n{office}")
    assert (strike.casualties.killed.min if strike.casualties.killed else None) == dead


def test_each_side_of_a_title_has_its_own_means() -> None:
    text = "سقط ستة قتلى مدنيين اليوم الجمعة بقذائف هاون أطلقها التنظيم على حيي الجورة والقصور في مدينة دير الزور."
    (strike,) = (one for one in told(text, "تنظيم داعش يقصف دير الزور والنظام يرد بالبراميل") if one.actors[0].id == "isis")
    assert strike.event_type.value == "artillery_shelling"
