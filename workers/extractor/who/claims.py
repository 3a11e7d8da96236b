"""Claims: does the doer itself say that it did it?

    claim          تبنى X الهجوم؛ هجوم تبنته X
    own statement  the article is X's; قالت X إنها قصفت
    own account    X, named elsewhere as the doer, tells of the strike in a sentence that names no other

What X announces on another occasion (``بعدما أعلن X``, ``غداة إعلان X``) is no claim of this strike.
"""

from __future__ import annotations

from collections.abc import Sequence

from workers.extractor.actors import ActorMention, words
from workers.extractor.phrases import conjoined, starts
from workers.extractor.sources import SourceMention, is_saying
from workers.extractor.tokens import Mention, Token
from workers.extractor.who.agents import Agent
from workers.extractor.who.testimony import Named, Testimony, names_somebody, same_side, speaks_for
from workers.extractor.word_sets import word_set

CLAIM = "claims it"
UNLISTED = "claimant whom no list knows"
_SAYS_SO = frozenset({"announce", "confirm", "say", "report", "allege"})


def claimant(named: Named) -> str | None:
    """Who claims it in a sentence that names him as the doer."""
    for agent, testimony in named:
        if agent.certainty == "plain" and (agent.mention.value.speaks or agent.rule == CLAIM or _claims(agent.mention)):
            return agent.actor_id
        for mention in testimony.sources:
            if agent.certainty == "plain" and _in_its_statement(mention, agent.mention):
                return agent.actor_id
            speaks_for_doer = mention.value.actor_id and speaks_for(mention.value.actor_id, agent.actor_id)
            if (
                speaks_for_doer
                and not on_occasion(mention, agent)
                and mention.value.strength in _SAYS_SO
                and agent.certainty in ("plain", "suspected")
            ):
                return mention.value.source_id
        if agent.certainty == "plain" and (_says_itself(agent.mention) or _announced_deed(agent.mention)):
            return agent.actor_id
        if words().first_in(testimony.sentence, "claim") is not None and agent.certainty == "plain" and not testimony.sources:
            return agent.actor_id
    return None


_ITS = frozenset({"له", "لها", "لهم"})


def _in_its_statement(said: Mention[SourceMention], doer: Mention[ActorMention]) -> bool:
    """``استهدف X، بحسب بيان له، الثكنة``."""
    tokens = said.sentence.tokens
    statement = said.value.source_id == "statement" and said.sentence is doer.sentence and doer.last <= said.first
    its = tokens[said.last - 1].key.endswith(("بيانه", "بيانها")) or any(token.key in _ITS for token in tokens[said.last : said.last + 1])
    return statement and its


def _claims(doer: Mention[ActorMention]) -> bool:
    """``هجوم تبنته X``."""
    before = doer.sentence.tokens[doer.first - 1] if doer.first else None
    return before is not None and "claim" in words().of(before) and before.key.endswith(("ه", "ها", "هما"))


_ITSELF = word_set("that_itself")
_ASIDE = 8  # words of an aside between a name and its verb of saying


def _says_itself(doer: Mention[ActorMention]) -> bool:
    """``وكانت X، الجناح العسكري لـY، قد أعلنت أنها قصفت``: who tells of a deed of its own, an aside between."""
    tokens = doer.sentence.tokens
    said = range(doer.last, min(doer.last + _ASIDE, len(tokens) - 1))
    says = (at for at in said if is_saying(tokens[at]) and not conjoined(tokens[at].key) and not tokens[at].key.startswith("ب"))
    return any(tokens[at + 1].key in _ITSELF for at in says)  # not بزعم أنها


_BEFORE_DEED = 5  # words of time between ``أعلن`` and the deed


def _announced_deed(doer: Mention[ActorMention]) -> bool:
    """``X ... وكان قد أعلن قبل ساعات اغتيال فلان``: a deed of its own, without a name in between."""
    tokens = doer.sentence.tokens
    for at in range(doer.last + 1, len(tokens) - 1):
        if tokens[at].key in ("اعلن", "اعلنت", "اعلنوا") and tokens[at - 1].key in ("قد", "كان", "كانت"):
            behind = tokens[at + 1 : at + 1 + _BEFORE_DEED]
            return any("object_of" in words().of(here) or starts(here.key, ("اغتيال", "شن", "تنفيذ")) for here in behind)
    return False


_SINCE = word_set("who.claims.since")
_TITLE = 4  # words between ``إعلان`` and who announces


def on_occasion(said: Mention[SourceMention], agent: Agent) -> bool:
    """``قصف X البلدة بعيد إعلان X سقوط صاروخ``: what is announced is the occasion of the strike, not the strike."""
    if said.sentence is not agent.mention.sentence:
        return False
    return (agent.mention.last <= said.first and _is_occasion(said)) or _announced_before(said, agent)


def _announced_before(said: Mention[SourceMention], agent: Agent) -> bool:
    """``لم تمض ساعات على إعلان X إطلاق صاروخ، حتى أغارت مقاتلات Y``: the other side's announcement, in a clause of its own."""
    tokens = said.sentence.tokens
    ended = any(token.kind == "punct" or token.key == "حتي" for token in tokens[said.last : agent.mention.first])
    announced = any(tokens[at].key == "اعلان" and tokens[at - 1].key in _SINCE for at in range(max(said.first - _TITLE, 1), said.first))
    return bool(said.value.actor_id) and not same_side(said.value.actor_id, agent.actor_id) and ended and announced


def _is_occasion(said: Mention[SourceMention]) -> bool:
    """``غداة إعلان X``, ``بعدما نشر X بيانا``."""
    tokens = said.sentence.tokens
    return any(
        (tokens[at].key == "اعلان" and tokens[at - 1].key in _SINCE) or (is_saying(tokens[at]) and _after_which(tokens, at))
        for at in range(max(said.first - _TITLE, 1), said.first)
    )


def _after_which(tokens: tuple[Token, ...], at: int) -> bool:
    """``بعدما أعلن``, ``بعد أن زعم``, ``بعد أن كان قد أنذر``."""
    back = at - 1
    while back > 1 and tokens[back].key in ("قد", "كان", "كانت"):
        back -= 1
    return tokens[back].key in ("بعدما", "عقبما", "قبلما") or (tokens[back].key == "ان" and tokens[back - 1].key in _SINCE)


def own_account(named: Named, testimonies: Sequence[Testimony]) -> str | None:
    """The doer, named elsewhere, tells of the strike in a sentence that names no other doer."""
    doers = {agent.actor_id for agent, _ in named if agent.certainty == "plain"}
    for testimony in testimonies:
        if not any(names_somebody(agent) for agent in testimony.agents):
            for mention in testimony.sources:
                if mention.value.strength not in _SAYS_SO or mention.value.kind == "agency" or _is_occasion(mention):
                    continue
                if mention.value.actor_id in doers:
                    return mention.value.source_id
    return None
