"""Deeds told in words that are none of striking, but say that a power struck.

out of service   أخرجت X مطار حلب عن الخدمة
turned to it     انتقلت X من ... إلى ضرب الأبنية السكنية
"""

from __future__ import annotations

from itertools import pairwise

from workers.extractor.phrases import starts
from workers.extractor.tokens import Sentence
from workers.extractor.who.acts import AIR_POWERS, Actors, act_of
from workers.extractor.who.agent_order import subject_then_verb, verb_then_subject
from workers.extractor.word_sets import word_set

_PUTS_OUT = ("اخرج", "تخرج", "يخرج")
_OUT = (("عن", "الخدمه"), ("من", "الخدمه"))
_TURNS = ("انتقل", "تنتقل", "لجا", "تلجا", "عمد", "تعمد", "شرع")
_VERBS = (*_PUTS_OUT, *_TURNS)
_TO_STRIKING = word_set("other_words.to_striking")
_REACH = 12


def told_otherwise(sentence: Sentence, actors: Actors, _: bool) -> Actors:
    """The subject of such words, where it is a power with aircraft."""
    for at, token in enumerate(sentence.tokens):
        verb = token.key.removeprefix("و")
        if not starts(verb, _VERBS):
            continue
        puts_out = starts(verb, _PUTS_OUT) and _is_out(sentence, at)
        if puts_out or (starts(verb, _TURNS) and _to_striking(sentence, at)):
            act = act_of(sentence, at, at + 1, actors, noun=False)
            found = verb_then_subject(act) or subject_then_verb(act)
            if found and found[0].value.actor_id in AIR_POWERS:
                return found
    return []


def _is_out(sentence: Sentence, at: int) -> bool:
    behind = [token.key for token in sentence.tokens[at + 1 : at + 1 + _REACH]]
    return any(pair in _OUT for pair in pairwise(behind))


def _to_striking(sentence: Sentence, at: int) -> bool:
    behind = [token.key for token in sentence.tokens[at + 1 : at + 1 + _REACH]]
    return any(to == "الي" and deed in _TO_STRIKING for to, deed in pairwise(behind))
