"""The parts that a total contains: بينهم طفلان, أربعة منهم أطفال, معظمهم نساء."""

from __future__ import annotations

from monitor.model import GroupCount
from workers.extractor import numbers
from workers.extractor.tokens import Sentence
from workers.extractor.toll import vocabulary
from workers.extractor.toll.groups import Group, group_at
from workers.extractor.toll.list_ends import PART_HEADS, PART_MARKS, REACH, closing, ends_list

_NAMES = {
    "child": "children",
    "woman": "women",
    "man": "men",
    "civilian": "civilians",
    "fighter": "fighters",
    "soldier": "soldiers",
    "police": "police",
    "commander": "commanders",
    "medic": "medics",
    "journalist": "journalists",
    "displaced": "displaced",
    "official": "officials",
    "worker": "workers",
    "kin": "relatives",
}


def parts_after(sentence: Sentence, at: int) -> tuple[tuple[GroupCount, ...], int]:
    """The parts named behind a total (بينهم طفلان, أربعة منهم أطفال), and where they end."""
    start = _part_mark(sentence, at)
    if start is None:
        return (), at
    parts: list[GroupCount] = []
    end = start
    group = group_at(sentence, start)
    while group is not None and len(parts) < 12:
        parts.append(group_count(sentence, group))
        end = group.last
        if end < len(sentence.tokens) and sentence.tokens[end].key in PART_MARKS:  # أربعة منهم أطفال
            end += 1
        group = _next_part(sentence, end)
    return tuple(parts), end


def _part_mark(sentence: Sentence, at: int) -> int | None:
    """Where the parts start, when a mark of parts stands within a few words behind ``at``."""
    tokens = sentence.tokens
    index = at
    while index < min(len(tokens), at + REACH):
        token = tokens[index]
        if token.key == "(":
            index = closing(tokens, index)
            continue
        if token.key in PART_MARKS:
            return index + 1 + (index + 1 < len(tokens) and tokens[index + 1].key in (":", "؛", "كل"))
        if token.key in PART_HEADS:
            return index + 1
        number = numbers.number_at(sentence, index)
        if number is not None and number.last < len(tokens) and tokens[number.last].key in PART_MARKS:
            return None if vocabulary.has(tokens[number.last - 1], "dead", "hurt") else index
        if ends_list(tokens, index) and token.key not in ("من", "علي", ":"):
            return None
        index += 1
    return None


def _next_part(sentence: Sentence, at: int) -> Group | None:
    """The next part of a list of parts; unlike in a list of victims, a bare plural counts (بينهم نساء وأطفال)."""
    tokens = sentence.tokens
    for index in range(at, min(len(tokens), at + REACH)):
        token = tokens[index]
        if token.key in ("،", ",", "و", "(", ")"):
            continue
        if numbers.conjoined(token) or tokens[index - 1].key in ("و", "،", ","):
            group = group_at(sentence, index)
            if group is not None:
                return group if group.noun not in ("dead", "hurt") and not vocabulary.has(token, "dying", "hurting") else None
        if ends_list(tokens, index):
            return None
    return None


def group_count(sentence: Sentence, group: Group) -> GroupCount:
    """A group as the record shows it."""
    tokens = sentence.tokens[group.first : group.last]
    text = sentence.text[tokens[0].start - sentence.start : tokens[-1].end - sentence.start]
    return GroupCount(_NAMES.get(group.group, "people"), group.min, group.max, text)
