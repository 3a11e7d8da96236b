"""Words around casualty figures (``lexicon/casualty_marks.tsv``): tolls, tallies, causes, negations, names."""

from __future__ import annotations

from functools import cache, lru_cache

from workers.extractor import lexicon
from workers.extractor.text import fold
from workers.extractor.tokens import Token, key_variants


@cache
def _marks() -> dict[str, frozenset[str]]:
    rows = (cells for _, cells in lexicon.table("casualty_marks.tsv"))
    found: dict[str, set[str]] = {}
    for kind, spellings in rows:
        for word in spellings.split():
            found.setdefault(fold(word.replace("_", " ")), set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def is_mark(token: Token, kind: str) -> bool:
    """Is the token a word of this kind, clitics aside?"""
    return kind in _kinds(token.key)


@lru_cache(maxsize=65536)
def _kinds(key: str) -> frozenset[str]:
    """The kinds of a folded word; nearly all words have none."""
    return frozenset(kind for variant in key_variants(key) for kind in _marks().get(variant, ()))


def is_given_name(key: str) -> bool:
    """Is the folded word a person's given name, nothing but "and" written on it?"""
    bare = key.removeprefix("و")
    return any("given_name" in _marks().get(word, ()) for word in (key, bare))
