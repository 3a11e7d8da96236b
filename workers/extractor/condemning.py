"""Who only condemns a strike: ``دانت الجامعة الهجوم``. The reader has met it, and a day beside the condemning may be that of the words."""

from __future__ import annotations

from collections.abc import Sequence

from workers.extractor.tokens import Token, key_variants
from workers.extractor.word_sets import word_set

_CONDEMNING = word_set("condemning")


def condemns(tokens: Sequence[Token]) -> bool:
    """Is there a word of condemning, with or without a clitic?"""
    return any(not _CONDEMNING.isdisjoint(key_variants(token.key)) for token in tokens)
