"""One verb and several towns: each number is of the place that stands with it.

``قتل خمسة في بلدة كذا واثنان في قرية كذا``: the clause is one statement for each of its numbers, with the places told behind the number.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from workers.extractor.discourse.drafts import Statement
from workers.extractor.facts import Facts
from workers.extractor.toll.elsewhere import ELSEWHERE


def elsewhere_in(facts: Facts) -> list[int]:
    """The tokens with which those begin who died elsewhere by the same verb."""
    return [toll.first for toll in facts.tolls if toll.rule == ELSEWHERE]


def each_of_its_place(statement: Statement) -> list[Statement]:
    """The statement, once for each number that has places of its own; what is told without one stays with the first, but for the sum of
    those that are told one by one (``سبعة، بينهم أربعة في كذا``)."""
    starts = [toll.first for toll in statement.tolls if toll.rule == ELSEWHERE]
    spans = list(pairwise((statement.clause.start, *starts, statement.clause.end)))
    parts = [part for span in spans if (part := _within(statement, *span)).places]
    divided = bool(starts) and all(place.first > starts[0] for place in statement.places)
    return parts if len(parts) > 1 or (parts and divided) else [statement]


def _within(statement: Statement, start: int, end: int) -> Statement:
    places = tuple(place for place in statement.places if start <= place.first < end)
    return replace(statement, places=places, tolls=tuple(toll for toll in statement.tolls if start <= toll.first < end))
