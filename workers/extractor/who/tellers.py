"""Who has the word: ``أعلن المتحدث باسم X ...``, and sentences later still ``وأشار إلى استهداف``, with nobody else named as speaking.

What such a speaker tells in the passive is a deed of his own, where it was done in a land of his foes.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from workers.extractor.actors import ActorMention, canonical_name
from workers.extractor.sources import SourceMention, is_saying, source_of_actor
from workers.extractor.tokens import Mention, Sentence, Token
from workers.extractor.who.actor_names import known
from workers.extractor.who.acts import Actors
from workers.extractor.who.agent_speech import DONE, FIGHTERS, ITSELF

_NAME = 3  # tokens from the office of a spokesman to whom he speaks for
_REACH = 4  # sentences over which he keeps the word
_OPENING = 14  # tokens in which the verb of saying stands


class Teller:
    """Remembers, from sentence to sentence, the actor who spoke last for itself."""

    def __init__(self) -> None:
        self._actor, self._at = "", 0

    def of(self, sentence: Sentence, sources: Sequence[Mention[SourceMention]], actors: Sequence[Mention[ActorMention]]) -> str:
        """The actor that a sentence goes on to quote without naming it (``وأوضح أن``), or an empty string."""
        named = _named(sentence, sources, actors)
        if named or sources:
            self._actor, self._at = named, sentence.index
            return ""
        goes_on = any(is_saying(token) for token in sentence.tokens[:_OPENING]) and sentence.index - self._at <= _REACH
        self._at = sentence.index if goes_on else self._at
        return self._actor if goes_on else ""


def _named(sentence: Sentence, sources: Sequence[Mention[SourceMention]], actors: Sequence[Mention[ActorMention]]) -> str:
    """The actor that the sentence quotes: ``قال المتحدث باسم X``, ``أعلنت حركة X``."""
    told = next((source.value.actor_id for source in sources if source.value.actor_id), "")
    sure = [actor for actor in actors if actor.value.actor_id != "unknown"]
    office = (actor for source in sources for actor in sure if source.first <= actor.first <= source.last + _NAME)
    itself = (actor for actor in sure if source_of_actor(sentence, actor.first, actor.last, actor.value.actor_id, actor.value.name))
    return told or next((actor.value.actor_id for actor in (*office, *itself)), "")


def announced_on(sentence: Sentence, triggers: Sequence[tuple[int, int]], said: str, lands: Set[str | None]) -> Actors:
    """``وأفاد بأنه تم استهداف القاعدة``, ``وأشار إلى استهداف``: who has the word tells of his own deed, where what was struck lies in
    a land of his foes."""
    home = known().homes.get(said)
    abroad = lands.isdisjoint((home, None)) if home else lands <= _FOES_OF_FIGHTERS
    if said not in FIGHTERS | _STATES or not lands or not abroad:
        return []
    done = next(((first, last) for first, last in triggers if _tells_that_done(sentence.tokens, first)), None)
    named = ActorMention(said, canonical_name(said), "force", speaks=True)
    return [Mention(named, "speaker for an actor", sentence, *done)] if done is not None else []


_STATES, _FOES_OF_FIGHTERS = frozenset(("iran", "israel")), frozenset(("IL",))
_TO_THE_DEED = 4  # tokens from the verb of saying to what was done


def _tells_that_done(tokens: tuple[Token, ...], at: int) -> bool:
    """``بأنه تم استهداف``, ``أشار إلى استهداف``."""
    before = tokens[max(0, at - _TO_THE_DEED) : at]
    done = bool(before) and (before[-1].key in DONE or before[-1].key in ITSELF | {"الي"})
    return done and any(is_saying(token) for token in before)
