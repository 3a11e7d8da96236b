"""Rules that read one part of a date: a day, a part of the day, a weekday, a month, a year.

Each takes the tokens and an index and gives the fields of a ``DateExpression`` that it read with the index behind them, or ``None``.
"""

from __future__ import annotations

from workers.extractor import numbers
from workers.extractor.tokens import Token
from workers.extractor.when.calendar import month_at
from workers.extractor.when.timewords import (
    LOOSE,
    Fields,
    Part,
    Tokens,
    bare,
    before_last,
    frame,
    is_head,
    is_year,
    key,
    phrase,
    phrases,
    whole_number,
)
from workers.extractor.word_sets import word_set

# ---- rules: each reads one part of a date ----------------------------------------------------------------------------


_YEAR_LEADS = word_set("year") | {"عامي", "صيف", "شتا", "خريف"}
LEADS = _YEAR_LEADS | {"هذا", "هذه", "شهر"}  # words that a rule may begin with


_NOT_TODAY = word_set("dateparts.not_today")


def _today(tokens: Tokens, at: int) -> Part | None:
    found = phrase("offset", tokens, at)
    if found is None or is_head(tokens, at - 1) or bare(tokens, at - 1).removeprefix("و") in _NOT_TODAY:
        return None
    offset, end = int(found[0]), found[1]
    if offset == 0 and "اليوم" in tokens[end - 1].key and (key(tokens, end),) in phrases("last"):
        return None  # في اليوم السابق
    if offset == 0 and (key(tokens, end) in _NAMED_DAYS or _numbered(tokens, end)):
        return None
    return {"offset": offset, "future": offset > 0}, end


_NAMED_DAYS = word_set("dateparts.named_days")  # اليوم نفسه, اليوم الأسود, اليوم العالمي


def _numbered(tokens: Tokens, at: int) -> bool:
    """اليوم الثالث, اليوم التالي: a day counted from elsewhere. (اليوم الثاني عشر من is one as well.)"""
    return at < len(tokens) and ((tokens[at].key,) in phrases("next") or phrase("ordinal", tokens, at) is not None)


def _last_night(tokens: Tokens, at: int) -> Part | None:
    found = phrase("night", tokens, at)
    return ({"offset": int(found[0]), "time_of_day": "night", "night": True}, found[1]) if found else None


_LEADS = word_set("dateparts.leads")


def _part_of_day(tokens: Tokens, at: int) -> Part | None:
    found = phrase("part_of_day", tokens, at)
    if found is None:
        return None
    name, end = found
    adverb = tokens[at].norm.endswith(("را", "حا", "لا")) or tokens[at].surface.endswith("ً") or tokens[end - 1].norm.endswith("مساء")
    led = end - at > 1 or bare(tokens, at - 1) in _LEADS or tokens[at].key[:2] == "بال"
    fields: Fields = {"time_of_day": name, "night": name == "after_midnight"}
    if not (adverb or (led and tokens[end - 1].key.startswith(("ال", "بال")))):
        fields[LOOSE] = True
    return fields, end


def _weekday(tokens: Tokens, at: int) -> Part | None:
    found = phrase("weekday", tokens, at)
    if found is None or is_head(tokens, at - 1) or _both(tokens, at):
        return None
    fields: Fields = {"weekday": int(found[0])}
    joint = found[1] + (key(tokens, found[1]) in ("-", "–", "—", "/", "الي", "و"))
    second = phrase("weekday", tokens, joint) if joint < len(tokens) else None
    if second and int(second[0]) != fields["weekday"]:
        fields |= {"weekday2": int(second[0]), "night": joint == found[1] or tokens[joint - 1].key in "-–—/"}
        found = second
    if (behind := before_last(tokens, found[1])) is not None:
        return fields | {"frame": "before_last"}, behind
    told, end = frame(tokens, found[1])
    return fields | told, end


_HIS_TWO = ("يه", "يها", "يهم", "يهما")


def _both(tokens: Tokens, at: int) -> bool:
    """الجنديين الاثنين, مرافقيه الاثنين: "both", not Monday."""
    before = key(tokens, at - 1)
    if frame(tokens, at + 1)[0] or not tokens[at].key.endswith("الاثنين"):
        return False  # شبت النيران الاثنين الماضي
    theirs = before.endswith(_HIS_TWO) and any(reading.pos == "noun" and reading.enclitic for reading in tokens[at - 1].readings)
    return theirs or (len(before) > 4 and before.endswith(("ين", "ان")) and before.startswith("ال"))


def _day_number(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """A day of a month in digits or as an ordinal."""
    digits = whole_number(tokens, at)
    if digits is not None:
        return (digits, at + 1) if 1 <= digits <= 31 else None
    if key(tokens, at) == "اول" and month_at(tokens, at + 1) is not None:
        return 1, at + 1  # أول أبريل
    found = phrase("ordinal", tokens, at) if at < len(tokens) and tokens[at].kind == "word" else None
    return (int(found[0]), found[1]) if found else None


def _day_of_month(tokens: Tokens, at: int) -> Part | None:
    day = _day_number(tokens, at)
    if day is None or is_head(tokens, at - 1) or (key(tokens, at - 1) == "ال" and is_head(tokens, at - 2)):
        return None
    fields: Fields = {"day": day[0]}
    end = day[1]
    while (second := _further_day(tokens, end)) and second[0] > fields.get("day2", day[0]):
        fields["day2"], end = second
    while key(tokens, end) in ("من", "شهر", "لشهر", "/", "-", "ل", "\\"):
        end += 1
    if end > day[1] and _unit_of_calendar(tokens, end) and key(tokens, end).endswith("شهر"):
        unit = _unit_of_calendar(tokens, end)
        return (fields | unit[0], unit[1]) if unit else None
    month = month_at(tokens, end)
    if month is None:
        return None
    return _with_year(tokens, fields | {"month": month.number, "hijri": month.hijri}, month.last)


def _further_day(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The next day of a range or list: 3-5, 9 و30, 2 و3 و4."""
    return _day_number(tokens, at + 1) if key(tokens, at) in ("-", "–", "و", "الي", "حتي") else None


def _two_nights_days(tokens: Tokens, at: int) -> Part | None:
    """13/14 حزيران: two neighbouring days of one month."""
    first, _, second = tokens[at].norm.partition("/")
    if not (first.isdigit() and second.isdigit()) or int(second) != int(first) + 1:
        return None
    month = month_at(tokens, at + 1)
    return ({"day": int(first), "day2": int(second), "month": month.number, "hijri": month.hijri}, month.last) if month else None


def _with_year(tokens: Tokens, fields: Fields, at: int) -> Part:
    """The month's year or modifier, where it stands right behind."""
    told, end = frame(tokens, at)
    if told:
        return fields | told, end
    start = at
    while key(tokens, start) in ("من", "،", ",", "-", "/", "ل", "عام", "لعام", "سنه", "لسنه", "العام", "للعام", "("):
        start += 1
    year = whole_number(tokens, start)
    if year is None or not is_year(year):
        return fields, at
    return fields | {"year": year, "hijri": year <= 1500}, start + 1 + (key(tokens, start + 1) in ("م", "ه", "هـ"))


_BEFORE_MONTH = word_set("dateparts.before_month")


def _month(tokens: Tokens, at: int) -> Part | None:
    """A month without a day: named as one (شهر تموز, في تموز), with its year, modifier or second name."""
    start = at + (bare(tokens, at) in ("شهر", "بشهر", "لشهر"))
    month = month_at(tokens, start)
    if month is None or is_head(tokens, at - 1) or (at and tokens[at - 1].kind == "number"):
        return None
    american = _day_then_year(tokens, month.last)
    if american is not None:
        return {"month": month.number} | american[0], american[1]
    fields, end = _with_year(tokens, {"month": month.number, "hijri": month.hijri}, month.last)
    told = end > month.last or start > at or month.last - start > 2
    led = bare(tokens, at - 1) in (("في", "منذ", "خلال") if month.weak and not month.hijri else _BEFORE_MONTH)
    return (fields, end) if told or (led and not (month.weak and month.hijri)) else None


def _day_then_year(tokens: Tokens, at: int) -> Part | None:
    """مارس 5, 2025."""
    day = whole_number(tokens, at)
    year_at = at + 1 + (key(tokens, at + 1) in (",", "،"))
    year = whole_number(tokens, year_at)
    if day is None or not 1 <= day <= 31 or year is None or not 1950 <= year <= 2100:
        return None
    return {"day": day, "year": year}, year_at + 1


def _part_of_unit(tokens: Tokens, at: int) -> Part | None:
    """مطلع تموز, منتصف الشهر الماضي, أواخر عام 2023."""
    found = phrase("part", tokens, at)
    if found is None:
        return None
    named = month_at(tokens, found[1] + (key(tokens, found[1]) == "شهر"))
    if named:
        fields, end = _with_year(tokens, {"month": named.number, "hijri": named.hijri}, named.last)
        return fields | {"part": found[0]}, end
    inner = _year(tokens, found[1]) or _unit_of_calendar(tokens, found[1])
    return (inner[0] | {"part": found[0]}, inner[1]) if inner else None


def _unit_of_calendar(tokens: Tokens, at: int) -> Part | None:
    """الأسبوع الماضي, هذا الشهر, العام الجاري."""
    this = bare(tokens, at) in ("هذا", "هذه")
    found = phrase("unit", tokens, at + this)
    if found is None or found[0] not in ("week", "month", "year") or not _singular(tokens[at + this]):
        return None
    behind = before_last(tokens, found[1])
    told, end = ({"frame": "before_last"}, behind) if behind is not None else frame(tokens, found[1])
    if not told and (this or (at and phrase("part", tokens, at - 1))):
        told = {"frame": "this"}
    return ({"unit": found[0]} | told, end) if told and _the(tokens[at + this]) else None


def _the(token: Token) -> bool:
    return "ال" in token.key[:4] or token.key.startswith("لل")


def _singular(token: Token) -> bool:
    return token.key.endswith(("اسبوع", "شهر", "عام", "سنه")) and not token.key.endswith("اشهر")


def _first_of_year(tokens: Tokens, at: int) -> Part | None:
    """اليوم الأول من عام 2024, أول أيام عام 2024."""
    first = (key(tokens, at), key(tokens, at + 1))
    end = at + 2 if first in (("اليوم", "الاول"), ("اول", "ايام")) else at + 1 if first[0] == "الاول" else None
    if end is None:
        return None
    end += key(tokens, end) == "من"
    year = _year(tokens, end) if bare(tokens, end) in _YEAR_LEADS else None
    return (year[0] | {"day": 1, "month": 1}, year[1]) if year is not None and not year[0].get("hijri") else None


def _year(tokens: Tokens, at: int) -> Part | None:
    """عام 2019, سنة 2020, في 2018."""
    named = bare(tokens, at).lstrip("بل") in _YEAR_LEADS
    if not named and not (bare(tokens, at) in ("في", "منذ", "خلال") and len(key(tokens, at + 1)) == 4):
        return None
    start = at + 1 + (key(tokens, at + 1) == "ال")
    year = whole_number(tokens, start)
    if year is None or not (1950 <= year <= 2100 or (named and 1300 <= year <= 1500)):
        return None
    if not named and numbers.unit_kind(tokens[start + 1] if start + 1 < len(tokens) else tokens[start]):
        return None  # في 2000 منزل
    fields: Fields = {"year": year, "hijri": year <= 1500}
    return fields | ({"since": True} if bare(tokens, at) == "منذ" else {}), start + 1


def _numeric(tokens: Tokens, at: int) -> Part | None:
    """5/3/2025, 2025-03-05, 5 - 3 - 2025, 16/8 (the last only beside a weekday or behind بتاريخ)."""
    token = tokens[at]
    if token.kind != "number":
        return None
    for mark in "/-.":
        pieces = token.norm.split(mark)
        if len(pieces) == 3:
            return _full_date([int(p) for p in pieces], len(pieces[0]) == 4, at + 1)
    two = _two_nights_days(tokens, at)
    if two is not None:
        return two
    if token.norm.count("/") == 1 and token.norm != "24/7":
        day, month = (int(p) for p in token.norm.split("/"))
        led = bare(tokens, at - 1) in ("بتاريخ", "الموافق", "المصادف", "يوم", "تاريخ") and not is_head(tokens, at - 2)
        fields: Fields = {"day": day, "month": month} | ({} if led else {LOOSE: True})
        return (fields, at + 1) if 1 <= day <= 31 and 1 <= month <= 12 else None
    spaced = [whole_number(tokens, i) for i in (at, at + 2, at + 4)]
    if None not in spaced and key(tokens, at + 1) == key(tokens, at + 3) and key(tokens, at + 1) in ("-", "/", "–"):
        return _full_date([piece or 0 for piece in spaced], len(token.norm) == 4, at + 5)
    return None


def _full_date(pieces: list[int], year_first: bool, end: int) -> Part | None:
    year, month, day = pieces if year_first else reversed(pieces)
    year += 2000 if year < 100 else 0
    if month > 12 >= day:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31 and is_year(year)):
        return None
    return {"day": day, "month": month, "year": year, "hijri": year <= 1500}, end


RULES = (
    ("first of a year", _first_of_year),
    ("part of a month or year", _part_of_unit),
    ("numeric date", _numeric),
    ("day of a month", _day_of_month),
    ("part of the day", _part_of_day),
    ("weekday", _weekday),
    ("day from publication", _today),
    ("month", _month),
    ("year", _year),
    ("unit of the calendar", _unit_of_calendar),
)
NIGHT = ("the night before", _last_night)
