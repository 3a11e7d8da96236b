"""What makes an entry the same entry at the next poll: its guid, else its canonical link, else its content.

A guid is believed as it is, but for two habits of real feeds: one guid for every entry (then it identifies nothing), and a
guid that is the link with tracking parameters, different at every poll.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from monitor.canonical import canonical_url


def identity(guid: str, link: str, content: str) -> str:
    """The identity of one entry within its feed."""
    guid = guid.strip()
    if guid.startswith(("http://", "https://")):
        return "guid:" + _short(canonical_url(guid))
    if guid:
        return "guid:" + _short(guid)
    if link:
        return "link:" + _short(canonical_url(link))
    return "hash:" + hashlib.sha256(" ".join(content.split()).encode("utf-8", "replace")).hexdigest()[:32]


def shared_guids(guids: Iterable[str]) -> frozenset[str]:
    """The guids that more than one entry of a feed carries: they tell nothing apart."""
    return frozenset(guid for guid, count in Counter(filter(None, guids)).items() if count > 1)


def _short(text: str) -> str:
    """Long addresses are hashed past what an index takes."""
    if len(text) <= 300:
        return text
    return text[:200] + "#" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
