"""Towns that a text names only by who died there: ``وقتل اثنان في بلدة كذا وجرح خمسة في كذا``, next to the strike that killed them.

The clause has no word of striking; what it adds is the strike's where nothing in it speaks of another deed. Missed on purpose: where the
hurt were brought, and who died later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workers.extractor.casualties import CasualtyClaim
from workers.extractor.discourse.drafts import Draft, Statement
from workers.extractor.grammar import STOPS
from workers.extractor.places import PlaceMention
from workers.extractor.tokens import Mention

_NEAR = 6  # words between the dead and the town, or between two towns of a list
_OPENING = 2  # words of a clause before the town with which it opens
_OTHER_DEEDS = ("other_kind", "raid", "attack", "intercept")
_WITHIN = frozenset(("في", "ب"))
_CLINICS = frozenset(("hospital", "clinic"))


def where_they_fell(draft: Draft) -> Iterator[Statement]:
    """The clauses that go on about a strike, each with the towns of its provinces (or country) where it killed or hurt somebody."""
    for told in draft.extra:
        ends = [(toll.first, toll.last) for toll in told.tolls if _of_the_strike(toll.value)]
        if ends and not _of_another_deed(told):
            towns = _beside(told, ends)
            yield replace(told, places=tuple(town for town in towns if not draft.regions.isdisjoint(_regions_of(town.value))))


def _regions_of(place: PlaceMention) -> tuple[str | None, str]:
    """Its province, and its country, which is all that the strike may have said (``24 قتيلا في إسرائيل``)."""
    return place.location.admin1, place.location.country


def _beside(statement: Statement, dead: Sequence[tuple[int, int]]) -> Iterator[Mention[PlaceMention]]:
    """Those that open the clause (``وفي كذا، أصيبت امرأة``) or stand within a few words of the dead, and what a list adds to them."""
    listed: list[tuple[int, int]] = []
    for place in statement.places:
        told = place.value.prep in _WITHIN or place.value.near or statement.shared  # قتيلة في كذا وكذا, of two provinces
        ends = [*dead, *listed] if told else listed
        near = any(_stands_near(place, first, last) for first, last in ends)
        if _is_town(place.value) and (near or (told and place.first - statement.clause.start <= _OPENING)):
            listed.append((place.first, place.last))
            yield place


def _stands_near(place: Mention[PlaceMention], first: int, last: int) -> bool:
    between = place.sentence.tokens[min(place.last, last) : max(place.first, first)]
    return len(between) <= _NEAR and not any(token.norm in STOPS for token in between)


def _is_town(place: PlaceMention) -> bool:
    return place.location.is_inside_province and _CLINICS.isdisjoint((place.location.feature, *place.features))


def _of_the_strike(claim: CasualtyClaim) -> bool:
    return not (claim.is_total or claim.later_death or claim.earlier or claim.count.explicit_none)


def _of_another_deed(told: Statement) -> bool:
    """``قتل اثنان بالرصاص في كذا``, ``قتل ثمانية في هجوم على ثكنة``."""
    tokens = told.clause.sentence.tokens[told.clause.start : told.clause.end]
    return any(token.has(deed) for token in tokens for deed in _OTHER_DEEDS)
