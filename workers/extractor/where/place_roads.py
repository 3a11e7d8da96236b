"""The two ends of a road: ``على طريق دمشق - درعا قرب خربة غزالة``, ``قرب حاجز كذا على الطريق الواصل بين X وY``.

Where the text also says at which spot of a road to a city it happened, its ends were not struck: they only tell which road it is.
"""

from __future__ import annotations

from itertools import pairwise

from workers.extractor.tokens import Token
from workers.extractor.where.gazetteer import place
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_words import as_class, in_class, words
from workers.extractor.word_sets import word_set

_CITIES, _BOTH = frozenset(("city", "province")), 2
_NEARBY = frozenset(("camp", "village", "quarter", "hospital", "school"))
_ROADS = word_set("place_roads.roads")
_DASHES = frozenset("-–—_/")
_QUOTES = frozenset('"“”«»()')  # الطريق الدولي “m4” حلب-الحسكة
_REACH = 5  # tokens between the word for a road and its first end (الطريق الدولي الواصل بين), and from the spot to that word
_ALIAS = 3  # tokens of another name in brackets
_AT = frozenset(("عند", "قرب"))
_NEAR = word_set("place_roads.near")
_SPOT = frozenset(("junction", "checkpoint", "square", "bridge", "station", "gate"))
_ON_IT = frozenset(("village", "town", "quarter", "camp", "area"))
_LEADS = word_set("place_roads.leads")
_LINKS = word_set("place_roads.links")


def mark_roads(phrases: list[Phrase]) -> None:
    """Mark the ends of the roads of one sentence on which the text names a spot."""
    for phrase in phrases[1:]:
        phrase.on_road = _leads_there(phrase)
    for at, (start, end) in enumerate(pairwise(phrases)):
        if (_site_lies_between(start) and _are_ends(start, end)) or _linked(start, end):
            start.on_road = end.on_road = True
            continue
        cities = _cities(start, end)
        road = _road_before(start) if cities and _are_ends(start, end) else -1
        if road < 0:
            continue
        before = at > 0 and bool((_SPOT | _ON_IT) & set(phrases[at - 1].features)) and 0 <= road - phrases[at - 1].last < _REACH
        after = at + 2 < len(phrases) and _says_where(phrases[at + 2], end, cities)
        if before or after:
            start.on_road = end.on_road = True


_SITES = frozenset("airport base bridge camp crossing dam depot factory field port prison refinery station".split())


def _site_lies_between(phrase: Phrase) -> bool:
    """``الحقل الواقع بين X وY``: where the site lies that was named before."""
    tokens = phrase.sentence.tokens[max(0, phrase.first - 3) : phrase.first]
    lies = len(tokens) > 2 and tokens[2].key == "بين" and tokens[1].key.startswith("الواقع")
    found = as_class(tokens[0], "again") if lies else None
    return found is not None and words()["again"][found[1]] in _SITES


def _linked(start: Phrase, end: Phrase) -> bool:
    """``القرية الواقعة قرب طريق رئيسي يربط X بمدينة Y``: near which road the place lies."""
    tokens = start.sentence.tokens[max(0, start.first - _REACH) : start.first]
    if end.prep != "ب" or not tokens or tokens[-1].key not in _LINKS:
        return False
    return any(near.key in _NEAR and in_class(road, "road") for near, road in pairwise(tokens))


def _leads_there(phrase: Phrase) -> bool:
    """``قصف معبر كذا والطريق المؤدي إلى X``: where the road goes from the place told before."""
    tokens = phrase.sentence.tokens[max(0, phrase.first - 3) : phrase.first]
    return phrase.prep in ("الي", "ل") and any(one.key in _LEADS and in_class(road, "road") for road, one in pairwise(tokens))


def is_other_end(start: Phrase, end: Phrase) -> bool:
    """``طريق سراقب - أريحا``: where the road goes that begins with the place before."""
    between = start.sentence.tokens[start.last : end.first]
    dashed = len(between) == 1 and between[0].norm in _DASHES
    return dashed and any(word in _ROADS for word in start.area) and not end.cued and not end.prep


def _road_before(phrase: Phrase) -> int:
    """The token that is the word for a road which the phrase begins to name, or -1."""
    if any(word in _ROADS for word in phrase.area):
        return phrase.first
    tokens = phrase.sentence.tokens
    for index in range(phrase.first - 1, max(-1, phrase.first - 1 - _REACH), -1):
        if in_class(tokens[index], "road"):
            return index
        if tokens[index].kind not in ("word", "latin") and tokens[index].norm not in _QUOTES:
            return -1
    return -1


def _are_ends(start: Phrase, end: Phrase) -> bool:
    """Does only a dash, an و or nothing stand between the two (``حلب - اللاذقية``, ``بين حلب ودمشق``, ``دمشق درعا``)?"""
    between = start.sentence.tokens[start.last : end.first]
    if end.area and not end.joined:
        return False
    if len(between) == _ALIAS and (between[0].norm, between[-1].norm) == ("(", ")"):
        return end.joined  # بين السلام (البعث) ودمشق
    return all(_joins(token) for token in between) and len(between) < 2 and not end.prep


def _cities(start: Phrase, end: Phrase) -> int:
    """How many of the ends are cities: a road between two villages, or to a camp, is short, and a spot on it lies in one of them."""
    if _NEARBY & {*start.features, *end.features}:
        return 0
    return sum(any(place(row).feature in _CITIES for row in phrase.rows) for phrase in (start, end))


def _joins(token: Token) -> bool:
    return token.norm in _DASHES or token.norm == "و"


def _says_where(phrase: Phrase, end: Phrase, cities: int) -> bool:
    """``قرب X``, ``عند مفرق X`` right behind the second end; between a city and a town ``قرب قرية X``."""
    if cities < _BOTH and "village" not in phrase.features:
        return False
    near = bool(_SPOT & set(phrase.features)) or phrase.prep in _AT or not _NEAR.isdisjoint(phrase.area)
    return near and not phrase.rural and 0 <= phrase.first - end.last < 2
