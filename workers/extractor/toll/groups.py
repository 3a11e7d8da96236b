"""One counted group of people: a number with or without its noun, a dual, one person, a bare plural, "others"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from workers.extractor import numbers, numerals
from workers.extractor.numbers import NumberValue
from workers.extractor.tokens import Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.marks import is_given_name
from workers.extractor.when.calendar import begins_month
from workers.extractor.word_sets import word_set

Tokens = tuple[Token, ...]
_OTHERS = {"اخر": 1, "اخري": 1, "اخران": 2, "اخريان": 2, "اخريين": 2, "اخرين": None, "اخرون": None, "اخريات": None}
_ORDINALS = word_set("groups.ordinals")


@dataclass(frozen=True, slots=True)
class Group:
    """One counted group in tokens ``[first, last)``; ``noun`` is what the words call them: ``dead``, ``hurt``, ``person``, ``name`` or
    nothing."""

    first: int
    last: int
    min: int | None
    max: int | None
    vague: bool = False
    group: str = ""
    noun: str = ""
    other: bool = False  # آخرون: beside those said before
    named: bool = False  # a definite person: the one, not one


@lru_cache(maxsize=256)
def group_at(sentence: Sentence, at: int) -> Group | None:
    """The group whose first word is token ``at``: a number with or without its noun, a dual, one person, or a bare plural."""
    tokens = sentence.tokens
    if at >= len(tokens) or tokens[at].kind in ("punct", "latin") or _of_what_kind(tokens, at):
        return None
    mention = numbers.number_at(sentence, at)
    if mention is not None:
        return _counted(tokens, mention.value, at, mention.last)
    return _other(tokens, at) or _plural(tokens, at) or _named(tokens, at) or _by_name(tokens, at)


def _of_what_kind(tokens: Tokens, at: int) -> bool:
    """مركزا عسكريا, مبنى مدني: what the thing before it is like, or whose it is, and nobody who was hurt."""
    if not at or not tokens[at].key.endswith(("ي", "يا")) or tokens[at].key.startswith("و"):
        return False
    before = tokens[at - 1]
    return not vocabulary.definite(before) and numbers.thing_kind(before.key) == "thing"


def _counted(tokens: Tokens, value: NumberValue, at: int, end: int) -> Group | None:
    if value.unit_kind not in ("", "person"):
        return None
    if not value.unit_kind:
        return _bare_number(tokens, value, at, end)
    noun, last = _noun(tokens[value.unit or at]), end
    other = last < len(tokens) and tokens[last].key in _OTHERS
    return Group(at, last + other, value.min, value.max, value.vague, value.group, noun, other)


def _bare_number(tokens: Tokens, value: NumberValue, at: int, end: int) -> Group | None:
    """A number without a known noun: its noun may be unknown (5 صيادلة), be "others", or follow "من"."""
    if end < len(tokens) and tokens[end].key in _OTHERS:
        return Group(at, end + 1, value.min, value.max, value.vague, other=True)
    if (value.vague and value.min is None and not _people_follow(tokens, end)) or _is_day(tokens, at, end):
        return None
    if end < len(tokens) and (tokens[end].key in ("%", ":", "اصابه") or tokens[end].kind in ("number", "latin")):
        return None
    return Group(at, end, value.min, value.max, value.vague)


def _is_day(tokens: Tokens, at: int, end: int) -> bool:
    """الاثنين 18 حزيران: a day of the month."""
    return tokens[at].kind == "number" and end < len(tokens) and tokens[end].kind == "word" and begins_month(tokens[end].key)


def _people_follow(tokens: Tokens, at: int) -> bool:
    return any(vocabulary.has(token, "person") for token in tokens[at : at + 2])


def _noun(token: Token) -> str:
    return next((tag for tag in ("dead", "hurt", "person") if vocabulary.has(token, tag)), "")


def _other(tokens: Tokens, at: int) -> Group | None:
    key = tokens[at].key.removeprefix("و")
    if key in _OTHERS:
        count = _OTHERS[key]
        return Group(at, at + 1, count, count, count is None, other=True)
    return Group(at, at + 1, 1, 1, other=True) if key in _ORDINALS else None


def _plural(tokens: Tokens, at: int) -> Group | None:
    """مدنيين, قتلى, عناصر: some, no number; أطفالهما الثلاثة: the number behind."""
    readings = [form for form in vocabulary.forms(tokens[at]) if form.tags & {"person", "hurt"} and form.number in ("many", "two_or_many")]
    if not readings or numbers.thing_kind(tokens[at].key):
        return None
    named = vocabulary.definite(tokens[at])
    theirs = any(form.pronoun for form in readings)
    count = numerals.definite_unit(tokens, at + 1, two=theirs) if named or theirs else None
    last = at + 1 + (count is not None)
    if count is None and any(form.number == "two_or_many" for form in readings) and _of_both(tokens, last):
        count = 2
    return Group(at, last, count, count, count is None, numbers.group_of(tokens[at]), _noun(tokens[at]), named=named)


_NEAR_BY = 3  # words from the two to what is said of both


def _of_both(tokens: Tokens, at: int) -> bool:
    """``مقتل مقاتلين، نعاهما الحزب``: the pronoun tells that they are two."""
    behind = tokens[at : at + _NEAR_BY]
    return any(token.key.endswith("هما") and len(token.key) > len("هما") + 1 and token.key not in ("بينهما", "منهما") for token in behind)


def _named(tokens: Tokens, at: int) -> Group | None:
    """المواطن فلان, الطفلة فلانة, القيادي البارز: one definite person; المواطنان: two."""
    if not vocabulary.definite(tokens[at]) or _civil(tokens, at):
        return None
    readings = [form for form in vocabulary.forms(tokens[at]) if "person" in form.tags and "nation" not in form.tags]
    counts = {"one": 1, "two": 2}
    found = next((counts[form.number] for form in readings if form.number in counts), None)
    if found is None:
        return None
    return Group(at, at + 1, found, found, group=numbers.group_of(tokens[at]), noun=_noun(tokens[at]), named=True)


def _civil(tokens: Tokens, at: int) -> bool:
    """الدفاع المدني, المطار المدني: the word says what kind of thing, and is nobody."""
    here, before = tokens[at], tokens[at - 1] if at else tokens[at]
    return here.key in ("المدني", "المدنيه") and vocabulary.definite(before) and not vocabulary.has(before, "person")


_ALI_OR_ON = frozenset({"علي", "وعلي"})  # the name and the preposition are folded to the same
_HAND = word_set("groups.hand")


def begins_name(tokens: Tokens, at: int) -> bool:
    """Does a person's name begin at the token (مازن, ومروان, أبو ليث)?"""
    if at + 1 >= len(tokens) or tokens[at].kind != "word" or vocabulary.definite(tokens[at]):
        return False
    if tokens[at].key.removeprefix("و") in ("ابو", "ابي"):
        return tokens[at + 1].kind == "word"
    if tokens[at].key in _ALI_OR_ON and (tokens[at].surface[-1] not in "يی" or _goes_on(tokens[at + 1])):
        return False
    return is_given_name(tokens[at].norm)


def _goes_on(token: Token) -> bool:
    """علي يد, علي الأرض: the preposition, spelt as the name."""
    return token.key in _HAND or vocabulary.definite(token)


def _by_name(tokens: Tokens, at: int) -> Group | None:
    """مازن الحلو: one person, known by name alone."""
    return Group(at, at + 1, 1, 1, noun="name", named=True) if begins_name(tokens, at) else None
