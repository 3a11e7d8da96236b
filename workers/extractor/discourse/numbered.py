"""Strikes that an announcement counts and then tells one by one: ``مقتل ثمانية بضربتين ... الضربة الأولى نفذت الثلاثاء``.

The day of the opening is that of the announcement, where each strike has a day of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workers.extractor.discourse.drafts import Statement
from workers.extractor.event.events import Event
from workers.extractor.who.understood import is_counted

_SEVERAL = 2
_NUMBERS = frozenset(("dual", "plural"))


def days_of_each(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, those that count the strikes in the opening without the day of the announcement, and each of them as its news."""
    if sum(_tells_one(statement) for statement in statements) < _SEVERAL:
        return list(statements)
    return [_in_announcement(each) for each in statements]


def _in_announcement(statement: Statement) -> Statement:
    """What counts them is told on no day of theirs; each of them is the news."""
    if _tells_one(statement):
        return replace(statement, lead=True)
    return replace(statement, dates=(), when=None) if statement.lead and _counts_them(statement.event) else statement


def _tells_one(statement: Statement) -> bool:
    """``الضربة الأولى نفذت الثلاثاء``: one of those counted, with its own day."""
    event = statement.event
    return event is not None and bool(statement.dates) and event.definite and is_counted(event)


def _counts_them(event: Event | None) -> bool:
    """``بضربتين``, ``سلسلة غارات``."""
    if event is None or event.definite:
        return False
    words = event.sentence.tokens[event.first : event.last]
    return any(reading.form in _NUMBERS for token in words for reading in token.readings)
