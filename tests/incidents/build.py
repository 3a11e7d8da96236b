"""Reports in a few words, for tests of merging and deciding: towns by name, instants as ``HH:MM`` of a day in March 2025."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

from monitor.model import (
    Acled,
    Actor,
    Attribution,
    Casualties,
    Count,
    EventType,
    Kind,
    Location,
    Occurred,
    Precision,
    Report,
    Source,
    Strike,
    Target,
)

ZONE = timezone(timedelta(hours=3))
DAY = date(2025, 3, 5)

# name: province, latitude, longitude, precision, feature
TOWNS: dict[str, tuple[str, float, float, int, str]] = {
    "البوكمال": ("SY-DY", 34.453, 40.919, 1, "town"),
    "الهري": ("SY-DY", 34.398, 41.003, 1, "village"),
    "السويعية": ("SY-DY", 34.427, 40.971, 1, "village"),
    "بادية البوكمال": ("SY-DY", 34.40, 40.80, 2, "desert"),
    "الميادين": ("SY-DY", 35.018, 40.450, 1, "town"),
    "دير الزور": ("SY-DY", 35.336, 40.141, 1, "city"),
    "محافظة دير الزور": ("SY-DY", 35.2, 40.4, 3, "province"),
    "القائم": ("IQ-AN", 34.369, 41.09, 1, "town"),
    "سرمين": ("SY-ID", 35.904, 36.726, 1, "town"),
    "النيرب": ("SY-ID", 35.883, 36.737, 1, "village"),
    "أريحا": ("SY-ID", 35.814, 36.610, 1, "town"),
    "جسر الشغور": ("SY-ID", 35.813, 36.317, 1, "town"),
    "كنصفرة": ("SY-ID", 35.652, 36.497, 1, "village"),
    "البارة": ("SY-ID", 35.685, 36.538, 1, "village"),
    "جبل الزاوية": ("SY-ID", 35.70, 36.55, 2, "mountain"),
    "محافظة إدلب": ("SY-ID", 35.93, 36.63, 3, "province"),
    "الأتارب": ("SY-HL", 36.139, 36.830, 1, "town"),
    "منبج": ("SY-HL", 36.528, 37.955, 1, "town"),
    "عين العرب": ("SY-HL", 36.891, 38.353, 1, "town"),
    "دمشق": ("SY-DI", 33.513, 36.292, 1, "city"),
    "المزة": ("SY-DI", 33.503, 36.250, 1, "neighbourhood"),
    "السيدة زينب": ("SY-RD", 33.444, 36.340, 1, "town"),
    "الكسوة": ("SY-RD", 33.356, 36.246, 1, "town"),
    "عين عيسى": ("SY-RA", 36.386, 38.859, 1, "town"),
    "القامشلي": ("SY-HA", 37.052, 41.231, 1, "city"),
    "النبطية": ("LB-NA", 33.378, 35.484, 1, "town"),
    "صور": ("LB-JA", 33.271, 35.203, 1, "town"),
    "عيتا الشعب": ("LB-NA", 33.097, 35.335, 1, "village"),
    "الضاحية الجنوبية": ("LB-JL", 33.853, 35.510, 1, "town"),
    "بعلبك": ("LB-BH", 34.006, 36.211, 1, "town"),
    "صنعاء": ("YE-SA", 15.354, 44.207, 1, "city"),
    "الحديدة": ("YE-HU", 14.798, 42.955, 1, "city"),
    "رأس عيسى": ("YE-HU", 15.125, 42.665, 1, "port"),
    "صعدة": ("YE-SD", 16.940, 43.760, 1, "city"),
    "جباليا": ("PS-NGZ", 31.528, 34.483, 1, "town"),
    "مدينة غزة": ("PS-GZA", 31.505, 34.463, 1, "city"),
    "خان يونس": ("PS-KYS", 31.346, 34.303, 1, "city"),
    "رفح": ("PS-RFH", 31.288, 34.252, 1, "city"),
    "النصيرات": ("PS-DEB", 31.448, 34.392, 1, "camp"),
    "أربيل": ("IQ-AR", 36.191, 44.009, 1, "city"),
    "سنجار": ("IQ-NI", 36.321, 41.866, 1, "town"),
    "مخمور": ("IQ-NI", 35.775, 43.583, 1, "town"),
}
_KINDS = {"air": EventType.AIR, "drone": EventType.DRONE, "missile": EventType.MISSILE, "shelling": EventType.ARTILLERY}
_KINDS |= {"naval": EventType.NAVAL, "strike": EventType.UNSPECIFIED}


def town(name: str) -> Location:
    """A target of the little gazetteer."""
    admin1, lat, lon, precision, feature = TOWNS[name]
    return Location(name, name, admin1[:2], None, admin1, None, lat, lon, precision, feature=feature)


def count(value: int | str | None) -> Count | None:
    """``3``, ``"3-5"``, ``"10+"``, ``"some"``, ``"none"`` or nothing."""
    if value is None or value == "":
        return None
    text = str(value)
    if text in ("none", "some"):
        return Count(0, 0, text, explicit_none=True) if text == "none" else Count(None, None, text, vague=True)
    if text.endswith("+"):
        return Count(int(text[:-1]), None, text, vague=True)
    low, _, high = text.partition("-")
    return Count(int(low), int(high or low), text)


def occurred(day: str | None, hour: str | None = None, precision: str = "day", text: str | None = "اليوم") -> Occurred | None:
    """``5`` is 5 March 2025, ``2025-02-01`` itself, ``3/9`` a span; nothing is no date."""
    if not day:
        return Occurred(None, None, Precision.DAY, hour) if hour else None
    first, _, last = day.partition("/")
    start = _date(first)
    return Occurred(start, _date(last) if last else start, Precision(precision), hour, text)


def _date(text: str) -> date:
    return date.fromisoformat(text) if "-" in text else date(2025, 3, int(text))


def at(instant: str) -> datetime:
    """``HH:MM`` on 5 March 2025, ``D HH:MM`` in that month, or an ISO date with a time."""
    day, _, clock = instant.rpartition(" ")
    hours, minutes = clock.split(":")
    return datetime.combine(_date(day) if day else DAY, datetime.min.time(), ZONE).replace(hour=int(hours), minute=int(minutes))


def strike(
    where: str = "البوكمال",
    *,
    what: str = "air",
    kind: str = "new",
    day: str | None = "5",
    hour: str | None = None,
    precision: str = "day",
    killed: int | str | None = None,
    wounded: int | str | None = None,
    by: str = "",
    attribution: str = "",
    hit: str = "",
    quoting: str = "",
    confidence: float = 0.7,
    earlier: str = "",
    succumbed: int | None = None,
    dated: str | None = "اليوم",
) -> Strike:
    """A strike; ``where``, ``by``, ``hit`` and ``quoting`` may list several with commas."""
    listed = {
        name: tuple(part.strip() for part in text.split(",") if part.strip())
        for name, text in {"where": where, "by": by, "hit": hit, "quoting": quoting}.items()
    }
    return Strike(
        kind=Kind(kind),
        event_type=_KINDS[what],
        acled=Acled("Explosions/Remote violence", "Air/drone strike"),
        occurred=occurred(day, hour, precision, dated),
        locations=tuple(town(name) for name in listed["where"]),
        actors=tuple(Actor(name, name, name) for name in listed["by"]),
        attribution=Attribution(attribution or ("stated" if listed["by"] else "unknown")),
        attributed_by=None,
        targets=tuple(Target(name, name) for name in listed["hit"]),
        casualties=Casualties(count(killed), count(wounded), (earlier,) if earlier else (), succumbed),
        sources=tuple(Source(name, name, name) for name in listed["quoting"]),
        confidence=confidence,
    )


def report(article: str, when: str = "10:00", *args: str, outlet: str = "", copy: str = "", n: int = 0, **fields: Any) -> Report:
    """A report by the outlet of the same name as its article, unless said otherwise."""
    return Report(article, outlet or f"صحيفة {article}", f"https://example.org/{article}", "", at(when), strike(*args, **fields), copy, n)
