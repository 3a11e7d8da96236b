"""How sure the text is of who struck: the policy.

An event is told in one or several sentences; each gives a :class:`Testimony`: the agents that its grammar names and the sources that it
names. Decided in this order, over all of them:

1. **unknown**: nobody is named, or the text says that nobody knows (``مجهولة``, ``لم يُعرف``), and no sentence suspects anybody.
   A claim of somebody whom no list knows is a claim all the same (``claims``).
2. **disputed**: one who is named as the doer denies it, or two sources name different doers.
3. **claimed**: the doer, or one who speaks for it, says so itself in a sentence that names it as the doer, or gives its own account of a
   strike that another sentence plainly calls its own.
4. **suspected**: everybody who is named is named with doubt (``يرجح``, ``يُعتقد``, ``X أو Y``).
5. **stated**: some sentence names the doer in the article's own voice.
6. **reported**: the doer is named only in the words of a source.

A claim stands even where others report the same; what X announces on another occasion claims nothing. A doubt in one sentence does not
weaken a plain statement in another. What is read only from weak signs (the only actor of a sentence) yields to what a rule of grammar
reads elsewhere. The actors are given best first: plain before suspected, then by how often they are named; ``unknown`` alone where nobody
is named. ``attributed_by`` is the claimant for a claim, the one who denies for a dispute, else the best source, monitors and officials
before anonymous ones.

The outlet's own correspondent speaks with the article's own voice.
Whoever the lexicon of sources does not know still makes a sentence his words, where he opens it (``أفاد فلان بأن``); ``وقال Y`` after the
doer begins another statement, and does not make the first one Y's words. A speaker for the doer who says that it has no part in it
(``لا علاقة له``, ``من فعل غيره``) denies it.

What it misses: claims made in the first person without a name (``استهدفنا``) beyond the sentence of their speaker; irony and scare quotes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.model import Attribution
from workers.extractor.actors import words
from workers.extractor.phrases import conjoined
from workers.extractor.sources import SourceMention, is_saying
from workers.extractor.tokens import Mention, Sentence
from workers.extractor.who.agents import Agent
from workers.extractor.who.claims import UNLISTED, claimant, on_occasion, own_account
from workers.extractor.who.testimony import Named, Testimony, names_somebody, same_side, testify
from workers.extractor.word_sets import word_set

__all__ = ["AIR_FORCE", "ARMED_ALONE", "SAME_AIRCRAFT", "WEAK_RULES", "Testimony", "Verdict", "judge", "same_side", "testify"]

AIR_FORCE = "the only air force of the war"
ARMED_ALONE = "the only side with such arms"
SAME_AIRCRAFT = "the aircraft told before"
WEAK_RULES = frozenset({"the only actor", "with whose weapon", "mutual", AIR_FORCE, ARMED_ALONE, SAME_AIRCRAFT})
_BEST_KINDS = (
    "actor",
    "military",
    "monitor",
    "agency",
    "government",
    "health",
    "rescue",
    "group",
    "network",
    "broadcaster",
    "paper",
    "person",
    "anonymous",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The attribution of one event: its actors best first (never empty), how sure, by whom, and which step decided."""

    agents: tuple[Agent, ...]
    actor_ids: tuple[str, ...]
    attribution: Attribution
    attributed_by: str | None
    reason: str


def judge(testimonies: Sequence[Testimony]) -> Verdict:
    """Who did it, and how sure the text is. Raises nothing; without testimonies the actor is unknown."""
    kept = _without_weak(testimonies)
    named = [(agent, testimony) for testimony in kept for agent in testimony.agents if names_somebody(agent)]
    if not named:
        nobody = [agent for testimony in kept for agent in testimony.agents if agent.actor_id == "unknown"]
        unknown = tuple(sorted(nobody, key=lambda agent: agent.mention.rule != UNLISTED))[:1]
        claimed = any(agent.mention.rule == UNLISTED for agent in unknown)
        said = (Attribution.CLAIMED, None, "somebody says so") if claimed else (Attribution.UNKNOWN, None, "nobody is named")
        return Verdict(unknown, ("unknown",), *said)
    agents = _best_first([agent for agent, _ in named])
    attribution, by, reason = _decide(named, kept)
    return Verdict(agents, tuple(agent.actor_id for agent in agents), attribution, by, reason)


def _is_called_unknown(agent: Agent) -> bool:
    """``طائرات مجهولة``."""
    return agent.actor_id == "unknown" and agent.certainty == "plain"


def _without_weak(testimonies: Sequence[Testimony]) -> list[Testimony]:
    """Weak readings go where a sound one names somebody, or calls him unknown."""
    sound = any(
        agent.rule not in WEAK_RULES and (names_somebody(agent) or _is_called_unknown(agent))
        for testimony in testimonies
        for agent in testimony.agents
    )
    if not sound:
        return list(testimonies)
    return [
        Testimony(each.sentence, tuple(agent for agent in each.agents if agent.rule not in WEAK_RULES), each.sources, each.denied_by)
        for each in testimonies
    ]


def _best_first(agents: list[Agent]) -> tuple[Agent, ...]:
    counts = Counter(agent.actor_id for agent in agents)
    plain = {agent.actor_id for agent in agents if agent.certainty == "plain"}
    first = {agent.actor_id: agent for agent in reversed(agents)}
    order = sorted(dict.fromkeys(agent.actor_id for agent in agents), key=lambda actor_id: (actor_id not in plain, -counts[actor_id]))
    return tuple(first[actor_id] for actor_id in order)


def _decide(named: Named, testimonies: Sequence[Testimony]) -> tuple[Attribution, str | None, str]:
    denier = _denied(named, testimonies)
    if denier:
        return Attribution.DISPUTED, denier, "the doer denies it"
    if _sources_differ(named):
        return Attribution.DISPUTED, _best_source(testimonies), "sources name different doers"
    claims = claimant(named) or own_account(named, testimonies)
    if claims:
        return Attribution.CLAIMED, claims, "the doer says so"
    if all(agent.certainty in ("suspected", "alternative") for agent, _ in named):
        return Attribution.SUSPECTED, _best_source(testimonies), "named only with doubt"
    if any(agent.certainty == "plain" and not _in_their_words(agent, testimony) for agent, testimony in named):
        return Attribution.STATED, None, "in the article's own voice"
    return Attribution.REPORTED, _best_source(testimonies), "in the words of a source"


def _in_their_words(agent: Agent, testimony: Testimony) -> bool:
    """Does any source of the sentence speak of the agent? Not the outlet's own reporter, nor a ``وقال`` that begins another statement."""
    said_so = [said for said in testimony.sources if said.value.source_id != "correspondent" and not on_occasion(said, agent)]
    others = [said for said in said_so if not _of_the_toll(said, agent)]
    return any(not _begins_anew(said, testimony.sentence, agent.mention.last) for said in others)


_ASIDE = 3  # words between ``أسفر`` and ``وفق``


def _of_the_toll(said: Mention[SourceMention], agent: Agent) -> bool:
    """``قصفت X المخيم، ما أسفر وفق الدفاع المدني عن قتلى``: the source counted the dead; behind them it would speak of all."""
    if said.sentence is not agent.mention.sentence or said.first < agent.mention.last:
        return False
    tokens = said.sentence.tokens
    results = [at for at in range(agent.mention.last, said.first) if "result" in words().of(tokens[at])]
    goes_on = any(token.key in ("عن", "الي", "في") for token in tokens[said.last : said.last + _ASIDE])
    return bool(results) and said.first - results[-1] <= _ASIDE + 1 and goes_on


_BACK = 6  # tokens between a verb of saying and its speaker
_ALSO = word_set("attribution.also")


def _begins_anew(said: Mention[SourceMention], sentence: Sentence, last: int) -> bool:
    if said.sentence is not sentence or said.first < last:
        return False
    tokens = sentence.tokens
    verb = next((at for at in range(said.first - 1, max(said.first - 1 - _BACK, last), -1) if is_saying(tokens[at])), None)
    return verb is not None and (conjoined(tokens[verb].key) or tokens[verb - 1].key in _ALSO)


def _denied(named: Named, testimonies: Sequence[Testimony]) -> str | None:
    ids = [agent.actor_id for agent, _ in named]
    return next((denier for each in testimonies for denier in each.denied_by if any(same_side(denier, actor_id) for actor_id in ids)), None)


def _sources_differ(named: Named) -> bool:
    """Two sentences, each from its own sources, whose doers have no side in common."""
    said = [(testimony, {agent.actor_id for agent, each in named if each is testimony}) for _, testimony in named if testimony.sources]
    return any(_differ(one, other) for index, one in enumerate(said) for other in said[index + 1 :])


def _differ(one: tuple[Testimony, set[str]], other: tuple[Testimony, set[str]]) -> bool:
    speakers = [{mention.value.source_id for mention in testimony.sources} for testimony, _ in (one, other)]
    apart = not any(same_side(here, there) for here in one[1] for there in other[1])
    return apart and not speakers[0] & speakers[1]


def _best_source(testimonies: Sequence[Testimony]) -> str | None:
    found = [mention.value for testimony in testimonies for mention in testimony.sources]
    best = min(found, key=lambda value: _BEST_KINDS.index(value.kind) if value.kind in _BEST_KINDS else len(_BEST_KINDS), default=None)
    return best.source_id if best else None
