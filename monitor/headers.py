"""Reading the HTTP headers that say when to come back and how to read what came."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_MAX_AGE = re.compile(r"(?<![-\w])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_UNCACHED = re.compile(r"no-cache|no-store", re.IGNORECASE)


def charset_of(headers: Mapping[str, str]) -> str | None:
    """The charset that the Content-Type declares."""
    match = _CHARSET.search(headers.get("content-type", ""))
    return match.group(1) if match else None


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait by ``Retry-After``, which gives seconds or a date."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    at = http_date(value)
    return max(0.0, (at - now).total_seconds()) if at else None


def fresh_for(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds for which an answer is fresh, by ``Cache-Control`` or else ``Expires``; nothing if it says not to cache."""
    control = headers.get("cache-control", "")
    if _UNCACHED.search(control):
        return None
    if match := _MAX_AGE.search(control):
        age = headers.get("age", "").strip()
        return max(0.0, float(match.group(1)) - (float(age[:9]) if age.isdecimal() else 0.0))
    expires = http_date(headers.get("expires", ""))
    sent = http_date(headers.get("date", "")) or now
    return max(0.0, (expires - sent).total_seconds()) if expires else None


def http_date(value: str) -> datetime | None:
    """A date as HTTP headers give it."""
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
