"""Quiet hours: alerts wait for one digest at their end. Times are the operator's own, through changes of the clock, too."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.model import QuietHours


def quiet_until(hours: QuietHours | None, now: datetime) -> datetime | None:
    """When the present quiet hours end, or ``None`` outside of them. ``start`` is quiet, ``end`` no longer is."""
    if hours is None or hours.start == hours.end:
        return None
    zone = ZoneInfo(hours.zone)
    local = now.astimezone(zone)
    start, end = time.fromisoformat(hours.start), time.fromisoformat(hours.end)
    if not _within(start, end, local.time()):
        return None
    day = local.date() if local.time() < end else local.date() + timedelta(days=1)
    return datetime.combine(day, end, zone).astimezone(now.tzinfo)


def _within(start: time, end: time, at: time) -> bool:
    return start <= at < end if start < end else at >= start or at < end
