"""What the gazetteer and the resolution of regions promise."""

from __future__ import annotations

from collections import Counter

import pytest

from monitor.errors import UnknownRegion
from workers.extractor.where import gazetteer
from workers.extractor.where.gazetteer import key_of_name, misspelt, named, one_letter_off, surroundings, tables
from workers.extractor.where.place_spans import homonym, homonyms
from workers.extractor.where.regions import find_region

CORE = {"SY", "IQ", "LB", "PS", "IL", "JO", "YE", "SA", "IR", "LY", "SD", "EG"}
SYRIA = {"SY-DY", "SY-HL", "SY-ID", "SY-HM", "SY-HI", "SY-LA", "SY-TA", "SY-RD", "SY-DI", "SY-DR", "SY-SU", "SY-QU", "SY-RA", "SY-HA"}


def test_nothing_is_wrong_with_the_tables() -> None:
    assert gazetteer.check() == []


def test_the_core_countries_have_six_thousand_places() -> None:
    assert sum(1 for row in tables().rows if row[3] in CORE) >= 6000


def test_every_place_has_an_arabic_name_coordinates_and_a_country() -> None:
    assert all(row[0][0] > "\u0600" and row[7] and row[8] and len(row[3]) == 2 for row in tables().rows)


def test_places_of_the_core_countries_have_a_region() -> None:
    assert all(row[4] for row in tables().rows if row[3] in CORE and row[9] not in ("country", "region"))


def test_more_than_six_hundred_sites_and_villages_are_by_hand() -> None:
    by_hand = Counter(row[9] for row in tables().rows if row[11].startswith("own"))
    assert by_hand["village"] >= 600
    assert by_hand["base"] + by_hand["airport"] + by_hand["field"] + by_hand["crossing"] + by_hand["camp"] + by_hand["quarter"] >= 300


def test_every_governorate_of_syria_is_there() -> None:
    assert {row[4] for row in tables().rows if row[9] == "province" and row[3] == "SY"} == SYRIA


@pytest.mark.parametrize("spelling", ["دير الزور", "ديرالزور", "دير زور"])
def test_spaces_and_articles_make_no_other_key(spelling: str) -> None:
    assert key_of_name(spelling) in {"ديرزور", "ديرالزور"}
    assert "SY-DY" in {place.admin1 for place in named(spelling)}


@pytest.mark.parametrize(("left", "right"), [("تقاد", "تقاذ"), ("كفرزيتا", "كفرزتا"), ("هجين", "هجيين"), ("سراقب", "سارقب")])
def test_words_are_one_letter_apart(left: str, right: str) -> None:
    assert one_letter_off(left, right)


@pytest.mark.parametrize(("left", "right"), [("تقاد", "تقاد"), ("هجين", "حجين"), ("سراقب", "سرمين"), ("حردانيه", "حمدانيه")])
def test_words_are_not_one_letter_apart(left: str, right: str) -> None:
    assert not one_letter_off(left, right)


def test_a_slip_in_a_short_name_is_not_corrected() -> None:
    assert misspelt("نوي", "SY-DR") is None


def test_surroundings_are_near_and_the_largest_come_first() -> None:
    around = surroundings(35.02, 40.45, 15)
    assert around[0].name == "الميادين"
    assert all(place.admin1 == "SY-DY" for place in around)


def test_rules_for_homonyms_are_about_names_that_exist() -> None:
    known = tables().by_key
    assert [name for name, rows in homonyms().items() for rule in rows.values() if rule.rule == "prep" and name not in known] == []


def test_a_name_with_its_article_may_be_another_word_than_without() -> None:
    with_article, without = homonym("عين", article=True), homonym("عين", article=False)
    assert with_article is not None
    assert without is not None
    assert (with_article.rule, without.rule) == ("prep", "cue")
    assert homonym("مخمور", article=True) == homonym("مخمور", article=False)


@pytest.mark.parametrize(
    ("text", "admin1"),
    [
        ("SY-DY", "SY-DY"), ("sy-dy", "SY-DY"), ("SY09", "SY-DY"), ("Deir ez-Zor", "SY-DY"), ("Dayr az-Zawr", "SY-DY"),
        ("Deir Ezzor", "SY-DY"),
        ("دير الزور", "SY-DY"), ("ديرالزور", "SY-DY"), ("محافظة دير الزور", "SY-DY"), ("Aleppo", "SY-HL"), ("Aleppo Governorate", "SY-HL"),
        ("Halab", "SY-HL"), ("ريف دمشق", "SY-RD"), ("Rural Damascus", "SY-RD"), ("Damascus", "SY-DI"), ("Al-Hasakah", "SY-HA"),
        ("Hasaka", "SY-HA"), ("الحديده", "YE-HU"), ("Hodeidah", "YE-HU"), ("Sa'dah", "YE-SD"), ("YE22", "YE-SD"), ("Nineveh", "IQ-NI"),
        ("النبطية", "LB-NA"), ("Nabatieh", "LB-NA"), ("شمال دارفور", "SD-DN"), ("North Darfur", "SD-DN"), ("PS-RFH", "PS-RFH"),
    ],
)  # fmt: skip
def test_a_governorate_is_found_by_code_and_by_name_in_any_spelling(text: str, admin1: str) -> None:
    region = find_region(text)
    assert (region.admin1, region.place, region.text) == (admin1, None, text)


@pytest.mark.parametrize(
    ("text", "country"), [("SY", "SY"), ("سوريا", "SY"), ("سورية", "SY"), ("Yemen", "YE"), ("iq", "IQ"), ("Lebanon", "LB")]
)
def test_a_country_is_found_by_code_and_by_name(text: str, country: str) -> None:
    assert find_region(text).country == country


@pytest.mark.parametrize(
    ("text", "name"), [("البوكمال", "البوكمال"), ("أبو كمال", "البوكمال"), ("Al-Mayadin", "الميادين"), ("مدينة الباب", "الباب")]
)
def test_a_town_is_found_with_its_coordinates(text: str, name: str) -> None:
    region = find_region(text)
    assert region.place == name
    assert region.lat is not None
    assert region.lon is not None


def test_the_town_and_its_province_are_told_apart() -> None:
    assert find_region("مدينة حلب").place == "حلب"
    assert find_region("محافظة حلب").admin1 == "SY-HL"


def test_an_unknown_region_is_refused_with_what_may_have_been_meant() -> None:
    with pytest.raises(UnknownRegion) as raised:
        find_region("دير الزوور")
    assert "دير الزور" in raised.value.near


def test_a_region_that_is_like_nothing_is_refused_without_a_guess() -> None:
    with pytest.raises(UnknownRegion) as raised:
        find_region("qqqqqqq")
    assert raised.value.near == ()


def test_a_finer_place_code_is_refused_with_its_governorate_for_no_place_carries_it() -> None:
    with pytest.raises(UnknownRegion) as raised:
        find_region("SY090102")
    assert raised.value.near == ("دير الزور (SY09)",)


@pytest.mark.parametrize("name", ["-", "💥", "...", "123", "ـ"])
def test_a_name_without_letters_is_no_region(name: str) -> None:
    with pytest.raises(UnknownRegion):
        find_region(name)
