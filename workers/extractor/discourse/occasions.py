"""What is held today about an old strike, and what struck today on such a day.

``شيع اليوم من قتلوا بقصف``, ``تحل اليوم ذكرى قصف السوق``: the day is that of the occasion. ``قصفت اليوم كذا في ذكرى الثورة``: the strike's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from workers.extractor.condemning import condemns
from workers.extractor.dates import DateExpression, of_saying
from workers.extractor.discourse.dating import Dates, dates_of, is_of_death
from workers.extractor.discourse.days import Days
from workers.extractor.event.events import Clause, Event
from workers.extractor.facts import Facts, within
from workers.extractor.resolve import STRIKING
from workers.extractor.tokens import Mention, key_variants
from workers.extractor.when.anniversary import MEMORIES
from workers.extractor.word_sets import word_set

_SAYING = word_set("report_of")  # a day before these is that of the saying
_BESIDE = 3  # tokens beside words of striking in which their own day stands, where the day of a funeral stands before
_WHICH = frozenset(("الذي", "التي"))
_OPENS = 4  # words of a clause before those of its strike
_HELD = MEMORIES | word_set("commemorated")


SUMS = ("habit", "tally")  # what is told of no one strike
_TOLD_ON = ("retold", "known", "after")
Named = Callable[[Mention[DateExpression], Event], bool]


def of_its_own(clause: Clause, facts: Facts, days: Days, named: Named) -> tuple[Clause, Dates]:
    """A clause with the dates of its strike, without those of an occasion, which the sentence may have ``named``. ``اجتمع المجلس أمس بعد
    الهجوم`` only knows of the attack."""
    event = clause.event
    dates = dates_of(event, within(facts.dates, clause.start, clause.end)) if event else ()
    if event is None or (event.frame not in _TOLD_ON and event.status not in SUMS):
        return clause, dates
    own = tuple(day for day in dates if not of_the_occasion(day, event, days) and not (days.is_of_these_hours(day) and named(day, event)))
    follows = event.frame == "after" and len(own) < len(dates)
    return (replace(clause, event=replace(event, frame="known")) if follows else clause), own


def of_the_occasion(mention: Mention[DateExpression], event: Event, days: Days) -> bool:
    """Is the day that of a funeral, an anniversary, or of what was said (``قالت المنظمة أمس إن غارة``), rather than the strike's?"""
    told_of = event.status in ("habit", "tally") and event.frame != "retold"
    of_it = _right_behind_a_blow(mention, event) or (mention.first > event.first and _set_apart(event))
    if of_saying(mention) or told_of or is_of_death(mention) or of_it:
        return of_saying(mention)
    if (_remembered(event) or _condemned(mention, event)) and days.is_of_these_hours(mention):
        return True
    if event.frame == "known" and event.definite and mention.first < event.first and days.is_today(mention):
        return True  # ناقش البرلمان اليوم الاعتداءات على كذا
    if event.frame == "after":
        return event.definite and mention.first < event.first and days.is_of_these_hours(mention)  # اجتمع المجلس أمس بعد الهجوم
    behind = event.sentence.tokens[event.last : mention.first]
    if event.definite and mention.first >= event.last and days.is_today(mention):
        return not any(token.key in _WHICH for token in behind)  # بحث القصف على كذا اليوم; not القصف الذي طال كذا اليوم
    said = any(not _SAYING.isdisjoint(key_variants(token.key)) for token in event.sentence.tokens[mention.last : event.first])
    return (said or mention.first < event.first - _BESIDE) and days.is_of_these_hours(mention)


def on_the_occasion(event: Event, dates: Sequence[Mention[DateExpression]], days: Days) -> bool:
    """Is the strike told of today, and the occasion behind it another's?"""
    opening = event.sentence.tokens[event.start : event.first]
    if event.frame != "retold" or len(opening) > _OPENS or (any(token.key in _HELD for token in opening) and not _set_apart(event)):
        return False
    return any(mention.first > event.first and days.is_today(mention) for mention in dates)


def _set_apart(event: Event) -> bool:
    """``في ذكرى الثورة، قصفت الطائرات اليوم كذا``: a comma, and then the verb of the sentence; not ``في ذكرى قصف كذا اليوم``."""
    tokens, first = event.sentence.tokens, event.first
    verb = any(reading.form == "perfect" and not STRIKING.isdisjoint(reading.tags) for reading in tokens[first].readings)
    return verb and first > 0 and tokens[first - 1].norm == "،"


def _right_behind_a_blow(mention: Mention[DateExpression], event: Event) -> bool:
    """``استهدف اليوم مسجداً``: the day stands with the verb of striking."""
    verb = event.sentence.tokens[mention.first - 1] if mention.first > event.first else None
    return verb is not None and any(reading.form == "perfect" and not STRIKING.isdisjoint(reading.tags) for reading in verb.readings)


def _condemned(mention: Mention[DateExpression], event: Event) -> bool:
    """``نددت المنظمة أمس بقصف كذا``, ``تواصلت اليوم الإدانات لقصف كذا``: the day stands with the condemning, before what is condemned."""
    return mention.first < event.first and condemns(event.sentence.tokens[event.start : event.first])


def _remembered(event: Event) -> bool:
    """``ذكرى قصف``: the strike is what is remembered."""
    return any(token.key in MEMORIES for token in event.sentence.tokens[event.start : event.first])
