"""One day from several expressions about one event.

The finest wins; what only bounds a stretch comes last. The day on which somebody said it yields to another day of those before publication.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.model import Occurred, Precision
from workers.extractor.tokens import Mention
from workers.extractor.when.calendar import DateExpression
from workers.extractor.when.occurred import resolve
from workers.extractor.word_sets import word_set


def resolve_all(mentions: Sequence[Mention[DateExpression]], published: datetime, zone: str) -> Occurred | None:
    """One answer from several expressions about one event: the finest wins, a part of the day is added from the others.

    The day on which somebody said it (أعلن اليوم أن) yields to another day of those before publication.
    """
    past = [mention for mention in mentions if resolve(mention.value, published, zone) and not _to_this_day(mention.value)]
    ranked = sorted(past, key=lambda mention: _coarseness(mention.value))
    if not ranked:
        return None
    best = ranked[0]
    if of_saying(best):
        best = next((mention for mention in ranked[1:] if _recent_day(mention, published, zone)), best)
    found = resolve(best.value, published, zone, best.text)
    times = [mention.value for mention in ranked if mention.value.clock or mention.value.time_of_day]
    if found and not found.time_of_day and times and not best.value.since:
        return replace(found, time_of_day=times[0].clock or times[0].time_of_day)
    return found


def _to_this_day(e: DateExpression) -> bool:
    """``لم تتحقق العدالة حتى اليوم``: of what lasts, not of the event."""
    return e.until and e.offset == 0


_SAYING = word_set("said_or_issued")
_NEWS = 3  # days before publication: what is older is seldom the day of the event told
_OCCASIONS = word_set("press_event")  # مؤتمر صحفي, تصريحات متلفزة, بيان الخميس
_TOLD_THAT = word_set("several.told_that")
_STOPS = frozenset((".", "؛", ":"))
_NEXT_TO = 2  # words between the occasion and its day: عقده، له
_SPEAKER = 12  # words that may name who speaks


def of_saying(mention: Mention[DateExpression]) -> bool:
    """Does the date stand between a verb of saying and what is said?"""
    tokens, e = mention.sentence.tokens, mention.value
    if e.offset is None and e.weekday is None:
        return False
    if any(token.key in _OCCASIONS for token in tokens[max(0, mention.first - _NEXT_TO) : mention.first]):
        return True
    for token in reversed(tokens[max(0, mention.first - _SPEAKER) : mention.first]):
        if token.key in _TOLD_THAT or token.key in _STOPS:
            return False
        if token.key.removeprefix("و") in _SAYING:
            return True
    return False


def _recent_day(mention: Mention[DateExpression], published: datetime, zone: str) -> bool:
    e = mention.value
    named = e.offset is not None or e.weekday is not None or e.day is not None or e.unit == "day"
    found = None if e.since or e.until or not named else resolve(e, published, zone)
    if found is None or found.end is None or found.precision != Precision.DAY:
        return False
    return (published.astimezone(ZoneInfo(zone)).date() - found.end).days <= _NEWS


def _coarseness(e: DateExpression) -> tuple[int, int]:
    """Finer expressions first; those that bound a stretch last."""
    if e.month is not None and e.day is not None:
        rank = 2 if e.hijri else 0  # which day it was depends on the moon
    elif e.offset is not None or (e.day is not None and e.unit):
        rank = 1
    elif e.weekday is not None:
        rank = 2
    elif e.unit:
        rank = {"minute": 3, "hour": 3, "day": 4, "week": 5, "month": 7, "year": 8}[e.unit]
    else:
        rank = 6 if e.month is not None else 8 if e.year is not None else 9
    return int(e.since or e.until), rank
