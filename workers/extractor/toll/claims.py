"""What a casualty claim holds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.model import Count, GroupCount
from workers.extractor.toll.groups import Group


@dataclass(frozen=True, slots=True)
class CasualtyClaim:
    """One figure. ``outcome`` is ``killed``, ``wounded`` or ``both`` (one number for the two together)."""

    outcome: str
    count: Count
    is_part: bool = False  # of a total given elsewhere (تسعة من القتلى)
    is_total: bool = False  # a toll (حصيلة), maybe rising
    earlier: bool = False  # the older figure of a toll that rose
    later_death: bool = False  # one of the wounded who died
    additional: bool = False  # others beside those said before (4 آخرين)
    named: bool = False  # a definite person, who may be one of those counted elsewhere
    cumulative: bool = False  # a tally over weeks, months, years
    other_cause: str = ""  # the word for clashes, a mine, a car accident: not a strike


def added(first: Count, second: Count) -> Count:
    """The two figures together, in the words of both."""
    least = (first.min or 0) + (second.min or 0)
    most = first.max + second.max if first.max is not None and second.max is not None else None
    return replace(
        first, min=least, max=most, text=f"{first.text} … {second.text}", vague=first.vague or second.vague, by=first.by + second.by
    )


def one_more(count: Count) -> Count:
    """The figure and the one who was with them."""
    least, most = count.min, count.max
    return replace(count, min=least + 1 if least is not None else None, max=most + 1 if most is not None else None)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: the tokens of the claim, its groups, and where the search goes on."""

    outcome: str
    first: int
    last: int
    groups: tuple[Group, ...] = ()
    parts: tuple[GroupCount, ...] = ()
    none: bool = False
    part: bool = False
    total: bool = False
    earlier: bool = False
    resume: int = 0

    @property
    def behind(self) -> int:
        return self.resume or self.last


def skip(behind: int) -> list[Found]:
    """Words up to ``behind`` that are understood and claim nothing."""
    return [Found("nothing", behind - 1, behind, resume=behind)]
