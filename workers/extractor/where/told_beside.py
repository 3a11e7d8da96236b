"""Places of a clause that are told beside the one that was struck: where it was heard, from where its distance is taken, what was closed,
the capital that did it.

``سمع دوي الانفجار في دمشق إثر غارة على الكسوة``, ``أغلق مطار بن غوريون بعد سقوط صاروخ في حيفا``, ``تل أبيب تقصف الضاحية``. Where the
clause names no other place, nothing is set aside: what was heard there happened there.
"""

from __future__ import annotations

from collections.abc import Sequence

from workers.extractor.places import PlaceMention
from workers.extractor.tokens import Mention
from workers.extractor.where.gazetteer import key_of_name
from workers.extractor.where.other_deeds import CLAUSE_ENDS
from workers.extractor.where.place_headers import capitals
from workers.extractor.where.place_words import DISTANCES, in_class
from workers.extractor.word_sets import word_set

_HEARD, _CLOSED = 5, 2  # tokens from such a word to the place
_AWAY, _APART = 2, 10  # tokens from the unit of a distance to the place, and from the place that lies so far from it
_DEED = 10  # tokens of what he is said to have done, and of who he is before it
_DEEDS = ("strike", "attack", "blow", "hit", "massacre", "fire_v")
_ONE_WHO = word_set("culprit")
_ANSWERS_FOR = _ONE_WHO | word_set("answering_for")
_LEADER = word_set("told_beside.leader")
_OVERLOOKS = word_set("told_beside.overlooks")
_HEARD_IN = frozenset(("city", "province", "town"))
_SITES = frozenset(("airport", "crossing", "port"))
_STRIKES = frozenset(("strike", "raid", "hit"))
_DOES = ("strike", "hit", "light")


def without_beside(found: list[Mention[PlaceMention]]) -> list[Mention[PlaceMention]]:
    """The places without those told beside another."""
    beside: list[Mention[PlaceMention]] = []
    for at, mention in enumerate(found):
        listed = at > 0 and mention.value.joined and found[at - 1] in beside and mention.first == found[at - 1].last
        located = _is_far(mention, found[:at]) or (at > 0 and _is_overlooked(mention))
        if listed or located or _is_heard(mention) or _is_closed(mention) or _does_it(mention, found[at + 1 :]):
            beside.append(mention)
    return [mention for mention in found if mention not in beside] if len(beside) < len(found) else found


def _is_heard(mention: Mention[PlaceMention]) -> bool:
    """``سمع دوي الانفجارات في X``, not ``سمع دوي قصف على X``; what is heard in a village happened there."""
    before = mention.sentence.tokens[max(0, mention.first - _HEARD) : mention.first]
    at = next((at for at in range(len(before) - 1, -1, -1) if in_class(before[at], "heard")), None)
    if at is None or mention.value.prep not in ("في", "ب") or mention.value.location.feature not in _HEARD_IN:
        return False
    return not any(token.norm in CLAUSE_ENDS or token.has_any(_STRIKES) for token in before[at:])


def _is_far(mention: Mention[PlaceMention], before: Sequence[Mention[PlaceMention]]) -> bool:
    """``على بلدة كذا، على بعد 30 كلم شمال X``: it only tells where the place before it lies."""
    tokens = mention.sentence.tokens[max(0, mention.first - _AWAY) : mention.first]
    unit = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].key in DISTANCES), None)
    if unit is None or not before or any(token.key != "الي" for token in tokens[unit + 1 :]):
        return False
    return not mention.value.joined and before[-1].last >= mention.first - _APART


def _is_overlooked(mention: Mention[PlaceMention]) -> bool:
    """``جبل كذا المطل على X``: it only tells where the place before it lies."""
    tokens = mention.sentence.tokens[max(0, mention.first - _AWAY) : mention.first]
    return any(token.key.removeprefix("و").removeprefix("ال") in _OVERLOOKS for token in tokens)


def of_earlier_deed(mention: Mention[PlaceMention]) -> bool:
    """``غارة استهدفت قياديا مسؤولا عن الهجوم على X``: what the one who was struck is said to have done before."""
    tokens = mention.sentence.tokens
    for at in range(mention.first - 2, max(mention.first - _DEED, 0), -1):
        key = tokens[at].key.removeprefix("ب").removeprefix("ال")
        if key not in _ANSWERS_FOR or not any(token.has(tag) for token in tokens[at + 1 : mention.first] for tag in _DEEDS):
            continue
        who = key in _ONE_WHO or any(token.key.removeprefix("ال") in _LEADER for token in tokens[max(0, at - _DEED) : at])
        return who and any(token.has(tag) for token in tokens[:at] for tag in _STRIKES)
    return False


def _is_closed(mention: Mention[PlaceMention]) -> bool:
    """``أغلقت إسرائيل مطار X``, ``تعليق الرحلات في مطار X``"""
    before = mention.sentence.tokens[max(0, mention.first - _CLOSED - bool(mention.value.prep)) : mention.first]
    return mention.value.location.feature in _SITES and any(in_class(token, "closed") for token in before)


def _does_it(mention: Mention[PlaceMention], later: Sequence[Mention[PlaceMention]]) -> bool:
    """``تل أبيب تقصف X``: the verb behind a bare capital has another place to strike."""
    tokens = mention.sentence.tokens
    led = mention.first > 0 and tokens[mention.first - 1].key in ("علي", "في", "قرب", "من", "الي")
    seat = key_of_name(mention.value.location.mention) in capitals() and not mention.value.prep and not led
    verbs = tokens[mention.last].readings if mention.last < len(tokens) else ()
    return seat and bool(later) and any(reading.pos == "verb" and any(tag in reading.tags for tag in _DOES) for reading in verbs)
