"""How a watch names its regions: a code or name, a circle, or a GeoJSON file. Names are resolved by the gazetteer.

A polygon file may hold several areas; each becomes a region of its own. Holes are refused rather than ignored: a watch
that covers less than its file says is as wrong as one that covers more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo

from monitor.config.values import Files, reading
from monitor.errors import UnknownRegion
from monitor.model import Region

HELP = "write a name or code (دير الزور, SY-DY), a circle {lat, lon, radius_km} or {polygon: FILE}"

_LETTER = re.compile("[0-9٠-٩A-Za-z\u00c0-\u024f\u0621-\u063a\u0641-\u064a\u066e-\u06d3]")


def _region(value: Any, info: ValidationInfo) -> tuple[Region, ...]:
    if isinstance(value, str):
        return (_named(value, info),)
    if isinstance(value, dict) and "polygon" in value:
        return _polygon_file(value, reading(info).files)
    if isinstance(value, dict) and "radius_km" in value:
        return (_circle(value),)
    raise ValueError(HELP)


def _named(text: str, info: ValidationInfo) -> Region:
    if not _LETTER.search(text):  # the gazetteer compares letters: to it such a name is none at all
        raise ValueError(f"{text!r} holds no letter that a region is named by; {HELP}")
    try:
        return reading(info).resolve_region(text)
    except UnknownRegion as error:
        raise ValueError(str(error)) from error


def _circle(value: dict[str, Any]) -> Region:
    if not {"lat", "lon", "radius_km"} <= set(value) <= {"lat", "lon", "radius_km", "name"}:
        raise ValueError("a circle has exactly lat, lon, radius_km and, if you like, name")
    lat, lon, radius = (_number(value, key) for key in ("lat", "lon", "radius_km"))
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < radius <= 2000):
        raise ValueError("a circle's lat is -90 to 90, lon -180 to 180, radius_km above 0 and at most 2000")
    return Region(text=str(value.get("name") or f"{radius:g} km around {lat:g}, {lon:g}"), lat=lat, lon=lon, radius_km=radius)


def _number(value: dict[str, Any], key: str) -> float:
    if isinstance(value[key], bool) or not isinstance(value[key], int | float):
        raise ValueError(f"a circle's {key} is a number")  # noqa: TRY004 - pydantic collects ValueError only
    return float(value[key])


def _polygon_file(value: dict[str, Any], files: Files) -> tuple[Region, ...]:
    name = str(value["polygon"])
    if not set(value) <= {"polygon", "name"}:
        raise ValueError("a polygon has exactly polygon (a GeoJSON file) and, if you like, name")
    try:
        rings = list(_rings(json.loads(files.bytes_of(name))))
    except OSError as error:
        raise ValueError(f"the polygon file {name} cannot be read: {error.strerror}") from error
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise ValueError(f"the polygon file {name} is not usable GeoJSON: {error or type(error).__name__}") from error
    if not rings:
        raise ValueError(f"the polygon file {name} holds no Polygon")
    return tuple(Region(text=str(value.get("name") or name), polygon=ring) for ring in rings)


def _rings(shape: dict[str, Any]) -> Iterator[tuple[tuple[float, float], ...]]:
    kind = shape["type"]
    if kind == "FeatureCollection":
        for feature in shape["features"]:
            yield from _rings(feature)
    elif kind == "Feature":
        yield from _rings(shape["geometry"])
    elif kind in ("Polygon", "MultiPolygon"):
        for polygon in [shape["coordinates"]] if kind == "Polygon" else shape["coordinates"]:
            yield _outer_ring(polygon)
    else:
        raise ValueError(f"a {kind} is not an area; use Polygon or MultiPolygon")


def _outer_ring(polygon: list[list[list[float]]]) -> tuple[tuple[float, float], ...]:
    if len(polygon) != 1:
        raise ValueError("polygons with holes are not supported")
    ring = tuple((float(corner[0]), float(corner[1])) for corner in polygon[0])
    if len(ring) < 4:
        raise ValueError("a polygon needs at least four corners, the last equal to the first")
    if not all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring):
        raise ValueError("corners are [longitude, latitude] in degrees")
    return ring


RegionEntry = Annotated[tuple[Region, ...], BeforeValidator(_region)]
