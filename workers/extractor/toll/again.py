"""Dead of a further strike on the same place, who are beside those of the first: قتل ثلاثة بقصف مماثل على المدينة نفسها."""

from __future__ import annotations

from workers.extractor.tokens import Token
from workers.extractor.toll.marks import is_mark
from workers.extractor.word_sets import word_set

_NEAR = 10  # words between the dead and the strike that they died of
_PLACE = 4  # words from the strike to the place
_FURTHER = word_set("again.further")
_SAME = word_set("same")


def struck_again(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Is a further strike on the same place named around the claim?"""
    near = range(max(1, first - _NEAR), min(len(tokens), last + _NEAR))
    return any(
        tokens[at].key in _FURTHER
        and is_mark(tokens[at - 1], "strike_cause")
        and any(token.key in _SAME for token in tokens[at + 1 : at + 1 + _PLACE])
        for at in near
    )
