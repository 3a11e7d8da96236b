"""``أكدت البحرين وقوع هجوم داخل أراضيها``: the land of the state that speaks was struck, though no place in it is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.model import Role
from workers.extractor.event.events import Event
from workers.extractor.facts import Facts
from workers.extractor.places import PlaceMention
from workers.extractor.tokens import Mention
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
