"""Bare numerals: digits, number words to the millions, and vague amounts, with nothing that bends them.

خمسة وعشرون, 12 ألفا, ثلاثمئة وأربعة are one number each; عشرات and "عدد من" give only the least that they say. Words with ``ال`` are no
numerals (الثلاثة, and with them the weekdays), nor are ordinals and fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from workers.extractor import lexicon
from workers.extractor.text import fold
from workers.extractor.tokens import Token, key_variants
from workers.extractor.toll import vocabulary
from workers.extractor.word_sets import word_set

_LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class Numeral:
    """A bare number in tokens ``[first, last)``; a vague word gives only its least value."""

    low: int
    high: int | None
    first: int
    last: int
    vague: bool = False
    spelt: bool = False


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


@lru_cache(maxsize=65536)
def _numeral_word(key: str) -> tuple[str, int] | None:
    """The numeral that a folded word is, conjunction and preposition taken off, but never ``ال``."""
    if vocabulary.is_definite(key) and key not in _words():
        return None
    bare = [key, *([key[1:]] if key[:1] in ("و", "ف", "ب", "ل") and len(key) > 3 else [])]
    if key[:1] in ("و", "ف") and key[1:2] in ("ب", "ل") and len(key) > 4:
        bare.append(key[2:])
    return next((_words()[word] for word in bare if word in _words()), None)


def begins_numeral(word: str) -> bool:
    """Is the folded word a numeral or a vague amount?"""
    return _numeral_word(word) is not None or not _vague().keys().isdisjoint(key_variants(word))


def conjoined(token: Token) -> bool:
    """Does "and" stand before or on the word? (واحد begins with the letter, not with the conjunction.)"""
    return token.key == "و" or (token.key.startswith("و") and token.key not in _words())


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
    word = kind_at(tokens, at)
    if word is None or word[0] not in ("unit", "ten", "tens"):
        return None
    kind, value = word
    if kind != "unit":
        return value, at + 1
    following = kind_at(tokens, at + 1)
    if following == ("ten", 10) and not conjoined(tokens[at + 1]):
        return value + 10, at + 2
    behind = after_and(tokens, at + 1)
    tens = kind_at(tokens, behind) if behind is not None else None
    if behind is not None and tens and tens[0] == "tens":
        return value + tens[1], behind + 1
    return value, at + 1


def _below_thousand(tokens: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    word = kind_at(tokens, at)
    if word is None:
        return None
    following = kind_at(tokens, at + 1)
    if word[0] == "hundred":
        value, end = word[1], at + 1
    elif word[0] == "unit" and 3 <= word[1] <= 9 and following == ("hundred", 100):
        value, end = word[1] * 100, at + 2
    else:
        return _below_hundred(tokens, at)
    behind = after_and(tokens, end)
    rest = _below_hundred(tokens, behind) if behind is not None else None
    return (value + rest[0], rest[1]) if rest else (value, end)


def spelt_number(tokens: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    """``(value, next index)`` of a number that starts at ``at`` in digits or words, with its thousands and millions."""
    start = _scale(tokens, at) or _counted_scale(tokens, at)
    if start is None:
        return None
    value, end = start
    while value < _LARGEST:
        behind = after_and(tokens, end)
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
    word = kind_at(tokens, at)
    if word is None or word[0] not in ("thousand", "million") or _vague_value(tokens[at]) is not None or tokens[at].key.endswith("ملايين"):
        return None
    if tokens[at].key.endswith(("الفا", "مليونا")):
        return word[1] * 2, at + 1  # the dual before what it counts; behind a number (12 ألفا) it is the accusative
    return word[1], at + 1


def _counted_scale(tokens: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    """A number below a thousand, or digits, with the thousand or million that it multiplies."""
    if at >= len(tokens):
        return None
    digits = _digits(tokens[at])
    base = (digits, at + 1) if digits is not None else _below_thousand(tokens, at)
    if base is None:
        return None
    scale = kind_at(tokens, base[1])
    if scale and scale[0] in ("thousand", "million") and not conjoined(tokens[base[1]]) and scale[1] in (1000, 10**6):
        return base[0] * scale[1], base[1] + 1
    return base


def kind_at(tokens: tuple[Token, ...], at: int) -> tuple[str, int] | None:
    """The kind and the value of a word of number: ``("ten", 20)``; None for any other word."""
    if at >= len(tokens) or tokens[at].kind != "word":
        return None
    found = _numeral_word(tokens[at].key)
    if found == ("unit", 2) and tokens[at].key.endswith(("نا", "ني", "تا", "تي")):  # اثنا needs عشر behind it; أثناء folds to the same
        return found if at + 1 < len(tokens) and _numeral_word(tokens[at + 1].key) == ("ten", 10) else None
    return found


def after_and(tokens: tuple[Token, ...], at: int) -> int | None:
    """Where the number behind "and" starts, whether the conjunction is attached or stands alone."""
    if at >= len(tokens) or not conjoined(tokens[at]):
        return None
    return at + 1 if tokens[at].key == "و" else at


def _vague_value(token: Token) -> int | None:
    if token.kind != "word":
        return None
    words = _vague()
    return next((words[variant] for variant in key_variants(token.key) if variant in words), None)


_SOME = word_set("numerals.some")


def numeral(tokens: tuple[Token, ...], at: int) -> Numeral | None:
    """The number that begins at a token, in digits or in words, exact or vague (عشرات, بضعة)."""
    spelt = spelt_number(tokens, at)
    if spelt is not None and spelt[0] < _LARGEST:
        again = spelt_number(tokens, spelt[1]) if spelt[1] < len(tokens) else None
        end = again[1] if again and again[0] == spelt[0] else spelt[1]  # 39 تسعة وثلاثين: said twice
        return Numeral(spelt[0], spelt[0], at, end, spelt=tokens[at].kind == "word")
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
    elif least == 0 and end == at + 1 and not set(key_variants(tokens[at].key)) & _SOME:
        return None  # عدد القتلى is a count, عدد من القتلى is some
    return Numeral(least, None, at, end, vague=True)


def cardinal(tokens: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    """``(value, next index)`` of a plain number at ``at``, in digits or words; for rules that count days and minutes."""
    return spelt_number(tokens, at) if at < len(tokens) else None


def definite_unit(tokens: tuple[Token, ...], at: int, two: bool = False) -> int | None:
    """The number that follows people already known: الأشقاء الثلاثة, أطفالها الأربعة. ``two``: may الاثنين be one, not the weekday?"""
    key = tokens[at].key if at < len(tokens) else ""
    kind, value = _words().get(key[2:], ("", 0)) if key.startswith("ال") else ("", 0)
    if kind == "unit" and value == 2:
        return value if two and (at + 1 >= len(tokens) or tokens[at + 1].key not in _WHICH_MONDAY) else None
    return value if kind in ("unit", "ten") and value > 2 else None


_WHICH_MONDAY = word_set("numerals.which_monday")


def definite_numeral(tokens: tuple[Token, ...], at: int) -> Numeral | None:
    """The round number that a bound makes definite: ما يربو على الثلاثين, نحو المئة."""
    key = tokens[at].key if at < len(tokens) else ""
    kind, value = _words().get(key[2:], ("", 0)) if key.startswith("ال") else ("", 0)
    return Numeral(value, value, at, at + 1, spelt=True) if kind in ("ten", "tens", "hundred") else None
