"""Strikes on several towns of one province that an article tells apart: each town with its own dead.

``قتل ستة في بلدة كذا ... وأسفر قصف قرية كذا عن مقتل امرأة وطفليها``: a statement that names another town, and says how many were
hurt there, tells another strike than one whose town and dead are already known. Where only one of them has figures, or the figures are
the same, the two may be one strike told twice, and stay one.

What an opening adds up for all of them (``قتل تسعة مدنيين بقصف بلدتين``) is of none of them alone, and is left out where the parts come
to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workers.extractor.casualties import CasualtyClaim, combine
from workers.extractor.drafts import Draft, Statement

_OUTCOMES = ("killed", "wounded")
_MOST_TOLD = 20  # statements of one strike whose dead are compared


def another_spot(statement: Statement, draft: Draft) -> bool:
    """Does the statement tell of other dead, in another town, than the draft?"""
    if not draft.spots or not statement.tolls or not (mine := statement.spots) or mine & draft.names:
        return False
    told = draft.in_towns[-_MOST_TOLD:]
    return any(_differ(_figure([statement], outcome), _figure(told, outcome)) for outcome in _OUTCOMES)


def _figure(statements: Sequence[Statement], outcome: str) -> int | None:
    """How many the statements say were killed or wounded, where they say it in numbers."""
    counts = combine([mention.value for statement in statements for mention in statement.tolls])
    count = counts.killed if outcome == "killed" else counts.wounded
    return None if count is None or count.explicit_none else count.min


def _differ(mine: int | None, theirs: int | None) -> bool:
    return mine is not None and theirs is not None and mine != theirs


def without_sums(drafts: Sequence[Draft]) -> None:
    """Take out of the drafts what only adds up the dead of several of them."""
    for outcome in _OUTCOMES:
        for draft in drafts:
            draft.statements = _own_before_shared(draft.statements, outcome)
        figures = [figure for draft in drafts if (figure := _own_figure(draft, outcome)) is not None]
        total = sum(figures)
        if len(figures) > 1:
            for draft in drafts:
                draft.statements = [_without(statement, outcome, total) for statement in draft.statements]
                draft.extra = [_without(statement, outcome, total) for statement in draft.extra]


def _own_before_shared(statements: list[Statement], outcome: str) -> list[Statement]:
    """``قتل 130 في ثلاث ولايات ... وفي ولاية كذا قتل 12``: what is told of the province alone stands for what is told of several."""
    alone = (told for told in statements if told.places and not told.shared)
    own = any(_counts(toll.value, outcome) for told in alone for toll in told.tolls)
    return [_without_outcome(told, outcome) if told.shared else told for told in statements] if own else statements


def _counts(claim: CasualtyClaim, outcome: str) -> bool:
    """Is it a whole number of those killed (or hurt) by the strike?"""
    aside = claim.is_part or claim.named or claim.additional or claim.later_death or claim.cumulative or claim.other_cause or claim.earlier
    return claim.outcome == outcome and bool(claim.count.min) and not aside


def _without_outcome(statement: Statement, outcome: str) -> Statement:
    return replace(statement, tolls=tuple(toll for toll in statement.tolls if toll.value.outcome != outcome))


def _own_figure(draft: Draft, outcome: str) -> int | None:
    """What the draft's own town is said to have lost; a toll (``وارتفع بذلك عدد القتلى``) may be of all only where nothing else is said."""
    if draft.steps_back:
        return None
    told = draft.in_towns or [statement for statement in draft.statements if not statement.shared and _names_a_province(statement)]
    here = [replace(one, tolls=tuple(toll for toll in one.tolls if not toll.value.is_total)) for one in told]
    figure = _figure(here, outcome)
    return figure if figure is not None else _figure(told, outcome)


def _names_a_province(statement: Statement) -> bool:
    """Does it name a province, or a place in one, and not the country alone?"""
    return any(mention.value.location.admin1 for mention in statement.places)


def _without(statement: Statement, outcome: str, total: int) -> Statement:
    """The statement without what is the sum: a toll, and all figures beside such a number where no town is named."""
    sums = [toll for toll in statement.tolls if toll.value.outcome == outcome and toll.value.count.min == total]
    if sums and not statement.spots and not all(toll.value.is_total for toll in sums):
        return replace(statement, tolls=())
    return replace(statement, tolls=tuple(toll for toll in statement.tolls if toll not in sums or not toll.value.is_total))
