"""Strikes that an announcement counts and then tells one by one: ``مقتل ثمانية بضربتين ... الضربة الأولى نفذت الثلاثاء``.

The day of the opening is that of the announcement, where each strike has a day of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workers.extractor.discourse.drafts import Statement
from workers.extractor.event.events import Event
from workers.extractor.who.understood import COUNTED, is_counted

_SEVERAL = 2


def days_of_each(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, those that count the strikes in the opening without the day of the announcement, and each of them as its news."""
    each = [statement for statement in statements if _tells_one(statement)]
    if len(each) < _SEVERAL:
        return list(statements)
    divided = any(statement.tolls for statement in each)
    return [_in_announcement(statement, divided=divided) for statement in statements]


def _in_announcement(statement: Statement, *, divided: bool) -> Statement:
    """What counts them is told on no day of theirs, and its dead are of none alone where they are ``divided``; each of them is the news."""
    if _tells_one(statement):
        return replace(statement, lead=True)
    if not (statement.lead and _counts_them(statement.event)):
        return statement
    return replace(statement, dates=(), when=None, tolls=() if divided else statement.tolls)


def _tells_one(statement: Statement) -> bool:
    """``الضربة الأولى نفذت الثلاثاء``: one of those counted, with its own day."""
    event = statement.event
    if event is None or not statement.dates or not event.definite:
        return False
    return is_counted(event) or any(token.key in COUNTED for token in event.sentence.tokens[event.last : event.last + 1])


def _counts_them(event: Event | None) -> bool:
    """``بضربتين``, ``سلسلة غارات``, ``إن الضربتين نفذتا``; not ``الضربات``."""
    words = event.sentence.tokens[event.first : event.last] if event is not None else ()
    forms = {reading.form for token in words for reading in token.readings}
    return "dual" in forms or ("plural" in forms and event is not None and not event.definite)
