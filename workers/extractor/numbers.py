"""Numbers as Arabic news writes them: digits, words to the millions, ranges, bounds and vague amounts.

A number is read whole (خمسة وعشرون, 12 ألفا, ثلاثمئة وأربعة), then the words that bend it are taken in: bounds before it (ما لا يقل عن)
or behind the thing it counts (23 مدنيا على الأقل), approximations, ranges. What is counted is named where it stands next to the number,
so that a number of raids, hours or houses is never one of people. Duals and singulars of people (قتيلين, مدني) are numbers as well.

Deliberately not numbers: words with ``ال`` (الثلاثة, and with them the weekdays), ordinals, fractions, dates and clock times.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from workers.extractor.bounds import NumberValue, bent, heads, qualifier, qualifier_after
from workers.extractor.counted import GROUPS, group_among, group_of, thing_kind, things, unit_kind
from workers.extractor.numerals import (
    Numeral,
    after_and,
    begins_numeral,
    cardinal,
    conjoined,
    definite_numeral,
    kind_at,
    numeral,
    spelt_number,
)
from workers.extractor.tokens import Mention, Sentence, Token, in_order
from workers.extractor.toll import vocabulary
from workers.extractor.toll.construct import names_a_group, two_of
from workers.extractor.toll.marks import is_mark
from workers.extractor.word_sets import word_set

__all__ = [
    "GROUPS",
    "NumberValue",
    "cardinal",
    "conjoined",
    "find_numbers",
    "group_of",
    "may_begin",
    "number_at",
    "thing_kind",
    "unit_kind",
]

# ---- numbers with their words ----------------------------------------------------------------------------------------


def find_numbers(sentence: Sentence) -> list[Mention[NumberValue]]:
    """Every number of the sentence from left to right; none overlaps another."""
    return in_order(sentence, number_at)


@lru_cache(maxsize=256)
def number_at(sentence: Sentence, at: int) -> Mention[NumberValue] | None:
    """The number whose first word (its qualifier, if it has one) is token ``at``."""
    tokens = sentence.tokens
    if at >= len(tokens) or (tokens[at].kind != "number" and not may_begin(tokens[at].key)):
        return _people_number(sentence, at) if at < len(tokens) and tokens[at].kind == "word" else None
    bound, start = qualifier(tokens, at)
    between = _between(tokens, start)
    numeral = between or (_range(tokens, start) if start < len(tokens) else None) or (definite_numeral(tokens, start) if bound else None)
    if numeral is None or _part_of_another(tokens, numeral):
        return _people_number(sentence, at) if not bound else _two_bounded(sentence, at, bound, start)
    value = bent(_value(numeral), bound)
    value, end = _counted(tokens, value, numeral)
    after, behind = qualifier_after(tokens, end)
    if after:
        value, end = bent(value, after.removesuffix("_after")), behind
    return Mention(value, _rule(numeral, bound or after), sentence, at, end)


def _two_bounded(sentence: Sentence, at: int, bound: str, first: int) -> Mention[NumberValue] | None:
    """ما لا يقل عن شخصين: a dual behind its bound."""
    two = _people_number(sentence, first) if first < len(sentence.tokens) else None
    if two is None or two.value.min != 2:
        return None
    return Mention(bent(two.value, bound), f"{two.rule}, {bound}", sentence, at, two.last)


def _rule(numeral: Numeral, bound: str) -> str:
    kind = "range" if numeral.low != numeral.high else "number"
    name = "vague amount" if numeral.vague else f"{kind} in {'words' if numeral.spelt else 'digits'}"
    return f"{name}, {bound.removesuffix('_after')}" if bound else name


def _value(numeral: Numeral) -> NumberValue:
    if numeral.vague:
        return NumberValue(numeral.low or None, None, exact=False, vague=True)
    return NumberValue(numeral.low, numeral.high, exact=numeral.low == numeral.high)


@lru_cache(maxsize=65536)
def may_begin(word: str) -> bool:
    """May a number, in words, begin with the folded word? People in the singular and dual aside."""
    return word in ("من", "ما", "بين", "وبين") or bool(heads(word)) or begins_numeral(word)


def _between(tokens: tuple[Token, ...], at: int) -> Numeral | None:
    """ما بين 10 و15, بين خمسة وسبعة."""
    start = at + 1 if at < len(tokens) and tokens[at].key == "ما" else at
    if start >= len(tokens) or tokens[start].key not in ("بين", "وبين"):
        return None
    low = spelt_number(tokens, start + 1) if start + 1 < len(tokens) else None
    if low is None:
        return None
    behind = after_and(tokens, low[1])
    if behind is None and low[1] < len(tokens) and tokens[low[1]].key in ("الي", "-", "–"):
        behind = low[1] + 1
    high = spelt_number(tokens, behind) if behind is not None and behind < len(tokens) else None
    if high is None or high[0] <= low[0]:
        return None
    return Numeral(low[0], high[0], at, high[1])


_RANGE_MARKS = frozenset({"-", "–", "—", "الي", "او", "حتي"})


def _range(tokens: tuple[Token, ...], at: int) -> Numeral | None:
    """A number, and the second one of a range (3-5, من 20 إلى 30, خمسة أو ستة)."""
    start = at + 1 if tokens[at].key == "من" and at + 1 < len(tokens) else at
    first = numeral(tokens, start)
    if first is None or (start > at and first.vague):
        return None
    mark = first.last
    second = None
    if not first.vague and mark + 1 < len(tokens) and tokens[mark].key in _RANGE_MARKS:
        second = spelt_number(tokens, mark + 1)
    if second is None or second[0] <= first.low or (tokens[mark].key in "-–—" and second[0] > 100 * max(first.low, 1)):
        return first if start == at else None
    return replace(first, high=second[0], first=at, last=second[1])


def _part_of_another(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Half of a date, or of a decimal fraction as agencies write it (6ر3)."""
    end, before = numeral.last, numeral.first - 1
    if before >= 0 and tokens[before].key == "ر" and tokens[before - 1].kind == "number":
        return True
    if not numeral.vague and tokens[end - 1].kind == "number" and end + 1 < len(tokens):
        return tokens[end].key in ("/", "ر") and tokens[end + 1].kind == "number"
    return False


# ---- what is counted -------------------------------------------------------------------------------------------------


def _counted(tokens: tuple[Token, ...], value: NumberValue, numeral: Numeral) -> tuple[NumberValue, int]:
    """The value with the word that it counts, and where it ends."""
    at = numeral.last
    while at < len(tokens) and tokens[at].key in (")", "("):
        at += 1
    if at < len(tokens) and tokens[at].key == "من" and not numeral.vague:
        at += 1
    elif tokens[numeral.last - 1].key.startswith("واحد"):
        return value, numeral.last  # سيارة واحدة: the word for one follows what it counts
    if at >= len(tokens) or tokens[at].kind != "word":
        return value, numeral.last
    kind = unit_kind(tokens[at])
    among = at > numeral.last and (tokens[at].key in ("عاءله", "عايله", "اسره") or is_mark(tokens[at], "member_of"))
    if not kind or _set_apart(tokens[at]) or (among and kind != "person") or _is_a_day(tokens[at]):
        return value, numeral.last  # تسعة من عائلة واحدة are not nine families, خمسة من القاعدة no bases, استشهد خمسة اليوم no days
    return replace(value, unit=at, unit_kind=kind, group=group_of(tokens[at])), at + 1


def _is_a_day(token: Token) -> bool:
    """خمسة اليوم, 12 آب: the day of it; آب is spelt apart from the father (أب)."""
    return token.key in _TODAY or token.surface == "آب"


def _set_apart(token: Token) -> bool:
    """ثلاثة بالغارة, 30 والجرحى: what has a preposition or "and" on it is not counted."""
    key = token.key
    if key.startswith(("بال", "لل", "كال", "وبال", "ولل")):
        return True
    return key[:1] in ("ب", "ل", "و", "ف") and not vocabulary.known(key) and key not in things()


_TODAY = word_set("numbers.today")
_NOBODY = word_set("numbers.nobody")


def _people_number(sentence: Sentence, at: int) -> Mention[NumberValue] | None:
    """A dual or singular person: قتيلين is two, طفلة is one. Definite words are persons already known, not a number."""
    token = sentence.tokens[at]
    if two_of(sentence.tokens, at):
        value = NumberValue(2, 2, unit=at, unit_kind="person", group=group_among(vocabulary.forms_of(_without_dual(token.key))))
        return Mention(value, "dual of persons", sentence, at, at + 1)
    readings = [form for form in vocabulary.forms(token) if "person" in form.tags]
    if not readings or vocabulary.definite(token) or thing_kind(token.key) or names_a_group(sentence.tokens, at):
        return None
    if token.key.removeprefix("و") in _NOBODY and not token.surface.endswith("ً"):
        return None
    number, end = _said_number(readings), at + 1
    if number is None and _vocalised_dual(token) and any(form.number == "two_or_many" for form in readings):
        number = 2
    word = kind_at(sentence.tokens, end)
    if word is not None and word in (("unit", 1), ("unit", 2)) and not conjoined(sentence.tokens[end]) and not _in_the_teens(sentence, end):
        number, end = word[1], end + 1  # شخصين اثنين, مدنيين اثنين
    if number is None:
        return None
    value = NumberValue(number, number, unit=at, unit_kind="person", group=group_of(token))
    after, behind = qualifier_after(sentence.tokens, end)
    if after:
        value, end = bent(value, after.removesuffix("_after")), behind
    return Mention(value, "dual of persons" if number == 2 else "one person", sentence, at, end)


def _in_the_teens(sentence: Sentence, at: int) -> bool:
    """جثامين اثني عشر شخصا: the unit of another number."""
    return at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].key in ("عشر", "عشره")


def _without_dual(key: str) -> str:
    """The word for one of two: معلما to معلم, معلمتي to معلمة."""
    return key[:-2] + "ه" if key.endswith(("تا", "تي")) and not vocabulary.forms_of(key[:-1]) else key[:-1]


def _vocalised_dual(token: Token) -> bool:
    """مدنيَين, هندييْن: the written vowel tells the dual."""
    written = token.surface.replace("ّ", "")
    written = written.replace("ی", "ي")
    return "َي" in written or "يْن" in written


def _said_number(readings: list[vocabulary.Form]) -> int | None:
    numbers = {form.number for form in readings}
    if numbers & {"many", "two_or_many"}:
        return None
    return 2 if numbers == {"two"} else 1 if "one" in numbers else None
