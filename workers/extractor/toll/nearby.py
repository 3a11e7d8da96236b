"""The nearest counted people before a word: where a verb or "between dead and hurt" stands behind its number."""

from __future__ import annotations

from workers.extractor import numbers
from workers.extractor.tokens import Sentence
from workers.extractor.toll import vocabulary
from workers.extractor.toll.groups import Group, group_at
from workers.extractor.toll.list_ends import PART_MARKS
from workers.extractor.toll.victims import victims_at

_BACK = 14  # words between victims and a verb behind them


def number_before(sentence: Sentence, at: int, free: int) -> Group | None:
    """The nearest group with a number that ends before ``at``; the whole where parts of it stand between (ستة، بينهم طفلان، قتلوا)."""
    mark = _part_mark_before(sentence, at, free)
    whole = _nearest(sentence, mark, free) if mark is not None else None
    return whole or _nearest(sentence, at, free)


def _part_mark_before(sentence: Sentence, at: int, free: int) -> int | None:
    tokens = sentence.tokens
    for index in range(at - 1, max(free, at - _BACK) - 1, -1):
        if tokens[index].key in (".", "؛", ":"):
            return None
        if tokens[index].key in PART_MARKS:
            return index - (tokens[index - 1].key == "من")
    return None


def _nearest(sentence: Sentence, at: int, free: int) -> Group | None:
    tokens = sentence.tokens
    for start in range(at - 1, max(free, at - _BACK) - 1, -1):
        group = group_at(sentence, start)
        if group is not None and _some_of(sentence, group, at):
            return group  # إن عددا من العمال أصيبوا
        if group is None or group.last > at or (group.min is None and group.max is None and not group.vague):
            continue
        alone = tokens[start].key.startswith("واحد") and group.last - start == 1  # جنديا واحدا: the noun before it counts
        if group.named or alone or (group.min is None and group.max is None):
            continue
        return with_bound(sentence, _described(sentence, _whole_of(sentence, group, free), free), free)
    return None


def _some_of(sentence: Sentence, group: Group, at: int) -> bool:
    """عدد من العمال, and nothing before ``at``."""
    counted = group.vague and group.min is None and group.noun == "person" and group.last - group.first > 1
    return counted and group.last == at and sentence.tokens[group.first + 1].key == "من"


def _whole_of(sentence: Sentence, group: Group, free: int) -> Group:
    """13 شخصا على الأقل: the noun alone is a part of its own number."""
    if group.last - group.first > 1:
        return group
    wider = (group_at(sentence, start) for start in range(max(free, group.first - 3), group.first))
    return next((each for each in wider if each and each.min is not None and each.first < group.first < each.last), group)


def _described(sentence: Sentence, group: Group, free: int) -> Group:
    """390 مقاتلا كرديا: the nearest person word may only describe the counted one before it."""
    tokens = sentence.tokens
    if (
        group.last - group.first > 1
        or group.min != 1
        or numbers.conjoined(tokens[group.first])
        or not vocabulary.has(tokens[group.first - 1], "person")
    ):
        return group
    for start in range(max(free, group.first - 4), group.first):
        counted = group_at(sentence, start)
        if counted is not None and counted.last == group.first and counted.last - counted.first > 1:
            return counted
    return group


def with_bound(sentence: Sentence, group: Group, free: int) -> Group:
    """The same group read from the words that bound it (ما لا يقل عن)."""
    for start in range(max(free, group.first - 5), group.first):
        wider = group_at(sentence, start)
        if wider is not None and wider.last == group.last and wider.min is not None:
            return wider
    return group


def list_with(sentence: Sentence, nearest: Group, free: int) -> tuple[Group, ...]:
    """The whole list (12 مدنيا وجندي) of which ``nearest`` is the last."""
    for start in range(max(free, nearest.first - _BACK), nearest.first):
        victims = victims_at(sentence, start)
        if (
            victims is not None
            and victims.groups[0].min is not None
            and victims.groups[-1].first == nearest.first
            and len(victims.groups) > 1
        ):
            return victims.groups
    return (nearest,)
