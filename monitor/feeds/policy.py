"""When a feed is polled next, and how it is doing. Pure: the time and the random fraction come in.

Policy:

- A feed is polled every ``interval`` (never under ``floor``), give or take a tenth, so that feeds drift apart.
- A server that asks for more time gets it, up to a day: ``Retry-After``, ``Cache-Control: max-age``, ``Expires``, RSS
  ``ttl``. It is never asked earlier than it wants; there the tenth is only added.
- The first failure costs nothing, the next ones double the wait up to a day; a feed that says it is gone for good (410) is
  asked once a day. Polling never stops: outlets come back after months.
- Health is what a person should know. A feed is *failing* from its first failed poll until a poll brings a feed again: a
  304 shows that a server lives, not that a feed works, so it neither heals nor harms, and while a feed is failing it is
  asked without conditions, which makes a real answer prove it. A feed is *silent* when nothing new came for much longer than
  its habit: eight times its usual gap, and two days at least.

It misses on purpose: a feed that goes on publishing, but old or foreign things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

DAY = timedelta(days=1)
INTERVAL = timedelta(minutes=10)
FLOOR = timedelta(minutes=1)
JITTER = 0.1
SILENT_AFTER = timedelta(days=2)
SILENT_GAPS = 8


class Ending(StrEnum):
    """How a poll ended."""

    FRESH = "fresh"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Health(StrEnum):
    """What a person should know of a feed."""

    NEW = "new"  # not polled yet
    HEALTHY = "healthy"
    FAILING = "failing"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the server asked for, in seconds."""

    retry_after: float | None = None
    max_age: float | None = None
    ttl: float | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class NextPoll:
    """When to poll again, the wait that led to it, and how many polls have failed in a row."""

    at: datetime
    wait: timedelta
    failures: int


def next_poll(
    ending: Ending,
    failures: int,
    now: datetime,
    fraction: float,
    *,
    wishes: Wishes | None = None,
    interval: timedelta = INTERVAL,
    floor: timedelta = FLOOR,
) -> NextPoll:
    """Decide after a poll. ``failures`` counts those in a row before it; ``fraction`` is random in [0, 1)."""
    wishes = wishes or Wishes()
    failures = failures_after(ending, failures)
    own = _own_wait(ending, failures, max(interval, floor), wishes)
    asked = _asked_wait(ending, wishes)
    spread = own * (1 - JITTER + 2 * JITTER * fraction)
    wait = asked * (1 + JITTER * fraction) if asked > own else max(spread, asked)
    wait = min(max(wait, floor), DAY)
    return NextPoll(now + wait, wait, failures)


def failures_after(ending: Ending, failures: int) -> int:
    """How many polls have failed in a row once this one is counted."""
    if ending is Ending.FAILED:
        return failures + 1
    return 0 if ending is Ending.FRESH else failures


def _own_wait(ending: Ending, failures: int, interval: timedelta, wishes: Wishes) -> timedelta:
    if ending is not Ending.FAILED:
        return min(interval, DAY)
    if wishes.gone:
        return DAY
    return min(interval * (1 << min(failures - 1, 20)), DAY)


def _asked_wait(ending: Ending, wishes: Wishes) -> timedelta:
    """The longest of what was asked; how long a *failed* answer may be cached says nothing about the feed."""
    asked = [wishes.retry_after] if ending is Ending.FAILED else [wishes.retry_after, wishes.max_age, wishes.ttl]
    return min(timedelta(seconds=max((min(one, 1e6) for one in asked if one), default=0.0)), DAY)


def ask_conditionally(failures: int) -> bool:
    """Whether to send the validators of the last good answer."""
    return failures == 0


def usual_gap(arrivals: Sequence[datetime]) -> timedelta | None:
    """The median time between two new entries; nothing for fewer than five of them."""
    ordered = sorted(arrivals)
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(ordered)]
    return timedelta(seconds=median(gaps)) if len(gaps) >= 4 else None


def health(
    *,
    failures: int,
    last_success: datetime | None,
    last_new_entry: datetime | None,
    now: datetime,
    gap: timedelta | None = None,
) -> tuple[Health, str]:
    """How a feed is doing, and the reason in words. A feed that never had an entry is silent from its first success on."""
    if failures:
        return Health.FAILING, f"{failures} failed poll{'s' if failures > 1 else ''} in a row"
    if last_success is None:
        return Health.NEW, "not polled yet"
    if last_new_entry is None:
        return Health.SILENT, "it has never had an entry"
    quiet = now - last_new_entry
    if quiet > max(SILENT_AFTER, (gap or timedelta()) * SILENT_GAPS):
        return Health.SILENT, f"nothing new for {quiet.days} days"
    return Health.HEALTHY, ""
