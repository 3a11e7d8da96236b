"""When the text says that something happened (types only; the grammar follows)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model import Occurred
from workers.extractor.tokens import Mention, Sentence


@dataclass(frozen=True, slots=True)
class DateExpression:
    """What the words say of the day, not yet resolved."""

    offset: int | None = None
    weekday: int | None = None
    future: bool = False
    time_of_day: str | None = None


def find_dates(sentence: Sentence) -> list[Mention[DateExpression]]:
    """Every date expression of the sentence, left to right."""
    return []


def resolve(expression: DateExpression, published: datetime, zone: str) -> Occurred | None:
    """The days that the expression means, seen from the instant of publication in the outlet's zone."""
    return None


def resolve_all(mentions: list[Mention[DateExpression]], published: datetime, zone: str) -> Occurred | None:
    """One answer from several expressions about one event, the finest first."""
    return None
