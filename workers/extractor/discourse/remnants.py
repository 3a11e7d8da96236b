"""Shells that nobody fired: a title that tells what one did (``مقتل طفل بانفجار قذيفة``), over a text that says it was left from a war; and
what a burning store of arms threw out (``سقوط قذائف جراء احتراق مخزن``), wherever the text tells it again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from workers.extractor.discourse.drafts import Statement
from workers.extractor.event.events import rules_in
from workers.extractor.tokens import Sentence, key_variants
from workers.extractor.word_sets import word_set

_LEFT = frozenset(("remnants", "found shell", "old shell goes off", "unexploded", "dud"))
_BY_A_SHELL = frozenset(("means", "fire", "hurt", "weak"))  # strengths of words that a raid does not need


def without_remnants(told: list[Statement], sentences: Sequence[Sentence], leads: Collection[int]) -> list[Statement]:
    """The statements without those of such a title."""
    opening = [sentence for sentence in sentences if sentence.part == "text" and sentence.index in leads]
    found = {match.rule.name for sentence in opening for match in rules_in(sentence)}
    if any(map(_thrown_out, told)) and any(map(_of_a_burning_store, sentences)):
        told = [statement for statement in told if not _thrown_out(statement)]
    if not found & _LEFT:
        return told
    if any(statement.event is not None and statement.lead and not _by_a_shell(statement) for statement in told):
        return told
    return [statement for statement in told if not _by_a_shell(statement)]


_THROWN_OUT, _STORES = "thrown out of a store", word_set("remnants.stores")


def _of_a_burning_store(sentence: Sentence) -> bool:
    """``سقوط قذائف جراء احتراق مخزن``: rules are costly, so only where a store is named."""
    named = any(not _STORES.isdisjoint(key_variants(token.key)) for token in sentence.tokens)
    return named and any(match.rule.name == _THROWN_OUT for match in rules_in(sentence))


def _thrown_out(statement: Statement) -> bool:
    event = statement.event
    falls = event is not None and (event.strength in _BY_A_SHELL or event.rule.startswith("shell"))
    return falls and not statement.agents


def _by_a_shell(statement: Statement) -> bool:
    event = statement.event
    return event is not None and event.sentence.part == "title" and event.strength in _BY_A_SHELL
