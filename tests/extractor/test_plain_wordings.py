"""Wordings of every day that must be read, whoever writes them, each beside one that looks alike and is none."""

from __future__ import annotations

import pytest

from monitor.model import EventType, Kind
from tests.extractor.stories import NEWS, kinds, told


def new_in(text: str, title: str = "") -> set[str | None]:
    """The provinces in which the text tells of news."""
    news = [strike for strike in told(text, title) if strike.kind in (Kind.NEW, Kind.UPDATE)]
    return {place.admin1 for strike in news for place in strike.locations}


@pytest.mark.parametrize("thing", ["مقرا", "وكرا", "جسرا", "برجا", "رتلا", "حقلا", "كهفين", "سيارتين", "مخزنين", "دراجة نارية"])
def test_a_blow_on_a_thing_is_a_strike_however_the_thing_is_written(thing: str) -> None:
    assert new_in(f"أفادت مصادر محلية بأن ضربة استهدفت {thing} قرب مدينة البوكمال فجر اليوم.") == {"SY-DY"}


@pytest.mark.parametrize("thing", ["كهفين", "مستودعين", "منصتين"])
def test_aircraft_that_destroy_two_things_strike(thing: str) -> None:
    assert new_in(f"دمر الطيران الحربي {thing} في محافظة صعدة صباح اليوم.") == {"YE-SD"}


@pytest.mark.parametrize("city", ["دير الزور", "حلب", "إدلب", "البصرة", "صنعاء"])
@pytest.mark.parametrize("words", ["طالت الغارات {} ومحيطها.", "تعرض منزل للقصف في {}.", "القصف يتجدد على {}."])
def test_a_city_named_like_its_province_is_a_place_that_was_struck(words: str, city: str) -> None:
    assert len(new_in(words.format(city))) == 1


@pytest.mark.parametrize("line", ["ونزحت عائلات بسبب تواصل القصف على ريف حماة.", "وزار الوفد المنازل التي تعرضت للقصف في ريف حماة."])
def test_shelling_that_is_only_known_of_a_countryside_is_no_news(line: str) -> None:
    assert "SY-HM" not in {region for kind, region in kinds(f"{NEWS}\n{line}") if kind is Kind.NEW}


def test_missiles_that_reach_a_base_are_no_threat_of_ours() -> None:
    assert new_in("هجوم صاروخي يطال قاعدة أمريكية قرب الحسكة.") == {"SY-HA"}
    assert new_in("وقال القائد إن صواريخنا تطال كل القواعد قرب الحسكة.") == set()


def test_who_is_in_charge_of_training_drills_nobody() -> None:
    assert new_in("قتلت طائرات التحالف المسؤول عن تدريب المقاتلين في ضربة جنوب الرقة اليوم.") == {"SY-RA"}
    assert new_in("وجهت الطائرات ضربات إلى أهداف جنوب الرقة اليوم خلال تدريبات بالذخيرة الحية.") == set()


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("انطلاق مناورات بحرية واسعة", "بدأت القوات البحرية اليوم مناورات واسعة قبالة الساحل."),
        ("الجيش يختبر جاهزيته بقصف مدفعي في تدمر", "تتواصل في البادية تدريبات تشارك فيها وحدات من عدة فرق."),
    ],
)
def test_what_is_hit_in_a_drill_was_not_struck(title: str, opening: str) -> None:
    text = f"{opening}\nوضربت الطائرات أهدافا في تدمر وأصابتها بدقة.\nوقال القائد إن المرحلة الثانية تبدأ غدا."
    assert new_in(text, title) == set()


def test_what_hurts_somebody_beside_a_drill_was_struck() -> None:
    text = "بدأت القوات اليوم مناورات واسعة في البادية.\nوقتل أربعة مدنيين بقصف مدفعي على بلدة سرمين صباح اليوم."
    assert new_in(text, "انطلاق مناورات في البادية") == {"SY-ID"}


def test_political_manoeuvres_are_no_drill() -> None:
    text = "تتواصل في العاصمة مناورات سياسية بين الكتل.\nوقصفت المدفعية بلدة سرمين صباح اليوم."
    assert new_in(text, "مناورات سياسية في العاصمة") == {"SY-ID"}


def test_an_attack_that_the_next_sentence_calls_a_strike_is_one() -> None:
    opening = "أعلنت السلطات تعرض أحد المراكز التابعة للوزارة لهجوم في مدينة أصفهان صباح اليوم."
    assert new_in(f"{opening} وقال المسؤول إن القصف خلف أضرارا طفيفة.") == {"IR-10"}
    assert new_in(f"{opening} وقال المسؤول إن المسلحين لاذوا بالفرار.") == set()


def test_the_attack_that_the_opening_dates_is_its_news() -> None:
    lead = "الهجوم الإسرائيلي الذي طال بعد ظهر اليوم بناية في الدوحة أودى بحياة حارس."
    assert new_in(lead) == {"QA-DA"}


def test_drones_that_set_fire_to_a_thing_struck_it() -> None:
    assert new_in("تسبب سقوط طائرتين مسيرتين على مستودعات الوقود في الفجيرة باندلاع حريق كبير.") == {"AE-FU"}
    assert new_in("أدى سقوط طائرة مسيرة في منطقة خالية قرب الفجيرة إلى تجمع الفضوليين.") == set()


@pytest.mark.parametrize("words", ["مذابح ترتكب في دير الزور بواسطة الطائرات", "كل يوم مجزرة في دير الزور بقصف الطائرات"])
def test_what_is_committed_day_by_day_is_no_one_strike(words: str) -> None:
    assert "SY-DY" not in new_in(f"{NEWS}\nوكتب ناشط في تغريدة: {words}.")


def test_what_accompanies_the_shelling_is_another_deed() -> None:
    assert new_in(f"{NEWS}\nوتزامن القصف مع توغل قوة راجلة في بلدة حضر بريف القنيطرة.") == {"SY-ID"}


def test_who_answers_in_the_other_half_of_a_title_struck_there() -> None:
    strikes = told("", "إصابة عامل بقذيفة حوثية في نجران والتحالف يرد بضربات جوية على صعدة")
    by_region = {strike.locations[0].admin1: strike for strike in strikes}
    assert by_region["YE-SD"].event_type is EventType.AIR
    assert [actor.id for actor in by_region["YE-SD"].actors] == ["saudi_coalition"]
    assert [actor.id for actor in by_region["SA-10"].actors] == ["houthis"]


def test_a_title_under_a_capitals_name_tells_where() -> None:
    assert new_in("", "صنعاء: قصف جوي يخلف قتلى وجرحى") == {"YE-SA"}
    assert "IR-23" not in new_in("", "طهران: قصف سنجار انتهاك للسيادة")
