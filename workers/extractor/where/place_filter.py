"""Does the text say enough for a known name to be a place here? Ordinary words look like villages."""

from __future__ import annotations

from functools import cache

from workers.extractor.where.gazetteer import WIDE, Place, bare, place
from workers.extractor.where.other_names import in_its_town_hall
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_spans import homonym, homonyms
from workers.extractor.where.place_surroundings import Surroundings
from workers.extractor.where.place_words import BUILT_FOR, in_class, words
from workers.extractor.word_sets import word_set

_FOREIGN = frozenset("IR TR EG IL SO AE OM QA BH JO SA".split())  # their small towns are named only in news of theirs
_SETTLED = frozenset(("village", "town", "city", "quarter", "camp", "base", "airport"))
_LARGE = 50_000
_AREAS = frozenset(("area", "front", "farm", "site"))
_TOWNLIKE = frozenset(("village", "town", "city", "quarter"))
_BUILT = frozenset(("city", "town", "quarter"))
_CALLED = ("بلده", "قريه", "مدينه")  # بلدة الخيام, not تجمع الخيام
_AIMED = word_set("place_filter.aimed")
_NEAR = word_set("place_filter.near")
_STRIKES = frozenset(("strike", "hit", "raid"))
_OBJECT = 7  # tokens from a strike to where its object was
_SHORT = 3  # letters: وان is seldom the town of Van
_DISTINCT = 5  # letters: a longer name is seldom another word


def is_place(phrase: Phrase, around: Surroundings | None = None) -> bool:
    """May the words mean a place of the gazetteer? Which one is settled later. Without ``around`` only what is certain is ruled out."""
    if not phrase.rows:
        return True
    if _is_of_a_kind(phrase) or _is_indefinite(phrase):
        return False
    spots = [place(row) for row in phrase.rows]
    if around is not None and not _told_enough(phrase, spots, around):
        return False
    if not phrase.exact and not _loose_spelling(phrase, spots):
        return False
    return any(_fits(phrase, spot) for spot in spots)


def _is_of_a_kind(phrase: Phrase) -> bool:
    """``والحي الصناعي``: a word for a kind of place with what kind it is, and not the town of that name."""
    kind = (phrase.listed or not phrase.cued) and phrase.word.startswith("ال") and phrase.word.removeprefix("ال") in words()["cue"]
    return kind and phrase.after is not None and phrase.after.key.startswith("ال")


def _is_indefinite(phrase: Phrase) -> bool:
    """``ضربت بيتاً``: no name of a place is written with the ending of an indefinite object."""
    token, base = phrase.sentence.tokens[phrase.name_first], phrase.sentence.start
    written = phrase.sentence.text[token.start - base : token.end - base + 1]  # the mark may stand behind the last letter
    return phrase.name_last == phrase.name_first + 1 and _TANWIN in written


_TANWIN = "\u064b"


def _told_enough(phrase: Phrase, spots: list[Place], around: Surroundings) -> bool:
    """Does the text say enough for a name that is also another word?"""
    rule = _rule(phrase)
    if rule == "cue":
        tied = phrase.parent is not None and bool(phrase.prep or phrase.follows) and phrase.prep != "ل"  # غارات للتحالف غرب مأرب
        told = _announced(phrase) or phrase.rural or phrase.listed or tied or _goes_on_at_home(phrase, spots, around)
        told = told or _leads_at_home(phrase, spots) or _is_tag(phrase, spots) or _beside_sure(phrase, spots, around)
        return told or _struck_at_home(phrase, spots, around)
    if rule == "prep":
        return (
            phrase.cued
            or phrase.after_strike
            or bool(phrase.prep)
            or phrase.parent is not None
            or phrase.follows
            or phrase.header
            or phrase.amid_row
        )
    if rule == "home":
        called = phrase.sentence.tokens[phrase.name_first - 1].key.endswith(_CALLED) if phrase.name_first else False
        home = (around.main_country, around.home)
        beside = {place(row).country for row in _leading(phrase)} if phrase.exact else set()  # محافظتي صعدة وحجة
        near = (spot.country in home or around.names_in_full(spot, phrase.word) or beside == {spot.country} for spot in spots)
        return (called and phrase.exact) or any(near)
    return True


def _leading(phrase: Phrase) -> tuple[int, ...]:
    """The places that the name before it in its list may mean."""
    return tuple(phrase.leader.rows) if phrase.follows and phrase.leader is not None else ()


def _goes_on_at_home(phrase: Phrase, spots: list[Place], around: Surroundings) -> bool:
    """``على الجورة والقصور`` in an article about their city."""
    main = around.main_province
    return phrase.follows and main is not None and any(spot.admin1 == main and spot.feature == "quarter" for spot in spots)


def _leads_at_home(phrase: Phrase, spots: list[Place]) -> bool:
    """``في الحدث وحارة حريك``, ``خميس مشيط وأبها وجازان``: before a name that is no other word, in one province with a place beside it."""
    after = phrase.follower
    told = phrase.prep or phrase.follows or phrase.in_row
    if after is None or not phrase.exact or not told or not after.rows or _rule(after) == "cue":
        return False
    beside = [row for other in (after, phrase.leader) if other is not None for row in other.rows]
    codes = {place(row).admin1 for row in beside if place(row).feature not in WIDE}
    return any(spot.admin1 in codes and spot.feature in _TOWNLIKE for spot in spots)


def _beside_sure(phrase: Phrase, spots: list[Place], around: Surroundings) -> bool:
    """``على كفرتعال والوساطة في ...``, ``غارة قرب الحمدان``: behind a sure name of its province, or with a strike in a sure province."""
    villages = {spot.admin1 for spot in spots if spot.by_hand and spot.feature in _TOWNLIKE}
    if not phrase.exact or not villages:
        return False
    if not _NEAR.isdisjoint(phrase.area) and phrase.before is not None:
        return bool(villages & around.sure) and _struck_before(phrase)
    leader = phrase.leader
    if not phrase.follows or leader is None or not leader.rows or _rule(leader) == "cue" or not _ends_list(phrase):
        return False
    return {place(row).admin1 for row in leader.rows} <= villages


def _struck_before(phrase: Phrase) -> bool:
    tokens = phrase.sentence.tokens[: phrase.first]
    return any(token.has("strike") or token.has("hit") for token in tokens)


def _ends_list(phrase: Phrase) -> bool:
    """What follows is no word that a common noun would go with (``والوساطة القطرية``)."""
    after = phrase.after
    return after is None or after.kind == "punct" or in_class(after, "prep") or in_class(after, "area")


def _is_tag(phrase: Phrase, spots: list[Place]) -> bool:
    """``#الأبيض`` alone on its line heads what follows."""
    alone = phrase.before is None and phrase.after is None and phrase.exact
    return alone and any(spot.by_hand and spot.feature == "city" and spot.population >= _LARGE for spot in spots)


def _struck_at_home(phrase: Phrase, spots: list[Place], around: Surroundings) -> bool:
    """``غارات على الأبيض``, ``قصف الحراك`` in an article that tells of their province by another name, or calls them a town elsewhere."""
    if not (phrase.after_strike or phrase.prep in _AIMED) or phrase.word in words()["cue"] or phrase.word in words()["cues"]:
        return False
    if phrase.word in around.called:
        return phrase.exact
    if _object_there(phrase) and any(spot.feature == "town" and spot.admin1 in around.sure for spot in spots):
        return phrase.exact
    return phrase.exact and _blown(phrase) and any(spot.feature in _BUILT and spot.admin1 in around.sure for spot in spots)


def note_certain(phrases: list[Phrase], around: Surroundings) -> None:
    """Note the provinces of the names that are no other word, and the other words that some phrase calls a town."""
    for phrase in phrases:
        if not phrase.rows or phrase.in_name:
            continue
        if _rule(phrase) != "cue":
            spots = [place(row) for row in phrase.rows]
            around.sure |= {spot.admin1 or "" for spot in spots if spot.country in (around.main_country, around.home)}
        elif _TOWNLIKE & set(phrase.features) and _announced(phrase):
            around.called.add(phrase.word)


def _blown(phrase: Phrase) -> bool:
    """Does a noun for a strike stand right before the preposition?"""
    tokens = phrase.sentence.tokens[max(0, phrase.first - 3) : phrase.first]
    return any(reading.pos == "noun" and token.has("strike") for token in tokens for reading in token.readings)


def _object_there(phrase: Phrase) -> bool:
    """``أغار على مستودع في ملح``: what was struck stands before the preposition, and the strike not far before it."""
    if phrase.prep not in ("في", "ب"):
        return False
    tokens = phrase.sentence.tokens[max(0, phrase.first - _OBJECT) : phrase.first]
    at = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].has_any(_STRIKES)), None)
    return at is not None and at < len(tokens) - 2 and not any(token.kind == "punct" for token in tokens[at:])


def _announced(phrase: Phrase) -> bool:
    """Does قرية or such a word stand before it? The definite one of ``القرية مرتين`` announces nothing."""
    if not phrase.features or phrase.name_first == phrase.first:
        return bool(phrase.features)
    if _is_of_a_site(phrase):
        return False
    cue, name = (phrase.sentence.tokens[at].key for at in (phrase.name_first - 1, phrase.name_first))
    return name.startswith("ال") or not cue.startswith("ال")


def _is_of_a_site(phrase: Phrase) -> bool:
    """``معمل طوب``, ``محطة صرف``: an indefinite word behind a site tells what it is for, though a village is called so."""
    return phrase.features[0] in BUILT_FOR and not phrase.sentence.tokens[phrase.name_first].key.startswith("ال")


def _rule(phrase: Phrase) -> str:
    known = homonym(phrase.word, article=phrase.has_article)
    if known:
        return known.rule
    tokens = phrase.sentence.tokens[phrase.name_first : phrase.name_last]
    if len(tokens) == 1 and (tokens[0].readings or _is_ordinary(phrase.word)) and place(phrase.rows[0]).feature not in WIDE:
        return "cue"
    return ""


@cache
def _ordinary() -> frozenset[str]:
    classes = (
        "cue",
        "cues",
        "area",
        "link",
        "stop",
        "transport",
        "say",
        "unit",
        "title",
        "native",
        "origin",
        "tail",
        "direction_adj",
        "given",
    )
    return frozenset(bare(word) for name in classes for word in words()[name])


def _is_ordinary(word: str) -> bool:
    return word in _ordinary()


def _loose_spelling(phrase: Phrase, spots: list[Place]) -> bool:
    """An article too many or too few is let pass with a word that says place, and in long names."""
    if phrase.word in words()["head"] or _describes(phrase) or phrase.sentence.tokens[phrase.name_first].key in words()["stop"]:
        return False
    if phrase.word in homonyms():
        return bool(phrase.features) and not _is_of_a_site(phrase)
    if all(spot.feature == "country" for spot in spots):
        return False
    return phrase.cued or (len(phrase.word) > _DISTINCT and bool(phrase.prep)) or _in_its_list(phrase, spots)


def _in_its_list(phrase: Phrase, spots: list[Place]) -> bool:
    """``سراقب وآفس والترنبة``: behind two towns of its province, and no other word that is known."""
    leader = phrase.leader
    if not phrase.joined or leader is None or leader.leader is None or phrase.sentence.tokens[phrase.name_first].readings:
        return False
    codes = [{place(row).admin1 for row in other.rows if place(row).feature not in WIDE} for other in (leader, leader.leader)]
    return any(spot.admin1 in codes[0] & codes[1] for spot in spots)


def _describes(phrase: Phrase) -> bool:
    """``مناطق جبلية``, ``منطقة صناعية``: an adjective without its article tells what an area is like."""
    return set(phrase.features) <= _AREAS and phrase.sentence.tokens[phrase.name_first].key.endswith("يه")


def _fits(phrase: Phrase, spot: Place) -> bool:
    if spot.feature == "country":
        return not _SETTLED & set(phrase.features)  # not in بلدة سورية
    if spot.feature in WIDE or spot.feature == "district" or (spot.by_hand and spot.population >= _LARGE):
        return True
    told = phrase.cued or phrase.after_strike or bool(phrase.prep) or phrase.follows or phrase.parent is not None
    told = told or in_its_town_hall(phrase)
    if spot.by_hand:
        return told or phrase.amid_row or _undergoes(phrase) or _is_distinct(phrase, spot) or _leads_its_row(phrase, spot)
    return _fits_derived(phrase, spot, told)


def _leads_its_row(phrase: Phrase, spot: Place) -> bool:
    """``قصفت المدفعية الناقورة والضهيرة``, ``(يارين، الضهيرة)``: before another village of its province."""
    rows = phrase.follower.rows if phrase.follower is not None else ()
    return spot.feature in _TOWNLIKE and any(place(row).admin1 == spot.admin1 and place(row).feature in _TOWNLIKE for row in rows)


def _undergoes(phrase: Phrase) -> bool:
    """``تعرضت البارة لقصف``, ``البارة تتعرض لقصف``"""
    return any(token is not None and token.has("undergo") for token in (phrase.before, phrase.after))


def _is_distinct(phrase: Phrase, spot: Place) -> bool:
    """Is the bare name hardly another word? المعادي may be; كفرنبل and دير سنبل are not."""
    several = phrase.name_last > phrase.name_first + 1
    bare_word = phrase.sentence.tokens[phrase.name_first].key.startswith("ال")
    if several or spot.feature in ("city", "town"):
        return several or len(phrase.word) >= _DISTINCT
    return len(phrase.word) > _DISTINCT and not bare_word


def _fits_derived(phrase: Phrase, spot: Place, told: bool) -> bool:
    """The same for places that nobody picked by hand: the smaller and the farther abroad, the more must be said."""
    distinct = len(phrase.word) >= _DISTINCT
    if len(phrase.word) <= _SHORT:
        return bool(phrase.features)
    if spot.population >= _LARGE and spot.country not in _FOREIGN:
        return told or distinct
    if not distinct:
        return phrase.cued or phrase.parent is not None
    return told
