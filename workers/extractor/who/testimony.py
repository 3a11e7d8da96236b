"""What one sentence says of who did it, and from whom it has that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.extractor.actors import ActorMention, words
from workers.extractor.sources import SourceMention, find_sources, source_of_actor, unlisted
from workers.extractor.tokens import Mention, Sentence
from workers.extractor.who.agents import Agent

Sources = tuple[Mention[SourceMention], ...]
_SIDES = (
    {"usa", "coalition"},
    {"saudi_coalition", "saudi_arabia", "yemen_gov"},
    {"iran", "iran_backed"},
    {"palestinian_factions", "hamas"},
    {"palestinian_factions", "pij"},
)


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one sentence says of who did it, and from whom it has that. ``denied_by`` are actors that deny a part in it."""

    sentence: Sentence
    agents: tuple[Agent, ...] = ()
    sources: Sources = ()
    denied_by: tuple[str, ...] = ()


Named = Sequence[tuple[Agent, Testimony]]


def testify(sentence: Sentence, agents: Sequence[Agent], actors: Sequence[Mention[ActorMention]], carried: Sources) -> Testimony:
    """The testimony of one sentence. ``carried`` are the sources of the sentence before, where this one goes on with them
    (:func:`workers.extractor.sources.carries_on`)."""
    sources = [_as_read(mention, actors) for mention in find_sources(sentence)]
    for actor in actors:
        if actor.value.actor_id != "unknown" and actor.value.form not in ("nisba", "aircraft") and not _is_deed(actor):
            spoken = source_of_actor(sentence, actor.first, actor.last, actor.value.actor_id, actor.value.name)
            over = [said for said in sources if said.first < actor.last and actor.first < said.last]
            if spoken and not any(said.value.actor_id for said in over):  # حكومة X, read as حكومة
                sources = [said for said in sources if said not in over] + [spoken]
    told = tuple(sources) or carried
    person = None if told else unlisted(sentence)
    return Testimony(sentence, tuple(agents), told or ((person,) if person else ()), tuple(_deniers(sources)))


def _is_deed(actor: Mention[ActorMention]) -> bool:
    """``تصاعد العدوان الإسرائيلي: قتلى``: no deed speaks."""
    return "event_noun" in words().of(actor.sentence.tokens[actor.first])


def _as_read(said: Mention[SourceMention], actors: Sequence[Mention[ActorMention]]) -> Mention[SourceMention]:
    """``المتحدث باسم التحالف`` speaks for the coalition that the article is about, ``مصدر عسكري في X`` for X."""
    if said.value.source_id in _OF_SOMEBODY:
        behind = range(said.last, said.last + 2)
        whose = next((actor for actor in actors if actor.first in behind and _led_by_in(said, actor)), None)
        return said if whose is None else replace(said, value=replace(said.value, actor_id=whose.value.actor_id))
    inside = next((actor for actor in actors if said.first <= actor.first < said.last and actor.value.form == "epithet"), None)
    if inside is None or inside.value.actor_id in (said.value.actor_id, "unknown") or not said.value.actor_id:
        return said
    if said.sentence.tokens[said.first].key == "المركز":
        return said  # المركز الإعلامي للقوات المسلحة X: listed with its whole name
    actor_id = inside.value.actor_id
    return replace(said, value=replace(said.value, source_id=f"{actor_id}_spokesman", actor_id=actor_id))


_OF_SOMEBODY = frozenset({"military_source", "security_source", "officials"})


def _led_by_in(said: Mention[SourceMention], actor: Mention[ActorMention]) -> bool:
    """``مصدر عسكري في الفتح المبين``, ``قيادي من قسد``."""
    before = said.sentence.tokens[actor.first - 1].key
    led = before in ("في", "من", "لدي", "ب") if actor.first > said.last else actor.value.clitics in ("ب", "ل")
    return led and actor.value.form in ("force", "epithet") and actor.value.actor_id != "unknown"


def _deniers(sources: Sequence[Mention[SourceMention]]) -> list[str]:
    return [mention.value.actor_id for mention in sources if mention.value.strength == "deny" and mention.value.actor_id]


def same_side(one: str, other: str) -> bool:
    """Does the one speak for the other?"""
    return one == other or any(one in side and other in side for side in _SIDES)


_ALLIES_WHO_ONLY_REPORT = frozenset({"yemen_gov"})  # their sources tell of raids that others flew


def speaks_for(speaker: str, doer: str) -> bool:
    """Is what the one says of the other's deed a claim?"""
    return speaker == doer or (same_side(speaker, doer) and speaker not in _ALLIES_WHO_ONLY_REPORT)


def names_somebody(agent: Agent) -> bool:
    """Is it said who did it, were it only as a suspicion?"""
    return agent.actor_id != "unknown" and agent.certainty != "undetermined"
