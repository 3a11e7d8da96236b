"""How two sets of target places relate.

``same``      one name, or points within two kilometres
``nested``    one is an area (a desert, a district, what lies around a town) in whose reach the other is, or a quarter or base
              by a town, or a province named like its capital
``near``      two named places within eight kilometres: neighbouring villages of one strike, or of two
``province``  one of them is known no finer than the province, and that agrees
``country``   one of them is known no finer than the country, and that agrees
``elsewhere`` apart
``unknown``   one of them names no target at all

Of several pairs the closest counts: a report that names two towns tells of the strike on either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, hypot, radians

from monitor.incidents.kin import kin_provinces
from monitor.model import Location, Role, Strike

RANKS = ("same", "nested", "near", "province", "country", "elsewhere", "unknown")
_RANK = {name: rank for rank, name in enumerate(RANKS)}
_KM_PER_DEGREE = 111.2
_SAME_KM, _NEAR_KM, _AREA_KM, _BORDER_KM = 2.0, 8.0, 22.0, 12.0
_WHOLES = frozenset({"province", "governorate", "admin1", "country"})
_SETTLEMENTS = frozenset({"city", "town", "village", "camp"})
_AREAS = frozenset({"district", "subdistrict", "area", "region", "desert", "mountain", "mountains", "plain", "countryside", "front"})


def targets(strike: Strike) -> tuple[Location, ...]:
    """The places that were struck."""
    return tuple([location for location in strike.locations if location.role is Role.TARGET])  # a list first: half the time


def key(location: Location) -> tuple[str, str]:
    """What makes two mentions one place."""
    return (location.pcode or location.name, location.admin1 or location.country)


def distance_km(one: Location, other: Location) -> float | None:
    """Kilometres between two places, good enough under a few hundred; ``None`` where a point is missing."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return span_km(one.lat, one.lon, other.lat, other.lon)


def span_km(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Kilometres between two points on a locally flat earth."""
    return _KM_PER_DEGREE * hypot(lat - to_lat, (lon - to_lon) * cos(radians((lat + to_lat) / 2)))


def relate(ones: Iterable[Location], others: Iterable[Location]) -> str:
    """The closest relation between two sets of targets."""
    others = tuple(others)
    closest = len(RANKS) - 1
    for one in ones:
        for other in others:
            closest = min(closest, _RANK[_pair(one, other)])
            if closest == 0:
                return RANKS[0]
    return RANKS[closest]


def neighbours(ones: Sequence[Location], others: Sequence[Location]) -> bool:
    """Other villages nearby? What lies around a village reaches to the next one, and is not in it."""
    where = relate(ones, others)
    villages = all(each.feature in _SETTLEMENTS for each in (*ones, *others))
    return where == "near" or (where == "nested" and villages and not {key(one) for one in ones} & {key(other) for other in others})


def coarse(location: Location) -> bool:
    """Is its point known no finer than the province or the country?"""
    return location.geo_precision >= 3 or location.feature in _WHOLES


def _pair(one: Location, other: Location) -> str:
    if one.country != other.country:
        return "near" if _within(one, other, _BORDER_KM) else "elsewhere"
    if is_place(one) and is_place(other) and (key(one) == key(other) or (one.name == other.name and _provinces_agree(one, other))):
        return "same"
    if coarse(one) or coarse(other):
        return "nested" if one.name == other.name and one.admin1 == other.admin1 else _coarse_pair(one, other)
    return _fine_pair(one, other)


def is_place(location: Location) -> bool:
    """A place with a name of its own, though its point may not be known."""
    return location.feature not in _WHOLES if location.feature else location.geo_precision < 3


def _coarse_pair(one: Location, other: Location) -> str:
    if one.admin1 is None or other.admin1 is None:
        return "country"
    return "province" if _provinces_agree(one, other) else "elsewhere"


def _fine_pair(one: Location, other: Location) -> str:
    distance = distance_km(one, other)
    if distance is None:
        return "province" if _provinces_agree(one, other) else "elsewhere"
    if distance <= _SAME_KM:
        return "same"
    if distance <= max(_reach(one), _reach(other), _NEAR_KM if _is_site_of(one, other) else 0.0):
        return "nested"
    return "near" if distance <= _NEAR_KM else "elsewhere"


def _provinces_agree(one: Location, other: Location) -> bool:
    return one.admin1 is None or other.admin1 is None or other.admin1 in kin_provinces(one.admin1)


def _reach(location: Location) -> float:
    """How far from its point the place may extend, in kilometres."""
    if location.feature in _AREAS:
        return _AREA_KM
    return _NEAR_KM if location.geo_precision == 2 else 0.0


def _is_site_of(one: Location, other: Location) -> bool:
    """A quarter, base or market, and a town that it may be in."""
    return (one.feature in _SETTLEMENTS) != (other.feature in _SETTLEMENTS) and bool(one.feature and other.feature)


def _within(one: Location, other: Location, km: float) -> bool:
    distance = distance_km(one, other)
    return distance is not None and distance <= km and not coarse(one) and not coarse(other)
