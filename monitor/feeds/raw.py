"""A feed as its format gives it, before anything is made of it: strings with their markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


def ends(items: Sequence[T], limit: int) -> Sequence[T]:
    """At most so many items, in their order: of more, both ends, for some feeds have their newest entry at the bottom."""
    return items if len(items) <= limit else [*items[: limit - limit // 2], *items[len(items) - limit // 2 :]]


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One item. ``links`` are in the order in which they are worth following, ``dates`` in which they are worth believing."""

    guid: str = ""
    links: tuple[str, ...] = ()
    title: str = ""
    summary: str = ""
    contents: tuple[str, ...] = ()
    author: str = ""
    dates: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawFeed:
    """One feed. ``malformed`` says that it was read as far as it goes."""

    version: str
    entries: tuple[RawEntry, ...]
    title: str = ""
    ttl: str = ""
    malformed: bool = False
