"""Dead whom the article tells of beside the strike: of fights, mines and raids on foot, of other days, lands and provinces."""

from __future__ import annotations

import pytest

from monitor.model import Kind
from tests.extractor.stories import told


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
