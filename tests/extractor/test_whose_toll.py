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
