"""Dead whom a strike came after: قصفت المدفعية كذا بعد مقتل جنديين. They are the striker's own, or of another event, and not of the strike.

The noun of dying must stand right behind the word for after, and the strike must be told by a verb: behind ``القصف`` that somebody
condemns after their death they are its own. What such words open a sentence with is in ``event/wakes.py``.
"""

from __future__ import annotations

from workers.extractor.casualties import CasualtyClaim
from workers.extractor.event.events import Event
from workers.extractor.tokens import Mention, Token
from workers.extractor.word_sets import word_set

_AFTER = word_set("after")
_DYING = word_set("deaths_before.dying")
_DEEDS = frozenset(("strike", "hit", "light", "fire_v", "renew", "destroy"))
_TO_DEED = 4  # words from شن to the noun of the strike
_CAUSE = 4  # words from the dead to what they died of


def came_before(toll: Mention[CasualtyClaim], event: Event) -> bool:
    """Had those of the toll died, or been hurt, when the strike came?"""
    tokens = event.sentence.tokens
    noun = next((at for at in (toll.first, toll.first - 1) if tokens[at].key in _DYING), 0)
    if noun <= event.first or tokens[noun - 1].key not in _AFTER:
        return False
    return _by_verb(event) and not _by_the_known(toll)


def _by_verb(event: Event) -> bool:
    """``قصفت``, ``شن غارات``, in a headline ``يقصف``."""
    tokens = event.sentence.tokens[max(event.start, event.first - _TO_DEED) : event.last]
    return any(_does(token) for token in tokens)


def _does(token: Token) -> bool:
    return any(
        reading.pos == "verb" and reading.form in ("perfect", "imperfect") and not _DEEDS.isdisjoint(reading.tags)
        for reading in token.readings
    )


def _by_the_known(toll: Mention[CasualtyClaim]) -> bool:
    """``شنت غارات ... بعد مقتل خمسة في الغارات``: by those just told of."""
    behind = toll.sentence.tokens[toll.last : toll.last + _CAUSE]
    return any(token.has("strike") and "ال" in token.key[:3] for token in behind)
