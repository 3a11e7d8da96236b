"""People as a phrase counts them: "3 مدنيين وامرأة", "طفل ووالده", "أكثر من عشرين عنصرا من قوات النظام، بينهم ضابطان".

A phrase is a list of groups; behind it may stand the parts that it contains (بينهم, منهم). Groups of one list add up; parts do not. A group
with no number is vague (مدنيين, آخرين). What counts things (منازل, غارات, ساعات) is no group.
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model import GroupCount
from workers.extractor import numbers, vocabulary
from workers.extractor.marks import is_mark
from workers.extractor.numbers import NumberValue
from workers.extractor.tokens import Sentence, Token

Tokens = tuple[Token, ...]
_REACH = 8  # words that may describe one group before the next of the list
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
_OTHERS = {"اخر": 1, "اخري": 1, "اخران": 2, "اخريان": 2, "اخريين": 2, "اخرين": None, "اخرون": None, "اخريات": None}
_ORDINALS = frozenset({"ثالث", "ثالثه", "رابع", "رابعه", "خامس", "خامسه", "ثان", "ثانيه", "سادس"})
PART_MARKS = frozenset(
    {"بينهم", "بينهن", "بينها", "ضمنهم", "ضمنهن", "منهم", "منهن", "بينهما", "فيهم", "هم", "وهم", "هما", "وهما", "ومنهم", "وبينهم"}
)
_PART_HEADS = frozenset({"احدهم", "احداهن", "احدهما", "احداهما"})
_MOSTLY = frozenset({"معظمهم", "اغلبهم", "غالبيتهم", "جميعهم", "كلهم", "معظمها", "ومعظمهم", "واغلبهم"})
_STOPS = frozenset(
    "في جرا اثر خلال نتيجه بسبب علي الي عند اثنا بعد قبل فيما بينما حيث وذلك عن وفق حسب ان التي الذي الذين عندما لدي ضمن مع حين امس اليوم "
    "فجر صباح مسا ليل ليله منذ كما اذ وقد قد غداه تزامنا اضافه فضلا وفي وعلي والي".split()
)


@dataclass(frozen=True, slots=True)
class Group:
    """One counted group in tokens ``[first, last)``; ``noun`` is what the words call them: ``dead``, ``hurt``, ``person`` or nothing."""

    first: int
    last: int
    min: int | None
    max: int | None
    vague: bool = False
    group: str = ""
    noun: str = ""
    other: bool = False  # آخرون: beside those said before
    named: bool = False  # a definite person: the one, not one


@dataclass(frozen=True, slots=True)
class Victims:
    """The groups of one phrase and the parts said to be among them, in tokens ``[first, last)``."""

    groups: tuple[Group, ...]
    parts: tuple[GroupCount, ...] = ()
    last: int = 0

    @property
    def first(self) -> int:
        return self.groups[0].first


def victims_at(sentence: Sentence, at: int) -> Victims | None:
    """The phrase of people that starts at token ``at``."""
    first = group_at(sentence, at)
    if first is None:
        return None
    groups, end = [first], first.last
    while len(groups) < 12:
        following = _next_in_list(sentence, groups[-1], end)
        if following is None:
            break
        groups.append(following)
        end = following.last
    parts, end = parts_after(sentence, end)
    return Victims(tuple(groups), parts, end)


# ---- one group -------------------------------------------------------------------------------------------------------


def group_at(sentence: Sentence, at: int) -> Group | None:
    """The group whose first word is token ``at``: a number with or without its noun, a dual, one person, or a bare plural."""
    tokens = sentence.tokens
    if at >= len(tokens) or tokens[at].kind in ("punct", "latin"):
        return None
    mention = numbers.number_at(sentence, at)
    if mention is not None:
        return _counted(tokens, mention.value, at, mention.last)
    return _other(tokens, at) or _plural(tokens, at) or _named(tokens, at)


def _counted(tokens: Tokens, value: NumberValue, at: int, end: int) -> Group | None:
    if value.unit_kind not in ("", "person"):
        return None
    if not value.unit_kind:
        return _bare_number(tokens, value, at, end)
    noun, last = _noun(tokens[value.unit or at]), end
    other = last < len(tokens) and tokens[last].key in _OTHERS
    return Group(at, last + other, value.min, value.max, value.vague, value.group, noun, other)


def _bare_number(tokens: Tokens, value: NumberValue, at: int, end: int) -> Group | None:
    """A number without a known noun: its noun may be unknown (5 صيادلة), be "others", or follow "من"."""
    if end < len(tokens) and tokens[end].key in _OTHERS:
        return Group(at, end + 1, value.min, value.max, value.vague, other=True)
    if value.vague and value.min is None and not _people_follow(tokens, end):
        return None
    if end < len(tokens) and (tokens[end].key in ("%", "/", ":") or tokens[end].kind in ("number", "latin")):
        return None
    return Group(at, end, value.min, value.max, value.vague)


def _people_follow(tokens: Tokens, at: int) -> bool:
    return any(vocabulary.has(token, "person") for token in tokens[at : at + 2])


def _noun(token: Token) -> str:
    return next((tag for tag in ("dead", "hurt", "person") if vocabulary.has(token, tag)), "")


def _other(tokens: Tokens, at: int) -> Group | None:
    key = tokens[at].key.removeprefix("و")
    if key in _OTHERS:
        count = _OTHERS[key]
        return Group(at, at + 1, count, count, count is None, other=True)
    return Group(at, at + 1, 1, 1, other=True) if key in _ORDINALS else None


def _plural(tokens: Tokens, at: int) -> Group | None:
    """مدنيين, قتلى, عناصر: some, no number."""
    readings = [form for form in vocabulary.forms(tokens[at]) if form.tags & {"person", "hurt"} and form.number in ("many", "two_or_many")]
    if not readings:
        return None
    return Group(at, at + 1, None, None, True, numbers.group_of(tokens[at]), _noun(tokens[at]), named=vocabulary.definite(tokens[at]))


def _named(tokens: Tokens, at: int) -> Group | None:
    """المواطن فلان, الطفلة فلانة, القيادي البارز: one definite person; المواطنان: two."""
    if not vocabulary.definite(tokens[at]):
        return None
    readings = [form for form in vocabulary.forms(tokens[at]) if "person" in form.tags and "nation" not in form.tags]
    counts = {"one": 1, "two": 2}
    found = next((counts[form.number] for form in readings if form.number in counts), None)
    if found is None:
        return None
    return Group(at, at + 1, found, found, group=numbers.group_of(tokens[at]), noun=_noun(tokens[at]), named=True)


# ---- lists -----------------------------------------------------------------------------------------------------------


def _next_in_list(sentence: Sentence, before: Group, at: int) -> Group | None:
    """The group that "and" adds, behind at most a few words that describe the one before."""
    tokens, index = sentence.tokens, at
    while index < min(len(tokens), at + _REACH):
        token = tokens[index]
        if token.key == "(":
            index = _closing(tokens, index)
            continue
        if token.key in ("،", ",", "و"):
            index += 1
            continue
        if numbers.conjoined(token) or (index and tokens[index - 1].key in ("و", "،", ",")):
            group = group_at(sentence, index)
            if group is not None:
                return group if _adds(tokens, before, group) else None
        if token.key == "في" and index + 1 < len(tokens) and is_mark(tokens[index + 1], "member_of"):
            index += 2
            continue
        if _ends_list(tokens, index):
            return None
        index += 1
    return None


def _closing(tokens: Tokens, at: int) -> int:
    """Behind the bracket that opens at ``at`` (an age, a name)."""
    for index in range(at + 1, min(len(tokens), at + 12)):
        if tokens[index].key == ")":
            return index + 1
    return len(tokens)


def _adds(tokens: Tokens, before: Group, group: Group) -> bool:
    """Does the group belong to the list? Not the dead behind the hurt, not a part, not a second noun of one number."""
    if {before.noun, group.noun} & {"dead", "hurt"} or vocabulary.has(tokens[group.first], "dying", "hurting"):
        return False
    if group.last < len(tokens) and tokens[group.last].key in PART_MARKS:
        return False
    joined = numbers.conjoined(tokens[group.first]) or tokens[group.first - 1].key == "و"
    if group.min is None or (not joined and (not group.noun or group.last - group.first == 1)):
        return False  # behind a bare comma only a number with its noun goes on
    return not _joint_noun(tokens, before, group)


def _joint_noun(tokens: Tokens, before: Group, group: Group) -> bool:
    """12 عسكريا ومدنيا: one number, two nouns."""
    single = group.min == 1 and group.last - group.first == 1 and not group.other
    noun_before = before.last == group.first and vocabulary.has(tokens[group.first - 1], "person")
    return single and (before.min or 0) > 10 and noun_before and tokens[group.first].norm.endswith("ا")


def _ends_list(tokens: Tokens, index: int) -> bool:
    token = tokens[index]
    if token.kind == "punct" and token.key not in ("،", ",", "(", ")", "-"):
        return True
    if (
        token.key in _STOPS
        or token.key in PART_MARKS
        or token.key in _PART_HEADS
        or token.key in _MOSTLY
        or (token.key == "من" and _part_ahead(tokens, index))
    ):
        return True
    if token.key.startswith("ب") and token.kind == "word" and not vocabulary.has(token, "injury"):
        return True
    return vocabulary.has(token, "dying", "hurting", "dead", "loss")


def _part_ahead(tokens: Tokens, index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].key in PART_MARKS


# ---- parts -----------------------------------------------------------------------------------------------------------


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
    while index < min(len(tokens), at + _REACH):
        token = tokens[index]
        if token.key == "(":
            index = _closing(tokens, index)
            continue
        if token.key in PART_MARKS:
            return index + 1 + (index + 1 < len(tokens) and tokens[index + 1].key in (":", "؛", "كل"))
        if token.key in _PART_HEADS:
            return index + 1
        number = numbers.number_at(sentence, index)
        if number is not None and number.last < len(tokens) and tokens[number.last].key in PART_MARKS:
            return index
        if _ends_list(tokens, index) and token.key not in ("من", "علي", ":"):
            return None
        index += 1
    return None


def _next_part(sentence: Sentence, at: int) -> Group | None:
    """The next part of a list of parts; unlike in a list of victims, a bare plural counts (بينهم نساء وأطفال)."""
    tokens = sentence.tokens
    for index in range(at, min(len(tokens), at + _REACH)):
        token = tokens[index]
        if token.key in ("،", ",", "و", "(", ")"):
            continue
        if numbers.conjoined(token) or tokens[index - 1].key in ("و", "،", ","):
            group = group_at(sentence, index)
            if group is not None:
                return group if group.noun not in ("dead", "hurt") and not vocabulary.has(token, "dying", "hurting") else None
        if _ends_list(tokens, index):
            return None
    return None


def group_count(sentence: Sentence, group: Group) -> GroupCount:
    """A group as the record shows it."""
    tokens = sentence.tokens[group.first : group.last]
    text = sentence.text[tokens[0].start - sentence.start : tokens[-1].end - sentence.start]
    return GroupCount(_NAMES.get(group.group, "people"), group.min, group.max, text)
