"""Whose ``الجيش`` it is in somebody's words: the speaker's own.

``قال البنتاغون إن الجيش نفذ ضربات في سوريا``: a state that says ``الجيش``, ``القوات المسلحة``, ``سلاح الجو`` without more means its own,
whatever country the article is about. It must stand right behind ``إن`` or a colon. Russia is left out: in Syria it speaks of the Syrian
army so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workers.extractor.actors import ActorMention, canonical_name, words
from workers.extractor.phrases import conjoined, is_any
from workers.extractor.sources import SourceMention, find_sources, is_saying, source_of_actor
from workers.extractor.tokens import Mention, Sentence
from workers.extractor.who.acts import AIR_POWERS, is_adverb
from workers.extractor.word_sets import word_set

_STATES = AIR_POWERS - {"russia", "coalition", "saudi_coalition"}
_ARMY = word_set("army")
_GOES_ON = word_set("speaking_on")
_THAT = frozenset({"ان", "بان"})
_ASIDE = 8  # words of a name, a place, a time between the speaker and ``إن``
_OFFICE = 6  # words of an office between ``قال`` and who holds it
_KINDS = frozenset({"military", "government", "actor"})


def own_armies(
    sentence: Sentence, actors: Sequence[Mention[ActorMention]], carried: Sequence[Mention[SourceMention]]
) -> tuple[Mention[ActorMention], ...]:
    """The actors of the sentence, each army without a country in the words of a state made that state's; ``carried`` are the speakers of
    the sentence before, with whom this one goes on."""
    return tuple(_owned(sentence, actor, actors, carried) if _is_army(actor) else actor for actor in actors)


def _is_army(actor: Mention[ActorMention]) -> bool:
    called = actor.sentence.tokens[actor.first : actor.last]
    return actor.value.form == "epithet" and all(is_any(token.key, _ARMY) for token in called)


def _owned(
    sentence: Sentence,
    army: Mention[ActorMention],
    actors: Sequence[Mention[ActorMention]],
    carried: Sequence[Mention[SourceMention]],
) -> Mention[ActorMention]:
    that = _that_before(sentence, army.first)
    if army.first == 1 and sentence.tokens[0].key in _GOES_ON:
        state = _carried_state(carried)  # وأضاف الجيش
    else:
        state = _state_speaking(sentence, that, actors, carried) if that is not None else ""
    if not state or state == army.value.actor_id:
        return army
    listed = any(said.value.actor_id == state for said in find_sources(sentence))  # whoever is not listed claims it all the same
    value = replace(army.value, actor_id=state, name=canonical_name(state), speaks=army.value.speaks or not listed)
    return replace(army, value=value, rule="army of who speaks")


def _that_before(sentence: Sentence, first: int) -> int | None:
    """Where the ``إن`` stands that the name at ``first`` is the subject behind."""
    at = first - 1
    while at > 0 and is_adverb(sentence.tokens[at]) and sentence.tokens[at].norm != ":":
        at -= 1
    return at if at >= 0 and (sentence.tokens[at].key in _THAT or sentence.tokens[at].norm == ":") else None


def _state_speaking(
    sentence: Sentence, that: int, actors: Sequence[Mention[ActorMention]], carried: Sequence[Mention[SourceMention]]
) -> str:
    """The state whose words begin at ``that``; empty where somebody else speaks."""
    spoken = [(said.last, said.value.actor_id) for said in find_sources(sentence) if said.value.kind in _KINDS and said.value.actor_id]
    for actor in actors:
        said = source_of_actor(sentence, actor.first, actor.last, actor.value.actor_id, actor.value.name)
        if said is not None or _holds_office(actor):
            spoken.append((actor.last, actor.value.actor_id))
    near = [(last, state) for last, state in spoken if that - _ASIDE <= last <= that and not _tells(sentence, last, that)]
    if near:
        return max(near)[1] if max(near)[1] in _STATES else ""
    return _carried_state(carried) if not find_sources(sentence) else ""


def _carried_state(carried: Sequence[Mention[SourceMention]]) -> str:
    first = next((said.value.actor_id for said in carried if said.value.kind in _KINDS), "")
    return first if first in _STATES else ""


def _holds_office(actor: Mention[ActorMention]) -> bool:
    """``قال وزير الدفاع فلان X``."""
    before = actor.sentence.tokens[max(actor.first - _OFFICE, 0) : actor.first]
    return actor.value.form == "leader" and any(is_saying(token) for token in before)


def _tells(sentence: Sentence, first: int, that: int) -> bool:
    """Does another deed stand between the speaker and ``إن``?"""
    between = sentence.tokens[first:that]
    return any("event_noun" in words().of(token) or ("light" in words().of(token) and conjoined(token.key)) for token in between)
