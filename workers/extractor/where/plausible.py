"""Whether a place of the gazetteer can be the one that an article names, or only its namesake: what is far from everything that the
article speaks of is another place of that name, which the gazetteer lacks.
"""

from __future__ import annotations

from collections import Counter

from workers.extractor.where.gazetteer import WIDE, Place, distance_km, key_of_name, province
from workers.extractor.where.place_headers import capitals
from workers.extractor.where.place_links import SMALL
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_surroundings import EASILY_NAMESAKES, NAMED_AFTER, Surroundings, of_every_city, sets_the_scene
from workers.extractor.where.place_words import words

LIST_KM = 120  # from the middle of the province of a list to a village in it
_LARGE, _METROPOLIS = 50_000, 300_000
_BORDER_KM = 70
_POSTS = ("موقع", "ثكنه")
_FEW = 4  # one in so many of a list may lie in another country
_TOWNS = frozenset(("city", "town", "district", "village"))
_SITES = frozenset(("camp", "airport", "port", "base", "field", "refinery"))
_PLACES_OF_RENOWN = frozenset(("city", "province", "country"))
_OF_A_TOWN = frozenset(("street", "square", "junction"))


def plausible(spot: Place, phrase: Phrase, around: Surroundings, container: Place | None, neighbours: Counter[str]) -> bool:
    """A place far from everything that the article speaks of is a namesake of one that the gazetteer lacks."""
    of_another_land = bool(phrase.nation) and spot.country != phrase.nation
    astray = container is None and _astray(spot, phrase, around)
    if of_another_land or astray or _named_after(spot, phrase, around, container, neighbours):
        return False
    if container or spot.feature in WIDE:  # مخيم المثنى and حي القادسية are not in the Iraqi provinces
        named_so = "quarter" not in phrase.features and spot.country in (around.main_country, phrase.nation)
        return bool(container) or not SMALL & set(phrase.features) or named_so
    abroad = spot.feature in _TOWNS and around.main_country not in (None, spot.country)
    there = around.main_province in (None, spot.admin1) or not _of_every_city(spot, phrase)
    elsewhere = not there or ("quarter" in phrase.features and (abroad or _of_another_town(spot, neighbours)))
    if (elsewhere and spot.admin1 not in neighbours) or _of_another_city(spot, phrase, around, neighbours):
        return False
    foreign = around.main_country is not None and spot.country not in (around.main_country, around.home)
    if phrase.follows and (not _fits_list(spot, neighbours) if neighbours else foreign):
        return False  # حي السماح والزهراء, of which the first is not known
    if spot.by_hand:
        known = spot.population >= _LARGE or spot.feature in ("city", "district")
        return known or spot.country == around.home or _in_a_country_told(spot, phrase, around)
    return spot.population >= _METROPOLIS or spot.country in (around.main_country, around.home)


def _astray(spot: Place, phrase: Phrase, around: Surroundings) -> bool:
    """``محلة القائم`` of Beirut, ``معان`` in a list of villages of Hama: a town, however well known, of a country that nothing else in the
    article speaks of, far from what it does speak of. A city may be told of alone, where it is not called a quarter or listed."""
    main, word = around.main_country, phrase.word
    if main in (None, spot.country) or spot.country == around.home or word in capitals():
        return False
    if spot.feature not in _TOWNS and (spot.feature != "province" or "province" in phrase.features):
        return False
    told_of = around.told_beside(word)
    village = (
        spot.feature in EASILY_NAMESAKES
        and not phrase.cued
        and not any(code.startswith(f"{spot.country}-") for code in around.provinces if code != spot.admin1)
    )
    if main not in told_of or (spot.country in told_of | around.hinted and not village):
        return False
    told = Counter(code for code in around.provinces if code != spot.admin1)
    part_of_town = phrase.listed or phrase.joined or phrase.follows or word in around.parts
    part_of_town = part_of_town or ("district" in phrase.features and spot.feature != "district")  # مديرية المحرق is in no other land
    renowned = (spot.population >= _LARGE or spot.feature == "province") and not part_of_town
    certain = around.countries[main or ""] > 1 or word in around.parts
    return certain and not renowned and bool(told) and from_list_km(spot, told) > LIST_KM


def _of_another_city(spot: Place, phrase: Phrase, around: Surroundings, neighbours: Counter[str]) -> bool:
    """``بمدينة الأبيض، وسقطت على منزل في حي الصحافة``: a quarter of a city that nothing else in the article speaks of is a namesake."""
    alone = spot.admin1 not in neighbours and around.provinces[spot.admin1 or ""] <= 1
    quarter = spot.feature == "quarter" and "quarter" in phrase.features
    told = neighbours or Counter([around.main_province] if around.main_province and not phrase.listed else [])
    same_land = any(code.startswith(f"{spot.country}-") for code in told)
    return quarter and alone and same_land and spot.admin1 not in told and from_list_km(spot, told) > LIST_KM


def _of_every_city(spot: Place, phrase: Phrase) -> bool:
    """``أحياء الرياض والنصر`` are of the city that the article is about."""
    return phrase.word in of_every_city() and "quarter" in (spot.feature, *phrase.features)


def _of_another_town(spot: Place, neighbours: Counter[str]) -> bool:
    """``حي ميسلون`` is of the town that the article speaks of, and every city has a ``حي المطار``."""
    return (
        spot.feature in ("village", "site", "town", "farm")
        or (spot.feature == "district" and bool(neighbours))
        or (spot.geo_precision == 2 and bool(neighbours))
    )


def _fits_list(spot: Place, neighbours: Counter[str]) -> bool:
    """A list of villages has hardly any in another country, and none at the other end of its own; a town next to it may be abroad."""
    known = spot.by_hand and (spot.population >= _LARGE or spot.feature == "mountains")
    if known and from_list_km(spot, neighbours) < LIST_KM:
        return True  # ديرك وسنجار, ديرك وجبل سنجار
    if spot.by_hand and spot.feature in _SITES and sets_the_scene(spot):
        return True  # قاعدة العديد ومعسكر عريفجان
    there = sum(number for code, number in neighbours.items() if code.startswith(spot.country))
    if there * _FEW < neighbours.total():
        return False
    if spot.feature not in EASILY_NAMESAKES or spot.admin1 in neighbours:
        return True
    return from_list_km(spot, neighbours) < LIST_KM


def from_list_km(spot: Place, neighbours: Counter[str]) -> float:
    """How far it lies from the middle of the nearest province of the list; nought where the list says none."""
    middles = [middle for code in neighbours if (middle := province(code)) is not None]
    return min((distance_km(spot.lat, spot.lon, middle.lat, middle.lon) for middle in middles), default=0.0)


def _in_a_country_told(spot: Place, phrase: Phrase, around: Surroundings) -> bool:
    """Does the article speak of its country? For a village, or a place not known to the spot, another name must say so: its own may be a
    namesake's."""
    if sets_the_scene(spot):
        colony = "colony" in phrase.features and _across_the_border(spot, phrase, around)
        return spot.country in around.countries or not around.countries or colony
    others = around.told_beside(phrase.word)
    return spot.country in others or not others or spot.country in around.hinted or _across_the_border(spot, phrase, around)


def _across_the_border(spot: Place, phrase: Phrase, around: Surroundings) -> bool:
    """``عيتا الشعب ورأس الناقورة``: a village whose spot is known, or a colony or base called one, next to a province that is named."""
    middles = [middle for code in around.provinces if (middle := province(code)) is not None]
    near = any(distance_km(spot.lat, spot.lon, middle.lat, middle.lon) < _BORDER_KM for middle in middles)
    called = "colony" in phrase.features or ("base" in phrase.features and spot.feature == "base")
    called = called or key_of_name(spot.name).startswith(_POSTS)
    return near and (called or (spot.feature == "village" and spot.geo_precision == 1))


def _named_after(spot: Place, phrase: Phrase, around: Surroundings, container: Place | None, neighbours: Counter[str]) -> bool:
    """``مشفى القدس في حلب`` is named after the city of another region."""
    called = {*phrase.features, *(_OF_A_TOWN & {spot.feature})}
    if not NAMED_AFTER & called or any(word in words()["direction"] for word in phrase.area):
        return False  # مستشفى غرب إيران is none of that name
    if spot.feature in NAMED_AFTER and not _OF_A_TOWN & called:
        return False
    if container is not None and container.admin1 is not None:
        return container.admin1 != spot.admin1
    main = around.main_province
    if spot.feature not in _PLACES_OF_RENOWN:  # شارع الخمسين and مدرسة الثورة of another city
        return bool(main or neighbours) and spot.admin1 not in (main, *neighbours)
    return bool(main and main != spot.admin1) or any(code != spot.admin1 for code in neighbours)
