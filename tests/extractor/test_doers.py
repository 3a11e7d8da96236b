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


@pytest.mark.parametrize("planes", ["نحو 40 طائرة مقاتلة", "أكثر من عشرين طائرة حربية", "مقاتلات"])
def test_an_army_that_counts_the_planes_that_raided_tells_of_its_own(planes: str) -> None:
    text = f"أعلن الجيش الإسرائيلي أن {planes} أغارت فجر اليوم الجمعة على أهداف في مدينة صنعاء."
    assert doers(text)["YE-SA"] == ("israel", "claimed")


def test_who_condemns_a_strike_did_not_do_it() -> None:
    text = (
        "أفادت وكالة سانا بأن قوات قسد قصفت بالمدفعية اليوم الجمعة قرية حميمة قرب دير حافر.\n"
        "كما نددت قسد بقصف مدفعي طال منازل في بلدة دير حافر."
    )
    assert {(strike.actors[0].id, strike.attribution.value) for strike in told(text)} <= {("sdf", "reported"), ("unknown", "unknown")}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("شن الطيران الحربي غارات على سوق في مدينة مليط بشمال دارفور اليوم.", "sudan_gov"),
        ("قتل 12 شخصا في غارة جوية على مدينة الكومة بولاية شمال دارفور.", "sudan_gov"),
        ("ألقت طائرة أنتونوف براميل متفجرة على بلدة كتم في شمال دارفور اليوم.", "sudan_gov"),
        ("استهدف الطيران الحربي منزلا في مخيم النصيرات وسط قطاع غزة.", "israel"),
        ("غارة على سيارة في بلدة عيترون جنوب لبنان.", "israel"),
        ("استهدفت مسيّرة دراجة نارية في بلدة بليدا جنوب لبنان اليوم.", "israel"),
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


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("شنت طائرات حربية ومسيرة إسرائيلية، اليوم الجمعة، غارات على مدينة درعا.", "israel"),
        ("شنت طائرات مجهولة، اليوم الجمعة، غارات على مدينة درعا وأقلعت طائرات إسرائيلية.", "unknown"),
        ("استهدفت غارة إسرائيلية ثكنة في مدينة درعا اليوم الجمعة وأوقعت قتلى لم تعرف حصيلتهم.", "israel"),
        ("استهدفت غارة ثكنة في مدينة درعا اليوم الجمعة ولم تعرف الجهة التي نفذتها وسط تحليق لطيران إسرائيلي.", "unknown"),
        ("تعرضت بلدة حيان اليوم الجمعة لقصف بصواريخ أرض أرض من معسكرات النظام القريبة.", "syria_gov"),
        ("تعرض محيط الجسر في مدينة منبج اليوم الجمعة لقصف مدفعي من جانب فصائل فجر الحرية.", "sna"),
        ("أعلن حزب الله مقتل القيادي أبي علي بغارة على بلدة كفركلا اليوم الجمعة.", "israel"),
        ("أعلنت القيادة المركزية الأمريكية مقتل قيادي في تنظيم الدولة بضربة في مدينة جنديرس اليوم الجمعة.", "usa"),
        ("قتل عناصر من قوات النظام غرب مدينة حلب اليوم الجمعة بعد استهدافهم بصاروخ موجه.", "unknown"),
    ],
)
def test_whose_deed_one_sentence_tells(text: str, doer: str) -> None:
    assert [strike.actors[0].id for strike in told(text)] == [doer]


def test_a_verb_in_the_plural_goes_on_with_the_doers_told_before() -> None:
    text = "استهدف مقاتلو حزب الله موقع المالكية بالصواريخ اليوم الجمعة.\nثم شنوا هجوما بمسيّرتين على ثكنة في مستعمرة زرعيت."
    assert {strike.actors[0].id for strike in told(text)} == {"hezbollah"}


def test_the_resistance_is_whom_the_article_has_named_so() -> None:
    text = (
        "أعلنت المقاومة الإسلامية في العراق أنها استهدفت قاعدة كونيكو في دير الزور بالصواريخ اليوم الجمعة.\n"
        "وأمس الخميس استهدفت المقاومة قاعدة الشدادي جنوبي الحسكة بمسيّرتين."
    )
    assert {strike.actors[0].id for strike in told(text)} == {"iran_backed"}


_ONE_SIDE = (
    "قصفت المدفعية التركية اليوم الجمعة محيط مدينة تل تمر في ريف الحسكة.\nوشنت طائرات تركية غارة على مدينة منبج.\n"
    "وأصيب فلاح أمس الخميس في {} بلدة عين عيسى في ريف الرقة."
)


def test_where_one_side_alone_strikes_shells_are_its_own() -> None:
    assert doers(_ONE_SIDE.format("قصف مدفعي على"))["SY-RA"][0] == "turkey"


@pytest.mark.parametrize("words", ["سقوط قذيفة على", "قصف صاروخي على"])
def test_shells_that_fall_and_rockets_are_nobodys(words: str) -> None:
    assert doers(_ONE_SIDE.format(words))["SY-RA"] == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("تعرضت مدينة أبوظبي أمس الخميس لهجوم بالمسيّرات تبناه الحوثيون وأوقع ثلاثة قتلى.", ("houthis", "claimed")),
        ("تعرضت مدينة أبوظبي أمس الخميس لهجوم بالمسيّرات لم تتبنه جماعة الحوثي وأوقع ثلاثة قتلى.", ("unknown", "unknown")),
        ("قصفت طائرات تركية قرية سركلي في دهوك اليوم الجمعة بزعم أنها تؤوي مسلحين.", ("turkey", "stated")),
    ],
)
def test_a_claim_told_behind_the_strike(text: str, doer: tuple[str, str]) -> None:
    assert list(doers(text).values()) == [doer]


def test_what_is_announced_on_another_occasion_is_no_claim_of_the_strike() -> None:
    text = (
        "استهدفت غارة إسرائيلية سيارة في بلدة خان أرنبة بريف القنيطرة اليوم الجمعة.\n"
        "وتأتي هذه الضربة غداة إعلان إسرائيل قتل مسؤول كبير بغارة على الضاحية الجنوبية لبيروت."
    )
    assert doers(text)["SY-QU"] == ("israel", "stated")


def test_a_denial_is_of_the_strike_told_with_it() -> None:
    text = (
        "أغارت الطائرات الإسرائيلية على منزل في مدينة رفح اليوم الجمعة فقتل ثمانية.\n"
        "وانفجر صاروخ في مخيم جباليا وأودى بحياة أربعة؛ وقال شهود إن طائرة إسرائيلية قصفت المخيم، "
        "لكن الجيش الإسرائيلي نفى استهداف المخيم."
    )
    assert doers(text)["PS-RFH"] == ("israel", "stated")
    assert doers(text)["PS-NGZ"] == ("israel", "disputed")


def test_gunmen_did_not_do_what_the_army_did() -> None:
    text = "قصفت مدفعية الجيش السوري محيط قرية كبانة اليوم الجمعة.\nوأصيب جنديان بقذائف هاون أطلقها مسلحون على بلدة سلمى بريف اللاذقية."
    assert [strike.actors[0].id for strike in told(text)] == ["syria_gov", "unknown"]


def test_what_a_source_tells_of_the_next_strike_is_the_sources() -> None:
    text = "قصفت الطائرات الأمريكية مدينة صعدة اليمنية اليوم الجمعة.\nوقال إعلام الحوثي إن غارات طالت أيضا مدينة عبس في محافظة حجة."
    assert doers(text) == {"YE-SD": ("usa", "stated"), "YE-HJ": ("usa", "reported")}


def test_who_claims_one_strike_has_not_claimed_the_next() -> None:
    text = (
        "أعلن الجيش الإسرائيلي أنه هاجم بطائراته قياديا في الضاحية الجنوبية لبيروت اليوم الجمعة.\n"
        "كما استهدفت مسيرة سيارة في بلدة عيتا الشعب جنوب لبنان."
    )
    assert [strike.attribution.value for strike in told(text)] == ["claimed", "stated"]


def test_another_one_is_of_whoever_did_the_first() -> None:
    text = "قصفت قوات الدعم السريع مدينة الأبيض بمسيّرة صباح اليوم الجمعة.\nوهاجمت مسيّرة أخرى محطة الوقود في مدينة الدلنج ظهرا."
    assert {strike.actors[0].id for strike in told(text)} == {"rsf"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت إسرائيل بلدة الخيام جنوب لبنان اليوم، ورد حزب الله بقصف مستوطنة المطلة بالصواريخ.", ["israel", "hezbollah"]),
        ("أطلقت قسد صواريخ على مدينة اعزاز اليوم، لترد المدفعية التركية باستهداف بلدة مرعناز.", ["sdf", "turkey"]),
        ("استهدفت فصائل المعارضة بلدة كفرنبل بالصواريخ اليوم، وردت قوات النظام بقصف مدينة أريحا بالمدفعية.", ["opposition", "syria_gov"]),
        ("قصفت إسرائيل بلدة الخيام جنوب لبنان اليوم، وورد في البيان أن القصف أصاب منزلا.", ["israel"]),
        ("قصفت إسرائيل بلدة الخيام جنوب لبنان اليوم، وردا على ذلك دعت الأمم المتحدة إلى التهدئة.", ["israel"]),
    ],
)
def test_who_answers_in_the_same_sentence_did_another_strike(text: str, expected: list[str]) -> None:
    assert [strike.actors[0].id for strike in told(text)] == expected


def test_who_answers_a_strike_did_not_do_it() -> None:
    text = (
        "قال الحرس الثوري إن قواته قصفت بالصواريخ قاعدة نيفاتيم في النقب اليوم الجمعة، "
        "رداً على جريمة استهداف القنصلية في مدينة دمشق مطلع الشهر."
    )
    assert all(strike.actors[0].id == "unknown" for strike in told(text) if strike.locations[0].country == "SY")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("ثلاثون غارة على بعلبك وحزب الله يقصف كريات شمونة", ["israel", "hezbollah"]),
        ("غارات على رفح والقسام تقصف عسقلان", ["israel", "hamas"]),
        ("غارة إسرائيلية على بعلبك وحزب الله ينعى أحد عناصره", ["israel"]),
        ("قصف إسرائيلي على الخيام والجيش اللبناني يعزز انتشاره", ["israel"]),
    ],
)
def test_a_title_may_tell_of_two_sides(title: str, expected: list[str]) -> None:
    assert [strike.actors[0].id for strike in told("", title)] == expected


def test_who_heads_one_line_of_a_list_has_not_issued_all_of_it() -> None:
    text = (
        "- الجيش الإسرائيلي: عشرات الطائرات في الجو.\n- قناة المسيرة: العدو قصف ميناء الحديدة اليوم.\n"
        "وجاء ذلك بعد يومين من غارة إسرائيلية على بلدة النبي شيت في البقاع."
    )
    assert doers(text)["LB-BH"] == ("israel", "stated")


def test_what_a_doer_answers_he_did_not_do() -> None:
    text = (
        "شنت القوات الأمريكية اليوم الجمعة غارات على مستودعات في مدينة الميادين.\n"
        "وجاء الرد على هجوم بمسيرة يوم الأحد على قاعدة التنف قتل فيه جنديان."
    )
    assert doers(text)["SY-HI"][0] == "unknown"


def test_two_sides_that_fly_leave_a_raid_without_a_name_to_neither() -> None:
    text = (
        "قصفت طائرات روسية اليوم الجمعة بلدة سرمين بريف إدلب.\nوشنت مروحيات النظام اليوم الجمعة غارات على بلدة كفرزيتا بريف حماة.\n"
        "وقتل ثلاثة في غارة يوم الثلاثاء على مدينة عندان بريف حلب."
    )
    assert doers(text)["SY-HL"][0] == "unknown"


def test_who_tells_of_one_strike_has_not_told_of_the_next() -> None:
    text = (
        "قالت مصادر محلية إن طائرة إسرائيلية قصفت اليوم الجمعة ثكنة في مدينة إزرع بريف درعا.\n"
        "وشنت طائرات إسرائيلية أمس غارات على محيط مدينة القنيطرة.\nكما استهدفت غارة اليوم الجمعة مستودعا في بلدة الكسوة بريف دمشق."
    )
    assert doers(text)["SY-RD"] == ("israel", "stated")


FIRST = "قصفت هيئة تحرير الشام بقذائف الهاون، اليوم الجمعة، مواقع قوات النظام في جبل التركمان شمال اللاذقية."


@pytest.mark.parametrize("verb", ["كما استهدفت", "كما استهدفت أيضاً", "وكما قصفت"])
def test_a_verb_without_a_subject_goes_on_with_the_doers_told_before(verb: str) -> None:
    assert doers(f"{FIRST}\n{verb} نقاطاً في بلدة مورك بريف حماة بالمدفعية.")["SY-HM"][0] == "hts"


@pytest.mark.parametrize(
    "line", ["كما استهدفت الطائرات الروسية بلدة مورك بريف حماة.", "كما استهدفت مواقع لهيئة تحرير الشام في بلدة مورك بريف حماة."]
)
def test_another_subject_or_who_is_struck_does_not_go_on_with_them(line: str) -> None:
    assert doers(f"{FIRST}\n{line}")["SY-HM"][0] != "hts"


def test_who_tells_that_unknown_forces_fired_did_not_fire() -> None:
    text = "أعلن الجيش الأميركي اليوم الجمعة أن قوات مجهولة أطلقت صاروخاً على قاعدة في منطقة الشدادي شمال شرقي سوريا."
    assert doers(text)["SY-HA"][0] == "unknown"


def test_who_judges_a_deed_did_not_do_it() -> None:
    assert doers("ووصفت بريطانيا استهداف مستشفى في مدينة خان يونس بصواريخ اليوم الجمعة بالمروع.")["PS-KYS"][0] == "unknown"
