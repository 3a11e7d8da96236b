"""Which place of a sentence contains or only locates another: عياش بريف دير الزور الغربي, الكفير قرب جسر الشغور غرب محافظة إدلب."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workers.extractor.tokens import Token
from workers.extractor.where.gazetteer import WIDE, Place, place
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_roads import is_other_end
from workers.extractor.where.place_words import in_class, words
from workers.extractor.word_sets import word_set

_SIZE = {
    "country": 9, "province": 8, "region": 7, "district": 6, "city": 5, "town": 4, "subdistrict": 4, "plain": 5, "mountains": 5,
    "desert": 5, "village": 3, "colony": 3, "island": 3, "camp": 3,
}  # fmt: skip
_INSIDE = word_set("place_links.inside")
_UNITS = word_set("place_links.units")
_DISTRICT = 6
SMALL = frozenset(("valley", "hill", "quarter", "village", "farm", "camp"))
_SIDE = frozenset(("جهه", "ناحيه"))
TOWARDS = word_set("towards")
_SITES = frozenset(("airport", "base", "port"))
_SURE = frozenset(("city", "province")) | _SITES
_LINKING = _INSIDE | {"الي", "قرب", "عند"}
_LONGEST_GAP = 5


def link(phrases: list[Phrase]) -> None:
    """Set ``parent`` of every phrase that the next one contains, and mark those that contain."""
    for inner, outer in pairwise([phrase for phrase in phrases if phrase.in_name != "homonym"]):
        if inner.header or outer.header or inner.in_name or outer.joined or not _adjacent(inner, outer):
            continue
        if _fires_on(inner, outer):
            inner.fires = True
        elif _contains(inner, outer):
            inner.parent, outer.contains = outer, True
        elif _is_beside(outer) or (_locates(outer) and size(outer) >= size(inner)):
            inner.parent, outer.contains, outer.near = outer, True, True
    for earlier, later in reversed(list(pairwise(phrases))):
        around = later.parent
        if later.joined and around and not earlier.parent and _listed_with(earlier, later) and size(earlier) < size(around):
            earlier.parent = None if _known_elsewhere(earlier, around) else around


def _fires_on(inner: Phrase, outer: Phrase) -> bool:
    """``من جهة X باتجاه Y``: the fire came from the one and went to the other."""
    tokens = inner.sentence.tokens[max(0, inner.first - 2) : inner.first]
    from_side = len(tokens) > 1 and tokens[0].key == "من" and tokens[1].key in _SIDE
    return from_side and not TOWARDS.isdisjoint((outer.prep, *outer.area))


def _known_elsewhere(earlier: Phrase, outer: Phrase) -> bool:
    """``مطار نجران وقاعدة كذا بخميس مشيط``: the airport of another city does not lie there."""
    spots, around = [place(row) for row in earlier.rows], [place(row) for row in outer.rows]
    sure = bool(spots) and all(spot.by_hand and spot.feature in _SURE for spot in spots)
    return sure and bool(around) and not any(same_region(spot, wide) for spot in spots for wide in around)


def follow(phrases: list[Phrase]) -> None:
    """Mark the phrases that continue a list of places: ``الباب وجرابلس``, not ``لفترة وجيزة``; ``طريق سراقب - أريحا`` is one."""
    for earlier, later in pairwise(phrases):
        later.follows = (later.joined and _listed_with(earlier, later)) or is_other_end(earlier, later)
        later.in_row = _next_in_row(_between(earlier, later))
        if later.follows or later.in_row:
            earlier.follower, later.leader = later, earlier


def _next_in_row(between: tuple[Token, ...]) -> bool:
    """A comma alone, or behind what brackets add to the name before it: ``اللبوة (مقام كذا)، طاريا``.

    A bracket that only closes is no obstacle: the name before it is itself the one in brackets, ``(مقام كذا)، طاريا``.
    """
    marks = [token.norm for token in between]
    if marks[:1] == ["("] and ")" in marks:
        marks = marks[marks.index(")") + 1 :]
    return [mark for mark in marks if mark != ")"] == ["،"]


def settle(phrases: list[Phrase]) -> list[Phrase]:
    """Take back what phrases that turned out to be no places said of those around them."""
    there = {id(phrase) for phrase in phrases}
    for phrase in phrases:
        phrase.inside = []
    for phrase in phrases:
        if phrase.parent is not None and id(phrase.parent) in there:
            phrase.parent.inside.append(phrase)
        else:
            phrase.parent = None
    for phrase in phrases:
        phrase.contains, phrase.near = bool(phrase.inside), phrase.near and bool(phrase.inside)
        phrase.inner_size = max((size(other) for other in phrase.inside), default=0)
    return phrases


def size(phrase: Phrase) -> int:
    """How wide the place is that a phrase means, from a site to a country."""
    if phrase.weak:
        return 1  # a school lies in a quarter, which is no wider than a site otherwise
    if phrase.rural:
        return max(4, max((_SIZE.get(place(row).feature, 2) for row in phrase.rows), default=4))
    if "area" in phrase.features and not SMALL & set(phrase.features):
        return max((_SIZE.get(place(row).feature, 2) for row in phrase.rows), default=4)
    told = max((_SIZE.get(feature, 2) for feature in phrase.features), default=0)
    return told or max((_SIZE.get(place(row).feature, 2) for row in phrase.rows), default=2)


def _between(inner: Phrase, outer: Phrase) -> tuple[Token, ...]:
    return inner.sentence.tokens[inner.last : outer.first]


def _adjacent(inner: Phrase, outer: Phrase) -> bool:
    between = _without_aside(_between(inner, outer))
    linked = all(_is_link(token) or _lies_on(between, at) for at, token in enumerate(between))
    return (len(between) <= _LONGEST_GAP and linked) or _held_there(between)


def _without_aside(between: tuple[Token, ...]) -> tuple[Token, ...]:
    """``قرية كذا (وتسمى كذا) جنوب``: what is left behind the brackets that follow a name at once."""
    marks = [token.norm for token in between]
    return between[marks.index(")") + 1 :] if marks[:1] == ["("] and ")" in marks[:_LONGEST_ASIDE] else between


_LONGEST_ASIDE = 5  # tokens, the brackets with them


def _lies_on(between: Sequence[Token], at: int) -> bool:
    """``الواقعة على سفوح كذا``"""
    return between[at].key == "علي" and at > 0 and between[at - 1].key.startswith("الواقع")


_HELD = word_set("place_links.held")
_LONGEST_HELD = 7  # tokens of who holds it


def _held_there(between: Sequence[Token]) -> bool:
    """``قرية كذا (الخاضعة لسيطرة المعارضة بريف حماة)``: who holds it stands between it and where it lies."""
    words_only = [token for token in between if token.norm != "("]
    held = bool(words_only) and words_only[0].key in _HELD and len(between) <= _LONGEST_HELD
    return held and all(token.kind == "word" for token in words_only)


def _is_link(token: Token) -> bool:
    if token.kind == "punct":
        return token.norm in "()،,"
    if token.kind == "number" or token.key in _UNITS:
        return True  # 7 كم شرقي بلدة الهيشة
    if token.key in words()["rural"]:
        return True  # في الريف الشرقي لمدينة كذا
    return in_class(token, "link") or token.key in _LINKING or token.key in words()["direction_adj"] or in_class(token, "near")


_BELONGING = word_set("place_links.belonging")


def _belongs_to(inner: Phrase, outer: Phrase) -> bool:
    """``بلدة كذا التابعة لناحية كذا``: it lies there, however wide the press calls the two."""
    named = any(token.key in _BELONGING for token in _between(inner, outer))
    return named and outer.prep == "ل" and _possible(inner, outer)


def _contains(inner: Phrase, outer: Phrase) -> bool:
    if _belongs_to(inner, outer):
        return True
    if size(outer) <= size(inner) and not (outer.rural and not inner.rural):
        return False
    spaced = any(token.kind == "punct" and token.norm in "،," for token in _between(inner, outer))
    if spaced and not outer.prep:
        return False
    told = outer.prep in _INSIDE or directed(outer) or any(in_class(token, "link") for token in _between(inner, outer))
    if not told and not _parenthesised(outer) and size(outer) < _DISTRICT and not outer.area:
        return False
    return _possible(inner, outer)


def directed(outer: Phrase) -> bool:
    """``شمال كذا``, ``قرب كذا``: does it only say on which side of a place something is?"""
    return any(word in words()["direction"] for word in outer.area) or any(word in words()["near"] for word in outer.area)


def _locates(outer: Phrase) -> bool:
    return any(word in words()["near"] for word in outer.area) or outer.prep in ("قرب", "نحو", "باتجاه")


def _is_beside(outer: Phrase) -> bool:
    """``سرمدا القريبة من معبر كذا``: it only tells where the place before it is, however small it is itself."""
    tokens = outer.sentence.tokens[max(0, outer.first - 2) : outer.first]
    return len(tokens) > 1 and tokens[1].key == "من" and tokens[0].key.startswith("القريب")


def _parenthesised(outer: Phrase) -> bool:
    return bool(outer.before and outer.before.norm == "(" and outer.after and outer.after.norm == ")")


def _possible(inner: Phrase, outer: Phrase) -> bool:
    """Can the one lie in the other? An unknown place may lie anywhere; a known one of another region may be a namesake."""
    if not inner.rows or not outer.rows:
        return True
    inside, around = ([place(row) for row in phrase.rows] for phrase in (inner, outer))
    if any(same_region(a, b) for a in inside for b in around):
        return True
    landform = bool(SMALL & set(inner.features)) or over_provinces(inside)  # وادي الشام بمحافظة كركوك
    if all(spot.feature == "street" for spot in inside):
        return True  # شارع بيروت في مدينة صور
    sites = all(spot.feature in _SITES for spot in inside)  # بن غوريون, without the word for what it is
    return landform or (all(spot.feature not in WIDE for spot in inside) and bool(sites or inner.features or inner.follows))


_LANDFORMS = frozenset(("mountains", "desert", "plain"))


def over_provinces(spots: list[Place]) -> bool:
    """Mountains, deserts and plains lie in more provinces than the gazetteer gives them (جبال حمرين بمحافظة ديالى, البادية بريف حمص)."""
    return bool(spots) and all(spot.feature in _LANDFORMS or (spot.feature == "region" and not spot.admin1) for spot in spots)


def same_region(inner: Place, outer: Place) -> bool:
    """Do the two lie in one first-level division (or in one country, where the wider is no finer than that)?"""
    if inner.country != outer.country:
        return False
    return outer.feature == "country" or outer.admin1 is None or inner.admin1 is None or inner.admin1 == outer.admin1


def _listed_with(earlier: Phrase, later: Phrase) -> bool:
    between = [token for token in _between(earlier, later) if not in_class(token, "around_it")]
    return len(between) <= 1 and all(token.norm in "،,و" for token in between)
