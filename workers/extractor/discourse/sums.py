"""Figures that no one strike explains.

``أحصى المركز مقتل 24 ألف مدني في غارات على كذا``: whatever the day on which it is told, a strike whose dead are thousands is the sum
of many. The dead of a war that a strike is only a part of (``غارة ... في حرب أودت بحياة 40 ألفا``) make no sum of the strike. What a title
calls a sum (``حصيلة``) is one of years where the text opens with years.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from monitor.model import Occurred, Precision
from workers.extractor.casualties import CasualtyClaim
from workers.extractor.discourse.drafts import FRESH, Statement
from workers.extractor.discourse.occasions import SUMS
from workers.extractor.event.events import Clause, Event, rules_in
from workers.extractor.facts import Facts, within
from workers.extractor.grammar import STOPS
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.word_sets import word_set

_THOUSANDS = 1000
_REACH = 10  # words between the dead and the words of striking
_WARS = word_set("war")
_OVER_YEARS = frozenset(("over months", "decades long", "through the years"))
_SUM = word_set("toll")


def of_thousands(clause: Clause, facts: Facts) -> bool:
    """Does the clause say that thousands died of its strike? Of several numbers that beside the words of striking tells."""
    event = clause.event
    if event is None:
        return False
    dead = [toll for toll in within(facts.tolls, clause.start, clause.end) if toll.value.outcome != "wounded" and not toll.value.is_part]
    beside = min(dead, key=lambda toll: _distance(toll, event), default=None)
    return beside is not None and (beside.value.count.min or 0) >= _THOUSANDS and _of_the_strike(beside, event)


def _distance(toll: Mention[CasualtyClaim], event: Event) -> int:
    return max(event.first - toll.last, toll.first - event.last)


def _of_the_strike(toll: Mention[CasualtyClaim], event: Event) -> bool:
    first, last = min(toll.last, event.last), max(toll.first, event.first)
    return _distance(toll, event) <= _REACH and not _apart(event.sentence.tokens[first:last])


def _apart(between: Sequence[Token]) -> bool:
    return any(token.norm in STOPS or token.key in _WARS for token in between)


def over_years(sentence: Sentence) -> bool:
    """``ارتكب الجيش خلال خمس سنوات سلسلة من الجرائم``: does the sentence tell of months or years?"""
    return any(match.rule.name in _OVER_YEARS for match in rules_in(sentence))


def dead_of_a_land(statement: Statement) -> bool:
    """``(قتل 639 في إيران منذ 13 يونيو.) وقتل في إسرائيل 24 في هجمات صاروخية``: of no day and no town, by several strikes."""
    event = statement.event
    if event is None or statement.lead or statement.when is not None or not statement.tolls:
        return False
    told = event.sentence.tokens[event.first : event.last]
    several = any(reading.form == "plural" for token in told for reading in token.readings)
    return several and not any(place.value.location.admin1 for place in statement.places)


def names_sum(statement: Statement) -> bool:
    """``القصف على X دمر نصف مشافيها``, ``مئة قتيل حصيلة المجازر في X``, says the title of a text that opens with what the shelling did over
    months."""
    sentence, event = statement.clause.sentence, statement.event
    if sentence.part != "title" or event is None or statement.when is not None:
        return False
    return (event.definite and not statement.tolls) or _gives_sum(sentence)


def _gives_sum(sentence: Sentence) -> bool:
    """``مئة قتيل حصيلة المجازر``: does the sentence call its figure a sum?"""
    return any(token.key in _SUM for token in sentence.tokens)


def counts(event: Event, lead: bool, day: Occurred | None, today: date) -> bool:
    """Does the clause tell of a strike that happened? A fresh day of its own outweighs the words of a habit or of a sum."""
    dated = day is not None and day.precision in (Precision.DAY, Precision.HOUR)
    if event.status in SUMS:
        fresh = day is not None and day.end is not None and (today - day.end).days <= FRESH
        return dated and fresh and not event.imperfect and (lead or event.strength in ("strong", "blow"))
    return event.real and (lead or dated or not event.imperfect)
