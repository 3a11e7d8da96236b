"""A statement that names places in several provinces: once for each, with the dead that are told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.model import Location
from workers.extractor.casualties import CasualtyClaim
from workers.extractor.discourse.drafts import Statement, on_one_side
from workers.extractor.places import PlaceMention
from workers.extractor.tokens import Mention
from workers.extractor.where.gazetteer import distance_km, key_of_name
from workers.extractor.where.place_headers import capitals
from workers.extractor.word_sets import word_set

_MANY = 3  # provinces
_AROUND = (("SY-DI", "SY-RD"), ("YE-SA", "YE-SN"), ("LB-BA", "LB-JL"))  # a city and the province around it, not kept apart by the press
NEIGHBOURS = {one: other for pair in _AROUND for one, other in (pair, pair[::-1])}


def by_region(statement: Statement, current: frozenset[str] = frozenset()) -> list[Statement]:
    """The statement, once for each province that it names, each with the dead told beside it; the others stay with the first, and a toll
    with the province told last (``current``)."""
    places = tuple(mention for mention in statement.places if not _only_directs(mention, statement.places))
    statement = statement if len(places) == len(statement.places) else replace(statement, places=places)
    groups: dict[str, list[Mention[PlaceMention]]] = {}
    for mention in places:
        province = mention.value.location.admin1
        if province:
            groups.setdefault(province if NEIGHBOURS.get(province) not in groups else NEIGHBOURS[province], []).append(mention)
    if len(groups) < 2:
        return [statement]
    if len(groups) > _MANY and not statement.lead and all(mention.value.location.geo_precision >= 3 for mention in statement.places):
        return []  # a campaign over half the country, not a strike
    main = next((province for province in groups if province in current), next(iter(groups)))
    struck = [*(first for first, _ in statement.event.triggers), *_one_of_them(statement)] if statement.event else []
    told = [(toll, _whose(at, statement.tolls, groups, main, struck)) for at, toll in enumerate(statement.tolls)]
    outcomes = [toll.value.outcome for toll in statement.tolls]
    apart = any(_struck_last(toll, groups, struck) for toll in statement.tolls)  # غارات على كذا وكذا، أدت إحداها على كذا إلى مقتل 3
    shared = len(outcomes) == len(set(outcomes)) and not apart  # قتل 3 في كذا و2 في كذا tells them apart
    return [
        replace(statement, places=tuple(places), tolls=tuple(toll for toll, of in told if of in (province, _EVERYWHERE)), shared=shared)
        for province, places in groups.items()
    ]


_ONE_OF_THEM = word_set("provinces.one_of_them")


def _one_of_them(statement: Statement) -> list[int]:
    """``غارات على كذا وكذا، أصابت إحداها مزرعة في كذا``: where one of the strikes is told."""
    clause = statement.clause
    return [token.index for token in clause.sentence.tokens[clause.start : clause.end] if token.key in _ONE_OF_THEM]


_SIDE_KM = 120  # from a base to the capital on whose side it lies


def _only_directs(mention: Mention[PlaceMention], places: Sequence[Mention[PlaceMention]]) -> bool:
    """``قاعدة بلد التي تضم قوات في شمال بغداد``: behind a spot of another province, on which side of the capital that is."""
    city = mention.value.location
    aside = key_of_name(city.name) in capitals() and on_one_side(mention) and not mention.value.joined
    spots = (each.value.location for each in places if each.first < mention.first and each.value.location.geo_precision == 1)
    apart = (spot for spot in spots if spot.country == city.country and spot.admin1 not in (None, city.admin1))
    return aside and any(_distance(spot, city) < _SIDE_KM for spot in apart)


def _distance(one: Location, other: Location) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    return distance_km(one.lat, one.lon, other.lat, other.lon)


_EVERYWHERE = ""
_BEHIND = 6  # words between the dead and the place where they died


def _whose(
    at: int, tolls: Sequence[Mention[CasualtyClaim]], groups: dict[str, list[Mention[PlaceMention]]], main: str, struck: Sequence[int]
) -> str:
    """A toll is of the province told last; what is told once, before all the places (قتل ثمانية بغارات على كذا وكذا), is of all of them."""
    toll = tolls[at]
    alike = [other for other in tolls if other.value.outcome == toll.value.outcome]
    if toll.value.is_total and sum(other.value.is_total for other in alike) == 1:
        return main
    once = len(alike) == 1
    if once and not toll.value.count.vague and _before_all(toll, tolls, [place.first for places in groups.values() for place in places]):
        return _EVERYWHERE
    return _province_of(toll, alike, groups, struck)


def _before_all(toll: Mention[CasualtyClaim], tolls: Sequence[Mention[CasualtyClaim]], places: Sequence[int]) -> bool:
    """Not in ``شهيد في كذا وجريحان في كذا``, where each number stands with its place."""
    others = (other.first for other in tolls if other.value.outcome != toll.value.outcome)
    return toll.last <= min(places) and not any(min(places) < first < max(places) for first in others)


def _province_of(
    toll: Mention[CasualtyClaim],
    alike: Sequence[Mention[CasualtyClaim]],
    groups: dict[str, list[Mention[PlaceMention]]],
    struck: Sequence[int],
) -> str:
    """Whose dead they are: of the place named right behind, or of the place named since the last dead, or of the one that the last words of
    striking before them name (``قصف مدينة كذا، وسقوط قذائف على بلدة كذا أدى إلى مقتل``); else of the first province.

    That nobody was hurt holds for all the places before it.
    """
    places = sorted((place.first, province) for province, found in groups.items() for place in found)
    if (own := _next_place(toll, alike, places)) is not None:
        return own
    since = max((other.last for other in alike if other.first < toll.first), default=-1)
    behind = [province for first, province in places if toll.last <= first <= toll.last + _BEHIND and not _elsewhere(toll, first)]
    ahead = [province for first, province in places if 0 <= since <= first < toll.first]
    if toll.value.count.explicit_none and all(place < toll.first for place, _ in places):
        return _EVERYWHERE
    beside = _struck_last(toll, groups, struck)
    return behind[0] if behind else ahead[-1] if ahead else beside or next(iter(groups))


_NEXT = 18  # words from a number to its place
_BY = word_set("provinces.by")


def _next_place(toll: Mention[CasualtyClaim], alike: Sequence[Mention[CasualtyClaim]], places: Sequence[tuple[int, str]]) -> str | None:
    """``قتل 14 جراء غارات على كذا، و6 قتلوا جراء قصف كذا``: where each number stands before its place, the place told next is its own."""
    whole = [other for other in alike if not other.value.is_part]
    ends = [other.first for other in whole[1:]] + [len(toll.sentence.tokens)]
    own = [[place for place in places if other.last <= place[0] < end] for other, end in zip(whole, ends, strict=True)]
    if any(not found or found[0][0] - other.last > _NEXT for other, found in zip(whole, own, strict=True)):
        return None
    if len(whole) < 2 or places[0][0] < whole[0].first or any(len({province for _, province in found}) != 1 for found in own):
        return None
    tokens = toll.sentence.tokens
    if any(_BY.isdisjoint(token.key for token in tokens[other.last : found[0][0]]) for other, found in zip(whole, own, strict=True)):
        return None
    return next((found[0][1] for other, found in zip(reversed(whole), reversed(own), strict=True) if other.first <= toll.first), None)


def _struck_last(toll: Mention[CasualtyClaim], groups: dict[str, list[Mention[PlaceMention]]], struck: Sequence[int]) -> str:
    """The province of the town that the last words of striking before the dead name, where others name another before; empty for none."""
    last = max((first for first in struck if first < toll.first), default=-1)
    told = [(place, province) for province, found in groups.items() for place in found if place.first < toll.first]
    towns = sorted((place.first, province) for place, province in told if place.value.location.feature != "quarter")
    behind = [province for first, province in towns if first > last]
    return behind[-1] if behind and towns[0][0] < last else ""


_STRIKES = frozenset(("strike", "hit", "light"))
_TURNS = word_set("provinces.turns")


def _elsewhere(toll: Mention[CasualtyClaim], place: int) -> bool:
    """نقل عشرة جرحى إلى مشفى المدينة: where they were brought, not where they were hurt; أوقعت تسعة قتلى، ثم غارة على: another strike, and
    so is وقصف مدينة كذا; in أوقعت تسعة قتلى، ومدينة كذا the strike goes on."""
    tokens = toll.sentence.tokens
    anew = (at for at in range(toll.last, place + 1) if tokens[at].key.startswith("و") and at and tokens[at - 1].norm in "،,")
    return any(token.key in _TURNS for token in tokens[toll.last : place]) or any(
        at == place or _STRIKES & {tag for reading in tokens[at].readings for tag in reading.tags if "w" in reading.proclitics}
        for at in anew
    )
