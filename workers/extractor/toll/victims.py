"""People as a phrase counts them: "3 مدنيين وامرأة", "طفل ووالده", "أكثر من عشرين عنصرا من قوات النظام، بينهم ضابطان".

A phrase is a list of groups; behind it may stand the parts that it contains (بينهم, منهم). Groups of one list add up; parts do not. A group
with no number is vague (مدنيين, آخرين). What counts things (منازل, غارات, ساعات) is no group.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.model import GroupCount
from workers.extractor import numbers
from workers.extractor.tokens import Sentence, Token
from workers.extractor.toll import vocabulary
from workers.extractor.toll.groups import Group, Tokens, begins_name, group_at
from workers.extractor.toll.list_ends import PART_HEADS, PART_MARKS, REACH, closing, ends_list
from workers.extractor.toll.marks import is_mark
from workers.extractor.toll.parts import group_count, parts_after
from workers.extractor.word_sets import word_set

TOGETHER_WITH = frozenset({("الي", "جانب"), ("بالاضافه", "الي"), ("اضافه", "الي"), ("واضافه", "الي"), ("فضلا", "عن"), ("علاوه", "علي")})
_BESIDE = word_set("victims.beside")


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
    return with_others(sentence, _of_these_names(sentence, first))


def with_others(sentence: Sentence, first: Group) -> Victims:
    """The phrase that begins with the group: those whom a list adds, and the parts."""
    groups, end = [first], first.last
    while len(groups) < 12:
        following = next_in_list(sentence, groups[-1], end)
        if following is None:
            break
        groups.append(following)
        end = following.last
    if len(groups) == 1 and first.min == 1 and _in_company(sentence.tokens, first.last):
        groups = [replace(first, max=None)]
    if _told_apart(sentence.tokens, groups):
        return Victims((first,), tuple(group_count(sentence, group) for group in groups[1:]), end)
    parts, end = parts_after(sentence, end)
    return Victims(tuple(groups), parts, end)


def _of_these_names(sentence: Sentence, group: Group) -> Group:
    """المواطنين مازن الحلو وياسر النجم: the names behind several people are theirs, and tell how many where no number does."""
    tokens, names, end = sentence.tokens, 1, group.last
    if group.min == 1 or group.noun == "name" or not begins_name(tokens, end):
        return group
    while (following := name_behind(tokens, end + 1)) is not None:
        names, end = names + 1, following
    known = group.named or vocabulary.with_pronoun(tokens[group.last - 1], group.noun)  # أطفالهما محمود ومريم
    count = (names, names) if group.min is None and known else (group.min, group.max)
    return replace(group, last=end + 1, min=count[0], max=count[1], vague=group.vague and count[0] is None)


def name_behind(tokens: Tokens, at: int) -> int | None:
    """Where the next name of a list begins, the rest of the name before it and its age passed over."""
    index = at
    while index < min(len(tokens), at + REACH):
        if begins_name(tokens, index) and _joins_name(tokens, index):
            return index
        if tokens[index].key not in ("،", ",", "(") and not begins_name(tokens, index) and ends_list(tokens, index):
            return None
        index = closing(tokens, index) if tokens[index].key == "(" else index + 1
    return None


def _joins_name(tokens: Tokens, at: int) -> bool:
    """Is the name another one? وسام and وليد begin with the letter, not with the conjunction: محمد وسام is one person."""
    if tokens[at - 1].key in ("و", "،", ",") or tokens[at].key.startswith("وو"):
        return True
    return numbers.conjoined(tokens[at]) and not is_mark(tokens[at], "waw_name")


def _joins_list(tokens: Tokens, before: Group, group: Group) -> bool:
    """Another name; not that of a second household (خمسة من عائلة النجار وأبو شمالة)."""
    household = any(is_mark(token, "household") for token in tokens[before.last : group.first])
    return _joins_name(tokens, group.first) and not household


def _told_apart(tokens: Tokens, groups: list[Group]) -> bool:
    """12 شخصا، ثلاثة أطفال وتسع نساء: the sum, a comma, and what it consists of."""
    if len(groups) < 3 or groups[0].min is None or numbers.conjoined(tokens[groups[1].first]):
        return False
    return groups[0].min == sum(group.min or 0 for group in groups[1:])


def _in_company(tokens: Tokens, at: int) -> bool:
    """تاجر مع عائلته, قيادي وعدد من مرافقيه: others died with the one, and how many is not said."""
    for index in range(at, min(len(tokens), at + REACH)):
        if tokens[index].kind == "punct" or vocabulary.has(tokens[index], "dying", "hurting"):
            return False
        if is_mark(tokens[index], "companions"):
            return any(token.key in ("مع", "و", "برفقه") or token.key.startswith("و") for token in tokens[at : index + 1])
    return False


# ---- lists -----------------------------------------------------------------------------------------------------------


_HIS_REACH = 14  # words of the titles and the name of one before those who were with him (وثلاثة من مرافقيه)
_ASIDE = 6  # words that say who one of them was
_LEFT = "وخلف"  # a name, but behind people who are only counted what the strike left (جرح 4 آخرون، وخلف أضرارا)


def next_in_list(sentence: Sentence, before: Group, at: int) -> Group | None:
    """The group that "and" adds, behind at most a few words that describe the one before."""
    tokens, index = sentence.tokens, at
    while index < min(len(tokens), at + _HIS_REACH):
        if _may_begin(tokens, index):
            group = group_at(sentence, index)
            if index >= at + REACH and not _are_his(tokens, before, group):
                return None
            if group is not None and not _is_his_name(tokens, before, group):
                return _joined(sentence, before, group)
            if group is not None:
                index = group.last
                continue
        if (behind := _behind_beside(tokens, index)) is not None:
            return _company(sentence, behind)
        if (aside := _behind_one_of_them(tokens, index)) is not None:
            at += aside - index  # the words of an aside do not count
        behind = aside or _behind_described(tokens, index)
        if behind is None:
            return None
        index = behind
    return None


def _may_begin(tokens: Tokens, at: int) -> bool:
    """May a group of the list begin here, with "and" or behind a comma?"""
    if tokens[at].key in ("(", "،", ",", "و"):
        return False
    return numbers.conjoined(tokens[at]) or (at > 0 and tokens[at - 1].key in ("و", "،", ","))


def _are_his(tokens: Tokens, before: Group, group: Group | None) -> bool:
    """``قائد الفرقة سامر الحسن .. وثلاثة من مرافقيه``: so far behind one man only his own men follow."""
    return group is not None and before.min == 1 and any(map(vocabulary.his_men, tokens[group.first : group.last]))


def _joined(sentence: Sentence, before: Group, group: Group) -> Group | None:
    if sentence.tokens[group.first].key == _LEFT and before.noun != "name":
        return None
    group = _of_these_names(sentence, group)
    return group if _adds(sentence.tokens, before, group) else None


def _company(sentence: Sentence, at: int) -> Group | None:
    """Those who were with the ones before: مع ثلاثة مقاتلين."""
    company = group_at(sentence, at)
    return company if company is not None and _counted_people(sentence.tokens, company) else None


def _behind_described(tokens: Tokens, at: int) -> int | None:
    """Where the list may go on behind what only describes: a bracket, a comma, ``عنصر في الجيش``, one word; None where the list ends."""
    token = tokens[at]
    if token.key == "(":
        return closing(tokens, at)
    if token.key in ("،", ",", "و"):
        return at + 1
    if at + 1 < len(tokens) and ((token.key == "في" and is_mark(tokens[at + 1], "member_of")) or _was_inside(token, tokens[at + 1])):
        return at + 2
    return None if ends_list(tokens, at) else at + 1


_WAS, _INSIDE = word_set("victims.was"), word_set("victims.inside")


def _was_inside(token: Token, after: Token) -> bool:
    """قيادي كان بداخلها مع اثنين من مرافقيه."""
    return token.key in _WAS and after.key in _INSIDE


def _is_his_name(tokens: Tokens, before: Group, group: Group) -> bool:
    """قائد الفرقة، سامر الحسن، وثلاثة: who the one before the comma is."""
    one = before.min == 1 and before.noun != "name"
    return one and group.noun == "name" and tokens[group.first - 1].key in ("،", ",") and not tokens[group.first].key.startswith("و")


def _behind_one_of_them(tokens: Tokens, at: int) -> int | None:
    """Where the aside ends that only says who one of them was: سبعة عناصر، أحدهم برتبة عقيد، وأربعة مقاتلين."""
    if tokens[at].key not in PART_HEADS or tokens[at - 1].key not in ("،", ","):
        return None
    comma = next((here for here in range(at + 1, min(at + _ASIDE, len(tokens) - 1)) if tokens[here].kind == "punct"), None)
    return comma if comma is not None and tokens[comma].key in ("،", ",") and numbers.conjoined(tokens[comma + 1]) else None


def _behind_beside(tokens: Tokens, at: int) -> int | None:
    """Where those begin who are told beside the ones before: مع ثلاثة, إلى جانب ثلاثة, بالإضافة إلى ثلاثة."""
    if tokens[at].key in _BESIDE:
        return at + 1
    pair = tuple(token.key for token in tokens[at : at + 2])
    return at + 2 if pair in TOGETHER_WITH else None


def _counted_people(tokens: Tokens, group: Group) -> bool:
    """مع ثمانية من مرافقيه, مع ثلاثة مقاتلين."""
    numbered = group.min is not None and not group.named
    return numbered and (group.noun == "person" or (group.last < len(tokens) and tokens[group.last].key == "من"))


def _adds(tokens: Tokens, before: Group, group: Group) -> bool:
    """Does the group belong to the list? Not the dead behind the hurt, not a part, not a second noun of one number."""
    if {before.noun, group.noun} & {"dead", "hurt"} or vocabulary.has(tokens[group.first], "dying", "hurting"):
        return _and_others(before, group)
    if group.last < len(tokens) and tokens[group.last].key in PART_MARKS:
        return False
    if (group.noun == "name" and not _joins_list(tokens, before, group)) or is_mark(tokens[group.first], "owner_title"):
        return False
    joined = numbers.conjoined(tokens[group.first]) or tokens[group.first - 1].key == "و"
    if group.min is None:
        return joined and group.noun == "person" and group.last - group.first > 1  # وعدد من مرافقيه
    if not joined and (not group.noun or group.last - group.first == 1):
        return False  # behind a bare comma only a number with its noun goes on
    return not _joint_noun(tokens, before, group) and not _joint_adjective(tokens, before, group)


def _and_others(before: Group, group: Group) -> bool:
    """``ارتقاء الشهيد فلان وأربعة آخرين``: with him whom the word calls dead."""
    return before.noun == "dead" and before.named and before.min == 1 and group.other and group.min is not None


def _joint_adjective(tokens: Tokens, before: Group, group: Group) -> bool:
    """14 من جنسيات أفغانية وعراقية: two adjectives of one word."""
    ahead = [form for form in vocabulary.forms(tokens[group.first - 1]) if "nation" in form.tags]
    here = [form for form in vocabulary.forms(tokens[group.first]) if "nation" in form.tags]
    alike = {form.feminine for form in ahead} & {form.feminine for form in here}
    alone = group.last - group.first == 1 and before.last < group.first - 1
    return bool(alike) and alone and not vocabulary.has(tokens[group.first - 2], "person")


def _is_accusative(token: Token) -> bool:
    """``ومدنيا``; of ``فتى`` no case can be seen."""
    return token.norm.endswith("ا") or token.key == "وفتي"


def _joint_noun(tokens: Tokens, before: Group, group: Group) -> bool:
    """12 عسكريا ومدنيا, 12 طفلا وفتى: one number, two nouns."""
    single = group.min == 1 and group.last - group.first == 1 and not group.other
    noun_before = before.last == group.first and vocabulary.has(tokens[group.first - 1], "person")
    return single and (before.min or 0) > 10 and noun_before and _is_accusative(tokens[group.first])
