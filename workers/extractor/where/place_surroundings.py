"""What an article says of where it plays: the provinces and countries of the names that can mean only one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from workers.extractor.tokens import Sentence
from workers.extractor.where.gazetteer import WIDE, Place, country, key_of_name, place
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_words import words
from workers.extractor.word_sets import word_set

NAMED_AFTER = frozenset(("hospital", "school", "university", "mosque", "street", "square", "church", "junction", "gate"))
EASILY_NAMESAKES = frozenset(("village", "quarter", "farm"))
_ANYWHERE = EASILY_NAMESAKES | frozenset(
    "site bridge hospital school square street market factory prison station junction mosque church gate".split()
)
PARTS = frozenset(("quarter", "area"))
_UNITS = ("اللواء ", "الفوج ", "الفرقة ", "الكتيبة ")
_LARGE_QUARTER = 100_000
_MANY = 100  # countries that ambiguous names may lie in
_CITIES = frozenset(("city", "town"))


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a sentence: the place of its header, and the province of the city that was struck last."""

    header: Place | None = None
    city: str = ""


@dataclass  # no slots: what stands out is worked out once, when the counting is done
class Surroundings:
    """What an article says of where it plays: how often it names each province and country, and the outlet's country.

    ``sure`` are the provinces of names that are no other word, ``called`` the words that some phrase calls a town (مدينة الأبيض),
    ``cities`` the names of a province and its capital that some phrase calls a city. ``named`` are the names that put it into a
    country; ``settled`` is the province of a name whose own phrase gave it one. ``hinted`` are the countries
    of the nations and armed groups that it speaks of: a village of theirs may be meant, though no place says so; ``parts`` are the names
    that some phrase calls a quarter or an area.
    """

    provinces: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    home: str = ""
    named: dict[str, set[str]] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)
    sure: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    hinted: frozenset[str] = frozenset()
    cities: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)

    def told_beside(self, word: str) -> set[str]:
        """The countries that other names than this one put the article into; an air force's home country (قصفت إسرائيل) does not."""
        says_nothing = {word} | _strike_abroad()
        return {code for code, names in self.named.items() if not names <= says_nothing}

    @cached_property
    def main_province(self) -> str | None:
        """The province that the article is about, if one stands out."""
        ranked = self.provinces.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return ranked[0][0]

    @cached_property
    def main_country(self) -> str | None:
        """The country that the article is about."""
        ranked = self.countries.most_common(1)
        return ranked[0][0] if ranked else self.home or None

    def names_in_full(self, spot: Place, word: str) -> bool:
        """``القطاع`` where the article says ``غزة`` too, whichever country it is about."""
        names = self.named.get(spot.country, set()) - {word}
        return spot.feature in WIDE and any(name in key_of_name(spot.name) for name in names)


def hints(sentences: Iterable[Sentence]) -> frozenset[str]:
    """The countries of the nations (اللبناني) and armed groups (حزب الله) that sentences speak of."""
    groups, nations = words()["group"], words()["nation"]
    found: set[str] = set()
    for tokens in (sentence.tokens for sentence in sentences):
        found.update(code for token in tokens if (code := nations.get(token.key, "") or groups.get(token.key.lstrip("ول"), "")))
        begun = ((word, after.key) for token, after in pairwise(tokens) if (word := token.key.lstrip("ول")) in _first_words())
        pairs = (" ".join(pair) for pair in begun)
        found.update(code for pair in pairs if (code := groups.get(pair, "")))
        found.update(_OCCUPIED for token, after in pairwise(tokens) if token.key in _OCCUPIERS and nations.get(after.key, "IL") == "IL")
    return frozenset(found)


@lru_cache(maxsize=64)
def land_of_rescuers(sentence: Sentence) -> str:
    """``وزارة الصحة اللبنانية: شهيد في كذا``: the land whose hospitals or rescuers tell of it; empty where none do, or of several lands."""
    nations = words()["nation"]
    told = {nations.get(after.key, "") for token, after in pairwise(sentence.tokens) if token.key in _RESCUERS} - {""}
    return next(iter(told)) if len(told) == 1 else ""


_RESCUERS = word_set("place_surroundings.rescuers")
# الاحتلال without a nation is said of Israel by those who write of Palestine
_OCCUPIERS, _OCCUPIED = word_set("place_surroundings.occupiers"), "PS"


@cache
def _first_words() -> frozenset[str]:
    """The first words of the groups that are called by two (حزب الله)."""
    return frozenset(name.partition(" ")[0] for name in words()["group"] if " " in name)


def surroundings_of(phrases: list[Phrase], home: str, hinted: frozenset[str] = frozenset()) -> Surroundings:
    """Count what every name that can only mean one region says."""
    around = Surroundings(home=home, hinted=hinted)
    maybe: dict[str, set[str]] = {}  # country -> the names that may lie there and elsewhere
    for phrase in phrases:
        if _CITIES & set(phrase.features) and not phrase.area:
            around.cities.add(phrase.word)
        if PARTS & set(phrase.features):
            around.parts.add(phrase.word)
        spots = [place(row) for row in phrase.rows]
        if _counts(phrase, spots):
            _count(around, maybe, phrase, spots)
    likely = {code for code in maybe.keys() & hinted if (land := country(code)) and key_of_name(land.name) not in _strike_abroad()}
    _without_strays(around, phrases, likely)
    shared = [code for code, names in maybe.items() if len(names) > 1]
    if len(shared) != 1 and not around.countries:
        shared = list(likely)  # القوات اليمنية ... الجوف: a name of several lands in one of which the nation lives
    if len(shared) == 1 and (not around.countries or shared[0] in around.countries):  # رفح and تل السلطان have only Palestine in common
        around.countries[shared[0]] += 1
        around.named.setdefault(shared[0], set()).update(maybe[shared[0]])
    return around


def _counts(phrase: Phrase, spots: Sequence[Place]) -> bool:
    """Does the name say where the article plays? A part of another name does not, nor what bears its name in many cities."""
    if phrase.in_name or not spots or not all(_well_known(spot) or phrase.parent for spot in spots):
        return False
    if NAMED_AFTER & set(phrase.features) and phrase.parent is None:
        return False  # there is a شارع السبعين in many cities
    of_quarter = any(spot.feature == "quarter" for spot in spots)
    if "quarter" in phrase.features and not of_quarter:
        return False  # حارة البدو is no village of that name
    return not (phrase.word in of_every_city() and phrase.parent is None and of_quarter)


def _count(around: Surroundings, maybe: dict[str, set[str]], phrase: Phrase, spots: Sequence[Place]) -> None:
    """Note the one country and the one province of a name; of one in several countries, that it may lie in each.

    What a distance is taken from says nothing of the province.
    """
    word = phrase.word
    countries, provinces = {spot.country for spot in spots}, {spot.admin1 for spot in spots}
    if len(countries) == 1:
        around.countries[spots[0].country] += 1
        around.named.setdefault(spots[0].country, set()).add(word)
    elif len(maybe) < _MANY:
        for code in countries:
            maybe.setdefault(code, set()).add(word)
    if len(provinces) == 1 and spots[0].admin1 and not phrase.measured:
        around.provinces[spots[0].admin1] += 1


@cache
def _strike_abroad() -> frozenset[str]:
    """The keys of the names of countries whose forces strike in others."""
    return frozenset(key_of_name(word) for word in words()["strikes_abroad"])


@cache
def of_every_city() -> frozenset[str]:
    """The keys of the names that quarters of many cities bear (حي الرياض, حي النصر)."""
    return frozenset(key_of_name(word) for word in words()["every_city"])


def _without_strays(around: Surroundings, phrases: list[Phrase], likely: Set[str]) -> None:
    """A country that one village, quarter or site alone names, where other names put the article elsewhere, is that of a namesake; so it is
    where nations that are spoken of and a name of several lands make other countries ``likely``."""
    for phrase in phrases:
        spots = [place(row) for row in phrase.rows]
        code = spots[0].country if spots else ""
        elsewhere = bool(around.told_beside(phrase.word)) or (bool(likely) and code not in likely)
        alone = around.named.get(code) == {phrase.word} and elsewhere and code != around.home
        if alone and not phrase.parent and not any(sets_the_scene(spot) for spot in spots):
            del around.named[code], around.countries[code]
            for spot in spots:
                around.provinces.pop(spot.admin1 or "", None)


def sets_the_scene(spot: Place) -> bool:
    """May it alone tell in which country an article plays? There are villages, markets and schools of its name elsewhere; a quarter as
    large as a city (الضاحية الجنوبية) has no namesake."""
    return (spot.feature not in _ANYWHERE or spot.population >= _LARGE_QUARTER) and spot.geo_precision != 2 and not _is_numbered(spot)


def _is_numbered(spot: Place) -> bool:
    """``اللواء 47``, ``الفرقة السادسة``: every army counts its own."""
    return spot.feature == "base" and spot.name.startswith(_UNITS)


def _well_known(spot: Place) -> bool:
    return spot.feature in WIDE or spot.by_hand or spot.population >= 20_000
