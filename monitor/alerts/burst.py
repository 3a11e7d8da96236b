"""The burst guard: a flood (a new feed, a bad rule) becomes one digest that says so; nothing is lost.

When a watch was given ``alerts`` within ``window``, what follows is held until the next ``hold`` boundary of the clock, so that a
whole flood falls into the same digest. Retractions are never held: what was told wrongly is taken back at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from monitor.alerts.quiet import quiet_until
from monitor.model import Watch

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class BurstLimit:
    """At most ``alerts`` of one watch within ``window``; the rest waits for a digest, at most ``hold``."""

    alerts: int = 20
    window: timedelta = timedelta(minutes=15)
    hold: timedelta = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Hold:
    """Until when alerts of a watch are held for a digest, and why: ``quiet_hours`` or ``burst``."""

    until: datetime
    reason: str


def hold(watch: Watch, reason: str, given: int, limit: BurstLimit, now: datetime) -> Hold | None:
    """Is an alert with this reason held? ``given``: how many alerts the watch was given within the limit's window."""
    quiet = quiet_until(watch.quiet_hours, now)
    if quiet:
        return Hold(quiet, "quiet_hours")
    if given < limit.alerts or reason == "retracted":
        return None
    return Hold(_boundary(now, limit.hold), "burst")


def _boundary(now: datetime, step: timedelta) -> datetime:
    """The next multiple of the step since the epoch, strictly later than now."""
    return now + step - (now - _EPOCH) % step
