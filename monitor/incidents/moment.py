"""How two times relate.

``same``     the same day (or the one night between two days), and no hours that contradict each other
``within``   a week or month holds the other's day
``close``    a day apart, where at least one day is an inference from publication
``next_day`` a day apart, both said
``wave``     the same day at hours that exclude each other: another wave
``apart``    further

A report without a date of its own tells of the day of its publication or the one before, a retelling of the month before. No
report tells of what comes after its publication, so a strike at dusk is not the one that was told at noon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from monitor.model import Kind, Precision, Strike

Hours = tuple[float, float]

_DAY = timedelta(days=1)
_RECENT = timedelta(days=30)
_HOURS_SLACK = 2.0  # outlets round, and "morning" has no edge
_FORESIGHT = 4.0  # hours by which a clock in another zone may run behind
_OF_DAY: dict[str, Hours] = {
    "midnight": (23, 25),
    "night": (19, 29),
    "dawn": (2, 7),
    "early_morning": (3, 9),
    "morning": (5, 12),
    "forenoon": (8, 12),
    "noon": (11, 15),
    "midday": (11, 15),
    "afternoon": (12, 18),
    "evening": (16, 24),
    "dusk": (16, 20),
    "sunset": (16, 20),
    "late_night": (22, 29),
}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class Moment:
    """The days in which something happened. ``weak`` days were inferred. ``hours``: each way to understand the hour, counted from
    the first day's start."""

    start: date
    end: date
    weak: bool
    coarse: bool
    hours: tuple[Hours, ...] = ()


@lru_cache(maxsize=512)
def hours_of(time_of_day: str | None) -> Hours | None:
    """The hours that a time of day covers; past 24 is the night that follows. ``None`` for words unknown here."""
    clock = _CLOCK.search(time_of_day or "")
    if clock:
        at = int(clock[1]) + int(clock[2]) / 60
        return (at, at)
    return _OF_DAY.get(time_of_day or "")


def moment(strike: Strike, published: datetime) -> Moment:
    """When a strike happened, as far as its article says, else as its publication allows."""
    occurred = strike.occurred
    if occurred is None or occurred.start is None:
        return _unsaid(strike, published)
    start, end = occurred.start, max(occurred.end or occurred.start, occurred.start)
    coarse = occurred.precision not in (Precision.DAY, Precision.HOUR) or end - start > 2 * _DAY
    return Moment(start, end, not occurred.text, coarse, () if coarse else _understood(occurred.time_of_day, start, published))


def _unsaid(strike: Strike, published: datetime) -> Moment:
    today = published.date()
    if strike.kind is Kind.BACKGROUND:
        return Moment(today - _RECENT, today, True, True)
    time_of_day = strike.occurred.time_of_day if strike.occurred else None
    return Moment(today - _DAY, today, True, False, _understood(time_of_day, today, published))


def _understood(time_of_day: str | None, day: date, published: datetime) -> tuple[Hours, ...]:
    """The night of a day is the one before or the one after; what was published on that day tells which."""
    hours = hours_of(time_of_day)
    if hours is None or hours[1] <= 24:
        return (hours,) if hours else ()
    before = (hours[0] - 24, hours[1] - 24)
    if published.date() > day:
        return (hours, before)
    return (hours,) if clock_of(published) + 1 >= hours[0] else (before,)


def clock_of(instant: datetime) -> float:
    """The hour of the day, with its fraction."""
    return instant.hour + instant.minute / 60


def relate(one: Moment, other: Moment) -> str:
    """How two moments relate, in the words above."""
    if one.start <= other.end and other.start <= one.end:
        return _overlapping(one, other)
    gap = (max(one.start, other.start) - min(one.end, other.end)).days
    if gap > 1:
        return "apart"
    if _one_night(one, other):
        return "same"
    return "close" if one.weak or other.weak or one.coarse or other.coarse else "next_day"


def _overlapping(one: Moment, other: Moment) -> str:
    if one.coarse or other.coarse:
        return "within"
    if one.start == other.start and one.hours and other.hours and not _hours_meet(one, other, 0):
        return "wave"
    return "same"


def _hours_meet(one: Moment, other: Moment, turn: float) -> bool:
    """Do the hours of one meet those of the other, which began so many hours later?"""
    return any(a[0] <= b[1] + turn + _HOURS_SLACK and b[0] + turn <= a[1] + _HOURS_SLACK for a in one.hours for b in other.hours)


def _one_night(one: Moment, other: Moment) -> bool:
    """The night after the first day and the small hours of the second are one night."""
    first, second = (one, other) if one.start < other.start else (other, one)
    nightly = any(hours[1] >= 23 for hours in first.hours) and any(hours[0] <= 7 for hours in second.hours)
    return nightly and _hours_meet(first, second, 24)


def foretold(published: datetime, when: Moment) -> bool:
    """Would what was published then have told of it before it happened?"""
    if when.coarse or not when.hours or when.start != published.date():
        return False
    return clock_of(published) + _FORESIGHT < min(hours[0] for hours in when.hours)
