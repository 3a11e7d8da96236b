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
    return kind in kinds_of(token.key)


@lru_cache(maxsize=65536)
def kinds_of(key: str) -> frozenset[str]:
    """The kinds of a folded word; nearly all words have none."""
    marks = _marks()
    return frozenset(kind for variant in key_variants(key) if variant in marks for kind in marks[variant])


@lru_cache(maxsize=65536)
def is_given_name(norm: str) -> bool:
    """Is the word a person's given name, nothing but "and" written on it? A name in ـاء is spelt with its hamza: ولا is no ولاء."""
    key = fold(norm)
    names = (word for word in (key, key.removeprefix("و")) if "given_name" in _marks().get(word, ()))
    return any(norm.endswith("ء") or word not in _with_hamza() for word in names)


@cache
def _with_hamza() -> frozenset[str]:
    """The folded names whose final hamza folding takes away."""
    spelt = (word for _, cells in lexicon.table("casualty_marks.tsv") if cells[0] == "given_name" for word in cells[1].split())
    return frozenset(fold(word) for word in spelt if word.endswith("ء"))
