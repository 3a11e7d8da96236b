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
        found.setdefault(kind, set()).update(fold(word.replace("_", " ")) for word in spellings.split())
    return {kind: frozenset(words) for kind, words in found.items()}


def is_mark(token: Token, kind: str) -> bool:
    """Is the token a word of this kind, clitics aside?"""
    return _is_mark(token.key, kind)


@lru_cache(maxsize=65536)
def _is_mark(key: str, kind: str) -> bool:
    return not _marks()[kind].isdisjoint(key_variants(key))


def is_given_name(key: str) -> bool:
    """Is the folded word a person's given name, nothing but "and" written on it?"""
    names = _marks()["given_name"]
    return key in names or (key.startswith("و") and key[1:] in names)
