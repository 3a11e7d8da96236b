"""The rules that find the agents of one trigger by the weapons they used; their order and their examples are in ``agents``."""

from __future__ import annotations

from workers.extractor.actors import ActorMention, words
from workers.extractor.tokens import Mention
from workers.extractor.who.acts import CLAUSE, Act, Actors, may_act


def with_weapon(act: Act) -> Actors:
    """``بمسيّرة تركية``, ``بواسطة طائرات X`` after the act."""
    for actor in act.actors:
        after = act.last <= actor.first < act.last + CLAUSE
        instrument = "ب" in actor.value.clitics or (actor.first and words().of(act.tokens[actor.first - 1]) & {"by"})
        named = may_act(actor) and actor.value.certainty != "unnamed"
        if after and instrument and actor.value.form in ("aircraft", "unknown") and named:
            return [actor]
        if after and actor.value.form == "nisba" and may_act(actor) and _of_blows(act, actor):
            return [actor]
    return []


def _of_blows(act: Act, actor: Mention[ActorMention]) -> bool:
    """``استهداف الميناء بـ13 غارة أميركية``: the adjective of the blows it was done with."""
    at = actor.first - 1
    while at > act.last and "event_adjective" in words().of(act.tokens[at]):
        at -= 1
    if "event_noun" not in words().of(act.tokens[at]) or at < act.last:
        return False
    if act.tokens[at].key.startswith("ب"):
        return True
    return act.tokens[at - 1].kind == "number" and any(token.key.startswith("ب") for token in act.tokens[at - 2 : at])


def whose_weapon_fell(act: Act) -> Actors:
    """``سقط صاروخ X``, ``شظايا صاروخ X``: the shell that fell is the doer's."""
    for actor in act.actors:
        falls = act.first <= actor.first <= act.last and "weapon_head" in words().of(act.tokens[actor.first])
        if falls and may_act(actor) and actor.value.certainty != "unnamed" and not actor.value.clitics:
            return [actor]
    return []
