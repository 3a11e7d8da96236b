"""The words of time, and how the date rules look at tokens."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from workers.extractor import lexicon
from workers.extractor.text import fold
from workers.extractor.tokens import Token, key_variants

Tokens = tuple[Token, ...]
Fields = dict[str, Any]
Part = tuple[Fields, int]  # what a rule read, and where it ends
LOOSE = "loose"  # marks a part that dates only together with another one
_PHRASE = 4  # words of the longest phrase


@cache
def phrases(kind: str) -> dict[tuple[str, ...], str]:
    """The phrases of one kind, folded, with their values."""
    found: dict[tuple[str, ...], str] = {}
    for _, cells in lexicon.table("dates.tsv"):
        if cells[0] == kind:
            found.update({tuple(fold(part) for part in phrase.split("_")): cells[1] for phrase in cells[2].split()})
    return found


@cache
def weekdays() -> frozenset[str]:
    """The folded names of the days of the week."""
    return _firsts("weekday")


def phrase(kind: str, tokens: Tokens, at: int) -> tuple[str, int] | None:
    """``(value, next index)`` of the longest phrase of this kind at ``at``; clitics of its first word are taken off."""
    heads = _heads(kind, tokens[at].key) if at < len(tokens) else ()
    if not heads:
        return None
    known = phrases(kind)
    for length in range(min(_PHRASE, len(tokens) - at), 0, -1):
        rest = tuple(token.key for token in tokens[at + 1 : at + length])
        for head in heads:
            if (head, *rest) in known:
                return known[head, *rest], at + length
    return None


@lru_cache(maxsize=65536)
def _heads(kind: str, word: str) -> tuple[str, ...]:
    """The readings of a word, clitics aside, that begin a phrase of this kind: none for nearly every word."""
    firsts = _firsts(kind)
    return tuple(variant for variant in key_variants(word) if variant in firsts)


def begins(kinds: tuple[str, ...], word: str) -> bool:
    """May a phrase of one of these kinds begin with the folded word?"""
    return not _firsts(*kinds).isdisjoint(key_variants(word))


@cache
def _firsts(*kinds: str) -> frozenset[str]:
    return frozenset(phrase[0] for kind in kinds for phrase in phrases(kind))


def key(tokens: Tokens, at: int) -> str:
    """The key of a token; empty beyond the ends of the sentence."""
    return tokens[at].key if 0 <= at < len(tokens) else ""


def bare(tokens: Tokens, at: int) -> str:
    """The key without a conjunction."""
    word = key(tokens, at)
    return word[1:] if word[:1] in ("و", "ف") and len(word) > 2 else word


def is_head(tokens: Tokens, at: int) -> bool:
    """Does the word make a name of the day behind it (شارع, هجمات, سوق)? A definite word does not (قصفت المدينة الخميس)."""
    if at < 0 or tokens[at].kind != "word":
        return False
    heads, word = phrases("name_head"), tokens[at].key
    return (word,) in heads or (word[:1] in ("و", "ف", "ب", "ل", "ك") and (word[1:],) in heads)


def frame(tokens: Tokens, at: int) -> tuple[Fields, int]:
    """The modifier at ``at`` (الماضي, الجاري, المقبل), if there is one."""
    for kind in ("last", "this", "next"):
        if at < len(tokens) and (tokens[at].key,) in phrases(kind):
            return {"frame": kind, "future": True} if kind == "next" else {"frame": kind}, at + 1
    return {}, at


def before_last(tokens: Tokens, at: int) -> int | None:
    """Where ``قبل الماضي`` or ``ما قبل الماضي`` ends, if it stands at ``at``."""
    start = at + (key(tokens, at) == "ما")
    return start + 2 if key(tokens, start) == "قبل" and frame(tokens, start + 1)[0].get("frame") == "last" else None


def whole_number(tokens: Tokens, at: int) -> int | None:
    """A plain number of at most four digits."""
    if at >= len(tokens) or tokens[at].kind != "number" or not tokens[at].norm.isdigit():
        return None
    return int(tokens[at].norm) if len(tokens[at].norm) <= 4 else None


def is_year(number: int | None) -> bool:
    """A Gregorian year of living memory, or a Hijri one."""
    return number is not None and (1950 <= number <= 2100 or 1300 <= number <= 1500)
