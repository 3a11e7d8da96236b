"""How sure the text is of who struck: the policy.

An event is told in one or several sentences; each gives a :class:`Testimony`: the agents that its grammar names and the sources that it
names. Decided in this order, over all of them:

1. **unknown**: nobody is named, or the text says that nobody knows (``مجهولة``, ``لم يُعرف``), and no sentence suspects anybody.
2. **disputed**: one who is named as the doer denies it, or two sources name different doers.
3. **claimed**: the doer, or one who speaks for it, says so itself in a sentence that names it as the doer, or gives its own account of a
   strike that another sentence plainly calls its own.
4. **suspected**: everybody who is named is named with doubt (``يرجح``, ``يُعتقد``, ``X أو Y``).
5. **stated**: some sentence names the doer in the article's own voice.
6. **reported**: the doer is named only in the words of a source.

A claim stands even where others report the same. A doubt in one sentence does not weaken a plain statement in another. What is read
only from weak signs (the only actor of a sentence) yields to what a rule of grammar reads elsewhere. The actors are given best first:
plain before suspected, then by how often they are named; ``unknown`` alone where nobody is named. ``attributed_by`` is the claimant for a
claim, the one who denies for a dispute, else the best source, monitors and officials before anonymous ones.

The outlet's own correspondent speaks with the article's own voice.
Whoever the lexicon of sources does not know still makes a sentence his words, where he opens it (``أفاد فلان بأن``); ``وقال Y`` after the
doer begins another statement, and does not make the first one Y's words. A speaker for the doer who says that it has no part in it
(``لا علاقة له``, ``من فعل غيره``) denies it.

What it misses: claims made in the first person without a name (``استهدفنا``) beyond the sentence of their speaker; irony and scare quotes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.model import Attribution
from workers.extractor.actors import ActorMention, words
from workers.extractor.phrases import conjoined
from workers.extractor.sources import SourceMention, find_sources, is_saying, source_of_actor, unlisted
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.who.agents import Agent

Sources = tuple[Mention[SourceMention], ...]
UNLISTED = "claimant whom no list knows"
AIR_FORCE = "the only air force of the war"
WEAK_RULES = frozenset({"the only actor", "with whose weapon", "mutual", AIR_FORCE})
_SIDES = (
    {"usa", "coalition"},
    {"saudi_coalition", "saudi_arabia", "yemen_gov"},
    {"iran", "iran_backed"},
    {"palestinian_factions", "hamas"},
    {"palestinian_factions", "pij"},
)
_SAYS_SO = frozenset({"announce", "confirm", "say", "report", "allege"})
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
class Testimony:
    """What one sentence says of who did it, and from whom it has that. ``denied_by`` are actors that deny a part in it."""

    sentence: Sentence
    agents: tuple[Agent, ...] = ()
    sources: Sources = ()
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The attribution of one event: its actors best first (never empty), how sure, by whom, and which step decided."""

    agents: tuple[Agent, ...]
    actor_ids: tuple[str, ...]
    attribution: Attribution
    attributed_by: str | None
    reason: str


def testify(sentence: Sentence, agents: Sequence[Agent], actors: Sequence[Mention[ActorMention]], carried: Sources) -> Testimony:
    """The testimony of one sentence. ``carried`` are the sources of the sentence before, where this one goes on with them
    (:func:`workers.extractor.sources.carries_on`)."""
    sources = [_as_read(mention, actors) for mention in find_sources(sentence)]
    for actor in actors:
        if actor.value.actor_id != "unknown" and actor.value.form not in ("nisba", "aircraft"):
            spoken = source_of_actor(sentence, actor.first, actor.last, actor.value.actor_id, actor.value.name)
            over = [said for said in sources if said.first < actor.last and actor.first < said.last]
            if spoken and not any(said.value.actor_id for said in over):  # حكومة X, read as حكومة
                sources = [said for said in sources if said not in over] + [spoken]
    told = tuple(sources) or carried
    person = None if told else unlisted(sentence)
    return Testimony(sentence, tuple(agents), told or ((person,) if person else ()), tuple(_deniers(sources)))


def _as_read(said: Mention[SourceMention], actors: Sequence[Mention[ActorMention]]) -> Mention[SourceMention]:
    """``المتحدث باسم التحالف`` speaks for the coalition that the article is about."""
    inside = next((actor for actor in actors if said.first <= actor.first < said.last and actor.value.form == "epithet"), None)
    if inside is None or inside.value.actor_id in (said.value.actor_id, "unknown") or not said.value.actor_id:
        return said
    actor_id = inside.value.actor_id
    return replace(said, value=replace(said.value, source_id=f"{actor_id}_spokesman", actor_id=actor_id))


def _deniers(sources: Sequence[Mention[SourceMention]]) -> list[str]:
    return [mention.value.actor_id for mention in sources if mention.value.strength == "deny" and mention.value.actor_id]


def same_side(one: str, other: str) -> bool:
    """Does the one speak for the other?"""
    return one == other or any(one in side and other in side for side in _SIDES)


def judge(testimonies: Sequence[Testimony]) -> Verdict:
    """Who did it, and how sure the text is. Raises nothing; without testimonies the actor is unknown."""
    kept = _without_weak(testimonies)
    named = [(agent, testimony) for testimony in kept for agent in testimony.agents if _names_somebody(agent)]
    if not named:
        nobody = [agent for testimony in kept for agent in testimony.agents if agent.actor_id == "unknown"]
        unknown = tuple(sorted(nobody, key=lambda agent: agent.mention.rule != UNLISTED))[:1]
        claimed = any(agent.mention.rule == UNLISTED for agent in unknown)
        said = (Attribution.CLAIMED, None, "somebody says so") if claimed else (Attribution.UNKNOWN, None, "nobody is named")
        return Verdict(unknown, ("unknown",), *said)
    agents = _best_first([agent for agent, _ in named])
    attribution, by, reason = _decide(named, kept)
    return Verdict(agents, tuple(agent.actor_id for agent in agents), attribution, by, reason)


def _names_somebody(agent: Agent) -> bool:
    return agent.actor_id != "unknown" and agent.certainty != "undetermined"


def _is_called_unknown(agent: Agent) -> bool:
    """``طائرات مجهولة``."""
    return agent.actor_id == "unknown" and agent.certainty == "plain"


def _without_weak(testimonies: Sequence[Testimony]) -> list[Testimony]:
    """Weak readings go where a sound one names somebody, or calls him unknown."""
    sound = any(
        agent.rule not in WEAK_RULES and (_names_somebody(agent) or _is_called_unknown(agent))
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


_Named = Sequence[tuple[Agent, Testimony]]


def _decide(named: _Named, testimonies: Sequence[Testimony]) -> tuple[Attribution, str | None, str]:
    denier = _denied(named, testimonies)
    if denier:
        return Attribution.DISPUTED, denier, "the doer denies it"
    if _sources_differ(named):
        return Attribution.DISPUTED, _best_source(testimonies), "sources name different doers"
    claimant = _claimant(named) or _own_account(named, testimonies)
    if claimant:
        return Attribution.CLAIMED, claimant, "the doer says so"
    if all(agent.certainty in ("suspected", "alternative") for agent, _ in named):
        return Attribution.SUSPECTED, _best_source(testimonies), "named only with doubt"
    if any(agent.certainty == "plain" and not _in_their_words(agent, testimony) for agent, testimony in named):
        return Attribution.STATED, None, "in the article's own voice"
    return Attribution.REPORTED, _best_source(testimonies), "in the words of a source"


def _in_their_words(agent: Agent, testimony: Testimony) -> bool:
    """Does any source of the sentence speak of the agent? Not the outlet's own reporter, nor a ``وقال`` that begins another statement."""
    others = [said for said in testimony.sources if said.value.source_id != "correspondent" and not _on_occasion(said, agent)]
    return any(not _begins_anew(said, testimony.sentence, agent.mention.last) for said in others)


_BACK = 6  # tokens between a verb of saying and its speaker
_ALSO = frozenset({"فيما", "بينما", "كما", "حين"})


def _begins_anew(said: Mention[SourceMention], sentence: Sentence, last: int) -> bool:
    if said.sentence is not sentence or said.first < last:
        return False
    tokens = sentence.tokens
    verb = next((at for at in range(said.first - 1, max(said.first - 1 - _BACK, last), -1) if is_saying(tokens[at])), None)
    return verb is not None and (conjoined(tokens[verb].key) or tokens[verb - 1].key in _ALSO)


def _denied(named: _Named, testimonies: Sequence[Testimony]) -> str | None:
    ids = [agent.actor_id for agent, _ in named]
    return next((denier for each in testimonies for denier in each.denied_by if any(same_side(denier, actor_id) for actor_id in ids)), None)


def _sources_differ(named: _Named) -> bool:
    """Two sentences, each from its own sources, whose doers have no side in common."""
    said = [(testimony, {agent.actor_id for agent, each in named if each is testimony}) for _, testimony in named if testimony.sources]
    return any(_differ(one, other) for index, one in enumerate(said) for other in said[index + 1 :])


def _differ(one: tuple[Testimony, set[str]], other: tuple[Testimony, set[str]]) -> bool:
    speakers = [{mention.value.source_id for mention in testimony.sources} for testimony, _ in (one, other)]
    apart = not any(same_side(here, there) for here in one[1] for there in other[1])
    return apart and not speakers[0] & speakers[1]


def _claimant(named: _Named) -> str | None:
    for agent, testimony in named:
        if agent.mention.value.speaks and agent.certainty == "plain":
            return agent.actor_id
        for mention in testimony.sources:
            speaks_for_doer = mention.value.actor_id and same_side(mention.value.actor_id, agent.actor_id)
            if (
                speaks_for_doer
                and not _on_occasion(mention, agent)
                and mention.value.strength in _SAYS_SO
                and agent.certainty in ("plain", "suspected")
            ):
                return mention.value.source_id
        if agent.certainty == "plain" and _says_itself(agent.mention):
            return agent.actor_id
        if words().anywhere(testimony.sentence.tokens, "claim") is not None and agent.certainty == "plain" and not testimony.sources:
            return agent.actor_id
    return None


_ITSELF = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم"})
_ASIDE = 8  # words of an aside between a name and its verb of saying


def _says_itself(doer: Mention[ActorMention]) -> bool:
    """``وكانت X، الجناح العسكري لـY، قد أعلنت أنها قصفت``: who tells of a deed of its own, an aside between."""
    tokens = doer.sentence.tokens
    said = range(doer.last, min(doer.last + _ASIDE, len(tokens) - 1))
    says = (at for at in said if is_saying(tokens[at]) and not conjoined(tokens[at].key) and not tokens[at].key.startswith("ب"))
    return any(tokens[at + 1].key in _ITSELF for at in says)  # not بزعم أنها


_SINCE = frozenset({"بعد", "بعيد", "عقب", "قبيل", "قبل", "منذ", "رغم", "اثر", "غداه", "عشيه", "علي", "من"})
_TITLE = 4  # words between ``إعلان`` and who announces


def _on_occasion(said: Mention[SourceMention], agent: Agent) -> bool:
    """``قصف X البلدة بعيد إعلان X سقوط صاروخ``: what is announced is the occasion of the strike, not the strike."""
    return said.sentence is agent.mention.sentence and agent.mention.last <= said.first and _is_occasion(said)


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


def _own_account(named: _Named, testimonies: Sequence[Testimony]) -> str | None:
    """The doer, named elsewhere, tells of the strike in a sentence that names no other doer."""
    doers = {agent.actor_id for agent, _ in named if agent.certainty == "plain"}
    for testimony in testimonies:
        if not any(_names_somebody(agent) for agent in testimony.agents):
            for mention in testimony.sources:
                if mention.value.strength not in _SAYS_SO or mention.value.kind == "agency" or _is_occasion(mention):
                    continue
                if mention.value.actor_id in doers:
                    return mention.value.source_id
    return None


def _best_source(testimonies: Sequence[Testimony]) -> str | None:
    found = [mention.value for testimony in testimonies for mention in testimony.sources]
    best = min(found, key=lambda value: _BEST_KINDS.index(value.kind) if value.kind in _BEST_KINDS else len(_BEST_KINDS), default=None)
    return best.source_id if best else None
