"""From what the words say of a day to the days themselves.

Everything is seen from the instant of publication in the outlet's zone. A bare weekday is the last one up to the day of publication; with
"last" it is the one before that day. A day of a month without a year is the last such day. What lies in the future resolves to nothing.
Where weekday and date disagree, both are kept: the span covers the two and ``disagrees`` says so. A stretch that the text leaves open is
given the width that the words usually have (قبل أيام: two days to a week ago).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.model import Occurred, Precision
from workers.extractor.when.calendar import DateExpression, hijri_to_date, hijri_year

Span = tuple[date, date, Precision]
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_YEAR_PARTS = {"early": (1, 2), "mid": (5, 8), "late": (11, 12), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_SMALL_HOURS = 5  # of the clock, before which the day that ended at midnight may still be called today
_HOURS = {"dawn": 3, "morning": 6, "noon": 11, "afternoon": 13, "evening": 16, "night": 18, "before_midnight": 22}


def resolve(expression: DateExpression, published: datetime, zone: str, text: str | None = None) -> Occurred | None:
    """The days that the expression means; ``None`` for the future and for what gives no day at all."""
    local = published.astimezone(ZoneInfo(zone))
    try:
        span = None if expression.future else _span(expression, local)
    except (ValueError, OverflowError):  # 31 April, year 0: words that name no day
        span = None
    if span is None or span[0] > local.date() + timedelta(days=1):
        return None
    start, end, precision = span
    if expression.since:
        end = max(local.date(), start)
    if expression.clock and precision == Precision.DAY:
        precision = Precision.HOUR
    part = "night" if (expression.time_of_day or "").endswith("_midnight") else expression.time_of_day
    return Occurred(start, end, precision, expression.clock or part, text)


def disagrees(expression: DateExpression, published: datetime, zone: str) -> bool:
    """Do the weekday and the date of one expression name different days?"""
    if expression.weekday is None or expression.weekday2 is not None:
        return False
    local = published.astimezone(ZoneInfo(zone))
    try:
        span = _span(replace(expression, weekday=None, future=False), local)
    except (ValueError, OverflowError):
        return False
    return span is not None and span[2] == Precision.DAY and expression.day2 is None and not _falls_on(span, expression)


def _falls_on(span: Span, expression: DateExpression) -> bool:
    days = (span[1] - span[0]).days
    return any((span[0] + timedelta(days=n)).weekday() == expression.weekday for n in range(days + 1))


# ---- one rule per way of saying it -----------------------------------------------------------------------------------


def _span(e: DateExpression, local: datetime) -> Span | None:
    today = local.date()
    if e.month is not None or (e.day is not None and e.unit == "month"):
        return _another_month(e, local) or _with_weekday(_of_month(e, today), e, today)
    if e.offset is not None:
        return _with_weekday(_of_offset(e, local), e, today)
    if e.weekday is not None:
        return _of_weekday(e, local)
    return _of_stretch(e, local)


def _of_stretch(e: DateExpression, local: datetime) -> Span | None:
    """What names no day: a unit of time, a year, or only a part of the day."""
    if e.unit:
        return _of_unit(e, local)
    if e.year is not None:
        return _of_year(e.year, e.part, e.hijri)
    return _of_time(e, local) if e.clock or e.time_of_day else None


def _another_month(e: DateExpression, local: datetime) -> Span | None:
    """``اليوم الثلاثاء 2 تشرين الأول`` of the second of November: where "today", or the weekday, falls on that very day of the month, the
    month or the year was written wrong."""
    if e.day is None or e.day2 is not None or e.weekday2 is not None or e.hijri or e.frame or (e.offset is None and e.weekday is None):
        return None
    if e.year is not None and e.weekday is None:  # في مثل هذا اليوم 8 أكتوبر 2016
        return None
    said = _of_offset(replace(e, year=None), local) if e.offset is not None else _of_weekday(e, local)
    written, _, _ = _of_month(e, local.date())
    fits = said[0] == said[1] and said[0].day == e.day and (e.weekday is None or said[0].weekday() == e.weekday)
    return said if fits and said[0] != written and (e.offset == 0 or written.weekday() != e.weekday) else None


def _with_weekday(span: Span | None, e: DateExpression, today: date) -> Span | None:
    """Both days where weekday and date differ, the weekday nearest to the date; the weekday alone where "today" is far from it. A "today"
    called by tomorrow's name is today in another zone, or a slip."""
    if span is None or e.weekday is None or e.weekday2 is not None or span[2] != Precision.DAY or _falls_on(span, e):
        return span
    start, end, precision = span
    ahead = (e.weekday - start.weekday()) % 7
    if e.offset == 0 and ahead == 1:
        return span
    other = start + timedelta(days=ahead if ahead <= 3 and start + timedelta(days=ahead) <= max(today, start) else ahead - 7)
    if e.offset is not None and (start - other).days > 3:
        return other, other, precision
    return min(start, other), max(end, other), precision


def _of_month(e: DateExpression, today: date) -> Span:
    if e.month is None:
        year, month = _month_before(today) if e.frame == "last" else (today.year, today.month)
        first = date(year, month, e.day or 1)
        return first, date(year, month, e.day2 or first.day), Precision.DAY
    if e.hijri:
        return _of_hijri(e, e.month, today)
    year = e.year or _year_of(e, e.month, today)
    if e.day is not None:
        return date(year, e.month, e.day), date(year, e.month, e.day2 or e.day), Precision.DAY
    last = monthrange(year, e.month)[1]
    if e.part:
        opens, closes = _PARTS[e.part]
        return date(year, e.month, opens), date(year, e.month, min(closes, last)), Precision.WEEK
    return date(year, e.month, 1), date(year, e.month, last), Precision.MONTH


def _year_of(e: DateExpression, month: int, today: date) -> int:
    """The year of a month that is said without one: the last that is not in the future."""
    if e.unit == "year":
        return today.year - (e.frame == "last")
    if e.frame == "this":
        return today.year
    if e.day is None:
        return today.year - (month > today.month or (month == today.month and e.frame == "last"))
    tomorrow = today + timedelta(days=1)  # what is dated a day ahead may be another zone's today
    return tomorrow.year - ((month, e.day2 or e.day) > (tomorrow.month, tomorrow.day))


def _of_hijri(e: DateExpression, month: int, today: date) -> Span:
    year = e.year or hijri_year(today)
    first = hijri_to_date(year, month, e.day or 1)
    if e.year is None and first > today + timedelta(days=1):
        year -= 1
        first = hijri_to_date(year, month, e.day or 1)
    if e.day is None:
        return first, first + timedelta(days=29), Precision.MONTH
    if e.weekday is not None:
        near = min((first + timedelta(days=n) for n in (-1, 0, 1)), key=lambda day: (day.weekday() != e.weekday, abs(day - first)))
        if near.weekday() == e.weekday:
            return near, near, Precision.DAY
    return first - timedelta(days=1), first + timedelta(days=1), Precision.DAY


def _month_before(today: date) -> tuple[int, int]:
    return (today.year - 1, 12) if today.month == 1 else (today.year, today.month - 1)


def _of_offset(e: DateExpression, local: datetime) -> Span:
    today = local.date()
    start = today + timedelta(days=-1 if _means_the_day_before(e, local) else e.offset or 0)
    year = today.year - _STEPS.get(e.frame, 0) if e.unit == "year" else e.year
    if year and year < today.year:  # في مثل هذا اليوم من عام 2017, من العام الماضي
        start = start.replace(year=year, day=min(start.day, monthrange(year, start.month)[1]))
    after = timedelta(days=1 if e.night and start < today else 0)
    before = timedelta(days=1 if start == today and _just_after_midnight(e, local) else 0)
    return start - before, start + after, Precision.DAY


def _just_after_midnight(e: DateExpression, local: datetime) -> bool:
    """``اليوم``, ``فجر اليوم`` in a post of one at night: of the day that has just begun, or of the one that has just ended."""
    unsaid = e.weekday is None and not e.clock and e.time_of_day in (None, "", "dawn")
    return e.offset == 0 and not e.until and local.hour < _HOURS["dawn"] and unsaid


def _means_the_day_before(e: DateExpression, local: datetime) -> bool:
    """What a post of the small hours still calls today: مساء اليوم, الليلة, and اليوم الأربعاء on a Thursday."""
    if e.offset != 0 or local.hour >= _SMALL_HOURS:
        return False
    to_come = e.time_of_day == "morning" and local.hour < _HOURS["dawn"]
    passed = to_come or e.time_of_day in ("noon", "afternoon", "evening") or (e.night and e.time_of_day == "night")
    return passed or e.weekday == (local.weekday() - 1) % 7


def _of_weekday(e: DateExpression, local: datetime) -> Span:
    today = local.date()
    weekday = e.weekday or 0
    if e.weekday2 is not None:
        return _of_two_weekdays(weekday, e.weekday2, e.night, local)
    if e.unit == "week":
        monday = today - timedelta(days=today.weekday() + (7 if e.frame == "last" else 0))
        day = monday + timedelta(days=weekday)
    else:
        back = (today.weekday() - weekday) % 7
        day = today - timedelta(days=(back or (7 if e.frame in _STEPS else 0)) + 7 * (e.frame == "before_last"))
    end = min(day + timedelta(days=1), today) if e.night else day
    return day, max(day, end), Precision.DAY


def _of_two_weekdays(first: int, second: int, night: bool, local: datetime) -> Span:
    today = local.date()
    if night and today.weekday() == first and local.hour >= 18:
        return today, today + timedelta(days=1), Precision.DAY  # told in the evening, before the second day began
    end = today - timedelta(days=(today.weekday() - second) % 7)
    return end - timedelta(days=(second - first) % 7), end, Precision.DAY


def _of_unit(e: DateExpression, local: datetime) -> Span | None:
    today = local.date()
    if e.frame == "some" and e.unit == "hour":
        return (local - timedelta(hours=e.amount or 1)).date(), (local - timedelta(hours=1)).date(), Precision.HOUR
    if e.frame == "some":
        days = e.amount or 7
        return today - timedelta(days=days), today - timedelta(days=2 if days <= 7 else 8), Precision.WEEK if days <= 7 else Precision.MONTH
    if e.frame == "within":
        return _within(e, local)
    if e.frame == "ago":
        return _ago(e, local)
    return _calendar_unit(e, today)


def _ago(e: DateExpression, local: datetime) -> Span:
    amount, today = e.amount or 1, local.date()
    if e.unit in ("hour", "minute"):
        day = (local - timedelta(**{f"{e.unit}s": amount})).date()
        return day, day, Precision.HOUR
    if e.unit == "day":
        return today - timedelta(days=amount), today - timedelta(days=amount), Precision.DAY
    if e.unit == "week":
        middle, around, precision = today - timedelta(weeks=amount), 3, Precision.WEEK
    elif e.unit == "month":
        middle, around, precision = today - timedelta(days=round(30.44 * amount)), 15, Precision.MONTH
    else:
        middle, around, precision = today - timedelta(days=round(365.25 * amount)), 182, Precision.YEAR
    return middle - timedelta(days=around), min(middle + timedelta(days=around), today), precision


def _within(e: DateExpression, local: datetime) -> Span:
    today = local.date()
    if e.unit == "hour":
        hours = e.amount or (24 if local.hour < 12 else local.hour)
        return (local - timedelta(hours=hours)).date(), today, Precision.DAY
    days = (e.amount or {"day": 7, "week": 4, "month": 6, "year": 5}[e.unit]) * {"day": 1, "week": 7, "month": 30, "year": 365}[e.unit]
    precision = Precision.DAY if days <= 2 else Precision.WEEK if days <= 10 else Precision.MONTH if days <= 62 else Precision.YEAR
    return today - timedelta(days=days), today, precision


_STEPS = {"last": 1, "before_last": 2}  # units back


def _calendar_unit(e: DateExpression, today: date) -> Span | None:
    steps = _STEPS.get(e.frame, 0)
    if e.unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * steps)
        return monday - timedelta(days=2), monday + timedelta(days=6) if steps else today, Precision.WEEK  # from Saturday, Sunday or Monday
    if e.unit == "month":
        year, month = e.year or today.year, today.month
        for _ in range(steps):
            year, month = _month_before(date(year, month, 1))
        span = _of_month(replace(e, month=month, year=year, unit=""), today)
        return span[0], span[1] if steps or e.part or year < today.year else today, span[2]
    return _of_year(today.year - steps, e.part, False)


def _of_year(year: int, part: str, hijri: bool) -> Span:
    if hijri:
        return hijri_to_date(year, 1, 1), hijri_to_date(year + 1, 1, 1) - timedelta(days=1), Precision.YEAR
    if part:
        first, last = _YEAR_PARTS[part]
        return date(year, first, 1), date(year, last, monthrange(year, last)[1]), Precision.MONTH
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR


def _of_time(e: DateExpression, local: datetime) -> Span:
    """A part of the day or a clock time alone is today's, or yesterday's where today's has not come yet."""
    today = local.date()
    hour = int(e.clock[:2]) if e.clock else _HOURS.get(e.time_of_day or "", 0)
    if hour <= local.hour:
        return today, today, Precision.DAY
    spills = e.time_of_day == "night" and not e.clock
    return today - timedelta(days=1), today if spills else today - timedelta(days=1), Precision.DAY
