"""A part of the sentence behind the strike that tells of something else: قصفت المدفعية X، في حين شهدت Y هدوءا; غارة على X وفق مصدر في Y.

Such a part begins with فيما, عقب, وفق and their like, or with و and a verb of public life. It must hold no word of striking, of arms or of
the dead, and a place must have been named before it; ``فيما طالت غارة Y``, ``بينما كانت تمر في Y`` and ``بعد خروجها من Y`` are of the
strike.
"""

from __future__ import annotations

from itertools import takewhile

from workers.extractor.tokens import Token
from workers.extractor.toll.causes import died_otherwise
from workers.extractor.where.gazetteer import named
from workers.extractor.where.other_deeds import CLAUSE_ENDS, OF_DEAD, OF_STRIKES, STRIKES
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_words import feature_of
from workers.extractor.word_sets import word_set

_OPENERS, _AFTER, _VERBS = word_set("parts_beside.openers"), word_set("parts_beside.after"), word_set("parts_beside.verbs")
_WHILE, _TIMES, _BEING = word_set("parts_beside.while"), word_set("hours_and_spells"), ("كان", "تكون", "يكون", "هو", "هي", "هم")
_THEIR = ("ه", "ها", "هم", "هما")
_ENDS = CLAUSE_ENDS - {"؛"}  # شهدت أرياف كذا؛ عمليات قصف
_REACH = 12  # words from the word that opens the part to the place
_ARMED = STRIKES | {"missile", "drone", "platform", "weapon"}
_BEHIND, _STRUCK = 30, 60  # words of the part behind the place, and of what stands before the part
_TOLD = (OF_STRIKES | OF_DEAD) - {"undergo"}  # شهدت كذا هدوءا


def stands_in_another_part(phrase: Phrase) -> bool:
    """Does a part of the sentence that is not the strike's name the place?"""
    tokens = phrase.sentence.tokens
    opened = next((at for at in range(phrase.first - 1, max(0, phrase.first - _REACH), -1) if _opens(tokens, at)), 0)
    behind = takewhile(lambda token: token.norm not in _ENDS, tokens[phrase.last : phrase.last + _BEHIND])
    part = (*tokens[opened : phrase.first], *behind)
    added = phrase.joined and (phrase.leader is None or phrase.leader.first < opened)  # غارات على X بحسب مصدر وY
    told = _ARMED if any(map(died_otherwise, part)) else _TOLD
    if not opened or added or _is_of_the_strike(tokens, opened, phrase.first) or any(token.has_any(told) for token in part):
        return False
    before = tokens[max(0, opened - _STRUCK) : opened]
    return any(token.has_any(STRIKES) for token in before) and any(named(token.key) and feature_of(token) is None for token in before)


def _opens(tokens: tuple[Token, ...], at: int) -> bool:
    token = tokens[at]
    if token.key in _OPENERS | _AFTER or (token.key in _WHILE and tokens[at - 1].key == "في"):
        return True
    return token.key.startswith("و") and (token.key[1:] in _VERBS or token.has("dying") or died_otherwise(token))


def _is_of_the_strike(tokens: tuple[Token, ...], opened: int, first: int) -> bool:
    """``بعد ظهر اليوم في X``, ``بعد خروجها من X``, ``بينما كانت في X``, and what a comma closes."""
    between = tokens[opened + 1 : first]
    if not between or any(token.norm in CLAUSE_ENDS for token in between):
        return True
    opening = between[0]
    when = tokens[opened].key in _AFTER and (opening.key in _TIMES or opening.kind == "number" or opening.norm.endswith(_THEIR))
    return when or opening.key.startswith(_BEING)
