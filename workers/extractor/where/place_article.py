"""What the whole article says of a name: ``غزة`` that is the Strip, ``القريتين`` that are the two villages named before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from workers.extractor.tokens import Document
from workers.extractor.where.gazetteer import named, place
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.word_sets import word_set

_TWO_VILLAGES = frozenset(("قريتين", "بلدتين", "مدينتين"))
_DUALS = word_set("place_article.duals")
_GAZA = frozenset(("غزه",))
_CITY = "PS-GZA"
_PROVINCES_OF_IT = frozenset(("PS-NGZ", _CITY, "PS-DEB", "PS-KYS", "PS-RFH"))


def read_by_article(document: Document, by_sentence: Sequence[Sequence[Phrase]]) -> list[list[Phrase]]:
    """The phrases of each sentence, without those that the article shows to be no places, and the Strip for its city."""
    strip = _speaks_of_strip(by_sentence)
    titled = _tells_of_its_towns(by_sentence)
    duals = any(_is_dual(token.key) for sentence in document.sentences for token in sentence.tokens)
    kept = [[phrase for phrase in phrases if not (duals and _is_the_two(phrase))] for phrases in by_sentence]
    for phrase in (phrase for phrases in kept for phrase in _maybe_the_strip(phrases)):
        if strip or (titled and phrase.sentence.part == "title"):
            phrase.rows = _strip()
    return kept


def _maybe_the_strip(phrases: Sequence[Phrase]) -> list[Phrase]:
    """The names of a sentence that may be the Strip's; between its towns (دير البلح وغزة) it is the city."""
    rows = {id(phrase) for pair in pairwise(phrases) if pair[1].follows and any(map(_is_town_of_it, pair)) for phrase in pair}
    return [phrase for phrase in phrases if _may_be_strip(phrase) and id(phrase) not in rows]


def _is_town_of_it(phrase: Phrase) -> bool:
    return phrase.word not in _GAZA and any(place(row).admin1 in _PROVINCES_OF_IT for row in phrase.rows)


def _is_dual(key: str) -> bool:
    return key.lstrip("وبل") in _DUALS or key in _DUALS


def _is_the_two(phrase: Phrase) -> bool:
    return phrase.word in _TWO_VILLAGES and not phrase.features


def _speaks_of_strip(by_sentence: Sequence[Sequence[Phrase]]) -> bool:
    """Does it name the Strip, and never the city as a city?"""
    found = [phrase for phrases in by_sentence for phrase in phrases]
    as_city = any(
        phrase.word in _GAZA and ({"city", "quarter"} & set(phrase.features) or phrase.area or phrase.contains) for phrase in found
    )
    return not as_city and any(row in _strip() for phrase in found for row in phrase.rows)


def _tells_of_its_towns(by_sentence: Sequence[Sequence[Phrase]]) -> bool:
    """``غارات على غزة``, over a text that tells of its other towns and of nothing in the city?"""
    text = [phrase for phrases in by_sentence for phrase in phrases if phrase.sentence.part == "text"]
    provinces = {place(row).admin1 for phrase in text if len(phrase.rows) == 1 for row in phrase.rows}
    named_city = any(phrase.word in _GAZA and not phrase.header for phrase in text)
    return bool((_PROVINCES_OF_IT - {_CITY}) & provinces) and _CITY not in provinces and not named_city


def _may_be_strip(phrase: Phrase) -> bool:
    return phrase.word in _GAZA and not phrase.features and not phrase.area and not phrase.header


@cache
def _strip() -> tuple[int, ...]:
    return tuple(spot.row for spot in named("قطاع غزة") if spot.feature == "region")
