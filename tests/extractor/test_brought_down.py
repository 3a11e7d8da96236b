"""What was brought down before it struck: whose it was, and that whoever brought it down did not fire it."""

from __future__ import annotations

import pytest

from monitor.model import EventType
from tests.extractor.stories import told


@pytest.mark.parametrize(
    "text",
    [
        "أعلن الجيش السوداني إسقاط طائرة مسيرة حاولت استهداف مدينة مروي فجر اليوم.",
        "أسقطت قوات الدعم السريع طائرة مسيرة استهدفت مطار نيالا.",
        "قال الجيش الليبي إنه أسقط مسيرة حاولت مهاجمة مدينة سرت.",
        "أعلنت قوات سوريا الديمقراطية إسقاط مسيرة حاولت قصف سد تشرين.",
        "اعترضت الدفاعات الكويتية مسيرات معادية استهدفت مطار الكويت.",
        "دمرت قوات التحالف طائرة مسيرة أطلقت نحو مدينة أبها.",
    ],
)
def test_who_shoots_a_drone_down_did_not_fire_it(text: str) -> None:
    [strike] = told(text)
    assert [actor.id for actor in strike.actors] in (["unknown"], [])
    assert strike.event_type is EventType.DRONE


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("أعلن التحالف تدمير طائرتين مسيرتين أطلقتهما المليشيا الحوثية باتجاه خميس مشيط.", "houthis"),
        ("أعلن التحالف اعتراض وتدمير صاروخ باليستي أطلقه الحوثيون باتجاه نجران.", "houthis"),
        ("أسقطت الدفاعات الجوية مسيرة حوثية فوق مدينة جازان.", "houthis"),
        ("تصدت الدفاعات القطرية لهجوم إيراني بصواريخ استهدف قاعدة العديد.", "iran"),
        ("هاجمت إيران قاعدة العديد بصواريخ، وأسقطت الدفاعات القطرية معظمها.", "iran"),
    ],
)
def test_who_fired_what_was_brought_down(text: str, doer: str) -> None:
    [strike] = told(text)
    assert [actor.id for actor in strike.actors] == [doer]


def test_a_plane_brought_down_on_its_way_struck_nothing() -> None:
    assert told("أعلنت الدفاعات الجوية إسقاط مقاتلة سعودية كانت تحاول الإغارة على مواقع في مدينة ذمار.") == []
    assert len(told("أسقطت الدفاعات الجوية طائرة حربية كانت تقصف مدينة العزيزية.")) == 1


@pytest.mark.parametrize("deed", ["بشنها", "بتنفيذها", "بارتكابها", "بالوقوف وراءها", "بتنفيذ الغارة"])
def test_who_is_charged_with_it_is_told_in_the_next_sentence(deed: str) -> None:
    [strike] = told(f"قتل ثلاثة في غارة على مدينة غريان اليوم. واتهمت حكومة الوفاق قوات حفتر {deed}.")
    assert [actor.id for actor in strike.actors] == ["lna"]


def test_a_charge_of_something_else_charges_nobody_with_the_strike() -> None:
    [strike] = told("قتل ثلاثة في غارة على مدينة غريان اليوم. واتهمت حكومة الوفاق الإمارات بتزويد حفتر بالسلاح.")
    assert [actor.id for actor in strike.actors] == ["unknown"]


def test_what_defences_deal_with_over_a_place_came_to_it() -> None:
    [strike] = told("قال الجيش الكويتي إن الدفاعات تتعامل اليوم مع مسيرات معادية فوق منطقة الجهراء.")
    assert strike.event_type is EventType.DRONE
    assert [place.admin1 for place in strike.locations] == ["KW-JA"]


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت وزارة الدفاع اليوم أن دفاعاتها تعاملت مع 12 صاروخا دون وقوع إصابات.",
        "قال الناطق إن الحكومة تتعامل بجدية مع ملف الصواريخ في الحديدة.",
        "تعامل خبراء المتفجرات مع صاروخ قديم في البصرة.",
    ],
)
def test_what_is_dealt_with_nowhere_or_by_others_is_no_strike(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت القيادة المركزية الأميركية أن قواتها نجحت اليوم في تدمير أربع طائرات مسيرة ومنظومة صاروخية في مناطق سيطرة الحوثيين باليمن.",
        "دمرت القوات الأميركية منصتي إطلاق صواريخ في مناطق سيطرة الحوثيين بمحافظة الحديدة اليوم.",
    ],
)
def test_arms_destroyed_where_their_owner_rules_were_struck(text: str) -> None:
    [strike] = told(text)
    assert [actor.id for actor in strike.actors] == ["usa"]
    assert strike.locations[0].country == "YE"
    assert strike.event_type is EventType.UNSPECIFIED


@pytest.mark.parametrize(
    "text", ["دمر الجيش معملا للمخدرات في مناطق سيطرة النظام قرب درعا.", "عثر الجيش على أسلحة ودمرها في مناطق سيطرة داعش قرب تدمر."]
)
def test_what_troops_destroy_by_hand_was_not_struck(text: str) -> None:
    assert told(text) == []
