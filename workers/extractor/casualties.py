"""Who was killed and wounded, as the text says it (types only; the grammar follows)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.model import Casualties, Count
from workers.extractor.tokens import Mention, Sentence


@dataclass(frozen=True, slots=True)
class CasualtyClaim:
    """One figure. ``outcome`` is ``killed``, ``wounded`` or ``both``."""

    outcome: str
    count: Count
    is_part: bool = False  # of a total given before (بينهم طفلان)
    is_total: bool = False  # a toll (حصيلة), maybe rising
    earlier: bool = False  # the older figure of a toll that rose
    later_death: bool = False  # one of the wounded who died
    additional: bool = False  # others beside those said before
    cumulative: bool = False  # a tally over weeks, months, years
    other_cause: str = ""  # clashes, mine, car accident: not a strike


def find_casualties(sentence: Sentence) -> list[Mention[CasualtyClaim]]:
    """Every casualty claim of the sentence, left to right."""
    return []


def combine(claims: Sequence[CasualtyClaim]) -> Casualties:
    """One answer from the claims about one event, in article order."""
    return Casualties()
