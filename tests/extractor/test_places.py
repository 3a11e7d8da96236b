"""What the reading of places promises; the phrasings are in ``tests/corpus/places.tsv``."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import Role
from tests.extractor.corpus import document, rows
from tests.extractor.stories import told
from workers.extractor.places import PlaceMention, find_places
from workers.extractor.text import fold


def places(text: str, country: str = "") -> list[PlaceMention]:
    return [mention.value for mention in find_places(document(text, country))]


def struck(text: str, country: str = "") -> list[tuple[str, str]]:
    return [(place.location.name, place.location.admin1 or "") for place in places(text, country) if place.role is Role.TARGET]


def same(wanted: str, name: str) -> bool:
    """Is the wanted name the name, or whole words of it, articles aside?"""
    bare = [" ".join(word.removeprefix("ال") for word in fold(text).split()) for text in (wanted, name)]
    return bare[0].replace(" ", "") in bare[1].replace(" ", "")


@pytest.mark.parametrize(("sentence", "wanted", "country", "spared"), rows("places.tsv"))
def test_a_sentence_names_what_was_struck_in_its_region_and_nothing_else(sentence: str, wanted: str, country: str, spared: str) -> None:
    found = struck(sentence, country)
    for name, region in (item.split("@") for item in wanted.split(";") if item != "-"):
        assert any(same(name, place) and region == code for place, code in found)
    assert wanted != "-" or not found
    for name in filter(None, spared.split("|")):
        assert fold(name) not in [fold(place) for place, _ in found]


def test_a_known_place_has_its_own_coordinates() -> None:
    (place,) = places("قصف على مدينة الباب")
    assert (place.location.lat, place.location.lon, place.location.geo_precision) == (36.37, 37.52, 1)


def test_the_country_around_a_town_is_an_area_near_it() -> None:
    (place,) = places("قصف على محيط مدينة الباب")
    assert place.location.geo_precision == 2


def test_a_province_is_no_spot() -> None:
    (place,) = places("قصف على ريف حماة الشمالي")
    assert (place.location.name, place.location.geo_precision) == ("حماة", 3)


def test_an_unknown_place_lies_where_its_container_does() -> None:
    unknown, container = places("قصف على قرية زعيترة بريف سلمية الشرقي")
    assert unknown.entry is None
    assert (unknown.location.admin1, unknown.location.lat) == ("SY-HM", container.location.lat)


def test_an_unknown_place_without_any_context_has_the_country_of_the_outlet() -> None:
    (place,) = places("قصف على قرية زعيترة", "SY")
    assert (place.location.country, place.location.admin1) == ("SY", None)


def test_a_section_header_gives_its_region_to_what_follows() -> None:
    found = struck("درعا::\nقصف على قرية زعيترة ليلا.\nإدلب::\nقصف على قرية مزيلة ليلا.")
    assert found == [("زعيترة", "SY-DR"), ("مزيلة", "SY-ID")]


def test_a_dateline_gives_no_region() -> None:
    (place,) = [place for place in places("دمشق - سانا: قصف على بلدة سرمين") if place.is_dateline]
    assert place.role is Role.OTHER


def test_a_known_name_of_another_province_is_an_unknown_namesake() -> None:
    found = struck("قصف على قرية القورية بريف السويداء الشرقي")
    assert found == [("القورية", "SY-SU")]


def test_the_rest_of_the_article_settles_a_name_of_two_countries() -> None:
    libya = struck("اشتبكت قوات في مصراتة وسرت بليبيا. وسقط صاروخ على طرابلس.")
    lebanon = struck("أغارت طائرات على صيدا والنبطية في لبنان. وسقط صاروخ على طرابلس.")
    assert ("طرابلس", "LY-TB") in libya
    assert ("طرابلس", "LB-AS") in lebanon


def test_a_misspelt_name_is_the_known_one_only_in_its_own_province() -> None:
    assert struck("قصف على قرية هجيين بريف دير الزور") == [("هجين", "SY-DY")]
    assert struck("قصف على قرية هجيين بريف درعا") == [("هجيين", "SY-DR")]


def test_a_nation_right_after_a_name_settles_its_country() -> None:
    assert struck("تفجير في مدينة سروج التركية")[0][1] == "TR-63"
    assert struck("قصف على قرية سروج بريف حماة الشرقي") == [("سروج", "SY-HM")]


def test_a_site_that_is_named_for_a_town_is_a_site_in_it() -> None:
    (place,) = places("غارة على مستشفى منبج")
    assert (place.location.name, place.location.admin1, place.location.feature) == ("مستشفى منبج", "SY-HL", "hospital")


def test_the_town_of_a_struck_site_counts_and_the_town_near_a_struck_village_does_not() -> None:
    assert ("البوكمال", "SY-DY") in struck("استهدفت طائرة قاعدة الإمام علي في البوكمال")
    assert ("جسر الشغور", "SY-ID") not in struck("استهدفت طائرة قرية الكفير قرب جسر الشغور")


@pytest.mark.parametrize("prefix", ["", "و", "ب", "ل", "وب"])
def test_clitics_change_no_place(prefix: str) -> None:
    (place,) = places(f"غارات {prefix}كفرنبل" if prefix else "غارات على كفرنبل")
    assert place.location.admin1 == "SY-ID"


def test_offsets_point_at_the_words() -> None:
    text = "قال مصدر: قصفت طائرة بريف دير الزور الغربي مستودعات عياش"
    mentions = find_places(document(text))
    assert [text[mention.start : mention.end] for mention in mentions] == ["بريف دير الزور الغربي", "مستودعات عياش"]
    assert all(mention.value.location.mention == mention.text for mention in mentions)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("قرية بلدة ،وبريفحلبالشمتينكف\n.(“”:-1"), max_size=200))
def test_any_text_is_read(text: str) -> None:
    for mention in find_places(document(text)):
        assert text[mention.start : mention.end] == mention.text


def test_a_place_is_the_same_whatever_paragraph_follows() -> None:
    alone = struck("قصف على بلدة مارع شمالي حلب.")
    assert struck("قصف على بلدة مارع شمالي حلب.\nاشترك في نشرتنا ليصلك جديدنا.") == alone


def test_a_name_lies_where_its_own_phrase_put_it_before() -> None:
    text = "قصف على قرى المشيرفة وخضراوي بريف بلدة أبو راسين شمال الحسكة. وقتل اثنان في قرية المشيرفة."
    assert {code for name, code in struck(text) if same("المشيرفة", name)} == {"SY-HA"}


def test_the_two_villages_named_before_are_not_the_town_of_that_name() -> None:
    text = "قصف على قريتي فافين والشيخ عيسى بريف حلب. ولحق دمار واسع بالبيوت في القريتين."
    assert "القريتين" not in [name for name, _ in struck(text)]


def test_the_town_of_that_name_is_one_where_no_two_villages_are_named() -> None:
    assert ("القريتين", "SY-HI") in struck("غارات على القريتين بريف حمص")


def test_gaza_is_the_strip_where_the_article_names_the_strip_and_not_the_city() -> None:
    assert struck("غارات على غزة. قصف شرق رفح جنوب قطاع غزة.", "PS")[0] == ("قطاع غزة", "")


def test_gaza_is_the_city_where_the_article_speaks_of_the_city() -> None:
    assert struck("غارات على غزة. قصف منزل وسط مدينة غزة شمال قطاع غزة.", "PS")[0] == ("غزة", "PS-GZA")


def test_a_street_lies_in_the_city_that_the_article_is_about() -> None:
    text = "غارات على مدينة البوكمال بدير الزور. طال القصف مدرسة الثورة وشارع السبعين."
    assert {code for _, code in struck(text)} == {"SY-DY"}


def test_the_syrian_desert_is_no_one_province() -> None:
    (desert,) = places("غارات روسية على مواقع في البادية السورية")
    assert (desert.location.country, desert.location.admin1) == ("SY", None)


def test_a_capital_is_its_city_and_a_province_that_is_called_one_too() -> None:
    assert [place.location.feature for place in places("غارات على العاصمة صنعاء")] == ["city"]
    assert [place.location.feature for place in places("غارات على صنعاء")] == ["city"]
    assert [place.location.feature for place in places("غارة على مدينة إدلب. وقصف الطيران إدلب")] == ["city", "city"]
    assert [place.location.feature for place in places("قصف الطيران إدلب")] == ["province"]


def test_the_dateline_of_a_capital_gives_an_unknown_village_no_region() -> None:
    unknown = next(place for place in places("تل أبيب: سقط صاروخ في كريات شمونة، وأصاب آخر قرية زعرورة") if place.entry is None)
    assert unknown.location.admin1 == "IL-Z"


def test_a_quarter_that_nobody_knows_is_of_the_city_struck_last() -> None:
    text = (
        "سقطت قذائف على مدينة السويداء مساء اليوم.\nوقال مراسلنا إن القذائف سقطت في حي السنديان قرب الحديقة.\n"
        "وقصف الطيران بلدات الحراك والصورة وناحتة وبصر الحرير في ريف درعا الشرقي."
    )
    provinces = {place.name: place.admin1 for strike in told(text) for place in strike.locations}
    assert provinces["السنديان"] == "SY-SU"
