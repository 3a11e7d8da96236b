"""Where the fire came from: ``المتمركزة في X``, ``من مواقع القوات في X``, ``من فوق البحر``, ``أطلقت القاعدة في X قذائف``.

Launchers and posts may be what was hit as well as what fired; the words before them tell.
"""

from __future__ import annotations

from itertools import pairwise

from workers.extractor.grammar import DOTS
from workers.extractor.tokens import Token
from workers.extractor.where.gazetteer import named, place
from workers.extractor.where.other_deeds import CLAUSE_ENDS, NEAR, STRIKES, clause_before
from workers.extractor.where.place_links import directed
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_words import as_class, feature_of, in_class, words
from workers.extractor.word_sets import word_set

_TO_BASE = 4  # tokens from the base that fires to where it lies
_TOWARDS = word_set("towards")
_AT = _TOWARDS | {"علي"}
_PATH = 7  # tokens from من to what only tells where the fire came from
_ORIGIN_PREPS = word_set("place_fire.origin_preps")
_THENCE_PREPS = _ORIGIN_PREPS - {"في", "ب", "عند", "قرب"}
_SIDE_OF = word_set("place_fire.side_of")
_CARRIED_OUT = word_set("place_fire.carried_out")
_ITS_SOURCE = frozenset(("مصدره", "مصدرها"))
_LAUNCHING = word_set("place_fire.launching")
_FIRE = frozenset(("weapon", "artillery", "missile"))
_FROM_IT = frozenset(("من", "عبر", "و"))
_AT_LAUNCHERS = STRIKES | {"destroy", "light"}


def fires(phrase: Phrase) -> bool:
    """Did the fire come from the place, as far as no word for its source says so (see ``from_there``)?"""
    told = phrase.fires or fired_from(phrase) or _on_its_path(phrase) or _from_posts_of(phrase) or _base_fires(phrase)
    told = told or _fired_by_those_there(phrase) or _based_there_and_fires(phrase) or _from_that_side_too(phrase)
    return told or _from_their_posts(phrase) or _whence_it_struck(phrase) or _where_launcher_was_found(phrase)


_FOUND = word_set("place_fire.found")


def _where_launcher_was_found(phrase: Phrase) -> bool:
    """``والعثور على منصة الإطلاق في X``"""
    before = clause_before(phrase)
    found = next((at for at, token in enumerate(before) if token.key.removeprefix("و") in _FOUND), None)
    return phrase.prep in ("في", "ب") and found is not None and any(in_class(token, "launcher") for token in before[found:])


def _base_fires(phrase: Phrase) -> bool:
    """``أطلقت القاعدة التركية في X قذائف باتجاه Y``: the base does what the verb says, and what it fired at comes later."""
    tokens, base = phrase.sentence.tokens, phrase.first - 1
    behind = tokens[phrase.last : phrase.last + NEAR]
    if phrase.prep in ("في", "ب"):
        base = next((at for at in range(base, max(-1, base - _TO_BASE), -1) if in_class(tokens[at], "post_of")), -1)
    elif not {"base", "camp"} & set(phrase.features) or phrase.prep:
        return False
    verb = base - 1 if phrase.prep else base
    fired = verb >= 0 and any(reading.pos == "verb" for reading in tokens[verb].readings) and tokens[verb].has("fire_v")
    return fired and any(token.key in _AT for token in behind)


def _fired_by_those_there(phrase: Phrase) -> bool:
    """``أطلقت الفصائل في X صواريخ على مدينة Y``: behind who fires it, and before what was fired at; aircraft fire where they strike."""
    before = clause_before(phrase)
    verb = next((at for at in range(len(before) - 1, -1, -1) if before[at].has("fire_v") and not before[at].has_any(_FIRE)), -1)
    if verb < 0 or phrase.prep not in ("في", "ب") or any(token.has_any(_CARRY) for token in before[verb + 1 :]):
        return False
    if not any(reading.pos == "verb" for reading in before[verb].readings) or verb + 1 == len(before):
        return False
    behind = phrase.sentence.tokens[phrase.last : phrase.last + NEAR]
    at = next((at for at, token in enumerate(behind[:-1]) if token.key in _AT and token.norm not in CLAUSE_ENDS), None)
    if at is None or any(token.norm in CLAUSE_ENDS for token in behind[:at]):
        return False
    aimed = behind[at + 1]
    return feature_of(aimed) is not None or bool(named(aimed.key))


def _based_there_and_fires(phrase: Phrase) -> bool:
    """``دبابات متمركزة على الحدود في محيط X، أطلقت قذائف``: however far the word for where they stand is."""
    before = clause_before(phrase, 2 * NEAR)
    based = next((at for at in range(len(before) - 1, -1, -1) if in_class(before[at], "based")), -1)
    if based < 0 or any(token.has_any(STRIKES) for token in before):
        return False
    behind = phrase.sentence.tokens[phrase.last : phrase.last + NEAR]
    verb = next((at for at, token in enumerate(behind) if token.has("fire_v") and any(r.pos == "verb" for r in token.readings)), None)
    return verb is not None and not any(token.has_any(STRIKES) or token.norm in DOTS for token in behind[:verb])


def _from_that_side_too(phrase: Phrase) -> bool:
    """``من اتجاه X واتجاه Y``"""
    tokens = phrase.sentence.tokens
    near = tokens[max(0, phrase.first - NEAR) : phrase.first + 1]
    sides = any(one.key == "من" and two.key in words()["direction_of_fire"] for one, two in pairwise(near))
    own = tokens[max(0, phrase.first - 1) : phrase.first + 1]
    return sides and any(token.key.startswith("و") and token.key[1:] in words()["direction_of_fire"] for token in own)


_THEIRS = ("ها", "هم", "ه")
_FROM_POST = 4  # tokens from من to the place


def _from_their_posts(phrase: Phrase) -> bool:
    """``استهدفت القوات الحي، من مواقعها في X``"""
    if phrase.prep not in ("في", "ب"):
        return False
    tokens = phrase.sentence.tokens[max(0, phrase.first - _FROM_POST) : phrase.first + 1]
    return any(one.key == "من" and two.key.endswith(_THEIRS) and in_class(two, "post_of") for one, two in pairwise(tokens))


def _whence_it_struck(phrase: Phrase) -> bool:
    """``رشقات من جنوب شرقي X استهدفت``, ``القوات عند حاجز X استهدفت``: behind what fires, and right before the verb."""
    behind = next((token for token in phrase.sentence.tokens[phrase.last :] if token.kind != "punct" or token.norm in CLAUSE_ENDS), None)
    strikes = behind is not None and any(
        reading.pos == "verb" and reading.form == "perfect" and not reading.enclitic and {"hit", "strike"} & set(reading.tags)
        for reading in behind.readings
    )
    before = clause_before(phrase)
    if not strikes or any(token.has_any(STRIKES) and all(reading.pos == "verb" for reading in token.readings) for token in before):
        return False
    if phrase.prep == "من":
        return any(token.has_any(_FIRE) for token in before)
    return "عند" in (phrase.prep, *phrase.area) and any(token.norm in _FORCES for token in before)


_CARRY = frozenset(("platform", "drone", "air", "strike"))


def from_there(phrase: Phrase, marker: Token, distance: int) -> bool:
    """``أطلقت من كذا``, ``مصدرها كذا``: does the marker, so many tokens before the place, make it the origin of the fire?"""
    found = as_class(marker, "origin")
    if found and found[1].startswith("مصدر"):
        between = phrase.sentence.tokens[marker.index + 1 : phrase.first]
        moved = any(reading.pos == "verb" for token in between if token.key[:2] != "ال" for reading in token.readings) or any(
            in_class(token, "landed") for token in between
        )
        return not moved and not _abroad(phrase, between) and (distance <= 3 or phrase.prep in ("في", "ب"))
    word = found[1].lstrip("ولب") if found is not None else ""  # لإطلاق, بإطلاق
    launched = found is not None and (word.startswith(("اطلق", "انطلق", "اطلاق")) or _came_from(phrase, marker, found[1]))
    based = in_class(marker, "based")
    if phrase.prep == "علي" and phrase.area and based:
        return distance <= 4  # المتمركزة على أطراف كذا
    prep = phrase.prep or (_at_a_post(phrase, marker) if based else "")
    between = phrase.sentence.tokens[marker.index + 1 : phrase.first]
    if based and phrase.prep in ("في", "ب") and any(in_class(token, "post_of") for token in between) and not _stops(between):
        return distance <= 2 * _TO_BASE  # المتمركزة في مقار القوات في معسكر X
    counted = sum(token.kind == "number" for token in phrase.sentence.tokens[marker.index : phrase.first])  # بإطلاق 12 صاروخا من X
    return prep in (_THENCE_PREPS if launched else _ORIGIN_PREPS) and distance <= 4 + counted


def _stops(tokens: tuple[Token, ...]) -> bool:
    return any(token.norm in CLAUSE_ENDS or token.has_any(STRIKES) for token in tokens)


def _at_a_post(phrase: Phrase, marker: Token) -> str:
    """The preposition of ``المتمركزة في موقع كذا``, or an empty string."""
    between = phrase.sentence.tokens[marker.index + 1 : phrase.first]
    post = len(between) > 1 and (in_class(between[-1], "seat") or in_class(between[-1], "post_of"))
    return between[0].key if post else ""


def _abroad(phrase: Phrase, between: tuple[Token, ...]) -> bool:
    """``صواريخ مصدرها الجانب السوري في الهرمل``: they fell in the other land."""
    sides = (two.key for one, two in pairwise(between) if one.key in _SIDE_OF)
    nations = {nation for key in sides if (nation := words()["nation"].get(key))}
    return bool(nations and phrase.rows) and all(place(row).country not in nations for row in phrase.rows)


def _came_from(phrase: Phrase, marker: Token, word: str) -> bool:
    """``قافلة قادمة من العراق في X``: X is where it was hit; not ``صواريخ قادمة من مواقع القوات في X``."""
    between = phrase.sentence.tokens[marker.index + 1 : phrase.first]
    return word.removeprefix("ال").startswith(("قادم", "اتي")) and not any(in_class(token, "post_of") for token in between)


def were_struck(phrase: Phrase, marker: Token) -> bool:
    """Are the posts or launchers of the marker what was hit at the place, and not what fired from it?"""
    if marker.index and phrase.sentence.tokens[marker.index - 1].key in _TOWARDS:
        return True  # أطلقت صواريخ باتجاه مرابض المدفعية في X
    return _posts_struck(phrase, marker) or _launchers_struck(phrase, marker) or _fired_at(phrase, marker)


def _fired_at(phrase: Phrase, marker: Token) -> bool:
    """``القصف على مقراتها في X``, ``قذيفة على مرابض المدفعية في X``, not ``اعتمادا على مقراتها في X``"""
    tokens = phrase.sentence.tokens[max(0, marker.index - NEAR) : marker.index]
    return bool(tokens) and tokens[-1].key == "علي" and any(token.has_any(STRIKES | _FIRE) for token in tokens)


def _launchers_struck(phrase: Phrase, marker: Token) -> bool:
    """``قصفت منصات إطلاق في X``, ``رمايات على منصات الصواريخ في X``, not ``قصف من منصات في X``: the launchers are what was hit."""
    if not in_class(marker, "launcher"):
        return False
    tokens = phrase.sentence.tokens[max(0, marker.index - NEAR) : marker.index]
    if not tokens or tokens[-1].key in _FROM_IT or _is_followed_by_its_object(phrase, tokens[-1]):
        return False
    return any(token.has_any(_AT_LAUNCHERS) for token in tokens)


def _is_followed_by_its_object(phrase: Phrase, verb: Token) -> bool:
    """``قصفت مرابض المدفعية في X مدينة Y``: the guns are the subject, and what they struck stands right behind where they are."""
    behind = phrase.sentence.tokens[phrase.last : phrase.last + 1]
    does = any(reading.pos == "verb" and reading.form == "perfect" for reading in verb.readings)
    return does and any(feature_of(token) is not None or bool(named(token.key)) for token in behind)


def _posts_struck(phrase: Phrase, marker: Token) -> bool:
    """``قصفت الطائرات مواقع للفصائل المتمركزة في X``: who is based there did not fire; not ``قصف مصدره القوات المتمركزة في X``."""
    if not in_class(marker, "based"):
        return False
    tokens = phrase.sentence.tokens[max(0, marker.index - 2 * NEAR) : marker.index]
    posts = (at for at in range(len(tokens) - 1, -1, -1) if in_class(tokens[at], "post_of") or in_class(tokens[at], "troops"))
    at = next(posts, 0)
    if any(token.key in _ITS_SOURCE for token in tokens) or (at and tokens[at - 1].key in _CARRIED_OUT):
        return False  # اعتداء نفذته مجموعات منتشرة في كذا
    if _forces_struck(tokens):
        return True
    return bool(at) and tokens[at - 1].key != "من" and any(token.has_any(STRIKES) for token in tokens[:at])


def _forces_struck(tokens: tuple[Token, ...]) -> bool:
    """``قصف الطيران قوات كذا المتمركزة في X``: behind the verb and who did it; not ``قصفت قوات كذا المتمركزة في X``."""
    forces = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].norm in _FORCES), 0)
    verb = next((at for at in range(forces - 1, -1, -1) if tokens[at].has_any(STRIKES)), -1)
    if verb < 0 or not any(reading.pos == "verb" for reading in tokens[verb].readings):
        return False
    doer = tokens[verb + 1 : forces]
    return bool(doer) and (doer[0].key in _STRIKERS or (doer[0].has("platform") and doer[0].key.startswith("ال")))


_FORCES, _STRIKERS = frozenset(("قوات", "القوات")), word_set("place_fire.strikers")


def fired_from(phrase: Phrase) -> bool:
    """``من اتجاه لبنان``, ``من فوق البحر``, ``من أجواء الجولان``, ``من داخل الأراضي اللبنانية``"""
    tokens = phrase.sentence.tokens[max(0, phrase.first - 2) : phrase.last]
    return _from_launcher(phrase) or any(
        first.key == "من" and second.key in words()["direction_of_fire"]
        for first, second in pairwise(tokens[: phrase.name_first - phrase.first + 2])
    )


def _from_launcher(phrase: Phrase) -> bool:
    """``هجوم من منصة انطلاق مطار X``"""
    path = phrase.sentence.tokens[max(0, phrase.first - 3) : phrase.first]
    return len(path) == 3 and path[0].key == "من" and in_class(path[1], "launcher") and path[2].key in _LAUNCHING


def _from_posts_of(phrase: Phrase) -> bool:
    """``قصف بالصواريخ من معسكرات القوات في X``, not ``قصف عددا من مواقع القوات في X``"""
    if phrase.prep not in ("في", "ب"):
        return False
    tokens = clause_before(phrase, 2 * NEAR)
    at = next((at for at in range(len(tokens) - 2, 0, -1) if tokens[at].key == "من" and in_class(tokens[at + 1], "post_of")), 0)
    armed = any(token.has_any(_FIRE) for token in tokens[:at])
    fired = at and not _counts_or_moves(tokens[at - 1]) and (armed or _told_on_what(tokens[:at]))
    return bool(fired) and not any(token.has_any(STRIKES) for token in tokens[at:])


def _told_on_what(tokens: tuple[Token, ...]) -> bool:
    """``قصف على قرى كذا``: what was struck is told already."""
    struck = next((at for at, token in enumerate(tokens) if token.has_any(STRIKES)), len(tokens))
    return any(token.key == "علي" for token in tokens[struck + 1 : struck + 4])


def _counts_or_moves(token: Token) -> bool:
    return token.kind == "number" or any(in_class(token, name) for name in ("part", "transport", "post_of"))


def _on_its_path(phrase: Phrase) -> bool:
    """``من فوق البحر المتوسط غرب مدينة طرابلس``: it only tells where the sea is."""
    if phrase.prep or not directed(phrase):
        return False
    tokens = phrase.sentence.tokens[max(0, phrase.first - _PATH) : phrase.first]
    opening = [at for at, (one, two) in enumerate(pairwise(tokens)) if one.key == "من" and two.key in words()["direction_of_fire"]]
    between = tokens[opening[-1] + 2 :] if opening else ()
    return bool(between) and not any(token.kind == "punct" or token.readings or in_class(token, "prep") for token in between)
