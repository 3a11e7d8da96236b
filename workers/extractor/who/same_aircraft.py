"""``واصل طيران X عدوانه. وفي كذا شن الطيران أربع غارات``: the aircraft are those of which the article spoke before.

Where the text has named the aircraft of one side only, though it told no strike of theirs yet, ``الطيران`` with the article is theirs.
Missed on purpose: helicopters and drones, which fly for others than the jets told before, and aircraft that nobody has named.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from workers.extractor.actors import ActorMention
from workers.extractor.event.events import Event
from workers.extractor.phrases import starts
from workers.extractor.tokens import Mention
from workers.extractor.who.agents import Agent
from workers.extractor.who.attribution import SAME_AIRCRAFT
from workers.extractor.word_sets import word_beginnings, word_set

_THE_AIRCRAFT = word_set("same_aircraft.words")
_OF_ANOTHER_KIND = word_beginnings("same_aircraft.other_kinds")
_KIND = 2  # words behind the aircraft that say of which kind they are


def aircraft_named(actors: Collection[Mention[ActorMention]]) -> list[Mention[ActorMention]]:
    """Whose jets a sentence names, those that were struck or shot down aside, and those of two (``طائرات تابعة لX وY``)."""
    behind = {mention.first for mention in actors}
    flown = (mention for mention in actors if mention.value.form == "aircraft" and mention.value.role != "victim")
    jets = (one for one in flown if not any(starts(token.key, _OF_ANOTHER_KIND) for token in one.sentence.tokens[one.first : one.last]))
    return [one for one in jets if not one.value.certainty and one.value.actor_id != "unknown" and one.last not in behind]


def same_aircraft(event: Event, here: Collection[Mention[ActorMention]], before: Mapping[str, Mention[ActorMention]]) -> list[Agent]:
    """Whose aircraft were named ``before`` (by owner), where of one side only, and the event tells of ``الطيران`` that nobody owns."""
    if len(before) != 1:
        return []
    unnamed = any(mention.value.certainty == "unnamed" and _is_the_known(mention) and _of_event(mention, event) for mention in here)
    return [Agent(replace(known, rule=SAME_AIRCRAFT), SAME_AIRCRAFT) for known in before.values()] if unnamed else []


def _of_event(mention: Mention[ActorMention], event: Event) -> bool:
    return event.start <= mention.first < event.end


def _is_the_known(mention: Mention[ActorMention]) -> bool:
    tokens = mention.sentence.tokens
    kinds = tokens[mention.first + 1 : mention.last + _KIND]
    return tokens[mention.first].key.removeprefix("و") in _THE_AIRCRAFT and not any(starts(token.key, _OF_ANOTHER_KIND) for token in kinds)
