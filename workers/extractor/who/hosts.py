"""Who announces that a town or an airport of its own land was struck by a drone or a missile did not do it, nor who owns to that."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import EventType
from workers.extractor.event.events import Event
from workers.extractor.facts import Facts
from workers.extractor.places import PlaceMention
from workers.extractor.sources import is_saying
from workers.extractor.tokens import Mention
from workers.extractor.who.actor_names import known
from workers.extractor.who.agents import ANNOUNCED, OWNED_UP, Agent
from workers.extractor.who.claims import CLAIM
from workers.extractor.who.owning_up import owns_to
from workers.extractor.word_sets import word_set

_FROM_AFAR = (EventType.DRONE, EventType.MISSILE)
_BY_SUBJECT = frozenset((ANNOUNCED, "verb then subject", "subject then verb"))


def without_hosts(agents: Sequence[Agent], event: Event, places: Sequence[Mention[PlaceMention]], facts: Facts) -> tuple[Agent, ...]:
    """``أعلنت وزارة كذا استهداف مطار بطائرة مسيّرة``, ``أقرت X باستهداف مطارها`` in her own land; not ``استهداف وكر لتنظيم كذا``, which
    she struck."""
    countries = {mention.value.location.country for mention in places}
    doers = {one.actor_id for one in agents}
    enemies = any(event.first <= one.first < event.end and one.value.actor_id not in doers | {"unknown"} for one in facts.actors)
    if len(countries) != 1 or enemies:
        return tuple(agents)
    told = frozenset((OWNED_UP, CLAIM)) if _owns(event) else frozenset[str]()
    told |= _BY_SUBJECT if _from_afar(event) and _is_announced(event) else frozenset()
    return tuple(one for one in agents if one.rule not in told or known().ruled.get(one.actor_id) not in countries)


def _from_afar(event: Event) -> bool:
    """By a drone or a missile, or as one calls what others did (``استهداف محطة في هجوم إرهابي``)."""
    called = any(token.key in _AS_OF_OTHERS for token in event.sentence.tokens[event.last : event.end])
    return event.type in _FROM_AFAR or (event.type is None and called)


_AS_OF_OTHERS = word_set("hosts.as_of_others")


def _owns(event: Event) -> bool:
    return any(owns_to(token) for token in event.sentence.tokens[event.start : event.first])


def _is_announced(event: Event) -> bool:
    """``أعلنت X استهداف كذا``, not ``استهدفت X كذا``."""
    before = event.sentence.tokens[event.start : event.first]
    noun = any(reading.form == "verbal_noun" for reading in event.sentence.tokens[event.first].readings)
    return noun and any(is_saying(token) for token in before)
