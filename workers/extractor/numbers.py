"""Numbers as Arabic news writes them: digits, words to the millions, ranges, bounds and vague amounts.

A number is read whole (خمسة وعشرون, 12 ألفا, ثلاثمئة وأربعة), then the words that bend it are taken in: bounds before it (ما لا يقل عن)
or behind the thing it counts (23 مدنيا على الأقل), approximations, ranges. What is counted is named where it stands next to the number,
so that a number of raids, hours or houses is never one of people. Duals and singulars of people (قتيلين, مدني) are numbers as well.

Deliberately not numbers: words with ``ال`` (الثلاثة, and with them the weekdays), ordinals, fractions, and what stands in a date, a clock
time or an age.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from workers.extractor import lexicon, vocabulary
from workers.extractor.text import fold
from workers.extractor.tokens import Mention, Sentence, Token, key_variants

_LARGEST = 10**9
_PHRASE = 5  # words of the longest qualifier


@dataclass(frozen=True, slots=True)
class NumberValue:
    """A number as said. ``max`` is None where no upper bound is said, both are None for "some".

    ``unit`` is the token index of the counted word, ``unit_kind`` what it is: ``person``, ``time``, ``strike``, ``thing``, ... or empty.
    """

    min: int | None
    max: int | None
    exact: bool = True
    approx: bool = False
    vague: bool = False
    unit: int | None = None
    unit_kind: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class _Numeral:
    """A bare number in tokens ``[first, last)``; a vague word gives only its least value."""

    low: int
    high: int | None
    first: int
    last: int
    vague: bool = False
    spelt: bool = False


# ---- words -----------------------------------------------------------------------------------------------------------


@cache
def _words() -> dict[str, tuple[str, int]]:
    """Numeral words: folded spelling to (kind, value)."""
    found: dict[str, tuple[str, int]] = {}
    for _, (kind, value, spellings) in lexicon.table("numbers.tsv"):
        if value != "-" and kind != "vague":
            found.update({fold(word): (kind, int(value)) for word in spellings.split()})
    return found


@cache
def _vague() -> dict[str, int]:
    rows = (cells for _, cells in lexicon.table("numbers.tsv") if cells[0] == "vague")
    return {fold(word): int(value) for _, value, spellings in rows for word in spellings.split()}


@cache
def _qualifiers() -> dict[tuple[str, ...], str]:
    rows = (cells for _, cells in lexicon.table("numbers.tsv") if cells[1] == "-")
    return {tuple(fold(p) for p in phrase.split("_")): kind for kind, _, spellings in rows for phrase in spellings.split()}


@cache
def _things() -> dict[str, str]:
    rows = (cells for _, cells in lexicon.table("things.tsv"))
    return {fold(word): kind for kind, spellings in rows for word in spellings.split() if kind != "age"}


@lru_cache(maxsize=65536)
def thing_kind(key: str) -> str:
    """What a counted word is when it is not a person: ``time``, ``measure``, ``strike``, ``weapon``, ``thing``; else empty."""
    things = _things()
    return next((things[variant] for variant in key_variants(key) if variant in things), "")


@lru_cache(maxsize=65536)
def _numeral_word(key: str) -> tuple[str, int] | None:
    """The numeral that a folded word is, conjunction and preposition taken off, but never ``ال``."""
    if vocabulary.is_definite(key) and key not in _words():
        return None
    bare = [key, *([key[1:]] if key[:1] in ("و", "ف", "ب", "ل") and len(key) > 3 else [])]
    if key[:1] in ("و", "ف") and key[1:2] in ("ب", "ل") and len(key) > 4:
        bare.append(key[2:])
    return next((_words()[word] for word in bare if word in _words()), None)


def _conjoined(token: Token) -> bool:
    return token.key == "و" or (token.key.startswith("و") and token.key not in _words())


# ---- bare numbers ----------------------------------------------------------------------------------------------------


def _digits(token: Token) -> int | None:
    """The value of a token of digits; None for dates, times and decimal fractions."""
    if token.kind != "number" or any(mark in token.norm for mark in "/:-"):
        return None
    plain = token.norm.replace(",", "")
    if "." in plain:
        whole, _, thousandths = plain.partition(".")
        if len(thousandths) != 3 or whole == "0":
            return None
        plain = whole + thousandths
    return int(plain) if len(plain) <= 9 and plain.isdigit() else None


def _below_hundred(tokens: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    """``(value, next index)`` of units, teens and tens from ``at``."""
    word = _kind(tokens, at)
    if word is None or word[0] not in ("unit", "ten", "tens"):
        return None
    kind, value = word
    if kind != "unit":
        return value, at + 1
    following = _kind(tokens, at + 1)
    if following == ("ten", 10) and not _conjoined(tokens[at + 1]):
        return value + 10, at + 2
    behind = _after_and(tokens, at + 1)
    tens = _kind(tokens, behind) if behind is not None else None
    if behind is not None and tens and tens[0] == "tens":
        return value + tens[1], behind + 1
    return value, at + 1


def _below_thousand(tokens: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    word, following = _kind(tokens, at), _kind(tokens, at + 1)
    if word and word[0] == "hundred":
        value, end = word[1], at + 1
    elif word and word[0] == "unit" and 3 <= word[1] <= 9 and following == ("hundred", 100):
        value, end = word[1] * 100, at + 2
    else:
        return _below_hundred(tokens, at)
    behind = _after_and(tokens, end)
    rest = _below_hundred(tokens, behind) if behind is not None else None
    return (value + rest[0], rest[1]) if rest else (value, end)


def _spelt_number(tokens: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    """``(value, next index)`` of a number that starts at ``at`` in digits or words, with its thousands and millions."""
    start = _scale(tokens, at) or _counted_scale(tokens, at)
    if start is None:
        return None
    value, end = start
    while value < _LARGEST:
        behind = _after_and(tokens, end)
        more = (_scale(tokens, behind) or _counted_scale(tokens, behind)) if behind is not None else None
        if more is None or value < 1000 or more[0] >= _size(value):
            return value, end
        value, end = value + more[0], more[1]
    return value, end


def _size(value: int) -> int:
    """The smallest scale in a number: what may still be added must be smaller."""
    return 1_000_000 if value % 1_000_000 == 0 else 1000 if value % 1000 == 0 else 1


def _scale(tokens: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    """ألف, ألفين, مليون by themselves. A bare plural (آلاف) is vague, not a number."""
    word = _kind(tokens, at)
    if word is None or word[0] not in ("thousand", "million") or _vague_value(tokens[at]) is not None or tokens[at].key.endswith("ملايين"):
        return None
    return word[1], at + 1


def _counted_scale(tokens: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    """A number below a thousand, or digits, with the thousand or million that it multiplies."""
    if at >= len(tokens):
        return None
    digits = _digits(tokens[at])
    base = (digits, at + 1) if digits is not None else _below_thousand(tokens, at)
    if base is None:
        return None
    scale = _kind(tokens, base[1])
    if scale and scale[0] in ("thousand", "million") and not _conjoined(tokens[base[1]]) and scale[1] in (1000, 10**6):
        return base[0] * scale[1], base[1] + 1
    return base


def _kind(tokens: tuple[Token, ...], at: int) -> tuple[str, int] | None:
    return _numeral_word(tokens[at].key) if at < len(tokens) and tokens[at].kind == "word" else None


def _after_and(tokens: tuple[Token, ...], at: int) -> int | None:
    """Where the number behind "and" starts, whether the conjunction is attached or stands alone."""
    if at >= len(tokens) or not _conjoined(tokens[at]):
        return None
    return at + 1 if tokens[at].key == "و" else at


def _vague_value(token: Token) -> int | None:
    if token.kind != "word":
        return None
    words = _vague()
    return next((words[variant] for variant in key_variants(token.key) if variant in words), None)


_SOME = frozenset({"بعض", "عده", "بضع", "بضعه"})


def _numeral(tokens: tuple[Token, ...], at: int) -> _Numeral | None:
    spelt = _spelt_number(tokens, at)
    if spelt is not None and spelt[0] < _LARGEST:
        again = _spelt_number(tokens, spelt[1]) if spelt[1] < len(tokens) else None
        end = again[1] if again and again[0] == spelt[0] else spelt[1]  # 39 تسعة وثلاثين: said twice
        return _Numeral(spelt[0], spelt[0], at, end, spelt=tokens[at].kind == "word")
    least = _vague_value(tokens[at])
    if least is None:
        return None
    end = at + 1
    if least and end < len(tokens) and tokens[end].key in ("الاف", "الالاف", "المءات", "المييات"):
        least, end = least * 1000, end + 1  # عشرات الآلاف
    while least == 0 and end < len(tokens) and tokens[end].key in ("كبير", "غير", "قليل", "محدود", "اخر"):
        end += 1
    if end < len(tokens) and tokens[end].key == "من":
        end += 1
    elif least == 0 and not set(key_variants(tokens[at].key)) & _SOME:
        return None  # عدد القتلى is a count, عدد من القتلى is some
    return _Numeral(least, None, at, end, vague=True)


# ---- numbers with their words ----------------------------------------------------------------------------------------


def find_numbers(sentence: Sentence) -> list[Mention[NumberValue]]:
    """Every number of the sentence from left to right; none overlaps another."""
    found: list[Mention[NumberValue]] = []
    at = 0
    while at < len(sentence.tokens):
        mention = number_at(sentence, at)
        if mention is None:
            at += 1
        else:
            found.append(mention)
            at = mention.last
    return found


def number_at(sentence: Sentence, at: int) -> Mention[NumberValue] | None:
    """The number whose first word (its qualifier, if it has one) is token ``at``."""
    tokens = sentence.tokens
    bound, start = _qualifier(tokens, at)
    between = _between(tokens, start)
    numeral = between or (_range(tokens, start) if start < len(tokens) else None)
    if numeral is None or _part_of_another(tokens, numeral):
        return _people_number(sentence, at) if not bound else None
    value = _bent(_value(numeral), bound)
    value, end = _counted(tokens, value, numeral)
    after, behind = _qualifier_after(tokens, end)
    if after:
        value, end = _bent(value, after.removesuffix("_after")), behind
    return Mention(value, _rule(numeral, bound or after), sentence, at, end)


def _rule(numeral: _Numeral, bound: str) -> str:
    kind = "range" if numeral.low != numeral.high else "number"
    name = "vague amount" if numeral.vague else f"{kind} in {'words' if numeral.spelt else 'digits'}"
    return f"{name}, {bound.removesuffix('_after')}" if bound else name


def _value(numeral: _Numeral) -> NumberValue:
    if numeral.vague:
        return NumberValue(numeral.low or None, None, exact=False, vague=True)
    return NumberValue(numeral.low, numeral.high, exact=numeral.low == numeral.high)


def _bent(value: NumberValue, bound: str) -> NumberValue:
    """The value as its bound changes it."""
    if bound == "least":
        return replace(value, max=None, exact=False)
    if bound == "most":
        return replace(value, min=None, max=value.max, exact=False)
    if bound == "about":
        return replace(value, exact=False, approx=True, vague=True)
    return value


def _qualifier(tokens: tuple[Token, ...], at: int) -> tuple[str, int]:
    """``(kind, next index)`` of a bound before a number; an attached preposition (بنحو) is looked through."""
    for length in range(min(_PHRASE, len(tokens) - at), 0, -1):
        first, *rest = (token.key for token in tokens[at : at + length])
        for head in key_variants(first):
            kind = _qualifiers().get((head, *rest), "")
            if kind and not kind.endswith("_after"):
                return _nested(tokens, kind, at + length)
    return "", at


def _nested(tokens: tuple[Token, ...], kind: str, at: int) -> tuple[str, int]:
    """أكثر من نحو 20: the outer bound counts."""
    _, end = _qualifier(tokens, at) if at < len(tokens) else ("", at)
    return kind, end


def _qualifier_after(tokens: tuple[Token, ...], at: int) -> tuple[str, int]:
    skipped = at + 1 if at < len(tokens) and tokens[at].key in ("،", ",") else at
    for start in dict.fromkeys((at, skipped)):
        for length in range(min(_PHRASE, len(tokens) - start), 0, -1):
            kind = _qualifiers().get(tuple(token.key for token in tokens[start : start + length]), "")
            if kind.endswith("_after"):
                return kind, start + length
    return "", at


def _between(tokens: tuple[Token, ...], at: int) -> _Numeral | None:
    """ما بين 10 و15, بين خمسة وسبعة."""
    start = at + 1 if at < len(tokens) and tokens[at].key == "ما" else at
    if start >= len(tokens) or tokens[start].key not in ("بين", "وبين"):
        return None
    low = _spelt_number(tokens, start + 1) if start + 1 < len(tokens) else None
    if low is None:
        return None
    behind = _after_and(tokens, low[1])
    if behind is None and low[1] < len(tokens) and tokens[low[1]].key in ("الي", "-", "–"):
        behind = low[1] + 1
    high = _spelt_number(tokens, behind) if behind is not None and behind < len(tokens) else None
    if high is None or high[0] <= low[0]:
        return None
    return _Numeral(low[0], high[0], at, high[1])


_RANGE_MARKS = frozenset({"-", "–", "—", "الي", "او", "حتي"})


def _range(tokens: tuple[Token, ...], at: int) -> _Numeral | None:
    """A number, and the second one of a range (3-5, من 20 إلى 30, خمسة أو ستة)."""
    start = at + 1 if tokens[at].key == "من" and at + 1 < len(tokens) else at
    first = _numeral(tokens, start)
    if first is None or (start > at and first.vague):
        return None
    mark = first.last
    second = None
    if not first.vague and mark + 1 < len(tokens) and tokens[mark].key in _RANGE_MARKS:
        second = _spelt_number(tokens, mark + 1)
    if second is None or second[0] <= first.low or (tokens[mark].key in "-–—" and second[0] > 100 * max(first.low, 1)):
        return first if start == at else None
    return replace(first, high=second[0], first=at, last=second[1])


def _part_of_another(tokens: tuple[Token, ...], numeral: _Numeral) -> bool:
    """Half of a date, or of a decimal fraction as agencies write it (6ر3)."""
    end, before = numeral.last, numeral.first - 1
    if before >= 0 and tokens[before].key == "ر" and tokens[before - 1].kind == "number":
        return True
    if not numeral.vague and tokens[end - 1].kind == "number" and end + 1 < len(tokens):
        return tokens[end].key in ("/", "ر") and tokens[end + 1].kind == "number"
    return False


# ---- what is counted -------------------------------------------------------------------------------------------------

_AFTER_DIGITS_ONE = frozenset({"اخرين", "اخرون", "اخر", "اخري", "اخريات", "اخران"})
GROUPS = ("child", "woman", "medic", "journalist", "displaced", "civilian", "soldier", "police", "commander", "fighter", "official", "man", "kin", "worker")


def _counted(tokens: tuple[Token, ...], value: NumberValue, numeral: _Numeral) -> tuple[NumberValue, int]:
    """The value with the word that it counts, and where it ends."""
    at = numeral.last
    if at < len(tokens) and tokens[at].key == "من" and not numeral.vague:
        at += 1
    while at < len(tokens) and tokens[at].key in (")", "("):
        at += 1
    if at >= len(tokens) or tokens[at].kind != "word":
        return value, numeral.last
    kind = unit_kind(tokens[at])
    if not kind:
        return value, numeral.last
    return replace(value, unit=at, unit_kind=kind, group=group_of(tokens[at])), at + 1


def unit_kind(token: Token) -> str:
    """What a counted word is: ``person``, or a kind of thing; empty for words that neither list knows."""
    if vocabulary.has(token, "person", "hurt") and not thing_kind(token.key):
        return "person"
    return thing_kind(token.key)


def group_of(token: Token) -> str:
    """The group that a person word names, the most telling class first; empty for plain persons."""
    tags = {tag for form in vocabulary.forms(token) for tag in form.tags}
    return next((group for group in GROUPS if group in tags), "")


def _people_number(sentence: Sentence, at: int) -> Mention[NumberValue] | None:
    """A dual or singular person: قتيلين is two, طفلة is one. Definite words are persons already known, not a number."""
    token = sentence.tokens[at]
    readings = [form for form in vocabulary.forms(token) if "person" in form.tags]
    if not readings or vocabulary.definite(token):
        return None
    number, end = _said_number(readings), at + 1
    word = _kind(sentence.tokens, end)
    if word is not None and word in (("unit", 1), ("unit", 2)) and not _conjoined(sentence.tokens[end]):
        number, end = word[1], end + 1  # شخصين اثنين, مدنيين اثنين
    if number is None:
        return None
    value = NumberValue(number, number, unit=at, unit_kind="person", group=group_of(token))
    after, behind = _qualifier_after(sentence.tokens, end)
    if after:
        value, end = _bent(value, after.removesuffix("_after")), behind
    return Mention(value, "dual of persons" if number == 2 else "one person", sentence, at, end)


def _said_number(readings: list[vocabulary.Form]) -> int | None:
    numbers = {form.number for form in readings}
    if numbers & {"many", "two_or_many"}:
        return None
    return 2 if numbers == {"two"} else 1 if "one" in numbers else None


def cardinal(tokens: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    """``(value, next index)`` of a plain number at ``at``, in digits or words; for rules that count days and minutes."""
    return _spelt_number(tokens, at) if at < len(tokens) else None
