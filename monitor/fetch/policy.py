"""When a page that could not be fetched is tried again. Pure.

Policy: six attempts spread over a day (at once, then after 1 min, 10 min, 1 h, 5 h and 17 h), never sooner than the server
asked for. After the sixth, and at once where the refusal is permanent, the feed's own words stand in for the page.
"""

from __future__ import annotations

from datetime import datetime, timedelta

PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=5), timedelta(hours=17))


def next_attempt(attempts: int, now: datetime, retry_after: float | None = None) -> datetime | None:
    """When to try again after ``attempts`` that failed; ``None`` when that was the last."""
    if attempts > len(PAUSES):
        return None
    asked = timedelta(seconds=min(retry_after or 0.0, 86400.0))
    return now + max(PAUSES[max(attempts, 1) - 1], asked)
