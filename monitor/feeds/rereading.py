"""Which entries are read again because their outlet has rewritten them at the same address. Pure: the time comes in.

Policy:

- A feed shows it by another title, another summary or a later date of the entry. Then the page is fetched once more; a page that
  has not changed after all leaves nothing behind.
- An entry is known by its identity; under another one by its address, where the feed gives that address once: some feeds make a new guid
  of every edit.
- For a day and a half after an entry was first seen: a live page ends with its day, a rising toll is told anew by then.
- A polling interval after the last reading at the earliest, and ever more rarely: at ten minutes, seventy times at most.
- What more than half of a feed's entries do at one poll (stamping all with the present, showing how long ago each was, counting
  readers) is a habit of the feed and no news: then only those with another title are believed, and if half of the titles change,
  too, none.

It misses on purpose: pages that are rewritten while their feed says nothing of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

WITHIN = timedelta(hours=36)
OFTEN = 12  # readings, after which the gap grows by its own length, and again after as many
_FEW = 3  # so many entries at once are no habit
_UNSTORABLE = re.compile("[\x00\ud800-\udfff\ufffd]")  # characters that a database may have replaced


class Words(Protocol):
    """What a feed says of an entry."""

    @property
    def identity(self) -> str: ...
    @property
    def canonical_url(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def updated(self) -> datetime | None: ...


W = TypeVar("W", bound=Words)


class ReadBefore(Words, Protocol):
    """An entry whose page was read: its words at that time, and when."""

    @property
    def seen_at(self) -> datetime: ...
    @property
    def read_at(self) -> datetime | None: ...
    @property
    def readings(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Change(Generic[W]):
    known: ReadBefore
    found: W
    title: bool


def rewritten(known: Iterable[ReadBefore], found: Sequence[W], now: datetime, gap: timedelta) -> list[tuple[str, datetime, W]]:
    """The entries that were rewritten: by which identity each was known, from when it is to be read again, and what the feed says now.

    ``known`` were read before, ``found`` is what the feed says now, ``gap`` how often it is asked.
    """
    listed = [(entry, words) for entry, words in _paired(known, found) if words is not None]
    changes = [change for entry, words in listed if (change := _change(entry, words))]
    return [
        (change.known.identity, max(now, _rested(change.known, now, gap)), change.found)
        for change in _believed(changes, len(listed))
        if now - change.known.seen_at <= WITHIN
    ]


def _paired(known: Iterable[ReadBefore], found: Sequence[W]) -> Iterable[tuple[ReadBefore, W | None]]:
    by_identity = {words.identity: words for words in found}
    addresses = Counter(words.canonical_url for words in found)
    by_address = {words.canonical_url: words for words in found if addresses[words.canonical_url] == 1}
    return [(entry, by_identity.get(entry.identity) or by_address.get(entry.canonical_url)) for entry in known]


def _change(known: ReadBefore, found: W) -> _Change[W] | None:
    title = _plain(known.title) != _plain(found.title)
    later = bool(known.updated and found.updated and found.updated > known.updated)
    return _Change(known, found, title) if title or later or _plain(known.summary) != _plain(found.summary) else None


def _plain(text: str) -> str:
    return " ".join(_UNSTORABLE.sub(" ", text).split())


def _believed(changes: Sequence[_Change[W]], of: int) -> Sequence[_Change[W]]:
    for some in (changes, [change for change in changes if change.title]):
        if len(some) <= max(of / 2, _FEW):
            return some
    return ()


def _rested(known: ReadBefore, now: datetime, gap: timedelta) -> datetime:
    """A reading in the future is one before the clock was set back."""
    return min(known.read_at or known.seen_at, now) + gap * (1 + known.readings // OFTEN)
