"""Does an incident concern a watch? Policy, in prose.

Only targets count: where a strike was launched from, or what else an article names, fires nothing. A target concerns the watch if
it lies in one of its regions and in none of its exclusions; an incident with several targets needs one such. A target of which
only the province is known lies in its province and country, and in no town, circle or polygon: to ring a town's people for every
strike of the province would teach them not to listen. A town's region reaches five kilometres, or as far as its radius says.
"""

from __future__ import annotations

from monitor.incidents import place
from monitor.model import Incident, Location, Region, Watch

_TOWN_KM = 5.0
_HOMONYM_KM = 30.0  # farther apart, two places of one name are two places
Ring = tuple[tuple[float, float], ...]


def concern(watch: Watch, incident: Incident) -> tuple[str, str] | None:
    """Why the incident is none of the watch's concern: a named reason with its detail, or ``None`` if it is."""
    merged = incident.merged
    if watch.regions and not any(inside(target, watch) for target in place.targets(merged)):
        return ("not_in_region", _named(place.targets(merged)))
    if watch.event_types and merged.event_type not in watch.event_types:
        return ("type_not_watched", merged.event_type.value)
    actors = {actor.id for actor in merged.actors} or {"unknown"}
    if watch.actors and not watch.actors & actors:
        return ("actor_not_watched", ", ".join(sorted(actors)))
    classes = {target.class_ for target in merged.targets}
    if watch.target_classes and not watch.target_classes & classes:
        return ("target_not_watched", ", ".join(sorted(classes)) or "none named")
    return None


def _named(targets: tuple[Location, ...]) -> str:
    return ", ".join(f"{target.name} ({target.admin1 or target.country})" for target in targets) or "no place named"


def inside(target: Location, watch: Watch) -> bool:
    """Does the target lie in a region of the watch, and in none that it excludes?"""
    watched = any(contains(region, target) for region in watch.regions)
    return watched and not any(contains(region, target) for region in watch.exclude)


def contains(region: Region, target: Location) -> bool:
    """Does the place lie in the region?"""
    if region.polygon:
        return _in_polygon(region.polygon, target)
    if region.pcode:
        return (target.pcode or "").startswith(region.pcode)
    if region.place:
        return _at_place(region, target)
    if region.radius_km is not None:
        return _in_circle(region, target, region.radius_km)
    if region.admin1:
        return target.admin1 == region.admin1
    return region.country is not None and target.country == region.country


def _at_place(region: Region, target: Location) -> bool:
    if target.name == region.place and place.is_place(target) and _km(region, target, _HOMONYM_KM) <= _HOMONYM_KM:
        return _belongs(region, target)
    return _in_circle(region, target, region.radius_km or _TOWN_KM)


def _belongs(region: Region, target: Location) -> bool:
    """A namesake in another province is another place."""
    return region.admin1 is None or target.admin1 is None or region.admin1 == target.admin1


def _in_circle(region: Region, target: Location, radius: float) -> bool:
    return not place.coarse(target) and _km(region, target, float("inf")) <= radius


def _km(region: Region, target: Location, missing: float) -> float:
    if region.lat is None or region.lon is None or target.lat is None or target.lon is None:
        return missing
    return place.span_km(region.lat, region.lon, target.lat, target.lon)


def _in_polygon(ring: Ring, target: Location) -> bool:
    if place.coarse(target) or target.lat is None or target.lon is None:
        return False
    return _inside_ring(target.lon, target.lat, ring)


def _inside_ring(x: float, y: float, ring: Ring) -> bool:
    """A ray to the east crosses the ring an odd number of times. GeoJSON repeats the first corner; that adds an edge of no length."""
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1
