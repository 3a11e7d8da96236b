"""Rules that read distances and clock times: قبل ساعتين, خلال الساعات الماضية, الساعة الرابعة فجرا.

Each takes a sentence's tokens and an index and gives the fields that it read with the index behind them, or ``None``. "After two days"
(بعد يومين من) dates what follows it against the story, so it reads like "two days ago".
"""

from __future__ import annotations

import re

from workers.extractor import numbers
from workers.extractor.numerals import definite_unit
from workers.extractor.when.timewords import Fields, Part, Tokens, bare, frame, key, phrase, whole_number
from workers.extractor.word_sets import word_beginnings, word_set

_AFTER = frozenset(("بعد", "عقب"))
_ONE = frozenset(("واحد", "واحده"))
_ABOUT = word_set("spans.about")
LEADS = word_set("spans.leads")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")


def _moment(tokens: Tokens, at: int) -> Part | None:
    """قبل قليل, منذ ساعات."""
    found = phrase("just_now", tokens, at)
    if found is None or key(tokens, found[1]) == "من":
        return None
    some = {"amount": int(found[0]), "frame": "some"} if found[0] != "-" else {"amount": 1, "frame": "ago"}
    return {"unit": "hour"} | some, found[1]


def _recent(tokens: Tokens, at: int) -> Part | None:
    """قبل أيام: some days, within a week; weeks, within a month."""
    found = phrase("recent", tokens, at)
    return ({"unit": "day", "amount": int(found[0]), "frame": "some"}, found[1]) if found and key(tokens, found[1]) != "من" else None


def _ago(tokens: Tokens, at: int) -> Part | None:
    """قبل ثلاثة أيام, منذ يومين, بعد أسبوعين من."""
    lead = bare(tokens, at)
    after = lead in _AFTER
    if lead not in ("قبل", "منذ") and not after:
        return None
    start = at + 1
    while key(tokens, start) in _ABOUT:
        start += 1
    counted = _duration(tokens, start)
    if counted is None:
        return None
    amount, unit, end = counted
    follows = key(tokens, end) in ("من", "علي", "عن")
    if after != follows or (after and unit in ("hour", "minute")) or (lead == "منذ" and whole_number(tokens, end)):
        return None
    fields: Fields = {"unit": unit, "amount": amount, "frame": "ago"}
    if lead == "منذ" and unit in ("week", "month", "year") and not _struck_then(tokens, at):
        fields["since"] = True
    return fields, end


_BACK = 12  # words from a verb of striking to when it was
_LASTING = word_beginnings("spans.lasting")
_WHICH = word_set("relative")


def _struck_then(tokens: Tokens, at: int) -> bool:
    """``قصفت الطائرات السوق منذ أسبوع`` was a week ago; ``القصف المستمر منذ أسبوع``, ``بلدة يحاصرونها منذ أسبوع`` last for one."""
    if at == 0 or tokens[at - 1].key.startswith(_LASTING):
        return False
    for token in reversed(tokens[max(0, at - _BACK) : at]):
        forms = {reading.form for reading in token.readings if reading.pos == "verb"}
        if token.kind == "punct" or token.key in _WHICH or "imperfect" in forms:
            return False
        if "perfect" in forms:
            return token.has_any(_STRUCK)
    return False


_STRUCK = frozenset(("strike", "hit"))


def _duration(tokens: Tokens, at: int) -> tuple[int, str, int] | None:
    """``(amount, unit, next index)`` of ثلاثة أيام, يومين, شهر."""
    if at >= len(tokens):
        return None
    spelt = numbers.cardinal(tokens, at)
    unit_at = spelt[1] if spelt else at
    found = phrase("unit", tokens, unit_at)
    if found is None:
        return None
    word = tokens[unit_at].key
    if spelt:
        return spelt[0], found[0], found[1]
    if word.endswith(("ين", "ان")) and word not in ("سنين", "الحين"):
        return 2, found[0], found[1]
    if phrase("offset", tokens, found[1]) or phrase("weekday", tokens, found[1]):
        return None  # منذ يوم أمس
    single = word in ("يوم", "اسبوع", "شهر", "عام", "سنه", "ساعه", "دقيقه")
    end = found[1] + (key(tokens, found[1]) in _ONE)  # يوم واحد
    return (1, found[0], end) if single and (end > found[1] or not whole_number(tokens, end)) else None


_WITHIN = word_set("spans.within")


def _within(tokens: Tokens, at: int) -> Part | None:
    """خلال الساعات الماضية, خلال الـ24 ساعة الماضية, في الأيام الأخيرة."""
    lead = bare(tokens, at)
    if lead not in _WITHIN:
        return None
    start = at + 1 + (key(tokens, at + 1) in ("ال", "اخر"))
    amount = whole_number(tokens, start)
    unit_at = start + (amount is not None)
    found = phrase("unit", tokens, unit_at)
    if found is None or found[0] == "minute" or phrase("night", tokens, found[1]):  # خلال ساعات الليلة الماضية
        return None
    word = tokens[unit_at].key
    if amount is None and word.endswith(("ين", "ان")):
        amount = 2
    counted_hours = amount is not None and found[0] == "hour" and key(tokens, at + 1) == "ال"  # خلال الـ 48 ساعة
    last = "اخر" in (lead, key(tokens, at + 1)) or counted_hours
    told, end = frame(tokens, found[1])
    for skip in (1, 2):
        if not told and not last:
            told, end = frame(tokens, found[1] + skip)  # الأيام القليلة الماضية, الساعات الـ24 الماضية
    if amount is None and told:
        amount = whole_number(tokens, found[1] + 1) if key(tokens, found[1]) in ("ال", "الـ") else definite_unit(tokens, found[1])
    if not (told or last) or told.get("frame") == "this" or (amount is None and not _plural(word)):
        return None
    return {"unit": found[0], "amount": amount, "frame": "within"} | ({"future": True} if told.get("future") else {}), max(end, found[1])


def _plural(word: str) -> bool:
    return word.endswith(("ساعات", "ايام", "اسابيع", "اشهر", "شهور", "اعوام", "سنوات"))


def _day_before_the_story(tokens: Tokens, at: int) -> Part | None:
    """غداة مقتل تسعة: what follows was yesterday, seen from the story."""
    found = phrase("day_before_story", tokens, at)
    return ({"offset": -1}, found[1]) if found else None


# ---- the clock -------------------------------------------------------------------------------------------------------


def _clock(tokens: Tokens, at: int) -> Part | None:
    """الساعة 14:30, الساعة الرابعة والنصف, عند الثالثة فجرا."""
    named = bare(tokens, at).removeprefix("ب") in ("الساعه", "لساعه", "ساعه") and bare(tokens, at) != "ساعه"
    start = at + named
    read = _hour(tokens, start, named)
    if read is None:
        return None
    hour, minute, end = read
    if key(tokens, end) == "من":
        end += 1
    told = phrase("part_of_day", tokens, end)
    if told is None and not named and not _zoned(tokens, end):
        return None
    if told is None and named and key(tokens, end - 1) == "من":
        end -= 1
    part = told[0] if told else None
    fields: Fields = {"clock": f"{_on_24(hour, part):02d}:{minute:02d}"}
    return (fields | {"time_of_day": part}, told[1]) if told else (fields, end)


def _zoned(tokens: Tokens, at: int) -> bool:
    return key(tokens, at).startswith("بتوقيت") or (key(tokens, at), key(tokens, at + 1)) == ("ت", "غ") or key(tokens, at) == "بالتوقيت"


def _hour(tokens: Tokens, at: int, named: bool) -> tuple[int, int, int] | None:
    """``(hour, minute, next index)``."""
    digits = _CLOCK.fullmatch(key(tokens, at))
    if digits and (named or ":" in digits[0]):
        hour, minute = int(digits[1]), int(digits[2])
        return (hour, minute, at + 1) if hour < 25 and minute < 60 else None
    plain = whole_number(tokens, at) if named else None
    ordinal = phrase("ordinal", tokens, at)
    if plain is None and (ordinal is None or not (named or bare(tokens, at - 1) in ("عند", "في", "تمام", "حوالي", "نحو"))):
        return None
    hour, end = (plain, at + 1) if plain is not None else (int(ordinal[0]), ordinal[1]) if ordinal else (99, at)
    minute, end = _minutes(tokens, end)
    return (hour, minute, end) if hour <= 24 else None


_FRACTIONS = {"والنصف": 30, "ونصف": 30, "والربع": 15, "وربع": 15, "والثلث": 20, "وثلث": 20}


def _minutes(tokens: Tokens, at: int) -> tuple[int, int]:
    word = key(tokens, at)
    if word in _FRACTIONS:
        return _FRACTIONS[word], at + 1
    spelt = numbers.cardinal(tokens, at + (word == "و")) if word.startswith("و") else None
    if spelt and spelt[0] < 60 and key(tokens, spelt[1]).startswith("دقي"):
        return spelt[0], spelt[1] + 1
    return 0, at


def _on_24(hour: int, part: str | None) -> int:
    if part in ("afternoon", "evening") and hour < 12:
        return hour + 12
    if part in ("night", "before_midnight") and 6 <= hour < 12:
        return hour + 12
    if part == "noon" and hour < 6:
        return hour + 12
    return 0 if hour == 24 or (hour == 12 and part in ("dawn", "night", "after_midnight")) else hour


RULES = (
    ("moments ago", _moment),
    ("some days ago", _recent),
    ("distance", _ago),
    ("stretch of time", _within),
    ("clock time", _clock),
    ("day before the story", _day_before_the_story),
)
