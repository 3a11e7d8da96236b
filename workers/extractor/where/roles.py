"""What a place is to a strike, as far as the words right beside it tell: target, origin, or neither.

Nothing here knows which verb governs the sentence; ``strikes`` decides. A place is *not* struck where its own phrase says so: it is a
dateline or header, part of a name, a container of a finer place, what speaks (أعلنت دمشق), where someone comes from (من أبناء),
where the wounded were taken (نقلوا إلى), or where the fire came from (المتمركزة في, انطلاقا من).
"""

from __future__ import annotations

from itertools import pairwise

from monitor.model import Role
from workers.extractor.text import fold
from workers.extractor.tokens import Token
from workers.extractor.where.gazetteer import Place, place
from workers.extractor.where.other_deeds import (
    ALARM,
    CLAUSE_ENDS,
    GROUND,
    HELD,
    NEAR,
    OTHER_DEED,
    STRIKES,
    clause_before,
    struck_on_the_way,
    told_of_else,
)
from workers.extractor.where.place_clinics import SPEAKS, TAKES_IN, only_told
from workers.extractor.where.place_filter import seat_of_council
from workers.extractor.where.place_headers import capitals
from workers.extractor.where.place_links import directed, size
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_words import CAPITALS, DISTANCES, as_class, feature_of, in_class, is_marked, words

_HOME, AWAY, _SOURCE = "where someone comes from", "where someone went or was taken", "where the fire came from"
_OVERFLOWN = "flown over"
_THENCE = "from there"
SAID_OF_ALL = frozenset(
    (_HOME, AWAY, _SOURCE, _THENCE, _OVERFLOWN, GROUND, ALARM, HELD, OTHER_DEED, TAKES_IN, SPEAKS)
)  # reasons that hold for a whole list of places
_SKIES = frozenset(fold(word) for word in ("أجواء", "سماء", "الأجواء"))
_IN_FLIGHT = 6  # tokens from a verb of flying to what lies below
_PATH = 7  # tokens from من to what only tells where the fire came from
_VILLAGE, _CITY = 3, 5  # sizes, see place_links
_ORIGIN_PREPS = frozenset("من في ب داخل ضمن عند جهه".split())
_THENCE_PREPS = _ORIGIN_PREPS - {"في", "ب", "عند"}
_FIRE = ("weapon", "artillery", "missile")
_FIRE_ITSELF = frozenset("النيران النار نيران اطلاق الاطلاق القصف القذايف الصواريخ".split())  # what مصادر may be of that do not speak
_FROM_IT = frozenset(("من", "عبر", "و"))
_AT_LAUNCHERS = (*STRIKES, "destroy", "light")
_DEFINITE = frozenset("الحي القرية البلدة المدينة المنطقة المخيم".split())
_DYING = frozenset(fold(word) for word in "توفي توفيت توفوا فارق فارقت متأثرا متأثرة وفاة".split())
_NOT = frozenset(("لم", "لن", "لا"))
_SUFFERS = frozenset("تسلم تهدا تنم تنج تتعرض تشهد تسجل تفق تكن".split())
_TOWARDS = frozenset(fold(word) for word in "نحو باتجاه تجاه صوب".split())


def role_of(phrase: Phrase, spot: Place | None) -> tuple[Role, str]:
    """The role and the name of the rule that gave it."""
    if phrase.in_name:
        return Role.OTHER, f"part of the name of a {phrase.in_name}"
    if phrase.header:
        return Role.OTHER, "dateline or header"
    if phrase.contains and not _town_of_site(phrase):
        return Role.OTHER, _around(phrase)
    if reason := _only_named(phrase, spot):
        return Role.OTHER, reason
    return _by_direction(phrase) or _by_words_before(phrase)


def _only_named(phrase: Phrase, spot: Place | None) -> str:
    """Why a place that was named was not struck, whatever stands before it, or an empty string."""
    if phrase.on_road:
        return "an end of the road on which it happened"
    return "a capital or country that acts" if _speaks(phrase, spot) else only_told(phrase, spot)


def _by_direction(phrase: Phrase) -> tuple[Role, str] | None:
    if _across(phrase):
        return Role.OTHER, "only a border or a distance is taken from it"
    if _flown_over(phrase):
        return Role.OTHER, _OVERFLOWN
    if phrase.fires or _fired_from(phrase) or _on_its_path(phrase) or _from_posts_of(phrase):
        return Role.ORIGIN, _SOURCE
    return (Role.OTHER, reason) if (reason := told_of_else(phrase)) else None


def _flown_over(phrase: Phrase) -> bool:
    """``صواريخ مرت فوق X``, ``حلقت في أجواء X``, not ``ألقت براميل فوق X``"""
    if phrase.prep != "فوق" and not _SKIES & set(phrase.area):
        return False
    tokens = phrase.sentence.tokens[max(0, phrase.first - _IN_FLIGHT) : phrase.first]
    at = next((at for at in range(len(tokens) - 1, -1, -1) if in_class(tokens[at], "fly")), None)
    return at is not None and not any(token.norm in CLAUSE_ENDS or token.has("strike") or token.has("hit") for token in tokens[at + 1 :])


def _around(phrase: Phrase) -> str:
    if phrase.near:
        return "only locates the place before it"
    return "contains the place before it" if size(phrase) > _CITY else "lies around the place before it"


def _town_of_site(phrase: Phrase) -> bool:
    """A town in which, or near which, a depot or a market was struck was struck too; one near which a village was, not."""
    return phrase.inner_size < _VILLAGE and (size(phrase) <= _CITY or _named_like_its_province(phrase)) and not phrase.rural


def _named_like_its_province(phrase: Phrase) -> bool:
    """``دار الرئاسة في صنعاء``: of a city and its province the city, where nothing says province."""
    features = {place(row).feature for row in phrase.rows}
    return "city" in features and "country" not in features and not {"province", "area"} & set(phrase.features)


def _by_words_before(phrase: Phrase) -> tuple[Role, str]:
    tokens = phrase.sentence.tokens[max(0, phrase.first - NEAR) : phrase.first]
    for distance, token in enumerate(reversed(tokens), 1):
        if token.kind == "word" and not is_marked(token):
            continue
        if token.kind == "punct" and token.norm in CLAUSE_ENDS:
            break
        if (_is_native(token, phrase) and distance <= 2 and phrase.prep in ("", "من")) or _resides(token, phrase, distance):
            return Role.OTHER, _HOME
        if (
            in_class(token, "transport")
            and not _of_a_site(phrase, distance)
            and not struck_on_the_way(phrase, token)
            and (phrase.prep in ("الي", "ل", "من", "في", "نحو") or not _TOWARDS.isdisjoint((tokens[-1].key, *phrase.area)))
            and distance <= 4
        ):
            return Role.OTHER, AWAY
        if in_class(token, "origin") and _from_there(phrase, token, distance) and not _were_struck(phrase, token):
            return Role.ORIGIN, _SOURCE
    return _by_preposition(phrase, tokens)


def _of_a_site(phrase: Phrase, distance: int) -> bool:
    """``محطة تحويل الكهرباء``: the word tells what the station is for."""
    at = phrase.first - distance - 1
    return at >= 0 and feature_of(phrase.sentence.tokens[at]) is not None


def _by_preposition(phrase: Phrase, tokens: tuple[Token, ...]) -> tuple[Role, str]:
    carried = any(in_class(token, "transport") or in_class(token, "wounds") for token in tokens)
    died = any(token.key in _DYING for token in tokens)
    if (carried or died) and any(in_class(token, "clinic") for token in tokens[-2:]):
        return Role.OTHER, AWAY
    if phrase.prep in ("في", "ب", "من") and (_holds_office(phrase) or _said_there(phrase)):
        return Role.OTHER, "where a speaker holds office"
    if phrase.prep == "من" and not phrase.area and not _on_leaving(tokens) and not any(in_class(token, "part") for token in tokens[-3:]):
        return Role.OTHER, _THENCE
    return Role.TARGET, "nothing says otherwise"


def _on_leaving(tokens: tuple[Token, ...]) -> bool:
    """``استهدف موكبا لدى خروجه من X``: it was struck there."""
    return len(tokens) > 2 and in_class(tokens[-2], "leaving") and in_class(tokens[-3], "while")


def _is_native(token: Token, phrase: Phrase) -> bool:
    """``أهالي X``, ``نازحين من X``, but not ``مخيم للنازحين في X`` and not ``نازحين غرب X``"""
    found = as_class(token, "native") or (as_class(token, "displaced") if phrase.prep == "من" else None)
    return found is not None and "ل" not in found[0]


def _resides(token: Token, phrase: Phrase, distance: int) -> bool:
    """``وهم يقيمون في X``, not ``قصف منزل عائلة تقيم في X``"""
    there = in_class(token, "resides") and distance <= 2 and phrase.prep in ("في", "ب")
    return there and not any(before.has(tag) for before in clause_before(phrase) for tag in STRIKES)


def _holds_office(phrase: Phrase) -> bool:
    """``قال مسؤول الإعلام في شمال صلاح الدين``"""
    tokens = phrase.sentence.tokens[max(0, phrase.first - 8) : phrase.first]
    said = next((index for index, token in enumerate(tokens) if in_class(token, "say") or token.has("say")), None)
    if said is None:
        return False
    between = tokens[said + 1 :]
    if any(one.key.startswith("مصا") and two.key in _FIRE_ITSELF for one, two in pairwise(between)):
        return False
    return any(in_class(token, "office") for token in between) and not any(token.key in ("ان", "بان", "انه") for token in between)


def _said_there(phrase: Phrase) -> bool:
    """``وفي صنعاء، أعلن المتحدث ...`` at the head of a sentence"""
    after = phrase.sentence.tokens[phrase.last : phrase.last + 2]
    spoken = after[1:] if after and after[0].norm == "،" else after[:1]
    return phrase.first <= 1 and not phrase.cued and any(in_class(token, "say") for token in spoken)


def _from_there(phrase: Phrase, marker: Token, distance: int) -> bool:
    found = as_class(marker, "origin")
    if found and found[1].startswith("مصدر"):
        between = phrase.sentence.tokens[marker.index + 1 : phrase.first]
        moved = any(reading.pos == "verb" for token in between if token.key[:2] != "ال" for reading in token.readings) or any(
            in_class(token, "landed") for token in between
        )
        return not moved and (distance <= 3 or phrase.prep in ("في", "ب"))
    launched = found is not None and found[1].startswith(("اطلق", "انطلق"))
    return phrase.prep in (_THENCE_PREPS if launched else _ORIGIN_PREPS) and distance <= 4


def _were_struck(phrase: Phrase, marker: Token) -> bool:
    return _posts_struck(phrase, marker) or _launchers_struck(phrase, marker)


def _launchers_struck(phrase: Phrase, marker: Token) -> bool:
    """``قصفت منصات إطلاق في X``, ``رمايات على منصات الصواريخ في X``, not ``قصف من منصات في X``: the launchers are what was hit."""
    if not in_class(marker, "launcher"):
        return False
    tokens = phrase.sentence.tokens[max(0, marker.index - NEAR) : marker.index]
    return bool(tokens) and tokens[-1].key not in _FROM_IT and any(token.has(tag) for token in tokens for tag in _AT_LAUNCHERS)


def _posts_struck(phrase: Phrase, marker: Token) -> bool:
    """``قصفت الطائرات مواقع للفصائل المتمركزة في X``: who is based there did not fire."""
    if not in_class(marker, "based"):
        return False
    tokens = phrase.sentence.tokens[max(0, marker.index - 2 * NEAR) : marker.index]
    posts = (at for at in range(len(tokens) - 1, -1, -1) if in_class(tokens[at], "post_of") or in_class(tokens[at], "troops"))
    at = next(posts, 0)
    return bool(at) and tokens[at - 1].key != "من" and any(token.has(tag) for token in tokens[:at] for tag in STRIKES)


def _fired_from(phrase: Phrase) -> bool:
    """``من اتجاه لبنان``, ``من فوق البحر``, ``من أجواء الجولان``, ``من داخل الأراضي اللبنانية``"""
    tokens = phrase.sentence.tokens[max(0, phrase.first - 2) : phrase.last]
    return any(
        first.key == "من" and second.key in words()["direction_of_fire"]
        for first, second in pairwise(tokens[: phrase.name_first - phrase.first + 2])
    )


def _from_posts_of(phrase: Phrase) -> bool:
    """``قصف بالصواريخ من معسكرات القوات في X``, not ``قصف عددا من مواقع القوات في X``"""
    if phrase.prep not in ("في", "ب"):
        return False
    tokens = clause_before(phrase)
    at = next((at for at in range(len(tokens) - 2, 0, -1) if tokens[at].key == "من" and in_class(tokens[at + 1], "post_of")), 0)
    fired = at and not _counts_or_moves(tokens[at - 1]) and any(token.has(tag) for token in tokens[:at] for tag in _FIRE)
    return bool(fired) and not any(token.has(tag) for token in tokens[at:] for tag in STRIKES)


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


def _across(phrase: Phrase) -> bool:
    """``المقابلة لكيليس``, ``الحدودي مع الجولان``, ``تبعد عن المنشية``"""
    if phrase.prep == "عن" or _far_from(phrase) or _locates_the_known(phrase):
        return True
    tokens = phrase.sentence.tokens[max(0, phrase.first - 3) : phrase.first]
    return phrase.prep in ("ل", "مع") and any(in_class(token, "border") for token in tokens)


def _far_from(phrase: Phrase) -> bool:
    """``قاعدة كذا (180 كيلومترا غربي بغداد)``"""
    tokens = phrase.sentence.tokens[max(0, phrase.first - 3) : phrase.first]
    return len(tokens) > 2 and directed(phrase) and tokens[2].key in DISTANCES and tokens[0].norm == "("


def _locates_the_known(phrase: Phrase) -> bool:
    """``على الحي الواقع قرب X``: it says again where the quarter lies that was named."""
    tokens = phrase.sentence.tokens[max(0, phrase.first - 2) : phrase.first]
    return len(tokens) > 1 and tokens[1].key.startswith("الواقع") and tokens[0].norm in _DEFINITE and directed(phrase)


def _denies(phrase: Phrase, spot: Place) -> bool:
    """``تل أبيب لم تعلق``, ``طهران لا تستبعد``: of a capital or country something is denied; ``بيروت لم تسلم من القصف`` is none."""
    tokens, last = phrase.sentence.tokens, phrase.last
    seat = spot.feature == "country" or phrase.word in capitals()
    if not seat or last + 1 >= len(tokens) or tokens[last].key not in _NOT or phrase.joined:
        return False
    return not any(tokens[last + 1].has(tag) or tokens[last + 1].key in _SUFFERS for tag in ("undergo", "strike", "hit"))


def _speaks(phrase: Phrase, spot: Place | None) -> bool:
    if spot is None or spot.feature not in ("country", "province", "city"):
        return False
    if phrase.prep == "بين" and not phrase.cued and (spot.feature == "country" or spot.name in CAPITALS):
        return True
    if phrase.prep or phrase.cued or _fired_from(phrase):
        return False
    before, after = phrase.before, phrase.after
    if before and any(in_class(before, name) for name in ("say", "with", "unit")) and not seat_of_council(phrase, before):
        return True
    if _denies(phrase, spot) or (spot.feature == "country" and not phrase.after_strike and not phrase.joined and before is not None):
        return True
    return bool(after and as_class(after, "say") == ("", after.key) and (before is None or before.key not in words()["cue"]))
