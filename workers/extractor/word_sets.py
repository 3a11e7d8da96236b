"""Sets of words of which a rule asks whether a whole word is in them (``lexicon/sets.tsv``).

A word is compared as it is written, but for its folding: no clitic is taken off, so a set names its words with those that it allows.
"""

from __future__ import annotations

from functools import cache

from monitor.errors import LexiconError
from workers.extractor import lexicon
from workers.extractor.text import fold

FILE = "sets.tsv"


def word_set(*names: str) -> frozenset[str]:
    """The folded words of these sets together. Raises :class:`LexiconError` where one is not in the lexicon."""
    known = _sets()
    if missing := [name for name in names if name not in known]:
        raise LexiconError(f"{FILE}: there is no set {missing[0]!r}")
    return frozenset().union(*(known[name] for name in names))


def word_beginnings(*names: str) -> tuple[str, ...]:
    """The same for sets that hold the beginnings of words, as ``str.startswith`` takes them."""
    return tuple(sorted(word_set(*names)))


@cache
def _sets() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for where, cells in lexicon.table(FILE):
        if len(cells) != 2:
            raise LexiconError(f"{where}: a name and its words are needed, got {len(cells)} cells")
        found[cells[0]] = found.get(cells[0], frozenset()) | frozenset(map(fold, cells[1].split()))
    return found
