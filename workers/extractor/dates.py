"""When the text says that something happened.

Small rules (``dateparts``, ``spans``) read the parts of a date; parts that stand together are joined here into one expression
(فجر اليوم الأربعاء 5 آذار/مارس 2025), and ``resolve`` turns it into days, seen from the instant of publication in the outlet's zone. What
bounds a stretch (منذ, حتى) is marked and does not date an event by itself.

Deliberately no dates: days in names (شارع 26 سبتمبر, هجمات 11 سبتمبر, سوق السبت), scores, unit and telephone numbers, and month names
that are ordinary words (مارس, آب, رمضان) without a number beside them.
"""

from __future__ import annotations

from functools import lru_cache

from workers.extractor.tokens import Mention, Sentence, Token, in_order
from workers.extractor.when import dateparts, feasts, spans
from workers.extractor.when.calendar import DateExpression, begins_month
from workers.extractor.when.occurred import disagrees, resolve
from workers.extractor.when.several import of_saying, resolve_all
from workers.extractor.when.timewords import LOOSE, Fields, Tokens, bare, begins, key, phrases

__all__ = ["DateExpression", "disagrees", "find_dates", "of_saying", "resolve", "resolve_all"]

_RULES = (dateparts.NIGHT, *feasts.RULES, *spans.RULES, *dateparts.RULES)
_MOST_PARTS = 8
_MOST_JOINTS = 2
_SHARED = frozenset({"frame", "future", "night", "time_of_day", "hijri"})  # said twice without contradiction


def find_dates(sentence: Sentence) -> list[Mention[DateExpression]]:
    """Every date expression of the sentence, left to right; none overlaps another."""
    return in_order(sentence, _date_at, _may_open)


def _date_at(sentence: Sentence, at: int) -> Mention[DateExpression] | None:
    """All parts that stand together from ``at``, as one expression."""
    tokens = sentence.tokens
    first = _part(tokens, at)
    if first is None:
        return None
    fields, end, rules = first
    for _ in range(_MOST_PARTS):
        more = _next_part(tokens, end, fields)
        if more is None:
            break
        fields, end, rules = _merged(fields, more[0]), more[1], f"{rules} + {more[2]}"
    return _mention(sentence, at, end, fields, rules)


def _mention(sentence: Sentence, at: int, end: int, fields: Fields, rules: str) -> Mention[DateExpression] | None:
    loose = fields.pop(LOOSE, False)
    dated = any(fields.get(name) is not None for name in ("offset", "weekday", "month", "year", "day")) or fields.get("unit")
    if loose and (not dated or set(fields) == {"day", "month"}):
        return None
    lead = bare(sentence.tokens, at - 1 - (key(sentence.tokens, at - 1) in ("يوم", "نهار")))  # منذ يوم الجمعة
    if lead in ("منذ", "حتي", "لغايه"):
        fields["since" if lead == "منذ" else "until"] = True
    return Mention(DateExpression(**fields), rules, sentence, at, end)


_KINDS = ("offset", "night", "part_of_day", "weekday", "part", "unit", "just_now", "recent", "day_before_story", "ordinal")
_LEADS = spans.LEADS | dateparts.LEADS | feasts.LEADS


@lru_cache(maxsize=65536)
def _may_begin(word: str) -> bool:
    """Can any rule begin with the folded word? Nearly every word is passed over here."""
    plain = word[1:] if word[:1] in ("و", "ف", "ب", "ل") else word
    return word in _LEADS or plain in _LEADS or begins_month(word) or begins(_KINDS, word)


def _may_open(token: Token) -> bool:
    return _may_begin(token.key) if token.kind == "word" else token.kind != "punct"


def _part(tokens: Tokens, at: int) -> tuple[Fields, int, str] | None:
    if not _may_open(tokens[at]):
        return None
    for name, rule in _RULES:
        read = rule(tokens, at)
        if read is not None:
            return read[0], read[1], name
    return None


def _next_part(tokens: Tokens, at: int, fields: Fields) -> tuple[Fields, int, str] | None:
    """The next part that belongs to the same date, behind at most two joining words (يوم, من, في, a bracket)."""
    joints = phrases("joint")
    for joint in range(_MOST_JOINTS + 1):
        if at + joint >= len(tokens):
            return None
        more = _part(tokens, at + joint)
        if more is not None:
            return more if _fits(fields, more[0]) else None
        if (key(tokens, at + joint),) not in joints:
            return None
    return None


def _fits(fields: Fields, more: Fields) -> bool:
    """Two parts are of one date when they say different things of it."""
    doubled = {name for name in fields.keys() & more.keys() - _SHARED if fields[name] != more[name]}
    distance = {"ago", "within", "some"} & {fields.get("frame"), more.get("frame")}
    spelt_time = fields.get("time_of_day") and more.get("time_of_day") and fields["time_of_day"] != more["time_of_day"]
    return not doubled and not distance and not spelt_time and not ("offset" in more and "month" in fields)


def _merged(fields: Fields, more: Fields) -> Fields:
    both = fields | {name: value for name, value in more.items() if value is not False and value is not None}
    if not (LOOSE in fields and LOOSE in more) and (both.keys() & {"offset", "weekday", "unit"} or {"day", "month", "year"} <= both.keys()):
        both.pop(LOOSE, None)
    if fields.get("future") and not more.get("future"):
        both["future"] = True
    return both
