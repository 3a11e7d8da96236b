"""A title that tells what a shell did (``مقتل طفل بانفجار قذيفة``), over a text that says it was left from a war: no strike."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from workers.extractor.discourse.drafts import Statement
from workers.extractor.event.events import rules_in
from workers.extractor.tokens import Sentence

_LEFT = frozenset(("remnants", "found shell", "old shell goes off", "unexploded", "dud"))
_BY_A_SHELL = frozenset(("means", "fire", "hurt", "weak"))  # strengths of words that a raid does not need


def without_remnants(told: list[Statement], sentences: Sequence[Sentence], leads: Collection[int]) -> list[Statement]:
    """The statements without those of such a title."""
    opening = [sentence for sentence in sentences if sentence.part == "text" and sentence.index in leads]
    if not any(match.rule.name in _LEFT for sentence in opening for match in rules_in(sentence)):
        return told
    if any(statement.event is not None and statement.lead and not _by_a_shell(statement) for statement in told):
        return told
    return [statement for statement in told if not _by_a_shell(statement)]


def _by_a_shell(statement: Statement) -> bool:
    event = statement.event
    return event is not None and event.sentence.part == "title" and event.strength in _BY_A_SHELL
