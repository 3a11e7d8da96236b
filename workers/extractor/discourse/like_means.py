"""By what means: ``قصف مماثل`` is by those of the shelling told before it, ``هجوم مشابه`` by those of the attack; ``الضربة الثانية`` by
those of the two that were told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workers.extractor.discourse.drafts import Statement
from workers.extractor.event.events import Event
from workers.extractor.who.understood import is_counted, is_like

_REACH = 2  # words between the strike and ``مماثل``
_BEFORE = 6  # sentences over which one still is like the one told before
_CALLED = frozenset(("strike", "air", "blow", "hit", "attack", "aggression"))


def by_like_means(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, those of a strike like the one before told by its means."""
    told: list[Statement] = []
    known: list[Event] = []  # the strikes whose means are told
    for statement in statements:
        event = statement.event
        if event is not None and event.type is None and _is_like(event) and (like := _meant(event, known)):
            event = replace(event, type=like.type)
        known += [event] if event is not None and event.type is not None else []
        told.append(replace(statement, event=event))
    return told


def _is_like(event: Event) -> bool:
    return is_counted(event) or any(is_like(token.key) for token in event.sentence.tokens[event.first : event.last + _REACH])


def _meant(event: Event, known: Sequence[Event]) -> Event | None:
    """The latest that is called by the same word, as it is first told rather than as known (``الهجوم``); else the latest."""
    near = [other for other in reversed(known) if event.sentence.index - other.sentence.index <= _BEFORE]
    alike = [other for other in near if _called(other) & _called(event)]
    return next((other for other in alike if not other.definite), next(iter(alike or near), None))


def _called(event: Event) -> set[frozenset[str]]:
    """The kinds of word that the event is told by: ``غارة`` is not called like ``قصف``."""
    words = event.sentence.tokens[event.first : event.last]
    return {reading.tags & _CALLED for token in words for reading in token.readings} - {frozenset()}
