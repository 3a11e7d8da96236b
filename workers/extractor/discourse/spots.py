"""Strikes on several towns of one province that an article tells apart: each town with its own dead.

``قتل ستة في بلدة كذا ... وأسفر قصف قرية كذا عن مقتل امرأة وطفليها``: a statement that names another town, and says how many were
hurt there, tells another strike than one whose town and dead are already known. Where only one of them has figures, or the figures are
the same, the two may be one strike told twice, and stay one.

What an opening adds up for all of them (``قتل تسعة مدنيين بقصف بلدتين``) is of none of them alone, and is left out where the parts come
to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.extractor.casualties import CasualtyClaim, combine
from workers.extractor.discourse.drafts import Draft, Statement
from workers.extractor.event.events import Event
from workers.extractor.tokens import Token
from workers.extractor.toll.elsewhere import ELSEWHERE

_OUTCOMES = ("killed", "wounded")
_MOST_TOLD = 20  # statements of one strike whose dead are compared


def another_spot(statement: Statement, draft: Draft) -> bool:
    """Does the statement tell of other dead, in another town, than the draft?"""
    if any(toll.rule == ELSEWHERE for toll in statement.tolls):
        return draft.names.isdisjoint(mention.value.location.name for mention in statement.places) and bool(
            statement.places and draft.names
        )
    if not statement.tolls:
        return False
    if _unhurt_there(statement, draft):
        return True
    mine = statement.spots or _quarters_elsewhere(statement, draft)
    if not draft.spots or not mine or mine & draft.names:
        return False
    told = [each for each in draft.in_towns[-_MOST_TOLD:] if not each.shared]
    if any(_adds_to(toll.value) and _figure(told, toll.value.outcome) is not None for toll in statement.tolls):
        return True  # واستشهد آخر في بلدة كذا
    return any(_differ(_figure([statement], outcome), _figure(told, outcome)) for outcome in _OUTCOMES)


def _unhurt_there(statement: Statement, draft: Draft) -> bool:
    """``وقصف مطار كذا دون وقوع إصابات``, where others were hurt elsewhere."""
    nobody = all(toll.value.count.explicit_none for toll in statement.tolls)
    if not nobody or not statement.placed or not draft.names.isdisjoint(mention.value.location.name for mention in statement.places):
        return False
    told = [each for each in draft.statements[-_MOST_TOLD:] if not each.shared and each.placed]
    return any(_figure(told, outcome) for outcome in _OUTCOMES)


def _quarters_elsewhere(statement: Statement, draft: Draft) -> frozenset[str]:
    """The quarters that it names of a city in another province than the towns of the draft."""
    told = {mention.value.location.admin1 for each in draft.in_towns for mention in each.places}
    quarters = [mention.value.location for mention in statement.places if mention.value.location.feature == "quarter"]
    return frozenset(quarter.name for quarter in quarters if quarter.admin1 not in told)


def _adds_to(claim: CasualtyClaim) -> bool:
    return claim.additional and claim.count.min is not None and not claim.later_death


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
        _own_before_shared(drafts, outcome)
        for draft in drafts:
            _own_before_the_land(draft, outcome)
        figures = _figures(drafts, outcome) if len(drafts) > 1 else []
        if len(figures) > 1:
            parts = _Parts(figures, sum(_figures(drafts, outcome, beside=True)))
            for draft in drafts:
                draft.statements = [_without(statement, outcome, parts) for statement in draft.statements]
                draft.extra = [_without(statement, outcome, parts) for statement in draft.extra]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the towns lost each, and what they may have lost together, counting what is told beside."""

    figures: Sequence[int]
    at_most: int


def _figures(drafts: Sequence[Draft], outcome: str, *, beside: bool = False) -> list[int]:
    return [figure for draft in drafts if (figure := _own_figure(draft, outcome, beside=beside)) is not None]


def _own_before_shared(drafts: Sequence[Draft], outcome: str) -> None:
    """``قتل 130 في ثلاث ولايات ... وفي ولاية كذا قتل 12``: where one of the provinces is told alone, what is told of several is of none."""
    divided = sum(any(_counts(toll.value, outcome) for told in _fell_there(draft) for toll in told.tolls) for draft in drafts)
    for draft in drafts:
        fell = _fell_there(draft) if divided > 1 else []  # سبعة في كذا، وثلاثة في كذا
        alone = (told for told in (*draft.statements, *fell) if told.places and not told.shared)
        if any(_counts(toll.value, outcome) for told in alone for toll in told.tolls):
            several = [told.clause for told in draft.statements if told.shared]
            for other in drafts:
                other.statements = [_without_outcome(told, outcome) if told.clause in several else told for told in other.statements]
                other.in_towns = [_without_outcome(told, outcome) if told.clause in several else told for told in other.in_towns]


def _own_before_the_land(draft: Draft, outcome: str) -> None:
    """``قتل 35 في غارات على البلاد ... وأدت غارة على كذا إلى مقتل ثمانية``: the dead of raids all over a land are not those of the one town
    that is told with a number of its own."""
    own = _own_figure(draft, outcome, beside=True)
    if own is not None and any(_says(statement, outcome, own) for statement in (*draft.statements, *draft.extra)):
        told = (_figure([statement], outcome) or 0 for statement in draft.statements)
        draft.statements = [
            _without_outcome(statement, outcome) if figure > own and _all_over(statement) else statement
            for statement, figure in zip(draft.statements, told, strict=True)
        ]


def _says(statement: Statement, outcome: str, figure: int) -> bool:
    """Does it, and no title, give the figure as a number, and not as ``عشرات``?"""
    if statement.clause.sentence.part == "title":
        return False
    counts = (toll.value.count for toll in statement.tolls if toll.value.outcome == outcome)
    return any(count.min == figure and not count.vague for count in counts)


def _all_over(statement: Statement) -> bool:
    """``غارات على مناطق متفرقة من البلاد``: several strikes, on no province that is named."""
    several = statement.event is not None and any(reading.form == "plural" for reading in _trigger(statement.event).readings)
    return several and bool(statement.places) and not _names_a_province(statement)


def _trigger(event: Event) -> Token:
    return event.sentence.tokens[event.first]


def _counts(claim: CasualtyClaim, outcome: str) -> bool:
    """Is it a whole number of those killed (or hurt) by the strike?"""
    aside = claim.is_part or claim.named or claim.additional or claim.later_death or claim.cumulative or claim.other_cause or claim.earlier
    return claim.outcome == outcome and bool(claim.count.min) and not aside


def _without_outcome(statement: Statement, outcome: str) -> Statement:
    """The statement without its figures of those killed (or hurt); that nobody was holds for all."""
    return replace(
        statement, tolls=tuple(toll for toll in statement.tolls if toll.value.outcome != outcome or toll.value.count.explicit_none)
    )


def _own_figure(draft: Draft, outcome: str, *, beside: bool) -> int | None:
    """What the draft's own town is said to have lost; a toll (``وارتفع بذلك عدد القتلى``) may be of all only where nothing else is said
    of it or of "the shelling", and so may what a clause without a strike of its own adds (``beside``)."""
    if draft.steps_back:
        return None
    told = draft.in_towns or [statement for statement in draft.statements if not statement.shared and _names_a_province(statement)]
    known = [one for one in draft.statements if one.event is not None and one.event.definite and not one.lead and not one.shared]
    tried = (_without_tolls(told), told, _without_tolls(known), _without_tolls(draft.extra if beside else _fell_there(draft)))
    return next((figure for each in tried if (figure := _figure(each, outcome)) is not None), None)


def _fell_there(draft: Draft) -> list[Statement]:
    """``واستشهد سبعة في كذا وثلاثة في كذا``: what clauses without a strike of their own tell of this town, and not of another."""
    return [one for one in draft.extra if one.placed and not one.shared]


def _without_tolls(statements: Sequence[Statement]) -> list[Statement]:
    return [replace(one, tolls=tuple(toll for toll in one.tolls if not toll.value.is_total)) for one in statements]


def _names_a_province(statement: Statement) -> bool:
    """Does it name a province, or a place in one, and not the country alone?"""
    return any(mention.value.location.admin1 for mention in statement.places)


def _without(statement: Statement, outcome: str, parts: _Parts) -> Statement:
    """The statement without what is the sum: a toll, and all figures beside such a number where no town is named."""
    sums = [toll for toll in statement.tolls if toll.value.outcome == outcome and _adds_up(toll.value, statement, parts)]
    if sums and not statement.spots and not all(toll.value.is_total for toll in sums):
        return replace(statement, tolls=())
    return replace(statement, tolls=tuple(toll for toll in statement.tolls if toll not in sums or not toll.value.is_total))


def _adds_up(claim: CasualtyClaim, statement: Statement, parts: _Parts) -> bool:
    """Is the figure the sum of those of the towns? Or is it larger than each, and of the whole country (``34 قتيلا في غارات على البلاد``),
    or a "more than 40" of the opening to which they may come?"""
    least = claim.count.min
    of_a_town = statement.event is None and bool(statement.spots)  # ارتفعت حصيلة الأهواز إلى 14
    if least == sum(parts.figures):
        return not of_a_town
    if least is None or claim.count.vague or least <= max(parts.figures):
        return False
    of_the_country = bool(statement.places) and not _names_a_province(statement)
    return of_the_country or (statement.lead and claim.count.max is None and least <= parts.at_most)
