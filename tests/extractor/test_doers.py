"""Who struck, over whole small articles: what one sentence says of the doer of another's strike."""

from __future__ import annotations

import pytest

from tests.extractor.stories import told


def doers(text: str) -> dict[str | None, tuple[str, str]]:
    return {strike.locations[0].admin1: (strike.actors[0].id, strike.attribution.value) for strike in told(text)}


def test_who_fired_is_read_from_within_the_words_of_firing() -> None:
    text = "شنت إسرائيل اليوم الجمعة غارات على ميناء الحديدة، وذلك في أعقاب صاروخ باليستي أطلقه الحوثيون الخميس نحو مدينة حيفا."
    assert doers(text)["IL-HA"][0] == "houthis"


def test_who_answers_the_fire_did_not_open_it() -> None:
    text = "سقط صاروخ أطلق من جنوب لبنان في كريات شمونة اليوم الجمعة.\nوردّ الجيش الإسرائيلي مدفعياً على مصدر إطلاق الصاروخ."
    assert doers(text)["IL-Z"] == ("unknown", "unknown")


def test_who_condemns_a_strike_did_not_do_it() -> None:
    text = (
        "أفادت وكالة سانا بأن قوات قسد قصفت بالمدفعية اليوم الجمعة قرية حميمة قرب دير حافر.\n"
        "كما نددت قسد بقصف مدفعي طال منازل في بلدة دير حافر."
    )
    assert {(strike.actors[0].id, strike.attribution.value) for strike in told(text)} <= {("sdf", "reported"), ("unknown", "unknown")}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("شن الطيران الحربي غارات على سوق في مدينة مليط بشمال دارفور اليوم.", "sudan_army"),
        ("قتل 12 شخصا في غارة جوية على مدينة الكومة بولاية شمال دارفور.", "sudan_army"),
        ("ألقت طائرة أنتونوف براميل متفجرة على بلدة كتم في شمال دارفور اليوم.", "sudan_army"),
        ("استهدف الطيران الحربي منزلا في مخيم النصيرات وسط قطاع غزة.", "israel"),
        ("غارة على سيارة في بلدة عيترون جنوب لبنان.", "israel"),
    ],
)
def test_warplanes_without_a_name_are_whose_who_alone_has_any(text: str, doer: str) -> None:
    assert [strike.actors[0].id for strike in told(text)] == [doer]


@pytest.mark.parametrize(
    "text",
    [
        "استهدفت طائرة مسيرة محطة الكهرباء في مدينة الأبيض بشمال كردفان.",
        "قصفت طائرات مجهولة مطار نيالا في جنوب دارفور فجر اليوم.",
        "استهدفت غارة جوية مطار بورتسودان اليوم.",
        "شن الطيران الحربي غارات على مدينة سرمين في ريف إدلب اليوم.",
        "استهدفت غارة جوية ميناء الحديدة اليمني اليوم.",
        "استهدفت غارة جوية أطراف مدينة سبها الليبية ولم تعرف الجهة التي نفذتها.",
    ],
)
def test_what_more_than_one_side_may_have_done_stays_unknown(text: str) -> None:
    assert [strike.actors[0].id for strike in told(text)] == ["unknown"]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("قصفت قوات النظام بلدة كفرنوران غرب حلب. وتعرضت قرية كفرتعال لقصف مماثل.", "syria_gov"),
        ("استهدفت غارة روسية مدينة سرمدا، كما استهدفت غارات مماثلة بلدة الدانا.", "russia"),
    ],
)
def test_a_strike_like_the_one_before_has_its_doer(text: str, doer: str) -> None:
    assert {actor.id for strike in told(text) for actor in strike.actors} == {doer}


def test_who_is_struck_likewise_did_not_do_it() -> None:
    found = told("قصفت قسد مدينة إعزاز اليوم الجمعة. وتعرضت مواقع قسد في بلدة تل رفعت لقصف مماثل.")
    assert [[actor.id for actor in strike.actors] for strike in found] == [["sdf"], ["unknown"]]


@pytest.mark.parametrize(
    "text",
    [
        "وصل عدد شهداء العدوان الإسرائيلي على بلدة حضر بريف القنيطرة إلى ثمانية.",
        "استشهد ثلاثة مواطنين جراء العدوان الإسرائيلي على بلدة حوش السيد علي اليوم.",
        "ارتفعت حصيلة العدوان الإسرائيلي على بلدة النبي شيت إلى تسعة شهداء.",
    ],
)
def test_the_aggression_on_a_town_is_a_strike_of_its_doer(text: str) -> None:
    assert [strike.actors[0].id for strike in told(text)] == ["israel"]


@pytest.mark.parametrize(
    "text",
    [
        "ارتفعت حصيلة العدوان الإسرائيلي على قطاع غزة إلى 35 ألف شهيد.",
        "تظاهر الآلاف في عمان تنديدا بالعدوان الإسرائيلي على مدينة رفح.",
        "بحث الوزيران في القاهرة سبل وقف العدوان الإسرائيلي على لبنان.",
    ],
)
def test_the_aggression_on_a_land_is_the_war(text: str) -> None:
    assert not [strike for strike in told(text) if strike.kind.value in ("new", "update")]


def test_whom_a_raid_killed_did_not_fly_it() -> None:
    text = "غارة جوية تقتل ثلاثة من عناصر تنظيم القاعدة في محافظة البيضاء اليمنية."
    assert [strike.actors[0].id for strike in told(text)] == ["unknown"]


@pytest.mark.parametrize(
    ("named", "body", "doer"),
    [
        ("قتل عنصران من تنظيم داعش في البادية.", "التنظيم", "isis"),
        ("تواصل جماعة الحوثي تجنيد المقاتلين.", "الجماعة", "houthis"),
        ("قال حزب العمال الكردستاني إنه لا يفاوض.", "الحزب", "pkk"),
    ],
)
def test_a_body_named_in_full_once_is_meant_by_its_first_word(named: str, body: str, doer: str) -> None:
    text = f"{named}\nقصف {body} اليوم الجمعة بقذائف الهاون بلدة البغيلية في ريف دير الزور."
    assert [strike.actors[0].id for strike in told(text)] == [doer]


def test_a_body_never_named_in_full_is_nobody() -> None:
    text = "قصف التنظيم اليوم الجمعة بقذائف الهاون بلدة البغيلية في ريف دير الزور."
    assert [strike.actors[0].id for strike in told(text)] == ["unknown"]


def test_who_answers_that_is_the_doer_of_the_answer() -> None:
    text = (
        "قصفت مدفعية الجيش التركي اليوم الجمعة قرية تل جيجان شمال حلب.\nوقصفت قسد، ردا على ذلك، بقذائف الهاون محيط مدينة جرابلس في ريف حلب."
    )
    assert {strike.actors[0].id for strike in told(text)} == {"turkey", "sdf"}
