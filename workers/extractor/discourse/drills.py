"""Drills: what aircraft and guns "hit" in an article that opens with a drill is no strike, whatever its words.

Kept are what somebody was hurt by, what the article steps back to, and what it tells after it has turned to something else.
"""

from __future__ import annotations

from collections.abc import Sequence

from workers.extractor.discourse.drafts import Statement
from workers.extractor.discourse.retelling import turns_away
from workers.extractor.tokens import Sentence, key_variants
from workers.extractor.word_sets import word_set

_DRILLS = word_set("drill_of_armies")
_NOT_OF_ARMIES = word_set("no_drill_of_armies")


def without_drills(told: list[Statement], sentences: Sequence[Sentence], foremost: frozenset[int]) -> list[Statement]:
    """The statements without those of a drill that the title or the first sentence of the text is about."""
    telling = {statement.clause.sentence.index for statement in told}
    opening = [sentence for sentence in sentences if sentence.index in foremost and sentence.index not in telling]
    if not any(map(_is_about_drill, opening)):
        return told
    turn = next((sentence.index for sentence in sentences if sentence.index not in foremost and turns_away(sentence)), len(sentences))
    return [statement for statement in told if statement.clause.sentence.index >= turn or _is_of_war(statement)]


def _is_about_drill(sentence: Sentence) -> bool:
    """``تتواصل المناورات``, ``انطلاق تمرين``; not ``مناورات سياسية``."""
    behind = zip(sentence.tokens, sentence.tokens[1:], strict=False)
    return any(
        not _DRILLS.isdisjoint(key_variants(token.key)) and _NOT_OF_ARMIES.isdisjoint(key_variants(after.key)) for token, after in behind
    )


def _is_of_war(statement: Statement) -> bool:
    hurt = any(not toll.value.count.explicit_none for toll in statement.tolls)
    return statement.event is None or statement.steps_back or hurt
