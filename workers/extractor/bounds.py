"""The words that bound a number: ``ما لا يقل عن`` before it, ``على الأقل`` behind it, ``نحو``; and what they make of its value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from workers.extractor import lexicon
from workers.extractor.text import fold
from workers.extractor.tokens import Token, key_variants

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


@cache
def _qualifiers() -> dict[tuple[str, ...], str]:
    rows = (cells for _, cells in lexicon.table("numbers.tsv") if cells[1] == "-")
    return {tuple(fold(p) for p in phrase.split("_")): kind for kind, _, spellings in rows for phrase in spellings.split()}


def bent(value: NumberValue, bound: str) -> NumberValue:
    """The value as its bound changes it."""
    if bound == "least":
        return replace(value, max=None, exact=False)
    if bound == "most":
        return replace(value, min=None, max=value.max, exact=False)
    if bound == "about":
        return replace(value, exact=False, approx=True, vague=True)
    return value


def qualifier(tokens: tuple[Token, ...], at: int) -> tuple[str, int]:
    """``(kind, next index)`` of a bound before a number; an attached preposition (بنحو) is looked through."""
    begun = heads(tokens[at].key) if at < len(tokens) else ()
    for length in range(min(_PHRASE, len(tokens) - at), 0, -1) if begun else ():
        rest = tuple(token.key for token in tokens[at + 1 : at + length])
        for head in begun:
            kind = _qualifiers().get((head, *rest), "")
            if kind and not kind.endswith("_after"):
                return _nested(tokens, kind, at + length)
    return "", at


@lru_cache(maxsize=65536)
def heads(word: str) -> tuple[str, ...]:
    """The readings of a word, clitics aside, that begin a qualifier: none for nearly every word."""
    firsts = _firsts()
    return tuple([variant for variant in key_variants(word) if variant in firsts])


@cache
def _firsts() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _qualifiers())


def _nested(tokens: tuple[Token, ...], kind: str, at: int) -> tuple[str, int]:
    """أكثر من نحو 20: the outer bound counts."""
    _, end = qualifier(tokens, at) if at < len(tokens) else ("", at)
    return kind, end


def qualifier_after(tokens: tuple[Token, ...], at: int) -> tuple[str, int]:
    """``(kind, next index)`` of a bound behind what is counted, a comma between them or not."""
    skipped = at + 1 if at < len(tokens) and tokens[at].key in ("،", ",") else at
    for start in dict.fromkeys((at, skipped)):
        if start >= len(tokens) or not heads(tokens[start].key):
            continue
        for length in range(min(_PHRASE, len(tokens) - start), 0, -1):
            kind = _qualifiers().get(tuple(token.key for token in tokens[start : start + length]), "")
            if kind.endswith("_after"):
                return kind, start + length
    return "", at
