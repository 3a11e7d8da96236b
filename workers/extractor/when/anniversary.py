"""Days told by how many years they are ago: ``الذكرى العاشرة لقصف``, ``مرور عام على``, ``ثلاث سنوات على المجزرة``.

The press writes of an anniversary on the day itself when it says so (``تمر اليوم``, ``يصادف غدا``); else the day is only near.
"""

from __future__ import annotations

from datetime import date, timedelta

from monitor.model import Occurred, Precision
from workers.extractor.numerals import cardinal
from workers.extractor.text import fold
from workers.extractor.when.timewords import Tokens, bare, key, phrase, whole_number
from workers.extractor.word_sets import word_set

_MEMORY = word_set("memory")
MEMORIES = word_set("memory") | {"ذكري", "بذكري", "لذكري"}
_PASSING = frozenset(fold(word) for word in "مرور بمرور مضي".split())
_ONE = frozenset(fold(word) for word in "عام سنة".split())
_TWO = word_set("anniversary.two")
_MANY = word_set("anniversary.many")
_TENS = {
    fold(f"{word}{ending}"): ten for word, ten in (("العشر", 20), ("الثلاث", 30), ("الأربع", 40), ("الخمس", 50)) for ending in ("ين", "ون")
}
_TODAY = word_set("anniversary.today")
_TOMORROW = frozenset(fold(word) for word in "غد غدا".split())
_AROUND = timedelta(days=15)  # within which an anniversary is kept without its day being named


def keeps_memory(tokens: Tokens) -> bool:
    """Do the words name an anniversary? The day that they name is not that of what is remembered."""
    return any(token.key in MEMORIES for token in tokens)


def anniversary(tokens: Tokens, today: date) -> Occurred | None:
    """The day that the words give as so many years ago; ``None`` where they give none."""
    found = next(((at, years) for at in range(len(tokens)) if (years := _years(tokens, at))), None)
    if found is None:
        return None
    at, years = found
    keys = {token.key for token in tokens}
    kept = today + timedelta(days=1) if keys & _TOMORROW else today
    day = kept.replace(year=kept.year - years, day=min(kept.day, 28) if kept.month == 2 else kept.day)
    if keys & (_TODAY | _TOMORROW):
        return Occurred(day, day, Precision.DAY, text=tokens[at].surface)
    return Occurred(day - _AROUND, day + _AROUND, Precision.MONTH, text=tokens[at].surface)


def _years(tokens: Tokens, at: int) -> int | None:
    if bare(tokens, at) in _MEMORY:
        return next((years for skip in (1, 2) if (years := _ordinal(tokens, at + skip))), None)
    passing = key(tokens, at - 1) in _PASSING
    if key(tokens, at) in _TWO | _ONE:
        number, end = (2 if key(tokens, at) in _TWO else 1), at + 1
    else:
        counted = cardinal(tokens, at)
        if counted is None or key(tokens, counted[1]) not in _MANY:
            return None
        number, end = counted[0], counted[1] + 1
    return number if passing or (key(tokens, end) == "علي" and _begins(tokens, at)) else None


def _begins(tokens: Tokens, at: int) -> bool:
    """``ثلاث سنوات على المجزرة`` opens a line; ``حكم عليه بثلاث سنوات على`` does not."""
    return at <= 1 or tokens[at - 1].kind == "punct"


def _ordinal(tokens: Tokens, at: int) -> int | None:
    """``العاشرة``, ``الثالثة عشرة``, ``الثانية والعشرين``, ``الـ22``."""
    if key(tokens, at) == "ال":
        at += 1
    if (number := whole_number(tokens, at)) is not None:
        return number if number < 100 else None
    if key(tokens, at) in _TENS:
        return _TENS[key(tokens, at)]
    found = phrase("ordinal", tokens, at) if at < len(tokens) else None
    if found is None:
        return None
    number, end = int(found[0]), found[1]
    if key(tokens, end) in ("عشر", "عشره"):
        return number + 10
    return number + _TENS.get(bare(tokens, end), 0)
