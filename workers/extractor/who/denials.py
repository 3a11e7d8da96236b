"""Denials: whether what a sentence denies is a part in the strike."""

from __future__ import annotations

from collections.abc import Sequence

from workers.extractor.actors import words
from workers.extractor.phrases import starts
from workers.extractor.tokens import Sentence, Token
from workers.extractor.who.charges import is_strike
from workers.extractor.word_sets import word_beginnings

_REACH = 10
_MATTER = word_beginnings("denials.matter")


def denies_deed(sentence: Sentence) -> bool:
    """Is what a sentence denies a part in the strike, and not something else?"""
    if words().first_in(sentence, "no_part") is not None:
        return True
    for at, token in enumerate(sentence.tokens):
        if "deny" in words().of(token):
            object_ = sentence.tokens[at + 1 : at + 1 + _REACH]
            return not _was_hit(object_) and any(is_strike(each) or starts(each.key, _MATTER) for each in object_)
    return False


def _was_hit(object_: Sequence[Token]) -> bool:
    """``نفى الجيش سقوط صاروخ``, ``نفت X تعرض مواقعها لقصف``: who denies that it was struck."""
    hit = next((at for at, token in enumerate(object_) if starts(token.key, ("سقوط", "تعرض", "اصاب"))), len(object_))
    return not any(is_strike(token) for token in object_[:hit]) and hit < len(object_)
