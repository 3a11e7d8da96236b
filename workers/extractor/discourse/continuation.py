"""What a clause without a strike of its own adds to the last one: its dead and wounded, older figures, a denial."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workers.extractor.casualties import CasualtyClaim
from workers.extractor.discourse.drafts import Statement
from workers.extractor.discourse.said_of import STRUCK, tolls_in, where_hurt
from workers.extractor.event.events import Clause
from workers.extractor.facts import Facts, within
from workers.extractor.tokens import Mention
from workers.extractor.toll.deeds import another_deed
from workers.extractor.who.attribution import testify
from workers.extractor.word_sets import word_set

_OPENING = 2
_COUNTS = word_set("toll")
_TOLLS = word_set("continuation.tolls")


def continuation(clause: Clause, facts: Facts) -> Iterator[Statement]:
    """What a clause without a strike of its own adds to the last one: dead and wounded, or a denial."""
    placed = bool(within(facts.places, clause.start, clause.end))
    tolls = () if another_deed(clause.sentence.tokens[clause.start : clause.end], placed=placed) else tolls_in(clause, facts)
    tolls = _older(clause, tolls) if _steps_back(clause) else tolls
    testimony = testify(clause.sentence, (), facts.actors, facts.carried)
    if clause.event is not None and testimony.denied_by:
        yield Statement(clause, None, testimony=testimony)
    elif clause.event is None and tolls:
        yield Statement(clause, None, where_hurt(clause, facts), tolls=tolls, testimony=testimony, victims=_whose_dead(tolls, facts))
    elif clause.event is not None and clause.event.definite and clause.event.status == "negated":  # لم يسفر القصف عن إصابات
        none = tuple(toll for toll in tolls if toll.value.count.explicit_none)
        yield from (Statement(clause, None, tolls=none, testimony=testimony),) if none else ()


_MEN_NEAR = 3  # words from the number of the dead to whose men they are


def _whose_dead(tolls: Sequence[Mention[CasualtyClaim]], facts: Facts) -> frozenset[str]:
    """``قتلى قوات النظام تجاوزوا العشرين``: the side whose men they are, where the clause says so of all of them."""
    near = [within(facts.actors, toll.first, toll.last + _MEN_NEAR) for toll in tolls]
    sides = [{actor.value.actor_id for actor in actors if actor.value.role in STRUCK} for actors in near]
    return frozenset(set().union(*sides) - {"unknown"}) if all(sides) else frozenset()


def _steps_back(clause: Clause) -> bool:
    return clause.event is None and _opens_in_past(clause)


def _opens_in_past(clause: Clause) -> bool:
    return any(token.has("past_frame") for token in clause.sentence.tokens[clause.start : clause.start + _OPENING])


def counts_before(clause: Clause) -> bool:
    """``وكانت الحصيلة الأولية للقصف قد أشارت إلى ثلاثة``: an older figure, and no older strike."""
    opening = clause.sentence.tokens[clause.start : clause.start + _OPENING]
    return _opens_in_past(clause) and any(token.key in _COUNTS for token in opening)


def _older(clause: Clause, tolls: tuple[Mention[CasualtyClaim], ...]) -> tuple[Mention[CasualtyClaim], ...]:
    """``وكانت حصيلة سابقة تحدثت عن 17``: older figures of the strike told last. ``وكان هجوم قد رفع عدد القتلى`` tells of another event."""
    keys = {token.key for token in clause.sentence.tokens[clause.start : clause.end]}
    if keys & _TOLLS:
        return tuple(replace(toll, value=replace(toll.value, earlier=True)) for toll in tolls)
    return () if "قد" in keys else tolls
