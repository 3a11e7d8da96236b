"""``اعترف X بقصف مدرسة``, ``أقرت X باستهداف سيارة إسعاف``: who owns to a strike did it.

Not who owns to one that the reader has met (``اعترف X بالهجوم على مطاره``): that may be another's.
"""

from __future__ import annotations

from workers.extractor.tokens import Token
from workers.extractor.who.acts import Act, Actors, may_act
from workers.extractor.word_sets import word_set

_OWNS_TO = word_set("owns_to")
_NAMED = 8  # words of who owns to it, with his office


def owns_to(token: Token) -> bool:
    """``اعترفت``, ``وأقر``"""
    return token.key.removeprefix("و") in _OWNS_TO


def owned_up(act: Act) -> Actors:
    """Who is named between the verb of owning and what he owns to."""
    if not act.noun or not act.tokens[act.first].key.startswith("ب") or act.tokens[act.first].key.startswith("بال"):
        return []
    near = range(act.first - 1, max(act.first - 1 - _NAMED, -1), -1)
    verb = next((at for at in near if owns_to(act.tokens[at])), None)
    if verb is None:
        return []
    return [actor for actor in act.actors if verb < actor.first and actor.last <= act.first and may_act(actor)][:1]
