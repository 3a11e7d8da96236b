"""How long ago a draft's strike was, seen from the day of publication, and by which words its day is named."""

from __future__ import annotations

from datetime import date, timedelta

from monitor.model import Occurred, Precision
from workers.extractor.dates import DateExpression
from workers.extractor.discourse.drafts import Draft
from workers.extractor.sources import is_saying

_STRETCHES = ("last", "within", "some")  # frames of days that tell how long a sum is, not when a strike was
_DAY = timedelta(days=1)
OVER = 2  # days after which what only opens a sentence about something later is known
_LATE = frozenset(("evening", "night", "after_midnight"))  # parts of yesterday that are news in the morning


def age_of(when: Occurred | None, today: date) -> int | None:
    """Days from the event to publication: from its last day, but from the middle of a week, month or year that is over."""
    if when is None or when.end is None:
        return None
    if when.precision in (Precision.WEEK, Precision.MONTH, Precision.YEAR) and when.end < today and when.start:
        return (today - when.start).days
    return (today - when.end).days


def last_day(when: Occurred | None) -> date | None:
    """The last day on which it may have happened."""
    return (when.end or when.start) if when else None


def day_of_news(draft: Draft, today: date) -> date:
    """The day of what the article opens with; of the last 24 hours the first, so that what happened yesterday is of them."""
    when, told = draft.when, [mention.value for statement in draft.statements for mention in statement.dates]
    if _today_and_yesterday(draft):
        return today - _DAY
    stretch = any(day.frame in _STRETCHES and day.unit == "hour" for day in told)
    if when is not None and when.start is not None and when.end == today and (stretch or _one_night(when)):
        return when.start
    return last_day(when) or today


def _today_and_yesterday(draft: Draft) -> bool:
    """``اليوم الثلاثاء وأمس الاثنين``, says the opening of what it tells: the news is of both days."""
    opening = (each for each in draft.statements if each.foremost)
    return any({0, -1} <= {mention.value.offset for mention in each.dates} for each in opening)


def _one_night(when: Occurred) -> bool:
    """``ليل أمس``: the night before, over both days."""
    return when.precision is Precision.DAY and when.time_of_day == "night" and when.start is not None and when.start + _DAY == when.end


def days_before(draft: Draft, last: date, today: date) -> bool:
    """``ومنذ أيام``, ``والأحد``; not a day of this month by which the announcement itself dates it (يوم 12 من الشهر الجاري)."""
    return (today - last).days >= OVER and not any(statement.lead and statement.this_month for statement in draft.statements)


def is_days_older(draft: Draft, last: date, latest: date, today: date) -> bool:
    """Days older than the ``latest`` news; where a weekday names it, one is enough (``والجمعة، أعلنت``, on Sunday, after the news of
    Saturday)."""
    return (latest - last).days >= (1 if has_weekday(draft) else OVER) and days_before(draft, last, today)


def of_yesterday(draft: Draft, behind_today: bool) -> bool:
    """Is it dated by أمس, behind news of today also by the weekday alone, or only counted from a day told before?

    The evening of yesterday is still news in the morning.
    """
    told = [mention.value for statement in draft.statements for mention in statement.dates]
    days = [
        day for day in told if not (day.unit == "day" and day.frame in _STRETCHES)
    ]  # not the stretch of a sum (في الأيام الثلاثة الماضية)
    named = behind_today and bool(draft.statements[0].dates)  # where it is first told
    return bool(days or not told) and all(
        (day.offset == -1 or (named and _only_weekday(day))) and day.time_of_day not in _LATE and not day.night for day in days
    )


def named_by_its_day(draft: Draft) -> bool:
    """``والخميس، أدى هجوم``: by its weekday; not ``والخميس، أعلنت``."""
    dates = draft.statements[0].dates
    said = any(is_saying(token) for mention in dates for token in mention.sentence.tokens[mention.last : mention.last + 2])
    return has_weekday(draft) and not said


def has_weekday(draft: Draft) -> bool:
    """``والخميس``: first told by its weekday, and by no part of it that is news in the morning after."""
    days = [mention.value for mention in draft.statements[0].dates]
    return any(map(_only_weekday, days)) and not any(day.time_of_day in _LATE or day.night for day in days)


def _only_weekday(day: DateExpression) -> bool:
    """``والسبت``, ``يوم الأحد``: named by the weekday alone."""
    return day.weekday is not None and day.offset is None and day.day is None and not day.unit
