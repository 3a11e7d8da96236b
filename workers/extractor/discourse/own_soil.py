"""``أكدت البحرين وقوع هجوم داخل أراضيها``: the land of the state that speaks was struck, though no place in it is named; and who announces
that a town or an airport of its own land was struck by a drone did not do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.model import EventType, Role
from workers.extractor.event.events import Event
from workers.extractor.facts import Facts
from workers.extractor.places import PlaceMention
from workers.extractor.sources import is_saying
from workers.extractor.tokens import Mention
from workers.extractor.who.actor_names import known
from workers.extractor.who.agents import ANNOUNCED, Agent
from workers.extractor.word_sets import word_set

_SOIL = word_set("own_soil.soil")
_FROM = frozenset(("من", "عبر", "لاستخدام", "استخدام", "انطلاقا"))
_BEFORE = 2  # words: من داخل أراضيها
_RULE = "the soil of the state that tells of it"


def on_its_soil(event: Event, facts: Facts, told: Sequence[Mention[PlaceMention]]) -> tuple[Mention[PlaceMention], ...]:
    """The places ``told`` by the clause, or, where none of them lies in it, the state named last before its ``أراضيها``; not where the
    fire came from there."""
    at = names_soil(event)
    states = [place for place in facts.places if at is not None and place.last <= at and place.value.location.feature == "country"]
    states = [state for state in states if state.value.location.role is not Role.TARGET] or states  # who speaks, not من سوريا
    if not states or any(place.value.location.country == states[-1].value.location.country for place in told):
        return tuple(told)
    return (_struck(states[-1]),)


_FROM_AFAR = (EventType.DRONE, EventType.MISSILE)


def without_hosts(agents: Sequence[Agent], event: Event, places: Sequence[Mention[PlaceMention]], facts: Facts) -> tuple[Agent, ...]:
    """``أعلنت وزارة كذا استهداف مطار بطائرة مسيّرة`` in her own land; not ``استهداف وكر لتنظيم كذا``, which she struck."""
    countries = {mention.value.location.country for mention in places}
    doers = {one.actor_id for one in agents}
    enemies = any(event.first <= one.first < event.end and one.value.actor_id not in doers | {"unknown"} for one in facts.actors)
    if event.type not in _FROM_AFAR or len(countries) != 1 or enemies or not _is_announced(event):
        return tuple(agents)
    return tuple(one for one in agents if one.rule not in _BY_SUBJECT or known().ruled.get(one.actor_id) not in countries)


_BY_SUBJECT = frozenset((ANNOUNCED, "verb then subject", "subject then verb"))


def _is_announced(event: Event) -> bool:
    """``أعلنت X استهداف كذا``, not ``استهدفت X كذا``."""
    before = event.sentence.tokens[event.start : event.first]
    noun = any(reading.form == "verbal_noun" for reading in event.sentence.tokens[event.first].readings)
    return noun and any(is_saying(token) for token in before)


def names_soil(event: Event) -> int | None:
    """Where ``أراضيها`` stands in the clause, not as that from which somebody fires."""
    tokens = event.sentence.tokens
    for at in range(event.start, min(event.end, len(tokens))):
        if tokens[at].key in _SOIL and not any(token.key in _FROM for token in tokens[max(0, at - _BEFORE) : at]):
            return at
    return None


def _struck(state: Mention[PlaceMention]) -> Mention[PlaceMention]:
    location = replace(state.value.location, role=Role.TARGET)
    return replace(state, value=replace(state.value, location=location, role_reason=_RULE))
