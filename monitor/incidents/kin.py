"""What outlets call by different names though it may be one thing: event types, culprits, provinces.

These are tables on purpose. A pair that is missing here is a difference that keeps two incidents apart, or a culprit on
which reports are said to differ; a pair too many merges strikes that are not one.
"""

from __future__ import annotations

from monitor.model import EventType

_ANY = frozenset(EventType)
_TYPES: dict[EventType, frozenset[EventType]] = {
    EventType.AIR: frozenset({EventType.AIR, EventType.DRONE, EventType.MISSILE, EventType.UNSPECIFIED}),
    EventType.DRONE: frozenset({EventType.DRONE, EventType.AIR, EventType.MISSILE, EventType.UNSPECIFIED}),
    EventType.MISSILE: _ANY,  # rockets are told as shelling, and a rocket from a plane as an air strike
    EventType.ARTILLERY: frozenset({EventType.ARTILLERY, EventType.MISSILE, EventType.UNSPECIFIED}),
    EventType.NAVAL: frozenset({EventType.NAVAL, EventType.MISSILE, EventType.UNSPECIFIED}),
    EventType.UNSPECIFIED: _ANY,  # "bombardment" says nothing of the means
}

# Who is named for whom: the alliance for its member, the patron for the proxy, the commander for the ally on the ground.
_CAMPS: tuple[frozenset[str], ...] = (
    frozenset({"usa", "coalition", "uk", "france", "jordan"}),
    frozenset({"russia", "syria_gov", "iran", "iran_backed", "hezbollah"}),
    frozenset({"turkey", "sna"}),
    frozenset({"saudi_coalition", "saudi", "uae"}),
    frozenset({"iran", "iran_backed", "hezbollah", "houthis", "iraq_gov"}),
    frozenset({"hts", "opposition", "sna"}),
    frozenset({"palestinian_factions", "hamas", "pij"}),
)
NOBODY = frozenset({"unknown"})

# A town and the province around it are confused every day.
_SISTERS: tuple[frozenset[str], ...] = (
    frozenset({"SY-DI", "SY-RD"}),
    frozenset({"LB-BA", "LB-JL"}),
    frozenset({"LB-JA", "LB-NA"}),
    frozenset({"LB-BI", "LB-BH"}),
    frozenset({"YE-SA", "YE-SN"}),
    frozenset({"PS-GZA", "PS-NGZ", "PS-DEB", "PS-KYS", "PS-RFH"}),
)


def kin_types(event_type: EventType) -> frozenset[EventType]:
    """The event types under which another outlet may tell the same strike."""
    return _TYPES[event_type]


def kin_provinces(admin1: str) -> frozenset[str]:
    """The province, and those that it is confused with."""
    return next((sisters for sisters in _SISTERS if admin1 in sisters), frozenset({admin1}))


def actors_agree(one: frozenset[str], other: frozenset[str]) -> bool | None:
    """Do two sets of culprits name the same hand? ``None`` where either names nobody."""
    one, other = one - NOBODY, other - NOBODY
    if not one or not other:
        return None
    return bool(one & other) or any(one & camp and other & camp for camp in _CAMPS)
