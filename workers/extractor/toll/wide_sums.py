"""Totals that are wider than one strike: of many places, or since another day of the week."""

from __future__ import annotations

from itertools import pairwise

from workers.extractor.tokens import Token
from workers.extractor.toll.causes import NEAR
from workers.extractor.toll.marks import is_mark
from workers.extractor.when.timewords import phrase
from workers.extractor.word_sets import word_set

_AREAS, _DIVERSE = word_set("wide_sums.areas"), word_set("wide_sums.diverse")
_PROVINCES = word_set("wide_sums.provinces")
_TO_THE_PROVINCES = 18  # tokens


def is_wide(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Is the total ``[first, last)`` of many places, or of several provinces?"""
    return _of_many_places(tokens, first) or _over_provinces(tokens, last)


def _of_many_places(tokens: tuple[Token, ...], at: int) -> bool:
    """ارتفع عدد ضحايا القصف على مناطق مختلفة إلى 27: of all of them, whatever place is told next."""
    comma = next((index for index in range(at - 1, -1, -1) if tokens[index].norm in "،,"), -1)
    before = tokens[max(comma + 1, at - NEAR) : at]
    pairs = [{one.key, two.key} for one, two in pairwise(before)]
    wide = any(pair & _AREAS and pair & _DIVERSE for pair in pairs)
    return wide and any(is_mark(token, "strike_cause") for token in before)


def _over_provinces(tokens: tuple[Token, ...], behind: int) -> bool:
    """ارتفع إلى 97 عدد الشهداء جراء القصف على مناطق في محافظات كذا وكذا: of all of them together."""
    caused = False
    for token in tokens[behind : behind + _TO_THE_PROVINCES]:
        caused = caused or is_mark(token, "strike_cause")
        if token.norm in ".؛،":
            return False
        if caused and token.key in _PROVINCES:
            return True
    return False


def since_another_day(tokens: tuple[Token, ...], index: int) -> bool:
    """اليوم الخميس ارتفع عدد الشهداء منذ فجر الثلاثاء: over the days between."""
    since = next((found[0] for at in (index + 1, index + 2) if (found := phrase("weekday", tokens, at))), None)
    others = (found[0] for at in range(len(tokens)) if not index < at <= index + 2 and (found := phrase("weekday", tokens, at)))
    return since is not None and any(other != since for other in others)
