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

from workers.extractor.casualties import combine
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
        figures = [figure for draft in drafts if (figure := _own_figure(draft, outcome)) is not None]
        total = sum(figures)
        if len(figures) > 1:
            for draft in drafts:
                draft.statements = [_without(statement, outcome, total) for statement in draft.statements]
                draft.extra = [_without(statement, outcome, total) for statement in draft.extra]


def _own_figure(draft: Draft, outcome: str) -> int | None:
    """What the draft's own town is said to have lost."""
    return None if draft.steps_back else _figure(draft.in_towns, outcome)


def _without(statement: Statement, outcome: str, total: int) -> Statement:
    """The statement without its figures, where it names no town and its figure is the sum."""
    adds_up = (toll.value.outcome == outcome and toll.value.count.min == total for toll in statement.tolls)
    return statement if statement.spots or not any(adds_up) else replace(statement, tolls=())
