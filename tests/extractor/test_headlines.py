"""Titles that leave the verb out, and those that only speak of weapons."""

from __future__ import annotations

import pytest

from monitor.model import Kind
from tests.extractor.stories import told


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("صواريخ باليستية على أربيل", "أربيل"),
        ("عشرات القذائف على حي الشعار في حلب", "الشعار"),
        ("حزب الله يرد: صواريخ على صفد", "صفد"),
        ("غارات على رفح وصواريخ على عسقلان", "عسقلان"),
        ("براميل متفجرة على داريا وصواريخ على دوما", "دوما"),
    ],
)
def test_a_title_tells_of_weapons_on_a_place_without_a_verb(title: str, place: str) -> None:
    strikes = told("سمعت أصوات انفجارات عنيفة صباح اليوم الجمعة في أنحاء متفرقة من المدينة وهرع السكان إلى الملاجئ.", title)
    assert place in {spot.name for strike in strikes if strike.kind is Kind.NEW for spot in strike.locations}


@pytest.mark.parametrize(
    "title",
    [
        "روسيا تنشر صواريخ على الحدود مع أوكرانيا قرب سومي",
        "صواريخ على متن سفينة قبالة عدن",
        "تهديد بصواريخ على تل أبيب",
        "لا قذائف على دمشق منذ أسبوع",
        "اقتتال بين فصيلين في الباب وقذائف على أطراف المدينة",
        "تصعيد في غزة: عشرة شهداء وعشرات الصواريخ على المستوطنات",
    ],
)
def test_a_title_that_speaks_of_weapons_tells_of_no_strike(title: str) -> None:
    assert told("عاد الهدوء إلى المدينة صباح اليوم الجمعة وفتحت المحال أبوابها بعد يوم من التوتر.", title) == []


def test_a_convoy_that_comes_from_a_country_is_struck_elsewhere() -> None:
    for text, place in (
        ("استهدفت طائرة مسيرة اليوم الجمعة سيارة قادمة من لبنان في القصير.", "القصير"),
        ("تعرضت قافلة آتية من العراق لغارات في البوكمال اليوم الجمعة.", "البوكمال"),
    ):
        (strike,) = told(text)
        assert [spot.name for spot in strike.locations if spot.role.value == "target"] == [place]


def test_what_comes_from_posts_in_a_town_was_fired_there() -> None:
    (strike,) = told("سقطت قذائف قادمة من مواقع النظام في جورين على بلدة الزيارة اليوم الجمعة وأصيب طفل.")
    assert [spot.name for spot in strike.locations if spot.role.value == "target"] == ["الزيارة"]


def test_each_side_of_a_title_has_its_own_means() -> None:
    text = "سقط ستة قتلى مدنيين اليوم الجمعة بقذائف هاون أطلقها التنظيم على حيي الجورة والقصور في مدينة دير الزور."
    (strike,) = (one for one in told(text, "تنظيم داعش يقصف دير الزور والنظام يرد بالبراميل") if one.actors[0].id == "isis")
    assert strike.event_type.value == "artillery_shelling"
