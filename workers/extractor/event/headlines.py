"""Titles that leave the verb out: ``صواريخ على كذا``, ``عشرات القذائف على كذا``, ``غارات على كذا وصواريخ على كذا``.

In prose the same words have a verb or a noun before them that says what became of the weapons (``نشر صواريخ على الحدود``).
"""

from __future__ import annotations

from collections.abc import Sequence

from workers.extractor.grammar import STOPS, Labels, Match
from workers.extractor.text import fold

_VERBLESS = "weapons on a place"
_COUNTING = frozenset("=" + fold(word) for word in "عشرات مئات رشقة صلية دفعة وابل أمطار".split()) | {"NUM"}


def without_verbs_left_out(matches: Sequence[Match], labels: Sequence[Labels], part: str) -> list[Match]:
    """The matches without those of weapons on a place that tell of no firing there."""
    return [match for match in matches if match.rule.name != _VERBLESS or (part == "title" and _tells(match, matches, labels))]


def _tells(match: Match, matches: Sequence[Match], labels: Sequence[Labels]) -> bool:
    """Does the title begin so, or a half of it, or go on so behind another strike?"""
    first = match.first
    while first > 0 and not labels[first - 1].isdisjoint(_COUNTING):
        first -= 1
    if first == 0 or not labels[first - 1].isdisjoint(STOPS):
        return True
    joined = any(label.startswith("==و") for label in labels[first])
    return joined and any(_strikes(other) and other.first < first for other in matches)


def _strikes(match: Match) -> bool:
    return match.rule.says.startswith(("trigger.strong", "trigger.fire"))
