"""Articles handed in by a person or an archive: one JSON object a line, a text file, or a page.

Keys of a line: ``id``, ``title``, ``text``, ``published`` (ISO 8601), and optionally ``url``, ``source``, ``country``, ``zone``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.errors import RasdError
from monitor.model import ArticleContext

DEFAULT_ZONE = "Asia/Damascus"
_HALF_HOURS = {timedelta(hours=3, minutes=30): "Asia/Tehran", timedelta(hours=4, minutes=30): "Asia/Kabul"}


class InputError(RasdError):
    """An article that was handed in cannot be read; the message names the line and what is wrong with it."""

    fault = "operator"


@dataclass(frozen=True, slots=True)
class InputArticle:
    """One article as handed in."""

    id: str
    title: str
    text: str
    context: ArticleContext


def zone_of(published: datetime) -> str:
    """The zone in which an instant's "today" is meant: that of its own offset. UTC says nothing of where an outlet is, so
    there the default stands."""
    offset = published.utcoffset() or timedelta()
    if not offset:
        return DEFAULT_ZONE
    hours, rest = divmod(offset, timedelta(hours=1))
    if rest:
        return _HALF_HOURS.get(offset, DEFAULT_ZONE)
    return f"Etc/GMT{-hours:+d}"  # its signs are POSIX's: east is negative


def instant(text: str, zone: str = DEFAULT_ZONE) -> datetime:
    """An ISO 8601 instant; without an offset it is taken in ``zone``. Raises :class:`InputError`."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is not an ISO 8601 instant, such as 2025-03-05T14:30:00+03:00") from error
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(known_zone(zone)))


def known_zone(name: str) -> str:
    """The name, if there is such a time zone. Raises :class:`InputError`."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(f"there is no time zone {name!r}; write an IANA name, such as {DEFAULT_ZONE}") from error
    return name


def from_json(row: dict[str, Any]) -> InputArticle:
    """One article from the keys above. Raises :class:`InputError`."""
    if not isinstance(row.get("id"), str | int):
        raise InputError("'id' is missing, or neither a string nor a number")
    for key in ("text", "published"):
        if not isinstance(row.get(key), str):
            raise InputError(f"{key!r} is missing or not a string")
    for key in ("title", "url", "source", "country", "zone"):
        if not isinstance(row.get(key) or "", str):
            raise InputError(f"{key!r} is not a string")
    published = instant(row["published"], row.get("zone") or DEFAULT_ZONE)
    context = ArticleContext(
        published=published,
        zone=known_zone(row["zone"]) if row.get("zone") else zone_of(published),
        outlet=row.get("source") or "",
        country=row.get("country") or "",
        url=row.get("url") or "",
    )
    return InputArticle(str(row["id"]), row.get("title") or "", row["text"], context)


def contents(path: Path) -> bytes:
    """What a file holds. Raises :class:`InputError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error


def read_line(line: str, number: int) -> InputArticle:
    """One article from a JSON line. Raises :class:`InputError` with the line's number."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"line {number}: not JSON: {error}") from error
    if not isinstance(row, dict):
        raise InputError(f"line {number}: not a JSON object")
    try:
        return from_json(row)
    except InputError as error:
        raise InputError(f"line {number}: {error}") from error
