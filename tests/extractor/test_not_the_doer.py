"""Who is named beside a strike that he did not do: who counts dead of his own, the country in which it was, who claims many others."""

from __future__ import annotations

import pytest

from tests.extractor.stories import told


def doers(text: str) -> set[str]:
    return {actor.id for strike in told(text) for actor in strike.actors}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("قالت قيادة العمليات المشتركة العراقية إن القصف قرب الحلة أسفر عن مقتل ثلاثة من أفراد الجيش.", "iraq_gov"),
        ("أعلنت وزارة الدفاع السورية أن الغارات على مطار حماة أدت إلى مقتل جنديين.", "syria_gov"),
        ("أعلن الجيش اللبناني أن غارة على بلدة حولا أسفرت عن إصابة جندي.", "lebanon_army"),
        ("أكد الجيش الإسرائيلي إصابة جنديين نتيجة سقوط قذيفة في المطلة.", "israel"),
        ("أعلن الجيش التركي أن القصف على مدينة كوباني أسفر عن مقتل جندي من قواته.", "turkey"),
        ("من جهتها أعلنت قسد أن القصف على عين عيسى أدى إلى مقتل أربعة من مقاتليها.", "sdf"),
    ],
)
def test_who_counts_dead_of_his_own_is_not_the_doer(text: str, speaker: str) -> None:
    assert doers(text)
    assert speaker not in doers(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("أعلنت وزارة الدفاع الروسية أن الضربة أسفرت عن مقتل خمسين جنديا أوكرانيا في أوديسا.", "russia"),
        ("أعلنت كتائب القسام أن قصف تجمع للاحتلال شرق رفح أدى إلى مقتل جنديين.", "hamas"),
        ("أعلن الجيش الإسرائيلي قصف موقع في حمص ومقتل ثلاثة جنود سوريين.", "israel"),
        ("أعلن الجيش السوداني أن الغارات على مدينة نيالا أسفرت عن مقتل عشرات من عناصر المليشيا.", "sudan_gov"),
        ("أعلن التحالف أن الضربة أسفرت عن مقتل قيادي في الرقة.", "coalition"),
    ],
)
def test_who_counts_the_dead_of_others_is(text: str, speaker: str) -> None:
    assert doers(text) == {speaker}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("وفي إيران، سقطت صواريخ على مدينة أصفهان.", "iran"),
        ("وفي تركيا سقطت قذيفتان على مدينة كيليس.", "turkey"),
        ("من جهة أخرى، وفي العراق، سقطت صواريخ أمس على قاعدة بلد الجوية.", "iraq_gov"),
        ("وفي إسرائيل سقطت صواريخ على مدينة حيفا.", "israel"),
    ],
)
def test_the_country_in_which_it_was_did_nothing(text: str, country: str) -> None:
    assert doers(text) == {"unknown"}
    assert doers(f"قصفت {text.split()[1].removesuffix('،')} بلدة سرمين.") - {"unknown"} <= {country}


@pytest.mark.parametrize(
    "claim",
    [
        "ومنذ بدء القتال تبنت فصائل عراقية عشرات الهجمات بالمسيرات على فنادق في أربيل.",
        "وتبنت المقاومة الإسلامية في العراق هجمات على قواعد أميركية منذ بداية الحرب.",
    ],
)
def test_who_claims_many_strikes_has_not_claimed_this_one(claim: str) -> None:
    assert doers(f"تعرض مقر في جرف الصخر اليوم الجمعة لضربتين جويتين أسفرتا عن إصابة ثلاثة.\n{claim}") == {"unknown"}


def test_who_claims_the_strike_has() -> None:
    assert doers("سقط صاروخ قرب قاعدة عين الأسد.\nوتبنت فصائل عراقية الهجوم.") == {"iran_backed"}


def test_whose_strikes_were_in_one_country_did_not_do_those_in_another() -> None:
    text = (
        "شنت إسرائيل غارات على دمشق وحمص اليوم الجمعة.\nكما قصفت إسرائيل مطار حماة.\n"
        "من جهة أخرى، استهدفت طائرات مسيرة مفخخة قاعدة عسكرية قرب مطار بغداد."
    )
    assert {strike.actors[0].id for strike in told(text) if strike.locations[0].country == "IQ"} == {"unknown"}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("قتل ثلاثة فجر اليوم في القصف الذي طال بناية بمخيم الشاطئ غرب غزة.", "israel"),
        ("تجدد القصف على حي الشجاعية شرق غزة.", "israel"),
        ("أربعة شهداء بينهم صحفي في استهداف خيمة للنازحين في دير البلح وسط قطاع غزة.", "israel"),
        ("شهيدان باستهداف سيارة في مخيم جباليا.", "israel"),
        ("سقوط صاروخ على منزل في بيت لاهيا شمال غزة.", "unknown"),
        ("قصف بقذائف الهاون تجمعا للجنود شرق خان يونس.", "unknown"),
        ("قصف ثكنة زبدين في مزارع شبعا.", "unknown"),
    ],
)
def test_what_is_called_shelling_of_gaza_is_israels_where_no_troops_are_struck(text: str, doer: str) -> None:
    assert doers(text) == {doer}


def test_a_country_named_in_passing_tells_not_whose_the_air_force_is() -> None:
    text = (
        "قتل 16 مدنيا بغارات للطيران الحربي على أحياء حلب وريف حلب الشرقي اليوم الجمعة.\n"
        "ودارت اشتباكات على جبهة صلاح الدين في حلب.\nوفي إدلب وحماة وحمص ودرعا ودمشق خرجت مظاهرات، وفي ريف إدلب أيضا."
    )
    assert "iraq_gov" not in doers(text)


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("استشهد مواطن وأصيب ثلاثة آخرون في قصف مدفعية الاحتلال شرق مخيم البريج وسط قطاع غزة.", "israel"),
        ("قتل خمسة مدنيين في قصف قوات النظام بلدة سرمين.", "syria_gov"),
        ("أصيب طفل في قصف مدفعية قوات النظام قرب مدينة أريحا.", "syria_gov"),
    ],
)
def test_in_whose_shelling_they_died_he_did_it(text: str, doer: str) -> None:
    assert doers(text) == {doer}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("أعلن المتحدث العسكري باسم أنصار الله العميد يحيى سريع تنفيذ عملية عسكرية استهدفت مطار بن غوريون بصاروخ باليستي.", "houthis"),
        ("أعلن المتحدث باسم جماعة الحوثي يحيى سريع تنفيذ عملية نوعية استهدفت مدينة يافا بطائرة مسيرة.", "houthis"),
        ("أعلن الناطق باسم كتائب القسام أبو عبيدة تنفيذ هجوم استهدف مستوطنة سديروت برشقة صاروخية.", "hamas"),
    ],
)
def test_whose_spokesman_announces_an_operation_did_it(text: str, doer: str) -> None:
    assert doers(text) == {doer}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("بغداد تقصف مواقع داعش في كركوك.", "iraq_gov"),
        ("أنقرة تقصف قسد في مدينة منبج.", "turkey"),
        ("طهران تقصف مقرات المعارضة الكردية في أربيل.", "iran"),
        ("القاهرة تقصف داعش في درنة.", "egypt"),
    ],
)
def test_a_capital_before_its_verb_strikes(text: str, doer: str) -> None:
    assert doers(text) == {doer}


def test_the_drone_of_another_province_is_not_his_whose_raids_are_told_behind() -> None:
    digest = (
        "دير الزور: استهدفت طائرة مسيرة اليوم الجمعة سيارة لقيادي في بلدة الطيانة، ما أدى إلى مقتله.\n"
        "حلب: قصف مدفعي لقوات النظام على محيط بلدة كفر نوران غربي حلب.\n"
        "إدلب: غارات روسية على أطراف بلدة البارة دون إصابات."
    )
    by_region = {place.admin1: {actor.id for actor in strike.actors} for strike in told(digest) for place in strike.locations}
    assert by_region["SY-ID"] == {"russia"}
    assert by_region["SY-DY"] == {"unknown"}


@pytest.mark.parametrize(
    "text",
    [
        "أعلن حزب الله أنه ردا على الغارات على القرى، وخصوصا بلدة عيترون واستشهاد راع، قصف اليوم مستعمرة المطلة بالصواريخ.",
        "رد حزب الله اليوم، على الاعتداءات على القرى وآخرها بلدة عيترون، بقصف مستعمرة المطلة بالصواريخ.",
        "وردا على استهداف بلدة عيترون، قصف مقاتلو حزب الله اليوم مستعمرة المطلة بالصواريخ.",
    ],
)
def test_what_a_strike_answers_was_not_struck_by_who_answers(text: str) -> None:
    [strike] = told(text)
    assert [place.name for place in strike.locations] == ["المطلة"]
    assert strike.casualties.killed is None


def test_who_did_what_a_strike_answers_did_not_do_the_strike() -> None:
    (strike,) = told("استهدفت مسيرات ميناء الدقم اليوم الجمعة، في أول رد على الغارات الأمريكية.")
    assert [actor.id for actor in strike.actors] == ["unknown"]
