"""A region as an operator writes it, resolved: ISO codes, place codes, and names in Arabic or English in any spelling."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache

from monitor.errors import UnknownRegion
from monitor.model import Region
from workers.extractor.text import normalise
from workers.extractor.where.gazetteer import Place, key_of_name, place, tables

_RANK = {"country": 0, "province": 1, "district": 2, "city": 3, "town": 4}
_GENERIC = re.compile(r"^(محافظة|ولاية|منطقة|مدينة|بلدة|قرية|قضاء|مديرية|ناحية|جمهورية|إمارة) (?=\S)")
_GENERIC_EN = re.compile(r"\b(governorate|province|district|city|town|village|region|state|wilayat|muhafazat|emirate of|countryside of)\b")
_ARTICLE_EN = re.compile(r"^(al|ar|as|ash|ad|adh|at|ath|an|az|el|es|er|ed)[ -]+")
_INNER_EN = re.compile(r"[ -](al|ar|as|ash|ad|adh|at|ath|an|az|el|es|er|ed|ez|e)[ -]+")


def find_region(text: str) -> Region:
    """The region that ``text`` means. Raises ``UnknownRegion``, with near matches, where none is known."""
    wanted = " ".join(normalise(text).text.split())
    found = _by_code(wanted) or _by_name(wanted)
    if found is None:
        raise UnknownRegion(text, _near(wanted) or _governorate(wanted))
    return _region(text, found)


def _region(text: str, spot: Place) -> Region:
    if spot.feature == "country":
        return Region(text=text, country=spot.country)
    if spot.feature == "province":
        return Region(text=text, admin1=spot.admin1)
    return Region(text=text, place=spot.name, lat=spot.lat, lon=spot.lon)


def _by_code(wanted: str) -> Place | None:
    code = wanted.upper()
    if not re.fullmatch(r"[A-Z]{2}|[A-Z]{2}-[A-Z0-9]{1,3}|[A-Z]{2,3}\d{1,8}", code):
        return None
    for row, cells in enumerate(tables().rows):
        is_code = (cells[9] == "country" and cells[3] == code) or (cells[9] == "province" and code in (cells[4], cells[5]))
        if is_code or (cells[5] == code):
            return place(row)
    return None


def _governorate(wanted: str) -> tuple[str, ...]:
    """For a place code finer than the gazetteer's: the governorate that it lies in, which can be watched instead."""
    code = wanted.upper()
    return tuple(f"{cells[0]} ({cells[5]})" for cells in tables().rows if cells[5] and code.startswith(cells[5]))


def _by_name(wanted: str) -> Place | None:
    latin = not re.search("[\u0621-\u064a]", wanted)
    rows = _english().get(_english_key(wanted), ()) if latin else _arabic_rows(wanted)
    return min((place(row) for row in rows), key=_prominence, default=None)


def _arabic_rows(wanted: str) -> tuple[int, ...]:
    by_key = tables().by_key
    generic = _GENERIC.match(wanted)
    exact = by_key.get(key_of_name(wanted), ())
    if exact or not generic:
        return exact
    rows = by_key.get(key_of_name(wanted[generic.end() :]), ())
    town = generic.group(1) in ("مدينة", "بلدة", "قرية")
    fitting = tuple(row for row in rows if (tables().rows[row][9] not in ("province", "country")) == town)
    return fitting or rows


def _prominence(spot: Place) -> tuple[int, bool, int, int]:
    return (_RANK.get(spot.feature, 5), not spot.by_hand, -spot.population, spot.row)


def _english_key(name: str) -> str:
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)).lower()
    plain = _GENERIC_EN.sub(" ", re.sub(r"[^a-z0-9 -]", "", plain)).strip()
    plain = _INNER_EN.sub(" ", _ARTICLE_EN.sub("", plain))
    return re.sub(r"([a-z])\1", r"\1", re.sub(r"[^a-z0-9]", "", plain)).replace("ou", "u").replace("ee", "i").removesuffix("h")


@cache
def _english() -> dict[str, tuple[int, ...]]:
    out: dict[str, tuple[int, ...]] = {}
    for row, cells in enumerate(tables().rows):
        for name in {cells[1], *(variant for variant in cells[2].split("|") if variant and variant[0] < "\u0600")}:
            if key := _english_key(name):
                out[key] = (*out.get(key, ()), row)
    return out


def _near(wanted: str) -> tuple[str, ...]:
    latin = not re.search("[\u0621-\u064a]", wanted)
    keys: dict[str, tuple[int, ...]] = _english() if latin else tables().by_key
    close = difflib.get_close_matches(_english_key(wanted) if latin else key_of_name(wanted), keys, n=4, cutoff=0.75)
    names = [(tables().rows[keys[key][0]][1 if latin else 0]) for key in close]
    return tuple(dict.fromkeys(names))
