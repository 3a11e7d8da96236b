"""What an authority tells of without a place happened in its own land: ``الجيش الكويتي: أصيب أربعة باستهداف منشأة``.

Only for lands that are struck and seldom strike: elsewhere the army that speaks is as often the one that struck, and does not say where.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Role
from workers.extractor.condemning import condemns
from workers.extractor.discourse.drafts import Draft
from workers.extractor.places import PlaceMention
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.where.gazetteer import country, named
from workers.extractor.where.place_words import words
from workers.extractor.who.actor_names import known
from workers.extractor.word_sets import word_set

_SELDOM_STRIKE = frozenset(("KW", "BH", "AE", "QA", "OM", "JO", "SA"))
_OFFICES = word_set("authority")
_NEAR = 3  # words from the office to whose it is: وزارة الدفاع الإماراتية
_ABOVE = 4  # sentences from the authority that heads a statement to what it tells
_RULE = "the land of the authority that tells of it"


def land_of_authority(draft: Draft, sentences: Sequence[Sentence]) -> Mention[PlaceMention] | None:
    """The land whose authority tells of the draft's strike, in its own sentence or in the heading above it; None where that struck itself,
    where all was shot down, and where the reader has met it elsewhere (``أدانت``, ``تتابع القصف``)."""
    events = [statement.event for statement in draft.statements if statement.event is not None]
    met = any(event.definite or event.frame == "known" or condemns(event.sentence.tokens) for event in events)
    if draft.regions or met or all(event.intercepted for event in events):
        return None
    own = [statement.clause.sentence for statement in draft.statements if statement.lead]
    first = draft.statements[0].clause.sentence.index
    above = [each for each in sentences if 0 < first - each.index <= _ABOVE and each.tokens[-1].norm == ":"]
    found = next((mention for each in (*own, *reversed(above)) if (mention := _authority_in(each)) is not None), None)
    homes = {known().homes.get(doer) for doer in draft.actor_ids}
    return None if found is None or found.value.location.country in homes else found


def _authority_in(sentence: Sentence) -> Mention[PlaceMention] | None:
    """``وزارة الداخلية البحرينية``, ``قوة دفاع البحرين``: the land of the first office that is named with its land."""
    tokens, nations = sentence.tokens, words()["nation"]
    for at, token in enumerate(tokens):
        code = nations.get(token.key) or (_named(token) if at and tokens[at - 1].key == "دفاع" else None)
        offices = (each.key for each in tokens[max(0, at - _NEAR) : at])
        if code in _SELDOM_STRIKE and not _OFFICES.isdisjoint(offices) and (land := country(code)) is not None:
            value = PlaceMention(land.location(token.surface, role=Role.TARGET), land, (land,), _RULE)
            return Mention(value, _RULE, sentence, at, at + 1)
    return None


def _named(token: Token) -> str | None:
    return next((spot.country for spot in named(token.norm) if spot.feature == "country"), None)
