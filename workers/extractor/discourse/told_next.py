"""An attack of which the next sentence tells by what it was made: ``تعرضت القاعدة لهجوم. وقال مصدر إن الهجوم نفذ بطائرتين مسيّرتين``, or
which it calls a strike: ``وأضاف أن القصف``."""

from __future__ import annotations

from workers.extractor.event.events import clauses, rules_in
from workers.extractor.event.standing import ToldNext
from workers.extractor.facts import Facts
from workers.extractor.resolve import struck
from workers.extractor.tokens import Sentence, Token
from workers.extractor.word_sets import word_set

_ATTACKS = frozenset(("attack", "hit"))
_STRIKES = frozenset(("strike",))
_MANY = word_set("told_next.many")


def tells_attack(sentence: Sentence) -> bool:
    """Does the sentence tell of an attack that the reader has not met, by whatever means? ``وسط عمليات اغتيال`` are many."""
    weak = [match.first for match in rules_in(sentence) if match.rule.says == "trigger.weak"]
    one = (first for first in weak if not (first and sentence.tokens[first - 1].key in _MANY))
    return any(not sentence.tokens[first].key.startswith("ال") for first in one)


def told_next(following: Sentence, facts: Facts) -> ToldNext | None:
    """What a sentence says of an attack that it calls known, where it tells of no place that was struck itself."""
    told = next((clause.event for clause in clauses(following) if clause.event is not None), None)
    if told is None or not told.real or struck(facts, told):
        return None
    words = following.tokens[told.first : told.last]
    if any(_is_known(token, _ATTACKS) for token in words):
        return ToldNext(told.type, calls_it_strike=False) if told.type is not None else None
    return ToldNext(told.type, calls_it_strike=told.type is None) if any(_is_known(token, _STRIKES) for token in words) else None


def _is_known(token: Token, classes: frozenset[str]) -> bool:
    return token.key.startswith("ال") and token.has_any(classes)
