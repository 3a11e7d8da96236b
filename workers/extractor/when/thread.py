"""Days told from the day that was told just before: ``وفي اليوم التالي``, ``بعد يومين``, ``قبل ذلك بيوم``, ``في الشهر ذاته``.

A story of the past goes on from day to day; none of these words say anything of publication. ``بعد يومين من`` is not among them: it leads
to another event, which stands behind it (``resolve.lagged``).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from monitor.model import Occurred, Precision
from workers.extractor.text import fold
from workers.extractor.tokens import Token
from workers.extractor.word_sets import word_set

_SAME = word_set("same")
_AHEAD = frozenset(fold(word) for word in "التالي التالية".split())
_BACK = frozenset(fold(word) for word in "السابق السابقة".split())
_DAYS = frozenset(fold(word) for word in "اليوم الليلة المساء".split())
_COUNTED = {fold(word): days for word, days in {"يوم": 1, "يومين": 2, "أسبوع": 7, "أسبوعين": 14}.items()}
_NUMBERS = {fold(word): number for number, word in enumerate("ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split(), 3)}
_PRECEDED = word_set("thread.preceded")
_FOLLOWED = word_set("thread.followed")
_WHICH_CAME = {
    fold(word): days for days, words in ((-1, "سبقه سبقها قبله قبلها"), (1, "تلاه تلاها بعده بعدها أعقبه")) for word in words.split()
}
_PLURAL = fold("أيام")
_FROM = frozenset(("من", "علي"))
_THAT = fold("ذلك")
_BEFORE_THAT = 4  # words of قبل يومين من ذلك
_REACH = 10  # words from the beginning of the clause


def told_from(before: Occurred, tokens: Sequence[Token], today: date) -> Occurred | None:
    """The day that the opening of a clause means, seen from the day told before; ``None`` where it says no such thing."""
    keys = [token.key.removeprefix("و") for token in tokens[:_REACH]]
    if (wide := _same_unit(keys, before)) is not None:
        return wide
    days = _distance(keys)
    if days is None or before.start is None or before.precision not in (Precision.DAY, Precision.HOUR):
        return None
    start = before.start + timedelta(days=days)
    end = (before.end or before.start) + timedelta(days=days)
    return None if start > today else replace(before, start=start, end=min(end, today), time_of_day=None, text=None)


def _same_unit(keys: Sequence[str], before: Occurred) -> Occurred | None:
    """``في الشهر ذاته``: the month of the day told before."""
    for at, (unit, same) in enumerate(pairwise(keys)):
        if same in _SAME and unit == fold("الشهر") and before.start is not None:
            first = before.start.replace(day=1)
            numbers = [int(key) for key in keys[max(0, at - 4) : at] if key.isdigit()]
            if numbers and 1 <= numbers[-1] <= monthrange(first.year, first.month)[1]:  # في الـ20 من الشهر نفسه
                return Occurred(first.replace(day=numbers[-1]), first.replace(day=numbers[-1]), Precision.DAY)
            return Occurred(first, first.replace(day=monthrange(first.year, first.month)[1]), Precision.MONTH)
    return None


def names_same_year(tokens: Sequence[Token]) -> bool:
    """``من العام ذاته``, ``من ذات العام``: of the year told before."""
    pairs = [{one.key, two.key} for one, two in pairwise(tokens)]
    return any(pair & _YEARS and pair & (_SAME | {"نفس", "ذات"}) for pair in pairs)


_YEARS = frozenset(fold(word) for word in "العام السنة".split())


def _distance(keys: Sequence[str]) -> int | None:
    """Days on from the day told before, if the words give any."""
    for at, (key, behind) in enumerate(zip(keys, [*keys[1:], ""], strict=True)):
        if key in _DAYS and behind in _SAME | _AHEAD | _BACK:
            return 0 if behind in _SAME else 1 if behind in _AHEAD else -1
        if key in ("نفس", "ذات", _THAT) and behind in _DAYS:
            return 0
        if key in (fold("الذي"), fold("التي")) and keys[at - 1] in _DAYS and behind in _WHICH_CAME:
            return _WHICH_CAME[behind]
        if key in _FOLLOWED:
            return _counted(keys[at + 1 :])
        before = key == fold("قبل")
        if (before or key in _PRECEDED) and (found := _counted(keys[at + 1 :], from_that=before)) is not None:
            return -found
    return None


def _counted(keys: Sequence[str], *, from_that: bool = False) -> int | None:
    """``يوم``, ``ذلك بيومين``, ``يوم من ذلك``: how many; ``None`` where ``من`` leads elsewhere, or ``ذلك`` is asked for and missing."""
    that = keys[:1] == [_THAT]
    rest = [key.removeprefix("ب") for key in (keys[1:] if that else keys)]
    if from_that and not that and not any(pair == ("من", _THAT) for pair in pairwise(keys[:_BEFORE_THAT])):
        return None
    if rest and rest[0] in _COUNTED and not _leads_elsewhere(rest[1:]):
        return _COUNTED[rest[0]]
    if len(rest) > 1 and rest[1] == _PLURAL and not _leads_elsewhere(rest[2:]):
        return _NUMBERS.get(rest[0]) or (int(rest[0]) if rest[0].isdigit() and len(rest[0]) < 3 else None)
    return None


def _leads_elsewhere(keys: Sequence[str]) -> bool:
    return bool(keys) and keys[0] in _FROM and keys[1:2] != [_THAT]
