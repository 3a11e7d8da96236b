"""How dates, instants, places and strangers' words are written in an alert, in both directions of writing.

Everything that comes from outside is cleaned before it is used: one line, no control characters, no marks that turn the
direction of the text around it. Words that run against the direction of their surroundings are wrapped in U+2068 and
U+2069 (first strong isolate), which the HTML templates turn into ``<bdi>``.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from unicodedata import bidirectional, category
from zoneinfo import ZoneInfo

from monitor.alerts.words import area, phrase, word
from monitor.model import Location, Occurred, Precision, Role, Strike

ISOLATE, END = "\u2068", "\u2069"
AGAINST = {"ar": frozenset({"L"}), "en": frozenset({"R", "AL"})}
SIGNED = re.compile(r"\d[+–-]|[+≤-]\d")  # right-to-left text would move the sign to the number's other side
DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
TIGHT = re.compile(r"\s+")

# The clock of the place that was struck; a country with several zones is given its capital's.
ZONES = {
    "SY": "Asia/Damascus",
    "IQ": "Asia/Baghdad",
    "LB": "Asia/Beirut",
    "PS": "Asia/Gaza",
    "IL": "Asia/Jerusalem",
    "JO": "Asia/Amman",
    "YE": "Asia/Aden",
    "SA": "Asia/Riyadh",
    "AE": "Asia/Dubai",
    "QA": "Asia/Qatar",
    "KW": "Asia/Kuwait",
    "BH": "Asia/Bahrain",
    "OM": "Asia/Muscat",
    "IR": "Asia/Tehran",
    "TR": "Europe/Istanbul",
    "EG": "Africa/Cairo",
    "SD": "Africa/Khartoum",
    "LY": "Africa/Tripoli",
    "SO": "Africa/Mogadishu",
    "AF": "Asia/Kabul",
    "PK": "Asia/Karachi",
}


def clean(text: str, limit: int = 500) -> str:
    """A stranger's words as one harmless line."""
    kept = "".join(" " if category(letter) in ("Cc", "Zl", "Zp", "Cs") else letter for letter in text if letter not in DIRECTION_MARKS)
    line = TIGHT.sub(" ", kept).strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def isolate(text: str, language: str) -> str:
    """The text, wrapped where it holds letters or signs that run against the language around it."""
    turns = any(bidirectional(letter) in AGAINST[language] for letter in text) or (language == "ar" and SIGNED.search(text))
    return f"{ISOLATE}{text}{END}" if turns else text


def day(value: date, language: str, *, weekday: bool = False) -> str:
    name = f"{word('weekday', str(value.weekday()), language)} " if weekday else ""
    return f"{name}{value.day} {word('month', str(value.month), language)} {value.year}"


def instant(value: datetime, zone: str, language: str) -> str:
    """``5 March 2025, 14:30 UTC+3``: nobody has to guess whose clock it is."""
    local = value.astimezone(ZoneInfo(zone))
    comma = "، " if language == "ar" else ", "
    return day(local.date(), language) + comma + isolate(f"{local:%H:%M} {_offset(local)}", language)


def _offset(local: datetime) -> str:
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return "UTC" if not minutes else f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def occurred(value: Occurred | None, language: str, *, weekday: bool = False) -> str:
    """When it happened, never finer than the text says."""
    if value is None or (value.start or value.end) is None:
        return phrase("unknown_date", language)
    start = value.start or value.end
    assert start is not None  # noqa: S101 - one of the two is set, as checked above
    if value.precision is Precision.YEAR:
        return str(start.year)
    if value.precision is Precision.MONTH:
        return f"{word('month', str(start.month), language)} {start.year}"
    if value.precision is Precision.WEEK:
        return f"{phrase('week_of', language)} {day(start, language)}"
    return _days(start, value.end or start, language, weekday) + _time_of_day(value, language)


def _days(start: date, end: date, language: str, weekday: bool) -> str:
    if start == end:
        return day(start, language, weekday=weekday)
    same_month = (start.year, start.month) == (end.year, end.month)
    first, last = str(start.day) if same_month else day(start, language), day(end, language)
    return f"من {first} إلى {last}" if language == "ar" else f"{first} to {last}"


def _time_of_day(value: Occurred, language: str) -> str:
    if not value.time_of_day:
        return ""
    return ("، " if language == "ar" else ", ") + word("time_of_day", clean(value.time_of_day, 40), language)


def struck(strike: Strike) -> list[Location]:
    """The places that were struck, the finest first; where none is marked so, whatever places there are."""
    targets = [place for place in strike.locations if place.role is Role.TARGET]
    return sorted(targets or strike.locations, key=lambda place: place.geo_precision)


def zone_of(strike: Strike) -> str:
    places = struck(strike)
    return ZONES.get(places[0].country, "UTC") if places else "UTC"


def place_name(place: Location, language: str) -> str:
    name = clean(place.name_en or place.name if language == "en" else place.name, 100)
    return isolate(name, language)


def placed(place: Location, language: str) -> str:
    """``near Al-Mayadin (Deir ez-Zor, Syria)``."""
    name = place_name(place, language)
    around = [part for part in (area(place.admin1, language), area(place.country, language)) if part and part != name]
    comma = "، " if language == "ar" else ", "
    lead = {2: phrase("near", language), 3: phrase("somewhere_in", language)}.get(place.geo_precision, "")
    return " ".join(part for part in (lead, name, f"({comma.join(around)})" if around else "") if part)
