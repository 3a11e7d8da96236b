"""How many a bare plural or dual means, told by the ordinal behind it: استشهاد مواطنين وإصابة ثالث is two and a third."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from workers.extractor.tokens import Mention, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.claims import CasualtyClaim

_SO_FAR = {"ثالث": 2, "ثالثه": 2, "رابع": 3, "رابعه": 3, "خامس": 4, "خامسه": 4}
_JOINED = 6  # words between the two


def told_by_the_next(tokens: tuple[Token, ...], mentions: list[Mention[CasualtyClaim]]) -> list[Mention[CasualtyClaim]]:
    """The claims, with the number of those without one that the ordinal of the next tells."""
    return [*(_counted(tokens, one, behind) for one, behind in pairwise(mentions)), *mentions[-1:]]


def _counted(tokens: tuple[Token, ...], mention: Mention[CasualtyClaim], behind: Mention[CasualtyClaim]) -> Mention[CasualtyClaim]:
    count, so_far = mention.value.count, _SO_FAR.get(tokens[behind.last - 1].key)
    bare = count.min is None and count.max is None and not count.explicit_none
    if so_far is None or not bare or behind.first - mention.last > _JOINED or not _several(tokens[mention.last - 1]):
        return mention
    return replace(mention, value=replace(mention.value, count=replace(count, min=so_far, max=so_far, vague=False)))


def _several(token: Token) -> bool:
    return any(form.number in ("two_or_many", "many") for form in vocabulary.forms(token))
