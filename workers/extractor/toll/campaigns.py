"""Tolls of a campaign, a war, an escalation, which are no strike's: ``حصيلة الحملة``, ``عدد ضحايا الحرب``, ``ضحايا العدوان على غزة``.

``العدوان`` alone may be the strike itself (``ارتفاع حصيلة العدوان على الحي إلى سبعة``): it is a war against a whole country, or by hundreds
of dead.
"""

from __future__ import annotations

from itertools import pairwise

from workers.extractor.tokens import Token
from workers.extractor.toll.marks import is_mark
from workers.extractor.when.timewords import weekdays
from workers.extractor.word_sets import word_set

_NAMED = 4  # words from the toll to whose toll it is (حصيلة ضحايا الحملة, عدد شهداء وجرحى العدوان)
_NATION = 3  # words from العدوان to على
_OF_A_WAR = {"killed": 100, "wounded": 500}
_DAY_NEAR = 6  # words from whose toll it is to the figure
_OF = frozenset("شهدا قتلي ضحايا".split())
_TODAY = frozenset(("اليوم", "يوم"))
_TURNS = word_set("toll.campaigns.turns")


def of_campaign(tokens: tuple[Token, ...], first: int, outcome: str, count: int) -> bool:
    """Is the figure at ``first`` that of a campaign whose toll the sentence tells before it?"""
    for at in range(first - 1, -1, -1):
        if tokens[at].key in _TURNS:
            return False
        if tokens[at].key == "منذ" and any(is_mark(token, "recent") for token in tokens[at + 1 : at + 3]):
            return False  # منذ فجر اليوم
        if is_mark(tokens[at], "toll"):
            return _tells_campaign(tokens, at, count >= _OF_A_WAR.get(outcome, _OF_A_WAR["killed"]))
    return False


def of_a_day(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """``يرفع عدد شهداء اليوم إلى 11``, ``عدد شهداء السبت``: the dead of all strikes of a day."""
    pairs = pairwise(tokens[max(0, first - _DAY_NEAR) : last])
    return any(one.key in _OF and (two.key in _TODAY or two.key in weekdays()) for one, two in pairs)


def _tells_campaign(tokens: tuple[Token, ...], toll: int, many: bool) -> bool:
    for at in range(toll + 1, min(toll + 1 + _NAMED, len(tokens))):
        if is_mark(tokens[at], "strike_cause") or tokens[at].kind != "word":
            return False
        if is_mark(tokens[at], "campaign"):
            return True
        if is_mark(tokens[at], "aggression"):
            on = next((here for here in range(at + 1, min(at + 1 + _NATION, len(tokens) - 1)) if tokens[here].norm == "على"), None)
            return many if on is None else is_mark(tokens[on + 1], "whole_land")
    return False
