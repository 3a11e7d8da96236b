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

from monitor.model import Kind, Occurred, Precision, Report, Strike

_DAY = timedelta(days=1)
_RECENT = timedelta(days=30)
_HOURS_SLACK = 2.0  # outlets round, and "morning" has no edge
_FORESIGHT = 4.0  # hours by which a clock in another zone may run behind
_OF_DAY: dict[str, tuple[float, float]] = {
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
    """The days in which something happened. ``weak`` days were inferred; ``hours`` are counted from the first day's start."""

    start: date
    end: date
    weak: bool
    coarse: bool
    hours: tuple[float, float] | None = None


@lru_cache(maxsize=512)
def hours_of(time_of_day: str | None) -> tuple[float, float] | None:
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
        today = published.date()
        if strike.kind is Kind.BACKGROUND:
            return Moment(today - _RECENT, today, True, True)
        return Moment(today - _DAY, today, True, False, hours_of(occurred.time_of_day) if occurred else None)
    return _said(occurred, occurred.start)


def _said(occurred: Occurred, start: date) -> Moment:
    end = max(occurred.end or start, start)
    coarse = occurred.precision not in (Precision.DAY, Precision.HOUR) or end - start > 2 * _DAY
    return Moment(start, end, not occurred.text, coarse, None if coarse else hours_of(occurred.time_of_day))


def relate(one: Moment, other: Moment) -> str:
    """How two moments relate, in the words above."""
    if one.start <= other.end and other.start <= one.end:
        return _overlapping(one, other)
    gap = (max(one.start, other.start) - min(one.end, other.end)).days
    if gap > 1:
        return "apart"
    if one.hours and other.hours and _one_night(one, other):
        return "same"
    return "close" if one.weak or other.weak or one.coarse or other.coarse else "next_day"


def _overlapping(one: Moment, other: Moment) -> str:
    if one.coarse or other.coarse:
        return "within"
    if one.start == other.start and one.hours and other.hours and not _hours_meet(one.hours, other.hours):
        return "wave"
    return "same"


def _hours_meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Also across midnight: the night of a day may be told as its small hours."""
    turns = (-24, 0, 24) if max(one[1], other[1]) > 24 else (0,)
    return any(one[0] + turn <= other[1] + _HOURS_SLACK and other[0] <= one[1] + turn + _HOURS_SLACK for turn in turns)


def _one_night(one: Moment, other: Moment) -> bool:
    """The night after the first day and the small hours of the second are one night."""
    first, second = (one, other) if one.start < other.start else (other, one)
    if not first.hours or not second.hours:
        return False
    return first.hours[1] >= 23 and second.hours[0] <= 7


def foretold(report: Report, when: Moment) -> bool:
    """Would the report have told of it before it happened?"""
    if when.coarse or not when.hours or when.start != report.published.date():
        return False
    now = report.published.hour + report.published.minute / 60
    return now + _FORESIGHT < when.hours[0]
