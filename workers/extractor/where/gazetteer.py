"""The gazetteer: every place that the package knows, by its spelling.

The tables under ``lexicon/places`` are the source. They are read once, on first use, and a row becomes a ``Place`` only when it is
asked for. Names are looked up by a *key*: folded letters, no article before any word, no spaces, so that دير الزور, ديرالزور and
دير زور are one key. What a key may mean in a text (a town, a province, a newspaper) is not decided here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from monitor.errors import LexiconError
from monitor.model import Location, Role
from workers.extractor.text import fold

TABLES = ("countries.tsv", "admin1.tsv", "districts.tsv", "towns_known.tsv", "sites.tsv", "villages.tsv", "towns.tsv")
HERE = Path(__file__).parent.parent / "lexicon" / "places"
_SHORTEST_MISSPELT = 5
_CONFUSED = ("بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "ضظ", "تط", "سص", "قك", "هاي", "ذز")
WIDE = frozenset(("country", "province", "region"))  # features whose coordinates stand for an area, not for a spot
BOXES = {  # south, north, west, east: a place outside its country's box is a slip of the pen
    "SY": (32.2, 37.5, 35.5, 42.5), "IQ": (29.0, 37.5, 38.7, 48.8), "LB": (33.0, 34.8, 35.0, 36.7), "PS": (31.1, 32.7, 34.1, 35.7),
    "IL": (29.4, 33.4, 34.2, 35.9), "JO": (29.1, 33.5, 34.8, 39.4), "YE": (11.9, 19.1, 41.7, 54.7), "SA": (16.0, 32.3, 34.4, 55.8),
    "IR": (24.9, 39.9, 43.9, 63.5), "LY": (19.4, 33.4, 9.2, 25.3), "SD": (8.6, 23.2, 21.7, 39.0), "EG": (21.9, 31.8, 24.6, 37.0),
    "KW": (28.4, 30.2, 46.4, 49.1), "BH": (25.5, 26.4, 50.3, 50.9), "AE": (22.5, 26.5, 51.4, 56.6), "QA": (24.4, 26.3, 50.6, 51.8),
    "OM": (16.4, 26.6, 51.8, 60.0), "TR": (35.7, 42.3, 25.5, 45.0), "SO": (-1.8, 12.1, 40.8, 51.6),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer. ``row`` is its number, which tells places of one name apart."""

    row: int
    name: str
    name_en: str | None
    variants: tuple[str, ...]
    country: str
    admin1: str | None
    pcode: str | None
    district: str | None
    lat: float
    lon: float
    feature: str
    population: int
    source: str

    @property
    def geo_precision(self) -> int:
        """1 where the coordinates are the place's own, 2 where they are its district's, 3 for a province or country."""
        return 3 if self.feature in WIDE else 2 if self.source.endswith(":area") else 1

    @property
    def by_hand(self) -> bool:
        """Was it written by someone who follows the war, or taken over from GeoNames?"""
        return not self.source.startswith("geonames")

    def location(self, mention: str, *, role: Role = Role.TARGET, precision: int | None = None) -> Location:
        """This place as a strike's location."""
        return Location(
            name=self.name, mention=mention, country=self.country, name_en=self.name_en, admin1=self.admin1, pcode=self.pcode,
            lat=self.lat, lon=self.lon, geo_precision=max(self.geo_precision, precision or 1), role=role, feature=self.feature,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows as read, the rows of each key, and for each first word of a name the most words that a name with it has."""

    rows: list[list[str]]
    by_key: dict[str, tuple[int, ...]]
    first_words: dict[str, int]


def bare(word: str) -> str:
    """A folded word without its article."""
    return word[2:] if len(word) > 4 and word.startswith("ال") else word


def key_of(words: Iterable[str]) -> str:
    """The look-up key of folded words."""
    return "".join(bare(word) for word in words)


def key_of_name(name: str) -> str:
    """The look-up key of a name as written in a table."""
    return key_of(fold(name).replace("-", " ").split())


@cache
def tables() -> Tables:
    """The tables, read and indexed."""
    rows = [cells for table in TABLES for cells in _cells(HERE / table)]
    by_key: dict[str, list[int]] = {}
    first_words: dict[str, int] = {}
    for number, cells in enumerate(rows):
        for name in (cells[0], *cells[2].split("|")) if cells[2] else (cells[0],):
            if name and name[0] > "\u0600":
                _enter(name, number, by_key, first_words)
    return Tables(rows, {key: tuple(numbers) for key, numbers in by_key.items()}, first_words)


def _enter(name: str, number: int, by_key: dict[str, list[int]], first_words: dict[str, int]) -> None:
    words = fold(name).replace("-", " ").split()
    stems = [bare(word) for word in words]
    joined = "".join(stems)
    if first_words.get(stems[0], 0) < len(stems):
        first_words[stems[0]] = len(stems)
    keys = {joined}
    if len(stems) > 1:  # written as one word, with and without the inner article
        keys.add(stems[0] + "".join(words[1:]))
        for key in keys:
            first_words.setdefault(key, 1)
    for key in keys:
        known = by_key.setdefault(key, [])
        if number not in known:
            known.append(number)


def _cells(path: Path) -> Iterator[list[str]]:
    if not path.exists():
        raise LexiconError(f"{path.name}: the table is missing")
    lines = iter(path.read_text(encoding="utf-8").split("\n"))
    width = len(next(lines).split("\t"))
    for number, line in enumerate(lines, 2):
        if line and line[0] != "#":
            cells = line.split("\t")
            if len(cells) != width:
                raise LexiconError(f"{path.name}, line {number}: {len(cells)} columns instead of {width}")
            yield cells


@lru_cache(maxsize=4096)
def place(row: int) -> Place:
    """The place of one row."""
    name, name_en, variants, country, admin1, pcode, district, lat, lon, feature, population, source = tables().rows[row]
    return Place(
        row, name, name_en or None, tuple(filter(None, variants.split("|"))), country, admin1 or None, pcode or None, district or None,
        float(lat), float(lon), feature, int(population or 0), source,
    )  # fmt: skip


def named(name: str) -> tuple[Place, ...]:
    """All places that a name in any spelling may mean."""
    return tuple(place(row) for row in tables().by_key.get(key_of_name(name), ()))


@lru_cache(maxsize=1024)
def province(iso: str) -> Place | None:
    """The first-level division of an ISO 3166-2 code."""
    return next((place(row) for row, cells in enumerate(tables().rows) if cells[4] == iso and cells[9] == "province"), None)


@lru_cache(maxsize=256)
def country(iso: str) -> Place | None:
    """The country of an ISO 3166-1 alpha-2 code."""
    return next((place(row) for row, cells in enumerate(tables().rows) if cells[3] == iso and cells[9] == "country"), None)


@cache
def _alike() -> dict[tuple[str, str, int], list[tuple[str, int]]]:
    """The keys of each province by first letter and length: those that one letter may turn into each other are near."""
    out: dict[tuple[str, str, int], list[tuple[str, int]]] = {}
    rows = tables().rows
    for key, numbers in tables().by_key.items():
        for number in numbers:
            if rows[number][9] not in WIDE:
                out.setdefault((rows[number][4], key[0], len(key)), []).append((key, number))
    return out


def spelt_like(name: str, admin1: str) -> Place | None:
    """The place of a province that a name in its very spelling means there, else the one that it may be a slip for."""
    here = [spot for spot in named(name) if spot.admin1 == admin1 and spot.feature not in WIDE]
    return (here[0] if len(here) == 1 else None) if here else misspelt(key_of_name(name), admin1)


@lru_cache(maxsize=8192)
def misspelt(key: str, admin1: str) -> Place | None:
    """The place of a province whose key differs from this one by one letter, if there is exactly one."""
    if len(key) < _SHORTEST_MISSPELT:
        return None
    lengths = (len(key) - 1, len(key), len(key) + 1)
    near = (pair for length in lengths for pair in _alike().get((admin1, key[0], length), ()))
    found = {number for known, number in near if one_letter_off(key, known)}
    return place(found.pop()) if len(found) == 1 else None


def one_letter_off(left: str, right: str) -> bool:
    """Does one letter more or less, two swapped, or one taken for another that looks or sounds like it make the one word the other?

    Any other change of a letter makes another village: الحردانية is not الحمدانية.
    """
    if abs(len(left) - len(right)) > 1 or left == right or left[0] != right[0]:
        return False
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    a, b = left[start:], right[start:]
    if len(left) == len(right):
        return (a[1:] == b[1:] and any(a[0] in group and b[0] in group for group in _CONFUSED)) or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
    return a[1:] == b or a == b[1:]


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def surroundings(lat: float, lon: float, km: float) -> list[Place]:
    """The towns, villages and sites within ``km`` of a point, the most populous first: what a small map of it shows."""
    span = km / 111
    wide = span / max(0.1, math.cos(math.radians(lat)))
    near = [
        place(row)
        for row, cells in enumerate(tables().rows)
        if cells[9] not in WIDE and abs(float(cells[7]) - lat) <= span and abs(float(cells[8]) - lon) <= wide
    ]
    inside = [spot for spot in near if spot.geo_precision == 1 and distance_km(lat, lon, spot.lat, spot.lon) <= km]
    return sorted(inside, key=lambda spot: (-spot.population, distance_km(lat, lon, spot.lat, spot.lon)))


def check() -> list[str]:
    """What is wrong with the tables: twice the same place, a place outside its country, an unknown first-level division."""
    known = {cells[4] for cells in tables().rows if cells[9] == "province"}
    problems: list[str] = []
    seen: dict[tuple[object, ...], str] = {}
    for row in range(len(tables().rows)):
        spot = place(row)
        problems += _problems(spot, known)
        identity = (key_of_name(spot.name), spot.country, spot.admin1, spot.feature in WIDE, round(spot.lat, 1), round(spot.lon, 1))
        if identity in seen:
            problems.append(f"{spot.name} ({spot.admin1}) is there twice: {seen[identity]} and {spot.source}")
        seen[identity] = spot.source
    return problems


def _problems(spot: Place, known: set[str]) -> list[str]:
    out = []
    south, north, west, east = BOXES.get(spot.country, (-90, 90, -180, 180))
    if not (south <= spot.lat <= north and west <= spot.lon <= east):
        out.append(f"{spot.name} ({spot.admin1}) lies outside {spot.country}: {spot.lat}, {spot.lon}")
    if spot.admin1 and spot.admin1 not in known and spot.country in BOXES and spot.country != "TR":
        out.append(f"{spot.name}: unknown first-level division {spot.admin1}")
    if spot.admin1 and not spot.admin1.startswith(spot.country + "-"):
        out.append(f"{spot.name}: {spot.admin1} is not in {spot.country}")
    return out
