"""News, or an update of it: do the words of a strike say that a toll has risen?"""

from __future__ import annotations

from monitor.model import Kind
from workers.extractor.casualties import CasualtyClaim
from workers.extractor.discourse.drafts import Draft
from workers.extractor.tokens import Mention
from workers.extractor.word_sets import word_set


def kind_of_news(draft: Draft) -> Kind:
    """Of a draft that is news: new, or an update."""
    told = (*draft.statements, *draft.extra)
    rising = any(mention.value.earlier or _has_risen(mention) for statement in told for mention in statement.tolls)
    return Kind.UPDATE if rising else Kind.NEW


_RISES = word_set("updates.rises")
_BEFORE_TOLL = 24  # words from the verb to the toll


def _has_risen(toll: Mention[CasualtyClaim]) -> bool:
    """``ارتفعت حصيلة القصف إلى 32``: a newer total, though the older one is not told."""
    opening = toll.sentence.tokens[max(0, toll.first - _BEFORE_TOLL) : toll.last]
    return toll.value.is_total and any(token.key.removeprefix("و") in _RISES for token in opening)
