"""The rules that find the agents of one trigger where it is ascribed to them, or told of two sides; their order is in ``agents``."""

from __future__ import annotations

from workers.extractor.actors import ActorMention, words
from workers.extractor.phrases import keys, starts
from workers.extractor.tokens import Mention
from workers.extractor.who.acts import CLAUSE, Act, Actors
from workers.extractor.word_sets import word_beginnings


def mutual(act: Act) -> Actors:
    """``قصف متبادل بين X وY``: each of them."""
    near = range(max(act.first - 2, 0), min(act.last + 4, len(act.tokens)))
    if not any("mutual" in words().of(act.tokens[at]) for at in near):
        return []
    between = next((at for at in range(act.last, min(act.last + 6, len(act.tokens))) if act.tokens[at].key == "بين"), None)
    return [actor for actor in act.actors if between is not None and between < actor.first <= between + CLAUSE][:2]


_ASCRIBED = word_beginnings("agent_ascribed.ascribed")


def ascribed(act: Act) -> Actors:
    """``غارات نُسبت لـX``."""
    for at in range(act.last, min(act.last + CLAUSE, len(act.tokens))):
        if any(key.startswith(_ASCRIBED) for key in keys(act.tokens[at])):
            near = [actor for actor in act.actors if at < actor.first <= at + 6]
            led = [actor for actor in near if _led_to(act, actor) and actor.value.form != "epithet"]
            return (led or [actor for actor in near if actor.first <= at + 3])[:1]
    return []


def ascribed_by_another(act: Act) -> Actors:
    """``نسبت Y الغارات إلى X``."""
    before = act.tokens[max(act.first - _ASCRIBER, 0) : act.first]
    if not act.noun or not any(starts(token.key, _ASCRIBED) for token in before):
        return []
    return [actor for actor in act.actors if actor.first >= act.last and _led_to(act, actor)][:1]


_ASCRIBER = 4  # words from ``نسبت`` to what it ascribes, its subject between


def _led_to(act: Act, actor: Mention[ActorMention]) -> bool:
    return "ل" in actor.value.clitics or act.tokens[actor.first - 1].key == "الي"
