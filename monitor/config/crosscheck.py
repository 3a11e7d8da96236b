"""What no single value can know: names that clash, and names that name nothing.

Works on the raw tree and takes nothing for granted about its shape, so that these problems are reported together with
all the others and not after them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from monitor.config.near import suggestion
from monitor.config.values import parse_duration

Found = tuple[tuple[str | int, ...], str]

OUTLET_KEYS = ("country", "alignment", "zone")


def crosscheck(raw: dict[str, Any]) -> Iterator[Found]:
    """What no single value shows: names that are there twice, channels that are not there, feeds of one outlet that disagree."""
    yield from _twice(raw, "watches", "name")
    yield from _twice(raw, "channels", "name")
    yield from _twice(raw, "feeds", "url")
    yield from _missing_channels(raw)
    yield from _outlets_that_disagree(raw)
    yield from _below_the_floor(raw)


def _entries(raw: dict[str, Any], key: str) -> list[tuple[int, dict[str, Any]]]:
    value = raw.get(key)
    entries = value if isinstance(value, list) else []
    whole = [{"url": entry} if isinstance(entry, str) else entry for entry in entries]  # a feed may be a bare address
    return [(at, entry) for at, entry in enumerate(whole) if isinstance(entry, dict)]


def _names(entries: list[tuple[int, dict[str, Any]]], key: str) -> list[tuple[int, str]]:
    return [(at, entry[key]) for at, entry in entries if isinstance(entry.get(key), str)]


def _twice(raw: dict[str, Any], section: str, key: str) -> Iterator[Found]:
    first: dict[str, int] = {}
    for at, name in _names(_entries(raw, section), key):
        if first.setdefault(name, at) != at:
            yield (section, at, key), f"{name!r} is already {section}[{first[name]}]"


def _missing_channels(raw: dict[str, Any]) -> Iterator[Found]:
    known = {name for _, name in _names(_entries(raw, "channels"), "name")}
    for at, watch in _entries(raw, "watches"):
        named = watch.get("channels")
        for number, name in enumerate(named if isinstance(named, list) else [named]):
            if isinstance(name, str) and name not in known:
                where = ("watches", at, "channels", number) if isinstance(named, list) else ("watches", at, "channels")
                yield where, f"no channel is named {name!r}{suggestion(name, known)}"


def _outlets_that_disagree(raw: dict[str, Any]) -> Iterator[Found]:
    first: dict[str, tuple[int, dict[str, Any]]] = {}
    for at, feed in _entries(raw, "feeds"):
        if not isinstance(feed.get("outlet"), str):
            continue
        before, known = first.setdefault(feed["outlet"], (at, feed))
        for key in OUTLET_KEYS:
            if feed.get(key) != known.get(key):
                yield ("feeds", at, key), f"feeds[{before}] gives the outlet {feed['outlet']!r} another {key}"


def _below_the_floor(raw: dict[str, Any]) -> Iterator[Found]:
    polling = raw.get("polling")
    floor = _duration(polling.get("floor", "1m") if isinstance(polling, dict) else "1m")
    for at, feed in _entries(raw, "feeds"):
        interval = _duration(feed.get("interval"))
        if floor and interval and interval < floor:
            yield ("feeds", at, "interval"), f"below polling.floor, which is {floor.total_seconds():g}s"


def _duration(value: Any) -> timedelta | None:
    try:
        return parse_duration(value)
    except ValueError:
        return None  # reported where the value itself is read
