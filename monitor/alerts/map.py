"""A small map for a mail, drawn here: the place that was struck, the towns around it, other recent incidents. Pure.

It shows no more than is known. A place known only to its area or province is a ring and not a dot; there are no roads,
rivers or borders, because no data for them is shipped and a wrong line is worse than none. The link to a real map is
beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, radians

from monitor.alerts.canvas import HIGH, Canvas, plain, width_of
from monitor.alerts.phrasing import struck
from monitor.model import Incident, Location

WIDTH, HEIGHT = 960, 560  # shown at half of it, for sharp screens
KM_PER_DEGREE = 111.2
ACROSS = {1: 80.0, 2: 110.0, 3: 300.0}  # kilometres from edge to edge, by how well the place is known
RING = {2: 6.0, 3: 45.0}  # kilometres
SCALES = (100, 50, 20, 10, 5)
DOTS = 40
PALETTE = ((246, 243, 236), (226, 221, 209), (120, 126, 134), (58, 63, 70), (224, 138, 30), (198, 40, 40), (255, 255, 255))
GROUND, GRID, TOWN, INK, OTHER, STRUCK, WHITE = range(7)
Box = tuple[int, int, int, int]
SCALE_BOX: Box = (0, HEIGHT - 70, 280, 70)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point to draw; ``weight`` is what decides whose name is written where two collide: inhabitants, say."""

    name: str
    lat: float
    lon: float
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class View:
    """Where kilometres fall on the canvas: equirectangular, good enough for a few hundred of them."""

    lat: float
    lon: float
    across: float

    @property
    def dots_per_km(self) -> float:
        return WIDTH / self.across

    def at(self, lat: float, lon: float) -> tuple[int, int]:
        east = (lon - self.lon) * KM_PER_DEGREE * cos(radians(self.lat))
        return round(WIDTH / 2 + east * self.dots_per_km), round(HEIGHT / 2 - (lat - self.lat) * KM_PER_DEGREE * self.dots_per_km)

    def away(self, spot: Spot) -> float:
        """How far from the middle, in dots."""
        x, y = self.at(spot.lat, spot.lon)
        return hypot(x - WIDTH / 2, y - HEIGHT / 2)

    def shows(self, spot: Spot) -> bool:
        x, y = self.at(spot.lat, spot.lon)
        return 0 <= x < WIDTH and 0 <= y < HEIGHT


def draw_map(incident: Incident, towns: Iterable[Spot] = (), others: Iterable[Spot] = ()) -> bytes | None:
    """A PNG of the place that was struck, or None where it has no position."""
    place = next((each for each in struck(incident.merged) if each.lat is not None and each.lon is not None), None)
    if place is None or place.lat is None or place.lon is None:
        return None
    view = View(place.lat, place.lon, ACROSS.get(place.geo_precision, ACROSS[3]))
    canvas = Canvas(WIDTH, HEIGHT, PALETTE)
    _draw_grid(canvas, view)
    other_points = [view.at(spot.lat, spot.lon) for spot in others if view.shows(spot)]
    middle = (WIDTH // 2 - 16, HEIGHT // 2 - 16, 32, 32)
    taken = [_draw_place(canvas, view, place), middle, SCALE_BOX, *((x - 14, y - 14, 28, 28) for x, y in other_points)]
    _draw_towns(canvas, view, towns, taken)
    for x, y in other_points:
        _dot(canvas, x, y, 9, OTHER)
    _draw_mark(canvas, view, place)
    _draw_scale(canvas, view)
    return canvas.png()


def _draw_grid(canvas: Canvas, view: View) -> None:
    step = 0.25 if view.across < 200 else 1.0
    for number in range(-8, 9):
        x, _ = view.at(view.lat, (round(view.lon / step) + number) * step)
        _, y = view.at((round(view.lat / step) + number) * step, view.lon)
        canvas.box(x, 0, 2, HEIGHT, GRID)
        canvas.box(0, y, WIDTH, 2, GRID)


def _draw_place(canvas: Canvas, view: View, place: Location) -> Box:
    """The name, under its mark; returns what it covers."""
    name = place.name_en or ""
    wide = width_of(name, 4)
    below = round(RING.get(place.geo_precision, 0) * view.dots_per_km) if place.geo_precision == 2 else 16
    left, top = (WIDTH - wide) // 2, HEIGHT // 2 + below + 10
    canvas.text(left, top, name, STRUCK, 4)
    return left, top, wide, HIGH * 4


def _draw_mark(canvas: Canvas, view: View, place: Location) -> None:
    x, y = WIDTH // 2, HEIGHT // 2
    if place.geo_precision in RING:
        canvas.ring(x, y, round(RING[place.geo_precision] * view.dots_per_km), 5, STRUCK)
    else:
        _dot(canvas, x, y, 13, STRUCK)


def _draw_towns(canvas: Canvas, view: View, towns: Iterable[Spot], taken: list[Box]) -> None:
    """The largest first: a town whose dot would cover what is drawn is left out, a name that finds no room is not written."""
    for spot in sorted(filter(view.shows, towns), key=lambda spot: (-spot.weight, view.away(spot)))[:DOTS]:
        x, y = view.at(spot.lat, spot.lon)
        dot = (x - 8, y - 8, 16, 16)
        if any(_overlap(dot, other) for other in taken):
            continue
        _dot(canvas, x, y, 5, TOWN)
        taken.append(dot)
        name = spot.name.partition(" (")[0]  # the gazetteer tells namesakes apart by their province
        room = next((box for box in _beside(x, y, name) if _is_free(box, taken)), None)
        if room and plain(name):
            canvas.text(room[0], room[1] + 2, name, INK, 3)
            taken.append(room)


def _beside(x: int, y: int, name: str) -> tuple[Box, Box]:
    wide, high = width_of(name, 3), HIGH * 3 + 4
    return (x + 12, y - 12, wide, high), (x - 10 - wide, y - 12, wide, high)


def _is_free(box: Box, taken: list[Box]) -> bool:
    inside = box[0] > 0 and box[1] > 0 and box[0] + box[2] < WIDTH and box[1] + box[3] < HEIGHT
    return inside and not any(_overlap(box, other) for other in taken)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def _dot(canvas: Canvas, x: int, y: int, radius: int, colour: int) -> None:
    canvas.disc(x, y, radius + 3, WHITE)
    canvas.disc(x, y, radius, colour)


def _draw_scale(canvas: Canvas, view: View) -> None:
    length = next(km for km in SCALES if km * view.dots_per_km <= WIDTH / 4)
    wide, bottom = round(length * view.dots_per_km), HEIGHT - 24
    canvas.box(24, bottom, wide, 4, INK)
    canvas.box(24, bottom - 8, 4, 12, INK)
    canvas.box(20 + wide, bottom - 8, 4, 12, INK)
    canvas.text(24, bottom - 36, f"{length} KM", INK, 3)
