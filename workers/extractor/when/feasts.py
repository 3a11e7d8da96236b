"""Dates by what everybody knows: the day of the running month (24 الجاري), seasons of a year, and the two feasts.

The feasts are days of the Hijri calendar: عيد الفطر begins on 1 Shawwal and عيد الأضحى on 10 Dhu al-Hijja. Deliberately left out: العيد
alone, which may be either, and winter, which belongs to two years.
"""

from __future__ import annotations

from workers.extractor.text import fold
from workers.extractor.when.timewords import Fields, Part, Tokens, bare, is_head, is_year, key, phrase, phrases, whole_number
from workers.extractor.word_sets import word_set

LEADS = frozenset({"عيد", "صيف", "خريف", "ربيع"} | {fold(word) for word in ("أول", "ثاني", "ثالث", "رابع", "أولى")})
_FEASTS = {fold("الفطر"): (10, 1), fold("الأضحى"): (12, 10)}  # month, first day
_NTH = {fold(word): number for number, word in enumerate(("أول", "ثاني", "ثالث", "رابع"))}
_DAYS = frozenset(fold(word) for word in ("أيام", "يوم"))
_LAST = 3  # a feast is kept for four days
_EVE = frozenset(fold(word) for word in ("عشية", "ليلة", "وقفة"))
_SEASONS = {fold("ربيع"): "spring", fold("صيف"): "summer", fold("خريف"): "autumn"}
_YEARS = word_set("year")


def day_of_this_month(tokens: Tokens, at: int) -> Part | None:
    """``24 الجاري``, ``السابع من الجاري``, ``7 الشهر الجاري``, ``23 الشهر الماضي``."""
    number, end = whole_number(tokens, at), at + 1
    if number is None:
        found = phrase("ordinal", tokens, at) if tokens[at].kind == "word" else None
        if found is None:
            return None
        number, end = int(found[0]), found[1]
    end += key(tokens, end) == "من"
    month = key(tokens, end) == fold("الشهر")
    end += month
    which = "this" if (key(tokens, end),) in phrases("this") else "last" if month and (key(tokens, end),) in phrases("last") else ""
    if not 1 <= number <= 31 or is_head(tokens, at - 1) or not which:
        return None
    return {"day": number, "unit": "month", "frame": which}, end + 1


def season(tokens: Tokens, at: int) -> Part | None:
    """``صيف 2017``, ``خريف عام 2016``, ``صيف العام الماضي``."""
    name = _SEASONS.get(bare(tokens, at))
    if name is None:
        return None
    end = at + 1 + (key(tokens, at + 1) in _YEARS)
    year = whole_number(tokens, end)
    if year is not None and is_year(year):
        return {"year": year, "part": name}, end + 1
    if end > at + 1 and (key(tokens, end),) in phrases("last"):
        return {"unit": "year", "frame": "last", "part": name}, end + 1
    return None


def feast(tokens: Tokens, at: int) -> Part | None:
    """``أول أيام عيد الفطر``, ``عيد الأضحى الماضي``."""
    nth = _NTH.get(bare(tokens, at))
    start = at if nth is None else at + 1 + (key(tokens, at + 1) in _DAYS)
    known = _FEASTS.get(key(tokens, start + 1)) if key(tokens, start).lstrip("بل") == "عيد" else None
    if known is None or (nth is None and bare(tokens, at - 1) in ("قبل", "بعد", "منذ", "عقب", "حتي", "قبيل")):
        return None
    month, first = known
    eve = nth is None and bare(tokens, at - 1) in _EVE
    fields: Fields = {"month": month, "hijri": True, "day": first + (nth or 0) - eve}
    if nth is None and not eve:
        fields["day2"] = first + _LAST
    year = whole_number(tokens, start + 2 + (key(tokens, start + 2) in _YEARS))
    return fields | ({"year": year, "hijri": True} if year and 1300 <= year <= 1500 else {}), start + 2


RULES = (("day of this month", day_of_this_month), ("season of a year", season), ("a feast", feast))
