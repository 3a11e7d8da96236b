"""Which place, whose strike and whose day: what stands next to the words of a strike and belongs to something else."""

from __future__ import annotations

import pytest

from monitor.model import Kind
from tests.extractor.stories import NEWS, told

REPORT = "قصف الطيران الحربي {} صباح اليوم."


def struck(text: str, title: str = "") -> set[tuple[str, str | None]]:
    return {(place.name, place.admin1) for strike in told(text, title) for place in strike.locations}


def regions(text: str, title: str = "") -> set[str | None]:
    return {region for _, region in struck(text, title)}


def doers(text: str) -> set[str]:
    return {actor.id for strike in told(text) for actor in strike.actors}


def test_a_name_in_the_title_lies_where_the_text_says() -> None:
    text = "قصفت طائرة مسيرة صباح اليوم سيارة في قرية بيركمة التابعة لناحية سيدكان في محافظة أربيل.\nوكانت الطائرات قصفت دهوك قبل أيام."
    assert ("بيركمة", "IQ-AR") in struck(text, "طائرة مسيرة تقصف سيارة في قرية بيركمة")


def test_what_a_distance_is_taken_from_tells_no_province() -> None:
    assert regions("قصفت المدفعية مستشفى الرمادي (110 كلم غرب بغداد) فجر اليوم.") == {"IQ-AN"}


def test_the_industrial_quarter_is_no_town_of_that_name() -> None:
    assert regions("طال القصف فجر اليوم في الفلوجة أحياء الضباط ونزال والحي الصناعي.") == {"IQ-AN"}
    assert regions("قصفت المدفعية مدينة الحي فجر اليوم.") == {"IQ-WA"}


def test_an_outlet_that_is_named_for_a_town_was_not_struck() -> None:
    assert "IQ-KI" not in regions("قصفت الطائرات مجمع خانصور في سنجار صباح اليوم. وقال شاهد لـ(كركوك ناو) إن القصف تكرر.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("وفي طهران، أفادت وكالة محلية بأن غارة استهدفت اليوم مبنى في مدينة كرمانشاه.", {"IR-05"}),
        ("وفي دمشق، ذكرت الصحيفة أن الطيران قصف اليوم بلدة الميادين.", {"SY-DY"}),
        ("وفي صنعاء، ذكرت القناة أن غارات استهدفت اليوم منطقتي براش والنهدين.", {"YE-SA"}),
        ("وفي إدلب، أفاد ناشطون بأن الطيران قصف المدينة اليوم.", {"SY-ID"}),
    ],
)
def test_where_something_was_said_was_struck_if_nothing_in_another_province_was(text: str, wanted: set[str]) -> None:
    assert regions(text) == wanted


def test_a_list_that_goes_on_behind_a_preposition_has_no_place_of_its_name() -> None:
    found = struck("شنت الطائرات اليوم غارات على مخيمات النصيرات والمغازي، وعلى حيي التفاح والشجاعية.")
    assert not any("حيي" in name for name, _ in found)


def test_the_city_stays_beside_a_place_inside_its_province() -> None:
    text = "قصف الطيران صباح اليوم منزلا في خان يونس.\nكما قصفت الطائرات محيط المستشفى الأوروبي في خان يونس."
    assert {"خان يونس", "المستشفى الأوروبي"} <= {name for name, _ in struck(text)}


@pytest.mark.parametrize(
    "words",
    [
        "قال الجيش العراقي إن مدينة أربيل استهدفت بصواريخ اليوم.",
        "قال الجهاز العراقي لمكافحة الإرهاب إنه فجر اليوم استهدفت مدينة أربيل بصواريخ.",
        "قالت الوزارة إن الصواريخ أطلقت اليوم من خارج حدود العراق على أربيل.",
        "سقطت صواريخ أطلقت اليوم على أربيل، وقال الجيش العراقي إنه رصد عشرة منها.",
        "وقال جهاز مكافحة الإرهاب إن أربيل تعرضت للقصف وسقطت فيها طائرتان مسيرتان مفخختان اليوم.",
    ],
)
def test_who_tells_of_fire_did_not_open_it(words: str) -> None:
    assert "iraq_gov" not in doers(words)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("قتل أربعة في غارة على مخزن في المقدادية اليوم، اتهمت الفصائل الجيشين الأميركي والإسرائيلي بتنفيذها.", "usa"),
        ("قصف الجيشان التركي والعراقي مواقع في سنجار اليوم.", "turkey"),
        ("قالت الوزارة إن الصواريخ أطلقت من إيران على أربيل اليوم.", "iran"),
        ("قال الجيش الإسرائيلي إنه استهدف اليوم في مدينة غزة مبنى.", "israel"),
        ("اتهم الجيش الإسرائيلي بقصف مستشفى في غزة اليوم.", "israel"),
    ],
)
def test_who_did_it_is_known_by_his_deed(words: str, wanted: str) -> None:
    assert wanted in doers(words)


def test_an_accuser_whose_accused_has_no_name_is_not_accused() -> None:
    assert "iraq_gov" not in doers("قصفت صواريخ اليوم مطار أربيل، واتهم الجيش العراقي جهات خارجة على القانون بالهجوم.")


def test_the_day_of_writing_is_no_day_of_the_strike() -> None:
    [strike] = told("صنعاء 10 مايو 2024 (وكالات) قصف الطيران الحربي مدينة ضحيان في صعدة يوم أمس.")
    assert strike.occurred is not None
    assert strike.occurred.text == "يوم أمس"


@pytest.mark.parametrize("span", ["منذ 15 مارس الماضي حتى 4 مايو 2024", "من مطلع يناير إلى نهاية أبريل"])
def test_what_a_span_of_months_adds_up_to_is_no_news(span: str) -> None:
    strikes = told(f"أسفر القصف على صعدة {span} عن 276 قتيلا، وفق وزارة الصحة.")
    assert all(strike.kind is Kind.BACKGROUND for strike in strikes)


def test_an_older_day_in_another_place_is_another_strike() -> None:
    lead = "قتل ثلاثة أشخاص بقذائف هاون أطلقتها فصائل مسلحة على أحياء سكنية في دمشق."
    text = f"{lead}\nوأصيب يوم الاثنين الماضي سبعة أشخاص جراء سقوط قذيفة على حي عش الورور شمال دمشق."
    found = {strike.kind: strike for strike in told(text)}
    assert found[Kind.BACKGROUND].casualties.wounded is not None
    assert found[Kind.NEW].casualties.wounded is None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("تسلسل زمني.. أبرز الضربات على الفصائل", "- 7 مايو 2024: مقتل قيادي بضربة نفذتها طائرة مسيرة في بغداد."),
        ("كشف مكان إطلاق القذائف على كفرسوسة", "عثرت القوات، الليلة الماضية، على منصات استخدمت في الهجوم الصاروخي على كفرسوسة بدمشق."),
        ("صورة نشرت قبل أعوام في حمص وليست من قصف صنعاء", "تتداول حسابات صورة قالت إنها من غارات على صنعاء."),
    ],
)
def test_what_an_article_only_looks_back_on_is_no_news(title: str, text: str) -> None:
    assert all(strike.kind is not Kind.NEW for strike in told(text, title))


def test_the_dead_since_whom_raids_go_on_fell_in_a_strike_of_their_own() -> None:
    line = "وكثف التحالف غاراته على صنعاء منذ مقتل 60 من جنوده في هجوم صاروخي شنه الحوثيون على معسكر في صافر بمأرب في الرابع من أبريل."
    by_region = {strike.locations[0].admin1: strike for strike in told(f"{NEWS}\n{line}")}
    assert "houthis" in {actor.id for actor in by_region["YE-MA"].actors}
    assert by_region["YE-MA"].kind is Kind.BACKGROUND


def test_towns_of_a_land_that_was_struck_are_known_by_who_died_there() -> None:
    text = (
        "ارتفع عدد القتلى جراء الضربات الصاروخية الإيرانية على إسرائيل إلى 24.\n"
        "وأفادت البيانات بأن ثلاثة أشخاص قتلوا في مدينة حيفا.\nكما عثر على جثتين تحت الأنقاض في بات يام."
    )
    assert {"IL-HA", "IL-TA"} <= regions(text, "24 قتيلا في إسرائيل جراء الضربات الإيرانية")


def test_a_hospital_in_the_west_of_a_land_bears_no_name_of_it() -> None:
    assert regions("سمع انفجار في تل أبيب.", "غارة تستهدف مستشفى غرب إيران") == {None}


def test_the_beqaa_is_the_valley_that_the_text_is_about() -> None:
    assert regions("شن الطيران اليوم غارات على البقاع.") == {"LB-BI"}
    assert regions("وفي البقاع، قتل أربعة بغارة على منزل في بلدة بوداي غربي بعلبك، وأصيب اثنان بغارة على دورس.") == {"LB-BH"}


def test_one_side_of_a_city_is_no_place_of_its_own_beside_one_in_the_province_around_it() -> None:
    text = "هاجمت الطائرات اليوم مواقع جنوبي دمشق. واستهدفت أربع غارات مقر الفرقة في مدينة الكسوة."
    assert regions(text, "غارات على ثكنات في ريفي دمشق ودرعا") == {"SY-RD", "SY-DR"}
    assert regions("هاجمت الطائرات اليوم مواقع جنوبي دمشق.") == {"SY-DI"}


def test_a_town_lies_in_the_province_that_its_phrase_calls_one() -> None:
    assert regions("أصاب قصف اليوم سوقا في مدينة الرمادي بمحافظة الأنبار غربي بغداد.") == {"IQ-AN"}


def test_who_dies_of_older_wounds_is_no_dead_of_this_strike() -> None:
    text = "قتلت امرأة وطفلاها بغارة على بلدة التبني بريف دير الزور صباح اليوم.\nوقضى شاب في موحسن متأثرا بجراح أصيب بها قبل أسبوع."
    [strike] = [each for each in told(text) if each.kind is Kind.NEW]
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 3


def test_the_day_on_which_somebody_told_of_it_gives_way_to_that_of_the_strike() -> None:
    text = (
        "قتل 34 شخصا في قصف بطائرة مسيرة على سوق في بلدة أبو زبد بغرب كردفان، حسبما أفادت مجموعة حقوقية الجمعة.\n"
        "وقالت المجموعة إن القصف وقع ظهر الخميس وأدى كذلك إلى إصابة العشرات."
    )
    [strike] = told(text)
    assert strike.occurred is not None
    assert str(strike.occurred.start) == "2024-05-09"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("أصاب قصف تركي اليوم المستشفى الرئيسي في مدينة عفرين.", "قتلى بقصف طال مستشفى عفرين وأنقرة تنفي"),
        ("قصف الطيران التركي اليوم مستشفى في مدينة عفرين، ولم تصدر أنقرة تعليقا.", ""),
    ],
)
def test_a_capital_that_speaks_says_not_where(text: str, title: str) -> None:
    assert regions(text, title) == {"SY-HL"}


def test_a_risen_toll_that_the_article_opens_with_is_news() -> None:
    text = (
        "ارتفع عدد قتلى هجوم الطائرات المسيرة على الكلية الحربية في حمص، الخميس، إلى 89 قتيلا، بحسب وزير الصحة.\n"
        "وفي الشمال، أوقع قصف مدفعي على مدينة أريحا بريف إدلب الجمعة ثمانية قتلى."
    )
    found = {place.admin1: strike.kind for strike in told(text) for place in strike.locations}
    assert found["SY-HI"] is Kind.UPDATE
    assert found["SY-ID"] is not Kind.BACKGROUND
