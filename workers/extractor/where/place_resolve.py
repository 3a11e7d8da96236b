"""Which of several places a name means, and where a place lies that the gazetteer does not know.

What the phrase itself says counts most (its container), then the header of its paragraph, the other places of its sentence, those of
the whole article, the countries that the article speaks of, the outlet's own; last, how well known the place is.
"""

from __future__ import annotations

from collections import Counter

from workers.extractor.where.gazetteer import WIDE, Place, country, distance_km, place, province
from workers.extractor.where.place_headers import capitals
from workers.extractor.where.place_links import SMALL, directed, over_provinces, same_region
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_surroundings import EASILY_NAMESAKES, NAMED_AFTER, Above, Surroundings, land_of_rescuers
from workers.extractor.where.place_words import words
from workers.extractor.where.plausible import from_list_km, plausible

_DISTINCT = 6  # letters
_NEXT_DOOR_KM, _FAR_KM, _SIDE_KM = 70, 180, 400
_TOWNS = frozenset(("city", "town", "district", "village"))
_SITES = frozenset(("camp", "airport", "port", "base", "field", "refinery"))
_PLACES_OF_RENOWN = frozenset(("city", "province", "country"))
_AFAR_KM = 250  # so far from every province of its sentence a town is a namesake where another of the name is near
_CAPITAL_AND_SUBURBS = frozenset(map(frozenset, (("SY-DI", "SY-RD"), ("YE-SA", "YE-SN"), ("LB-BA", "LB-JL"))))
_GAZA = frozenset(("PS-NGZ", "PS-GZA", "PS-DEB", "PS-KYS", "PS-RFH"))  # where no colony is


def best(phrase: Phrase, around: Surroundings, header: Place | None, neighbours: Counter[str]) -> tuple[Place | None, tuple[Place, ...]]:
    """The place meant, or None where none of the candidates can be, and all candidates, best first."""
    container = region_given(phrase, around)
    spots = [place(row) for row in phrase.rows]
    if len(spots) > 1:
        spots.sort(key=lambda spot: (-_score(spot, phrase, around, container, header, neighbours), spot.row))
    if not spots:
        return None, ()
    chosen = spots[0]
    wide = (chosen.feature in WIDE and not SMALL & set(phrase.features)) or (
        container is not None and over_provinces([chosen]) and chosen.country == container.country
    )
    foreign = container and not same_region(chosen, container) and not wide and not _next_door(chosen, container, phrase)
    foreign = foreign and not _lies_in_one(chosen, phrase, around) and not _under_occupation(chosen, container)
    foreign = foreign or _under_another_header(chosen, phrase, container, header)
    settled = None if container else around.settled.get(phrase.word)
    namesake = settled is not None and chosen.feature not in WIDE and chosen.admin1 != settled
    if foreign or namesake or _quarter_elsewhere(chosen, phrase, around) or not plausible(chosen, phrase, around, container, neighbours):
        return None, tuple(spots)
    return chosen, tuple(spots)


def _under_occupation(spot: Place, container: Place | None) -> bool:
    """``حيفا شمالي الأراضي الفلسطينية المحتلة``: as those call Israel who do not name it."""
    return container is not None and (container.country, container.admin1, spot.country) == ("PS", None, "IL")


def _under_another_header(spot: Place, phrase: Phrase, container: Place | None, header: Place | None) -> bool:
    """``اللاذقية: ... قصف على تلة النمر``: a village or hill of the province that heads the line, and not its namesake at the other end of
    the land."""
    if container is not None or header is None or not phrase.cued or spot.feature not in EASILY_NAMESAKES | {"hill"}:
        return False
    return (
        spot.country == header.country
        and not same_region(spot, header)
        and distance_km(spot.lat, spot.lon, header.lat, header.lon) > _FAR_KM
    )


def _quarter_elsewhere(spot: Place, phrase: Phrase, around: Surroundings) -> bool:
    """``في أحياء الضباط والجولان`` of a city: a quarter is named like a land or a city of another country."""
    listed = phrase.listed and phrase.joined and phrase.features == ["quarter"]
    known = (around.main_country, around.home)
    return listed and spot.feature != "quarter" and not (phrase.parent or (spot.country in known and spot.feature != "region"))


def _next_door(spot: Place, container: Place, phrase: Phrase) -> bool:
    """Places near a boundary are written under either side's name, and جنوب غرب طرابلس may be far; the gazetteer knows better."""
    if spot.country != container.country or spot.geo_precision != 1 or spot.feature in NAMED_AFTER:
        return False
    if spot.feature == "quarter" and container.feature in _TOWNS:
        return False  # every town has a حي النصر
    if frozenset((spot.admin1, container.admin1)) in _CAPITAL_AND_SUBURBS:
        return True
    distance = distance_km(spot.lat, spot.lon, container.lat, container.lon)
    if distance < _SIDE_KM and _lies_there(spot, container, phrase):
        return True
    if len(phrase.word) < _DISTINCT:
        return distance < _NEXT_DOOR_KM / 2 and (container.feature not in WIDE or spot.by_hand)
    return distance < (_FAR_KM if phrase.parent and directed(phrase.parent) else _NEXT_DOOR_KM)


_SIDES = (("شرق", 0, 1), ("غرب", 0, -1), ("شمال", 1, 0), ("جنوب", -1, 0))


def _lies_there(spot: Place, container: Place, phrase: Phrase) -> bool:
    """``زوارة الواقعة غرب طرابلس``: a known city that lies on the side told of another keeps its own province."""
    told = [side for word in (phrase.parent.area if phrase.parent else ()) for side in _SIDES if side[0] in word]
    known = spot.by_hand and spot.feature in ("city", "airport", "base", "port")
    return bool(told) and known and all(up * (spot.lat - container.lat) + east * (spot.lon - container.lon) > 0 for _, up, east in told)


def _lies_in_one(spot: Place, phrase: Phrase, around: Surroundings) -> bool:
    """``الفلوجة بمحافظة الأنبار غربي بغداد``: one of its containers is called the province in which it lies."""
    parent, steps = phrase.parent, 0
    while parent is not None and steps < _MOST_STEPS:
        if parent.rows and "province" in parent.features and same_region(spot, _meant(parent, around)):
            return True
        parent, steps = parent.parent, steps + 1
    return False


_MOST_STEPS = 5  # from a place to the widest that contains it


def region_given(phrase: Phrase, around: Surroundings) -> Place | None:
    """The finest certain place among the containers of a phrase that is wider than it: a province before a country."""
    steps = _containers(phrase)
    spots = [_meant(step, around) for step in steps]
    sides = len(steps) > 1 and steps[0].area and all(word in words()["direction"] for word in steps[0].area) and not steps[0].features
    if sides and "city" in steps[1].features and spots[1].feature in ("city", "town"):
        spots = spots[1:]  # حي كذا في مدينة غريان جنوب طرابلس: in the town, and on that side of the other
    return next((spot for spot in spots if spot.feature != "country"), spots[0] if spots else None)


def _containers(phrase: Phrase) -> list[Phrase]:
    """The certain places that are told to contain the phrase, the widest first."""
    seen: list[Phrase] = []
    parent = phrase.parent
    while parent is not None and len(seen) < _MOST_STEPS:
        seen.append(parent)
        parent = parent.parent
    return [step for step in reversed(seen) if step.rows and not step.at_border and not step.measured]


def _innermost(phrase: Phrase, region: Place, around: Surroundings) -> Place:
    """``قرية كذا في مديرية رازح بمحافظة صعدة``: of its containers in the region the nearest to it."""
    spots = (_meant(step, around) for step in reversed(_containers(phrase)))
    return next((spot for spot in spots if spot.feature not in WIDE and same_region(spot, region)), region)


def _meant(phrase: Phrase, around: Surroundings) -> Place:
    """Which of its candidates a container is: the one in which what it contains can lie, and that lies in its own container."""
    others = [place(row) for other in (*phrase.inside, *([phrase.parent] if phrase.parent else [])) for row in other.rows]

    def fit(spot: Place) -> tuple[float, int]:
        shared = max((2 * same_region(other, spot) + (other.country == spot.country) for other in others), default=0)
        known = 4 * around.provinces[spot.admin1 or ""] + around.countries[spot.country] + 2 * (spot.country == around.home)
        return (100 * shared + known + _told_kind(spot, phrase) + _renown(spot), -spot.row)

    return max((place(row) for row in phrase.rows), key=fit)


def _score(
    spot: Place, phrase: Phrase, around: Surroundings, container: Place | None, header: Place | None, neighbours: Counter[str]
) -> float:
    score = 0.0
    if container:
        score += (100 if container.admin1 else 60) * same_region(spot, container)
    score += 60 * (spot.country == phrase.nation)
    score += 30 * ("colony" in phrase.features and spot.country in ("IL", "PS") and spot.admin1 not in _GAZA)
    if header:
        score += 40 * same_region(spot, header)
    score += 50 * (container is None and spot.admin1 is not None and around.settled.get(phrase.word) == spot.admin1)
    if spot.admin1:
        score += min(20, 10 * neighbours[spot.admin1]) + min(15, 4 * around.provinces[spot.admin1])
    score += 25 * (spot.country == around.main_country) + 10 * bool(around.countries[spot.country]) + 5 * (spot.country == around.home)
    score += 50 * (spot.country == land_of_rescuers(phrase.sentence))
    score += 12 * (not around.countries and spot.country in around.hinted)  # استهدف حزب الله جنودا في الطيبة
    score += 12 * (spot.feature == "city" and _is_city(phrase, around))
    famous = container is None and _famous(phrase)
    score -= 25 * (spot.feature in _TOWNS and not famous and from_list_km(spot, neighbours) > _AFAR_KM)
    score -= 15 * (not spot.by_hand and famous)
    return score + _told_kind(spot, phrase) + _renown(spot)


def _famous(phrase: Phrase) -> bool:
    """``طهران وشيراز وتبريز``: a city that all know, whose namesakes nobody entered by hand, be they next to Tabriz."""
    by_hand = [place(row) for row in phrase.rows if place(row).by_hand]
    return any(spot.feature == "city" for spot in by_hand) and all(spot.feature in _PLACES_OF_RENOWN for spot in by_hand)


def _is_city(phrase: Phrase, around: Surroundings) -> bool:
    """A bare name means the city where the article calls it one, and a capital anyway."""
    return not phrase.cued and (phrase.word in around.cities or phrase.word in capitals())


def _told_kind(spot: Place, phrase: Phrase) -> float:
    """A name that is a town's and a province's: محافظة, ريف and منطقة tell, and مدينة does; أحياء are a city's."""
    if "province" in phrase.features:
        return 12.0 * (spot.feature == "province")
    if {"city", "town", "village"} & set(phrase.features):
        return 12.0 * (spot.feature in _TOWNS)
    if "quarter" in phrase.features and phrase.listed:
        return 12.0 * (spot.feature in ("city", "quarter"))
    if _SITES & set(phrase.features):
        return 12.0 * (spot.feature in phrase.features)
    return 6.0 * (spot.feature == "province") if phrase.rural else 0.0


def _renown(spot: Place) -> float:
    """What decides where the text does not: how well known it is, and that most of what is read is about Syria."""
    known = {"country": 9, "province": 8, "district": 4, "city": 4, "town": 2, "camp": 2}.get(spot.feature, 0)
    little = spot.geo_precision == 2  # of which only the district is known
    return known - 4 * little + 3 * (spot.country == "SY") + 3 * spot.by_hand + min(4, spot.population / 20_000)


def _colonised(phrase: Phrase, around: Surroundings) -> Place | None:
    """A مستعمرة lies in Israel, unless the article is about Palestine or the Golan; a مستوطنة of the West Bank has a container mostly."""
    return country("IL") if "colony" in phrase.features and not {"PS", "IL"} & set(around.countries) else None


def enclosing(phrase: Phrase, around: Surroundings, above: Above, neighbours: Counter[str], beside: str = "") -> Place | None:
    """Where a place lies that is not in the gazetteer: what its phrase says, or its list (``beside``), header, sentence or article."""
    given = region_given(phrase, around) or country(phrase.nation) or _colonised(phrase, around)
    if given and given.admin1:
        return _innermost(phrase, given, around)
    if given is None and (settled := around.settled.get(phrase.word or phrase.name)):
        return province(settled)
    if beside and (given is None or beside.startswith(given.country)):
        return province(beside)
    if above.header and (given is None or above.header.country == given.country):
        return above.header
    nearby = [code for code, _ in neighbours.most_common() if given is None or code.startswith(given.country)]
    quarter = "quarter" in phrase.features and not nearby
    code = nearby[0] if len(nearby) == 1 else (quarter and above.city) or around.main_province
    if code and (given is None or code.startswith(given.country)):
        return province(code)
    return given or country(around.main_country or "")
